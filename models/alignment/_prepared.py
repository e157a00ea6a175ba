"""The development sets made ready for alignment, and the labels given by hand to pairs of their facts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from factcheck import encoding, kinds, statements
from factcheck.config import Config
from factcheck.entities import default_tagger, resolve
from factcheck.frames import Embedded, Framed, framed, texts_of
from factcheck.kinds import Kind
from factcheck.model import Article, Origin
from factcheck.readers.headlines import headlined
from factcheck.stories import StoryModel, date_undated, lead

KINDS = ("quantity", "time")
SAME = {"agree": 1, "contradict": 1, "related": 0}  # what a label of two claims says of their being about one thing

Key = tuple[Any, ...]  # the kind, and both ends in order


@dataclass(frozen=True)
class Prepared:
    """The development sets made ready: the story of each article, and the facts of each kind."""

    story: list[str]
    links: dict[tuple[int, int], float]
    facts: dict[str, list[Framed]]
    embedded: Embedded
    kinds: tuple[Kind, ...]
    claims: Kind


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
    facts["claim"] = [f for f in facts["claim"] if end_of(f) in claimed]
    texts = texts_of([f for own in facts.values() for f in own])
    embedded = Embedded({text: row for row, text in enumerate(texts)}, encoder.encode(texts))
    return Prepared([story for story, _ in told], dict(links.scores), facts, embedded, used, claims)


# --- labels ---


def labels(path: Path) -> dict[Key, int]:
    """Return 1 for pairs that are about one thing and 0 for others, by kind and both ends; unclear ones are left out.

    A line holds `same`, or a `label` of `SAME`.
    """
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    told = ((r, int(r["same"]) if "same" in r else SAME.get(r["label"])) for r in records)
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
