"""Reviewdog's rdjson: `factcheck check … --format rdjson | reviewdog -f=rdjson`.

Its columns count bytes of a line that the report does not hold, so ranges are given by line.
"""

from __future__ import annotations

from typing import Any

from factcheck.model import Finding, Report, Side
from factcheck.presentation.words import file_of
from factcheck.report import _located as located
from factcheck.report import indented

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(report: Report) -> str:
    """Return the diagnostics as one JSON document; what is let through is left out."""
    diagnostics = [_diagnostic(finding, report) for finding in located.standing(report)]
    content = {"source": {"name": "factcheck"}, "diagnostics": diagnostics}
    return indented.dumps(content) + "\n"


def _diagnostic(finding: Finding, report: Report) -> dict[str, Any]:
    first, others = located.lead(finding, report)
    return {
        "message": f"{located.message(finding, report)} [{finding.fingerprint}]",
        "location": _location(first, report),
        "severity": _SEVERITIES[located.level(finding, report)],
        "code": {"value": finding.rule},
        "related_locations": [
            {"message": f"{located.where(side, report)}: {side.value}", "location": _location(side, report)}
            for side in others
        ],
    }


def _location(side: Side, report: Report) -> dict[str, Any]:
    place = located.place(side, report)
    end = max(place.line, place.end_line)
    return {
        "path": file_of(side.article.path),
        "range": {"start": {"line": place.line}, "end": {"line": end}},
    }
