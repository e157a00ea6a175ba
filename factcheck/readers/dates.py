"""A date as someone wrote it down, read without a clock: nothing here depends on today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![^\W\d_])"
)
WEEKDAY = r"(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:r|rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?(?![^\W\d_])"
_ORDINAL = r"(?:st|nd|rd|th)?"

DATE = (
    rf"(?:(?:(?P<weekday>{WEEKDAY})\.?,?\s+)?"
    rf"(?:(?P<day_before>\d{{1,2}}){_ORDINAL}[\s-]+(?:of\s+)?(?P<month_after>{_MONTH})"
    rf"|(?P<month_before>{_MONTH})\.?\s+(?P<day_after>\d{{1,2}}){_ORDINAL})"
    r"(?:\.?,?[\s-]+(?P<year>\d{4})|(?!\d))"
    r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2}))(?![\d:])"
)
"""Pattern of a date in English words or ISO 8601, the year optional; its groups are read by `from_match`."""

TIME = (
    r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d{1,9})?)?|\d{1,2}(?=\s?[ap]\.?m))(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s?(?:[A-Z]{1,5}\b|[+-]\d{2}:?\d{2})){0,2}"
)
"""Pattern of a time of day with its zone."""

_WORDS = re.compile(
    rf"(?:{TIME}\s*[,|]?\s*(?:on\s+)?)?{DATE}\.?(?:\s*(?:,|\||-|–|at)?\s*{TIME})?(?:\s*\([A-Za-z]{{1,5}}\))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:[T\s_,].*|Z|[+-]\d{2}:?\d{2})?", re.DOTALL)
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[T\s,].*)?", re.DOTALL)
_IN_URL = re.compile(
    r"[/_=-](?P<year>(?:18|19|20)\d{2})(?P<sep>[/._-]?)(?P<month>\d{2}|(?<=[/._-])(?:\d|[a-z]{3}))(?P=sep)(?P<day>\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Written:
    """Day and month as written; the year and the weekday (0 is Monday) where they stand beside them."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None

    def on(self, year: int) -> date | None:
        """Return the date in that year, None where the calendar has no such day."""
        return calendar_date(year, self.month, self.day)

    @property
    def full(self) -> date | None:
        """The date, where a year is written and the calendar has such a day."""
        return None if self.year is None else self.on(self.year)

    def nearest(self, other: date) -> date | None:
        """Return the date in the year that brings it closest to `other`."""
        years = (other.year - 1, other.year, other.year + 1)
        days = [day for day in map(self.on, years) if day is not None]
        return min(days, key=lambda day: abs(day - other), default=None)


def calendar_date(year: int, month: int, day: int) -> date | None:
    """Return the date, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def from_match(match: re.Match[str]) -> Written | None:
    """Read the groups of a match of `DATE`."""
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        return Written(day, month, year) if calendar_date(year, month, day) else None
    # the pattern forgives a slip ("Sepember") and, without regard to case, the long s of old print
    named = (match["month_after"] or match["month_before"]).casefold()
    weekday = (match["weekday"] or "").casefold()
    written = Written(
        day=int(match["day_before"] or match["day_after"]),
        month=_MONTHS[named[:3]],
        year=int(match["year"]) if match["year"] else None,
        weekday=_WEEKDAYS.index(weekday[:2]) if weekday else None,
    )
    # 2000 has a February 29, so it decides for a date without a year
    return written if written.on(2000 if written.year is None else written.year) else None


def parse(text: str, day_first: bool | None = None) -> date | None:
    """Read one clean date string, with or without a time of day; None when it is none.

    The date is the one written, in whatever time zone it was written. "01/10/2022" is two dates: without `day_first`
    it is none. Other languages than English are left to dateparser.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if match := _ISO.fullmatch(text):
        return calendar_date(int(match[1]), int(match[3]), int(match[4]))
    if match := _NUMERIC.fullmatch(text):
        return _numeric(int(match[1]), int(match[3]), int(match[4]), True if match[2] == "." else day_first)
    if match := _WORDS.fullmatch(text):
        written = from_match(match)
        return written.full if written else None
    return _foreign(text)


def _numeric(first: int, second: int, year: int, day_first: bool | None) -> date | None:
    if first > 12 or first == second:
        day_first = True
    elif second > 12:
        day_first = False
    if day_first is None:
        return None
    return calendar_date(year, second, first) if day_first else calendar_date(year, first, second)


def _foreign(text: str) -> date | None:
    if not re.search(r"\d{4}", text) or not re.search(r"[^\W\d_]{2}|[年월]", text):
        return None
    import dateparser  # 0.2 s that English dates need not pay

    # absolute-time alone: "2 days ago" would be reckoned from today
    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "RETURN_AS_TIMEZONE_AWARE": False}
    found: datetime | None = dateparser.parse(text, settings=settings)
    return found.date() if found else None


def from_number(number: float) -> date | None:
    """Read seconds or milliseconds since 1970 as a UTC date, or a number written YYYYMMDD; None for anything else."""
    if isinstance(number, int) and 18000101 <= number <= 21001231:
        return parse(str(number))
    if not 1e8 <= number < 1e14:
        return None
    return datetime.fromtimestamp(number / 1000 if number >= 1e11 else number, UTC).date()


def in_url(url: str) -> date | None:
    """Return the day in an address such as .../2022/01/10/..., .../2022-01-10-... or .../2022/jan/10/..., else None."""
    for match in _IN_URL.finditer(url[:2000]):
        month = match["month"].casefold()
        number = int(month) if month.isdecimal() else _MONTHS.get(month, 0)
        found = calendar_date(int(match["year"]), number, int(match["day"]))
        if found:
            return found
    return None
