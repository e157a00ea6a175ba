"""Scoring of quantity extraction: as CQE's authors score, and strictly one to one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import NamedTuple


class Tag(NamedTuple):
    """A quantity as an extractor or an annotator gives it: a number or the two ends of a range."""

    value: tuple[float, ...]
    unit: str
    change: str = ""


@dataclass
class Tally:
    """True positives against what was found and what should be."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def gold_tag(row: Mapping[str, str]) -> Tag:
    text = row["value"]
    ranged = "-" in text and not text.startswith("-") and "E" not in text
    value = tuple(float(part) for part in text.split("-")[:2]) if ranged else (float(text),)
    return Tag(value, row["normalized_unit"].lower(), row.get("change", ""))


def same_value(one: Tag, other: Tag) -> bool:
    return len(one.value) == len(other.value) and all(
        isclose(a, b, rel_tol=1e-5, abs_tol=1e-8) for a, b in zip(one.value, other.value, strict=True)
    )


def averaged(tag: Tag) -> Tag:
    """Return a range as its middle: the authors grant this to quantulum3, which cannot give ranges."""
    return tag._replace(value=(sum(tag.value) / len(tag.value),))


def as_authors(gold: Iterable[Sequence[Tag]], found: Iterable[Sequence[Tag]]) -> dict[str, Tally]:
    """Score as in satya77/CQE_Evaluation, evaluate_models.py.

    Both lists are sorted by unit. For each gold quantity the predictions are gone through: each one of equal value
    counts (while the sentence has gold left), its change counts when it is equal too, and one whose unit is equal
    counts, is used up and ends the search. So a prediction of the right value and a wrong unit may be met again.
    """
    tallies = {name: Tally() for name in ("value", "value+unit", "value+change")}
    for wanted, tags in zip(gold, found, strict=True):
        for tally in tallies.values():
            tally.found += len(tags)
            tally.wanted += len(wanted)
        left = len(wanted)
        free = sorted(tags, key=lambda tag: tag.unit)
        for quantity in sorted(wanted, key=lambda tag: tag.unit):
            for tag in free:
                if not same_value(quantity, tag):
                    continue
                if left > 0:
                    tallies["value"].right += 1
                    left -= 1
                tallies["value+change"].right += tag.change == quantity.change
                if tag.unit.lower() == quantity.unit:
                    tallies["value+unit"].right += 1
                    free = [item for item in free if item is not tag]
                    break
    return tallies


def one_to_one(gold: Iterable[Sequence[Tag]], found: Iterable[Sequence[Tag]]) -> dict[str, Tally]:
    """Score with each prediction used once, matched to the gold quantity that it equals in most respects."""
    tallies = {name: Tally() for name in ("value", "value+unit", "value+change")}
    for wanted, tags in zip(gold, found, strict=True):
        for tally in tallies.values():
            tally.found += len(tags)
            tally.wanted += len(wanted)
        for quantity, tag in matches(wanted, tags):
            tallies["value"].right += 1
            tallies["value+unit"].right += tag.unit.lower() == quantity.unit
            tallies["value+change"].right += tag.change == quantity.change
    return tallies


def matches(wanted: Sequence[Tag], tags: Sequence[Tag]) -> list[tuple[Tag, Tag]]:
    """Pair gold and predictions of equal value, those of equal unit and change first."""
    pairs = [(q, t) for q in range(len(wanted)) for t in range(len(tags)) if same_value(wanted[q], tags[t])]
    pairs.sort(key=lambda p: (tags[p[1]].unit.lower() != wanted[p[0]].unit, tags[p[1]].change != wanted[p[0]].change))
    used_q: set[int] = set()
    used_t: set[int] = set()
    out = []
    for q, t in pairs:
        if q not in used_q and t not in used_t:
            used_q.add(q)
            used_t.add(t)
            out.append((wanted[q], tags[t]))
    return out
