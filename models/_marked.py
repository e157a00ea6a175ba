"""Stories written for training, in models/questions/written: each value marked with the question that it answers."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from factcheck.model import Article, Origin, Span

FOLDER = Path(__file__).parent / "questions" / "written"
HELD = 8  # one story in so many is held out
_MARK = re.compile(r"\[\[(\w+)\|([^\[\]|]+)\]\]")

Marks = Sequence[tuple[Span, str]]


def stories() -> Iterator[dict]:
    """Yield the records of every file, in order."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def held(record: dict) -> bool:
    """Tell, by a hash of its id, whether a story is never trained on."""
    return int(hashlib.sha256(record["id"].encode()).hexdigest(), 16) % HELD == 0


def plain(story: str, number: int, outlet: dict) -> tuple[Article, Marks]:
    """Return the text without its marks, and where they stood."""
    text, marks, at = "", [], 0
    for mark in _MARK.finditer(outlet["text"]):
        text += outlet["text"][at : mark.start()]
        marks.append((Span(len(text), len(text) + len(mark[2])), mark[1]))
        text, at = text + mark[2], mark.end()
    text += outlet["text"][at:]
    published = date.fromisoformat(outlet["date"])
    return Article(f"{story}/{number}", text, outlet["title"], published=published, published_from=Origin.FIELD), marks


def key_at(span: Span, marks: Marks) -> str:
    """Return the question that the value at `span` answers; "" when none was marked there, or two."""
    keys = {key for mark, key in marks if mark.overlaps(span)}
    return keys.pop() if len(keys) == 1 else ""
