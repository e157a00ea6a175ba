"""The whole story on one screen: articles in, report out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol

from factcheck import __version__, encoding, kinds, pairing, statements
from factcheck.alignment import SameThing, article_pairs
from factcheck.clock import Clock, Progress, silent
from factcheck.comparing import compare
from factcheck.config import Config
from factcheck.digests import digest_of
from factcheck.encoding import Encoder
from factcheck.entities import Tagger, default_tagger
from factcheck.evidence import Evidence
from factcheck.findings import bearing, fold, order, unmatched
from factcheck.kinds import Kind
from factcheck.model import (
    Article,
    Comparison,
    Finding,
    ModelUse,
    Report,
    Run,
    Side,
    Skipped,
    Statement,
)
from factcheck.pairing import Pair, Proposed, Proposer, Told
from factcheck.stories import Links, StoryModel, Vocabulary, date_undated, lead, vocabulary_of
from factcheck.unchecked import unchecked

__all__ = ["Progress", "Splitter", "Tools", "check", "silent"]

_MODELS = ("tagger", "stories", "alignment", "questions", "claims", "words")
_MOST = 1000  # facts of a kind in one article that are compared: their pairs grow with the square


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
    vocabulary: Callable[[Article], Vocabulary] = vocabulary_of
    propose: Proposer = pairing.propose

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
            same_thing=SameThing.load(folder, jobs),
            models=(
                ModelUse("encoder", encoder.name, encoder.digest),
                *(ModelUse(role, "bundled", digest_of(folder / role)) for role in _MODELS),
            ),
        )

    def evidence(self, kind: Kind) -> Evidence:
        """Return what outcomes of a kind say about whether their two sides were about the same thing."""
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
    clock = Clock(progress)
    with clock("loading"):
        tools = tools or Tools.load(config, jobs)
    with clock("statements"):
        said = [tuple(tools.split(article, config)) for article in clock.each(articles)]
    with clock("stories"):
        leads = tools.encoder.encode([lead(article) for article in articles])
        words = [tools.vocabulary(article) for article in articles]
        links = tools.stories.link(articles, leads, words)
        dated = date_undated(articles, links)
    with clock("facts"):
        told = [_told(article, own, tools) for article, own in clock.each(list(zip(dated, said, strict=True)))]
    pairs = article_pairs(range(len(dated)), links.scores, config.scope)
    proposed = dict(tools.propose(pairs, told, tools, clock))
    with clock("comparing"):
        compared = [(kind, _compared(kind, told, pairs, proposed, links, tools)) for kind in clock.each(tools.kinds)]
    with clock("findings"):
        findings = _folded(compared, tools, config)
        alone = _alone(told, compared, tools, config)
    return Report(
        run=Run(
            version=__version__,
            config_digest=config.digest,
            models=tools.models,
            counts=_counts(told, compared, links),
            seconds=clock.seconds,
        ),
        articles=dated,
        findings=findings,
        skipped=tuple(
            sorted((*skipped, *unchecked(told, words, links, tools.stories.words)), key=lambda s: (s.path, s.what))
        ),
        statements={article.path: len(own) for article, own in zip(dated, said, strict=True)},
        singles=alone,
    )


def _told(article: Article, said: Sequence[Statement], tools: Tools) -> Told:
    """Return what an article tells; its date may have become known since it was split."""
    own = tuple(s if s.article is article else replace(s, article=article) for s in said)
    found = {kind.name: pairing.heard(kind.find(own), own) for kind in tools.kinds}
    kept = {name: facts[:_MOST] for name, facts in found.items()}
    return Told(article, own, kept, {name: len(facts) - _MOST for name, facts in found.items() if len(facts) > _MOST})


def _compared(
    kind: Kind,
    told: Sequence[Told],
    pairs: Sequence[Pair],
    proposed: Mapping[Pair, Proposed],
    links: Links,
    tools: Tools,
) -> list[Comparison]:
    facts = [own.facts[kind.name] for own in told]
    of_kind = {pair: proposed[pair][kind.name] for pair in pairs}
    aligned = tools.same_thing.align(kind.name, facts, of_kind, links.scores)
    return compare(kind, aligned, chain.from_iterable(facts), tools.evidence(kind))


def _folded(compared: Sequence[tuple[Kind, Sequence[Comparison]]], tools: Tools, config: Config) -> tuple[Finding, ...]:
    found = (
        finding
        for kind, pairs in compared
        for finding in fold(pairs, kind.question, config.min_confidence, tools.evidence(kind))
    )
    return tuple(sorted(found, key=order))


def _alone(
    told: Sequence[Told], compared: Sequence[tuple[Kind, Sequence[Comparison]]], tools: Tools, config: Config
) -> tuple[Side, ...]:
    typed = [fact for own in told for kind in own.facts for fact in own.facts[kind] if kind in ("quantity", "time")]
    met = [pair for kind, found in compared for pair in bearing(found, config.min_confidence, tools.evidence(kind))]
    return unmatched(typed, met)


def _counts(
    told: Sequence[Told], compared: Sequence[tuple[Kind, Sequence[Comparison]]], links: Links
) -> dict[str, int]:
    facts = Counter({kind.name: 0 for kind, _ in compared})
    for own in told:
        facts.update({kind: len(some) for kind, some in own.facts.items()})
    return {
        "articles": len(told),
        "statements": sum(len(own.statements) for own in told),
        "article pairs of one story": len(links.scores),
        **{f"{kind} facts": n for kind, n in sorted(facts.items())},
        **{f"{kind.name} pairs compared": len(pairs) for kind, pairs in compared},
    }
