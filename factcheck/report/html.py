"""The report as one self-contained HTML page, or as an index with a page for each story.

No network, no inline style or handler: the page's policy admits one style sheet and one script, by their digests.
Everything that comes from an article is escaped by the template and stripped of the power to reorder or hide text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.model import Article, Finding, Pair, Report, Side, State, Verdict
from factcheck.presentation.page import environment, inlined
from factcheck.presentation.passages import Passage, opposed, passage
from factcheck.presentation.words import AT_ODDS, DIFFERENCES_FIRST, SETTLED, common_folder, period, short_names
from factcheck.report._plots import FRAME, WIDTH, Count, Timeline, counts, timeline
from factcheck.report._stories import Story, stories
from factcheck.report._table import Omission, Stance, Table, omissions, shapes_of, stances, table

_PACKAGE = "factcheck.report"
_FIRST = 5  # findings named at the top
_OPEN = 3  # findings that stand open at first
_GIST = 4  # values named in a finding's summary line
_CLOSEST = 20
_CONTEXT, _CONTEXT_OF_MANY = 240, 120
_MANY = 300  # findings from which on most of the page is raw text until it is asked for: 5,000 open at once in seconds
_EAGER_FINDINGS, _EAGER_ROWS = 50, 100


def render(report: Report) -> str:
    """Return the whole report as one page."""
    return _page(report, "Consistency report", home="")


def pages(report: Report) -> Mapping[str, str]:
    """Return pages by file name: index.html, and story-001.html and so on, the gravest story first."""
    found = stories(report)
    told = {a.path for story in found for a in story.articles}
    alone = [a for a in report.articles if a.path not in told]
    own: dict[str, list[Side]] = {}
    for side in report.singles:
        own.setdefault(side.article.path, []).append(side)
    index = environment(_PACKAGE).get_template("index.html")
    shown = {
        "index.html": index.render(
            report=report,
            stories=[(story, _tally(story.findings)) for story in found],
            alone=[(a, _singles(own.get(a.path, ()))) for a in alone],
            labels=short_names(_articles(report)),
            pages={a.path: story.slug for story in found for a in story.articles},
            **inlined(_PACKAGE, "report.css", ""),
        )
    }
    for story in found:
        paths = {a.path for a in story.articles}
        part = replace(
            report,
            articles=story.articles,
            findings=story.findings,
            singles=story.singles,
            skipped=tuple(s for s in report.skipped if s.path in paths),
        )
        shown[f"{story.slug}.html"] = _page(part, story.title, home="index.html")
    return shown


def _page(report: Report, heading: str, home: str) -> str:
    grouped = [_story(story) for story in stories(report)]
    sources = _sources(report)
    labels = short_names(_articles(report))
    width = _CONTEXT if len(report.findings) < _MANY else _CONTEXT_OF_MANY
    member = {f.fingerprint: view.story.number for view in grouped for f in view.story.findings}
    views = [
        _finding(f, number < _OPEN, member[f.fingerprint], sources, labels, width)
        for number, f in enumerate(report.findings)
    ]
    lazy = len(views) > _MANY
    return (
        environment(_PACKAGE)
        .get_template("report.html")
        .render(
            report=report,
            title=heading,
            heading=heading,
            home=home,
            period=period(report.articles),
            sources=sources,
            labels=labels,
            tally=_tally(report.findings),
            kinds=sorted({f.kind for f in report.findings}),
            states=[state.value for state in State if any(f.state is state for f in report.findings)],
            worst=[view for view in views if _deserves_a_look(view.finding)][:_FIRST],
            stories=grouped,
            any_time=any(view.timeline for view in grouped),
            any_counts=any(view.counts for view in grouped),
            views=views,
            lazy=lazy,
            first=_EAGER_FINDINGS if lazy else len(views),
            eager=_EAGER_ROWS if lazy else max(len(views), _MANY),
            one_story=len(grouped) == 1,
            omitted=[o for view in grouped for o in view.omissions],
            singles=_singles(report.singles),
            pages={},
            settled=SETTLED,
            folder=common_folder(a.path for a in report.articles),
            width=WIDTH,
            frame=FRAME,
            **inlined(_PACKAGE, "report.css", "report.js"),
        )
    )


def _singles(sides: Iterable[Side]) -> list[tuple[Side, Passage]]:
    return [(side, passage(side, width=0)) for side in sides]


def _deserves_a_look(finding: Finding) -> bool:
    return finding.verdict in AT_ODDS and finding.state not in (State.DISMISSED, State.KNOWN)


def _tally(findings: Iterable[Finding]) -> list[tuple[Verdict, int]]:
    numbers = Counter(finding.verdict for finding in findings)
    return [(verdict, numbers[verdict]) for verdict in DIFFERENCES_FIRST if numbers[verdict]]


def _sources(report: Report) -> Mapping[str, int]:
    """Number the sources in the order in which they were read."""
    return {label: number for number, label in enumerate(dict.fromkeys(a.label for a in _articles(report)))}


def _articles(report: Report) -> Iterator[Article]:
    yield from report.articles
    for finding in report.findings:
        yield from (side.article for side in finding.sides)


@dataclass(frozen=True, slots=True)
class _StoryView:
    story: Story
    table: Table
    timeline: Timeline | None
    counts: tuple[Count, ...]
    more_counts: int
    stances: Mapping[tuple[str, str], Stance]
    omissions: tuple[Omission, ...]

    @property
    def closest(self) -> Sequence[tuple[str, str, Stance]]:
        """The pairs of sources most at odds, for stories with too many sources for a matrix."""
        once = [(a, b, s) for (a, b), s in self.stances.items() if a < b]
        return sorted(once, key=lambda item: (-item[2].differs, -item[2].fits, item[0], item[1]))[:_CLOSEST]


def _story(story: Story) -> _StoryView:
    drawn, more = counts(story)
    return _StoryView(story, table(story), timeline(story), drawn, more, stances(story), omissions(story))


@dataclass(frozen=True, slots=True)
class _FindingView:
    finding: Finding
    open: bool
    story: int
    sources: tuple[int, ...]
    gist: tuple[tuple[str, str, str], ...]
    pair: tuple[tuple[Side, Passage], ...]
    others: tuple[tuple[Side, Passage], ...]
    notes: tuple[Pair, ...]


def _finding(
    finding: Finding, early: bool, story: int, sources: Mapping[str, int], labels: Mapping[str, str], width: int
) -> _FindingView:
    left, right = opposed(finding)
    one, other = finding.sides[left], finding.sides[right]
    rest = [side for index, side in enumerate(finding.sides) if index not in (left, right)]
    return _FindingView(
        finding=finding,
        open=early and finding.verdict in AT_ODDS,
        story=story,
        sources=tuple(sorted({sources[side.article.label] for side in finding.sides})),
        gist=_gist(finding, labels),
        pair=((one, passage(one, other, width)), (other, passage(other, one, width))),
        others=tuple((side, passage(side, one, 0)) for side in rest),
        notes=_notes(finding),
    )


def _gist(finding: Finding, labels: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return shape, value and sources of each distinct value."""
    by_value: dict[str, tuple[str, list[str]]] = {}
    for side, shape in zip(finding.sides, shapes_of(finding), strict=True):
        by_value.setdefault(side.value, (shape, []))[1].append(labels[side.article.label])
    told = [
        (shape, value, ", ".join(dict.fromkeys(names[:3])) + (f" and {len(names) - 3} more" if len(names) > 3 else ""))
        for value, (shape, names) in by_value.items()
    ]
    left = len(told) - _GIST
    return (*told[:_GIST], ("", f"{left} more", "")) if left > 0 else tuple(told)


def _notes(finding: Finding) -> tuple[Pair, ...]:
    """Return one pair for each judgement that the finding's own reason does not tell."""
    told: dict[tuple[Verdict, str], Pair] = {}
    for pair in sorted(finding.pairs, key=lambda p: -p.verdict.rank):
        told.setdefault((pair.verdict, pair.reason), pair)
    return tuple(pair for (_, reason), pair in told.items() if reason != finding.reason)
