"""JSON and JSON Lines: records with a text and what is known of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.errors import InputError
from factcheck.model import Article, Origin, Skipped
from factcheck.readers import fields
from factcheck.readers.decoding import decode, mark, require_text

TEXT = ("text", "body", "content", "article", "articlebody", "contenttext", "fulltext", "maintext", "contenthtml")
LISTS = ("articles", "items", "documents", "docs", "records", "entries", "results", "data")
_MARKUP = re.compile(r"\s*<(?:!doctype|[a-z][a-z0-9]*[\s/>]).*</", re.IGNORECASE | re.DOTALL)
_ENDS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_LONGEST_ID = 120
_LONGEST_MARKUP = 1 << 16


@dataclass(frozen=True, slots=True)
class Json:
    """Reads .json: one article, a list of articles, or an object with a list of them (`articles`, `items`)."""

    suffixes: tuple[str, ...] = (".json",)
    day_first: bool | None = None

    def read(self, data: bytes, path: str) -> Iterator[Article | Skipped]:
        """Yield the articles, and a Skipped for each record that is none."""
        text, note = decode(data)
        if note:
            yield Skipped(path, "encoding", note)
        if not text.strip():
            raise InputError('Empty; put a record with a "text" field into it or leave it out')
        try:
            content = json.loads(text)
        except json.JSONDecodeError as error:
            if error.msg == "Extra data" and "\n" in text[: error.pos + 1]:
                yield from JsonLines(day_first=self.day_first).read(data, path)
                return
            raise InputError(
                f"Not valid JSON, line {error.lineno} column {error.colno}: {error.msg}; "
                "correct it, or name it .jsonl when it holds a record a line"
            ) from error
        except (RecursionError, ValueError) as error:
            raise InputError(
                f'Not readable as JSON ({error}); write a list of records with a "text" field each'
            ) from error
        content = {"articles": content} if isinstance(content, list) else content
        if _listed(content) == []:
            raise InputError('Holds an empty list; put records with a "text" field into it')
        yield from _Records(path, self.day_first).read(content, "")


@dataclass(frozen=True, slots=True)
class JsonLines:
    """Reads .jsonl: an article a line. A bad line is listed with its number, the rest is read."""

    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")
    day_first: bool | None = None

    def read(self, data: bytes, path: str) -> Iterator[Article | Skipped]:
        """Yield the articles, and a Skipped for each line that is none."""
        return (item for _, item in self.numbered(data, path))

    def numbered(self, data: bytes, path: str) -> Iterator[tuple[int, Article | Skipped]]:
        """Yield what `read` does, each with the number of its line, from 1."""
        require_text(data)
        name, skip = mark(data)
        if name and name != "utf-8":
            data, skip = data[skip:].decode(name, "replace").encode("utf-8", "replace"), 0
        records = _Records(path, self.day_first)
        empty = True
        # not str.splitlines, which also ends a line at U+2028 inside a string
        for number, line in enumerate(_lines(data, skip), start=1):
            if not line.strip():
                continue
            empty = False
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, Skipped(path, "record", _bad_line(number, error))
                continue
            yield from ((number, item) for item in records.read(record, str(number)))
        if empty:
            raise InputError('Empty; put a record with a "text" field on each line or leave it out')


def _lines(data: bytes, start: int) -> Iterator[bytes]:
    separator = b"\n" if b"\n" in data else b"\r"
    while start < len(data):
        end = data.find(separator, start)
        end = len(data) if end < 0 else end
        yield data[start:end]
        start = end + 1


def _bad_line(number: int, error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"Line {number} is not UTF-8; convert the file, for example with iconv -t utf-8"
    if isinstance(error, json.JSONDecodeError):
        what = error.msg.removesuffix(" at")
        return f"Line {number} is not valid JSON: {what} at column {error.colno}; write one whole record a line"
    return f"Line {number} is not readable as JSON ({error}); write one flat record a line"


def _listed(content: Any) -> list[Any] | None:  # noqa: ANN401
    if not isinstance(content, Mapping):
        return None
    found = fields.normalised(content)
    if any(isinstance(found.get(key), str) for key in TEXT):
        return None
    return next((found[key] for key in LISTS if isinstance(found.get(key), list)), None)


def _is_ours(record: Any) -> bool:  # noqa: ANN401
    """Tell whether a record is written by factcheck: in a schema of its own, in SARIF or in rdjson."""
    match record:
        case {"schema": str(schema)}:
            return schema.startswith("factcheck/")
        case {"runs": [{"tool": {"driver": {"name": "factcheck"}}}, *_]}:
            return True
        case {"source": {"name": "factcheck"}, "diagnostics": list()}:
            return True
    return False


@dataclass(slots=True)
class _Records:
    """Turns records into articles with a path each of their own."""

    path: str
    day_first: bool | None
    taken: set[str] = field(default_factory=set)

    def read(self, record: Any, place: str) -> Iterator[Article | Skipped]:  # noqa: ANN401
        """Yield what the record at `place`, its line or position, holds; place "" is a file of one record."""
        if _is_ours(record):
            yield fields.ours(self.path)
            return
        listed = _listed(record)
        if listed is not None and place.count(".") < 2:
            for number, inner in enumerate(listed, start=1):
                yield from self.read(inner, f"{place}.{number}" if place else str(number))
            return
        where = f"Record {place}" if place else "The file"
        if not isinstance(record, Mapping):
            yield Skipped(self.path, "record", f'{where} is not an object; write {{"text": …, "date": …}}')
            return
        found = fields.normalised(record)
        text = _text(found)
        if text is None:
            known = ", ".join(sorted(str(key) for key in record)[:8]) or "none"
            reason = f'{where} has no text (its fields: {known}); give it a string field "text"'
            yield Skipped(self.path, "record", fields.sound(reason))
            return
        path = self._path(fields.plain(found.get("id")), place)
        if not text.strip():
            yield Skipped(path, "record", f"{where} has an empty text; fill it or leave the record out")
            return
        yield from fields.article(path, text, fields.stated(record, self.day_first), Origin.FIELD)

    def _path(self, identity: str, place: str) -> str:
        if not place:
            return self.path
        identity = _ENDS.sub("_", identity)[:_LONGEST_ID] or place
        path = f"{self.path}#{identity}"
        while path in self.taken:
            path = f"{path}@{place}"
        self.taken.add(path)
        return path


def _text(found: Mapping[str, Any]) -> str | None:
    for key in TEXT:
        value = found.get(key)
        if isinstance(value, Mapping):
            value = value.get("rendered")
        if isinstance(value, list):
            parts = [part for part in value if isinstance(part, str)]
            value = "\n\n".join(parts) if parts and len(parts) == len(value) else None
        if isinstance(value, str):
            text = fields.sound(value)
            return _without_markup(text) if _MARKUP.match(text[:_LONGEST_MARKUP]) else text
    return None


def _without_markup(text: str) -> str:
    from factcheck.readers.html import fragment  # lxml, for records that hold markup only

    return fragment(text)
