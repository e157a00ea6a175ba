"""What a reviewer's labels tell about the program: how often it is right, and from which confidence on."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from factcheck.decisions import Choice, Decision
from factcheck.review.log import opinions

ALL = "all kinds"
SCHEMA = "factcheck/labels/1"
_FEWEST = 10  # labels below which no threshold is advised: one more could turn it


@dataclass(frozen=True, slots=True)
class Interval:
    """A proportion with the bounds of its confidence interval, all 0 to 1."""

    share: float
    low: float
    high: float


def wilson(right: int, total: int, level: float = 0.95) -> Interval:
    """Return the share `right` of `total` with its Wilson score interval; (0, 1) wide when nothing was counted."""
    if not total:
        return Interval(0.0, 0.0, 1.0)
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = right / total
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half))


@dataclass(frozen=True, slots=True)
class Label:
    """A finding that its reviewers agree on; `real` when they confirmed it."""

    decision: Decision
    real: bool


def labels(decisions: Iterable[Decision]) -> tuple[Label, ...]:
    """Return a label for each finding that was confirmed or dismissed, by all who judged it alike.

    A decision counts although it has expired: what was seen then was seen.
    """
    found = []
    for known in opinions(decisions).values():
        choices = {decision.choice for decision in known}
        if choices in ({Choice.CONFIRMED}, {Choice.DISMISSED}):
            found.append(Label(known[-1], Choice.CONFIRMED in choices))
    return tuple(sorted(found, key=lambda label: label.decision.fingerprint))


@dataclass(frozen=True, slots=True)
class Precision:
    """Of the findings of one kind that reviewers judged, how many are real.

    `unsure` and `disputed` findings are counted here and enter no share.
    """

    kind: str
    right: int
    wrong: int
    unsure: int
    disputed: int

    @property
    def interval(self) -> Interval:
        """The precision with its 95 % interval."""
        return wilson(self.right, self.right + self.wrong)


def precision(decisions: Iterable[Decision]) -> tuple[Precision, ...]:
    """Return the precision of each kind in alphabetical order, and last that of all kinds together."""
    judged = [(known[-1].kind, {d.choice for d in known}) for known in opinions(decisions).values()]
    kinds = sorted({kind for kind, _ in judged})
    rows = [_row(kind, [choices for k, choices in judged if k == kind]) for kind in kinds]
    return (*rows, _row(ALL, [choices for _, choices in judged])) if judged else ()


def _row(kind: str, judged: Sequence[set[Choice]]) -> Precision:
    return Precision(
        kind,
        right=judged.count({Choice.CONFIRMED}),
        wrong=judged.count({Choice.DISMISSED}),
        unsure=judged.count({Choice.UNSURE}),
        disputed=sum(len(choices) > 1 for choices in judged),
    )


@dataclass(frozen=True, slots=True)
class Advice:
    """The lowest confidence from which on the labelled findings of a kind reach the precision aimed at.

    `threshold` is None when no confidence does or the labels are too few. `precision` is that of the findings at or
    above the threshold, `kept` the share of the real findings among them.
    """

    kind: str
    threshold: float | None
    precision: Interval
    kept: float
    labels: int
    reason: str


def advise(decisions: Iterable[Decision], target: float = 0.9) -> tuple[Advice, ...]:
    """Advise a threshold for each kind and for all together; `target` is the precision aimed at, 0 to 1."""
    known = labels(decisions)
    kinds = sorted({label.decision.kind for label in known})
    rows = [_advice(kind, [label for label in known if label.decision.kind == kind], target) for kind in kinds]
    return (*rows, _advice(ALL, known, target)) if known else ()


def _advice(kind: str, known: Sequence[Label], target: float) -> Advice:
    real = sum(label.real for label in known)
    everything = wilson(real, len(known))
    if len(known) < _FEWEST:
        return Advice(kind, None, everything, 1.0, len(known), f"too few labels: {len(known)} of at least {_FEWEST}")
    for threshold in sorted({label.decision.confidence for label in known}):
        above = [label for label in known if label.decision.confidence >= threshold]
        right = sum(label.real for label in above)
        if len(above) < _FEWEST:
            break
        if right >= target * len(above):
            kept = right / real if real else 0.0
            reason = f"{right} of {len(above)} at {threshold:.2f} or above are real"
            return Advice(kind, threshold, wilson(right, len(above)), kept, len(known), reason)
    return Advice(kind, None, everything, 1.0, len(known), f"no confidence gives a precision of {target:.0%}")


def export(decisions: Iterable[Decision]) -> str:
    """Return the labels as JSON Lines, by fingerprint; `premise` and `hypothesis` are the two sides most at odds.

    `label` is the finding's verdict where reviewers confirmed it, 'neutral' where they dismissed it.
    """
    return "".join(json.dumps(_record(label), ensure_ascii=False) + "\n" for label in labels(decisions))


def _record(label: Label) -> dict[str, object]:
    decision = label.decision
    texts = [" ".join(side.text.split()) for side in decision.sides]
    return {
        "schema": SCHEMA,
        "fingerprint": decision.fingerprint,
        "kind": decision.kind,
        "question": decision.question,
        "premise": texts[0] if texts else "",
        "hypothesis": texts[1] if len(texts) > 1 else "",
        "label": decision.verdict.value if label.real else "neutral",
        "verdict": decision.verdict.value,
        "confidence": round(decision.confidence, 3),
        "decision": decision.choice.value,
        "reason": decision.reason,
        "sides": [{"source": s.source, "path": s.path, "value": s.value, "text": s.text} for s in decision.sides],
    }


def markdown(decisions: Iterable[Decision], target: float = 0.9) -> str:
    """Return precision by kind and the advice as Markdown."""
    known = tuple(decisions)
    return "\n".join(_lines(precision(known), advise(known, target), target)) + "\n"


def _lines(rows: Sequence[Precision], advice: Sequence[Advice], target: float) -> Iterator[str]:
    yield "# Precision by your own decisions"
    yield ""
    if not rows:
        yield "No decisions yet: run `factcheck review`."
        return
    yield "| kind | real | false | precision | 95 % interval | unsure | disputed |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for row in rows:
        told = row.interval
        judged = row.right + row.wrong
        share, bounds = (f"{told.share:.0%}", f"{told.low:.0%} to {told.high:.0%}") if judged else ("–", "–")
        yield f"| {row.kind} | {row.right} | {row.wrong} | {share} | {bounds} | {row.unsure} | {row.disputed} |"
    yield ""
    yield f"To reach a precision of {target:.0%}:"
    yield ""
    for item in advice:
        if item.threshold is None:
            yield f"- {item.kind}: no advice, {item.reason}"
        else:
            bounds = f"{item.precision.low:.0%} to {item.precision.high:.0%}"
            yield (
                f"- {item.kind}: `--min-confidence {_floor(item.threshold)}`; {item.reason} "
                f"({item.precision.share:.0%}, {bounds}), {item.kept:.0%} of the real ones stay"
            )


def _floor(threshold: float) -> str:
    """Write the threshold with two digits, never above it: the finding it was read from must stay."""
    return f"{math.floor(threshold * 100 + 1e-9) / 100:.2f}"
