"""Temperatures told relative to zero, and what only looks like them."""

from __future__ import annotations

import math

import pytest

from factcheck.kinds.quantity import Quantity, Role
from tests.kinds.quantities import KIND, facts, judge, only, value

INF = math.inf


def values(text: str) -> list[Quantity]:
    return [fact.value for fact in facts(text) if isinstance(fact.value, Quantity)]


@pytest.mark.parametrize(
    ("text", "unit", "degrees"),
    [
        ("It was 20 degrees below zero.", "degree", -20),
        ("It was twenty degrees below zero in Osk.", "degree", -20),
        ("It was 20 degrees under zero.", "degree", -20),
        ("It was half a degree below zero.", "degree", -0.5),
        ("The night was 12 below zero.", "degree", -12),
        ("It was 12 below 0.", "degree", -12),
        ("Temperatures fell to 12 below zero.", "degree", -12),
        ("It was 10C below zero.", "celsius", -10),
        ("It was 10 °C below zero.", "celsius", -10),
        ("It was 10 degrees Celsius below zero.", "celsius", -10),
        ("It was 20 degrees below zero Fahrenheit.", "fahrenheit", -20),
        ("It was 20 degrees below zero (Celsius).", "celsius", -20),
        ("It was 20 below zero F.", "fahrenheit", -20),
        ("It was 4 below zero degrees Celsius.", "celsius", -4),
        ("It was minus 20 degrees below zero Celsius.", "celsius", -20),
        ("It was 5 degrees above zero Celsius.", "celsius", 5),
        ("It was 5 above zero.", "degree", 5),
        ("The 20-below-zero night froze the lake.", "degree", -20),
    ],
)
def test_a_distance_from_zero_is_a_temperature(text: str, unit: str, degrees: float) -> None:
    found = value(text)
    assert (found.unit.name, found.low, found.high, found.role) == (unit, degrees, degrees, Role.LEVEL)
    assert found.figures == (degrees,)


@pytest.mark.parametrize(
    "text",
    [
        "It was 30 below in the frost of Osk.",
        "The cold reached 30 below.",
        "The mercury sank to 30 degrees below, Ann Lee said.",
        "At 30 below, frost bites within minutes.",
        "The 30-below cold froze the lake.",
        "Wind chills of nearly 30 below are told in such cold.",
    ],
)
def test_below_alone_is_below_zero_where_cold_is_spoken_of(text: str) -> None:
    found = value(text)
    assert (found.dimension, found.figures, found.role) == ("degree", (-30,), Role.LEVEL)


@pytest.mark.parametrize(
    "text",
    [
        "He sleeps two floors below.",
        "She earns 12 below the minimum wage.",
        "She finished 30 below par.",
        "In the cold she finished 30 below par.",
        "In the cold the two below waited.",
        "In the frost, 12 below the bridge were hurt.",
        "He found three below in the frozen lake.",
        "They waited 30 below.",
        "Two miners waited 30 metres below in the cold.",
        "The account is 12 below zero.",
        "Growth was 2 percent below zero.",
        "Interest rates fell below zero.",
        "Ground zero was closed.",
        "The tally rose above zero.",
        "The Sub Zero 12 is a fridge.",
        "The pipe is 30 below the frozen road.",
    ],
)
def test_what_is_below_something_else_is_no_temperature(text: str) -> None:
    assert all(found.dimension not in ("degree", "temperature") for found in values(text))


@pytest.mark.parametrize("than", ["average", "normal", "the norm", "usual", "last week's"])
@pytest.mark.parametrize("verb", ["fell", "was"])
def test_degrees_below_the_average_stay_a_difference(than: str, verb: str) -> None:
    found = value(f"The temperature {verb} 20 degrees below {than}.")
    assert (found.role, found.dimension, found.low, found.high) == (Role.FALL, "degree", 20, 20)


def test_degrees_below_where_the_normal_is_told_later_stay_a_difference() -> None:
    assert value("Frost came and it was 20 degrees below, for a normal day.").low == 20


@pytest.mark.parametrize(
    "text",
    [
        "Temperatures fell to below zero.",
        "It fell to below zero overnight.",
        "Temperatures will be below zero for a week.",
        "The mercury dropped below zero.",
        "They slept in sub-zero temperatures.",
        "Subzero temperatures came to Osk.",
    ],
)
def test_below_zero_alone_is_an_open_bound(text: str) -> None:
    found = value(text)
    assert (found.dimension, found.role) == ("degree", Role.LEVEL)
    assert (found.low, found.high, found.high_closed) == (-INF, 0, False)


def test_above_zero_alone_is_an_open_bound() -> None:
    found = value("Temperatures climbed above zero.")
    assert (found.dimension, found.role, found.low, found.low_closed, found.high) == (
        "degree",
        Role.LEVEL,
        0,
        False,
        INF,
    )


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It was below 5C.", -INF, 5),
        ("The day dropped below 5C.", -INF, 5),
        ("It was below 0C.", -INF, 0),
        ("It was below zero degrees Fahrenheit.", -INF, 0),
        ("Temperatures rose above 30C.", 30, INF),
    ],
)
def test_bounds_of_temperatures_have_no_floor_at_zero(text: str, low: float, high: float) -> None:
    found = value(text)
    assert (found.low, found.high, found.role) == (low, high, Role.LEVEL)


def test_changes_and_angles_keep_their_floor() -> None:
    assert value("The sea rose less than 2C.").low == 0
    assert value("The angle is below 20 degrees.").low == 0
    assert value("Prices rose 0%.").role is Role.RISE


@pytest.mark.parametrize(
    ("hedge", "low", "high", "low_closed", "high_closed"),
    [
        ("about", -22, -18, True, True),
        ("more than", -INF, -20, True, False),
        ("at least", -INF, -20, True, True),
        ("less than", -20, 0, False, True),
        ("up to", -20, 0, True, True),
    ],
)
def test_hedges_bound_the_distance_from_zero(
    hedge: str, low: float, high: float, low_closed: bool, high_closed: bool
) -> None:
    found = value(f"It was {hedge} 20 degrees below zero.")
    assert (found.low, found.high) == (low, high)
    assert (found.low_closed or low == -INF, found.high_closed) == (low_closed, high_closed)


def test_almost_so_far_below_zero_is_a_little_warmer() -> None:
    found = value("It was almost 20 degrees below zero.")
    assert -20 == found.low < found.high < -17
    assert (found.low_closed, found.high_closed) == (False, True)


def test_ranges_below_zero_run_from_the_colder_end() -> None:
    for text in ("It was 10 to 20 below zero.", "It was between 10 and 20 degrees below zero."):
        assert (value(text).low, value(text).high) == (-20, -10)


def test_each_end_of_a_span_over_zero_has_its_own_sign() -> None:
    start, end = values("It rose from 20 degrees below zero to 5 above zero.")
    assert (start.low, start.role, end.low, end.role) == (-20, Role.START, 5, Role.LEVEL)
    assert [found.low for found in values("It was between 5 below zero and 5 above zero.")] == [-5, 5]


def test_a_fall_and_where_it_ended_are_told_apart() -> None:
    fall, end = values("Temperatures dropped 20 degrees to 5 below zero.")
    assert (fall.low, fall.role, end.low, end.role) == (20, Role.FALL, -5, Role.LEVEL)
    assert value("The temperature fell 20 degrees below zero.").low == -20


def test_another_telling_in_brackets_is_as_exact_as_the_first() -> None:
    first, other = facts("It fell to 90 degrees below zero Fahrenheit (minus 68 Celsius).")
    assert (str(first.value), str(other.value)) == ("-90 fahrenheit", "-68 celsius")
    assert judge(first, other).verdict.value == "compatible"
    first, other = facts("It fell to more than 90 degrees below zero Fahrenheit (minus 68 Celsius).")
    assert (str(first.value), str(other.value)) == ("less than -90 fahrenheit", "less than -68 celsius")


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("It was 20 degrees below zero Celsius.", "It was minus 20C.", "agreement"),
        ("It was -20 degrees below zero Celsius.", "It was minus 20C.", "agreement"),
        ("It was 40 degrees below zero Celsius.", "It was 40 below zero Fahrenheit.", "agreement"),
        ("It was 20 degrees below zero.", "Temperatures fell to minus 20.", "agreement"),
        ("It was 20 degrees below zero.", "It was 20 degrees above zero.", "contradiction"),
        ("It was 20 degrees below zero.", "They slept in sub-zero temperatures.", "compatible"),
        ("It was 5 degrees above zero.", "They slept in sub-zero temperatures.", "contradiction"),
        ("It was more than 20 degrees below zero.", "It was 25 degrees below zero.", "compatible"),
        ("It was more than 20 degrees below zero.", "It was 12 degrees below zero.", "contradiction"),
        ("It was below 5C.", "It was minus 3C.", "compatible"),
    ],
)
def test_temperatures_from_zero_meet_those_with_a_sign(left: str, right: str, verdict: str) -> None:
    one, other = only(left), only(right)
    assert KIND.comparable(one, other)
    assert judge(one, other).verdict.value == verdict


def test_tellings_of_one_temperature_share_their_canonical_form() -> None:
    assert value("It was 20 degrees below zero Celsius.").canonical == value("It was minus 20C.").canonical
    assert value("It was 12 below zero.").canonical == value("It was minus 12 degrees.").canonical
    assert value("It was 20 below zero.").canonical != value("It was 20 above zero.").canonical
