from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from factcheck.decisions import Choice, Decision
from factcheck.model import Finding
from factcheck.review import log
from factcheck.review.changed import changes, earlier
from tests.report.fixtures import bridge, edited


def decided(finding: Finding) -> Decision:
    return log.decide(finding, Choice.DISMISSED, "Mara", datetime(2031, 3, 9, tzinfo=UTC))


def by_fingerprint(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    return {decision.fingerprint: (decision,) for decision in decisions}


def test_a_value_that_changed_is_known_again_and_told() -> None:
    before = bridge()
    report = edited(before, 0, "Fifteen people", "Sixteen people", "16 people")
    old = decided(before.findings[0])
    assert earlier(report.findings, by_fingerprint([old])) == {"0" * 16: old}
    (change,) = changes(old, report.findings[0])
    assert change.source == "Northern Post"
    assert change.was is not None
    assert change.was.startswith("15 people: Fifteen people")
    assert change.now is not None
    assert change.now.startswith("16 people: Sixteen people")


def test_a_source_that_joins_said_nothing_before() -> None:
    whole = bridge().findings[0]
    old = decided(replace(whole, sides=whole.sides[:2], pairs=whole.pairs[:1], fingerprint="1" * 16))
    assert earlier([whole], by_fingerprint([old])) == {whole.fingerprint: old}
    (change,) = changes(old, whole)
    assert (change.source, change.was) == ("Coastline Wire", None)


def test_a_decision_on_another_question_is_not_taken_for_an_earlier_one() -> None:
    before = bridge()
    report = edited(before, 1, "The bridge fell", "The span fell", "2031-03-03 06:10")
    assert earlier(report.findings, by_fingerprint([decided(before.findings[0])])) == {}


def test_a_finding_that_is_still_there_keeps_its_decision() -> None:
    before = bridge().findings[0]
    joined = replace(before, fingerprint="2" * 16)
    assert earlier([before, joined], by_fingerprint([decided(before)])) == {}


def test_of_two_decisions_the_one_on_more_similar_texts_is_taken() -> None:
    before = bridge()
    near = edited(before, 0, "Fifteen people", "Sixteen people", "16 people").findings[0]
    far = edited(before, 0, "Fifteen people", "A score of men, women and children", "20 people").findings[0]
    known = by_fingerprint([decided(replace(far, fingerprint="3" * 16)), decided(replace(near, fingerprint="4" * 16))])
    assert {old.fingerprint for old in earlier([before.findings[0]], known).values()} == {"4" * 16}
