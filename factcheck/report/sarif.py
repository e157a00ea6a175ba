"""SARIF 2.1.0: what code hosts show as alerts on the lines concerned.

A result stands at one side, where the differing words are; the other sides are its related locations. The fingerprint
knows nothing of lines, so an alert stays the same alert when its text moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from factcheck.model import Finding, Ground, Place, Report, Side
from factcheck.report import _located as located
from factcheck.report import indented

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_MOST = 25_000  # GitHub refuses files with more results
_KINDS = {
    "quantity": "Numbers of the same thing are compared after units, hedges ('about', 'at least') and rounding.",
    "time": "Days and hours of the same event are compared after weekdays and 'yesterday' are resolved by each "
    "article's own date.",
    "name": "Spellings, offices and titles of the same person or body are compared.",
    "place": "Places of the same event are compared; a town inside a country does not contradict it.",
    "claim": "Sentences about the same thing are compared by what they assert and deny.",
}
_REMEDY = (
    "No source is the reference: check which one holds, then correct the article, or accept the difference with "
    "`factcheck review`, with a comment `<!-- factcheck: ignore FINGERPRINT reason -->` in a Markdown or HTML article, "
    "or by writing it to the baseline with `factcheck baseline`."
)


def render(report: Report) -> str:
    """Return the log as indented JSON."""
    return indented.dumps(as_dict(report)) + "\n"


def as_dict(report: Report) -> dict[str, Any]:
    """Return the log as plain dicts and lists."""
    listed = located.discrepancies(report)[:_MOST]
    rules = sorted({(finding.rule, finding.kind) for finding in listed})
    numbers = {rule: number for number, (rule, _) in enumerate(rules)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(report, [_rule(*rule) for rule in rules])},
                "automationDetails": {"id": "factcheck/"},
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notes(report)}],
                "results": [_result(finding, numbers[finding.rule], report) for finding in listed],
            }
        ],
    }


def _driver(report: Report, rules: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": "factcheck",
        "version": report.run.version,
        "semanticVersion": report.run.version,
        "shortDescription": {"text": "Cross-source fact consistency"},
        "rules": rules,
    }


def _rule(rule: str, kind: str) -> dict[str, Any]:
    name = rule.split(".", 1)[-1].replace("-", " ")
    about = _KINDS.get(kind, f"Facts of the kind '{kind}' about the same thing are compared.")
    return {
        "id": rule,
        "name": "".join(word.capitalize() for word in rule.replace(".", "-").split("-")),
        "shortDescription": {"text": f"{kind.capitalize()}: {name}"},
        "fullDescription": {"text": about},
        "help": {"text": f"{about} {_REMEDY}", "markdown": f"{about}\n\n{_REMEDY}"},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["fact-consistency", kind]},
    }


def _result(finding: Finding, rule: int, report: Report) -> dict[str, Any]:
    first, others = located.lead(finding, report)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "kind": "fail",
        "level": located.level(finding, report),
        "message": {"text": located.message(finding, report)},
        "locations": [_location(first, report)],
        "relatedLocations": [_related(side, number, report) for number, side in enumerate(others, start=1)],
        # the one GitHub looks at, and our own
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
            "factcheck/v1": finding.fingerprint,
        },
        "rank": round(100 * finding.confidence, 1),
        "properties": {
            "verdict": finding.verdict.value,
            "severity": finding.severity.value,
            "confidence": round(finding.confidence, 3),
            "question": finding.question,
            "state": finding.state.value,
            "values": [side.value for side in (first, *others)],
        },
    }
    return result | _standing(finding, report)


def _standing(finding: Finding, report: Report) -> dict[str, Any]:
    """Return baseline state and suppressions, where people said something about the finding."""
    accepted = report.accepted.get(finding.fingerprint)
    if accepted is None:
        return {"baselineState": "new"} if report.accepted or report.changed else {}
    if accepted.ground in (Ground.BASELINE, Ground.UNCHANGED):
        return {"baselineState": "unchanged"}
    kind = "inSource" if accepted.ground is Ground.TEXT else "external"
    said = located.told(accepted.ground, accepted.reason)
    return {"suppressions": [{"kind": kind, "status": "accepted", "justification": said}]}


def _location(side: Side, report: Report) -> dict[str, Any]:
    physical: dict[str, Any] = {
        "artifactLocation": _artifact(side.article.path),
        "region": _region(located.place(side, report), side.surface),
    }
    around = report.places.get((side.article.path, side.span))
    if around and around.column:
        physical["contextRegion"] = _region(around, side.text)
    return {"physicalLocation": physical}


def _artifact(path: str) -> dict[str, str]:
    uri = located.uri_of(path)
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _related(side: Side, number: int, report: Report) -> dict[str, Any]:
    return {
        "id": number,
        "message": {"text": f"{located.where(side, report)}: {side.value}"},
        **_location(side, report),
    }


def _region(place: Place, text: str) -> dict[str, Any]:
    if not place.column:
        return {"startLine": place.line}
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "snippet": {"text": text},
    }
    if place.offset is not None:
        region |= {"charOffset": place.offset, "charLength": len(text)}
    return region


def _notes(report: Report) -> Sequence[dict[str, Any]]:
    """Return what was not read or compared, so that an empty list of results is not taken for clean."""
    return [
        {
            "level": "warning" if item.unread else "note",
            "message": {"text": f"{item.what} not checked: {item.reason}"},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(item.path)}}],
        }
        for item in report.skipped
    ]
