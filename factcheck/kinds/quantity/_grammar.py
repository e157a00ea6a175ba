"""From a sentence to its quantities: numbers and ranges, then what bounds, moves and owns them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from factcheck.kinds.quantity._age import Ages
from factcheck.kinds.quantity._age_bounds import Groups
from factcheck.kinds.quantity._age_pair import paired
from factcheck.kinds.quantity._amount import Amount, Amounts
from factcheck.kinds.quantity._bearer import Bearers
from factcheck.kinds.quantity._hedge import Hedge, Hedges
from factcheck.kinds.quantity._mask import Mask
from factcheck.kinds.quantity._measure import Measure, Measures
from factcheck.kinds.quantity._nouns import HARMED, Counted, Nouns, as_written
from factcheck.kinds.quantity._numbers import Numbers, Style
from factcheck.kinds.quantity._range import Ranges
from factcheck.kinds.quantity._scope import Scopes
from factcheck.kinds.quantity._score import Scores
from factcheck.kinds.quantity._tokens import NUMBER, Token, tokenize
from factcheck.kinds.quantity._units import Unit, Units
from factcheck.kinds.quantity._value import COUNT, Change, Quantity, Role
from factcheck.kinds.quantity._warmth import HOTTEST, Warmth, mirrored, settled, warm
from factcheck.kinds.quantity._words import Vocabulary

_VICTIMS = frozenset({"other", "more", "death", "fatality", "victim", "casualty", "injury", "arrest", "detention"})
_PERSON_ENDS = ("er", "or", "ist", "ian", "ant", "ee", "man")
_TOLD = ("of", "was", "is", "at", "reached", "totalled", "totaled")
_MILLION = 1e6
_COMPARED = frozenset(
    {"as", "more", "the", "higher", "larger", "bigger", "faster", "greater", "less", "its", "their", "that"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity as read: characters `start` to `end` of the sentence, what it is about, how it was put.

    `phrase` is the noun phrase counted, as written. `spread` marks "from 5 to 7", whose interval holds a start and an
    end. `pieces` are the parts of "6 feet 2 inches".
    """

    quantity: Quantity
    start: int
    end: int
    about: str = ""
    phrase: str = ""
    style: Style = Style.DIGITS
    spread: bool = False
    pieces: tuple[Quantity, ...] = ()


class _Found(NamedTuple):
    """What one step read: an amount with its value, whether it is a start and an end, whether it lies below zero."""

    amount: Amount
    quantity: Quantity
    spread: bool = False
    pieces: tuple[Quantity, ...] = ()
    below: bool | None = None


class Grammar:
    """Finds quantities in one sentence at a time."""

    def __init__(self, vocabulary: Vocabulary, units: Units, decimal: str) -> None:
        self._vocabulary = vocabulary
        self._decimal = decimal
        self._units = units
        self._measures = Measures(units, vocabulary)
        self._amounts = Amounts(vocabulary, units, Numbers(vocabulary, decimal), self._measures)
        self._hedges = Hedges(vocabulary)
        self._ranges = Ranges(vocabulary, units, self._amounts, self._hedges)
        self._scores = Scores(vocabulary, self._amounts)
        self._mask = Mask(vocabulary, self._measures)
        self._warmth = Warmth(units, self._measures)
        self._nouns, self._scopes, self._ages = Nouns(vocabulary), Scopes(vocabulary), Ages(vocabulary)
        self._bearers = Bearers(vocabulary, self._ages)
        self._aged_groups = Groups(vocabulary, self._bearers)
        self._firm = vocabulary.number_words
        self._groups = vocabulary.words("nouns", "of_people")
        self._heads = vocabulary.words("nouns", "head_counts")

    def read(self, text: str) -> list[Reading]:
        """Return the quantities of `text` in order."""
        tokens = tokenize(text, self._decimal)
        starts = self._firm | {"a", "an", "subzero"}
        if not any(token.kind == NUMBER or token.lower in starts for token in tokens):
            return []
        mask = self._mask(text, tokens)
        readings: list[Reading] = []
        i, last = 0, 0
        while i < len(tokens):
            subzero = self._warmth.subzero(tokens, i)
            if subzero is not None:
                bound, last = subzero
                readings.append(
                    Reading(bound, tokens[i].start, tokens[last - 1].end, tokens[last].lower, style=Style.WORDS)
                )
                i = last
                continue
            first = None if mask[i] else self._amounts.read(tokens, i, mask)
            if first is None:
                i += 1
                continue
            found = self._step(tokens, first, mask)
            if found is None:
                i = max(first.end, i + 1)
                continue
            found = self._from_zero(tokens, found)
            reading, end = self._finish(tokens, found)
            readings.append(self._inherited(tokens, readings, reading, found, last))
            i = last = max(end, i + 1)
        return readings

    def _step(self, tokens: Sequence[Token], first: Amount, mask: bytearray) -> _Found | None:
        if first.number.style is Style.MULTIPLE or self._times(tokens, first):
            return self._multiple(tokens, first)
        pair = self._ranges.ratio(tokens, first, mask)
        if pair is None and not self._scopes.fate(tokens, first.end, first.start):
            pair = self._ranges.part(tokens, first, mask)
        if pair is not None:
            return _Found(*pair)
        result = self._scores.read(tokens, first, mask)
        if result is not None:
            return _Found(*result)
        second = self._ranges.second(tokens, first, mask)
        if second is not None:
            return _Found(*self._ranges.quantity(tokens, first, second))
        return self._single(tokens, first, mask)

    def _from_zero(self, tokens: Sequence[Token], found: _Found) -> _Found:
        told = self._warmth.from_zero(tokens, found.amount, found.quantity)
        if told is None:
            return found
        value = replace(found.quantity, unit=told.amount.unit)
        return found._replace(amount=told.amount, quantity=value, below=told.below)

    def _single(self, tokens: Sequence[Token], first: Amount, mask: bytearray) -> _Found:
        amount, parts = self._amounts.compound(tokens, first, mask)
        unit = amount.unit
        if amount.number.style is Style.FRACTION and not amount.told:
            unit = self._units.named["fraction"]
        return _Found(amount, _value(amount, unit), False, tuple(_value(part, part.unit) for part in parts))

    @staticmethod
    def _times(tokens: Sequence[Token], first: Amount) -> bool:
        """Three times as many, 2.5 times the price: a multiple, not an occurrence."""
        at = first.number.end
        if first.told or at + 1 >= len(tokens) or tokens[at].lower not in ("times", "x"):
            return False
        return tokens[at + 1].lower in _COMPARED

    @staticmethod
    def _multiple(tokens: Sequence[Token], first: Amount) -> _Found | None:
        number = first.number
        end = number.end + (number.style is not Style.MULTIPLE)
        if number.style is Style.MULTIPLE and not (
            end < len(tokens) and tokens[end].lower in ("as", *_COMPARED, "what")
        ):
            return None
        unit = Unit("times", "multiple")
        value = Quantity(
            number.low, number.high, unit=unit, role=Role.MULTIPLE, figures=(number.low,), step=number.step
        )
        return _Found(first._replace(end=end), value)

    # What stands around

    def _finish(self, tokens: Sequence[Token], found: _Found) -> tuple[Reading, int]:
        amount, quantity, spread, pieces, below = found
        start, end = amount.start, amount.end
        before, after = self._hedges.before(tokens, start), self._hedges.after(tokens, end)
        if before and quantity.dimension == "duration" and self._hedges.during(tokens, before):
            before = None
        quantity, bearer = self._aged(tokens, amount, quantity)
        bare = not amount.told and quantity.unit is COUNT
        hot = max(abs(quantity.low), abs(quantity.high)) > HOTTEST
        if bare and not hot and (warm(tokens, start, end) or self._warmth.zero(tokens, start, end, quantity)):
            quantity = replace(quantity, unit=self._units.named["degree"])
        close = after.edge if after else end
        counted = self._counted(tokens, quantity, close)
        phrase = as_written(tokens, counted.start, counted.end) if counted else ""
        if counted is not None and quantity.dimension == "count" and quantity.role is Role.LEVEL:
            noun = Unit(self._vocabulary.singular(tokens[counted.head].lower), "count")
            rated = self._measures.rate(tokens, Measure(noun, counted.end))
            if rated.end > counted.end:
                quantity, phrase = replace(quantity, unit=rated.unit), rated.unit.name
        quantity, about = self._belongs(tokens, amount, quantity, counted, close)
        about = about if bearer is None else bearer
        quantity = self._hedges.bounded(quantity, before or after)
        if not spread:
            quantity = self._hedges.moved(tokens, quantity, amount, before.edge if before else start)
        quantity = settled(quantity, below)
        if quantity.role is Role.SCORE:
            quantity = replace(quantity, scope=self._scores.stage(tokens, start, end))
        first = before.edge if before else start
        reading = Reading(
            quantity, tokens[first].start, tokens[close - 1].end, about, phrase, amount.number.style, spread, pieces
        )
        inside = counted is not None and any(token.kind == NUMBER for token in tokens[counted.start : counted.end])
        return reading, max(close, counted.end if inside and counted else 0)

    def _aged(self, tokens: Sequence[Token], amount: Amount, quantity: Quantity) -> tuple[Quantity, str | None]:
        """Turn a number that is an age into one; also return who has it, None where the words around it tell."""
        start, end = amount.start, amount.end
        if quantity.role is not Role.LEVEL or amount.number.style not in (Style.DIGITS, Style.WORDS):
            return quantity, None
        if quantity.dimension not in ("count", "duration", "age"):
            return quantity, None
        years = self._units.named["year of age"]
        unit = quantity.unit if amount.told else years
        aged = unit if unit.dimension == "age" else self._units.named.get(f"{unit.name} of age")
        group = self._aged_groups.read(tokens, start, end, quantity.low, quantity.high) if aged else None
        if aged and group is not None:
            return replace(quantity, unit=aged, thing=group.thing), group.about
        if not amount.told:
            both = paired(self._ages, tokens, start, end)
            if both:
                return replace(quantity, unit=years), both
            turning = start > 0 and tokens[start - 1].lower in ("turns", "turn", "turning")  # a year younger until then
            aged_now = replace(quantity, unit=years, low=quantity.low - turning)
            if self._ages.bare(tokens, start, end, quantity.high):
                return aged_now, None
            bearer = self._bearers.bearer(tokens, start, end, quantity.low, quantity.high)
            return (quantity, None) if bearer is None else (aged_now, bearer)
        bearer = self._bearers.young(tokens, start, end) if aged and quantity.dimension == "duration" else None
        return (quantity, None) if bearer is None or aged is None else (replace(quantity, unit=aged), bearer)

    def _counted(self, tokens: Sequence[Token], quantity: Quantity, close: int) -> Counted | None:
        if quantity.dimension == "count" and quantity.role in (Role.LEVEL, Role.PART):
            single = quantity.low == quantity.high == 1.0 and quantity.role is Role.LEVEL
            return self._nouns.counted(tokens, close, single)
        if quantity.dimension == "share" and quantity.unit.name == "fraction":
            return self._nouns.shared(tokens, close)
        if quantity.role is Role.MULTIPLE:
            return self._nouns.counted(tokens, close, False)
        return None

    def _belongs(
        self, tokens: Sequence[Token], amount: Amount, quantity: Quantity, counted: Counted | None, close: int
    ) -> tuple[Quantity, str]:
        """Return the value with what it counts, and the words for what it is about."""
        start, end = amount.start, amount.end
        if quantity.dimension == "age":
            past = self._ages.past(tokens, start, end)
            return replace(quantity, scope="at the time" if past else ""), self._ages.person(tokens, start, end)
        noun = as_written(tokens, counted.start, counted.end) if counted else ""
        if not quantity.dimension.startswith("count") or quantity.role is not Role.LEVEL:
            ahead = amount.hyphen or (amount.told and not tokens[end - 1].lower.endswith("s") and quantity.high != 1)
            spent = self._nouns.spent_in(tokens, end) if quantity.dimension == "currency" else ""
            return quantity, noun or spent or self._nouns.measured(tokens, start, end, ahead)
        behind, thing, noun = self._named(tokens, counted) if counted else (close, "", noun)
        treated = not counted and self._scopes.treated(tokens, behind)
        told = None if counted or amount.told else self._nouns.number_of(tokens, start)
        if told is not None:
            thing, noun = self._vocabulary.noun(tokens[told.head].lower), as_written(tokens, told.start, told.end)
        if not counted and (treated or self._bare_people(tokens, start, behind)):
            thing, noun = "person", "people"
        if told is not None and thing in HARMED:  # the number of injured rose to 63
            return self._fallen(quantity, "people", self._vocabulary.state_of[thing])
        if told is not None and not treated:
            treated_as = sorted(self._scopes.states(tokens[told.end : start]))
            if len(treated_as) == 1:
                return self._fallen(quantity, noun, treated_as[0])
        state = "injured" if treated else self._state(tokens, start, close, behind, counted, thing)
        scope = self._scopes.scope(tokens, start, behind, counted is not None and counted.part)
        if not scope:
            scope, state = self._scopes.others(tokens, close, behind, state)
        fate = "" if counted or state else self._scopes.fate(tokens, close, start)
        if fate:
            state, scope = fate, ""
        if state and (not thing or thing in _VICTIMS):
            thing = "person"
        if state and not noun:
            noun = "people"
        kept = [word for word in noun.split() if self._vocabulary.state_of.get(word.lower()) != state or not state]
        about = f"{' '.join(kept) or 'people'} {state}" if state else noun
        own = self._vocabulary.singular(tokens[counted.head].lower) if counted and thing != "person" else ""
        value = replace(quantity, thing=thing, state=state, scope=scope, noun="" if own == thing else own)
        return value, about or self._nouns.measured(tokens, start, behind, False)

    def _named(self, tokens: Sequence[Token], counted: Counted) -> tuple[int, str, str]:
        """Return where what is counted ends, its normal form and its words."""
        joint = self._nouns.joint(tokens, counted)
        if joint:
            return joint, "person", as_written(tokens, counted.start, joint)
        noun = self._vocabulary.noun(tokens[counted.head].lower)
        return counted.end, noun, as_written(tokens, counted.start, counted.end)

    def _bare_people(self, tokens: Sequence[Token], start: int, behind: int) -> bool:
        """Tell whether a number without a noun counts people: a team of 11, 40 who, 12 aboard, an attendance of 90."""
        who = behind < len(tokens) and tokens[behind].lower == "who"
        before, noun = (tokens[start - 1].lower, tokens[start - 2].lower) if start > 1 else ("", "")
        grouped = (before == "of" and noun in self._groups) or (before in _TOLD and noun in self._heads)
        return who or grouped or self._scopes.aboard(tokens, behind)

    @staticmethod
    def _fallen(quantity: Quantity, noun: str, state: str) -> tuple[Quantity, str]:
        return replace(quantity, thing="person", state=state), f"{noun} {state}"

    def _state(
        self, tokens: Sequence[Token], start: int, close: int, behind: int, counted: Counted | None, thing: str
    ) -> str:
        """People are killed and wounded; other things only where the sentence says so of them."""
        state = self._scopes.state(tokens, start, close, behind)
        if not state or counted is None:
            return state or self._scopes.toll(tokens, start)
        wider = self._vocabulary.wider_of
        human = (
            (state in ("killed", "injured") and self._vocabulary.state_of.get(tokens[start - 1].lower) == state)
            or (thing.endswith(_PERSON_ENDS) and state != "shot")
            or thing in _VICTIMS
            or thing == "person"
            or thing in wider
            or tokens[counted.head].text[:1].isupper()
        )
        return state if human or self._scopes.passive(tokens, behind) else ""

    def _inherited(
        self, tokens: Sequence[Token], readings: Sequence[Reading], reading: Reading, found: _Found, last: int
    ) -> Reading:
        """Fill in what a second number leaves unsaid: "5.1 million homes, up from 4.6 million"."""
        if not readings:
            return reading
        reading = _same_money(tokens, readings, reading, found.amount)
        value, previous = reading.quantity, readings[-1].quantity
        amount = found.amount
        gap = [token.lower for token in tokens[last : amount.start] if token.lower not in previous.thing.split()]
        moving = previous.change in (Change.UP, Change.DOWN) or gap[-2:-1] in (["up"], ["down"])
        if gap[-1:] == ["from"] and len(gap) < 4 and moving and value.role is Role.LEVEL:
            value = replace(value, role=Role.START)
            reading = replace(reading, quantity=value)
        if not amount.told and value.unit is COUNT and not value.thing and value.role in (Role.LEVEL, Role.START):
            return self._unit_inherited(reading, readings[-1], gap)
        same = value.unit.name == previous.unit.name or value.dimension == previous.dimension
        if gap == ["("] and amount.told and value.dimension == previous.dimension:
            reading = replace(reading, about=readings[-1].about)
        bracket = gap == ["("] and amount.end < len(tokens) and tokens[amount.end].text == ")"
        if bracket and same and previous.hedge and not value.hedge and value.exact:
            hedge = next((entry for entry in self._vocabulary.before.values() if entry[0] == previous.hedge), None)
            if hedge is not None and hedge[1] not in ("about", "below"):
                other = previous.change is (Change.LESS if hedge[1] in ("more", "at_least", "over") else Change.MORE)
                if other and value.high < 0:  # more than 90 degrees below zero (minus 68C)
                    return replace(reading, quantity=mirrored(self._hedges.bounded(mirrored(value), Hedge(*hedge, 0))))
                return replace(reading, quantity=self._hedges.bounded(value, Hedge(*hedge, 0)))
        moved = previous.role in (Role.RISE, Role.FALL) and value.role is Role.LEVEL and amount.told
        if moved and (gap == ["or"] or (gap[-1:] == ["by"] and value.dimension == "share")):
            return replace(reading, quantity=replace(value, role=previous.role, change=previous.change))
        return reading

    @staticmethod
    def _unit_inherited(reading: Reading, earlier: Reading, gap: Sequence[str]) -> Reading:
        value, previous = reading.quantity, earlier.quantity
        origin = gap[-1:] == ["from"]
        level = gap[-1:] == ["to"] and previous.role in (Role.RISE, Role.FALL) and previous.dimension == "points"
        if not (origin or level or gap[-1:] == ["including"]) or previous.dimension == "share":
            return reading
        if previous.dimension in ("count", "points") or previous.unit.dimension == "currency":
            value = replace(value, unit=previous.unit, thing=previous.thing, state=previous.state, noun=previous.noun)
            return replace(reading, quantity=value, about=reading.about or earlier.about, phrase=earlier.phrase)
        return reading


def _same_money(tokens: Sequence[Token], readings: Sequence[Reading], reading: Reading, amount: Amount) -> Reading:
    """Take the 60 million of "Osk gave 90 million euros, Arl 60 million" for euros: nothing else is counted."""
    value = reading.quantity
    if amount.told or value.thing or value.state or value.unit is not COUNT or amount.number.scale < _MILLION:
        return reading
    if amount.end < len(tokens) and tokens[amount.end].lower not in (",", ".", ";", "and", "in", "from", "over"):
        return reading
    money = next((r.quantity.unit for r in reversed(readings) if r.quantity.dimension == "currency"), None)
    return reading if money is None else replace(reading, quantity=replace(value, unit=money))


def _value(amount: Amount, unit: Unit) -> Quantity:
    low, high, step, _, style, _ = amount.number
    figures = (low,) if low == high else (low, high)
    vague = style in (Style.VAGUE, Style.PLURAL)
    return Quantity(low, high, unit=unit, figures=figures, step=step, vague=vague)
