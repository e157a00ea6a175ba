"""What must hold for every date: symmetry, reflexivity, widening, shifting, spelling; and linear cost."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.config import Config
from factcheck.kinds.time import Times
from factcheck.kinds.time._compare import compare
from factcheck.kinds.time._moment import Bound, Daytime, Moment, Precision
from factcheck.model import Alignment, Article, Fact, Mood, Span, Statement, Verdict

KIND = Times(Config())
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
MONTHS += ("November", "December")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

days = st.dates(date(1950, 1, 1), date(2050, 12, 28))


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    first = draw(days)
    size = draw(st.sampled_from((0, 0, 0, 1, 6, 30, 364)))
    daytime = None
    if size == 0 and draw(st.booleans()):
        minute = draw(st.integers(0, 1439))
        offset = draw(st.sampled_from((None, 0, 60, -300, 330)))
        daytime = Daytime(minute, minute, zone="" if offset is None else "X", offset=offset)
    return Moment(
        first=first,
        last=first + timedelta(size),
        precision=Precision.DAY if size == 0 else Precision.RANGE,
        daytime=daytime,
        bound=draw(st.sampled_from((Bound.NONE, Bound.NONE, Bound.NONE, *Bound))),
        near=draw(st.booleans()),
        inferred=draw(st.booleans()),
        weekday=first.weekday() if size == 0 else None,
        month=first.month if size == 0 else None,
        day=first.day if size == 0 else None,
    )


@given(moments(), moments())
def test_comparing_is_symmetric(one: Moment, two: Moment) -> None:
    there, back = compare(one, two), compare(two, one)
    assert (there.verdict, there.rule, there.severity) == (back.verdict, back.rule, back.severity)


@given(moments())
def test_comparing_is_reflexive(one: Moment) -> None:
    assert compare(one, one).verdict is Verdict.AGREEMENT


@given(moments(), moments(), st.integers(0, 40), st.integers(0, 40))
def test_widening_never_turns_agreement_into_contradiction(one: Moment, two: Moment, back: int, ahead: int) -> None:
    if compare(one, two).verdict is not Verdict.AGREEMENT or one.first is None or one.last is None:
        return
    wide = replace(
        one,
        first=one.first - timedelta(back),
        last=one.last + timedelta(ahead),
        precision=Precision.RANGE if back + ahead else one.precision,
        weekday=one.weekday if back + ahead == 0 else None,
        month=one.month if back + ahead == 0 else None,
        day=one.day if back + ahead == 0 else None,
    )
    assert compare(wide, two).verdict is not Verdict.CONTRADICTION


def fact(text: str, published: date, mood: Mood = Mood.REPORTED) -> Fact:
    article = Article(text, text, published=published)
    found = KIND.find([Statement(article, Span(0, len(text)), mood=mood)])
    assert len(found) == 1, text
    return found[0]


def verdict(left: Fact, right: Fact) -> Verdict:
    return KIND.compare([Alignment(left, right, 1.0, "")])[0].verdict


def spellings(day: date) -> tuple[str, ...]:
    month = MONTHS[day.month - 1]
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    return (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{month} {day.day}{suffix}, {day.year}",
        f"the {day.day}{suffix} of {month} {day.year}",
        f"{DAYS[day.weekday()]}, {month} {day.day}, {day.year}",
        f"{DAYS[day.weekday()]} {day.day} {month} {day.year}",
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
    )


@given(days, days, st.data())
def test_spelling_leaves_the_verdict(one: date, two: date, data: st.DataObject) -> None:
    plain = verdict(fact(f"It was on {spellings(one)[0]}.", one), fact(f"It was on {spellings(two)[0]}.", two))
    left, right = (data.draw(st.sampled_from(spellings(day))) for day in (one, two))
    assert verdict(fact(f"It was on {left}.", one), fact(f"It was on {right}.", two)) is plain


@given(days, st.integers(-60, 60), st.integers(0, 6), st.integers(-52, 52))
def test_shifting_both_articles_by_weeks_leaves_the_verdict(
    published: date, away: int, weekday: int, weeks: int
) -> None:
    def judged(shift: int) -> Verdict:
        day = published + timedelta(away + shift)
        left = fact(f"They met on {DAYS[weekday]}.", published + timedelta(shift))
        right = fact(f"They met on {spellings(day)[0]}.", published + timedelta(shift))
        return verdict(left, right)

    assert judged(0) is judged(7 * weeks)


@given(days, st.integers(-60, 60), st.integers(-400, 400))
def test_shifting_both_articles_by_days_leaves_the_verdict(published: date, away: int, shift: int) -> None:
    def judged(step: int) -> Verdict:
        day = published + timedelta(away + step)
        left = fact("They met yesterday.", published + timedelta(step))
        right = fact(f"They met on {day.isoformat()}.", published + timedelta(step))
        return verdict(left, right)

    assert judged(0) is judged(shift)


@given(st.text(alphabet="0123456789 January Monday,.-/:()'andtheofapm\n", max_size=200))
def test_any_text_is_read_without_failing_and_spans_are_true(text: str) -> None:
    article = Article("x", text, published=date(2022, 1, 9))
    for found in KIND.find([Statement(article, Span(0, len(text)))]):
        assert found.surface.strip() == found.surface != ""
        assert found.clause is not None
        assert found.clause.covers(found.span)
        assert found.value.canonical
        assert KIND.question(found).endswith("?")


HOSTILE = (
    "1",
    "January ",
    "(",
    "Monday (",
    "January 1, ",
    "about ",
    "1,",
    "a day after ",
    "two ",
    "January 12 and 13 and ",
)
HOSTILE += ("on May 2 in Riga and ", "year-", "9:30 ", "last ", "the ", "a.", " \n", "Monday and Tuesday which said ")


def calls(unit: str, count: int) -> int:
    """Count the Python functions entered while `unit` repeated `count` times is read."""
    text = unit * count
    statement = Statement(Article("x", text, published=date(2022, 1, 9)), Span(0, len(text)))
    entered = 0

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal entered
        entered += event == "call"

    previous = sys.getprofile()
    sys.setprofile(profile)
    try:
        KIND.find([statement])
    finally:
        sys.setprofile(previous)
    return entered


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_cost_grows_with_the_length_of_hostile_text(unit: str) -> None:
    assert calls(unit, 800) <= 2.2 * calls(unit, 400) + 500
