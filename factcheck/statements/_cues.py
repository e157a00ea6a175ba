"""Sentence -> cues: where it says who speaks ("Pell said", "according to the ministry"), and in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from factcheck.statements._people import Names, Token
from factcheck.statements._phrases import Phrases
from factcheck.statements._speech import SIGNS, Speech

_REACH = 9


class Way(IntEnum):
    """How a cue attributes; where a sentence has several, the first of these counts."""

    SAYS = 0
    ACCORDING = 1
    QUOTES = 2
    POINTS = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes, by its place in the sentence, and the words for the speaker.

    `opens` says that the words of speech follow it: "said that", "said: ".
    """

    way: Way
    at: int
    who: tuple[Token, ...]
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Finds the cues of a sentence."""

    speech: Speech
    names: Names

    def cues(self, words: Sequence[Token], quoted: Sequence[bool]) -> Iterator[Cue]:
        """Yield the cues outside quotation marks, in order; `quoted` tells which words stand in such marks."""
        speech = self.speech
        phrases = Phrases(speech, self.names, words, quoted)
        last_quoted = max((i for i, inside in enumerate(quoted) if inside), default=-1)
        verbs = speech.says | speech.reports | speech.telling
        for i, token in enumerate(words):
            if quoted[i] or (i and token.capital):
                continue
            word = token.text.casefold()
            if word == "according" and i + 1 < len(words) and words[i + 1].text == "to":
                who = phrases.source(i + 2)
                if who:
                    yield Cue(Way.ACCORDING, i, who)
            elif word in speech.quoting:
                who = phrases.right(i + 1)
                if len(who) > 1 or (who and who[0].capital):
                    yield Cue(Way.QUOTES, i, who)
            elif word in verbs:
                yield from self._spoken(phrases, i, word)
            elif word in speech.participles or self._beside_quotation(words, quoted, i, word):
                participle = word in speech.participles
                who = phrases.opening_subject(i) if participle else phrases.before(i)
                if who and (not participle or i < last_quoted):
                    yield Cue(Way.SAYS, i, who, opens=participle)

    def _spoken(self, phrases: Phrases, at: int, word: str) -> Iterator[Cue]:
        words, quoted = phrases.words, phrases.quoted
        points = word in self.speech.telling and self._points(words, at)
        if at == 0 or words[at - 1].text in SIGNS or quoted[at - 1]:
            who = phrases.behind(at)
            if who:
                yield Cue(Way.SAYS, at, who)
                return
        opens = self._opens(words, quoted, at)
        if word in self.speech.says or opens or points or self._closes(words, quoted, at):
            who = phrases.before(at)
            if who:
                yield Cue(Way.POINTS if points else Way.SAYS, at, who, opens)
        elif word in self.speech.reports:
            who = phrases.before(at)
            if who and who[-1].folded in self.speech.studies:
                yield Cue(Way.SAYS, at, who)

    def _beside_quotation(self, words: Sequence[Token], quoted: Sequence[bool], at: int, word: str) -> bool:
        """Tell whether any verb reports here, by its place: 'she yelled, "', '" she yells while'."""
        if not word.endswith(("ed", "s")) or word in self.speech.auxiliary | self.speech.sources or at == 0:
            return False
        subject = words[at - 1]
        if subject.text.casefold() not in ("he", "she", "they") and not subject.capital:
            return False
        sign = at + 2 if words[at + 1 : at + 2] and words[at + 1].text in ("him", "her", "them") else at + 1
        opens = sign + 1 < len(words) and words[sign].text in ",:" and quoted[sign + 1] and not quoted[sign]
        return opens or (at > 1 and quoted[at - 2] and subject.text in ("he", "she", "they"))

    def _points(self, words: Sequence[Token], at: int) -> bool:
        """Tell whether the verb's object points back: "announced this", "told reporters about this"."""
        for i in range(at + 1, min(at + 6, len(words))):
            word = words[i].text
            after = words[i + 1].text if i + 1 < len(words) else "."
            if word in SIGNS or (word == "that" and after not in SIGNS):
                return False
            if word in self.speech.pointing:
                direct = i == at + 1 or words[i - 1].text == "about"
                ends = after in SIGNS or after in self.speech.prepositions or after in self.speech.ending
                return direct and ends
        return False

    def _opens(self, words: Sequence[Token], quoted: Sequence[bool], at: int) -> bool:
        """Tell whether words of speech follow the verb: "that", a question word, a colon or a quotation."""
        # "states", "claims", "report" may be nouns: only the next word tells
        reach = 2 if words[at].text.casefold() in self.speech.nounlike else _REACH
        for i in range(at + 1, min(at + reach, len(words))):
            word = words[i].text
            if quoted[i] or (word == ":" and not words[i - 1].text.isdigit()):
                return True
            if word in self.speech.openers:
                return i > at + 1 or word != "who"
            if i == at + 1 and word in self.speech.pronouns:
                return True
            if word in ".;":
                return False
        return at + 1 >= len(words)

    @staticmethod
    def _closes(words: Sequence[Token], quoted: Sequence[bool], at: int) -> bool:
        """Tell whether subject and verb stand behind the words of speech: "..., the ministry reported."."""
        if at + 1 < len(words) and words[at + 1].text not in SIGNS:
            return False
        return any(quoted[i] or words[i].text == "," for i in range(at - 1, max(-1, at - 8), -1))
