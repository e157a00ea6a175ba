"""Two statements of the same words but for one name, number or unit: what stands in the one and not in the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz

from factcheck.entities import name_likeness
from factcheck.model import Fact

_WORD = re.compile(r"\w+(?:[.'’&-]\w+)*")
_FEWEST = 8
_COMMON = 0.8  # share of words in common from which two statements are one text with something exchanged
_LONGEST = 4  # words of a name
_VARIANT = 75.0  # similarity in per cent from which two names may be one, misspelt
_TYPED = re.compile(
    r"\d.*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|dozens?|hundreds?|thousands?|millions?|billions?|half|twice"
    r"|(?:second|minute|hour|day|week|month|year|decade|mile|metre|meter|kilometre|kilometer|foot|feet|acre|ton)s?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october"
    r"|november|december|yesterday|today|tomorrow|morning|afternoon|evening|night"
)


@dataclass(frozen=True, slots=True)
class Swap:
    """What one statement has where the other has something else. `names` tells that both are names, and two of them."""

    left: str
    right: str
    names: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    words: Sequence[str]
    folded: Sequence[str]
    counts: Counter[str]


def swap(left: Fact, right: Fact) -> Swap | None:
    """Return the single difference of two statements that are one text otherwise; None where they differ in more.

    Case, and words that only one of them adds, make no difference of this sort.
    """
    ours, theirs = _words(left.surface), _words(right.surface)
    replaced = _replaced(ours, theirs)
    typed = [(a, b) for a, b in replaced if _is_typed(a) or _is_typed(b)]
    if typed:
        return Swap(" ".join(typed[0][0]), " ".join(typed[0][1]), names=False)
    named = [(a, b) for a, b in replaced if _is_name(a) and _is_name(b)]
    if not named:
        return None
    one, other = (" ".join(part) for part in named[0])
    first = ours.words[: len(named[0][0])] == named[0][0] or theirs.words[: len(named[0][1])] == named[0][1]
    two = not first and len(replaced) == 1 and _two(one, other) and _unknown(other, left) and _unknown(one, right)
    return Swap(one, other, names=two)


@lru_cache(maxsize=10_000)
def _words(text: str) -> _Text:
    words = _WORD.findall(text)
    folded = [word.casefold() for word in words]
    return _Text(words, folded, Counter(folded))


def _replaced(ours: _Text, theirs: _Text) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Return what one text has in place of what of the other, where most of their words are the same."""
    if ours is theirs or min(len(ours.words), len(theirs.words)) < _FEWEST:
        return []
    least = _COMMON * (len(ours.words) + len(theirs.words))
    # in any order they share no fewer words than in this one, and that is soon counted
    if 2 * (ours.counts & theirs.counts).total() < least:
        return []
    matcher = SequenceMatcher(None, ours.folded, theirs.folded, autojunk=False)
    if 2 * sum(block.size for block in matcher.get_matching_blocks()) < least:
        return []
    return [(ours.words[i:j], theirs.words[k:m]) for tag, i, j, k, m in matcher.get_opcodes() if tag == "replace"]


def _is_typed(words: Sequence[str]) -> bool:
    return any(_TYPED.fullmatch(word.casefold()) for word in words)


def _is_name(words: Sequence[str]) -> bool:
    return len(words) <= _LONGEST and all(word[0].isupper() and len(word) > 1 for word in words)


def _two(one: str, other: str) -> bool:
    """Tell whether two names cannot be one: not spelt alike, no abbreviation, no alias of each other."""
    a, b = one.casefold().rstrip("."), other.casefold().rstrip(".")
    short = a.startswith(b) or b.startswith(a) or _initials(one) == b or _initials(other) == a
    return not short and fuzz.ratio(a, b) < _VARIANT and name_likeness(one, other) < 0.4


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()).casefold()


def _unknown(name: str, fact: Fact) -> bool:
    """Tell whether a fact's article never uses a word of the name: one that knows both means two."""
    known = {word.casefold() for word in _WORD.findall(fact.statement.article.text)}
    return known.isdisjoint(word.casefold() for word in name.split())
