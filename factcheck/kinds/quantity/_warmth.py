"""Temperatures told by the words around a number: "temperatures fell to minus eight", "20 degrees below zero"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck.kinds.quantity._amount import Amount
from factcheck.kinds.quantity._measure import Measure, Measures
from factcheck.kinds.quantity._numbers import Style
from factcheck.kinds.quantity._tokens import HYPHENS, WORD, Token
from factcheck.kinds.quantity._units import Units
from factcheck.kinds.quantity._value import COUNT, Change, Quantity, Role

HOTTEST = 60  # degrees: what a day or a night may have
_REACH = 14  # tokens between "temperatures" and a number without its degrees
_TOLD = ("temperature", "temperatures", "mercury", "thermometer", "thermometers")
_NEARLY = ("nearly", "almost", "about", "around", "just", "only", "above", "below", "over", "under")
_REACHED = ("to", "of", "at", "reached", "hit", "was", "is", "were", "are", "touched", "topped")
_WHEN = ("on", "in", "at", "overnight", "tonight", "today", "tomorrow", "yesterday", "last", "this", "by", "and", "but")
_SETTING = tuple(word for word in _WHEN if word not in ("last", "this"))  # below last year's
_SENTENCE_MARKS = (".", ",", ";", ")", "”", '"', "!", "?", ":", "(", "–", "—")
_ZERO = ("zero", "0")
_COLDEST = 150  # degrees: what a number without a unit may lie below zero
_WEATHER = frozenset(
    {
        *_TOLD,
        *("cold", "colder", "coldest", "frost", "frosts", "frosty", "freeze", "freezing", "frozen", "chill", "chills"),
        *("icy", "blizzard", "arctic", "weather", "degrees", "celsius", "fahrenheit", "wintry"),
    }
)
_SEASON = frozenset({"it", "overnight", "night", "nights", "tonight", "winter", "snow", "ice", "dawn"})
_NORMAL = frozenset({"average", "averages", "normal", "normals", "norm", "norms", "usual", "seasonal"})
# What else falls below zero.
_SCALES = frozenset(
    {
        *("rate", "rates", "yield", "yields", "interest", "inflation", "growth", "index", "score", "scores", "points"),
        *("rating", "ratings", "approval", "balance", "account", "profit", "profits", "margin", "margins", "price"),
        *("prices", "oil", "crude", "bond", "bonds", "sentiment", "confidence", "returns", "earnings", "budget"),
    }
)
_STANDING = (*_REACHED, "in", "a", "an", "its", "it's", "it’s", "from", "with", "fell", "dropped", "plunged", "sank")
_NOUNS = ("temperature", "temperatures", "cold", "weather", "conditions", "night", "nights", "morning", "mornings")
_COLD_NOUNS = (*_NOUNS, "chill", "chills", "wind", "winds", "weekend", "winter", "winters", "day", "days")
_BEHIND_ZERO = (*_WHEN, "for", "across", "as", "with", "when", "while", "after", "before", "during", "near", "or")
_PREPOSITIONS = ("in", "at", "on", "across", "over", "around", "during", "for", "near", "of")


def warm(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the bare number at tokens `start` to `end` is what the sentence's temperature was."""
    after = tokens[end] if end < len(tokens) else None
    closed = (
        after is None or (after.kind == WORD and after.lower in _WHEN) or after.text in (".", ",", ";", ")", "”", '"')
    )
    at = start - 1
    while at > max(0, start - _REACH) and tokens[at].lower in _NEARLY:
        at -= 1
    if not closed or at < 1 or tokens[at].lower not in _REACHED:
        return False
    for back in range(at - 1, max(-1, at - _REACH), -1):
        word = tokens[back].lower
        if word in _TOLD:
            return True
        another = (
            word in ("the", "a", "an", "his", "her", "their", "its") and tokens[back - 1].lower not in _PREPOSITIONS
        )
        if another or word in (".", ";", ":"):
            return False  # "at such temperatures the number of the hurt rose to 12"
    return False


class FromZero(NamedTuple):
    """An amount told by its distance from zero: with its unit, up to behind the zero, and whether it lies below."""

    amount: Amount
    below: bool


class Warmth:
    """Reads temperatures told relative to zero."""

    def __init__(self, units: Units, measures: Measures) -> None:
        self._degree = units.named["degree"]
        self._letters = {"C": units.named["celsius"], "F": units.named["fahrenheit"]}
        self._measures = measures

    def from_zero(self, tokens: Sequence[Token], amount: Amount, quantity: Quantity) -> FromZero | None:
        """Read "20 degrees below zero Celsius", "12 above zero", in the cold also "30 below"; None for all else."""
        unit = quantity.unit
        bare = unit is COUNT and not amount.told
        if quantity.role is not Role.LEVEL or not (bare or unit.dimension in ("degree", "temperature")):
            return None
        if bare and (amount.number.style not in (Style.DIGITS, Style.WORDS) or quantity.high > _COLDEST):
            return None
        at = _past_hyphen(tokens, amount.end)
        side = tokens[at].lower if at < len(tokens) else ""
        zero = _past_hyphen(tokens, at + 1)
        if side not in ("below", "under", "above") or quantity.high == 0:
            return None
        if zero < len(tokens) and tokens[zero].lower in _ZERO and (not bare or _of_weather(tokens)):
            behind = self._scale(tokens, zero + 1)
            known = behind.unit if behind and unit.dimension != "temperature" else unit
            found = amount._replace(unit=self._degree if known is COUNT else known, end=zero + 1, told=True)
            return FromZero(found._replace(end=behind.end) if behind else found, side != "above")
        if side == "below" and self._in_the_cold(tokens, amount, zero, bare):
            return FromZero(amount._replace(unit=self._degree if bare else unit, end=at + 1, told=True), True)
        return None

    def _scale(self, tokens: Sequence[Token], at: int) -> Measure | None:
        """Read the scale behind a zero: Fahrenheit, degrees Celsius, (Celsius), F."""
        found = self._measures.after(tokens, at, 0.0)
        if found is not None:
            return found if found.unit.dimension in ("degree", "temperature") else None
        letter = self._letters.get(tokens[at].text) if at < len(tokens) else None
        return None if letter is None else Measure(letter, at + 1)

    @staticmethod
    def _in_the_cold(tokens: Sequence[Token], amount: Amount, behind: int, bare: bool) -> bool:
        """Tell whether "30 below", with no word of what it lies below, is a temperature."""
        words = {token.lower for token in tokens}
        if not _closed(tokens, behind, (*_SETTING, *_COLD_NOUNS, "to", "was", "were", "is", "are")) or words & _NORMAL:
            return False
        if not words & (_WEATHER - {"degrees"}):
            return False
        at = amount.start - 1
        while at > 0 and tokens[at].lower in _NEARLY:
            at -= 1
        joined = tokens[amount.end].text in HYPHENS  # the 30-below cold
        return joined or not bare or (at >= 0 and tokens[at].lower in _STANDING)

    def zero(self, tokens: Sequence[Token], start: int, end: int, quantity: Quantity) -> bool:
        """Tell whether the bare zero at tokens `start` to `end` is one of a thermometer: "fell to below zero"."""
        if quantity.high != 0 or start == 0 or tokens[start - 1].lower not in ("below", "under", "above"):
            return False
        weather = not _SEASON.isdisjoint(token.lower for token in tokens) or _of_weather(tokens, told=True)
        return weather and _closed(tokens, end, _BEHIND_ZERO) and _of_weather(tokens)

    def subzero(self, tokens: Sequence[Token], i: int) -> tuple[Quantity, int] | None:
        """Read "sub-zero temperatures", "subzero cold" at token `i` as an open bound; also return its end."""
        if tokens[i].lower not in ("sub", "subzero"):
            return None
        end = i + 1
        if tokens[i].lower == "sub":
            end = _past_hyphen(tokens, i + 1)
            if end >= len(tokens) or tokens[end].lower not in _ZERO:
                return None
            end += 1
        if not (end < len(tokens) and tokens[end].lower in _COLD_NOUNS):
            return None
        value = Quantity(-math.inf, 0.0, high_closed=False, unit=self._degree, figures=(0.0,))
        return replace(value, change=Change.LESS, hedge="below"), end


def settled(quantity: Quantity, below: bool | None) -> Quantity:
    """Put what was read of a temperature on its scale.

    `below` tells that the amount was told by how far it lies below zero, None that it was not told from zero. Hedges
    bound that distance: "more than 20 below zero" is colder than -20.
    """
    measured = quantity.dimension in ("degree", "temperature")
    ended = below is not None or (quantity.hedge in ("below", "above") and (measured or quantity.figures == (0.0,)))
    if ended and quantity.role in (Role.RISE, Role.FALL):
        quantity = replace(quantity, role=Role.LEVEL)  # "fell 20 degrees below zero", "dropped below 5C"
    if below and all(figure > 0 for figure in quantity.figures):
        return mirrored(quantity)
    open_below = quantity.unit.offset and quantity.change is Change.LESS and quantity.low == 0.0 and below is None
    if open_below and quantity.role is Role.LEVEL:
        return replace(quantity, low=-math.inf)  # "below 5C" may be minus 3
    return quantity


def mirrored(quantity: Quantity) -> Quantity:
    """Return the same distance on the other side of zero."""
    change = {Change.LESS: Change.MORE, Change.MORE: Change.LESS}.get(quantity.change, quantity.change)
    return replace(
        quantity,
        low=0.0 - quantity.high,
        high=0.0 - quantity.low,
        low_closed=quantity.high_closed,
        high_closed=quantity.low_closed,
        figures=tuple(-figure for figure in quantity.figures),
        change=change,
    )


def _past_hyphen(tokens: Sequence[Token], at: int) -> int:
    return at + (at < len(tokens) and tokens[at].text in HYPHENS)


def _closed(tokens: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    return at >= len(tokens) or tokens[at].text in _SENTENCE_MARKS or tokens[at].lower in words


def _of_weather(tokens: Sequence[Token], told: bool = False) -> bool:
    """Tell whether a number without a unit beside "below zero" is a temperature: nothing else is spoken of.

    `told` asks for a word that says so.
    """
    words = {token.lower for token in tokens}
    return bool(words & _WEATHER) or not (told or words & _SCALES)
