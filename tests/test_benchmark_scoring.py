"""The scoring of judged pairs, which the figures in reports/ rest on."""

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]
STORED = [ROOT / "models" / "alignment" / name for name in ("findings.jsonl", "aligned.jsonl")]
sys.path.insert(0, str(ROOT / "benchmarks"))

import _clusters  # noqa: E402
import _diagram  # noqa: E402
import _judged as judged  # noqa: E402
import _reports  # noqa: E402
import calibration  # noqa: E402
import contradictions  # noqa: E402

from factcheck.model import Article, Verdict  # noqa: E402


@dataclass(frozen=True)
class Found:
    left: tuple[str, int, int]
    right: tuple[str, int, int]
    kind: str = "quantity"
    confidence: float = 0.5


def label(left, right, kind="quantity", name="conflict"):
    return judged.Label("gva", kind, *sorted((left, right)), name)


def scored(probability, real, weight=None):
    p, y = np.array(probability, dtype=float), np.array(real, dtype=float)
    return judged.Scored(p, y, np.ones(len(p)) if weight is None else np.array(weight, dtype=float))


# --- finding a judged pair again ---


def test_a_pair_is_found_again_when_the_value_is_read_a_word_longer():
    pairs = [Found(("a", 10, 24), ("b", 5, 9))]
    assert judged.found_again([label(("a", 10, 18), ("b", 5, 9))], pairs) == [0]


def test_the_pair_that_overlaps_most_is_taken():
    pairs = [Found(("a", 10, 40), ("b", 5, 9)), Found(("a", 10, 18), ("b", 5, 9))]
    assert judged.found_again([label(("a", 10, 18), ("b", 5, 9))], pairs) == [1]


@pytest.mark.parametrize(
    "pair",
    [
        Found(("a", 18, 24), ("b", 5, 9)),  # beside it
        Found(("a", 10, 18), ("c", 5, 9)),  # another article
        Found(("a", 10, 18), ("b", 5, 9), kind="time"),
    ],
)
def test_a_pair_elsewhere_or_of_another_kind_is_not_taken_for_it(pair):
    assert judged.found_again([label(("a", 10, 18), ("b", 5, 9))], [pair]) == [-1]


def test_within_one_article_the_order_of_the_ends_does_not_matter():
    pairs = [Found(("a", 50, 60), ("a", 12, 20))]
    assert judged.found_again([label(("a", 12, 20), ("a", 50, 60))], pairs) == [0]


# --- how well probabilities fit ---


def test_the_calibration_error_is_the_gap_of_what_was_told_and_what_held():
    assert judged.calibration_error(scored([0.85] * 4, [1, 1, 1, 0])) == pytest.approx(0.10)


def test_ranges_do_not_cancel_each_other_out():
    told = scored([0.05, 0.05, 0.95, 0.95], [1, 1, 0, 0])
    assert judged.calibration_error(told) == pytest.approx(0.95)


def test_a_pair_that_stands_for_many_counts_for_many():
    told = scored([0.85, 0.85], [1, 0], weight=[3, 1])
    assert judged.calibration_error(told) == pytest.approx(0.10)
    (only,) = judged.bins(told)
    assert only.held == pytest.approx(0.75)
    assert only.interval.share == pytest.approx(0.5)  # the interval is of what was read


def test_a_probability_on_an_edge_belongs_to_the_range_above_and_one_to_the_last():
    edges = (0.0, 0.5, 1.0)
    told = [(part.low, part.pairs) for part in judged.bins(scored([0.5, 1.0, 0.49], [1, 1, 0]), edges)]
    assert told == [(0.0, 1), (0.5, 2)]


def test_precision_counts_pairs_at_the_threshold():
    number, share = judged.precision(scored([0.9, 0.7, 0.5, 0.3], [1, 1, 0, 1]), 0.5)
    assert (number, round(share.share, 3)) == (3, 0.667)
    assert 0 < share.low < share.share < share.high < 1


def test_the_lowest_threshold_is_where_the_aim_is_last_met():
    told = scored([0.9, 0.8, 0.7, 0.6, 0.5], [1, 0, 1, 1, 0])
    assert judged.lowest_threshold(told, 0.75) == pytest.approx(0.6)


def test_pairs_of_one_probability_are_above_a_threshold_together():
    assert judged.lowest_threshold(scored([0.9, 0.5, 0.5], [1, 1, 0]), 0.9) == pytest.approx(0.9)


def test_no_threshold_meets_an_aim_that_is_out_of_reach():
    assert judged.lowest_threshold(scored([0.9, 0.8], [0, 1]), 0.9) is None


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 1), st.floats(0.1, 9)),
        min_size=1,
        max_size=30,
    )
)
def test_errors_stay_between_nought_and_one(rows):
    told = scored(*map(list, zip(*rows, strict=True)))
    assert 0 <= judged.calibration_error(told) <= 1 + 1e-9
    assert 0 <= judged.brier(told) <= 1 + 1e-9


# --- the map ---


def test_the_map_takes_back_confidence_that_was_too_high():
    chooser = np.random.default_rng(3)
    true = chooser.uniform(0.02, 0.98, 4000)
    held = (chooser.uniform(size=4000) < true).astype(float)
    boasted = judged.mapped(true, 2.0, 1.0)
    slope, shift = judged.platt(scored(boasted, held))
    assert slope == pytest.approx(0.5, abs=0.06)
    assert shift == pytest.approx(-0.5, abs=0.15)
    again = judged.mapped(boasted, slope, shift)
    assert judged.calibration_error(scored(again, held)) < judged.calibration_error(scored(boasted, held)) / 3


def test_the_map_never_turns_the_order_round():
    slope, _ = judged.platt(scored([0.9, 0.8, 0.2, 0.1], [0, 0, 1, 1]))
    assert slope >= 0


def test_certainty_stays_finite():
    assert np.isfinite(judged.log_odds(np.array([0.0, 1.0]))).all()


# --- samples and populations ---


def test_a_judged_pair_stands_for_its_part_of_the_run():
    weights = judged.standing_for(["low", "low", "high"], Counter(low=100, high=1))
    assert weights.tolist() == [50, 50, 1]


def test_both_halves_get_stories():
    halves = Counter(judged.held_out(f"story {n}") for n in range(200))
    assert min(halves.values()) > 60


# --- the labels themselves ---


def test_an_unknown_label_is_refused_with_its_line(tmp_path):
    path = tmp_path / "findings.jsonl"
    good = {"set": "gva", "kind": "time", "left": ["a", 1, 2], "right": ["b", 1, 2], "label": "fits"}
    path.write_text(json.dumps(good) + "\n" + json.dumps({**good, "label": "maybe"}) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"findings\.jsonl:2.*maybe"):
        judged.read(path)


@pytest.mark.parametrize("path", STORED, ids=lambda p: p.name)
def test_the_stored_labels_are_read_and_each_pair_is_judged_once(path):
    labels = judged.read(path)
    assert labels
    assert len({(one.kind, one.left, one.right) for one in labels}) == len(labels)
    assert {one.source for one in labels} <= set(_clusters.SETS)
    assert all(len(end[0]) == 16 and end[1] < end[2] for one in labels for end in (one.left, one.right))


def test_the_stored_labels_hold_no_text():
    for path in STORED:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            assert set(record) <= {"set", "kind", "left", "right", "label", "cause"}
            assert all(isinstance(part, int) for end in (record["left"], record["right"]) for part in end[1:])
            assert len(record.get("cause", "").split()) <= 4


# --- which articles and pairs ---


def told(story, key, text):
    return _clusters.Told(story, key, Article(key, text))


def test_whole_stories_of_judged_pairs_are_run_and_no_others():
    read = [told("fire", "a", "One."), told("fire", "b", "Two."), told("flood", "c", "Three.")]
    kept = calibration.with_judged(read, [label(("a", 0, 3), ("a", 5, 6))])
    assert [one.key for one in kept] == ["a", "b"]


def side(article, text, surface, start=100):
    return {"article": article.id, "start": start, "text": text, "surface": surface}


def reported(*sides, judged=frozenset(), verdict="contradiction", reason="they differ"):
    read = [told("fire", "a", "Two boats burned."), told("fire", "b", "Six boats burned.")]
    finding = {
        "kind": "quantity",
        "verdict": verdict,
        "confidence": 0.34,
        "reason": reason,
        "comparisons": [
            {"left": 0, "right": 1, "verdict": verdict, "rule": "quantity.different", "reason": reason},
        ],
        "sides": [side(read[0].article, *sides[0]), side(read[1].article, *sides[1])],
    }
    report = {"articles": [{"id": one.article.id} for one in read], "findings": [finding]}
    return _reports.Reported.of(report, read, judged)


def test_a_reported_contradiction_is_placed_by_the_words_of_its_values():
    (pair,) = reported(("In one boat two slept.", "two"), ("Six boats burned.", "Six")).led()
    assert (pair.left, pair.right) == (("a", 112, 115), ("b", 100, 103))
    assert pair.reported is Verdict.CONTRADICTION


def test_part_of_a_word_is_not_the_value():
    (pair,) = reported(("Everyone knew one.", "one"), ("Six boats burned.", "Six")).led()
    assert pair.left == ("a", 114, 117)


def test_of_two_such_words_the_judged_one_is_meant():
    sides = ("two days after two boats burned", "two"), ("Six boats burned.", "Six")
    assert reported(*sides).led()[0].left == ("a", 100, 103)
    assert reported(*sides, judged={("a", 115, 118)}).led()[0].left == ("a", 115, 118)


def test_a_doubtful_clash_is_a_clash_listed_as_undecided():
    sides = ("two", "two"), ("Six", "Six")
    (pair,) = reported(*sides, verdict="undecided", reason="they differ; too uncertain to call (34%)").led()
    assert (pair.verdict, pair.reported) == (Verdict.CONTRADICTION, Verdict.UNDECIDED)
    assert pair.confidence == pytest.approx(0.34)


def test_what_is_undecided_for_its_own_reasons_is_no_clash():
    found = reported(("two", "two"), ("Six", "Six"), verdict="undecided", reason="other groups")
    assert found.led() == []
    assert [pair.verdict for pair in found.pairs] == [Verdict.UNDECIDED]


def test_a_report_of_other_articles_is_refused():
    report = {"articles": [{"id": "0" * 16}], "findings": []}
    with pytest.raises(SystemExit, match=r"gva\.py again"):
        _reports.Reported.of(report, [told("fire", "a", "Two boats burned.")], frozenset())


def pair_of(left, right, shown=Verdict.CONTRADICTION):
    return _clusters.Pair("quantity", left, right, Verdict.CONTRADICTION, shown, "r", 0.8, 0.9)


def test_fifty_are_drawn_the_same_in_any_order():
    pairs = [pair_of(("a", n, n + 1), ("b", 0, 1)) for n in range(80)]
    assert contradictions.drawn(pairs) == contradictions.drawn(pairs[::-1])
    assert len(contradictions.drawn(pairs)) == 50


def test_precision_counts_unclear_as_wrong():
    pairs = [pair_of(("a", n, n + 1), ("b", 0, 1)) for n in range(4)]
    names = ["conflict", "conflict", "unclear", "other"]
    labels = [label(p.left, p.right, name=name) for p, name in zip(pairs, names, strict=True)]
    text = "\n".join(contradictions.write(pairs, labels, {"a": "fire", "b": "fire"}))
    assert "**Precision 0.50** (2 of 4" in text


# --- the diagram ---


def test_the_diagram_draws_a_dot_for_each_range_and_names_its_series():
    from xml.etree import ElementTree

    found = judged.bins(scored([0.05, 0.3, 0.95], [0, 0, 1]))
    root = ElementTree.fromstring(_diagram.reliability({"as shipped": found}))
    circles = [e for e in root.iter("{http://www.w3.org/2000/svg}circle") if len(e)]
    assert len(circles) == 3
    assert "as shipped" in "".join(root.itertext())
    heights = [float(circle.get("cy")) for circle in circles]
    assert heights[0] == heights[1] > heights[2]  # what held more lies higher
