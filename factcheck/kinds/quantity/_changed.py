"""Values that changed, as an article itself says: "raised to 250,000 euros", "31,000, down from 85,000"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.kinds.quantity._gap import close
from factcheck.kinds.quantity._lead import Leads
from factcheck.kinds.quantity._pair import Pair
from factcheck.kinds.quantity._value import Quantity, Role
from factcheck.model import Fact, Outcome, Severity, Verdict

_WAYS = {1: "rose", -1: "fell"}


def with_starts(facts: Sequence[Fact], leads: Leads) -> list[Fact]:
    """Note beside the values of one sentence where it says that they came from: "31,000, down from 85,000"."""
    noted = list(facts)
    for start in facts:
        levels = [n for n, fact in enumerate(facts) if _leads_to(start.value, fact.value)]
        if levels and leads.origin(start):
            nearest = min(levels, key=lambda n: abs(facts[n].span.start - start.span.start))
            noted[nearest] = _with_start(noted[nearest], start.value)
    return noted


def _leads_to(start: object, level: object) -> bool:
    if not (isinstance(start, Quantity) and isinstance(level, Quantity)):
        return False
    roles = start.role is Role.START and level.role is Role.LEVEL
    told = [(value.dimension, value.unit.name, value.thing, value.state) for value in (start, level)]
    return roles and told[0] == told[1]


def _with_start(fact: Fact, start: object) -> Fact:
    if not (isinstance(start, Quantity) and isinstance(fact.value, Quantity)):
        return fact
    beside = replace(fact.value.beside, start=start.base)
    return replace(fact, value=replace(fact.value, beside=beside))


def judged(pair: Pair, leads: Leads) -> Outcome | None:
    """Take a difference for an update where one article tells the other's value as the earlier one, or the change."""
    if pair.a.role is not Role.LEVEL or pair.b.role is not Role.LEVEL:
        return None
    return _started(pair) or _moved(pair, leads)


def _started(pair: Pair) -> Outcome | None:
    early, late = pair.in_order
    both = ((early, late),) if pair.dated else ((early, late), (late, early))
    for before, now in both:
        if now.beside.start is not None and _same(now.beside.start, before.base):
            return _update(f"One article says that it was {before} before it was {now}.", "")
    return None


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return (one[0] <= other[1] and other[0] <= one[1]) or close(one[0], other[0])


def _moved(pair: Pair, leads: Leads) -> Outcome | None:
    """Believe the later article, where the values went the way that it says."""
    early, late = pair.in_order
    way = _way(early, late)
    later = pair.left if pair.a is late else pair.right
    if not pair.dated or way not in leads.moved(later, count=late.dimension == "count"):
        return None
    reason = f"The later article says that it {_WAYS[way]}, from {early} to {late}."
    return _update(reason, "contradiction if both were published the same day")


def _way(early: Quantity, late: Quantity) -> int:
    """Return 1 where all of the later value lies above the earlier one, -1 where it lies below, else 0."""
    return (late.base[0] >= early.base[1]) - (late.base[1] <= early.base[0])


def _update(reason: str, flips: str) -> Outcome:
    return Outcome(Verdict.UPDATE, "quantity.changed", reason, flips, Severity.MINOR, 0.9)
