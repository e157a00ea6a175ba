"""Ages without a word for years: whose they are, and what is none."""

from __future__ import annotations

import pytest

from factcheck.config import Config
from factcheck.kinds.quantity import Quantities, Quantity
from factcheck.model import Article, Span, Statement, Verdict
from tests.kinds.quantities import KIND, facts, judge, only


def ages(text: str) -> list[tuple[float, float, str]]:
    values = [(fact.value, fact.about) for fact in facts(text)]
    return [(v.low, v.high, about) for v, about in values if isinstance(v, Quantity) and v.dimension == "age"]


@pytest.mark.parametrize(
    ("text", "age", "about"),
    [
        ("The driver, 55 and from Osk, stopped.", 55, "driver"),
        ("The captain, 58, survived.", 58, "captain"),
        ("“We hid,” said Barnes, 29.", 29, "Barnes"),
        ("“We hid,” says the teacher, 46.", 46, "teacher"),
        ("A welder, 33, died.", 33, "welder"),
        ("The co-pilot, 27, swam.", 27, "co-pilot"),
        ("Beside him stood his mother-in-law, 59.", 59, "mother-in-law"),
        ("A guest from Osk, 67, wept.", 67, "guest"),
        ("The keeper of the licence, 57, was held.", 57, "keeper"),
        ("The search for its diver, a father of three, 38, ended.", 38, "father"),
        ("Wilf Alder, ninety-five and natty, sat down.", 95, "Wilf Alder"),
        ("Han Do-yun, 18, of Osk denied it.", 18, "Han Do-yun"),
        ("Petra M., 57, fled.", 57, "Petra M"),
        ("Ida Berg, nearly 68, a restorer, wept.", 68, "Ida Berg"),
        ("His mother, Dora, 23, sang.", 23, "Dora"),
        ("“It stank,” says her son Owen, ten.", 10, "Owen"),
        ("Lehto, 28 next week, leads.", 28, "Lehto"),
        ("A girl of 14 lost a glove.", 14, "girl"),
        ("A butcher of 55 hid.", 55, "butcher"),
        ("A heart surgeon of 59 hired a taxi.", 59, "surgeon"),
        ("A Korean of 57 left last.", 57, "Korean"),
        ("She's 28, has a flight and a shift.", 28, "she"),
        ("The mother of three, who's 53, came.", 53, "mother"),
        ("The forward, who will be 24 in May, signed.", 24, "forward"),
        ("He, who’ll be 31 on Sunday, waits.", 31, "he"),
        ("The goalkeeper, who turned 56 last week, rests.", 56, "goalkeeper"),
        ("The girl turned seventeen two weeks ago.", 17, "girl"),
        ("Now 48, she rises early.", 48, "she"),
        ("The man at the burner was 60 and had flown.", 60, "man"),
        ("The skipper, who has a boat and is 54, told them.", 54, "skipper"),
        ("The girl, Pema Lind, is 18 and sails.", 18, "Pema Lind"),
        ("The oldest is 77.", 77, "oldest"),
        ("Ness, dead at 93, sailed.", 93, "Ness"),
        ("Ida Berg died at 93.", 93, "Ida Berg"),
        ("Rolf “the Cat” Berg, 41, fled.", 41, "Rolf Berg"),
        ('The driver was Rolf "Catfish" Berg, 41.', 41, "Rolf Berg"),
        ("Police held 41-year-old Rolf ‘Catfish’ Berg.", 41, "Rolf Berg"),
        ("He shouted “Stop” and Berg, 41, fled.", 41, "Berg"),
        ("Ida Lenz-Aldermoor, 41, fled.", 41, "Ida Lenz-Aldermoor"),
        ("Police held 41-year-old Ida Lenz-Aldermoor of Osk.", 41, "Ida Lenz-Aldermoor"),
    ],
)
def test_a_bare_number_beside_a_person_is_their_age(text: str, age: float, about: str) -> None:
    assert [(high, whose) for _, high, whose in ages(text)][-1:] in ([(age, about)], [(age, about.lower())])


@pytest.mark.parametrize(
    ("text", "told", "about"),
    [
        ("The victims were 27 and 50.", [27, 50], "victims"),
        ("An elderly couple, 81 and 79, died.", [81, 79], "couple"),
        ("The kids, seven and five, slept.", [7, 5], "kids"),
        ("Brothers of seven and nine died.", [7, 9], "brothers"),
        ("The drivers, aged 45 and 27, fled.", [45, 27], "drivers"),
        ("The two men, both 52, slept.", [52], "men"),
    ],
)
def test_several_ages_belong_to_the_group(text: str, told: list[float], about: str) -> None:
    found = ages(text)
    assert [low for low, _, _ in found] == told
    assert {whose.lower() for _, _, whose in found} == {about}


@pytest.mark.parametrize(
    "text",
    [
        "The victims, aged between 18 and 25, fled.",
        "The victims were between 18 and 25.",
        "They were aged between 18 and 25.",
        "The men are 18 to 25.",
    ],
)
def test_ranges_of_ages(text: str) -> None:
    assert [(low, high) for low, high, _ in ages(text)] == [(18, 25)]


@pytest.mark.parametrize(
    ("text", "about"), [("A baby of seven months slept.", "baby"), ("Her son, seven months, slept.", "son")]
)
def test_the_age_of_a_child_in_months(text: str, about: str) -> None:
    fact = only(text)
    assert (fact.value.unit.name, fact.value.low, fact.about) == ("month of age", 7, about)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "The team, 12, lost.",
        "The container, 40, sank.",
        "The trailer of 55 sank.",
        "The route, 14, closed.",
        "The price, 34, rose.",
        "Osk beat Arl, 39-27, on Friday.",
        "According to the captain, 12 were hurt.",
        "According to the captain, 12, all from Osk, were hurt.",
        "“Enough,” said the teacher, 55 of the pupils were ill.",
        "The driver, 12 of whose guests died, fled.",
        "The nurse, 12 cyclists and a man were hurt.",
        "The owner of nine hid.",
        "A mother of four was held.",
        "They are 12.",
        "The dead were 27.",
        "He's 12 under par.",
        "The striker is 12 for 14.",
        "He scored at 34.",
        "The bus died at 9.",
        "Berg's 57 was the best.",
        "She turned 40 pages.",
        "In Osk, nine, including a child, died.",
        "The baby slept seven months.",
        "People over 12 miles away heard it.",
    ],
)
def test_other_numbers_near_persons_and_things_are_no_ages(text: str) -> None:
    assert ages(text) == []


def test_one_age_beside_a_count_leaves_the_count_alone() -> None:
    assert ages("A man of 44 and 12 others were held.") == [(44, 44, "man")]
    assert ages("A woman aged 30 and two were hurt.") == [(30, 30, "woman")]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The average age of the dead was 86.", "What is the average age?"),
        ("The median age is eight years.", "What is the median age?"),
        ("The age limit is 16.", "What is the age limit?"),
        ("The law raises the retirement age from 60 to 63 in Osk.", "What is the retirement age?"),
        ("The tenants want people below 45.", "Up to what age: the people?"),
    ],
)
def test_averages_and_limits_are_nobodys_age_and_no_toll(text: str, asked: str) -> None:
    fact = facts(text)[-1]
    assert isinstance(fact.value, Quantity)
    assert (fact.value.dimension, fact.value.state, KIND.question(fact)) == ("age", "", asked)
    assert not KIND.comparable(fact, only("The man was 63 when he died."))


def test_two_averages_are_compared() -> None:
    left, right = only("The average age of the dead was 86."), only("The average age of the dead was 71.")
    assert KIND.comparable(left, right)
    assert judge(left, right).verdict is Verdict.CONTRADICTION


def test_a_toll_of_the_dead_stays_one() -> None:
    assert [str(fact.value) for fact in facts("The number of the dead was 86.")] == ["86 people killed"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One man, 27, was held; the other, 38, fled.", [27, 38]),
        ("Two men were held; one, 27, was freed and another, 38, fled.", [27, 38]),
        ("The two women met a nurse; the second, 41, was unhurt.", [41]),
        ("The latter, 38, fled.", [38]),
        ("The elder, 52, lives in Osk.", [52]),
        ("The eldest, 14, looked after the other two.", [14]),
        ("Both, 24, live in Osk.", [24]),
    ],
)
def test_a_word_that_stands_for_a_person_bears_an_age(text: str, told: list[float]) -> None:
    assert [low for low, _, _ in ages(text)] == told


@pytest.mark.parametrize(
    ("text", "age", "about"),
    [
        ("Dóra was 16 when she left.", 16, "Dóra"),
        ("Petra was only 19 when her mother died.", 19, "Petra"),
        ("Ivo is 44 and lives in Osk.", 44, "Ivo"),
        ("Mira was 61 at the time of her arrest.", 61, "Mira"),
        ("Anna is 44.", 44, "Anna"),
        ("Anna was 61 at the time.", 61, "Anna"),
        ("When Anna was 12 the family moved to Osk.", 12, "Anna"),
    ],
)
def test_a_given_name_alone_bears_an_age(text: str, age: float, about: str) -> None:
    assert [(low, whose) for low, _, whose in ages(text)] == [(age, about)]


def test_a_child_who_wins_keeps_their_age() -> None:
    assert ages("Anna Lind, 12, won the cup.") == [(12, 12, "Anna Lind")]


def test_an_age_told_of_the_past_is_no_age_of_today() -> None:
    for text in ("Dóra was 16 when she left.", "When Anna was 12 the family moved.", "Anna was 61 at the time."):
        fact = only(text)
        assert isinstance(fact.value, Quantity)
        assert fact.value.scope == "at the time"


def whose(*sentences: str, kind: Quantities = KIND) -> list[str]:
    """Return whose the ages of an article are."""
    article, said, at = Article("a.txt", " ".join(sentences)), [], 0
    for index, sentence in enumerate(sentences):
        said.append(Statement(article, Span(at, at + len(sentence)), index=index))
        at += len(sentence) + 1
    return [fact.about for fact in kind.find(said)]


@pytest.mark.parametrize(
    "told",
    [
        "Lunt, 77, left.",
        "Mr. Lunt, 77, left.",
        "Cr Lunt, 77, left.",
        "The 77-year-old Lunt left.",
        "Lunt, who is 77, left.",
    ],
)
def test_an_age_behind_a_family_name_is_of_the_person_named_in_full(told: str) -> None:
    assert whose("Harold Lunt met Ida Berg.", told) == ["Harold Lunt"]
    assert whose(told, "Ida Berg saw Harold Lunt.") == ["Harold Lunt"]
    assert "Harold Lunt" not in whose("Ida Berg waited.", told)


@pytest.mark.parametrize(
    ("full", "told"),
    [
        ("Harold Lunt met Ida Lunt.", "Lunt, 77, left."),  # two of that name
        ("Harold Lunt met Lunt Berg.", "Lunt, 77, left."),  # or of that given name
        ("Harold Lunt waited.", "His son Lunt, 7, left."),  # children are called by their given names
        ("Harold Lunt waited.", "Lunt Jr., 30, left."),
        ("Harold Lunt waited.", "Nineteen-year-old Berg left."),
    ],
)
def test_an_age_that_may_be_anothers_stays_as_it_is(full: str, told: str) -> None:
    assert "Harold Lunt" not in whose(full, told)
    assert "Nineteen-year-old Berg" not in whose(full, told)


def test_ages_of_one_person_meet_whatever_name_stands_beside_them() -> None:
    article = Article("a.txt", "Harold Lunt waited. Lunt, 77, then left.")
    short = KIND.find([Statement(article, Span(0, 19)), Statement(article, Span(20, 40), index=1)])[0]
    found = judge(short, only("Harold Lunt, 79, left."))
    assert (found.verdict, found.rule) == (Verdict.CONTRADICTION, "quantity.age")
    assert KIND.named(short)
    assert not KIND.comparable(short, only("Harald Lintz, 79, left."))


def test_one_age_under_two_family_names_is_no_question_of_age() -> None:
    assert not KIND.comparable(only("Maria Osk, 34, fell."), only("Maria Berg, 36, fell."))


def test_the_users_names_tell_forms_of_address() -> None:
    kind = Quantities(Config(lexicon={"titles": {"address": {"forms": ["Boatswain"]}}}))
    assert whose("Harold Lunt waited.", "Boatswain Lunt, 77, left.", kind=kind) == ["Harold Lunt"]


@pytest.mark.parametrize("text", ["The children were aged 7 and 9.", "Anna and Ivo, 7 and 9, were found."])
def test_two_children_bear_two_ages(text: str) -> None:
    assert [low for low, _, _ in ages(text)] == [7, 9]


@pytest.mark.parametrize(
    "text",
    [
        "Osk was 16 points ahead.",
        "Anna was 16 points ahead.",
        "Ajax is 3 up.",
        "Anna is 3 up and has her match won.",
        "Osk was 3 when the whistle blew.",
        "Anna was 15 in the table.",
        "The score was 16 when she left.",
        "Turnout was 44 when he spoke.",
        "The tally was 61 at the time.",
        "Osk was 16 miles away when she left.",
        "Two motions passed; one, 27 votes to 12, was close.",
        "The first, 27 seats, and the second, 41 seats, went to Osk.",
        "One bus, 27, was late; the other, 38, was on time.",
        "Two players scored; one, 27, was a record and the other, 38, another.",
        "The other, 38 metres wide, fell.",
        "Both, 24 in all, were sold.",
        "The second, 14 May, was a Tuesday.",
        "Osk, 3, beat Arl, 2.",
        "He lives at Main Street, 27, in Osk.",
        "The fire was on floor 16 when she came.",
        "Osk and Arl, 7 and 9, were sold.",
        "The houses were numbered 7 and 9.",
        "Anna and Ivo, 7 and 9 points, were last.",
    ],
)
def test_scores_votes_seats_and_houses_are_no_ages(text: str) -> None:
    assert ages(text) == []
