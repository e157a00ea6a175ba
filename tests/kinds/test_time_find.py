"""What is found in a text, and where it lands on the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.config import Config
from factcheck.errors import ConfigurationError
from factcheck.kinds.time import Moment, Times, timexes
from factcheck.model import Article, Fact, Mood, Origin, Span, Statement

SUNDAY = date(2022, 1, 9)


def facts(
    text: str,
    published: date | None = SUNDAY,
    origin: Origin = Origin.HEADER,
    mood: Mood = Mood.REPORTED,
    config: Config | None = None,
) -> list[Fact]:
    article = Article("a.txt", text, published=published, published_from=origin if published else Origin.UNKNOWN)
    return list(Times(config or Config()).find([Statement(article, Span(0, len(text)), mood=mood)]))


def found(text: str, published: date | None = SUNDAY, mood: Mood = Mood.REPORTED) -> list[tuple[str, str]]:
    return [(fact.surface, fact.value.canonical) for fact in facts(text, published, mood=mood)]


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("The bridge opened on 3 May 2019.", "3 May 2019", "2019-05-03"),
        ("The bridge opened on May 3, 2019.", "May 3, 2019", "2019-05-03"),
        ("The bridge opened on the 3rd of May 2019.", "3rd of May 2019", "2019-05-03"),
        ("The bridge opened on 2019-05-03.", "2019-05-03", "2019-05-03"),
        ("The bridge opened on 3.5.2019.", "3.5.2019", "2019-05-03"),
        ("The bridge opened on 5/3/2019.", "5/3/2019", "2019-05-03"),
        ("The bridge opened on Friday, May 3, 2019.", "Friday, May 3, 2019", "2019-05-03"),
        ("The bridge opened on Wednesday 12 January 2022.", "Wednesday 12 January 2022", "2022-01-12"),
        ("The bridge opened in May 2019.", "May 2019", "2019-05"),
        ("The bridge opened in 2019.", "2019", "2019"),
        ("The bridge was built in the 1990s.", "the 1990s", "1990-01-01/1999-12-31"),
        ("The bridge was built in the '80s.", "the '80s", "1980-01-01/1989-12-31"),
        ("The mill dates from the 19th century.", "the 19th century", "1801-01-01/1900-12-31"),
        ("Sales fell in the third quarter of 2021.", "the third quarter of 2021", "2021-07-01/2021-09-30"),
        ("Sales fell in Q3 2021.", "Q3 2021", "2021-07-01/2021-09-30"),
        ("Sales fell in the first half of 2021.", "the first half of 2021", "2021-01-01/2021-06-30"),
        ("The lake froze in winter 2020.", "winter 2020", "2020-12-01/2021-02-28"),
        ("The lake froze in late November 2020.", "late November 2020", "2020-11/end"),
        ("They met on Easter Monday 2024.", "Easter Monday 2024", "2024-04-01"),
        ("They met on Thanksgiving Day 2021.", "Thanksgiving Day 2021", "2021-11-25"),
        ("They met two days before Christmas 2021.", "two days before Christmas 2021", "2021-12-23"),
        ("She was born on 14 March 1983.", "14 March 1983", "1983-03-14"),
    ],
)
def test_dates_told_in_full(text: str, surface: str, canonical: str) -> None:
    assert found(text) == [(surface, canonical)]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("The ferry sank on Wednesday.", "2022-01-05"),
        ("The ferry will sail on Wednesday.", "2022-01-12"),
        ("The ferry is scheduled to sail on Wednesday.", "2022-01-12"),
        ("The ferry sank on Sunday.", "2022-01-09"),
        ("The ferry sank last Sunday.", "2022-01-02"),
        ("The ferry sails next Sunday.", "2022-01-16"),
        ("The ferry sank yesterday.", "2022-01-08"),
        ("The ferry will sail tomorrow morning.", "2022-01-10TMO"),
        ("The ferry sank last month.", "2021-12"),
        ("The ferry sank last week.", "2022-W52".replace("2022-W52", "2021-W52")),
        ("The ferry sank three days ago.", "2022-01-06"),
        ("The ferry sank on December 17.", "2021-12-17"),
        ("The ferry will sail on January 12.", "2022-01-12"),
        ("The ferry will sail on Monday (tomorrow).", "2022-01-10"),
        ("The ferry sank last summer.", "2021-06-01/2021-08-31"),
        ("The ferry sank in July last year.", "2021-07"),
        ("The ferry sails as early as Tuesday.", "2022-01-11"),
        ("The strike was postponed until Thursday.", "..2022-01-13"),
        ("Roads remain closed until Thursday.", "..2022-01-13"),
        ("The pool is expected to stay shut until Thursday.", "..2022-01-13"),
        ("The pool stayed shut until Thursday.", "..2022-01-06"),
        ("The pool was to remain closed until Thursday.", "..2022-01-06"),
        ("Tickets go on sale on Thursday.", "2022-01-13"),
        ("The toll comes into force on Thursday.", "2022-01-13"),
        ("The trial continues on Thursday.", "2022-01-13"),
    ],
)
def test_relative_dates_count_from_the_article(text: str, canonical: str) -> None:
    assert [value for _, value in found(text)] == [canonical]


def test_a_friday_in_a_friday_article_is_that_day() -> None:
    friday = date(2022, 1, 14)
    assert found("The mayor resigned on Friday.", friday) == [("Friday", "2022-01-14")]
    assert found("The mayor will resign on Friday.", friday) == [("Friday", "2022-01-14")]


def test_a_planned_statement_looks_ahead_where_no_verb_tells() -> None:
    assert found("Next stop: Ostrava, Thursday", mood=Mood.PLANNED) == [("Thursday", "2022-01-13")]


def test_ranges_are_one_moment_and_lists_are_several() -> None:
    assert found("It ran from 10 to 12 January 2022.") == [("10 to 12 January 2022", "2022-01-10/2022-01-12")]
    assert found("It ran from May 3 to June 4, 2021.") == [("May 3 to June 4, 2021", "2021-05-03/2021-06-04")]
    assert found("It ran between 1939 and 1945.") == [("1939 and 1945", "1939-01-01/1945-12-31")]
    assert found("They met on January 12 and 13.") == [("January 12", "2022-01-12"), ("13", "2022-01-13")]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("He left before May 2020.", "<2020-05"),
        ("He left after May 2020.", ">2020-05"),
        ("He will leave by May 2023.", "<=2023-05"),
        ("He has lived there since 2014.", ">=2014"),
    ],
)
def test_prepositions_bound_the_interval(text: str, canonical: str) -> None:
    assert [value for _, value in found(text)] == [canonical]


@pytest.mark.parametrize(
    "text",
    [
        "You may go, and they march on.",
        "The talks lasted 7.5 hours.",
        "It has rained for three weeks.",
        "The 32-year-old was hurt.",
        "There were 2008 people in the square.",
        "Call (313) 555-1998 now.",
        "The score was 9:30 in the second set.",
        "He spent $1990 on it.",
        "Recently they have met now and then.",
        "April Jones and Mr. May spoke.",
        "It costs 500 crowns a year.",
        "He quoted 30 February 2021.",
        "Osk reached the quarter-final.",
        "The wall was built in 1400 BC.",
    ],
)
def test_what_names_no_moment(text: str) -> None:
    assert found(text) == []


def test_repeating_times_are_kept_apart() -> None:
    (fact,) = facts("The market opens every Monday.")
    assert fact.value.canonical == "every XXXX-WXX-1"
    assert str(fact.value) == "every Monday"


def test_without_a_date_a_moment_stays_relative() -> None:
    weekday, partial, deictic = (
        facts(f"The ferry sank {when}.", None)[0].value for when in ("on Sunday", "on May 3", "yesterday")
    )
    assert not weekday.resolved
    assert (weekday.canonical, str(weekday)) == ("XXXX-WXX-7", "a Sunday")
    assert (partial.canonical, str(partial)) == ("XXXX-05-03", "3 May (year not told)")
    assert (deictic.canonical, str(deictic)) == ("day-1", "yesterday")


def test_a_moment_says_how_it_was_resolved() -> None:
    (fact,) = facts("The ferry will sail on Wednesday.")
    assert fact.value.how == "the Wednesday after the article's date, Sunday 9 January 2022 (future tense)"
    assert str(fact.value) == "Wednesday 12 January 2022"


def test_an_inferred_article_date_marks_what_rests_on_it() -> None:
    bare, full = (
        facts(f"The ferry sank on {when}.", origin=Origin.NEIGHBOURS)[0].value for when in ("Friday", "May 3, 2021")
    )
    assert bare.inferred
    assert not full.inferred


def test_a_weekday_that_does_not_fit_its_date_is_noted() -> None:
    (fact,) = facts("They met on Monday, January 11, 2022.")
    assert fact.value.canonical == "2022-01-11"
    assert fact.value.clash == "the words say Monday, but 11 January 2022 is a Tuesday"


def test_events_stay_relative() -> None:
    eve, after = facts("On the eve of the harbour talks he left. A day after the harbour talks he returned.")
    assert eve.value.canonical == "1 day before harbour talks"
    assert after.value.canonical == "1 day after harbour talks"


def test_day_first_is_a_setting() -> None:
    (fact,) = facts("Signed on 3/4/2021.", config=Config(day_first=True))
    assert fact.value.canonical == "2021-04-03"


def test_a_user_can_add_words() -> None:
    config = Config(lexicon={"times": {"holidays": {"founders' day": "6 7"}}, "zones": {"fixed": {"xst": 90}}})
    first, second = facts("On Founders' Day 2021 it rained. It began on May 3, 2021 at 2:00 a.m. XST.", config=config)
    assert first.value.canonical == "2021-06-07"
    assert second.value.canonical == "2021-05-03T00:30Z"


def test_a_user_can_add_words_that_bound_an_amount() -> None:
    config = Config(lexicon={"times": {"quantifiers": {"words": ["in excess of"]}}})
    told, known = "The mill stood in excess of two years.", date(2022, 1, 9)
    assert [told[t.start : t.end] for t in timexes(told, known, config)] == ["in excess of two years"]
    assert [told[t.start : t.end] for t in timexes(told, known)] == ["two years"]


def test_a_word_that_cannot_be_used_is_named() -> None:
    for lexicon, problem in (
        ({"times": {"holidays": {"founders' day": "6 June"}}}, "holidays.founders' day must be like"),
        ({"times": {"weekdays": {"domingo": 7}}}, "weekdays.domingo must be a number from 0 to 6, not 7"),
        ({"times": {"holiday": {}}}, "unknown table \\[lexicon.times.holiday\\]"),
        ({"zones": {"fixed": {"xst": "+1"}}}, "fixed.xst must be a number"),
    ):
        with pytest.raises(ConfigurationError, match=problem):
            Times(Config(lexicon=lexicon))


def test_spans_are_true_to_the_article() -> None:
    text = "Heading\n\nThe ferry sank on\nMonday, 3 May 2021, in Ostrava."
    article = Article("a.txt", text, published=SUNDAY)
    (fact,) = Times(Config()).find([Statement(article, Span(9, len(text)))])
    assert fact.surface == "Monday, 3 May 2021"
    assert fact.clause is not None
    assert fact.clause.covers(fact.span)
    assert isinstance(fact.value, Moment)


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("It will end in two weeks.", "two weeks", "~2022-W03"),
        ("At 2022-01-09T14:00:00Z it rang.", "2022-01-09T14:00:00Z", "2022-01-09T14:00Z"),
        ("It stood from 1939-45.", "1939-45", "1939-01-01/1945-12-31"),
        ("Sales fell in FY2021.", "FY2021", "2021"),
        ("It opened in the first week of May 2021.", "first week of May 2021", "2021-05-01/2021-05-07"),
        ("It opened on the second Tuesday of March 2021.", "second Tuesday of March 2021", "2021-03-09"),
        ("It will open two weeks from Friday.", "two weeks from Friday", "2022-01-28"),
        ("They met Monday to Wednesday.", "Monday to Wednesday", "2022-01-03/2022-01-05"),
        ("They met on Friday the 10th.", "Friday the 10th", "2021-12-10"),
        ("It rained between May and July 2021.", "May and July 2021", "2021-05-01/2021-07-31"),
        ("It reopened after 6:15 p.m. on January 7.", "6:15 p.m. on January 7", "2022-01-07T18:15-23:59"),
        ("It reopened just after 6:15 p.m. on January 7.", "6:15 p.m. on January 7", "~2022-01-07T18:15"),
        ("It reopened after Friday's fire.", "Friday", "2022-01-07"),
        ("He pleaded guilty to the Nov. 22 theft.", "Nov. 22", "2021-11-22"),
        ("It stood in the 1900 block of Elm Street on January 7.", "January 7", "2022-01-07"),
    ],
)
def test_less_common_forms(text: str, surface: str, canonical: str) -> None:
    assert found(text) == [(surface, canonical)]


def test_the_date_an_event_was_moved_from_is_left_behind() -> None:
    assert found("The talks were postponed from Monday to Wednesday.") == [("Wednesday", "2022-01-12")]


def test_a_length_of_time_in_the_past_is_no_date() -> None:
    assert found("The work ended in two weeks.") == []


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Divers were called to 1645 Elm in Osk.", []),
        ("They met near 1812 Harbour in Osk.", []),
        ("The war of 1812 began in Osk.", ["1812"]),
        ("The ferry goes back to 1899.", ["1899"]),
    ],
)
def test_the_number_of_a_house_is_no_year(text: str, surfaces: list[str]) -> None:
    assert [fact.surface for fact in facts(text)] == surfaces


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("In 2016 schools closed for a week.", "2016"),
        ("On the island in 2021 flames ate the woods.", "2021"),
        ("From 2026 attempts have to be registered.", "2026"),
        ("It is about a 1949 miners' strike.", "1949"),
    ],
)
def test_a_year_before_a_plural_noun_is_a_year(text: str, canonical: str) -> None:
    assert [value for _, value in found(text)][:1] == [canonical]


@pytest.mark.parametrize("text", ["In 2000 homes the lights went out.", "The shop sold 1999 coats."])
def test_a_round_number_or_one_without_a_preposition_before_a_plural_noun_counts(text: str) -> None:
    assert found(text) == []
