"""Geometry of the two plots; the template draws them as SVG, so that every text in them is escaped by jinja.

The small SVG libraries do not escape (svg.py neither text nor attributes, drawsvg no attributes), the chart libraries
bring inline styles that the page's policy forbids, or megabytes, or the LGPL.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from factcheck.model import Finding, Side, Span, Verdict
from factcheck.presentation.words import AT_ODDS, SETTLED
from factcheck.report._scale import Stretch, amount, stretch
from factcheck.report._stories import Story
from factcheck.report._table import SHAPES, shapes_of

WIDTH = 940
_LEFT, _RIGHT = 350, 20
_ROW = 30
_HEAD = 34
_MOST_ROWS = 40
_MOST_COUNTS = 12
_ASIDE = 13  # what keeps two signs apart
_DAY_ROOM = 24  # how far the clock moves a sign within its day
_CHARACTER = 7.4  # the width of a digit in a date on the axis
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
    asked += [(sides[0].text, "", None, sides, ("",) * len(sides)) for sides in _by_statement(story.singles)]
    dated = [(entry, [stretch(side) for side in entry[3]]) for entry in asked]
    drawable = [(entry, spans) for entry, spans in dated if any(spans)]
    drawable.sort(key=lambda item: (min(span.first for span in item[1] if span), item[0][0]))
    shown = sorted(drawable, key=lambda item: item[0][2] is None)[:_MOST_ROWS]
    shown.sort(key=drawable.index)
    axis = _axis([span for _, spans in shown for span in spans if span])
    if not axis.places:
        return None
    lines = []
    for number, ((question, fingerprint, verdict, sides, shapes), spans) in enumerate(shown):
        y = _HEAD + _ROW * (number + 0.5)
        lines.append(Line(question, fingerprint, verdict, y, _marks(sides, spans, shapes, y, axis)))
    return Timeline(tuple(lines), axis.ticks, _HEAD + _ROW * len(lines) + 6, len(drawable) - len(shown))


def _by_statement(singles: Sequence[Side]) -> Iterator[Sequence[Side]]:
    grouped: dict[tuple[str, Span], list[Side]] = {}
    for side in singles:
        grouped.setdefault((side.article.path, side.span), []).append(side)
    yield from grouped.values()


def _marks(
    sides: Sequence[Side], spans: Sequence[Stretch | None], shapes: Sequence[str], y: float, axis: _Axis
) -> tuple[Mark, ...]:
    """One mark for each place and shape, moved aside where another shape stands already."""
    merged: dict[tuple[float, float, str], list[str]] = {}
    for side, span, shape in zip(sides, spans, shapes, strict=True):
        if span:
            x, x2 = axis.at(span)
            merged.setdefault((x, x2, shape or SHAPES[0]), []).append(f"{side.article.label}: {side.value}")
    marks: list[Mark] = []
    for (x, x2, shape), labels in sorted(merged.items()):
        for _ in SHAPES:  # no further than there are shapes: it must stay near its day
            if any(abs(x - other.x) < _ASIDE for other in marks):
                x, x2 = x + _ASIDE, x2 + _ASIDE
        marks.append(Mark(x, x2, y, shape, "; ".join(labels)))
    return tuple(marks)


@dataclass(frozen=True, slots=True)
class _Axis:
    places: dict[date, float]
    ticks: tuple[Tick, ...]

    def at(self, span: Stretch) -> tuple[float, float]:
        """Return where the span begins and ends; a time of day moves it right by up to the room of a day."""
        aside = _DAY_ROOM * (span.clock or 0)
        return self.places[span.first] + aside, self.places[span.last] + aside


def _axis(spans: Sequence[Stretch]) -> _Axis:
    """Give each day that occurs a place; a gap takes room for two days at most: 1997 must not squeeze January."""
    occurring = sorted({day for span in spans for day in (span.first, span.last)})
    steps = [0.0] * bool(spans) + [min(2.0, 1 + math.log10((b - a).days) / 2) for a, b in itertools.pairwise(occurring)]
    total = sum(steps) or 1.0
    places, ticks, run, free, year = {}, [], 0.0, -math.inf, 0
    for number, (day, step) in enumerate(zip(occurring, steps, strict=True)):
        run += step
        x = _LEFT + 40 + (WIDTH - _RIGHT - _LEFT - 80 - _DAY_ROOM) * (run / total if len(occurring) > 1 else 0.5)
        places[day] = x
        far = number > 0 and day - occurring[number - 1] > timedelta(days=_LONG_GAP)
        label = day.isoformat() if day.year != year else day.isoformat()[5:]
        half = _CHARACTER * (len(label) + 2 * far) / 2
        if x - half >= free:
            ticks.append(Tick(x, label, far))
            free, year = x + half + _CHARACTER, day.year
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
    if finding.kind != "quantity" or finding.verdict in SETTLED:
        return None
    points = [
        (side.article.published, value, index)
        for index, side in enumerate(finding.sides)
        if side.article.published and (value := amount(side))
    ]
    points.sort(key=lambda point: (point[0], point[1].middle, point[2]))
    units = {value.unit for _, value, _ in points}
    if any(unit.partition(" ")[0] != "count" for unit in units):
        return None  # an age or a length of time does not run
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
    levels = {
        bottom - 12 - (bottom - top - 24) * (value.middle - low) / ((high - low) or 1): _figure(
            finding.sides[index].value
        )
        for _, value, index in (min(points, key=lambda p: p[1].middle), max(points, key=lambda p: p[1].middle))
    }
    return Count(finding, tuple(marks), steps, ticks, tuple(levels.items()))


def _figure(value: str) -> str:
    """Return the number in a value's words, for the axis."""
    match = re.search(r"\d[\d,.]*(?: (?:million|billion|thousand))?", value)
    return match[0].rstrip(",.") if match else value[:8]


def _manners(finding: Finding, ordered: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Join each point to the next, and any two that exclude each other."""
    judged = {frozenset((p.left, p.right)): p.verdict for p in finding.pairs}
    for a, b in itertools.pairwise(ordered):
        verdict = judged.get(frozenset((a, b)))
        if verdict in AT_ODDS:
            continue
        yield a, b, "update" if verdict is Verdict.UPDATE or verdict in SETTLED else "plain"
    for ends, verdict in judged.items():
        if verdict in AT_ODDS and len(ends) == 2 and ends <= set(ordered):
            a, b = sorted(ends, key=ordered.index)
            yield a, b, "contradiction"
