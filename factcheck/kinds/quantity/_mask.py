"""Digits that are no quantities: names, labels, phone numbers, ids, addresses, list markers, dates and times."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.kinds.quantity._calendar import Calendar
from factcheck.kinds.quantity._measure import Measures
from factcheck.kinds.quantity._scope import doing
from factcheck.kinds.quantity._tokens import DASHES, HYPHENS, NUMBER, WORD, Token
from factcheck.kinds.quantity._words import Vocabulary

_WEB = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S{1,80}@\S+")
_READING_TIME = re.compile(r"\b\d+[ -]min(?:ute)?s?[ -]read\b", re.IGNORECASE)
_COMPASS = ("N", "S", "E", "W", "NE", "NW", "SE", "SW", "N.", "S.", "N.W.", "N.E.", "S.W.", "S.E.")
_MONEY = ("Rs", "RM", "Rp", "kr")
_ORDINALS = ("st", "nd", "rd", "th")
_SENTENCE_MARKS = (".", ":", "“", '"', "‘", "!", "?", "(", ",", ";", "—", "–")
_JOINING = ("and", "or", "to", "-", "–")


class Mask:
    """Tells which tokens are digits of something else than a quantity."""

    def __init__(self, vocabulary: Vocabulary, measures: Measures) -> None:
        words = vocabulary.words
        self._vocabulary = vocabulary
        self._measures = measures
        self._calendar = Calendar(vocabulary, measures)
        self._months = words("context", "months")
        self._weekdays = words("context", "weekdays")
        self._labels = words("context", "labels")
        self._lower_labels = words("context", "lower_labels")
        self._letters = vocabulary.numbers["letters"].keys()
        self._streets = words("context", "streets")
        self._scores = words("context", "score")
        self._phone = words("context", "phone")
        self._function = words("function", "words")
        phrases = "|".join(re.escape(phrase) for phrase in sorted(words("idioms", "phrases")))
        self._idioms = re.compile(rf"(?<!\w)(?:{phrases})(?!\w)") if phrases else None

    def __call__(self, text: str, tokens: Sequence[Token]) -> bytearray:
        """Return one flag per token: 1 where the token is no part of a quantity."""
        mask = bytearray(len(tokens))
        self._patterns(text, tokens, mask)
        for i, token in enumerate(tokens):
            if token.kind == NUMBER and not mask[i] and self._foreign(tokens, i, mask):
                mask[i] = 1
        return mask

    def _patterns(self, text: str, tokens: Sequence[Token], mask: bytearray) -> None:
        spans = self._calendar.spans(text)
        if "//" in text or "@" in text or "www." in text:
            spans += [match.span() for match in _WEB.finditer(text)]
        lower = text.lower()
        if "read" in lower:
            spans += [match.span() for match in _READING_TIME.finditer(text)]
        if self._idioms is not None and len(lower) == len(text):
            spans += [match.span() for match in self._idioms.finditer(lower)]
        spans.sort()
        at = 0
        for i, token in enumerate(tokens):
            while at < len(spans) and spans[at][1] <= token.start:
                at += 1
            if at < len(spans) and spans[at][0] < token.end:
                mask[i] = 1

    def _foreign(self, tokens: Sequence[Token], i: int, mask: bytearray) -> bool:
        return (
            self._suffixed(tokens, i, mask)
            or self._list_marker(tokens, i)
            or self._page(tokens, i, mask)
            or self._name_part(tokens, i, mask)
            or self._chain(tokens, i, mask)
            or self._calendar.day(tokens, i)
            or self._calendar.hour(tokens, i)
            or self._label(tokens, i)
            or self._address(tokens, i, mask)
            or self._calendar.year(tokens, i)
            or (tokens[i].text[0] == "." and self._measures.after(tokens, i + 1, 1.0) is None)  # a .38 pistol
        )

    def _suffixed(self, tokens: Sequence[Token], i: int, mask: bytearray) -> bool:
        """21st, the 1990s, 40871K305, 3D, 14Pro."""
        if i + 1 >= len(tokens) or not tokens[i + 1].glued:
            return False
        after = tokens[i + 1]
        if after.lower in _ORDINALS:
            mask[i + 1] = 1
            return True
        if after.lower in ("s", "'s", "’s"):
            return True
        joined = i + 2 < len(tokens) and tokens[i + 2].glued
        if after.text in ("'", "’") and joined and tokens[i + 2].lower == "s":
            mask[i + 1] = 1
            return True
        joined = joined and tokens[i + 2].kind == NUMBER
        if after.kind == WORD and joined and tokens[i + 2].text not in ("2", "3"):
            mask[i + 1] = mask[i + 2] = 1
            return True
        if after.text == "B" and not (i and self._measures.before(tokens, i - 1) is not None):
            mask[i + 1] = 1
            return True  # ward 5B
        if after.kind != WORD or after.text in self._letters or after.lower in self._vocabulary.number_words:
            return False
        glyph = after.lower[:1] in self._vocabulary.numbers["glyphs"]
        return not glyph and after.lower not in ("x", "yo") and self._measures.after(tokens, i + 1, 1.0) is None

    @staticmethod
    def _list_marker(tokens: Sequence[Token], i: int) -> bool:
        """List markers, "1. Preheat", "2) Stir", "what 1) explains": a marker opens no bracket of its own."""
        if i + 1 >= len(tokens):
            return False
        if i == 0 and tokens[1].text in (".", ")") and tokens[1].glued:
            return True
        reference = i and tokens[i - 1].text == "[" and tokens[i + 1].text == "]"
        clause = i > 1 and tokens[i - 1].text == "(" and tokens[i - 1].glued and tokens[i - 2].kind == NUMBER
        if reference or clause:
            return True  # [9]; section 6(1)
        bracket = tokens[i + 1].text == ")" and tokens[i].text.isdigit() and len(tokens[i].text) < 3
        return bracket and not any(token.text == "(" for token in tokens[max(0, i - 8) : i])

    @staticmethod
    def _page(tokens: Sequence[Token], i: int, mask: bytearray) -> bool:
        """Page furniture: "2 of 9" with nothing counted behind."""
        if i + 2 >= len(tokens) or tokens[i + 1].lower != "of" or tokens[i + 2].kind != NUMBER:
            return False
        digits = tokens[i].text.isdigit() and tokens[i + 2].text.isdigit() and len(tokens[i].text) < 4
        after = tokens[i + 3] if i + 3 < len(tokens) else None
        if not digits or (after is not None and after.kind == WORD and after.text.islower()):
            return False
        mask[i + 2] = 1
        return True

    def _name_part(self, tokens: Sequence[Token], i: int, mask: bytearray) -> bool:
        """F-16, G70, COVID-19, kz4-219, 737-800: digits glued to letters on their left are a name."""
        at = i
        while at and tokens[at].glued and i - at < 6:
            at -= 1
            left = tokens[at]
            if left.kind == WORD:
                if (left.text.isupper() and len(left.text) == 3 and at == i - 1) or left.text in _MONEY:
                    return False  # USD10m
                linked = at < i - 1 and left.text in ("minus", "plus", "a", "to", "Minus", "Plus")
                return not (linked or left.lower in self._vocabulary.number_words)
            if left.text in ("#", "@") or (left.kind == NUMBER and mask[at]):
                return True
            if left.kind != NUMBER and left.text not in (*HYPHENS, ".", "_"):
                return False
        return False

    def _chain(self, tokens: Sequence[Token], i: int, mask: bytearray) -> bool:
        """Three or more digit groups joined by hyphens or dots: phone numbers, versions, ids."""
        at, groups = i, 1
        while at + 2 < len(tokens) and tokens[at + 1].text in ("-", ".", "/") and tokens[at + 2].kind == NUMBER:
            if not (tokens[at + 1].glued and tokens[at + 2].glued):
                break
            at, groups = at + 2, groups + 1
        called = any(token.lower in self._phone for token in tokens[max(0, i - 4) : i])
        lettered = (
            at + 2 < len(tokens)
            and tokens[at + 1].text == "-"
            and tokens[at + 2].glued
            and tokens[at + 2].text.isupper()
        )
        local = groups == 2 and len(tokens[i].text) == 3 and len(tokens[at].text) == 4 and tokens[i + 1].text == "-"
        if groups >= 3 or (groups == 2 and (called or lettered)) or (local and not self._counts_behind(tokens, at)):
            mask[i : at + 1] = b"\x01" * (at + 1 - i)
            return True
        return len(tokens[i].text) >= 10 and tokens[i].text.isdigit()

    def _label(self, tokens: Sequence[Token], i: int) -> bool:
        """Section 31, No. 1, Game 2, iPhone 7: a number right behind what it labels."""
        left = i - 1
        if left > 0 and tokens[left].text == "." and tokens[left].glued:
            left -= 1
        if left < 0 or tokens[left].kind != WORD or (left == i - 1 and tokens[i].glued):
            return False
        word = tokens[left]
        if word.lower == "no" and left == i - 1:
            return False
        if self._labels_many(tokens, left) or (word.lower in _JOINING and self._labelled_before(tokens, left)):
            return not self._counts_behind(tokens, i)
        if word.lower in self._lower_labels or (word.lower in self._labels and word.text[:1].isupper() and left):
            return not (word.lower == "number" and left + 1 < i)
        if word.lower in self._labels and word.text[:1].isupper():
            return not self._counts_behind(tokens, i)
        return left == i - 1 and self._measures.before(tokens, left) is None and self._named(tokens, i)

    def _labels_many(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether token `at` labels several: platforms 6 and 11."""
        word = tokens[at].lower
        return word.endswith("s") and word not in self._lower_labels and word[:-1] in self._lower_labels

    def _labelled_before(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether token `at` joins a number to one that `_labels_many` labels."""
        return at > 1 and tokens[at - 1].kind == NUMBER and self._labels_many(tokens, at - 2)

    def _named(self, tokens: Sequence[Token], i: int) -> bool:
        """A capitalised name right before bare digits that count nothing: Galaxy 9, iPhone 7."""
        word, text = tokens[i - 1], tokens[i].text
        if word.text.islower() or i == 1 or "," in text or "." in text or word.lower in self._function:
            return False
        if word.lower in self._vocabulary.state_of or word.lower in ("leaves", "leave"):
            return False  # Blast Kills 12
        if word.lower in self._weekdays or word.lower in self._months or word.lower in self._vocabulary.number_words:
            return False
        if tokens[i - 2].text in _SENTENCE_MARKS and not word.text.isupper() and word.text[:1].isupper():
            return False
        return not (self._result(tokens, i) or self._counts_behind(tokens, i))

    def _result(self, tokens: Sequence[Token], i: int) -> bool:
        """Tell whether the digits open the result of a contest told before: "beat Osk Vale 5-4"."""
        ends = tokens[i + 1 : i + 3]
        if len(ends) < 2 or ends[0].text not in ("-", "–") or ends[1].kind != NUMBER or not ends[1].glued:
            return False
        short = len(tokens[i].text) < 3 and len(ends[1].text) < 3
        return short and any(token.lower in self._scores for token in tokens[max(0, i - 6) : i])

    def _counts_behind(self, tokens: Sequence[Token], i: int) -> bool:
        """Tell whether something that can be measured or counted follows the digits."""
        if i + 1 >= len(tokens):
            return False
        after = tokens[i + 1]
        if after.lower in ("million", "billion", "thousand", "hundred", "others", "p") or (
            after.glued and after.kind == WORD
        ):
            return True
        if self._measures.after(tokens, i + 1, 1.0) is not None:
            return True
        if after.lower in ("to", "-", "–") and i + 2 < len(tokens) and tokens[i + 2].kind == NUMBER:
            return self._counts_behind(tokens, i + 2)
        states = self._vocabulary.state_of
        if after.lower in states and not doing(after):
            return True
        if after.kind != WORD or after.text[:1].isupper():
            return False
        words = [token for token in tokens[i + 1 : i + 4] if token.kind == WORD and not token.text[:1].isupper()]
        for word in words:
            if self._vocabulary.plural(word.lower) or (word.lower in states and not doing(word)):
                return True
            if word.lower in self._function:
                return False
        return False

    def _address(self, tokens: Sequence[Token], i: int, mask: bytearray) -> bool:
        """214 Mill Lane, 16-18 Station Road, 22 Ave Foch, the 400 block: digits before a street's name."""
        at = i + 1
        if at < len(tokens) and tokens[at].lower == "block":
            return True
        compass = at < len(tokens) and tokens[at].text in _COMPASS and not tokens[at].glued
        if compass and tokens[i].text.isdigit():
            return True
        if (
            at + 1 < len(tokens)
            and tokens[at].text in DASHES
            and tokens[at + 1].kind == NUMBER
            and tokens[at + 1].glued
        ):
            at += 2
        first = at
        while at < len(tokens) and at - first < 5:
            token = tokens[at]
            if token.kind == NUMBER and at > first:
                at += 2  # 71st
                continue
            if token.kind != WORD or not token.text[:1].isupper():
                return False
            if token.lower in self._streets and (at > first or token.lower in ("ave", "rue", "via")):
                mask[i:at] = b"\x01" * (at - i)
                return True
            at += 1
        return False
