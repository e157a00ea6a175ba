"""Digits that tell when: dates, times of day in digits and in words, years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.kinds.quantity._measure import Measures
from factcheck.kinds.quantity._tokens import DASHES, NUMBER, WORD, Token
from factcheck.kinds.quantity._words import Vocabulary

_DATES = re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\b")
_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_DAYPART = r"(?:morning|afternoon|evening|night)"
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|tomorrow|that|this|the (?:next|same|following))"
_PART_OF_DAY = rf"(?:in the (?:early |late )?{_DAYPART}|at night|(?:on )?{_DAY} {_DAYPART})"
# a clock time in words, which is no count of mornings: "eight in the morning", "twenty past four", "ten that night"
_SPOKEN = re.compile(
    rf"\b(?:(?:(?:twenty-)?five|ten|twenty|half|(?:a )?quarter)(?: minutes)? past (?:{_HOURS}|\d\d?)"
    rf"|(?:a )?quarter to (?:{_HOURS})"
    rf"|(?:(?:twenty-)?five|ten|twenty)(?: minutes)? to (?:{_HOURS}) {_PART_OF_DAY}"
    rf"|\d\d?\.\d\d {_PART_OF_DAY}"
    rf"|(?:shortly|just|soon) (?:before|after|past) (?:{_HOURS})(?= (?:on|in|at|that|when)\b|[,.;])"
    rf"|(?:(?:at|by|until|till|before|after|past|around|about|nearly) )(?:{_HOURS}|\d\d?) "
    rf"{_PART_OF_DAY})\b",
    re.IGNORECASE,
)
_MAGNITUDES = ("percent", "per", "%", "million", "billion", "trillion", "thousand", "hundred")
_HEDGED = ("some", "about", "around", "nearly", "almost", "than", "approximately", "roughly", "least", "most", "over")


class Calendar:
    """Tells which digits are a day, an hour or a year."""

    def __init__(self, vocabulary: Vocabulary, measures: Measures) -> None:
        self._vocabulary = vocabulary
        self._measures = measures
        self._months = vocabulary.words("context", "months")
        self._clock = vocabulary.words("context", "clock")

    @staticmethod
    def spans(text: str) -> list[tuple[int, int]]:
        """Return the characters of `text` that a pattern knows: 2019-05-01, 14:30, "twenty past four"."""
        patterns = (_DATES, _CLOCK, _SPOKEN) if ":" in text else (_DATES, _SPOKEN)
        return [match.span() for pattern in patterns for match in pattern.finditer(text)]

    def day(self, tokens: Sequence[Token], i: int) -> bool:
        """Tell whether the digits are a day of a month: Feb. 11, 18-22 October, January 1 2019."""
        text = tokens[i].text
        if not text.isdigit() or len(text) > 2 or not 1 <= int(text) <= 31:
            return False
        return self._month_before(tokens, i) or self._month_after(tokens, i)

    def _month_before(self, tokens: Sequence[Token], i: int) -> bool:
        left = i - 1
        while (
            left >= 0 and i - left <= 6 and (tokens[left].lower in DASHES or tokens[left].lower in (".", "to", "and"))
        ):
            left -= 1
            if (
                left >= 0
                and tokens[left].kind == NUMBER
                and tokens[left].text.isdigit()
                and len(tokens[left].text) <= 2
            ):
                left -= 1
        if left < 0 or tokens[left].lower not in self._months:
            return False
        return not (i + 1 < len(tokens) and tokens[i + 1].lower in _MAGNITUDES)

    def _month_after(self, tokens: Sequence[Token], i: int) -> bool:
        right = i + 1
        if right + 1 < len(tokens) and (tokens[right].text in DASHES or tokens[right].lower in ("to", "and")):
            right += 2 if tokens[right + 1].kind == NUMBER else 0
        if right < len(tokens) and tokens[right].lower == "of":
            right += 1
        if right >= len(tokens) or tokens[right].lower not in self._months:
            return False
        plain = tokens[right].lower not in ("may", "march", "mar", "dec", "sun")
        return tokens[right].text[:1].isupper() or plain or (i > 0 and tokens[i - 1].lower == "on")

    def hour(self, tokens: Sequence[Token], i: int) -> bool:
        """Tell whether the digits are a time of day: 7 p.m., 9-11 am, 1830 hrs."""
        right = i + 1
        if right + 1 < len(tokens) and tokens[right].text in DASHES and tokens[right + 1].kind == NUMBER:
            right += 2
        if right >= len(tokens):
            return False
        word = tokens[right].lower
        if word in self._clock:
            if word in ("hrs", "hours", "et", "pt", "ist"):
                return len(tokens[i].text) == 4 and tokens[i].text.isdigit() and tokens[i].text[0] in "012"
            return word not in ("noon", "midnight")
        return word in ("a", "p") and [token.lower for token in tokens[right + 1 : right + 3]] == [".", "m"]

    def year(self, tokens: Sequence[Token], i: int) -> bool:
        """Tell whether four digits are a year: "in 1994", "between 1812 and 1815", but not "some 2,000 homes"."""
        text = tokens[i].text
        if not (text.isdigit() and len(text) == 4) or not 1000 <= int(text) < 2200:
            return False
        before = tokens[i - 1].lower if i else ""
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        following = after.lower if after is not None else ""
        if before in ("$", "£", "€", "¥", "=") or following in _MAGNITUDES:
            return False
        if after is not None and after.glued and after.kind == WORD:
            return False
        counted = after is not None and self._vocabulary.plural(following)
        measure = self._measures.after(tokens, i + 1, float(text))
        if measure is not None and measure.unit.dimension != "duration":
            return False
        if 1900 <= int(text) <= 2099:
            return not (before in _HEDGED and counted)
        if counted:
            return False
        if before in ("ad", "bc", "in", "since", "circa", "a.d.", "b.c.") or before in self._months:
            return True
        return i > 2 and before in ("and", "to", "–") and tokens[i - 2].kind == NUMBER and self.year(tokens, i - 2)
