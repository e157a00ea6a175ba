"""The whole story on one screen: articles in, report out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

import numpy as np

from factcheck import __version__, encoding, kinds, statements
from factcheck.alignment import SameThing
from factcheck.config import Config
from factcheck.digests import digest_of
from factcheck.encoding import Encoder
from factcheck.entities import Tagger, default_tagger, resolve
from factcheck.findings import compare, fold, order, unmatched
from factcheck.frames import Embedded, Framed, Named, framed, texts_of
from factcheck.kinds import Kind
from factcheck.model import (
    Alignment,
    Article,
    Comparison,
    Fact,
    Finding,
    ModelUse,
    Origin,
    Report,
    Run,
    Side,
    Skipped,
    Statement,
)
from factcheck.stories import Links, StoryModel, date_undated, lead

_T = TypeVar("_T")
_MODELS = ("tagger", "stories", "alignment", "claims", "words")


class Progress(Protocol):
    """Is told how far a stage has come; the command line shows it, nobody else need listen."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` items of `stage` are finished."""


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


class Splitter(Protocol):
    """Cuts an article into statements, in order."""

    def __call__(self, article: Article, config: Config) -> Sequence[Statement]:
        """Return the statements of `article`."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the pipeline works with; a test or an embedding program may hand in its own."""

    encoder: Encoder
    tagger: Tagger
    kinds: tuple[Kind, ...]
    stories: StoryModel
    same_thing: SameThing
    models: tuple[ModelUse, ...] = ()
    split: Splitter = statements.split

    @classmethod
    def load(cls, config: Config, jobs: int = 0) -> Tools:
        """Load the bundled models, or the encoder that the configuration names."""
        folder = encoding.models_folder()
        encoder = encoding.load(config.encoder, jobs)
        return cls(
            encoder=encoder,
            tagger=default_tagger(config, jobs),
            kinds=kinds.load(config, jobs),
            stories=StoryModel.load(folder),
            same_thing=SameThing.load(folder),
            models=(
                ModelUse("encoder", encoder.name, encoder.digest),
                *(ModelUse(role, "bundled", digest_of(folder / role)) for role in _MODELS),
            ),
        )

    def evidence(self, kind: Kind) -> Mapping[str, float]:
        """Return what a verdict says about whether its two sides were about the same thing."""
        return self.same_thing.of(kind.name).evidence()


def check(
    articles: Sequence[Article],
    config: Config | None = None,
    *,
    skipped: Sequence[Skipped] = (),
    tools: Tools | None = None,
    jobs: int = 0,
    progress: Progress = silent,
) -> Report:
    """Compare `articles` with each other and return every finding.

    `skipped` is what was already found unreadable; it is carried into the report. Raises ModelError when a model
    cannot be used: a run that could not compare is an error, never a report without findings.
    """
    config = config or Config()
    clock = _Clock(progress)
    with clock("loading"):
        tools = tools or Tools.load(config, jobs)
    with clock("statements"):
        said = [tools.split(article, config) for article in clock.each(articles)]
    with clock("stories"):
        links = tools.stories.link(articles, tools.encoder.encode([lead(article) for article in articles]))
        dated = date_undated(articles, links)
        said = [_of(article, own) for article, own in zip(dated, said, strict=True)]
    with clock("names"):
        named = _named(said, tools.tagger)
    with clock("facts"):
        found = [_facts(own, tools.kinds) for own in clock.each(said)]
    with clock("encoding"):
        ready = {
            kind.name: [f for n, own in enumerate(said) for f in framed(n, found[n][kind.name], own, named[n])]
            for kind in tools.kinds
        }
        embedded = _embedded([f for facts in ready.values() for f in facts], tools.encoder, clock)
    with clock("comparing"):
        compared = [
            (kind, _compared(kind, ready[kind.name], embedded, links, tools, config))
            for kind in clock.each(tools.kinds)
        ]
    with clock("findings"):
        findings = _folded(compared, tools, config)
        alone = _alone(found, [pair for _, pairs in compared for pair in pairs])
    return Report(
        run=Run(
            version=__version__,
            config_digest=config.digest,
            models=tools.models,
            counts=_counts(articles, said, found, compared, links),
            seconds=clock.seconds,
        ),
        articles=dated,
        findings=findings,
        skipped=tuple(sorted((*skipped, *_undated(dated), *_strangers(dated, links)), key=lambda s: (s.path, s.what))),
        statements={article.path: len(own) for article, own in zip(dated, said, strict=True)},
        singles=alone,
    )


def _of(article: Article, own: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements as belonging to `article`, whose date may have become known since they were split."""
    return tuple(s if s.article is article else replace(s, article=article) for s in own)


def _facts(own: Sequence[Statement], all_kinds: Sequence[Kind]) -> Mapping[str, Sequence[Fact]]:
    return {kind.name: kind.find(own) for kind in all_kinds}


def _named(said: Sequence[Sequence[Statement]], tagger: Tagger) -> list[Named]:
    """Return the names in each article's statements, resolved within their article."""
    flat = [statement for own in said for statement in own]
    entities = iter(resolve(flat, tagger.tag(flat)))
    return [{statement.index: next(entities) for statement in own} for own in said]


def _embedded(framed: Sequence[Framed], encoder: Encoder, clock: _Clock) -> Embedded:
    texts, size = texts_of(framed), 1024
    blocks = [encoder.encode(texts[start : start + size]) for start in clock.each(range(0, len(texts), size))]
    vectors = np.vstack(blocks) if blocks else np.zeros((0, 1), dtype=np.float32)
    return Embedded({text: row for row, text in enumerate(texts)}, vectors)


def _compared(
    kind: Kind, framed: Sequence[Framed], embedded: Embedded, links: Links, tools: Tools, config: Config
) -> list[Comparison]:
    aligned: Sequence[Alignment] = tools.same_thing.align(kind, framed, embedded, links.scores, config.scope)
    return compare(kind, aligned)


def _folded(compared: Sequence[tuple[Kind, Sequence[Comparison]]], tools: Tools, config: Config) -> tuple[Finding, ...]:
    found = (
        finding
        for kind, pairs in compared
        for finding in fold(pairs, kind.question, config.min_confidence, tools.evidence(kind))
    )
    return tuple(sorted(found, key=order))


def _alone(found: Sequence[Mapping[str, Sequence[Fact]]], comparisons: Sequence[Comparison]) -> tuple[Side, ...]:
    typed = [fact for facts in found for kind, own in facts.items() if kind in ("quantity", "time") for fact in own]
    return unmatched(typed, comparisons)


def _undated(articles: Sequence[Article]) -> Iterator[Skipped]:
    for article in articles:
        if not article.published:
            reason = "no publication date was found and no dated article tells the same story; relative dates stay open"
            yield Skipped(article.path, "date", f"{reason}: give one with --date or in the file")
        elif article.published_from is Origin.NEIGHBOURS:
            reason = (
                f"no publication date was found; taken as about {article.published} from articles of the same story"
            )
            yield Skipped(article.path, "date", reason)


def _strangers(articles: Sequence[Article], links: Links) -> Iterator[Skipped]:
    linked = {number for pair in links.scores for number in pair}
    for number, article in enumerate(articles):
        if number not in linked and len(articles) > 1:
            yield Skipped(
                article.path, "comparison", "no other article tells the same story; compared with itself only"
            )


def _counts(
    articles: Sequence[Article],
    said: Sequence[Sequence[Statement]],
    found: Sequence[Mapping[str, Sequence[Fact]]],
    compared: Sequence[tuple[Kind, Sequence[Comparison]]],
    links: Links,
) -> dict[str, int]:
    facts = Counter({kind: 0 for kind, _ in ((kind.name, 0) for kind, _ in compared)})
    for own in found:
        facts.update({kind: len(some) for kind, some in own.items()})
    return {
        "articles": len(articles),
        "statements": sum(map(len, said)),
        "article pairs of one story": len(links.scores),
        **{f"{kind} facts": n for kind, n in sorted(facts.items())},
        **{f"{kind.name} pairs compared": len(pairs) for kind, pairs in compared},
    }


@dataclass(slots=True)
class _Clock:
    """Times the stages and tells how far each has come."""

    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)
    stage: str = ""

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        self.stage, began = stage, time.perf_counter()
        self.progress(stage, 0, 0)
        try:
            yield
        finally:
            self.seconds[stage] = time.perf_counter() - began

    def each(self, items: Sequence[_T]) -> Iterator[_T]:
        """Yield the items, telling the listener after each."""
        for number, item in enumerate(items):
            yield item
            self.progress(self.stage, number + 1, len(items))
