"""What the ablation counts, and that a gate it takes away comes back."""

import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "models" / "alignment")]

import _gates as gates  # noqa: E402
import _without_feature as without  # noqa: E402
import ablation  # noqa: E402
import alignment  # noqa: E402

from factcheck import caching, pipeline  # noqa: E402
from factcheck.config import Config  # noqa: E402
from factcheck.entities import Cast  # noqa: E402
from factcheck.frames import Frame, Spread  # noqa: E402
from factcheck.kinds.claim import Claim, Claims  # noqa: E402
from factcheck.model import Alignment, Article, Fact, Span, Statement, Verdict  # noqa: E402
from factcheck.store import Store  # noqa: E402

FEATURES = without.fitting.FEATURES


# --- features ---


def task(told, rows=400, kind="quantity"):
    """Pairs in twenty stories, about one thing where the feature `told` is high; all the others are noise."""
    rng = np.random.default_rng(3)
    table = rng.normal(size=(rows, len(FEATURES)))
    label = (table[:, FEATURES.index(told)] + 0.3 * rng.normal(size=rows) > 0).astype(int)
    story = np.array([f"s{n % 20}" for n in range(rows)])
    agree, every = rng.binomial(1, np.where(label == 1, 0.9, 0.1)), np.ones(rows)
    told = np.where(np.arange(rows) % 2, label, -1)  # half of them were read by hand
    none, nothing = np.full(rows, ""), np.zeros(rows)
    compared = none, none, nothing, agree
    return without.Task(kind, False, [], [], table, *compared, told, nothing, every, every, story, 0.1, 0.9, 1.0)


def test_the_feature_that_tells_is_missed_and_one_that_does_not_is_not():
    made = task("frame")
    whole = without.held_out(made)
    missed = without.change(whole, without.held_out(made, ["frame"]), without.average_precision)
    idle = without.change(whole, without.held_out(made, ["crowd"]), without.average_precision)
    assert missed.told
    assert missed.points > 10
    assert not idle.told
    assert without.surprised(whole, without.held_out(made, ["frame"])).low > 10
    assert abs(without.surprised(whole, without.held_out(made, ["crowd"])).points) < 1
    assert without.strength(made)["frame"] > 5 * abs(without.strength(made)["crowd"])


class Asked:
    """Answers nothing and remembers what it was asked."""

    digest = ""

    def __init__(self):
        self.texts = []

    def odds(self, pairs):
        self.texts = list(pairs)
        return np.zeros(len(pairs))


def test_one_pair_more_moves_at_most_one_other_out_of_the_sample_that_is_asked(monkeypatch):
    monkeypatch.setattr(without.fitting, "DRAWN", 40)

    def end(n, side):
        clause = f"{side} {n} lasted [MASK]"
        fact = Fact(Statement(Article(f"{side}{n}", "x"), Span(0, 1)), "quantity", Claim("x"), Span(0, 1))
        return without.fitting.Framed(fact, n, Frame(clause, clause, clause), Cast(), Spread(1, {}))

    def drawn(count):
        made = task("frame", count)
        keys = [("quantity", (f"a{n}", 0, 1), (f"b{n}", 0, 1)) for n in range(count)]
        ends = [(end(n, "a"), end(n, "b")) for n in range(count)]
        asked, none = Asked(), np.full(count, -1)
        made = replace(made, keys=keys, ends=ends, label=none, rows=np.zeros_like(made.rows), agree=np.ones(count))
        weighed = without.fitting._asked(made, asked, frozenset())
        assert (weighed.weight > 0).sum() == 40
        assert (weighed.unasked > 0).all()
        assert weighed.weight.sum() == pytest.approx(count)
        return set(asked.texts)

    assert len(drawn(200) - drawn(201)) <= 1


def test_features_that_are_not_missed_together_are_listed_and_one_that_tells_is_not(monkeypatch):
    monkeypatch.setattr(without, "ROUNDS", 10)
    text = "\n".join(without.feature_tables([task("frame", 300)], ["frame", "crowd", "words"]))
    listed = text.splitlines()[-1].partition(": ")[2].rstrip(".").split(", ")
    assert "crowd" in listed
    assert "frame" not in listed
    assert "| frame (missed) |" in text


def test_precision_is_left_out_where_few_pairs_are_sure():
    score, label = np.array([0.95] * 12 + [0.2] * 3), np.array([1] * 9 + [0] * 6)
    assert without.precision_when_sure(score, label) == pytest.approx(75)
    assert np.isnan(without.precision_when_sure(score[8:], label[8:]))
    held = without.Held(score[8:], label[8:], np.array(["a"] * 7), np.array([]), np.array([]))
    assert str(without.change(held, held, without.precision_when_sure)) == "-"
    assert str(without.surprised(held, held)) == "-"


def test_a_change_is_bold_only_beyond_noise():
    assert str(without.Change(2.0, 1.0, 3.0)).startswith("**")
    assert not str(without.Change(2.0, -1.0, 3.0)).startswith("**")


def test_what_is_told_is_set_beside_what_holds_set_by_set():
    made = task("frame")
    sets = np.where(np.arange(len(made.story)) % 20 < 10, "gva", "wikinews")
    story = np.char.add(np.char.add(sets, ":"), made.story)
    held = alignment.Held.of(replace(made, story=story))
    _, _, *rows = alignment.by_set([held])
    assert [row.split(" | ")[1] for row in rows] == ["gva", "wikinews", "all"]
    told = [float(row.split(" | ")[4]) for row in rows]
    one = [float(row.split(" | ")[3]) for row in rows]
    assert told == pytest.approx(one, abs=0.1)
    assert sum(int(row.split(" | ")[2]) for row in rows[:2]) == int(rows[2].split(" | ")[2]) == 200
    text, picture = alignment.write([held], "x.svg")
    assert "### quantity" in text
    assert alignment.TITLE in picture


# --- gates ---


@pytest.fixture(scope="module")
def tools(tmp_path_factory):
    with Store.open(tmp_path_factory.mktemp("store"), "test") as store:
        yield caching.remembering(pipeline.Tools.load(Config(), jobs=1), store, Config())


ARTICLES = [
    Article(
        "a", "Three people were killed in the fire in Tarn on Monday, police said. Nobody was charged over the fire."
    ),
    Article(
        "b", "Four people were killed in the fire in Tarn on Monday, police said. A man was charged over the fire."
    ),
]


OF = ablation.Sample(ARTICLES, (), {"a": "s", "b": "s"}, {"a": "a", "b": "b"})


def test_the_program_runs_without_each_gate_and_is_itself_again_afterwards(tools):
    before = pipeline.check(ARTICLES, Config(), tools=tools).findings
    for gate in gates.GATES:
        ablation.without(gate, OF, tools)
    assert pipeline.check(ARTICLES, Config(), tools=tools).findings == before


def test_without_the_story_gate_any_two_articles_meet(tools):
    strangers = [
        Article(str(n), text) for n, text in enumerate(("Snow fell in Oslo.", "A bank failed.", "Cats sleep."))
    ]
    (gate,) = [gate for gate in gates.GATES if gate.everywhere]
    with ExitStack() as stack:
        report = pipeline.check(strangers, Config(), tools=gate.off(stack, tools))
    assert report.run.counts["article pairs of one story"] == 3
    assert pipeline.check(strangers, Config(), tools=tools).run.counts["article pairs of one story"] == 0


def test_the_self_test_is_run_without_each_gate_and_tells_what_is_caught(tools):
    told = " ".join(
        f"The council of the town bought {n} new boats for the ferry in the year {1990 + n}." for n in (12, 31, 47, 58)
    )
    settled = [gate for gate in gates.GATES if gate.name.startswith("a clause of the same words")]
    head, _, whole, less = ablation.planted_table([Article("a", told)], settled, tools)
    assert head.startswith("| without | ")
    assert head.endswith(" | false alarms |")
    assert whole.startswith("| (nothing) | ")
    assert less.startswith("| a clause of the same words settles it | ")
    caught, planted = map(int, whole.split(" | ")[1].split(" of "))
    assert 0 <= caught <= planted == 1


class Sure:
    """A judge that is sure of a contradiction."""

    def judge(self, pairs):
        return np.tile([0.01, 0.01, 0.98], (len(pairs), 1))


def test_without_the_negation_rule_the_models_word_is_enough():
    left, right = (
        Fact(Statement(a, Span(0, len(a.text))), "claim", Claim(a.text), Span(0, len(a.text)))
        for a in (Article("a", "The mayor praised the plan warmly."), Article("b", "The mayor mocked the old plan."))
    )
    pair = Alignment(left, right, 0.3, "")
    (told,) = gates._models_word(Claims(Sure())).compare([pair])
    assert told.verdict is Verdict.CONTRADICTION
    assert Claims(Sure()).compare([pair]) == [None]


# --- the sample and its counts ---


def test_the_sample_takes_labelled_stories_and_as_many_articles_of_others():
    records = [
        {"id": f"{s}{n}", "story": s, "text": f"Story {s} was told by outlet {n}.", "published": "2017-01-02"}
        for s in "abcdefgh"
        for n in range(2)
    ]
    labels = [
        {"id": s, "story": s, "label": name, "stated": [{"article": f"{s}0", "value": 1}]}
        for s, name in (("a", "conflict"), ("b", "scope_or_artifact"))
    ]
    made = ablation.sample(records, labels, 4)
    assert sorted(set(made.story.values()) & set("ab")) == ["a", "b"]
    assert len(made.articles) == 8
    assert len(made.labels) == 2
    assert {a.path for a in made.articles} == set(made.story) == set(made.ids)
    assert not any("Story" in str(a.source) for a in made.articles)


def test_a_row_shows_how_counts_move():
    whole, less = ablation.Counts(5, 0, 9, 0, 4, 7), ablation.Counts(4, 0, 12, 1, 4, 7)
    assert less.row(whole) == "4 (-1) | 0 | 12 (+3) | 1 (+1) | 4 | 7"
