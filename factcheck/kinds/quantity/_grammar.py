"""From a sentence to its quantities: numbers and ranges, then what bounds, moves and owns them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck.kinds.quantity._age import Ages
from factcheck.kinds.quantity._age_bounds import Groups
from factcheck.kinds.quantity._age_pair import paired
from factcheck.kinds.quantity._amount import Amount, Amounts
from factcheck.kinds.quantity._bearer import Bearers
from factcheck.kinds.quantity._hedge import Hedges
from factcheck.kinds.quantity._mask import Mask
from factcheck.kinds.quantity._measure import Measure, Measures
from factcheck.kinds.quantity._nouns import Counted
from factcheck.kinds.quantity._numbers import Numbers, Style
from factcheck.kinds.quantity._owner import Owners
from factcheck.kinds.quantity._range import Ranges
from factcheck.kinds.quantity._reading import Reading
from factcheck.kinds.quantity._scope import Scopes
from factcheck.kinds.quantity._score import Scores
from factcheck.kinds.quantity._tokens import NUMBER, Token, as_written, tokenize
from factcheck.kinds.quantity._units import Unit, Units
from factcheck.kinds.quantity._unsaid import Unsaid
from factcheck.kinds.quantity._value import COUNT, Quantity, Role
from factcheck.kinds.quantity._warmth import HOTTEST, Warmth, settled, warm
from factcheck.kinds.quantity._words import Vocabulary

_COMPARED = frozenset(
    {"as", "more", "the", "higher", "larger", "bigger", "faster", "greater", "less", "its", "their", "that"}
)


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
        self._scopes, self._ages = Scopes(vocabulary), Ages(vocabulary)
        self._owners = Owners(vocabulary, self._scopes, self._ages)
        self._unsaid = Unsaid(vocabulary, self._hedges)
        self._bearers = Bearers(vocabulary, self._ages)
        self._aged_groups = Groups(vocabulary, self._bearers)
        self._starts = vocabulary.number_words | {"a", "an", "subzero"}

    def read(self, text: str) -> list[Reading]:
        """Return the quantities of `text` in order."""
        tokens = tokenize(text, self._decimal)
        if not any(token.kind == NUMBER or token.lower in self._starts for token in tokens):
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
            readings.append(self._unsaid.filled(tokens, readings, reading, found.amount, last))
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
        if number.style is Style.MULTIPLE and not (end < len(tokens) and tokens[end].lower in (*_COMPARED, "what")):
            return None
        unit = Unit("times", "multiple")
        value = Quantity(
            number.low, number.high, unit=unit, role=Role.MULTIPLE, figures=(number.low,), step=number.step
        )
        return _Found(first._replace(end=end), value)

    # What stands around

    def _finish(self, tokens: Sequence[Token], found: _Found) -> tuple[Reading, int]:
        """Return what was found with all that stands around it, and the token where the next number may begin."""
        amount, quantity, spread, pieces, below = found
        start, end = amount.start, amount.end
        before, after = self._hedges.before(tokens, start), self._hedges.after(tokens, end)
        if before and quantity.dimension == "duration" and self._hedges.during(tokens, before):
            before = None
        first, close = before.edge if before else start, after.edge if after else end
        quantity, bearer = self._aged(tokens, amount, quantity)
        quantity = self._in_degrees(tokens, amount, quantity)
        counted = self._owners.counted(tokens, quantity, close)
        quantity, phrase = self._rated(tokens, quantity, counted)
        quantity, about = self._owners.owned(tokens, amount, quantity, counted, close)
        about = about if bearer is None else bearer
        quantity = self._hedges.bounded(quantity, before or after)
        if not spread:
            quantity = self._hedges.moved(tokens, quantity, amount, first)
        quantity = settled(quantity, below)
        if quantity.role is Role.SCORE:
            quantity = replace(quantity, scope=self._scores.stage(tokens, start, end))
        reading = Reading(
            quantity, tokens[first].start, tokens[close - 1].end, about, phrase, amount.number.style, spread, pieces
        )
        inside = counted is not None and any(token.kind == NUMBER for token in tokens[counted.start : counted.end])
        return reading, max(close, counted.end if inside and counted else 0)

    def _in_degrees(self, tokens: Sequence[Token], amount: Amount, quantity: Quantity) -> Quantity:
        """Take a number without a unit for degrees where a temperature is what the words around it tell."""
        start, end = amount.start, amount.end
        hot = max(abs(quantity.low), abs(quantity.high)) > HOTTEST
        if amount.told or quantity.unit is not COUNT or hot:
            return quantity
        told = warm(tokens, start, end) or self._warmth.zero(tokens, start, end, quantity)
        return replace(quantity, unit=self._units.named["degree"]) if told else quantity

    def _rated(self, tokens: Sequence[Token], quantity: Quantity, counted: Counted | None) -> tuple[Quantity, str]:
        """Return the value, in things per day where "40 flights a day" says so, and the words for what is counted."""
        if counted is None:
            return quantity, ""
        if quantity.dimension == "count" and quantity.role is Role.LEVEL:
            noun = Unit(self._vocabulary.singular(tokens[counted.head].lower), "count")
            rated = self._measures.rate(tokens, Measure(noun, counted.end))
            if rated.end > counted.end:
                return replace(quantity, unit=rated.unit), rated.unit.name
        return quantity, as_written(tokens, counted.start, counted.end)

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


def _value(amount: Amount, unit: Unit) -> Quantity:
    low, high, step, _, style, _ = amount.number
    figures = (low,) if low == high else (low, high)
    vague = style in (Style.VAGUE, Style.PLURAL)
    return Quantity(low, high, unit=unit, figures=figures, step=step, vague=vague)
