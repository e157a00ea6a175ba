"""A run with a memory gives the same bytes as a run without, whatever was added, edited, removed or killed."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from factcheck import _store_codec as codec
from factcheck import caching, encoding, pairing, pipeline, readers, remembering
from factcheck.alignment import PROPOSAL
from factcheck.config import Config, Scope
from factcheck.errors import ModelError
from factcheck.kinds.claim import Claims
from factcheck.kinds.quantity._value import COUNT
from factcheck.kinds.time._moment import Moment, Precision
from factcheck.model import Mood, Origin, Report, Side, Span
from factcheck.report.json import render
from factcheck.store import FILE, Store
from tests.report.fixtures import bridge, hostile
from tests.test_cli_gate import DIFFERS, FITS, ONE, TWO, write

CONFIG = Config(kinds=("quantity", "time", "place"))
ROOT = Path(__file__).parents[1]


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    write("one.md", ONE)
    write("two.md", TWO)
    Path("articles/undated.txt").write_text(
        "The Rivenford library, opened by Ada Holm on Monday, cost 19 million euros."
    )
    return tmp_path


def full() -> str:
    articles, skipped = readers.read(["articles"])
    return shown(pipeline.check(articles, CONFIG, skipped=skipped))


def kept(config: Config = CONFIG) -> str:
    articles, skipped = readers.read(["articles"])
    told: list[str] = []
    with Store.open(Path(".factcheck"), caching.component_version(), told.append) as store:
        report = caching.check(articles, config, store, skipped=skipped)
    assert told == []
    return shown(report)


def shown(report: Report) -> str:
    return render(replace(report, run=replace(report.run, seconds={}))) + repr(report.singles)


@pytest.mark.parametrize(
    "change",
    [
        lambda: None,
        lambda: write("three.md", DIFFERS),
        lambda: write("two.md", TWO.replace("19", "21")),
        lambda: Path("articles/two.md").unlink(),
        lambda: Path("articles/two.md").rename("articles/moved.md"),
        lambda: write("copy.md", ONE, source="elsewhere"),
        lambda: Path("articles/bad.txt").write_bytes(b"\0\1\2" * 99),
        lambda: Path("articles/undated.txt").write_text("Date: 2026-03-09\n\nThe library opened on Monday."),
    ],
    ids=["nothing", "added", "edited", "removed", "renamed", "copied", "unreadable", "dated"],
)
def test_the_same_bytes_as_a_full_run_after_every_change(corpus, change):
    assert kept() == full()
    change()
    assert kept() == full()
    assert kept() == full()


POOL = {
    "a.md": ONE,
    "b.md": TWO,
    "c.md": DIFFERS,
    "d.md": FITS,
    "e.txt": "The Rivenford library, opened by Ada Holm on Monday, cost 19 million euros. Nobody was hurt.",
    "f.txt": "Date: 2026-03-10\n\nTwo ferries collided off Port Ellery on Sunday. Captain Nils Dahl said 64 people "
    "were aboard. Harbour master Ruth Osei said nobody was hurt.",
    "g.txt": "Date: 2026-03-11\n\nTwo ferries collided off Port Ellery on Monday, said captain Nils Dahl. "
    "The 46 people aboard were taken to Skarholm. Harbour master Ruth Osei denied that anybody was hurt.",
}


@pytest.mark.parametrize("seed", range(3))
def test_the_same_bytes_all_through_a_history_of_changes(tmp_path, monkeypatch, seed):
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    rng = random.Random(seed)
    tools = pipeline.Tools.load(Config())
    write("first.md", ONE)
    for _ in range(7):
        there = sorted(Path("articles").iterdir())
        change, name = rng.choice(["add", "add", "edit", "remove", "rename"]), rng.choice(sorted(POOL))
        if change == "add" or len(there) < 2:
            write(name, POOL[name]) if name.endswith(".md") else Path("articles", name).write_text(POOL[name])
        elif change == "edit":
            path = rng.choice(there)
            path.write_text(path.read_text().replace("1", str(rng.randrange(2, 9))))
        elif change == "remove":
            rng.choice(there).unlink()
        else:
            path = rng.choice(there)
            path.rename(path.with_stem(f"{rng.randrange(100)}{path.stem}"))
        articles, skipped = readers.read(["articles"])
        assert kept(Config()) == shown(pipeline.check(articles, Config(), skipped=skipped, tools=tools)), change


@dataclass
class Recording:
    """Notes which pairs have to be worked out."""

    asked: list[tuple[str, str]]

    def __call__(self, pairs, told, means, clock):
        self.asked.extend((told[one].article.path, told[other].article.path) for one, other in pairs)
        return pairing.propose(pairs, told, means, clock)


def worked_out(tools: pipeline.Tools) -> list[tuple[str, str]]:
    """The pairs that a run with the store has to work out."""
    recording = Recording([])
    articles, _ = readers.read(["articles"])
    with Store.open(Path(".factcheck"), "v1") as store:
        tools = replace(tools, propose=recording)
        pipeline.check(articles, CONFIG, tools=caching.remembering(tools, store, CONFIG))
    return sorted(recording.asked)


def test_only_pairs_with_a_changed_article_are_worked_out(corpus):
    tools = pipeline.Tools.load(CONFIG)

    def asked() -> list[tuple[str, str]]:
        return worked_out(tools)

    one, two, undated = "articles/one.md", "articles/two.md", "articles/undated.txt"
    first = asked()
    assert {(one, one), (two, two), (one, two)} <= set(first)
    assert asked() == []
    alone = "articles/alone.txt"
    Path(alone).write_text("Date: 2026-03-10\n\nThe ferry Lady Maud hit the quay at Port Ellery. Nobody was hurt.")
    assert asked() == [(alone, alone)]
    write("three.md", DIFFERS)
    new = asked()
    assert ("articles/one.md", "articles/three.md") in new
    assert all("articles/three.md" in pair or undated in pair for pair in new)
    write("three.md", DIFFERS.replace("31", "33"))
    assert all("articles/three.md" in pair or undated in pair for pair in asked())
    Path(two).rename("articles/twofold.md")
    assert asked() == []
    Path(alone).unlink()
    assert asked() == []


@dataclass
class Retrained:
    """A model like another, of other weights."""

    model: object
    digest = "0" * 64

    def __getattr__(self, name):
        return getattr(self.model, name)


def another_questions_model(tools):
    return replace(tools, same_thing=replace(tools.same_thing, questions=Retrained(tools.same_thing.questions)))


def another_encoder(tools):
    return replace(tools, encoder=Retrained(tools.encoder))


def other_weights(tools):
    weights = {**tools.same_thing.weights, "time": tools.same_thing.weights["quantity"]}
    return replace(tools, same_thing=replace(tools.same_thing, weights=weights))


@pytest.mark.parametrize("other", [another_questions_model, another_encoder, other_weights])
def test_what_another_model_proposed_is_worked_out_anew(corpus, other):
    tools = pipeline.Tools.load(CONFIG)
    first = worked_out(tools)
    assert ("articles/one.md", "articles/two.md") in first
    assert worked_out(other(tools)) == first
    assert worked_out(other(tools)) == worked_out(tools) == []


def test_proposals_that_cannot_be_read_are_worked_out_anew():
    names = ["quantity", "time"]
    table = np.zeros(3, dtype=PROPOSAL)
    table["left"] = [1, 2, 3]
    content = remembering._packed({"quantity": table[:1], "time": table[1:]}, names)
    back = remembering._unpacked(content, names)
    assert back is not None
    assert [back[name]["left"].tolist() for name in names] == [[1], [2, 3]]
    assert remembering._unpacked(remembering._packed({}, []), []) == {}
    for broken in (b"", content[:5], content[:-1], content + b"x", b"7" * len(content)):
        assert remembering._unpacked(broken, names) is None


def test_the_second_run_over_unchanged_articles_loads_no_model(corpus, monkeypatch):
    first = kept()

    def refuse(*_: object) -> None:
        raise ModelError("a model was loaded")

    monkeypatch.setattr(encoding, "_session", refuse)
    assert kept() == first
    write("two.md", TWO.replace("19", "21"))
    with pytest.raises(ModelError):
        kept()


@dataclass
class Counting:
    """An encoder that counts what it is asked for."""

    encoder: encoding.Encoder
    asked: list[str]

    name = "counting"
    digest = "0" * 64

    def encode(self, texts):
        self.asked.extend(texts)
        return self.encoder.encode(texts)


def test_one_article_more_encodes_its_own_sentences_only(corpus):
    asked: list[str] = []
    tools = pipeline.Tools.load(CONFIG)
    tools = replace(tools, encoder=Counting(tools.encoder, asked))

    def run() -> list[str]:
        asked.clear()
        articles, _ = readers.read(["articles"])
        with Store.open(Path(".factcheck"), "v1") as store:
            pipeline.check(articles, CONFIG, tools=caching.remembering(tools, store, CONFIG))
        return list(asked)

    assert run()
    assert run() == []
    write("three.md", DIFFERS)
    new = run()
    assert new
    assert len(new) == len(set(new))
    assert not any("19 million" in text or "12 million" in text for text in new)


class Judging:
    """A judge that counts what it is asked, and answers by the length of the texts."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs):
        self.asked += pairs
        return np.array([[len(a) / 100, 0.3, len(b) / 100] for a, b in pairs]).reshape(-1, 3)


def test_two_sentences_are_judged_once(tmp_path):
    judge = Judging()
    with Store.open(tmp_path, "v1") as store:
        kept = remembering._judging(Claims(judge), store)
        one, two, three = ("a", "bb"), ("bb", "a"), ("a", "ccc")
        assert kept.judge.judge([]).shape == (0, 3)
        assert np.array_equal(kept.judge.judge([one, two, one]), Judging().judge([one, two, one]))
        assert np.array_equal(kept.judge.judge([three, two]), Judging().judge([three, two]))
    assert judge.asked == [one, two, three]


def test_another_configuration_or_date_is_another_run(corpus):
    first = kept()
    assert kept(replace(CONFIG, scope=Scope.WITHIN)) != first
    assert kept() == first
    assert kept(replace(CONFIG, min_confidence=0.99)) != first


def test_another_version_of_the_code_starts_anew(corpus, monkeypatch):
    first = kept()
    monkeypatch.setattr(caching, "component_version", lambda: "other")
    assert kept() == first


def test_a_record_of_ours_that_cannot_be_read_is_worked_out_anew(corpus):
    first = kept()
    with Store.open(Path(".factcheck"), caching.component_version()) as store:
        assert store._database is not None
        rows = store._database.execute("SELECT part, key FROM kept WHERE part NOT LIKE '%vectors%'").fetchall()
        assert len(rows) > 5
        for content in (
            b"{",
            b'[["factcheck.model:Nothing"],[],[5]]',
            b'[["os:system"],[],[5,"true"]]',
            b"7\n7",
        ):
            for part, key in rows:
                store.put(part.partition(" ")[2], {key: content})
            articles, skipped = readers.read(["articles"])
            assert shown(caching.check(articles, CONFIG, store, skipped=skipped)) == first


# --- the codec ---


@pytest.mark.parametrize("report", [bridge(), hostile()], ids=["bridge", "hostile"])
def test_reports_come_back_the_same(report):
    content = codec.dumps(report, report.articles)
    back = codec.loads(content, report.articles)
    assert back == report
    assert all(side.article is not None for finding in back.findings for side in finding.sides)
    assert len(content) < 30_000


def test_values_come_back_the_same():
    moment = Moment(date(2031, 5, 4), None, Precision.DAY, relative="x")
    for value in (None, True, 0.1, float("inf"), "\ud800", (1, ("a",)), frozenset({"b", "a"}), moment, Mood.PLANNED):
        assert codec.loads(codec.dumps(value)) == value
    assert codec.loads(codec.dumps(Origin.URL)) is Origin.URL


def test_named_tuples_stay_what_they_are():
    back = codec.loads(codec.dumps(COUNT))
    assert back == COUNT
    assert type(back) is type(COUNT)


@pytest.mark.parametrize("value", [object(), [1], b"x", np.float32(1), {1}, Side.__class__, lambda: 0])
def test_what_is_not_ours_is_refused(value):
    with pytest.raises(TypeError):
        codec.dumps(value)


@pytest.mark.parametrize(
    "content",
    [
        '[["os:system"],[],[5,"true"]]',
        '[["factcheck.cli:main"],[],[5]]',
        '[["factcheck.store:Store"],[],[5]]',
        '[["factcheck.gone:Thing"],[],[5]]',
        '[[],[["subprocess:run",1]],[2,0]]',
        '[[],[["factcheck.model:Span",1]],[2,0]]',
        '[[],[["date","yesterday"]],[2,0]]',
        '[["factcheck.model:Span"],[],[5,5,1]]',
        '[["factcheck.model:Span"],[],[6,1,5]]',
        "[[],[],[1,3]]",
        "[[],[],[-1]]",
        "[[],[],[]]",
        "[[],[],[[]]]",
        "[[],[]]",
        "7",
        "{",
        "[" * 100_000,
    ],
)
def test_a_foreign_record_runs_nothing(content):
    with pytest.raises(codec.BROKEN):
        codec.loads(content.encode())


def test_spans_are_built_by_their_class():
    assert codec.loads(codec.dumps(Span(1, 2))) == Span(1, 2)


# --- kills and company ---


def command(output: str) -> subprocess.Popen[bytes]:
    arguments = ["check", "articles", "--reproducible", "--fail-on", "none", "-q", "-o", output]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "factcheck", *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def finished(process: subprocess.Popen[bytes]) -> bytes:
    assert process.wait() == 0
    assert process.stderr is not None
    return process.stderr.read()


def test_what_is_kept_does_not_depend_on_the_order_of_sets(corpus):
    write("three.md", DIFFERS + FITS)
    kept_by: list[list[tuple[str, bytes, bytes]]] = []
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
        arguments = ["check", "articles", "--store", seed, "--fail-on", "none", "-q", "-o", f"{seed}.json"]
        subprocess.run([sys.executable, "-m", "factcheck", *arguments], check=True, env=environment)
        database = sqlite3.connect(Path(seed) / FILE)
        kept_by.append(database.execute("SELECT part, key, value FROM kept ORDER BY part, key").fetchall())
        database.close()
    assert len(kept_by[0]) > 30
    assert kept_by[0] == kept_by[1]


def test_runs_killed_at_random_moments_and_runs_side_by_side_give_the_same_bytes(corpus):
    (corpus / "factcheck.toml").write_text('kinds = ["quantity"]\n')
    for number in range(12):
        write(f"more{number}.md", DIFFERS.replace("31", str(20 + number)))
    began = time.monotonic()
    command_without = [
        "check",
        "articles",
        "--no-store",
        "--reproducible",
        "--fail-on",
        "none",
        "-q",
        "-o",
        "full.json",
    ]
    subprocess.run(
        [sys.executable, "-m", "factcheck", *command_without], check=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    lasting = time.monotonic() - began
    rng = random.Random(11)
    for _ in range(6):
        process = command("killed.json")
        time.sleep(rng.uniform(0.3, 1.0) * lasting)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    both = [command("a.json"), command("b.json")]
    assert [finished(process) for process in both] == [b"", b""]
    expected = Path("full.json").read_bytes()
    assert Path("a.json").read_bytes() == expected
    assert Path("b.json").read_bytes() == expected
    assert finished(command("c.json")) == b""
    assert Path("c.json").read_bytes() == expected
    assert not list(Path(".factcheck").glob("damaged-*"))
    assert (Path(".factcheck") / FILE).exists()
