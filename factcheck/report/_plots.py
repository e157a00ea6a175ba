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
from factcheck.report._scale import Amount, Stretch, amount, stretch
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


@dataclass(frozen=True, slots=True)
class _Event:
    """What a line of the timeline shows: `spans` and `shapes` run parallel to `sides`."""

    question: str
    verdict: Verdict | None
    sides: Sequence[Side]
    shapes: Sequence[str]
    spans: Sequence[Stretch | None]


def timeline(story: Story) -> Timeline | None:
    """Return the story's dated facts, earliest first; None when there are none to draw."""
    events = sorted(_events(story), key=lambda e: (min(span.first for span in e.spans if span), e.question))
    told_by_several_first = sorted(events, key=lambda e: e.verdict is None)
    shown = sorted(told_by_several_first[:_MOST_ROWS], key=events.index)
    axis = _axis([span for event in shown for span in event.spans if span])
    if not axis.places:
        return None
    lines = []
    for number, event in enumerate(shown):
        y = _HEAD + _ROW * (number + 0.5)
        lines.append(Line(event.question, event.verdict, y, _marks(event, y, axis)))
    return Timeline(tuple(lines), axis.ticks, _HEAD + _ROW * len(lines) + 6, len(events) - len(shown))


def _events(story: Story) -> Iterator[_Event]:
    """Yield the findings on times, and what a single source dates, as far as they name days of the calendar."""
    asked = [_event(f.question, f.verdict, f.sides, shapes_of(f)) for f in story.findings if f.kind == "time"]
    single = [_event(sides[0].text, None, sides, ("",) * len(sides)) for sides in _by_statement(story.singles)]
    yield from (event for event in (*asked, *single) if any(event.spans))


def _event(question: str, verdict: Verdict | None, sides: Sequence[Side], shapes: Sequence[str]) -> _Event:
    return _Event(question, verdict, sides, shapes, [stretch(side) for side in sides])


def _by_statement(singles: Sequence[Side]) -> Iterator[Sequence[Side]]:
    grouped: dict[tuple[str, Span], list[Side]] = {}
    for side in singles:
        grouped.setdefault((side.article.path, side.span), []).append(side)
    yield from grouped.values()


def _marks(event: _Event, y: float, axis: _Axis) -> tuple[Mark, ...]:
    """One mark for each place and shape, moved aside where another shape stands already."""
    merged: dict[tuple[float, float, str], list[str]] = {}
    for side, span, shape in zip(event.sides, event.spans, event.shapes, strict=True):
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


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing of a running count, and the part of it that the axes enclose."""

    width: int = 420
    height: int = 200
    left: int = 52
    top: int = 14
    right: int = 396
    bottom: int = 160

    def x(self, share: float) -> float:
        """Return where a day stands, `share` of the way from the first to the last."""
        return self.left + 14.0 + (self.right - self.left - 28) * share

    def y(self, share: float) -> float:
        """Return where a number stands, `share` of the way from the lowest to the highest."""
        return self.bottom - 12.0 - (self.bottom - self.top - 32) * share


FRAME = Frame()


@dataclass(frozen=True, slots=True)
class _Point:
    day: date
    amount: Amount
    index: int


def counts(story: Story) -> tuple[tuple[Count, ...], int]:
    """Return the story's running counts, gravest first, and how many more there are than are drawn."""
    found = [count for count in map(_count, story.findings) if count]
    return tuple(found[:_MOST_COUNTS]), max(0, len(found) - _MOST_COUNTS)


def _count(finding: Finding) -> Count | None:
    points = _points(finding)
    if not _runs(points):
        return None
    first, last = points[0].day, points[-1].day
    low, high = min(p.amount.low for p in points), max(p.amount.high for p in points)
    shapes = shapes_of(finding)
    marks, places = [], {}
    for point in points:
        x = FRAME.x((point.day - first) / (last - first))
        y = FRAME.y((point.amount.middle - low) / (high - low))
        side = finding.sides[point.index]
        places[point.index] = (x, y)
        label = f"{point.day}, {side.article.label}: {side.value}"
        marks.append(Mark(x, x, y, shapes[point.index] or SHAPES[0], label))
    steps = tuple(Step(*places[a], *places[b], manner) for a, b, manner in _manners(finding, list(places)))
    ticks = (Tick(FRAME.x(0), first.isoformat()), Tick(FRAME.x(1), last.isoformat()))
    ends = [pick(points, key=lambda p: p.amount.middle).index for pick in (min, max)]
    levels = {places[index][1]: _figure(finding.sides[index].value) for index in ends}
    return Count(finding, tuple(marks), steps, ticks, tuple(levels.items()))


def _points(finding: Finding) -> list[_Point]:
    """Return what each dated source gives, the earliest first; none for what is no quantity or has settled."""
    if finding.kind != "quantity" or finding.verdict in SETTLED:
        return []
    found = [
        _Point(side.article.published, value, index)
        for index, side in enumerate(finding.sides)
        if side.article.published and (value := amount(side))
    ]
    return sorted(found, key=lambda p: (p.day, p.amount.middle, p.index))


def _runs(points: Sequence[_Point]) -> bool:
    """Tell whether the points are one count on several days; an age or a length of time does not run."""
    units = {p.amount.unit for p in points}
    of_one_sort = len(units) == 1 and all(unit.partition(" ")[0] == "count" for unit in units)
    return of_one_sort and all(
        len(values) > 1 for values in ({p.day for p in points}, {p.amount.middle for p in points})
    )


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
