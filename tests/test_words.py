import re
from collections import Counter

import pytest

from factcheck import encoding
from factcheck.words import Weights, Words, words_of


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load(encoding.models_folder())


def test_a_word_that_is_said_seldom_weighs_more(words):
    assert words.rarity("harbour") > words.rarity("the") > 0
    assert words.rarity("skarholm") > words.rarity("harbour")
    assert words.rarity("harbour") == words.rarity("harbour")


def test_a_corpus_that_says_it_often_makes_it_common(words):
    assert words.rarity("ferry", seen=500, documents=1000) < words.rarity("ferry")


def test_overlap_of_the_smaller_and_of_both(words):
    one, other = words_of("the Skarholm ferry"), words_of("the Skarholm ferry ran aground")
    assert words.overlap(one, other)[0] == pytest.approx(1.0)
    assert 0.3 < words.overlap(one, other)[1] < 1.0
    assert words.overlap(one, frozenset()) == (0.0, 0.0)


def test_words_are_lower_case_without_numerals():
    assert words_of("The 3 FERRIES of 1999, a") == {"the", "ferries", "of"}


def test_a_weight_is_worked_out_once():
    asked: list[str] = []
    weights = Weights(lambda word: float(asked.append(word) or len(word)))
    assert [weights[word] for word in ("talks", "in", "talks")] == [5.0, 2.0, 5.0]
    assert asked == ["talks", "in"]


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Bei dem Brand in der alten Mühle von Osk sind am Freitag drei Menschen ums Leben gekommen, sagte die "
         "Polizei. Was die Ursache war, ist noch nicht bekannt.", True),
        ("Bij de brand in de oude molen van Osk zijn vrijdag drie mensen om het leven gekomen, zei de politie. Wat de "
         "oorzaak was, is nog niet bekend.", True),
        ("В пятницу при пожаре погибли трое.", True),
        ("Three died in a fire at the old mill of Osk on Friday, the police said. What the cause was is not known "
         "yet, and an inquiry was opened.", False),
        ("Mill fire kills three", False),
        ("", False),
    ],
)  # fmt: skip
def test_text_in_another_language_is_known_by_its_words(words, text, foreign):
    assert words.foreign(Counter(word.casefold() for word in re.findall(r"[^\W_]{2,}", text))) is foreign
