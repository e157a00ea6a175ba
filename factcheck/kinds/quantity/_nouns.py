"""The noun phrase that a number counts: "12 sports cars", "six of the nine victims", "a third of the voters"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.kinds.quantity._scope import doing
from factcheck.kinds.quantity._tokens import HYPHENS, NUMBER, WORD, Token
from factcheck.kinds.quantity._words import Vocabulary

_DETERMINERS = ("the", "these", "those", "its", "their", "his", "her", "our", "my", "your")
ARTICLES = (*_DETERMINERS, "a", "an")
HARMED = frozenset(("injured", "wounded", "hurt", "dead", "missing", "arrested", "detained", "infected", "displaced"))
_ADJECTIVE_ENDS = ("al", "ic", "ous", "ful", "ive", "less", "ary", "est", "ish", "able", "ible", "ern", "ian", "ese")
_PARTITIVE = ("of", *ARTICLES, "all", "-")
_REACHING = ("to", "at", "reached", "hit", "was", "is", "exceeded", "topped", "passed", "reaching")
_NUMBER_OF = 24  # tokens from "number of" to the number
_PHRASE_WORDS = 6


class Counted(NamedTuple):
    """A noun phrase, tokens `start` to `end`, and its head's place; `part` says that it is some of a known group."""

    start: int
    end: int
    head: int
    part: bool = False


class Nouns:
    """Reads noun phrases without a tagger: by function words, endings and plurals."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        words = vocabulary.words
        self._function = words("function", "words")
        self._adjectives = words("function", "adjectives")
        self._collective = words("nouns", "collective")
        self._others = words("scope", "others")
        self._gravely = words("scope", "gravely")
        self._states = vocabulary.state_of
        self._calendar = words("context", "months") | words("context", "weekdays") | {"last", "next", "this"}

    def content(self, token: Token) -> bool:
        """Tell whether a word may be part of a noun phrase."""
        return token.kind == WORD and (token.lower not in self._function or token.text == "US")

    def dated(self, word: str) -> bool:
        """Tell whether a lower-case word begins a date and no noun phrase: "monday", "next"."""
        return word in self._calendar

    def counted(self, tokens: Sequence[Token], i: int, single: bool) -> Counted | None:
        """Return the noun phrase counted by a number that ends before token `i`; `single` expects no plural."""
        start = self._past_head(tokens, i)
        part = start > i + 1 and tokens[i].lower == "out"
        if not part and start < len(tokens) and tokens[start].lower == "of":
            start += 1
            while start < len(tokens) and tokens[start].lower in _DETERMINERS and start - i < 3:
                part = True
                start += 1
            if part and self._plain_number(tokens, start):
                start += 1  # six of the nine victims
        head = self._single_head(tokens, start) if single else self.plural_head(tokens, start)
        if head is None and not single:
            head = self._attribute(tokens, start)
            start += start < len(tokens) and tokens[start].text in HYPHENS
        return None if head is None else Counted(start, head + 1, head, part)

    def _past_head(self, tokens: Sequence[Token], i: int) -> int:
        """Step over what stands between a number and its noun: 40 head of cattle, six out of the 340 samples."""
        words = [token.lower for token in tokens[i : i + 2]]
        if words == ["head", "of"]:
            return i + 2
        if words != ["out", "of"]:
            return i
        at = i + 2
        while at < len(tokens) and (tokens[at].lower in _DETERMINERS or tokens[at].lower in ("all", "some")):
            at += 1
        return at + 1 if self._plain_number(tokens, at) else i

    def joint(self, tokens: Sequence[Token], counted: Counted) -> int:
        """Return where "passengers and crew" ends, two groups of people under one number; 0 for anything else."""
        at = counted.end
        if at + 1 >= len(tokens) or tokens[at].lower != "and" or tokens[at + 1].kind != WORD:
            return 0
        words = (tokens[counted.head].lower, tokens[at + 1].lower)
        known = self._vocabulary.wider_of
        many = all(self._vocabulary.plural(word) or word in self._collective for word in words)
        return at + 2 if many and all(self._vocabulary.noun(word) in known for word in words) else 0

    def _plain_number(self, tokens: Sequence[Token], at: int) -> bool:
        number = at < len(tokens) and (tokens[at].kind == NUMBER or tokens[at].lower in self._vocabulary.number_words)
        return number and not (at + 1 < len(tokens) and tokens[at + 1].text in HYPHENS)

    def number_of(self, tokens: Sequence[Token], start: int) -> Counted | None:
        """Return what is counted in "the number of customers cut off ... stood at", a number at token `start`."""
        if start < 4 or tokens[start - 1].lower not in _REACHING:
            return None
        for at in range(start - 2, max(0, start - _NUMBER_OF), -1):
            if tokens[at].kind == NUMBER or tokens[at].text in (".", ";", "!", "?"):
                return None
            if tokens[at].lower == "of" and tokens[at - 1].lower == "number":
                head = self.plural_head(tokens, at + 1)
                if head is None or head >= start - 1:
                    first = at + 1 + (tokens[at + 1].lower == "the")
                    return Counted(first, first + 1, first) if self._harmed(tokens, first) else None
                return Counted(at + 1, head + 1, head)
        return None

    def _harmed(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether token `at` stands for people by what happened to them: the injured, the dead."""
        told = at < len(tokens) and tokens[at].lower in HARMED
        return told and not (at + 1 < len(tokens) and self.content(tokens[at + 1]) and tokens[at + 1].text.islower())

    def shared(self, tokens: Sequence[Token], i: int) -> Counted | None:
        """Return what a fraction is part of: "a third of the voters", "half the city"."""
        at = i
        while at < len(tokens) and at - i < 4 and (tokens[at].lower in _PARTITIVE or self._plain_number(tokens, at)):
            at += 1
        start = at
        while at < len(tokens) and at - start < 5 and self.content(tokens[at]):
            at += 1
            if self._vocabulary.plural(tokens[at - 1].lower):
                break
        return Counted(start, at, at - 1) if at > start else None

    def plural_head(self, tokens: Sequence[Token], start: int) -> int | None:
        """Return the place of the plural noun that ends the phrase begun at token `start`, None where none does."""
        at, seen = start, 0
        while at < len(tokens) and seen < _PHRASE_WORDS:
            token = tokens[at]
            if self._joins(tokens, at, start):
                at += 1
                continue
            word = token.lower
            if token.kind != WORD:
                return None
            hyphenated = at + 1 < len(tokens) and tokens[at + 1].text in HYPHENS and tokens[at + 1].glued
            plural = self._vocabulary.plural(word) or word in self._collective or _demonym(token)
            if plural and not hyphenated and (word not in self._function or word == "others"):
                return self._last_plural(tokens, at)
            paired = word == "and" and at > start and at + 1 < len(tokens) and self.content(tokens[at + 1])
            if word in self._function and not paired and word not in self._others and word not in self._adjectives:
                return None
            at, seen = at + 1, seen + 1
        return None

    def _joins(self, tokens: Sequence[Token], at: int, start: int) -> bool:
        """Hyphens, the comma between adjectives, and the figure of a model name stand inside a phrase."""
        token = tokens[at]
        if at == start:
            return False
        if token.text in HYPHENS:
            return token.glued
        if token.text == ",":
            return tokens[at - 1].lower in self._adjectives
        if token.kind != NUMBER or not token.text.isdigit() or len(token.text) > 4 or token.glued:
            return False
        return tokens[at - 1].kind == WORD and tokens[at - 1].lower not in self._function

    def _last_plural(self, tokens: Sequence[Token], at: int) -> int:
        """Step to the last plural in a row: sports cars."""
        while at + 1 < len(tokens) and tokens[at + 1].kind == WORD and not tokens[at + 1].glued:
            word = tokens[at + 1].lower
            if not self._vocabulary.plural(word) or word in self._function or word in self._states:
                break
            at += 1
        return at

    def _single_head(self, tokens: Sequence[Token], start: int) -> int | None:
        for at in range(start, min(start + 5, len(tokens))):
            token = tokens[at]
            if token.text in HYPHENS and token.glued:
                continue
            if token.kind != WORD or (token.lower in self._function and token.lower not in self._adjectives):
                return None
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            if token.lower in self._states and not doing(token) and (after is None or not self.content(after)):
                return None  # one dead
            if token.lower in self._gravely and (after is None or not self.content(after)):
                return None  # one critically
            if after is not None and after.text in HYPHENS and after.glued:
                continue
            describes = token.lower in self._adjectives or token.lower.endswith(_ADJECTIVE_ENDS)
            describes = describes or token.text[:1].isupper()
            more = after is not None and self.content(after) and not self._vocabulary.plural(after.lower)
            if not (describes and more):
                return at
        return None

    def _attribute(self, tokens: Sequence[Token], start: int) -> int | None:
        """Return the noun of "a four-cylinder engine", "a 3 cylinder engine", which has no plural."""
        hyphen = start < len(tokens) and tokens[start].text in HYPHENS
        at = start + hyphen
        if (
            at + 1 >= len(tokens)
            or not self.content(tokens[at])
            or (hyphen and tokens[at].glued != tokens[start].glued)
        ):
            return None
        word = tokens[at]
        verb = word.lower.endswith("ed") and not hyphen  # 41 needed treatment
        if self.dated(word.lower):
            return None  # she will be 44 next month
        if verb or not word.text.islower() or word.lower in self._states or word.lower in self._adjectives:
            return None
        return at if self.content(tokens[at + 1]) and not word.lower.endswith(_ADJECTIVE_ENDS) else None


def _demonym(token: Token) -> bool:
    """Tell whether a word is a people in -is: Israelis, Iraqis."""
    return len(token.text) > 5 and token.text[:1].isupper() and token.text.endswith("is")
