"""What a date is the date of, and which differences between two dates are none."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.config import Config
from factcheck.kinds.time import Moment, Times
from factcheck.kinds.time._event import Role
from factcheck.model import Alignment, Article, Fact, Outcome, Span, Statement, Verdict

SUNDAY = date(2022, 1, 9)
KIND = Times(Config())


def facts(text: str, published: date = SUNDAY, path: str = "a") -> list[Fact]:
    article = Article(path, text, published=published)
    return list(KIND.find([Statement(article, Span(0, len(text)))]))


def fact(text: str, published: date = SUNDAY, path: str = "a") -> Fact:
    return facts(text, published, path)[-1]


def moment(text: str, published: date = SUNDAY) -> Moment:
    value = fact(text, published).value
    assert isinstance(value, Moment)
    return value


def judged(left: Fact, right: Fact) -> Outcome:
    assert KIND.comparable(left, right)
    one, two = KIND.compare([Alignment(left, right, 1.0, ""), Alignment(right, left, 1.0, "")])
    assert (one.verdict, one.rule) == (two.verdict, two.rule)
    return one


# --- what is dated ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Osk resigned, his office said Friday.",
        "On Friday, police said that the ferry was safe.",
        "Authorities on Friday announced a reward.",
        "In a statement Friday, the mayor thanked the divers.",
        "The girl died, a Friday morning email from the agency said.",
        "Berg told the Osk Courier by phone Friday that she was well.",
        "Police spoke of two suspects at a news conference Friday.",
    ],
)
def test_a_day_beside_a_verb_of_saying_dates_the_saying(text: str) -> None:
    assert moment(text).dates.role is Role.SAYING


@pytest.mark.parametrize(
    "text",
    [
        "The plant will close in June 2025, the firm said.",
        "The mayor will not travel to Osk on Friday, her office said.",
        "The plant is to close on Friday, the firm said.",
        "The bridge is due to reopen on Friday, officials said.",
        "Berg was sentenced to two years in prison on Friday.",
        "Berg died in hospital on Friday, his family said.",
    ],
)
def test_a_day_behind_an_event_s_verb_dates_the_event_whoever_says_so(text: str) -> None:
    assert moment(text).dates.role is Role.EVENT


@pytest.mark.parametrize(
    "text",
    [
        "No one was in custody as of Friday morning.",
        "Nobody was in custody Friday.",
        "He remained in the hospital on Friday.",
        "The driver had not been found on Friday.",
        "Divers were still looking for the captain on Friday.",
        "The captain is being held Friday in the county jail.",
        "Four passengers were in stable condition Friday.",
    ],
)
def test_a_day_on_which_it_was_so_dates_a_state(text: str) -> None:
    assert moment(text).dates.role is Role.STATE


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Police made an arrest in the fatal February shooting of a baker.", "violence"),
        ("The baker was charged after a shooting early Tuesday in Osk.", "violence"),
        ("The baker was charged with murder for a homicide that happened on March 7 in Osk.", "violence"),
        ("Police arrested the baker Wednesday night for the shooting of a cook.", "arrest"),
        ("Berg spoke before Friday's hearing.", "hearing"),
        ("The baker died from his wounds Saturday.", "death"),
        ("On Tuesday morning, gunmen attacked the harbour.", "violence"),
        ("The shooting was reported at 11:42 a.m. Monday.", "violence"),
        ("Police were sent “to a reported shooting” at 7:38 p.m. Oct. 15.", "violence"),
        ("The sheriff said a cook shot the baker Monday.", "violence"),
        ("The council will meet in Osk on Wednesday.", "meeting"),
        ("The funeral was Friday.", "funeral"),
        ("The court met on May 4 and 5.", "meeting"),
    ],
)
def test_the_word_that_governs_a_date_names_its_event(text: str, family: str) -> None:
    dates = moment(text).dates
    assert dates.role is Role.EVENT
    assert family in dates.families


@pytest.mark.parametrize(
    "text",
    [
        "Deputies said there were two people arguing Sunday afternoon.",
        "The owner said that he was not sure how many guards were working Saturday night.",
        "The coroner says he will perform autopsies Monday on the divers.",
        "Deputies said around 6:30 p.m. Sunday, a car drove up to the quay.",
    ],
)
def test_a_verb_of_another_clause_does_not_claim_the_date(text: str) -> None:
    dates = moment(text).dates
    assert (dates.role, dates.families) == (Role.EVENT, frozenset())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("A cook was shot on Monday.", "The mayor regretted the attack, he said Tuesday."),
        ("A cook was shot on Monday.", "Police arrested the baker on Tuesday."),
        ("The cook died on Tuesday.", "Four people remained in the hospital on Wednesday."),
        ("The cook's funeral was on Friday.", "The cook was stabbed on Monday."),
        ("Police arrested the baker Wednesday.", "An arrest was made in the fatal February shooting."),
    ],
)
def test_days_of_different_things_are_not_compared(left: str, right: str) -> None:
    assert not KIND.comparable(fact(left), fact(right))
    assert not KIND.comparable(fact(right), fact(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("A cook was shot on Monday.", "The shooting happened on Tuesday."),
        ("A cook was killed on Monday.", "The murder took place on Tuesday."),
        ("The ferry sank on Monday.", "The accident happened on Tuesday."),
        ("It happened on Monday.", "A cook was shot on Tuesday."),
    ],
)
def test_days_of_one_event_in_other_words_contradict(left: str, right: str) -> None:
    assert judged(fact(left), fact(right, path="b")).verdict is Verdict.CONTRADICTION


# --- what is no contradiction -------------------------------------------------------------------------------------


def test_one_text_in_articles_of_different_dates_is_a_copy() -> None:
    left = fact("The owner says he does not know how many guards were working Saturday night.", date(2022, 1, 10))
    text = "The owner said he does not know how many guards were working on Saturday night."
    right = fact(text, date(2022, 1, 24), "b")
    found = judged(left, right)
    assert (found.verdict, found.rule) == (Verdict.COMPATIBLE, "time.copied")
    other = fact("The owner says he does not know how many guards were working Friday night.", date(2022, 1, 24), "b")
    assert judged(left, other).verdict is Verdict.CONTRADICTION
    apart = fact("Guards who worked Saturday night spoke to the owner of the hall.", date(2022, 1, 24), "b")
    assert judged(left, apart).verdict is Verdict.CONTRADICTION


def test_a_state_may_hold_on_several_days() -> None:
    found = judged(fact("No one was in custody as of Monday."), fact("Nobody was in custody Thursday.", path="b"))
    assert (found.verdict, found.rule) == (Verdict.COMPATIBLE, "time.state")


def test_quoted_days_count_from_when_they_were_said() -> None:
    left = fact('"We lost a friend tonight," the mayor said.')
    near = fact("The friend of the mayor was lost on Saturday night.", path="b")
    found = judged(left, near)
    assert (found.verdict, found.rule) == (Verdict.COMPATIBLE, "time.quoted")
    far = judged(left, fact("The friend of the mayor was lost on January 2.", path="b"))
    said = judged(fact("The mayor said that a friend was lost tonight."), fact("It was lost on January 2.", path="b"))
    assert far.verdict is said.verdict is Verdict.CONTRADICTION
    assert far.confidence < said.confidence


def test_one_weekday_of_articles_within_a_week_may_be_one_day() -> None:
    left = fact("The baker was arrested early Thursday.", date(2022, 1, 5))
    right = fact("The police arrested a baker Thursday morning.", date(2022, 1, 6), "b")
    found = judged(left, right)
    assert (found.verdict, found.rule) == (Verdict.COMPATIBLE, "time.which-week")
    later = fact("The police arrested a baker Thursday morning.", date(2022, 1, 20), "b")
    assert judged(left, later).verdict is Verdict.CONTRADICTION


def test_what_was_said_on_two_days_weighs_less_than_what_happened() -> None:
    said = judged(
        fact("The mayor thanked the divers, she said Monday."),
        fact("On Tuesday, the mayor said she was glad.", path="b"),
    )
    happened = judged(fact("A cook was shot on Monday."), fact("A cook was shot on Tuesday.", path="b"))
    assert said.verdict is happened.verdict is Verdict.CONTRADICTION
    assert said.confidence < happened.confidence


@pytest.mark.parametrize(
    ("left", "right", "verdict", "rule"),
    [
        ("early Sunday morning", "12:15 a.m. Sunday", Verdict.AGREEMENT, "time.clock-in-part"),
        ("early Sunday morning", "about 1:50 a.m. Sunday", Verdict.AGREEMENT, "time.clock-in-part"),
        ("Sunday morning", "1:30 a.m. Sunday", Verdict.COMPATIBLE, "time.near-part"),
        ("overnight", "1:50 a.m. Sunday", Verdict.COMPATIBLE, "time.over-midnight"),
        ("Saturday night", "12:15 a.m. Sunday", Verdict.COMPATIBLE, "time.over-midnight"),
        ("Saturday night", "at 9:50 on Saturday", Verdict.AGREEMENT, "time.clock-in-part"),
        ("Sunday afternoon", "1:30 a.m. Sunday", Verdict.CONTRADICTION, "time.parts-differ"),
        ("Sunday morning", "9 p.m. Sunday", Verdict.CONTRADICTION, "time.parts-differ"),
    ],
)
def test_parts_of_the_day_and_the_clock(left: str, right: str, verdict: Verdict, rule: str) -> None:
    found = judged(fact(f"The shooting happened {left}."), fact(f"The shooting happened {right}.", path="b"))
    assert (found.verdict, found.rule) == (verdict, rule)


def test_a_week_may_begin_on_sunday() -> None:
    wednesday = date(2022, 1, 12)
    found = judged(fact("A cook was shot this week.", wednesday), fact("A cook was shot Sunday.", wednesday, "b"))
    assert (found.verdict, found.rule) == (Verdict.COMPATIBLE, "time.week-border")


# --- which day is meant -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("He shot a cook last Monday night, January 3, in Osk.", "night of Monday 3 January 2022"),
        ("A baker was held Monday evening, Jan. 3, in Osk.", "evening of Monday 3 January 2022"),
        ("The boat was stolen last April 21 in Osk.", "Wednesday 21 April 2021"),
        ("The boat was stolen last November 21 in Osk.", "Sunday 21 November 2021"),
        ("The police could not give further details on Friday.", "Friday 7 January 2022"),
        ("The mayor couldn't be reached on Friday.", "Friday 7 January 2022"),
        ("She would have been at school Friday.", "Friday 7 January 2022"),
        ("Neither he nor his wife could be found Friday.", "Friday 7 January 2022"),
        ("The summit was held on April 24 and 25, and the plan will follow.", "Sunday 25 April 2021"),
        ("The girl shot in Annapolis on Friday lived in Osk.", "Friday 7 January 2022"),
        ("The summit in Osk is on Friday.", "Friday 14 January 2022"),
        ("He bought the boat within the past week.", "Sunday 2 January 2022 to Sunday 9 January 2022"),
        ("He bought the boat in the last month.", "Thursday 9 December 2021 to Sunday 9 January 2022"),
        ("He bought the boat last week.", "the week of Monday 27 December 2021"),
    ],
)
def test_the_words_around_a_date_place_it(text: str, day: str) -> None:
    assert str(moment(text)) == day


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ida Holm, manager since 2019, told the court about it.", "Ida Holm has led the mill since 2019."),
        ("The minister had been warned in writing in March.", "The letter was sent in May."),
        ("She is to be sworn in on 28 June.", "Holm, who won by 40 votes, begins on 1 July."),
        ("He will be sentenced on 17 January.", "The punishment will be fixed in court on 27 January."),
    ],
)
def test_other_words_for_one_event_leave_two_dates_comparable(left: str, right: str) -> None:
    assert KIND.comparable(facts(left)[0], facts(right, path="b")[0])
