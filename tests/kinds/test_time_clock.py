"""Times of day: on the clock, in words, by the part of the day, and numbers that are none."""

from __future__ import annotations

import pytest

from factcheck.kinds.time import Moment
from tests.kinds.test_time_find import facts, found


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("It began at 9 p.m. ET on January 11.", "9 p.m. ET on January 11", "2022-01-12T02:00Z"),
        ("It began at 0200 GMT on January 12.", "0200 GMT on January 12", "2022-01-12T02:00Z"),
        ("It began at 21:00 ET on July 4, 2021.", "21:00 ET on July 4, 2021", "2021-07-05T01:00Z"),
        (
            "It began on January 12 at 4:30 a.m. Moscow time.",
            "January 12 at 4:30 a.m. Moscow time",
            "2022-01-12T01:30Z",
        ),
        ("It began on January 12 at 5 a.m. GMT+3.", "January 12 at 5 a.m. GMT+3", "2022-01-12T02:00Z"),
        ("It began at noon on January 12.", "noon on January 12", "2022-01-12T12:00"),
        ("It began on the evening of January 9th.", "the evening of January 9th", "2022-01-09TEV"),
        ("It began on Friday night.", "Friday night", "2022-01-07TNI"),
    ],
)
def test_times_of_day(text: str, surface: str, canonical: str) -> None:
    assert found(text) == [(surface, canonical)]


def test_a_time_of_day_takes_its_day_from_before_and_says_so() -> None:
    text = "The shop was robbed on January 7. The owner called at 9 p.m."
    later = facts(text)[1]
    assert later.value.canonical == "2022-01-07T21:00"
    assert later.value.inferred


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("The ferry sank shortly before eight in the morning.", "eight in the morning", "T08:00"),
        ("The dog barked just after seven on Friday morning.", "seven on Friday morning", "2022-01-07T07:00"),
        ("The roof fell in at ten at night.", "ten at night", "T22:00"),
        ("By a quarter to twelve, the hall was empty.", "a quarter to twelve", "T00:00-11:45"),
        ("The bells rang at ten to six.", "ten to six", "T05:50"),
        ("The bells rang at quarter to one in the morning.", "quarter to one in the morning", "T00:45"),
        ("The bells rang at twenty past four.", "twenty past four", "T04:20"),
        ("The bells rang at half past nine on Friday night.", "half past nine on Friday night", "2022-01-07T21:30"),
        ("The train stopped at seven that evening.", "seven that evening", "T19:00"),
        ("They met at eight on Friday evening.", "eight on Friday evening", "2022-01-07T20:00"),
        ("They met on Friday evening at eight.", "Friday evening at eight", "2022-01-07T20:00"),
        ("They met at seven-thirty on Friday.", "seven-thirty on Friday", "2022-01-07T07:30"),
        ("They met at 9 on Friday night.", "9 on Friday night", "2022-01-07T21:00"),
        ("They met at 7.30 that evening.", "7.30 that evening", "T19:30"),
        ("It was just past nine when members voted.", "nine", "T09:00"),
        ("She rang him at six to thank him.", "six", "T06:00"),
        ("They came between seven and eight in the evening.", "eight in the evening", "T19:30"),
        ("They met at twelve on Friday night.", "twelve on Friday night", "2022-01-07T24:00"),
    ],
)
def test_clock_times_in_words_with_the_day_beside_them(text: str, surface: str, canonical: str) -> None:
    assert [(words, value.lstrip("~<=X")) for words, value in found(text)] == [(surface, canonical)]


@pytest.mark.parametrize("text", ["It was just past nine when he left.", "He left shortly before nine in the morning."])
def test_just_past_and_shortly_before_an_hour_are_about_it(text: str) -> None:
    (fact,) = facts(text)
    assert isinstance(fact.value, Moment)
    assert fact.value.near


@pytest.mark.parametrize(
    "text",
    [
        "He keeps two in the bag.",
        "One in three voters stayed away.",
        "They won ten in a row.",
        "The toll stood at nine.",
        "Police put the number of dead at six, a spokesman said.",
        "At six, she left school.",
        "The panel voted ten to six against.",
        "He was one of seven on the panel.",
        "It takes five to ten minutes.",
        "They found wells at two sites.",
        "The work goes from five to ten.",
        "He was at one with the plan.",
        "A class of eight in the morning is full.",
    ],
)
def test_other_numbers_in_words_are_no_clock_times(text: str) -> None:
    assert found(text) == []
