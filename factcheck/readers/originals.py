"""The files as they are: where a passage of an article stands in its file, by line and column."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from factcheck.errors import InputError
from factcheck.model import Article, Place, Side, Span
from factcheck.paths import file_of
from factcheck.readers.decoding import decode
from factcheck.readers.files import LARGEST, load, suffix
from factcheck.readers.headlines import published
from factcheck.readers.records import JsonLines

__all__ = ["places", "text_of"]

_BREAK = re.compile(r"\r\n|\r|\n")
_MARKUP = re.compile(
    r"<!--.*?-->|<(script|style|head)\b.*?</\1\s*>|<[^>]*>|&(?:#\w+|\w+);|\s+", re.DOTALL | re.IGNORECASE
)
_PAGES = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson")
_RECORDS = (".json", *_LINES)
_SHORT = {'"': '"', "\\": "\\", "/": "/", "\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t"}
_CHARACTER = re.compile(r"(?:\\u[dD][89abAB]..)?\\u....|\\.|[^\\]", re.DOTALL)


def text_of(file: Path) -> str:
    """Return the characters of a file, empty when it cannot be read any more."""
    try:
        return decode(load(file, LARGEST))[0]
    except InputError:
        return ""


def places(sides: Iterable[Side]) -> Mapping[tuple[str, Span], Place]:
    """Return where the statement and the value of each side stand; what cannot be found is left out."""
    files: dict[Path | None, _File] = {}
    known: dict[str, _Original] = {}
    found: dict[tuple[str, Span], Place] = {}
    for side in sides:
        article = side.article
        if article.path not in known:
            path = file_of(article.path)
            if path not in files:
                files[path] = _File.of(path)
            known[article.path] = _Original.of(article, files[path])
        for span in (side.span, side.value_span):
            if (article.path, span) not in found and (place := known[article.path].place(span)):
                found[article.path, span] = place
    return found


@dataclass(frozen=True, slots=True)
class _File:
    """The characters of a file and where its lines begin; of JSON Lines also the line of each article, by its path."""

    raw: str = ""
    ending: str = ""
    lines: Sequence[int] = (0,)
    line_of: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path | None) -> _File:
        raw, line_of, ending = text_of(path) if path else "", {}, suffix(path.name) if path else ""
        if path and ending in _LINES:
            with suppress(InputError):
                read = JsonLines().numbered(load(path, LARGEST), path.as_posix())
                line_of = {item.path: number for number, item in read if isinstance(item, Article)}
        return cls(raw, ending, [0, *(match.end() for match in _BREAK.finditer(raw))], line_of)

    def record(self, path: str) -> tuple[int, int]:
        """Return where the line begins and ends that holds an article; the whole file where lines tell nothing."""
        number = self.line_of.get(path, 0)
        if not 0 < number <= len(self.lines):
            return 0, len(self.raw)
        return self.lines[number - 1], self.lines[number] if number < len(self.lines) else len(self.raw)

    def between(self, start: int, end: int, exact: bool = False) -> Place:
        """Return the place of two offsets; it holds the first of them only if `exact`."""
        first, last = bisect_right(self.lines, start), bisect_right(self.lines, end)
        left, right = self.lines[first - 1], self.lines[last - 1]
        return Place(first, start - left + 1, last, end - right + 1, start if exact else None)


@dataclass(slots=True)
class _Original:
    """A file beside an article that was read from it.

    `text` is the article's text without the headline where this was put after it; `headline` is empty where it was not.
    """

    article: Article
    file: _File
    text: str
    headline: str
    _page: _Letters | None = None
    _written: Sequence[int] | None = None

    @classmethod
    def of(cls, article: Article, file: _File) -> _Original:
        text, headline = (article.text, "") if file.raw.endswith(article.text) else published(article)
        return cls(article, file, text, headline)

    def place(self, span: Span) -> Place | None:
        if self.file.ending in _PAGES:
            self._page = self._page or _Letters.of(self.file.raw)
            ends = self._page.find(self.article.text, span)
            return self.file.between(*ends) if ends else None
        if self.file.ending in _RECORDS:
            return self._in_record(span)
        if span.start >= len(self.text):
            return self._in_headline(span)
        raw = self.file.raw if self.file.raw.endswith(self.text) else self.file.raw.rstrip()
        start = len(raw) - len(self.text)
        found = raw.endswith(self.text)
        return self.file.between(start + span.start, start + span.end, exact=True) if found else None

    def _in_headline(self, span: Span) -> Place | None:
        """Find a headline in what stands before the text, whose line breaks and spaces may be others."""
        raw = self.file.raw
        headline = re.search(r"\s+".join(map(re.escape, self.headline.split())), raw) if self.headline else None
        if not headline:
            return None
        before = "".join(self.article.text[len(self.text) : span.start].split())
        skipped = re.match(r"\s*".join(map(re.escape, before)), headline[0])
        wanted = re.compile(r"\s+".join(map(re.escape, span.of(self.article.text).split())))
        found = wanted.search(raw, headline.start() + (skipped.end() if skipped else 0), headline.end())
        return self.file.between(found.start(), found.end()) if found else None

    def _in_record(self, span: Span) -> Place | None:
        start, end = self.file.record(self.article.path)
        if self._written is None:
            found = _json(self.text).search(self.file.raw, start, end)
            self._written = [*_characters(found), found.end()] if found else ()
        written = self._written
        if not written:  # its markup was taken out: the line is all that can be told
            return Place(self.file.line_of[self.article.path]) if self.article.path in self.file.line_of else None
        if span.end <= len(self.text):
            return self.file.between(written[span.start], written[span.end])
        # the headline stands in another field of the record
        others = _json(span.of(self.article.text)).finditer(self.file.raw, start, end)
        best = min(others, key=lambda match: abs(match.start() - written[0]), default=None)
        return self.file.between(*best.span()) if best else None


def _json(text: str) -> re.Pattern[str]:
    """Return a pattern of all the ways to write `text` in a JSON string."""
    return re.compile("".join(map(_as_json, text)))


@cache
def _as_json(character: str) -> str:
    if character == " " or (character.isascii() and character.isalnum()):
        return character
    code = character.encode("utf-16-be", "surrogatepass").hex()
    ways = ["".join(rf"(?i:\\u{code[at : at + 4]})" for at in range(0, len(code), 4))]
    if short := _SHORT.get(character):
        ways.append(re.escape(f"\\{short}"))
    if character >= " " and character not in '"\\':
        ways.append(re.escape(character))
    return f"(?:{'|'.join(reversed(ways))})"


def _characters(found: re.Match[str]) -> Iterator[int]:
    """Yield where each character begins of what is written in a JSON string."""
    return (match.start() for match in _CHARACTER.finditer(found.string, *found.span()))


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a page without markup and white space, and where each stands in the file.

    `ends` tells where a letter ends that is written as an entity, by its number.
    """

    letters: str
    at: list[int]
    ends: Mapping[int, int]

    @classmethod
    def of(cls, raw: str) -> _Letters:
        letters: list[str] = []
        at: list[int] = []
        ends: dict[int, int] = {}
        position = 0
        for match in _MARKUP.finditer(raw):
            letters.append(raw[position : match.start()])
            at.extend(range(position, match.start()))
            if match[0].startswith("&"):
                character = "".join(html.unescape(match[0]).split())
                letters.append(character)
                at.extend([match.start()] * len(character))
                ends[len(at) - 1] = match.end()
            position = match.end()
        letters.append(raw[position:])
        at.extend(range(position, len(raw)))
        return cls("".join(letters), at, ends)

    def find(self, text: str, span: Span) -> tuple[int, int] | None:
        """Return where the words of `span` begin and end in the file, told apart by what stands before them."""
        wanted = "".join(span.of(text).split())
        if not wanted:
            return None
        before = "".join(text[: span.start].split())
        starts = [match.start() for match in re.finditer(re.escape(wanted), self.letters)]
        if not starts:
            return None
        best = max(starts, key=lambda start: (_common_end(self.letters[:start], before), -start))
        last = best + len(wanted) - 1
        return self.at[best], self.ends.get(last, self.at[last] + 1)


def _common_end(one: str, other: str) -> int:
    """Return how many letters the two have in common at their ends."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
