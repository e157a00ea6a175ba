"""What must hold for every pair of quantities, however the numbers fall."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.kinds.quantity import Quantity
from factcheck.model import Fact, Verdict
from tests.kinds.quantities import KIND, facts, judge, only

HEDGES = ("", "about ", "almost ", "nearly ", "just over ", "more than ", "at least ", "up to ", "fewer than ", "some ")
FRAMES = (
    "The talks lasted {} hours.",
    "The talks lasted {} minutes.",
    "The walk is {} miles.",
    "The walk is {} km.",
    "It costs ${}.",
    "{} people were killed.",
    "{} soldiers came.",
    "Turnout was {} percent.",
    "Sales rose {} percent.",
    "Sales fell {} percent.",
)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2022, 12, 31))


@st.composite
def sentences(draw: st.DrawFn) -> str:
    number = draw(st.integers(2, 3000) | st.floats(2, 500).map(lambda value: round(value, 1)))
    second = draw(st.none() | st.integers(1, 50))
    figure = f"{number:,}" if second is None else f"{number:,} to {number + second:,}"
    frame = draw(st.sampled_from(FRAMES))
    hedge = draw(st.sampled_from(HEDGES)) if second is None and "$" not in frame else ""
    return frame.format(hedge + figure)


@st.composite
def stated(draw: st.DrawFn) -> Fact:
    found = facts(draw(sentences()), draw(DAYS))
    assert len(found) == 1
    return found[0]


def quantity(fact: Fact) -> Quantity:
    assert isinstance(fact.value, Quantity)
    return fact.value


@settings(deadline=None)
@given(stated(), stated())
def test_symmetric(left: Fact, right: Fact) -> None:
    judge(left, right)
    assert KIND.comparable(left, right) == KIND.comparable(right, left)


@settings(deadline=None)
@given(stated(), DAYS)
def test_reflexive(fact: Fact, day: date | None) -> None:
    again = only(fact.statement.text, day)
    assert judge(fact, fact).verdict is Verdict.AGREEMENT
    assert judge(fact, again).verdict is Verdict.AGREEMENT
    assert quantity(fact).canonical == quantity(again).canonical


@settings(deadline=None)
@given(stated(), stated(), st.floats(0, 1000), st.floats(0, 1000))
def test_widening_never_turns_agreement_into_contradiction(left: Fact, right: Fact, down: float, up: float) -> None:
    value = quantity(left)
    wide = replace(left, value=replace(value, low=value.low - down, high=value.high + up))
    for other in (right, left):
        if judge(left, other).verdict in (Verdict.AGREEMENT, Verdict.COMPATIBLE):
            assert judge(wide, other).verdict is not Verdict.CONTRADICTION


@pytest.mark.parametrize(
    ("frame", "other", "times"),
    [
        ("The talks lasted {} hours.", "The talks lasted {} minutes.", 60),
        ("The walk is {} miles.", "The walk is {} yards.", 1760),
        ("It weighs {} kilograms.", "It weighs {} grams.", 1000),
        ("It costs ${}.", "It costs {} cents.", 100),
    ],
)
@settings(deadline=None)
@given(number=st.integers(2, 900), gap=st.integers(0, 300))
def test_a_unit_changes_no_verdict_between_clear_values(
    frame: str, other: str, times: int, number: int, gap: int
) -> None:
    def said(form: str, value: int) -> Fact:
        return only(form.format(f"{value:,}"), date(2022, 1, 10))

    # An odd figure ends in no zero, so neither unit can pass for a rounding of the other.
    first, second = 2 * number + 1, 2 * number + 1 + 20 * gap
    plain = judge(said(frame, first), said(frame, second)).verdict
    changed = judge(said(frame, first), said(other, second * times)).verdict
    assert (plain is Verdict.AGREEMENT) == (changed is Verdict.AGREEMENT) == (gap == 0)
    if gap * 20 > 0.2 * first:
        assert plain is changed is Verdict.CONTRADICTION


SPELLED = {
    2: "two",
    12: "twelve",
    12.5: "twelve and a half",
    24: "two dozen",
    105: "one hundred and five",
    2000: "two thousand",
    500_000: "half a million",
    1_500_000: "one and a half million",
    2_300_000: "2.3 million",
}


@pytest.mark.parametrize(("number", "words"), SPELLED.items())
@pytest.mark.parametrize("other", [3, 12, 110, 2000, 600_000, 2_400_000])
def test_spelling_changes_no_verdict(number: float, words: str, other: int) -> None:
    def said(figure: str) -> Fact:
        return only(f"They moved {figure} tonnes.", date(2022, 1, 10))

    digits, spelled, third = said(f"{number:,}"), said(words), said(f"{other:,}")
    assert judge(digits, spelled).verdict is Verdict.AGREEMENT
    assert quantity(digits).canonical == quantity(spelled).canonical
    assert judge(digits, third).verdict is judge(spelled, third).verdict


@settings(deadline=None)
@given(stated(), stated(), st.integers(-3000, 3000))
def test_shifting_both_dates_leaves_the_verdict(left: Fact, right: Fact, days: int) -> None:
    def moved(fact: Fact) -> Fact:
        published = fact.statement.article.published
        return only(fact.statement.text, published + timedelta(days=days) if published else None)

    assert judge(moved(left), moved(right)) == judge(left, right)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for fact in facts(text):
        assert fact.statement.span.covers(fact.span)
        assert str(fact.value)
        assert quantity(fact).canonical
        assert quantity(fact).low <= quantity(fact).high
        assert KIND.question(fact).endswith("?")


PIECES = tuple("12 3.5 5-6 2019 one two half million year old May % $ £ , - – / ( ) . : a of to from and in".split())  # noqa: SIM905


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_row_of_numbers_can_be_read(words: list[str]) -> None:
    text = " ".join(words)
    found = facts(text)
    assert all(fact.surface for fact in found)


def steps(call: Callable[[], Any]) -> int:
    """Count the lines of Python run by `call`: a measure of work that no other process disturbs."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "7",
        "1,234,",
        "1 2 3 4 ",
        "12-",
        "1.1.",
        "((((12))",
        "12 January February March ",
        "one two three ",
        "twenty-",
        "a half of a half of ",
        "6 feet 2 inches ",
        "$ $ $ 5 ",
        "from 5 to ",
        "5 or 6 or ",
        "1/2/3/",
        "5 million million ",
        "sports cars games ",
        "more than at least ",
        "Ann Lee, 39, ",
        "3 big, red, ",
        '5" ',
        "6-to-",
        "a quarter of a ",
        "one of the one of the ",
    ],
)
def test_work_grows_with_the_length_of_hostile_text(unit: str) -> None:
    def work(copies: int) -> int:
        text = unit * copies
        return steps(lambda: KIND.read(text))

    work(20)
    short, long = work(200), work(800)
    assert long < 4.6 * max(short, 200)


@pytest.mark.parametrize("unit", ["7", "12,34,", "1,234,", "a@", "x.y", "a-", "1:2:", "9 12 ", "((", "a.b.", "'a'a"])
def test_the_scan_is_linear_in_the_text(unit: str) -> None:
    """Regular expressions run outside of the count above: four times the text takes far less than sixteen times."""

    def seconds(copies: int) -> float:
        text = unit * copies + " 5 @ x"
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            KIND.read(text)
            best = min(best, time.process_time() - start)
        return best

    seconds(100)
    assert seconds(8000) < 10 * max(seconds(2000), 0.002)
