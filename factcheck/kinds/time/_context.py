"""What a date is resolved against: its article, its tense, and the dates told before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from factcheck.kinds.time._calendar import Days
from factcheck.kinds.time._moment import Moment, Precision
from factcheck.kinds.time._told import Base, Told, Type


@dataclass(frozen=True, slots=True)
class Before:
    """The moments told before that later words may point back to: the last one, the last day, the last quarter.

    Dates that themselves point back ("a year earlier") do not move the story's time and are left out.
    """

    last: Moment | None = None
    day: Moment | None = None
    quarter: Moment | None = None

    def after(self, told: Told, moment: Moment, published: date | None) -> Before:
        """Return what is known after one more moment was told; a quarter to come is not what a story compares."""
        if not moment.resolved or told.base is not Base.ARTICLE or moment.bound:
            return self
        if told.fiscal and moment.precision is Precision.YEAR:
            return replace(self, quarter=None)
        over = published is None or moment.last is None or moment.last <= published
        quarter = moment if moment.precision is Precision.QUARTER and not told.value and over else self.quarter
        if quarter is self.quarter and told.value:
            return self
        return Before(moment, moment if moment.first == moment.last else self.day, quarter)

    def over(self, told: Told) -> Before:
        """Return what is known after a length of time was told: "the first nine months" ends the talk of a quarter."""
        months = (told.unit == "month" and told.shift in (6, 9, 12)) or (told.unit == "year" and told.value == "P1Y")
        return replace(self, quarter=None) if months and told.type is Type.DURATION else self


@dataclass(frozen=True, slots=True)
class Setting:
    """What a date is resolved against.

    `published` is the article's date, `inferred` when it was itself inferred; `tense` is -1, 0 or 1; `before` what was
    told before. `guess` takes the article's day for a time of day that stands alone.
    """

    published: date | None = None
    inferred: bool = False
    tense: int = 0
    before: Before = Before()
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The days that a rule gives, and why."""

    days: Days
    precision: Precision
    how: str
    clash: str = ""
    near: bool = False


Place = Callable[[Told, Setting], Found | None]
