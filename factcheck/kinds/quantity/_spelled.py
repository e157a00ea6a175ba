"""Names of people as a sentence spells them: hyphens and initials inside, the nickname between left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.kinds.quantity._tokens import HYPHENS, WORD, Token, as_written
from factcheck.kinds.quantity._words import Vocabulary

_LONGEST = 6  # tokens of a name
_NICKNAME = 4  # tokens of one
_OPENING = {"”": "“", '"': '"', "’": "‘"}
_CLOSING = {opening: closing for closing, opening in _OPENING.items()}
_QUOTED = re.compile(r"\s+(?:“[^”]*”|\"[^\"]*\"|‘[^’]*’)(?=\s)")


class Spelled:
    """Reads names by their capitals."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._function = vocabulary.words("function", "words")
        self._weekdays = vocabulary.words("context", "weekdays")

    def capital(self, token: Token) -> bool:
        """Tell whether a word may be part of a name."""
        capital = token.kind == WORD and token.text[:1].isupper()
        named = token.lower not in self._function or token.lower in ("north", "south", "east", "west")
        return capital and named and token.lower not in self._weekdays

    def before(self, tokens: Sequence[Token], last: int) -> str:
        """Return the name that ends at token `last`, empty where that is no part of one."""
        at, reach = last, last - _LONGEST
        while at >= 0 and at > reach:
            opening = self._opening(tokens, at) if at < last else 0
            if opening:
                reach -= at - opening + 1
                at = opening - 1
                continue
            inner = at < last and tokens[at].text in (".", "-") and at and len(tokens[at - 1].text) <= 3
            if not (self.capital(tokens[at]) or inner or _hyphened(tokens, at, last)):
                break
            at -= 1
        while at + 1 <= last and tokens[at + 1].kind != WORD:
            at += 1
        return _QUOTED.sub("", as_written(tokens, at + 1, last + 1)) if at < last else ""

    def after(self, tokens: Sequence[Token], start: int) -> tuple[str, int]:
        """Return the name that begins at token `start`, and the token behind it; empty where that begins none."""
        at, reach = start, start + _LONGEST
        while at < min(len(tokens), reach):
            closing = self._closing(tokens, at) if at > start else 0
            if closing:
                reach += closing - at + 1
                at = closing + 1
                continue
            short = at > start and tokens[at].text in (".", "-") and tokens[at].glued and len(tokens[at - 1].text) <= 2
            if not (self.capital(tokens[at]) or short or (at > start and _joins(tokens, at))):
                break
            at += 1
        return _QUOTED.sub("", as_written(tokens, start, at)) if at > start else "", at

    def _opening(self, tokens: Sequence[Token], closing: int) -> int:
        """Return the token that opens the nickname which token `closing` closes, 0 for none: Ivo “the Cat” Lenz."""
        mark = _OPENING.get(tokens[closing].text)
        for at in range(closing - 1, max(0, closing - _NICKNAME - 2), -1):
            if tokens[at].text == mark:
                return at if at + 1 < closing and self.capital(tokens[at - 1]) else 0
            if tokens[at].kind != WORD and tokens[at].text not in HYPHENS:
                return 0
        return 0

    def _closing(self, tokens: Sequence[Token], opening: int) -> int:
        """Return the token that closes the nickname which token `opening` opens, 0 where no name goes on behind it."""
        mark = _CLOSING.get(tokens[opening].text)
        for at in range(opening + 1, min(len(tokens) - 1, opening + _NICKNAME + 2)):
            if tokens[at].text == mark:
                return at if self._opening(tokens, at) == opening and self.capital(tokens[at + 1]) else 0
        return 0


def _hyphened(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Tell whether token `at` is a half of "Do-yun", whose first half may be an English word, or joins "Lenz-Moss"."""
    first = at < last and tokens[at].text[:1].isupper() and tokens[at + 1].text == "-" and tokens[at + 1].glued
    joined = at > 1 and tokens[at].glued and tokens[at].kind == WORD and tokens[at - 1].text == "-"
    half = joined and tokens[at - 1].glued and tokens[at - 2].text[:1].isupper()
    return first or half or (0 < at < last and _joins(tokens, at))


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether token `at` is the hyphen of "Lenz-Moss"."""
    if tokens[at].text not in HYPHENS or not tokens[at].glued or at + 1 >= len(tokens):
        return False
    return tokens[at + 1].glued and all(token.text[:1].isupper() for token in (tokens[at - 1], tokens[at + 1]))
