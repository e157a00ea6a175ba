"""The value type: an interval with its unit, what it counts, and how it was put."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from factcheck.kinds._quantity_units import Unit

COUNT = Unit("", "count")


class Change(StrEnum):
    """How the text bounds or moves the number."""

    EQUAL = "="
    ABOUT = "~"
    LESS = "<"
    MORE = ">"
    UP = "up"
    DOWN = "down"


class Role(StrEnum):
    """What a number says: how much there is, by how much it moved, or something kept apart from both."""

    LEVEL = "level"
    RISE = "rise"
    FALL = "fall"
    START = "start"
    SCORE = "score"
    MULTIPLE = "multiple"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval of values in `unit`.

    `low` to `high` are what the words allow, ends included where `low_closed` and `high_closed` say so; an unbounded
    end is infinite. `figures` are the one or two numbers as written, `step` the size of the last place written: 0.1
    for "7.5", 100 for "1,200". `unit` is empty for counts, `thing` the noun counted in its singular ("person"),
    `state` what happened to those counted ("killed"), `scope` whom the count takes in ("including the gunman").
    """

    low: float
    high: float
    low_closed: bool = True
    high_closed: bool = True
    unit: Unit = COUNT
    thing: str = ""
    state: str = ""
    role: Role = Role.LEVEL
    change: Change = Change.EQUAL
    hedge: str = ""
    figures: tuple[float, ...] = ()
    step: float = 1.0
    scope: str = ""

    @property
    def dimension(self) -> str:
        """What is measured: duration, length, currency, age, share, count, and so on."""
        return self.unit.dimension

    @property
    def exact(self) -> bool:
        """Tell whether the text gives one number, unhedged."""
        return self.low == self.high

    @property
    def base(self) -> tuple[float, float]:
        """The interval in base units of the dimension: seconds, metres, shares of one."""
        unit = self.unit
        if unit.factor == 1.0 and unit.offset == 0.0:
            return self.low, self.high
        offset = 0.0 if self.role in (Role.RISE, Role.FALL) else unit.offset
        return self.low * unit.factor + offset, self.high * unit.factor + offset

    @property
    def canonical(self) -> str:
        """The value in base units: the same for "450 minutes" and "7.5 hours"."""
        low, high = self.base
        ends = "[" if self.low_closed else "("
        span = (
            _plain(low, 9)
            if low == high
            else f"{ends}{_plain(low, 9)}..{_plain(high, 9)}" + ("]" if self.high_closed else ")")
        )
        parts = [
            self._measured(),
            self.thing,
            self.state,
            "" if self.role is Role.LEVEL else self.role.value,
            self.scope,
            span,
        ]
        return " ".join(part for part in parts if part)

    def _measured(self) -> str:
        # A currency is a dimension of its own: nothing converts into it.
        return self.unit.name if self.dimension == "currency" and self.unit.factor == 1.0 else self.dimension

    def __str__(self) -> str:
        """The value as a reader understands it: "7.5 up to 8 hours"."""
        moved = {Role.RISE: "up ", Role.FALL: "down "}.get(self.role, "")
        if self.unit.name == "fraction":
            figures = tuple(100 * figure for figure in self.figures)
            return str(replace(self, low=100 * self.low, high=100 * self.high, figures=figures, unit=_PERCENT))
        noun = self.unit.name or " ".join(part for part in (self.thing, self.state) if part)
        if self.role is Role.SCORE:
            return "-".join(_plain(figure) for figure in self.figures)
        if self.role is Role.MULTIPLE:
            return f"{self._span()} times as much"
        return (
            moved
            + _with_unit(self._span(), noun, self.low == 1.0 == self.high)
            + (f" ({self.scope})" if self.scope else "")
        )

    def _span(self) -> str:
        low, high = _plain(self.low), _plain(self.high)
        if self.low == self.high:
            return low
        if math.isinf(self.high):
            return f"{'at least' if self.low_closed else 'more than'} {low}"
        if self.low <= 0.0 and self.change is Change.LESS:
            return f"{'at most' if self.high_closed else 'less than'} {high}"
        if self.change is Change.ABOUT and len(self.figures) == 1 and self.low_closed and self.high_closed:
            return f"about {_plain(self.figures[0])}"
        if not self.high_closed:
            return f"{low} up to {high}"
        if not self.low_closed:
            return f"just over {low}, up to {high}"
        return f"{low} to {high}"


def _plain(value: float, digits: int = 6) -> str:
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}" if digits == 6 else str(int(value))
    return f"{value:.{digits}g}"


_PERCENT = Unit("percent", "share", 0.01)
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_SIGNS = {"dollar": "$", "pound sterling": "£", "euro": "€"}


def _with_unit(span: str, noun: str, single: bool) -> str:
    if noun in _SIGNS:
        return _FIGURE.sub(lambda match: _SIGNS[noun] + match.group(), span)
    if noun == "percent":
        return f"{span} %"
    if not noun:
        return span
    aged = noun.endswith(" of age")
    noun = noun.removesuffix(" of age")
    return f"{span} {noun if single else plural(noun)}" + (" old" if aged else "")


def plural(noun: str) -> str:
    """Return the plural of a unit or a noun, in a phrase the plural of its first noun."""
    head, per, rest = noun.partition(" per ")
    first, space, state = head.partition(" ") if head.split(" ")[0] in _FIRST else (head, "", "")
    known = {
        "foot": "feet",
        "inch": "inches",
        "person": "people",
        "child": "children",
        "man": "men",
        "woman": "women",
        "century": "centuries",
        "penny": "pence",
    }
    if first in known:
        first = known[first]
    elif (
        first.endswith(("s", "hertz", "celsius", "fahrenheit", "%", "staff", "aircraft", "yen", "yuan", "police"))
        or not first
    ):
        pass
    elif first.endswith("y") and first[-2:-1] not in "aeiou":
        first = first[:-1] + "ies"
    elif first.endswith(("ch", "sh", "x")):
        first += "es"
    else:
        first += "s"
    return first + space + state + per + rest


_FIRST = frozenset({"person", "child", "man", "woman", "officer", "soldier", "percentage-point"})
