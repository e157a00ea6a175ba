"""Who is in charge of what, of invented people: posts of one institution, event or undertaking."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.entities import RuleTagger, default_names
from factcheck.kinds.name import NameKind
from factcheck.kinds.name._items import Vocabulary
from factcheck.kinds.name._people import Relation, relation
from factcheck.kinds.name._post import Post
from factcheck.kinds.name._post_words import PostWords
from factcheck.model import Alignment, Article, Fact, Outcome, Severity, Span, Statement, Verdict

KIND = NameKind(RuleTagger.of(), default_names(), Vocabulary.of())
DAY = date(2024, 5, 6)


def facts(*sentences: str, published: date | None = DAY) -> list[Fact]:
    article = Article("a.txt", " ".join(sentences), published=published)
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    found = KIND.find([Statement(article, span, i, 0) for i, span in enumerate(spans)])
    return [fact for fact in found if isinstance(fact.value, Post)]


def posts(*sentences: str) -> list[tuple[str, str, str]]:
    values = [fact.value for fact in facts(*sentences)]
    return [(post.person, post.head, post.charge.core) for post in values if isinstance(post, Post)]


def outcome(left: str, right: str, days: int | None = 1) -> Outcome | None:
    other = None if days is None else date.fromordinal(DAY.toordinal() + days)
    [a], [b] = facts(left, published=None if days is None else DAY), facts(right, published=other)
    assert KIND.comparable(a, b) == KIND.comparable(b, a)
    if not KIND.comparable(a, b):
        return None
    [one], [two] = KIND.compare([Alignment(a, b, 1.0, "")]), KIND.compare([Alignment(b, a, 1.0, "")])
    assert (one and (one.verdict, one.rule)) == (two and (two.verdict, two.rule))
    return one


@pytest.mark.parametrize(
    ("sentence", "person", "head", "core"),
    [
        ("Race director Ruth Calloway told reporters so.", "Ruth Calloway", "head", "race"),
        ("Ruth Calloway, who directs the race, said so.", "Ruth Calloway", "head", "race"),
        ("Ruth Calloway, 47, director of the race, said so.", "Ruth Calloway", "head", "race"),
        ("The race director, Ruth Calloway, said so.", "Ruth Calloway", "head", "race"),
        ("The race's director, Ruth Calloway, said so.", "Ruth Calloway", "head", "race"),
        ("The director of the race is Ruth Calloway.", "Ruth Calloway", "head", "race"),
        ("Ruth Calloway is the director of the race.", "Ruth Calloway", "head", "race"),
        ("Ruth Calloway directs the race.", "Ruth Calloway", "head", "race"),
        ("Ruth Calloway, in charge of the race, said so.", "Ruth Calloway", "any", "race"),
        ("The woman who runs the museum, Ruth Calloway, said so.", "Ruth Calloway", "any", "museum"),
        ("The rescue was led by Captain Ruth Calloway.", "Ruth Calloway", "head", "rescue"),
        ("The rescue, led by Ruth Calloway, took ten hours.", "Ruth Calloway", "head", "rescue"),
        ("Conservation chief Ruth Calloway said so.", "Ruth Calloway", "head", "conservation"),
        ("The museum's conservation chief, Ruth Calloway, left.", "Ruth Calloway", "head", "conservation"),
        ("Ruth Calloway, head of conservation at the museum, left.", "Ruth Calloway", "head", "conservation"),
        ("Ruth Calloway, who heads the city's fire service, left.", "Ruth Calloway", "head", "fire"),
        ("Fire commander Ruth Calloway said so.", "Ruth Calloway", "commander", "fire"),
        ("Plant manager Ruth Calloway blamed the valve.", "Ruth Calloway", "manager", "plant"),
        ("The board was chaired by Ruth Calloway.", "Ruth Calloway", "chair", "board"),
        ("Her coach is Ruth Calloway.", "Ruth Calloway", "coach", ""),
        ("Police chief Ruth Calloway said so.", "Ruth Calloway", "head", "police"),
        ("They support President Ruth Calloway of the Tresk Council.", "", "", ""),
    ],
)
def test_posts_are_found_in_every_usual_construction(sentence, person, head, core):
    assert posts(sentence) == ([(person, head, core)] if person else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Former museum director Ruth Calloway spoke.",
        "Deputy race director Ruth Calloway spoke.",
        "Ruth Calloway, deputy director of the race, spoke.",
        "Ruth Calloway, acting director of the race, spoke.",
        "Ruth Calloway, director of the race until 2019, spoke.",
        "Ruth Calloway, a director of the company, spoke.",
        "The next race director, Ruth Calloway, spoke.",
        "Race leader Ruth Calloway fell.",  # who is ahead in it
        "Ruth Calloway, who led the race, fell.",
        "Ruth Calloway and Tomas Brandt, who led the rescue, spoke.",
        "A rescue led by Ruth Calloway failed.",
        "Tomas Brandt thanked Ruth Calloway, the director said.",
    ],
)
def test_a_post_that_is_anothers_or_of_another_time_is_no_fact(sentence):
    assert posts(sentence) == []


def test_the_span_holds_post_and_name_and_the_question_asks_for_the_holder():
    [fact] = facts("It rained.", "On Friday, race director Ruth Calloway spoke.")
    assert fact.surface == "race director Ruth Calloway"
    assert str(fact.value) == "Ruth Calloway, race director"
    assert fact.value.canonical == "ruth calloway"
    assert fact.value.sort == "person"
    assert KIND.question(fact) == "Who is the race director?"
    assert KIND.named(fact)


def test_a_family_name_in_a_later_sentence_is_the_same_person():
    [fact] = facts("Ruth Calloway came.", "Then Calloway, the race director, spoke.")
    assert isinstance(fact.value, Post)
    assert fact.value.person == "Ruth Calloway"


def test_an_article_that_names_two_in_one_post_knows_of_several():
    assert posts("Race director Ruth Calloway spoke.", "Race director Tomas Brandt left.") == []
    assert posts("Race director Ruth Calloway spoke.", "The director, Tomas Brandt, left.") == [
        ("Ruth Calloway", "head", "race")
    ]


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        ("Race director Ruth Calloway spoke.", "Henrik Calloway, who directs the race, spoke.", "name.other-given"),
        ("The rescue was led by Ruth Calloway.", "Henrik Calloway, who heads the search, spoke.", "name.other-given"),
        ("Race director Ruth Calloway spoke.", "The race's director, Ruth Brandt, spoke.", "name.other-family"),
        ("Race director Ruth Calloway spoke.", "Tomas Brandt, director of the race, spoke.", "name.other-holder"),
        ("Ruth Calloway, who runs the mine, spoke.", "Mine manager Tomas Brandt spoke.", "name.other-holder"),
        ("Leeds coach Ruth Calloway spoke.", "The coach of Leeds, Tomas Brandt, spoke.", "name.other-holder"),
        ("The referee, Ruth Calloway, spoke.", "The referee, Henrik Calloway, spoke.", "name.other-given"),
    ],
)
def test_another_person_in_one_post_contradicts(left, right, rule):
    judged = outcome(left, right)
    assert judged is not None
    assert (judged.verdict, judged.rule) == (Verdict.CONTRADICTION, rule)
    assert "Calloway" in judged.reason


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Race director Ruth Calloway spoke.", "Mine director Tomas Brandt spoke."),  # of other things
        ("Race director Ruth Calloway spoke.", "Director Tomas Brandt spoke."),  # of what is not told
        ("Race director Ruth Calloway spoke.", "Race manager Tomas Brandt spoke."),  # another function
        ("Leeds coach Ruth Calloway spoke.", "Bristol coach Tomas Brandt spoke."),  # of other clubs
        ("Race director Ruth Calloway praised Brandt.", "Race director Tomas Brandt spoke."),  # one knows both
        ("Race director Ruth Calloway spoke.", "Race director Tomas Brandt took over."),  # one after the other
        ("Race director Ruth Calloway spoke in 1998.", "Race director Tomas Brandt spoke."),  # of old times
        ("Race director Ruth Calloway spoke.", "Race organiser Tomas Brandt spoke."),
        ("Race organiser Ruth Calloway spoke.", "Race organiser Tomas Brandt spoke."),  # many organise a race
        ("Race director Fran Calloway spoke.", "Race director Francheska Calloway spoke."),  # a short form
        ("Race director Babatunde Calloway spoke.", "Race director Tunde Calloway spoke."),  # a short form
    ],
)
def test_two_people_may_be_in_charge(left, right):
    judged = outcome(left, right)
    assert judged is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Race director Ruth Calloway, who said a survey in 1998 had found nothing, left.",
        "Race director Ruth Calloway said that nobody had read a survey in 1998.",
        "Race director Ruth Calloway spoke and promised to read a survey of 1998.",
        "The race director, Ruth Calloway, denied a survey in 1998.",
    ],
)
def test_a_year_of_something_else_does_not_put_a_post_in_old_times(sentence):
    judged = outcome(sentence, "Race director Rona Calloway spoke.")
    assert judged is not None
    assert judged.rule == "name.other-given"


def test_a_year_of_the_post_puts_it_in_old_times():
    assert outcome("In 1998, race director Ruth Calloway spoke.", "Race director Rona Calloway spoke.") is None


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The club refused to thank coach Ruth Calloway.", "coach"),
        ("The club did not thank coach Ruth Calloway.", "coach"),
        ("Tomas Brandt thanks coach Ruth Calloway.", "coach"),
        ("The manager thanks coach Ruth Calloway.", "coach"),
        ("They spoke to race director Ruth Calloway.", "race director"),
        ("They met Chief Executive Ruth Calloway.", "chief executive"),
        ("They met CEO Ruth Calloway.", "CEO"),
        ("Race director Ruth Calloway spoke.", "race director"),
        ("They met the director of the Osk Museum, Ruth Calloway.", "director of the Osk Museum"),
    ],
)
def test_a_post_is_called_by_its_own_words(sentence, words):
    assert [KIND.question(fact) for fact in facts(sentence)] == [f"Who is the {words}?"]


@pytest.mark.parametrize(("days", "verdict"), [(2, "contradiction"), (40, None), (None, "undecided")])
def test_a_post_may_change_hands_in_weeks(days, verdict):
    judged = outcome("Race director Ruth Calloway spoke.", "Race director Tomas Brandt spoke.", days)
    assert (judged and judged.verdict.value) == verdict


def test_of_unions_and_clubs_a_story_may_have_several_unless_both_are_named():
    judged = outcome("Union leader Ruth Calloway spoke.", "Tomas Brandt, who leads the union, spoke.")
    assert judged is not None
    assert (judged.verdict, judged.rule) == (Verdict.UNDECIDED, "name.holder-of-several")
    assert judged.severity is Severity.MINOR
    judged = outcome("Tresk Union leader Ruth Calloway spoke.", "The leader of the Tresk Union, Tomas Brandt, spoke.")
    assert judged is not None
    assert judged.rule == "name.other-holder"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Race director Ruth Calloway spoke.", "Ruth Calloway, who directs the race, spoke."),
        ("Race director Ruth Calloway spoke.", "Race director Calloway spoke."),
        ("Race director Zoë Calloway spoke.", "Race boss Zoe Calloway spoke."),
        ("Race director Sergei Orlenko spoke.", "Race chief Sergey Orlenko spoke."),
    ],
)
def test_the_same_person_in_one_post_agrees(left, right):
    judged = outcome(left, right)
    assert judged is not None
    assert (judged.verdict, judged.rule, judged.severity) == (
        Verdict.AGREEMENT,
        "name.same-holder",
        Severity.NOTE,
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Ruth Calloway", "Calloway", Relation.SAME),
        ("Ruth Kirby", "Ruth Kirkby", Relation.SPELLING),
        ("Ruth Calloway", "Henrik Calloway", Relation.OTHER_GIVEN),
        ("Ruth Calloway", "Ruth Brandt", Relation.OTHER_FAMILY),
        ("Ruth Calloway", "Tomas Brandt", Relation.OTHER),
        ("Ruth Calloway", "Brandt", Relation.OTHER),
        ("Ruth Calloway", "Thomas", Relation.UNKNOWN),  # a first name alone
        ("Dougie Calloway", "Douglas Calloway", Relation.UNKNOWN),
        ("Danny Orlenko", "Danilo Orlenko", Relation.UNKNOWN),
        ("Ruth Calloway", "R. Calloway", Relation.SAME),
    ],
)
def test_how_two_names_stand_to_each_other(a, b, expected):
    assert relation(default_names(), a, b) is expected
    assert relation(default_names(), b, a) is expected


@pytest.mark.parametrize(
    ("sentence", "person", "head", "core"),
    [
        ("The fisherman, Ruth Calloway, said so.", "Ruth Calloway", "fisherman", ""),
        ("Ruth Calloway, 47, a nurse, said so.", "Ruth Calloway", "nurse", ""),
        ("Ruth Calloway won the regatta.", "Ruth Calloway", "winner", "regatta"),
        ("The wreck was discovered by Ruth Calloway.", "Ruth Calloway", "discoverer", "wreck"),
        ("Ruth Calloway, who founded the choir, said so.", "Ruth Calloway", "founder", "choir"),
    ],
)
def test_a_trade_and_what_somebody_did_are_read_like_a_post(sentence, person, head, core):
    assert posts(sentence) == [(person, head, core)]


@pytest.mark.parametrize(
    "sentence",
    ["A director, Ruth Calloway, said so.", "Ruth Calloway, a director of the bank, said so."],
)
def test_a_post_that_many_hold_is_nobodys(sentence):
    assert posts(sentence) == []


@pytest.mark.parametrize(
    ("left", "right", "verdict", "rule"),
    [
        ("The baker, Ruth Calloway, spoke.", "Ruth Calloway, a baker, spoke.", "agreement", "name.same-holder"),
        ("The baker, Ruth Calloway, spoke.", "The baker, Anna Calloway, spoke.", "contradiction", "name.other-given"),
        ("Ruth Calloway won the regatta.", "Tomas Varga won the regatta.", "undecided", "name.holder-of-several"),
    ],
)
def test_two_names_for_who_did_it(left, right, verdict, rule):
    judged = outcome(left, right)
    assert judged is not None
    assert (judged.verdict, judged.rule) == (verdict, rule)


def test_two_bakers_of_other_names_are_two_bakers():
    assert outcome("The baker, Ruth Calloway, spoke.", "The baker, Tomas Varga, spoke.") is None


def test_a_misspelt_name_is_said_to_be_one_perhaps():
    judged = outcome("Race director Ruth Kirby spoke.", "Race director Ruth Kirkby spoke.")
    assert judged is not None
    assert (judged.verdict, judged.rule) == (Verdict.UNDECIDED, "name.holder-spelling")


def test_the_users_words_for_a_post_are_read():
    words = PostWords.of_lexicon({"posts": {"heads": {"grandmaster": ["high master"]}}})
    kind = NameKind(RuleTagger.of(), default_names(), Vocabulary.of(), words)
    text = "Lodge high master Ruth Calloway spoke."
    found = kind.find([Statement(Article("a.txt", text), Span(0, len(text)))])
    assert [fact.value.head for fact in found if isinstance(fact.value, Post)] == ["grandmaster"]


@settings(deadline=None)
@given(st.text(alphabet="adehirstuv ,.'-PMDRC\n", max_size=120))
def test_any_text_gives_true_spans(text):
    for fact in facts(f"Race director Ruth Calloway, head of {text}"):
        assert fact.statement.span.covers(fact.span)
        assert fact.value.canonical == fact.value.canonical.casefold()
