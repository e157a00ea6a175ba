"""How the tagger's sentences are read and its probabilities calibrated; the network is trained by hand, never here."""

import json
import re
import sys
from pathlib import Path

import numpy as np
import pytest

from factcheck.entities._model import cases_of

TAGGER = Path(__file__).parents[1] / "models" / "tagger"
sys.path[:0] = [str(TAGGER.parent), str(TAGGER)]

import _calibration as calibration  # noqa: E402
import _features as features  # noqa: E402


def test_the_shipped_model_has_the_labels_and_cases_of_the_training() -> None:
    config = json.loads((TAGGER / "config.json").read_text(encoding="utf-8"))
    assert tuple(config["labels"]) == features.LABELS
    assert config["cases"] == features.CASES
    assert config["max_length"] == features.LONGEST


def test_a_word_has_one_of_the_cases_of_the_training() -> None:
    lines = [
        "Anna R. Veld sold three of 20 McTarn shops there, says USA.",
        "ORS FINES NORDA PHARMA",
        "Mayor of Tarn Quits After Talks",
    ]
    assert {case for line in lines for case in cases_of(re.findall(r"\w+|\W", line))} == set(features.CASES)


def _told(sure: float, held: bool, document: str) -> calibration.Told:
    row = np.zeros(len(features.LABELS))
    row[features.LABELS.index("B-PER")] = sure
    return calibration.Told(row[None], "PER", held, document)


def test_the_fitted_temperature_makes_told_probabilities_hold() -> None:
    # Each span is told 0.99 and more, and six of ten are right.
    found = [_told(8.0, i % 10 < 6, str(i)) for i in range(50)]
    assert found[0].probability(1.0) > 0.99
    said = found[0].probability(calibration.fitted(found))
    assert said == pytest.approx(0.6, abs=0.03)
    _, error = calibration.reliability((span.probability(1.0), span.held) for span in found)
    assert error > 35


def test_no_document_is_fitted_and_checked_on() -> None:
    found = [_told(3.0, True, str(i // 4)) for i in range(40)]
    cut = calibration.folds(found)
    assert sum(len(kept) for _, kept in cut) == len(found)
    for rest, kept in cut:
        assert not {s.document for s in rest} & {s.document for s in kept}
        assert len(rest) + len(kept) == len(found)
