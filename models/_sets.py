"""The development sets: articles of several outlets on one story, as published; and what no model may be taught."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from _files import rows

from factcheck.model import Article, Origin

SETS = ("gva", "wikinews", "allsides")
LEFT_OUT = frozenset({"gmb_clean"})  # of train/ner/mix_commercial: silver labels under no stated licence
READ = ("courts", "talks")  # the files of benchmarks/stories that may be read for errors; the others are counted only


def records(data: Path, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each article of a set, in the order of its file, with the name of its story: set, colon, story."""
    if name == "gva":
        yield from ((f"gva:{row['story']}", row) for row in rows(data / "eval" / "gva.articles.jsonl.gz"))
        return
    key = {"wikinews": "event", "allsides": "cluster"}[name]
    for row in rows(data / "eval" / f"{name}.clusters.jsonl.gz"):
        yield from ((f"{name}:{row[key]}", item) for item in row["articles"])


def article(record: dict[str, Any], path: str = "") -> Article:
    """Return the article that a record holds, without its headline in the text."""
    published = date.fromisoformat(record["published"][:10]) if record.get("published") else None
    return Article(
        path,
        record["text"],
        source=record.get("source") or record.get("outlet") or "",
        title=record.get("title") or "",
        url=record.get("url") or "",
        published=published,
        published_from=Origin.FIELD if published else Origin.UNKNOWN,
    )
