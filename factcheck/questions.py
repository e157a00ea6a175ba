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

# Log odds of one order below which the other is not asked: the mean of both ranks better (planted dates 67.0 to 69.3),
# but hardly ever makes one question of what one order takes for two.
_SETTLED = -2.0
SUREST = 4.5  # log odds beyond which the model's word counts no more: it was trained on few ways of writing


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

        At most `SUREST` either way; 0 where a text is empty.
        """
        ordered = [(min(pair), max(pair)) for pair in pairs]
        odds = np.zeros(len(pairs))
        asked = [n for n, pair in enumerate(ordered) if all(pair)]
        odds[asked] = self._told([ordered[n] for n in asked])
        open_ = [n for n in asked if odds[n] > _SETTLED]
        odds[open_] = (odds[open_] + self._told([(other, one) for one, other in (ordered[n] for n in open_)])) / 2
        return np.clip(odds, -SUREST, SUREST)

    def _told(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        encodings = self._model.tokenize([one for one, _ in pairs], [other for _, other in pairs])
        told = [logits[self._same] - logits[self._other] for logits in self._model.run(encodings)]
        return np.array(told, dtype=np.float64)
