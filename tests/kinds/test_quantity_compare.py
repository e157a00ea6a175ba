"""The ladder of rules, rung by rung."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from factcheck.config import Config
from factcheck.kinds.quantity import Quantities
from factcheck.model import Article, Mood, Outcome, Severity, Span, Statement, Verdict
from tests.kinds.quantities import KIND, facts, judge, only, tolerant

MONDAY, TUESDAY = date(2022, 1, 10), date(2022, 1, 11)


def outcome(left: str, right: str, first: date | None = MONDAY, second: date | None = MONDAY) -> Outcome:
    return judge(only(left, first), only(right, second))


@pytest.mark.parametrize(
    ("left", "right", "verdict", "rule"),
    [
        ("The talks lasted 7.5 hours.", "The talks lasted about 7.5 hours.", "agreement", "same-figure"),
        ("The talks lasted about 7.5 hours.", "The talks lasted almost 8 hours.", "compatible", "overlap"),
        ("At least 10 people were killed.", "14 people were killed.", "compatible", "inside-bound"),
        ("More than 20 people were hurt.", "18 people were hurt.", "contradiction", "running-differs"),
        ("The talks lasted 450 minutes.", "The talks lasted 7.5 hours.", "agreement", "units"),
        ("The talks lasted 7.5 hours.", "The talks lasted 8 hours.", "compatible", "rounding"),
        ("The talks lasted almost 8 hours.", "The talks lasted 8 hours.", "compatible", "edge"),
        ("It costs more than $3 trillion.", "It costs $3 trillion.", "compatible", "edge"),
        ("More than 3 people came.", "3 people came.", "contradiction", "bound-outside"),
        ("There were 12 victims.", "13 people died, including the gunman.", "undecided", "scope"),
        ("12 people were killed.", "13 people were killed.", "contradiction", "running-differs"),
        ("Dozens of people were killed.", "40 people were killed.", "compatible", "overlap"),
        ("Some 300 people came.", "312 people came.", "compatible", "overlap"),
        ("300 people came.", "312 people came.", "compatible", "rounding"),
        ("20 people came.", "18 people came.", "contradiction", "different"),
        ("Two women were killed.", "Three people were killed.", "compatible", "part"),
        ("Four women were killed.", "Three people were killed.", "contradiction", "running-differs"),
        ("It is 7 miles away.", "It is 11 km away.", "compatible", "rounding"),
        ("It is 7 miles away.", "It is 15 km away.", "contradiction", "different"),
        ("It costs $2.3 million.", "It costs $2.31 million.", "compatible", "rounding"),
        ("It costs $2 million.", "It costs $3 million.", "contradiction", "different"),
        ("Prices rose 5%.", "Prices fell 5%.", "contradiction", "direction"),
        ("Prices rose 5%.", "Prices rose 5%.", "agreement", "same"),
        ("One in five voters stayed home.", "Turnout among voters: 20% stayed home.", "agreement", "units"),
        ("United won 2-1.", "United won 3-1.", "contradiction", "score"),
        ("United won 2-1.", "City lost 1-2.", "agreement", "same"),
        ("The baby is 18 months old.", "The baby is 1 year old.", "compatible", "age-units"),
        ("It was 30 degrees Celsius.", "It was 86 degrees Fahrenheit.", "agreement", "units"),
    ],
)
def test_pairs_of_one_day(left: str, right: str, verdict: str, rule: str) -> None:
    found = outcome(left, right)
    assert (found.verdict.value, found.rule) == (verdict, f"quantity.{rule}")


def test_the_reason_names_both_values_and_the_size_of_the_difference() -> None:
    found = outcome("The talks lasted about 7.5 hours.", "The talks lasted almost 8 hours.")
    assert "about 7.5 hours" in found.reason
    assert "7.5 up to 8 hours" in found.reason
    assert "6 %" in found.reason
    assert found.flips == "agrees at a tolerance of 6.7 % or more"


def test_a_running_count_may_rise_but_not_fall() -> None:
    rise = outcome("12 dead in blast", "15 dead in blast", MONDAY, TUESDAY)
    fall = outcome("15 dead in blast", "12 dead in blast", MONDAY, TUESDAY)
    assert (rise.verdict, rise.rule) == (Verdict.UPDATE, "quantity.running-update")
    assert (fall.verdict, fall.rule) == (Verdict.CONTRADICTION, "quantity.running-fall")
    assert outcome("12 dead in blast", "15 dead in blast").verdict is Verdict.CONTRADICTION
    late = outcome("15 dead in blast", "12 dead in blast", MONDAY, MONDAY + timedelta(days=31))
    assert (late.verdict, late.rule) == (Verdict.UNDECIDED, "quantity.running-late")


def test_the_number_of_missing_may_fall() -> None:
    assert outcome("15 people are missing.", "12 people are missing.", MONDAY, TUESDAY).verdict is Verdict.UPDATE


def test_a_running_count_without_dates_is_left_open_and_says_why() -> None:
    found = outcome("12 dead in blast", "15 dead in blast", None, TUESDAY)
    assert (found.verdict, found.rule) == (Verdict.UNDECIDED, "quantity.running-undated")
    assert "dates" in found.reason


def test_what_does_not_accumulate_is_no_update() -> None:
    found = outcome("They bought 12 missiles.", "They bought 15 missiles.", MONDAY, TUESDAY)
    assert found.verdict is Verdict.CONTRADICTION


def test_a_birthday_between_two_articles_explains_an_age() -> None:
    summer = date(2022, 7, 1)
    fits = outcome("McBride, 39, was found.", "McBride, 40, was found.", MONDAY, summer)
    assert (fits.verdict, fits.rule) == (Verdict.COMPATIBLE, "quantity.birthday")
    assert (
        outcome("McBride, 40, was found.", "McBride, 39, was found.", MONDAY, summer).verdict is Verdict.CONTRADICTION
    )
    assert (
        outcome("McBride, 39, was found.", "McBride, 41, was found.", MONDAY, summer).verdict is Verdict.CONTRADICTION
    )
    assert outcome("McBride, 39, was found.", "McBride, 40, was found.").verdict is Verdict.CONTRADICTION
    later = outcome("McBride, 39, was found.", "McBride, 42, was found.", MONDAY, date(2024, 7, 1))
    assert later.verdict is Verdict.COMPATIBLE


def test_an_age_at_the_time_is_another_age() -> None:
    found = outcome("McBride, 39, was found.", "McBride, 15 at the time, was found.")
    assert (found.verdict, found.rule) == (Verdict.UNDECIDED, "quantity.scope")


def test_tolerances_by_unit_then_dimension() -> None:
    left, right = only("The talks lasted 7 hours.", MONDAY), only("The talks lasted 8 hours.", MONDAY)
    assert judge(left, right).verdict is Verdict.CONTRADICTION
    for name in ("hour", "duration"):
        found = judge(left, right, tolerant(name, 0.2))
        assert (found.verdict, found.rule) == (Verdict.AGREEMENT, "quantity.tolerance")
    assert judge(left, right, tolerant("length", 0.2)).verdict is Verdict.CONTRADICTION
    both = Quantities(Config(tolerances={"hour": 0.01, "duration": 0.5}))
    assert judge(left, right, both).verdict is Verdict.CONTRADICTION


def test_what_flips_it_is_true() -> None:
    left, right = only("The talks lasted 7 hours.", MONDAY), only("The talks lasted 8 hours.", MONDAY)
    assert judge(left, right).flips == "agrees at a tolerance of 14 % or more"
    assert judge(left, right, tolerant("duration", 0.15)).verdict is Verdict.AGREEMENT
    assert judge(left, right, tolerant("duration", 0.13)).verdict is Verdict.CONTRADICTION


def test_a_plan_does_not_contradict_a_fact() -> None:
    (plan,) = facts("The talks will last 7 hours.", MONDAY, mood=Mood.PLANNED)
    (fact,) = facts("The talks lasted 9 hours.", MONDAY)
    found = judge(plan, fact)
    assert (found.verdict, found.rule) == (Verdict.UNDECIDED, "quantity.mood")


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("Ann Berg, who would have turned 18 next week, sang.", Verdict.UNDECIDED),
        ("Ann Berg would be 18 today.", Verdict.UNDECIDED),
        ("Ann Berg, 18, would have sung.", Verdict.CONTRADICTION),
        ("They gave it to the 18-year-old Ann Berg.", Verdict.CONTRADICTION),
    ],
)
def test_an_age_never_reached_does_not_contradict_the_one_somebody_had(told: str, verdict: Verdict) -> None:
    assert judge(only(told, MONDAY), only("Ann Berg, 17, sang.", MONDAY)).verdict is verdict


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("a mechanic at the Osk Yard", "a guard at the Osk Yard", Verdict.DISPUTE),
        ("Minister Ana Pell", "Minister Bo Tarn", Verdict.DISPUTE),
        ("Minister Ana Pell", "Pell", Verdict.CONTRADICTION),
        ("Ana Pell of the Osk Yard", "Pell", Verdict.CONTRADICTION),
        ("a mechanic at the yard", "a guard at the yard", Verdict.DISPUTE),
        ("the coach", "a doctor", Verdict.DISPUTE),
        ("the driver", "the man", Verdict.CONTRADICTION),
        ("two guards", "a doctor", Verdict.CONTRADICTION),
    ],
)
def test_speakers_are_told_apart_by_the_words_that_name_them(one: str, other: str, verdict: Verdict) -> None:
    (left,) = facts("The talks lasted 7 hours.", MONDAY, speaker=one)
    (right,) = facts("The talks lasted 9 hours.", MONDAY, speaker=other)
    assert judge(left, right).verdict is verdict
    assert judge(right, left).verdict is verdict


def test_two_named_speakers_disagree_and_the_articles_do_not() -> None:
    (one,) = facts("The talks lasted 7 hours.", MONDAY, speaker="Ada Quill")
    (other,) = facts("The talks lasted 9 hours.", MONDAY, speaker="Bo Tarn")
    (same,) = facts("The talks lasted 9 hours.", MONDAY, speaker="Quill")
    (police,) = facts("The talks lasted 9 hours.", MONDAY, speaker="police")
    assert judge(one, other).verdict is Verdict.DISPUTE
    assert judge(one, same).verdict is Verdict.CONTRADICTION
    assert judge(one, police).verdict is Verdict.CONTRADICTION


def test_how_far_apart_two_values_lie_goes_by_their_ratio_whatever_the_unit() -> None:
    tons = [outcome("It carried 40 tons.", f"It carried {tons} tons.").apart for tons in (44, 50, 80, 400, 90_000)]
    assert 0 < tons[0] < tons[1] < tons[2] < tons[3] == tons[4] == 1.0
    minutes = outcome("It took 30 minutes.", "It took 60 minutes.").apart
    assert outcome("It took 30 minutes.", "It took 1 hour.").apart == pytest.approx(minutes)
    assert minutes == pytest.approx(tons[2])
    assert outcome("It carried 40 tons.", "It carried more than 50 tons.").apart == pytest.approx(tons[1])
    assert outcome("It carried 40 tons.", "It carried about 41 tons.").apart == 0.0


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        ("Almost half of the crew left.", "44% of the crew left.", 0.5),
        ("Divers found about 15 wrecks.", "Divers found about a dozen wrecks.", 0.5),
        ("The walk is about 750 km long.", "The walk is 860 km long.", 0.5),
        ("The walk is about 750 km long.", "The walk is 1,200 km long.", 0.9),
        ("At least 21 ports closed.", "19 ports closed.", 0.9),
    ],
)
def test_what_misses_a_rough_value_by_little_is_as_likely_meant_as_not(one: str, other: str, sure: float) -> None:
    found = outcome(one, other)
    assert (found.rule, found.confidence) == ("quantity.bound-outside", sure)


def test_two_digits_exchanged_are_a_slip_of_the_keys_the_surer_the_longer_the_figure() -> None:
    def apart(one: str, other: str) -> float:
        return outcome(f"It carried {one} tons.", f"It carried {other} tons.").apart

    assert apart("1,902", "9,102") == 0.0
    assert apart("1,902", "9,103") == pytest.approx(0.78, abs=0.01)
    assert apart("17", "71") == apart("1.7 million", "7.1 million") == pytest.approx(0.2)
    assert apart("45", "54") < 0.2
    assert outcome("It took 37 minutes.", "It took 73 hours.").apart == 1.0


def test_one_figure_in_another_unit_or_on_another_scale_is_a_slip_and_not_another_thing() -> None:
    assert outcome("It took 20 minutes.", "It took 20 hours.").apart == 0.0
    assert outcome("It took 20 minutes.", "It took 30 hours.").apart == 1.0
    assert outcome("It cost 12 million euros.", "It cost 12 billion euros.").apart == 0.0
    assert outcome("It cost 12 million euros.", "It cost 11 billion euros.").apart == 1.0


def test_ages_are_apart_by_years() -> None:
    said = ("The 40-year-old driver fled.", "The 44-year-old driver fled.", "The 59-year-old driver fled.")
    assert [outcome("The 39-year-old driver fled.", text).apart for text in said] == pytest.approx([0.1, 0.5, 1.0])


def test_severity_and_confidence_follow_the_size_of_the_difference() -> None:
    small = outcome("It costs $1,000.", "It costs $1,010.50.")
    large = outcome("It costs $1,000.", "It costs $9,000.")
    assert (small.severity.rank, large.severity) < (large.severity.rank, Severity.MAJOR) or small.rule != large.rule
    assert outcome("McBride, 39, came.", "McBride, 40, came.").severity is Severity.MINOR
    assert outcome("McBride, 39, came.", "McBride, 50, came.").severity is Severity.MAJOR


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("12 people were killed.", "15 people were killed.", True),
        ("12 people were killed.", "15 people were wounded.", False),
        ("12 people were killed.", "15 percent were killed.", False),
        ("12 people were killed.", "15 people attended.", False),
        ("There were 12 victims.", "13 people were killed.", True),
        ("12 women were killed.", "15 people were killed.", True),
        ("They bought 12 missiles.", "They bought 15 tanks.", False),
        ("They bought 12 missiles.", "They bought 15 rockets.", True),
        ("He hired 12 workers.", "He hired 15 employees.", True),
        ("12 Ruritanian soldiers died.", "15 Graustarkian soldiers died.", False),
        ("12 Ruritanian soldiers died.", "15 soldiers died.", True),
        ("It costs $5.", "It costs £5.", False),
        ("It costs $5.", "It costs 50 cents.", True),
        ("Prices rose 5%.", "Prices were 5%.", False),
        ("Prices rose 5%.", "Prices fell 5%.", True),
        ("Prices rose 5%.", "Prices rose 5 percentage points.", False),
        ("It lasted 5 hours.", "It lasted 50 minutes.", True),
        ("It lasted 5 hours.", "It is 5 miles long.", False),
        ("Ada Quill, 39, came.", "Bo Tarn, 40, came.", False),
        ("Ada Quill, 39, came.", "Quill, 40, came.", True),
        ("Ada Quill, 39, came.", "Cyn Quill, 40, came.", False),
        ("Ada Quill, 39, came.", "Ada B. Quill, 40, came.", True),
        ("Thomas Quill, 39, came.", "Thom Quill, 40, came.", True),
        ("Ada Quill, 39, came.", "The 40-year-old gunman came.", True),
        ("Ada Quill, 39, came.", "Ada Tarn, 40, came.", False),
        ("Ada Quill, 39, came.", "Ada Quil, 40, came.", True),
        ("Officer Ada Quill, 39, came.", "Officer Bo Tarn, 40, came.", False),
        ("Jonathan Quill, 39, came.", "Jonylah Quill, 40, came.", False),
        ("Devante Quill, 39, came.", "Devonte Quill, 40, came.", True),
        ("Harold Quill, 39, came.", "Garold Quill, 40, came.", False),
        ("Ada Quill Jr., 39, came.", "Bo Tarn Jr., 40, came.", False),
        ("United won 2-1.", "12 people came.", False),
    ],
)
def test_comparable(left: str, right: str, expected: bool) -> None:
    one, other = only(left), only(right)
    assert KIND.comparable(one, other) is expected
    assert KIND.comparable(other, one) is expected


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The talks lasted 7.5 hours.", "How long did the talks last?"),
        ("The search operation took 3 days.", "How long did the search operation last?"),
        ("It is the country's first case for 15 months.", "How long: “It is the country's first case for …”?"),
        ("12 people were killed.", "How many people were killed?"),
        ("One person was killed.", "How many people were killed?"),
        ("15 people are missing.", "How many people are missing?"),
        ("They bought 20 missiles.", "How many missiles: “They bought … missiles”?"),
        ("There were 20 lanterns.", "How many lanterns were there?"),
        ("About 90 pupils signed up for the race, and most ran.", "How many pupils signed up for the race?"),
        ("The two trams that met had no lights.", "How many trams that met had no lights?"),
        ("The clinic has 40 beds.", "How many beds does the clinic have?"),
        ("Osk Rovers had 40 players.", "How many players did Osk Rovers have?"),
        ("Two canoeists were arrested.", "How many canoeists were arrested?"),
        ("Ada Quill, 39, came.", "How old is Ada Quill?"),
        ("The 32-year-old gunman came.", "How old is the gunman?"),
        ("Sales rose 7%.", "By how much did the sales change?"),
        ("Prices at the pump rose 7%.", "By how much: “Prices at the pump rose …”?"),
        ("A third of voters stayed home.", "What share of voters stayed home?"),
        ("The parks lose 12% of their money.", "By how much did the money change?"),
        ("The town hall cost 12 million euros.", "How much did the town hall cost?"),
        ("The new town hall will cost 12 million euros.", "How much will the new town hall cost?"),
        ("The winner gets 5,000 euros.", "How much money: “The winner gets …”?"),
        ("The mill fell silent for six hours.", "How long: “The mill fell silent for …”?"),
        ("Temperatures are to reach 41C.", "What temperature: “Temperatures are to reach …”?"),
        ("The serum costs 190 euros per day.", "How much per day: “The serum costs …”?"),
    ],
)
def test_question(text: str, question: str) -> None:
    assert KIND.question(only(text)).lower() == question.lower()


def test_what_measures_different_things_is_undecided() -> None:
    found = judge(only("It lasted 5 hours."), only("It is 5 miles long."))
    assert (found.verdict, found.rule) == (Verdict.UNDECIDED, "quantity.dimension")


NAMED = [("Ada Quill, 39, came.", "Ada B. Quill, 41, came."), ("Ada Quill, 39, came.", "Ada Quill, 38, came.")]


@pytest.mark.parametrize(("left", "right"), NAMED)
def test_two_ages_of_one_full_name_have_a_rule_of_their_own(left: str, right: str) -> None:
    found = outcome(left, right)
    assert (found.verdict, found.rule) == (Verdict.CONTRADICTION, "quantity.age")
    assert outcome("The 39-year-old man came.", "The 41-year-old man came.").rule == "quantity.different"


def test_within_days_a_birthday_explains_no_age_of_a_full_name() -> None:
    assert outcome("Ada Quill, 39, came.", "Ada Quill, 40, came.", MONDAY, TUESDAY).rule == "quantity.age"
    days_later = outcome("Ada Quill, 39, came.", "Ada Quill, 40, came.", MONDAY, date(2022, 1, 19))
    assert (days_later.verdict, days_later.rule) == (Verdict.UNDECIDED, "quantity.rare-birthday")
    spring = date(2022, 3, 10)
    assert outcome("Ada Quill, 39, came.", "Ada Quill, 40, came.", MONDAY, spring).rule == "quantity.birthday"
    assert outcome("Ada Quill, 40, came.", "Ada Quill, 39, came.", MONDAY, spring).rule == "quantity.age"


@pytest.mark.parametrize(
    "dead",
    [
        "The death of 19-year-old Ada Quill shook Marren.",
        "Bo Tarn is charged with the slaying of 19-year-old Ada Quill.",
        "The gunman killed 19-year-old Ada Quill.",
        "Ada Quill, 19, was shot and killed.",
        "Ada Quill, 19, of Marren, was found dead.",
        "Ada Quill, 19, died at the scene.",
        "Ada Quill, 19, was fatally shot.",
    ],
)
def test_the_dead_grow_no_older(dead: str) -> None:
    summer = date(2022, 7, 1)
    found = outcome(dead, "Ada Quill, 20, is remembered.", MONDAY, summer)
    assert (found.verdict, found.rule) == (Verdict.CONTRADICTION, "quantity.age")
    alive = outcome(dead, "Ada Quill, 18, came.", summer, MONDAY)
    assert alive.rule == "quantity.birthday"


@pytest.mark.parametrize(
    "text",
    ["Bo Tarn, 19, is accused of killing two.", "Bo Tarn, 19, killed two.", "Bo Tarn, 19, was shot in the leg."],
)
def test_who_kills_or_is_shot_may_grow_older(text: str) -> None:
    (age, *_) = facts(text, MONDAY)
    found = judge(age, only("Bo Tarn, 20, came.", date(2022, 7, 1)))
    assert found.rule == "quantity.birthday"


def test_the_whole_article_knows_who_has_died() -> None:
    first, last = "Ada Quill, 19, was a nurse.", "Quill, 19, died Friday."
    article = Article("a.txt", f"{first} {last}", published=MONDAY)
    spans = Span(0, len(first)), Span(len(first) + 1, len(first) + 1 + len(last))
    nurse = KIND.find([Statement(article, span, index=n) for n, span in enumerate(spans)])[0]
    assert judge(nurse, only("Ada Quill, 20, came.", date(2022, 7, 1))).rule == "quantity.age"


def test_father_and_son_may_share_a_name() -> None:
    text = "Ada Quill, 18, and her mother, Ada Quill, 39, came."
    young, old = facts(text, MONDAY)
    found = judge(young, old)
    assert (found.verdict, found.rule) == (Verdict.UNDECIDED, "quantity.namesakes")
    assert "share a name" in found.reason
    assert outcome("Ada Quill, 18, came.", "Ada Quill, 39, came.").rule == "quantity.age"
    assert outcome("Bo Tarn Jr., 18, came.", "Bo Tarn, 39, came.").rule == "quantity.namesakes"


def test_a_listed_age_fits_where_the_other_sentence_has_it_too() -> None:
    listed = facts("A 25-year-old man, a 26-year-old man and a 33-year-old man were hurt.", MONDAY)
    other = only("A 26-year-old man was hurt.", MONDAY)
    assert [judge(age, other).rule for age in listed] == ["quantity.listed", "quantity.same", "quantity.listed"]
    assert judge(listed[0], only("A 29-year-old man was hurt.", MONDAY)).verdict is Verdict.CONTRADICTION


def test_a_child_of_21_months_may_be_called_two() -> None:
    assert outcome("The 21-month-old boy came.", "The 2-year-old boy came.").rule == "quantity.age-units"
    assert outcome("The 15-month-old boy came.", "The 2-year-old boy came.").verdict is Verdict.CONTRADICTION
    assert outcome("The 21-month-old boy came.", "The 4-year-old boy came.").verdict is Verdict.CONTRADICTION


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Six fire engines came.", "They used 8 pumps."),
        ("It carried 60 passengers.", "There were 50 pilgrims aboard."),
        ("Seven shops were flooded.", "Water got into nine premises."),
        ("Twelve nations signed.", "Ten governments signed."),
        ("About 900 homes were dark.", "Some 700 customers were cut off."),
        ("Nine councillors agreed.", "The votes of 8 members were needed."),
        ("Thirty volunteers set out.", "Some 50 rescuers set out."),
        ("Families from 30 homes left.", "Twelve households were evacuated."),
    ],
)
def test_other_nouns_for_the_same_things_are_comparable_but_not_sure(left: str, right: str) -> None:
    one, two = only(left), only(right)
    assert KIND.comparable(one, two)
    assert KIND.comparable(two, one)
    assert KIND.same_subject(one, two) <= 0.5


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Six fire engines came.", "They saw 8 houses."),
        ("There were 40 women.", "There were 30 men."),
        ("Some 40 residents left.", "Some 60 firefighters came."),
        ("Five cars burned.", "Nine horses came."),
        ("Seven passengers were injured.", "It carried 42 passengers."),
    ],
)
def test_plainly_different_things_are_never_comparable(left: str, right: str) -> None:
    assert not KIND.comparable(only(left), only(right))


def test_the_question_quotes_the_words_around_a_number_that_counts_nothing_named() -> None:
    assert (
        KIND.question(only("The Osk index stood at 40 yesterday.")) == "How many: “The Osk index stood at … yesterday”?"
    )
    assert KIND.question(only("She is 34.")) == "How old is she?"


@pytest.mark.parametrize(
    "given_up",
    [
        "Police had initially said six people were hurt.",
        "Six people were hurt, the fire service said at first reports.",
        "The fire service first put the number of people hurt at six.",
        "An earlier report spoke of six people hurt.",
        "Six people were hurt, the mayor had said earlier; it was more.",
        "The paper wrongly reported six people hurt.",
        "Six people, a number later corrected, were hurt.",
        "Six people were hurt, later revised to nine.",
    ],
)
def test_a_value_that_was_given_up_contradicts_nothing(given_up: str) -> None:
    first, *_ = facts(given_up, MONDAY)
    found = judge(first, only("Nine people were hurt.", MONDAY))
    assert (found.verdict, found.rule) == (Verdict.UPDATE, "quantity.told-before")


@pytest.mark.parametrize(
    "stands",
    [
        "Police said six people were hurt.",
        "Six people were first taken to a school and were hurt.",
        "Police said earlier on Monday that six people were hurt.",
        "The first six people were hurt.",
        "Initially nobody came, but six people were hurt, police said.",
        "Six people were later hurt.",
        "Two earlier reports were wrong; six people were hurt.",
    ],
)
def test_a_value_that_stands_is_not_taken_for_given_up(stands: str) -> None:
    (six,) = [fact for fact in facts(stands, MONDAY) if "ix" in fact.surface]
    found = judge(six, only("Nine people were hurt.", MONDAY))
    assert found.rule != "quantity.told-before"


def test_two_values_that_were_both_given_up_differ_as_others_do() -> None:
    said = "Police initially said {} people were hurt."
    assert outcome(said.format("six"), said.format("nine")).verdict is Verdict.CONTRADICTION


def test_a_value_that_was_given_up_still_agrees_with_its_like() -> None:
    assert outcome("Police initially said six people were hurt.", "Six people were hurt.").verdict is Verdict.AGREEMENT
