"""Times as news desks write them: whose year a day is of, what the tense of a clock time rules out, delays."""

from __future__ import annotations

from datetime import date

import pytest

from tests.kinds.test_time_find import facts, found

WEDNESDAY = date(2025, 6, 18)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Next year's fair is from 3 to 13 September.", "2026-09-03/2026-09-13"),
        ("Last year's fair closed on 13 September.", "2024-09-13"),
        ("Elected in 2019, he resigned on 3 May.", "2025-05-03"),
        ("The choir takes part, and the fair takes place on Monday.", "2025-06-23"),
        ("The bishop flies to Osk on Friday.", "2025-06-20"),
        ("Forecasters see no relief before Friday.", "2025-06-20/before"),
        ("No relief came before Friday.", "2025-06-13/before"),
    ],
)
def test_the_day_is_in_the_year_and_week_that_are_meant(text: str, told: str) -> None:
    day, bound = told.removesuffix("/before"), told.endswith("/before")
    moment = facts(text, WEDNESDAY)[-1].value
    assert moment.canonical.endswith(day) or moment.canonical == told
    assert bound == str(moment).startswith("before")


def test_a_clock_time_takes_no_day_that_its_tense_rules_out() -> None:
    assert found("He takes office on 3 July 2025. He spoke to fans at 4 p.m.", WEDNESDAY)[-1][1] == "XT16:00"
    assert found("Osk won on Friday night. The bus sets off at 2 p.m.", WEDNESDAY)[-1][1] == "XT14:00"
    assert found("Osk won on Friday. The bus set off at 2 p.m.", WEDNESDAY)[-1][1] == "2025-06-13T14:00"


@pytest.mark.parametrize(
    "text", ["Lessons resumed a week later than planned.", "It came two days earlier than feared."]
)
def test_a_delay_is_no_day(text: str) -> None:
    assert found(text, WEDNESDAY) == []


def test_as_much_as_belongs_to_the_amount() -> None:
    assert [surface for surface, _ in found("It is twice as much as four years ago.", WEDNESDAY)] == ["four years ago"]


def test_a_fiscal_year_that_begins_dates_nothing() -> None:
    assert [surface for surface, _ in found("The fiscal year starts on July 1.", WEDNESDAY)] == ["July 1"]
    assert [surface for surface, _ in found("Sales rose in fiscal 2024.", WEDNESDAY)] == ["fiscal 2024"]
