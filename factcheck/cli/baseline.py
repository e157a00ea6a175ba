"""factcheck baseline: record what is known, so that only new findings fail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import options
from factcheck.cli.output import Exit, put, require_folder, say, seconds
from factcheck.cli.running import Request, run
from factcheck.config import load
from factcheck.errors import StoreError
from factcheck.presentation.words import counted

if TYPE_CHECKING:
    from factcheck.baseline import Baseline


def baseline(
    paths: options.Paths,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Instead of the settings' baseline, else ./factcheck-baseline.json."),
    ] = None,
    decisions: options.Decisions = None,
    config: options.ConfigFile = None,
    default_date: options.DefaultDate = None,
    scope: options.WhichScope = None,
    encoder: options.EncoderName = None,
    min_confidence: options.MinConfidence = None,
    store: options.StoreFolder = options.STORE,
    no_store: options.NoStore = False,
    jobs: options.Jobs = 0,
    quiet: options.Quiet = False,
    verbose: options.Verbose = 0,
) -> int:
    """Write the contradictions, disputes and updates found now to a file, for `check --baseline`.

    Run it again to add new ones and drop those that are gone; what was dismissed in review or in the text is left out.
    """
    from factcheck import baseline as known

    target = output or Path(load(config).gate.baseline or known.NAME)
    before = _before(target)
    done = run(
        Request(
            paths=paths,
            config=config,
            default_date=default_date,
            scope=scope,
            encoder=encoder,
            min_confidence=min_confidence,
            decisions=decisions,
            store=None if no_store else store,
            jobs=jobs,
            quiet=quiet,
            ignore_baseline=True,
        )
    )
    now = known.of(done.report.findings)
    put(str(target), known.render(now))
    if not quiet:
        old, new = ({entry.fingerprint for entry in found.entries} for found in (before, now))
        say(f"{target}: {counted(len(new), 'finding')}, {len(new - old)} new, {len(old - new)} dropped")
    if verbose:
        say(seconds(done.report))
    return Exit.FINE


def _before(target: Path) -> Baseline:
    """Return what the file holds, before the long work; a file that is none is not overwritten."""
    from factcheck import baseline as known

    require_folder(str(target))
    if not target.exists():
        return known.Baseline()
    try:
        return known.read(target)
    except StoreError as error:
        raise StoreError(f"{error}. Nothing was written; another file is named by -o") from error
