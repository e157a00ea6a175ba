"""Places of events, with invented events at real and invented places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.entities import RuleTagger, default_names
from factcheck.kinds.place import Location, PlaceKind
from factcheck.kinds.place._events import Events
from factcheck.kinds.place._spots import Spots
from factcheck.model import Alignment, Article, Fact, Outcome, Span, Statement, Verdict

KIND = PlaceKind(RuleTagger.of(), default_names(), Spots.of(Events.of(), default_names()))


def facts(sentence: str) -> list[Fact]:
    return list(KIND.find([Statement(Article("a.txt", sentence), Span(0, len(sentence)))]))


def found(sentence: str) -> list[tuple[str, str]]:
    return [(fact.about, str(fact.value)) for fact in facts(sentence)]


def outcome(left: str, right: str) -> Outcome | None:
    [a], [b] = facts(left), facts(right)
    assert KIND.comparable(a, b)
    [one], [other] = KIND.compare([Alignment(a, b, 1.0, "")]), KIND.compare([Alignment(b, a, 1.0, "")])
    assert (one and (one.verdict, one.rule)) == (other and (other.verdict, other.rule))
    return one


@pytest.mark.parametrize(
    ("sentence", "about", "place"),
    [
        ("The meeting was held in Geneva on Monday.", "meeting", "Geneva"),
        (
            "Security talks between Poland and Hungary in Geneva, Switzerland, failed.",
            "Security talks between Poland and Hungary",
            "Geneva, Switzerland",
        ),
        ("The 12 hours talks in Geneva failed.", "talks", "Geneva"),
        ("Ines Calloway was arrested in Leeds.", "arrest of Ines Calloway", "Leeds"),
        ("Police found Ines Calloway alive in Leeds.", "discovery of Ines Calloway", "Leeds"),
        ("Ines Calloway shot Tomas Varga in Leeds.", "shooting of Tomas Varga", "Leeds"),
        ("Tomas Varga was killed in Leeds.", "death of Tomas Varga", "Leeds"),
        ("In Vienna on Thursday, ministers met.", "meeting", "Vienna"),
        ("The crash happened near Leeds in West Yorkshire.", "crash", "Leeds, West Yorkshire"),
        ("A bus crash in the northern city of Leeds killed two.", "bus crash", "Leeds"),
        ("The NATO-Russia Council will meet in Brussels.", "meeting of NATO-Russia Council", "Brussels"),
        ("The meeting was held at a hotel in Leeds.", "meeting", "Leeds"),
        ("A hearing is set for March 20 in the school gym.", "hearing", "gymnasium"),
        ("The boy, 9, was found alive on Friday in a barn outside Leeds.", "discovery", "Leeds"),
        ("The ferry ran aground off Leeds.", "grounding", "Leeds"),
        ("She was taken to a hospital in Leeds.", "transfer", "Leeds"),
        ("The march had set out from the old station at ten.", "departure", "old station"),
        ("The ship was bound for Leeds.", "journey", "Leeds"),
        ("The delegation left Geneva on Monday.", "departure", "Geneva"),
        ("Geneva will host the summit in May.", "summit", "Geneva"),
        ("The fire broke out in the engine room.", "fire", "engine room"),
        ("The plane crashed 20 miles south of Leeds.", "crash", "Leeds"),
        ("The mayor was married in her aunt's cottage.", "wedding", "home"),
        ("Ines Calloway, a retired teacher from Poland, was arrested in Leeds.", "arrest of Ines Calloway", "Leeds"),
    ],
)
def test_the_place_of_an_event_is_found(sentence, about, place):
    assert found(sentence) == [(about, place)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Poland signed the treaty with Hungary.",
        "Ines Calloway likes Leeds.",
        "The agreement came at the end of the day.",
        "Ines Calloway feared for their lives in Leeds.",
        "The officer opened fire on the crowd.",
        "The school said the bank was closed.",
        "Troops were sent from Leeds.",
        "In Geneva's view, nothing happened.",
        "The meeting disappointed Geneva.",
        "The meeting may already be changing habits in Leeds.",
        "Ines Calloway was found guilty in Leeds.",
        "How did you like the talks in Geneva?",
        "Nobody believed that the report about jobs in Leeds had changed.",
    ],
)
def test_a_place_that_is_only_mentioned_is_no_fact(sentence):
    assert found(sentence) == []


def test_the_span_holds_the_place_with_its_container():
    [fact] = facts("The meeting was held in Geneva, Switzerland, on Monday.")
    assert fact.surface == "Geneva, Switzerland"
    assert KIND.question(fact) == "Where was the meeting?"
    assert not KIND.named(fact)


def test_the_question_is_in_the_plural_for_talks():
    [fact] = facts("Security talks between Poland and Hungary in Geneva failed.")
    assert KIND.question(fact) == "Where were the Security talks between Poland and Hungary?"


def test_an_event_of_one_person_is_known_by_the_name():
    [fact] = facts("Ines Calloway was arrested in Leeds.")
    assert KIND.named(fact)


def test_events_of_two_sorts_are_not_comparable():
    [a], [b] = facts("The meeting was held in Leeds."), facts("The crash happened in Leeds.")
    assert not KIND.comparable(a, b)


@pytest.mark.parametrize(
    ("left", "right", "verdict", "rule"),
    [
        (
            "The meeting was held in Geneva.",
            "The meeting took place in Geneva, Switzerland.",
            "agreement",
            "place.same",
        ),
        ("The crash happened in Kiev.", "The crash happened in Kyiv.", "agreement", "place.same"),
        ("The crash happened in Leeds.", "The crash happened in West Yorkshire.", "compatible", "place.contained"),
        ("The crash happened in Tarnham, Poland.", "The crash happened in Poland.", "compatible", "place.contained"),
        ("The crash happened in Leeds.", "The crash happened in Bradford.", "contradiction", "place.other"),
        ("Ines Calloway was arrested in Leeds.", "Ines Calloway was arrested in Poland.", "undecided", "place.other"),
        ("Ines Calloway was killed in Leeds.", "The death happened in Bradford.", "undecided", "place.other"),
        ("The crash happened in Tarnham.", "The crash happened in Leeds.", "undecided", "place.other"),
        ("The crash happened in Tarnham.", "The crash happened in Ostwick.", "undecided", "place.other"),
        ("Ines Calloway was found in Tarnham.", "Ines Calloway was found in Ostwick.", "contradiction", "place.other"),
        ("Ines Calloway was found near Tarnham.", "Ines Calloway was found in Ostwick.", "undecided", "place.other"),
        ("The crash happened outside Leeds.", "The crash happened in Bradford.", "undecided", "place.other"),
        ("The crash happened in Leeds.", "The crash happened near Bradford.", "undecided", "place.other"),
        ("A girl was found in Upper Tarnham.", "A girl was found in Tarnham.", "compatible", "place.contained"),
        ("A girl was found in Leeds.", "The girl was found in Bradford.", "undecided", "place.other"),
        ("The fire began in the kitchen.", "The fire began in the attic.", "undecided", "place.other-sort"),
        ("The bus stood on the east quay.", "The bus stood on the west pier.", "undecided", "place.other-sort"),
        ("The meeting was held in a hotel.", "The meeting was held at an inn.", "agreement", "place.same-sort"),
        ("A plane crashed north of Leeds.", "The plane crashed south of Leeds.", "undecided", "place.other-side"),
        ("Ines Calloway flew to Leeds.", "Ines Calloway flew to Bradford.", "undecided", "place.other"),
        (
            "Leeds police said the crash happened in Bradford.",
            "The crash happened in Leeds.",
            "undecided",
            "place.other",
        ),
        (
            "A crash in Tarnham, Texas, killed two.",
            "A crash in Tarnham, Ohio, killed two.",
            "undecided",
            "place.same-name",
        ),
    ],
)
def test_places_of_one_event(left, right, verdict, rule):
    judged = outcome(left, right)
    assert judged is not None
    assert (judged.verdict, judged.rule) == (verdict, rule)


def test_talks_and_attacks_are_held_in_many_places():
    assert outcome("Talks were held in Geneva.", "Talks were held in Brussels.") is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ines Calloway flew to Leeds.", "Ines Calloway flew to Bradford. Then she went on to Leeds."),
        ("The fire began in the kitchen.", "The fire began in the attic. It soon reached the kitchen."),
        ("Ines Calloway was taken to a hospital.", "Ines Calloway was taken to the hospital."),
        ("The girl was shot in Leeds.", "The boy was shot in a barn in Ostwick Street."),
    ],
)
def test_what_may_be_a_stage_on_the_way_or_says_nothing_is_not_told(left, right):
    pair = []
    for text in (left, right):
        first = text.find(".") + 1
        [fact] = KIND.find([Statement(Article("a.txt", text), Span(0, first))])
        pair.append(fact)
    assert KIND.compare([Alignment(*pair, 1.0, "")]) == [None]


def test_a_journey_is_no_event_that_a_person_has_once():
    [fact] = facts("Ines Calloway flew to Leeds.")
    assert not KIND.named(fact)
    assert KIND.question(fact) == "Where did the journey of Ines Calloway lead?"


def test_a_place_without_a_name_is_compared_with_another_of_its_kind_only():
    [a], [b] = facts("The meeting was held in Leeds."), facts("The meeting was held at the library.")
    assert not KIND.comparable(a, b)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The 1960 convention was held in Leeds.", "The convention was held in Bradford."),
        ("The crash of 2004 happened in Leeds.", "The crash happened in Bradford."),
    ],
)
def test_an_event_of_another_year_is_another(left, right):
    assert outcome(left, right) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ines Calloway was born in Leeds in 1932.", "Ines Calloway, born in Bradford, came to Poland in 1957."),
        ("Born in Leeds, in 1932, Ines Calloway fled in 1956.", "Ines Calloway was born in Bradford."),
        ("Ines Calloway was killed in Leeds and her house was sold in 1999.", "Ines Calloway was killed in Bradford."),
        (
            "The crash happened in Leeds, the worst that year, and the road was shut until 2031.",
            "The crash was in Bradford.",
        ),
        ("Ines Calloway was arrested in Leeds, who came here in 1999.", "Ines Calloway was arrested in Bradford."),
    ],
)
def test_a_year_of_another_clause_is_none_of_the_event(left, right):
    first, second = facts(left)[0], facts(right)[0]
    [judged] = KIND.compare([Alignment(first, second, 1.0, "")])
    assert judged is not None
    assert (judged.verdict, judged.rule) == ("contradiction", "place.other")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("In 1960, the convention was held in Leeds.", "The convention was held in Bradford."),
        ("Ines Calloway was arrested in Leeds, in May 1999.", "Ines Calloway was arrested in Bradford."),
        ("Ines Calloway was killed in Leeds in 1932.", "Ines Calloway was killed in Bradford in 1957."),
    ],
)
def test_a_year_of_the_event_is_kept_apart(left, right):
    assert outcome(left, right) is None


def test_an_opening_participle_is_said_of_the_subject():
    assert found("Born in Leeds, Poland, to a baker, Ines Calloway wept.") == [
        ("birth of Ines Calloway", "Leeds, Poland")
    ]
    assert found("Ines Calloway, whose songs were sung in 30 languages, has died in Leeds.")[-1] == (
        "death of Ines Calloway",
        "Leeds",
    )


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        ("Ines Calloway died at her home in Leeds.", "Ines Calloway died in a hospital in Leeds.", "place.other-sort"),
        ("Ines Calloway died at her home in Leeds.", "Ines Calloway died at Leeds.", "place.same"),
        ("The fire broke out at a house in Leeds.", "The fire broke out in a warehouse in Leeds.", "place.other-sort"),
        ("The fire broke out at a shop in Leeds.", "The fire broke out in a bookshop in Leeds.", "place.same"),
        ("The fire broke out in a gym in Leeds.", "The fire broke out in a school in Leeds.", "place.same"),
        ("Fires broke out at a house in Leeds.", "Fires broke out in a warehouse in Leeds.", "place.same"),
    ],
)
def test_two_sorts_of_place_in_one_town(left, right, rule):
    judged = outcome(left, right)
    assert judged is not None
    assert judged.rule == rule


def test_what_befell_one_person_is_told_with_its_place_whatever_else_the_article_names():
    left = "Ines Calloway died at her home in Leeds. She had worked in a hospital."
    [a], [b] = (
        KIND.find([Statement(Article("a.txt", text), Span(0, text.find(".") + 1))])
        for text in (left, "Ines Calloway died in a hospital in Leeds.")
    )
    [judged] = KIND.compare([Alignment(a, b, 1.0, "")])
    assert judged is not None
    assert judged.rule == "place.other-sort"


def test_a_part_of_a_place_is_no_other_sort():
    assert outcome("The fire began in the kitchen.", "The fire began in the house.") is None


def test_a_store_of_grain_is_no_shop():
    assert found("The fire broke out in the grain store.") == [("fire", "warehouse")]


def test_events_that_recur_are_undecided():
    judged = outcome("The meeting was held in Geneva.", "The meeting was held in Vienna.")
    assert judged is not None
    assert judged.verdict == "undecided"


@pytest.mark.parametrize(
    ("left", "right", "comparable"),
    [
        ("NATO-Russia talks in Geneva failed.", "Talks between Russia and the United States in Geneva failed.", True),
        ("Russian-American talks in Geneva failed.", "The Russia-US talks in Geneva failed.", True),
        ("Ines Calloway was arrested in Leeds.", "Tomas Varga was arrested in Leeds.", False),
        ("Ines Calloway was arrested in Leeds.", "Calloway was arrested in Leeds.", True),
    ],
)
def test_events_of_others_are_not_comparable(left, right, comparable):
    [a], [b] = facts(left), facts(right)
    assert KIND.comparable(a, b) is comparable


def test_a_contradiction_of_place_is_never_sure():
    judged = outcome("The crash happened in Leeds.", "The crash happened in Bradford.")
    assert judged is not None
    assert judged.confidence < 0.7
    assert "two events" in judged.flips


def test_what_befell_one_person_is_surer_than_what_happened_in_two_towns():
    arrests = outcome("Ines Calloway was arrested in Leeds.", "Ines Calloway was arrested in Bradford.")
    crashes = outcome("The crash happened in Leeds.", "The crash happened in Bradford.")
    assert arrests is not None
    assert crashes is not None
    assert arrests.verdict is crashes.verdict is Verdict.CONTRADICTION
    assert arrests.confidence > 0.6 >= crashes.confidence


def test_the_canonical_form_keeps_the_container_that_was_told():
    assert Location("Geneva", ("Switzerland",)).canonical == "geneva, switzerland"


@settings(deadline=None)
@given(st.text(alphabet="abcd in,.'-GLeds\n", max_size=120))
def test_any_text_gives_true_spans(text):
    for fact in facts(text):
        assert fact.surface
        assert fact.statement.span.covers(fact.span)
