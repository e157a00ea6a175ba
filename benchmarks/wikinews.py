"""Real stories of several outlets: findings per story, and false alarms among the pairs that were aligned.

    python benchmarks/wikinews.py --data ../shared/data -o reports/wikinews.md
    python benchmarks/wikinews.py --data ../shared/data --sample /tmp/pairs.txt     # what a reader has still to judge

All articles of wikinews.clusters are checked in one run, their events withheld. Of the pairs that the program takes
for one thing, a hundred are read by hand, so many of each kind; which ones, a hash decides, so that another run of a
changed program asks for few new ones. The labels hold digests of articles and offsets, no text.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from _clusters import CONFLICTS, Pair, Run, articles, check, draw, shown
from _judged import Label, found_again, read

from factcheck.model import Finding, Report, Verdict
from factcheck.review.learning import wilson

NAME = "wikinews"
LABELLED = Path(__file__).parents[1] / "models" / "alignment" / "aligned.jsonl"
TYPED = ("quantity", "time")
ONE_THING = ("conflict", "fits")
SHARE = {"quantity": 30, "time": 30, "claim": 20, "name": 10, "place": 10}


def sample(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the hundred pairs to judge: of each kind those whose places have the lowest hash."""
    out = []
    for kind, number in SHARE.items():
        own = sorted((p for p in pairs if p.kind == kind), key=draw)
        out += own[:number]
    return out


def judged(pairs: Sequence[Pair], labels: Sequence[Label]) -> list[tuple[Pair, str | None]]:
    """Return each pair with its label, None where no reader saw it."""
    label_of: dict[int, str] = {}
    for label, number in zip(labels, found_again(labels, pairs), strict=True):
        if number >= 0:
            label_of.setdefault(number, label.label)
    return [(pair, label_of.get(number)) for number, pair in enumerate(pairs)]


# --- the report ---


def write(run: Run, labels: Sequence[Label]) -> list[str]:
    """Return the lines of the report."""
    story = {one.article.path: one.story for one in run.told}
    return [
        "# Real stories of several outlets",
        "",
        "Made by `python benchmarks/wikinews.py --data ../shared/data -o reports/wikinews.md`: the "
        f"{len(run.told)} articles of the {len(set(story.values()))} events in wikinews.clusters, checked in one run, "
        "their events withheld.",
        "",
        *_findings(run.report, story),
        *_sampled(run.pairs, labels),
        *_alarms(run.pairs, labels),
    ]


def _findings(report: Report, story: Mapping[str, str]) -> Iterator[str]:
    events = len(set(story.values()))
    counts = Counter((f.kind, f.verdict) for f in report.findings)
    yield from ("## Findings per event", "", "| kind | " + " | ".join(v.value for v in Verdict) + " |")
    yield "|---|" + "---:|" * len(Verdict)
    for kind in sorted({kind for kind, _ in counts}):
        yield f"| {kind} | " + " | ".join(f"{counts[kind, v] / events:.2f}" for v in Verdict) + " |"
    total = Counter(f.verdict for f in report.findings)
    yield "| all | " + " | ".join(f"{total[v] / events:.2f}" for v in Verdict) + " |"
    yield "| in numbers | " + " | ".join(str(total[v]) for v in Verdict) + " |"
    graver = [f for f in report.findings if f.verdict is not Verdict.AGREEMENT]
    strangers = sum(_between_events(f, story) for f in graver)
    yield from ("", f"Of {len(graver)} findings other than agreements, {strangers} join articles of different events.")
    yield from (
        "An event is a Wikinews article and its sources; neighbouring events share a story (Gaza, Ukraine).",
        "",
    )


def _between_events(finding: Finding, story: Mapping[str, str]) -> bool:
    return len({story[side.article.path] for side in finding.sides}) > 1


def _sampled(pairs: Sequence[Pair], labels: Sequence[Label]) -> Iterator[str]:
    drawn = sample(pairs)
    label_of = dict(judged(pairs, labels))
    known = [(pair, label_of[pair]) for pair in drawn if label_of[pair]]
    population = Counter(pair.kind for pair in pairs)
    yield from (f"## {len(known)} aligned pairs read by hand", "")
    yield (
        f"The program took {len(pairs):,} pairs of values for one thing. By kind, the {len(drawn)} of the lowest hash "
        f"were to be read; {len(known)} have been. *One thing* is the share that a reader takes for one thing as well. "
        "*Verdict right* leaves out what is listed as undecided: agreement, compatible or update is right for values "
        "that fit, contradiction or dispute for a conflict."
    )
    yield from ("", "| kind | pairs | read | one thing | decided | verdict right |", "|---|---:|---:|---|---:|---|")
    for kind in SHARE:
        own = [(pair, label) for pair, label in known if pair.kind == kind]
        decided = [(pair, label) for pair, label in own if pair.reported is not Verdict.UNDECIDED]
        one = wilson(sum(label in ONE_THING for _, label in own), len(own))
        right = wilson(sum(_right(pair, label) for pair, label in decided), len(decided))
        yield (
            f"| {kind} | {population[kind]:,} | {len(own)} | {one.share:.2f} ({one.low:.2f} to {one.high:.2f}) | "
            f"{len(decided)} | {right.share:.2f} ({right.low:.2f} to {right.high:.2f}) |"
        )
    yield from ("", "Numbers and times among them, by what the program makes of them:")
    yield from ("", "| verdict | read | one thing |", "|---|---:|---|")
    for verdict in Verdict:
        own = [(pair, label) for pair, label in known if pair.kind in TYPED and pair.reported is verdict]
        if own:
            one = wilson(sum(label in ONE_THING for _, label in own), len(own))
            yield f"| {verdict.value} | {len(own)} | {one.share:.2f} ({one.low:.2f} to {one.high:.2f}) |"
    yield ""


def _right(pair: Pair, label: str | None) -> bool:
    return label == ("conflict" if pair.reported in CONFLICTS else "fits")


def _alarms(pairs: Sequence[Pair], labels: Sequence[Label]) -> Iterator[str]:
    """Say how many false alarms a reader meets for 1,000 aligned pairs, by all that were read."""
    told = judged(pairs, labels)
    yield from ("## False alarms per 1,000 aligned pairs", "", "| alarm | pairs | read | false | per 1,000 |")
    yield "|---|---:|---:|---:|---|"
    for name, verdicts in (
        ("contradiction or dispute reported", CONFLICTS),
        ("undecided, folded away", (Verdict.UNDECIDED,)),
    ):
        raised = [(pair, label) for pair, label in told if pair.reported in verdicts]
        known = [label for _, label in raised if label]
        false = wilson(sum(label != "conflict" for label in known), len(known))
        rate = 1000 * len(raised) / max(1, len(pairs))
        told_rate = f"{rate * false.share:.1f} ({rate * false.low:.1f} to {rate * false.high:.1f})" if known else "?"
        number = sum(label != "conflict" for label in known)
        yield f"| {name} | {len(raised)} | {len(known)} | {number} | {told_rate} |"
    yield from (
        "",
        "The rate of a row is that of its pairs among all aligned ones, times the share of the read that are false "
        "(Wilson's 95 % interval of that share). Of the undecided, the sure ones were read more often than the others.",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--sample", type=Path, help="write what is still to be judged there (it holds article text)")
    parser.add_argument("--store", type=Path, help="a folder that keeps what each text gives between runs")
    options = parser.parse_args()
    told = articles(options.data, NAME)
    run = check(told, options.store)
    pairs = run.pairs
    labels = [label for path in (LABELLED, LABELLED.with_name("findings.jsonl")) for label in read(path)]
    own = [label for label in labels if label.source == NAME]
    if options.sample:
        label_of = dict(judged(pairs, own))
        alarms = [pair for pair in pairs if pair.reported in CONFLICTS]
        open_ones = [pair for pair in dict.fromkeys([*alarms, *sample(pairs)]) if not label_of[pair]]
        options.sample.write_text(shown(open_ones, told), encoding="utf-8")
        print(f"{len(open_ones)} pairs written to {options.sample}")
    if options.output:
        lines = write(run, own)
        options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print("\n".join(lines))


if __name__ == "__main__":
    main()
