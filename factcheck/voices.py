"""How many independent sources a finding has: one outlet is one voice, and so is one text in several outlets."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from factcheck.identity import normal
from factcheck.model import Side

_COPIED = 95.0  # similarity in per cent from which two statements are one text in two places
_LONG_ENOUGH = 60  # shorter statements are alike by chance


def voices(sides: Sequence[Side]) -> int:
    """Count independent sources among the sides of a finding."""
    distinct: list[Side] = []
    for side in sides:
        if not any(_same_voice(side, other) for other in distinct):
            distinct.append(side)
    return len(distinct)


def _same_voice(a: Side, b: Side) -> bool:
    if a.article.label == b.article.label:
        return True
    one, other = normal(a.text), normal(b.text)
    long_enough = min(len(one), len(other)) >= _LONG_ENOUGH
    return one == other or (long_enough and fuzz.ratio(one, other) >= _COPIED)
