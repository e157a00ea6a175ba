"""Names in training sentences, found by the project's own tagger, so that a name is exchanged for one of its type."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from _edits import Name

from factcheck.entities import ModelTagger

SURE = 0.6


def names_of(sentences: Sequence[str], cache: Path, threads: int) -> dict[str, list[Name]]:
    """PER, ORG and LOC spans of each sentence that has any; kept in `cache`, a JSON file, between runs."""
    if not cache.exists():
        texts = sorted(set(sentences))
        tagger, parts = ModelTagger.load(jobs=threads), [texts[i : i + 500] for i in range(0, len(texts), 500)]
        spans = [row for part in parts for row in tagger.spans(part)]
        found = {
            text: [span[:3] for span in row if span[2] != "MISC" and span[3] >= SURE]
            for text, row in zip(texts, spans, strict=True)
        }
        cache.write_text(json.dumps({text: row for text, row in found.items() if row}))
    return {text: [(s, e, kind) for s, e, kind in row] for text, row in json.loads(cache.read_text()).items()}
