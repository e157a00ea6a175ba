"""The period that a value is told of: the first quarter, 2024. What is told of two periods is no one thing."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.kinds.quantity._clause import Words, clause
from factcheck.kinds.quantity._words import Vocabulary
from factcheck.lexicon import table
from factcheck.model import Fact

_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = re.compile(r"([qh])([1-4])")
_NAMES = {"q": "quarter", "h": "half"}


class Periods:
    """Reads the periods of a value's clause."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._parts = vocabulary.words("periods", "parts")
        self._ordinals = table("quantity_words", vocabulary.extra)["periods"]["ordinals"]
        self._before = vocabulary.words("periods", "before")
        self._of = lru_cache(maxsize=20_000)(self._read)

    def exclude(self, left: Fact, right: Fact) -> bool:
        """Tell whether both values are told of one period each, of one sort, and these are two."""
        ours, theirs = self._of(*clause(left)), self._of(*clause(right))
        both = ours.keys() & theirs.keys()
        return any(len(ours[sort]) == len(theirs[sort]) == 1 and ours[sort] != theirs[sort] for sort in both)

    def _read(self, before: Words, after: Words) -> dict[str, frozenset[int]]:
        words = [word.lower() for word in (*before, "", *after)]
        found: dict[str, set[int]] = {}
        for at, word in enumerate(words):
            ahead = words[at - 1] if at else ""
            short = _SHORT.fullmatch(word)
            if word in self._parts and ahead in self._ordinals:
                found.setdefault(word, set()).add(self._ordinals[ahead])
            elif short:
                found.setdefault(_NAMES[short[1]], set()).add(int(short[2]))
            elif _YEAR.fullmatch(word) and ahead in self._before:
                found.setdefault("year", set()).add(int(word))
        return {sort: frozenset(told) for sort, told in found.items()}
