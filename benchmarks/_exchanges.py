"""A sentence with one of its facts exchanged for another: what a model finds of the two differs by that fact alone."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "claims"))

from _edits import VERB

from factcheck.model import Fact

MOST = 24
"""Rewordings of one sentence that are asked about."""


def exchangeable(text: str, names: Sequence[tuple[str, str]], facts: Sequence[Fact]) -> list[tuple[str, str]]:
    """Names, values and verbs in the past tense of a sentence, each after its kind."""
    values = [(fact.kind, " ".join(fact.surface.split())) for fact in facts]
    return sorted({*names, *values, *(("verb", verb) for verb in VERB.findall(text))})


def exchanged(text: str, own: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> list[str]:
    """Put each of `others` in the place of each of `own` of its kind; nothing that the sentence says already."""
    return [
        re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _, new=new: new, text)
        for kind, old in own
        for other, new in others
        if kind == other and old.casefold() not in new.casefold() and new.casefold() not in text.casefold()
    ][:MOST]
