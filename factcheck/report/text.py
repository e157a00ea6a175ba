"""What differs, in a few lines a finding, as compilers print it: for a terminal, a hook, the log of a job."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Finding, Report
from factcheck.presentation.safe import one_line
from factcheck.presentation.words import counted
from factcheck.report import _located as located

# of what was read, what a reader of a log must know of: texts or facts passed over, and remarks that do not work
_TOLD = ("suppression", "language", "facts")


def render(report: Report) -> str:
    """Return what fails, then what differs and does not; what is let through is counted only."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for finding in located.standing(report):
        yield from _finding(finding, report)
    for ground, number in sorted(located.let_through(report).items()):
        yield f"{counted(number, 'finding')} let through: {ground.value}"
    for item in report.skipped:
        if item.unread or item.what in _TOLD:
            yield f"{one_line(item.path)}: {item.what}: {one_line(item.reason)}"
    if not located.discrepancies(report):
        yield "no contradictions, disputes or updates"


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    first, others = located.lead(finding, report)
    place = located.place(first, report)
    at = f"{first.article.path}:{place.line}" + (f":{place.column}" if place.column else "")
    fails = " (fails)" if finding.fingerprint in report.failing else ""
    yield f"{one_line(at)}: {finding.verdict.value}{fails}: {one_line(finding.question)} [{finding.fingerprint}]"
    yield f"    {one_line(finding.reason)}"
    for side in (first, *others):
        yield f"    {one_line(located.where(side, report))}: {one_line(side.value)}"
