"""The exported model, run as the program runs it, in one order of the two statements or averaged over both."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from factcheck.encoding import OnnxModel


class OnnxClaims:
    """Pairs of statements to probabilities of contradiction, entailment and neutral (pairs x 3)."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.model = OnnxModel(folder, threads)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """Raw logits of pairs in the order given."""
        return np.stack(self.model.run(self.model.tokenize(*map(list, zip(*pairs, strict=True)))))

    def one_way(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """Probabilities when the first statement is the premise."""
        return softmax(self.logits(pairs) / self.model.config["temperature"])

    def both_ways(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """Probabilities that do not depend on the order of the two."""
        return (self.one_way(pairs) + self.one_way([(b, a) for a, b in pairs])) / 2


def softmax(logits: np.ndarray) -> np.ndarray:
    """Rows of logits to rows of probabilities."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)
