"""How far apart two quantities are: overlap, distance, rounding, in base units of their dimension."""

from __future__ import annotations

import math

from factcheck.kinds.quantity._value import Quantity, Role

_CLOSE = 1e-6  # relative: what floating point and conversion factors may cost
_YEARS = 10.0
_SCALES = (1e3, 1e6)
_FAR = 7.5  # times another value: two sources that tell of one thing hardly ever differ more
# Of two unrelated figures of two digits about one pair in 90 are each other's by chance, of longer ones hardly any.
_TRANSPOSED = 0.2
_COUNT_ROUNDING = 100.0  # below it a count is told to the last unit
_EXACT = frozenset({"count", "share", "currency", "points", "percentage point"})


def overlap(a: Quantity, b: Quantity) -> bool:
    """Tell whether some value lies in both intervals."""
    (low_a, high_a), (low_b, high_b) = a.base, b.base
    for low, low_closed, high, high_closed in (
        (low_a, a.low_closed, high_b, b.high_closed),
        (low_b, b.low_closed, high_a, a.high_closed),
    ):
        if close(low, high):
            if not (low_closed and high_closed):
                return False
        elif low > high:
            return False
    return True


def close(a: float, b: float) -> bool:
    """Tell whether two numbers are the same but for rounding errors."""
    return a == b or math.isclose(a, b, rel_tol=_CLOSE)


def _figures(value: Quantity) -> tuple[float, float]:
    """The figures as written, in base units; the interval where none were kept."""
    if not value.figures:
        return value.base
    offset = 0.0 if value.role in (Role.RISE, Role.FALL) else value.unit.offset
    scaled = [figure * value.unit.factor + offset for figure in value.figures]
    return min(scaled), max(scaled)


def figures_equal(a: Quantity, b: Quantity) -> bool:
    """Tell whether the figures as written are the same amounts."""
    return all(close(x, y) for x, y in zip(_figures(a), _figures(b), strict=True))


def figure_gap(a: Quantity, b: Quantity) -> float:
    """Distance of the figures as a share of the smaller one; 0 where they meet."""
    return _relative(_figures(a), _figures(b))


def larger_gap(a: Quantity, b: Quantity) -> float:
    """Return the distance of the figures as a share of the larger one."""
    gap = figure_gap(a, b)
    return gap / (1 + gap) if not math.isinf(gap) else gap


def interval_gap(a: Quantity, b: Quantity) -> float:
    """Return the distance of the intervals as a share of the smaller end; 0 where they meet."""
    return _relative(a.base, b.base)


def apart(a: Quantity, b: Quantity) -> float:
    """Return how far apart two intervals are, from 0 to 1: where one is `_FAR` times the other, ages `_YEARS` away.

    Two people are mostly of a like age by ratio, and hardly ever by years. What looks like a slip is near however far.
    """
    if _slip(a, b):
        return 0.0
    far = _distance(a, b)
    swapped = _transposed(a, b)
    return min(far, _TRANSPOSED if swapped == 2 else 0.0) if swapped else far


def _distance(a: Quantity, b: Quantity) -> float:
    if a.dimension == b.dimension == "age":
        lower, upper = sorted((a.base, b.base))
        return min(1.0, max(0.0, upper[0] - lower[1]) / _YEARS)
    return min(1.0, math.log1p(interval_gap(a, b)) / math.log(_FAR))


def _slip(a: Quantity, b: Quantity) -> bool:
    """Tell whether one figure stands in another unit (minutes, hours) or on another scale (million, billion)."""
    pairs = list(zip(a.figures, b.figures, strict=False))
    if a.unit != b.unit:
        return bool(pairs) and a.figures == b.figures
    return bool(pairs) and any(all(close(x * scale, y) or close(y * scale, x) for x, y in pairs) for scale in _SCALES)


def _transposed(a: Quantity, b: Quantity) -> int:
    """Return of how many digits two figures are that differ in two digits exchanged (186 and 168), else 0."""
    if a.unit != b.unit or len(a.figures) != 1 or len(b.figures) != 1:
        return 0
    one, other = (f"{figure:.10g}".replace(".", "").strip("0") for figure in (*a.figures, *b.figures))
    differ = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    swapped = len(one) == len(other) and len(differ) == 2 and differ[0] == differ[1][::-1]
    return len(one) if swapped else 0


def _relative(one: tuple[float, float], other: tuple[float, float]) -> float:
    lower, upper = sorted((one, other))
    distance = upper[0] - lower[1]
    if distance <= 0:
        return 0.0
    size = min(abs(lower[1]), abs(upper[0]))
    return distance / size if size else math.inf


def rounding_step(a: Quantity, b: Quantity) -> float:
    """The coarser last place in base units; 0 where both are told to the same place."""
    steps = sorted((_step(a), _step(b)))
    return 0.0 if close(*steps) and a.unit.name == b.unit.name else steps[1]


def _step(value: Quantity) -> float:
    if value.dimension in _EXACT and value.step > 1 and abs(value.low) < _COUNT_ROUNDING:
        return value.unit.factor
    if value.dimension == "count" and value.step < _COUNT_ROUNDING:
        return 0.0
    return value.step * value.unit.factor


def lived(age: Quantity) -> tuple[float, float]:
    """An age in whole units covers the time until the next one."""
    return age.base[0], (age.high + 1) * age.unit.factor


def percent(share: float) -> str:
    """Write a share of one as a percentage: "6.7 %"."""
    percent = share * 100
    if math.isinf(percent):
        return "any amount"
    digits = 0 if percent >= 9.95 else 1
    text = f"{percent:.{digits}f}"
    return f"{text.removesuffix('.0')} %"


def whole_percent(share: float) -> str:
    """Write a share of one as a whole percentage, "6 %", below one with a decimal."""
    return f"{share * 100:.0f} %" if 0.01 <= share < math.inf else percent(share)
