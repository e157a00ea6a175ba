"""The fact table: a row for each question, a column for each source, and which values fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factcheck.model import Finding, Side
from factcheck.presentation.words import AT_ODDS, SETTLED
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
    """Give each side a shape: the same for values that fit together, '' for all when every value fits.

    An agreement may hold a side that was not found to agree: it has a shape of its own there.
    """
    groups = _Groups(len(finding.sides))
    for pair in finding.pairs:
        if pair.verdict not in SETTLED:
            groups.part(pair.left, pair.right)
    fitting = [(p.left, p.right) for p in finding.pairs if p.verdict in SETTLED]
    for left, right in (*_same_values(finding.sides), *fitting):
        groups.join(left, right)
    if finding.verdict in SETTLED:  # a side that was compared with nobody here is not shown as differing
        for index in range(1, len(finding.sides)):
            groups.join(0, index)
    members = [groups.of(index) for index in range(len(finding.sides))]
    order = {group: place for place, group in enumerate(dict.fromkeys(members))}
    if len(order) < 2:
        return ("",) * len(members)
    return tuple(_shape(order[group]) for group in members)


def _shape(place: int) -> str:
    """Return a sign for each group; from the seventh on the last sign with a number."""
    return SHAPES[place] if place < len(SHAPES) else f"{SHAPES[-1]}{place + 1}"


class _Groups:
    """Sides that fit together; two that were judged to differ never meet in one group."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._parted: list[set[int]] = [set() for _ in range(size)]

    def of(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def part(self, left: int, right: int) -> None:
        self._parted[left].add(right)
        self._parted[right].add(left)

    def join(self, left: int, right: int) -> None:
        one, other = self.of(left), self.of(right)
        if one == other or other in self._parted[one]:
            return
        first, last = min(one, other), max(one, other)
        self._parent[last] = first
        for enemy in self._parted[last]:
            self.part(first, self.of(enemy))
        self._parted[first] = {self.of(enemy) for enemy in self._parted[first]}


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
            column = 0 if pair.verdict in SETTLED else 1 if pair.verdict in AT_ODDS else 2
            for key in (ends, ends[::-1]):
                counts.setdefault(key, [0, 0, 0])[column] += 1
    return {key: Stance(*numbers) for key, numbers in counts.items()}


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
