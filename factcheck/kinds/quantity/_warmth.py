"""Temperatures whose degrees are left out: "temperatures fell to minus eight", "peaked at nearly 44"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.kinds.quantity._tokens import WORD, Token

HOTTEST = 60  # degrees: what a day or a night may have
_REACH = 14  # tokens between "temperatures" and a number without its degrees
_TOLD = ("temperature", "temperatures", "mercury", "thermometer", "thermometers")
_NEARLY = ("nearly", "almost", "about", "around", "just", "only", "above", "below", "over", "under")
_REACHED = ("to", "of", "at", "reached", "hit", "was", "is", "were", "are", "touched", "topped")
_WHEN = ("on", "in", "at", "overnight", "tonight", "today", "tomorrow", "yesterday", "last", "this", "by", "and", "but")
_PREPOSITIONS = ("in", "at", "on", "across", "over", "around", "during", "for", "near", "of")


def warm(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the bare number at tokens `start` to `end` is what the sentence's temperature was."""
    after = tokens[end] if end < len(tokens) else None
    closed = (
        after is None or (after.kind == WORD and after.lower in _WHEN) or after.text in (".", ",", ";", ")", "”", '"')
    )
    at = start - 1
    while at > max(0, start - _REACH) and tokens[at].lower in _NEARLY:
        at -= 1
    if not closed or at < 1 or tokens[at].lower not in _REACHED:
        return False
    for back in range(at - 1, max(-1, at - _REACH), -1):
        word = tokens[back].lower
        if word in _TOLD:
            return True
        another = (
            word in ("the", "a", "an", "his", "her", "their", "its") and tokens[back - 1].lower not in _PREPOSITIONS
        )
        if another or word in (".", ";", ":"):
            return False  # "at such temperatures the number of the hurt rose to 12"
    return False
