"""Ages of somebody called by a given name alone: "Dóra was 16 when she left", "Ana and Ivo, 7 and 9, were found"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.kinds.quantity._age import ADVERBS, Ages
from factcheck.kinds.quantity._person import Persons, lower
from factcheck.kinds.quantity._tokens import WORD, Token
from factcheck.kinds.quantity._words import Vocabulary
from factcheck.lexicon import table

_BE = frozenset({"is", "was", "being"})
_GROWN = 14  # below it "Chelsea was 3" tells a score sooner than an age
_OLDEST = 110
_OPENERS = frozenset({"when", "that", "because", "but", "while", "since", "as", "and", "although", "if"})
_PERSONAL = frozenset({"he", "she", "his", "her", "him"})
_REACH = 8  # tokens behind an age in which a pronoun takes its bearer up
_NOMINAL = ("tion", "sion", "ance", "ence", "ment", "ness", "ity", "out", "ing", "age", "ism", "ship", "ture", "ees")


class GivenNames:
    """Tells given names that stand alone for a person from teams, places and things."""

    def __init__(self, vocabulary: Vocabulary, ages: Ages, persons: Persons) -> None:
        self._ages, self._persons = ages, persons
        names = table("names", vocabulary.extra)
        self._given = frozenset(name.lower() for line in names["given"]["names"] for name in line.split())
        self._common = frozenset(word.lower() for line in names["words"]["common"] for word in line.split())
        self._scores = vocabulary.words("context", "score") | vocabulary.words("age", "contests")
        self._deeds = vocabulary.words("age", "deeds")

    def bears(self, tokens: Sequence[Token], at: int, end: int, low: float) -> bool:
        """Tell whether token `at` is somebody whose age ends before token `end`: "Ivo is 44 and lives in Osk"."""
        verb = at + 1
        while verb < len(tokens) and tokens[verb].lower in ADVERBS:
            verb += 1
        if low > _OLDEST or lower(tokens, verb) not in _BE or not self._alone(tokens, at):
            return False
        if any(token.lower in self._scores for token in tokens):
            return False
        if self._taken_up(tokens, end) or self._deed(tokens, end):
            return True
        then = [token.lower for token in tokens[end : end + 2]] in (["at", "the"], ["at", "that"])
        closed = end >= len(tokens) or then or tokens[end].text in (".", ",", ";", "”", '"', "?", "!")
        closed = closed or (tokens[end].lower == "when" and lower(tokens, verb) == "was")
        young = lower(tokens, at - 1) == "when"  # when Ida was 12 the family moved
        return tokens[at].lower in self._given and (young or (closed and low >= _GROWN))

    def joined(self, tokens: Sequence[Token], last: int) -> bool:
        """Tell whether given names joined by "and" end at token `last`: "Ana and Ivo, 7 and 9"."""
        if last < 2 or tokens[last - 1].lower != "and" or any(token.lower in self._scores for token in tokens):
            return False
        names = tokens[last], tokens[last - 2]
        return all(self._ages.capital(name) for name in names) and any(name.lower in self._given for name in names)

    def _alone(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a word that may be a given name is the whole subject of a clause."""
        if at < 0 or not self._ages.capital(tokens[at]) or tokens[at].text.isupper():
            return False
        word = tokens[at].lower
        if word not in self._given and (word in self._common or self._persons.person(word) or word.endswith(_NOMINAL)):
            return False
        before = tokens[at - 1] if at else None
        return before is None or before.text in (",", "“", '"', ";", ":", "—", "–") or before.lower in _OPENERS

    def _taken_up(self, tokens: Sequence[Token], end: int) -> bool:
        """Tell whether "when she", "when her mother", "and has left his job", "at the time of her death" follows."""
        if lower(tokens, end) not in ("when", "and", "at"):
            return False
        if lower(tokens, end) == "when":
            return lower(tokens, end + 1) in _PERSONAL
        for token in tokens[end + 1 : end + _REACH]:
            if token.text in (".", ";", ":") or token.kind != WORD or token.text[:1].isupper():
                return False
            if token.lower in ("his", "her"):
                return True
        return False

    def _deed(self, tokens: Sequence[Token], end: int) -> bool:
        """Tell whether "and lives" follows an age."""
        return lower(tokens, end) == "and" and lower(tokens, end + 1) in self._deeds
