"""What the command line writes: reports, lines on stderr, the exit code."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path

from factcheck.errors import UsageError
from factcheck.model import Article, Ground, Report, Verdict
from factcheck.paths import file_of
from factcheck.presentation.words import counted, tally
from factcheck.report import Format, by_name, by_suffix

STDOUT = "-"


class Exit(IntEnum):
    """The exit codes that scripts rely on."""

    FINE = 0
    GATE_FAILED = 1
    COULD_NOT_RUN = 2
    INTERNAL = 3


@dataclass(frozen=True, slots=True)
class Target:
    """A place to write to and the format to write in."""

    path: str
    format: Format


def targets(outputs: Sequence[str], format_name: str | None, stdout: str = "") -> list[Target]:
    """Pair each output path with its format, before the long work.

    The suffix of a path names its format; a path whose suffix says nothing gets `format_name`. Stdout gets
    `format_name` or `stdout`, or Markdown when nothing at all was asked for.
    """
    found = [Target(path, _format(path, format_name)) for path in outputs]
    for target in found:
        require_folder(target.path)
    wanted = format_name or stdout
    if not found or (wanted and not any(target.format.name == wanted for target in found)):
        found.append(Target(STDOUT, by_name(wanted or "markdown")))
    return found


def require_folder(path: str) -> None:
    """Raise UsageError when there is no folder to write `path` in: before the long work, not after it."""
    parent = Path(path).parent
    if path != STDOUT and not parent.is_dir():
        raise UsageError(f"-o {path}: the folder {parent} does not exist; create it first")


def spare_articles(path: str, articles: Iterable[Article]) -> None:
    """Raise UsageError when `path`, about to be written, is a file that one of the articles was read from."""
    if path != STDOUT and Path(path).is_file():
        files = {file_of(article.path) for article in articles}
        if any(file and file.samefile(path) for file in files):
            raise UsageError(f"-o {path}: is one of the articles, which would be lost; name another file")


def _format(path: str, format_name: str | None) -> Format:
    if path == STDOUT:
        return by_name(format_name or "markdown")
    if _is_folder(path):
        if format_name not in (None, "html"):
            raise UsageError(f"-o {path}: a folder holds HTML pages; name a file for {format_name}")
        return by_name("html")
    try:
        return by_suffix(path)
    except UsageError:
        if format_name:
            return by_name(format_name)
        raise


def write(report: Report, found: Sequence[Target]) -> None:
    """Write the report to every target; UsageError names the one that cannot be written, or is an article."""
    for target in found:
        spare_articles(target.path, report.articles)
    full = placed(report) if any(target.format.places for target in found) else report
    for target in found:
        if _is_folder(target.path):
            _put_pages(report, Path(target.path))
        else:
            put(target.path, target.format.render(full if target.format.places else report))


def _is_folder(path: str) -> bool:
    return path.endswith("/") or Path(path).is_dir()


def _put_pages(report: Report, folder: Path) -> None:
    """Write the HTML report as an index and a page for each story."""
    from factcheck.report import html

    make_folder(folder)
    for name, text in html.pages(report).items():
        put(str(folder / name), text)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where it is not there; UsageError when it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: the folder cannot be made ({error.strerror}); choose another place") from error


def summarise(report: Report) -> None:
    """Append the summary of the job to the file that GitHub Actions shows, where it names one."""
    from factcheck.report import github

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(github.summary(placed(report)))
    except OSError as error:  # the report is written, and the exit code is not the summary's to decide
        say(f"{path}: the summary of the job cannot be written ({error.strerror})")


def placed(report: Report) -> Report:
    """Return the report with the line and column of every side."""
    from factcheck.readers.originals import places

    return replace(report, places=places(side for finding in report.findings for side in finding.sides))


def put(path: str, text: str) -> None:
    """Write a text to a file, or to stdout for '-'; UsageError when it cannot be written."""
    try:
        if path == STDOUT:
            _print(text)
        else:
            Path(path).write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise UsageError(f"-o {path}: cannot be written ({error.strerror}); choose another place") from error


def _print(text: str) -> None:
    if sys.stdout is None:
        raise UsageError("-o -: standard output is closed; name a file by -o")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # Python writes what is left in the buffer as it ends, and would leave with a code of its own
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # `| head` has seen enough: the other outputs and the exit code are owed all the same
        if not isinstance(error, BrokenPipeError):
            raise


def summary(report: Report) -> str:
    """Return what came of a run in one line."""
    told = tally(report.findings)
    grave = {f.fingerprint for f in report.findings if f.verdict in (Verdict.CONTRADICTION, Verdict.DISPUTE)}
    let = [report.accepted[fingerprint].ground for fingerprint in sorted(grave & report.accepted.keys())]
    through = [f"{let.count(ground)} {ground.value}" for ground in Ground if ground in let]
    ending = [f"{len(report.failing)} fail the gate"] if report.failing else []
    return f"{counted(len(report.articles), 'article')}: {'; '.join([told or 'no findings', *through, *ending])}"


def seconds(report: Report) -> str:
    """Return how long each stage took."""
    spent = ", ".join(f"{stage} {taken:.2f} s" for stage, taken in report.run.seconds.items())
    return spent or "nothing was worked out: the articles are those of an earlier run, or --reproducible was given"


def say(line: str) -> None:
    """Write a line to stderr, unless who listened there has left."""
    with suppress(BrokenPipeError):
        sys.stderr.write(f"{line}\n")


@dataclass(slots=True)
class Progress:
    """Tells on stderr how far a stage has come, once it has lasted a second, and then every second at most."""

    enabled: bool
    stage: str = ""
    told: float = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note; write a line when it is time."""
        now = time.monotonic()
        if stage != self.stage:
            self.stage, self.told = stage, now
        if self.enabled and now - self.told >= 1:
            self.told = now
            say(f"{stage}: {done:,} of {total:,}" if total else f"{stage} …")
