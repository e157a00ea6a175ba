"""Pass or fail: which findings of a report are grave enough to stop a build."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.config import FailOn, Gate
from factcheck.model import Finding, Report, State, Verdict

_FAILING: Mapping[FailOn, frozenset[Verdict]] = {
    FailOn.CONTRADICTION: frozenset({Verdict.CONTRADICTION}),
    FailOn.DISPUTE: frozenset({Verdict.CONTRADICTION, Verdict.DISPUTE}),
    FailOn.UPDATE: frozenset({Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.UPDATE}),
    FailOn.NONE: frozenset(),
}
_SETTLED = frozenset({State.KNOWN, State.DISMISSED})


def failing(report: Report, gate: Gate) -> tuple[Finding, ...]:
    """Return the findings that make the run fail, in the order of the report."""
    verdicts = _FAILING[gate.fail_on]
    return tuple(
        finding
        for finding in report.findings
        if finding.verdict in verdicts
        and finding.severity.rank >= gate.min_severity.rank
        and finding.state not in _SETTLED
    )
