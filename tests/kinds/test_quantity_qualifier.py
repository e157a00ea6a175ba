"""Two clauses that differ in one word before the thing told of, or in the period told of."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.config import Config
from factcheck.kinds.quantity import Quantities
from tests.kinds.quantities import KIND, judge, only


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (
            "Osk Mills made a net profit of 48 million euros in May.",
            "In May Osk Mills reported an operating profit of 60 million euros.",
            "one side speaks of “net profit”, the other of “operating profit”",
        ),
        (
            "Adult tickets for the fair cost £12.",
            "Child tickets cost £6, the fair said.",
            "one side speaks of “adult tickets”, the other of “child tickets”",
        ),
        (
            "The women's relay at Osk was won in 2 hours.",
            "The men's relay ended in 3 hours.",
            "one side speaks of “men relay”, the other of “women relay”",
        ),
        (
            "Osk Mills' revenue rose to 40 million euros.",
            "Osk Mills' profit rose to 60 million euros.",
            "one side speaks of “profit”, the other of “revenue”",
        ),
        (
            "Net profit rose 5 percent.",
            "Operating profit fell 3 percent.",
            "“net profit”, the other of “operating profit”",
        ),
    ],
)
def test_another_qualifier_is_another_thing(left: str, right: str, reason: str) -> None:
    found = judge(only(left), only(right))
    assert (found.verdict.value, found.rule) == ("undecided", "quantity.qualifier")
    assert reason in found.reason


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Adult and child tickets for the fair cost £12.", "Child tickets for the fair cost £6."),
        ("The huge fire at Osk covered 40 acres.", "The massive fire at Osk covered 60 acres."),
        ("The net profit of Osk Mills was 48 million euros.", "The profit of Osk Mills was 60 million euros."),
        ("The labour dispute at Osk lasted 4 days.", "The labor dispute at Osk lasted 6 days."),
        ("The crew hauled 40 boats to Osk.", "The crew towed 60 boats to Osk."),
        ("The crossing at Osk by the north pier took 4 hours.", "South of Osk the crossing took 6 hours."),
        ("A net of 40 metres caught the profit.", "An operating table of 60 metres stood there."),
    ],
)
def test_other_words_for_one_thing_leave_a_contradiction(left: str, right: str) -> None:
    assert judge(only(left), only(right)).verdict.value == "contradiction"


def test_two_things_may_still_be_told_by_one_value() -> None:
    found = judge(only("The net profit was 48 million euros."), only("The operating profit was 48 million euros."))
    assert found.verdict.value == "agreement"


def test_a_user_may_add_words_that_exclude_each_other() -> None:
    left, right = "The copper vein at Osk is 40 metres deep.", "The miners say that the zinc vein is 60 metres deep."
    own = Quantities(Config(lexicon={"quantity_words": {"contrast": {"ores": ["copper", "zinc"]}}}))
    assert judge(only(left), only(right)).rule == "quantity.different"
    assert judge(only(left), only(right), own).rule == "quantity.qualifier"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Sales rose 5 percent in the first quarter.", "Sales rose 7 percent in the second quarter.", False),
        ("Sales rose 5 percent in Q1.", "In the third quarter, sales rose 7 percent.", False),
        ("Osk Mills sold 40 barges in 2020.", "Osk Mills sold 60 barges during 2021.", False),
        ("Osk Mills sold 40 barges in 2020.", "Osk Mills sold 60 barges in 2020.", True),
        ("Osk Mills sold 40 barges in 2020.", "Osk Mills sold 60 barges.", True),
        ("Osk Mills, founded in 1923, sold 40 barges.", "Osk Mills, founded in 1924, sold 60 barges.", True),
        ("Osk scored 40 points in the first half.", "Osk scored 60 points in the second half.", False),
        ("Osk sold 40 barges in the first half of 2020.", "Osk sold 60 barges in the first quarter of 2020.", True),
    ],
)
def test_periods_that_exclude_each_other_are_not_compared(left: str, right: str, expected: bool) -> None:
    assert KIND.comparable(only(left), only(right)) is expected


@pytest.mark.parametrize(
    "elder",
    [
        "Former mayor Ada Holm, 82, mother of the present mayor, sang.",
        "His mother Ada Holm, 82, sang.",
    ],
)
def test_a_parent_may_bear_the_name_of_a_child(elder: str) -> None:
    monday = date(2022, 1, 10)
    assert judge(only(elder, monday), only("Mayor Ada Holm, 54, sang.", monday)).rule == "quantity.namesakes"
    assert judge(only("Ada Holm, 82, sang.", monday), only("Ada Holm, 54, sang.", monday)).rule == "quantity.age"
