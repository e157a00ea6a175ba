"""Geometry of the two plots; the template draws them as SVG, so that every text in them is escaped by jinja.

The small SVG libraries do not escape (svg.py neither text nor attributes, drawsvg no attributes), the chart libraries
bring inline styles that the page's policy forbids, or megabytes, or the LGPL.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from factcheck.model import Finding, Side, Verdict
from factcheck.presentation.words import SETTLED
from factcheck.report._scale import amount, days
from factcheck.report._stories import Story
from factcheck.report._table import SHAPES, shapes_of

WIDTH = 880
_LEFT, _RIGHT = 290, 20
_ROW = 30
_HEAD = 34
_MOST_ROWS = 40
_MOST_COUNTS = 12
_LONG_GAP = 31  # days without anything, from which on the axis is drawn broken


@dataclass(frozen=True, slots=True)
class Mark:
    """A point, or a bar when `x2` is beyond `x`; `label` is said on hover and to screen readers."""

    x: float
    x2: float
    y: float
    shape: str
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis; `broken` when a long time passed since the one before."""

    x: float
    label: str
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A question on the timeline and when each source says it was; `verdict` is None for a single source."""

    question: str
    fingerprint: str
    verdict: Verdict | None
    y: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated facts of a story over an axis on which only days that occur take room."""

    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    height: float
    left_out: int


def timeline(story: Story) -> Timeline | None:
    """Return the story's dated facts, earliest first; None when there are none to draw."""
    asked: list[tuple[str, str, Verdict | None, Sequence[Side], Sequence[str]]] = [
        (f.question, f.fingerprint, f.verdict, f.sides, shapes_of(f)) for f in story.findings if f.kind == "time"
    ]
    asked += [(side.text, "", None, (side,), ("",)) for side in story.singles]
    dated = [(entry, [days(side) for side in entry[3]]) for entry in asked]
    drawable = [(entry, spans) for entry, spans in dated if any(spans)]
    drawable.sort(key=lambda item: (min(s for s in item[1] if s), item[0][0]))
    shown = sorted(drawable, key=lambda item: item[0][2] is None)[:_MOST_ROWS]
    shown.sort(key=drawable.index)
    axis = _axis([span for _, spans in shown for span in spans if span])
    if not axis.places:
        return None
    lines = []
    for number, ((question, fingerprint, verdict, sides, shapes), spans) in enumerate(shown):
        y = _HEAD + _ROW * (number + 0.5)
        marks = tuple(
            _mark(s, span, y, shape, axis) for s, span, shape in zip(sides, spans, shapes, strict=True) if span
        )
        lines.append(Line(question, fingerprint, verdict, y, marks))
    return Timeline(tuple(lines), axis.ticks, _HEAD + _ROW * len(lines) + 6, len(drawable) - len(shown))


def _mark(side: Side, span: tuple[date, date], y: float, shape: str, axis: _Axis) -> Mark:
    return Mark(axis.at(span[0]), axis.at(span[1]), y, shape or SHAPES[0], f"{side.article.label}: {side.value}")


@dataclass(frozen=True, slots=True)
class _Axis:
    places: dict[date, float]
    ticks: tuple[Tick, ...]

    def at(self, day: date) -> float:
        return self.places[day]


def _axis(spans: Sequence[tuple[date, date]]) -> _Axis:
    """Give each day that occurs a place; a gap counts by its logarithm, so that 1997 does not squeeze January."""
    if not spans:
        return _Axis({}, ())
    occurring = sorted({day for span in spans for day in span})
    steps = [0.0, *(1 + math.log10((b - a).days) for a, b in itertools.pairwise(occurring))]
    total = sum(steps) or 1.0
    places, ticks, run, last = {}, [], 0.0, -math.inf
    for number, (day, step) in enumerate(zip(occurring, steps, strict=True)):
        run += step
        x = _LEFT + 40 + (WIDTH - _RIGHT - _LEFT - 80) * (run / total if len(occurring) > 1 else 0.5)
        places[day] = x
        far = number > 0 and day - occurring[number - 1] > timedelta(days=_LONG_GAP)
        if x - last >= 74:
            ticks.append(Tick(x, day.isoformat(), far))
            last = x
    return _Axis(places, tuple(ticks))


@dataclass(frozen=True, slots=True)
class Step:
    """From one count to the next: 'update', 'contradiction', or 'plain' where nothing was judged."""

    x1: float
    y1: float
    x2: float
    y2: float
    manner: str


@dataclass(frozen=True, slots=True)
class Count:
    """A running count: what each source gave on the day it published."""

    finding: Finding
    marks: tuple[Mark, ...]
    steps: tuple[Step, ...]
    ticks: tuple[Tick, ...]
    levels: tuple[tuple[float, str], ...]


COUNT_WIDTH, COUNT_HEIGHT = 420, 200
_FRAME = (52.0, 22.0, 396.0, 160.0)


def counts(story: Story) -> tuple[tuple[Count, ...], int]:
    """Return the story's running counts, gravest first, and how many more there are than are drawn."""
    found = [count for count in map(_count, story.findings) if count]
    return tuple(found[:_MOST_COUNTS]), max(0, len(found) - _MOST_COUNTS)


def _count(finding: Finding) -> Count | None:
    if finding.kind != "quantity":
        return None
    points = [
        (side.article.published, value, index)
        for index, side in enumerate(finding.sides)
        if side.article.published and (value := amount(side))
    ]
    points.sort()
    units = {value.unit for _, value, _ in points}
    if len(units) > 1 or len({day for day, _, _ in points}) < 2 or len({v.middle for _, v, _ in points}) < 2:
        return None
    first, last = points[0][0].toordinal(), points[-1][0].toordinal()
    low, high = min(v.low for _, v, _ in points), max(v.high for _, v, _ in points)
    left, top, right, bottom = _FRAME
    shapes = shapes_of(finding)
    marks, places = [], {}
    for day, value, index in points:
        x = left + 14 + (right - left - 28) * (day.toordinal() - first) / (last - first)
        y = bottom - 12 - (bottom - top - 24) * (value.middle - low) / ((high - low) or 1)
        side = finding.sides[index]
        places[index] = (x, y)
        label = f"{day.isoformat()}, {side.article.label}: {side.value}"
        marks.append(Mark(x, x, y, shapes[index] or SHAPES[0], label))
    ordered = [index for _, _, index in points]
    steps = tuple(Step(*places[a], *places[b], manner) for a, b, manner in _manners(finding, ordered))
    days_shown = {points[0][0]: left + 14, points[-1][0]: right - 14}
    ticks = tuple(Tick(x, day.isoformat()) for day, x in days_shown.items())
    levels = tuple(
        (bottom - 12 - (bottom - top - 24) * (v - low) / ((high - low) or 1), f"{v:,.6g}") for v in (low, high)
    )
    return Count(finding, tuple(marks), steps, ticks, levels)


def _manners(finding: Finding, ordered: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Join each point to the next, and any two that exclude each other."""
    judged = {frozenset((p.left, p.right)): p.verdict for p in finding.pairs}
    for a, b in itertools.pairwise(ordered):
        verdict = judged.get(frozenset((a, b)))
        if verdict is Verdict.CONTRADICTION:
            continue
        yield a, b, "update" if verdict is Verdict.UPDATE or verdict in SETTLED else "plain"
    for ends, verdict in judged.items():
        if verdict is Verdict.CONTRADICTION and len(ends) == 2 and ends <= set(ordered):
            a, b = sorted(ends, key=ordered.index)
            yield a, b, "contradiction"
