"""Span F1 and calibration of the shipped tagger on news it has not seen.

python benchmarks/tagger.py --data ../shared/data -o reports/tagger.md
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "tagger"))

from _data import Sentence, sentences
from _features import OnnxTagger

TAGGER = Path(__file__).parents[1] / "models" / "tagger"
TYPES = ("PER", "ORG", "LOC")
SETS = {"uner_pud": "news and Wikipedia sentences (UNER, PUD)", "gum_news": "Wikinews articles and interviews (GUM)"}
Span = tuple[int, int, str]
INTRO = """# The tagger on news it has not seen

Made by `python benchmarks/tagger.py --data ../shared/data -o reports/tagger.md`, from the shipped int8 model, with
onnxruntime and tokenizers only. Exact spans and types in running text; 95 % intervals by resampling sentences.
Baseline: each run of capitalised words is {most}, the commonest type of the training set.
A perceptron trained on the same sets was measured at 64 (uner_pud).
"""


def counts(gold: Sequence[Sentence], found: Sequence[Sequence[Span]]) -> list[Counter]:
    """Per sentence: right, found and true spans, by type and in all."""
    rows = []
    for sentence, spans in zip(gold, found, strict=True):
        true, given = {s for s in sentence.spans if s[2] in TYPES}, {s[:3] for s in spans if s[2] in TYPES}
        row = Counter()
        for what, which in (("right", true & given), ("found", given), ("true", true)):
            for span in which:
                row[what, span[2]] += 1
                row[what, "all"] += 1
        rows.append(row)
    return rows


def figures(total: Counter, kind: str) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    right, found, true = (total[what, kind] for what in ("right", "found", "true"))
    return 100 * right / max(1, found), 100 * right / max(1, true), 200 * right / max(1, found + true)


def interval(rows: Sequence[Counter]) -> tuple[float, float]:
    """The middle 95 % of F1 over 1,000 resamples of the sentences."""
    rng, values = random.Random(1), []
    for _ in range(1000):
        total = Counter()
        for row in rng.choices(rows, k=len(rows)):
            total.update(row)
        values.append(figures(total, "all")[2])
    values.sort()
    return values[25], values[974]


def capitals(most: str) -> Callable[[str], list[Span]]:
    """The baseline: each run of capitalised words, a lone first word aside, is of the commonest type."""

    def spans(text: str) -> list[Span]:
        runs = re.finditer(r"\b[A-Z][\w'’-]*(?: (?:of |the )?[A-Z][\w'’-]*)*", text)
        return [(m.start(), m.end(), most) for m in runs if m.start() or " " in m.group()]

    return spans


def reliability(gold: Sequence[Sentence], found: Sequence[Sequence[tuple]]) -> tuple[list[str], float]:
    """Rows of a reliability table over found spans, and the expected calibration error in percent points."""
    pairs = [
        (span[3], span[:3] in set(sentence.spans))
        for sentence, spans in zip(gold, found, strict=True)
        for span in spans
        if span[2] in TYPES
    ]
    rows, error = [], 0.0
    edges = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
    for low, high in pairwise(edges):
        inside = [(p, ok) for p, ok in pairs if low < p <= high]
        if inside:
            said, held = sum(p for p, _ in inside) / len(inside), sum(ok for _, ok in inside) / len(inside)
            error += abs(said - held) * len(inside) / len(pairs)
            rows.append(f"| {low:.2f} to {high:.2f} | {len(inside)} | {said:.2f} | {held:.2f} |")
    return rows, 100 * error


def section(name: str, gold: Sequence[Sentence], tagger: OnnxTagger, most: str) -> list[str]:
    """One evaluation set's part of the report."""
    found = tagger([s.text for s in gold])
    plain = capitals(most)
    lines = [f"## {name}: {SETS[name]}, {len(gold)} sentences", "", "| | P | R | F1 | spans |", "|---|---|---|---|---|"]
    rows = counts(gold, found)
    total = sum(rows, Counter())
    low, high = interval(rows)
    for kind in ("all", *TYPES):
        note = f" ({low:.1f} to {high:.1f})" if kind == "all" else ""
        precision, recall, f1 = figures(total, kind)
        lines.append(f"| {kind} | {precision:.1f} | {recall:.1f} | **{f1:.1f}**{note} | {total['true', kind]} |")
    base = sum(counts(gold, [plain(s.text) for s in gold]), Counter())
    lines.append("| baseline, capitals | {:.1f} | {:.1f} | {:.1f} | |".format(*figures(base, "all")))
    untyped = [
        Counter({(what, "all"): n for (what, kind), n in row.items() if kind == "all"})
        for row in counts(
            [_untyped(s) for s in gold], [[(s, e, "PER") for s, e, k, *_ in f if k in TYPES] for f in found]
        )
    ]
    lines.append(
        "| spans alone, any type | {:.1f} | {:.1f} | {:.1f} | |".format(*figures(sum(untyped, Counter()), "all"))
    )
    table, error = reliability(gold, found)
    lines += ["", "| probability told | spans | mean told | held |", "|---|---|---|---|", *table]
    lines += ["", f"Expected calibration error: {error:.1f} points.", ""]
    return lines


def _untyped(s: Sentence) -> Sentence:
    spans = tuple((start, end, "PER") for start, end, kind in s.spans if kind in TYPES)
    return Sentence(s.text, spans, s.known, s.source, s.split)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    train = sentences(options.data / "train/ner/mix_commercial.jsonl.gz")
    most = Counter(kind for s in train if s.split == "train" for *_, kind in s.spans if kind in TYPES).most_common(1)[
        0
    ][0]
    tagger = OnnxTagger(TAGGER)
    lines = [
        INTRO.format(most=most),
    ]
    for name in SETS:
        gold = list(sentences(options.data / f"eval/ner/{name}.jsonl.gz"))
        lines += section(name, gold, tagger, most)
    options.output.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
