"""Aligned values compared, each with what all the others tell of it: how common it is, and who else gives it."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from factcheck.evidence import Evidence, posterior
from factcheck.kinds import Kind
from factcheck.model import Alignment, Comparison, Fact, Outcome, Verdict

CLASHES = (Verdict.CONTRADICTION, Verdict.DISPUTE)
End = tuple[str, int, int]
"""Where a value stands: its article, and the start and end of its words."""
Ends = tuple[End, End]
"""Two values, the lesser end first."""
_SUREST = 3  # values of one article that agree with another's and are looked at
_NO_EVIDENCE = Evidence()


def compare(
    kind: Kind, aligned: Sequence[Alignment], facts: Iterable[Fact], evidence: Evidence = _NO_EVIDENCE
) -> list[Comparison]:
    """Judge aligned pairs among all `facts` of a kind; those that turn out not to bear on each other are left out."""
    judged = zip(aligned, kind.compare(aligned), strict=True)
    return together([(pair, outcome) for pair, outcome in judged if outcome], facts, evidence)


def together(
    judged: Sequence[tuple[Alignment, Outcome]], facts: Iterable[Fact], evidence: Evidence
) -> list[Comparison]:
    """Return comparisons with what the others, and all `facts` of their kind, tell of each."""
    common = commonness(facts)
    found = [Comparison(pair, outcome, common(pair.left, pair.right)) for pair, outcome in judged]
    across = [comparison for comparison in found if not in_one_article(comparison)]
    within = {ends_of(c): c.alignment.score for c in found if in_one_article(c)}
    agreeing = {
        ends_of(c): posterior(c.alignment.score, evidence.of(c))
        for c in across
        if c.outcome.verdict is Verdict.AGREEMENT
    }
    clashing = [ends_of(c) for c in across if c.outcome.verdict in CLASHES]
    both = told_by_one(clashing, agreeing, lambda ends: within.get(ends, 0.0))
    return [replace(comparison, both=both.get(ends_of(comparison), 0.0)) for comparison in found]


def end_of(fact: Fact) -> End:
    """Return where a fact stands."""
    return fact.statement.article.path, fact.span.start, fact.span.end


def ends_of(comparison: Comparison) -> Ends:
    """Return where the two values of a comparison stand, the lesser end first."""
    left, right = end_of(comparison.alignment.left), end_of(comparison.alignment.right)
    return (left, right) if left <= right else (right, left)


def in_one_article(comparison: Comparison) -> bool:
    """Tell whether both values stand in one article."""
    left, right = ends_of(comparison)
    return left[0] == right[0]


def commonness(facts: Iterable[Fact]) -> Callable[[Fact, Fact], float]:
    """Return what share of the other values in the articles of two of these facts equals theirs, 0 to 1.

    Where every date is that of the day, two dates that agree teach little.
    """
    values: dict[str, Counter[str]] = {}
    for fact in facts:
        values.setdefault(fact.statement.article.path, Counter())[fact.value.canonical] += 1

    def common(left: Fact, right: Fact) -> float:
        ends = [(values[fact.statement.article.path], fact.value.canonical) for fact in (left, right)]
        same = sum(own[value] for own, value in ends) - 2
        return same / max(1, sum(own.total() for own, _ in ends) - 2)

    return common


def told_by_one(
    clashes: Iterable[Ends], agreeing: Mapping[Ends, float], within: Callable[[Ends], float]
) -> dict[Ends, float]:
    """Return, for each clash of two articles, how surely some article gives both its values of two things, 0 to 1.

    "Four of the five dead were named": who holds another's value as well as its own mostly tells a part and its whole,
    or two people. `agreeing` are the probabilities that two equal values of two articles are of one thing, `within`
    tells that of two values of one article: a text that contradicts itself gives both values, but of one thing.
    """
    holders = _holders(agreeing)
    found = {}
    for one, other in clashes:
        ours, theirs = ({**holders[end], end[0]: [(1.0, end)]} for end in (one, other))
        apart = (_two_things(ours[article], theirs[article], within) for article in sorted(ours.keys() & theirs.keys()))
        found[one, other] = max(apart, default=0.0)
    return found


def _holders(agreeing: Mapping[Ends, float]) -> Mapping[End, Mapping[str, Sequence[tuple[float, End]]]]:
    """Return, for each value, where each other article gives an equal one, with the probability; the surest."""
    every: dict[End, dict[str, list[tuple[float, End]]]] = defaultdict(lambda: defaultdict(list))
    for (one, other), probability in agreeing.items():
        every[one][other[0]].append((probability, other))
        every[other][one[0]].append((probability, one))
    kept = {end: {a: heapq.nlargest(_SUREST, some) for a, some in of.items()} for end, of in every.items()}
    return defaultdict(dict, kept)


def _two_things(
    ours: Sequence[tuple[float, End]], theirs: Sequence[tuple[float, End]], within: Callable[[Ends], float]
) -> float:
    """Return how surely an article gives both values, and not as answers to one question."""
    held = [(min(p, q), _one(a, b, within)) for p, a in ours for q, b in theirs]
    return max(sure for sure, _ in held) * (1 - max(sure * one for sure, one in held))


def _one(a: End, b: End, within: Callable[[Ends], float]) -> float:
    return 1.0 if a == b else within((a, b) if a <= b else (b, a))
