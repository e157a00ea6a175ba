"""The fact table: a row for each question, a column for each source, and which values fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factcheck.model import Finding, Side, Verdict
from factcheck.presentation.words import SETTLED
from factcheck.report._stories import Story

WIDEST = 8  # sources; a story with more lists its values instead of drawing a column for each
SHAPES = ("●", "▲", "■", "◆", "★", "✚")
_FIGURES = frozenset({"quantity", "time"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as one source gives it. Cells of a row with the same `shape` fit together; '' where all do."""

    side: Side
    index: int
    shape: str


@dataclass(frozen=True, slots=True)
class Row:
    """A question and the cells of each column, `columns` running parallel to the table's."""

    finding: Finding
    columns: tuple[tuple[Cell, ...], ...]

    @property
    def groups(self) -> Mapping[str, tuple[Cell, ...]]:
        """The cells by shape, for stories too wide for columns."""
        grouped: dict[str, list[Cell]] = {}
        for cell in (cell for column in self.columns for cell in column):
            grouped.setdefault(cell.shape, []).append(cell)
        return {shape: tuple(cells) for shape, cells in grouped.items()}


@dataclass(frozen=True, slots=True)
class Table:
    """The fact table of one story."""

    labels: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def wide(self) -> bool:
        """Whether there are too many sources for a column each."""
        return len(self.labels) > WIDEST


def table(story: Story) -> Table:
    """Lay out the findings of a story, in their order."""
    labels = story.labels
    return Table(labels, tuple(_row(finding, labels) for finding in story.findings))


def _row(finding: Finding, labels: Sequence[str]) -> Row:
    shapes = shapes_of(finding)
    cells: dict[str, list[Cell]] = {}
    told: set[tuple[str, str, str, object]] = set()
    for index, side in enumerate(finding.sides):
        key = side.article.label, side.value, shapes[index], side.article.published
        if key not in told:  # a source that repeats itself says it once
            told.add(key)
            cells.setdefault(side.article.label, []).append(Cell(side, index, shapes[index]))
    return Row(finding, tuple(tuple(cells.get(label, ())) for label in labels))


def shapes_of(finding: Finding) -> tuple[str, ...]:
    """Give each side a shape: the same for values that fit together, '' for all when every value fits."""
    group = list(range(len(finding.sides)))
    fitting = [(p.left, p.right) for p in finding.pairs if p.verdict in SETTLED]
    for left, right in (*_same_values(finding.sides), *fitting):
        if _opposed(finding, group, left, right):
            continue
        old, new = group[right], group[left]
        group = [new if g == old else g for g in group]
    order = list(dict.fromkeys(group))
    if len(order) < 2 or finding.verdict in SETTLED:
        return ("",) * len(group)
    return tuple(SHAPES[min(order.index(g), len(SHAPES) - 1)] for g in group)


def _opposed(finding: Finding, group: Sequence[int], left: int, right: int) -> bool:
    """Tell whether joining the groups of two sides would put a judged difference under one shape."""
    ends = {group[left], group[right]}
    return any(p.verdict not in SETTLED and {group[p.left], group[p.right]} == ends for p in finding.pairs)


def _same_values(sides: Sequence[Side]) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for index, side in enumerate(sides):
        yield first.setdefault(side.canonical, index), index


@dataclass(frozen=True, slots=True)
class Stance:
    """How two sources compare over all questions that both answer, in numbers of pairs of values."""

    fits: int = 0
    differs: int = 0
    other: int = 0

    @property
    def level(self) -> int:
        """0 for always at odds up to 4 for always in agreement; 2 where nothing was decided."""
        decided = self.fits + self.differs
        return round(4 * self.fits / decided) if decided else 2


def stances(story: Story) -> Mapping[tuple[str, str], Stance]:
    """Return the stance of every two sources, in both orders, that were compared at all."""
    counts: dict[tuple[str, str], list[int]] = {}
    for finding in story.findings:
        for pair in finding.pairs:
            ends = finding.sides[pair.left].article.label, finding.sides[pair.right].article.label
            if ends[0] == ends[1]:
                continue
            column = 0 if pair.verdict in SETTLED else 1 if _at_odds(pair.verdict) else 2
            for key in (ends, ends[::-1]):
                counts.setdefault(key, [0, 0, 0])[column] += 1
    return {key: Stance(*numbers) for key, numbers in counts.items()}


def _at_odds(verdict: Verdict) -> bool:
    return verdict in (Verdict.CONTRADICTION, Verdict.DISPUTE)


@dataclass(frozen=True, slots=True)
class Omission:
    """A figure that every source of a story gives but one."""

    finding: Finding
    missing: str
    given_by: int


def omissions(story: Story) -> tuple[Omission, ...]:
    """Return the quantities and times that all sources but one give, where there are three sources or more."""
    labels = story.labels
    if len(labels) < 3:
        return ()
    found = []
    for finding in story.findings:
        giving = {side.article.label for side in finding.sides}
        if finding.kind in _FIGURES and len(giving) == len(labels) - 1:
            (missing,) = set(labels) - giving
            found.append(Omission(finding, missing, len(giving)))
    return tuple(found)
