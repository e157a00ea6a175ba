"""Names in training sentences, found by the project's own tagger, so that a name is exchanged for one of its type."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

from _edits import Name

FOLDER = Path(__file__).parents[1] / "tagger"
SURE = 0.6


def _tagger() -> ModuleType:
    spec = importlib.util.spec_from_file_location("_features", FOLDER / "_features.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def names_of(sentences: Sequence[str], cache: Path, threads: int) -> dict[str, list[Name]]:
    """PER, ORG and LOC spans of each sentence that has any; kept in `cache`, a JSON file, between runs."""
    if not cache.exists():
        texts = sorted(set(sentences))
        tagger, parts = _tagger().OnnxTagger(FOLDER), [texts[i : i + 500] for i in range(0, len(texts), 500)]
        with ThreadPoolExecutor(threads) as pool:
            spans = [row for part in pool.map(tagger, parts) for row in part]
        found = {
            text: [span[:3] for span in row if span[2] != "MISC" and span[3] >= SURE]
            for text, row in zip(texts, spans, strict=True)
        }
        cache.write_text(json.dumps({text: row for text, row in found.items() if row}))
    return {text: [(s, e, kind) for s, e, kind in row] for text, row in json.loads(cache.read_text()).items()}
