"""The value type: an interval with its unit, what it counts, and how it was put."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from factcheck.kinds.quantity._units import Unit

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
    """What a number says: how much there is, by how much it moved, or something kept apart from both.

    PART is "one of the", OFFSET a distance in time, "two days ago": neither is a quantity to compare.
    """

    LEVEL = "level"
    RISE = "rise"
    FALL = "fall"
    START = "start"
    SCORE = "score"
    MULTIPLE = "multiple"
    PART = "part"
    OFFSET = "offset"


@dataclass(frozen=True, slots=True)
class Beside:
    """What a sentence tells beside a number: no part of the value, but known when two are compared.

    `killed` and `injured` are the counts of the dead and of the hurt where the sentence tells them exactly, `shot` that
    of those shot, `headline` the first two as its article's headline tells them. `some` tells that a count takes in
    some victims only (who died at the scene), `period` that it takes in those of many events (this year). For an age,
    `ages` are all ages in its sentence in years, `dead` tells that the person has died, and `held` that they are
    accused of what others suffered. For a sum in dollars, `unsaid` tells that nothing in its article says whose, and
    `elsewhere` that the article tells of dollars that are not American. `start` is where the sentence says that the
    value came from, in base units: "31,000, down from 85,000".
    """

    killed: float | None = None
    injured: float | None = None
    headline: tuple[float, float] | None = None
    some: bool = False
    period: bool = False
    ages: tuple[float, ...] = ()
    dead: bool = False
    held: bool = False
    shot: float | None = None
    start: tuple[float, float] | None = None
    unsaid: bool = False
    elsewhere: bool = False

    @property
    def victims(self) -> tuple[float, float] | None:
        """The dead and the hurt, as the sentence tells them or else the headline."""
        if self.killed is None or self.injured is None:
            return self.headline
        return self.killed, self.injured


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval of values in `unit`.

    `low` to `high` are what the words allow, ends included where `low_closed` and `high_closed` say so; an unbounded
    end is infinite. `figures` are the one or two numbers as written, `step` the size of the last place written: 0.1
    for "7.5", 100 for "1,200". `unit` is empty for counts, `thing` the noun counted in its singular, one for each
    group of synonyms ("person"), `noun` the text's own word where it is another, `state` what happened to those
    counted ("killed"), `scope` whom the count takes in ("including the gunman"). `vague` marks several, a few, dozens.
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
    noun: str = ""
    vague: bool = False
    beside: Beside = field(default=Beside(), compare=False)

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
    def sort(self) -> str:
        """What is measured, and whether it rose or fell by that much."""
        return f"{self.dimension} {self.role}" if self.role in (Role.RISE, Role.FALL) else self.dimension

    @property
    def canonical(self) -> str:
        """The value in base units: the same for "450 minutes" and "7.5 hours"."""
        low, high = self.base
        span = f"{low:.10g}"
        if self.role is Role.SCORE:
            span = "-".join(f"{figure:.10g}" for figure in sorted(self.figures, reverse=True))
        elif low != high:
            span = f"{'[' if self.low_closed else '('}{low:.10g}..{high:.10g}{']' if self.high_closed else ')'}"
        role = "" if self.role in (Role.LEVEL, Role.SCORE) else self.role.value
        return " ".join(part for part in (self._measured(), self.thing, self.state, role, self.scope, span) if part)

    def _measured(self) -> str:
        # A currency is a dimension of its own: nothing converts into it.
        named = self.dimension.startswith("currency") and self.unit.name not in ("cent", "penny")
        return self.unit.name if named else self.dimension

    def __str__(self) -> str:
        """The value as a reader understands it: "7.5 up to 8 hours"."""
        if self.unit.name == "fraction":
            figures = tuple(100 * figure for figure in self.figures)
            return str(replace(self, low=100 * self.low, high=100 * self.high, figures=figures, unit=_PERCENT))
        if self.role is Role.SCORE:
            return "-".join(plain(figure) for figure in self.figures)
        if self.role is Role.MULTIPLE:
            return f"{self._span()} times as much"
        moved = {Role.RISE: "up ", Role.FALL: "down "}.get(self.role, "")
        span = moved + (
            _in_parts(self)
            or _with_unit(
                self._span(),
                self.unit.name or self.noun or self.thing,
                self.figures == (1.0,) or self.low == self.high == 1.0,
            )
        )
        return " ".join(part for part in (span, self.state, f"({self.scope})" if self.scope else "") if part)

    def _span(self) -> str:
        low, high = plain(self.low), plain(self.high)
        if self.low == self.high:
            return low
        if math.isinf(self.high):
            return f"{'at least' if self.low_closed else 'more than'} {low}"
        if self.low <= 0.0 and self.change is Change.LESS:
            return f"{'at most' if self.high_closed else 'less than'} {high}"
        if self.change is Change.ABOUT and len(self.figures) == 1 and self.low_closed and self.high_closed:
            return f"about {plain(self.figures[0])}"
        if not self.high_closed:
            return f"{low} up to {high}"
        if not self.low_closed:
            return f"just over {low}, up to {high}"
        return f"{low} to {high}"


def _in_parts(told: Quantity) -> str:
    """Return a time that no short figure tells as it is said, "2 hours 14 minutes"; else nothing."""
    finer = _FINER.get(told.unit.name)
    if not finer or told.low != told.high or round(told.low, 2) == told.low:
        return ""
    whole, rest = divmod(round(told.low * _PARTS), _PARTS)
    return " ".join(_with_unit(plain(n), unit, n == 1) for n, unit in ((whole, told.unit.name), (rest, finer)) if n)


def plain(value: float, digits: int = 6) -> str:
    """Write a number without an exponent, of a broken one so many digits at least: "4,100,000", "2.25"."""
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    known = Decimal(f"{value:.{_KNOWN}g}")  # what multiplying has added lies beyond
    if known != known.to_integral_value():
        known = round(known, max(0, digits - 1 - known.adjusted()))
    text = f"{known + 0:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_FINER = {"hour": "minute", "minute": "second"}
_PARTS = 60
_KNOWN = 15  # digits of a number that are the text's own
_PERCENT = Unit("percent", "share", 0.01)
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_SIGNS = {
    "dollar": "$",
    "australian dollar": "A$",
    "canadian dollar": "C$",
    "new zealand dollar": "NZ$",
    "hong kong dollar": "HK$",
    "singapore dollar": "S$",
    "taiwan dollar": "NT$",
    "pound sterling": "£",
    "euro": "€",
}


def _with_unit(span: str, noun: str, single: bool) -> str:
    sum_, per, rest = noun.partition(" per ")
    if per and sum_ in _SIGNS:
        return _with_unit(span, sum_, single) + per + rest
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
    if head in _PLURALS:
        return _PLURALS[head] + per + rest
    if not head or head.endswith(_UNCHANGED) or head in _SEVERAL:
        return noun
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return head[:-1] + "ies" + per + rest
    return head + ("es" if head.endswith(("ch", "sh", "x")) else "s") + per + rest


_UNCHANGED = ("s", "hertz", "celsius", "fahrenheit", "%", "percent", "staff", "aircraft", "yen", "yuan", "police")
_SEVERAL = ("cattle", "sheep", "fish", "livestock", "poultry", "crew", "personnel")
_PLURALS = {
    "foot": "feet",
    "inch": "inches",
    "person": "people",
    "child": "children",
    "man": "men",
    "woman": "women",
    "century": "centuries",
    "penny": "pence",
    "pound sterling": "pounds sterling",
    "horsepower": "horsepower",
}
