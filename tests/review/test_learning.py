import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.decisions import Choice, Decision
from factcheck.review import learning, log
from tests.report.fixtures import bridge, many

START = datetime(2031, 3, 9, tzinfo=UTC)


def decided(*choices: tuple[Choice, float], kind: str = "quantity") -> list[Decision]:
    findings = many(len(choices), seed=3).findings
    return [
        replace(log.decide(f, choice, "Mara", START + timedelta(seconds=n)), confidence=confidence, kind=kind)
        for n, (f, (choice, confidence)) in enumerate(zip(findings, choices, strict=True))
    ]


def test_the_interval_is_wilson_s() -> None:
    # Newcombe 1998, table I: 81 of 263 and 0 of 20
    one, other = learning.wilson(81, 263), learning.wilson(0, 20)
    assert (round(one.low, 4), round(one.high, 4)) == (0.2553, 0.3662)
    assert (round(other.low, 4), round(other.high, 4)) == (0.0, 0.1611)


@given(st.integers(0, 300), st.integers(0, 300))
def test_the_interval_holds_the_share(right: int, wrong: int) -> None:
    told = learning.wilson(right, right + wrong)
    assert 0 <= told.low <= told.high <= 1
    if right + wrong:
        assert told.low - 1e-9 <= told.share <= told.high + 1e-9


def test_precision_by_kind_leaves_out_the_unsure_and_the_disputed() -> None:
    report = bridge()
    said = [
        log.decide(report.findings[0], Choice.CONFIRMED, "Mara", START),
        log.decide(report.findings[1], Choice.DISMISSED, "Mara", START),
        log.decide(report.findings[2], Choice.UNSURE, "Mara", START),
        log.decide(report.findings[3], Choice.CONFIRMED, "Mara", START),
        log.decide(report.findings[3], Choice.DISMISSED, "Finn", START + timedelta(hours=1)),
    ]
    rows = {row.kind: row for row in learning.precision(said)}
    assert (rows["quantity"].right, rows["quantity"].wrong) == (1, 0)
    assert (rows["time"].right, rows["time"].wrong) == (0, 1)
    assert rows["name"].unsure == 1
    assert rows["claim"].disputed == 1
    total = rows[learning.ALL]
    assert (total.right, total.wrong, total.unsure, total.disputed) == (1, 1, 1, 1)
    assert total.interval.share == 0.5


def test_a_decision_taken_back_is_no_label() -> None:
    finding = bridge().findings[0]
    said = [log.decide(finding, Choice.CONFIRMED, "Mara", START)]
    said.append(log.decide(finding, Choice.OPEN, "Mara", START + timedelta(1)))
    assert learning.labels(said) == ()
    assert learning.precision(said) == ()


def test_the_advised_threshold_is_the_lowest_that_reaches_the_target() -> None:
    wrong = [(Choice.DISMISSED, 0.5 + n / 100) for n in range(10)]
    right = [(Choice.CONFIRMED, 0.7 + n / 100) for n in range(20)]
    (own, total) = learning.advise(decided(*wrong, *right), target=0.9)
    # nine in ten from 0.58 on: the two doubtful ones at 0.58 and 0.59 leave 20 of 22
    assert own.threshold == pytest.approx(0.58)
    assert own.precision.share == pytest.approx(20 / 22)
    assert own.kept == 1.0
    assert total.kind == learning.ALL


def test_no_threshold_is_advised_from_few_labels_or_where_none_helps() -> None:
    (few, _) = learning.advise(decided((Choice.CONFIRMED, 0.9), (Choice.CONFIRMED, 0.8)))
    assert few.threshold is None
    assert "too few" in few.reason
    (none, _) = learning.advise(decided(*[(Choice.DISMISSED, n / 20) for n in range(20)]))
    assert none.threshold is None
    assert "no confidence" in none.reason


def test_the_export_holds_a_pair_and_a_label_for_each_judged_finding() -> None:
    report = bridge()
    said = [
        log.decide(report.findings[0], Choice.CONFIRMED, "Mara", START),
        log.decide(report.findings[1], Choice.DISMISSED, "Mara", START, reason="a slip"),
        log.decide(report.findings[2], Choice.UNSURE, "Mara", START),
    ]
    rows = {row["kind"]: row for row in map(json.loads, learning.export(said).splitlines())}
    assert set(rows) == {"quantity", "time"}
    assert rows["quantity"]["label"] == "contradiction"
    assert rows["quantity"]["premise"].startswith("Fifteen people were killed")
    assert "stands at 13" in rows["quantity"]["hypothesis"]
    assert (rows["time"]["label"], rows["time"]["reason"]) == ("neutral", "a slip")


def test_markdown_tells_precision_and_advice_or_that_there_is_nothing() -> None:
    assert "No decisions yet" in learning.markdown([])
    told = learning.markdown(decided(*[(Choice.CONFIRMED, 0.555 + n / 100) for n in range(12)]))
    assert "| quantity | 12 | 0 | 100% |" in told
    assert "`--min-confidence 0.55`" in told
