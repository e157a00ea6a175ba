"""People told with their age, all of them invented."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.entities import RuleTagger, default_names
from factcheck.kinds.name import NameKind
from factcheck.kinds.name._aged import Aged
from factcheck.kinds.name._items import Vocabulary
from factcheck.model import Alignment, Article, Fact, Outcome, Span, Statement

KIND = NameKind(RuleTagger.of(), default_names(), Vocabulary.of())
DAY = date(2024, 5, 6)


def facts(text: str, more: str = "", days: int = 0) -> list[Fact]:
    article = Article("a.txt", f"{text} {more}", published=DAY + timedelta(days))
    return [fact for fact in KIND.find([Statement(article, Span(0, len(text)))]) if isinstance(fact.value, Aged)]


def outcome(left: Fact, right: Fact) -> Outcome | None:
    assert KIND.comparable(left, right)
    assert KIND.comparable(right, left)
    [one], [other] = KIND.compare([Alignment(left, right, 1.0, "")]), KIND.compare([Alignment(right, left, 1.0, "")])
    assert (one and one.rule) == (other and other.rule)
    return one


@pytest.mark.parametrize(
    "sentence",
    [
        "Tomas Varga, 72, was found on Monday.",
        "Tomas Varga (72) was found on Monday.",
        "Tomas Varga, aged 72, was found on Monday.",
        "The victim was Tomas Varga, 72.",
        "Tomas Varga, a 72-year-old farmer, was found on Monday.",
        "The 72-year-old farmer Tomas Varga was found on Monday.",
    ],
)
def test_a_full_name_with_an_age_is_found(sentence):
    [fact] = facts(sentence)
    assert (str(fact.value), fact.about, fact.surface) == ("Tomas Varga, 72", "72-year-old Varga", "Tomas Varga")
    assert KIND.named(fact)
    assert KIND.question(fact) == "Who is the 72-year-old Varga?"


@pytest.mark.parametrize(
    "sentence",
    [
        "Tomas Varga, 12 people and a dog were found.",
        "Varga, 72, was found on Monday.",
        "On Monday Tomas Varga won 72 votes.",
        "Tomas Varga was found.",
    ],
)
def test_other_numbers_and_parts_of_a_name_are_none(sentence):
    assert facts(sentence) == []


def test_another_first_name_of_one_age_contradicts():
    [a], [b] = facts("Tomas Varga, 72, was found."), facts("Police named the man as Henrik Varga, 72.")
    judged = outcome(a, b)
    assert judged is not None
    assert (judged.verdict, judged.rule) == ("contradiction", "name.other-given")


def test_a_misspelt_first_name_is_undecided():
    [a], [b] = facts("Martin Varga, 72, was found."), facts("Police named the man as Marvin Varga, 72.")
    judged = outcome(a, b)
    assert judged is not None
    assert (judged.verdict, judged.rule) == ("undecided", "name.holder-spelling")


@pytest.mark.parametrize(
    ("more", "days"), [("His twin Tomas was unhurt.", 0), ("", 400)], ids=["an article knows both", "another year"]
)
def test_two_people_of_one_age_may_be_told(more, days):
    [a], [b] = facts("Tomas Varga, 72, was found."), facts("Henrik Varga, 72, was found.", more, days)
    assert outcome(a, b) is None


@pytest.mark.parametrize("other", ["Tomas Varga, 72, spoke.", "Henrik Varga, 71, spoke.", "Henrik Orlenko, 72, spoke."])
def test_one_person_another_age_and_another_family_are_not_compared(other):
    [a], [b] = facts("Tomas Varga, 72, was found."), facts(other)
    assert not KIND.comparable(a, b)


@settings(deadline=None)
@given(st.text(alphabet="0127 ,.()-adeyrolTV\n", max_size=60))
def test_any_text_gives_true_spans(text):
    for fact in facts(f"Tomas Varga{text}"):
        assert fact.statement.span.covers(fact.span)
