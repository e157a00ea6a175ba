"""Days counted within a month: "the last Thursday in January"."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.config import Config
from factcheck.kinds.time import Times
from factcheck.model import Article, Fact, Origin, Span, Statement

SEPTEMBER = date(2012, 9, 6)
DECEMBER = date(2012, 12, 6)
MAY = date(2013, 5, 20)


def facts(text: str, published: date | None) -> list[Fact]:
    origin = Origin.HEADER if published else Origin.UNKNOWN
    article = Article("a.txt", text, published=published, published_from=origin)
    return list(Times(Config()).find([Statement(article, Span(0, len(text)))]))


def found(text: str, published: date | None) -> list[tuple[str, str]]:
    return [(fact.surface, fact.value.canonical) for fact in facts(text, published)]


@pytest.mark.parametrize(
    ("words", "published", "canonical"),
    [
        ("the last Thursday in January", SEPTEMBER, "2012-01-26"),
        ("the last Thursday in January", MAY, "2013-01-31"),
        ("the first Monday of March", MAY, "2013-03-04"),
        ("the fourth Friday in August", DECEMBER, "2012-08-24"),
        ("the fifth Friday in August", DECEMBER, "2012-08-31"),
        ("the final Sunday of June", DECEMBER, "2012-06-24"),
        ("the penultimate Sunday of June", DECEMBER, "2012-06-17"),
        ("the second Sunday of the month", DECEMBER, "2012-12-09"),
        ("the second Sunday of the month", MAY, "2013-05-12"),
        ("the third weekend in May", DECEMBER, "2012-05-19/2012-05-20"),
        ("the last weekend of May", DECEMBER, "2012-05-26/2012-05-27"),
        ("the last week of March", MAY, "2013-03-25/2013-03-31"),
        ("the last day of February", MAY, "2013-02-28"),
        ("the last Thursday of last month", DECEMBER, "2012-11-29"),
        ("the first Saturday of this month", MAY, "2013-05-04"),
        ("the last Sunday in March last year", DECEMBER, "2011-03-27"),
        ("the first Tuesday of last October", MAY, "2012-10-02"),
        ("the first Tuesday of the month of October", DECEMBER, "2012-10-02"),
        ("the last Sunday night in March", MAY, "2013-03-31TNI"),
        ("the last Friday of August, at 9 p.m.", DECEMBER, "2012-08-31T21:00"),
        ("Last Thursday in January", SEPTEMBER, "2012-01-26"),
    ],
)
def test_a_day_counted_in_a_month_takes_the_year_of_the_month(words: str, published: date, canonical: str) -> None:
    assert found(f"The hall was destroyed on {words}.", published) == [(words, canonical)]


@pytest.mark.parametrize(
    ("words", "canonical"),
    [
        ("the last Thursday in January", "2013-01-31"),
        ("the third weekend in May", "2013-05-18/2013-05-19"),
        ("the last Thursday of next month", "2013-01-31"),
        ("the last Monday of December", "2012-12-31"),
    ],
)
def test_a_day_to_come_is_counted_in_the_month_to_come(words: str, canonical: str) -> None:
    assert found(f"The hall will open on {words}.", DECEMBER) == [(words, canonical)]


def test_a_month_told_with_its_year_needs_no_date_of_the_article() -> None:
    for published in (None, DECEMBER, MAY):
        values = [value for _, value in found("It was held on the last Sunday of July 2009.", published)]
        assert values == ["2009-07-26"]


def test_a_clock_time_may_stand_before_the_day() -> None:
    value = found("It was held at 9 a.m. on the first Monday of March.", MAY)[0][1]
    assert value == "2013-03-04T09:00"


def test_the_month_is_the_one_told_before() -> None:
    told = "In March 2010 the hall was sold. It was emptied on the last Friday of the month."
    article = Article("a.txt", told, published=DECEMBER, published_from=Origin.HEADER)
    both = [Statement(article, Span(0, 32), index=0), Statement(article, Span(33, len(told)), index=1)]
    assert [fact.value.canonical for fact in Times(Config()).find(both)] == ["2010-03", "2010-03-26"]


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("The hall was destroyed last Thursday.", "last Thursday", "2012-11-29"),
        ("The hall was destroyed last Thursday in Velmar.", "last Thursday", "2012-11-29"),
        ("The hall was destroyed last Thursday, in a storm.", "last Thursday", "2012-11-29"),
        ("The hall was destroyed last week in a storm.", "last week", "2012-W48"),
        ("The hall was destroyed on the last Thursday of the fair.", "the last Thursday", "2012-11-29"),
    ],
)
def test_without_a_month_the_last_one_is_the_last_before_the_article(text: str, surface: str, canonical: str) -> None:
    assert found(text, DECEMBER)[0] == (surface, canonical)


def test_a_fifth_weekday_that_the_month_lacks_is_no_date() -> None:
    assert found("The hall was destroyed on the fifth Monday in March.", DECEMBER) == []


@pytest.mark.parametrize(
    "text",
    [
        "The council met every first Monday of the month.",
        "The council met every last Friday in May.",
        "The council met on the last Friday of each month.",
    ],
)
def test_a_repetition_is_no_day_of_one_month(text: str) -> None:
    assert not any(" of " in surface or " in " in surface for surface, _ in found(text, DECEMBER))


def test_two_days_of_one_month_are_not_the_same_words_in_an_undated_article() -> None:
    text = "It opened on the first Monday of March, then closed on the second Monday of March."
    one, two = facts(text, None)
    assert one.value.relative != two.value.relative
    assert not one.value.resolved
