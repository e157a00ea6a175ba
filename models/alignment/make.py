"""Fit the weights that decide whether two facts are about the same thing.

    python models/alignment/make.py sample --data ../shared/data --out /tmp/pairs.jsonl     # pairs for an annotator
    python models/alignment/make.py fit --data ../shared/data --out models/alignment        # writes weights.json

Two sources on the same thing mostly give the same value; two unrelated values mostly differ. So whether the values of
a pair agree is a noisy label for whether the pair is about one thing, and there are tens of thousands of pairs. The
features do not see the values. A logistic regression, its signs fixed to what a reader would expect, learns the
probability of agreeing; two numbers for each kind, `chance` and `truth`, counted on pairs labelled by hand, turn it
into the probability of being about the same thing.

The sampled pairs hold text of the development sets and stay outside the project; labels.jsonl holds, for each pair,
digests of the two articles, offsets, and whether the two are about one thing: no text.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from _evidence import evidence, judged
from _regression import Regression

from factcheck import encoding, kinds, statements
from factcheck.alignment import SameThing, candidates, named
from factcheck.config import Config, Scope
from factcheck.entities import default_tagger, resolve
from factcheck.features import FEATURES, Candidate, features
from factcheck.findings import copied
from factcheck.frames import Embedded, Framed, framed, texts_of
from factcheck.kinds import Kind
from factcheck.model import Alignment, Article, Origin, Verdict
from factcheck.readers.headlines import headlined
from factcheck.stories import StoryModel, date_undated, lead
from factcheck.words import Words

KINDS = ("quantity", "time")
FOLDS = 5
HAND = 10.0
PER_STORY = 500  # candidate pairs from which a story counts no more
BINS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
PER_BIN = 60
PER_ARTICLES = 3  # sampled pairs from the same two articles at most


@dataclass(frozen=True)
class Prepared:
    """The development sets made ready: the story of each article, and the facts of each kind."""

    story: list[str]
    links: dict[tuple[int, int], float]
    facts: dict[str, list[Framed]]
    embedded: Embedded
    kinds: tuple[Kind, ...]
    claims: Kind


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs of one kind with features, and what comparing their values gives (1 agree, 0 differ, -1 else).

    `rule` names what found a contradiction or dispute, empty for none.
    """

    found: list[Candidate]
    rows: np.ndarray
    agree: np.ndarray
    weight: np.ndarray
    story: np.ndarray
    rule: np.ndarray


def articles(data: Path) -> Iterator[tuple[str, Article]]:
    """Yield every article of gva, wikinews and allsides with the name of its story; its path is its text's digest."""
    for record in _lines(data / "eval" / "gva.articles.jsonl.gz"):
        yield f"gva:{record['story']}", _article(record)
    for name, key in (("wikinews", "event"), ("allsides", "cluster")):
        for record in _lines(data / "eval" / f"{name}.clusters.jsonl.gz"):
            for item in record["articles"]:
                yield f"{name}:{record[key]}", _article(item)


def _lines(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _article(record: dict[str, Any]) -> Article:
    published = date.fromisoformat(record["published"][:10]) if record.get("published") else None
    origin = Origin.FIELD if published else Origin.UNKNOWN
    article = Article("", record["text"], title=record.get("title") or "", published=published, published_from=origin)
    return replace(headlined(article), path=article.id)


def prepare(data: Path, claimed: set[Any]) -> Prepared:
    """Read, split, find and embed; of the claims only those at `claimed`, article and offsets."""
    config, encoder = Config(), encoding.bundled()
    told = list(articles(data))
    read = [replace(article, path=f"{n:05} {article.path}") for n, (_, article) in enumerate(told)]
    links = StoryModel.load(encoding.models_folder()).link(read, encoder.encode([lead(a) for a in read]))
    said = [statements.split(article, config) for article in date_undated(read, links)]
    flat = [statement for own in said for statement in own]
    entities = iter(resolve(flat, default_tagger(config).tag(flat)))
    in_article = [{statement.index: next(entities) for statement in own} for own in said]
    used = kinds.load(replace(config, kinds=KINDS))
    (claims,) = kinds.load(replace(config, kinds=("claim",)))
    facts = {
        k.name: [f for n, own in enumerate(said) for f in framed(n, k.find(own), own, in_article[n])]
        for k in (*used, claims)
    }
    facts["claim"] = [f for f in facts["claim"] if _end(f) in claimed]
    texts = texts_of([f for own in facts.values() for f in own])
    embedded = Embedded({text: row for row, text in enumerate(texts)}, encoder.encode(texts))
    return Prepared([story for story, _ in told], dict(links.scores), facts, embedded, used, claims)


def pairs_of(ready: Prepared, kind: Kind, words: Words) -> Pairs:
    """Return the pairs across articles whose subject is not a person's name, which settles the question by itself."""
    facts = ready.facts[kind.name]
    found = [
        pair
        for pair in candidates(kind, facts, ready.embedded, ready.links, Scope.CROSS)
        if not named(kind, facts[pair.left].fact, facts[pair.right].fact)
    ]
    rows = _seen(kind, features(kind, facts, ready.embedded, ready.links, found, words))
    outcomes = kind.compare([Alignment(facts[p.left].fact, facts[p.right].fact, 1.0, "") for p in found])
    agree = np.array([AGREE.get(o.verdict, -1) if o else -1 for o in outcomes])
    rule = np.array([o.rule if o and AGREE.get(o.verdict) == 0 else "" for o in outcomes])
    agree[[copied(facts[p.left].fact, facts[p.right].fact) for p in found]] = 1
    story = np.array([ready.story[facts[p.left].article] for p in found])
    many = Counter(story.tolist())
    weight = np.where(agree == 1, 1.0 - _by_chance(facts, found), 1.0)
    weight *= np.array([min(1.0, PER_STORY / many[name]) for name in story.tolist()])
    return Pairs(found, rows, agree, weight, story, rule)


def _seen(kind: Kind, rows: np.ndarray) -> np.ndarray:
    rows[:, [FEATURES.index(name) for name in UNSEEN.get(kind.name, ())]] = 0.0
    return rows


def _by_chance(facts: list[Framed], found: list[Candidate]) -> np.ndarray:
    """Return how large a part of the values of its two articles a pair's common value makes up.

    Where every date is that of the day, two agreeing dates teach little.
    """
    in_article: dict[int, Counter[str]] = {}
    for item in facts:
        in_article.setdefault(item.article, Counter())[item.fact.value.canonical] += 1
    out = []
    for pair in found:
        left, right = facts[pair.left], facts[pair.right]
        one, other = in_article[left.article], in_article[right.article]
        same = one[left.fact.value.canonical] + other[right.fact.value.canonical] - 2
        out.append(same / max(1, one.total() + other.total() - 2))
    return np.array(out)


# What the top of an article dates is mostly the day itself: two dates there agree without being of one event.
# A sample of claims says nothing of their neighbours.
UNSEEN = {"time": ("prominence",), "claim": ("margin", "rivals")}
THRESHOLDS = {"claim": 0.3}  # what two claims say is judged by a model of its own, so more of them may be looked at
# Early counts of the dead and hurt differ although they are of one event. Of the pairs of such counts in labels.jsonl,
# 54 about one thing held 1 contradiction and 1 update, 35 about two held 7 and 8; one count is added to each.
# Dates written out on both sides are as hard to misread as figures, and are weighed as figures are: of the judged
# clashes of such dates across articles one was a conflict; the other six were stamps of the page, no longer read.
KNOWN = {
    "quantity": {
        "quantity.running-differs": -1.80,
        "quantity.running-fall": -1.80,
        "quantity.tally-differs": -1.80,
    },
    "time": {"time.dates-differ": -2.0},
}
# Two ages under one full name: all 11 such pairs across articles that were read were of one person.
RULES = {"quantity": {"quantity.age": -0.8, "quantity.running-update": -1.92, "quantity.injured-died": -1.92}}
CLAIM_RATES = 0.1, 0.9  # claims have no values to count agreement by: how far a judged verdict moves the alignment

AGREE = {Verdict.AGREEMENT: 1, Verdict.CONTRADICTION: 0, Verdict.DISPUTE: 0}


def fit(data: Path, out: Path) -> None:
    """Fit each kind, report figures of held-out stories on the hand labels, and write weights.json."""
    claims = claim_labels(out / "claims.jsonl")
    ready = prepare(data, {end for key in claims for end in key[1:]})
    words, labels = Words.load(encoding.models_folder()), dict(_labels(out / "labels.jsonl"))
    clashes = judged(out / "findings.jsonl")
    fitted: dict[str, Any] = {}
    for kind in ready.kinds:
        pairs = pairs_of(ready, kind, words)
        facts = ready.facts[kind.name]
        keys = [_key(kind.name, facts[p.left], facts[p.right]) for p in pairs.found]
        label = np.array([labels.get(key, -1) for key in keys])
        chance, truth = rates(pairs.agree, label)
        held_out = np.zeros(len(label))
        # a pair labelled by hand counts for many of which only the values are known
        target = np.where(label >= 0, np.where(label == 1, truth, chance), pairs.agree)
        weight = np.where(label >= 0, HAND, pairs.weight)
        used = target >= 0
        for fold in range(FOLDS):
            test = np.array([_fold(story) == fold for story in pairs.story])
            train = ~test & used
            model = Regression.fit(pairs.rows[train], target[train], weight[train])
            held_out[test] = model.weights(chance, truth).same(pairs.rows[test])
        final = Regression.fit(pairs.rows[used], target[used], weight[used]).weights(chance, truth)
        clash = np.array([clashes.get(key, -1) for key in keys])
        checked = np.array([_checked(story) for story in pairs.story])
        told = (clash >= 0) & (pairs.rule != "") & (held_out > 0) & ~checked
        expected = float(np.log((1 - truth) / (1 - chance)))
        fitted[kind.name] = {
            "intercept": final.intercept,
            "coefficients": dict(zip(FEATURES, final.coefficients, strict=True)),
            "chance": chance,
            "truth": truth,
            "rules": dict(evidence(held_out[told], clash[told], pairs.rule[told].tolist(), expected, KNOWN[kind.name])),
            "judged": {"clashes": int(told.sum()), "conflicts": int(clash[told].sum())},
            "pairs": int(used.sum()),
            "held_out": figures(held_out[label >= 0], label[label >= 0]),
        }
        print(kind.name, json.dumps(fitted[kind.name], indent=1))
    fitted["other"] = {k: v for k, v in fitted["quantity"].items() if k not in ("pairs", "judged", "held_out")}
    fitted["claim"] = fit_claims(ready, words, claims)
    path = out / "weights.json"
    for name, weights in fitted.items():
        weights["threshold"] = THRESHOLDS.get(name, 0.5)
        weights["rules"] = {**weights.get("rules", {}), **RULES.get(name, {})}
    path.write_text(json.dumps({"kinds": fitted}, indent=1) + "\n", encoding="utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (out / "digests.json").write_text(json.dumps({"weights.json": digest}, indent=1) + "\n", encoding="utf-8")


def claim_labels(path: Path) -> dict[tuple[Any, ...], int]:
    """Return whether labelled pairs of claims are about one thing: agree and contradict are, related is not."""
    same = {"agree": 1, "contradict": 1, "related": 0}
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {
        ("claim", *sorted((tuple(r["left"]), tuple(r["right"])))): same[r["label"]]
        for r in records
        if r["label"] in same
    }


def fit_claims(ready: Prepared, words: Words, labels: dict[tuple[Any, ...], int]) -> dict[str, Any]:
    """Fit the kind "claim" on hand labels alone."""
    kind, facts = ready.claims, ready.facts["claim"]
    found = [
        pair
        for pair in candidates(kind, facts, ready.embedded, ready.links, Scope.CROSS)
        if _key("claim", facts[pair.left], facts[pair.right]) in labels
    ]
    y = np.array([labels[_key("claim", facts[p.left], facts[p.right])] for p in found])
    rows = _seen(kind, features(kind, facts, ready.embedded, ready.links, found, words))
    stories = [ready.story[facts[p.left].article] for p in found]
    chance, truth = CLAIM_RATES
    target, weight = np.where(y == 1, truth, chance), np.ones(len(y))
    held_out = np.zeros(len(y))
    for fold in range(FOLDS):
        test = np.array([_fold(story) == fold for story in stories])
        model = Regression.fit(rows[~test], target[~test], weight[~test], penalty=1.0)
        held_out[test] = model.weights(chance, truth).same(rows[test])
    final = Regression.fit(rows, target, weight, penalty=1.0).weights(chance, truth)
    fitted = {
        "intercept": final.intercept,
        "coefficients": dict(zip(FEATURES, final.coefficients, strict=True)),
        "chance": chance,
        "truth": truth,
        "pairs": len(y),
        "held_out": figures(held_out, y),
    }
    print("claim", json.dumps(fitted, indent=1))
    return fitted


def rates(agree: np.ndarray, label: np.ndarray) -> tuple[float, float]:
    """Return how often the values agree among hand-labelled pairs of two things, and of one; one count is added."""
    out = []
    for same in (0, 1):
        told = agree[(label == same) & (agree >= 0)]
        out.append(round((float(told.sum()) + 1) / (len(told) + 2), 3))
    return out[0], out[1]


def _fold(story: str) -> int:
    return _number(story) % FOLDS


def _checked(story: str) -> bool:
    """Tell whether a story is of the half on which benchmarks/calibration.py checks what is fitted here."""
    return _number(story) % 2 == 1


def _number(story: str) -> int:
    return int(hashlib.sha256(story.encode()).hexdigest(), 16)


def _labels(path: Path) -> Iterator[tuple[tuple[Any, ...], int]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield (record["kind"], *sorted((tuple(record["left"]), tuple(record["right"])))), int(record["same"])


def _key(kind: str, left: Framed, right: Framed) -> tuple[Any, ...]:
    return (kind, *sorted((_end(left), _end(right))))


def _end(item: Framed) -> tuple[str, int, int]:
    # labels name an article by its text as published, before a headline is added
    published = item.fact.statement.article.path.rpartition(" ")[2]
    return published, item.fact.span.start, item.fact.span.end


def figures(probability: np.ndarray, y: np.ndarray) -> dict[str, Any]:
    """Return counts, average precision, and precision and recall at a few thresholds."""
    ranked = y[np.argsort(-probability, kind="stable")]
    reached = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    at = {}
    for threshold in (0.3, 0.5, 0.7, 0.9):
        called = probability >= threshold
        hits = int((called & (y == 1)).sum())
        at[str(threshold)] = [round(hits / max(1, int(called.sum())), 3), round(hits / max(1, int(y.sum())), 3)]
    return {
        "pairs": len(y),
        "same": int(y.sum()),
        "average precision": round(float((reached * ranked).sum() / max(1, ranked.sum())), 3),
        "precision and recall at": at,
    }


def sample(data: Path, out: Path) -> None:
    """Write pairs for an annotator, as many from each range of the present score, in random order."""
    ready, chooser = prepare(data, set()), random.Random(1)
    present, words = SameThing.load(encoding.models_folder()), Words.load(encoding.models_folder())
    chosen: list[dict[str, Any]] = []
    for kind in ready.kinds:
        pairs, facts = pairs_of(ready, kind, words), ready.facts[kind.name]
        scores = present.of(kind.name).same(pairs.rows)
        taken: Counter[Any] = Counter()
        for n in chooser.sample(range(len(scores)), len(scores)):
            left, right = facts[pairs.found[n].left], facts[pairs.found[n].right]
            part, ends = bisect(BINS, scores[n]), (left.article, right.article)
            if taken[part] < PER_BIN and taken[ends] < PER_ARTICLES:
                taken.update([part, ends])
                chosen.append({"kind": kind.name, "left": _shown(left), "right": _shown(right)})
    chooser.shuffle(chosen)
    with out.open("w", encoding="utf-8") as lines:
        for number, item in enumerate(chosen):
            lines.write(json.dumps({"n": number, **item}, ensure_ascii=False) + "\n")
    print(f"{len(chosen)} pairs written to {out}")


def _shown(item: Framed) -> dict[str, Any]:
    fact, text, span = item.fact, item.fact.statement.article.text, item.fact.statement.span
    marked = f"{text[span.start : fact.span.start]}>>>{fact.surface}<<<{text[fact.span.end : span.end]}"
    return {
        "article": fact.statement.article.id,
        "start": fact.span.start,
        "end": fact.span.end,
        "title": fact.statement.article.title,
        "published": str(fact.statement.article.published),
        "before": " ".join(text[max(0, span.start - 300) : span.start].split()),
        "sentence": " ".join(marked.split()),
        "about": fact.about,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("sample", "fit"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    (sample if options.what == "sample" else fit)(options.data, options.out)


if __name__ == "__main__":
    main()
