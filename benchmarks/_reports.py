"""What a JSON report says of pairs of facts, found again in the set of articles that it was made of."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from _clusters import CONFLICTS, Pair, Told
from _judged import End

from factcheck.model import Verdict

_UNCERTAIN = re.compile(r"too uncertain to call \((\d+)%\)")


@dataclass(frozen=True)
class Reported:
    """A report of `told`: every pair it shows, and for each finding that turns on a clash the pair that leads it."""

    told: Sequence[Told]
    pairs: Sequence[Pair]
    leading: Sequence[Pair]

    @classmethod
    def of(cls, report: Mapping[str, Any], told: Sequence[Told], judged: Set[End]) -> Reported:
        """Read a report as factcheck.report.json writes it; `judged` says which of several like words is meant."""
        keys = {one.article.id: one.key for one in told}
        if not {article["id"] for article in report["articles"]} <= keys.keys():
            raise SystemExit("the report is of other articles, or of another version: run benchmarks/gva.py again")
        pairs: list[Pair] = []
        leading: list[Pair] = []
        for finding in report["findings"]:
            shown = list(_pairs(finding, keys, judged))
            pairs += [pair for _, pair in shown]
            lead = next(pair for is_lead, pair in shown if is_lead)
            if lead.verdict in CONFLICTS:
                leading.append(lead)
        return cls(told, pairs, leading)

    @property
    def story(self) -> Mapping[str, str]:
        """The story of each article, by its key."""
        return {one.key: one.story for one in self.told}

    def led(self) -> Sequence[Pair]:
        """Return the pairs that lead findings which turn on a clash of values, sure or doubtful."""
        return self.leading


def _pairs(finding: Mapping[str, Any], keys: Mapping[str, str], judged: Set[End]) -> Iterator[tuple[bool, Pair]]:
    """Yield each pair of a finding, and whether it leads; the confidence of others is rounded, or unknown."""
    for comparison in finding["comparisons"]:
        sides = [finding["sides"][comparison[name]] for name in ("left", "right")]
        left, right = sorted(_end(side, keys[side["article"]], judged) for side in sides)
        shown = Verdict(comparison["verdict"])
        uncertain = _UNCERTAIN.search(comparison["reason"])
        verdict = Verdict.CONTRADICTION if uncertain and shown is Verdict.UNDECIDED else shown
        is_lead = comparison["reason"] == finding["reason"]
        told = int(uncertain[1]) / 100 if uncertain else math.nan
        confidence = finding["confidence"] if is_lead else told
        yield is_lead, Pair(finding["kind"], left, right, verdict, shown, comparison["rule"], confidence, 1.0)


def _end(side: Mapping[str, Any], key: str, judged: Set[End]) -> End:
    """Return where a side's value stands in its statement; of several such words the judged ones, else the first."""
    words = re.finditer(rf"(?<!\w){re.escape(side['surface'])}(?!\w)", side["text"])
    starts = [word.start() for word in words] or [side["text"].find(side["surface"])]
    ends = [(key, side["start"] + start, side["start"] + start + len(side["surface"])) for start in starts]
    return next((end for end in ends if end in judged), ends[0])
