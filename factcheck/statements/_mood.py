"""How a statement is meant: reported, planned, denied or hypothetical, by the main verb of what is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factcheck.model import Mood
from factcheck.statements._people import Token

_JOINING = frozenset(["and", "but", "so", "while", "whereas", "yet"])
_AFTER_SCHEDULED = frozenset(["for", "in", "on", "at", "this", "next", "by", "back", "later", "tomorrow", "soon"])
_BEFORE_MONTH = frozenset(
    ["in", "of", "since", "until", "by", "last", "next", "this", "early", "late", "before", "after", "on"]
)
_DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "no", "any"]
)


@dataclass(frozen=True, slots=True)
class Moods:
    """The vocabulary of moods; `of` reads it from the table `moods` of the lexicon."""

    will: frozenset[str]
    scheduled: frozenset[str]
    intending: frozenset[str]
    possible: frozenset[str]
    would: frozenset[str]
    doubting: frozenset[str]
    conditions: frozenset[str]
    asking: frozenset[str]
    idle: frozenset[str]
    denying: frozenset[str]
    rejecting: frozenset[str]
    sayings: frozenset[str]
    deeds: frozenset[str]
    passive: frozenset[str]
    being: frozenset[str]
    finite: frozenset[str]
    past: frozenset[str]
    participles: frozenset[str]
    subordinating: frozenset[str]
    adverbs: frozenset[str]
    purposes: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Moods:
        """Read the table `moods` of the lexicon."""
        return cls(**{name: frozenset(table[name]) for name in cls.__slots__})

    def mood(self, sentence: Sequence[Token], content: Sequence[Token], *, backshifted: bool) -> Mood:
        """Tell the mood of `content`, what a sentence says without the clause that attributes it.

        `backshifted` says that it is reported with a verb in the past, so that "would" may stand for "will".
        """
        words = self._said([token.text.casefold() for token in content])
        if self._denies([token.text.casefold() for token in sentence]):
            return Mood.DENIED
        if any(sign == "?" for sign in words[-3:]) or self._conditional(words) or self.doubting & set(words[:2]):
            return Mood.HYPOTHETICAL
        return self._of_main_verb(words, backshifted=backshifted)

    def _said(self, words: list[str]) -> list[str]:
        """Step over what only introduces: signs, "that", and "it was expected that"."""
        start = 0
        while start < len(words) and (not words[start][0].isalnum() or words[start] == "that"):
            start += 1
        dummy = words[start : start + 1] == ["it"] and words[start + 1 : start + 2] and words[start + 1] in self.being
        if dummy and "that" in words[start + 2 : start + 5]:
            start = words.index("that", start) + 1
        return words[start:]

    def _denies(self, words: Sequence[str]) -> bool:
        for i, word in enumerate(words):
            if word not in self.denying and word not in self.rejecting:
                continue
            if i and (
                words[i - 1] in self.passive or words[i - 1] in ("not", "to", "or", "nor", "nobody", "never", "none")
            ):
                continue
            if any(before in self.subordinating for before in words[max(0, i - 3) : i]):
                continue
            after = words[i + 1 : i + 6]
            if any(said in self.sayings for said in after):
                return True
            if word in self.denying and self.deeds.intersection(after[:3]):
                return True
        return False

    def _conditional(self, words: Sequence[str]) -> bool:
        depth = 0
        for i, word in enumerate(words):
            depth += (word == "(") - (word == ")")
            if word not in self.conditions or depth > 0:
                continue
            before = words[i - 1] if i else ""
            after = words[i + 1] if i + 1 < len(words) else ""
            if before not in self.asking and after not in self.idle and after != ",":
                return True
        return False

    def _of_main_verb(self, words: Sequence[str], *, backshifted: bool) -> Mood:
        """Find the first finite verb that no subordinate clause claims, and read the mood off it.

        A form in -ed may be a participle ("a man accused of theft will appear"): it decides only when no auxiliary
        of the same clause follows.
        """
        claimed = 0
        tentative = False
        for i, word in enumerate(words):
            if tentative and not claimed and self._new_clause(words, i):
                return Mood.REPORTED
            if word in self.subordinating:
                claimed = 1
                continue
            if word == "," and i and claimed:
                claimed = 0
                continue
            found = self._verb(words, i, backshifted=backshifted)
            if found is None:
                tentative = tentative or (not claimed and self._may_be_past(words, i))
            elif claimed:
                claimed = 0
            elif tentative and self._joined(words, i):
                return Mood.REPORTED
            else:
                return found
        return Mood.REPORTED

    def _verb(self, words: Sequence[str], i: int, *, backshifted: bool) -> Mood | None:
        """Read the finite verb at `i`; None when there is none."""
        word = words[i]
        if word in self.will or word.endswith(("'ll", "’ll")):
            return Mood.PLANNED
        if word in ("couldn't", "couldn’t") or (word == "could" and words[i + 1 : i + 2] == ["not"]):
            return Mood.REPORTED
        if word in self.possible:
            return None if word == "may" and self._month(words, i) else Mood.HYPOTHETICAL
        if word in self.would:
            return Mood.PLANNED if backshifted and "have" not in words[i + 1 : i + 3] else Mood.HYPOTHETICAL
        if word in self.intending and words[i + 1 : i + 2] == ["to"]:
            noun = bool(i) and (words[i - 1] in _DETERMINERS or words[i - 1] in self.finite)
            return None if noun else Mood.PLANNED
        if word in self.being or (word == "been" and i and words[i - 1] in self.finite):
            return Mood.PLANNED if self._scheduled(words, i) else Mood.REPORTED
        if word in self.finite:
            return None if words[i + 1 : i + 2] == ["been"] else Mood.REPORTED
        return Mood.REPORTED if word in self.past else None

    @staticmethod
    def _month(words: Sequence[str], i: int) -> bool:
        """Tell whether "may" is the month: "in May", "May 5", "May, "."""
        after = words[i + 1] if i + 1 < len(words) else ""
        return i == 0 or words[i - 1] in _BEFORE_MONTH or after == "," or after[:1].isdigit()

    def _scheduled(self, words: Sequence[str], i: int) -> bool:
        """Tell whether "is" goes on as "is scheduled to", "is due in" or "is to meet"."""
        j = i + 1
        while j < len(words) and j - i < 4 and (words[j] in self.adverbs or words[j] == "being"):
            j += 1
        if j >= len(words):
            return False
        if words[j] == "to":
            return not self.purposes & set(words[max(0, i - 20) : i])
        after = words[j + 1 : j + 3]
        if words[j] not in self.scheduled or not after:
            return False
        if words[j] in ("going", "about", "bound", "meant", "supposed", "designed", "intended", "poised", "set"):
            place = words[j] == "going" and (after[-1] in _DETERMINERS or len(after) < 2)
            return (after[0] == "to" and not place) or (words[j] == "set" and after[0] == "for")
        return "to" in after or after[0] in _AFTER_SCHEDULED

    def _may_be_past(self, words: Sequence[str], i: int) -> bool:
        word = words[i]
        if i == 0 or words[i - 1] in _DETERMINERS:
            return False
        return word in self.participles or (word.endswith("ed") and len(word) > 4)

    @staticmethod
    def _new_clause(words: Sequence[str], i: int) -> bool:
        return words[i] == ";" or (words[i] in _JOINING and words[i - 1 : i] == [","])

    def _joined(self, words: Sequence[str], i: int) -> bool:
        """Tell whether the verb at `i` is a second one: "arrived and will meet"."""
        before = i - 1
        while before > 0 and words[before] in self.adverbs:
            before -= 1
        return before >= 0 and words[before] in _JOINING
