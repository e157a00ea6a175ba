"""The fact table and the timeline of each story in Markdown; GitHub draws the timeline by Mermaid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from factcheck.model import Report, Side
from factcheck.presentation.safe import one_line
from factcheck.presentation.words import SETTLED, SIGNS, counted, short_name, short_names
from factcheck.report._scale import stretch
from factcheck.report._stories import Story, stories
from factcheck.report._table import Row, shapes_of, table

_MOST_STORIES = 10
_MOST_ROWS = 40
_MOST_DAYS = 20
_LABEL = 60  # characters of a question on the timeline


def lines(report: Report, escape: Callable[[str], str]) -> Iterator[str]:
    """Yield a section with a fact table and a timeline for each story; `escape` makes text safe for Markdown."""
    found = stories(report)
    if not found:
        return
    yield "## Facts by source"
    yield ""
    yield "Where the values of a row do not all fit, those with one sign fit together. Empty: the source does not say."
    yield ""
    for story in found[:_MOST_STORIES]:
        if len(found) > 1:
            yield f"### {escape(story.title)}"
            yield ""
        yield from _facts(story, escape)
        yield from _timeline(story)
    if len(found) > _MOST_STORIES:
        yield f"{counted(len(found) - _MOST_STORIES, 'more story')} in the HTML report."
        yield ""


def _facts(story: Story, escape: Callable[[str], str]) -> Iterator[str]:
    shown = table(story)
    names = short_names(story.articles)
    columns = ["values"] if shown.wide else [escape(names[label]) for label in shown.labels]
    yield f"| question | verdict | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 2) + "|"
    for row in shown.rows[:_MOST_ROWS]:
        cells = _grouped(row, escape) if shown.wide else _cells(row, escape)
        verdict = row.finding.verdict
        yield f"| {escape(row.finding.question)} | {SIGNS[verdict]} {verdict.value} | {' | '.join(cells)} |"
    yield ""
    if len(shown.rows) > _MOST_ROWS:
        yield f"{counted(len(shown.rows) - _MOST_ROWS, 'more question')} below."
        yield ""


def _cells(row: Row, escape: Callable[[str], str]) -> list[str]:
    return ["; ".join(f"{cell.shape} {escape(cell.side.value)}".strip() for cell in column) for column in row.columns]


def _grouped(row: Row, escape: Callable[[str], str]) -> list[str]:
    told = (f"{shape} {escape(cells[0].side.value)} ({len(cells)})".strip() for shape, cells in row.groups.items())
    return ["; ".join(told)]


def _timeline(story: Story) -> Iterator[str]:
    days: dict[date, dict[str, list[str]]] = {}
    for finding in story.findings:
        if finding.kind != "time":
            continue
        mark = "" if finding.verdict in SETTLED else f"{SIGNS[finding.verdict]} "
        for side, shape in zip(finding.sides, shapes_of(finding), strict=True):
            span = stretch(side)
            if span:
                label = _plain(f"{mark}{shape} {finding.question}")
                days.setdefault(span.first, {}).setdefault(label, []).append(_who(side))
    if len(days) < 2:
        return
    yield "```mermaid"
    yield "timeline"
    for day, told in sorted(days.items())[:_MOST_DAYS]:
        events = [f"{label} ({', '.join(dict.fromkeys(who))})" for label, who in told.items()]
        yield f"    {day} : {' : '.join(events)}"
    yield "```"
    yield ""
    if len(days) > _MOST_DAYS:
        yield f"{counted(len(days) - _MOST_DAYS, 'more day')} in the HTML report."
        yield ""


def _who(side: Side) -> str:
    return _plain(short_name(side.article))


def _plain(text: str) -> str:
    """Return `text` with nothing in it that Mermaid or a code fence would act on."""
    kept = re.sub(r"[^\w\s.,?!'’“”%€$£+○●▲■◆★✚✕⇄↗-]", " ", one_line(text))
    folded = " ".join(kept.split())
    return folded if len(folded) <= _LABEL else folded[: _LABEL - 1].rstrip() + "…"
