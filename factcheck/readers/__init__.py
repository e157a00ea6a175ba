"""Files, folders and standard input to `Article`s: a file per input format, offsets true to the text as read."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import entry_points
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from factcheck.errors import InputError, UsageError
from factcheck.model import Article, Skipped
from factcheck.readers.decoding import decode
from factcheck.readers.files import LARGEST, collect, expand, load, suffix
from factcheck.readers.headlines import headlined
from factcheck.readers.html import Html
from factcheck.readers.markdown import Markdown
from factcheck.readers.records import Json, JsonLines
from factcheck.readers.settling import settle
from factcheck.readers.text import Text

__all__ = ["Reader", "builtin", "read"]

GROUP = "factcheck.readers"
STDIN = "-"
_LARGEST_ARTICLE = 16 << 20
_JSON = re.compile(r"\{|\[\s*[\]{\"]")  # "[Updated] Talks" and "[Talks](https://…)" are texts


@runtime_checkable
class Reader(Protocol):
    """Reads one input format; a third party registers an instance under the entry point group `factcheck.readers`.

    `suffixes` are in lower case with their dot. `read` yields what the bytes hold: an Article for each text, with
    `path` or `path#ID` as its path and a date only where the format states one, and a Skipped for each record it
    cannot read. It raises InputError, saying what would help, when the whole input cannot be read.
    """

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings of the format."""

    def read(self, data: bytes, path: str) -> Iterable[Article | Skipped]:
        """Read the bytes of one file, already unpacked."""


def builtin(day_first: bool | None = None) -> tuple[Reader, ...]:
    """Return the readers that come with factcheck; `day_first` says how to read the date 01/10/2022."""
    return (
        Text(day_first=day_first),
        Markdown(day_first=day_first),
        Html(day_first=day_first),
        Json(day_first=day_first),
        JsonLines(day_first=day_first),
    )


def read(
    paths: Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    default_date: date | None = None,
    day_first: bool | None = None,
    today: date | None = None,
    readers: Sequence[Reader] | None = None,
) -> tuple[list[Article], list[Skipped]]:
    """Read every article that `paths` hold, sorted by path, and tell what was not read or was doubtful.

    A path is a file, a folder (read to its depths, without hidden files), a pattern, or "-" for `stdin`. `default_date`
    dates the articles that do not. A Skipped is a "file" or "record" that was not read, a "date" or "encoding" that
    is in doubt, or a "report" of our own. `today` only serves to note dates in the future. Raises UsageError for a
    missing path; no articles means that nothing was readable.
    """
    readers = [*builtin(day_first), *_plugins()] if readers is None else readers
    by_suffix = {ending: reader for reader in readers for ending in reader.suffixes}
    names = [str(path) for path in paths]
    files, skipped = expand([name for name in names if name != STDIN], frozenset(by_suffix))
    inputs = [(file.name, _of_file(file.path, file.name, by_suffix)) for file in files]
    if STDIN in names:
        inputs.append((STDIN, _of_stdin(stdin, by_suffix)))
    articles: list[Article] = []
    for name, found in inputs:
        try:
            for item in found:
                if isinstance(item, Skipped):
                    skipped.append(item)
                    continue
                article, notes = settle(item, default_date, today or date.today())
                articles.append(headlined(article))
                skipped.extend(notes)
        except InputError as error:
            skipped.append(Skipped(name, "file", str(error)))
    return sorted(articles, key=lambda article: article.path), sorted(skipped, key=lambda item: (item.path, item.what))


def _of_file(path: Path, name: str, by_suffix: dict[str, Reader]) -> Iterable[Article | Skipped]:
    reader = by_suffix.get(suffix(name))
    data = load(path, _largest(reader))
    yield from (reader or _by_content(data, by_suffix)).read(data, name)


def _of_stdin(stdin: BinaryIO | None, by_suffix: dict[str, Reader]) -> Iterable[Article | Skipped]:
    stream = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise UsageError("-: standard input is closed; name a file or folder instead")
    data = collect(stream, LARGEST)
    yield from _by_content(data, by_suffix).read(data, STDIN)


def _largest(reader: Reader | None) -> int:
    return _LARGEST_ARTICLE if isinstance(reader, Text | Markdown | Html) else LARGEST


def _by_content(data: bytes, by_suffix: dict[str, Reader]) -> Reader:
    """Choose the reader of standard input, or of a file whose name says nothing, by how its text begins."""
    head = decode(data[:4096])[0].lstrip().lower()
    if _JSON.match(head):
        ending = ".json"
    elif head.startswith(("<!doctype html", "<html")):
        ending = ".html"
    else:
        ending = ".md" if head.startswith(("---\n", "---\r", "+++\n", "+++\r", "# ")) else ".txt"
    if ending not in by_suffix:
        raise InputError(f"Begins like {ending}, which none of the readers given reads; give one that does")
    return by_suffix[ending]


def _plugins() -> list[Reader]:
    found: list[Reader] = []
    for entry in entry_points(group=GROUP):
        try:
            reader = entry.load()
            reader = reader() if isinstance(reader, type) else reader
        except Exception as error:
            raise UsageError(
                f"{entry.value}: reader plug-in '{entry.name}' does not load ({error}); uninstall it"
            ) from error
        if not isinstance(reader, Reader):
            raise UsageError(f"{entry.value}: reader plug-in '{entry.name}' has no suffixes and read; uninstall it")
        found.append(reader)
    return found
