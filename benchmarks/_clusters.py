"""The sets of articles of several outlets on one story, and a run over them that keeps every comparison."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))

from _sets import SETS as SETS
from _sets import article, records

from factcheck import caching, findings, kinds, pipeline
from factcheck.comparing import together
from factcheck.config import Config
from factcheck.identity import normal
from factcheck.model import Alignment, Article, Fact, Finding, Outcome, Report, Statement, Verdict
from factcheck.readers.headlines import headlined
from factcheck.store import Store

CONFLICTS = (Verdict.CONTRADICTION, Verdict.DISPUTE)


@dataclass(frozen=True)
class Told:
    """An article of a set, as the program reads it, its story, and the digest of its text as published.

    Labels name articles by that digest and count offsets in that text; what a reader adds comes after it.
    """

    story: str
    key: str
    article: Article


def articles(data: Path, name: str, most: int = 0) -> list[Told]:
    """Return the articles of a set in the order of its file, the first `most` if given; a text stands there once."""
    out: dict[str, Told] = {}
    for number, (story, record) in enumerate(islice(records(data, name), most or None)):
        published = article(record, f"{name}/{number:04}")
        out.setdefault(published.id, Told(story, published.id, headlined(published)))
    return list(out.values())


@dataclass(frozen=True)
class Recorder:
    """A kind that works as another does and keeps what it found and compared."""

    kind: kinds.Kind
    found: list[Fact] = field(default_factory=list)
    compared: list[tuple[Alignment, Outcome]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.kind, name)

    def find(self, statements: Sequence[Statement]) -> Sequence[Fact]:
        facts = self.kind.find(statements)
        self.found.extend(facts)
        return facts

    def compare(self, pairs: Sequence[Alignment]) -> Sequence[Outcome | None]:
        outcomes = self.kind.compare(pairs)
        self.compared.extend((pair, outcome) for pair, outcome in zip(pairs, outcomes, strict=True) if outcome)
        return outcomes


def _copied(left: Fact, right: Fact) -> bool:
    """Tell whether two facts are the same words in the same sentence, of which a reader has nothing to judge."""
    return left.surface == right.surface and normal(left.statement.text) == normal(right.statement.text)


@dataclass(frozen=True)
class Pair:
    """Two facts that were compared: article digests with the offsets of the values, and what was made of them.

    `verdict` is that of the values alone, `confidence` the probability a finding of these two would show; `reported`
    is the verdict that it would show.
    """

    kind: str
    left: tuple[str, int, int]
    right: tuple[str, int, int]
    verdict: Verdict
    reported: Verdict
    rule: str
    confidence: float
    score: float

    @property
    def within(self) -> bool:
        """Both sides stand in one article."""
        return self.left[0] == self.right[0]


@dataclass(frozen=True)
class Run:
    """What the program made of some articles: its report, and every pair that it compared."""

    told: Sequence[Told]
    report: Report
    pairs: Sequence[Pair]

    @property
    def story(self) -> Mapping[str, str]:
        """The story of each article, by its key."""
        return {told.key: told.story for told in self.told}

    def leads(self) -> Iterator[tuple[Finding, Pair]]:
        """Yield each finding that turns on a clash of values, sure or doubtful, and the pair that gives its verdict."""
        keys = _keys(self.told)
        known = {(p.kind, p.left, p.right): p for p in self.pairs if p.verdict in CONFLICTS}
        for finding in self.report.findings:
            pair = next((pair for pair in finding.pairs if pair.reason == finding.reason), None)
            if pair:
                left, right = sorted(
                    (keys[side.article.path], side.value_span.start, side.value_span.end)
                    for side in (finding.sides[pair.left], finding.sides[pair.right])
                )
                lead = known.get((finding.kind, left, right))
                if lead:
                    yield finding, lead

    def led(self) -> Sequence[Pair]:
        """Return the pairs that lead findings which turn on a clash of values, sure or doubtful."""
        return [pair for _, pair in self.leads()]


def check(told: Sequence[Told], store: Path | None = None) -> Run:
    """Check articles as the program does."""
    config = Config()
    opened = Store.open(store, caching.component_version()) if store else nullcontext(None)
    with opened as memory:
        tools = pipeline.Tools.load(config)
        if memory:
            tools = caching.remembering(tools, memory, config)
        recorders = [Recorder(kind) for kind in tools.kinds]
        tools = replace(tools, kinds=tuple(recorders))
        report = pipeline.check([one.article for one in told], config, tools=tools)
    keys = _keys(told)
    return Run(told, report, [pair for recorder in recorders for pair in _pairs(recorder, tools, config, keys)])


def _keys(told: Sequence[Told]) -> dict[str, str]:
    return {one.article.path: one.key for one in told}


def _pairs(recorder: Recorder, tools: pipeline.Tools, config: Config, keys: Mapping[str, str]) -> list[Pair]:
    evidence = tools.evidence(recorder)
    out = []
    for pair in together(recorder.compared, recorder.found, evidence):
        alignment, outcome = pair.alignment, pair.outcome
        if _copied(alignment.left, alignment.right):
            continue
        alone = findings.fold([pair], recorder.question, config.min_confidence, evidence)
        out.extend(
            Pair(
                recorder.name,
                *sorted((_end(alignment.left, keys), _end(alignment.right, keys))),
                outcome.verdict,
                finding.verdict,
                finding.rule,
                finding.confidence,
                alignment.score,
            )
            for finding in alone
        )
    return out


def _end(fact: Fact, keys: Mapping[str, str]) -> tuple[str, int, int]:
    return keys[fact.statement.article.path], fact.span.start, fact.span.end


def draw(pair: Pair) -> str:
    """Return a sort key that is as good as chance and the same in every run."""
    return hashlib.sha256(repr((pair.kind, pair.left, pair.right)).encode()).hexdigest()


def shown(pairs: Sequence[Pair], told: Sequence[Told]) -> str:
    """Return pairs as an annotator reads them, both passages in context, without verdict or confidence.

    Each is headed by a line of JSON, ready to be labelled: kind, places, no label yet.
    """
    of_key = {one.key: one.article for one in told}
    lines = []
    for pair in pairs:
        source = of_key[pair.left[0]].path.partition("/")[0]
        lines.append(
            json.dumps({"set": source, "kind": pair.kind, "left": pair.left, "right": pair.right, "label": ""})
        )
        lines += [_passage(of_key[end[0]], *end[1:]) for end in (pair.left, pair.right)]
    return "".join(line + "\n" for line in lines)


def _passage(article: Article, start: int, end: int, around: int = 160) -> str:
    text = article.text
    words = f"{text[max(0, start - around) : start]}[[{text[start:end]}]]{text[end : end + around]}"
    return f"   {article.published or '?'} {article.source} | {article.title[:90]}\n     {' '.join(words.split())}"
