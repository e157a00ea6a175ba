"""Whether another value of an article answers the question behind a value of its summary."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import _gaps as gaps

from factcheck import statements
from factcheck.config import Config
from factcheck.entities import Entity
from factcheck.frames import MASK
from factcheck.kinds.quantity import Quantities
from factcheck.kinds.time import Times
from factcheck.model import Article, Span

KINDS = (Quantities(Config()), Times(Config()))
LABELS = {"Nora Field": "PER", "Field": "PER", "Paul Ames": "PER", "Ida Holm": "PER", "Tarn": "LOC"}
ARTICLE = (
    "Nora Field opened the new library in Tarn on Friday. Paul Ames drew the plans on Monday. "
    "The tower of the library is 45 metres high. The hall of the library is 80 metres long."
)


def masked(text):
    said = statements.split(Article("", text), Config())
    facts = [[fact for kind in KINDS for fact in kind.find([s])] for s in said]
    return gaps.gaps(said, [tuple(found(s)) for s in said], facts)


def found(statement):
    """The names of `LABELS` in a statement, longer ones first, without overlap."""
    taken = []
    for name in sorted(LABELS, key=len, reverse=True):
        for at in range(len(statement.text)):
            span = Span(statement.span.start + at, statement.span.start + at + len(name))
            if statement.text.startswith(name, at) and not any(span.overlaps(one) for one in taken):
                taken.append(span)
                yield Entity(span, LABELS[name], name)


def shared_words(left, right):
    """Odds that follow the words that the two sentences with a gap share."""
    one, other = (set(next(s for s in text.split(". ") if MASK in s).rstrip(".").split()) for text in (left, right))
    return 8 * len(one & other) / len(one | other) - 4


def told(summary, article=ARTICLE):
    theirs, own = masked(article), masked(summary)
    many = 1 + max(gap.sentence for gap in theirs)
    rivals = gaps.answers(theirs, own, np.zeros((1 + max(gap.sentence for gap in own), many)), KINDS)
    odds = {pair: shared_words(*pair) for one in rivals for pair in one.pairs()}
    return gaps.better_answered(rivals, 0, odds)


def test_a_name_is_masked_with_its_other_mentions_and_other_names_stay():
    asked = [gap.asked for gap in masked("Nora Field thanked Paul Ames, and Nora Field left.")]
    assert asked[:2] == [
        "[MASK] (person) thanked Paul Ames, and … left.",
        "… thanked Paul Ames, and [MASK] (person) left.",
    ]
    assert asked[2] == "Nora Field thanked [MASK] (person), and Nora Field left."
    asked = {gap.fact.surface: gap.asked for gap in masked("Nora Field opened the hall in Tarn on Friday.")}
    assert asked["Tarn"] == "Nora Field opened the hall in [MASK] (place) on Friday."
    assert asked["Friday"].startswith("Nora Field opened the hall in Tarn on [MASK] (")


def test_a_gap_is_read_after_the_sentence_before():
    first, second = masked("Nora Field spoke first. Then Paul Ames answered.")
    assert (first.sentence, second.sentence) == (0, 1)
    assert second.asked == "Nora Field spoke first. Then [MASK] (person) answered."


@pytest.mark.parametrize(
    ("wrong", "right", "place"),
    [
        ("Paul Ames opened the new library in Tarn.", "Nora Field opened the new library in Tarn.", 0),
        ("The tower of the library is 80 metres high.", "The tower of the library is 45 metres high.", 1),
        ("Nora Field opened the new library on Monday.", "Nora Field opened the new library on Friday.", 1),
    ],
)
def test_what_the_article_says_of_another_is_told_from_what_it_says_of_this_one(wrong, right, place):
    assert told(right)[place] == 0
    assert told(wrong)[place] > 0.5
    assert told(wrong)[1 - place] == 0


def test_a_value_that_the_article_never_mentions_is_suspect_where_another_answers():
    assert told("Ida Holm opened the new library in Tarn on Friday.")[0] > told("Ida Holm was born in a small town.")[0]


def test_a_family_name_and_another_way_of_writing_a_number_are_the_same_value():
    assert told("Field opened the new library in Tarn.")[0] == 0
    assert told("The hall of the library is 8,000 centimetres long.")[1] == 0


def test_a_value_of_another_sort_is_no_answer():
    assert told("The library in Tarn cost 45 euros.", "The tower of the library in Tarn is 45 metres high.")[1] == 0


def test_mentions_in_the_likest_sentences_are_asked_about():
    article = masked(" ".join(f"Paul Ames came on day number {n} and left." for n in range(9)))
    (own,) = masked("Ida Holm came.")
    chosen = gaps.Rivals.of(own, article, np.arange(9.0), KINDS)
    assert not chosen.same
    assert [gap.sentence for gap in chosen.others] == [8, 7, 6, 5]


@given(st.lists(st.floats(-4, 4), max_size=2), st.lists(st.floats(-4, 4), max_size=4))
def test_another_answer_counts_only_where_it_is_surer(same, others):
    sentences = [f"Nora Field was seen {n} times." for n in range(len(same) + len(others))]
    (own,) = masked("Nora Field came.")
    told = [gap for text in sentences for gap in masked(text)[:1]]
    rivals = gaps.Rivals(own, told[: len(same)], told[len(same) :])
    odds = dict(zip(((own.asked, gap.asked) for gap in told), (*same, *others), strict=True))
    better = rivals.better(odds)
    assert better >= 0
    if not others:
        assert better == 0
    if others and not same:
        assert better > 0
