"""What models/alignment counts of clashes of names: invented newsrooms that name one office's holder two ways."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "alignment"))

import _named as fitting

OTHER = {"intercept": -2.0, "chance": 0.2, "rules": {"agreement": 2.0, "contradiction": -1.9, "dispute": -1.9}}
FLOOD = (
    "The river Tarn rose by three metres on Monday and flooded the glass museum of Ostwick. Mayor [[{key}|{name}]] "
    "said that 400 vases had been carried to the upper floor by volunteers. The museum stays closed until June."
)


def story(name, holders, key="mayor"):
    texts = [FLOOD.format(key=key, name=holder) for holder in holders]
    return {"id": name, "outlets": [{"title": "Flood in Ostwick", "date": "2025-03-04", "text": t} for t in texts]}


@pytest.mark.parametrize(("other", "same"), [("mayor", 1), ("rival", 0)])
def test_a_clash_within_a_story_is_of_one_thing_where_both_answer_one_question(other, same):
    one, another = story("s-1", ["Ines Calloway"]), story("s-1", ["Vera Calloway"], other)
    found = fitting.settled([{"id": "s-1", "outlets": one["outlets"] + another["outlets"]}])
    assert found.same.tolist() == [same]
    assert found.story.tolist() == ["s-1"]
    assert 0.5 < found.score[0] < 1


def test_a_clash_of_two_stories_taken_for_one_is_of_two_things():
    found = fitting.settled([story("s-1", ["Ines Calloway"]), story("s-2", ["Vera Calloway"])])
    assert found.same.tolist() == [0]


def test_names_that_agree_are_no_clash():
    assert not len(fitting.settled([story("s-1", ["Ines Calloway", "Ines Calloway"])]).same)


@pytest.mark.parametrize(("same", "low", "high"), [(1, -1.0, 0.0), (0, -9.0, -2.5)])
def test_clashes_that_are_of_one_thing_speak_less_against_it(monkeypatch, same, low, high):
    clashes = fitting.Clashes(np.full(30, 0.9), np.full(30, same), np.array([f"s-{n}" for n in range(30)]))
    monkeypatch.setattr(fitting, "settled", lambda records: clashes)
    made = fitting.weights(OTHER)
    assert low <= made["rules"]["contradiction"] <= high
    assert made["rules"]["dispute"] == made["rules"]["contradiction"]
    assert made["rules"]["name.other-bearer"] == -1.9
    assert made["rules"]["agreement"] == 2.0
    assert made["judged"]["of one thing"] == 30 * same
    assert made["intercept"] == OTHER["intercept"]
