"""Offices and roles of invented people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.entities import LOC, Entity, RuleTagger, default_names
from factcheck.kinds.name import Bearer, NameKind, Role
from factcheck.kinds.name._holder import Holder
from factcheck.kinds.name._items import Vocabulary, items
from factcheck.kinds.name._post import Post
from factcheck.model import Alignment, Article, Fact, Outcome, Severity, Span, Statement, Verdict

KIND = NameKind(RuleTagger.of(), default_names(), Vocabulary.of())


def facts(*sentences: str, published: date | None = None) -> list[Fact]:
    text = "\n\n".join(sentences)
    article = Article("a.txt", text, published=published)
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 2
    found = KIND.find([Statement(article, span, i, i) for i, span in enumerate(spans)])
    return [fact for fact in found if not isinstance(fact.value, Holder | Post)]


def offices(sentence: str) -> list[tuple[str, str]]:
    return [(fact.value.person, str(fact.value.office)) for fact in facts(sentence) if isinstance(fact.value, Role)]


def outcome(left: str, right: str, days: int | None = None) -> Outcome | None:
    first = date(2022, 1, 1) if days is not None else None
    second = date.fromordinal(first.toordinal() + days) if first and days is not None else None
    [a], [b] = facts(left, published=first), facts(right, published=second)
    assert KIND.comparable(a, b)
    [one], [other] = KIND.compare([Alignment(a, b, 1.0, "")]), KIND.compare([Alignment(b, a, 1.0, "")])
    assert (one and (one.verdict, one.rule)) == (other and (other.verdict, other.rule))
    return one


@pytest.mark.parametrize(
    ("sentence", "person", "office"),
    [
        (
            "US Deputy Secretary of State Ruth Calloway spoke.",
            "Ruth Calloway",
            "deputy secretary of state of the United States",
        ),
        ("Polish Deputy Foreign Minister Pavel Orlenko spoke.", "Pavel Orlenko", "deputy foreign minister of Poland"),
        (
            "Deputy Foreign Minister of the Russian Federation Pavel Orlenko spoke.",
            "Pavel Orlenko",
            "deputy foreign minister of Russia",
        ),
        ("Pavel Orlenko Deputy Foreign Minister of Russia", "Pavel Orlenko", "deputy foreign minister of Russia"),
        ("Ruth Calloway First Under Secretary of State", "Ruth Calloway", "first under secretary of state"),
        ("Undersecretary of State Ruth Calloway spoke.", "Ruth Calloway", "under secretary of state"),
        ("State Department spokesman Sean Tully spoke.", "Sean Tully", "spokesperson of the US Department of State"),
        ("Sean Tully, a spokesman for the White House, spoke.", "Sean Tully", "spokesperson of White House"),
        ("Pavel Orlenko, the deputy foreign minister, spoke.", "Pavel Orlenko", "deputy foreign minister"),
        ("Pavel Orlenko, 51, minister of health, spoke.", "Pavel Orlenko", "health minister"),
        ("Pavel Orlenko, who is the mayor of Leeds, spoke.", "Pavel Orlenko", "mayor of Leeds"),
        ("Pavel Orlenko is the mayor of Leeds.", "Pavel Orlenko", "mayor of Leeds"),
        ("The mayor of Leeds, Pavel Orlenko, spoke.", "Pavel Orlenko", "mayor of Leeds"),
        ("Poland's foreign minister, Pavel Orlenko, spoke.", "Pavel Orlenko", "foreign minister of Poland"),
        ("The captain, identified as Tomas Brandt, fled.", "Tomas Brandt", "captain"),
        ("Former Prime Minister Pavel Orlenko spoke.", "Pavel Orlenko", "former prime minister"),
        ("Acting Attorney General Ruth Calloway spoke.", "Ruth Calloway", "acting attorney general"),
        ("Justice Minister Ruth Calloway spoke.", "Ruth Calloway", "justice minister"),
        ("Lt. Gen. Peter Osgood spoke.", "Peter Osgood", "lieutenant general"),
        ("National security advisor Peter Osgood spoke.", "Peter Osgood", "national security adviser"),
    ],
)
def test_offices_are_found_where_a_sentence_gives_them(sentence, person, office):
    assert offices(sentence) == [(person, office)]


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("Under General Peter Osgood the army won.", "general"),
        ("American troops in Poland General Peter Osgood commanded.", "general"),
        ("WATCH Senator Ruth Calloway speak.", "senator"),
        ("The South's President Ruth Calloway spoke.", "president"),
    ],
)
def test_words_that_only_stand_beside_an_office_are_no_part_of_it(sentence, office):
    [(_, found)] = offices(sentence)
    assert found == office


def test_two_offices_of_one_person_are_two_facts():
    assert offices("Peter Osgood, chairman and CEO of Boeing, resigned.") == [
        ("Peter Osgood", "chair"),
        ("Peter Osgood", "chief executive of Boeing"),
    ]


def test_two_people_have_their_own_offices():
    assert offices("French President Emil Carton met German Chancellor Greta Holz.") == [
        ("Emil Carton", "president of France"),
        ("Greta Holz", "chancellor of Germany"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "According to the minister, Ruth Calloway lied.",
        "Ruth Calloway praised the minister.",
        "Ruth Calloway is not the mayor of Leeds.",
        "The president spoke in Leeds.",
        "Ruth Calloway, 47, left.",
        "Voters cheered the candidate for governor Ruth Calloway.",
    ],
)
def test_an_office_that_is_nobodys_is_no_fact(sentence):
    assert offices(sentence) == []


def test_the_span_holds_the_offices_own_words_and_about_the_person():
    [fact] = facts("Talks ended.", "On Friday, US Secretary of State Ruth Calloway spoke.")
    assert fact.surface == "US Secretary of State"
    assert fact.about == "Ruth Calloway"
    assert KIND.question(fact) == "What office does Ruth Calloway hold?"
    assert KIND.named(fact)


def test_a_family_name_is_resolved_in_its_article():
    first, second = facts("US Senator Ruth Calloway spoke.", "Senator Calloway then left.")
    assert first.about == second.about == "Ruth Calloway"


@pytest.mark.parametrize(
    ("left", "right", "verdict", "rule"),
    [
        (
            "Deputy Foreign Minister Pavel Orlenko spoke.",
            "Pavel Orlenko, the deputy minister of foreign affairs, left.",
            "agreement",
            "name.same-office",
        ),
        (
            "Deputy Foreign Minister Sergei Orlenko spoke.",
            "Deputy Foreign Minister of Russia Sergey Orlenko left.",
            "agreement",
            "name.same-office",
        ),
        (
            "State Department spokesman Sean Tully spoke.",
            "US State Department spokeswoman Sean Tully spoke.",
            "agreement",
            "name.same-office",
        ),
        (
            "Deputy Foreign Minister Pavel Orlenko spoke.",
            "First Deputy Foreign Minister Pavel Orlenko left.",
            "contradiction",
            "name.other-rank",
        ),
        (
            "Deputy Secretary of State Ruth Calloway spoke.",
            "Under Secretary of State Ruth Calloway left.",
            "contradiction",
            "name.other-rank",
        ),
        (
            "Foreign Minister Pavel Orlenko spoke.",
            "Deputy Foreign Minister Pavel Orlenko left.",
            "contradiction",
            "name.other-rank",
        ),
        (
            "Foreign Minister Pavel Orlenko spoke.",
            "Defense Minister Pavel Orlenko left.",
            "contradiction",
            "name.other-office",
        ),
        ("Lt. Gen. Peter Osgood spoke.", "Maj. Gen. Peter Osgood left.", "contradiction", "name.other-rung"),
        (
            "Polish President Pavel Orlenko spoke.",
            "Polish Prime Minister Pavel Orlenko left.",
            "contradiction",
            "name.other-rung",
        ),
        (
            "Minister Pavel Orlenko spoke.",
            "Deputy Foreign Minister Pavel Orlenko left.",
            "compatible",
            "name.office-less-specific",
        ),
        (
            "Russian diplomat Pavel Orlenko spoke.",
            "Deputy Foreign Minister Pavel Orlenko left.",
            "compatible",
            "name.office-less-specific",
        ),
        ("Candidate Pavel Orlenko spoke.", "Mayor Pavel Orlenko left.", "compatible", "name.candidate"),
        ("Candidate Pavel Orlenko spoke.", "Former Mayor Pavel Orlenko left.", "compatible", "name.candidate"),
        ("Candidate Pavel Orlenko spoke.", "Candidate Pavel Orlenko left.", "agreement", "name.same-office"),
        (
            "Pavel Orlenko, the candidate for Leeds, spoke.",
            "Pavel Orlenko, the candidate for Bradford, left.",
            "contradiction",
            "name.other-institution",
        ),
        (
            "Former President Pavel Orlenko spoke.",
            "President Pavel Orlenko left.",
            "compatible",
            "name.office-over-time",
        ),
        ("Senator Ruth Calloway spoke.", "Chairwoman Ruth Calloway left.", "compatible", "name.several-offices"),
        (
            "British Foreign Secretary Ruth Calloway spoke.",
            "British Foreign Minister Ruth Calloway left.",
            "compatible",
            "name.office-in-other-words",
        ),
        (
            "Polish Foreign Minister Pavel Orlenko spoke.",
            "Hungarian Foreign Minister Pavel Orlenko left.",
            "contradiction",
            "name.other-institution",
        ),
    ],
)
def test_offices_of_one_person(left, right, verdict, rule):
    judged = outcome(left, right)
    assert judged is not None
    assert (judged.verdict, judged.rule) == (verdict, rule)


def test_other_ranks_are_minor_and_the_reason_names_both():
    judged = outcome(
        "Deputy Secretary of State Ruth Calloway spoke.", "Under Secretary of State Ruth Calloway left.", 2
    )
    assert judged is not None
    assert judged.verdict is Verdict.CONTRADICTION
    assert judged.severity is Severity.MINOR
    assert "deputy secretary of state" in judged.reason
    assert "under secretary of state" in judged.reason


def test_weeks_apart_another_rank_is_an_update():
    judged = outcome("Deputy Foreign Minister Pavel Orlenko spoke.", "Foreign Minister Pavel Orlenko left.", 40)
    assert judged is not None
    assert judged.verdict is Verdict.UPDATE
    assert "40 days" in judged.reason


def test_a_spelling_variant_is_said_in_the_reason():
    judged = outcome("Foreign Minister Sergei Orlenko spoke.", "Foreign Minister Sergey Orlenko left.")
    assert judged is not None
    assert judged.verdict is Verdict.AGREEMENT
    assert "Sergei Orlenko and Sergey Orlenko are taken for one name" in judged.reason


def test_offices_of_two_people_are_not_comparable():
    [a], [b] = facts("Mayor Ruth Calloway spoke."), facts("Mayor Tomas Calloway spoke.")
    assert not KIND.comparable(a, b)


@pytest.mark.parametrize(
    ("sentence", "role", "person"),
    [
        ("The suspect, identified as Marco Bell, fled.", "suspect", "Marco Bell"),
        ("The gunman was identified as Marco Bell.", "gunman", "Marco Bell"),
        ("Police identified the suspect as Marco Bell.", "suspect", "Marco Bell"),
        ("Marco Bell, the suspect, fled.", "suspect", "Marco Bell"),
        ("The driver, Luis Ortega, died.", "driver", "Luis Ortega"),
    ],
)
def test_who_had_a_role(sentence, role, person):
    [fact] = facts(sentence)
    assert fact.about == role
    assert fact.value == Bearer(person, definite=True)
    assert KIND.question(fact) == f"Who is the {role}?"
    assert not KIND.named(fact)


@pytest.mark.parametrize(
    "sentence", ["A second suspect, Ray Bell, was held.", "One of the suspects, Ray Bell, was held."]
)
def test_one_of_several_is_not_the_one(sentence):
    assert facts(sentence) == []


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("The gunman, Marco Bell, fled.", "The gunman, Bell, fled.", "agreement"),
        ("The gunman, Marco Bell, fled.", "The gunman, Ray Bell, fled.", "contradiction"),
        ("The gunman, Marco Bell, fled.", "The gunman, Luis Ortega, fled.", "contradiction"),
        ("The suspect, Marco Bell, fled.", "The suspect, Luis Ortega, fled.", "undecided"),
    ],
)
def test_two_names_for_one_role(left, right, verdict):
    judged = outcome(left, right)
    assert judged is not None
    assert judged.verdict == verdict


def test_two_victims_say_nothing():
    assert outcome("The victim, Marco Bell, died.", "The victim, Luis Ortega, died.") is None


@settings(deadline=None)
@given(st.text(alphabet="abcdeg ,.'-PMDRUS\n", max_size=120))
def test_any_text_gives_true_spans(text):
    for fact in facts(text):
        assert fact.surface
        assert fact.statement.span.covers(fact.span)
        assert fact.value.canonical == fact.value.canonical.casefold()


@pytest.mark.parametrize(
    ("left", "right", "verdict", "rule"),
    [
        (
            "Station manager Ruth Calloway spoke.",
            "Group manager Ruth Calloway left.",
            "contradiction",
            "name.other-level",
        ),
        ("Battalion commander Ruth Calloway spoke.", "Commander Ruth Calloway left.", "agreement", "name.same-office"),
        (
            "Team leader Pavel Orlenko spoke.",
            "Pavel Orlenko, deputy leader of the team, left.",
            "contradiction",
            "name.other-rank",
        ),
        (
            "Leader Pavel Orlenko spoke.",
            "Pavel Orlenko, deputy leader, left.",
            "compatible",
            "name.office-less-specific",
        ),
        (
            "Team leader Pavel Orlenko spoke.",
            "Committee leader Pavel Orlenko left.",
            "compatible",
            "name.several-offices",
        ),
        (
            "Prime Minister Pavel Orlenko spoke.",
            "Deputy Prime Minister Pavel Orlenko left.",
            "contradiction",
            "name.other-rank",
        ),
        (
            "Acting Mayor Ruth Calloway spoke.",
            "Deputy Mayor Ruth Calloway left.",
            "compatible",
            "name.office-over-time",
        ),
        (
            "Pavel Orlenko, minister for health and sports, spoke.",
            "Sports Minister Pavel Orlenko left.",
            "compatible",
            "name.office-less-specific",
        ),
        (
            "Minister of State Pavel Orlenko spoke.",
            "Fisheries Minister Pavel Orlenko left.",
            "compatible",
            "name.office-less-specific",
        ),
        (
            "The islands' fisheries minister, Pavel Orlenko, spoke.",
            "Pavel Orlenko, the deputy fisheries minister, left.",
            "contradiction",
            "name.other-rank",
        ),
    ],
)
def test_levels_bodies_and_fields_of_one_persons_offices(left, right, verdict, rule):
    judged = outcome(left, right)
    assert judged is not None
    assert (judged.verdict, judged.rule) == (verdict, rule)


def holders(left: str, right: str, days: int | None = 0) -> Outcome | None:
    first = date(2022, 1, 1) if days is not None else None
    second = date.fromordinal(first.toordinal() + days) if first and days is not None else None
    [a], [b] = (
        [fact for fact in _found(text, published) if isinstance(fact.value, Holder | Post)]
        for text, published in ((left, first), (right, second))
    )
    if not KIND.comparable(a, b):
        return None
    [one], [other] = KIND.compare([Alignment(a, b, 1.0, "")]), KIND.compare([Alignment(b, a, 1.0, "")])
    assert (one and (one.verdict, one.rule)) == (other and (other.verdict, other.rule))
    return one


def _found(text: str, published: date | None) -> Sequence[Fact]:
    return KIND.find([Statement(Article("a.txt", text, published=published), Span(0, len(text)))])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Fisheries Minister Aoife Calloway spoke.", "Aisling Calloway, the fisheries minister, left."),
        ("Her lawyer, Gregory Stanlow, objected.", "Defense attorney Martin Stanlow objected."),
        ("The president of the council, Rui Valdar, spoke.", "Council president Bento Valdar left."),
    ],
)
def test_another_first_name_of_one_holder_contradicts(left, right):
    judged = holders(left, right)
    assert judged is not None
    assert (judged.verdict, judged.rule) == (Verdict.CONTRADICTION, "name.other-given")
    assert "neither article knows both" in judged.reason


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mayor William Calloway spoke.", "Mayor Bill Calloway left."),  # a short form
        ("Mayor J. Calloway spoke.", "Mayor Ruth Calloway left."),  # an initial
        ("Mayor Yevhenia Calloway spoke.", "Mayor Yevgenya Calloway left."),  # a spelling
        ("Mayor Francheska Calloway spoke.", "Mayor Fran Calloway left."),  # a short form that no list has
        ("Mayor Ruth Ann Calloway spoke.", "Mayor Ann Calloway left."),  # a second name
        ("Mayor Ruth Calloway spoke.", "Former Mayor Tomas Calloway left."),  # one after the other
        ("Mayor Ruth Calloway spoke.", "Deputy Mayor Tomas Calloway left."),  # another rank
        ("Mayor Ruth Calloway praised Tomas.", "Mayor Tomas Calloway left."),  # one article knows both
        ("Health Minister Ruth Calloway spoke.", "Sports Minister Tomas Calloway left."),  # another field
        ("French Minister Ruth Calloway spoke.", "Polish Minister Tomas Calloway left."),  # another country
        ("City mayor Ruth Calloway spoke.", "District mayor Tomas Calloway left."),  # another level
        ("Mayor Ruth Calloway spoke.", "Mayor Tomas Brandt left."),  # whose mayor is not told
    ],
)
def test_two_people_may_hold_an_office(left, right):
    assert holders(left, right) is None


def test_a_family_name_alone_does_not_say_which_relative_holds_an_office():
    text = "Tomas Calloway left. Mayor Calloway spoke."
    article = Article("a.txt", text)
    found = KIND.find([Statement(article, Span(0, 20), 0, 0), Statement(article, Span(21, len(text)), 1, 0)])
    [role] = found
    assert isinstance(role.value, Role)
    assert role.value.person == "Tomas Calloway"


def test_a_story_has_many_officers():
    found = _found("Officer Ruth Calloway left. Senator Tomas Brandt stayed.", None)
    assert not [fact for fact in found if isinstance(fact.value, Holder)]


@pytest.mark.parametrize(("days", "verdict"), [(2, "contradiction"), (40, None), (None, None)])
def test_another_person_holds_an_office_that_only_one_holds(days, verdict):
    judged = holders("Leeds Mayor Ruth Calloway spoke.", "The mayor of Leeds, Tomas Brandt, spoke.", days)
    assert (judged and judged.verdict.value) == verdict


def test_the_question_of_an_office_asks_for_its_holder():
    [fact] = [f for f in _found("Fisheries Minister Aoife Calloway spoke.", None) if isinstance(f.value, Holder)]
    assert KIND.named(fact)
    assert KIND.question(fact) == "Who is the fisheries minister?"
    assert fact.surface == "Fisheries Minister Aoife Calloway"
    assert str(fact.value) == "Aoife Calloway, fisheries minister"


@pytest.mark.parametrize(
    ("left", "right", "judged"),
    [
        ("French Health Minister Ruth Calloway spoke.", "Ruth Brandt, the health minister, left.", "name.other-family"),
        (
            "French Health Minister Ruth Calloway spoke.",
            "French Health Minister Tomas Brandt left.",
            "name.other-holder",
        ),
        (
            "Health Minister Ruth Calloway spoke.",
            "French Health Minister Tomas Brandt left.",
            None,
        ),  # whose is not told
        ("French Minister Ruth Calloway spoke.", "French Minister Tomas Brandt left.", None),  # of what is not told
        ("Leeds judge Ruth Calloway spoke.", "Leeds judge Ruth Brandt left.", None),  # a story has several
        ("Mayor Ruth Kirby spoke.", "Mayor Ruth Kirkby left.", "name.holder-spelling"),
    ],
)
def test_another_holder_of_an_office_whose_field_is_told(left, right, judged):
    found = holders(left, right, 2)
    assert (found and found.rule) == judged
    assert found is None or found.verdict in (Verdict.CONTRADICTION, Verdict.UNDECIDED)


def test_who_stands_for_an_office_is_not_said_to_hold_it_less_exactly():
    stands, holds = "Candidate Pavel Orlenko spoke.", "Pavel Orlenko, the member of parliament for Leeds, left."
    for left, right in ((stands, holds), (holds, stands)):
        judged = outcome(left, right)
        assert judged is not None
        assert judged.reason.startswith("candidate tells what the person stands as, member of parliament of Leeds")
    [fact] = facts(stands)
    assert KIND.question(fact) == "What office does Pavel Orlenko hold or stand for?"


def test_the_reason_says_which_of_two_is_less_exact():
    for left, right in (("Mayor", "Politician"), ("Politician", "Mayor")):
        judged = outcome(f"{left} Pavel Orlenko spoke.", f"{right} Pavel Orlenko left.")
        assert judged is not None
        assert judged.reason == "one gives mayor, the other says it less exactly: politician"
    both = outcome("Diplomat Pavel Orlenko spoke.", "Politician Pavel Orlenko left.")
    assert both is not None
    assert "both leave open" in both.reason


def every(sentence: str, path: str) -> list[Fact]:
    return list(KIND.find([Statement(Article(path, sentence), Span(0, len(sentence)))]))


def asked(*sentences: str) -> list[str]:
    found = [every(sentence, f"{number}.txt") for number, sentence in enumerate(sentences)]
    pairs = [
        Alignment(a, b, 1.0, "")
        for n, first in enumerate(found)
        for second in found[n + 1 :]
        for a in first
        for b in second
        if KIND.comparable(a, b)
    ]
    judged = zip(pairs, KIND.compare(pairs), strict=True)
    return sorted({KIND.question(pair.left) for pair, outcome in judged if outcome})


def test_an_office_that_two_give_in_the_same_words_is_asked_for_once():
    told = "Chief Executive Ruth Calloway spoke.", "Ruth Calloway, the chief executive, left."
    assert asked(*told) == ["What office does Ruth Calloway hold?"]
    assert asked(*told, "Chief Executive Rona Calloway spoke.") == [
        "What office does Ruth Calloway hold?",
        "Who is the chief executive?",
    ]


def test_a_town_that_no_list_has_keeps_its_capital():
    sentence = "The member of parliament for Ostwick, Pavel Orlenko, left."
    at = sentence.find("Ostwick")
    town = Entity(Span(at, at + 7), LOC, "Ostwick", "Ostwick")
    row = items(sentence, [town], 0, Vocabulary.of(), default_names())
    assert [item.value for item in row if item.letter == "L"] == ["Ostwick"]
