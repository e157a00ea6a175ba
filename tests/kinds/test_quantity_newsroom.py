"""Numbers as news desks write them: results of votes and matches, labels, ages of two, whole and part."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.kinds.quantity import Quantity
from factcheck.model import Mood, Verdict
from tests.kinds.quantities import KIND, facts, judge, only, value

MONDAY, TUESDAY = date(2025, 6, 16), date(2025, 6, 17)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The vote was 9 to 4 and came late.", "9-4"),
        ("The bench voted four to three for the plan.", "4-3"),
        ("Her plan was passed by 11 votes to 2.", "11-2"),
        ("By a vote of 7-6, the bench adopted it.", "7-6"),
        ("They voted on 8 to 12 measures.", "8 to 12 measures"),
    ],
)
def test_the_result_of_a_vote_is_one_value(text: str, shown: str) -> None:
    assert [str(fact.value) for fact in facts(text)] == [shown]


def test_results_of_one_vote_contradict() -> None:
    assert judge(only("The vote was 9 to 4."), only("By a vote of 8-5, it passed.")).verdict is Verdict.CONTRADICTION


def test_a_result_behind_the_name_of_a_team_is_no_part_of_the_name() -> None:
    final, shootout = facts("Osk drew 2-2 with Arl Town and beat Arl Town 5-4 on penalties.")
    assert (str(final.value), str(shootout.value)) == ("2-2", "5-4")


def test_the_stages_of_a_match_are_not_compared() -> None:
    final = only("It finished 2-2.")
    assert not KIND.comparable(final, only("It was 1-1 at half-time."))
    assert not KIND.comparable(final, only("They won 5-4 on penalties."))
    assert KIND.comparable(final, only("The final score was 3-2."))


@pytest.mark.parametrize(
    "text",
    [
        "The leak was on ward 5B.",
        "Platforms 6 and 11 will close.",
        "She sat in rooms 3 and 4.",
        "Station 11 follows in May.",
        "It began near mile marker 44.",
        "The mill woke at ten to six in the morning.",
        "They met at 7.42 in the morning.",
        "He led at half-time.",
    ],
)
def test_labels_clock_times_and_half_times_are_no_quantities(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He lost 40 head of cattle.", "40 cattle"),
        ("The gale came with the loss of 31 lives.", "31 people killed"),
        ("Trams stood still, 460 metres below the ground.", "460 metres"),
        ("The firm's profit stayed far below the $412 million made before.", "$412,000,000"),
        ("The fair was held over eleven days.", "11 days"),
        ("He waited over two hours.", "more than 2 hours"),
        ("Police made six arrests.", "6 people arrested"),
        ("The attendance was 4,206.", "4,206 people"),
        ("The number of injured was corrected to 63.", "63 people injured"),
        ("It cost $5B.", "$5,000,000,000"),
    ],
)
def test_values_and_what_they_count(text: str, shown: str) -> None:
    assert str(value(text)) == shown


def test_so_many_out_of_a_number_tested_are_a_part_and_out_of_ten_a_share() -> None:
    part, whole = facts("The germ was found in six out of 340 samples.")
    assert (str(part.value), str(whole.value)) == ("6 samples (part)", "340 samples")
    assert str(value("Payments failed in four out of ten shops.")) == "40 %"


def test_passengers_and_crew_are_more_than_the_passengers() -> None:
    all_on_board = only("The tram had 301 passengers and crew on board.")
    assert isinstance(all_on_board.value, Quantity)
    assert (all_on_board.value.thing, all_on_board.about) == ("person", "passengers and crew")
    assert judge(all_on_board, only("The tram had 287 passengers on board.")).verdict is Verdict.COMPATIBLE
    assert judge(only("301 people were on board."), all_on_board).verdict is Verdict.AGREEMENT


def test_a_wider_noun_for_as_many_agrees() -> None:
    assert judge(only("Four patients are in hospital."), only("Four people are in hospital.")).rule == "quantity.same"


@pytest.mark.parametrize(
    "text",
    [
        "The dead were Ida and Olaf Brenn, aged 71 and 68.",
        "Ida and Olaf Brenn, 71 and 68, had come by tram.",
        "Ida Brenn and Olaf Brenn, aged 71 and 68, had come by tram.",
    ],
)
def test_two_ages_go_to_two_people_in_order(text: str) -> None:
    told = [(str(fact.value), fact.about) for fact in facts(text)]
    assert told == [("71 years old", "Ida Brenn"), ("68 years old", "Olaf Brenn")]


def test_who_turns_45_next_month_is_44() -> None:
    turning = facts("Ida Brenn, who turns 45 in May, spoke.")[0]
    assert judge(turning, only("Ida Brenn, 44, spoke.")).verdict is Verdict.COMPATIBLE
    assert judge(turning, only("Ida Brenn, 47, spoke.")).verdict is Verdict.CONTRADICTION


def test_an_age_is_told_as_it_is_beside_a_plan() -> None:
    plan = facts("Ida Brenn, the 35-year-old captain, will leave.", mood=Mood.PLANNED)[0]
    assert judge(plan, only("Ida Brenn, 33, spoke.")).rule == "quantity.age"
    future = facts("Ida Brenn will be 35 in May.", mood=Mood.PLANNED)[0]
    assert judge(future, only("Ida Brenn, 33, spoke.")).rule == "quantity.mood"


def test_a_margin_does_not_run() -> None:
    early, late = only("She won by just 2,813 votes.", MONDAY), only("She won by 2,318 votes.", TUESDAY)
    assert judge(early, late).rule == "quantity.different"


def test_growth_that_the_later_article_tells_is_an_update() -> None:
    early = only("The blaze burned 31,000 acres.", MONDAY)
    assert judge(early, only("The blaze has grown to 47,000 acres.", TUESDAY)).verdict is Verdict.UPDATE
    assert judge(early, only("The blaze burned 47,000 acres.", TUESDAY)).verdict is Verdict.CONTRADICTION
    assert judge(early, only("The blaze has grown to 27,000 acres.", TUESDAY)).verdict is Verdict.CONTRADICTION
