"""The verdict table for times, and the reason and the flip of each outcome."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.config import Config
from factcheck.kinds.time import Times
from factcheck.model import Alignment, Article, Fact, Mood, Origin, Outcome, Severity, Span, Statement, Verdict

SUNDAY = date(2022, 1, 9)
KIND = Times(Config())


def fact(
    text: str,
    published: date | None = SUNDAY,
    mood: Mood = Mood.REPORTED,
    origin: Origin = Origin.HEADER,
    path: str = "a",
) -> Fact:
    article = Article(path, text, published=published, published_from=origin if published else Origin.UNKNOWN)
    (found,) = KIND.find([Statement(article, Span(0, len(text)), mood=mood)])
    return found


def judged(left: Fact, right: Fact) -> Outcome:
    assert KIND.comparable(left, right)
    one, two = KIND.compare([Alignment(left, right, 1.0, ""), Alignment(right, left, 1.0, "")])
    assert (one.verdict, one.rule) == (two.verdict, two.rule)
    assert one.reason
    return one


@pytest.mark.parametrize(
    ("left", "right", "verdict", "rule"),
    [
        ("They met on Wednesday.", "They meet on January 12.", Verdict.CONTRADICTION, "time.days-differ"),
        ("They will meet on Wednesday.", "They will meet on January 12.", Verdict.AGREEMENT, "time.same-day"),
        ("It is on January 12.", "It is on January 13.", Verdict.CONTRADICTION, "time.dates-differ"),
        ("It was on January 4.", "It was yesterday.", Verdict.CONTRADICTION, "time.days-differ"),
        ("It was on January 4.", "It was 3 days ago.", Verdict.CONTRADICTION, "time.days-differ"),
        ("It is on January 12.", "It is in January.", Verdict.COMPATIBLE, "time.within"),
        ("It is on the evening of January 9.", "It is on January 9.", Verdict.AGREEMENT, "time.same"),
        ("It ran from May 3 to May 9, 2021.", "It ran on May 5, 2021.", Verdict.COMPATIBLE, "time.within"),
        ("It ran from May 3 to May 9, 2021.", "It ran from May 8 to May 12, 2021.", Verdict.COMPATIBLE, "time.overlap"),
        ("It opened on 3 April 2021.", "It opened on 4 March 2021.", Verdict.CONTRADICTION, "time.day-month-swapped"),
        ("It opened on 3/4/2021.", "It opened on 3 April 2021.", Verdict.UNDECIDED, "time.day-month-swapped"),
        ("It shut in early March 2021.", "It shut in late March 2021.", Verdict.UNDECIDED, "time.edges-differ"),
        ("It shut in early March 2021.", "It shut on March 30, 2021.", Verdict.UNDECIDED, "time.edges-differ"),
        ("It shut in early March 2021.", "It shut on March 4, 2021.", Verdict.COMPATIBLE, "time.within"),
        ("It shut about two years ago.", "It shut in 2019.", Verdict.COMPATIBLE, "time.about"),
        ("It shut before May 2021.", "It shut in March 2021.", Verdict.COMPATIBLE, "time.inside-bound"),
        ("It shut after May 2021.", "It shut in March 2021.", Verdict.CONTRADICTION, "time.days-differ"),
        ("They lived here since 2014.", "They lived here since 2015.", Verdict.CONTRADICTION, "time.days-differ"),
        ("It rose in fiscal 2021.", "It rose in 2020.", Verdict.UNDECIDED, "time.fiscal"),
        ("It froze in summer 2021.", "It froze in January 2021.", Verdict.UNDECIDED, "time.season"),
        ("It opens every Monday.", "It opens each Monday.", Verdict.AGREEMENT, "time.repeats-alike"),
        ("It opens every Monday.", "It opens every Tuesday.", Verdict.CONTRADICTION, "time.repeats-differ"),
    ],
)
def test_days(left: str, right: str, verdict: Verdict, rule: str) -> None:
    outcome = judged(fact(left), fact(right))
    assert (outcome.verdict, outcome.rule) == (verdict, rule)


@pytest.mark.parametrize(
    ("left", "right", "verdict", "rule"),
    [
        ("9 p.m. ET on January 11", "0200 GMT on January 12", Verdict.AGREEMENT, "time.same-instant"),
        ("9 p.m. ET on January 11", "0300 GMT on January 12", Verdict.CONTRADICTION, "time.instants-differ"),
        ("9 p.m. ET on January 11", "January 12", Verdict.UNDECIDED, "time.day-across-zones"),
        ("9 a.m. local time on January 11", "0800 GMT on January 11", Verdict.UNDECIDED, "time.zone-untold"),
        ("9 p.m. on January 11", "9:40 p.m. on January 11", Verdict.CONTRADICTION, "time.times-differ"),
        ("9 p.m. on January 11", "9:10 p.m. on January 11", Verdict.COMPATIBLE, "time.rounded-hour"),
        ("9 p.m. ET on January 11", "0210 GMT on January 12", Verdict.COMPATIBLE, "time.rounded-hour"),
        ("9:30 on January 11", "21:30 on January 11", Verdict.AGREEMENT, "time.same-time"),
        ("9 p.m. on January 11", "the evening of January 11", Verdict.AGREEMENT, "time.clock-in-part"),
        ("the morning of January 11", "the evening of January 11", Verdict.CONTRADICTION, "time.parts-differ"),
        ("the night of January 11", "2 a.m. on January 12", Verdict.COMPATIBLE, "time.over-midnight"),
        ("late January 11", "the early hours of January 12", Verdict.COMPATIBLE, "time.over-midnight"),
        ("the night of January 11", "January 12", Verdict.UNDECIDED, "time.over-midnight"),
        ("the night of January 11", "3 p.m. on January 12", Verdict.CONTRADICTION, "time.days-differ"),
        ("the evening of January 11", "the night of January 11", Verdict.COMPATIBLE, "time.overlapping-parts"),
        ("about 6 a.m. on January 11", "6:20 a.m. on January 11", Verdict.AGREEMENT, "time.same-time"),
        ("about 6 a.m. on January 11", "January 12", Verdict.CONTRADICTION, "time.days-differ"),
        ("about 11:50 p.m. on January 11", "January 12", Verdict.COMPATIBLE, "time.about"),
        ("about 11:50 p.m. on January 11", "January 10", Verdict.CONTRADICTION, "time.days-differ"),
        ("about 0:10 a.m. on January 11", "January 10", Verdict.COMPATIBLE, "time.about"),
    ],
)
def test_times_of_day(left: str, right: str, verdict: Verdict, rule: str) -> None:
    outcome = judged(fact(f"The shift began at {left}."), fact(f"The shift began at {right}."))
    assert (outcome.verdict, outcome.rule) == (verdict, rule)


def test_what_about_allows_is_told() -> None:
    outcome = judged(fact("It began about 9:05 p.m. on January 11."), fact("It began at 9:25 p.m. on January 11."))
    assert outcome.reason.endswith("20 minutes apart, within 'about'")


def test_small_differences_of_the_clock_are_minor() -> None:
    outcome = judged(fact("It began at 9:05 p.m. on January 11."), fact("It began at 9:15 p.m. on January 11."))
    assert outcome.severity is Severity.MINOR


def test_a_contradiction_says_at_what_tolerance_it_would_agree() -> None:
    days = judged(fact("It is on January 12."), fact("It is on January 14."))
    assert days.flips == "agrees at a tolerance of 2 days or more"
    clocks = judged(fact("It began at 9 p.m. on January 11."), fact("It began at 9:40 p.m. on January 11."))
    assert clocks.flips == "agrees at a tolerance of 40 minutes or more"


def test_plan_and_fact_are_never_silent() -> None:
    plan = fact("The meeting is planned for Monday.", date(2022, 1, 7), Mood.PLANNED, path="b")
    report = fact("The meeting took place on Sunday.", date(2022, 1, 10))
    outcome = judged(plan, report)
    assert (outcome.verdict, outcome.rule) == (Verdict.UNDECIDED, "time.plan-and-fact")
    late = fact("The meeting is planned for Monday.", date(2022, 1, 14), Mood.PLANNED, path="b")
    outcome = judged(late, report)
    assert (outcome.verdict, outcome.rule) == (Verdict.CONTRADICTION, "time.plan-after-fact")


def test_a_date_that_was_changed_is_an_update() -> None:
    old = fact("The harbour talks are planned for Monday.", date(2022, 1, 7), Mood.PLANNED, path="b")
    new = fact("The harbour talks were postponed to Wednesday.", mood=Mood.PLANNED)
    outcome = judged(old, new)
    assert (outcome.verdict, outcome.rule) == (Verdict.UPDATE, "time.rescheduled")


def test_a_report_that_looks_ahead_is_a_plan() -> None:
    plan = fact("The meeting is planned for January 12.", mood=Mood.PLANNED, path="b")
    assert judged(plan, fact("The meeting is on January 13.")).verdict is Verdict.CONTRADICTION


def test_denied_and_supposed_dates_are_undecided() -> None:
    report = fact("It sank on January 5.")
    assert judged(fact("It did not sink on January 5.", mood=Mood.DENIED), report).rule == "time.denied"
    assert judged(fact("It might sink on January 4.", mood=Mood.HYPOTHETICAL), report).rule == "time.supposed"


def test_an_undated_weekday_fits_or_clashes() -> None:
    undated = fact("The talks were on Sunday.", None, path="b")
    fits = judged(undated, fact("The talks were on January 9."))
    assert (fits.verdict, fits.rule) == (Verdict.COMPATIBLE, "time.fits-undated")
    assert fits.flips == "conflicts only if 'Sunday' means another week, such as Sunday 2 January 2022"
    clash = judged(undated, fact("The talks were on January 10."))
    assert (clash.verdict, clash.rule) == (Verdict.CONTRADICTION, "time.weekdays-differ")


def test_an_undated_yesterday_is_undecided_and_says_why() -> None:
    outcome = judged(fact("It was yesterday.", None, path="b"), fact("It was on January 9."))
    assert (outcome.verdict, outcome.rule) == (Verdict.UNDECIDED, "time.unresolved")
    assert "'yesterday' has no date to count from" in outcome.reason


def test_a_date_that_is_only_inferred_does_not_convict() -> None:
    inferred = fact("The talks were on Sunday.", origin=Origin.NEIGHBOURS, path="b")
    outcome = judged(inferred, fact("The talks were on January 2."))
    assert (outcome.verdict, outcome.rule) == (Verdict.UNDECIDED, "time.date-inferred")
    assert outcome.confidence < 0.95
    assert judged(inferred, fact("The talks were on January 10.")).rule == "time.weekdays-differ"


def test_a_clock_that_borrows_its_day_says_so() -> None:
    text = "The shift began on January 5. It ended at 9 p.m."
    article = Article("a", text, published=SUNDAY)
    first, second = (Statement(article, Span(0, 29)), Statement(article, Span(30, len(text))))
    outcome = judged(KIND.find([first, second])[1], fact("It ended on January 7.", path="b"))
    assert (outcome.verdict, outcome.rule) == (Verdict.UNDECIDED, "time.date-inferred")
    assert "takes its day from another sentence" in outcome.reason


def test_a_clock_that_borrows_its_day_fits_the_same_hour_of_another() -> None:
    text = "The shift began on January 5. It ended at 9 p.m."
    article = Article("a", text, published=SUNDAY)
    first, second = (Statement(article, Span(0, 29)), Statement(article, Span(30, len(text))))
    ended = KIND.find([first, second])[1]
    outcome = judged(ended, fact("It ended at about 9 p.m. on January 7.", path="b"))
    assert (outcome.verdict, outcome.rule) == (Verdict.COMPATIBLE, "time.clock-fits")
    assert judged(ended, fact("It ended at 7 p.m. on January 7.", path="b")).rule == "time.date-inferred"


def test_a_bare_weekday_says_what_would_flip_it() -> None:
    outcome = judged(fact("They will meet on Wednesday."), fact("They will meet on January 19."))
    assert outcome.flips == "agrees only if 'Wednesday' means Wednesday 19 January 2022"


def test_a_clash_inside_one_mention_is_told_in_the_reason() -> None:
    outcome = judged(fact("They met on Monday, January 11, 2022."), fact("They met on January 10, 2022."))
    assert "the words say Monday, but 11 January 2022 is a Tuesday" in outcome.reason


def test_events_compare_with_events_only() -> None:
    eve = fact("On the eve of the harbour talks, Berg left.")
    before = fact("A day before the harbour talks, Berg left.")
    assert judged(eve, before).verdict is Verdict.AGREEMENT
    assert not KIND.comparable(eve, fact("Berg left on January 9."))


def test_repeating_times_compare_with_their_like_only() -> None:
    assert not KIND.comparable(fact("It opens every Monday."), fact("It opens on Monday."))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The harbour council will meet in Riga on Wednesday.", "When will the harbour council meet in Riga?"),
        ("On January 9, a delegation arrived in Riga.", "When was it that a delegation arrived in Riga?"),
        ("Thursday's talks in Riga were hard.", "When were the talks in Riga?"),
        ("Referring to the walk on Friday, which was long", "When: “Referring to the walk on …”?"),
        (
            "Those in the square when on Monday a lorry left the road, who had come from all over the country for the "
            "harvest fair that the town holds, had left.",
            "When: “Those in the square when on … a lorry left the road”?",
        ),
        ("Wednesday", "When did it happen?"),
        ("Nine people died and two were hurt on Friday.", "When was it that nine people died and two were hurt?"),
        ("The ferry sank shortly after 6 a.m. on Friday.", "When was it that the ferry sank?"),
        ("Police left the old police post by Friday.", "When was it that police left the old police post?"),
        ("Osk left on Friday.", "When was it that Osk left?"),
        ("The mill was shut on Friday, and the owner left.", "When was the mill shut?"),
        ("The weavers' guild wants a report by 20 November.", "When: “The weavers' guild wants a report by …”?"),
        ("A tram leaves the depot on Monday.", "When: “A tram leaves the depot on …”?"),
        ("Lessons resume on Wednesday.", "When: “Lessons resume on …”?"),
        ("The show takes place on Wednesday in Riga.", "When: “The show takes place on … in Riga”?"),
        ("Two men were held when clowns stopped a show on Monday.", None),
        ("It is the worst crash in the bay since 1996, when the Gannet turned over.", None),
    ],
)
def test_the_question_asks_for_the_event(text: str, question: str | None) -> None:
    asked = KIND.question(fact(text))
    assert asked == question if question else asked.startswith("When: “")  # None: the sentence is quoted with a gap


def test_days_are_apart_by_their_number_and_by_no_more_from_some_weeks_on() -> None:
    first = fact("It is on January 12.")
    others = ("It is on January 13.", "It is on January 22.", "It is on February 25.", "It was in March 2019.")
    apart = [judged(first, fact(text)).apart for text in others]
    assert apart == pytest.approx([0.05, 0.5, 1.0, 1.0])
    assert judged(fact("It ran in May 2021."), fact("It ran in June 2021.")).apart == pytest.approx(0.05)
