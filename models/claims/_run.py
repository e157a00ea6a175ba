"""The exported model, run as the program must run it: onnxruntime and tokenizers only, both orders averaged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class OnnxClaims:
    """Pairs of statements to probabilities of contradiction, entailment and neutral (pairs x 3)."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(self.config["max_length"], strategy="longest_first")

    def logits(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """Raw logits of pairs in the order given, each run alone, as int8 scales depend on what is in the batch."""
        found = []
        for encoding in self.tokenizer.encode_batch(list(pairs)):
            rows = (encoding.ids, encoding.attention_mask, encoding.type_ids)
            feed = {name: np.array([row], np.int64) for name, row in zip(INPUTS, rows, strict=True)}
            found.append(self.session.run(None, feed)[0][0])
        return np.stack(found)

    def one_way(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """Probabilities when the first statement is the premise."""
        return softmax(self.logits(pairs) / self.config["temperature"])

    def both_ways(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """Probabilities that do not depend on the order of the two."""
        return (self.one_way(pairs) + self.one_way([(b, a) for a, b in pairs])) / 2


def softmax(logits: np.ndarray) -> np.ndarray:
    """Rows of logits to rows of probabilities."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)
