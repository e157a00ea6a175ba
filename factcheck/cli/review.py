"""factcheck review: go through the discrepancies one by one, in the terminal or in a browser."""

from __future__ import annotations

import getpass
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import options
from factcheck.cli.output import Exit, put, say
from factcheck.cli.running import Request, recorded, run, today
from factcheck.decisions import Choice
from factcheck.errors import UsageError
from factcheck.model import Report, Severity, Verdict
from factcheck.presentation.safe import one_line

if TYPE_CHECKING:
    from factcheck.review.queue import Filter, Queue


def review(
    paths: Annotated[list[str] | None, typer.Argument(help="What `factcheck check` was given.")] = None,
    web: Annotated[bool, typer.Option("--web", help="In a browser on this machine instead of the terminal.")] = False,
    host: Annotated[str, typer.Option(help="With --web: the address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="With --web: 0 takes a free one.")] = 0,
    reviewer: Annotated[
        list[str] | None, typer.Option(help="Your name in the log (else git's user.name); with --web one link each.")
    ] = None,
    second: Annotated[bool, typer.Option("--second", help="Also what only others decided: a second opinion.")] = False,
    verdict: Annotated[list[Verdict] | None, typer.Option(help="Only these; else all discrepancies.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Only these kinds.")] = None,
    severity: Annotated[list[Severity] | None, typer.Option(help="Only these severities.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Only findings with a side of these sources.")] = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only where reviewers disagree.")] = False,
    confirm: Annotated[str, typer.Option(metavar="FINGERPRINT", help="Record this one decision and leave.")] = "",
    dismiss: Annotated[str, typer.Option(metavar="FINGERPRINT", help="Likewise.")] = "",
    unsure: Annotated[str, typer.Option(metavar="FINGERPRINT", help="Likewise.")] = "",
    reopen: Annotated[str, typer.Option(metavar="FINGERPRINT", help="Take your decision back and leave.")] = "",
    reason: Annotated[str, typer.Option(help="Why, for a decision given as an option.")] = "",
    until: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="The last day on which it holds.")] = "",
    export: Annotated[
        str, typer.Option(metavar="FILE", help="Write the labels as JSON Lines and leave; - is stdout.")
    ] = "",
    decisions: options.Decisions = None,
    config: options.ConfigFile = None,
    default_date: options.DefaultDate = None,
    encoder: options.EncoderName = None,
    min_confidence: options.MinConfidence = None,
    store: options.StoreFolder = options.STORE,
    no_store: options.NoStore = False,
    jobs: options.Jobs = 0,
    quiet: options.Quiet = False,
) -> int:
    """Decide about the open discrepancies, most severe first; every decision is saved at once in a log for git."""
    from factcheck.review import log
    from factcheck.review.queue import Queue

    path = decisions or Path(log.NAME)
    if export:
        return _export(path, export)
    single = _single(confirm, dismiss, unsure, reopen, reason, until)
    request = Request(
        paths=_given(paths, interactive=not (web or single)),
        config=config,
        default_date=default_date,
        encoder=encoder,
        min_confidence=min_confidence,
        decisions=path if path.exists() else None,
        store=None if no_store else store,
        jobs=jobs,
        quiet=quiet,
    )
    names = reviewer or [_own_name()]
    report = run(request).report
    if web:
        return _browse(report, path, names, host, port, second)
    queue = Queue(report, path, names[0], second)
    if single:
        return _decide(queue, single)
    return _walk(queue, _filter(verdict, kind, severity, source, disputed))


def _given(paths: list[str] | None, interactive: bool) -> list[str]:
    if not paths:
        raise UsageError("review needs the paths that `factcheck check` was given (only --export does without)")
    if interactive and not _at_terminal():
        raise UsageError("review needs a terminal; use --web, or --confirm, --dismiss, --unsure FINGERPRINT")
    return paths


def _filter(
    verdicts: list[Verdict] | None,
    kinds: list[str] | None,
    severities: list[Severity] | None,
    sources: list[str] | None,
    disputed: bool,
) -> Filter:
    from factcheck.review.queue import TO_REVIEW, Filter

    return Filter(
        verdicts=frozenset(verdicts or TO_REVIEW),
        kinds=frozenset(kinds or ()),
        severities=frozenset(severities or ()),
        sources=frozenset(sources or ()),
        decided=disputed,
        disputed=disputed,
    )


@dataclass(frozen=True, slots=True)
class _Single:
    fingerprint: str
    choice: Choice
    reason: str
    expiry: date | None


def _single(confirm: str, dismiss: str, unsure: str, reopen: str, reason: str, until: str) -> _Single | None:
    asked = {
        Choice.CONFIRMED: confirm,
        Choice.DISMISSED: dismiss,
        Choice.UNSURE: unsure,
        Choice.OPEN: reopen,
    }
    given = [_Single(name, choice, reason, _day(until)) for choice, name in asked.items() if name]
    if len(given) > 1:
        raise UsageError("--confirm, --dismiss, --unsure and --reopen: give one at a time")
    if not given and (reason or until):
        raise UsageError("--reason and --until go with --confirm, --dismiss or --unsure FINGERPRINT")
    return given[0] if given else None


def _walk(queue: Queue, chosen: Filter) -> int:
    from rich.console import Console

    from factcheck.review import terminal

    terminal.run(queue, Console(highlight=False), typer.getchar, input, chosen)
    return Exit.FINE


def _browse(report: Report, path: Path, reviewers: list[str], host: str, port: int, second: bool) -> int:
    import webbrowser

    from factcheck.review import serving

    browse = webbrowser.open if len(reviewers) == 1 and _at_terminal() else None
    with suppress(KeyboardInterrupt):
        serving.serve(report, path, reviewers, say, host, port, second, browse)
    return Exit.FINE


def _decide(queue: Queue, single: _Single) -> int:
    item = queue.find(single.fingerprint)
    if item is None:
        raise UsageError(f"{single.fingerprint}: no finding of this run has that fingerprint, or several begin with it")
    queue.decide(item.finding.fingerprint, single.choice, single.reason, single.expiry)
    say(f"{single.choice.value}: {one_line(item.finding.question)} ({queue.path})")
    return Exit.FINE


def _export(path: Path, target: str) -> int:
    from factcheck.review import learning

    if not path.exists():
        raise UsageError(f"{path}: no such file; `factcheck review` makes it")
    put(target, learning.export(recorded(path)))
    return Exit.FINE


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"--until {text}: not a date; write it as YYYY-MM-DD") from None
    if day and day < today():
        raise UsageError(f"--until {text}: is past, the decision would not hold; give the last day on which it does")
    return day


def _at_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _own_name() -> str:
    with suppress(OSError, subprocess.TimeoutExpired):
        told = subprocess.run(["git", "config", "user.name"], capture_output=True, timeout=10, check=False)
        if name := told.stdout.decode(errors="replace").strip():
            return name
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):  # a container often runs as a number that no user has
        raise UsageError("neither git nor the system tells your name for the log; give it by --reviewer") from None
