"""What every command that compares articles does: settings, reading, comparing, judging."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

from factcheck.baseline import Baseline
from factcheck.changes import Changes
from factcheck.cli.output import Progress, say
from factcheck.config import Config, FailOn, Scope, load
from factcheck.decisions import Decision
from factcheck.errors import UsageError
from factcheck.model import Article, Report, Severity, Side, Skipped
from factcheck.store import FOLDER, Store
from factcheck.suppressions import SUFFIXES, Suppression


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for, options that were left out as None."""

    paths: Sequence[str]
    config: Path | None = None
    default_date: str | None = None
    scope: Scope | None = None
    encoder: str | None = None
    fail_on: FailOn | None = None
    min_severity: Severity | None = None
    min_confidence: float | None = None
    baseline: Path | None = None
    decisions: Path | None = None
    since: str | None = None
    new: Sequence[str] = ()
    strict: bool = False
    reproducible: bool = False
    jobs: int = 0
    quiet: bool = False
    ignore_baseline: bool = False
    store: Path | None = Path(FOLDER)

    @property
    def settings(self) -> Config:
        """The configuration with the options laid over it."""
        settings = load(self.config)
        gate = replace(
            settings.gate,
            fail_on=self.fail_on or settings.gate.fail_on,
            min_severity=self.min_severity or settings.gate.min_severity,
            baseline=str(self.baseline or settings.gate.baseline),
        )
        return replace(
            settings,
            scope=self.scope or settings.scope,
            encoder=settings.encoder if self.encoder is None else self.encoder,
            min_confidence=settings.min_confidence if self.min_confidence is None else self.min_confidence,
            gate=gate,
        )


@dataclass(frozen=True, slots=True)
class Done:
    """A judged report, and the baseline that it was judged by."""

    report: Report
    settings: Config
    baseline: Baseline | None = None


def run(request: Request) -> Done:
    """Read, compare and judge, telling on stderr what was skipped. Raises FactcheckError when it cannot."""
    from factcheck import gate

    settings = request.settings
    for line in _unknown_tables(settings):
        say(line)
    known = _baseline("" if request.ignore_baseline else settings.gate.baseline)
    decisions = _decisions(request.decisions)
    articles, skipped = read(request, settings)
    changes = _changes(request, settings, articles)
    report = _compared(request, settings, articles, skipped)
    report = _decided(report, decisions)
    for line in _ended(report, decisions):
        say(line)
    report = gate.judge(
        report,
        settings.gate,
        gate.Known(
            decisions=_holding(decisions),
            suppressions=tuple(_suppressions(articles)),
            baseline=known,
            touched=_touched(changes) if changes else None,
            changed=frozenset().union(*(found.paths for found in changes)),
        ),
    )
    for item in report.skipped:
        if item.what in ("suppression", "language", "facts"):
            say(f"{item.path}: {item.reason}")
    if request.reproducible:
        report = replace(report, run=replace(report.run, seconds={}))
    return Done(report, settings, known)


def today() -> date:
    """Return the day on which decisions are looked at."""
    return datetime.now(UTC).date()


def _compared(request: Request, settings: Config, articles: Sequence[Article], skipped: Sequence[Skipped]) -> Report:
    from factcheck import caching

    progress = Progress(enabled=not request.quiet)
    if request.store is None:
        from factcheck import pipeline

        return pipeline.check(articles, settings, skipped=skipped, jobs=request.jobs, progress=progress)
    with Store.open(request.store, caching.component_version(), say) as store:
        return caching.check(articles, settings, store, skipped=skipped, jobs=request.jobs, progress=progress)


def _unknown_tables(settings: Config) -> Iterator[str]:
    """Tell which additions to the lexicon extend no table of ours: misspelt, or a plug-in's own."""
    names = [file.name.removesuffix(".toml") for file in files("factcheck.lexicon").iterdir()]
    for name in settings.lexicon:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            yield f"[lexicon.{name}] extends no table of factcheck" + (f", did you mean '{near[0]}'?" if near else "")


# --- input ---


def read(request: Request, settings: Config) -> tuple[list[Article], list[Skipped]]:
    """Read the articles asked for, telling on stderr what was skipped; UsageError when there are none."""
    from factcheck import readers

    articles, skipped = readers.read(
        [*request.paths, *request.new],
        default_date=_date(request.default_date),
        day_first=settings.day_first or None,
    )
    for item in skipped:
        say(f"{item.path}: {item.what}{' skipped' if item.unread else ''}: {item.reason}")
    if not articles:
        raise UsageError("nothing readable among the paths given; see the lines above for each file")
    if request.strict and any(item.unread for item in skipped):
        raise UsageError("--strict: an input could not be read; see the lines above")
    return articles, skipped


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--date {text}: not a date; write it as YYYY-MM-DD") from None


# --- what is known and what is new ---


def _baseline(path: str) -> Baseline | None:
    from factcheck import baseline

    return baseline.read(Path(path)) if path else None


def _decisions(path: Path | None) -> tuple[Decision, ...]:
    from factcheck.review import log

    if path and not path.exists():
        raise UsageError(f"--decisions {path}: no such file; `factcheck review` makes it")
    return recorded(path or Path(log.NAME))


def recorded(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a log, none where there is no file, telling on stderr which lines hold none."""
    from factcheck.review import log

    found = log.read(path)
    for note in found.notes:
        say(f"{path}:{note.line}: {note.reason}")
    return found.decisions


def _decided(report: Report, decisions: Sequence[Decision]) -> Report:
    from factcheck.review import log

    return log.apply(report, decisions, today())


def _ended(report: Report, decisions: Sequence[Decision]) -> Iterator[str]:
    """Tell which findings are back because the decision on them has expired."""
    from factcheck.review import log

    known = log.opinions(decisions)
    for finding in report.findings:
        if last := log.ended(known.get(finding.fingerprint, ()), today()):
            told = f"{last.choice.value} by {last.reviewer} until {last.expiry}"
            yield f"{finding.fingerprint} {finding.question} {told}: the decision has expired, the finding counts again"


def _holding(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    from factcheck.review import log

    held = (log.holding(known, today()) for known in log.opinions(decisions).values())
    return tuple(decision for decision in held if decision)


def _suppressions(articles: Sequence[Article]) -> Iterator[Suppression]:
    from factcheck import suppressions
    from factcheck.readers.originals import text_of

    for article in articles:
        if article.path.lower().endswith(SUFFIXES):
            yield from suppressions.find(text_of(Path(article.path)), article.path)


def _changes(request: Request, settings: Config, articles: Sequence[Article]) -> list[Changes]:
    from factcheck import changes, readers

    def before(paths: Sequence[str]) -> Sequence[Article]:
        return readers.read(paths, default_date=_date(request.default_date), day_first=settings.day_first or None)[0]

    found = [changes.since(request.since, articles, before)] if request.since else []
    return [*found, changes.named(request.new, articles)] if request.new else found


def _touched(changes: Sequence[Changes]) -> Callable[[Side], bool]:
    return lambda side: any(found.touches(side) for found in changes)
