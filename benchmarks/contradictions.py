"""How many of the reported contradictions hold: fifty of them, read.

    python benchmarks/gva.py --data ../shared/data -o reports/gva.md --keep /tmp/gva.json
    python benchmarks/contradictions.py --data ../shared/data --report /tmp/gva.json -o reports/contradictions-read.md
    python benchmarks/contradictions.py --data ../shared/data --report /tmp/gva.json --sample /tmp/read.txt

The articles are those of gva, their stories withheld. Which fifty of the reported are read, a hash decides; all are
when there are fewer. `--sample` writes what is still to be read. The labels hold digests of articles and offsets, no
text.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from _clusters import Pair, articles, draw, shown
from _judged import LABELS, Label, found_again, read
from _reports import Reported

from factcheck.model import Verdict
from factcheck.review.learning import wilson

NAME = "gva"
LABELLED = [Path(__file__).parents[1] / "models" / "alignment" / name for name in ("findings.jsonl", "aligned.jsonl")]
MOST = 50


def drawn(found: Sequence[Pair]) -> list[Pair]:
    """Return the pairs to read: those of the lowest hash."""
    return sorted(found, key=draw)[:MOST]


def known(pairs: Sequence[Pair], labels: Sequence[Label]) -> dict[int, Label]:
    """Return the label of each pair that has one, by its index."""
    out: dict[int, Label] = {}
    for label, number in zip(labels, found_again(labels, pairs), strict=True):
        if number >= 0:
            out.setdefault(number, label)
    return out


def write(found: Sequence[Pair], labels: Sequence[Label], story: Mapping[str, str]) -> list[str]:
    """Return the lines of the report."""
    chosen = drawn(found)
    label_of = known(chosen, labels)
    counts = Counter(label.label for label in label_of.values())
    held, total = counts["conflict"], len(label_of)
    share = wilson(held, total)
    between = sum(story[pair.left[0]] != story[pair.right[0]] for pair in found)
    lines = [
        "# Reported contradictions, read",
        "",
        "Made by `python benchmarks/gva.py --data ../shared/data -o reports/gva.md --keep /tmp/gva.json` and `python "
        "benchmarks/contradictions.py --data ../shared/data --report /tmp/gva.json -o reports/contradictions-read.md`: "
        f"the articles of gva, stories withheld, gave {len(found)} contradictions, {between} of them between stories. "
        f"{total} of the {len(chosen)} drawn by hash were read in both articles by one reader (a language model).",
        "",
        f"**Precision {share.share:.2f}** ({held} of {total}; 95 % interval {share.low:.2f} to {share.high:.2f}, "
        "Wilson). *Unclear* counts as wrong.",
        "",
        "| kind | " + " | ".join(LABELS) + " |",
        "|---|" + "---:|" * len(LABELS),
    ]
    for kind in sorted({pair.kind for pair in chosen}):
        own = Counter(label.label for number, label in label_of.items() if chosen[number].kind == kind)
        lines.append(f"| {kind} | " + " | ".join(str(own[name]) for name in LABELS) + " |")
    lines += ["", "| | articles (digests) | offsets | kind | rule | confidence | judged | why |", "|---" * 8 + "|"]
    for number, pair in enumerate(chosen):
        label = label_of.get(number)
        lines.append(
            f"| {number + 1} | {pair.left[0]}, {pair.right[0]} | {pair.left[1]}, {pair.right[1]} | {pair.kind} | "
            f"{pair.rule} | {pair.confidence:.2f} | {label.label if label else 'not read'} | "
            f"{label.cause if label and label.label != 'conflict' else ''} |"
        )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--report", type=Path, required=True, help="the JSON report that gva.py --keep wrote")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--sample", type=Path, help="write what is still to be read there (it holds article text)")
    options = parser.parse_args()
    told = articles(options.data, NAME)
    labels = [label for path in LABELLED for label in read(path) if label.source == NAME]
    ends = {end for label in labels for end in (label.left, label.right)}
    whole = Reported.of(json.loads(options.report.read_text(encoding="utf-8")), told, ends)
    found = [pair for pair in whole.led() if pair.reported is Verdict.CONTRADICTION]
    if options.sample:
        chosen = drawn(found)
        label_of = known(chosen, labels)
        to_read = [pair for number, pair in enumerate(chosen) if number not in label_of]
        options.sample.write_text(shown(to_read, told), encoding="utf-8")
        print(f"{len(to_read)} pairs written to {options.sample}")
    if options.output:
        lines = write(found, labels, whole.story)
        options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print("\n".join(lines))


if __name__ == "__main__":
    main()
