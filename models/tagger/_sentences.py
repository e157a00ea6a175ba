"""The training sentences: running text again from tokens, and for each word the labels its source leaves possible."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from _features import LABELS
from _sets import LEFT_OUT

TYPES = ("PER", "ORG", "LOC", "MISC")
_CLOSING = re.compile(r"[,.;:!?)\]}%”]+|n['’]t|['’](s|re|ve|ll|d|m)?|''", re.IGNORECASE)
_OPENING = re.compile(r"[(\[{$£€“]|``")
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Text, gold spans (start, end, type), the types its source annotates, and where it is from.

    `document` is empty where the source does not tell it.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]
    known: frozenset[str]
    source: str
    split: str
    document: str = ""


def sentences(path: Path) -> Iterator[Sentence]:
    """Sentences of a JSON Lines file of tokens and BIO tags."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["src"] not in LEFT_OUT:
                text, places = running_text(row["tokens"])
                spans = tuple(gold_spans(row["tags4"], places))
                known = frozenset(row["known"]) & frozenset(TYPES)
                yield Sentence(text, spans, known, row["src"], row.get("split", "eval"), row.get("doc", ""))


def running_text(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens joined as an article would print them, and each token's start and end."""
    text, places, glued = "", [], True
    for token in tokens:
        token = _BRACKETS.get(token, token)
        if not glued and not _CLOSING.fullmatch(token):
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
        glued = bool(_OPENING.fullmatch(token))
    return text, places


def gold_spans(tags: Sequence[str], places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Spans of BIO tags; a tag that continues nothing begins a span."""
    begun: tuple[int, int, str] | None = None
    for tag, (start, end) in zip(tags, places, strict=True):
        kind = tag[2:]
        if begun and tag.startswith("I-") and kind == begun[2]:
            begun = (begun[0], end, kind)
            continue
        if begun:
            yield begun
        begun = (start, end, kind) if kind else None
    if begun:
        yield begun


def possible(sentence: Sentence, words: Sequence[tuple[int, int, int]]) -> list[list[bool]]:
    """For each word, which labels its gold allows: one, unless the source leaves types unmarked."""
    unknown = [kind for kind in TYPES if kind not in sentence.known]
    free = [label == "O" or label[2:] in unknown for label in LABELS]
    rows = []
    for _, start, end in words:
        span = next((s for s in sentence.spans if s[0] < end and start < s[1]), None)
        if span is None or (span[2] in unknown and span[2] == "MISC"):
            rows.append(free)
        else:
            gold = ("B-" if start <= span[0] else "I-") + span[2]
            rows.append([label == gold for label in LABELS])
    return rows
