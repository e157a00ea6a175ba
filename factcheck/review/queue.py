"""The findings to review, in order, without a terminal and without HTTP: both faces drive this.

Nothing is kept in memory that the log does not hold, but for what was skipped in this session: several queues may
work on one log at a time, in one process or in many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from factcheck.decisions import Choice, Decision
from factcheck.model import Finding, Report, Severity, State, Verdict
from factcheck.review import log
from factcheck.review.changed import Change, changes, earlier

TO_REVIEW = frozenset({Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.UNDECIDED})


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings to walk; an empty set lets everything pass.

    `reviewer` narrows to what that person decided, `disputed` to what two reviewers decided differently, `decided`
    shows findings that already have a decision too, for a second look or a second opinion.
    """

    verdicts: frozenset[Verdict] = TO_REVIEW
    kinds: frozenset[str] = frozenset()
    severities: frozenset[Severity] = frozenset()
    sources: frozenset[str] = frozenset()
    reviewer: str = ""
    decided: bool = False
    disputed: bool = False

    def admits(self, item: Item) -> bool:
        """Tell whether the item is one to show, leaving aside whether it is open."""
        finding = item.finding
        return (
            (not self.verdicts or finding.verdict in self.verdicts)
            and (not self.kinds or finding.kind in self.kinds)
            and (not self.severities or finding.severity in self.severities)
            and (not self.sources or any(s.article.label in self.sources for s in finding.sides))
            and (not self.reviewer or any(d.reviewer == self.reviewer for d in item.opinions))
            and (not self.disputed or item.disputed)
        )


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with what was decided about it.

    `opinions` are the reviewers' latest, earliest first; `holding` is the one in force. `earlier` is a decision on
    this question from before its values or texts changed, `changes` what changed. `accepted` tells that it is
    dismissed by something else than a decision on itself: a comment in the text, or a decision on a part of it.
    """

    finding: Finding
    opinions: tuple[Decision, ...] = ()
    holding: Decision | None = None
    earlier: Decision | None = None
    changes: tuple[Change, ...] = ()
    accepted: bool = False

    @property
    def disputed(self) -> bool:
        """Whether two reviewers decided differently."""
        return len({decision.choice for decision in self.opinions}) > 1

    @property
    def expired(self) -> bool:
        """Whether decisions were made and none is in force any more."""
        return bool(self.opinions) and self.holding is None

    def by(self, reviewer: str) -> Decision | None:
        """Return the reviewer's own opinion."""
        return next((d for d in self.opinions if d.reviewer == reviewer), None)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review is, counting the findings that the filter admits."""

    total: int
    decided: int
    skipped: int
    choices: Mapping[Choice, int]

    @property
    def left(self) -> int:
        """How many are still open, skipped ones included."""
        return self.total - self.decided


def utc_now() -> datetime:
    """Return the time of the machine's clock."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Queue:
    """The review of one report by one reviewer, over the log at `path`.

    With `second`, what others decided is open to this reviewer as well, so that there is a second opinion on it.
    """

    report: Report
    path: Path
    reviewer: str
    second: bool = False
    clock: Callable[[], datetime] = utc_now
    _skipped: dict[str, None] = field(default_factory=dict)
    _read: tuple[tuple[int, int, int], tuple[Decision, ...]] | None = None

    def decisions(self) -> tuple[Decision, ...]:
        """Read the log, anew when another process or tab has written to it."""
        stamp = _stamp(self.path)
        if self._read is None or self._read[0] != stamp:
            self._read = (stamp, log.read(self.path).decisions)
        return self._read[1]

    def items(self, chosen: Filter | None = None) -> tuple[Item, ...]:
        """Return all findings that the filter admits, gravest first, decided ones included."""
        chosen = chosen or Filter()
        return tuple(item for item in self._items() if chosen.admits(item))

    def open(self, chosen: Filter | None = None) -> tuple[Item, ...]:
        """Return what is to be decided: the gravest first, what was skipped last."""
        chosen = chosen or Filter()
        waiting = [item for item in self.items(chosen) if chosen.decided or not self.settled(item)]
        order = {fingerprint: place for place, fingerprint in enumerate(self._skipped)}
        return tuple(sorted(waiting, key=lambda item: order.get(item.finding.fingerprint, -1)))

    def settled(self, item: Item) -> bool:
        """Tell whether this reviewer need not look at the item any more."""
        if item.holding is None:
            return item.accepted
        return not self.second or item.by(self.reviewer) is not None

    def next(self, chosen: Filter | None = None, after: str = "") -> Item | None:
        """Return the first open item, or the one that follows `after`, going round; None when everything is decided."""
        waiting = self.open(chosen)
        names = [item.finding.fingerprint for item in waiting]
        if after in names:
            waiting = waiting[names.index(after) + 1 :] + waiting[: names.index(after) + 1]
        return waiting[0] if waiting else None

    def find(self, fingerprint: str) -> Item | None:
        """Return the item of a finding, by its whole fingerprint or an unambiguous beginning."""
        found = [item for item in self._items() if fingerprint and item.finding.fingerprint.startswith(fingerprint)]
        return found[0] if len(found) == 1 else None

    def decide(self, fingerprint: str, choice: Choice, reason: str = "", expiry: date | None = None) -> Decision:
        """Record a decision; on return it is on the disk. KeyError when the report has no such finding."""
        finding = next((f for f in self.report.findings if f.fingerprint == fingerprint), None)
        if finding is None:
            raise KeyError(fingerprint)
        decision = log.decide(finding, choice, self.reviewer, self._now(), reason, expiry)
        log.append(self.path, decision)
        self._skipped.pop(fingerprint, None)
        return decision

    def skip(self, fingerprint: str) -> None:
        """Move a finding to the end of the queue for this session."""
        self._skipped.pop(fingerprint, None)
        self._skipped[fingerprint] = None

    def undo(self) -> Decision | None:
        """Take back this reviewer's latest decision on a finding of this report, and return it; None if there is none.

        Works across restarts, and again and again: each call takes back the one before.
        """
        here = {finding.fingerprint for finding in self.report.findings}
        own = [
            decision
            for fingerprint, known in log.opinions(self.decisions()).items()
            for decision in known
            if decision.reviewer == self.reviewer and fingerprint in here
        ]
        if not own:
            return None
        last = max(own, key=lambda d: d.time)
        self.decide(last.fingerprint, Choice.OPEN, reason=f"took back: {last.choice.value}")
        return last

    def progress(self, chosen: Filter | None = None) -> Progress:
        """Count what the filter admits."""
        items = self.items(chosen)
        waiting = [item for item in items if not self.settled(item)]
        choices = [item.holding.choice for item in items if item.holding]
        skipped = sum(item.finding.fingerprint in self._skipped for item in waiting)
        return Progress(
            len(items), len(items) - len(waiting), skipped, {c: choices.count(c) for c in Choice if c in choices}
        )

    def _now(self) -> datetime:
        """Return the time, later than any decision in the log: a clock put back must not undo by accident."""
        now = self.clock().astimezone(UTC)
        known = self.decisions()
        return max(now, known[-1].time + timedelta(microseconds=1)) if known else now

    def _items(self) -> Iterator[Item]:
        decisions = self.decisions()
        known = log.opinions(decisions)
        today = self.clock().date()
        before = earlier(self.report.findings, known)
        touched = {decision.fingerprint for decision in decisions}
        for finding in self.report.findings:
            own = known.get(finding.fingerprint, ())
            old = None if own else before.get(finding.fingerprint)
            accepted = finding.state is State.DISMISSED and finding.fingerprint not in touched
            yield Item(finding, own, log.holding(own, today), old, changes(old, finding) if old else (), accepted)


def _stamp(path: Path) -> tuple[int, int, int]:
    """Return what changes whenever a file is written: an appended line always changes its size."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return found.st_ino, found.st_size, found.st_mtime_ns


def sources(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the sources that occur, for a filter to offer."""
    return tuple(sorted({side.article.label for finding in findings for side in finding.sides}))
