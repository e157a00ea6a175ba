"""Values that an article itself says have changed, and how values are written."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.kinds.quantity import Quantity
from factcheck.kinds.quantity._value import plain
from factcheck.model import Mood, Outcome
from tests.kinds.quantities import KIND, facts, judge, value

MONDAY, WEDNESDAY = date(2022, 1, 10), date(2022, 1, 12)


def outcome(early: str, late: str, second: date = WEDNESDAY) -> Outcome:
    """Judge the first values of two sentences, the later one's article of Wednesday."""
    return judge(facts(early, MONDAY)[0], facts(late, second)[0])


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("A grant of 40,000 euros was promised.", "The grant has been raised to 60,000 euros."),
        ("A grant of 40,000 euros was promised.", "The grant was doubled to 80,000 euros."),
        ("The firm bid 340 pence a share for Osk Mills.", "The firm cut its bid for Osk Mills to 300 pence a share."),
        ("The wall is 4 metres high.", "The height of the wall was corrected to 3.2 metres."),
        ("The wall is 4 metres high.", "The height of the wall was corrected to 4.7 metres."),
        ("The crash killed 14 people.", "The death toll in the crash was corrected to 12."),
        ("The crash killed 14 people.", "The death toll in the crash was revised down to 12."),
        ("The firm employs 4,000 workers.", "The firm cut its workforce to 3,000 workers."),
        ("The lake covers 4,000 acres.", "The lake has shrunk to 3,100 acres."),
        ("The club has 85,000 members.", "The club has 31,000 members, down from 85,000."),
        ("Membership stood at 85,000.", "Membership fell to 31,000 from 85,000."),
    ],
)
def test_what_the_later_article_says_has_changed_is_an_update(early: str, late: str) -> None:
    found = outcome(early, late)
    assert (found.verdict.value, found.rule) == ("update", "quantity.changed")


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("A grant of 70,000 euros was promised.", "The grant has been raised to 60,000 euros."),
        ("The firm bid 220 pence a share for Osk Mills.", "The firm cut its bid for Osk Mills to 300 pence a share."),
        ("The storm left 50,000 homes dark.", "The storm cut power to 40,000 homes."),
        ("The club has 80,000 members.", "The club has 31,000 members, down from 85,000."),
        ("The grant has been raised to 60,000 euros.", "A grant of 40,000 euros was promised."),
    ],
)
def test_a_change_that_does_not_lead_from_one_value_to_the_other_explains_nothing(early: str, late: str) -> None:
    assert outcome(early, late).verdict.value == "contradiction"


def test_who_leads_by_one_share_to_another_came_from_neither() -> None:
    led, fell = (facts(text)[-1].value for text in ("Holm led 53 percent to 46.", "Holm fell from 53 percent to 46."))
    assert isinstance(led, Quantity)
    assert isinstance(fell, Quantity)
    assert led.beside.start is None
    assert fell.beside.start == (0.53, 0.53)


def test_on_one_day_only_a_start_that_is_told_makes_an_update() -> None:
    raised = outcome("A grant of 40,000 euros was promised.", "The grant was raised to 60,000 euros.", MONDAY)
    assert raised.verdict.value == "contradiction"
    down = outcome("The club has 85,000 members.", "The club has 31,000 members, down from 85,000.", MONDAY)
    assert down.verdict.value == "update"
    assert down.reason == "One article says that it was 85,000 members before it was 31,000 members."


def test_a_change_that_is_planned_is_none_yet() -> None:
    told = facts("A grant of 40,000 euros was promised.", MONDAY)[0]
    planned = facts("The grant will be raised to 60,000 euros.", WEDNESDAY, mood=Mood.PLANNED)[0]
    assert judge(told, planned).rule == "quantity.mood"


@pytest.mark.parametrize("scale", [1e3, 1e6, 1e9, 1e12])
def test_no_sum_is_written_with_an_exponent_or_more_digits_than_it_has(scale: float) -> None:
    for tenths in range(1, 10_000):
        assert plain(tenths / 10 * scale) == f"{tenths * int(scale) // 10:,}"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (7.5, "7.5"),
        (1234567.5, "1,234,568"),
        (0.0000012, "0.0000012"),
        (-0.0, "0"),
        (2.2333333, "2.23333"),
        (1e23, "1" + ",000" * 7 + "00"),
    ],
)
def test_numbers_are_written_plainly(number: float, written: str) -> None:
    assert plain(number).replace(",", "") == written.replace(",", "")


def test_years_apart_are_written_out() -> None:
    found = judge(facts("The disc is 3,400 years old.")[0], facts("The coin is 28 years old.")[0])
    assert found.reason.endswith("differ by 3,372 years.")


@pytest.mark.parametrize("sentence", ["The charity raised £4.1m.", "The choir has raised about £4.1m for the roof."])
def test_a_sum_that_was_raised_from_givers_is_no_rise(sentence: str) -> None:
    told = facts(sentence)[0]
    assert isinstance(told.value, Quantity)
    assert told.value.role.value == "level"
    assert "change" not in KIND.question(told)


def test_a_fee_that_was_raised_by_a_sum_is_a_rise() -> None:
    assert value("Fees were raised £40.").role.value == "rise"
    assert value("Sales rose £4 million.").role.value == "rise"
