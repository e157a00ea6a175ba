"""How many errors would be caught? Planted, one a sentence, in copies of the user's own articles, in memory only.

Each copy says the same as its article, word for word but for the planted errors, under another outlet's name. So this
measures what the comparison sees once two sentences are matched, and is an upper bound for articles that differ in
wording. What contradicts between unedited sentences of an article and its copy is counted as a false alarm.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from factcheck import pipeline, statements
from factcheck.config import Config, Scope
from factcheck.errors import UsageError
from factcheck.identity import normal
from factcheck.model import Article, Block, Finding, Pair, Report, Span, Statement, Verdict
from factcheck.selftest._edits import EDITS, Edit
from factcheck.selftest._others import Others

COPY = "(copy)"
_SHARE = 4  # one sentence in so many gets an error
_LONGEST, _SHORTEST = 60, 5  # words of a sentence that is taken
_PROSE = re.compile(r"[.!?][\"'”’)]*$")  # captions, credits and lines of a menu end otherwise
_PAGE = re.compile(r"[@|•►]|://|\bcontributed to this (?:report|story)\b")
_ALARMS = frozenset({Verdict.CONTRADICTION, Verdict.DISPUTE})


@dataclass(frozen=True, slots=True)
class Planted:
    """An error, where it stands in the copy, and what came of it.

    `outcome` is the gravest verdict between the sentence and its original, or any other sentence that its falsified
    words were found to contradict; None where they were never compared.
    """

    edit: Edit
    sentence: Span
    outcome: Verdict | None = None
    reason: str = ""

    @property
    def words(self) -> Span:
        """The falsified words in the copy."""
        start = self.sentence.start + self.edit.span.start - self.edit.statement.span.start
        return Span(start, start + len(self.edit.instead))

    @property
    def caught(self) -> bool:
        """Whether it would be reported as a contradiction or dispute."""
        return self.outcome in _ALARMS


@dataclass(frozen=True, slots=True)
class Result:
    """What a self-test found; `sentences` counts those left as they are, `alarms` are findings about these."""

    planted: tuple[Planted, ...]
    sentences: int
    alarms: tuple[Finding, ...]

    def rates(self) -> Mapping[str, tuple[int, int]]:
        """Return, by kind of error, how many were caught and how many planted, those of which none could be as well."""
        own = {kind: [p for p in self.planted if p.edit.kind == kind] for kind in EDITS}
        return {kind: (sum(p.caught for p in some), len(some)) for kind, some in own.items()}


def run(
    articles: Sequence[Article],
    config: Config | None = None,
    *,
    per_kind: int = 25,
    tools: pipeline.Tools | None = None,
    jobs: int = 0,
    progress: pipeline.Progress = pipeline.silent,
) -> Result:
    """Plant up to `per_kind` errors of each kind and compare the copies with their articles.

    The choice depends on the texts only. Raises UsageError when no sentence offers anything to falsify.
    """
    config = replace(config or Config(), scope=Scope.CROSS)
    tools = tools or pipeline.Tools.load(config, jobs)
    said = [s for article in articles for s in statements.split(article, config) if _suitable(s)]
    chosen = _chosen(_possible(_distinct(said), tools), said, per_kind)
    if not chosen:
        raise UsageError("selftest: no sentence holds a number, date, name or verb to falsify; give it longer articles")
    pairs = {path: _copy(edits) for path, edits in _by_article(chosen).items()}
    together = [article for article in articles if article.path in pairs] + [copy for copy, _ in pairs.values()]
    report = pipeline.check(sorted(together, key=lambda a: a.path), config, tools=tools, progress=progress)
    planted = [_judged(p, report) for _, some in pairs.values() for p in some]
    edited = {(p.edit.statement.article.path, p.edit.statement.span) for p in planted}
    untouched = sum(s.article.path in pairs and (s.article.path, s.span) not in edited for s in said)
    return Result(tuple(planted), untouched, tuple(f for f in report.findings if _false_alarm(f, planted)))


# --- planting ---


def _suitable(statement: Statement) -> bool:
    text = statement.text.strip()
    prose = bool(_PROSE.search(text)) and not _PAGE.search(text)
    return prose and statement.block is Block.BODY and _SHORTEST <= len(text.split()) <= _LONGEST


def _distinct(said: Sequence[Statement]) -> list[Statement]:
    """Leave out sentences that stand elsewhere too: one text that several outlets carry is one sentence to falsify."""
    return list({normal(s.text): s for s in reversed(said)}.values())[::-1]


def _possible(said: Sequence[Statement], tools: pipeline.Tools) -> Mapping[str, list[Edit]]:
    others = Others.of(said, tools.tagger.tag(said))
    return {kind: [edit for s in said for edit in find(s, others)] for kind, find in EDITS.items()}


def _chosen(possible: Mapping[str, Sequence[Edit]], said: Sequence[Statement], per_kind: int) -> list[Edit]:
    """Take an error of each kind in turn, the rarest first, one a sentence, in an order that the texts alone decide."""
    room = {path: max(1, n // _SHARE) for path, n in Counter(s.article.path for s in said).items()}
    taken: set[tuple[str, Span]] = set()

    def fitting(edits: Sequence[Edit]) -> Iterator[Edit]:
        for edit in sorted(edits, key=_shuffled):
            path, place = edit.statement.article.path, (edit.statement.article.path, edit.statement.span)
            if room[path] and place not in taken:
                taken.add(place)
                room[path] -= 1
                yield edit

    rarest_first = sorted(possible, key=lambda kind: (len(possible[kind]), kind))
    turns = zip_longest(*(islice(fitting(possible[kind]), per_kind) for kind in rarest_first))
    return [edit for turn in turns for edit in turn if edit]


def _shuffled(edit: Edit) -> str:
    key = f"{edit.kind}\x1f{edit.statement.text}\x1f{edit.span.start - edit.statement.span.start}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _by_article(chosen: Sequence[Edit]) -> Mapping[str, list[Edit]]:
    found: dict[str, list[Edit]] = {}
    for edit in sorted(chosen, key=lambda e: (e.statement.article.path, e.span)):
        found.setdefault(edit.statement.article.path, []).append(edit)
    return found


def _copy(edits: Sequence[Edit]) -> tuple[Article, list[Planted]]:
    """Return a copy of an article with its errors, given in reading order, and where they stand."""
    article = edits[0].statement.article
    pieces: list[str] = []
    planted: list[Planted] = []
    at = shift = 0
    for edit in edits:
        pieces += [article.text[at : edit.span.start], edit.instead]
        growth = len(edit.instead) - len(edit.span)
        whole = edit.statement.span
        planted.append(Planted(edit, Span(whole.start + shift, whole.end + shift + growth)))
        at, shift = edit.span.end, shift + growth
    text = "".join([*pieces, article.text[at:]])
    return replace(article, path=f"{article.path} {COPY}", text=text, source=f"{article.label} {COPY}", url=""), planted


# --- judging ---


def _judged(planted: Planted, report: Report) -> Planted:
    """Say what the report makes of the falsified sentence."""
    found = [
        (pair.verdict.rank, pair.verdict, pair.reason)
        for finding in report.findings
        for pair in finding.pairs
        if _tells(planted, finding, pair)
    ]
    if not found:
        return planted
    _, verdict, reason = max(found)
    return replace(planted, outcome=verdict, reason=reason)


def _tells(planted: Planted, finding: Finding, pair: Pair) -> bool:
    """Tell whether a pair is of the falsified sentence, and about the words that were falsified.

    Between the sentence and its original only these words differ, so any contradiction is about them. A finding shows
    one sentence for all of an article that say the same: what contradicts that one, or another article, counts when the
    falsified words are what contradicts.
    """
    path, original = planted.edit.statement.article.path, planted.edit.statement.span
    for here, there in ((pair.left, pair.right), (pair.right, pair.left)):
        copy, other = finding.sides[here], finding.sides[there]
        if copy.article.path != f"{path} {COPY}" or not copy.span.overlaps(planted.sentence):
            continue
        if other.article.path == path and other.span.overlaps(original):
            return pair.verdict in _ALARMS or _about(planted.edit, finding)
        return pair.verdict in _ALARMS and _covers(copy.value_span, planted.words)
    return False


def _about(edit: Edit, finding: Finding) -> bool:
    """Tell whether a finding is about the words that were falsified, and not about others of the same sentence."""
    own = (side for side in finding.sides if side.article.path == edit.statement.article.path)
    return any(_covers(side.value_span, edit.span) for side in own)


def _covers(value: Span, words: Span) -> bool:
    return value.overlaps(words) or value.start <= words.start <= value.end


def _false_alarm(finding: Finding, planted: Sequence[Planted]) -> bool:
    """Tell whether it contradicts between an article and its copy where neither sentence was edited."""
    edited = [(p.edit.statement.article.path, p.edit.statement.span) for p in planted]
    edited += [(f"{p.edit.statement.article.path} {COPY}", p.sentence) for p in planted]
    for pair in finding.pairs:
        if pair.verdict in _ALARMS:
            a, b = finding.sides[pair.left], finding.sides[pair.right]
            twins = a.article.path.removesuffix(f" {COPY}") == b.article.path.removesuffix(f" {COPY}")
            touched = any(s.article.path == path and s.span.overlaps(span) for s in (a, b) for path, span in edited)
            if twins and not touched:
                return True
    return False
