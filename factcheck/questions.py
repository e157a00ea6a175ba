"""Do two values answer the same question? A trained model reads both sentences, the values masked.

Its word is one feature of alignment among others (factcheck/features.py). What two newsrooms put in quite other words
has frames that are far apart; here the two sentences are read together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from factcheck.encoding import OnnxModel, models_folder
from factcheck.errors import ModelError

SUREST = 4.0  # log odds beyond which the model's word counts no more: it was trained on few ways of writing


class Questions(Protocol):
    """Tells how likely two masked sentences ask for the same thing."""

    @property
    def digest(self) -> str:
        """Hexadecimal SHA-256 that changes whenever the odds may."""

    def odds(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """Return the log odds, (n,), that both texts of each pair, as `Frame.asked` has them, ask one question."""


class OnnxQuestions:
    """The bundled cross-encoder in models/questions; raises ModelError when it cannot be used."""

    def __init__(self, model: OnnxModel) -> None:
        self._model = model
        self.digest = model.digest
        try:
            labels = list(model.config["labels"])
            self._same, self._other = labels.index("same"), labels.index("other")
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"{model.folder / 'config.json'}: names no labels; reinstall the package") from error

    @classmethod
    def bundled(cls, jobs: int = 0) -> OnnxQuestions:
        """Load the model that comes with the program."""
        return cls(OnnxModel(models_folder() / "questions", jobs))

    def odds(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """Return the log odds, (n,), that both texts of each pair ask one question, whichever stands first.

        At most 4 either way; 0 where a text is empty.
        """
        ordered = [(min(pair), max(pair)) for pair in pairs]
        distinct = [pair for pair in dict.fromkeys(ordered) if all(pair)]
        encodings = self._model.tokenize([left for left, _ in distinct], [right for _, right in distinct])
        found = {
            pair: float(np.clip(logits[self._same] - logits[self._other], -SUREST, SUREST))
            for pair, logits in zip(distinct, self._model.run(encodings), strict=True)
        }
        return np.array([found.get(pair, 0.0) for pair in ordered])
