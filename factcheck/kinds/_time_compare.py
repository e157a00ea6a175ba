"""Whether two moments of the same event fit together: the ladder of rules, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from factcheck.kinds._time_daytime import daytimes
from factcheck.kinds._time_moment import WEEKDAYS, Bound, Moment, Precision, spell
from factcheck.model import Fact, Mood, Outcome, Severity, Verdict

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
    if _from_event(left) or _from_event(right):
        return _from_event(left) and _from_event(right)
    if _clock_only(left) or _clock_only(right):
        return left.daytime is not None and right.daytime is not None
    return True


def _from_event(moment: Moment) -> bool:
    return not moment.resolved and (" before " in moment.relative or " after " in moment.relative)


def _clock_only(moment: Moment) -> bool:
    return (
        not moment.resolved
        and moment.weekday is None
        and not moment.month
        and not moment.relative
        and not moment.repeats
    )


def judge(left: Fact, right: Fact) -> Outcome:
    """Compare two dated facts, the mood of their statements included."""
    one, two = left.value, right.value
    assert isinstance(one, Moment) and isinstance(two, Moment)  # noqa: PT018 - `comparable` holds
    outcome = _noted(compare(one, two, same_article=left.statement.article == right.statement.article), one, two)
    moods = {left.statement.mood, right.statement.mood}
    if len(moods) == 1:
        return outcome
    if Mood.DENIED in moods:
        return replace(
            outcome,
            verdict=Verdict.UNDECIDED,
            rule="time.denied",
            reason=f"one source denies what the other dates; the dates themselves: {outcome.reason}",
            flips="",
        )
    if outcome.verdict is not Verdict.CONTRADICTION:
        return outcome
    if Mood.HYPOTHETICAL in moods:
        reason = f"one source only supposes the event: {outcome.reason}"
        return replace(outcome, verdict=Verdict.UNDECIDED, rule="time.supposed", reason=reason)
    return _plan_and_fact(left, right, outcome)


def _plan_and_fact(left: Fact, right: Fact, outcome: Outcome) -> Outcome:
    plan, fact = (left, right) if left.statement.mood is Mood.PLANNED else (right, left)
    written, happened = plan.statement.article.published, fact.value
    assert isinstance(happened, Moment)
    if written is not None and happened.last is not None and written > happened.last:
        reason = f"a plan for {plan.value}, written after the other source has it happen on {fact.value}"
        return replace(outcome, rule="time.plan-after-fact", reason=reason)
    reason = f"planned for {plan.value}, reported for {fact.value}: the plan may have changed, or one is wrong"
    flips = "contradiction if the plan was not changed"
    return replace(outcome, verdict=Verdict.UNDECIDED, rule="time.plan-and-fact", reason=reason, flips=flips)


def _noted(outcome: Outcome, one: Moment, two: Moment) -> Outcome:
    """Add what the words themselves get wrong, and lower the confidence where a date rests on a guess."""
    notes = [moment.clash for moment in (one, two) if moment.clash]
    guesses = [0.6 for m in (one, two) if m.inferred] + [0.8 for m in (one, two) if "not clear" in m.how]
    reason = "; ".join([outcome.reason, *dict.fromkeys(notes)])
    confidence = outcome.confidence
    for guess in guesses:
        confidence *= guess
    return replace(outcome, reason=reason, confidence=round(confidence, 4))


def compare(one: Moment, two: Moment, *, same_article: bool = False) -> Outcome:
    """Compare two moments taken to date the same event."""
    if one.repeats or two.repeats:
        return _repeating(one, two)
    if _clock_only(one) or _clock_only(two):
        return _times_only(one, two)
    if not one.resolved or not two.resolved:
        return _unresolved(one, two, same_article=same_article)
    return _instants(one, two) or _days(one, two)


def _outcome(verdict: Verdict, rule: str, reason: str, flips: str = "", severity: Severity = Severity.MAJOR) -> Outcome:
    level = Severity.NOTE if verdict in (Verdict.AGREEMENT, Verdict.COMPATIBLE) else severity
    return Outcome(verdict, f"time.{rule}", reason, flips, level, 0.95)


def _repeating(one: Moment, two: Moment) -> Outcome:
    if one.repeats == two.repeats:
        return _outcome(Verdict.AGREEMENT, "repeats-alike", f"both repeat {one}")
    alike = (one.weekday is not None and two.weekday is not None) or (one.month and two.month)
    reason = f"{one} against {two}"
    if alike:
        return _outcome(Verdict.CONTRADICTION, "repeats-differ", reason)
    return _outcome(Verdict.UNDECIDED, "repeats-differ", f"{reason}: how often, against when")


def _times_only(one: Moment, two: Moment) -> Outcome:
    if one.daytime is None or two.daytime is None:
        return _outcome(Verdict.UNDECIDED, "unresolved", f"{one} against {two}: only one tells a time of day")
    outcome = daytimes(one, two)
    if outcome.verdict is Verdict.AGREEMENT:
        reason = f"{outcome.reason}; not both tell the day"
        return replace(
            outcome, verdict=Verdict.COMPATIBLE, reason=reason, flips="conflicts only if different days are meant"
        )
    return outcome


def _instants(one: Moment, two: Moment) -> Outcome | None:
    """Compare clock times whose zones are known as points of universal time."""
    if one.instant is None or two.instant is None or one.bound or two.bound:
        return None
    assert one.daytime is not None and two.daytime is not None  # noqa: PT018 - an instant has a clock time
    if one.daytime.part or two.daytime.part:
        return None
    apart = abs(one.instant[0] - two.instant[0])
    slack = 30 * (one.near + two.near)
    if apart <= slack:
        same = "the same instant" if apart == 0 else f"{apart} minutes apart, within 'about'"
        return _outcome(Verdict.AGREEMENT, "same-instant", f"{one} and {two} are {same}")
    severity = Severity.MINOR if apart <= 15 else Severity.MAJOR
    reason = f"{one} and {two} are {_span(apart)} apart"
    return _outcome(Verdict.CONTRADICTION, "instants-differ", reason, severity=severity)


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d} min" if hours else f"{rest} minutes"


def _days(one: Moment, two: Moment) -> Outcome:
    boundary = (Bound.SINCE, Bound.UNTIL)
    if one.bound == two.bound and one.bound in boundary:
        one, two = replace(one, bound=Bound.NONE), replace(two, bound=Bound.NONE)
    (first, last), (begin, end) = one.interval, two.interval
    if last < begin or end < first:
        return _apart(one, two)
    if (first, last) == (begin, end):
        return _same(one, two)
    if (first <= begin and end <= last) or (begin <= first and last <= end):
        wide, fine = (one, two) if (last - first) > (end - begin) else (two, one)
        return _inside(wide, fine)
    reason = f"{one} and {two} overlap"
    return _outcome(Verdict.COMPATIBLE, "overlap", reason, "conflicts only if the days meant lie outside the overlap")


def _same(one: Moment, two: Moment) -> Outcome:
    if one.first == one.last and one.daytime is not None and two.daytime is not None:
        return daytimes(one, two)
    if one.edge and two.edge and one.edge != two.edge:
        reason = f"{one} against {two}: parts of a period have no sharp border"
        return _outcome(Verdict.UNDECIDED, "edges-differ", reason)
    if one.precision is Precision.DAY and one.relative != two.relative:
        return _outcome(
            Verdict.AGREEMENT, "same-day", f"both are {spell(one.first)}" if one.first else "", _weeks(one, two)
        )
    told = f"both are {one}" if str(one) == str(two) else f"{one} and {two} lie on the same days"
    return _outcome(Verdict.AGREEMENT, "same", told, _weeks(one, two))


def _weeks(one: Moment, two: Moment) -> str:
    """Say which other reading of a bare weekday would conflict."""
    for moment in (one, two):
        if moment.relative == "weekday" and moment.first is not None and one.relative != two.relative:
            other = spell(moment.first - timedelta(7))
            return f"conflicts only if '{moment.told or WEEKDAYS[moment.first.weekday()]}' means another week, such as {other}"
    return ""


def _inside(wide: Moment, fine: Moment) -> Outcome:
    if wide.bound:
        reason = f"{fine} fits '{wide}'"
        return _outcome(Verdict.COMPATIBLE, "inside-bound", reason, f"conflicts if it were not {wide}")
    reason = f"{fine} lies within {wide}, which is told less finely"
    if wide.edge and not fine.edge and not _on_edge(wide, fine):
        reason = f"{fine} lies in the same period as {wide}, but hardly in that part of it"
        return _outcome(Verdict.UNDECIDED, "edges-differ", reason, severity=Severity.MINOR)
    return _outcome(Verdict.COMPATIBLE, "within", reason, f"conflicts only if another day of {wide} is meant")


def _on_edge(wide: Moment, fine: Moment) -> bool:
    """Tell whether a finer moment touches the early, middle or late two thirds of a period."""
    if wide.first is None or wide.last is None or fine.first is None or fine.last is None:
        return True
    size = (wide.last - wide.first).days + 1
    low, high = (fine.first - wide.first).days / size, ((fine.last - wide.first).days + 1) / size
    return {"start": low < 2 / 3, "mid": low < 5 / 6 and high > 1 / 6, "end": high > 1 / 3}[wide.edge]


def _apart(one: Moment, two: Moment) -> Outcome:
    """Judge moments that share no day."""
    reason = f"{one} against {two}"
    if one.near or two.near or (one.precision in _SLACK and two.precision in _SLACK and (one.edge or two.edge)):
        slack = _slack(one) + _slack(two)
        if _gap(one, two) <= slack and (one.near or two.near):
            text = f"{reason}: apart, but within what 'about' allows"
            return _outcome(Verdict.COMPATIBLE, "about", text, f"conflicts if the date is meant to within {slack} days")
    if one.fiscal or two.fiscal:
        return _outcome(Verdict.UNDECIDED, "fiscal", f"{reason}: a fiscal year's own dates are not told")
    if Precision.SEASON in (one.precision, two.precision):
        return _outcome(Verdict.UNDECIDED, "season", f"{reason}: seasons are opposite south of the equator")
    swapped = _swapped(one, two, reason) or _next_day(one, two, reason)
    if swapped is not None:
        return swapped
    if one.inferred or two.inferred:
        return _inferred(one, two, reason)
    return _outcome(Verdict.CONTRADICTION, "days-differ", f"{reason}: they share no day", _flip(one, two))


def _slack(moment: Moment) -> int:
    return _SLACK.get(moment.precision, 1) if moment.near else 0


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
        return _outcome(
            Verdict.UNDECIDED, "day-month-swapped", reason, "agrees if the date in figures has its day first or last"
        )
    return _outcome(Verdict.CONTRADICTION, "day-month-swapped", reason, "agrees if one source swapped day and month")


def _next_day(one: Moment, two: Moment, reason: str) -> Outcome | None:
    """Excuse neighbouring days when a clock time near midnight in a known zone makes it the other day elsewhere."""
    for timed, plain in ((one, two), (two, one)):
        daytime = timed.daytime
        if (
            daytime is None
            or daytime.part
            or not daytime.zone
            or plain.daytime is not None
            or plain.first != plain.last
        ):
            continue
        if timed.first is None or plain.first is None:
            continue
        step = (plain.first - timed.first).days
        if (step == 1 and daytime.first >= 1080) or (step == -1 and daytime.first < 480):
            text = f"{reason}: at that hour it was the other day in other time zones"
            return _outcome(
                Verdict.UNDECIDED, "day-across-zones", text, "agrees if the day is told in another time zone"
            )
    return None


def _inferred(one: Moment, two: Moment, reason: str) -> Outcome:
    """Judge days of which one rests on an article date that was itself inferred."""
    sure = all(not moment.inferred or moment.relative == "weekday" for moment in (one, two))
    if sure and one.weekday is not None and two.weekday is not None and one.weekday != two.weekday:
        text = f"{reason}: whatever the week, they are different days of it"
        return _outcome(Verdict.CONTRADICTION, "weekdays-differ", text)
    text = f"{reason}: the date of one article is only inferred"
    return _outcome(Verdict.UNDECIDED, "date-inferred", text, "contradiction if the inferred date holds")


def _flip(one: Moment, two: Moment) -> str:
    """Say which reading of a bare weekday would make two days agree."""
    for moment, other in ((one, two), (two, one)):
        if moment.relative != "weekday" or moment.first is None or other.first is None or other.first != other.last:
            continue
        if moment.first != other.first and moment.first.weekday() == other.first.weekday():
            return f"agrees only if '{moment.told or WEEKDAYS[moment.first.weekday()]}' means {spell(other.first)}"
    return ""


def _unresolved(one: Moment, two: Moment, *, same_article: bool) -> Outcome:
    """Compare what the words fix when a moment could not be placed on the calendar."""
    reason = f"{one} against {two}"
    for name in ("weekday", "month", "day"):
        a, b = getattr(one, name), getattr(two, name)
        if a is not None and b is not None and a != b:
            text = f"{reason}: whatever the {'week' if name == 'weekday' else 'year'}, they differ"
            return _outcome(Verdict.CONTRADICTION, f"{name}s-differ", text)
    shared = [n for n in ("weekday", "month", "day") if getattr(one, n) is not None and getattr(two, n) is not None]
    if one.relative and one.relative == two.relative and not one.resolved and not two.resolved:
        if same_article or _from_event(one):
            return _outcome(Verdict.AGREEMENT, "same-words", f"both are {one}")
        return _outcome(Verdict.UNDECIDED, "unresolved", f"{reason}: counted from articles whose dates are not known")
    if not shared or ("day" in shared and "month" not in shared):
        undated = one if not one.resolved else two
        return _outcome(
            Verdict.UNDECIDED, "unresolved", f"{reason}: '{undated.told or undated}' has no date to count from"
        )
    if not one.resolved and not two.resolved and (same_article or "day" in shared):
        return _outcome(Verdict.AGREEMENT, "same-words", f"both are {one}")
    return _fits(one, two, reason)


def _fits(one: Moment, two: Moment, reason: str) -> Outcome:
    placed = one if one.resolved else two
    loose = two if one.resolved else one
    text = f"{reason}: they fit, though the article that says '{loose.told or loose}' has no date"
    flips = ""
    if placed.first is not None and loose.weekday is not None and not loose.day:
        other = spell(placed.first - timedelta(7))
        flips = f"conflicts only if '{loose.told or WEEKDAYS[loose.weekday]}' means another week, such as {other}"
    elif placed.first is not None:
        flips = f"conflicts only if another year than {placed.first.year} is meant"
    return _outcome(Verdict.COMPATIBLE, "fits-undated", text, flips)
