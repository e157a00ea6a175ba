"""Whether two moments of the same event fit together: the ladder of rules, each with its reason."""

from __future__ import annotations

import math
import re
from collections.abc import Container
from dataclasses import replace
from datetime import timedelta

from factcheck.kinds.time._daytime import ROUNDED, daytimes, next_day, outcome, over_midnight
from factcheck.kinds.time._moment import WEEKDAYS, Bound, Moment, Precision, spell
from factcheck.kinds.time._texts import excused
from factcheck.kinds.time._undated import clock_only, from_event, unresolved
from factcheck.model import Fact, Mood, Outcome, Severity, Verdict

_WORTH_TELLING = 31
_FAR = 20  # days: sources that date one event differ by more no more often than by chance
_DAY, _ABOUT = 1440, 60  # minutes
_NUMBER = re.compile(r"\d")
_COUNTED = re.compile(r"\b(?:ago|later|earlier|after|before|hence)\b", re.IGNORECASE)
_SLACK = {
    Precision.WEEKEND: 3,
    Precision.WEEK: 4,
    Precision.MONTH: 16,
    Precision.QUARTER: 46,
    Precision.SEASON: 46,
    Precision.HALF: 92,
    Precision.YEAR: 183,
    Precision.DECADE: 1827,
    Precision.CENTURY: 18263,
}


def comparable(left: Moment, right: Moment) -> bool:
    """Tell whether two moments are of one sort: both repeat or neither; told from an event only with their like."""
    if bool(left.repeats) != bool(right.repeats):
        return False
    if from_event(left) or from_event(right):
        return from_event(left) and from_event(right)
    if clock_only(left) or clock_only(right):
        return left.daytime is not None and right.daytime is not None
    return True


def judge(left: Fact, right: Fact, moved: Container[str]) -> Outcome:
    """Compare two dated facts, the mood of their statements included; `moved` are words for another date given."""
    one, two = left.value, right.value
    assert isinstance(one, Moment)  # `comparable` holds
    assert isinstance(two, Moment)
    found = _noted(compare(one, two, same_article=left.statement.article == right.statement.article), one, two)
    if found.verdict in (Verdict.CONTRADICTION, Verdict.UNDECIDED):
        found = excused(left, right, found)
    if found.verdict is Verdict.CONTRADICTION and (_says_moved(left, moved) or _says_moved(right, moved)):
        reason = f"{found.reason}; one source says that the date was changed"
        return replace(found, verdict=Verdict.UPDATE, rule="time.rescheduled", reason=reason)
    moods = {left.statement.mood, right.statement.mood}
    if len(moods) == 1:
        return found
    if Mood.DENIED in moods:
        reason = f"one source denies what the other dates; the dates themselves: {found.reason}"
        return replace(found, verdict=Verdict.UNDECIDED, rule="time.denied", reason=reason, flips="")
    if found.verdict is not Verdict.CONTRADICTION:
        return found
    if Mood.HYPOTHETICAL in moods:
        reason = f"one source only supposes the event: {found.reason}"
        return replace(found, verdict=Verdict.UNDECIDED, rule="time.supposed", reason=reason)
    return _plan_and_fact(left, right, found)


def _says_moved(fact: Fact, moved: Container[str]) -> bool:
    clause = (fact.clause or fact.statement.span).of(fact.statement.article.text)
    return any(word.strip(",.;:").lower() in moved for word in clause.split())


def _plan_and_fact(left: Fact, right: Fact, found: Outcome) -> Outcome:
    """Keep a plan apart from a report, unless the report looks ahead itself or the plan comes after the event."""
    plan, fact = (left, right) if left.statement.mood is Mood.PLANNED else (right, left)
    written, told, happened = plan.statement.article.published, fact.statement.article.published, fact.value
    assert isinstance(happened, Moment)  # `judge` holds
    if told is not None and happened.first is not None and told < happened.first:
        return found
    if written is not None and happened.last is not None and written > happened.last:
        reason = f"a plan for {plan.value}, written after the other source has it happen on {fact.value}"
        return replace(found, rule="time.plan-after-fact", reason=reason)
    reason = f"planned for {plan.value}, reported for {fact.value}: the plan may have changed, or one is wrong"
    flips = "contradiction if the plan was not changed"
    return replace(found, verdict=Verdict.UNDECIDED, rule="time.plan-and-fact", reason=reason, flips=flips)


def _noted(found: Outcome, one: Moment, two: Moment) -> Outcome:
    """Add what the words themselves get wrong, and lower the confidence where a date rests on a guess."""
    notes = [moment.clash for moment in (one, two) if moment.clash]
    guesses = [0.6 for m in (one, two) if m.inferred] + [0.8 for m in (one, two) if "not clear" in m.how]
    reason = "; ".join([found.reason, *dict.fromkeys(notes)])
    return replace(found, reason=reason, confidence=round(found.confidence * math.prod(guesses), 4))


def compare(one: Moment, two: Moment, *, same_article: bool = False) -> Outcome:
    """Compare two moments taken to date the same event."""
    if one.repeats or two.repeats:
        return _repeating(one, two)
    if clock_only(one) or clock_only(two):
        return _times_only(one, two)
    if not one.resolved or not two.resolved:
        return unresolved(one, two, same_article=same_article)
    return _instants(one, two) or _days(one, two)


def _repeating(one: Moment, two: Moment) -> Outcome:
    if one.repeats == two.repeats:
        return outcome(Verdict.AGREEMENT, "repeats-alike", f"both repeat {one}")
    alike = (one.weekday is not None and two.weekday is not None) or (one.month and two.month)
    reason = f"{one} against {two}"
    if alike:
        return outcome(Verdict.CONTRADICTION, "repeats-differ", reason)
    return outcome(Verdict.UNDECIDED, "repeats-differ", f"{reason}: how often, against when")


def _times_only(one: Moment, two: Moment) -> Outcome:
    if one.daytime is None or two.daytime is None:
        return outcome(Verdict.UNDECIDED, "unresolved", f"{one} against {two}: only one tells a time of day")
    found = daytimes(one, two)
    if found.verdict is not Verdict.AGREEMENT:
        return found
    reason = f"{found.reason}; not both tell the day"
    return replace(found, verdict=Verdict.COMPATIBLE, reason=reason, flips="conflicts only if different days are meant")


def _instants(one: Moment, two: Moment) -> Outcome | None:
    """Compare clock times whose zones are known as points of universal time."""
    if one.instant is None or two.instant is None or one.bound or two.bound:
        return None
    assert one.daytime is not None and two.daytime is not None  # noqa: PT018 - an instant has a clock time
    if one.daytime.part or two.daytime.part:
        return None
    apart = max(one.instant[0] - two.instant[1], two.instant[0] - one.instant[1], 0)
    if apart == 0 and one.instant != two.instant:
        return outcome(Verdict.COMPATIBLE, "clock-in-bound", f"{one} fits {two}")
    slack = 30 * (one.near + two.near)
    if apart <= slack:
        same = "the same instant" if apart == 0 else f"{apart} minutes apart, within 'about'"
        return outcome(Verdict.AGREEMENT, "same-instant", f"{one} and {two} are {same}")
    if apart <= ROUNDED and Precision.HOUR in (one.precision, two.precision):
        text = f"{one} and {two} are {apart} minutes apart, and one tells the hour only"
        return outcome(Verdict.COMPATIBLE, "rounded-hour", text, "conflicts if the full hour is meant to the minute")
    severity = Severity.MINOR if apart <= ROUNDED else Severity.MAJOR
    reason = f"{one} and {two} are {_span(apart)} apart"
    flips = f"agrees at a tolerance of {_span(apart)} or more"
    return outcome(Verdict.CONTRADICTION, "instants-differ", reason, flips, severity)


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d} min" if hours else f"{rest} minutes"


def _days(one: Moment, two: Moment) -> Outcome:
    shown, boundary = f"{one} against {two}", (Bound.SINCE, Bound.UNTIL)
    if one.bound == two.bound and one.bound in boundary:
        one, two = replace(one, bound=Bound.NONE), replace(two, bound=Bound.NONE)
    (first, last), (begin, end) = one.interval, two.interval
    if last < begin or end < first:
        return _apart(one, two, shown)
    if (first, last) == (begin, end):
        return _same(one, two)
    if (first <= begin and end <= last) or (begin <= first and last <= end):
        wide, fine = (one, two) if (last - first) > (end - begin) else (two, one)
        return _inside(wide, fine)
    reason = f"{one} and {two} overlap"
    return outcome(Verdict.COMPATIBLE, "overlap", reason, "conflicts only if the days meant lie outside the overlap")


def _same(one: Moment, two: Moment) -> Outcome:
    if one.first == one.last and one.daytime is not None and two.daytime is not None:
        return daytimes(one, two)
    if one.edge and two.edge and one.edge != two.edge:
        reason = f"{one} against {two}: parts of a period have no sharp border"
        return outcome(Verdict.UNDECIDED, "edges-differ", reason)
    if one.precision is Precision.DAY and one.relative != two.relative:
        return outcome(
            Verdict.AGREEMENT, "same-day", f"both are {spell(one.first)}" if one.first else "", _weeks(one, two)
        )
    told = f"both are {one}" if str(one) == str(two) else f"{one} and {two} lie on the same days"
    return outcome(Verdict.AGREEMENT, "same", told, _weeks(one, two))


def _weeks(one: Moment, two: Moment) -> str:
    """Say which other reading of a bare weekday would conflict."""
    for moment in (one, two):
        if moment.relative == "weekday" and moment.first is not None and one.relative != two.relative:
            other = spell(moment.first - timedelta(7))
            name = moment.told or WEEKDAYS[moment.first.weekday()]
            return f"conflicts only if '{name}' means another week, such as {other}"
    return ""


def _inside(wide: Moment, fine: Moment) -> Outcome:
    if wide.bound:
        reason = f"{fine} fits '{wide}'"
        return outcome(Verdict.COMPATIBLE, "inside-bound", reason, f"conflicts if it were not {wide}")
    reason = f"{fine} lies within {wide}, which is told less finely"
    if wide.edge and not fine.edge and not _on_edge(wide, fine):
        reason = f"{fine} lies in the same period as {wide}, but hardly in that part of it"
        return outcome(Verdict.UNDECIDED, "edges-differ", reason, severity=Severity.MINOR)
    return outcome(Verdict.COMPATIBLE, "within", reason, f"conflicts only if another day of {wide} is meant")


def _on_edge(wide: Moment, fine: Moment) -> bool:
    """Tell whether a finer moment touches the early, middle or late two thirds of a period."""
    if wide.first is None or wide.last is None or fine.first is None or fine.last is None:
        return True
    size = (wide.last - wide.first).days + 1
    low, high = (fine.first - wide.first).days / size, ((fine.last - wide.first).days + 1) / size
    return {"start": low < 2 / 3, "mid": low < 5 / 6 and high > 1 / 6, "end": high > 1 / 3}[wide.edge]


def _apart(one: Moment, two: Moment, reason: str) -> Outcome:
    """Judge moments that share no day."""
    before, after = (one, two) if one.interval[1] < two.interval[0] else (two, one)
    slack = _slack(before, forwards=True) + _slack(after, forwards=False)
    if slack and _gap(one, two) <= slack:
        text = f"{reason}: apart, but within what 'about' allows"
        return outcome(Verdict.COMPATIBLE, "about", text, f"conflicts if the date is meant to within {_length(slack)}")
    if Precision.WEEK in (one.precision, two.precision) and _gap(one, two) == 1:
        text = f"{reason}: a week begins on Sunday for some, on Monday for others"
        return outcome(Verdict.COMPATIBLE, "week-border", text, "conflicts if the week begins on Monday")
    if one.fiscal or two.fiscal:
        return outcome(Verdict.UNDECIDED, "fiscal", f"{reason}: a fiscal year's own dates are not told")
    if Precision.SEASON in (one.precision, two.precision):
        return outcome(Verdict.UNDECIDED, "season", f"{reason}: seasons are opposite south of the equator")
    swapped = _swapped(one, two, reason) or over_midnight(one, two, reason) or next_day(one, two, reason)
    if swapped is not None:
        return swapped
    if one.inferred or two.inferred:
        return _inferred(one, two, reason)
    rule = "dates-differ" if _written(one) and _written(two) else "days-differ"
    found = outcome(Verdict.CONTRADICTION, rule, f"{reason}: they share no day", _flip(one, two))
    return replace(found, apart=min(1.0, _gap(one, two) / _FAR))


def _written(moment: Moment) -> bool:
    """Tell whether a day is written out, so that a difference is what the sources say: not "today", "a day later"."""
    day = not moment.relative and moment.precision is Precision.DAY and moment.bound is Bound.NONE
    return day and _NUMBER.search(moment.told) is not None and _COUNTED.search(moment.told) is None


def _slack(moment: Moment, *, forwards: bool) -> int:
    """Return the days by which "about" reaches beyond a moment; about a clock time it reaches over midnight only."""
    if not moment.near:
        return 0
    daytime = moment.daytime
    if daytime is not None and not daytime.part:
        late, early = daytime.last >= _DAY - _ABOUT, daytime.first <= _ABOUT
        return int(late if forwards else early) if not daytime.twelve else 1
    return _SLACK.get(moment.precision, 1)


def _length(days: int) -> str:
    return f"{days} day{'s' if days > 1 else ''}"


def _gap(one: Moment, two: Moment) -> int:
    (first, last), (begin, end) = one.interval, two.interval
    return (begin - last).days if last < begin else (first - end).days


def _swapped(one: Moment, two: Moment, reason: str) -> Outcome | None:
    a, b = one.first, two.first
    if a is None or b is None or a != one.last or b != two.last or a.year != b.year:
        return None
    if a.day != b.month or a.month != b.day:
        return None
    reason = f"{reason}: the same date with day and month swapped"
    if any("/" in moment.told for moment in (one, two)):
        return outcome(
            Verdict.UNDECIDED, "day-month-swapped", reason, "agrees if the date in figures has its day first or last"
        )
    return outcome(Verdict.CONTRADICTION, "day-month-swapped", reason, "agrees if one source swapped day and month")


def _inferred(one: Moment, two: Moment, reason: str) -> Outcome:
    """Judge days of which one rests on an article date that was itself inferred."""
    sure = all(not moment.inferred or moment.relative == "weekday" for moment in (one, two))
    if sure and one.weekday is not None and two.weekday is not None and one.weekday != two.weekday:
        text = f"{reason}: whatever the week, they are different days of it"
        return outcome(Verdict.CONTRADICTION, "weekdays-differ", text)
    clock = any(moment.inferred and moment.daytime is not None for moment in (one, two))
    if clock and one.daytime and two.daytime and daytimes(one, two).verdict is Verdict.AGREEMENT:
        text = f"{reason}: the times of day fit, and one of them takes its day from another sentence"
        return outcome(Verdict.COMPATIBLE, "clock-fits", text, "conflicts if that is its day")
    why = "a time of day takes its day from another sentence" if clock else "the date of one article is only inferred"
    return outcome(Verdict.UNDECIDED, "date-inferred", f"{reason}: {why}", "contradiction if the inferred date holds")


def _flip(one: Moment, two: Moment) -> str:
    """Say which reading of a bare weekday, or what tolerance, would make two days agree."""
    for moment, other in ((one, two), (two, one)):
        if moment.relative != "weekday" or moment.first is None or other.first is None or other.first != other.last:
            continue
        if moment.first != other.first and moment.first.weekday() == other.first.weekday():
            return f"agrees only if '{moment.told or WEEKDAYS[moment.first.weekday()]}' means {spell(other.first)}"
    gap = _gap(one, two)
    return f"agrees at a tolerance of {_length(gap)} or more" if gap <= _WORTH_TELLING else ""
