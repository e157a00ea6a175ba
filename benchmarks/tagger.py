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
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "tagger"))

from _calibration import Told, fitted, folds, reliability, told
from _sentences import Sentence, sentences
from _tagger_differences import Common, table

from factcheck.entities import CombinedTagger, ModelTagger, Tagger, default_tagger
from factcheck.entities._mended import REPAIRS
from factcheck.model import Article, Statement
from factcheck.model import Span as Place

TYPES = ("PER", "ORG", "LOC")
SETS = {"uner_pud": "news and Wikipedia sentences (UNER, PUD)", "gum_news": "Wikinews articles and interviews (GUM)"}
Span = tuple[int, int, str]
INTRO = """# The tagger on news it has not seen

Made by `python benchmarks/tagger.py --data ../shared/data -o reports/tagger.md`, from the shipped int8 model, with
onnxruntime and tokenizers only. Exact spans and types in running text; 95 % intervals by resampling sentences.
"All" and the types are the model alone; "program" is what `factcheck` works with, the model's spans put right by the
lexicon and by the rules of `factcheck/entities/_mended.py`. The rules were written after a look at the differences
on both sets: together they gain on both, what each gains alone is told below.
Expect less on other news.
Baseline: each run of capitalised words is {most}, the commonest type of the training set.
A perceptron trained on the same sets was measured at 64 (uner_pud).

Both sets were open while the model was made.
"""
DIFFERENCES = """Of the program's spans. Each true span that is not found, and each found one that is not true, is in
the first class that fits. "Title" takes a true person whose words before the last hold one of the lexicon's titles,
offices or forms of address, with a found span inside it; "place" a true organisation or place with " in ", " at ",
" of ", " on " or " for ", with a found span inside it; "no name" a true span all of whose words are such titles or the
lexicon's nations, peoples and parties. These three follow another convention than the program's, which wants the bare
name; the strict figures above count all of them as errors.

Heads: a span counts as found when one of its type has the same head: the last word, of organisations and places the
last word before " in ", " at ", " of ", " on " or " for "."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One set: what is marked, what the model finds, what the program uses, and what an earlier model found, if any."""

    name: str
    gold: Sequence[Sentence]
    found: Sequence[Sequence[tuple]]
    used: Sequence[Sequence[Span]]
    before: Sequence[Sequence[tuple]] | None


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


def paired(rows: Sequence[Counter], before: Sequence[Counter]) -> tuple[float, float, float]:
    """Gain in F1 over an earlier model on the same sentences, and its middle 95 % over 1,000 resamples."""
    rng, values, both = random.Random(1), [], list(zip(rows, before, strict=True))
    for chosen in (both, *(rng.choices(both, k=len(both)) for _ in range(1000))):
        new, old = (sum(column, Counter()) for column in zip(*chosen, strict=True))
        values.append(figures(new, "all")[2] - figures(old, "all")[2])
    middle = sorted(values[1:])
    return values[0], middle[25], middle[974]


def section(reading: Reading, most: str) -> list[str]:
    """One evaluation set's part of the report."""
    gold, plain = reading.gold, capitals(most)
    lines = [f"## {reading.name}: {SETS.get(reading.name, 'micro average')}, {len(gold)} sentences", ""]
    lines += ["| | P | R | F1 | spans |", "|---|---|---|---|---|"]
    rows = counts(gold, reading.found)
    total = sum(rows, Counter())
    low, high = interval(rows)
    for kind in ("all", *TYPES):
        note = f" ({low:.1f} to {high:.1f})" if kind == "all" else ""
        precision, recall, f1 = figures(total, kind)
        lines.append(f"| {kind} | {precision:.1f} | {recall:.1f} | **{f1:.1f}**{note} | {total['true', kind]} |")
    rows = counts(gold, reading.used)
    low, high = interval(rows)
    lines.append("| program | {:.1f} | {:.1f} | **{:.1f}**".format(*figures(sum(rows, Counter()), "all")))
    lines[-1] += f" ({low:.1f} to {high:.1f}) | |"
    base = sum(counts(gold, [plain(s.text) for s in gold]), Counter())
    lines.append("| baseline, capitals | {:.1f} | {:.1f} | {:.1f} | |".format(*figures(base, "all")))
    untyped = counts(
        [_untyped(s) for s in gold], [[(s, e, "PER") for s, e, k, *_ in f if k in TYPES] for f in reading.found]
    )
    lines.append(
        "| spans alone, any type | {:.1f} | {:.1f} | {:.1f} | |".format(*figures(sum(untyped, Counter()), "all"))
    )
    if reading.before is not None:
        gain, low, high = paired(rows, counts(gold, reading.before))
        lines += [
            "",
            f"Gain in F1 over the model before it, on the same sentences: {gain:+.1f} ({low:+.1f} to {high:+.1f}).",
        ]
    return [*lines, ""]


def differences(measured: Sequence[Reading]) -> list[str]:
    """What every difference of the program's spans is, by set."""
    lines = ["## What the differences are", "", DIFFERENCES, ""]
    for reading in measured:
        lines += [f"{reading.name}:", "", *table(reading.gold, reading.used, Common())]
    return lines


def repairs(measured: Sequence[Reading]) -> list[str]:
    """F1 of the program without any of its repairs of spans, with each alone, with all."""
    whole = default_tagger()
    assert isinstance(whole, CombinedTagger)
    lines = ["## What the repairs of spans gain", "", "Strict F1 of the program's spans.", ""]
    lines += [f"| repairs | {' | '.join(reading.name for reading in measured)} |", "|---|" + "---:|" * len(measured)]
    sets = [("none: model and lexicon", ()), *((repair.__name__.strip("_"), (repair,)) for repair in REPAIRS)]
    for name, some in (*sets, ("all", REPAIRS)):
        tagger = replace(whole, repairs=some)
        cells = []
        for reading in measured:
            rows = counts(reading.gold, used(tagger, [sentence.text for sentence in reading.gold]))
            cells.append(f"{figures(sum(rows, Counter()), 'all')[2]:.2f}")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return [*lines, ""]


def together(measured: Sequence[Reading]) -> Reading:
    """Both sets as one."""
    before = [spans for reading in measured for spans in reading.before or ()]
    return Reading(
        "both sets",
        [s for reading in measured for s in reading.gold],
        [spans for reading in measured for spans in reading.found],
        [spans for reading in measured for spans in reading.used],
        before or None,
    )


def used(tagger: Tagger, texts: Sequence[str]) -> list[list[Span]]:
    """What the program finds, each sentence an article of its own."""
    statements = [Statement(Article(f"{n}.txt", text), Place(0, len(text))) for n, text in enumerate(texts)]
    return [[(e.span.start, e.span.end, e.label) for e in entities] for entities in tagger.tag(statements)]


def calibration(found: dict[str, list[Told]]) -> list[str]:
    """How far told probabilities hold, by a temperature fitted without the documents that it is checked on."""
    every = [span for spans in found.values() for span in spans]
    cut = [(fitted(rest), kept) for rest, kept in folds(every)]
    lines = ["## Told probabilities", ""]
    lines += [
        f"One number, the temperature, is fitted on the spans found in both sets: {fitted(every):.2f}. The tables are"
        " cross-validated: it was fitted anew",
        f"without each fifth of the documents ({', '.join(f'{t:.2f}' for t, _ in cut)}) and checked on that fifth.",
        "",
    ]
    for name, spans in found.items():
        mine = set(map(id, spans))
        rows, error = reliability((s.probability(t), s.held) for t, kept in cut for s in kept if id(s) in mine)
        other = fitted([s for n, some in found.items() if n != name for s in some])
        across = reliability((s.probability(other), s.held) for s in spans)[1]
        lines += [
            f"{name}:",
            "",
            "| probability told | spans | mean told | held |",
            "|---|---|---|---|",
        ]
        lines += [f"| {a:.2f} to {b:.2f} | {n} | {said:.2f} | {held:.2f} |" for a, b, n, said, held in rows]
        lines += [
            "",
            f"Expected calibration error: {error:.1f} points; {across:.1f} with the other set's temperature.",
            "",
        ]
    return lines


def _untyped(s: Sentence) -> Sentence:
    spans = tuple((start, end, "PER") for start, end, kind in s.spans if kind in TYPES)
    return Sentence(s.text, spans, s.known, s.source, s.split)


def read(data: Path, tagger: ModelTagger, before: ModelTagger | None) -> list[Reading]:
    """Both sets as the tagger reads them."""
    made = []
    for name in SETS:
        gold = list(sentences(data / f"eval/ner/{name}.jsonl.gz"))
        texts = [s.text for s in gold]
        earlier = before.spans(texts) if before else None
        made.append(Reading(name, gold, tagger.spans(texts), used(default_tagger(), texts), earlier))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--before", type=Path, help="folder of an earlier model, to tell the gain over it")
    options = parser.parse_args()
    train = sentences(options.data / "train/ner/mix_commercial.jsonl.gz")
    kinds = Counter(kind for s in train if s.split == "train" for *_, kind in s.spans if kind in TYPES)
    most = kinds.most_common(1)[0][0]
    tagger = ModelTagger.load()
    measured = read(options.data, tagger, ModelTagger.load(options.before) if options.before else None)
    lines = [INTRO.format(most=most)]
    for reading in (*measured, together(measured)):
        lines += section(reading, most)
    lines += differences(measured) + repairs(measured)
    lines += calibration({reading.name: told(tagger, reading.gold) for reading in measured})
    options.output.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
