"""Ages: numbers that are one without saying so, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.kinds.quantity._spelled import Spelled
from factcheck.kinds.quantity._tokens import NUMBER, WORD, Token
from factcheck.kinds.quantity._words import Vocabulary

_OLDEST = 125
_OLDER = (("and", "older"), ("or", "older"), ("and", "younger"), ("or", "younger"))
_OVER = (("and", "over"), ("and", "under"))
_ENDS = (".", ";", "and", "was", "were", "of", "is", "has")
_BE = ("is", "was", "were", "are", "who", "now")
_ARTICLES = ("a", "an", "the")
_LINKS = (*_ARTICLES, *_BE, "of", "at", ",", "(")
_MARKS = ("jr", "sr")
_LEADS = ("a", "an", "the", "another", "one", "this", "that")
PARENTS = ("mother", "father", "mum", "mom", "dad", "parent", "grandmother", "grandfather")
_GROWN = 18  # below that a mother of so many may have so many children
ADVERBS = ("now", "only", "just", "then", "about", "already", "nearly", "almost", "still")
_MARKS_BEHIND = (".", ",", ";", ":", ")", "—", "–", "”", '"', "?", "!")
_NOT_BEHIND = ("of", "to", "or", "per", "than", "more", "up", "down", "off", "out", "over", "under", "behind", "ahead")
_NOT_PERSONS = ("last", "this", "next", "early", "late", "yesterday", "today")


class Ages:
    """Reads ages and the persons who have them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.words
        self._vocabulary = vocabulary
        self._function = words("function", "words")
        self._people = words("age", "people")
        self._aged = words("age", "before")
        self._spelled = Spelled(vocabulary)
        self._streets = words("context", "streets")
        self._scores = words("context", "score")

    def bare(self, tokens: Sequence[Token], i: int, end: int, value: float) -> bool:
        """Tell whether a number without a unit is an age: "McBride, 39,", "aged 39", "Ann Lee (39)"."""
        if not 0 < value < _OLDEST or not i:
            return False
        told = self._said(tokens, i, end) or self._of(tokens, i, end, value) or self._is(tokens, i, end, value)
        return told or self._beside(tokens, i, end, value)

    def _said(self, tokens: Sequence[Token], i: int, end: int) -> bool:
        """Read the words that make a number an age: aged 39, as young as 15, voters 60 and over, at 70, she."""
        before = tokens[i - 1].lower
        after = tokens[end] if end < len(tokens) else None
        if before in ("turned", "turns", "turning"):
            return after is None or after.kind != WORD or after.lower in self._function
        words = tuple(token.lower for token in tokens[end : end + 2])
        if words in _OLDER or (words in _OVER and self._vocabulary.plural(before)):
            return True
        earlier = tokens[i - 2].lower if i > 1 else ""
        if (before == "as" and earlier in ("young", "old")) or (
            before == "at" and (words in ((",", "he"), (",", "she")) or words[:1] in (("he",), ("she",)))
        ):
            return True
        aged = before in self._aged or (before == "of" and earlier in ("age", "ages"))
        return aged and (after is None or after.lower not in ("percent", "%", "per"))

    def _of(self, tokens: Sequence[Token], i: int, end: int, value: float) -> bool:
        """Read "a man of 44", "the girl of 12"; a mother of four has four children."""
        if i < 3 or tokens[i - 1].lower != "of" or value != int(value) or not self.closes(tokens, end):
            return False
        noun = tokens[i - 2].lower
        lead = [token.lower for token in tokens[max(0, i - 6) : i - 2]]
        single = self.person_noun(noun) and not self._vocabulary.plural(noun) and noun not in ("who", "people")
        return single and any(word in _LEADS for word in lead) and (noun not in PARENTS or value >= _GROWN)

    def _is(self, tokens: Sequence[Token], i: int, end: int, value: float) -> bool:
        """Read "she is 34", "the man, who was 72", "Fisk was 57 when": said of a person, with no noun behind."""
        at = i - 1
        while at > 0 and tokens[at].lower in ADVERBS:
            at -= 1
        if at < 1 or value != int(value) or not self.closes(tokens, end):
            return False
        if tokens[at].text == "," and tokens[at + 1].lower == "now":  # "the woman, now 34,"
            return self.person_noun(tokens[at - 1].lower) or self.capital(tokens[at - 1])
        short = tokens[at].lower == "s" and tokens[at - 1].text in ("'", "’")
        at -= short
        if not short and tokens[at].lower not in ("is", "was"):
            return False
        subject = tokens[at - 1]
        if subject.lower in ("he", "she"):
            return True
        if subject.lower == "who" and at > 2:
            holder = tokens[at - 2 - (tokens[at - 2].text == ",")]
            return holder.kind == WORD and holder.lower not in self._function and tokens[at - 2].text != "."
        noun = self.person_noun(subject.lower) and subject.lower not in ("who", "i", "they", "people", "those")
        named = self.capital(subject) and at > 1 and self.capital(tokens[at - 2]) and value >= _GROWN
        return (noun and not self._vocabulary.plural(subject.lower)) or named

    def closes(self, tokens: Sequence[Token], end: int) -> bool:
        """Tell whether nothing that a number counts or measures follows it."""
        if end >= len(tokens):
            return True
        after = tokens[end]
        if after.kind != WORD:
            return after.kind != NUMBER and after.text in _MARKS_BEHIND
        if after.lower in ("for", "from") and end + 1 < len(tokens) and tokens[end + 1].kind == NUMBER:
            return False  # the striker is 12 for 14
        bounded = after.lower in self._function and after.lower not in _NOT_BEHIND
        return bounded or (after.text.islower() and after.lower.endswith("ed"))

    def _beside(self, tokens: Sequence[Token], i: int, end: int, value: float) -> bool:
        """Read the place that makes a number an age: between commas or in brackets behind a person."""
        before = tokens[i - 1].lower
        if i < 2 or tokens[i].kind != NUMBER or value != int(value):
            return False
        mark = tokens[end].text if end < len(tokens) else "."
        if before == "and" and tokens[i - 2].kind == NUMBER and i > 2:
            listed = tokens[i - 3].text == "," and mark in (",", ".")
            return listed and self._beside(tokens, i - 2, i - 1, value)  # two men, 30 and 33,
        holder = tokens[i - 2 - self._marked(tokens, i - 2)]
        if not (self.capital(holder) or (before == "," and self.person_noun(holder.lower))):
            return False
        if before != ",":
            return before == "(" and mark == ")"
        if holder.lower in self._streets and self._placed(tokens, i - 2):
            return False  # at Mill Lane, 27,
        if value < _GROWN and self._beats(tokens, end):
            return False  # Osk, 3, beat Arl, 2
        full = i > 2 and self.capital(tokens[i - 3])
        if mark == "and" and not full:
            return end + 1 < len(tokens) and tokens[end + 1].kind == NUMBER and tokens[i - 2].text.islower()
        return mark == "," or self.past(tokens, i, end) or (full and mark in _ENDS)

    @staticmethod
    def _marked(tokens: Sequence[Token], at: int) -> bool:
        """Tell whether token `at` is the full stop of "Jr."."""
        return at > 0 and tokens[at].text == "." and tokens[at - 1].lower in _MARKS

    def _beats(self, tokens: Sequence[Token], end: int) -> bool:
        """Tell whether ", beat Arl, 2" follows the number that ends before token `end`."""
        rival = tokens[end + 1 : end + 5]
        scored = len(rival) > 3 and rival[0].lower in self._scores and self.capital(rival[1])
        return scored and rival[2].text == "," and rival[3].kind == NUMBER

    @staticmethod
    def past(tokens: Sequence[Token], i: int, end: int) -> bool:
        """Tell whether the age was somebody's then, not when the article was written: "age 15 at the time"."""
        words = [token.lower for token in tokens[end : end + 5]]
        then = any(words[at : at + 3] in (["at", "the", "time"], ["at", "that", "time"]) for at in range(3))
        earlier = [token.lower for token in tokens[max(0, i - 4) : i]]
        since = earlier[-1:] in (["was"], ["were"]) and "when" in earlier
        return then or since or words[:1] == ["when"] or (i > 0 and tokens[i - 1].lower in ("then", "then-"))

    def person(self, tokens: Sequence[Token], i: int, end: int) -> str:
        """Return who has the age at tokens `i` to `end`: the name beside it, or the noun that stands for them."""
        name = self._name_after(tokens, end)
        if name:
            return name
        at, linked = i - 1, False
        while at >= 0 and i - at < 10 and (tokens[at].lower in _LINKS or tokens[at].lower in self._aged):
            linked = linked or tokens[at].lower not in _ARTICLES
            at -= 1
            if tokens[at + 1].lower == "of" and end - i > 1 and tokens[at].lower not in self._aged:
                return self._noun_after(tokens, end)  # "the mother of a 5-year-old girl", "Shooting of 3-Year-Old"
        at -= linked and self._marked(tokens, at)
        if at == i - 1 and at >= 0 and self._vocabulary.plural(tokens[at].lower):
            return tokens[at].lower  # voters 60 and older
        name = self.name_before(tokens, at) if linked else ""
        if name and self.person_noun(tokens[at].lower):
            return self._noun_after(tokens, end) or tokens[at].lower  # "Girl, 10, among 3 wounded"
        if name and self._placed(tokens, at):
            name = ""
        if not name and at >= 0 and at + 2 < i and "who" in (tokens[at + 1].lower, tokens[at + 2].lower):
            return tokens[at].lower  # the mayor, who is 51
        if end < len(tokens) and tokens[end].lower in ("he", "she"):
            return name or tokens[end].lower  # at 72 she still sails
        return name or self._noun_after(tokens, end) or (self._noun_before(tokens, at) if linked else "")

    def _placed(self, tokens: Sequence[Token], last: int) -> bool:
        """Tell whether the name that ends at token `last` is a place: "In East Hill, a 20-year-old man"."""
        first = last
        while first and self.capital(tokens[first - 1]) and last - first < 6:
            first -= 1
        return first > 0 and tokens[first - 1].lower in ("in", "at", "near", "on", "from", "to", "outside")

    def _name_after(self, tokens: Sequence[Token], end: int) -> str:
        """Read the name in "32-year-old John Smith", "32-year-old shop owner John Smith"."""
        at = end
        while at < len(tokens) and at - end < 3 and tokens[at].kind == WORD and not tokens[at].text[:1].isupper():
            if tokens[at].lower in self._function:
                return ""
            at += 1
        start = at
        name, at = self._spelled.after(tokens, start)
        if at > start and at < len(tokens) and self.person_noun(tokens[at].lower):
            return tokens[at].lower  # the 18-year-old Leeds man
        if at > start and self.person_noun(tokens[at - 1].lower):
            return tokens[at - 1].lower  # 18-Year-Old Man Killed
        return name

    def name_before(self, tokens: Sequence[Token], last: int) -> str:
        """Return the name that ends at token `last`, empty where that is no part of one."""
        return self._spelled.before(tokens, last)

    def _noun_after(self, tokens: Sequence[Token], end: int) -> str:
        first = ""
        for token in tokens[end : end + 3]:
            if token.kind != WORD or token.lower in self._function:
                break
            if self.person_noun(token.lower):
                return token.lower
            first = first or token.lower
        return "" if first.endswith("ed") or first in _NOT_PERSONS else first

    def _noun_before(self, tokens: Sequence[Token], last: int) -> str:
        """Return the person told before, past the place of "a guest from Osk, 67": then a noun only, no other name."""
        passed = False
        for at in range(last, max(-1, last - 8), -1):
            word = tokens[at].lower
            if tokens[at].text in (".", ";"):
                return ""
            if self.person_noun(word) and not (passed and word == "who"):
                return word
            if self.capital(tokens[at]) and not passed:
                if not self._located(tokens, at):
                    return self.name_before(tokens, at)
                passed = True
        return ""

    def _located(self, tokens: Sequence[Token], last: int) -> bool:
        """Tell whether the name that ends at token `last` says where somebody is, or who says so."""
        first = last
        while first and self.capital(tokens[first - 1]) and last - first < 6:
            first -= 1
        lead = tokens[first - 1].lower if first else ""
        return lead in ("in", "at", "near", "from", "outside") or (
            lead == "to" and tokens[first - 2].lower == "according"
        )

    def person_noun(self, word: str) -> bool:
        """Tell whether a lower-case word is a noun or pronoun for people."""
        known = self._people | self._vocabulary.wider_of.keys()
        return word in known or self._vocabulary.singular(word) in known

    def capital(self, token: Token) -> bool:
        """Tell whether a word may be part of a name."""
        return self._spelled.capital(token)
