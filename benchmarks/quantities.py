"""Quantity extraction on NewsQuant and the Recognizers-Text specifications, with two published extractors beside it.

    python benchmarks/quantities.py --data ../shared/data -o reports/quantities.md \
        --peers PYTHON   # an interpreter of an environment with quantulum3 and recognizers-text-suite

The data is read from its folder and never copied; misses are told by record number and cause.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from _quantity_scoring import Tag, Tally, as_authors, averaged, gold_tag, matches, one_to_one

SETS = ("newsquant.dev", "quantities-age", "quantities-currency", "quantities-dimension", "quantities-temperature")
# The names that the annotators use for units that go by another name here.
NAMES = {
    "percent": "percentage",
    "tonne": "metric ton",
    "pound": "pound-mass",
    "part per billion": "parts-per-billion",
    "part per million": "parts-per-million",
    "percentage point": "percentage point",
}
PLAIN = {"best": "good", "worst": "bad"}
NOT_ANNOTATED = ("vague", "multiple", "article")  # several, a few; twice as many; over an hour


def ours() -> Callable[[str], list[Tag]]:
    from factcheck.config import Config
    from factcheck.kinds.quantity import Quantities

    kind = Quantities(Config())

    def tag(text: str) -> list[Tag]:
        return [item for reading in kind.read(text) for item in tags_of(reading)]

    return tag


def tags_of(reading) -> list[Tag]:
    """Put a reading the way NewsQuant's annotators put it."""
    quantity = reading.quantity
    if reading.style.value in NOT_ANNOTATED or quantity.role.value == "multiple":
        return []
    # "2 years, 5 months" is two quantities to them, "4 dollars 25 cents" one.
    pieces = reading.pieces if reading.pieces and quantity.dimension != "currency" else (quantity,)
    return [
        Tag(tuple(float(f) for f in piece.figures), unit_name(piece, reading.phrase), str(quantity.change))
        for piece in pieces
    ]


def unit_name(quantity, phrase: str) -> str:
    if quantity.unit.name == "fraction":
        return f"% {singular(phrase)}" if phrase else "% -"
    if not quantity.unit.name:
        noun = singular(phrase) if phrase else "-"
        if noun == "-" and quantity.thing == "person":
            noun = "people"
        return "count" if noun == "time" else noun
    top, per, bottom = quantity.unit.name.partition(" per ")
    return NAMES.get(quantity.unit.name, NAMES.get(top, top) + per + bottom)


def singular(phrase: str) -> str:
    """The noun phrase counted as the annotators normalise it: last noun singular, superlatives in their plain form."""
    from factcheck.kinds.quantity._words import Vocabulary

    vocabulary = Vocabulary({})
    words = [
        PLAIN.get(word, word) for word in phrase.lower().replace("’s", "").replace("'s", "").split() if word != "most"
    ]
    words = [superlative(word) for word in words[:-1]] + words[-1:]
    last = words[-1]
    irregular = last in vocabulary.irregular and last in ("people", "troops", "staff", "police", "personnel", "cattle")
    return " ".join([*words[:-1], last if irregular else vocabulary.singular(last)])


def superlative(word: str) -> str:
    if word.endswith("iest"):
        return word[:-4] + "y"
    if word.endswith("est") and len(word) > 5 and word not in ("forest", "honest", "latest", "modest"):
        stem = word[:-3]
        return (
            stem[:-1]
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls"
            else stem + ("e" if stem.endswith("rg") else "")
        )
    return word


PROBES = {
    "equate_stresstest_numeric": "train/equate_stresstest_numeric.jsonl.gz",
    "equate_redditnli": "eval/equate_redditnli.jsonl",
    "equate_rtequant_2way": "eval/equate_rtequant_2way.jsonl",
}
PROBE_NOTE = (
    "Only the comparison is asked, without alignment: pairs in which exactly one quantity of the hypothesis meets one "
    "of the premise that it can be compared with. The share is how often contradiction against the rest (in the "
    "two-way set: not entailed against entailed) is told as labelled. A neutral pair is often neutral for its words, "
    "not for its numbers, so these are no upper bound of anything; they are read to find errors."
)

# The two others, behind a line protocol in an interpreter of their own.

QUANTULUM_NAMES = {
    "dimensionless": "-", "unk": "-", "per cent": "percentage", "dollar dollar": "dollar",
    "united states dollar": "dollar",
    "tonne": "metric ton", "degree angle": "degree", "degree celsius": "celsius", "degree fahrenheit": "fahrenheit",
    "percentage drop": "percentage", "second of arc": "second", "minute of arc": "minute", "yard yard": "yard",
    "cubic centimetre": "millilitre", "degree angle degree fahrenheit": "fahrenheit",
    "pound sterling year": "pound sterling per year", "per year per newton per day": "year",
}  # fmt: skip
RECOGNIZERS_NAMES = {
    "liter": "litre", "kilometer": "kilometre", "milliliter": "millilitre", "millimeter": "millimetre",
    "centimeter": "centimetre", "square meter": "square metre", "meter": "metre", "c": "celsius",
    "british pound": "pound sterling", "kilometer per hour": "kilometre per hour", "decimeter": "decimetre",
    "picometer": "picometre", "micrometer": "micrometre", "square kilometer": "square kilometre", "f": "fahrenheit",
    "franc": "swiss franc", "united states dollar": "dollar",
}  # fmt: skip
AGES = {"year": "year of age", "day": "day of age", "week": "week of age", "month": "month of age"}


def quantulum() -> Callable[[str, bool], list[Tag]]:
    from quantulum3 import parser

    def tag(text: str, ages: bool) -> list[Tag]:
        names = QUANTULUM_NAMES | (AGES if ages else {})
        return [
            Tag((float(found.value),), names.get(found.unit.name.lower(), found.unit.name).strip())
            for found in parser.parse(text)
        ]

    return tag


def recognizers() -> Callable[[str, bool], list[Tag]]:
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    units, numbers = NumberWithUnitRecognizer(Culture.English), NumberRecognizer(Culture.English)
    models = [units.get_currency_model(), units.get_dimension_model(), units.get_temperature_model()]
    percentage, age, plain = numbers.get_percentage_model(), units.get_age_model(), numbers.get_number_model()

    def with_unit(model, text: str, names: dict[str, str]) -> list[tuple[str, str]]:
        found = [result.resolution for result in model.parse(text) if result.resolution]
        return [
            (r["value"], names.get(r["unit"].strip().lower(), r["unit"].strip().lower())) for r in found if r["value"]
        ]

    def tag(text: str, ages: bool) -> list[Tag]:
        names = RECOGNIZERS_NAMES | (AGES if ages else {})
        tags = [item for model in models for item in with_unit(model, text, names)]
        tags += [(r.resolution["value"].rstrip("%").replace(",", ""), "percentage") for r in percentage.parse(text)]
        tags += with_unit(age, text, names)
        known = {value for value, _ in tags}
        tags += [(r.resolution["value"], "-") for r in plain.parse(text) if r.resolution["value"] not in known]
        return [Tag((float(value.replace(",", "")),), unit) for value, unit in tags]

    return tag


PEERS = {"quantulum3": quantulum, "recognizers-text": recognizers}


def serve(name: str) -> None:
    """Answer batches on standard input: one JSON list of texts a line in, tags and seconds out."""
    import logging

    logging.disable(logging.CRITICAL)
    tag = PEERS[name]()
    for line in sys.stdin:
        batch = json.loads(line)
        start = time.perf_counter()
        tags: list[list[Tag]] = []
        for text in batch["texts"]:
            try:
                tags.append(tag(text, batch["ages"]))
            except Exception:  # a sentence that it cannot read counts as one in which it finds nothing
                tags.append([])
        print(json.dumps({"tags": tags, "seconds": time.perf_counter() - start}), flush=True)


class Peer:
    """Another extractor in its own process."""

    def __init__(self, python: str, name: str) -> None:
        self.name = name
        self.version = self._version(python)
        self._process = subprocess.Popen(
            [python, __file__, "--serve", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def _version(self, python: str) -> str:
        package = self.name if self.name == "quantulum3" else "recognizers-text-suite"
        code = f"from importlib.metadata import version; print(version({package!r}))"
        return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()

    def batch(self, texts: Sequence[str], ages: bool = False) -> tuple[list[list[Tag]], float]:
        """Return the tags of each text and the seconds it took, starting and talking aside."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"texts": list(texts), "ages": ages}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return [[Tag(tuple(v), u, c) for v, u, c in tags] for tags in answer["tags"]], answer["seconds"]

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=60)


def read(data: Path, name: str) -> list[tuple[str, list[Tag]]]:
    rows = [json.loads(line) for line in (data / "eval" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(row["text"], [gold_tag(quantity) for quantity in row["quantities"]]) for row in rows]


def percent(tally: Tally) -> str:
    return f"{100 * tally.precision:.1f} / {100 * tally.recall:.1f} / **{100 * tally.f1:.1f}**"


def speed(
    texts: Sequence[str], tag: Callable[[str], list[Tag]], peers: Sequence[Peer], rounds: int
) -> dict[str, list[float]]:
    """Seconds per round of each extractor, in turn over the same sentences."""
    seconds: dict[str, list[float]] = {"factcheck": [], **{peer.name: [] for peer in peers}}
    for _ in range(rounds):
        start = time.perf_counter()
        for text in texts:
            tag(text)
        seconds["factcheck"].append(time.perf_counter() - start)
        for peer in peers:
            seconds[peer.name].append(peer.batch(texts)[1])
    return seconds


def missed(gold: Sequence[Tag], tags: Sequence[Tag]) -> bool:
    """Tell whether a record is not exactly right: a quantity too many or too few, another unit, another change."""
    paired = matches(gold, tags)
    good = all(g.unit == t.unit.lower() and (not g.change or g.change == t.change) for g, t in paired)
    return not (good and len(paired) == len(gold) == len(tags))


def misses(data: Path, name: str, tag: Callable[[str], list[Tag]]) -> list[str]:
    """List every missed record by number under its cause."""
    causes = tomllib.loads((Path(__file__).parent / "quantities_misses.toml").read_text(encoding="utf-8"))[name]
    wrong = {number for number, (text, gold) in enumerate(read(data, name)) if missed(gold, tag(text))}
    lines = [f"{len(wrong)} records are not exactly right:", ""]
    known: set[int] = set()
    for cause, numbers in causes.items():
        listed = sorted(set(numbers) & wrong)
        known |= set(listed)
        if listed:
            lines.append(f"- {cause}: {', '.join(map(str, listed))}")
    if wrong - known:
        lines.append(f"- no cause noted yet: {', '.join(map(str, sorted(wrong - known)))}")
    return lines if wrong else ["No record is missed."]


def show(data: Path, name: str) -> None:
    """Print every miss of one set with its text: for reading while developing, never for a report."""
    tag = ours()
    for number, (text, gold) in enumerate(read(data, name)):
        tags = tag(text)
        paired = matches(gold, tags)
        good = all(g.unit == t.unit.lower() and (not g.change or g.change == t.change) for g, t in paired)
        if good and len(paired) == len(gold) == len(tags):
            continue
        print(number, text)
        print("    missed", [g for g in gold if not any(g is p[0] for p in paired)])
        print("    extra ", [t for t in tags if not any(t is p[1] for p in paired)])
        print(
            "    differ",
            [
                (g, t.unit, t.change)
                for g, t in paired
                if g.unit != t.unit.lower() or (g.change and g.change != t.change)
            ],
        )


def probes(data: Path) -> list[str]:
    """Compare the numbers of sentence pairs: premise and hypothesis with one comparable quantity each."""
    from factcheck.config import Config
    from factcheck.kinds.quantity import Quantities
    from factcheck.model import Alignment, Article, Span, Statement

    kind = Quantities(Config())

    def found(text: str):
        article = Article(text, text)
        return kind.find([Statement(article, Span(0, len(text)))])

    lines = ["", "## Comparison on sentence pairs", "", PROBE_NOTE, ""]
    lines += [
        "| set | pairs | with one comparable quantity | contradiction told apart | of these right |",
        "|---|---|---|---|---|",
    ]
    for name, path in PROBES.items():
        opener = gzip.open if path.endswith(".gz") else open
        with opener(data / path, "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        judged, right = 0, 0
        for row in rows:
            pairs = [(a, b) for b in found(row["hypothesis"]) for a in found(row["premise"]) if kind.comparable(a, b)]
            if len(pairs) != 1:
                continue
            outcome = kind.compare([Alignment(*pairs[0], 1.0, "")])[0]
            if outcome.verdict.value in ("undecided", "update"):
                continue
            judged += 1
            right += (outcome.verdict.value == "contradiction") == (row["label"] in ("contradiction", "not_entailment"))
        share = f"{100 * right / judged:.1f} %" if judged else ""
        common = max(sum(r["label"] in ("contradiction", "not_entailment") for r in rows) / len(rows), 0)
        lines.append(
            f"| {name} ({100 * common:.0f} % contradictions) | {len(rows):,} | {judged:,} | {share} | {right:,} |"
        )
    return lines


HEAD = """
# Quantities: found and compared

Made by `python benchmarks/quantities.py --data ../shared/data --peers PYTHON -o reports/quantities.md` (PYTHON: an
interpreter with quantulum3 and recognizers-text-suite). Development sets; other splits are sealed.

Decisions of the scoring:

- The first rows follow the evaluation of CQE's authors (satya77/CQE_Evaluation, evaluate_models.py): values equal to
  1e-5; a range only against a range, both ends; units by name in lower case; change one of `= ~ > < up down`; each
  prediction of the right value but another unit may meet several gold quantities. "One to one" uses each prediction
  once; where both rows agree, that leniency changed nothing.
- quantulum3 gives no ranges; as the authors do, gold ranges count as their middle for it. The names of the units of the
  other two are put into the annotators' terms by the authors' own tables. Neither gives a change.
- Ours: units go by the annotators' names (percent: percentage, tonne: metric ton, pound: pound-mass, "times":
  count). What is counted is the noun phrase behind the number, superlatives in their plain form, last noun
  singular. "One of the" and "five years ago" are annotated, so they count here, though the program makes no
  facts of them. Several, a few, twice, and "an hour" for one hour are not annotated, so they are left out.
  The parts of "2 years, 5 months" count singly, "4 dollars 25 cents" as one.
- The published figures of CQE are on all 590 sentences, ours on the 210 of the development part.
"""


def evaluate(data: Path, python: str, rounds: int) -> str:
    tag = ours()
    peers = [Peer(python, name) for name in PEERS] if python else []
    lines = HEAD.strip().splitlines()
    for name in SETS:
        rows = read(data, name)
        gold = [row[1] for row in rows]
        ages = name == "quantities-age"
        results = {"factcheck": [tag(text) for text, _ in rows]}
        for peer in peers:
            results[f"{peer.name} {peer.version}"] = peer.batch([text for text, _ in rows], ages)[0]
        lines += ["", f"## {name} ({len(rows)} sentences, {sum(map(len, gold))} quantities)", ""]
        measures = ("value", "value+unit", "value+change") if name == "newsquant.dev" else ("value", "value+unit")
        lines += [f"| precision / recall / **F1** | {' | '.join(measures)} |", "|---" * (len(measures) + 1) + "|"]
        for who, tags in results.items():
            lenient = "quantulum3" in who
            wanted = [[averaged(t) for t in row] for row in gold] if lenient else gold
            scores = as_authors(wanted, tags)
            shown = [percent(scores[m]) if who == "factcheck" or m != "value+change" else "" for m in measures]
            lines.append(f"| {who} | {' | '.join(shown)} |")
            if who == "factcheck":
                strict = one_to_one(gold, tags)
                lines.append(f"| factcheck, one to one | {' | '.join(percent(strict[m]) for m in measures)} |")
        if name == "newsquant.dev":
            pence = [
                [t._replace(unit="point") if t.unit == "penny" else t for t in row] for row in results["factcheck"]
            ]
            unit = as_authors(gold, pence)["value+unit"]
            lines.append(f"| factcheck, pence called points as the annotators do | | {percent(unit)} | |")
            lines.append("| CQE, as published, on the whole set | **92.0** | **85.6** | **88.1** |")
        lines += ["", *misses(data, name, tag)]
    lines += probes(data)
    if peers:
        texts = [text for text, _ in read(data, "newsquant.dev")]
        seconds = speed(texts, tag, peers, rounds)
        for peer in peers:
            peer.close()
        own = statistics.median(seconds["factcheck"])
        lines += [
            "",
            "## Speed",
            "",
            f"Median of {rounds} rounds over the {len(texts)} sentences of newsquant.dev, in turn.",
            "",
        ]
        lines += ["| | sentences/s | factcheck is faster by |", "|---|---|---|"]
        for who, spent in seconds.items():
            median = statistics.median(spent)
            ratio = statistics.median(other / mine for other, mine in zip(spent, seconds["factcheck"], strict=True))
            lines.append(
                f"| {who} | {len(texts) / median:,.0f} | {'' if who == 'factcheck' else f'{ratio:.0f} times'} |"
            )
        assert own > 0
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--peers", default="", help="python with quantulum3 and recognizers-text-suite")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--show", choices=SETS, help="print the misses of one set")
    parser.add_argument("--serve", choices=tuple(PEERS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
    elif options.show:
        show(options.data, options.show)
    else:
        report = evaluate(options.data, options.peers, options.rounds)
        if options.output:
            options.output.write_text(report + "\n", encoding="utf-8")
        print(report)


if __name__ == "__main__":
    main()
