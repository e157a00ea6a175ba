"""What comparisons tell of each other: how common a value is, and whether one article gives both values of a clash."""

import pytest

from factcheck.comparing import commonness, compare, told_by_one
from factcheck.evidence import Evidence
from factcheck.model import Alignment, Comparison, Fact, Outcome, Verdict
from tests.factories import article, fact, statement

RED, BLUE = ("a", 0, 3), ("b", 0, 4)
CLASH = (RED, BLUE)


def told(path: str, *words: str) -> list[Fact]:
    text = " ".join(words)
    return [fact(statement(article(text, path)), word) for word in words]


class Words:
    """A kind whose values are words: equal ones agree, others contradict each other."""

    name = "word"

    def compare(self, pairs):
        alike = (p.left.value.canonical == p.right.value.canonical for p in pairs)
        verdicts = (Verdict.AGREEMENT if same else Verdict.CONTRADICTION for same in alike)
        return [Outcome(verdict, f"word.{verdict.value}", "they were compared", "") for verdict in verdicts]


def nothing(_) -> float:
    return 0.0


def test_a_value_is_as_common_as_its_share_of_the_other_values():
    one, other = told("a", "red", "blue", "red", "pink"), told("b", "red", "green")
    common = commonness([*one, *other])
    assert common(one[0], other[0]) == pytest.approx(1 / 4)
    assert common(one[1], other[1]) == 0.0


def test_a_value_alone_in_both_articles_is_not_common():
    one, other = told("a", "red"), told("b", "red")
    assert commonness([*one, *other])(one[0], other[0]) == 0.0


def test_nobody_gives_both_where_no_value_is_given_again():
    assert told_by_one([CLASH], {}, nothing) == {CLASH: 0.0}


def test_an_article_that_gives_the_other_value_too_has_two_things_in_mind():
    assert told_by_one([CLASH], {(RED, ("b", 10, 13)): 0.9}, nothing)[CLASH] == pytest.approx(0.9)
    assert told_by_one([CLASH], {(("a", 10, 14), BLUE): 0.7}, nothing)[CLASH] == pytest.approx(0.7)


def test_a_third_article_may_give_both_values():
    agreeing = {(RED, ("c", 0, 3)): 0.9, (BLUE, ("c", 10, 14)): 0.6}
    assert told_by_one([CLASH], agreeing, nothing)[CLASH] == pytest.approx(0.6)


def test_an_article_that_contradicts_itself_has_one_thing_in_mind():
    again = ("b", 10, 13)
    one_thing = {(BLUE, again): 0.8}
    found = told_by_one([CLASH], {(RED, again): 1.0}, lambda ends: one_thing.get(ends, 0.0))
    assert found[CLASH] == pytest.approx(0.2)


def test_a_vague_value_that_agrees_with_both_is_one_thing():
    vague = ("c", 0, 5)
    assert told_by_one([CLASH], {(RED, vague): 0.9, (BLUE, vague): 0.9}, nothing)[CLASH] == pytest.approx(0.09)


def test_values_of_other_articles_say_nothing():
    agreeing = {(RED, ("c", 0, 3)): 0.9, (BLUE, ("d", 10, 14)): 0.9}
    assert told_by_one([CLASH], agreeing, nothing)[CLASH] == 0.0


def test_comparing_tells_of_a_clash_that_its_article_gives_the_other_value_too():
    (red,), (blue, again) = told("a", "red"), told("b", "blue", "red")
    aligned = [Alignment(red, blue, 0.8, ""), Alignment(red, again, 0.5, "")]
    clash, agreement = compare(Words(), aligned, [red, blue, again], Evidence({Verdict.AGREEMENT: 3.0}))
    assert clash.outcome.verdict is Verdict.CONTRADICTION
    assert clash.both == pytest.approx(0.95, abs=0.01)
    assert agreement.both == 0.0


def test_a_clash_within_one_article_is_left_as_it_is():
    red, blue = told("a", "red", "blue")
    (found,) = compare(Words(), [Alignment(red, blue, 0.8, "")], [red, blue])
    assert isinstance(found, Comparison)
    assert found.both == 0.0
