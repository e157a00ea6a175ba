"""Comparisons folded over all sources: one question, every source's value, one verdict.

Facts that were aligned form a group when, on average, they were taken for the same thing with probability one half or
more: a chain of doubtful links does not pull strangers together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factcheck.comparing import CLASHES, End, Ends, end_of, ends_of, in_one_article
from factcheck.evidence import Evidence, posterior
from factcheck.identity import fingerprint
from factcheck.model import Comparison, Fact, Finding, Outcome, Pair, Severity, Side, Verdict
from factcheck.voices import voices

GRAVEST_FIRST = (
    Verdict.CONTRADICTION,
    Verdict.DISPUTE,
    Verdict.UPDATE,
    Verdict.COMPATIBLE,
    Verdict.AGREEMENT,
    Verdict.UNDECIDED,
)
_FITTING = (Verdict.AGREEMENT, Verdict.COMPATIBLE)
_TOGETHER = 0.5
_OWN_WORDS = -2.0  # an article rarely contradicts itself: what looks like it is mostly about two things
_WORTH_A_LOOK = 0.1  # a conflict less likely than this is two things, not one
_NO_EVIDENCE = Evidence()


def fold(
    comparisons: Sequence[Comparison],
    question: Callable[[Fact], str],
    min_confidence: float,
    evidence: Evidence = _NO_EVIDENCE,
) -> tuple[Finding, ...]:
    """Fold the comparisons of one kind into findings, gravest first.

    `question` phrases what a fact answers. A contradiction or dispute less likely than `min_confidence` is listed as
    undecided; so are an update that is less likely than not and a group in which nothing could be decided. One that is
    most likely of two things is left out.
    `evidence` is what an outcome says about whether the two sides are about one thing at all.
    """
    found = (_finding(group, question, min_confidence, evidence) for group in _groups(comparisons, evidence))
    return tuple(sorted((finding for finding in found if finding), key=order))


def order(finding: Finding) -> tuple[int, int, float, str]:
    """Sort key: gravest verdict first, then severity, confidence and fingerprint."""
    verdict = GRAVEST_FIRST.index(finding.verdict)
    return verdict, -finding.severity.rank, -round(finding.confidence, 3), finding.fingerprint


def bearing(
    comparisons: Sequence[Comparison], min_confidence: float, evidence: Evidence = _NO_EVIDENCE
) -> list[Comparison]:
    """Leave out what is so unlikely to be of one thing that neither value answers the other."""
    bound = [c for c in comparisons if _bond(c, evidence) >= _TOGETHER]
    return [c for c in bound if not _judge(c, min_confidence, evidence).strange]


def unmatched(facts: Iterable[Fact], comparisons: Iterable[Comparison]) -> tuple[Side, ...]:
    """Return the facts that no comparison touched, as sides, in reading order.

    What an article tells again stands there once, and not at all where another source answers it.
    """
    touched: set[End] = set()
    again: dict[End, list[End]] = defaultdict(list)
    for comparison in comparisons:
        one, other = ends_of(comparison)
        if _echo(comparison):
            again[one].append(other)
            again[other].append(one)
        else:
            touched |= {one, other}
    alone: list[Side] = []
    for fact in sorted(facts, key=end_of):
        heard = _reached(end_of(fact), again)
        if not heard & touched:
            alone.append(_side(fact))
        touched |= heard
    return tuple(alone)


def _reached(key: End, again: Mapping[End, Sequence[End]]) -> set[End]:
    """Return all that tells again what `key` tells, an echo of an echo too."""
    heard, waiting = {key}, [key]
    while waiting:
        found = set(again.get(waiting.pop(), ())) - heard
        heard |= found
        waiting.extend(found)
    return heard


# --- groups ---


@dataclass(frozen=True, slots=True)
class _Group:
    facts: tuple[Fact, ...]
    comparisons: tuple[Comparison, ...]


def _groups(comparisons: Sequence[Comparison], evidence: Evidence) -> Iterator[_Group]:
    """Merge aligned facts, surest first, by average linkage; values that agree bind two facts more closely."""
    scores = {ends_of(c): _bond(c, evidence) for c in comparisons}
    ranked = sorted(
        comparisons, key=lambda c: (-scores[ends_of(c)], end_of(c.alignment.left), end_of(c.alignment.right))
    )
    facts = {end_of(f): f for c in ranked for f in (c.alignment.left, c.alignment.right)}
    group_of = {key: number for number, key in enumerate(sorted(facts))}
    members = {number: [key] for key, number in group_of.items()}
    for comparison in ranked:
        one, other = (group_of[key] for key in ends_of(comparison))
        if one == other or _linkage(members[one], members[other], scores) < _TOGETHER:
            continue
        if _one_sentence([facts[key] for key in members[one]], [facts[key] for key in members[other]]):
            continue
        for key in members[other]:
            group_of[key] = one
        members[one] += members.pop(other)
    inside: dict[int, list[Comparison]] = defaultdict(list)
    for comparison in ranked:
        one, other = (group_of[key] for key in ends_of(comparison))
        if one == other and scores[ends_of(comparison)] >= _TOGETHER:
            inside[one].append(comparison)
    for number, found in inside.items():
        yield _Group(tuple(facts[key] for key in sorted(members[number])), tuple(found))


def _linkage(one: Sequence[End], other: Sequence[End], scores: Mapping[Ends, float]) -> float:
    """Return the mean bond between the articles of two groups; an article that tells it twice is asked once."""
    best: dict[tuple[str, str], float] = defaultdict(float)
    for a in one:
        for b in other:
            ends = a[0], b[0]
            best[ends] = max(best[ends], scores.get((a, b) if a <= b else (b, a), 0.0))
    return sum(best.values()) / len(best)


def _bond(comparison: Comparison, evidence: Evidence) -> float:
    """Return how surely two facts belong together; a difference counts for nothing, it would split what differs."""
    score, fits = comparison.alignment.score, comparison.outcome.verdict in _FITTING
    return posterior(score, evidence.of(comparison)) if fits else score


def _one_sentence(one: Sequence[Fact], other: Sequence[Fact]) -> bool:
    """Tell whether a sentence would answer the question twice, and differently, were the two groups one."""
    values = {(f.statement.article.path, f.statement.span): f.value.canonical for f in one}
    return any(
        values.get((f.statement.article.path, f.statement.span), f.value.canonical) != f.value.canonical for f in other
    )


# --- one finding ---


def _finding(
    group: _Group, question: Callable[[Fact], str], min_confidence: float, evidence: Evidence
) -> Finding | None:
    group = _without_strangers(group, min_confidence, evidence)
    chosen = _representatives(group)
    shown = sorted({end_of(fact): fact for fact in chosen.values()}.items())
    if len(shown) < 2:
        return None
    index = {key: number for number, (key, _) in enumerate(shown)}
    sides = tuple(_side(fact) for _, fact in shown)
    judged: dict[tuple[int, int], _Judged] = {}
    for comparison in group.comparisons:
        left, right = (index[end_of(chosen[key])] for key in ends_of(comparison))
        if left != right:
            pair = (left, right) if left < right else (right, left)
            candidate = _judge(comparison, min_confidence, evidence)
            if pair not in judged or candidate.weight > judged[pair].weight:
                judged[pair] = candidate
    lead = _lead(judged.values())
    if lead is None or (lead.verdict is Verdict.AGREEMENT and len({side.article.path for side in sides}) < 2):
        return None  # an article that only repeats itself
    central = _central(group)
    return Finding(
        fingerprint=fingerprint(central.kind, sides),
        kind=central.kind,
        verdict=lead.verdict,
        severity=Severity.NOTE if lead.verdict in (Verdict.AGREEMENT, Verdict.COMPATIBLE) else lead.outcome.severity,
        confidence=lead.confidence,
        rule=lead.outcome.rule,
        question=question(central),
        reason=lead.reason,
        flips=lead.outcome.flips,
        sides=sides,
        pairs=tuple(
            Pair(left, right, j.verdict, j.outcome.rule, j.reason, j.outcome.flips)
            for (left, right), j in sorted(judged.items())
        ),
        voices=voices(sides),
    )


def _without_strangers(group: _Group, min_confidence: float, evidence: Evidence) -> _Group:
    """Leave out the facts that only differ, and so that they are most likely about something else."""
    kept = bearing(group.comparisons, min_confidence, evidence)
    ends = {key for comparison in kept for key in ends_of(comparison)}
    inside = tuple(comparison for comparison in group.comparisons if ends.issuperset(ends_of(comparison)))
    return _Group(tuple(fact for fact in group.facts if end_of(fact) in ends), inside)


def _lead(judged: Iterable[_Judged]) -> _Judged | None:
    """Return the pair that gives a finding its verdict: the gravest; a doubtful conflict goes before an agreement.

    None where nothing bears on anything: a difference of two things gives no verdict.
    """

    def rank(j: _Judged) -> tuple[float, float, str]:
        grave = GRAVEST_FIRST.index(Verdict.UPDATE) + 0.5 if j.doubtful else GRAVEST_FIRST.index(j.verdict)
        return grave, -j.confidence, j.outcome.reason

    return min((j for j in judged if not j.strange), key=rank, default=None)


def _representatives(group: _Group) -> Mapping[End, Fact]:
    """Map each fact to the one that stands for it: an article that gives a value three times is one side."""
    weight: dict[End, float] = defaultdict(float)
    for comparison in group.comparisons:
        for key in ends_of(comparison):
            weight[key] += comparison.alignment.score
    alike: dict[tuple[str, str, str | None], list[Fact]] = defaultdict(list)
    for fact in group.facts:
        alike[fact.statement.article.path, fact.value.canonical, fact.statement.speaker].append(fact)
    chosen: dict[End, Fact] = {}
    for facts in alike.values():
        best = max(facts, key=lambda f: (round(weight[end_of(f)], 6), -f.span.start))
        chosen.update({end_of(fact): best for fact in facts})
    return chosen


@dataclass(frozen=True, slots=True)
class _Judged:
    verdict: Verdict
    outcome: Outcome
    reason: str
    confidence: float
    weight: tuple[int, float]

    @property
    def doubtful(self) -> bool:
        """A conflict that is too uncertain to be called one."""
        return self.verdict is Verdict.UNDECIDED and self.outcome.verdict in CLASHES

    @property
    def strange(self) -> bool:
        """A difference that is not even worth a look: most likely two things."""
        return self.verdict is Verdict.UNDECIDED and self.confidence < _WORTH_A_LOOK


def _judge(comparison: Comparison, min_confidence: float, evidence: Evidence) -> _Judged:
    """Weigh an outcome by how surely its two sides are about the same thing, the outcome itself considered."""
    outcome, score = comparison.outcome, comparison.alignment.score
    log_odds = evidence.of(comparison)
    if outcome.verdict is Verdict.CONTRADICTION and in_one_article(comparison):
        log_odds += _OWN_WORDS
    confidence = posterior(score, log_odds) * outcome.confidence
    verdict, reason = outcome.verdict, outcome.reason[:1].upper() + outcome.reason[1:]
    least = min_confidence if verdict in CLASHES else _TOGETHER if verdict is Verdict.UPDATE else 0.0
    if confidence < least:
        verdict, reason = Verdict.UNDECIDED, f"{reason.rstrip('.')}; too uncertain to call ({confidence:.0%})"
    decided = 0 if verdict is Verdict.UNDECIDED else 1
    return _Judged(verdict, outcome, reason, confidence, (decided, confidence))


def _echo(comparison: Comparison) -> bool:
    """Tell whether an article only tells again what it told before."""
    return comparison.outcome.verdict is Verdict.AGREEMENT and in_one_article(comparison)


def _central(group: _Group) -> Fact:
    """Return the fact that most others were aligned with: its words make the best question."""
    degree: dict[End, float] = defaultdict(float)
    for comparison in group.comparisons:
        for key in ends_of(comparison):
            degree[key] += comparison.alignment.score
    return max(group.facts, key=lambda f: (round(degree[end_of(f)], 6), len(f.about), end_of(f)))


def _side(fact: Fact) -> Side:
    statement = fact.statement
    return Side(
        article=statement.article,
        span=statement.span,
        value_span=fact.span,
        value=str(fact.value),
        canonical=fact.value.canonical,
        speaker=statement.speaker,
        mood=statement.mood,
    )
