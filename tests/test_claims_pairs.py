"""The pairs that the claims model learns from: what is written by hand, and what is made by editing."""

import json
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CLAIMS = ROOT / "models" / "claims"
sys.path.insert(0, str(CLAIMS))

import _edits as edits  # noqa: E402
import _written as written  # noqa: E402

from _data import ANY, NOT_C, NOT_E, C, E, N, in_order, key  # noqa: E402 isort: skip

TRAIN, HELD = written.read()


def names(text, *wanted):
    return [(text.find(name), text.find(name) + len(name), kind) for name, kind in wanted]


# --- edits ---


def test_two_names_of_one_type_change_places():
    text = "Ida Holm defeated Paul Ames in Tarn."
    found = names(text, ("Ida Holm", "PER"), ("Paul Ames", "PER"), ("Tarn", "LOC"))
    assert edits.exchanged(text, found, random.Random(1)) == "Paul Ames defeated Ida Holm in Tarn."


@pytest.mark.parametrize("between", [" and ", ", ", " or ", ", and "])
def test_names_that_are_only_listed_keep_their_places(between):
    text = f"Ida Holm{between}Paul Ames met."
    assert edits.exchanged(text, names(text, ("Ida Holm", "PER"), ("Paul Ames", "PER")), random.Random(1)) is None


def test_names_of_two_types_keep_their_places():
    text = "Ida Holm left Tarn."
    assert edits.exchanged(text, names(text, ("Ida Holm", "PER"), ("Tarn", "LOC")), random.Random(1)) is None


def test_a_verb_in_the_past_gives_way_to_another():
    change = edits.other_verb("The council rejected the plan.", ["approved"], random.Random(1))
    assert change == ("rejected", "approved")
    assert edits.other_verb("The council rejected the plan.", ["rejected"], random.Random(1)) is None
    assert edits.other_verb("The council is small.", ["approved"], random.Random(1)) is None


# --- written items ---


def test_about_a_tenth_of_the_written_items_is_held_out_and_none_is_in_both():
    assert not {item.premise for item in TRAIN} & {item.premise for item in HELD}
    assert 0.05 < len(HELD) / (len(HELD) + len(TRAIN)) < 0.15


def test_every_written_item_has_all_labels_and_no_statement_twice():
    for item in (*TRAIN, *HELD):
        assert {p.labels for p in item.pairs} == {C, E, N}, item.name
        assert len({key(p.hypothesis) for p in item.pairs}) == len(item.pairs), item.name
        assert all(key(p.hypothesis) != key(item.premise) for p in item.pairs), item.name


def test_written_items_have_names_of_their_own():
    counted = Counter(item.name for item in (*TRAIN, *HELD))
    assert counted.most_common(1)[0][1] == 1


def test_what_is_false_stays_false_in_the_other_order():
    pair = next(p for p in TRAIN[0].pairs if p.labels == C)
    turned = in_order(pair, turned=True)
    assert (turned.premise, turned.hypothesis, turned.labels) == (pair.hypothesis, pair.premise, C)


def test_statements_of_one_premise_are_set_against_each_other():
    labels = {p.hypothesis: p.labels for p in TRAIN[0].pairs}
    shown = [pair for unit in written.apart(TRAIN[:1], random.Random(1)) for pair in unit]
    single = [
        (labels[p.premise], labels[p.hypothesis], p.labels) for p in shown if {p.premise, p.hypothesis} <= set(labels)
    ]
    assert set(single) == {(E, E, NOT_C), (E, N, N), (E, C, NOT_E)}
    joined = {p.labels for p in shown if p.premise == TRAIN[0].premise}
    assert joined == {E, N, C}
    assert {p.turned for p in shown if p.labels == NOT_E} == {ANY}


def test_sentences_of_another_item_stand_beside_the_premise():
    rng = random.Random(1)
    shown = list(written.among_others(TRAIN[:20], rng))
    assert shown
    for pairs in shown:
        [item] = [item for item in TRAIN[:20] if item.pairs[0].hypothesis == pairs[0].hypothesis]
        assert item.premise in pairs[0].premise
        assert len(pairs[0].premise) > len(item.premise)
        assert [p.labels for p in pairs] == [p.labels for p in item.pairs]


def test_an_item_is_read_with_its_kinds(tmp_path):
    row = {"id": "sport-001", "premise": "Tarn won.", "pairs": [["contradiction", "predicate", "Tarn lost its match."]]}
    (tmp_path / "sport.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    [item] = [item for part in written.read(tmp_path) for item in part]
    assert (item.topic, item.kinds, item.pairs[0].labels) == ("sport", ("predicate",), C)
