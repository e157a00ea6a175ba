"""Sentences with one of their facts exchanged for one of an article's sentence."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import _exchanges as exchanges

OWN = [("PER", "Nora Field"), ("verb", "opened")]


def test_names_values_and_verbs_of_a_sentence_may_be_exchanged():
    found = exchanges.exchangeable("Nora Field quietly opened the hall.", [("PER", "Nora Field")], [])
    assert found == OWN


def test_a_fact_takes_the_place_of_one_of_its_kind_only():
    others = [("LOC", "Tarn"), ("PER", "Paul Ames"), ("verb", "closed")]
    assert exchanges.exchanged("Nora Field opened the hall.", OWN, others) == [
        "Paul Ames opened the hall.",
        "Nora Field closed the hall.",
    ]


def test_whole_words_are_exchanged_wherever_they_stand():
    (told,) = exchanges.exchanged("Ames said Ameson knew Ames.", [("PER", "Ames")], [("PER", "Ida Holm")])
    assert told == "Ida Holm said Ameson knew Ida Holm."


def test_what_a_sentence_says_already_and_longer_forms_of_a_name_are_no_exchange():
    others = [("PER", "Dr Nora Field"), ("PER", "paul ames")]
    assert exchanges.exchanged("Nora Field thanked Paul Ames.", [("PER", "Nora Field")], others) == []


def test_no_sentence_has_more_rewordings_than_are_asked_about():
    others = [("PER", f"Person {n}") for n in range(99)]
    assert len(exchanges.exchanged("Nora Field left.", OWN, others)) == exchanges.MOST
