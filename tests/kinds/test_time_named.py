"""Dates that are names of events: "the September 11 attacks", "since 9/11"."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.config import Config
from factcheck.errors import ConfigurationError
from factcheck.kinds.time import Times
from factcheck.model import Article, Origin, Span, Statement

LATE = date(2024, 12, 6)


def found(text: str, published: date | None, config: Config | None = None) -> list[tuple[str, str]]:
    origin = Origin.HEADER if published else Origin.UNKNOWN
    article = Article("a.txt", text, published=published, published_from=origin)
    facts = Times(config or Config()).find([Statement(article, Span(0, len(text)))])
    return [(fact.surface, fact.value.canonical) for fact in facts]


@pytest.mark.parametrize("published", [None, date(2024, 2, 1), LATE, date(2031, 9, 11)])
@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("Rules were changed by the September 11 attacks.", "September 11", "2001-09-11"),
        ("Rules were changed since the Sept. 11 terrorist attacks.", "Sept. 11", "2001-09-11"),
        ("Rules were changed after the 11th of September attacks.", "the 11th of September", ">2001-09-11"),
        ("He recalled the September 11 attacks on the World Trade Center.", "September 11", "2001-09-11"),
        ("He recalled the September 11 attacks in which she died.", "September 11", "2001-09-11"),
        ("Rules were changed after 9/11.", "9/11", ">2001-09-11"),
        ("The 9/11 attacks were recalled.", "9/11", "2001-09-11"),
        ("She lost her son on 9/11.", "9/11", "2001-09-11"),
        ("The 7/7 bombings were recalled.", "7/7", "2005-07-07"),
        ("The October 7 massacre was recalled.", "October 7", "2023-10-07"),
        ("The October 7 attack on southern Israel was recalled.", "October 7", "2023-10-07"),
        ("The Jan. 6 insurrection was recalled.", "Jan. 6", "2021-01-06"),
        ("The January 6 attack on the U.S. Capitol was recalled.", "January 6", "2021-01-06"),
    ],
)
def test_a_name_is_its_own_date_whenever_it_is_told(
    text: str, surface: str, canonical: str, published: date | None
) -> None:
    assert found(text, published) == [(surface, canonical)]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("The September 11 attack was recalled.", "2024-09-11"),
        ("The September 11 attacks in Velmar were recalled.", "2024-09-11"),
        ("The September 11 attacks on the US consulate were recalled.", "2024-09-11"),
        ("The October 7 attack on the bus station was recalled.", "2024-10-07"),
        ("The September 11 concert was recalled.", "2024-09-11"),
        ("The September 12 attacks were recalled.", "2024-09-12"),
        ("The September 11, 2012, attacks were recalled.", "2012-09-11"),
        ("It was opened on 9/11/2023.", "2023-09-11"),
    ],
)
def test_any_other_words_leave_the_date_one_of_its_year(text: str, canonical: str) -> None:
    assert [value for _, value in found(text, LATE)] == [canonical]


@pytest.mark.parametrize(
    "text",
    [
        "They lost 9/11 of the crop.",
        "The pipe was 5 9/11 inches wide.",
        "The 7/7 score was recalled.",
        "It was open 9/11 - 9/14.",
        "The fair will open on 9/11.",
    ],
)
def test_other_figures_are_no_names(text: str) -> None:
    assert found(text, LATE) == []


def test_no_name_is_told_before_its_day() -> None:
    early = date(2000, 10, 10)
    assert found("The September 11 attacks were recalled.", early) == [("September 11", "2000-09-11")]
    assert found("Rules were changed after 9/11.", early) == []
    assert found("The January 6 riot was recalled.", early) == [("January 6", "2000-01-06")]


def test_a_user_names_more_dates() -> None:
    row = {"date": "2004-03-05", "words": ["floods"], "figures": ["5/3"]}
    config = Config(lexicon={"times": {"named_days": {"velmar": row}}})
    assert found("The March 5 floods were recalled.", LATE, config) == [("March 5", "2004-03-05")]
    assert found("The 5/3 floods were recalled.", LATE, config) == [("5/3", "2004-03-05")]
    assert found("Rules were changed after 5/3.", LATE, config) == []


@pytest.mark.parametrize(
    "row", ["2004-03-05", {"words": ["floods"]}, {"date": "5 March"}, {"date": "2004-03-05", "x": 1}]
)
def test_a_name_that_cannot_be_used_is_reported(row: object) -> None:
    with pytest.raises(ConfigurationError, match=r"named_days\.velmar"):
        Times(Config(lexicon={"times": {"named_days": {"velmar": row}}}))
