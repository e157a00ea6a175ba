"""Two values that are the same, or near enough to be: after units and tolerances, inside a bound, rounded, vague."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from factcheck.kinds.quantity._gap import (
    close,
    figure_gap,
    figures_equal,
    larger_gap,
    overlap,
    percent,
    rounding_step,
    whole_percent,
)
from factcheck.kinds.quantity._pair import Pair, agrees, fits, undecided
from factcheck.kinds.quantity._value import Change, Quantity, Role
from factcheck.model import Outcome, Severity, Verdict

_ROUNDING = 0.10  # a rounded figure further off than this is another figure
_COUNT_ROUNDING = 0.05  # a rounded count is nearer
_ROUND = 1000.0
_STRETCH = 2.0  # how much further than its usual ends a vague word may reach
_EXACTLY_TOLD = ("age", "score", "multiple")
_SOFT = frozenset({Change.EQUAL, Change.ABOUT, Change.UP, Change.DOWN})


def same(pair: Pair) -> Outcome | None:
    """Take two values with the same ends, or told by the same figure, for one; scores differ or do not."""
    a, b = pair.a, pair.b
    if a.role is Role.SCORE:
        return _score(pair)
    ends = (a.low_closed, a.high_closed) == (b.low_closed, b.high_closed)
    if ends and close(a.base[0], b.base[0]) and close(a.base[1], b.base[1]):
        if a.unit.name == b.unit.name:
            return agrees("quantity.same", f"Both say {a}.", "", 0.99)
        return agrees("quantity.units", f"{pair.words} are the same amount.", "", 0.98)
    open_ends = not (a.low_closed and a.high_closed and b.low_closed and b.high_closed)
    if {a.change, b.change} <= _SOFT and not open_ends and figures_equal(a, b):
        return agrees("quantity.same-figure", f"{pair.words} give the same figure at the precision stated.", "", 0.97)
    return None


def _score(pair: Pair) -> Outcome:
    if sorted(pair.a.figures) == sorted(pair.b.figures):
        return agrees("quantity.same", f"Both give the score {pair.a}.", "", 0.95)
    reason = f"The scores differ: {pair.words}."
    return Outcome(Verdict.CONTRADICTION, "quantity.score", reason, "", Severity.MAJOR, 0.8)


def tolerated(pair: Pair, tolerances: Mapping[str, float]) -> Outcome | None:
    """Take a difference within the user's tolerance for agreement; `tolerances` are shares by unit or dimension."""
    tolerance = max(_tolerance(value, tolerances) for value in (pair.a, pair.b))
    gap = figure_gap(pair.a, pair.b)
    if not tolerance or gap > tolerance + 1e-12:
        return None
    return agrees(
        "quantity.tolerance",
        f"{pair.words} differ by {percent(gap)}, within the tolerance of {percent(tolerance)}.",
        f"differs at a tolerance below {percent(gap)}",
        0.95,
    )


def _tolerance(value: Quantity, tolerances: Mapping[str, float]) -> float:
    return next((tolerances[name] for name in (value.unit.name, value.dimension) if name in tolerances), 0.0)


def overlapping(pair: Pair) -> Outcome | None:
    """Let two values fit that share a part of their ranges, or of which one lies inside the other's bound."""
    if not overlap(pair.a, pair.b):
        return None
    gap = figure_gap(pair.a, pair.b)
    bounded = any(math.isinf(value.high) or value.change is Change.LESS for value in (pair.a, pair.b))
    size = "" if math.isinf(gap) or gap == 0 else f", a difference of {whole_percent(larger_gap(pair.a, pair.b))}"
    reason = f"{pair.words} fit together: the bound allows both." if bounded else f"{pair.words} overlap{size}."
    flips = "" if math.isinf(gap) or gap == 0 or bounded else f"agrees at a tolerance of {percent(gap)} or more"
    return fits("quantity.inside-bound" if bounded else "quantity.overlap", reason, flips, 0.92)


def rounded(pair: Pair) -> Outcome | None:
    """Let 3,218 and 3,200 fit: one is the other, told to a coarser place."""
    a, b = pair.a, pair.b
    if not (a.exact and b.exact) or a.dimension in _EXACTLY_TOLD:
        return None
    edge = rounding_step(a, b)
    distance, gap = abs(a.base[0] - b.base[0]), figure_gap(a, b)
    most = _COUNT_ROUNDING if a.dimension == "count" else _ROUNDING
    if not edge or distance > edge / 2 * (1 + 1e-6) or gap > most:
        return None
    return fits(
        "quantity.rounding",
        f"{pair.words} are the same figure rounded differently, a difference of {whole_percent(larger_gap(a, b))}.",
        f"agrees at a tolerance of {percent(gap)} or more",
        0.85,
    )


def edge(pair: Pair) -> Outcome | None:
    """Almost 8 against 8, over 3 trillion against 3 trillion: the same figure, and one side leans away from it."""
    if not figures_equal(pair.a, pair.b) or not any(map(_leans, (pair.a, pair.b))):
        return None
    return fits(
        "quantity.edge", f"{pair.words} name the same figure; one side puts the value just beside it.", "", 0.85
    )


def _leans(value: Quantity) -> bool:
    """Tell whether a hedge stays near its figure: "almost", and "over" before a figure rounded to thousands."""
    if value.low_closed and value.high_closed:
        return False
    near = not math.isinf(value.high) and value.change is not Change.LESS
    return near or value.step >= _ROUND


def vague(pair: Pair) -> Outcome | None:
    """Several, a few, dozens: their ends are a reader's guess, so that they contradict no number."""
    a, b = pair.a, pair.b
    if not (a.vague or b.vague) or {a.role, b.role} != {Role.LEVEL}:
        return None
    if overlap(_stretched(a), _stretched(b)):
        return fits("quantity.vague", f"{pair.words} may fit: one side gives no number.", "", 0.8)
    reason = f"{pair.words} are far apart, but one side gives no number."
    return undecided("quantity.vague", reason, "contradiction if both sides gave numbers", 0.7)


def _stretched(value: Quantity) -> Quantity:
    if not value.vague:
        return value
    return replace(value, low=value.low / _STRETCH, high=value.high * _STRETCH, low_closed=True, high_closed=True)
