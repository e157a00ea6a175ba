"""What a later number leaves unsaid and takes from the one before: "5.1 million homes, up from 4.6 million"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.kinds.quantity._amount import Amount
from factcheck.kinds.quantity._hedge import Hedge, Hedges
from factcheck.kinds.quantity._reading import Reading
from factcheck.kinds.quantity._tokens import Token
from factcheck.kinds.quantity._value import COUNT, Change, Quantity, Role
from factcheck.kinds.quantity._warmth import mirrored
from factcheck.kinds.quantity._words import Vocabulary

_MILLION = 1e6


class Unsaid:
    """Fills in the unit, noun, hedge or role that a number shares with the one before it."""

    def __init__(self, vocabulary: Vocabulary, hedges: Hedges) -> None:
        self._vocabulary = vocabulary
        self._hedges = hedges

    def filled(
        self, tokens: Sequence[Token], earlier: Sequence[Reading], reading: Reading, amount: Amount, last: int
    ) -> Reading:
        """Return `reading`, whose number is `amount`, with what it takes from the `earlier` ones, read up to `last`."""
        if not earlier:
            return reading
        reading = _same_money(tokens, earlier, reading, amount)
        value, before = reading.quantity, earlier[-1]
        previous = before.quantity
        gap = [token.lower for token in tokens[last : amount.start] if token.lower not in previous.thing.split()]
        moving = previous.change in (Change.UP, Change.DOWN) or gap[-2:-1] in (["up"], ["down"])
        if gap[-1:] == ["from"] and len(gap) < 4 and moving and value.role is Role.LEVEL:
            value = replace(value, role=Role.START)
            reading = replace(reading, quantity=value)
        if not amount.told and value.unit is COUNT and not value.thing and value.role in (Role.LEVEL, Role.START):
            return _of_the_same(reading, before, gap)
        if gap == ["("]:
            return self._again(tokens, before, reading, amount)
        moved = previous.role in (Role.RISE, Role.FALL) and value.role is Role.LEVEL and amount.told
        if moved and (gap == ["or"] or (gap[-1:] == ["by"] and value.dimension == "share")):
            return replace(reading, quantity=replace(value, role=previous.role, change=previous.change))
        return reading

    def _again(self, tokens: Sequence[Token], before: Reading, reading: Reading, amount: Amount) -> Reading:
        """Read the same told again in another unit: "more than 5 miles (8 km)" is also more than 8 km."""
        value, previous = reading.quantity, before.quantity
        if amount.told and value.dimension == previous.dimension:
            reading = replace(reading, about=before.about)
        same = value.unit.name == previous.unit.name or value.dimension == previous.dimension
        closed = amount.end < len(tokens) and tokens[amount.end].text == ")"
        if not (closed and same and previous.hedge and not value.hedge and value.exact):
            return reading
        return replace(reading, quantity=self._bounded_alike(value, previous))

    def _bounded_alike(self, value: Quantity, previous: Quantity) -> Quantity:
        told = next((hedge for hedge in self._vocabulary.before.values() if hedge[0] == previous.hedge), None)
        if told is None or told[1] in ("about", "below"):
            return value
        hedge = Hedge(*told, 0)
        other = previous.change is (Change.LESS if hedge.meaning in ("more", "at_least", "over") else Change.MORE)
        if other and value.high < 0:  # more than 90 degrees below zero (minus 68C)
            return mirrored(self._hedges.bounded(mirrored(value), hedge))
        return self._hedges.bounded(value, hedge)


def _of_the_same(reading: Reading, before: Reading, gap: Sequence[str]) -> Reading:
    """Take the unit and the noun of the number before where `gap`, the words between, says that one goes on with it."""
    value, previous = reading.quantity, before.quantity
    origin = gap[-1:] == ["from"]
    level = gap[-1:] == ["to"] and previous.role in (Role.RISE, Role.FALL) and previous.dimension == "points"
    if not (origin or level or gap[-1:] == ["including"]) or previous.dimension == "share":
        return reading
    if previous.dimension in ("count", "points") or previous.unit.dimension == "currency":
        value = replace(value, unit=previous.unit, thing=previous.thing, state=previous.state, noun=previous.noun)
        return replace(reading, quantity=value, about=reading.about or before.about, phrase=before.phrase)
    return reading


def _same_money(tokens: Sequence[Token], earlier: Sequence[Reading], reading: Reading, amount: Amount) -> Reading:
    """Take the 60 million of "Osk gave 90 million euros, Arl 60 million" for euros: nothing else is counted."""
    value = reading.quantity
    if amount.told or value.thing or value.state or value.unit is not COUNT or amount.number.scale < _MILLION:
        return reading
    if amount.end < len(tokens) and tokens[amount.end].lower not in (",", ".", ";", "and", "in", "from", "over"):
        return reading
    money = next((r.quantity.unit for r in reversed(earlier) if r.quantity.dimension == "currency"), None)
    return reading if money is None else replace(reading, quantity=replace(value, unit=money))
