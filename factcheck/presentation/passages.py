"""A side in its context, and the words in which two sides differ."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from factcheck.identity import normal
from factcheck.model import Finding, Side

_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST = 400  # words from which on two statements are not compared: the matcher is quadratic
_ALIKE = 0.3  # share of common words below which marking what differs would mark nearly everything


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a statement: whether it belongs to the value, and whether the other statement lacks it."""

    text: str
    value: bool = False
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A side's statement as runs, with what the article says before and after it."""

    before: str
    runs: tuple[Run, ...]
    after: str
    cut_before: bool
    cut_after: bool


def passage(side: Side, other: Side | None = None, width: int = 240) -> Passage:
    """Return the side with about `width` characters of context on each hand, marked against `other`."""
    text, span = side.article.text, side.span
    start, end = _left(text, span.start, width), _right(text, span.end, width)
    return Passage(
        before=text[start : span.start],
        runs=runs(side, other),
        after=text[span.end : end],
        cut_before=start > 0,
        cut_after=end < len(text),
    )


def _left(text: str, at: int, width: int) -> int:
    if at <= width:
        return 0
    blank = text.find(" ", at - width, at)
    return at - width if blank < 0 else blank + 1


def _right(text: str, at: int, width: int) -> int:
    if at + width >= len(text):
        return len(text)
    blank = text.rfind(" ", at, at + width)
    return at + width if blank < 0 else blank


def runs(side: Side, other: Side | None = None) -> tuple[Run, ...]:
    """Cut the side's statement where the value begins and ends and where it differs from `other`."""
    text = side.text
    first = max(0, min(side.value_span.start - side.span.start, len(text)))
    last = max(first, min(side.value_span.end - side.span.start, len(text)))
    odd = differing(text, other.text) if other is not None else ()
    cuts = sorted({0, first, last, len(text), *(at for span in odd for at in span)})
    return tuple(
        Run(text[a:b], value=first <= a and b <= last, differs=any(s <= a and b <= e for s, e in odd))
        for a, b in itertools.pairwise(cuts)
    )


def differing(text: str, other: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of `text` whose words `other` does not have in that order; () when they share too little.

    Case and the shape of quotation marks make no difference.
    """
    mine, theirs = list(_WORD.finditer(text)), [normal(m[0]) for m in _WORD.finditer(other)]
    if not mine or not theirs or max(len(mine), len(theirs)) > _LONGEST:
        return ()
    matcher = SequenceMatcher(None, [normal(m[0]) for m in mine], theirs, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return ()
    return tuple(_spans(mine, matcher.get_matching_blocks()))


def _spans(words: Sequence[re.Match[str]], blocks: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    at = 0
    for start, _, size in blocks:
        if start > at:
            yield words[at].start(), words[start - 1].end()
        at = start + size


def opposed(finding: Finding) -> tuple[int, int]:
    """Return the two sides, by index, that a reader should see first: the pair with the gravest verdict.

    Raises ValueError for a finding without two sides, which the pipeline never makes.
    """
    if len(finding.sides) < 2:
        raise ValueError(f"finding {finding.fingerprint} has {len(finding.sides)} side(s), not two")
    own = [p for p in finding.pairs if p.verdict is finding.verdict]
    known = own or sorted(finding.pairs, key=lambda p: -p.verdict.rank)
    told = [p for p in known if p.reason == finding.reason] or known
    return (told[0].left, told[0].right) if told else (0, 1)
