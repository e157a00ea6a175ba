"""What a date's own words tell, before any context: the grammar writes it, resolution reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from factcheck.kinds.time._words import BREAK, Token, Words


class Type(StrEnum):
    """The classes of TimeML's TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Base(StrEnum):
    """What a relative date counts from."""

    ARTICLE = "article"
    CONTEXT = "context"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as told: minutes after midnight (1440 is the day's end), and the zone's name, if any."""

    minute: int
    precision: int = 1
    zone: str = ""
    twelve: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The fields that the words of one expression fill; all others stay None or empty.

    `span` names a larger period ("quarter", "half", "season", "decade", "century", "weekend", "week") and `nth` which
    one. `unit` and `shift` count from `base`; `direction` is -1 last, 0 this, 1 next. `edge` is start, mid or end of
    the period. `also` is a second description of the same time ("Monday (tomorrow)"), `through` the end of a range.
    `rolling` marks a period that runs up to the article's own day ("the past week"). `within` is the month in which the
    `nth` weekday is counted, from its end where `nth` is negative ("the last Thursday in January").
    `named` is the date that a name means ("9/11").
    """

    type: Type = Type.DATE
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    holiday: str = ""
    span: str = ""
    nth: int | None = None
    fiscal: bool = False
    unit: str = ""
    shift: int | None = None
    base: Base = Base.ARTICLE
    direction: int | None = None
    edge: str = ""
    part: str = ""
    clock: Clock | None = None
    near: bool = False
    bound: str = ""
    reference: str = ""
    value: str = ""
    event: str = ""
    rolling: bool = False
    also: Told | None = None
    through: Told | None = None
    within: Told | None = None
    named: date | None = None

    @property
    def dated(self) -> bool:
        """Tell whether the words name a day or period, not a time of day alone."""
        return bool(
            self.year is not None
            or self.month
            or self.day
            or self.weekday is not None
            or self.holiday
            or self.span
            or self.unit
            or self.named
        )


@dataclass(frozen=True, slots=True)
class Mention:
    """One expression of time: offsets into the text that was read, the tokens it covers, and what it tells."""

    start: int
    end: int
    told: Told
    tokens: tuple[int, int] = (0, 0)


Read = tuple[Told, int] | None
_END = Token("", 0, 0, "")


def longest(*readings: Read) -> Read:
    """Return the reading that reaches furthest, the first of equals."""
    return max((reading for reading in readings if reading), key=lambda reading: reading[1], default=None)


class Cursor:
    """Tokens with look-ahead that never runs off either end."""

    __slots__ = ("t", "w")

    def __init__(self, t: list[Token], w: Words) -> None:
        self.t = t
        self.w = w

    def at(self, i: int) -> Token:
        """Return token `i`, an empty one outside the text."""
        return self.t[i] if 0 <= i < len(self.t) else _END

    def word(self, i: int) -> str:
        """Return token `i` in small letters."""
        return self.t[i].word if 0 <= i < len(self.t) else ""

    def glued(self, i: int) -> bool:
        """Tell whether token `i` follows the one before without a space."""
        return 0 < i < len(self.t) and self.t[i - 1].end == self.t[i].start

    def capital(self, i: int) -> bool:
        """Tell whether token `i` begins with a capital."""
        return self.at(i).text[:1].isupper()

    def skip(self, i: int, *marks: str) -> int:
        """Return the index after token `i` when it is one of `marks`, else `i`."""
        return i + 1 if self.word(i) in marks else i

    def integer(self, i: int) -> int | None:
        """Return the value of a plain run of at most six digits at `i`."""
        token = self.at(i)
        return int(token.word) if token.digits and len(token.word) <= 6 and token.word.isdecimal() else None

    def possessive(self, i: int) -> int:
        """Return the index after a possessive ending ('s or ') at `i`, else `i`."""
        if self.word(i) == "'" and self.glued(i):
            return i + 2 if self.word(i + 1) == "s" and self.glued(i + 1) else i + 1
        return i

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """Read "third", "3rd" or "twenty-first": its value and the index after it."""
        value = self.integer(i)
        if value is not None and self.word(i + 1) in ("st", "nd", "rd", "th") and self.glued(i + 1):
            return value, i + 2
        if self.word(i) in self.w.ordinals:
            return self.w.ordinals[self.word(i)], i + 1
        tens = self.w.numbers.get(self.word(i), 0)
        if tens in (20, 30):
            j = self.skip(i + 1, "-")
            small = self.w.ordinals.get(self.word(j), 0)
            if 0 < small < 10:
                return tens + small, j + 1
        return None

    def number(self, i: int) -> tuple[float, int] | None:
        """Read a count in digits or words, halves included ("2 1/2", "two and a half", "a dozen")."""
        token = self.at(i)
        if token.digits:
            return self._digits(i)
        total, current, j, last = 0.0, 0.0, i, i
        while j < i + 8:
            word = self.word(j)
            if word in self.w.numbers:
                value = self.w.numbers[word]
                if j > i and (word in ("a", "an") or not self._adds(current, value)):
                    break
                current += value
            elif word in self.w.multipliers and j > i:
                current *= self.w.multipliers[word]
                if self.w.multipliers[word] >= 1000:
                    total, current = total + current, 0.0
            elif word not in ("-", "and") or j == i:
                break
            else:
                j += 1
                continue
            j += 1
            last = j
        return (total + current, last) if last > i else None

    @staticmethod
    def _adds(current: float, value: int) -> bool:
        return (
            current == 0 or (current % 100 == 0 and value < 100) or (current % 100 in range(20, 91, 10) and value < 10)
        )

    def _digits(self, i: int) -> tuple[float, int] | None:
        token = self.at(i)
        if len(token.word) > 12 or ":" in token.word or "/" in token.word:
            return None
        try:
            value = float(token.word.replace(",", ""))
        except ValueError:
            return None
        fraction = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "½": 0.5, "¼": 0.25, "¾": 0.75}.get(self.word(i + 1))
        return (value + fraction, i + 2) if fraction else (value, i + 1)

    def year(self, i: int) -> tuple[int, int] | None:
        """Read a year of four digits, "'98", or in words ("nineteen ninety-six", "two thousand")."""
        value = self.integer(i)
        if value is not None:
            plain = len(self.word(i)) == 4 and 1000 <= value < 2200
            return (value, i + 1) if plain else None
        if self.word(i) == "'" and len(self.word(i + 1)) == 2 and self.glued(i + 1) and self.word(i + 2) != "s":
            short = self.integer(i + 1)
            return (short + (2000 if short < 40 else 1900), i + 2) if short is not None else None
        return self._spoken(i)

    def _spoken(self, i: int) -> tuple[int, int] | None:
        high = self.w.numbers.get(self.word(i), 0)
        if high == 2 and self.word(i + 1) == "thousand":
            low = self.number(self.skip(i + 2, "and"))
            return (
                (2000 + int(low[0]), low[1]) if low and low[0] < 100 and self.word(low[1] - 1) != "a" else (2000, i + 2)
            )
        if high not in (16, 17, 18, 19, 20):
            return None
        if self.word(i + 1) == "hundred":
            return high * 100, i + 2
        low = self.number(self.skip(i + 1, "-"))
        return (high * 100 + int(low[0]), low[1]) if low and 10 <= low[0] < 100 and not self.at(i + 1).digits else None

    def ends(self, i: int) -> bool:
        """Tell whether the text or the paragraph ends at `i`."""
        return self.word(i) in ("", BREAK)
