"""Pass or fail: which findings are grave enough to stop a build, and which are let through on what ground."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from factcheck.baseline import Baseline
from factcheck.config import FailOn, Gate
from factcheck.decisions import Choice, Decision
from factcheck.identity import DISCREPANCIES, digest, pairs
from factcheck.model import Acceptance, Finding, Ground, Report, Side, Skipped, State, Verdict
from factcheck.suppressions import Suppression

_FAILING: Mapping[FailOn, frozenset[Verdict]] = {
    FailOn.CONTRADICTION: frozenset({Verdict.CONTRADICTION}),
    FailOn.DISPUTE: frozenset({Verdict.CONTRADICTION, Verdict.DISPUTE}),
    FailOn.UPDATE: frozenset({Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.UPDATE}),
    FailOn.NONE: frozenset(),
}
_SETTLED = frozenset({State.KNOWN, State.DISMISSED})
_STATES = {Ground.DECISION: State.DISMISSED, Ground.TEXT: State.DISMISSED}


@dataclass(frozen=True, slots=True)
class Known:
    """What may let a finding through.

    `decisions` are those in force, one for each finding decided. `touched` tells whether a side stands in an added
    or changed passage; None when everything counts as such. `changed` are the paths of the articles that hold those.
    """

    decisions: Sequence[Decision] = ()
    suppressions: Sequence[Suppression] = ()
    baseline: Baseline | None = None
    touched: Callable[[Side], bool] | None = None
    changed: frozenset[str] = frozenset()


def judge(report: Report, gate: Gate, known: Known) -> Report:
    """Return the report with states, grounds and what fails; findings of changed passages come first.

    A comment that suppresses nothing is added to `skipped`. A decision of confirmed or unsure stays visible.
    """
    accepted: dict[str, Acceptance] = {}
    least = min((verdict.rank, verdict) for verdict in _FAILING[gate.fail_on] or {Verdict.CONTRADICTION})[1]
    decided = _Decided.by(known.decisions)
    useful: set[Suppression] = set()
    for finding in report.findings:
        ground = (
            _by_decision(finding, decided, least)
            or _by_text(finding, known.suppressions, least, useful)
            or _by_baseline(finding, known.baseline, least)
            or _by_change(finding, known.touched)
        )
        if ground:
            accepted[finding.fingerprint] = ground
    stated = [_stated(finding, accepted.get(finding.fingerprint)) for finding in report.findings]
    if touched := known.touched:
        stated.sort(key=lambda finding: not any(map(touched, finding.sides)))
    judged = replace(
        report,
        findings=tuple(stated),
        accepted=accepted,
        changed=known.changed,
        skipped=(*report.skipped, *_useless(known.suppressions, useful)),
    )
    return replace(judged, failing=frozenset(finding.fingerprint for finding in failing(judged, gate)))


def failing(report: Report, gate: Gate) -> tuple[Finding, ...]:
    """Return the findings that make the run fail, in the order of the report."""
    verdicts = _FAILING[gate.fail_on]
    return tuple(
        finding
        for finding in report.findings
        if finding.verdict in verdicts
        and finding.severity.rank >= gate.min_severity.rank
        and finding.state not in _SETTLED
        and finding.fingerprint not in report.accepted
    )


def _stated(finding: Finding, accepted: Acceptance | None) -> Finding:
    if not accepted or finding.state not in (State.NEW, State.UNSURE):
        return finding
    return replace(finding, state=_STATES.get(accepted.ground, State.KNOWN))


# --- the grounds ---


@dataclass(frozen=True, slots=True)
class _Decided:
    """Decisions by the finding they are on; dismissals also by each pair of sides, with all of their pairs."""

    findings: Mapping[str, Decision]
    pairs: Mapping[str, Sequence[tuple[frozenset[str], Decision]]]

    @classmethod
    def by(cls, decisions: Sequence[Decision]) -> _Decided:
        pairs: dict[str, list[tuple[frozenset[str], Decision]]] = {}
        for decision in decisions:
            if decision.choice is Choice.DISMISSED:
                parts = [(said.source, said.canonical, said.text) for said in decision.sides]
                own = frozenset(digest(decision.kind, two) for two in combinations(parts, 2))
                for pair in own:
                    pairs.setdefault(pair, []).append((own, decision))
        return cls({decision.fingerprint: decision for decision in decisions}, pairs)


def _by_decision(finding: Finding, decided: _Decided, least: Verdict) -> Acceptance | None:
    """A dismissal holds for the finding, and for the same disagreement when another source has joined it."""
    own = decided.findings.get(finding.fingerprint)
    if own:
        return Acceptance(Ground.DECISION, own.reason) if own.choice is Choice.DISMISSED else None
    grave = _grave(finding, least)
    known = decided.pairs.get(min(grave), ()) if grave else ()
    return next((Acceptance(Ground.DECISION, of.reason) for dismissed, of in known if grave <= dismissed), None)


def _by_text(
    finding: Finding, suppressions: Sequence[Suppression], least: Verdict, useful: set[Suppression]
) -> Acceptance | None:
    paths = {side.article.path for side in finding.sides}
    here = [s for s in suppressions if not s.problem and s.path in paths]
    grave = _grave(finding, least)
    hits = [s for s in here if s.fingerprint == finding.fingerprint or s.fingerprint in grave]
    named = {s.fingerprint for s in hits}
    if finding.fingerprint not in named and not (grave and grave <= named):
        return None
    useful.update(hits)
    return Acceptance(Ground.TEXT, hits[0].reason)


def _by_baseline(finding: Finding, baseline: Baseline | None, least: Verdict) -> Acceptance | None:
    known = baseline and finding.verdict in DISCREPANCIES and baseline.knows(finding, least)
    return Acceptance(Ground.BASELINE) if known else None


def _by_change(finding: Finding, touched: Callable[[Side], bool] | None) -> Acceptance | None:
    if touched is None or finding.verdict not in DISCREPANCIES or any(map(touched, finding.sides)):
        return None
    return Acceptance(Ground.UNCHANGED)


def _grave(finding: Finding, least: Verdict) -> frozenset[str]:
    return frozenset(pairs(finding, least if least.rank < finding.verdict.rank else finding.verdict))


def _useless(suppressions: Iterable[Suppression], useful: set[Suppression]) -> Iterator[Skipped]:
    for s in suppressions:
        if s not in useful:
            problem = s.problem or f"ignores {s.fingerprint}, which is no finding of this run; delete the comment"
            yield Skipped(s.path, "suppression", f"The comment in line {s.line} {problem}")
