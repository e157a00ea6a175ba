"""A statement cut into words with offsets, and what its capitals can tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from factcheck.entities._fold import fold

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W\d_](?:[^\W_]|[-&.](?=[^\W\d_])|['’](?![sS]\b)(?=[^\W\d_]))*"
)
_PART = re.compile(r"(?:[^\W\d_]\.){2,}|(?!(?<=['’])[sS]\b)[^\W_]+(?:['’](?![sS]\b)[^\W_]+)*|&")
_DOTTED = re.compile(
    r"mrs?|ms|dr|prof|rev|fr|st|mt|sen|rep|gov|gen|lt|col|maj|capt|cpl|sgt|cmdr|adm|pvt|supt|det|insp|jr|sr|hon"
    r"|inc|corp|co|ltd|ala|ariz|ark|calif|colo|conn|fla|ga|ill|ind|kan|ky|la|md|mass|mich|minn|miss|mo|mont|neb|nev"
    r"|okla|ore|pa|tenn|tex|va|vt|wash|wis|wyo",
    re.IGNORECASE,
)


class Case(Enum):
    """What the capitals of a line are worth."""

    PLAIN = "plain"
    TITLED = "titled"
    SHOUTED = "shouted"


@dataclass(frozen=True, slots=True)
class Token:
    """A word; `joined` when only one space or a hyphen stands between it and the word before."""

    text: str
    start: int
    end: int
    joined: bool
    capital: bool


def tokens(text: str) -> list[Token]:
    """Return the words of `text`; an initial or a known short form keeps its full stop, a possessive is left out."""
    out: list[Token] = []
    before = -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        if end < len(text) and text[end] == "." and (len(word) == 1 or _DOTTED.fullmatch(word)):
            end += 1
            word += "."
        gap = text[before:start] if before >= 0 else ","
        joined = bool(gap) and len(gap) <= 2 and not gap.strip() and gap.count("\n") < 2
        capital = word[0].isupper() and not word.endswith("-old")  # Nineteen-year-old Ida Moss
        out.append(Token(word, start, end, joined, capital))
        before = end
    return out


def line_case(found: list[Token]) -> Case:
    """Tell whether a line is set in capitals, or capitalises nearly every long word as headings do."""
    long = [token.text for token in found if len(token.text) > 3]
    if len(long) < 3:
        return Case.PLAIN
    if sum(word.isupper() for word in long) >= 0.8 * len(long):
        return Case.SHOUTED
    return Case.TITLED if sum(word[0].isupper() for word in long) >= 0.8 * len(long) else Case.PLAIN


def folded_tokens(text: str) -> list[tuple[tuple[int, int], str]]:
    """Return start, end and folded form of each word of `text`; hyphenated words come apart."""
    out = []
    for match in _PART.finditer(text):
        start, end = match.span()
        if end < len(text) and text[end] == "." and _DOTTED.fullmatch(match.group()):
            end += 1
        out.append(((start, end), fold(match.group())))
    return out
