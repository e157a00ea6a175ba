"""The same-thing decision: its parts on made-up vectors, and the shipped weights on invented news."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck import alignment, encoding
from factcheck.alignment import SameThing, Weights, candidates
from factcheck.config import Scope
from factcheck.entities import Cast
from factcheck.errors import ModelError
from factcheck.features import FEATURES, Candidate, features
from factcheck.frames import MASK, Embedded, Frame, Framed, Spread
from factcheck.model import Alignment, Fact, Outcome, Span, Statement, Verdict
from factcheck.questions import SUREST
from factcheck.words import Words
from tests.factories import Word, article


@dataclass(frozen=True)
class Anything:
    """A kind in which everything is comparable and nothing named."""

    name: str = "word"

    def find(self, statements: object) -> list[Fact]:
        return []

    def comparable(self, left: Fact, right: Fact) -> bool:
        return True

    def named(self, fact: Fact) -> bool:
        return fact.about.istitle()

    def same_subject(self, left: Fact, right: Fact) -> float:
        return float(left.about == right.about)

    def compare(self, pairs: list[Alignment]) -> list[Outcome | None]:
        return [None for _ in pairs]

    def question(self, fact: Fact) -> str:
        return "?"


def framed(number: int, clause: str, value: str = "x", about: str = "", statement: int = 0) -> Framed:
    a = article(f"{'.' * statement}{value}", f"a{number}")
    said = Statement(a, Span(statement, len(a.text)), index=statement)
    frame = Frame(clause, clause, clause.replace("[word]", MASK) if "[word]" in clause else "")
    return Framed(Fact(said, "word", Word(value), said.span, about), number, frame, Cast(), Spread.of([said]))


def unit(**vectors: tuple[float, float]) -> Embedded:
    names = sorted(vectors)
    table = np.array([vectors[name] for name in names], dtype=np.float32)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    return Embedded({name: row for row, name in enumerate(names)}, table)


def test_only_near_frames_within_one_story_are_candidates():
    facts = [framed(0, "talks"), framed(1, "meeting"), framed(1, "weather", statement=1), framed(2, "talks")]
    vectors = unit(talks=(1, 0), meeting=(0.9, 0.3), weather=(0, 1))
    found = candidates(Anything(), facts, vectors, {(0, 1): 0.9}, Scope.ALL)
    assert [(c.left, c.right) for c in found] == [(0, 1)]


def test_scope_chooses_between_articles_and_within_one():
    facts = [framed(0, "talks"), framed(0, "talks", statement=1), framed(1, "talks")]
    vectors, story = unit(talks=(1, 0)), {(0, 1): 0.9}

    def pairs(scope: Scope) -> list[tuple[int, int]]:
        return [(c.left, c.right) for c in candidates(Anything(), facts, vectors, story, scope)]

    assert pairs(Scope.WITHIN) == [(0, 1)]
    assert pairs(Scope.CROSS) == [(0, 2), (1, 2)]
    assert sorted(pairs(Scope.ALL)) == [(0, 1), (0, 2), (1, 2)]


@dataclass
class Answers:
    """Says of every pair what it was made to say, and keeps what it was asked."""

    odds_of_all: float = 0.0
    asked: list[tuple[str, str]] = field(default_factory=list)
    digest: str = "answers"

    def odds(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        self.asked += pairs
        return np.full(len(pairs), self.odds_of_all)


def weights(questions: Answers | None = None, **coefficients: float) -> SameThing:
    row = tuple(coefficients.get(name, 0.0) for name in FEATURES)
    words = Words.load(encoding.models_folder())
    return SameThing({"other": Weights(-4.0, row, 0.1, 0.9)}, words, questions or Answers())


def aligned(same: SameThing, facts: list[list[Framed]], vectors: Embedded, story: float) -> list[Alignment]:
    proposed = {(0, 1): same.propose(Anything(), *facts, vectors)}
    return same.align("word", [[f.fact for f in own] for own in facts], proposed, {(0, 1): story})


def test_a_persons_name_settles_it_whatever_the_words():
    facts = [[framed(0, "talks", about="Ann Lee")], [framed(1, "weather", about="Ann Lee")]]
    facts[1].append(framed(1, "talks", about="Bo Dahl", statement=1))
    vectors = unit(talks=(1, 0), weather=(0, 1), **{"Ann Lee": (1, 1), "Bo Dahl": (1, -1)})
    found = aligned(weights(), facts, vectors, 1.0)
    assert [(a.left.about, a.right.about) for a in found] == [("Ann Lee", "Ann Lee")]


def test_what_is_proposed_for_two_articles_leaves_open_how_surely_they_tell_one_story():
    same, vectors = weights(frame=1.5, story=4.0), unit(talks=(1, 0), meeting=(0.9, 0.4))
    facts = [[framed(0, "talks")], [framed(1, "talks"), framed(1, "meeting", statement=1)]]
    scores = [{a.right.statement.index: a.score for a in aligned(same, facts, vectors, story)} for story in (1.0, 0.1)]
    assert scores[0][0] > scores[0].get(1, 0) >= 0.5
    assert scores[1] == {}


def test_what_no_story_could_make_likely_is_not_proposed():
    vectors = unit(talks=(1, 0), meeting=(0.9, 0.4))
    facts = [[framed(0, "talks")], [framed(1, "meeting")]]
    assert len(weights(story=3.9).propose(Anything(), *facts, vectors)) == 0
    assert len(weights(story=5.0).propose(Anything(), *facts, vectors)) == 1
    assert len(weights(story=5.0).propose(Anything(), facts[0], [], vectors)) == 0


def test_an_article_is_compared_with_itself_as_one_story():
    own = [framed(0, "talks"), framed(0, "talks", value="y", statement=1)]
    same = weights(frame=10.0)
    proposed = {(0, 0): same.propose(Anything(), own, own, unit(talks=(1, 0)))}
    found = same.align("word", [[f.fact for f in own]], proposed, {})
    assert [(a.left.statement.index, a.right.statement.index) for a in found] == [(0, 1)]


MASKED = "talks went on for [word]", "[word] at the table"


def asked_about(same: SameThing) -> list[Alignment]:
    """Align two facts whose frames are near enough to be looked at, and no more."""
    vectors = Embedded({MASKED[0]: 0, MASKED[1]: 1, "": 2}, np.array([[1, 0], [0.5, 0.9], [1, 0]], dtype=np.float32))
    return aligned(same, [[framed(0, MASKED[0])], [framed(1, MASKED[1])]], vectors, 1.0)


def test_the_questions_model_finds_what_is_put_in_other_words():
    assert asked_about(weights(Answers(0.0), question=2.0)) == []
    (found,) = asked_about(weights(Answers(3.0), question=2.0))
    assert found.score > 0.8
    assert "one question +3.0" in found.why


def far_apart(*values: str, answers: Answers) -> list[Alignment]:
    """Align a value with those of another article, in frames that have nothing in common."""
    vectors = Embedded({MASKED[0]: 0, MASKED[1]: 1, "": 2}, np.array([[1, 0], [0, 1], [1, 0]], dtype=np.float32))
    others = [framed(1, MASKED[1], value, statement=n) for n, value in enumerate(values)]
    return aligned(weights(answers, question=2.0), [[framed(0, MASKED[0], "212")], others], vectors, 1.0)


def test_a_rare_value_that_both_give_is_asked_about_however_it_is_worded():
    (found,) = far_apart("212", "9", answers=Answers(3.0))
    assert str(found.right.value) == "212"
    assert far_apart("212", answers=Answers(0.0)) == []


@pytest.mark.parametrize("values", [("9", "14"), ("212", "212", "212")])
def test_another_value_or_one_told_everywhere_is_not(values):
    answers = Answers(3.0)
    assert far_apart(*values, answers=answers) == []
    assert answers.asked == []


def test_the_questions_model_is_asked_with_the_values_masked():
    answers = Answers()
    asked_about(weights(answers, question=2.0))
    assert answers.asked == [("talks went on for [MASK]", "[MASK] at the table")]


def test_the_questions_model_is_not_asked_where_its_answer_changes_nothing():
    answers = Answers(4.0)
    assert asked_about(weights(answers, question=0.5)) == []
    assert answers.asked == []


@pytest.mark.parametrize(("question", "asked"), [(3.6 / SUREST, 0), (4.7 / SUREST, 1)])
def test_who_compares_the_doubtful_too_asks_no_more_often_for_it(question, asked):
    answers = Answers(2.5)
    same = weights(answers, question=question)
    of_all = replace(same.of("word"), threshold=0.1)
    found = asked_about(replace(same, weights={"other": of_all}))
    assert len(found) == asked == len(answers.asked)
    assert all(0.1 <= pair.score < 0.2 for pair in found)


def test_the_questions_model_is_not_asked_where_it_has_no_say():
    answers = Answers(4.0)
    assert asked_about(weights(answers, story=9.0))
    assert answers.asked == []


def test_a_name_that_settles_it_leaves_nothing_to_ask():
    answers = Answers()
    facts = [[framed(0, "talks", about="Ann Lee")], [framed(1, "talks", about="Ann Lee")]]
    assert aligned(weights(answers, question=9.0), facts, unit(talks=(1, 0), **{"Ann Lee": (1, 1)}), 1.0)
    assert answers.asked == []


WIRE = "the harbour board said that [word] boats had left the pier"


def settled(*facts: Framed) -> list[tuple[str, str]]:
    vectors = Embedded({WIRE: 0, "talks": 1}, np.eye(2, dtype=np.float32))
    articles = [[fact for fact in facts if fact.article == number] for number in (0, 1)]
    return [(a.left.surface, a.right.surface) for a in aligned(weights(), articles, vectors, 1.0)]


def test_a_clause_of_the_same_words_settles_it():
    assert settled(framed(0, WIRE, "six"), framed(1, WIRE, "ten")) == [("six", "ten")]


def test_a_few_words_in_common_settle_nothing():
    assert settled(framed(0, "talks", "six"), framed(1, "talks", "ten")) == []


def test_a_clause_that_an_article_fills_with_two_values_settles_nothing():
    assert settled(framed(0, WIRE, "six"), framed(0, WIRE, "two", statement=1), framed(1, WIRE, "ten")) == []


def seen(feature: str, facts: list[Framed], *beside: Candidate) -> float:
    vectors = unit(talks=(1, 0), meeting=(0.9, 0.3), weather=(0, 1), **{"": (1, 0), "dead": (1, 0), "hurt": (0, 1)})
    words = weights().words
    rows = features(Anything(), facts, vectors, {(0, 1): 0.9}, [Candidate(0, 1), *beside], words)
    return float(rows[0, FEATURES.index(feature)])


def at(number: int, *places: str, people: tuple[str, ...] = (), orgs: tuple[str, ...] = ()) -> Framed:
    return replace(framed(number, "talks"), cast=Cast(people, orgs, places))


def test_what_stands_at_the_top_of_both_articles_is_prominent():
    top = seen("prominence", [framed(0, "talks"), framed(1, "talks")])
    below = seen("prominence", [framed(0, "talks"), framed(1, "talks", statement=9)])
    assert top == 1.0
    assert below == pytest.approx(np.exp(-1.5))


def test_one_town_on_both_sides_speaks_for_one_event_and_one_country_does_not():
    assert seen("same_town", [at(0, "Oslo", "Norway"), at(1, "Oslo")]) == 1.0
    assert seen("same_town", [at(0, "Oslo", "Norway"), at(1, "Norway")]) == 0.0
    assert seen("same_town", [at(0, "Norway"), at(1, "Oslo", "Norway")]) == 0.0
    assert seen("same_town", [at(0, "Oslo"), at(1)]) == 0.0


def test_other_people_towns_and_bodies_are_counted_and_countries_half():
    assert seen("names_clash", [at(0, "Oslo"), at(1, "Oslo")]) == 0.0
    assert seen("names_clash", [at(0, "Oslo"), at(1, "Bergen")]) == 1.0
    assert seen("names_clash", [at(0, "Norway"), at(1, "Chile")]) == 0.5
    meeting, other = {"people": ("Ann Lee",), "orgs": ("Opec",)}, {"people": ("Bo Dahl",), "orgs": ("Unicef",)}
    assert seen("names_clash", [at(0, "Oslo", **meeting), at(1, "Bergen", **other)]) == 3.0


def test_what_was_counted_in_another_place_is_something_else():
    def counted(number: int, *where: str) -> Framed:
        return replace(framed(number, "talks"), where=where)

    assert seen("elsewhere", [counted(0, "Oslo"), counted(1, "Bergen")]) == 1.0
    assert seen("elsewhere", [counted(0, "Haiti"), counted(1, "Cuba")]) == 0.5
    assert seen("elsewhere", [counted(0, "Oslo"), counted(1, "Oslo")]) == 0.0
    assert seen("elsewhere", [counted(0, "Oslo"), counted(1)]) == 0.0
    assert seen("elsewhere", [counted(0, "Oslo"), counted(1, "Norway")]) == 0.0


def test_figures_that_agree_beside_two_values_speak_for_them():
    facts = [framed(0, "talks", "six", "hurt"), framed(1, "talks", "ten", "hurt")]
    one, two = framed(1, "talks", "one", "dead"), framed(1, "talks", "two", "dead")
    assert seen("company", [*facts, framed(0, "talks", "one", "dead"), one]) == 1.0
    assert seen("company", [*facts, framed(0, "talks", "one", "dead"), two]) == 0.0
    assert seen("company", [*facts, framed(0, "talks", "one", "dead")]) == 0.0


def test_an_article_with_several_answers_leaves_open_which_is_meant():
    facts = [framed(0, "talks", "six", "hurt"), framed(1, "weather", "ten", "hurt")]
    assert seen("rivals", facts) == 0.0
    of_its_subject = framed(1, "talks", "two", "hurt", statement=3)
    in_its_frame = framed(1, "weather", "two", "dead", statement=3)
    said_again = framed(1, "weather", "ten", "hurt", statement=3)
    assert seen("rivals", [*facts, of_its_subject]) == pytest.approx(np.log(2))
    assert seen("rivals", [*facts, in_its_frame]) == pytest.approx(np.log(2))
    assert seen("rivals", [*facts, said_again]) == 0.0


def test_a_long_list_of_dates_makes_any_two_less_likely_to_be_of_one_event():
    facts = [framed(0, "talks"), framed(1, "talks")]
    assert seen("crowd", facts) == pytest.approx(np.log(2))
    assert seen("crowd", [*facts, *(framed(1, "weather", statement=n) for n in range(1, 7))]) == pytest.approx(
        np.log(8)
    )


def test_of_all_values_of_another_article_the_likest_leads():
    facts = [framed(0, "talks", "six"), framed(1, "talks", "ten"), framed(1, "weather", "two", statement=3)]
    alone = seen("lead", facts)
    ahead = seen("lead", facts, Candidate(0, 2))
    behind = seen("lead", [facts[0], facts[2], facts[1]], Candidate(0, 2))
    assert alone == ahead == 1.0
    assert behind == 0.0


def test_a_value_that_an_article_tells_twice_is_no_competitor_of_itself():
    facts = [framed(0, "talks", "six"), framed(1, "talks", "ten"), framed(1, "talks", "ten", statement=3)]
    other = [framed(0, "talks", "six"), framed(1, "talks", "ten"), framed(1, "talks", "two", statement=3)]
    assert seen("lead", facts, Candidate(0, 2)) == 1.0
    assert seen("lead", other, Candidate(0, 2)) == 0.5


def test_rare_words_in_common_count_and_those_an_article_says_everywhere_do_not():
    def shared(*elsewhere: str) -> float:
        clauses = "the ferry capsized with [word] aboard", "[word] were on the ferry"
        facts = []
        for number, clause in enumerate(clauses):
            said = [Statement(a, Span(0, len(a.text))) for a in (article(text) for text in (clause, *elsewhere))]
            facts.append(replace(framed(number, clause), spread=Spread.of(said)))
        table = Embedded({clauses[0]: 0, clauses[1]: 1, "": 0}, np.eye(2, dtype=np.float32))
        rows = features(Anything(), facts, table, {(0, 1): 0.9}, [Candidate(0, 1)], weights().words)
        return float(rows[0, FEATURES.index("words")])

    told_once = shared("the harbour was calm", "divers searched", "nobody was charged")
    said_everywhere = shared("the ferry was old", "the ferry sank", "a ferry is a ship")
    assert 0.1 < said_everywhere < told_once < 1


def test_two_facts_of_one_article_have_weights_of_their_own():
    inside = Weights(9.0, (0.0,) * len(FEATURES), 0.1, 0.9)
    same = weights()
    strict, lax = same.weights["other"], replace(same.weights["other"], inside=inside)
    assert strict.of(True) is strict
    assert lax.of(True) is inside
    assert lax.of(False) is lax
    own = [framed(0, "talks"), framed(0, "talks", value="y", statement=1)]
    vectors = unit(talks=(1, 0))
    for given, found in ((strict, 0), (lax, 1)):
        made = SameThing({"other": given}, same.words, Answers())
        proposed = {(0, 0): made.propose(Anything(), own, own, vectors)}
        assert len(made.align("word", [[f.fact for f in own]], proposed, {})) == found


def test_agreement_speaks_for_one_thing_and_difference_against_it():
    evidence = Weights(0.0, (), chance=0.1, truth=0.9).evidence()
    assert evidence.chance == 0.1
    assert evidence.shifts[Verdict.AGREEMENT] == pytest.approx(2.197, abs=1e-3)
    assert evidence.shifts[Verdict.CONTRADICTION] == pytest.approx(-2.197, abs=1e-3)


def test_the_probability_runs_from_chance_to_truth():
    same = Weights(0.0, (1.0,), chance=0.2, truth=0.8).same(np.array([[-50.0], [0.0], [50.0]]))
    assert same == pytest.approx([0.0, 0.5, 0.99])


@pytest.mark.parametrize("content", ["{", "{}", json.dumps({"kinds": {"time": {"intercept": 1}}})])
def test_a_damaged_model_is_an_error_that_names_the_file(tmp_path, content):
    (tmp_path / "alignment").mkdir()
    (tmp_path / "alignment" / "weights.json").write_text(content)
    digest = hashlib.sha256(content.encode()).hexdigest()
    (tmp_path / "alignment" / "digests.json").write_text(json.dumps({"weights.json": digest}))
    with pytest.raises(ModelError, match=r"alignment.weights\.json"):
        SameThing.load(tmp_path)


def test_of_a_text_that_says_one_thing_over_and_over_only_the_likeliest_pairs_are_asked_about(monkeypatch):
    monkeypatch.setattr(alignment, "_ASKED", 1)
    near = Embedded({MASKED[0]: 0, MASKED[1]: 1, "": 2}, np.array([[1, 0], [0.5, 0.9], [1, 0]], dtype=np.float32))
    others = [framed(1, MASKED[1], "7"), framed(1, MASKED[0], "9", statement=1)]
    answers = Answers(3.0)
    same = weights(answers, question=2.0, frame=1.0)
    found = aligned(same, [[framed(0, MASKED[0])], others], near, 1.0)
    assert answers.asked == [("talks went on for [MASK]", "talks went on for [MASK]")]
    assert [str(pair.right.value) for pair in found] == ["9"]
