"""The command line: parse, call, exit code. Nothing below prints."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from factcheck import __version__
from factcheck.config import Config, FailOn, Scope, load
from factcheck.errors import FactcheckError, UsageError
from factcheck.model import Report, Severity, Skipped, Verdict


class Exit(IntEnum):
    """The exit codes that scripts rely on."""

    FINE = 0
    GATE_FAILED = 1
    COULD_NOT_RUN = 2
    INTERNAL = 3


app = typer.Typer(
    name="factcheck",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Compare several articles on the same events: where do they agree, where do they contradict each other? "
    "Runs offline on the CPU; no text leaves the machine; no source is taken as the reference.",
    epilog="Exit codes: 0 fine, 1 the gate failed, 2 could not run, 3 an error of factcheck itself.",
)


def main() -> NoReturn:
    """Run the command line and leave with one of the codes of `Exit`."""
    _write_utf8()
    try:
        sys.exit(app(standalone_mode=False) or Exit.FINE)
    except FactcheckError as error:
        _fail(str(error), Exit.COULD_NOT_RUN)
    except typer.Exit as stop:
        sys.exit(stop.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        _fail("stopped", 130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(Exit.FINE)
    except Exception as error:
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # click's own usage errors
            _fail(f"{error.format_message()} (see factcheck --help)", Exit.COULD_NOT_RUN)
        if "-vv" in sys.argv:
            raise
        _fail(
            f"internal error: {type(error).__name__}: {error}. This is a fault of factcheck, not of your articles; "
            "please report it with the output of the same command with -vv",
            Exit.INTERNAL,
        )


def _fail(message: str, code: int) -> NoReturn:
    sys.stderr.write(f"factcheck: {message}\n")
    sys.exit(code)


def _write_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Windows consoles
            stream.reconfigure(encoding="utf-8", errors="replace")


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if version:
        typer.echo(f"factcheck {__version__}")
        raise typer.Exit


@app.command(
    epilog="Examples:  factcheck check articles/  |  factcheck check a.txt b.html -o report.md -o report.json  |  "
    "curl … | factcheck check - other.md --date 2026-11-20"
)
def check(
    paths: Annotated[list[str], typer.Argument(help="Files and folders: .txt .md .html .json .jsonl; - is stdin.")],
    output: Annotated[
        list[str] | None, typer.Option("-o", "--output", help="Write the report there; the suffix names the format.")
    ] = None,
    format_name: Annotated[str, typer.Option("--format", help="Format of what goes to stdout.")] = "markdown",
    config: Annotated[Path | None, typer.Option("--config", help="Instead of ./factcheck.toml.")] = None,
    default_date: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="For articles without a date of their own.")
    ] = None,
    scope: Annotated[Scope | None, typer.Option(help="Which statements are compared.")] = None,
    encoder: Annotated[
        str | None, typer.Option(help="Any SentenceTransformer by name or path, instead of the bundled one.")
    ] = None,
    fail_on: Annotated[FailOn | None, typer.Option(help="The mildest verdict that fails the run.")] = None,
    min_severity: Annotated[Severity | None, typer.Option(help="Milder findings do not fail the run.")] = None,
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Contradictions less likely than this count as undecided.")
    ] = None,
    strict: Annotated[bool, typer.Option(help="Exit 2 when any input could not be read.")] = False,
    reproducible: Annotated[bool, typer.Option(help="Leave out the seconds: two runs give the same bytes.")] = False,
    jobs: Annotated[int, typer.Option(min=0, help="Threads and processes; 0 is one for each core.")] = 0,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")] = False,
    verbose: Annotated[int, typer.Option("-v", "--verbose", count=True, help="Seconds by stage; -vv: tracebacks.")] = 0,
) -> int:
    """Compare articles and write the report. Exits 1 when a contradiction (or what --fail-on names) was found."""
    from factcheck import gate, pipeline, readers

    settings = _overridden(load(config), scope, encoder, min_confidence, fail_on, min_severity)
    targets = _targets(output or [], format_name)
    articles, skipped = readers.read(
        paths, stdin=sys.stdin.buffer, default_date=_date(default_date), day_first=settings.day_first or None
    )
    for item in skipped:
        _say(f"{item.path}: {item.what} skipped: {item.reason}")
    _readable(articles, skipped, strict)
    report = pipeline.check(articles, settings, skipped=skipped, jobs=jobs, progress=_Progress(enabled=not quiet))
    if reproducible:
        report = replace(report, run=replace(report.run, seconds={}))
    _write(report, targets)
    failing = gate.failing(report, settings.gate)
    if not quiet:
        _say(_summary(report, len(failing)))
    if verbose:
        _say(", ".join(f"{stage} {spent:.2f} s" for stage, spent in report.run.seconds.items()))
    return Exit.GATE_FAILED if failing else Exit.FINE


def _overridden(
    settings: Config,
    scope: Scope | None,
    encoder: str | None,
    min_confidence: float | None,
    fail_on: FailOn | None,
    min_severity: Severity | None,
) -> Config:
    gate = settings.gate
    gate = replace(gate, fail_on=fail_on or gate.fail_on, min_severity=min_severity or gate.min_severity)
    return replace(
        settings,
        scope=scope or settings.scope,
        encoder=settings.encoder if encoder is None else encoder,
        min_confidence=settings.min_confidence if min_confidence is None else min_confidence,
        gate=gate,
    )


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--date {text}: not a date; write it as YYYY-MM-DD") from None


def _targets(outputs: Sequence[str], format_name: str) -> list[tuple[str, str]]:
    """Pair each output path with its format's name, before the long work; '-' is stdout."""
    from factcheck import report

    pairs = [(path, report.by_suffix(path).name) for path in outputs]
    for path, _ in pairs:
        if not Path(path).parent.is_dir():
            raise UsageError(f"-o {path}: the folder {Path(path).parent} does not exist; create it first")
    return pairs or [("-", report.by_name(format_name).name)]


def _readable(articles: Sequence[object], skipped: Sequence[Skipped], strict: bool) -> None:
    if not articles:
        raise UsageError("nothing readable among the paths given; see the lines above for each file")
    if strict and any(item.what in ("file", "record") for item in skipped):
        raise UsageError("--strict: an input could not be read; see the lines above")


def _write(report: Report, targets: Sequence[tuple[str, str]]) -> None:
    from factcheck.report import by_name

    for path, name in targets:
        text = by_name(name).render(report)
        if path == "-":
            sys.stdout.write(text)
            sys.stdout.flush()
            continue
        try:
            Path(path).write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise UsageError(f"-o {path}: cannot be written ({error.strerror}); choose another place") from error


def _summary(report: Report, failing: int) -> str:
    counts = {verdict: sum(f.verdict is verdict for f in report.findings) for verdict in Verdict}
    told = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in reversed(Verdict) if counts[verdict])
    ending = f"; {failing} fail the gate" if failing else ""
    return f"{len(report.articles)} articles: {told or 'no findings'}{ending}"


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


@dataclass(slots=True)
class _Progress:
    """Tells on stderr how far a stage has come, once it has lasted a second, and then every second at most."""

    enabled: bool
    stage: str = ""
    began: float = 0.0
    told: float = field(default=0.0)

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self.stage:
            self.stage, self.began, self.told = stage, now, now
        if self.enabled and now - self.told >= 1:
            self.told = now
            _say(f"{stage}: {done:,} of {total:,}")
