"""Statements measured: sentence boundaries, who says it, speed.

.venv/bin/python benchmarks/statements.py --data ../shared/data -o reports/statements.md
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import textwrap
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from syntok import segmenter
from syntok.tokenizer import Tokenizer

from factcheck.config import Config
from factcheck.model import Article, Block, Span
from factcheck.statements import split

CASES = Path(__file__).parent.parent / "tests" / "statements_cases.toml"
PRONOUNS = frozenset(["he", "she", "it", "they", "i", "we", "you", "him", "her", "them", "his", "hers", "who"])
NAME = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'.-]+)*")
SAID = re.compile(r"\b(?:said|says|say|told|added)\b")
WORD = re.compile(r"[^\W_]+")

Speaker = Callable[[str], Sequence[tuple[Span, str | None]]]


def ours(text: str) -> Sequence[tuple[Span, str | None]]:
    return [(s.span, s.speaker) for s in split(Article("", text), Config()) if s.block is not Block.HEADING]


def nearest_name(text: str) -> Sequence[tuple[Span, str | None]]:
    """The baseline: in a sentence with "said", the nearest capitalised name before it, else the one after it."""
    out: list[tuple[Span, str | None]] = []
    for statement in split(Article("", text), Config()):
        said = SAID.search(statement.text)
        names = list(NAME.finditer(statement.text)) if said else []
        before = [name.group() for name in names if said and name.end() <= said.start()]
        after = [name.group() for name in names if said and name.start() >= said.end()]
        out.append((statement.span, before[-1] if before else after[0] if after else None))
    return out


METHODS: tuple[tuple[str, Speaker], ...] = (("ours", ours), ("nearest name before said", nearest_name))


# --- boundaries ---------------------------------------------------------------------------------------------------


def plain_syntok(text: str) -> list[str]:
    tokens = Tokenizer(replace_not_contraction=False).tokenize(text, 0)
    starts = [sentence[0].offset for sentence in segmenter.segment(tokens)] + [len(text)]
    return [text[a:b].strip() for a, b in pairwise(starts)]


def boundaries() -> Iterator[str]:
    cases = tomllib.loads(CASES.read_text(encoding="utf-8"))
    yield "| cases | of | ours, all boundaries right | syntok alone |"
    yield "|---|---|---|---|"
    for part, lines in cases.items():
        right = Counter[str]()
        for line in lines:
            text, want = line.replace("‖", ""), [piece.strip() for piece in line.split("‖")]
            right["ours"] += [s.text for s in split(Article("", text), Config())] == want
            right["syntok"] += plain_syntok(text) == want
        yield f"| {part.replace('_', ' ')} | {len(lines)} | {right['ours']} | {right['syntok']} |"


# --- who says it --------------------------------------------------------------------------------------------------


@dataclass
class Score:
    """Counts over statements. `named` are those whose source the annotators marked with more than a pronoun."""

    gold: int = 0
    given: int = 0
    both: int = 0
    named: int = 0
    named_right: int = 0
    examples: list[str] = field(default_factory=list)

    def row(self, label: str) -> str:
        """Return a row of the table that HEADER opens."""
        precision, recall = self.both / max(1, self.given), self.both / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        right = self.named_right / max(1, self.named)
        return (
            f"| {label} | {self.gold} | {self.given} | {precision:.3f} | {recall:.3f} | {f1:.3f} "
            f"| {self.named_right} of {self.named} ({right:.3f}) |"
        )


HEADER = (
    "| method | statements attributed by annotators | by the method | precision | recall | F1 "
    "| right name, of those both attribute by name |\n"
    "|---|---|---|---|---|---|---|"
)


def words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def same(speaker: str, source: str) -> bool:
    """Tell whether the last word of one name stands in the other: "Ana Pell" and "Ms Pell, the minister"."""
    ours_words, theirs = words(speaker.removesuffix("'s").removesuffix("’s")), words(source)
    return bool(ours_words and theirs) and (ours_words[-1] in theirs or theirs[-1] in ours_words)


def polnear(path: Path, parts: frozenset[str]) -> list[Mapping[str, Any]]:
    """Return one annotation for each article of the splits asked for: the first annotator's."""
    chosen: dict[str, Mapping[str, Any]] = {}
    for row in read(path):
        if row["split"] in parts:
            chosen.setdefault(row["doc"], row)
    return list(chosen.values())


def on_articles(rows: Sequence[Mapping[str, Any]], speaker: Speaker) -> Score:
    """Score statements: attributed when annotated content covers at least half of their characters.

    Statements that annotated content covers in part, but less, count neither way.
    """
    score = Score()
    for row in rows:
        contents = [(attribution, spans(attribution, "content")) for attribution in row["attributions"]]
        for span, said in speaker(row["text"]):
            covering = [a for a, parts in contents if sum(overlap(span, part) for part in parts) * 2 >= len(span)]
            if not covering and any(overlap(span, part) for _, parts in contents for part in parts):
                continue
            sources = [" ".join(part.of(row["text"]) for part in spans(a, "source")) for a in covering]
            count(score, said, sources, row["text"][span.start : span.end])
    return score


def count(score: Score, said: str | None, sources: Sequence[str], text: str) -> None:
    score.gold += bool(sources)
    score.given += said is not None
    if said is None or not sources:
        if (said is not None) != bool(sources):
            score.examples.append(f"{said} | {sources} | {text}")
        return
    score.both += 1
    named = [source for source in sources if not unnamed(source)]
    if named:
        score.named += 1
        right = any(same(said, source) for source in named)
        score.named_right += right
        if not right:
            score.examples.append(f"NAME {said} | {named} | {text}")


def unnamed(source: str) -> bool:
    """Tell whether a source, or the clause that holds it, names nobody: "it added", "he"."""
    capitals = [word for word in WORD.findall(source) if word[0].isupper() and word.casefold() not in PRONOUNS]
    return not capitals and bool(set(words(source)) & PRONOUNS)


def spans(attribution: Mapping[str, Any], role: str) -> list[Span]:
    return [Span(*pair) for pair in attribution.get(role) or []]


def overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def untokenized(text: str) -> str:
    text = re.sub(r"\s+([,.;:!?’'”)\]]|n't\b|'s\b)", r"\1", text)
    text = re.sub(r"([(“\[])\s+", r"\1", text)
    return re.sub(r"\s-\s", "-", text)


def gum(path: Path, genre: str = "") -> dict[str, list[Mapping[str, Any]]]:
    """Return the attribution relations by document, of one genre or of all."""
    documents: dict[str, list[Mapping[str, Any]]] = {}
    for row in read(path):
        if row["genre"].startswith(genre) and row["relation"] == "attribution-positive":
            documents.setdefault(row["doc"], []).append(row)
    return documents


def on_relations(documents: Mapping[str, Sequence[Mapping[str, Any]]], speaker: Speaker) -> Score:
    """Score relations: each is a paragraph of its own, content and attribution in the order of the document."""
    score = Score()
    for rows in documents.values():
        text, contents = "", []
        for row in sorted(rows, key=lambda row: min(row["attribution_edus"] + row["content_edus"])):
            before = min(row["content_edus"]) < min(row["attribution_edus"])
            said, who = untokenized(row["content"]), untokenized(row["attribution"])
            contents.append(
                (Span(len(text) + (0 if before else len(who) + 1), len(text) + len(who) + len(said) + 1), who)
            )
            text += f"{said} {who}\n\n" if before else f"{who} {said}\n\n"
        found = speaker(text)
        for content, who in contents:
            best = max(found, key=lambda entry: overlap(entry[0], content), default=None)
            count(score, best[1] if best else None, [who], content.of(text))
    return score


def read(path: Path) -> Iterator[Mapping[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def attribution(data: Path) -> Iterator[str]:
    rows = polnear(data / "train/research-only/polnear.jsonl.gz", frozenset(["test"]))
    relations = data / "train/quotes/gum_attribution.jsonl.gz"
    documents = gum(relations, "news")
    yield (
        "A statement counts as attributed when what annotators marked as said by somebody covers at least half of its "
        "characters; statements covered in part, but less, count neither way. A name is right when its last word "
        "stands in the annotated source, or the other way round; sources that are pronouns are left out of that column "
        "(the annotation does not tell whom they mean). The baseline takes the nearest "
        'capitalised name before "said", "says", "told" or "added", else the nearest after it.'
    )
    yield ""
    yield (
        f"PolNeAR's test split, {len(rows)} whole news articles (research only: nothing was fitted on it; errors "
        "were read in its dev split):"
    )
    yield ""
    yield HEADER
    for label, method in METHODS:
        yield on_articles(rows, method).row(label)
    yield ""
    yield (
        f"GUM, {sum(map(len, documents.values()))} attribution relations in {len(documents)} Wikinews articles. "
        "The set holds only what is attributed, each relation put here as a paragraph of its own, so that precision "
        "says nothing; image credits count as attribution there:"
    )
    yield ""
    yield HEADER
    for label, method in METHODS:
        yield on_relations(documents, method).row(label)
    every = gum(relations)
    yield on_relations(every, ours).row(f"ours, all {sum(map(len, every.values()))} relations of 15 genres")


# --- layout -------------------------------------------------------------------------------------------------------


def wrapped(text: str, width: int, gap: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text)
    fill = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False).fill
    return gap.join(fill(paragraph) for paragraph in paragraphs)


LAYOUTS: Mapping[str, Callable[[str], str]] = {
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "no blank lines": lambda text: re.sub(r"\n\s*\n", "\n", text),
    "hard-wrapped at 72": lambda text: wrapped(text, 72, "\n\n"),
    "hard-wrapped at 100": lambda text: wrapped(text, 100, "\n\n"),
    "hard-wrapped at 72, no blank lines": lambda text: wrapped(text, 72, "\n"),
}


def layout(data: Path) -> Iterator[str]:
    texts = [row["text"] for row in read(data / "eval/gva.articles.jsonl.gz")][::4]
    before = [told(text) for text in texts]
    total = sum(map(len, before))
    yield (
        f"Statements of {len(texts)} news articles that stay the same, speaker and mood included, when the text is "
        "laid out anew:"
    )
    yield ""
    yield "| layout | same of " + str(total) + " | |"
    yield "|---|---|---|"
    for label, change in LAYOUTS.items():
        same = sum(len(was & told(change(text))) for was, text in zip(before, texts, strict=True))
        yield f"| {label} | {same} | {same / total:.3f} |"


def told(text: str) -> set[tuple[str, str | None, str]]:
    return {(" ".join(s.text.split()), s.speaker, s.mood) for s in split(Article("", text), Config())}


# --- speed --------------------------------------------------------------------------------------------------------


def speed(data: Path) -> Iterator[str]:
    rows = list(read(data / "eval/gva.articles.jsonl.gz"))
    began = time.process_time()
    total = sum(len(split(Article(row["id"], row["text"]), Config())) for row in rows)
    took = time.process_time() - began
    began = time.process_time()
    alone = sum(len(plain_syntok(row["text"])) for row in rows)
    syntok = time.process_time() - began
    size = sum(len(row["text"]) for row in rows)
    yield f"{len(rows)} news articles ({size / 1e6:.1f} million characters) on one core:"
    yield ""
    yield "| | statements | seconds (CPU) | per second |"
    yield "|---|---|---|---|"
    yield f"| ours, with speaker and mood | {total} | {took:.1f} | {total / took:.0f} |"
    yield f"| syntok alone | {alone} | {syntok:.1f} | {alone / syntok:.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    lines = ["# Statements", "", "`benchmarks/statements.py --data ../shared/data -o reports/statements.md`", ""]
    for title, part in (
        ("Sentence boundaries", boundaries()),
        ("Layout", layout(arguments.data)),
        ("Who says it", attribution(arguments.data)),
        ("Speed", speed(arguments.data)),
    ):
        lines += [f"## {title}", "", *part, ""]
    text = "\n".join(lines)
    if arguments.output:
        arguments.output.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
