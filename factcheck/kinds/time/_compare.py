"""Whether two moments of the same event fit together: the ladder of rules, each with its reason."""

from __future__ import annotations

import math
from collections.abc import Container
from dataclasses import replace
from datetime import timedelta

from factcheck.kinds.time._apart import apart
from factcheck.kinds.time._daytime import daytimes, instants, outcome
from factcheck.kinds.time._moment import WEEKDAYS, Bound, Moment, Precision, spell
from factcheck.kinds.time._texts import excused
from factcheck.kinds.time._undated import clock_only, from_event, unresolved
from factcheck.model import Fact, Mood, Outcome, Severity, Verdict


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
    return instants(one, two) or _days(one, two)


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


def _days(one: Moment, two: Moment) -> Outcome:
    shown, boundary = f"{one} against {two}", (Bound.SINCE, Bound.UNTIL)
    if one.bound == two.bound and one.bound in boundary:
        one, two = replace(one, bound=Bound.NONE), replace(two, bound=Bound.NONE)
    (first, last), (begin, end) = one.interval, two.interval
    if last < begin or end < first:
        return apart(one, two, shown)
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
