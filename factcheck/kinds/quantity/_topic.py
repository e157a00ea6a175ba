"""What a measure is told of: "7.5 hours of negotiations", "$40 million in bonds", "the talks lasted 7.5 hours"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.kinds.quantity._nouns import ARTICLES, Nouns
from factcheck.kinds.quantity._tokens import HYPHENS, NUMBER, Token, as_written
from factcheck.kinds.quantity._words import Vocabulary

_CLAUSE = (",", ";", ":", ".", "“", "”", "—", "–", "(", ")", "that", "which", "who", "but", "while", "because", "when")
_PREPOSITIONS = ("in", "on", "at", "after", "during", "since", "by", "for", "from", "with", "of", "before", "as")
_PERIODS = ("days", "weeks", "months", "years", "hours", "minutes", "ways", "places", "cases", "decades")
_LOOK_BACK = 14  # tokens


class Topics:
    """Finds the noun phrase a measure belongs to, behind it or before."""

    def __init__(self, vocabulary: Vocabulary, nouns: Nouns) -> None:
        words = vocabulary.words
        self._vocabulary, self._nouns = vocabulary, nouns
        self._verbs = words("change", "up") | words("change", "down") | words("measures_by", "verbs")
        self._between = words("change", "adverbs")
        self._governing = words("measures_by", "governing")
        self._when = words("context", "months") | words("context", "weekdays") | {"a.m.", "p.m.", "am", "pm"}
        self._ing = words("nouns", "ing")

    def spent_in(self, tokens: Sequence[Token], end: int) -> str:
        """Return what a sum comes in: "$40 million in bonds", "in unpaid fines"."""
        if end + 1 >= len(tokens) or tokens[end].lower != "in" or tokens[end + 1].text[:1].isupper():
            return ""
        head = self._nouns.plural_head(tokens, end + 1)
        near = head is not None and head - end <= 3
        calendar = near and any(token.lower in _PERIODS for token in tokens[end + 1 : (head or 0) + 1])
        return as_written(tokens, end + 1, (head or 0) + 1) if near and not calendar else ""

    def of(self, tokens: Sequence[Token], i: int, end: int, attributive: bool) -> str:
        """Return the thing measured by tokens `i` to `end`.

        That is what follows: "7.5 hours of negotiations", "a 9-hour siege" (`attributive`); or else the nearest
        noun phrase before: "the talks lasted 7.5 hours".
        """
        follows = end < len(tokens) and self._vocabulary.plural(tokens[end].lower) and self._names(tokens, end)
        if end < len(tokens) and (tokens[end].lower in ("of", "worth") or attributive or follows):
            at = end + (tokens[end].lower in ("of", "worth"))
            phrase = self._phrase(tokens, at + (at < len(tokens) and tokens[at].lower == "of"))
            if phrase:
                return phrase
        return self._subject(tokens, i) or self._nearest(tokens, i)

    def _nearest(self, tokens: Sequence[Token], i: int) -> str:
        """Return the nearest noun phrase before token `i`, or what a verb names itself: "sentenced"."""
        at, limit = i - 1, max(-1, i - _LOOK_BACK)
        while at > limit:
            token = tokens[at]
            if token.text in (".", ";", "!", "?"):
                return ""
            if token.lower in self._vocabulary.named_by:
                return self._vocabulary.named_by[token.lower]
            if self._names(tokens, at):
                last = at
                while at - 1 > limit and last - at < 3 and self._names(tokens, at - 1):
                    at -= 1
                return self._named(tokens, at, last + 1)
            at -= 1
        return ""

    def _subject(self, tokens: Sequence[Token], i: int) -> str:
        """Return the head of the subject of "lasted", "cost" or "was" before token `i`.

        "The discussion between officials of two countries lasted" is about the discussion.
        """
        verb = next((at for at in range(i - 1, max(-1, i - 5), -1) if tokens[at].lower in self._governing), -1)
        begin = verb
        while begin > 0 and verb - begin < 2 * _LOOK_BACK and tokens[begin - 1].lower not in _CLAUSE:
            begin -= 1
        if verb <= 0 or tokens[begin].lower in _PREPOSITIONS:
            return ""
        while begin < verb and not self._names(tokens, begin):
            if tokens[begin].lower in _PREPOSITIONS:
                return ""
            begin += 1
        end = begin
        while end < verb and self._names(tokens, end):
            end += 1
        return self._named(tokens, max(begin, end - 3), end) if end > begin else ""

    def _named(self, tokens: Sequence[Token], start: int, end: int) -> str:
        """Write a noun phrase without the capital that only the start of its sentence gives it."""
        phrase = as_written(tokens, start, end).removesuffix("'s").removesuffix("’s")
        common = end - start > 1 and not tokens[end - 1].text[:1].isupper()
        first = tokens[start]
        plain = start == 0 and end == 1 and self._vocabulary.plural(first.lower) and not first.text.isupper()
        return phrase[:1].lower() + phrase[1:] if common or plain else phrase

    def _names(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a word before a number may name what it measures: no verb, adverb, hedge."""
        token = tokens[at]
        word = token.lower
        if not self._nouns.content(token) or len(word) < 2 or word in self._verbs or word in self._between:
            return False
        if word in self._vocabulary.number_words or (at > 1 and token.glued and tokens[at - 2].kind == NUMBER):
            return False  # million; the minute of "40-minute"
        if (word,) in self._vocabulary.before or word in self._when:
            return False
        verbal = word.endswith(("ly", "ed")) or (word.endswith("ing") and word not in self._ing)
        return not (verbal and token.text.islower())

    def _phrase(self, tokens: Sequence[Token], i: int) -> str:
        """Return the noun phrase at token `i` without its article, empty where there is none."""
        at = i
        while at < len(tokens) and (tokens[at].lower in (*ARTICLES, "all") or tokens[at].kind == NUMBER):
            at += 1
        start = at
        while at < len(tokens) and at - start < 4 and (self._nouns.content(tokens[at]) or tokens[at].text in HYPHENS):
            if self._nouns.dated(tokens[at].lower) or (at > start and tokens[at].lower in self._verbs):
                break
            at += 1
            if self._vocabulary.plural(tokens[at - 1].lower):
                break
        phrase = as_written(tokens, start, at).strip("-‐‑ ")
        return "" if phrase == "own" else phrase  # "$4 million of its own"
