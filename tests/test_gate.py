from dataclasses import replace
from datetime import UTC, datetime

import pytest

from factcheck import baseline
from factcheck.config import FailOn, Gate
from factcheck.decisions import Choice
from factcheck.findings import fold
from factcheck.gate import Known, failing, judge
from factcheck.model import Acceptance, Comparison, Fact, Finding, Ground, Report, Run, Severity, State, Verdict
from factcheck.review import log
from factcheck.suppressions import Suppression
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


# --- what lets a finding through ---

RED, BLUE, GREEN = (
    fact(statement(article(f"The barn was {word}.", f"{word}.md", f"{word} post")), word)
    for word in ("red", "blue", "green")
)


def of(*links: Comparison) -> Report:
    findings = fold(links, lambda _: "Which colour?", 0.5)
    paths = {f.statement.article.path: f.statement.article for link in links for f in sides(link)}
    return Report(Run("0", "0" * 16), tuple(paths.values()), findings)


def sides(link: Comparison) -> tuple[Fact, Fact]:
    return link.alignment.left, link.alignment.right


TWO = of(compared(RED, BLUE, Verdict.CONTRADICTION))
THREE = of(
    compared(RED, BLUE, Verdict.CONTRADICTION),
    compared(RED, GREEN, Verdict.AGREEMENT),
    compared(BLUE, GREEN, Verdict.AGREEMENT),
)
FINGERPRINT = TWO.findings[0].fingerprint
NOW = datetime(2031, 5, 4, tzinfo=UTC)


def only(report: Report) -> Finding:
    (found,) = report.findings
    return found


def ignoring(path: str = "red.md", fingerprint: str = FINGERPRINT, **more: str) -> Suppression:
    return Suppression(path, 7, fingerprint, more.get("reason", "agreed"), more.get("problem", ""))


def test_without_knowledge_everything_grave_fails():
    judged = judge(TWO, Gate(), Known())
    assert judged.failing == {FINGERPRINT}
    assert not judged.accepted
    assert only(judged).state is State.NEW


@pytest.mark.parametrize("report", [TWO, THREE])
def test_a_finding_in_the_baseline_is_known(report):
    judged = judge(report, Gate(), Known(baseline=baseline.of(TWO.findings)))
    assert not judged.failing
    assert only(judged).state is State.KNOWN
    assert judged.accepted[only(judged).fingerprint].ground is Ground.BASELINE


@pytest.mark.parametrize("report", [TWO, THREE])
def test_a_dismissal_holds_when_an_agreeing_source_joins(report):
    decision = log.decide(only(TWO), Choice.DISMISSED, "ann", NOW, "same barn, repainted")
    judged = judge(report, Gate(), Known(decisions=[decision]))
    assert not judged.failing
    assert only(judged).state is State.DISMISSED
    assert judged.accepted[only(judged).fingerprint] == Acceptance(Ground.DECISION, "same barn, repainted")


@pytest.mark.parametrize("choice", [Choice.CONFIRMED, Choice.UNSURE])
def test_what_was_confirmed_or_unsure_fails_and_stays_visible(choice):
    decision = log.decide(only(TWO), choice, "ann", NOW)
    decided = log.apply(TWO, [decision], NOW.date())
    assert judge(decided, Gate(), Known(decisions=[decision])).failing == {FINGERPRINT}
    confirmed = judge(decided, Gate(), Known([decision], baseline=baseline.of(TWO.findings)))
    assert not confirmed.failing
    if choice is Choice.CONFIRMED:
        assert only(confirmed).state is State.CONFIRMED


def test_a_dismissal_of_another_finding_holds_nothing():
    other = only(of(compared(RED, GREEN, Verdict.CONTRADICTION)))
    decision = log.decide(other, Choice.DISMISSED, "ann", NOW)
    assert judge(TWO, Gate(), Known(decisions=[decision])).failing == {FINGERPRINT}


@pytest.mark.parametrize("report", [TWO, THREE])
def test_a_comment_in_either_article_lets_one_finding_pass(report):
    for path in ("red.md", "blue.md"):
        judged = judge(report, Gate(), Known(suppressions=[ignoring(path)]))
        assert not judged.failing
        assert not judged.skipped
        assert judged.accepted[only(judged).fingerprint] == Acceptance(Ground.TEXT, "agreed")


@pytest.mark.parametrize(
    ("suppression", "said"),
    [
        (ignoring("green.md"), "no finding of this run"),
        (ignoring(fingerprint="f" * 16), "no finding of this run"),
        (ignoring(problem="gives no reason"), "gives no reason"),
    ],
)
def test_a_comment_that_suppresses_nothing_is_reported(suppression, said):
    judged = judge(TWO, Gate(), Known(suppressions=[suppression]))
    assert judged.failing == {FINGERPRINT}
    assert [item.what for item in judged.skipped] == ["suppression"]
    assert "line 7" in judged.skipped[0].reason
    assert said in judged.skipped[0].reason


def test_only_findings_that_touch_a_change_fail_and_come_first():
    white = fact(statement(article("The roof was white.", "white.md")), "white")
    black = fact(statement(article("The roof was black.", "black.md")), "black")
    both = of(compared(RED, BLUE, Verdict.CONTRADICTION), compared(white, black, Verdict.CONTRADICTION, score=0.8))
    assert [f.sides[0].article.path for f in both.findings] == ["blue.md", "black.md"]
    touched = Known(touched=lambda side: side.article.path == "white.md", changed=frozenset({"white.md"}))
    judged = judge(both, Gate(), touched)
    assert [f.sides[0].article.path for f in judged.findings] == ["black.md", "blue.md"]
    assert judged.failing == {judged.findings[0].fingerprint}
    assert judged.findings[1].state is State.KNOWN
    assert judged.accepted[judged.findings[1].fingerprint].ground is Ground.UNCHANGED
    assert judged.changed == {"white.md"}


def test_the_gate_fails_on_what_it_is_told_even_when_a_milder_pair_is_known():
    update = of(compared(RED, BLUE, Verdict.UPDATE))
    known = Known(baseline=baseline.of(update.findings))
    assert not judge(update, Gate(FailOn.UPDATE), known).failing
    assert judge(TWO, Gate(FailOn.UPDATE), known).failing == {FINGERPRINT}
    assert not judge(TWO, Gate(FailOn.NONE), Known()).failing


def test_agreements_are_not_let_through_since_they_never_fail():
    agreed = of(compared(RED, BLUE, Verdict.AGREEMENT))
    judged = judge(agreed, Gate(), Known(touched=lambda _: False, baseline=baseline.of(TWO.findings)))
    assert not judged.accepted
    assert only(judged).state is State.NEW
