"""Plain text: a date line or header lines, a title, the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.errors import InputError
from factcheck.model import Article, Origin, Skipped
from factcheck.readers import datelines, dates, fields
from factcheck.readers.decoding import decode

_DATE_LINE = re.compile(
    r"\s*date:?[ \t]+(\d{4}-\d{1,2}-\d{1,2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?(?:\s+|\Z)", re.IGNORECASE
)
_HEADER = re.compile(r"[ \t]*([A-Za-z][A-Za-z _-]{1,18}):[ \t]+(\S.*?)[ \t]*(?:\r\n|\r|\n|\Z)")
_KEYS = {
    "title": "title",
    "headline": "title",
    "source": "source",
    "outlet": "source",
    "publisher": "source",
    "site": "source",
    "publication": "source",
    "date": "date",
    "published": "date",
    "publication date": "date",
    "url": "url",
    "link": "url",
    "by": "by",
    "byline": "by",
    "author": "by",
    "authors": "by",
}
_BLANK = re.compile(r"[ \t]*(?:\r\n|\r|\n)")
_TITLE = re.compile(r"\s*(\S[^\r\n]{2,159}?)[ \t]*(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*\S")
_LONGEST_VALUE = 300
_OURS = re.compile(
    r"[^\r\n]+:\d+: (?:contradiction|dispute|update)[^\r\n]* \[[0-9a-f]{16}\][\r\n]|\d+ findings? let through: "
)
_OURS_ENDS = "no contradictions, disputes or updates\n"


@dataclass(frozen=True, slots=True)
class Text:
    """Reads .txt. The article's text is the end of the file as decoded, line ends included."""

    suffixes: tuple[str, ...] = (".txt", ".text")
    day_first: bool | None = None

    def read(self, data: bytes, path: str) -> Iterator[Article | Skipped]:
        """Yield the article, and a note for whatever had to be guessed."""
        decoded, note = decode(data)
        if note:
            yield Skipped(path, "encoding", note)
        if _OURS.match(decoded) or decoded.endswith(_OURS_ENDS):
            yield fields.ours(path)
            return
        start, header = _headers(decoded)
        text = decoded[start:]
        if not text.strip():
            raise InputError("Empty; put the article's text into it or leave it out")
        written = header.get("date", "")
        published = dates.parse(written, self.day_first)
        known = fields.Stated(
            title=header.get("title") or title_line(text),
            source=header.get("source", ""),
            url=header.get("url", ""),
            published=published,
            bad_date="" if published else written,
        )
        yield from fields.article(path, text, known, Origin.HEADER)


def _headers(text: str) -> tuple[int, dict[str, str]]:
    """Return where the article starts and what the lines before it say."""
    if match := _DATE_LINE.match(text):
        return match.end(), {"date": match[1]}
    found: dict[str, str] = {}
    lines = position = 0
    while match := _HEADER.match(text, position):
        key = _KEYS.get(match[1].strip().lower())
        if key is None or len(match[2]) > _LONGEST_VALUE:
            break
        found.setdefault(key, match[2])
        lines, position = lines + 1, match.end()
    blank = _BLANK.match(text, position)
    # one such line may be a sentence ("Source: close to the talks."), unless a blank line or its value sets it apart
    certain = lines > 1 or blank or dates.parse(found.get("date", "")) or found.get("url", "").startswith("http")
    if not lines or not certain:
        return 0, {}
    while blank:
        position = blank.end()
        blank = _BLANK.match(text, position)
    return position, found


def title_line(text: str) -> str:
    """Return a first short line that a blank line sets apart and no full stop ends; empty when there is none."""
    match = _TITLE.match(text)
    if not match or match[1][-1] in ".:;,…" or datelines.of_line(match[1]):
        return ""
    return match[1]
