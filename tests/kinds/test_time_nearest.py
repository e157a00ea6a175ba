"""Which day, month or year is meant where the words leave several open."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.config import Config
from factcheck.kinds.time import Times
from factcheck.model import Article, Origin, Span, Statement
from tests.kinds.test_time_find import SUNDAY, facts, found


@pytest.mark.parametrize(
    ("text", "published", "canonical"),
    [
        ("The pond froze last winter.", date(2022, 1, 9), "2021-12-01/2022-02-28"),
        ("The pond froze last winter.", date(2022, 4, 9), "2021-12-01/2022-02-28"),
        ("The pond dried up last summer.", date(2022, 7, 9), "2021-06-01/2021-08-31"),
        ("The fair will open next May.", date(2022, 5, 9), "2023-05"),
        ("The fair opened this January.", date(2022, 12, 9), "2022-01"),
        ("The fair opened last May.", date(2022, 5, 9), "2021-05"),
        ("The fair opened in December.", date(2022, 2, 9), "2021-12"),
        ("The fair will open in October.", date(2022, 2, 9), "2022-10"),
        ("The choir sang this Christmas.", date(2022, 1, 3), "2021-12-25"),
        ("The choir sang last Christmas.", date(2022, 12, 27), "2022-12-25"),
        ("The choir will sing next Christmas.", date(2022, 12, 27), "2023-12-25"),
        ("The mill burnt down on February 29.", date(2022, 1, 9), "2020-02-29"),
    ],
)
def test_the_year_is_the_one_pointed_at_else_the_nearest(text: str, published: date, canonical: str) -> None:
    assert [value for _, value in found(text, published)] == [canonical]


def test_a_weekday_beside_another_description_of_its_day_is_that_day() -> None:
    (fact,) = facts("The choir sang on Saturday (yesterday).")
    assert fact.value.canonical == "2022-01-08"
    assert "described twice" in fact.value.how
    (fact,) = facts("The choir sang on Thursday (yesterday).")
    assert fact.value.canonical == "2022-01-08"
    assert fact.value.clash == "the words say Thursday, but give Saturday 8 January 2022 beside it"


def test_a_day_of_the_month_is_read_in_the_month_told_before() -> None:
    assert found("They met on January 12, 2021 and again on the 17th.")[1] == ("the 17th", "2021-01-17")


def test_a_day_of_the_month_alone_lies_near_the_article() -> None:
    assert found("The shop shut in 2020, and on the 7th it reopened.")[1] == ("the 7th", "2022-01-07")
    assert found("It will reopen on the 7th.") == [("the 7th", "2022-02-07")]


def test_a_day_to_come_is_not_of_the_month_that_was_told_before() -> None:
    told = "In January 2020 it burnt. It will reopen on the 28th."
    article = Article("a.txt", told, published=SUNDAY, published_from=Origin.HEADER)
    both = [Statement(article, Span(0, 25), index=0), Statement(article, Span(26, len(told)), index=1)]
    assert [fact.value.canonical for fact in Times(Config()).find(both)] == ["2020-01", "2022-01-28"]


def test_far_from_the_article_the_weekday_tells_the_year() -> None:
    assert found("The shop shut on Thursday, July 9.") == [("Thursday, July 9", "2020-07-09")]
    assert found("The shop shut on Friday, January 6.") == [("Friday, January 6", "2022-01-06")]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("The tunnel will stay shut until at least Thursday.", "2022-01-13"),
        ("The limits stay until Friday.", "..2022-01-14"),
        ("The stalls open again on Friday.", "2022-01-14"),
        ("Delegates leave on Friday.", "2022-01-14"),
        ("Anyone undecided can think it over until the end of April.", "..2022-04/end"),
        ("Police must answer by Friday.", "<=2022-01-14"),
        ("Talks are set for Thursday.", "2022-01-13"),
        ("The record set in Graz on Tuesday will be reviewed.", "2022-01-04"),
        ("The bus stayed until Friday.", "..2022-01-07"),
        ("The doors opened on Friday.", "2022-01-07"),
        ("In the vote on Friday she lost.", "2022-01-07"),
        ("He could not be reached on Friday.", "2022-01-07"),
    ],
)
def test_the_present_of_a_timetable_and_what_lasts_point_ahead(text: str, canonical: str) -> None:
    assert [value for _, value in found(text)] == [canonical]


def test_this_weekend_is_over_where_the_sentence_tells_the_past() -> None:
    monday = date(2022, 1, 10)
    assert found("This weekend the team lost at home.", monday)[0][1] == "2022-01-08/2022-01-09"
    assert found("The team will play at home this weekend.", monday)[0][1] == "2022-01-15/2022-01-16"
