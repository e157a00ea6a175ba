"""The benchmark of written stories: its data hold what they say, and its scoring counts what it should."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from factcheck.model import Pair, Side, Span, Verdict
from tests.factories import article

FOLDER = Path(__file__).parents[1] / "benchmarks"
sys.path.insert(0, str(FOLDER))

import planted  # noqa: E402

FILES = sorted((FOLDER / "stories").glob("*.jsonl"))
ONE = article("Twelve engines came. The hall burned for six hours.", "x.jsonl#s/a")
OTHER = article("Fire crews sent fifteen pumps. Nobody was hurt.", "x.jsonl#s/b")
ELSEWHERE = article("Nine engines came.", "x.jsonl#t/a")
ENGINES = planted.Entry("conflicts", "quantity", (("s/a", "Twelve engines came"), ("s/b", "sent fifteen pumps")), "")


def shown(verdict: Verdict, *ends: tuple[object, str]) -> object:
    sides = []
    for told, words in ends:
        start = told.text.index(words)
        span = Span(start, start + len(words))
        sides.append(Side(told, span, span, words, words))
    return planted.Shown(Pair(0, 1, verdict, "rule", "why."), "quantity", 0.9, tuple(sides))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_quote_stands_once_in_its_article(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        texts = {a["id"]: f"{a['title']}\n{a['text']}" for a in record["articles"]}
        for sort in ("conflicts", "lookalikes", "agreements"):
            for entry in record[sort]:
                assert entry["kind"] in planted.KINDS
                assert [texts[s["article"]].count(s["quote"]) for s in entry["sides"]] == [1, 1], (record["id"], entry)


def test_an_entry_is_matched_by_values_that_stand_in_its_quotes_either_way_round():
    pair = shown(Verdict.CONTRADICTION, (ONE, "Twelve"), (OTHER, "fifteen"))
    turned = shown(Verdict.CONTRADICTION, (OTHER, "fifteen"), (ONE, "Twelve"))
    assert pair.matches(ENGINES)
    assert turned.matches(ENGINES)
    assert not shown(Verdict.CONTRADICTION, (ONE, "six hours"), (OTHER, "fifteen")).matches(ENGINES)


def test_an_entry_counts_for_the_gravest_verdict_of_its_pairs():
    agrees = shown(Verdict.AGREEMENT, (ONE, "Twelve"), (OTHER, "fifteen"))
    clash = shown(Verdict.CONTRADICTION, (ONE, "Twelve"), (OTHER, "fifteen"))
    assert planted.outcome(ENGINES, []) == "silent"
    assert planted.outcome(ENGINES, [agrees]) == "fits"
    assert planted.outcome(ENGINES, [agrees, clash]) == "contradiction"


def test_alarms_are_told_apart():
    right = shown(Verdict.CONTRADICTION, (ONE, "Twelve"), (OTHER, "fifteen"))
    strangers = shown(Verdict.CONTRADICTION, (ONE, "Twelve"), (ELSEWHERE, "Nine"))
    unlisted = shown(Verdict.CONTRADICTION, (ONE, "six hours"), (OTHER, "Nobody"))
    doubt = shown(Verdict.UNDECIDED, (ONE, "six hours"), (OTHER, "Nobody"))
    found = planted.alarms([right, strangers, unlisted, doubt], [ENGINES])
    assert {sort: len(own) for sort, own in found.items()} == {
        "conflicts": 1,
        "lookalikes": 0,
        "between": 1,
        "unlisted": 1,
    }
