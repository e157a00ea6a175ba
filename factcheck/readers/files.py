"""Which files are meant by the paths given, and their bytes."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import IO

from factcheck.errors import InputError, UsageError
from factcheck.model import Skipped
from factcheck.readers.decoding import require_text

LARGEST = 1 << 30
_RATIO = 200
_CHUNK = 1 << 20
_LEFT_OUT = frozenset(("node_modules", "__pycache__", "factcheck-baseline.json", "factcheck-decisions.jsonl"))
_DOCUMENTS = frozenset(
    (
        ".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".mht", ".mhtml", ".rst", ".adoc", ".tex", ".csv", ".tsv",
        ".xml", ".rss", ".atom", ".eml", ".zip",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """A file to read and the name that it has in reports."""

    name: str
    path: Path


def suffix(name: str) -> str:
    """Return the suffix that tells the format, in lower case: that before .gz where the name ends so."""
    path = Path(name)
    return Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def expand(paths: Sequence[str], known: frozenset[str]) -> tuple[list[File], list[Skipped]]:
    """Return every file meant by `paths`, each once and by name, and what a folder holds that no reader reads.

    Raises UsageError that names every missing path.
    """
    named: list[Path] = []
    missing: list[str] = []
    for given in paths:
        matches = [] if os.path.lexists(given) else sorted(glob(given, recursive=True))  # noqa: PTH207  # a pattern may be absolute
        if os.path.exists(given):  # noqa: PTH110  # Path.exists raises for a name that is too long for a file
            named.append(Path(given))
        elif matches:
            named += map(Path, matches)
        else:
            missing.append(given)
    if missing:
        what = "no such file or folder; check the spelling"
        raise UsageError("; ".join(f"{_name(Path(path))}: {what}" for path in missing))
    files: list[File] = []
    skipped: list[Skipped] = []
    # files before folders: a file named outright keeps the name it was given
    for path in sorted(named, key=lambda path: path.is_dir()):
        if path.is_dir():
            for found in _walk(path, known):
                (files if isinstance(found, File) else skipped).append(found)  # type: ignore[arg-type]
        else:
            files.append(File(_name(path), path))
    return _once(files), skipped


def _once(files: list[File]) -> list[File]:
    seen: dict[str, File] = {}
    for file in files:
        seen.setdefault(os.path.realpath(file.path), file)
    return sorted(seen.values(), key=lambda file: file.name)


def _walk(folder: Path, known: frozenset[str]) -> Iterator[File | Skipped]:
    root = os.path.realpath(folder)
    found = False
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError as error:
            found = True
            yield Skipped(_name(current), "file", f"Folder cannot be listed ({error.strerror}); check its permissions")
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name in _LEFT_OUT:
                continue
            item = _entry(current / entry.name, entry, root, known)
            if item is None and entry.is_dir(follow_symlinks=False):
                waiting.append(current / entry.name)
            elif item is not None:
                found = True
                yield item
    if not found:
        suffixes = ", ".join(sorted(known))
        yield Skipped(_name(folder), "file", f"Folder holds nothing readable; factcheck reads {suffixes}, also .gz")


def _entry(path: Path, entry: os.DirEntry[str], root: str, known: frozenset[str]) -> File | Skipped | None:
    if entry.is_symlink():
        target = os.path.realpath(path)
        if os.path.commonpath((root, target)) != root:
            # a pull request must not get a file of the machine quoted in the report
            what = "Link that leads out of the folder; name it on the command line to read it"
            return Skipped(_name(path), "file", what)
        if not Path(target).exists() and suffix(entry.name) in known:
            return Skipped(_name(path), "file", "Link to a file that does not exist; restore it or delete the link")
        if not Path(target).is_file():
            return None
    elif not entry.is_file(follow_symlinks=False):
        return None
    kind = suffix(entry.name)
    if kind in known:
        return File(_name(path), path)
    if kind in _DOCUMENTS:
        return Skipped(_name(path), "file", f"Format {kind} is not read; save the article as .txt, .md, .html or .json")
    return None


def _name(path: Path) -> str:
    """Name a path as the user did, with posix separators; what lies below the working folder, relative to it."""
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    # file names may hold bytes that no encoding can write
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def load(path: Path, largest: int) -> bytes:
    """Return the bytes of a file, unpacked when its name ends in .gz; raises InputError that names the remedy."""
    try:
        if path.suffix.lower() == ".gz":
            with path.open("rb") as raw, gzip.open(raw) as unpacked:
                return collect(unpacked, largest, ratio_to=path.stat().st_size)  # type: ignore[arg-type]
        with path.open("rb") as raw:
            return collect(raw, largest)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError("Damaged gzip data; fetch or pack the file again") from error
    except OSError as error:
        raise InputError(f"Cannot be read ({error.strerror or error}); check its permissions") from error


def collect(stream: IO[bytes], largest: int, ratio_to: int = 0) -> bytes:
    """Read a stream to its end, or raise InputError as soon as it proves binary or larger than `largest` bytes.

    `ratio_to` is the packed size of what is being unpacked.
    """
    chunks: list[bytes] = []
    total = 0
    while chunk := stream.read(_CHUNK):
        if not chunks:
            require_text(chunk)
        chunks.append(chunk)
        total += len(chunk)
        if total > largest:
            raise InputError(f"Larger than {largest >> 20} MB; split it into smaller files")
        if ratio_to and total > 64 * _CHUNK and total > _RATIO * ratio_to:
            raise InputError(f"Unpacks to more than {_RATIO} times its size; unpack it yourself if you trust it")
    return b"".join(chunks)
