"""The development sets and the held-out written stories made ready for alignment, and the labels of their pairs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import _sets
from _files import rows
from _marked import Marks, held, key_at, plain
from _marked import stories as written_stories
from _sets import READ, SETS

from factcheck import encoding, kinds, statements
from factcheck.config import Config
from factcheck.entities import default_tagger, resolve
from factcheck.frames import Embedded, Framed, framed, texts_of
from factcheck.kinds import Kind
from factcheck.model import Article
from factcheck.readers.headlines import headlined
from factcheck.stories import StoryModel, date_undated, lead

KINDS = ("quantity", "time")
WRITTEN, PLANTED = "written", "planted"
STORIES = Path(__file__).parents[2] / "benchmarks" / "stories"
SAME = {"agree": 1, "contradict": 1, "related": 0}  # what a label of two claims says of their being about one thing

Key = tuple[Any, ...]  # the kind, and both ends in order


@dataclass(frozen=True)
class Prepared:
    """The articles made ready: the story of each, and the facts of each kind.

    `answers` tells, of facts in written stories by their end, which question they answer.
    """

    story: list[str]
    links: dict[tuple[int, int], float]
    facts: dict[str, list[Framed]]
    embedded: Embedded
    kinds: tuple[Kind, ...]
    claims: Kind
    answers: dict[Any, str] = field(default_factory=dict)


def articles(data: Path) -> Iterator[tuple[str, Article]]:
    """Yield every article of the development sets with the name of its story; its path is its text's digest."""
    for name in SETS:
        yield from ((story, _read(_sets.article(record))) for story, record in _sets.records(data, name))


def written() -> Iterator[tuple[str, Article, Marks]]:
    """Yield every article of the written stories that no model is trained on, with its marks."""
    for record in written_stories():
        if held(record):
            for number, outlet in enumerate(record["outlets"]):
                bare, marks = plain(record["id"], number, outlet)
                read = headlined(bare)
                yield f"{WRITTEN}:{record['id']}", replace(read, path=read.id), marks


def planted() -> Iterator[tuple[str, Article, Marks]]:
    """Yield every article of the stories with known conflicts that may be read; nothing is fitted on them."""
    for name in READ:
        for record in rows(STORIES / f"{name}.jsonl"):
            for item in record["articles"]:
                yield f"{PLANTED}:{record['id']}", _read(_sets.article({**item, "published": item["date"]})), ()


def _read(published: Article) -> Article:
    """Return the article as the program reads it, with the digest of its text as published for a path."""
    return replace(headlined(published), path=published.id)


def prepare(data: Path, claimed: set[Any]) -> Prepared:
    """Read, split, find and embed; of the claims only those at `claimed`, article and offsets."""
    config, encoder = Config(), encoding.bundled()
    told = list(articles(data))
    read = [replace(article, path=f"{n:05} {article.path}") for n, (_, article) in enumerate(told)]
    links = StoryModel.load(encoding.models_folder()).link(read, encoder.encode([lead(a) for a in read]))
    added = [*written(), *planted()]
    marks = {article.path: marks for _, article, marks in added}
    told += [
        (story, replace(article, path=f"{n:05} {article.path}"))
        for n, (story, article, _) in enumerate(added, len(told))
    ]
    said = [statements.split(a, config) for a in (*date_undated(read, links), *(a for _, a in told[len(read) :]))]
    flat = [statement for own in said for statement in own]
    entities = iter(resolve(flat, default_tagger(config).tag(flat)))
    in_article = [{statement.index: next(entities) for statement in own} for own in said]
    used = kinds.load(replace(config, kinds=KINDS))
    (claims,) = kinds.load(replace(config, kinds=("claim",)))
    facts = {
        k.name: [f for n, own in enumerate(said) for f in framed(n, k.find(own), own, in_article[n])]
        for k in (*used, claims)
    }
    facts["claim"] = [f for f in facts["claim"] if end_of(f) in claimed]
    texts = texts_of([f for own in facts.values() for f in own])
    embedded = Embedded({text: row for row, text in enumerate(texts)}, encoder.encode(texts))
    answers = {
        end_of(f): key_at(f.fact.span, marks[end_of(f)[0]])
        for k in used
        for f in facts[k.name]
        if f.article >= len(read)
    }
    story = [name for name, _ in told]
    return Prepared(story, {**links.scores, **_known(story, len(read))}, facts, embedded, used, claims, answers)


def _known(story: list[str], first: int) -> dict[tuple[int, int], float]:
    """Return the pairs of written articles, which start at `first`, of one story."""
    own: dict[str, list[int]] = {}
    for number in range(first, len(story)):
        own.setdefault(story[number], []).append(number)
    return {pair: 1.0 for numbers in own.values() for pair in combinations(numbers, 2)}


# --- labels ---


def labels(path: Path) -> dict[Key, int]:
    """Return 1 for pairs that are about one thing and 0 for others, by kind and both ends; unclear ones are left out.

    A line holds `same`, or a `label` of `SAME`.
    """
    told = ((r, int(r["same"]) if "same" in r else SAME.get(r["label"])) for r in rows(path))
    return {key(r["kind"], tuple(r["left"]), tuple(r["right"])): same for r, same in told if same is not None}


def key(kind: str, left: tuple[str, int, int], right: tuple[str, int, int]) -> Key:
    """Return what a pair is found again by."""
    return (kind, *sorted((left, right)))


def key_of(kind: str, left: Framed, right: Framed) -> Key:
    """Return the key of two facts."""
    return key(kind, end_of(left), end_of(right))


def end_of(item: Framed) -> tuple[str, int, int]:
    """Return where a fact stands: its article's digest and its offsets."""
    # labels name an article by its text as published, before a headline is added
    published = item.fact.statement.article.path.rpartition(" ")[2]
    return published, item.fact.span.start, item.fact.span.end
