"""What stands on a page beside the article: cookie notices, "See also" lines, time stamps, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factcheck.model import Span
from factcheck.statements import _stamps

_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = " *_|:-–—•>#\t"
_LONGEST_LINE = 1000
_LONGEST_STAMP = 120
_LONGEST_CREDIT = 150
_CREDITS = ("copyright ", "©", "c) ", "photo:", "photos:", "image:")
_PLACEHOLDER = re.compile(r"\$(?:\{|__)")
HALF_DAY = re.compile(r"\b[ap]\.\s?m\.$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}$|[|•·,-]$")
_BYLINE = re.compile(r"(?:[Bb]y|Written by|Reporting by|Edited by|Report by)\s+[A-Z][^.!?\n]{2,80}$")


@dataclass(frozen=True, slots=True)
class Furniture:
    """The vocabulary of page furniture, in lower case."""

    openers: tuple[str, ...]
    labels: tuple[str, ...]
    lines: frozenset[str]
    sentences: tuple[tuple[str, ...], ...]
    stamp: frozenset[str]
    calendar: frozenset[str]
    shapes: re.Pattern[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Furniture:
        """Read the table `furniture` of the lexicon."""
        return cls(
            openers=tuple(entry.casefold() for entry in table["openers"]),
            labels=tuple(entry.casefold() for entry in table["labels"]),
            lines=frozenset(entry.casefold() for entry in table["lines"]),
            sentences=tuple(tuple(part.casefold() for part in row) for row in table["sentences"]),
            stamp=frozenset(entry.casefold() for entry in (*table["stamp"], *table["calendar"])),
            calendar=frozenset(entry.casefold() for entry in table["calendar"]),
            shapes=_stamps.pattern(table["controls"]),
        )

    def inside(self, text: str) -> Iterator[tuple[Span, str]]:
        """Yield what stands among the sentences of a paragraph and is none, in order, and why."""
        return _stamps.stamps(self.shapes, text)

    def line(self, text: str) -> str:
        """Tell why a line is no part of the article, empty when it is."""
        if not any(sign.isalnum() for sign in text):
            return "markup"
        if len(text) > _LONGEST_LINE:
            return ""
        folded = text.casefold().strip(_SIGNS)
        # a line that begins with a small letter goes on with the sentence of the line before
        fresh = not text.lstrip(_SIGNS)[:1].islower()
        if folded in self.lines or (fresh and folded.startswith(self.openers)):
            return "page furniture"
        if fresh and any(
            folded.startswith(label) and folded[len(label) :].lstrip()[:1] in (":", "|") for label in self.labels
        ):
            return "page furniture"
        if all(_ADDRESS.match(word) for word in text.split()):
            return "link list"
        if _BYLINE.match(text):
            return "byline"
        return "time stamp" if self._is_stamp(text) else ""

    def sentence(self, text: str) -> str:
        """Tell why a sentence is no part of the article, empty when it is."""
        if not any(sign.isalnum() for sign in text):
            return "markup"
        if len(text) > _LONGEST_LINE:
            return ""
        if _PLACEHOLDER.search(text):
            return "markup"
        folded = text.casefold().lstrip("(")
        credit = folded.startswith(_CREDITS) and len(folded) < _LONGEST_CREDIT
        return "page furniture" if credit or any(all(part in folded for part in row) for row in self.sentences) else ""

    def _is_stamp(self, text: str) -> bool:
        place, _, rest = text.partition("|")
        text = rest if rest and place.isupper() else text  # "OSK | Sun Mar 3, 2024 8:13am EST"
        if len(text) > _LONGEST_STAMP or not any(sign.isdigit() for sign in text):
            return False
        words = [word.casefold() for word in _WORD.findall(text)]
        calendar = any(word in self.calendar for word in words) or "/" in text or text.count("-") == 2 or ":" in text
        ended = text[-1] in ".!?" and not HALF_DAY.search(text)
        return calendar and all(word in self.stamp for word in words) and not ended
