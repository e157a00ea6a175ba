"""The figures in reports/ that rest on areas, average precision, planted errors and naive programs."""

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import _leads as leads  # noqa: E402
import _scores as scores  # noqa: E402
import _support as support  # noqa: E402
import bump  # noqa: E402
import claimdiff  # noqa: E402
import naive  # noqa: E402

from factcheck.entities import Entity  # noqa: E402
from factcheck.model import Span  # noqa: E402

scored = st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=40).filter(
    lambda rows: len({held for _, held in rows}) == 2
)


# --- areas, average precision, intervals ---


@settings(deadline=None)
@given(scored)
def test_area_and_average_precision_are_those_of_scikit_learn(rows):
    told, held = np.array([float(t) for t, _ in rows]), np.array([h for _, h in rows])
    assert scores.auc(told[held], told[~held]) == pytest.approx(100 * roc_auc_score(held, told))
    assert scores.average_precision(told, held) == pytest.approx(100 * average_precision_score(held, told))


def test_nothing_to_find_has_no_precision():
    assert scores.average_precision(np.array([1.0, 2.0]), np.array([False, False])) == 0


def test_an_interval_holds_the_figure_and_whole_groups_are_drawn():
    values = np.array([0.0, 0.0, 1.0, 1.0])
    groups = ["a", "a", "b", "b"]
    seen = []
    low, high = scores.interval(groups, lambda chosen: seen.append(chosen) or float(values[chosen].mean()), rounds=50)
    assert low <= values.mean() <= high
    assert all(sorted(np.bincount(chosen, minlength=4)[:2]) == [n, n] for chosen in seen for n in [(chosen == 0).sum()])


def test_both_orders_count_in_the_headline_score_of_claimdiff():
    first, second = np.array([[0.8, 0.1, 0.1]]), np.array([[0.2, 0.5, 0.3]])
    weakens, strengthens = claimdiff.ways(first, second, np.array([0.5]))[claimdiff.HEADLINE]
    assert (weakens[0], strengthens[0]) == pytest.approx((0.5, 0.3))


# --- naive programs ---


def record(ident, story, text="One man was hurt."):
    return {"id": ident, "story": story, "text": text}


def label(story, *stated, name="conflict"):
    return {
        "id": story,
        "story": story,
        "label": name,
        "stated": [{"article": article, "value": value} for article, value in stated],
    }


def test_the_sample_takes_whole_stories_and_half_of_it_with_conflicts():
    records = [record(f"{s}{n}", s) for s in "abcdefgh" for n in range(2)] + [record("lone", "z")]
    labels = [label("a", ("a0", 1)), label("b", ("b0", 1)), label("c", ("c0", 1)), label("d", name="scope_or_artifact")]
    drawn = naive.sample(records, labels, 8)
    stories = [r["story"] for r in drawn]
    assert len(drawn) == 8
    assert all(stories.count(s) == 2 for s in stories)
    assert sum(s in "abc" for s in stories) == 4
    assert stories.count("d") == 2


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (("a", (3.0,)), ("b", (4.0,)), True),
        (("b", (4.0, 19.0)), ("a", (3.0, 7.0)), True),
        (("a", (3.0,)), ("b", (5.0,)), False),  # a value that the label does not state
        (("a", (3.0,)), ("c", (4.0,)), False),  # another article
        (("a", (3.0,)), ("d", (3.0,)), False),  # two that agree
    ],
)
def test_a_label_is_found_where_two_of_its_articles_and_values_are_set_against_each_other(left, right, found):
    told = label("s", ("a", 3), ("b", 4), ("d", 3))
    assert naive.matched(told, [(left, right)]) is found


def test_the_table_counts_what_lies_between_stories_and_takes_medians():
    records = [record("a", "s"), record("b", "s"), record("c", "t")]
    flagged = [(("a", (3.0,)), ("b", (4.0,))), (("a", (3.0,)), ("c", (4.0,)))]
    runs = {"a": [naive.Told(9, flagged, seconds, 2.0, 100.0) for seconds in (5.0, 1.0, 3.0)]}
    row = list(naive.table(runs, records, [label("s", ("a", 3), ("b", 4))]))[-1]
    assert [cell.strip() for cell in row.split("|")[2:-1]] == ["3 (1 to 5)", "2", "100", "9", "2", "1", "1", "0"]


def test_the_cross_encoder_asks_the_shipped_model():
    pytest.importorskip("onnx")
    from _cross_encoder import cross_encoder

    from factcheck.kinds.claim import OnnxJudge

    pairs = [
        ("Three people died in the fire.", "Nobody died in the fire."),
        ("The mayor left.", "Tarn voted for a bridge."),
    ]
    model, contradiction = cross_encoder(ROOT / "models" / "claims")
    logits = np.asarray(model.predict(pairs), dtype=float)
    told = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    assert contradiction == 0
    # int8 activations and the temperature are what differs
    assert np.abs(told[:, [1, 2, 0]] - OnnxJudge.bundled(1).judge(pairs)).max() < 0.15


# --- what an article supports ---


class Names:
    """Finds the given names wherever they stand."""

    def __init__(self, *names):
        self.names = names

    def tag(self, statements):
        return [tuple(self._in(s)) for s in statements]

    def _in(self, statement):
        for name in self.names:
            at = statement.text.find(name)
            if at >= 0:
                start = statement.span.start + at
                yield Entity(Span(start, start + len(name)), "PER", name)


class Flat:
    """Every text alike."""

    name, digest = "flat", "0"

    def encode(self, texts):
        return np.ones((len(texts), 1), dtype=np.float32)


class Shared:
    """Two sentences ask for the same thing where most of their words are the same."""

    digest = "0"

    def odds(self, pairs):
        words = [(set(left.split()), set(right.split())) for left, right in pairs]
        return np.array([8 * len(a & b) / len(a | b) - 4 for a, b in words])


ARTICLE = (
    "Nora Field opened the new library in Tarn on Friday. It cost 12 million euros and holds 40,000 books. "
    "Paul Ames, who drew the plans, thanked his council."
)


def measured(summary, judge=None, article=ARTICLE):
    def neutral(pairs):
        return np.full((len(pairs), 3), 1 / 3)

    tools = support.Tools.of(judge or neutral, Flat(), Names("Nora Field", "Paul Ames", "Ida Holm"), Shared())
    row = support.measures([(article, summary)], tools)[0]
    return dict(zip(support.MEASURES, row[: len(support.MEASURES)], strict=True))


def test_a_sentence_of_the_article_holds_nothing_new():
    told = measured("Nora Field opened the new library in Tarn on Friday.")
    for name in (
        "another name answers better",
        "another value answers better",
        "new words",
        "rarest new word",
        "new names",
        "new numbers",
        "new times",
        "nobody meant",
    ):
        assert told[name] == 0


@pytest.mark.parametrize(
    ("summary", "measure"),
    [
        ("Ida Holm opened the new library in Tarn on Friday.", "new names"),
        ("The new library in Tarn cost 15 million euros.", "new numbers"),
        ("Nora Field opened the new library in Tarn on Monday.", "new times"),
        ("Nora Field demolished the new library in Tarn.", "rarest new word"),
        ("She opened the new library in Tarn on Friday.", "nobody meant"),
        ("She drew the plans.", "pronoun of another gender"),
        ("Paul Ames opened the new library in Tarn on Friday.", "another name answers better"),
    ],
)
def test_each_planted_error_is_seen_by_its_measure(summary, measure):
    assert measured(summary)[measure] > 0


def test_a_number_written_another_way_is_supported():
    assert measured("The library in Tarn holds 40000 books.")["new numbers"] == 0


def test_a_fact_that_another_of_the_article_would_replace_better_is_suspect():
    def judge(pairs):
        return np.array([[0.9, 0.05, 0.05] if "Nora" in said else [0.1, 0.8, 0.1] for _, said in pairs])

    wrong = measured("Paul Ames opened the new library.", judge)
    right = measured("Nora Field opened the new library.", judge)
    name = "another fact of the article fits better"
    assert wrong[name] > 0 >= right[name]


def test_a_fact_is_exchanged_for_one_of_the_sentence_that_the_model_reads_with_it():
    asked = []

    def judge(pairs):
        asked.extend(pairs)
        return np.full((len(pairs), 3), 1 / 3)

    measured("Paul Ames opened the new library.", judge)
    premises = {premise for premise, said in asked if said == "Nora Field opened the new library."}
    assert premises == {"Nora Field opened the new library in Tarn on Friday."}


def test_who_is_meant_may_be_named_in_an_earlier_sentence():
    assert measured("Nora Field spoke. She opened the library.")["nobody meant"] == 0
    assert measured("It rained a lot. She opened the library.")["nobody meant"] > 0


# --- weighing ---


def table(good, bad):
    article = [str(n) for n in range(len(good))]
    return bump.Measured(good, bad, np.arange(len(bad)), np.array(["x"] * len(bad)), article, article)


def test_weights_follow_the_measure_that_tells_and_never_turn_against_one():
    rng = np.random.default_rng(1)
    good, bad = rng.normal(size=(200, 3)), rng.normal(size=(200, 3))
    bad[:, 0] += 2
    bad[:, 1] -= 2  # tells, but against what the measure means
    weighing = bump.Weighing.fit(good, bad, np.array(["x"] * len(bad)))
    assert weighing.weights[0] > 0.5
    assert (weighing.weights >= 0).all()
    assert weighing.weights[1] == pytest.approx(0)
    told = bump.cross_validated(table(good, bad))
    assert scores.auc(told[1], told[0]) > 85


def test_consistency_compares_an_edited_summary_with_its_own_true_one():
    assert bump.consistency(np.array([2.0, 1.0, 1.0]), np.array([1.0, 1.0, 3.0])) == pytest.approx(50)


def test_every_type_and_every_score_tried_is_reported():
    rng = np.random.default_rng(2)
    width = 2 * len(support.MEASURES)
    found = table(rng.random((30, width)), rng.random((30, width)))
    text = "\n".join(bump.report(found, found))
    assert "| x | 30 |" in text
    assert all(f"| {name} |" in text for name in support.MEASURES)


# --- edited leads ---


def write_clusters(folder):
    (folder / "eval").mkdir()
    names = ["Nora Field", "Paul Ames", "Ida Holm"]
    body = " ".join(
        f"{names[n % 3]} told the council that {n + 20} houses in the valley were flooded and repaired again."
        for n in range(12)
    )
    lead = "Nora Field opened the repaired houses in the valley. The council was told that 25 houses were flooded."
    articles = [
        {"text": f"{lead}\n\n{body}\n\nReport number {n} was written {'and read ' * n}by the council."}
        for n in range(3)
    ]
    for name in ("wikinews.clusters", "allsides.clusters", "gva.articles"):
        with gzip.open(folder / "eval" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.write(json.dumps({"articles": articles}) + "\n" if name == "wikinews.clusters" else "")


def test_leads_are_edited_in_one_place_and_leave_their_article(tmp_path):
    write_clusters(tmp_path)
    found = leads.edited_leads(tmp_path, Names("Nora Field", "Paul Ames", "Ida Holm"))
    assert {"entity, from the article", "coreference"} <= {e.type for e in found}
    for one in found:
        assert one.edited != one.summary
        assert one.summary.startswith("Nora Field opened")
        assert not one.article.startswith("Nora Field opened")
    assert found == leads.edited_leads(tmp_path, Names("Nora Field", "Paul Ames", "Ida Holm"))
