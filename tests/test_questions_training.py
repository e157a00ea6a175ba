"""The pairs that the questions model learns from: marked stories, and copies of their sentences."""

import gzip
import json
import random
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "models"), str(ROOT / "models" / "questions")]

import _marked as marked  # noqa: E402
import _others as others  # noqa: E402
import _pairs as pairs  # noqa: E402

from factcheck.config import Config  # noqa: E402
from factcheck.frames import MASK  # noqa: E402
from factcheck.kinds import load  # noqa: E402
from factcheck.model import Span  # noqa: E402

KINDS = tuple(kind for kind in load(Config(), 1) if kind.name in ("quantity", "time"))
STORY = {
    "id": "talks-1",
    "outlets": [
        {
            "title": "Delegates part without a word",
            "date": "2025-03-04",
            "text": "The talks in Graz lasted [[length|about 7.5 hours]]. [[sent|Twelve]] delegates took part. "
            "A lunch break took [[lunch|2 hours]] and a fire drill [[drill|40 minutes]].",
        },
        {
            "title": "Long day in Graz",
            "date": "2025-03-04",
            "text": "For [[length|almost 8 hours]] the parties sat together. [[sent|Fourteen]] envoys had come.",
        },
    ],
}
MARKED = list(marked.stories())


def test_a_story_is_read_without_its_marks():
    article, marks = marked.plain("talks-1", 0, STORY["outlets"][0])
    assert "[[" not in article.text
    assert [(span.of(article.text), key) for span, key in marks][:2] == [
        ("about 7.5 hours", "length"),
        ("Twelve", "sent"),
    ]


def test_a_value_over_two_marks_answers_no_question_that_is_known():
    marks = [(Span(0, 3), "one"), (Span(5, 9), "two")]
    assert marked.key_at(Span(2, 4), marks) == "one"
    assert marked.key_at(Span(2, 6), marks) == ""
    assert marked.key_at(Span(3, 5), marks) == ""


def test_values_of_one_key_are_one_question_and_comparable_ones_of_two_keys_are_two():
    same, other = pairs.pairs_of(STORY, KINDS, random.Random(1))
    assert {p.same for p in same} == {True}
    assert {p.same for p in other} == {False}
    assert len(same) == 2
    assert any(
        "talks in Graz lasted [MASK] (duration)" in p.left + p.right
        and "For [MASK] (duration) the parties" in p.left + p.right
        for p in same
    )
    lunch = [p for p in other if "lunch break took [MASK] (duration)" in p.left + p.right]
    assert any("For [MASK] (duration) the parties" in p.left + p.right for p in lunch)


def test_one_value_is_masked_on_each_side():
    same, other = pairs.pairs_of(STORY, KINDS, random.Random(1))
    for p in (*same, *other):
        assert p.left.count(MASK) == p.right.count(MASK) == 1


def test_a_copy_with_another_value_masked_asks_another_question():
    found = [p for seed in range(9) for p in pairs.copies_of(STORY, KINDS, random.Random(seed))]
    assert {p.same for p in found} == {True, False}
    for p in found:
        assert p.left != p.right
        assert MASK in p.left
        assert MASK in p.right
        if not p.same:
            assert all("lunch break" in text or "fire drill" in text for text in (p.left, p.right))


@pytest.mark.parametrize("seed", range(20))
def test_an_edited_text_keeps_its_mask_and_the_words_beside_it(seed):
    text = "Long day in Graz After the break the parties sat for [MASK] more before dawn came over the old town"
    words = pairs.edited(text, random.Random(seed)).split()
    at = words.index(MASK)
    assert words[at - 1 : at + 2] == ["for", MASK, "more"]
    assert set(words) <= set(text.split())


def test_what_was_written_marks_questions_that_several_newsrooms_answer():
    assert len({record["id"] for record in MARKED}) == len(MARKED) > 1000
    for record in MARKED:
        keys = [{key for _, key in marked.plain(record["id"], n, o)[1]} for n, o in enumerate(record["outlets"])]
        assert len(record["outlets"]) == 3
        assert sum(any(key in other for other in keys[1:]) for key in keys[0]) > 0, record["id"]


def test_sentences_of_no_stated_licence_and_of_a_dev_part_are_not_taught(tmp_path, monkeypatch):
    told = "The council of {} will pay 4{} men for two weeks of work on the old bridge there ."
    rows = [
        {"src": source, "split": split, "tokens": told.format(town, digit).split()}
        for digit, (source, split, town) in enumerate(
            [("own", "train", "Osk"), ("own", "train", "Arl"), ("gmb_clean", "train", "Tarn"), ("own", "dev", "Lume")]
        )
    ]
    (tmp_path / "train" / "ner").mkdir(parents=True)
    with gzip.open(tmp_path / "train" / "ner" / "mix_commercial.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    monkeypatch.setattr(others, "SENTENCES", 2)
    made = [pair for seed in range(5) for pair in others.copied(tmp_path, pairs.kinds_of(), random.Random(seed))]
    texts = " ".join(pair.left + pair.right for pair in made)
    assert [town in texts for town in ("Osk", "Arl", "Tarn", "Lume")] == [True, True, False, False]


def test_one_story_in_eight_is_held_out():
    assert 0.09 < sum(map(marked.held, MARKED)) / len(MARKED) < 0.16
