"""Words, numbers and marks of a sentence with their offsets: what the quantity grammar reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

NUMBER = "number"
WORD = "word"
MARK = "mark"
HYPHENS = ("-", "‐", "‑")
DASHES = (*HYPHENS, "–", "—")

# Each alternative consumes what it looks at or is bounded, so the scan is linear whatever the text.
_WORDS = r"|(?P<word>(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<mark>[^\w\s]|_)"
_POINT = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:, 000){1,4}(?!\d)"  # three zeros are no number of their own
    r"|\d{1,2}(?:,\d{2}){1,6},\d{3}(?!\d)(?:\.\d+)?"  # lakhs and crores
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+)?|(?<![\w.])\.\d+)" + _WORDS
)
_COMMA = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)(?:,\d+)?"
    r"|\d+(?:,\d+)?)" + _WORDS
)
_GROUPING = {".": str.maketrans("", "", ", \u00a0\u202f\u2009"), ",": str.maketrans(",", ".", ".\u00a0\u202f\u2009")}


class Token(NamedTuple):
    """A stretch of text; `glued` tells that nothing stands between it and the token before."""

    kind: str
    text: str
    lower: str
    start: int
    end: int
    glued: bool


def tokenize(text: str, decimal: str = ".") -> list[Token]:
    """Split `text` into tokens; `decimal` is the decimal sign its numbers use."""
    tokens: list[Token] = []
    end = -1
    for match in (_POINT if decimal == "." else _COMMA).finditer(text):
        surface = match.group()
        start = match.start()
        tokens.append(Token(match.lastgroup or MARK, surface, surface.lower(), start, match.end(), start == end))
        end = match.end()
    return tokens


def figure(token: Token, decimal: str = ".") -> tuple[float, float] | None:
    """Return the value of a number in digits and the size of its last place; None for one too long to be a figure."""
    digits = token.text.translate(_GROUPING[decimal])
    if len(digits) > 25 or not digits.isascii():
        return None
    whole, _, fraction = digits.partition(".")
    if fraction:
        return float(digits), 10.0 ** -len(fraction)
    zeros = len(whole) - len(whole.rstrip("0"))
    return float(whole), 10.0**zeros if whole.strip("0") else 1.0


def as_written(tokens: Sequence[Token], start: int, end: int) -> str:
    """Return tokens `start` to `end` with their spacing."""
    return _spaced((token.text, token.glued) for token in tokens[start:end])


def lowered(tokens: Sequence[Token], start: int, end: int) -> str:
    """Return tokens `start` to `end` in lower case, spaced as written."""
    return _spaced((token.lower, token.glued) for token in tokens[start:end])


def _spaced(words: Iterable[tuple[str, bool]]) -> str:
    return "".join(word if glued or not n else f" {word}" for n, (word, glued) in enumerate(words))
