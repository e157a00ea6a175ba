"""Sentence -> cues: where it says who speaks ("Pell said", "according to the ministry"), and in which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from factcheck._statements_people import Names, Token

_WINDOW = 14
_ASIDE = 40
_BREAKS = frozenset(',;:()[]–—-"“”«»!?.…|/')
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "one",
        "another",
        "some",
    ]
)
_CLAUSE = frozenset(
    [
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "while",
        "as",
        "if",
        "but",
        "because",
        "after",
        "before",
        "although",
        "though",
        "whether",
        "where",
        "since",
        "until",
        "unless",
        "so",
        "than",
        "what",
        "how",
        "why",
        "or",
        "like",
    ]
)
_PREPOSITIONS = frozenset(["of", "for", "in", "at", "from", "with", "on", "to", "by"])
_PRONOUNS = frozenset(["he", "she", "they", "it", "we", "there"])
_ENDS_RIGHT = frozenset(
    [
        "who",
        "which",
        "that",
        "as",
        "when",
        "after",
        "during",
        "while",
        "if",
        "before",
        "about",
        "in",
        "on",
        "at",
        "to",
        "and",
        "but",
        "because",
        "with",
        "by",
        "since",
        "last",
        "this",
        "earlier",
        "outside",
    ]
)
_FINITE = frozenset(
    [
        "is",
        "was",
        "were",
        "are",
        "has",
        "had",
        "have",
        "will",
        "would",
        "could",
        "can",
        "may",
        "might",
        "did",
        "does",
        "do",
        "should",
        "must",
    ]
)


class Way(Enum):
    """How a cue attributes."""

    SAYS = "says"
    ACCORDING = "according to"
    QUOTES = "quotes"
    POINTS = "said this"


@dataclass(frozen=True, slots=True)
class Cue:
    """A place that attributes, `at` this token; `who` are the words for the speaker. `opens`: the words of speech follow."""

    way: Way
    at: int
    who: tuple[Token, ...]
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """The vocabulary of reported speech, in small letters."""

    says: frozenset[str]
    reports: frozenset[str]
    quoting: frozenset[str]
    pointing: frozenset[str]
    telling: frozenset[str]
    openers: frozenset[str]
    adverbs: frozenset[str]
    passive: frozenset[str]
    sources: frozenset[str]
    generic: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Speech:
        """Read the table `speech` of the lexicon."""
        return cls(**{name: frozenset(table[name]) for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Reader:
    """Finds the cues of a sentence."""

    speech: Speech
    names: Names

    def cues(self, words: Sequence[Token], quoted: Sequence[bool]) -> Iterator[Cue]:
        """Yield the cues outside quotation marks, in order."""
        for i, token in enumerate(words):
            if quoted[i] or not token.text[0].isalpha():
                continue
            word = token.text.casefold() if i == 0 or not token.capital else ""
            if word == "according" and i + 1 < len(words) and words[i + 1].text == "to":
                who = self._right(words, quoted, i + 2)
                if who:
                    yield Cue(Way.ACCORDING, i, who)
            elif word in self.speech.quoting:
                who = self._right(words, quoted, i + 1)
                if who and who[0].capital or len(who) > 1:
                    yield Cue(Way.QUOTES, i, who)
            elif word in self.speech.says or word in self.speech.reports or word in self.speech.telling:
                yield from self._spoken(words, quoted, i, word in self.speech.says)

    def _spoken(self, words: Sequence[Token], quoted: Sequence[bool], at: int, strong: bool) -> Iterator[Cue]:
        points = words[at].text.casefold() in self.speech.telling and self._points(words, at)
        behind = at == 0 or words[at - 1].text in _BREAKS or quoted[at - 1]
        if behind and at:
            who = self._inverted(words, quoted, at)
            if who:
                yield Cue(Way.SAYS, at, who)
                return
        opens = self._opens(words, quoted, at)
        if not (strong or opens or points or self._closes(words, quoted, at)):
            return
        who = self._left(words, quoted, at)
        if who:
            yield Cue(Way.POINTS if points else Way.SAYS, at, who, opens)

    def _points(self, words: Sequence[Token], at: int) -> bool:
        """Tell whether the verb's object points back: "announced this", "told reporters about this"."""
        for i in range(at + 1, min(at + 6, len(words))):
            word = words[i].text
            if word in _BREAKS or word == "that" and i + 1 < len(words) and words[i + 1].text not in _BREAKS:
                return False
            if word in self.speech.pointing:
                after = words[i + 1].text if i + 1 < len(words) else "."
                direct = i == at + 1 or words[i - 1].text == "about"
                return direct and (after in _BREAKS or after in _PREPOSITIONS or after in _ENDS_RIGHT)
        return False

    def _opens(self, words: Sequence[Token], quoted: Sequence[bool], at: int) -> bool:
        """Tell whether words of speech follow the verb: "that", a question word, a colon or a quotation."""
        for i in range(at + 1, min(at + 9, len(words))):
            word = words[i].text
            if quoted[i] or (word == ":" and not words[i - 1].text.isdigit()):
                return True
            if word in self.speech.openers:
                return i > at + 1 or word != "who"
            if i == at + 1 and word in _PRONOUNS:
                return True
            if word in ".;":
                return False
        return at + 1 >= len(words)

    def _closes(self, words: Sequence[Token], quoted: Sequence[bool], at: int) -> bool:
        """Tell whether subject and verb stand behind the words of speech: "..., the ministry reported."."""
        if at + 1 < len(words) and words[at + 1].text not in _BREAKS:
            return False
        for i in range(at - 1, max(-1, at - 8), -1):
            if quoted[i] or words[i].text == ",":
                return True
        return False

    def _left(self, words: Sequence[Token], quoted: Sequence[bool], at: int) -> tuple[Token, ...]:
        """Return the subject before the verb, over adverbs and over one aside between commas."""
        end = at
        aside = False
        while end > 0 and not quoted[end - 1]:
            word = words[end - 1].text.casefold()
            if word in self.speech.passive:
                return ()
            if word in self.speech.adverbs or (word.endswith("ly") and len(word) > 4 and word != "family"):
                end -= 1
            elif word in (",", ")", "–", "—") and not aside:
                start = self._aside(words, end - 1)
                if start < 0:
                    return ()
                aside, end = True, start
            elif word == "." and end > 1 and self._stops(words, end - 2):
                break
            elif word.isdigit() or (word == "on" and end < at):
                end -= 1
            else:
                break
        first = end
        while first > 0 and end - first < _WINDOW and not quoted[first - 1]:
            word = words[first - 1].text
            if word in _BREAKS and not (word == "." and first > 1 and self._stops(words, first - 2)):
                break
            if word.casefold() in _CLAUSE or (word == "and" and not self._pairs(words, first - 1)):
                break
            first -= 1
        who = self.phrase(words[first:end])
        if aside and who and not who[-1].capital:
            inside = words[end + 1 : self._closer(words, end + 1)]
            if 2 <= len(inside) <= 4 and all(token.capital for token in inside):
                return tuple(inside)
        return who

    @staticmethod
    def _closer(words: Sequence[Token], start: int) -> int:
        return next((i for i in range(start, min(len(words), start + 6)) if words[i].text in _BREAKS), start)

    def _stops(self, words: Sequence[Token], at: int) -> bool:
        """Tell whether the word before a full stop is shortened: "Capt." and "Jr."."""
        return words[at].folded in self.names.offices or words[at].folded in ("jr", "sr", "inc", "corp", "co", "ltd")

    def _aside(self, words: Sequence[Token], closer: int) -> int:
        """Return where the aside that ends at `closer` begins: "Pell, the minister of trade, said"."""
        sign = {")": "(", "–": "–", "—": "—"}.get(words[closer].text, ",")
        for i in range(closer - 1, max(-1, closer - _ASIDE), -1):
            if words[i].text == sign:
                return i
        return -1

    def _pairs(self, words: Sequence[Token], at: int) -> bool:
        if at == 0 or at + 1 >= len(words):
            return False
        before, after = words[at - 1], words[at + 1]
        return (before.capital and after.capital) or (
            before.folded in self.speech.sources and after.folded in self.speech.sources
        )

    def phrase(self, words: Sequence[Token]) -> tuple[Token, ...]:
        """Cut from `words`, which end where the speaker's name or description ends, the part that names it."""
        last = len(words)
        if not last:
            return ()
        nouns = self.speech.sources | self.names.offices
        run = last
        while run and (words[run - 1].capital or (words[run - 1].text == "." and run > 1)):
            run -= 1
        if run == last:
            return self._described(words, last - 1)
        if run and words[run - 1].text in ("the", "The") and run > 1:
            joint = run - 2
        else:
            joint = run - 1
        if joint > 0 and words[joint].text in _PREPOSITIONS:
            name = joint
            while name and (words[name - 1].capital or words[name - 1].text == "."):
                name -= 1
            if words[joint].text != "of" and joint - name > 1 and self.names.person(words[name:joint])[0]:
                return tuple(words[name:joint])
        if joint > 0 and words[joint].text in _PREPOSITIONS | {"and"}:
            near = range(joint - 1, max(-1, joint - 7), -1)
            head = next((i for i in near if words[i].folded in nouns), -1)
            if head < 0 and words[joint].text in ("of", "for", "and") and words[joint - 1].capital:
                head = joint - 1
            if head >= 0:
                return self._described(words, last - 1, head)
        start = run
        while start and words[start - 1].folded in nouns | {"and"} and not words[start - 1].text[0].isupper():
            start -= 1
        return tuple(words[start:]) if start < run else tuple(words[run:])

    def _described(self, words: Sequence[Token], last: int, head: int | None = None) -> tuple[Token, ...]:
        """Return the description that ends at `last`, from its determiner or the first word that can belong to it."""
        first = last if head is None else head
        noun = words[first].text.casefold()
        if head is None and (noun in _PREPOSITIONS | _DETERMINERS | _FINITE or self._relative(words, last)):
            return ()
        while first and last - first < 9:
            word = words[first - 1].text
            if word.casefold() in _DETERMINERS:
                first -= 1
                break
            if word in _PREPOSITIONS or word.casefold() in _FINITE or word in _BREAKS:
                break
            first -= 1
        return tuple(words[first : last + 1])

    def _relative(self, words: Sequence[Token], last: int) -> bool:
        """Tell whether a clause without "who" begins at the last word: "one of the men investigators say"."""
        before = words[last - 1]
        plural = before.text.endswith("s") or before.text in ("men", "women", "people")
        return last > 0 and plural and before.text in self.speech.sources

    def _inverted(self, words: Sequence[Token], quoted: Sequence[bool], at: int) -> tuple[Token, ...]:
        """Return the subject behind the verb: "..., said Ana Pell, the minister"."""
        who = self._right(words, quoted, at + 1)
        if not who or who[0].text.casefold() in self.speech.openers:
            return ()
        end = at + 1 + len(who)
        after = words[end].text if end < len(words) else "."
        named = (
            who[0].capital
            or who[0].text in ("the", "a", "an", "his", "her")
            or who[-1].folded in self.speech.sources | {"he", "she", "they"}
        )
        return who if named and (after in _BREAKS or after in _ENDS_RIGHT or quoted[min(end, len(words) - 1)]) else ()

    def _right(self, words: Sequence[Token], quoted: Sequence[bool], start: int) -> tuple[Token, ...]:
        """Return the noun phrase that begins at `start`."""
        end = start
        while end < len(words) and end - start < _WINDOW and not quoted[end]:
            token = words[end]
            word = token.text.casefold()
            follows = words[end + 1] if end + 1 < len(words) else None
            if (
                token.text == "."
                and end > start
                and words[end - 1].folded in self.names.offices
                and follows
                and follows.capital
            ):
                end += 1
                continue
            linked = follows is not None and (follows.capital or follows.text == "the") and word in ("of", "for", "and")
            linked = linked or word == "of"
            if token.text in _BREAKS or word in _FINITE or (word in _ENDS_RIGHT and not linked):
                break
            if end > start and (word in self.speech.says or word == "from"):
                break
            end += 1
        return tuple(words[start:end])
