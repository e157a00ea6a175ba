"""Comments in an article that let one finding pass: `<!-- factcheck: ignore 0123456789abcdef the reason -->`.

The colon may be left out before "ignore"; other comments that only begin with our name are nobody's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SUFFIXES = (".md", ".markdown", ".html", ".htm", ".xhtml")
_COMMENT = re.compile(r"<!--\s*factcheck(?:\s*:|(?=\s+ignore\b))(?P<said>.*?)-->", re.DOTALL | re.IGNORECASE)
_IGNORE = re.compile(r"\s*ignore\s+(?P<fingerprint>[0-9a-f]{16})\b[\s:,–—-]*(?P<reason>.*)", re.DOTALL | re.IGNORECASE)

_MALFORMED = "is not understood; write <!-- factcheck: ignore FINGERPRINT the reason -->"


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment; `problem` says why it cannot be followed, empty when it can."""

    path: str
    line: int
    fingerprint: str = ""
    reason: str = ""
    problem: str = ""


def find(text: str, path: str) -> Iterator[Suppression]:
    """Yield the comments for us in the text of a Markdown or HTML file."""
    for comment in _COMMENT.finditer(text):
        line = len(re.findall(r"\r\n|\r|\n", text[: comment.start()])) + 1
        match = _IGNORE.fullmatch(comment["said"])
        if not match:
            yield Suppression(path, line, problem=_MALFORMED)
            continue
        reason = " ".join(match["reason"].split())
        problem = "" if reason else "gives no reason and is not followed; add one after the fingerprint"
        yield Suppression(path, line, match["fingerprint"].lower(), reason, problem)
