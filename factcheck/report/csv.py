"""CSV for spreadsheets: a row for each source's answer, findings in the order of the report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from factcheck.model import Finding, Report, Side
from factcheck.report import _located as located

COLUMNS = (
    "fingerprint", "verdict", "severity", "confidence", "state", "fails", "kind", "rule", "question", "reason",
    "path", "source", "published", "line", "speaker", "value", "surface", "text",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(report: Report) -> str:
    """Return all findings; a cell that a spreadsheet would run as a formula is written with a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for finding in report.findings:
        for side in finding.sides:
            writer.writerow(map(_inert, _row(finding, side, report)))
    return out.getvalue()


def _row(finding: Finding, side: Side, report: Report) -> Iterator[str]:
    yield from (finding.fingerprint, finding.verdict.value, finding.severity.value, f"{finding.confidence:.3f}")
    yield from (finding.state.value, "yes" if finding.fingerprint in report.failing else "no")
    yield from (finding.kind, finding.rule, finding.question, finding.reason)
    yield from (side.article.path, side.article.source, str(side.article.published or ""))
    yield from (str(located.place(side, report).line), side.speaker or "", side.value, side.surface, side.text)


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
