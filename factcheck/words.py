"""How rare a word is before any corpus is seen: what two texts share counts by how seldom it is said."""

from __future__ import annotations

import heapq
import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from factcheck.digests import checked
from factcheck.errors import ModelError

_WORD = re.compile(r"[^\W\d_]{2,}")
_COMMONEST = 100
_ENGLISH = 0.14  # of 2,014 English articles 3 have a smaller share of the commonest words (tables); of Dutch ones most
_ENOUGH = 20  # words: what shorter texts share is chance
_LATIN = "\u024f"


class Weights(dict[str, float]):
    """What words weigh, each worked out once."""

    def __init__(self, weigh: Callable[[str], float]) -> None:
        self._weigh = weigh

    def __missing__(self, word: str) -> float:
        weight = self[word] = self._weigh(word)
        return weight


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Document frequencies of words in the free training sets, made by models/words; unknown words are rare."""

    sentences: int
    counts: Mapping[str, int]
    _known: Weights = field(init=False, repr=False)
    _common: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Make room for what is looked up again and again."""
        common = heapq.nsmallest(_COMMONEST, self.counts, key=lambda word: (-self.counts[word], word))
        object.__setattr__(self, "_common", frozenset(common))
        object.__setattr__(self, "_known", Weights(lambda word: math.log(self.sentences / (1 + self._count(word)))))

    @classmethod
    def load(cls, folder: Path) -> Words:
        """Read words/words.json below `folder`; ModelError says what is wrong with it."""
        path = folder / "words" / "words.json"
        try:
            content = json.loads(checked(path))
            return cls(int(content["sentences"]), dict(content["counts"]))
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{path}: cannot be read ({error}); reinstall the package") from error

    def rarity(self, word: str, seen: int = 0, documents: int = 0) -> float:
        """Inverse document frequency, natural logarithm; `seen` in `documents` more sentences is pooled in."""
        if documents:
            return math.log((self.sentences + documents) / (1 + self._count(word) + seen))
        return self._known[word]

    def foreign(self, told: Mapping[str, int]) -> bool:
        """Tell whether a text is in another language than the counts: of `told`, its words by how often it has them."""
        words = sum(told.values())
        if 2 * sum(often for word, often in told.items() if word[0] > _LATIN) > words:
            return True
        return words >= _ENOUGH and sum(told.get(word, 0) for word in self._common) < _ENGLISH * words

    def _count(self, word: str) -> int:
        return self.counts.get(word, 0)

    def overlap(
        self, one: frozenset[str], other: frozenset[str], weight: Callable[[str], float] | None = None
    ) -> tuple[float, float]:
        """Return how much of the weight of their words two texts share: of the smaller text, and of both together.

        A word weighs its rarity, or what `weight` says.
        """
        # a set's order differs between processes, and with it a plain sum's last digit
        weigh = weight or self._known.__getitem__
        shared, left, right = (math.fsum(map(weigh, some)) for some in (one & other, one, other))
        least, union = min(left, right), left + right - shared
        return (shared / least if least else 0.0), (shared / union if union else 0.0)


@lru_cache(maxsize=200_000)
def words_of(text: str) -> frozenset[str]:
    """Return the distinct words of a text in lower case, without numerals."""
    return frozenset(word.casefold() for word in _WORD.findall(text))
