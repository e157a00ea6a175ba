"""Quantities and times in training sentences, found by the program's own extractors: what is edited is a fact."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from factcheck.config import Config
from factcheck.kinds.quantity import Quantities
from factcheck.kinds.time import Times
from factcheck.model import Article, Span, Statement


@dataclass(frozen=True, slots=True)
class Values:
    """The passages of a sentence that state a quantity and those that state a time."""

    quantities: Sequence[str] = ()
    times: Sequence[str] = ()


def values_of(sentences: Sequence[str], cache: Path) -> Mapping[str, Values]:
    """The values of each sentence that has any, read alone; kept in `cache`, a JSON file, between runs."""
    if not cache.exists():
        kinds = (Quantities(Config()), Times(Config()))
        found = {text: [_surfaces(kind, text) for kind in kinds] for text in sorted(set(sentences))}
        cache.write_text(json.dumps({text: row for text, row in found.items() if any(row)}))
    return {text: Values(*row) for text, row in json.loads(cache.read_text()).items()}


def _surfaces(kind: Quantities | Times, text: str) -> list[str]:
    article = Article(path="", text=text)
    return sorted({fact.surface for fact in kind.find([Statement(article, Span(0, len(text)))])})
