"""The bundled questions model: what it is given, what it promises, and what it says of invented news."""

from __future__ import annotations

import hashlib
import json
import shutil

import numpy as np
import pytest

from factcheck.encoding import OnnxModel, models_folder
from factcheck.errors import ModelError
from factcheck.questions import SUREST, OnnxQuestions


@pytest.fixture(scope="module")
def questions() -> OnnxQuestions:
    return OnnxQuestions.bundled(1)


def test_what_has_no_mask_is_not_judged(questions):
    assert questions.odds([("", "They lasted [MASK] (duration)."), ("", "")]).tolist() == [0.0, 0.0]
    assert questions.odds([]).shape == (0,)


SAME = (
    "Night ferry talks end The negotiations in Graz went on for [MASK] (duration), a spokesman said.",
    "Deal at dawn Delegates sat at the table in Graz for [MASK] (duration) before they signed.",
)
OTHER = "Deal at dawn The new ferry will take [MASK] (duration) from Graz to the islands."


def test_it_does_not_matter_which_side_stands_first(questions):
    one, other = questions.odds([SAME, (SAME[1], SAME[0])])
    assert one == other


def test_one_pair_is_judged_alike_alone_and_among_others(questions):
    alone = questions.odds([SAME])
    among = questions.odds([(SAME[0], OTHER), SAME, (SAME[1], OTHER)])
    assert alone[0] == among[1]


# two passages that answer one question, and one that answers another in much the same words
TOLD_APART = [
    (*SAME, OTHER),
    (
        "Fire at mill Flames killed [MASK] (count) workers at the Osk mill on Monday.",
        "Osk mourns The blaze cost the lives of [MASK] (count) people, the mayor said.",
        "Osk mourns The mill employs [MASK] (count) people, the mayor said.",
    ),
    (
        "Dam plan The dam will cost [MASK] (currency), the ministry said.",
        "Valley divided Building the dam takes [MASK] (currency) of public money.",
        "Valley divided Farmers were offered [MASK] (currency) for their land.",
    ),
    (
        "Vote on pier The council approved the pier on [MASK] (day).",
        "Pier gets go-ahead Councillors gave their consent [MASK] (day) after a long debate.",
        "Pier gets go-ahead Work on the pier will begin on [MASK] (day).",
    ),
]


def test_passages_on_one_question_are_likelier_than_those_on_two(questions):
    same = questions.odds([(one, other) for one, other, _ in TOLD_APART])
    apart = questions.odds([(one, third) for one, _, third in TOLD_APART])
    assert same.mean() > apart.mean() + 2
    assert (same > apart).sum() >= 3


def test_another_value_of_a_copied_sentence_answers_another_question(questions):
    killed = "Bus falls into river A bus left the road near Lugo, killing [MASK] (count) pupils and injuring … others."
    hurt = "Bus falls into river A bus left the road near Lugo, killing … pupils and injuring [MASK] (count) others."
    copied = killed.removeprefix("Bus falls into river ")
    same, other = questions.odds([(killed, copied), (hurt, copied)])
    assert same > 0 > other


def test_the_odds_are_bounded(questions):
    odds = questions.odds([SAME, (SAME[0], OTHER), (SAME[0], SAME[0])])
    assert np.abs(odds).max() <= SUREST


class OneSided:
    """Stands for the network: log odds by the text that stands first."""

    def __init__(self, **odds: float) -> None:
        self.config, self.digest, self.asked = {"labels": ["other", "same"]}, "", []
        self._odds = odds

    def tokenize(self, first, second):
        return list(zip(first, second, strict=True))

    def run(self, pairs):
        self.asked += pairs
        return [np.array([0.0, self._odds[first]]) for first, _ in pairs]


def test_what_is_open_is_asked_in_both_orders_and_the_mean_told():
    model = OneSided(a=3.0, b=-1.0, c=-3.0, d=4.0)
    assert OnnxQuestions(model).odds([("b", "a"), ("d", "c")]).tolist() == [1.0, -3.0]
    assert model.asked == [("a", "b"), ("c", "d"), ("b", "a")]


def test_a_model_without_labels_is_an_error_that_names_the_file(tmp_path):
    folder = tmp_path / "questions"
    shutil.copytree(models_folder() / "questions", folder, ignore=shutil.ignore_patterns("written", "*.py", "*.md"))
    config = json.loads((folder / "config.json").read_text())
    del config["labels"]
    content = json.dumps(config).encode()
    (folder / "config.json").write_bytes(content)
    digests = json.loads((folder / "digests.json").read_text())
    digests["config.json"] = hashlib.sha256(content).hexdigest()
    (folder / "digests.json").write_text(json.dumps(digests))
    with pytest.raises(ModelError, match=r"questions.config\.json: names no labels"):
        OnnxQuestions(OnnxModel(folder, 1))
