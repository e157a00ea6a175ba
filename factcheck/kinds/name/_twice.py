"""One office told by a person's name and asked for twice: 'Who is the mayor?' and 'What office does Ann Lee hold?'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from factcheck.model import Alignment, Fact, Outcome, Verdict

_Key = tuple[str, int, int]


def asked_once(
    pairs: Sequence[Alignment], outcomes: Sequence[Outcome | None], posts: type, offices: type
) -> list[Outcome | None]:
    """Leave out what posts agree on where offices in the same words agree, two by two.

    `posts` and `offices` are the types of the values. Posts stay that bear on any other: a third article may differ.
    """
    judged = list(zip(pairs, outcomes, strict=True))
    told = defaultdict(list)
    for pair, outcome in judged:
        if outcome and outcome.verdict is Verdict.AGREEMENT and isinstance(pair.left.value, offices):
            told[_place(pair.left), _place(pair.right)].append((pair.left, pair.right))
            told[_place(pair.right), _place(pair.left)].append((pair.right, pair.left))
    groups = _Groups()
    kept: set[_Key] = set()
    for pair, outcome in judged:
        if outcome is None or not isinstance(pair.left.value, posts):
            continue
        groups.join(_key(pair.left), _key(pair.right))
        same = told[_place(pair.left), _place(pair.right)]
        doubled = any(pair.left.span.overlaps(a.span) and pair.right.span.overlaps(b.span) for a, b in same)
        if outcome.verdict is not Verdict.AGREEMENT or not doubled:
            kept.add(_key(pair.left))
    stay = {groups.first(key) for key in kept}
    return [
        outcome
        if outcome is None or not isinstance(pair.left.value, posts) or groups.first(_key(pair.left)) in stay
        else None
        for pair, outcome in judged
    ]


class _Groups:
    """Facts joined by their outcomes."""

    def __init__(self) -> None:
        self._above: dict[_Key, _Key] = {}

    def first(self, key: _Key) -> _Key:
        while (above := self._above.get(key, key)) != key:
            key = above
        return key

    def join(self, a: _Key, b: _Key) -> None:
        one, other = self.first(a), self.first(b)
        self._above[max(one, other)] = min(one, other)


def _place(fact: Fact) -> tuple[str, int]:
    return fact.statement.article.path, fact.statement.span.start


def _key(fact: Fact) -> _Key:
    return fact.statement.article.path, fact.span.start, fact.span.end
