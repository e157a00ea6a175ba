"""Text of an article -> paragraphs: furniture and markup apart, wrapped lines together, headings and lists told apart.

All offsets count in `Article.text`. Analysis runs on a copy of the same length in which markup is blanked out, so
that an offset means the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from factcheck.model import Block, Span
from factcheck.statements._furniture import Furniture

BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
FINAL = frozenset(".!?…。！？")
CLOSERS = "\"'”’»“)]*_"
_WIDEST_WRAP = 120
_FEWEST_FULL = 2
_HEADING_WORDS = 20
_HEADING_CHARS = 150

_IMAGE = re.compile(r"!\[[^\]\n]{0,400}\]\([^()\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]{1,1000}(?:\s[\"'][^\"'\n]{0,300}[\"'])?\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?…])[*_](?!\w)|~~|`+")
_MARKER = re.compile(r"(?:[-*+•●▪◦‣·]|\(?\d{1,2}[.)]|\(?[a-z]\)|\([ivx]{1,4}\))\s+(?=\S)")
_DAY = re.compile(r"\(?\d{1,2}\.\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_INNER_STOP = re.compile(r"[^\W\d_A-Z]{2}[.!?][\"”’)]*\s")
_HASHES = re.compile(r"#{1,6}\s+")
_QUOTED = re.compile(r"(?:>\s?)+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text that is read in one go. `alone` tells that blank lines or nothing stand around it."""

    span: Span
    block: Block
    number: int
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part of the text that is no statement, and why: "page furniture", "markup", "dateline", "time stamp"."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Paragraphs in order, what was left out of them, and the text with markup blanked (same length, same offsets)."""

    plain: str
    paragraphs: tuple[Paragraph, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    gap: bool
    block: Block = Block.BODY


def lay_out(text: str, furniture: Furniture) -> Layout:
    """Find the paragraphs of `text`, in time linear in its length."""
    plain, dropped = _blanked(text)
    lines: list[_Line] = []
    gap = True
    for raw in _lines(plain):
        start, end = trim(plain, raw.start, raw.end)
        if start == end:
            gap = True
            continue
        why = furniture.line(plain[start:end]) or _only_links(raw.of(text))
        if why:
            dropped.append(Dropped(Span(start, end), why))
            gap = True
            continue
        line = _typed(plain, _Line(start, end, gap))
        if line.start > start:
            dropped.append(Dropped(Span(start, line.start), "markup"))
        lines.append(line)
        gap = False
    paragraphs = _headed(plain, _numbered(plain, lines))
    return Layout(plain, tuple(paragraphs), tuple(sorted(dropped, key=lambda d: (d.span.start, d.span.end))))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends inwards over white space and invisible characters."""
    while start < end and (text[start].isspace() or text[start] in INVISIBLE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in INVISIBLE):
        end -= 1
    return start, end


def ends_finally(text: str) -> bool:
    """Tell whether `text` ends as a sentence does: a final sign, closing quotes and brackets after it allowed."""
    body = text[-12:].rstrip().rstrip(CLOSERS).rstrip()
    return bool(body) and body[-1] in FINAL


def _lines(plain: str) -> Iterator[Span]:
    position = 0
    for found in BREAK.finditer(plain):
        yield Span(position, found.start())
        position = found.end()
    yield Span(position, len(plain))


def _blanked(text: str) -> tuple[str, list[Dropped]]:
    """Replace comments, images, link targets, tags and emphasis by blanks of the same length."""
    holes: list[Span] = []
    position = text.find("<!--")
    while position >= 0:
        end = text.find("-->", position)
        if end < 0:
            break
        holes.append(Span(position, end + 3))
        position = text.find("<!--", end + 3)
    plain = _without(text, holes)
    for pattern in (_IMAGE, _TAG, _EMPHASIS):
        found = [Span(*match.span()) for match in pattern.finditer(plain)]
        holes += found
        plain = _without(plain, found)
    links = [
        part
        for match in _LINK.finditer(plain)
        for part in (Span(match.start(), match.start(1)), Span(match.end(1), match.end()))
    ]
    return _without(plain, links), [Dropped(hole, "markup") for hole in (*holes, *links)]


def _without(text: str, holes: list[Span]) -> str:
    parts: list[str] = []
    position = 0
    for hole in holes:
        parts += (text[position : hole.start], " " * len(hole))
        position = hole.end
    return "".join((*parts, text[position:]))


def _only_links(line: str) -> str:
    """Tell "link list" when nothing but Markdown links without a full stop stands in the line."""
    if "](" not in line:
        return ""
    rest = _LINK.sub("", _IMAGE.sub("", line))
    sentence = any(match.group(1).rstrip()[-1:] in FINAL for match in _LINK.finditer(line))
    return "link list" if not sentence and not any(sign.isalnum() for sign in rest) else ""


def _typed(plain: str, line: _Line) -> _Line:
    """Tell what the marker at the start of the line makes of it, and step over the marker."""
    for pattern, block in ((_QUOTED, Block.QUOTE), (_HASHES, Block.HEADING), (_MARKER, Block.LIST)):
        found = pattern.match(plain, line.start, line.end)
        if found and found.end() < line.end and not (block is Block.LIST and _DAY.match(plain, line.start)):
            return replace(line, start=trim(plain, found.end(), line.end)[0], block=block)
    return line


def _numbered(plain: str, lines: list[_Line]) -> list[Paragraph]:
    """Gather lines into paragraphs: lines of a hard-wrapped text run on, those of any other text stand alone."""
    width = _wrap_width(plain, lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _runs_on(plain, groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    gaps = [group[0].gap for group in groups] + [True]
    return [
        Paragraph(Span(group[0].start, group[-1].end), group[0].block, number, gaps[number] and gaps[number + 1])
        for number, group in enumerate(groups)
    ]


def _wrap_width(plain: str, lines: list[_Line]) -> int:
    """Return the width to which the text is hard-wrapped, 0 when it is not.

    A typesetter breaks a line where the next word would not fit: when most lines that stop in mid-sentence are full
    in that way, the text is wrapped.
    """
    widths = [line.end - line.start for line in lines if _first_word(plain, line) < line.end - line.start]
    width = max(widths, default=0)
    if width > _WIDEST_WRAP:
        return 0
    broken = [
        line.end - line.start + 1 + _first_word(plain, after)
        for line, after in pairwise(lines)
        if not after.gap and after.block in (Block.BODY, line.block) and not ends_finally(plain[line.start : line.end])
    ]
    full = sum(needed > width for needed in broken)
    return width if full >= _FEWEST_FULL and full * 10 >= len(broken) * 6 else 0


def _first_word(plain: str, line: _Line) -> int:
    for position in range(line.start, line.end):
        if plain[position].isspace():
            return position - line.start
    return line.end - line.start


def _runs_on(plain: str, before: _Line, line: _Line, width: int) -> bool:
    if line.gap or not width or before.block is Block.HEADING:
        return False
    if line.block is not Block.BODY:
        return line.block is Block.QUOTE is before.block
    short = before.end - before.start + 1 + _first_word(plain, line) < width * 0.75
    return not short or plain[line.start].islower()


def _headed(plain: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Mark as headings the short lines without a final sign, and the short questions that stand alone."""
    out: list[Paragraph] = []
    for paragraph, after in zip_longest(paragraphs, paragraphs[1:]):
        follower = after.span.of(plain) if after else ""
        heading = paragraph.block is Block.BODY and _is_heading(paragraph.span.of(plain), follower, paragraph.alone)
        out.append(replace(paragraph, block=Block.HEADING) if heading else paragraph)
    return out


def _is_heading(text: str, follower: str, alone: bool) -> bool:
    if len(text) > _HEADING_CHARS or not 1 <= len(text.split()) <= _HEADING_WORDS:
        return False
    if text[0] in "\"“”«‘'—–-" or not (text[0].isupper() or text[0].isdigit()):
        return False
    if text.endswith("?"):
        return alone and bool(follower) and len(text.split()) <= 12 and not any(s in text[:-1] for s in ".!?")
    return (
        not _INNER_STOP.search(text)
        and not ends_finally(text)
        and text[-1] not in ",;:-–—_"
        and not follower[:1].islower()
    )
