"""Paragraph -> sentences: syntok's boundaries, then what it misses or breaks, repaired."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from syntok import segmenter
from syntok.tokenizer import Tokenizer

from factcheck.statements._furniture import HALF_DAY
from factcheck.statements._layout import BREAK, CLOSERS, FINAL, trim

_OPENING = "\"'“‘«([„"
_LAST_WORD = re.compile(r"(?:[^\W\d_]|\d)(?:[\w.’'&-]{0,30})$")
_FIRST_WORD = re.compile(r"[\"'“‘«(\[„\s]*([\w’'-]+)")
_DOTTED = re.compile(r"(?:[A-Za-z]\.){2,}$")
_INITIAL = re.compile(r"(?:^|[\s(“\"‘'.-])[A-Z]\.$")
_DAY_NUMBER = re.compile(r"(?:^|\s)\d{1,2}\.$")
_STOP = re.compile(r"[.!?…]+[\"”’»)\]]{0,3}\s+(?=[\"“‘«(\[„]?[A-Z0-9])")
# a final sign with no space after it: "talks.He", "talks.“We", but not "example.Com/News", "U.S.Army", "J.R.Pell"
_GLUED_STOP = re.compile(r"(?<![\w./@:-])([^\W\d_][\w’'-]*)([.!?]+)([\"”’)]?)(?=[\"“‘(]?[A-Z][\w’']*(?![\w.]*[/@.]\w))")
# no sign at all between two sentences: "is not thinking There have been"
_GLUED_START = re.compile(r"(?<=\s)([a-z][\w’'-]{2,})\s+(There|The|He|She|It|They|We|This|These|Those)\s+(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words whose full stop does not end a sentence.

    `titles` stand before a name ("Sen."), `numbered` before a number ("No. 5"), `inner` inside a sentence ("e.g."),
    `final` may end one ("Inc."). `starters` are words that open a sentence when they have a capital, `linking` words
    after which none starts without a sign between. `zones`, `months` and `days` go on after "9 a.m.".
    """

    titles: frozenset[str]
    numbered: frozenset[str]
    inner: frozenset[str]
    final: frozenset[str]
    domains: frozenset[str]
    starters: frozenset[str]
    linking: frozenset[str]
    zones: frozenset[str]
    months: frozenset[str]
    days: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Abbreviations:
        """Read the table `abbreviations` of the lexicon."""
        return cls(**{name: frozenset(word.casefold() for word in table[name]) for name in cls.__slots__})


def sentences(plain: str, start: int, end: int, known: Abbreviations) -> list[tuple[int, int]]:
    """Split `plain[start:end]`, one paragraph, into trimmed sentences; offsets count in `plain`."""
    text = BREAK.sub(_blank, plain[start:end])
    cuts = {cut for cut in _syntok_cuts(text) if _holds(text, cut, known)}
    cuts |= {found.end() for found in _GLUED_STOP.finditer(text) if _separates(found, text, known)}
    cuts |= {found.start(2) for found in _GLUED_START.finditer(text) if found.group(1) not in known.linking}
    cuts |= set(_missed(text, known))
    cuts = {_past_closer(text, cut) for cut in cuts if 0 < cut < len(text)}
    edges = sorted({0, len(text), *cuts})
    pieces = [trim(text, a, b) for a, b in pairwise(edges)]
    return [(start + a, start + b) for a, b in _kept_together(text, [(a, b) for a, b in pieces if a < b])]


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _syntok_cuts(text: str) -> list[int]:
    tokens = Tokenizer(replace_not_contraction=False).tokenize(text, 0)
    return [sentence[0].offset for sentence in segmenter.segment(tokens)]


def _neighbours(text: str, cut: int) -> tuple[str, str, str]:
    """Return what stands before the cut (at most 60 characters), and the last and first words about it."""
    before = text[max(0, cut - 60) : cut].rstrip()
    last = _LAST_WORD.search(before)
    first = _FIRST_WORD.match(text, cut, min(len(text), cut + 60))
    return before, last.group() if last else "", first.group(1) if first else ""


def _holds(text: str, cut: int, known: Abbreviations) -> bool:
    """Tell whether a boundary found by syntok is one."""
    before, last, first = _neighbours(text, cut)
    if not before or before[-1] == ";":
        return False
    if first[:1].islower() and text[cut : cut + 1] not in _OPENING:
        return False
    return not (before[-1] == "." and _bound(before, last, first, known))


def _bound(before: str, last: str, first: str, known: Abbreviations) -> bool:
    """Tell whether the full stop at the end of `before` belongs to its word, and the sentence goes on."""
    word, following = last.rstrip(".").casefold(), first.casefold()
    if word in known.titles and first[:1].isupper():
        return True
    if word in known.inner:
        return True
    if word in known.numbered and first[:1].isdigit():
        return True
    if word in known.months and word != "may" and _is_day(first):
        return True
    if _DAY_NUMBER.search(before) and following in known.months:
        return True
    if HALF_DAY.search(before):
        zone = following in known.zones or (first.isupper() and 1 < len(first) <= 4 and following not in known.starters)
        return zone or following in known.days or following in known.months or first[:1].isdigit()
    if following in known.starters:
        return False
    if _INITIAL.search(before) or _DOTTED.search(before):
        return first[:1].isupper()
    return word in known.final and first[:1].isdigit()


def _is_day(word: str) -> bool:
    """Tell whether a word may be the day of a month."""
    return word.isascii() and word.isdigit() and len(word) < 5 and int(word) <= 31


def _separates(found: re.Match[str], text: str, known: Abbreviations) -> bool:
    word = found.group(1)
    following = _FIRST_WORD.match(text, found.end())
    after = following.group(1) if following else ""
    if found.group(2) == "." and (len(word) < 2 or not word[-1].islower() or word.casefold() in known.titles):
        return False
    return after.casefold() not in known.domains and (len(after) == 1 or after[1:].islower())


def _missed(text: str, known: Abbreviations) -> list[int]:
    """Find the boundaries that syntok passes over: after "a.m.", "Inc.", "U.S." before a word that opens a sentence."""
    out: list[int] = []
    for found in _STOP.finditer(text):
        before, last, first = _neighbours(text, found.end())
        if before[-1] in CLOSERS:
            continue
        sure = first[:1].isupper() and (first.casefold() in known.starters or bool(HALF_DAY.search(before)))
        word = last.rstrip(".").casefold()
        if before[-1] == "…" or before.endswith(".."):
            if sure:
                out.append(found.end())
        elif before[-1] == "." and first[:1].isdigit() and word.isalpha() and len(word) > 3 and last[:1].islower():
            if not _bound(before, last, first, known):
                out.append(found.end())
        elif before[-1] == "." and sure and not _bound(before, last, first, known) and word not in known.titles:
            out.append(found.end())
    return out


def _past_closer(text: str, cut: int) -> int:
    """Move a boundary behind a closing sign that syntok left to the next sentence: '" He' and '” He'."""
    return cut + 1 if text[cut] in '"”’»)]' and text[cut + 1 : cut + 2].isspace() else cut


def _kept_together(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what is no sentence of its own to its neighbour: pieces without letter or digit, and "?” he asked"."""
    out: list[tuple[int, int]] = []
    for a, b in pieces:
        piece = text[a:b]
        bare = not any(sign.isalnum() for sign in piece)
        tail = bool(out) and piece[0].islower() and text[out[-1][1] - 1] not in FINAL
        if out and (bare or tail):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out
