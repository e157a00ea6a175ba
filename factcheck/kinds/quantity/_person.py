"""Words for one person and what may stand between a person and an age."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.kinds.quantity._age import PARENTS, Ages
from factcheck.kinds.quantity._tokens import HYPHENS, MARK, NUMBER, WORD, Token, as_written
from factcheck.kinds.quantity._words import Vocabulary

_GROWN = 14  # from here on whoever works may bear an age; below it a number beside a trade counts something else
LEADS = frozenset(
    {"a", "an", "the", "another", "one", "this", "that", "his", "her", "their", "its", "my", "our", "whose"}
)
LINKS = ("from", "of", "in", "at", "with", "who", "on", "behind")
_SEVERAL = frozenset({"couple", "pair", "others", "duo", "two", "three", "four", "dead"})
_PERIODS = frozenset({"day", "days", "week", "weeks", "month", "months", "year", "years"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


class Persons:
    """Tells the words for persons from those for things."""

    def __init__(self, vocabulary: Vocabulary, ages: Ages) -> None:
        words = vocabulary.words
        self._vocabulary, self._ages = vocabulary, ages
        self._known = words("age", "bearers")
        self._things = words("age", "things")
        self._verbs = words("age", "verbs")
        self.young = words("age", "young")
        self._function = words("function", "words")
        self._adjectives = words("function", "adjectives")
        self._cardinals = frozenset(vocabulary.numbers["cardinals"])

    def closes(self, tokens: Sequence[Token], end: int) -> bool:
        """Tell whether nothing counted or measured follows: a mark, a verb, "next month", "two weeks ago"."""
        if end >= len(tokens):
            return True
        if self._ages.closes(tokens, end):
            return True
        words = [token.lower for token in tokens[end : end + 3]]
        if words[0] in ("next", "last", "this") or words[0] in self._verbs:
            return True
        return self.number(tokens[end]) and len(words) > 2 and words[1] in _PERIODS and words[2] == "ago"

    @staticmethod
    def coming(tokens: Sequence[Token], end: int) -> bool:
        """Tell whether an age is reached on a day: "28 next week"."""
        return lower(tokens, end) in ("next", "this", "last") and lower(tokens, end + 1) in (*_PERIODS, *_DAYS)

    def noun(self, tokens: Sequence[Token], head: int, low: float) -> str:
        """Return the noun for one person that ends at token `head`, "" for anything else."""
        token = tokens[head]
        word = token.lower
        if (
            token.kind != WORD
            or self._vocabulary.plural(word)
            or word in ("who", "they", "people", "those", "i", "he", "she")
        ):
            return ""
        if word == "law" and head > 3 and tokens[head - 2].lower == "in" and tokens[head - 1].text in HYPHENS:
            return as_written(tokens, head - 4, head + 1).lower()
        if token.text[:1].isupper() and head and not tokens[head].text.isupper():
            return ""
        trade = self.trade(word) and low >= _GROWN and self.led(tokens, head)
        if not (trade or self.person(word)):
            return ""
        joined = head > 1 and tokens[head - 1].text in HYPHENS and token.glued
        return as_written(tokens, head - 2, head + 1) if joined else word

    def person(self, word: str) -> bool:
        """Tell whether a lower-case word names a person, also by a trade of the lexicon."""
        return self._ages.person_noun(word) or word in self._known or self._vocabulary.singular(word) in self._known

    def trade(self, word: str) -> bool:
        """Tell whether a noun may name somebody by what they do: "welder", not "container"."""
        if word in self._things or word in self._function or len(word) < 5:
            return False
        return word.endswith(("er", "or", "ist", "ian", "man", "woman", "boy", "girl", "eer", "ress"))

    def led(self, tokens: Sequence[Token], head: int) -> bool:
        """Tell whether an article or a possessive opens the phrase that ends at token `head`."""
        for token in reversed(tokens[max(0, head - 5) : head]):
            if token.lower in LEADS or token.lower.endswith(("'s", "’s", "s’")):
                return True
            if token.kind == MARK and token.text not in HYPHENS:
                return token.text in ("'", "’")
            if token.lower in self._function and token.lower not in self._adjectives:
                return False
        return False

    def name_end(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a name may end at token `at`: "Lee", "Do-yun", the initial of "Petra M."."""
        if at < 0:
            return False
        if self._ages.capital(tokens[at]):
            return True
        tail = at > 1 and tokens[at].kind == WORD and tokens[at - 1].text in HYPHENS and tokens[at].glued
        return tail and tokens[at - 2].text[:1].isupper()

    def initial(self, token: Token) -> bool:
        return token.kind == WORD and token.text[:1].isupper() and len(token.text) == 1

    def number(self, token: Token) -> bool:
        return (token.kind == NUMBER and token.text.isdigit()) or token.lower in self._cardinals

    def parent(self, tokens: Sequence[Token], head: int) -> bool:
        """Tell whether "father of three" ends at token `head`."""
        return (
            head > 1
            and self.number(tokens[head])
            and tokens[head - 1].lower == "of"
            and tokens[head - 2].lower in PARENTS
        )

    def head_before(self, tokens: Sequence[Token], head: int, low: float) -> str | None:
        """Return the head of a phrase that ends in something else: "the keeper of the licence, 57, was held"."""
        if low < _GROWN:
            return None
        for at in range(head - 1, max(0, head - 8), -1):
            if tokens[at].kind != WORD and tokens[at].text not in HYPHENS:
                return None
            if tokens[at + 1].lower in LINKS:
                noun = self.noun(tokens, at, low)
                if noun:
                    return noun if self.led(tokens, at) else None
        return None

    def several(self, tokens: Sequence[Token], at: int) -> str | None:
        """Return the plural that bears several ages: "the two men, 30 and 33", "a couple from Osk, both 41"."""
        if at < 0:
            return None
        for back in range(at, max(-1, at - 6), -1):
            token = tokens[back]
            if token.kind != WORD and token.text not in HYPHENS:
                return None
            if token.lower in _SEVERAL or (self._vocabulary.plural(token.lower) and self.person(token.lower)):
                direct = back == at or tokens[back + 1].lower in LINKS
                return token.lower if direct else None
        return None


def lower(tokens: Sequence[Token], at: int) -> str:
    """Return a word in lower case, "" outside the sentence."""
    return tokens[at].lower if 0 <= at < len(tokens) else ""
