"""One finding told in full, as plain text: passages, values, rules, what would flip it, how to accept it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from factcheck.model import Finding, Report, Side
from factcheck.presentation.passages import passage
from factcheck.presentation.safe import one_line
from factcheck.presentation.words import MEANINGS, accept_command, certainty, common_folder
from factcheck.report import _located as located

_WIDTH = 100


def explain(report: Report, finding: Finding) -> str:
    """Return the explanation of a finding of the report, ending in a line break."""
    return "\n".join(_lines(report, finding)) + "\n"


def _lines(report: Report, finding: Finding) -> Iterator[str]:
    yield one_line(finding.question)
    yield (
        f"{finding.verdict.value.capitalize()} ({MEANINGS[finding.verdict]}), {finding.severity.value}, "
        f"{certainty(finding.confidence)} ({finding.confidence:.0%}), fingerprint {finding.fingerprint}"
    )
    yield ""
    yield from _wrapped(one_line(finding.reason))
    for number, side in enumerate(finding.sides, start=1):
        yield ""
        yield from _side(number, side, report)
    yield ""
    yield "How each two compare:"
    for pair in finding.pairs:
        yield f"  {pair.left + 1} and {pair.right + 1}: {pair.verdict.value}, rule {one_line(pair.rule)}"
        yield from _wrapped(one_line(pair.reason), "    ")
    yield ""
    flips = one_line(finding.flips) or "nothing plausible, short of another text on one side"
    yield from _wrapped(f"What would flip it: {flips.rstrip('.')}.")
    yield from _wrapped(f"At the gate: {_gate(report, finding)}.")
    yield ""
    yield from _remedies(finding)


def _side(number: int, side: Side, report: Report) -> Iterator[str]:
    published = f", {side.article.published}" if side.article.published else ", undated"
    yield f"{number}. {one_line(located.where(side, report))}{published}, {side.mood.value}"
    shown = passage(side)
    said = "".join(f"[[{run.text}]]" if run.value else run.text for run in shown.runs)
    before, after = shown.before.strip(), shown.after.strip()
    text = " ".join((("… " if shown.cut_before else "") + before, f">> {said} <<", after)).strip()
    yield from _wrapped(one_line(text) + (" …" if shown.cut_after else ""), "   | ")
    yield from _wrapped(f"understood as: {one_line(side.value)}   ({one_line(side.canonical)})", "   ")


def _gate(report: Report, finding: Finding) -> str:
    accepted = report.accepted.get(finding.fingerprint)
    if accepted:
        return "let through, " + one_line(located.told(accepted.ground, accepted.reason))
    return "fails" if finding.fingerprint in report.failing else "does not fail"


def _remedies(finding: Finding) -> Iterator[str]:
    yield "To accept it: correct one of the texts, or"
    yield f"  {accept_command(finding.fingerprint, common_folder(side.article.path for side in finding.sides))}"
    yield f"  <!-- factcheck: ignore {finding.fingerprint} why it is fine -->   in one of the articles (Markdown, HTML)"
    yield "  factcheck baseline PATHS   to accept everything found today"


def _wrapped(text: str, indent: str = "") -> Iterator[str]:
    yield from textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
