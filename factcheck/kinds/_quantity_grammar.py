"""From a sentence to its quantities: numbers and ranges, then what bounds, moves and owns them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from factcheck.kinds._quantity_about import Counted, Surroundings
from factcheck.kinds._quantity_amount import COUNT, Amount, Amounts
from factcheck.kinds._quantity_hedge import Hedge, Hedges
from factcheck.kinds._quantity_mask import Mask
from factcheck.kinds._quantity_measure import Measure, Measures
from factcheck.kinds._quantity_numbers import Numbers, Style
from factcheck.kinds._quantity_range import Ranges
from factcheck.kinds._quantity_tokens import NUMBER, Token, tokenize
from factcheck.kinds._quantity_units import Unit, Units
from factcheck.kinds._quantity_value import Quantity, Role
from factcheck.kinds._quantity_words import Vocabulary

_VICTIMS = frozenset({"other", "more", "death", "fatality", "victim", "casualty", "injury"})
_COMPARED = frozenset(
    {"as", "more", "the", "higher", "larger", "bigger", "faster", "greater", "less", "its", "their", "that"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity as read: characters `start` to `end` of the sentence, what it is about, how it was put.

    `phrase` is the noun phrase counted, as written. `spread` marks "from 5 to 7", whose interval holds a start and an
    end. `pieces` are the parts of "5 feet 4 inches".
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
    """What one step read: an amount with its value, and whether it is a start and an end."""

    amount: Amount
    quantity: Quantity
    spread: bool = False
    pieces: tuple[Quantity, ...] = ()


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
        self._mask = Mask(vocabulary, self._measures)
        self._around = Surroundings(vocabulary)
        self._firm = vocabulary.number_words

    def read(self, text: str) -> list[Reading]:
        """Return the quantities of `text` in order."""
        tokens = tokenize(text, self._decimal)
        if not any(token.kind == NUMBER or token.lower in self._firm for token in tokens):
            return []
        mask = self._mask(text, tokens)
        readings: list[Reading] = []
        i, last = 0, 0
        while i < len(tokens):
            first = None if mask[i] else self._amounts.read(tokens, i, mask)
            if first is None:
                i += 1
                continue
            found = self._step(tokens, first, mask)
            if found is None:
                i = max(first.end, i + 1)
                continue
            reading, end = self._finish(tokens, found)
            readings.append(self._inherited(tokens, readings, reading, found, last))
            i = last = max(end, i + 1)
        return readings

    def _step(self, tokens: Sequence[Token], first: Amount, mask: bytearray) -> _Found | None:
        if first.number.style is Style.MULTIPLE or self._times(tokens, first):
            return self._multiple(tokens, first)
        pair = self._ranges.ratio(tokens, first, mask) or self._ranges.part(tokens, first, mask)
        if pair is not None:
            return _Found(*pair)
        second = self._ranges.second(tokens, first, mask)
        if second is not None:
            return self._started(tokens, _Found(*self._ranges.quantity(tokens, first, second)), mask)
        return self._started(tokens, self._single(tokens, first, mask), mask)

    def _single(self, tokens: Sequence[Token], first: Amount, mask: bytearray) -> _Found:
        amount, parts = self._amounts.compound(tokens, first, mask)
        unit = amount.unit
        if amount.number.style is Style.FRACTION and not amount.told:
            unit = self._units.named["fraction"]
        return _Found(amount, _value(amount, unit), False, tuple(_value(part, part.unit) for part in parts))

    def _started(self, tokens: Sequence[Token], found: _Found, mask: bytearray) -> _Found:
        """Join the start to the end in "narrowed to 138 lots from 212 lots"."""
        end = found.amount.end
        if found.spread or end + 1 >= len(tokens) or tokens[end].lower != "from" or mask[end + 1]:
            return found
        direction, link = self._hedges.direction(tokens, found.amount.start)
        start = self._amounts.read(tokens, end + 1, mask) if direction and link == "to" else None
        told = found.amount if found.amount.told else None
        if start is None and link == "to" and direction:
            return found
        if start is None or len(found.quantity.figures) != 1 or start.number.low != start.number.high:
            return found
        if told is not None and start.told and start.unit.name != told.unit.name:
            return found
        figures = (start.number.low, found.quantity.figures[0])
        quantity = replace(found.quantity, low=min(figures), high=max(figures), figures=figures)
        return _Found(found.amount._replace(end=start.end), quantity, True)

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
        amount, quantity, spread, pieces = found
        start, end = amount.start, amount.end
        before, after = self._hedges.before(tokens, start), self._hedges.after(tokens, end)
        if not amount.told and amount.number.style in (Style.DIGITS, Style.WORDS):
            if self._around.bare_age(tokens, start, end, quantity.high):
                quantity = replace(quantity, unit=self._units.named["year of age"])
        close = after.edge if after else end
        counted = self._counted(tokens, quantity, close)
        phrase = self._around.as_written(tokens, counted.start, counted.end) if counted else ""
        if counted is not None and quantity.dimension == "count" and quantity.role is Role.LEVEL:
            noun = Unit(self._vocabulary.singular(tokens[counted.head].lower), "count")
            rated = self._measures.rate(tokens, Measure(noun, counted.end))
            if rated.end > counted.end:
                quantity, phrase = replace(quantity, unit=rated.unit), rated.unit.name
        quantity, about = self._belongs(tokens, amount, quantity, counted, close)
        quantity = self._hedges.bounded(quantity, before or after)
        if not spread:
            quantity = self._hedges.moved(tokens, quantity, amount, before.edge if before else start)
        first = before.edge if before else start
        reading = Reading(
            quantity, tokens[first].start, tokens[close - 1].end, about, phrase, amount.number.style, spread, pieces
        )
        inside = counted is not None and any(token.kind == NUMBER for token in tokens[counted.start : counted.end])
        return reading, max(close, counted.end if inside and counted else 0)

    def _counted(self, tokens: Sequence[Token], quantity: Quantity, close: int) -> Counted | None:
        if quantity.dimension == "count" and quantity.role in (Role.LEVEL, Role.PART):
            single = quantity.low == quantity.high == 1.0 and quantity.role is Role.LEVEL
            return self._around.counted(tokens, close, single)
        if quantity.dimension == "share" and quantity.unit.name == "fraction":
            return self._around.shared(tokens, close)
        if quantity.role is Role.MULTIPLE:
            return self._around.counted(tokens, close, False)
        return None

    def _belongs(
        self, tokens: Sequence[Token], amount: Amount, quantity: Quantity, counted: Counted | None, close: int
    ) -> tuple[Quantity, str]:
        """Return the value with what it counts, and the words for what it is about."""
        around = self._around
        start, end = amount.start, amount.end
        if quantity.dimension == "age":
            return quantity, around.person(tokens, start, end)
        noun = around.as_written(tokens, counted.start, counted.end) if counted else ""
        if not quantity.dimension.startswith("count") or quantity.role is not Role.LEVEL:
            return quantity, noun or around.measured(tokens, start, end)
        behind = counted.end if counted else close
        state = around.state(tokens, start, close, behind) or ("" if counted else around.toll(tokens, start))
        scope = around.scope(tokens, start, behind)
        if around.others(tokens, close, behind):
            scope = scope or "others"
        thing = self._vocabulary.noun(tokens[counted.head].lower) if counted else ""
        if state and (not thing or thing in _VICTIMS):
            thing = "person"
        quantity = replace(quantity, thing=thing, state=state, scope=scope)
        if state and not noun:
            noun = "people"
        about = noun if not state or state in noun.split() else f"{noun} {state}"
        return quantity, about or around.measured(tokens, start, behind)

    def _inherited(
        self, tokens: Sequence[Token], readings: Sequence[Reading], reading: Reading, found: _Found, last: int
    ) -> Reading:
        """Fill in what a second number leaves unsaid: "3.9 million homes, up from 2.4 million"."""
        if not readings:
            return reading
        value, previous = reading.quantity, readings[-1].quantity
        amount = found.amount
        gap = [token.lower for token in tokens[last : amount.start]]
        if not amount.told and value.unit is COUNT and not value.thing and value.role in (Role.LEVEL, Role.START):
            return self._unit_inherited(reading, readings[-1], gap)
        same = value.unit.name == previous.unit.name or value.dimension == previous.dimension
        bracket = gap == ["("] and amount.end < len(tokens) and tokens[amount.end].text == ")"
        if bracket and same and previous.hedge and not value.hedge and value.exact:
            hedge = next((entry for entry in self._vocabulary.before.values() if entry[0] == previous.hedge), None)
            if hedge is not None and hedge[1] not in ("about", "below"):
                return replace(reading, quantity=self._hedges.bounded(value, Hedge(*hedge, 0)))
        moved = previous.role in (Role.RISE, Role.FALL) and value.role is Role.LEVEL and amount.told
        if moved and (gap == ["or"] or (gap[-1:] == ["by"] and value.dimension == "share")):
            return replace(reading, quantity=replace(value, role=previous.role, change=previous.change))
        return reading

    @staticmethod
    def _unit_inherited(reading: Reading, earlier: Reading, gap: Sequence[str]) -> Reading:
        value, previous = reading.quantity, earlier.quantity
        origin = gap[-2:] in (["up", "from"], ["down", "from"]) or gap[-1:] == ["from"]
        level = gap[-1:] == ["to"] and previous.role in (Role.RISE, Role.FALL) and previous.dimension == "points"
        if not (origin or level or gap[-1:] == ["including"]) or previous.dimension == "share":
            return reading
        if previous.dimension in ("count", "points") or previous.unit.dimension == "currency":
            value = replace(value, unit=previous.unit, thing=previous.thing, state=previous.state)
            return replace(reading, quantity=value, about=reading.about or earlier.about, phrase=earlier.phrase)
        return reading


def _value(amount: Amount, unit: Unit) -> Quantity:
    low, high = amount.number.low, amount.number.high
    return Quantity(low, high, unit=unit, figures=(low,) if low == high else (low, high), step=amount.number.step)
