"""Pairs of articles and the batches in which they are worked on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.alignment import article_pairs
from factcheck.clock import Clock
from factcheck.config import Scope
from factcheck.kinds.claim import Claim
from factcheck.model import Article, Fact, Mood, Span, Statement
from factcheck.pairing import _ARTICLES, _batches, heard

STORIES = {(1, 3): 0.9, (0, 2): 0.8}


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope.ALL, [(0, 0), (1, 1), (2, 2), (3, 3), (0, 2), (1, 3)]),
        (Scope.CROSS, [(0, 2), (1, 3)]),
        (Scope.WITHIN, [(0, 0), (1, 1), (2, 2), (3, 3)]),
    ],
)
def test_scope_chooses_the_pairs(scope, expected):
    assert article_pairs(range(4), STORIES, scope) == expected


ends = st.tuples(st.integers(0, 150), st.integers(0, 150)).map(lambda pair: tuple(sorted(pair)))


@settings(deadline=None)
@given(st.lists(ends, unique=True, max_size=120), st.randoms())
def test_every_pair_is_in_one_batch_and_so_is_every_article(pairs, shuffle):
    batches = list(_batches(pairs))
    assert sorted(pair for batch in batches for pair in batch) == sorted(pairs)
    articles = [{number for pair in batch for number in pair} for batch in batches]
    assert sum(map(len, articles)) == len(set().union(*articles))
    assert all(len(some) >= _ARTICLES for some in articles[:-1])


def test_strangers_are_worked_on_in_batches_and_a_story_is_not_cut():
    alone = [(number, number) for number in range(100)]
    assert [len(batch) for batch in _batches(alone)] == [32, 32, 32, 4]
    chain = [(number, number + 1) for number in range(100)]
    assert list(_batches(chain)) == [chain]


def test_a_stage_entered_twice_is_timed_together():
    told = []
    clock = Clock(lambda *heard: told.append(heard))
    with clock("one"):
        assert list(clock.each("ab")) == ["a", "b"]
    first = clock.seconds["one"]
    with clock("two"):
        pass
    with clock("one"):
        pass
    assert clock.seconds["one"] > first
    assert list(clock.seconds) == ["one", "two"]
    assert told == [("one", 0, 0), ("one", 1, 2), ("one", 2, 2), ("two", 0, 0), ("one", 0, 0)]


def said(*sentences, moods=None):
    """Return the statements of an article of these sentences, and a fact that fills each."""
    article = Article("a", " ".join(sentences))
    starts = [sum(len(s) + 1 for s in sentences[:n]) for n in range(len(sentences))]
    own = [
        Statement(article, Span(start, start + len(s)), index=n, mood=(moods or {}).get(n, Mood.REPORTED))
        for n, (start, s) in enumerate(zip(starts, sentences, strict=True))
    ]
    return own, [Fact(statement, "claim", Claim(statement.text), statement.span) for statement in own]


def test_what_a_text_says_over_and_over_is_heard_three_times():
    own, facts = said("The ferry sank.", *["Nobody was hurt."] * 50)
    # the first "nobody" follows another sentence than the rest
    assert heard(facts, own) == [facts[0], facts[1], *facts[2:5]]


def test_a_sentence_that_follows_others_or_is_told_as_a_plan_is_heard_each_time():
    own, facts = said(*(s for n in range(9) for s in (f"Ward {n} came next.", "Nobody was hurt.")))
    assert heard(facts, own) == facts
    own, facts = said(*["Nobody was hurt."] * 8, moods={7: Mood.PLANNED})
    assert heard(facts, own) == [*facts[:4], facts[7]]


def test_another_value_in_the_same_words_is_heard():
    own, facts = said(*[f"Ward {n} had {n} votes." for n in range(20)])
    assert heard(facts, own) == facts
