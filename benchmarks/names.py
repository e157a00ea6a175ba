"""How well names are found and told apart: span F1 of three taggers, and the tables of variants.

python benchmarks/names.py --data ../shared/data -o reports/names.md
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "tagger"))

from _sentences import sentences

from factcheck.entities import (
    CombinedTagger,
    Entity,
    ModelTagger,
    RuleTagger,
    Tagger,
    casts,
    clash,
    default_names,
    shared,
)
from factcheck.model import Article, Span, Statement

LABELS = ("PER", "ORG", "LOC")
SETS = ("uner_pud", "gum_news")
ROUNDS = 3
PAIRS = 400_000


@dataclass(frozen=True, slots=True)
class Gold:
    """Statements of running text and the spans that a person marked in each, in characters of the statement."""

    statements: tuple[Statement, ...]
    spans: tuple[frozenset[tuple[int, int, str]], ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds eval/ner")
    parser.add_argument("-o", "--out", type=Path, default=Path("reports/names.md"))
    options = parser.parse_args()
    names = default_names()
    model, rules = ModelTagger.load(), RuleTagger.of()
    taggers: dict[str, Tagger] = {"rules": rules, "model": model, "combined": CombinedTagger(model, rules, names)}
    sets = {name: gold(options.data / f"eval/ner/{name}.jsonl.gz") for name in SETS}
    text = "\n".join(
        [
            *_head(model.digest),
            *_spans(taggers, sets),
            *_capitals(taggers, sets),
            *_variants(),
            *_speed(rules, [s for g in sets.values() for s in g.statements]),
        ]
    )
    options.out.write_text(text + "\n", encoding="utf-8")


def _head(digest: str) -> Iterator[str]:
    yield "# Names: finding them and telling them apart"
    yield ""
    yield "Made by `python benchmarks/names.py --data ../shared/data -o reports/names.md`. Model `models/tagger`,"
    yield f"digest {digest[:16]}. Exact spans and labels, micro F1 over PER, ORG and LOC, in percent."
    yield ""


def gold(path: Path) -> Gold:
    """Read a set of tokens and BIO tags as running text; sentences of one document are one article."""
    rows = [(s.document or str(n), s.text, frozenset(s.spans)) for n, s in enumerate(sentences(path))]
    texts: dict[str, str] = {}
    at = []
    for doc, text, _ in rows:
        start = len(texts.setdefault(doc, ""))
        texts[doc] += text + "\n\n"
        at.append(Span(start, start + len(text)))
    articles = {doc: Article(doc, text) for doc, text in texts.items()}
    said = tuple(Statement(articles[row[0]], span, n) for n, (row, span) in enumerate(zip(rows, at, strict=True)))
    return Gold(said, tuple(row[2] for row in rows))


def scores(truth: Gold, found: Sequence[Sequence[Entity]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 in percent, by label and for all ("")."""
    right, told, marked = Counter[str](), Counter[str](), Counter[str]()
    for statement, spans, entities in zip(truth.statements, truth.spans, found, strict=True):
        base = statement.span.start
        given = {(e.span.start - base, e.span.end - base, e.label) for e in entities if e.label in LABELS}
        wanted = {span for span in spans if span[2] in LABELS}
        for counter, some in ((right, given & wanted), (told, given), (marked, wanted)):
            for span in some:
                counter[span[2]] += 1
                counter[""] += 1
    return {
        label: (
            100 * right[label] / max(1, told[label]),
            100 * right[label] / max(1, marked[label]),
            200 * right[label] / max(1, told[label] + marked[label]),
        )
        for label in ("", *LABELS)
    }


def _spans(taggers: dict[str, Tagger], sets: dict[str, Gold]) -> Iterator[str]:
    yield "## Span F1"
    yield ""
    yield "| set | sentences | tagger | P | R | F1 | PER | ORG | LOC |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, truth in sets.items():
        for how, tagger in taggers.items():
            result = scores(truth, tagger.tag(truth.statements))
            p, r, f = result[""]
            by = " | ".join(f"{result[label][2]:.1f}" for label in LABELS)
            yield f"| {name} | {len(truth.statements)} | {how} | {p:.1f} | {r:.1f} | **{f:.1f}** | {by} |"
    yield ""


def _capitals(taggers: dict[str, Tagger], sets: dict[str, Gold]) -> Iterator[str]:
    """The same sentences set as headings are: what capitals cost each tagger."""
    yield "The same sentences set in capitals, and with every word capitalised, as headings are (F1 over all labels):"
    yield ""
    yield "| set | tagger | as written | Every Word | ALL CAPITALS |"
    yield "|---|---|---|---|---|"
    for name, truth in sets.items():
        for how, tagger in taggers.items():
            row = [
                scores(_set(truth, way), tagger.tag(_set(truth, way).statements))[""][2]
                for way in (str, _titled, str.upper)
            ]
            yield f"| {name} | {how} | " + " | ".join(f"{f:.1f}" for f in row) + " |"
    yield ""


def _titled(text: str) -> str:
    return re.sub(r"(?<![^\W_])[a-z]", lambda match: match.group().upper(), text)


def _set(truth: Gold, way: Callable[[str], str]) -> Gold:
    changed: dict[int, Article] = {}
    said = []
    for statement in truth.statements:
        article = statement.article
        # Some letters grow when capitalised (ß): those articles stay as they are.
        text = way(article.text) if len(way(article.text)) == len(article.text) else article.text
        changed.setdefault(id(article), Article(article.path, text))
        said.append(Statement(changed[id(article)], statement.span, statement.index))
    return Gold(tuple(said), truth.spans)


def _variants() -> Iterator[str]:
    yield "## The same name or not"
    yield ""
    yield "Tables `benchmarks/names_variants.toml`, written for this project; `same_name` with and without the label."
    yield ""
    yield "| table | label | same | different | precision | recall | without label: P | R | wrong |"
    yield "|---|---|---|---|---|---|---|---|---|"
    with Path(__file__).with_name("names_variants.toml").open("rb") as file:
        tables = tomllib.load(file)
    for name, labels in tables.items():
        for label, pairs in labels.items():
            p, r, wrong = judged(pairs, label)
            p2, r2, _ = judged(pairs, "")
            shown = "; ".join(pair.replace("|", "/") for pair in wrong)
            counts = f"{len(pairs['same'])} | {len(pairs['different'])}"
            yield f"| {name} | {label} | {counts} | {p:.2f} | {r:.2f} | {p2:.2f} | {r2:.2f} | {shown} |"
    yield ""


def judged(pairs: dict[str, list[str]], label: str) -> tuple[float, float, list[str]]:
    """Precision and recall of 'the same' over a table, and the pairs judged wrongly."""
    names = default_names()
    said = {kind: [pair for pair in pairs[kind] if names.same(*pair.split(" | "), label)] for kind in pairs}
    right, false = len(said["same"]), len(said["different"])
    wrong = [pair for pair in pairs["same"] if pair not in said["same"]] + said["different"]
    return right / max(1, right + false), right / len(pairs["same"]), wrong


def _speed(rules: Tagger, statements: Sequence[Statement]) -> Iterator[str]:
    def seconds(work: Callable[[], object]) -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    tagged = statistics.median(seconds(lambda: rules.tag(statements)) for _ in range(ROUNDS))
    found = [cast for of in casts([statements], rules) for cast in of.values()]
    side = int(PAIRS**0.5)
    left, right = (found * 2)[:side], (found * 2)[-side:]
    compared = statistics.median(
        seconds(lambda: [(clash(a, b), shared(a, b)) for a in left for b in right]) for _ in range(ROUNDS)
    )
    yield "## Speed"
    yield ""
    yield "One process on a shared machine of 4 cores, median of 3: orders of magnitude only."
    yield ""
    yield f"- rules: {len(statements) / tagged:,.0f} statements a second"
    yield f"- `clash` and `shared` of two casts: {side * side / compared:,.0f} pairs a second ({side * side:,} pairs)"


if __name__ == "__main__":
    main()
