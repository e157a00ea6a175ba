"""factcheck check: compare, report, pass or fail."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.options import (
    STORE,
    ConfigFile,
    Decisions,
    DefaultDate,
    EncoderName,
    Jobs,
    MinConfidence,
    NoStore,
    Paths,
    Quiet,
    StoreFolder,
    Verbose,
)
from factcheck.cli.output import Exit, say, summarise, summary, targets, write
from factcheck.cli.running import Done, Request, run
from factcheck.config import FailOn, Scope
from factcheck.model import Severity
from factcheck.presentation.words import counted


def check(
    paths: Paths,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "-o", "--output", help="Write a report there; the suffix names the format. May come several times."
        ),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format", help="What goes to stdout: markdown (default), json, sarif, junit, github, rdjson, csv."
        ),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Findings in this file, which `factcheck baseline` writes, do not fail.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="GITREF", help="Only what was added or changed since then can fail.")
    ] = None,
    new: Annotated[
        list[str] | None, typer.Option(metavar="PATH", help="Only findings that concern this file or folder can fail.")
    ] = None,
    decisions: Decisions = None,
    config: ConfigFile = None,
    default_date: DefaultDate = None,
    scope: Annotated[Scope | None, typer.Option(help="Which statements are compared.")] = None,
    encoder: EncoderName = None,
    fail_on: Annotated[FailOn | None, typer.Option(help="The mildest verdict that fails the run.")] = None,
    min_severity: Annotated[Severity | None, typer.Option(help="Milder findings do not fail the run.")] = None,
    min_confidence: MinConfidence = None,
    strict: Annotated[
        bool, typer.Option(help="Exit 2 when any input could not be read, 1 when baseline entries are gone.")
    ] = False,
    reproducible: Annotated[bool, typer.Option(help="Leave out the seconds: two runs give the same bytes.")] = False,
    store: StoreFolder = STORE,
    no_store: NoStore = False,
    jobs: Jobs = 0,
    quiet: Quiet = False,
    verbose: Verbose = 0,
) -> int:
    """Compare articles and write the report. Exits 1 when a contradiction (or what --fail-on names) was found."""
    in_actions = os.environ.get("GITHUB_ACTIONS") == "true" and format_name in (None, "github")
    found = targets(output or [], format_name, stdout="github" if in_actions else "")
    done = run(
        Request(
            paths=paths,
            config=config,
            default_date=default_date,
            scope=scope,
            encoder=encoder,
            fail_on=fail_on,
            min_severity=min_severity,
            min_confidence=min_confidence,
            baseline=baseline,
            decisions=decisions,
            since=since,
            new=new or (),
            strict=strict,
            reproducible=reproducible,
            store=None if no_store else store,
            jobs=jobs,
            quiet=quiet,
        )
    )
    write(done.report, found)
    if in_actions:
        summarise(done.report)
    stale = _stale(done)
    if not quiet:
        say(summary(done.report))
    if verbose:
        say(", ".join(f"{stage} {spent:.2f} s" for stage, spent in done.report.run.seconds.items()))
    return Exit.GATE_FAILED if done.report.failing or (strict and stale) else Exit.FINE


def _stale(done: Done) -> bool:
    """Tell on stderr which entries of the baseline match nothing any more."""
    gone = done.baseline.gone(done.report.findings) if done.baseline else ()
    for entry in gone:
        say(f"{done.settings.gate.baseline}: gone: {entry.fingerprint} {entry.question} ({', '.join(entry.values)})")
    if gone:
        say(f"{counted(len(gone), 'entry')} of the baseline gone: nothing matches; `factcheck baseline` drops them")
    return bool(gone)
