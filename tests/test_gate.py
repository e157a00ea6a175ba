from dataclasses import replace

import pytest

from factcheck.config import FailOn, Gate
from factcheck.findings import fold
from factcheck.gate import failing
from factcheck.model import Report, Run, Severity, State, Verdict
from tests.factories import article, compared, fact, statement


def report(verdict: Verdict, severity: Severity = Severity.MAJOR, state: State = State.NEW) -> Report:
    one, two = article("The barn was red.", "a.txt"), article("The barn was blue.", "b.txt")
    link = compared(fact(statement(one), "red"), fact(statement(two), "blue"), verdict, severity=severity)
    findings = tuple(replace(f, state=state) for f in fold([link], lambda _: "Which colour?", 0.5))
    return Report(Run("0", "0" * 16), (one, two), findings)


@pytest.mark.parametrize(
    ("fail_on", "failing_verdicts"),
    [
        (FailOn.CONTRADICTION, {Verdict.CONTRADICTION}),
        (FailOn.DISPUTE, {Verdict.CONTRADICTION, Verdict.DISPUTE}),
        (FailOn.UPDATE, {Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.UPDATE}),
        (FailOn.NONE, set()),
    ],
)
def test_only_the_verdicts_asked_for_fail(fail_on, failing_verdicts):
    for verdict in Verdict:
        assert bool(failing(report(verdict), Gate(fail_on))) == (verdict in failing_verdicts)


def test_milder_findings_than_asked_for_pass():
    mild = report(Verdict.CONTRADICTION, Severity.MINOR)
    assert failing(mild, Gate(min_severity=Severity.MINOR))
    assert not failing(mild, Gate(min_severity=Severity.MAJOR))


@pytest.mark.parametrize(
    ("state", "fails"),
    [
        (State.NEW, True),
        (State.CONFIRMED, True),
        (State.UNSURE, True),
        (State.KNOWN, False),
        (State.DISMISSED, False),
    ],
)
def test_known_and_dismissed_findings_pass(state, fails):
    assert bool(failing(report(Verdict.CONTRADICTION, state=state), Gate())) == fails
