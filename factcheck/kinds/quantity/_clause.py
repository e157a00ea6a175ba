"""The clause that a value stands in, as words: what another clause of the sentence tells is told of something else."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.model import Fact

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_BREAK = re.compile(
    r"[,;:](?=\s)|[()“”\"!?—–]|\s-\s"
    r"|\b(?:but|who|whom|whose|which|where|while|whereas|although|though|because)\b"
)
_LEADING = 4  # words of a phrase that opens a sentence before its comma: "In the first quarter of 2024,"

Words = tuple[str, ...]


def clause(fact: Fact) -> tuple[Words, Words]:
    """Return the words before and after a fact's value, as written, without what commas or another clause cut off.

    A short phrase that opens the sentence belongs to all of it.
    """
    start = fact.statement.span.start
    return _cut(fact.statement.text, fact.span.start - start, fact.span.end - start)


@lru_cache(maxsize=20_000)
def _cut(text: str, first: int, last: int) -> tuple[Words, Words]:
    pieces = _BREAK.split(text[:first])
    before = _words(pieces[-1])
    opening = _words(pieces[0])
    if len(pieces) > 1 and 0 < len(opening) <= _LEADING + 2:
        before = (*opening, *before)
    return before, _words(_BREAK.split(text[last:], maxsplit=1)[0])


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text))
