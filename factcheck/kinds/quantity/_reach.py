"""How far a count reaches: some victims only, those of one event, or a tally of many events."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.kinds.quantity._tokens import NUMBER, Token
from factcheck.kinds.quantity._words import Vocabulary

_ENDS = (".", ";", "!", "?")
_CLAUSE = 18  # tokens behind a number in which its limits are told
_BEFORE = 3
_BETWEEN = 2  # words between "several" and its noun
_WITHIN = frozenset({"in", "within", "over", "during", "of"})  # "of": in a span of
_LENGTHS = frozenset({"minutes", "hours", "days", "weeks", "months", "years"})


class Reach:
    """Reads from the words around a count whom it leaves out and how many events it adds up."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._some, self._period = vocabulary.words("scope", "some"), vocabulary.words("scope", "period")
        self._doer = vocabulary.words("scope", "doer_too")
        self._several, self._places = vocabulary.words("scope", "several"), vocabulary.words("scope", "scenes")
        self._numbers = vocabulary.number_words

    def limits(self, tokens: Sequence[Token], begin: int, end: int, killed: bool) -> tuple[bool, bool]:
        """Return whether the count at tokens `begin` to `end` takes in some victims only, and many events.

        A doer who died as well ("two people and then himself") may be counted elsewhere with the `killed`.
        """
        sentence = [token.lower for token in tokens[end:]]
        rest = sentence[: _first(sentence, _ENDS)]
        clause = rest[:_CLAUSE]
        clause = [token.lower for token in tokens[max(0, begin - _BEFORE) : end]] + clause[
            : _first(clause, ("and", "but"))
        ]
        some = _told(self._some, clause) or (killed and _told(self._doer, rest))
        return some, _told(self._period, clause) or self._many_scenes(tokens[end : end + len(rest)])

    def _many_scenes(self, tokens: Sequence[Token]) -> bool:
        """Tell whether "in several homes" or "in five hours" stands behind the count."""
        for at, token in enumerate(tokens[:-1]):
            behind = [after.lower for after in tokens[at + 1 : at + 2 + _BETWEEN]]
            number = token.kind == NUMBER or token.lower in self._numbers
            if (number or token.lower in self._several) and set(behind) & self._places:
                return token.lower not in ("1", "one")
            if number and at and tokens[at - 1].lower in _WITHIN and behind[0] in _LENGTHS:
                return True
        return False


def _first(words: Sequence[str], stops: Sequence[str]) -> int:
    return next((n for n, word in enumerate(words) if word in stops), len(words))


def _told(phrases: frozenset[str], words: Sequence[str]) -> bool:
    text = f" {' '.join(words)} "
    return any(f" {phrase} " in text for phrase in phrases)
