"""factcheck explain: one finding in full."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli import options
from factcheck.cli.output import STDOUT, Exit, placed, put
from factcheck.cli.running import Request, run
from factcheck.errors import UsageError
from factcheck.model import Finding, Report


def explain(
    fingerprint: Annotated[str, typer.Argument(help="The finding's fingerprint, or how it begins.")],
    paths: options.Paths,
    baseline: options.BaselineFile = None,
    decisions: options.Decisions = None,
    config: options.ConfigFile = None,
    default_date: options.DefaultDate = None,
    encoder: options.EncoderName = None,
    min_confidence: options.MinConfidence = None,
    store: options.StoreFolder = options.STORE,
    no_store: options.NoStore = False,
    jobs: options.Jobs = 0,
) -> int:
    """Tell all about one finding: the passages, the values as understood, the rules, what would flip it."""
    from factcheck.report.explain import explain as told

    done = run(
        Request(
            paths=paths,
            config=config,
            default_date=default_date,
            encoder=encoder,
            min_confidence=min_confidence,
            baseline=baseline,
            decisions=decisions,
            store=None if no_store else store,
            jobs=jobs,
        )
    )
    put(STDOUT, told(placed(done.report), _found(done.report, fingerprint.strip().lower())))
    return Exit.FINE


def _found(report: Report, fingerprint: str) -> Finding:
    matches = [finding for finding in report.findings if fingerprint and finding.fingerprint.startswith(fingerprint)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise UsageError(f"{fingerprint}: {len(matches)} findings begin so; give more of the fingerprint")
    raise UsageError(f"{fingerprint}: no finding of this run; the texts may have changed, see factcheck check")
