"""The files as they are: where a passage of an article stands in its file, by line and column."""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.errors import InputError
from factcheck.model import Article, Place, Side, Span
from factcheck.paths import file_of
from factcheck.readers.decoding import decode
from factcheck.readers.files import LARGEST, load, suffix
from factcheck.readers.headlines import published

__all__ = ["places", "text_of"]

_BREAK = re.compile(r"\r\n|\r|\n")
_MARKUP = re.compile(
    r"<!--.*?-->|<(script|style|head)\b.*?</\1\s*>|<[^>]*>|&(?:#\w+|\w+);|\s+", re.DOTALL | re.IGNORECASE
)
_PAGES = (".html", ".htm", ".xhtml")
_RECORDS = (".json", ".jsonl", ".ndjson")


def text_of(file: Path) -> str:
    """Return the characters of a file, empty when it cannot be read any more."""
    try:
        return decode(load(file, LARGEST))[0]
    except InputError:
        return ""


def places(sides: Iterable[Side]) -> Mapping[tuple[str, Span], Place]:
    """Return where the statement and the value of each side stand; what cannot be found is left out."""
    known: dict[str, _Original] = {}
    found: dict[tuple[str, Span], Place] = {}
    for side in sides:
        article = side.article
        if article.path not in known:
            file = file_of(article.path)
            known[article.path] = _Original.of(article, file)
        for span in (side.span, side.value_span):
            if (article.path, span) not in found and (place := known[article.path].place(span)):
                found[article.path, span] = place
    return found


@dataclass(slots=True)
class _Original:
    """A file beside the article that was read from it.

    `text` is the article's text without the headline where this was put after it; `headline` is empty where it was not.
    """

    article: Article
    raw: str
    ending: str
    text: str
    headline: str
    lines: list[int] = field(default_factory=lambda: [0])
    page: _Letters | None = None

    @classmethod
    def of(cls, article: Article, file: Path | None) -> _Original:
        raw = text_of(file) if file else ""
        lines = [0, *(match.end() for match in _BREAK.finditer(raw))]
        text, headline = (article.text, "") if raw.endswith(article.text) else published(article)
        return cls(article, raw, suffix(file.name) if file else "", text, headline, lines)

    def place(self, span: Span) -> Place | None:
        if self.ending in _PAGES:
            self.page = self.page or _Letters.of(self.raw)
            ends = self.page.find(self.article.text, span)
            return self._between(*ends) if ends else None
        if self.ending in _RECORDS:
            return self._in_record(span)
        if span.start >= len(self.text):
            return self._in_headline(span)
        raw = self.raw if self.raw.endswith(self.text) else self.raw.rstrip()
        start = len(raw) - len(self.text)
        return self._between(start + span.start, start + span.end, exact=True) if raw.endswith(self.text) else None

    def _in_headline(self, span: Span) -> Place | None:
        """Find a headline in what stands before the text, whose line breaks and spaces may be others."""
        headline = re.search(r"\s+".join(map(re.escape, self.headline.split())), self.raw) if self.headline else None
        if not headline:
            return None
        before = "".join(self.article.text[len(self.text) : span.start].split())
        skipped = re.match(r"\s*".join(map(re.escape, before)), headline[0])
        wanted = re.compile(r"\s+".join(map(re.escape, span.of(self.article.text).split())))
        found = wanted.search(self.raw, headline.start() + (skipped.end() if skipped else 0), headline.end())
        return self._between(found.start(), found.end()) if found else None

    def _in_record(self, span: Span) -> Place | None:
        number = self.article.path.rpartition("#")[2]
        for ascii_only in (False, True):
            start = self.raw.find(_escaped(self.text, ascii_only))
            if start < 0:
                continue
            words = _escaped(span.of(self.article.text), ascii_only)
            if span.start < len(self.text):
                before = start + len(_escaped(self.text[: span.start], ascii_only))
            else:  # the headline stands in another field of the record
                before = min(_starts(words, self.raw), key=lambda at: abs(at - start), default=start)
            return self._between(before, before + len(words))
        return Place(int(number)) if number.isdecimal() and 0 < int(number) <= len(self.lines) else None

    def _between(self, start: int, end: int, exact: bool = False) -> Place:
        first, last = bisect_right(self.lines, start), bisect_right(self.lines, end)
        left, right = self.lines[first - 1], self.lines[last - 1]
        return Place(first, start - left + 1, last, end - right + 1, start if exact else None)


def _starts(words: str, text: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(re.escape(words), text)) if words else iter(())


def _escaped(text: str, ascii_only: bool) -> str:
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1]


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a page without markup and white space, and where each stands in the file."""

    letters: str
    at: list[int]

    @classmethod
    def of(cls, raw: str) -> _Letters:
        letters: list[str] = []
        at: list[int] = []
        position = 0
        for match in _MARKUP.finditer(raw):
            letters.append(raw[position : match.start()])
            at.extend(range(position, match.start()))
            if match[0].startswith("&"):
                character = "".join(html.unescape(match[0]).split())
                letters.append(character)
                at.extend([match.start()] * len(character))
            position = match.end()
        letters.append(raw[position:])
        at.extend(range(position, len(raw)))
        return cls("".join(letters), at)

    def find(self, text: str, span: Span) -> tuple[int, int] | None:
        """Return where the words of `span` begin and end in the file, told apart by what stands before them."""
        wanted = "".join(span.of(text).split())
        if not wanted:
            return None
        before = "".join(text[: span.start].split())
        starts = list(_starts(wanted, self.letters))
        if not starts:
            return None
        best = max(starts, key=lambda start: (_common_end(self.letters[:start], before), -start))
        return self.at[best], self.at[best + len(wanted) - 1] + 1


def _common_end(one: str, other: str) -> int:
    """Return how many letters the two have in common at their ends."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
