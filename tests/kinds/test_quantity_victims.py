"""Counts of victims: what a sentence adds up to, who the others are, headlines, and how such counts are compared."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.kinds.quantity import Quantity
from factcheck.model import Article, Fact, Outcome, Span, Statement, Verdict
from tests.kinds.quantities import KIND, facts, judge, only, value

MONDAY, TUESDAY = date(2022, 1, 10), date(2022, 1, 11)


def told(text: str) -> list[tuple[float, str]]:
    return [(fact.value.low, fact.value.state) for fact in facts(text) if isinstance(fact.value, Quantity)]


def article(*sentences: str, title: str = "") -> list[Fact]:
    """Return the facts of an article of several sentences."""
    whole = Article("a.txt", " ".join(sentences), title=title)
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    return KIND.find([Statement(whole, span, index=n) for n, span in enumerate(spans)])


def hurt(text: str, published: date | None = MONDAY, state: str = "injured") -> Fact:
    found = [f for f in facts(text, published) if isinstance(f.value, Quantity) and f.value.state == state]
    assert len(found) == 1
    return found[0]


def outcome(left: str, right: str, first: date | None = MONDAY, second: date | None = MONDAY) -> Outcome:
    return judge(hurt(left, first), hurt(right, second))


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("1 dead, 4 injured in shooting in Marren", [(1, "killed"), (4, "injured")]),
        ("Two dead, 7 hurt", [(2, "killed"), (7, "injured")]),
        ("One killed, 3 injured in Marren", [(1, "killed"), (3, "injured")]),
        ("3 killed, 11 wounded: police", [(3, "killed"), (11, "injured")]),
        ("4 more killed in Marren", [(4, "killed")]),
        ("5 Dead, 6 Wounded in Marren Shooting", [(5, "killed"), (6, "injured")]),
        ("Marren Shooting Leaves 1 Dead, 9 Hurt: Police", [(1, "killed"), (9, "injured")]),
        ("Marren Blast Kills 12, Wounds 5", [(12, "killed"), (5, "injured")]),
        ("Girl, 10, among 3 wounded", [(10, ""), (3, "injured")]),
        ("Man, 34, charged in Marren shooting", [(34, "")]),
        ("Teen, 17, dies", [(17, "")]),
        ("Three shot, one fatally, in Marren", [(3, "shot"), (1, "killed")]),
    ],
)
def test_headlines_have_no_noun_and_no_verb(headline: str, expected: list[tuple[float, str]]) -> None:
    assert told(headline) == expected
    assert {v.thing for f in facts(headline) if isinstance(v := f.value, Quantity)} <= {"person", ""}


def test_the_capital_of_a_headline_makes_no_name() -> None:
    assert [fact.about for fact in facts("Girl, 10, among 3 wounded")] == ["girl", "people injured"]
    assert only("18-Year-Old Man Killed In Marren").about == "man"
    assert only("Mother of 5-Year-Old Girl Killed").about == "girl"
    assert only("Marren Man Charged in Fatal Shooting of 3-Year-Old").about == ""
    assert only("The mother of a 5-year-old came.").about == ""
    assert only("Ada Quill, at the age of 39, came.").about == "Ada Quill"
    assert KIND.comparable(only("Girl, 10, dies"), only("Ada Quill, 11, died."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three people, including a child, were killed.", [(3, "killed")]),
        ("Four people, all of them men, have been wounded.", [(4, "injured")]),
        ("Five people were shot, two of them fatally.", [(5, "shot"), (2, "killed")]),
        ("Five people were shot, one of whom died.", [(5, "shot"), (1, "killed")]),
        ("Five people were struck by gunfire.", [(5, "shot")]),
        ("A shooting killed one, wounded three.", [(1, "killed"), (3, "injured")]),
        ("Two shooting suspects fled.", [(2, "")]),
        ("Three shooting victims live.", [(3, "shot")]),
        ("Officers saw two men shooting.", [(2, "")]),
        ("There was one shooting in Marren.", [(1, "")]),
        ("One shot was fired.", [(1, "")]),
        ("Several people say they saw the shooting.", [(3, "")]),
        ("He lives near 31st Avenue, where a bomb injured three.", [(3, "injured")]),
        ("Four people were shot and one killed at the Mill club.", [(4.0, "shot"), (1.0, "killed")]),
        ("4 Women Shot, 2 Dead at Marrow Pier", [(4.0, "shot"), (2.0, "killed")]),
        ("Two men were shot and killed near the pier.", [(2.0, "killed")]),
    ],
)
def test_states_belong_to_those_who_suffer_them(text: str, expected: list[tuple[float, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("1 dead, 3 injured in Marren", 1, 3),
        ("A woman was killed and three other people were injured.", 1, 3),
        ("Ada Quill, 22, was shot and killed and four others were wounded.", 1, 4),
        ("The gunman killed Ada Quill and wounded two others.", 1, 2),
        ("The blast killed a local teacher and injured three others.", 1, 3),
        ("Man Killed, 3 Wounded At Party", 1, 3),
        ("Police said a man was killed and two others were shot.", 1, 2),
        ("One woman was wounded and two men were killed.", 2, 1),
        ("Two others were wounded when a man was shot dead.", 1, 2),
        ("The death of Ada Quill and the wounding of two others shook Marren.", 1, 2),
        ("A man and a woman were killed and two others were wounded.", None, 2),
        ("They killed four women and a man and injured two.", None, None),
        ("Nine people were shot, one fatally.", 1, None),
        ("At least 4 died and 7 were hurt.", None, 7),
        ("Bo Tarn killed two people.", 2, None),
        ("Four people were injured.", None, 4),
    ],
)
def test_a_sentence_tells_its_dead_and_its_hurt(text: str, killed: float | None, injured: float | None) -> None:
    for fact in facts(text):
        if isinstance(fact.value, Quantity) and fact.value.dimension == "count":
            assert (fact.value.beside.killed, fact.value.beside.injured) == (killed, injured)


def test_what_stands_beside_is_no_part_of_the_value() -> None:
    alone, beside = hurt("3 people were injured."), hurt("One person was killed and 3 people were injured.")
    assert alone.value == beside.value
    assert alone.value.canonical == beside.value.canonical


def test_a_total_fits_the_sum_of_its_parts() -> None:
    found = outcome("Four people were injured in Marren.", "One was killed and three were injured in Marren.")
    assert (found.verdict, found.rule) == (Verdict.COMPATIBLE, "quantity.sum")
    assert "1 killed and 3 injured" in found.reason
    victims = judge(only("There were five victims."), hurt("2 dead, 3 wounded", state="killed"))
    assert (victims.verdict, victims.rule) == (Verdict.COMPATIBLE, "quantity.sum")
    no_sum = outcome("Five people were injured in Marren.", "One was killed and three were injured in Marren.")
    assert no_sum.verdict is Verdict.CONTRADICTION


def test_a_total_beside_its_own_dead_is_no_sum() -> None:
    found = outcome("One was killed and four were injured.", "One was killed and three were injured.")
    assert (found.verdict, found.rule) == (Verdict.CONTRADICTION, "quantity.tally-differs")


def test_the_headline_tells_the_sum_for_its_article() -> None:
    whole = article("Three people were injured.", "1 dead, 3 injured in Marren", title="1 dead, 3 injured in Marren")
    left = hurt("Four people were injured.", None)
    assert judge(left, whole[0]).rule == "quantity.sum"
    assert judge(left, article("Three people were injured.")[0]).rule != "quantity.sum"


@pytest.mark.parametrize(
    ("left", "right", "first", "second", "verdict", "rule"),
    [
        ("1 dead, 3 hurt", "1 dead, 4 hurt", MONDAY, MONDAY, "contradiction", "tally-differs"),
        ("1 dead, 3 hurt", "1 dead, 4 hurt", MONDAY, TUESDAY, "update", "running-update"),
        ("1 dead, 4 hurt", "1 dead, 3 hurt", MONDAY, TUESDAY, "contradiction", "tally-differs"),
        ("1 dead, 3 hurt", "2 dead, 2 hurt", MONDAY, TUESDAY, "update", "injured-died"),
        ("2 dead, 2 hurt", "1 dead, 3 hurt", MONDAY, TUESDAY, "contradiction", "split-differs"),
        ("2 dead, 2 hurt", "1 dead, 3 hurt", MONDAY, MONDAY, "contradiction", "split-differs"),
        ("2 dead, 2 hurt", "1 dead, 3 hurt", None, MONDAY, "undecided", "running-undated"),
    ],
)
def test_dead_and_hurt_told_apart(
    left: str, right: str, first: date | None, second: date | None, verdict: str, rule: str
) -> None:
    found = outcome(left, right, first, second)
    assert (found.verdict.value, found.rule) == (verdict, f"quantity.{rule}")


def test_others_beside_the_dead_are_all_the_hurt() -> None:
    two, three = ("A man was shot dead.", "Two others were wounded."), ("Ada Quill died.", "Three others were wounded.")
    left, right = article(*two)[0], article(*three)[0]
    assert [isinstance(f.value, Quantity) and f.value.scope for f in (left, right)] == ["", ""]
    assert outcome("Two others were hurt when Bo died.", "1 dead, 3 hurt").verdict is Verdict.CONTRADICTION
    beside_the_hurt = article("Ada Quill was wounded.", "Two others were wounded.")[0]
    assert isinstance(beside_the_hurt.value, Quantity)
    assert beside_the_hurt.value.scope == "others"


def test_others_may_be_some_of_a_total() -> None:
    fits = outcome("Two others were wounded.", "Three people were wounded.")
    assert (fits.verdict, fits.rule) == (Verdict.COMPATIBLE, "quantity.part")
    more = outcome("Four others were wounded.", "Three people were wounded.")
    assert (more.verdict, more.rule) == (Verdict.UNDECIDED, "quantity.scope")
    dead = judge(only("Ada Quill and three others were killed."), only("Three people were killed."))
    assert (dead.verdict, dead.rule) == (Verdict.UNDECIDED, "quantity.scope")


@pytest.mark.parametrize(
    ("text", "verdict", "rule"),
    [
        ("Two people died at the scene.", "compatible", "part"),
        ("Five people died at the scene.", "contradiction", "running-differs"),
        ("Police released the names of two victims killed.", "compatible", "part"),
        ("Forty people have been killed in Marren this year.", "undecided", "scope"),
        ("Ten people died in six separate attacks.", "undecided", "scope"),
        ("Three people have been killed in Marren this year.", "agreement", "same"),
        ("Nine people were killed in overnight crashes.", "undecided", "scope"),
    ],
)
def test_parts_of_the_victims_and_tolls_over_time(text: str, verdict: str, rule: str) -> None:
    found = judge(hurt(text, state="killed"), hurt("Three people were killed in Marren.", state="killed"))
    assert (found.verdict.value, found.rule) == (verdict, f"quantity.{rule}")


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("Several people were hurt.", "10 people were hurt.", "compatible"),
        ("A few people were hurt.", "8 people were hurt.", "compatible"),
        ("Dozens of people were hurt.", "8 people were hurt.", "compatible"),
        ("Dozens of people were hurt.", "3 people were hurt.", "undecided"),
        ("Several people were hurt.", "40 people were hurt.", "undecided"),
    ],
)
def test_vague_words_contradict_no_number(left: str, right: str, verdict: str) -> None:
    found = outcome(left, right)
    assert (found.verdict.value, found.rule) == (verdict, "quantity.vague")


def test_nearly_forty_is_not_eight() -> None:
    assert outcome("Nearly 40 were injured.", "Eight were injured.").verdict is Verdict.CONTRADICTION
    assert outcome("Almost 40 were injured.", "38 were injured.").verdict is Verdict.COMPATIBLE
    nearly = hurt("Nearly 40 were injured.")
    assert "40" in nearly.surface
    assert "40" in str(nearly.value)


def test_gravely_hurt_are_some_of_the_hurt() -> None:
    found = [fact.value for fact in facts("Four were injured, one critically.")]
    assert [(v.low, v.state, v.scope) for v in found if isinstance(v, Quantity)] == [
        (4, "injured", ""),
        (1, "injured", "part"),
    ]
    assert value("Two critically injured in Marren").scope == ""


@pytest.mark.parametrize(
    "many",
    [
        "Nine people were hurt and a tenth died in a dispute that spread over several homes.",
        "Nine people were hurt in five hours.",
        "Nine people were hurt in a span of 30 hours.",
        "Nine people were hurt in four separate incidents.",
    ],
)
def test_what_happened_at_many_places_or_over_hours_is_another_count(many: str) -> None:
    found = outcome("Six people were hurt in Marren.", many)
    assert (found.verdict, found.rule) == (Verdict.UNDECIDED, "quantity.scope")
    assert outcome(many, "Nine people were hurt in Marren.").verdict is Verdict.AGREEMENT


@pytest.mark.parametrize(
    "one", ["Nine people were hurt in one home.", "Nine people were hurt in the two-storey house.", "Nine hurt."]
)
def test_one_place_is_one_event(one: str) -> None:
    assert outcome("Six people were hurt in Marren.", one).verdict is Verdict.CONTRADICTION


def test_adults_hurt_within_hours_are_a_tally_too() -> None:
    left, right = facts("4 adults, 1 child shot in Marren", MONDAY)[0], facts("7 adults shot in five hours", MONDAY)[0]
    assert judge(left, right).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("doer", ["and then himself", "before turning the gun on himself", "and took her own life"])
def test_a_doer_who_died_may_be_counted_with_the_dead(doer: str) -> None:
    left, right = (
        hurt("3 dead in Marren", state="killed"),
        hurt(f"The gunman killed two people {doer}.", state="killed"),
    )
    assert judge(left, right).rule == "quantity.part"
    assert judge(left, hurt("The gunman killed two people.", state="killed")).verdict is Verdict.CONTRADICTION


def test_two_others_shot_beside_the_dead_were_hurt() -> None:
    text = "A man broke into the house, killed a young couple and shot two others."
    assert (2, "injured") in told(text)
    assert (2, "shot") not in told(text)


def test_those_shot_and_those_otherwise_hurt_add_up() -> None:
    left = next(f for f in facts("Three children shot, 1 injured in Marren", MONDAY) if f.surface == "1")
    assert judge(left, hurt("Shooting leaves 4 kids injured in Marren")).rule == "quantity.sum"
    assert judge(left, hurt("Shooting leaves 5 kids injured in Marren")).verdict is Verdict.CONTRADICTION


def test_the_identified_may_be_some_of_the_dead() -> None:
    named = hurt("Two victims killed in the blast have been identified.", state="killed")
    assert judge(named, hurt("Three people were killed in the blast.", state="killed")).rule == "quantity.part"


@pytest.mark.parametrize(
    "held",
    [
        "A 19-year-old Marren man has been held without bail.",
        "Marren man, 19, charged in shooting death",
        "A 19-year-old man was arrested on Tuesday.",
    ],
)
def test_the_dead_are_not_the_accused(held: str) -> None:
    dead = only("A 21-year-old man was shot and killed.", MONDAY)
    assert judge(only(held, MONDAY), dead).rule == "quantity.two-people"
    assert judge(only("A 20-year-old man died.", MONDAY), dead).verdict is Verdict.CONTRADICTION


def test_an_article_may_give_ages_of_two_years() -> None:
    told = article("Ada Quill, 41, was convicted in the trial.", "Ada Quill, 39, was held.", "Ada Quill, 33, wept.")
    first, later, other = told
    assert judge(first, later).rule == "quantity.age-within"
    assert judge(first, other).verdict is Verdict.CONTRADICTION
