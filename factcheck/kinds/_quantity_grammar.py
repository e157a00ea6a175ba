"""From a sentence to its quantities: number, range, unit, hedge, direction, and what it belongs to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from factcheck.kinds._quantity_about import Surroundings
from factcheck.kinds._quantity_mask import Mask
from factcheck.kinds._quantity_measure import Measure, Measures
from factcheck.kinds._quantity_numbers import Num, Numbers, Style
from factcheck.kinds._quantity_tokens import NUMBER, WORD, Token, lowered, tokenize
from factcheck.kinds._quantity_units import Unit, Units
from factcheck.kinds._quantity_value import Change, Quantity, Role
from factcheck.kinds._quantity_words import Vocabulary

_COUNT = Unit("", "count")
_DASHES = ("-", "‐", "‑", "–", "—", "−")
_MINUS = ("-", "−", "‑")


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity as read: characters `start` to `end` of the sentence, what it is about, how it was put.

    `implicit` marks "an hour", `spread` "from 5 to 7": its interval holds both ends. `pieces` are the parts of
    "5 feet 4 inches" as written.
    """

    quantity: Quantity
    start: int
    end: int
    about: str = ""
    phrase: str = ""
    style: Style = Style.DIGITS
    spread: bool = False
    pieces: tuple[Quantity, ...] = ()


class _Amount(NamedTuple):
    """One number with its unit: tokens `start` to `end`, the number's own last token, whether the unit was told."""

    number: Num
    unit: Unit
    start: int
    end: int
    told: bool
    hyphen: bool = False


class Grammar:
    """Finds quantities in one sentence at a time."""

    def __init__(self, vocabulary: Vocabulary, units: Units, decimal: str) -> None:
        self._vocabulary = vocabulary
        self._decimal = decimal
        self._numbers = Numbers(vocabulary, decimal)
        self._measures = Measures(units, vocabulary)
        self._mask = Mask(vocabulary)
        self._around = Surroundings(vocabulary)
        self._units = units
        self._starts = vocabulary.number_words | {"a", "an", "half", "tens", "minus"}
        self._firm = vocabulary.number_words
        words = vocabulary.words
        self._up, self._down = words("change", "up"), words("change", "down")
        self._rise, self._fall = words("change", "rise_nouns"), words("change", "fall_nouns")
        self._between = words("change", "adverbs")
        self._score = words("context", "score")

    def read(self, text: str) -> list[Reading]:
        """Return the quantities of `text` in order."""
        tokens = tokenize(text, self._decimal)
        if not any(token.kind == NUMBER or token.lower in self._firm for token in tokens):
            return []
        mask = self._mask(text, tokens)
        readings: list[Reading] = []
        i = 0
        while i < len(tokens):
            found = None if mask[i] else self._at(tokens, i, mask)
            if found is None:
                i += 1
                continue
            reading, i = found
            if reading is not None:
                readings.append(reading)
        return readings

    def _at(self, tokens: Sequence[Token], i: int, mask: bytearray) -> tuple[Reading | None, int] | None:
        first = self._amount(tokens, i, mask)
        if first is None:
            return None
        if first.number.style is Style.MULTIPLE or self._times(tokens, first):
            return self._multiple(tokens, first)
        share = self._ratio(tokens, first, mask)
        if share is not None:
            return share
        second = self._range(tokens, first, mask)
        if second is not None:
            return self._ranged(tokens, first, second)
        pair = self._pair(tokens, first, mask)
        if pair is not None:
            return pair
        return self._single(tokens, first, mask)

    # One amount

    def _amount(self, tokens: Sequence[Token], i: int, mask: bytearray) -> _Amount | None:
        token = tokens[i]
        money: Measure | None = None
        at, sign = i, 1.0
        if token.kind != NUMBER and token.lower not in self._starts:
            if token.text in _MINUS:
                if not self._is_sign(tokens, i):
                    return None
                sign, at = -1.0, i + 1
            if at >= len(tokens):
                return None
            if tokens[at].kind != NUMBER:
                money = self._measures.before(tokens, at)
                if money is None:
                    return None
                at = money.end
                if tokens[at].text in _MINUS and at + 1 < len(tokens):
                    sign, at = -1.0, at + 1
        elif token.lower == "minus":
            at, sign = i + 1, -1.0
            at += at < len(tokens) and tokens[at].text in _MINUS
        if at >= len(tokens) or (mask[at] and money is None) or (money is not None and tokens[at].kind != NUMBER):
            return None
        number = self._numbers.read(tokens, at, money is not None)
        if number is None or (sign < 0 and number.style is not Style.DIGITS):
            return None
        if self._no_quantity(tokens, at, number):
            return None
        number = number._replace(low=sign * number.low, high=sign * number.high)
        return self._with_unit(tokens, i, number, money)

    def _with_unit(self, tokens: Sequence[Token], i: int, number: Num, money: Measure | None) -> _Amount:
        at = number.end
        if money is not None:
            after = self._measures.after(tokens, at, number.low)
            end = after.end if after is not None and after.unit.dimension == "currency" else at
            measure = self._measures.rate(tokens, Measure(money.unit, end))
            return _Amount(number, measure.unit, i, measure.end, True)
        if (at < len(tokens) and number.style is Style.FRACTION and tokens[at].lower in ("a", "an", "-")) or (
            at < len(tokens) and tokens[at].lower == "of" and number.style in (Style.PLURAL, Style.VAGUE)
        ):
            at += 1
        found = self._measures.after(tokens, at, number.high)
        if found is None:
            return _Amount(number, _COUNT, i, number.end, False)
        found = self._measures.rate(tokens, found)
        if found.end + 2 < len(tokens) and [t.lower for t in tokens[found.end : found.end + 3]] == ["and", "a", "half"]:
            if number.low == number.high and number.style is not Style.FRACTION:
                number = number._replace(low=number.low + 0.5, high=number.high + 0.5, step=0.5)
                found = found._replace(end=found.end + 3)
        hyphen = tokens[at].text in _DASHES
        return _Amount(number, found.unit, i, found.end, True, hyphen)

    def _is_sign(self, tokens: Sequence[Token], i: int) -> bool:
        if i + 1 >= len(tokens) or not tokens[i + 1].glued:
            return False
        return not tokens[i].glued or (i > 0 and tokens[i - 1].text in ("(", "[", "$"))

    def _no_quantity(self, tokens: Sequence[Token], i: int, number: Num) -> bool:
        """Tell whether the word at `i` is a pronoun, a place in an order or half of a phrase."""
        token = tokens[i]
        word = token.lower
        before = tokens[i - 1].lower if i else ""
        if token.kind == NUMBER:
            return False
        if token.glued and i and tokens[i - 1].text in _DASHES[:3] and i > 1 and tokens[i - 2].kind == WORD:
            return tokens[i - 2].lower not in ("minus", "plus")
        if word == "one" and number.end == i + 1:
            after = tokens[i + 1] if i + 1 < len(tokens) else None
            if after is None or after.lower in (".", ",", ";", "'s", "’s", "?", "!", ")"):
                return True
            if before in self._vocabulary.words("context", "one_before"):
                return True
            return after.lower != "of" and after.lower in self._vocabulary.words("context", "one_idioms")
        if word == "second" or (word in ("thousand", "million", "billion", "hundred") and number.end == i + 1):
            return True
        return False

    # Kinds of reading

    def _single(self, tokens: Sequence[Token], first: _Amount, mask: bytearray) -> tuple[Reading | None, int]:
        amount, pieces = self._compound(tokens, first, mask)
        number = amount.number
        low, high = number.low, number.high
        quantity = Quantity(
            low, high, unit=amount.unit, figures=(low,) if low == high else (low, high), step=number.step
        )
        if number.style is Style.FRACTION and not amount.told:
            quantity = replace(quantity, unit=self._units.named["fraction"])
        return self._finish(tokens, amount, quantity, False, pieces)

    def _compound(
        self, tokens: Sequence[Token], first: _Amount, mask: bytearray
    ) -> tuple[_Amount, tuple[Quantity, ...]]:
        """Join "5 feet 4 inches", "3 hours and 20 minutes", "3 dollars 50 cents"."""
        total, pieces = (
            first,
            [Quantity(first.number.low, first.number.high, unit=first.unit, figures=(first.number.low,))],
        )
        if (
            not first.told
            or first.number.low != first.number.high
            or first.unit.dimension not in ("length", "duration", "mass", "currency")
        ):
            return first, ()
        last = first
        for _ in range(6):
            at = last.end
            while at < len(tokens) and at - last.end < 2 and tokens[at].lower in (",", "and"):
                at += 1
            if at >= len(tokens) or mask[at] or not (tokens[at].kind == NUMBER or tokens[at].lower in self._firm):
                break
            part = self._amount(tokens, at, mask)
            if part is None or not part.told or not self._smaller(part, last):
                break
            value = total.number.low + part.number.low * part.unit.factor / first.unit.factor
            step = part.number.step * part.unit.factor / first.unit.factor
            total = total._replace(number=total.number._replace(low=value, high=value, step=step), end=part.end)
            pieces.append(Quantity(part.number.low, part.number.high, unit=part.unit, figures=(part.number.low,)))
            last = part
        return (total, tuple(pieces)) if len(pieces) > 1 else (first, ())

    @staticmethod
    def _smaller(part: _Amount, whole: _Amount) -> bool:
        if part.number.low != part.number.high:
            return False
        if part.unit.dimension == "currency" and whole.unit.dimension == "currency":
            return part.unit.factor < whole.unit.factor and part.number.low < 100
        same = part.unit.dimension == whole.unit.dimension and part.unit.factor < whole.unit.factor
        return same and part.number.low * part.unit.factor < whole.unit.factor * 1.001

    def _times(self, tokens: Sequence[Token], first: _Amount) -> bool:
        """Three times as many, 2.5 times the price: a multiple, not an occurrence."""
        at = first.number.end
        if first.told or at + 1 >= len(tokens) or tokens[at].lower not in ("times", "x"):
            return False
        return tokens[at + 1].lower in (
            "as",
            "more",
            "the",
            "higher",
            "larger",
            "bigger",
            "faster",
            "greater",
            "less",
            "its",
            "their",
            "that",
            "likelier",
        )

    def _multiple(self, tokens: Sequence[Token], first: _Amount) -> tuple[Reading | None, int]:
        number = first.number
        end = number.end + (number.style is not Style.MULTIPLE)
        unit = Unit("times", "multiple")
        quantity = Quantity(
            number.low, number.high, unit=unit, role=Role.MULTIPLE, figures=(number.low,), step=number.step
        )
        if number.style is Style.MULTIPLE and not (
            end < len(tokens) and tokens[end].lower in ("as", "the", "that", "its", "their", "what")
        ):
            return None, end
        return self._finish(tokens, first._replace(end=end), quantity, False)

    def _ratio(self, tokens: Sequence[Token], first: _Amount, mask: bytearray) -> tuple[Reading | None, int] | None:
        """One in five, three out of four, nine of ten: a share."""
        number = first.number
        at = number.end
        if first.told or number.low != number.high or at + 1 >= len(tokens) or number.low <= 0:
            return None
        words = [token.lower for token in tokens[at : at + 2]]
        skip = 2 if words == ["out", "of"] else 1 if words[0] == "in" else 0
        part_of = words[0] == "of" and at + 1 < len(tokens)
        if part_of:
            return self._part(tokens, first, mask)
        if not skip or at + skip >= len(tokens) or mask[at + skip]:
            return None
        second = self._amount(tokens, at + skip, mask)
        if second is None or second.told or second.number.low <= number.low or second.number.style is Style.FRACTION:
            return None
        if skip == 1 and not (number.low <= 3 and (number.low == 1 or second.number.low in (4, 5, 10, 20, 100))):
            return None
        share = number.low / second.number.low
        quantity = Quantity(
            share, share, unit=self._units.named["fraction"], figures=(share,), step=1 / second.number.low
        )
        return self._finish(tokens, second._replace(start=first.start), quantity, False)

    def _part(self, tokens: Sequence[Token], first: _Amount, mask: bytearray) -> tuple[Reading | None, int] | None:
        """One of the four suspects: names a member, counts nobody; "one of four" is a share of the group."""
        at = first.number.end + 1
        word = tokens[at].lower
        if first.number.low == 1 and not first.told and first.number.style is Style.WORDS:
            number = self._amount(tokens, at, mask) if not mask[at] else None
            if (
                number is not None
                and not number.told
                and number.number.low > 1
                and number.number.low == number.number.high
            ):
                share = 1 / number.number.low
                quantity = Quantity(share, share, unit=self._units.named["fraction"], role=Role.PART, figures=(share,))
                return self._finish(tokens, number._replace(start=first.start), quantity, False)
            quantity = Quantity(1.0, 1.0, role=Role.PART, figures=(1.0,))
            return self._finish(tokens, first._replace(end=at), quantity, False)
        if word in ("them", "whom", "those", "these", "which"):
            return None
        return None

    def _range(self, tokens: Sequence[Token], first: _Amount, mask: bytearray) -> _Amount | None:
        """Return the second amount of a range that `first` opens, or None."""
        at = first.end
        if at + 1 >= len(tokens) or first.number.style in (Style.PLURAL, Style.VAGUE):
            return None
        link = tokens[at]
        dash = link.text in _DASHES and (link.glued == tokens[at + 1].glued or link.text in ("–", "—"))
        opened = [token.lower for token in tokens[max(0, first.start - 4) : first.start]]
        between, since = "between" in opened, "from" in opened
        word = link.lower
        if not (dash or word in ("to", "or", "through") or (word == "and" and between)):
            return None
        if link.text in _DASHES and first.told and first.hyphen:
            return None
        if word == "or" and at + 1 < len(tokens) and tokens[at + 1].lower in ("more", "so", "less"):
            return None
        skip = 1
        while (
            at + skip < len(tokens)
            and word == "to"
            and tokens[at + skip].lower in ("about", "around", "nearly", "as", "the")
        ):
            skip += 1
        if at + skip >= len(tokens) or mask[at + skip]:
            return None
        second = self._amount(tokens, at + skip, mask)
        if second is None or second.number.style in (Style.PLURAL, Style.VAGUE, Style.MULTIPLE):
            return None
        return second if self._forms_range(tokens, first, second, word, since) else None

    def _forms_range(self, tokens: Sequence[Token], first: _Amount, second: _Amount, word: str, since: bool) -> bool:
        same = first.unit.name == second.unit.name or not first.told or not second.told
        if not same or (first.told and not second.told and first.unit.dimension != "currency"):
            return False
        low, high = self._scaled_low(first, second), second.number.high
        if word == "or":
            return not first.told and low < high <= low + 10 and first.number.scale == 1
        moved = self._direction(tokens, first.start)[0] if word == "to" and not since else ""
        if moved and first.told and second.told:
            return False  # "fell 3 points to 50 points" moves to the second, ranges over nothing
        if not first.told and not second.told and low >= high:
            return word == "to" and since
        return low < high or since or (first.told and second.told)

    @staticmethod
    def _scaled_low(first: _Amount, second: _Amount) -> float:
        """The first number takes the scale of the second: $89 to $93 billion."""
        scale = second.number.scale
        if scale > 1 and first.number.scale == 1 and first.number.low < second.number.low / scale:
            return first.number.low * scale
        return first.number.low

    def _ranged(self, tokens: Sequence[Token], first: _Amount, second: _Amount) -> tuple[Reading | None, int]:
        low, high = self._scaled_low(first, second), second.number.high
        unit = second.unit if second.told else first.unit
        opened = [token.lower for token in tokens[max(0, first.start - 4) : first.start]]
        link = tokens[first.end].lower
        amount = second._replace(start=first.start, unit=unit, told=first.told or second.told)
        if self._is_score(tokens, first, second):
            quantity = Quantity(low, low, role=Role.SCORE, unit=Unit("", "score"), figures=(low, high))
            return self._finish(tokens, amount, quantity, False)
        spread = link == "to" and ("from" in opened or low > high) and "ranging" not in opened and "range" not in opened
        if spread and low < high and self._direction(tokens, first.start)[0] == "" and "from" in opened:
            spread = self._direction(tokens, first.start - 1)[0] != ""
        step = min(first.number.step, second.number.step)
        quantity = Quantity(min(low, high), max(low, high), unit=unit, figures=(low, high), step=step)
        return self._finish(tokens, amount, quantity, spread)

    def _is_score(self, tokens: Sequence[Token], first: _Amount, second: _Amount) -> bool:
        if (
            first.told
            or second.told
            or tokens[first.end].text not in ("-", "–", "‑")
            or first.number.style is not Style.DIGITS
        ):
            return False
        low, high = first.number.low, second.number.low
        if low != int(low) or high != int(high) or max(low, high) > 200:
            return False
        near = tokens[max(0, first.start - 4) : first.start] + list(tokens[second.end : second.end + 3])
        return low >= high or any(token.lower in self._score for token in near)

    def _pair(self, tokens: Sequence[Token], first: _Amount, mask: bytearray) -> tuple[Reading | None, int] | None:
        """2-0: digits either side of a hyphen in falling order are a score."""
        at = first.end
        if (
            first.told
            or at + 1 >= len(tokens)
            or tokens[at].text not in ("-", "–")
            or not (tokens[at].glued and tokens[at + 1].glued)
        ):
            return None
        if tokens[at + 1].kind != NUMBER or first.number.style is not Style.DIGITS:
            return None
        second = self._amount(tokens, at + 1, mask)
        if second is None or not self._is_score(tokens, first, second):
            return None
        return self._ranged(tokens, first, second)

    # What stands around

    def _finish(
        self,
        tokens: Sequence[Token],
        amount: _Amount,
        quantity: Quantity,
        spread: bool,
        pieces: tuple[Quantity, ...] = (),
    ) -> tuple[Reading | None, int]:
        start, end = amount.start, amount.end
        if not amount.told and self._around.bare_age(tokens, start, end, quantity.high):
            quantity = replace(quantity, unit=self._units.named["year of age"])
        single = quantity.low == quantity.high == 1.0 and quantity.role in (Role.LEVEL,)
        after = self._after_hedge(tokens, end)
        before = self._before_hedge(tokens, start)
        begin = start - before[2] if before else start
        direction, verb = self._direction(tokens, begin)
        phrase = ""
        counted = None
        if (
            quantity.dimension in ("count", "share") and quantity.role in (Role.LEVEL, Role.PART)
        ) or quantity.role is Role.MULTIPLE:
            counted = self._around.counted(tokens, after[2] if after else end, single)
        if counted is not None:
            phrase = self._around._as_written(tokens, counted.start, counted.end)
            if quantity.dimension == "count":
                rated = self._measures.rate(
                    tokens, Measure(Unit(self._vocabulary.singular(tokens[counted.head].lower), "count"), counted.end)
                )
                if rated.end > counted.end:
                    quantity = replace(quantity, unit=rated.unit)
                    phrase = rated.unit.name
        close = counted.end if counted else end
        quantity, about = self._belongs(tokens, amount, quantity, counted, close)
        quantity = self._bounded(quantity, before or after)
        quantity = self._moved(tokens, quantity, direction, verb, amount, spread)
        last = max(end, after[2]) if after else end
        first = start - before[2] if before else start
        reading = Reading(
            quantity, tokens[first].start, tokens[last - 1].end, about, phrase, amount.number.style, spread, pieces
        )
        return reading, max(last, amount.end)

    def _belongs(
        self, tokens: Sequence[Token], amount: _Amount, quantity: Quantity, counted: object, close: int
    ) -> tuple[Quantity, str]:
        around = self._around
        start, end = amount.start, amount.end
        if quantity.dimension == "age":
            return quantity, around.person(tokens, start, end)
        if quantity.dimension == "count" and quantity.role is Role.LEVEL:
            head = tokens[close - 1].lower if counted else ""
            begin = end if counted else end
            state = around.state(tokens, start, begin, close)
            if not state and not counted:
                state = around.toll(tokens, start)
            scope = around.scope(tokens, start, close)
            if counted and around.others(tokens, end, close):
                scope = scope or "others"
            thing = self._vocabulary.noun(head) if head else ""
            if thing in ("other", "more", "death", "fatality", "victim", "casualty", "injury") and state:
                thing = "person"
            if state and not thing:
                thing = "person" if not amount.told else thing
            noun = (
                around._as_written(tokens, close - self._width(tokens, end, close), close)
                if counted
                else ("people" if state else "")
            )
            about = " ".join(part for part in (noun, state if state and state not in noun else "") if part)
            return replace(quantity, thing=thing, state=state, scope=scope), about or around.measured(
                tokens, start, close
            )
        if counted and quantity.dimension == "share":
            return quantity, around._as_written(tokens, close - self._width(tokens, end, close), close)
        return quantity, around.measured(tokens, start, end)

    def _width(self, tokens: Sequence[Token], end: int, close: int) -> int:
        begin = end
        while begin < close - 1 and tokens[begin].lower in (
            "of",
            "the",
            "these",
            "those",
            "its",
            "their",
            "his",
            "her",
            "more",
            "other",
            "-",
        ):
            begin += 1
        return close - begin

    def _before_hedge(self, tokens: Sequence[Token], start: int) -> tuple[str, str, int] | None:
        """Return the longest hedge that ends right before token `start`: its phrase, meaning and length."""
        table = self._vocabulary.before
        skip = 1 if start and tokens[start - 1].lower in ("a", "an", "the") else 0
        for gap in (0, 1) if skip else (0,):
            for size in range(min(5, start - gap), 0, -1):
                found = table.get(tuple(token.lower for token in tokens[start - gap - size : start - gap]))
                if found is not None:
                    return found[0], found[1], size + gap
        return None

    def _after_hedge(self, tokens: Sequence[Token], end: int) -> tuple[str, str, int] | None:
        for size in (3, 2, 1):
            found = self._vocabulary.after.get(tuple(token.lower for token in tokens[end : end + size]))
            if found is not None and end + size <= len(tokens):
                if found[0] == "plus" or (found[0] == "+" and not tokens[end].glued):
                    continue
                return found[0], found[1], end + size
        return None

    def _direction(self, tokens: Sequence[Token], start: int) -> tuple[str, str]:
        """Return "up" or "down" with the word in between ("by", "to"), when a verb of change governs the number."""
        link = ""
        for at in range(start - 1, max(-1, start - 6), -1):
            word = tokens[at].lower
            if word in self._up or word in self._down:
                if word in ("up", "down") and at + 1 < len(tokens) and tokens[at + 1].lower == "to" and word == "up":
                    return "", ""
                return ("up" if word in self._up else "down"), link
            if word in ("to", "by", "from", "of") and not link:
                link = word
            elif word not in self._between and not word.endswith("ly"):
                return "", ""
        return "", ""

    def _bounded(self, quantity: Quantity, hedge: tuple[str, str, int] | None) -> Quantity:
        if hedge is None or quantity.role in (Role.SCORE, Role.PART):
            return quantity
        phrase, meaning, _ = hedge
        low, high = quantity.low, quantity.high
        changed = replace(quantity, hedge=phrase)
        reach = self._reach(quantity, meaning)
        if meaning == "about":
            return replace(changed, low=low - reach, high=high + reach, change=Change.ABOUT)
        if meaning == "below":
            return replace(changed, low=low - reach, high_closed=False, change=_near(phrase, Change.LESS))
        if meaning == "over":
            return replace(changed, high=high + reach, low_closed=False, change=Change.MORE)
        if meaning in ("less", "at_most"):
            floor = 0.0 if low >= 0 else -math.inf
            return replace(changed, low=floor, high_closed=meaning == "at_most", change=Change.LESS)
        if meaning in ("more", "at_least"):
            return replace(
                changed, high=math.inf, low_closed=meaning == "at_least", high_closed=False, change=Change.MORE
            )
        return changed

    def _reach(self, quantity: Quantity, meaning: str) -> float:
        """How far a hedge reaches: a share of the number, for "almost" half its last place if that is nearer.

        At least one for counts.
        """
        size = max(abs(quantity.low), abs(quantity.high))
        if meaning == "about":
            reach = size * self._vocabulary.width["about"]
        else:
            reach = min(quantity.step / 2, size * self._vocabulary.width["near"])
        reach = reach or quantity.step / 2
        whole = quantity.dimension == "count" and quantity.low == int(quantity.low)
        return max(reach, 1.0) if whole and size >= 2 else reach

    def _moved(
        self, tokens: Sequence[Token], quantity: Quantity, direction: str, link: str, amount: _Amount, spread: bool
    ) -> Quantity:
        if quantity.role is not Role.LEVEL or quantity.dimension == "age" or spread:
            return quantity
        change = quantity.change
        if direction and link != "from":
            if change is Change.EQUAL:
                quantity = replace(quantity, change=Change.UP if direction == "up" else Change.DOWN)
            if link != "to":
                return replace(quantity, role=Role.RISE if direction == "up" else Role.FALL)
            return quantity
        moved = self._relative(tokens, amount)
        if moved:
            return replace(quantity, role=Role.RISE if moved == "up" else Role.FALL)
        return quantity

    def _relative(self, tokens: Sequence[Token], amount: _Amount) -> str:
        """7% increase, an increase of 60,600 jobs, 16 per cent above, 34 % higher."""
        after = [token.lower for token in tokens[amount.end : amount.end + 4]]
        before = [token.lower for token in tokens[max(0, amount.start - 3) : amount.start]]
        if amount.told and after:
            if after[0] in self._vocabulary.comparatives:
                return self._vocabulary.comparatives[after[0]]
            if after[0] == "off":
                return "down"
            for word in after[:3]:
                if word in self._rise or word in self._fall:
                    return "up" if word in self._rise else "down"
                if word in (",", ".", "of", "in", "and", "to", "for", "on"):
                    break
        if len(before) >= 2 and before[-1] == "of" and (before[-2] in self._rise or before[-2] in self._fall):
            return "up" if before[-2] in self._rise else "down"
        return ""


def _near(phrase: str, change: Change) -> Change:
    """CQE's authors write "nearly" as about and "just under" as less; both stay under the number here."""
    return Change.ABOUT if phrase in ("almost", "nearly") else change


__all__ = ["Grammar", "Reading", "lowered"]
