"""The report as JSON, `"schema": "factcheck/report/1"`; see report.schema.json beside this file."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from factcheck.model import Article, Finding, Report, Side
from factcheck.report import indented

SCHEMA = "factcheck/report/1"
Ids = Callable[[Article], str]


def render(report: Report) -> str:
    """Return the report as indented JSON, keys in the order of the schema, ending in a line break."""
    return indented.dumps(as_dict(report)) + "\n"


def as_dict(report: Report) -> dict[str, Any]:
    """Return the report as plain dicts and lists."""
    run = report.run
    ids = cache(lambda article: article.id)  # each a digest of the whole text
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "run": {
            "version": run.version,
            "config_digest": run.config_digest,
            "models": [{"role": m.role, "name": m.name, "digest": m.digest} for m in run.models],
            "counts": dict(sorted(run.counts.items())),
        },
        "articles": [_article(article, ids, report.statements.get(article.path, 0)) for article in report.articles],
        "findings": [_finding(finding, ids) for finding in report.findings],
        "skipped": [{"path": s.path, "what": s.what, "reason": s.reason} for s in report.skipped],
    }
    if run.seconds:
        content["run"]["seconds"] = {stage: round(spent, 3) for stage, spent in run.seconds.items()}
    return content


def _article(article: Article, ids: Ids, statements: int) -> dict[str, Any]:
    return {
        "id": ids(article),
        "path": article.path,
        "source": article.source,
        "title": article.title,
        "published": article.published and article.published.isoformat(),
        "published_from": article.published_from.value,
        "statements": statements,
    }


def _finding(finding: Finding, ids: Ids) -> dict[str, Any]:
    return {
        "fingerprint": finding.fingerprint,
        "kind": finding.kind,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 3),
        "rule": finding.rule,
        "question": finding.question,
        "reason": finding.reason,
        "flips": finding.flips,
        "voices": finding.voices,
        "sides": [_side(side, ids) for side in finding.sides],
        "comparisons": [
            {"left": p.left, "right": p.right, "verdict": p.verdict.value, "rule": p.rule, "reason": p.reason}
            for p in finding.pairs
        ],
        "state": finding.state.value,
    }


def _side(side: Side, ids: Ids) -> dict[str, Any]:
    return {
        "article": ids(side.article),
        "path": side.article.path,
        "start": side.span.start,
        "end": side.span.end,
        "text": side.text,
        "value": side.value,
        "surface": side.surface,
        "speaker": side.speaker,
        "published": side.article.published and side.article.published.isoformat(),
    }
