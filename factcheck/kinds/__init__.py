"""Kinds of fact: a file per kind, holding its value type, how to find it and how to compare two.

A kind is anything that satisfies `Kind`; third parties register theirs under the entry point group
`factcheck.kinds`, as a callable from `Config` to a `Kind`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points
from typing import Protocol

from factcheck.config import Config
from factcheck.errors import UsageError
from factcheck.model import Alignment, Fact, Outcome, Statement


class Kind(Protocol):
    """Finds one kind of fact and judges whether two of them fit together."""

    @property
    def name(self) -> str:
        """The word used in reports and fingerprints: quantity, time, name, place, claim."""

    def find(self, statements: Sequence[Statement]) -> Sequence[Fact]:
        """Return the facts in the statements of one article, given whole and in order, so context is at hand."""

    def comparable(self, left: Fact, right: Fact) -> bool:
        """Tell cheaply whether the two values could answer the same question at all (same dimension, say)."""

    def named(self, fact: Fact) -> bool:
        """Tell whether `fact.about` is a name that alone says what the value belongs to (the age of Ann Lee)."""

    def same_subject(self, left: Fact, right: Fact) -> float:
        """How far the two values themselves name one subject, 0 to 1: the same thing counted in the same state."""

    def compare(self, pairs: Sequence[Alignment]) -> Sequence[Outcome | None]:
        """Judge aligned pairs, one outcome each, in order; None where the two turn out not to bear on each other.

        Symmetric: swapping sides keeps verdict and rule.
        """

    def question(self, fact: Fact) -> str:
        """Phrase what the fact answers as a question: 'How long did the talks last?'."""


GROUP = "factcheck.kinds"


def load(config: Config, jobs: int = 0) -> tuple[Kind, ...]:
    """Return the built-in kinds and those of installed third parties, or those that `config.kinds` names.

    Raises UsageError when a name is not known.
    """
    makers = {**_built_in(jobs), **{point.name: point.load() for point in entry_points(group=GROUP)}}
    unknown = sorted(set(config.kinds) - set(makers))
    if unknown:
        raise UsageError(f"kinds: no such kind: {', '.join(unknown)} (known: {', '.join(makers)})")
    return tuple(make(config) for name, make in makers.items() if not config.kinds or name in config.kinds)


def _built_in(jobs: int) -> dict[str, Callable[[Config], Kind]]:
    from factcheck.kinds._speakers import Speakers
    from factcheck.kinds.claim import Claims, OnnxJudge
    from factcheck.kinds.name import NameKind
    from factcheck.kinds.place import PlaceKind
    from factcheck.kinds.quantity import Quantities
    from factcheck.kinds.time import Times

    return {
        "quantity": Quantities,
        "time": Times,
        "name": lambda config: NameKind.of(config, jobs),
        "place": lambda config: PlaceKind.of(config, jobs),
        "claim": lambda config: Claims(OnnxJudge.bundled(jobs), speakers=Speakers.of(config.lexicon)),
    }
