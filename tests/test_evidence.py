"""What a comparison says about being of one thing: by rule, by verdict, and by how common the values are."""

import math
from dataclasses import replace

import pytest

from factcheck.evidence import Evidence, posterior
from factcheck.model import Comparison, Fact, Verdict
from tests.factories import article, compared, fact, statement

EVIDENCE = Evidence({Verdict.AGREEMENT: 2.0, Verdict.CONTRADICTION: -1.0, "word.update": -0.5}, chance=0.1)


def told(path: str, *words: str) -> list[Fact]:
    text = " ".join(words)
    return [fact(statement(article(text, path)), word) for word in words]


def agreeing(common: float) -> Comparison:
    (left,), (right,) = told("a", "red"), told("b", "red")
    plain = compared(left, right)
    return Comparison(plain.alignment, plain.outcome, common)


def test_a_rule_goes_before_its_verdict():
    (left,), (right,) = told("a", "red"), told("b", "blue")
    assert EVIDENCE.of(compared(left, right, Verdict.CONTRADICTION)) == -1.0
    assert EVIDENCE.of(compared(left, right, Verdict.UPDATE)) == -0.5
    assert EVIDENCE.of(compared(left, right, Verdict.COMPATIBLE)) == 0.0


@pytest.mark.parametrize(
    ("common", "expected"), [(0.0, 2.0), (0.1, 2.0), (0.2, 2.0 - math.log(2)), (1.0, 2 - math.log(10))]
)
def test_two_values_that_are_everywhere_agree_by_chance(common, expected):
    assert EVIDENCE.of(agreeing(common)) == pytest.approx(expected)


def test_a_difference_says_the_same_however_common_the_values():
    (left,), (right,) = told("a", "red"), told("b", "blue")
    plain = compared(left, right, Verdict.CONTRADICTION)
    assert EVIDENCE.of(Comparison(plain.alignment, plain.outcome, 0.9)) == -1.0


def test_the_further_apart_two_values_lie_the_more_a_clash_speaks_for_two_things():
    (left,), (right,) = told("a", "red"), told("b", "blue")
    plain = compared(left, right, Verdict.CONTRADICTION)
    evidence = replace(EVIDENCE, apart=4.0)
    said = [evidence.of(replace(plain, outcome=replace(plain.outcome, apart=far))) for far in (0.0, 0.25, 1.0)]
    assert said == [-1.0, -2.0, -5.0]


def test_a_clash_of_which_one_article_gives_both_values_is_mostly_of_two_things():
    (left,), (right,) = told("a", "red"), told("b", "blue")
    plain = compared(left, right, Verdict.CONTRADICTION)
    evidence = replace(EVIDENCE, both=3.0)
    assert [evidence.of(replace(plain, both=sure)) for sure in (0.0, 0.5, 1.0)] == [-1.0, -2.5, -4.0]


@pytest.mark.parametrize("probability", [0.0, 0.2, 0.5, 0.99, 1.0])
def test_nothing_said_leaves_a_probability_as_it_was(probability):
    assert posterior(probability, 0.0) == pytest.approx(probability, abs=1e-6)
