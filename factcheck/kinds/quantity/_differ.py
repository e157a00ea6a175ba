"""Two values that nothing explains: how grave their difference is, and how surely it is a contradiction."""

from __future__ import annotations

import math

from factcheck.kinds.quantity._compare_age import one_person
from factcheck.kinds.quantity._gap import apart, figures_equal, interval_gap, percent
from factcheck.kinds.quantity._pair import Pair
from factcheck.kinds.quantity._value import Quantity, plain
from factcheck.model import Outcome, Severity, Verdict

_GUESSED = 0.1  # by less than this a value misses what "about" or "almost" allows: how far these reach is a guess
_SMALL = 0.05  # a difference below this is a minor one
_SLIGHT = 0.02  # one below this may be a matter of rounding
_YEAR_DIGITS = 3
_STEADY = ("age", "duration", "length")  # what another day's article tells alike


def contradiction(pair: Pair, *, running: bool) -> Outcome:
    """Return the contradiction of two values; `running` tells that both are counts that run, of one article or day."""
    a, b = pair.a, pair.b
    if a.dimension == "age" and a.exact and b.exact:
        return _ages(pair)
    gap = interval_gap(a, b)
    bounded = not (a.exact and b.exact)
    reason = (
        f"{pair.words} do not fit: one lies outside what the other allows."
        if bounded
        else f"{pair.words} differ by {percent(gap)}."
    )
    return Outcome(
        Verdict.CONTRADICTION,
        "quantity.running-differs" if running else "quantity.bound-outside" if bounded else "quantity.different",
        reason,
        f"agrees at a tolerance of {percent(gap)} or more" if 0 < gap < 10 else "",
        _severity(pair, gap),
        _confidence(pair, gap, figures_equal(a, b)),
        apart(a, b),
    )


def _ages(pair: Pair) -> Outcome:
    a, b = pair.a, pair.b
    years = plain(abs(a.base[0] - b.base[0]), _YEAR_DIGITS)
    reason = f"{pair.words} differ by {years} year{'' if years == '1' else 's'}."
    gap = interval_gap(a, b)
    severity = _severity(pair, gap)
    if one_person(pair):
        flips = "compatible if a birthday fell between the two articles" if pair.dated else ""
        return Outcome(Verdict.CONTRADICTION, "quantity.age", reason, flips, severity, 0.9)
    sure = _confidence(pair, gap, same_figure=False)
    return Outcome(Verdict.CONTRADICTION, "quantity.different", reason, "", severity, sure, apart(a, b))


def _severity(pair: Pair, gap: float) -> Severity:
    if pair.a.dimension == "age":
        return Severity.MINOR if abs(pair.a.low - pair.b.low) <= 1 else Severity.MAJOR
    return Severity.MINOR if gap < _SMALL else Severity.MAJOR


def _confidence(pair: Pair, gap: float, same_figure: bool) -> float:
    """How far the difference speaks for a contradiction, from its size and from how well both say what they count."""
    sure = 0.9
    if same_figure or (gap < _GUESSED and (_hedged(pair.a) or _hedged(pair.b))):
        sure = 0.5
    elif gap < _SLIGHT:
        sure = 0.75
    if pair.a.dimension == "count" and not (pair.a.thing and pair.b.thing):
        sure -= 0.2
    if pair.dated and pair.a.dimension not in _STEADY:
        sure -= 0.15
    return round(max(sure, 0.3), 2)


def _hedged(value: Quantity) -> bool:
    """Tell whether a value is told roughly: "almost half", "about a dozen"; not "at least 20", which bounds it."""
    return bool(value.hedge) and not math.isinf(value.low) and not math.isinf(value.high)
