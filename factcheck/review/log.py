"""factcheck-decisions.jsonl: one decision a line, appended only, so that it merges in git and survives any kill.

The state is a pure function of the lines: of each reviewer's decisions on a finding the latest counts, and of the
reviewers' latest ones the latest; `open` takes a reviewer's own decision back. The order of the lines means nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from factcheck.decisions import Choice, Decision, Said
from factcheck.errors import StoreError
from factcheck.model import Finding, Report, Severity, State, Verdict
from factcheck.presentation.passages import opposed

NAME = "factcheck-decisions.jsonl"
SCHEMA = "factcheck/decision/1"
_CONFLICT = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
_STATES = {Choice.CONFIRMED: State.CONFIRMED, Choice.DISMISSED: State.DISMISSED, Choice.UNSURE: State.UNSURE}


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the log that holds no decision, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Log:
    """The decisions of a file in order of time, and notes on the lines that were passed over."""

    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()


# --- writing ---


def append(path: Path, decision: Decision) -> None:
    """Write one decision to the end of the file and wait until it is on the disk.

    One write call appends the whole line, so that processes at work side by side do not mix theirs. A line that a
    kill left unfinished is closed first. Raises StoreError when the line cannot be written whole.
    """
    line = _encoded(decision) + b"\n"
    new = not path.exists()
    try:
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        try:
            if _unfinished(handle):
                line = b"\n" + line
            written = os.write(handle, line)
            os.fsync(handle)
        finally:
            os.close(handle)
        if new:
            _sync_folder(path.parent)
    except OSError as error:
        raise StoreError(f"{path}: the decision cannot be written ({error.strerror}); it is not recorded") from error
    if written != len(line):
        raise StoreError(f"{path}: the disk took {written} of {len(line)} bytes; make room, then decide again")


def _unfinished(handle: int) -> bool:
    end = os.lseek(handle, 0, os.SEEK_END)
    if not end:
        return False
    os.lseek(handle, end - 1, os.SEEK_SET)
    return os.read(handle, 1) != b"\n"


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system lets one open a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _encoded(decision: Decision) -> bytes:
    content = as_dict(decision)
    try:
        return json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # a lone surrogate in an article
        return json.dumps(content).encode()


def as_dict(decision: Decision) -> dict[str, Any]:
    """Return the decision as it stands in the log."""
    return {
        "schema": SCHEMA,
        "fingerprint": decision.fingerprint,
        "decision": decision.choice.value,
        "reviewer": decision.reviewer,
        "time": decision.time.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "reason": decision.reason,
        "expiry": decision.expiry and decision.expiry.isoformat(),
        "finding": {
            "kind": decision.kind,
            "verdict": decision.verdict.value,
            "severity": decision.severity.value,
            "confidence": round(decision.confidence, 3),
            "rule": decision.rule,
            "question": decision.question,
            "sides": [
                {"source": s.source, "path": s.path, "value": s.value, "canonical": s.canonical, "text": s.text}
                for s in decision.sides
            ],
        },
    }


# --- reading ---


def read(path: Path) -> Log:
    """Return the decisions in the file; a file that is not there holds none.

    Lines that a kill or a merge left behind are passed over and noted. Raises StoreError, naming the line, where a
    whole record holds something that no version of this format may hold: guessing there would lose a decision.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Log()
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    found: dict[Decision, None] = {}
    notes: list[Note] = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.startswith(_CONFLICT):
            notes.append(Note(number, "a git conflict marker: keep the lines of both sides and delete the markers"))
        elif line.strip():
            record = _parsed(line)
            if record is None:
                notes.append(Note(number, "incomplete, as a write that was cut off leaves it; passed over"))
            else:
                found.setdefault(_decision(record, f"{path}:{number}"))
    return Log(tuple(sorted(found, key=lambda d: d.time)), tuple(notes))


def _parsed(line: bytes) -> Mapping[str, Any] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):  # covers a character cut in two
        return None
    return record if isinstance(record, dict) else None


def _decision(record: Mapping[str, Any], place: str) -> Decision:
    schema = record.get("schema")
    if schema != SCHEMA:
        raise StoreError(f"{place}: written as {schema!r}, this version reads {SCHEMA!r}; install the newer factcheck")
    try:
        about = record.get("finding") or {}
        return Decision(
            fingerprint=_text(record["fingerprint"]),
            choice=Choice(record["decision"]),
            reviewer=_text(record["reviewer"]),
            time=_moment(record["time"]),
            reason=_text(record.get("reason") or ""),
            expiry=date.fromisoformat(record["expiry"]) if record.get("expiry") else None,
            kind=_text(about.get("kind", "")),
            verdict=Verdict(about.get("verdict", Verdict.UNDECIDED.value)),
            severity=Severity(about.get("severity", Severity.NOTE.value)),
            confidence=_probability(about.get("confidence", 0)),
            rule=_text(about.get("rule", "")),
            question=_text(about.get("question", "")),
            sides=tuple(
                Said(*(_text(side.get(key, "")) for key in ("source", "path", "value", "canonical", "text")))
                for side in about.get("sides", ())
            ),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        what = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise StoreError(f"{place}: not a decision ({what}); correct the line, or delete it to forget it") from error


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(f"{value!r} is not text")


def _probability(value: float) -> float:
    if 0 <= float(value) <= 1:
        return float(value)
    raise ValueError(f"{value!r} is not a probability")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"the time {text!r} has no zone")
    return moment.astimezone(UTC)


# --- what holds ---


def decide(
    finding: Finding, choice: Choice, reviewer: str, now: datetime, reason: str = "", expiry: date | None = None
) -> Decision:
    """Return a decision on `finding` that remembers what its sides said, the two most at odds first."""
    first = opposed(finding)
    sides = [finding.sides[n] for n in (*first, *(n for n in range(len(finding.sides)) if n not in first))]
    return Decision(
        fingerprint=finding.fingerprint,
        choice=choice,
        reviewer=reviewer,
        time=now.astimezone(UTC),
        reason=reason,
        expiry=expiry,
        kind=finding.kind,
        verdict=finding.verdict,
        severity=finding.severity,
        confidence=finding.confidence,
        rule=finding.rule,
        question=finding.question,
        sides=tuple(Said(s.article.source, s.article.path, s.value, s.canonical, s.text) for s in sides),
    )


def opinions(decisions: Iterable[Decision]) -> Mapping[str, tuple[Decision, ...]]:
    """Return, by fingerprint, each reviewer's latest decision, earliest first; those taken back are left out."""
    latest: dict[tuple[str, str], Decision] = {}
    for decision in sorted(decisions, key=lambda d: d.time):
        latest[decision.fingerprint, decision.reviewer] = decision
    found: dict[str, list[Decision]] = {}
    for decision in sorted(latest.values(), key=lambda d: d.time):
        if decision.choice is not Choice.OPEN:
            found.setdefault(decision.fingerprint, []).append(decision)
    return {fingerprint: tuple(known) for fingerprint, known in found.items()}


def holding(known: Sequence[Decision], today: date) -> Decision | None:
    """Return the latest of the opinions on one finding that has not expired."""
    alive = [d for d in known if d.expiry is None or today <= d.expiry]
    return alive[-1] if alive else None


def ended(known: Sequence[Decision], today: date) -> Decision | None:
    """Return the opinion on one finding that expired last, where none holds any more."""
    over = [d for d in known if d.expiry is not None and d.expiry < today]
    return max(over, key=lambda d: d.expiry or today) if over and not holding(known, today) else None


def apply(report: Report, decisions: Iterable[Decision], today: date) -> Report:
    """Return the report with the state of each decided finding set; the others keep theirs."""
    known = opinions(decisions)
    return replace(report, findings=tuple(_stated(f, known.get(f.fingerprint, ()), today) for f in report.findings))


def _stated(finding: Finding, known: Sequence[Decision], today: date) -> Finding:
    decision = holding(known, today)
    return replace(finding, state=_STATES[decision.choice]) if decision else finding
