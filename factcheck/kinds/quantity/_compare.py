"""Whether two quantities fit together: a ladder of rules, each outcome with its reason.

Rungs are tried from the top; the first that applies decides. Every rung is symmetric in its sides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from factcheck.kinds._speakers import Speakers
from factcheck.kinds.quantity import _changed, _compare_age, _compare_victims, _dollars, _near, _told_before
from factcheck.kinds.quantity._differ import contradiction
from factcheck.kinds.quantity._gap import apart
from factcheck.kinds.quantity._lead import Leads
from factcheck.kinds.quantity._pair import Pair, fits, undecided
from factcheck.kinds.quantity._qualifier import Qualifiers
from factcheck.kinds.quantity._running import Running
from factcheck.kinds.quantity._value import Quantity, Role
from factcheck.kinds.quantity._words import Vocabulary
from factcheck.model import Fact, Outcome, Severity, Verdict

Rung = Callable[[Pair], Outcome | None]


class Ladder:
    """Compares two facts by rules; `tolerances` maps unit or dimension to a relative difference that is agreement."""

    def __init__(self, vocabulary: Vocabulary, tolerances: Mapping[str, float]) -> None:
        leads = Leads.of(vocabulary)
        self._running = Running(vocabulary, leads)
        self._rungs: tuple[Rung, ...] = (
            # do both measure one thing, counted in one group?
            _measured,
            _compare_victims.summed,
            partial(_compare_victims.included, vocabulary=vocabulary),
            _scope,
            _compare_victims.over_time,
            _compare_victims.victims,
            Qualifiers.of(vocabulary).judged,
            # is it one value?
            _direction,
            _near.same,
            partial(_near.tolerated, tolerances=tolerances),
            _near.overlapping,
            _near.rounded,
            _near.edge,
            # they differ: does something explain it?
            partial(_told_before.judged, vocabulary=vocabulary),
            _dollars.judged,
            _compare_age.judged,
            _near.vague,
            partial(_mood, leads=leads),
            partial(_changed.judged, leads=leads),
            _compare_victims.told_apart,
            self._running.judged,
            partial(_speakers, speakers=Speakers.of(vocabulary.extra)),
        )

    def compare(self, left: Fact, right: Fact) -> Outcome:
        """Return the outcome of the first rung that applies."""
        a, b = left.value, right.value
        if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
            raise TypeError(f"not quantities: {a!r}, {b!r}")
        if {a.dimension, b.dimension} == {"points", "percentage point"}:
            a = replace(a, unit=b.unit) if a.dimension == "points" else a
            b = replace(b, unit=a.unit)
        pair = Pair(left, right, a, b)
        for rung in self._rungs:
            outcome = rung(pair)
            if outcome is not None:
                return outcome
        return contradiction(pair, running=self._running.runs(pair))


def _measured(pair: Pair) -> Outcome | None:
    if pair.a.dimension == pair.b.dimension:
        return None
    first, second = sorted((pair.a.dimension, pair.b.dimension))
    return undecided("quantity.dimension", f"{pair.words} measure different things: {first} and {second}.", "", 0.9)


def _scope(pair: Pair) -> Outcome | None:
    if pair.a.scope == pair.b.scope:
        return None
    told = " and ".join(sorted({f"“{scope}”" for scope in (pair.a.scope, pair.b.scope) if scope}))
    return undecided(
        "quantity.scope",
        f"{pair.words} count different groups: only one side says {told}.",
        "agreement or contradiction once both count the same group",
        0.8,
    )


def _direction(pair: Pair) -> Outcome | None:
    if {pair.a.role, pair.b.role} != {Role.RISE, Role.FALL}:
        return None
    if pair.a.base[0] <= 0.0 >= pair.b.base[0]:
        return fits("quantity.no-change", f"{pair.words} both allow for no change.", "", 0.8)
    return Outcome(
        Verdict.CONTRADICTION,
        "quantity.direction",
        f"One side reports a rise and the other a fall: {pair.words}.",
        "agreement if both move the same way",
        Severity.MAJOR,
        0.9,
    )


def _mood(pair: Pair, leads: Leads) -> Outcome | None:
    """A plan is no fact; but somebody's age beside "will leave" is told as it is, and "would have turned 18" is not."""
    sides = pair.left, pair.right
    moods = {fact.statement.mood for fact in sides}
    if pair.a.dimension == "age" and leads.reached(pair.left) != leads.reached(pair.right):
        reason = f"{pair.words} differ, but one is an age to come, or one that was never reached."
        return undecided("quantity.mood", reason, "contradiction if both are ages of one day", 0.7)
    if len(moods) == 1 or (pair.a.dimension == "age" and not any(map(leads.supposed, sides))):
        return None
    one, other = sorted(mood.value for mood in moods)
    return undecided(
        "quantity.mood",
        f"{pair.words} differ, but one is {one} and the other {other}.",
        "contradiction if both are meant as fact",
        0.7,
    )


def _speakers(pair: Pair, speakers: Speakers) -> Outcome | None:
    two = speakers.two(pair.left.statement, pair.right.statement)
    if two is None:
        return None
    return Outcome(
        Verdict.DISPUTE,
        "quantity.dispute",
        f"{two[0]} and {two[1]} disagree: {pair.words}.",
        "contradiction if one voice says both",
        Severity.MINOR,
        0.85,
        apart(pair.a, pair.b),
    )
