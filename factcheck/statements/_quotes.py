"""Where quotation marks open and close in a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARK = re.compile(r"[\"“”„«»]|''|``|(?<!\w)‘(?=\w)|’(?!\w)")
_PLAIN = {"''": '"', "``": '"'}
_CLOSES = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"'}


@dataclass(frozen=True, slots=True)
class Quotes:
    """Spans in quotation marks, the marks included, in order and disjoint."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Quotes:
        """Find the quotations of the paragraph `text[start:end]`.

        A mark that is never closed quotes to the end of the paragraph; one that closes what was not opened quotes
        from its start. A straight mark behind a digit measures inches.
        """
        spans: list[tuple[int, int]] = []
        opened, closers = -1, ""
        for found in _MARK.finditer(text, start, end):
            mark, at = _PLAIN.get(found.group(), found.group()), found.start()
            if opened >= 0:
                if mark in closers:
                    spans.append((opened, found.end()))
                    opened = -1
            elif mark == '"' and at > start and not text[at - 1].isspace() and text[at - 1] not in "([—–-":
                if not text[at - 1].isdigit() and not spans and text[at - 1] in ".,!?…":
                    spans.append((start, found.end()))
            elif mark in _CLOSES:
                opened, closers = at, _CLOSES[mark]
            elif mark in "”»" and not spans:
                spans.append((start, found.end()))
        if opened >= 0 and closers != "’":
            spans.append((opened, end))
        return cls(tuple(a for a, _ in spans), tuple(b for _, b in spans))

    def holds(self, offset: int) -> bool:
        """Tell whether the character at `offset` stands in quotation marks."""
        i = bisect_right(self.starts, offset) - 1
        return i >= 0 and offset < self.ends[i]
