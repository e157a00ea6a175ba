"""Two facts that words alone show to be about one thing: of one person named in both, or in one clause that both tell.

Neither features nor models are asked then. How much it is worth still depends on the story: factcheck/alignment.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from factcheck.entities import PER, name_likeness
from factcheck.features import Candidate
from factcheck.frames import Framed
from factcheck.kinds import Kind
from factcheck.model import Fact

_WORDS_ENOUGH = 6  # the masked value among them
_WORD = re.compile(r"\w+")


def named(kind: Kind, a: Fact, b: Fact) -> float:
    """How surely two facts belong to one person named in both, 0 to 1; 0 when names do not settle it."""
    return name_likeness(a.about, b.about, PER) if kind.named(a) and kind.named(b) else 0.0


def settled(kind: Kind, framed: Sequence[Framed], found: Sequence[Candidate]) -> list[float]:
    """How surely names or a wording in common settle it for each pair, 0 to 1; 0 when they do not."""
    alone = _alone(framed)
    ends = [(framed[pair.left], framed[pair.right], {pair.left, pair.right} <= alone) for pair in found]
    return [max(named(kind, a.fact, b.fact), _verbatim(a, b) if once else 0.0) for a, b, once in ends]


def _alone(framed: Sequence[Framed]) -> set[int]:
    """Return the facts whose clause, its value apart, their article says of no other value."""
    values: dict[tuple[int, str], set[str]] = {}
    for item in framed:
        values.setdefault((item.article, _wording(item.frame.clause)), set()).add(item.fact.value.canonical)
    return {n for n, item in enumerate(framed) if len(values[item.article, _wording(item.frame.clause)]) == 1}


def _verbatim(a: Framed, b: Framed) -> float:
    """Tell, 1 or 0, whether two clauses are the same words, their values apart: a text and its corrected version."""
    words = _wording(a.frame.clause)
    return float(words == _wording(b.frame.clause) and len(words.split()) > _WORDS_ENOUGH)


@lru_cache(maxsize=10_000)
def _wording(clause: str) -> str:
    return " ".join(_WORD.findall(clause.casefold()))
