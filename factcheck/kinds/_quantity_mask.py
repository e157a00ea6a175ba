"""Digits that are no quantities: dates, clock times, years, phone numbers, ids, labels, list markers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.kinds._quantity_tokens import NUMBER, WORD, Token
from factcheck.kinds._quantity_words import Vocabulary

_HYPHENS = ("-", "‐", "‑", "–", "—")
_ISO = re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\b")
_WEB = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_ORDINALS = ("st", "nd", "rd", "th")
_MAGNITUDES = ("percent", "per", "%", "million", "billion", "trillion", "thousand", "hundred")


class Mask:
    """Tells which tokens are digits of something else than a quantity."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.words
        self._vocabulary = vocabulary
        self._months = words("context", "months")
        self._weekdays = words("context", "weekdays")
        self._clock = words("context", "clock")
        self._labels = words("context", "labels")
        self._year_before = words("context", "year_before")
        self._phone = words("context", "phone")
        self._function = words("function", "words")
        phrases = sorted(words("idioms", "phrases"))
        self._idioms = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)") if phrases else None

    def __call__(self, text: str, tokens: Sequence[Token]) -> bytearray:
        """Return one flag per token: 1 where the token is no part of a quantity."""
        mask = bytearray(len(tokens))
        self._patterns(text, tokens, mask)
        for i, token in enumerate(tokens):
            if token.kind == NUMBER and not mask[i]:
                self._number(tokens, i, mask)
        if tokens and tokens[0].kind == NUMBER and len(tokens) > 2 and tokens[1].text in (".", ")") and tokens[1].glued:
            mask[0] = 1  # "1. Preheat", "2) Stir"
        return mask

    def _patterns(self, text: str, tokens: Sequence[Token], mask: bytearray) -> None:
        spans: list[tuple[int, int]] = []
        if ":" in text:
            spans += [match.span() for match in _CLOCK.finditer(text)]
        if "." in text or "@" in text:
            spans += (
                [match.span() for match in _WEB.finditer(text)]
                if ("//" in text or "@" in text or "www" in text)
                else []
            )
        spans += [match.span() for match in _ISO.finditer(text)]
        if self._idioms is not None:
            spans += (
                [match.span() for match in self._idioms.finditer(text.lower())]
                if len(text.lower()) == len(text)
                else []
            )
        if not spans:
            return
        spans.sort()
        at = 0
        for i, token in enumerate(tokens):
            while at < len(spans) and spans[at][1] <= token.start:
                at += 1
            if at < len(spans) and spans[at][0] < token.end:
                mask[i] = 1

    def _number(self, tokens: Sequence[Token], i: int, mask: bytearray) -> None:
        token = tokens[i]
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        before = tokens[i - 1] if i else None
        if after is not None and after.glued and after.lower in _ORDINALS:
            mask[i] = mask[i + 1] = 1
        elif (after is not None and after.glued and after.lower in ("s", "'s", "’s")) or (
            self._name_part(tokens, i)
            or self._chain(tokens, i, mask)
            or self._date(tokens, i)
            or self._clock_time(tokens, i)
            or self._label(tokens, i)
            or (
                before is not None
                and before.lower in ("'", "’", "#")
                and before.glued is False
                and token.glued
                and len(token.text) == 2
            )
            or self._year(tokens, i)
        ):
            mask[i] = 1

    def _name_part(self, tokens: Sequence[Token], i: int) -> bool:
        """F-16, G70, COVID-19, scp-173, 737-800, 3D, 1.5.2: digits glued to letters on their left are a name."""
        token = tokens[i]
        if i and token.glued:
            left = tokens[i - 1]
            if left.text == "#" or left.text == "@":
                return True
            if left.kind == WORD and not self._money_code(left.text):
                return True
            joined = i > 1 and tokens[i - 1].glued and tokens[i - 2].kind == WORD
            if left.text in _HYPHENS[:3] and joined and tokens[i - 2].lower not in ("minus", "a", "plus"):
                return not self._vocabulary.number_words.issuperset({tokens[i - 2].lower})
            if left.text == "." and joined and len(tokens[i - 2].text) > 3:
                return True
        return False

    @staticmethod
    def _money_code(text: str) -> bool:
        return (text.isupper() and len(text) == 3) or text in ("Rs", "RM", "Rp", "kr")

    def _chain(self, tokens: Sequence[Token], i: int, mask: bytearray) -> bool:
        """Three or more digit groups joined by hyphens or dots: phone numbers, versions, ids."""
        at, groups = i, 1
        while at + 2 < len(tokens) and tokens[at + 1].text in ("-", ".", "/") and tokens[at + 2].kind == NUMBER:
            if not (tokens[at + 1].glued and tokens[at + 2].glued):
                break
            at, groups = at + 2, groups + 1
        called = any(token.lower in self._phone for token in tokens[max(0, i - 4) : i])
        if groups >= 3 or (groups == 2 and called and len(tokens[at].text) == 4):
            mask[i : at + 1] = b"\x01" * (at + 1 - i)
            return True
        return len(tokens[i].text) >= 10 and tokens[i].text.isdigit()

    def _date(self, tokens: Sequence[Token], i: int) -> bool:
        """Feb. 11, 11 February, 18-22 October, Oct. 18-22, January 1 2019."""
        text = tokens[i].text
        if not text.isdigit() or len(text) > 2 or not 1 <= int(text) <= 31:
            return False
        left = i - 1
        while left >= 0 and (tokens[left].text in _HYPHENS or tokens[left].lower in (".", "to", "and", "the", ",")):
            left -= 1
            if (
                left >= 0
                and tokens[left].kind == NUMBER
                and tokens[left].text.isdigit()
                and len(tokens[left].text) <= 2
            ):
                left -= 1
            if i - left > 7:
                break
        if (
            left >= 0
            and tokens[left].lower in self._months
            and (tokens[left].lower != "may" or tokens[left].text == "May")
        ):
            near = i - left <= 2 or tokens[i - 1].text in _HYPHENS or tokens[i - 1].lower in ("to", "and")
            if near and not (i + 1 < len(tokens) and tokens[i + 1].lower in _MAGNITUDES):
                return True
        right = i + 1
        if right + 1 < len(tokens) and (tokens[right].text in _HYPHENS or tokens[right].lower in ("to", "and")):
            if tokens[right + 1].kind == NUMBER:
                right += 2
        if right < len(tokens) and tokens[right].lower == "of":
            right += 1
        return (
            right < len(tokens)
            and tokens[right].lower in self._months
            and tokens[right].text[:1].isupper()
            and tokens[right].lower != "mar"
        )

    def _clock_time(self, tokens: Sequence[Token], i: int) -> bool:
        right = i + 1
        if right + 1 < len(tokens) and tokens[right].text in _HYPHENS and tokens[right + 1].kind == NUMBER:
            right += 2
        if right < len(tokens) and tokens[right].lower in self._clock:
            word = tokens[right].lower
            if word in ("hrs", "hours", "et", "pt", "ist"):
                return len(tokens[i].text) == 4 and tokens[i].text.isdigit() and tokens[i].text[0] in "012"
            if word in ("noon", "midnight"):
                return False
            return word != "am" or not tokens[right].text.isupper() or True
        if (
            right + 2 < len(tokens)
            and tokens[right].lower in ("a", "p")
            and tokens[right + 1].text == "."
            and tokens[right + 2].lower == "m"
        ):
            return True
        return False

    def _label(self, tokens: Sequence[Token], i: int) -> bool:
        """Section 427, No. 1, Game 2, iPhone 14: a number right behind what it labels."""
        if not i:
            return False
        left = i - 1
        if tokens[left].text == "." and left and tokens[left].glued:
            left -= 1
        word = tokens[left]
        if word.kind != WORD or (left == i - 1 and tokens[i].glued):
            return False
        if word.lower in self._labels and (
            word.text[:1].isupper() or word.lower in ("no", "number", "page", "chapter")
        ):
            if word.lower == "no" and left == i - 1:
                return False
            return not self._counts_behind(tokens, i)
        return self._named(tokens, i, left)

    def _named(self, tokens: Sequence[Token], i: int, left: int) -> bool:
        """A capitalised name right before bare digits that count nothing: Galaxy 9, Planet 9."""
        word = tokens[left]
        if left != i - 1 or not word.text[:1].isupper() or left == 0 or "," in tokens[i].text or "." in tokens[i].text:
            return False
        if word.lower in self._function or word.lower in self._weekdays or word.lower in self._months:
            return False
        if word.lower in self._vocabulary.number_words or tokens[left - 1].text in (".", ":", "“", '"', "‘", "!", "?"):
            return False
        return not self._counts_behind(tokens, i)

    def _counts_behind(self, tokens: Sequence[Token], i: int) -> bool:
        """Tell whether something that can be measured or counted follows the digits."""
        if i + 1 >= len(tokens):
            return False
        after = tokens[i + 1]
        if after.lower in (
            "percent",
            "%",
            "per",
            "°",
            "$",
            "million",
            "billion",
            "thousand",
            "-",
            "others",
            "(",
            "to",
            "p",
            "pct",
            "dollars",
            "euros",
        ):
            return after.text not in ("-", "(") or (
                i + 2 < len(tokens) and tokens[i + 2].lower in ("year", "month", "day", "percent")
            )
        if after.kind != WORD:
            return False
        if after.glued:
            return True
        return not after.text[:1].isupper() and any(
            self._vocabulary.plural(token.lower) or token.lower in ("inch", "dead", "injured", "wounded")
            for token in tokens[i + 1 : i + 4]
            if token.kind == WORD and not token.text[:1].isupper()
        )

    def _year(self, tokens: Sequence[Token], i: int) -> bool:
        text = tokens[i].text
        if not (text.isdigit() and len(text) == 4):
            return False
        value = int(text)
        before = tokens[i - 1].lower if i else ""
        if i > 1 and before in (".", ",", "-", "–", "/", "'"):
            before = before if tokens[i - 2].lower not in self._months else tokens[i - 2].lower
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        following = after.lower if after is not None else ""
        if before in ("$", "£", "€", "¥", "=") or following in _MAGNITUDES or (following == "." and False):
            return False
        if 1900 <= value <= 2099:
            hedged = before in (
                "some",
                "about",
                "around",
                "nearly",
                "almost",
                "than",
                "approximately",
                "roughly",
                "least",
                "most",
                "over",
            )
            if after is not None and after.glued and after.kind == WORD:
                return False
            return not (hedged and after is not None and after.kind == WORD and self._vocabulary.plural(following))
        if not 1000 <= value < 1900 and not 2099 < value < 2200:
            return False
        if after is not None and (self._vocabulary.plural(following) or (after.glued and after.kind == WORD)):
            return False
        era = i > 0 and (
            before in ("ad", "bc", "in", "since", "circa")
            or before in self._months
            or before.startswith("a.d")
            or tokens[i - 1].lower == "a.d."
        )
        spread = (
            i > 1
            and tokens[i - 1].lower in ("and", "to", "-", "–")
            and tokens[i - 2].kind == NUMBER
            and len(tokens[i - 2].text) == 4
        )
        return era or (spread and before != "-" and self._year_pair(tokens, i))

    def _year_pair(self, tokens: Sequence[Token], i: int) -> bool:
        return i > 2 and tokens[i - 3].lower in self._year_before
