"""The value of a time fact: an interval of the calendar with its precision and the way it was resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from factcheck.kinds.time._event import Dated

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = ("spring", "summer", "autumn", "winter")
PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
EDGES = {"start": "early", "mid": "mid", "end": "late"}


class Precision(StrEnum):
    """How finely a moment is told, from finest to coarsest."""

    MINUTE = "minute"
    HOUR = "hour"
    PART = "part of the day"
    DAY = "day"
    RANGE = "range of days"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half-year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Bound(StrEnum):
    """How a preposition opens an interval."""

    NONE = ""
    BEFORE = "before"
    AFTER = "after"
    BY = "by"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Daytime:
    """A stretch of the day in minutes after midnight, `last` included; `offset` is minutes east of Greenwich, if known.

    `part` is the part of the day when no clock time was told; `zone` is the zone's name as told, empty when untold;
    `twelve` marks a clock time that does not say whether it is before or after noon.
    """

    first: int
    last: int
    part: str = ""
    zone: str = ""
    offset: int | None = None
    twelve: bool = False

    def __str__(self) -> str:
        if self.part:
            return PARTS[self.part]
        zone = f" {self.zone}" if self.zone else ""
        if self.first == 1440:
            return f"midnight{zone}"
        if self.last > self.first:
            early = self.first == 0
            minute = self.last if early else self.first
            return f"{'before' if early else 'after'} {minute // 60 % 24}:{minute % 60:02d}{zone}"
        return f"{self.first // 60 % 24}:{self.first % 60:02d}{zone}"


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens: the calendar days from `first` to `last`, both included, and how that is known.

    Days are None while the moment is unresolved (no date to count from); then `weekday` (0 is Monday), `month` and
    `day` hold what the words fix all the same, and `relative` the words' own sense. `how` is a clause for readers;
    `clash` says where the words contradict themselves ("Monday" for a Tuesday). `inferred` marks a date that rests on
    an article date which was itself inferred. `repeats` marks a set ("every Monday"). `dates` is what the sentence
    dates by it, `quoted` marks "today" or "last night" within quotation marks, which count from when it was said.
    Equality ignores these two, `how`, `clash` and `told`, the words themselves.
    """

    first: date | None = None
    last: date | None = None
    precision: Precision = Precision.DAY
    daytime: Daytime | None = None
    bound: Bound = Bound.NONE
    edge: str = ""
    near: bool = False
    fiscal: bool = False
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    relative: str = ""
    repeats: str = ""
    inferred: bool = False
    how: str = field(default="", compare=False)
    clash: str = field(default="", compare=False)
    told: str = field(default="", compare=False)
    dates: Dated = field(default=Dated(), compare=False)
    quoted: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"not an interval: {self.first}..{self.last}")

    @property
    def resolved(self) -> bool:
        """Tell whether the moment lies on the calendar."""
        return self.first is not None and self.last is not None

    @property
    def interval(self) -> tuple[date, date]:
        """The days it may lie on, bounds applied; open ends reach to the calendar's ends."""
        if self.first is None or self.last is None:
            return date.min, date.max
        match self.bound:
            case Bound.BEFORE if self.daytime is None:
                return date.min, max(date.min + timedelta(1), self.first) - timedelta(1)
            case Bound.BEFORE | Bound.BY | Bound.UNTIL:
                return date.min, self.last
            case Bound.AFTER if self.daytime is None:
                return min(date.max - timedelta(1), self.last) + timedelta(1), date.max
            case Bound.AFTER | Bound.SINCE:
                return self.first, date.max
            case _:
                return self.first, self.last

    @property
    def instant(self) -> tuple[int, int] | None:
        """First and last minute in universal time, counted from 0001-01-01, when the zone's offset is known."""
        if self.first is None or self.first != self.last or self.daytime is None or self.daytime.offset is None:
            return None
        base = self.first.toordinal() * 1440 - self.daytime.offset
        return base + self.daytime.first, base + self.daytime.last

    @property
    def sort(self) -> str:
        """How finely it is told: "minute", "day", "year"."""
        return self.precision.value

    @property
    def canonical(self) -> str:
        """A normal form in the manner of ISO 8601: '2022-01-12', '2022-01', '2022-W02', '<=2022-01-12'."""
        mark = {"before": "<", "after": ">", "by": "<=", "since": ">=", "until": "..", "": ""}[self.bound.value]
        if self.repeats:
            return f"every {self.repeats}"
        body = self._iso() if self.resolved else self._open()
        return f"{mark}{'~' if self.near else ''}{body}{'/' + self.edge if self.edge else ''}"

    def _iso(self) -> str:
        instant = self.instant
        if instant is not None and self.daytime and not self.daytime.part and instant[0] == instant[1]:
            day, minute = divmod(instant[0], 1440)
            return f"{date.fromordinal(day)}T{minute // 60:02d}:{minute % 60:02d}Z"
        time = _time_of(self.daytime)
        first, last = self.first, self.last
        assert first is not None
        assert last is not None
        match self.precision:
            case Precision.YEAR:
                return f"{first.year:04d}"
            case Precision.MONTH:
                return f"{first:%Y-%m}"
            case Precision.WEEK:
                week = first.isocalendar()
                return f"{week.year:04d}-W{week.week:02d}"
        return f"{first}{time}" if first == last else f"{first}/{last}{time}"

    def _open(self) -> str:
        if self.month and self.day:
            return f"XXXX-{self.month:02d}-{self.day:02d}{_time_of(self.daytime)}"
        if self.month:
            return f"XXXX-{self.month:02d}"
        if self.weekday is not None:
            return f"XXXX-WXX-{self.weekday + 1}{_time_of(self.daytime)}"
        return f"{self.relative or 'X'}{_time_of(self.daytime)}"

    def __str__(self) -> str:
        """The moment as a reader understands it: 'Wednesday 12 January 2022', 'evening of Sunday 9 January 2022'."""
        if self.repeats:
            return self.told or f"every {self.repeats}"
        if self.daytime is not None and not self.resolved and not (self.weekday is not None or self.month):
            return str(self.daytime)
        body = self._resolved_words() if self.resolved else self._open_words()
        if self.edge and self.precision is not Precision.DAY:
            body = f"{EDGES[self.edge]}{'-' if self.edge == 'mid' else ' '}{body}"
        if self.daytime is not None:
            body = f"{self.daytime} of {body}" if self.daytime.part else f"{body}, {self.daytime}"
        if self.near:
            body = f"about {body}"
        return f"{self.bound.value} {body}" if self.bound else body

    def _resolved_words(self) -> str:
        first, last = self.first, self.last
        assert first is not None
        assert last is not None
        match self.precision:
            case Precision.YEAR:
                return f"fiscal {first.year}" if self.fiscal else str(first.year)
            case Precision.MONTH:
                return f"{MONTHS[first.month - 1]} {first.year}"
            case Precision.QUARTER:
                return f"{'fiscal ' if self.fiscal else ''}quarter {(first.month + 2) // 3} of {first.year}"
            case Precision.HALF:
                return f"{'first' if first.month == 1 else 'second'} half of {first.year}"
            case Precision.SEASON:
                return f"{SEASONS[first.month % 12 // 3 - 1]} {first.year}"
            case Precision.DECADE:
                return f"the {first.year}s"
            case Precision.CENTURY:
                return f"the years {first.year} to {last.year}"
            case Precision.WEEK:
                return f"the week of {spell(first)}"
            case Precision.WEEKEND:
                return f"the weekend of {spell(first)}"
        return spell(first) if first == last else _stretch(first, last)

    def _open_words(self) -> str:
        weekday = WEEKDAYS[self.weekday] if self.weekday is not None else ""
        if self.month:
            day = f"{self.day} " if self.day else ""
            return (
                " ".join(piece for piece in (weekday, f"{day}{MONTHS[self.month - 1]}") if piece) + " (year not told)"
            )
        if weekday:
            return f"a {weekday}"
        return self.told or self.relative or "a time of day"


def _stretch(first: date, last: date) -> str:
    """Write a range of days out, whole years and months as such."""
    if first.day == 1 and (last + timedelta(1)).day == 1:
        if first.month == 1 and last.month == 12:
            return f"{first.year} to {last.year}"
        return f"{MONTHS[first.month - 1]} {first.year} to {MONTHS[last.month - 1]} {last.year}"
    return f"{spell(first)} to {spell(last)}"


def _time_of(daytime: Daytime | None) -> str:
    if daytime is None:
        return ""
    if daytime.part:
        return f"T{daytime.part}"
    first = f"T{daytime.first // 60:02d}:{daytime.first % 60:02d}"
    return first if daytime.first == daytime.last else f"{first}-{daytime.last // 60:02d}:{daytime.last % 60:02d}"


def spell(day: date) -> str:
    """Write a day out: 'Wednesday 12 January 2022'."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
