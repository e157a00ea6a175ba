"""Is the confidence of a finding a probability? Asked of pairs of unlike values that were read and judged by hand.

    python benchmarks/calibration.py --data ../shared/data -o reports/calibration.md
    python benchmarks/calibration.py --data ../shared/data --sample /tmp/pairs.txt      # more pairs for a reader

Runs the program over the articles of gva, wikinews and allsides whose stories hold judged pairs, the stories withheld,
finds the pairs again by their offsets, and compares the confidence that each gets with what the reader found. Draws
the diagram beside the report, as SVG. `--store` keeps what each text gives, so that another run over the same code is
quick.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from _clusters import CONFLICTS, SETS, Pair, Run, Told, articles, check, draw, shown
from _diagram import reliability
from _judged import (
    LABELS,
    Label,
    Numbers,
    Scored,
    bins,
    brier,
    calibration_error,
    found_again,
    held_out,
    lowest_threshold,
    mapped,
    platt,
    precision,
    read,
    standing_for,
    tally,
)
from _reports import Reported

from factcheck.model import Verdict

LABELLED = Path(__file__).parents[1] / "models" / "alignment" / "findings.jsonl"
MOST = {"allsides": 300}  # articles of a set that pairs are drawn from
STRATA = (0.1, 0.2, 0.5, 0.8)
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
AIM = 0.9
PER_STRATUM = 30
PER_STORY = 3
FEWEST = 20  # pairs of a kind that tell something of it alone
ALL = "all"


@dataclass(frozen=True)
class Judged:
    """A label, the pair of the run that it is about, None when the run compared no such pair, and its half."""

    label: Label
    pair: Pair | None
    check: bool

    @property
    def clash(self) -> bool:
        """The run takes the two values for unlike, and tells how surely."""
        return self.pair is not None and self.pair.verdict in CONFLICTS and not math.isnan(self.pair.confidence)


def with_judged(told: Sequence[Told], labels: Sequence[Label]) -> list[Told]:
    """Return the articles of the stories that hold a judged pair: what two articles give depends on no third."""
    named = {end[0] for label in labels for end in (label.left, label.right)}
    stories = {one.story for one in told if one.key in named}
    return [one for one in told if one.story in stories]


def judged(labels: Sequence[Label], runs: Mapping[str, Run | Reported]) -> list[Judged]:
    """Find each label's pair in the runs."""
    out: list[Judged] = []
    for name, done in runs.items():
        own = [label for label in labels if label.source == name]
        story = done.story
        for label, number in zip(own, found_again(own, done.pairs), strict=True):
            out.append(Judged(label, done.pairs[number] if number >= 0 else None, held_out(story[label.left[0]])))
    return out


def stratum(pair: Pair) -> str:
    """Name the part of a run's clashes that a pair belongs to: kind, within or across, range of confidence."""
    return f"{pair.kind} {pair.within} {bisect_right(STRATA, pair.confidence)}"


def to_judge(runs: Mapping[str, Run | Reported], found: Sequence[Judged]) -> dict[str, list[Pair]]:
    """Draw pairs for a reader, by set: up to `PER_STRATUM` of each part of the clashes, the judged ones included.

    A hash decides which; of one story no more than `PER_STORY`, reported ones apart.
    """
    seen = {j.pair for j in found if j.pair}
    taken = Counter(stratum(pair) for pair in seen if pair.verdict in CONFLICTS)
    told = Counter(runs[j.label.source].story[j.label.left[0]] for j in found)
    out: dict[str, list[Pair]] = {name: [] for name in runs}
    for name, done in runs.items():
        story = done.story
        for pair in sorted(set(done.led()) - seen, key=draw):
            part, of = stratum(pair), story[pair.left[0]]
            grave = pair.reported in CONFLICTS
            if grave or (taken[part] < PER_STRATUM and told[of] < PER_STORY):
                taken[part] += 1
                told[of] += 1
                out[name].append(pair)
    return out


def scored(found: Sequence[Judged], population: Counter[str] | None = None) -> Scored:
    """Return confidences and truths of judged clashes; an unclear one counts as none that holds."""
    pairs = [j.pair for j in found if j.pair]
    weight = standing_for([stratum(p) for p in pairs], population) if population else np.ones(len(pairs))
    return Scored(
        np.array([p.confidence for p in pairs], dtype=np.float64),
        np.array([j.label.label == "conflict" for j in found], dtype=np.float64),
        weight,
    )


# --- the report ---


def write(labels: Sequence[Label], runs: Mapping[str, Run | Reported], picture: str) -> tuple[str, str]:
    """Return the report as Markdown, and its diagram as SVG."""
    found = judged(labels, runs)
    population = Counter(stratum(pair) for done in runs.values() for pair in done.led())
    clashes = [j for j in found if j.clash]
    fitting, checking = ([j for j in clashes if j.check is half] for half in (False, True))
    fitted = maps(fitting)
    told, plain = scored(checking, population), scored(checking)
    again = {
        "one map of its log odds, fitted on the other half": remapped(checking, {ALL: fitted[ALL]}),
        "a map for each kind, fitted on the other half": remapped(checking, fitted),
    }
    lines = [
        "# Is the confidence of a finding a probability?",
        "",
        "Made by `python benchmarks/calibration.py --data ../shared/data -o reports/calibration.md --sets "
        f"{' '.join(runs)}`; the stories are withheld.",
        "",
        *_what(labels, found, population),
        *_labels(labels),
        *_fate(found),
        f"## Fit, on the half of the stories kept for checking ({len(checking)} clashes, "
        f"{int(plain.real.sum())} of them conflicts)",
        "",
        f"![reliability diagram]({picture})",
        "",
        "| | expected calibration error | the same, weighed to a run | Brier score |",
        "|---|---:|---:|---:|",
        _errors("as shipped", plain, told),
        *(_errors(name, plain.with_(p), told.with_(p)) for name, p in again.items()),
        *_by_kind(checking, population),
        "",
        "Judged pairs are even over confidence; weighed, each counts for as many of a run's clashes as it stands for. "
        "Maps: " + "; ".join(f"{kind} x {slope:.2f} {shift:+.2f}" for kind, (slope, shift) in fitted.items()) + ".",
        "",
        *_ranges("As shipped", plain),
        *_precision(clashes, checking),
    ]
    drawn = {"as shipped": bins(plain), "after a map for each kind": bins(plain.with_(remapped(checking, fitted)))}
    return "\n".join(lines) + "\n", reliability(drawn)


def maps(found: Sequence[Judged]) -> dict[str, tuple[float, float]]:
    """Fit slope and shift of the log odds for all pairs, and for each kind with enough of them."""
    out = {ALL: platt(scored(found))}
    for kind in sorted({j.label.kind for j in found}):
        own = [j for j in found if j.label.kind == kind]
        if len(own) >= FEWEST:
            out[kind] = platt(scored(own))
    return out


def remapped(found: Sequence[Judged], fitted: Mapping[str, tuple[float, float]]) -> Numbers:
    """Return the confidences after the map of their kind, or that of all."""
    every = scored(found).probability
    return np.array(
        [float(mapped(p, *fitted.get(j.label.kind, fitted[ALL]))) for p, j in zip(every, found, strict=True)],
        dtype=np.float64,
    )


def _what(labels: Sequence[Label], found: Sequence[Judged], population: Counter[str]) -> list[str]:
    articles = len({end[0] for label in labels for end in (label.left, label.right)})
    sets = sorted({label.source for label in labels})
    return [
        f"{len(labels)} pairs of values that the program took for unlike, undecided or changed, of {', '.join(sets)}, "
        "were read in both articles by one reader (a language model). At most three are of one story, reported "
        f"contradictions apart; {articles} articles. `models/alignment/findings.jsonl` holds digests of the articles, "
        "offsets and labels, no text. A story belongs to one half by a hash of its name: numbers may be fitted on one "
        "half, the other only checks. Two things are not held out: the weights of the alignment have seen whether "
        "values agree in all stories, never these labels of the half that checks; and rules of comparison were written "
        "after reading classes of errors in both halves.",
        "",
        f"A run over the articles of those stories gives {population.total()} findings that turn on a clash of values, "
        "reported or listed as undecided.",
        "",
    ]


def _labels(labels: Sequence[Label]) -> list[str]:
    causes = Counter(label.cause for label in labels if label.label != "conflict" and label.cause)
    return [
        "## What the reader found",
        "",
        "| kind | " + " | ".join(LABELS) + " |",
        "|---|" + "---:|" * len(LABELS),
        *(
            f"| {kind} | " + " | ".join(str(counts[name]) for name in LABELS) + " |"
            for kind, counts in tally(labels, lambda label: label.kind).items()
        ),
        "",
        "*Conflict*: both cannot be true of one thing. *Other*: another person, event, day, scope, a part and its "
        "whole. *Fits*: one thing, no clash. *Misread*: a value, or what it belongs to, was misunderstood. *Unclear* "
        "counts as no conflict below.",
        "",
        "Causes, most frequent first: " + ", ".join(f"{name} {n}" for name, n in causes.most_common()) + ".",
        "",
    ]


def _fate(found: Sequence[Judged]) -> list[str]:
    columns = [*(v.value for v in reversed(Verdict)), "not compared"]
    counts = {
        name: Counter(j.pair.reported.value if j.pair else "not compared" for j in found if j.label.label == name)
        for name in LABELS
    }
    return [
        "## What becomes of the judged pairs now",
        "",
        "| judged | " + " | ".join(columns) + " |",
        "|---|" + "---:|" * len(columns),
        *(f"| {name} | " + " | ".join(str(own[column]) for column in columns) + " |" for name, own in counts.items()),
        "",
        "*Not compared*: no longer taken for one thing, or no longer read as a value.",
        "",
    ]


def _errors(name: str, plain: Scored, told: Scored) -> str:
    return f"| {name} | {calibration_error(plain):.3f} | {calibration_error(told):.3f} | {brier(plain):.3f} |"


def _by_kind(found: Sequence[Judged], population: Counter[str]) -> Iterator[str]:
    for kind in sorted({j.label.kind for j in found}):
        own = [j for j in found if j.label.kind == kind]
        if len(own) >= FEWEST:
            yield _errors(f"as shipped, {kind} ({len(own)})", scored(own), scored(own, population))


def _ranges(name: str, plain: Scored) -> list[str]:
    return [
        f"| {name}: confidence | pairs | told | held | 95 % interval |",
        "|---|---:|---:|---:|---|",
        *(
            f"| {b.low:.2f} to {b.high:.2f} | {b.pairs} | {b.told:.2f} | {b.held:.2f} | "
            f"{b.interval.low:.2f} to {b.interval.high:.2f} |"
            for b in bins(plain)
        ),
        "",
    ]


def _precision(clashes: Sequence[Judged], checking: Sequence[Judged]) -> list[str]:
    halves = {"both halves": scored(clashes), "the half for checking": scored(checking)}
    head = ["| at least | " + " | ".join(halves) + " |", "|---|" + "---|" * len(halves)]
    lines = ["## Precision by threshold", "", *head]
    for threshold in THRESHOLDS:
        cells = []
        for told in halves.values():
            number, share = precision(told, threshold)
            cells.append(f"{share.share:.2f} of {number} ({share.low:.2f} to {share.high:.2f})" if number else "none")
        lines.append(f"| {threshold} | " + " | ".join(cells) + " |")
    reached = [
        f"{name}: {'never' if (least := lowest_threshold(told, AIM)) is None else f'{least:.2f}'}"
        for name, told in halves.items()
    ]
    return [*lines, "", f"Lowest threshold from which {AIM:.0%} of the judged hold: " + "; ".join(reached) + "."]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--sample", type=Path, help="write pairs still to be judged there (it holds article text)")
    parser.add_argument("--report", type=Path, help="take gva from the JSON report that gva.py --keep wrote")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=SETS)
    parser.add_argument("--store", type=Path, help="a folder that keeps what each text gives between runs")
    options = parser.parse_args()
    labels = [label for label in read(LABELLED) if label.source in options.sets]
    runs: dict[str, Run | Reported] = {}
    for name in options.sets:
        told = articles(options.data, name, MOST.get(name, 0) if options.sample else 0)
        if name == "gva" and options.report:
            ends = {end for label in labels for end in (label.left, label.right)}
            runs[name] = Reported.of(json.loads(options.report.read_text(encoding="utf-8")), told, ends)
            continue
        if not options.sample:
            told = with_judged(told, labels)
        print(f"{name}: {len(told)} articles", file=sys.stderr)
        runs[name] = check(told, options.store / name if options.store else None)
    if options.sample:
        drawn = to_judge(runs, judged(labels, runs))
        options.sample.write_text("".join(shown(pairs, runs[n].told) for n, pairs in drawn.items()), encoding="utf-8")
        print(f"{sum(map(len, drawn.values()))} pairs written to {options.sample}")
    if options.output:
        picture = options.output.with_suffix(".svg")
        text, drawing = write(labels, runs, picture.name)
        options.output.write_text(text, encoding="utf-8")
        picture.write_text(drawing, encoding="utf-8")
        print(text)


if __name__ == "__main__":
    main()
