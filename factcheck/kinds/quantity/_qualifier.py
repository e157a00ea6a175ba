"""Two clauses that are alike but for one word before the thing told of: net profit, operating profit.

Words that exclude each other (`[contrast]` in quantity_words.toml) tell two things apart wherever they stand before one
noun; any other two words only where all the rest of both clauses is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein, Prefix

from factcheck.kinds.quantity._clause import clause
from factcheck.kinds.quantity._gap import overlap
from factcheck.kinds.quantity._pair import Pair, undecided
from factcheck.kinds.quantity._value import Role
from factcheck.kinds.quantity._words import Vocabulary
from factcheck.lexicon import table
from factcheck.model import Fact, Outcome

_REACH = 2  # words from a qualifier to its noun
_SHARED = 3  # words that two clauses share at least
_VALUE = ""  # stands for the value among the words of a clause
_PARTICIPLES = ("ed", "ing")

Told = tuple[str, str]  # what each side speaks of


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """Tells two things apart by the words before one noun."""

    _vocabulary: Vocabulary
    _groups: dict[str, frozenset[str]]
    _plain: frozenset[str]
    _others: frozenset[str]  # verbs, and words that describe

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Qualifiers:
        """Read the words from quantity_words.toml."""
        words = vocabulary.words
        plain = words("function", "words") | words("function", "adjectives") | words("change", "adverbs")
        describing = words("describing", "words")
        verbs = words("measures_by", "verbs") | words("change", "up") | words("change", "down") | vocabulary.past
        return cls(
            vocabulary,
            _by_word(table("quantity_words", vocabulary.extra)["contrast"]),
            plain,
            verbs | describing | frozenset(vocabulary.state_of),
        )

    def judged(self, pair: Pair) -> Outcome | None:
        """Leave two values open that differ and are most likely of two things; None where they may be of one."""
        if pair.a.dimension == "age" or Role.SCORE in (pair.a.role, pair.b.role):
            return None
        if pair.a.role is pair.b.role and overlap(pair.a, pair.b):
            return None
        told = self._contrast(pair.left, pair.right) or self._slot(pair.left, pair.right)
        if told is None:
            return None
        first, second = sorted(told)
        return undecided(
            "quantity.qualifier",
            f"{pair.words} are most likely of two things: one side speaks of “{first}”, the other of “{second}”.",
            "contradiction if both speak of the same",
            0.8,
        )

    def _contrast(self, left: Fact, right: Fact) -> Told | None:
        """Find two words of one group before one noun, each on one side only: not "adult and child tickets"."""
        ours, theirs = (_lower(clause(fact)) for fact in (left, right))
        qualified = list(self._qualified(theirs))
        for word, noun in self._qualified(ours):
            for other, its in qualified:
                apart = word != other and word not in theirs and other not in ours
                if apart and self._groups[word] & self._groups[other] and self._one(noun, its):
                    return f"{word} {noun}", f"{other} {its}"
        return None

    def _qualified(self, words: Sequence[str]) -> Iterator[Told]:
        """Yield the words that have opposites, each with the nouns that it may belong to."""
        for at, word in enumerate(words):
            if word not in self._groups:
                continue
            for noun in words[at + 1 : at + 1 + _REACH]:
                if noun in self._plain or not noun.isalpha():
                    break
                yield word, noun

    def _one(self, noun: str, other: str) -> bool:
        return self._vocabulary.noun(noun) == self._vocabulary.noun(other)

    def _slot(self, left: Fact, right: Fact) -> Told | None:
        """Find the one word in which two clauses differ, right before the noun of both values or that noun itself."""
        ours, theirs = (self._content(fact) for fact in (left, right))
        if len(ours) != len(theirs) or len(ours) <= _SHARED + 1:
            return None
        differ = [at for at, pair in enumerate(zip(ours, theirs, strict=True)) if pair[0].lower() != pair[1].lower()]
        if len(differ) != 1:
            return None
        at = differ[0]
        one, other = ours[at], theirs[at]
        if not (self._tells(one, at) and self._tells(other, at)) or self._alike(one.lower(), other.lower()):
            return None
        nouns = tuple(fact.about.lower().rpartition(" ")[2] for fact in (left, right))
        if (one.lower(), other.lower()) == nouns:
            return nouns
        behind = ours[at + 1].lower() if at + 1 < len(ours) else _VALUE
        return (f"{one.lower()} {behind}", f"{other.lower()} {behind}") if nouns == (behind, behind) else None

    def _content(self, fact: Fact) -> list[str]:
        before, after = clause(fact)
        return [word for word in (*before, _VALUE, *after) if word.lower() not in self._plain]

    def _tells(self, word: str, at: int) -> bool:
        """Tell whether a word may qualify: a noun or adjective, no verb; a name only where it may be a first word."""
        plain = word.replace("-", "").isalpha() and (word.islower() or (at == 0 and word.istitle()))
        return plain and word.lower() not in self._others and not word.lower().endswith(_PARTICIPLES)

    def _alike(self, one: str, other: str) -> bool:
        """Tell whether two words may say one thing: spellings, synonyms, a part and its whole."""
        ours, theirs = self._vocabulary.noun(one), self._vocabulary.noun(other)
        wider = self._vocabulary.wider_of
        if ours == theirs or wider.get(ours) == theirs or wider.get(theirs) == ours:
            return True
        near = Levenshtein.distance(one, other) <= 1 or 2 * Prefix.similarity(one, other) > max(len(one), len(other))
        return near or self._vocabulary.akin(ours, theirs)


def _lower(words: Iterable[Sequence[str]]) -> list[str]:
    return [word.lower().removesuffix("'s").removesuffix("’s") for some in words for word in some]


def _by_word(groups: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {
        word: frozenset(name for name, words in groups.items() if word in words)
        for words in groups.values()
        for word in words
    }
