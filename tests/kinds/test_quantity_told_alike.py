"""Values that two newsrooms tell in other words, and may be compared."""

from __future__ import annotations

import pytest

from tests.kinds.quantities import KIND, facts, judge, only


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            "Ada Holm came third in the Osk by-election with 3,015.",
            "Ada Holm came third in the Osk by-election with 2,015 votes.",
            True,
        ),
        (
            "Osk beat Tarn before a crowd of 6,412 at Quay Park.",
            "Osk beat Tarn before a house of 6,142 at Quay Park.",
            True,
        ),
        ("Ada Holm came third in Osk with 3,015.", "The mill in Osk counted 2,015 votes.", False),
        (
            "The mill will close with the loss of 340 jobs.",
            "The mill will close and 430 people will lose their jobs.",
            True,
        ),
        ("The mill will close with the loss of 340 jobs.", "The mill employs 430 people.", False),
        ("The mill will close with the loss of 340 jobs.", "The mill has 430 jobs.", False),
        ("Osk was won with a swing of 19 percentage points.", "Osk was won with a swing of 16 points.", True),
        ("Osk was won with a swing of 19 percentage points.", "Osk won the game by 16 points.", False),
        ("Osk was won with a swing of 19 percentage points.", "Some 16 percent voted.", False),
    ],
)
def test_comparable(left: str, right: str, expected: bool) -> None:
    assert KIND.comparable(only(left), only(right)) is expected
    assert KIND.comparable(only(right), only(left)) is expected


def test_the_numbers_of_one_sentence_are_no_two_tellings() -> None:
    one, other = facts("At Osk the Norwegian council expelled 13 Tarn rowers and the Danish council seven.")
    assert not KIND.comparable(one, other)


def test_points_of_a_vote_are_percentage_points() -> None:
    found = judge(only("Osk was won with a swing of 19 percentage points."), only("The swing in Osk was 16 points."))
    assert found.reason == "19 percentage points and 16 percentage points differ by 19 %."
    found = judge(only("Osk was won with a swing of 19 percentage points."), only("The swing in Osk was 19 points."))
    assert found.verdict.value == "agreement"
