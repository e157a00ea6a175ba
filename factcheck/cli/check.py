"""factcheck check: compare, report, pass or fail."""

from __future__ import annotations

import os
from pathlib import Path

from factcheck.baseline import NAME
from factcheck.cli import options
from factcheck.cli.output import Exit, say, seconds, summarise, summary, targets, write
from factcheck.cli.running import Done, Request, run
from factcheck.presentation.words import counted


def check(
    paths: options.Paths,
    output: options.Outputs = None,
    format_name: options.FormatName = None,
    baseline: options.BaselineFile = None,
    since: options.Since = None,
    new: options.New = None,
    decisions: options.Decisions = None,
    config: options.ConfigFile = None,
    default_date: options.DefaultDate = None,
    scope: options.WhichScope = None,
    encoder: options.EncoderName = None,
    fail_on: options.LeastVerdict = None,
    min_severity: options.LeastSeverity = None,
    min_confidence: options.MinConfidence = None,
    strict: options.Strict = False,
    reproducible: options.Reproducible = False,
    store: options.StoreFolder = options.STORE,
    no_store: options.NoStore = False,
    jobs: options.Jobs = 0,
    quiet: options.Quiet = False,
    verbose: options.Verbose = 0,
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
    if done.report.failing and not done.baseline and Path(NAME).exists():
        say(f"{NAME} is here but was not asked for: --baseline {NAME}, or baseline under [gate] in factcheck.toml")
    if not quiet:
        say(summary(done.report))
    if verbose:
        say(seconds(done.report))
    return Exit.GATE_FAILED if done.report.failing or (strict and stale) else Exit.FINE


def _stale(done: Done) -> bool:
    """Tell on stderr which entries of the baseline match nothing any more."""
    gone = done.baseline.gone(done.report.findings) if done.baseline else ()
    for entry in gone:
        say(f"{done.settings.gate.baseline}: gone: {entry.fingerprint} {entry.question} ({', '.join(entry.values)})")
    if gone:
        say(f"{counted(len(gone), 'entry')} of the baseline gone: nothing matches; `factcheck baseline` drops them")
    return bool(gone)
