"""Findings that changed since they were decided: which decision was on them, and what is said otherwise now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from factcheck.decisions import Decision, Said
from factcheck.model import Finding, Side

_Clue = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What one source said when the finding was decided, and what it says now; None where it said nothing."""

    source: str
    was: str | None
    now: str | None


def earlier(findings: Sequence[Finding], known: Mapping[str, Sequence[Decision]]) -> Mapping[str, Decision]:
    """Return, by fingerprint, the decision on what a finding that nobody decided was before it changed.

    `known` holds the opinions by fingerprint. A decision whose finding is gone goes to the finding with the most
    similar texts. They must share their sources, or two of them when a source joined or left, and either the question
    or one source's value and words.
    """
    here = {finding.fingerprint for finding in findings}
    gone: dict[_Clue, list[Decision]] = {}
    for fingerprint, own in known.items():
        if fingerprint not in here:
            for clue in _clues(own[-1]):
                gone.setdefault(clue, []).append(own[-1])
    pairs = [
        (_likeness(finding, old), finding.fingerprint, old)
        for finding in findings
        if finding.fingerprint not in known
        for old in _candidates(finding, gone)
    ]
    matched: dict[str, Decision] = {}
    taken: set[str] = set()
    for _, fingerprint, old in sorted(pairs, key=lambda p: (-p[0], p[1], p[2].fingerprint)):
        if fingerprint not in matched and old.fingerprint not in taken:
            matched[fingerprint] = old
            taken.add(old.fingerprint)
    return matched


def _clues(of: Finding | Decision) -> set[_Clue]:
    """Return what a changed finding may be known again by: its question, or what one side says."""
    return {(of.kind, of.question), *((of.kind, side.canonical, side.text) for side in of.sides)}


def _candidates(finding: Finding, gone: Mapping[_Clue, Sequence[Decision]]) -> Iterator[Decision]:
    now = {side.article.label for side in finding.sides}
    for old in {decision.fingerprint: decision for clue in _clues(finding) for decision in gone.get(clue, ())}.values():
        then = {_source(side) for side in old.sides}
        if now == then or len(now & then) > 1:
            yield old


def _likeness(finding: Finding, old: Decision) -> float:
    now, then = ("\n".join(sorted(side.text for side in of.sides)) for of in (finding, old))
    return SequenceMatcher(None, now, then, autojunk=False).quick_ratio()


def changes(old: Decision, finding: Finding) -> tuple[Change, ...]:
    """Tell by source what was said when `old` was decided and what is said now; what stayed is left out."""
    was = dict.fromkeys((_source(side), _told(side)) for side in old.sides)
    now = dict.fromkeys((side.article.label, _told(side)) for side in finding.sides)
    lost = [key for key in was if key not in now]
    new = [key for key in now if key not in was]
    return tuple(_paired(lost, new))


def _paired(lost: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Iterator[Change]:
    for source in dict.fromkeys(source for source, _ in (*lost, *new)):
        before, after = ([told for name, told in some if name == source] for some in (lost, new))
        for was, now in zip_longest(before, after):
            yield Change(source, was, now)


def _source(said: Said) -> str:
    """Return the source as `Article.label` has it."""
    return said.source or said.path


def _told(side: Side | Said) -> str:
    return f"{side.value}: {' '.join(side.text.split())}"
