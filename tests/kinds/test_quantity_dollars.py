"""Whose dollars a bare "$" means: what its article says of others settles it, or leaves it open between two sources."""

from __future__ import annotations

import pytest

from factcheck.kinds.quantity import Quantity
from factcheck.model import Article, Fact, Outcome, Span, Statement, Verdict
from tests.kinds.quantities import KIND, facts, judge

PLAIN = "The mill was fined $10,000."


def sums(text: str) -> list[str]:
    """Return the sums of an article as a reader understands them."""
    return [str(fact.value) for fact in facts(text)]


def met(left: str, right: str) -> Outcome | None:
    """Return the outcome of the last sums of two articles; None where they are not compared."""
    one, other = facts(left)[-1], facts(right)[-1]
    assert KIND.comparable(one, other) == KIND.comparable(other, one)
    return judge(one, other) if KIND.comparable(one, other) else None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ferry cost $5 million; the pier was built for A$2 million.", ["A$5,000,000", "A$2,000,000"]),
        ("The ferry cost $5 million and a pier of 2 million Canadian dollars.", ["C$5,000,000", "C$2,000,000"]),
        ("All sums are in New Zealand dollars. The ferry cost $5 million.", ["NZ$5,000,000"]),
        ("Oil sold at $61 a barrel, and later at C$63 a barrel.", ["C$61 per barrel", "C$63 per barrel"]),
        ("The pier cost S$5-$6 million.", ["S$5,000,000 to S$6,000,000"]),
        # nothing or more than one dollar is named
        ("The ferry cost $5 million.", ["$5,000,000"]),
        ("The pier was built for US$2 million; the ferry cost $5 million.", ["$2,000,000", "$5,000,000"]),
        (
            "A pier for A$2 million, one for US$3 million, a ferry for $5 million.",
            ["A$2,000,000", "$3,000,000", "$5,000,000"],
        ),
        # a sum of money that another currency than a dollar names says nothing
        ("The ferry cost $5 million and the pier €2 million.", ["$5,000,000", "€2,000,000"]),
        # nor does the exchange rate of a dollar
        ("The Australian dollar fell. The ferry cost $5 million.", ["$5,000,000"]),
        # a bare dollar beside another as the same sum is not that other
        (
            "The ferry cost A$5 million ($3.3 million), the pier $2 million.",
            ["A$5,000,000", "$3,300,000", "$2,000,000"],
        ),
        ("The ferry cost A$5 million, or about $3.3 million.", ["A$5,000,000", "about $3,300,000"]),
        ("The ferry cost C$5 million. ($1 = 1.37 Canadian dollars)", ["C$5,000,000", "$1", "C$1.37"]),
    ],
)
def test_the_dollars_that_an_article_names_settle_its_bare_ones(text: str, told: list[str]) -> None:
    assert sums(text) == told


def test_a_headline_names_a_dollar_too() -> None:
    article = Article("a.txt", "The ferry cost $5 million.", title="Ferry bought for A$5m")
    found = KIND.find([Statement(article, Span(0, len(article.text)))])
    assert str(found[0].value) == "A$5,000,000"


def test_a_sum_without_any_mark_is_in_the_dollars_of_the_one_before() -> None:
    text = "The fund rose to 5.1 million US dollars, up from 4.6 million, and the levy costs A$2."
    assert [_unsaid(fact) for fact in facts(text)] == [False, False, False]
    assert [_unsaid(fact) for fact in facts("The fund rose to $5.1 million, up from 4.6 million.")] == [True, True]


@pytest.mark.parametrize(
    "words", ["US$5,000", "$US5,000", "USD 5,000", "5,000 U.S. dollars", "5,000 American dollars", "U.S. $5,000"]
)
def test_american_dollars_are_said_in_many_ways(words: str) -> None:
    assert not _unsaid(facts(f"The pier cost {words}.")[0])
    assert _unsaid(facts("The council owes us $5,000.")[0])  # a pronoun


def _unsaid(fact: Fact) -> bool:
    assert isinstance(fact.value, Quantity)
    return fact.value.beside.unsaid


def test_a_bare_dollar_may_be_any_dollar() -> None:
    same = met("The mill was fined A$10,000.", PLAIN)
    assert same is not None
    assert same.verdict is Verdict.AGREEMENT
    near = met("The mill was fined more than HK$9,000.", PLAIN)
    assert near is not None
    assert near.verdict is Verdict.COMPATIBLE
    other = met("The mill was fined A$14,000.", PLAIN)
    assert other is not None
    assert (other.verdict, other.rule) == (Verdict.UNDECIDED, "quantity.dollars")
    assert "which country's dollars $10,000 is in" in other.reason
    euros = met("The mill was fined €10,000.", PLAIN)
    assert euros is None
    assert met("Oil sold at A$10 a barrel.", "Oil sold at $10 a share.") is None


def test_a_conversion_in_one_source_is_no_contradiction_of_the_sum_in_another() -> None:
    for told in ("A$10,000 (US$7,000)", "A$10,000 ($7,000)", "$10,000 (US$7,000)"):
        converted = met(f"The mill was fined {told}.", PLAIN)
        assert converted is not None
        assert (converted.verdict, converted.rule) == (Verdict.UNDECIDED, "quantity.dollars")


def test_american_and_bare_dollars_compare_where_no_other_dollar_is_told_of() -> None:
    for told in ("$7,000", "US$7,000", "7,000 dollars"):
        found = met(f"The mill was fined {told}.", PLAIN)
        assert found is not None
        assert found.verdict is Verdict.CONTRADICTION
    assert met("The mill was fined A$10,000.", "The mill was fined US$10,000.") is None
