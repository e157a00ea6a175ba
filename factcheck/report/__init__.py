"""Report -> text: a file per format, each a pure function of the report.

Third parties add one under the entry point group `factcheck.reports`, as a `Format`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import PurePath

from factcheck.errors import UsageError
from factcheck.model import Report


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a report: its name, the file suffixes it is chosen by, and the function that renders it.

    With `places`, the report is given the line and column of every side (`Report.places`).
    """

    name: str
    suffixes: tuple[str, ...]
    render: Callable[[Report], str]
    places: bool = False


def _lazily(module: str) -> Callable[[Report], str]:
    def render(report: Report) -> str:
        text: str = import_module(f"factcheck.report.{module}").render(report)
        return text

    return render


BUILT_IN: tuple[Format, ...] = (
    Format("markdown", (".md", ".markdown"), _lazily("markdown")),
    Format("json", (".json",), _lazily("json")),
    Format("html", (".html", ".htm"), _lazily("html")),
    Format("text", (".txt", ".log"), _lazily("text"), places=True),
    Format("sarif", (".sarif", ".sarif.json"), _lazily("sarif"), places=True),
    Format("junit", (".xml",), _lazily("junit"), places=True),
    Format("github", (), _lazily("github"), places=True),
    Format("rdjson", (".rdjson", ".rdjson.json"), _lazily("rdjson"), places=True),
    Format("csv", (".csv",), _lazily("csv"), places=True),
)


def formats() -> tuple[Format, ...]:
    """Return the built-in formats and those of installed third parties."""
    return (*BUILT_IN, *(point.load() for point in entry_points(group="factcheck.reports")))


def by_name(name: str) -> Format:
    """Return the format called `name`; UsageError lists the known ones."""
    for known in formats():
        if known.name == name:
            return known
    raise UsageError(f"--format {name}: no such format (known: {', '.join(f.name for f in formats())})")


def by_suffix(path: str) -> Format:
    """Return the format that the suffix of `path` asks for."""
    name = PurePath(path).name.lower()
    matches = [(suffix, known) for known in formats() for suffix in known.suffixes if name.endswith(suffix)]
    if matches:
        return max(matches, key=lambda match: len(match[0]))[1]
    known_suffixes = ", ".join(suffix for known in formats() for suffix in known.suffixes)
    raise UsageError(f"-o {path}: the suffix names no format; use one of {known_suffixes}, or --format NAME")
