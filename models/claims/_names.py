"""Names in training sentences, found by the project's own tagger, so that a name is exchanged for one of its type."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import numpy as np
import onnxruntime
from _edits import Name
from tokenizers import Tokenizer

BATCH = 16


def features() -> ModuleType:
    """The tagger's input and output conventions, from its own folder."""
    path = Path(__file__).parents[1] / "tagger" / "_features.py"
    spec = importlib.util.spec_from_file_location("_features", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def names_of(sentences: Sequence[str], cache: Path, threads: int) -> dict[str, list[Name]]:
    """PER, ORG and LOC spans of each sentence that has any; kept in `cache`, a JSON file, between runs."""
    if cache.exists():
        return {text: [tuple(name) for name in names] for text, names in json.loads(cache.read_text()).items()}
    folder, rules = Path(__file__).parents[1] / "tagger", features()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(rules.LONGEST)
    found: dict[str, list[Name]] = {}
    ordered = sorted(set(sentences), key=lambda text: (len(text), text))
    for start in range(0, len(ordered), BATCH):
        texts = ordered[start : start + BATCH]
        encodings = tokenizer.encode_batch(texts)
        width = max(len(e.ids) for e in encodings)
        inputs = {name: np.zeros((len(texts), width), np.int64) for name in rules.INPUTS}
        for row, (encoding, text) in enumerate(zip(encodings, texts, strict=True)):
            size = len(encoding.ids)
            inputs["input_ids"][row, :size] = encoding.ids
            inputs["attention_mask"][row, :size] = 1
            inputs["token_type_ids"][row, :size] = rules.kinds_of(encoding, text)
        for encoding, text, logits in zip(encodings, texts, session.run(None, inputs)[0], strict=True):
            spans = [s[:3] for s in rules.spans_of(logits, rules.words_of(encoding)) if s[2] != "MISC" and s[3] > 0.6]
            if spans:
                found[text] = spans
    cache.write_text(json.dumps(found))
    return found
