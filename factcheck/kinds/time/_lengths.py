"""Grammar of lengths of time, and their values as ISO 8601 durations."""

from __future__ import annotations

from factcheck.kinds.time._told import Cursor, Read, Told, Type

_PLURALS = frozenset(("hours", "days", "weeks", "months", "years", "decades", "centuries"))
_AMOUNTS = frozenset(("million", "billion", "percent", "%", "cents"))
_BETWEEN = ("more", "additional", "full", "straight", "consecutive", "whole", "trading", "business")


def length(c: Cursor, i: int) -> Read:
    """Read an amount of time: "two weeks", "two-year", "a minute and a half", "several months", "2 1/2 years"."""
    if c.word(i) in ("a", "an", "the") and c.word(i + 1) in ("few", "couple", "good"):
        i += 1
    if c.word(i) in _PLURALS and c.word(i - 1) in ("for", "in", "within"):
        unit = c.w.units[c.word(i)]
        return Told(type=Type.DURATION, unit=unit, value=_period(0, unit, vague=True)), i + 1
    found = _vague(c, i) if c.word(i) in c.w.vague else _counted(c, i)
    if found is None:
        return None
    count, j = found
    unit = c.w.units.get(c.word(j), "")
    if unit in ("", "weekend") or c.word(j) == "second":
        return None
    end = j + 1
    if c.word(end) == "and" and c.word(end + 1) == "a" and c.word(end + 2) == "half":
        count, end = count + 0.5, end + 3
    if _other_sense(c, i, j, end, count):
        return None
    whole = int(count) if count == int(count) and count else None
    return Told(type=Type.DURATION, unit=unit, shift=whole, value=_period(count, unit, vague=not count)), end


def _vague(c: Cursor, i: int) -> tuple[float, int]:
    """Read "several", "a few", "a couple of": a count of 0 stands for one that is not told."""
    j = c.skip(i + 1, "of", "more", "dozen", "hundred")
    return (2.0 if c.word(i) == "couple" else 0.0), j


def _counted(c: Cursor, i: int) -> tuple[float, int] | None:
    found = c.number(i)
    if not found:
        one = c.word(i) in ("year", "month", "week", "day", "decade") and c.word(i + 1) == "-"
        return (1.0, i) if one else None
    count, j = found
    upper = c.number(j + 1) if c.word(j) in ("to", "or", "-", "–") else None
    j = upper[1] if upper and upper[0] > count else j
    k = c.skip(c.skip(c.skip(c.skip(j, "-"), "and"), "-"), "a")
    if k > j + 1 and c.word(c.skip(k, "-")) == "half":
        count, j = count + 0.5, c.skip(k, "-") + 1
    j = c.skip(c.skip(j, "-"), *_BETWEEN)
    return None if count <= 0 or c.word(j) == "half" else (count, j)


def _other_sense(c: Cursor, i: int, j: int, end: int, count: float) -> bool:
    """Tell whether the words mean an age, a fraction, a title or a rate rather than a length of time."""
    if c.word(c.skip(end, "-")) == "old" or (c.word(end) == "of" and c.word(end + 1) == "age"):
        return True
    if c.w.units[c.word(j)] == "quarter" and (count == 1 or c.word(j - 1) == "-" or c.word(end) == "of"):
        return True
    if c.capital(j) and (c.at(i).digits or (not c.capital(i) and not c.at(j).text.isupper())):
        return True
    return c.word(i) in ("a", "an") and c.word(end) not in ("ago", "earlier", "later") and _rate(c, i)


def _rate(c: Cursor, i: int) -> bool:
    """Tell whether "a year" means "per year": an amount or a count stands directly before it."""
    before = c.at(i - 1)
    if before.digits or before.word in c.w.multipliers or before.word in _AMOUNTS:
        return True
    return (
        before.word in c.w.units or (before.word.endswith("s") and c.at(i - 2).digits) or c.word(i - 2) in c.w.numbers
    )


_LETTER = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
}


def _period(count: float, unit: str, *, vague: bool) -> str:
    """Write an ISO 8601 duration as TimeML does: P3D, PT5H30M, P2Y6M, PXY; a decade is ten years."""
    times = {"decade": 10, "century": 100, "millennium": 1000, "fortnight": 2}.get(unit, 1)
    unit = {"decade": "year", "century": "year", "millennium": "year", "fortnight": "week", "season": "quarter"}.get(
        unit, unit
    )
    clock = "T" if unit in ("second", "minute", "hour") else ""
    if vague:
        return f"P{clock}X{_LETTER[unit]}"
    count *= times
    if count == int(count):
        return f"P{clock}{int(count)}{_LETTER[unit]}"
    lower = {"year": (12, "M"), "hour": (60, "M"), "minute": (60, "S"), "day": (24, "H"), "week": (7, "D")}.get(unit)
    if lower is None:
        return f"P{clock}{count:g}{_LETTER[unit]}"
    rest = round((count - int(count)) * lower[0])
    inner = "T" if unit == "day" else ""
    head = f"{int(count)}{_LETTER[unit]}" if int(count) else ""
    return f"P{clock}{head}{inner}{rest}{lower[1]}"
