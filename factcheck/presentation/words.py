"""Words and signs for verdicts, certainty and counts, the same in every face."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from factcheck.model import Article, Finding, Origin, Verdict

# a sign beside each colour: colour alone tells nothing to many readers
SIGNS: Mapping[Verdict, str] = {
    Verdict.CONTRADICTION: "✕",
    Verdict.DISPUTE: "⇄",
    Verdict.UPDATE: "↗",
    Verdict.UNDECIDED: "?",
    Verdict.COMPATIBLE: "≈",
    Verdict.AGREEMENT: "✓",
}
MEANINGS: Mapping[Verdict, str] = {
    Verdict.CONTRADICTION: "the sources cannot all be right",
    Verdict.DISPUTE: "two speakers disagree; the articles report both",
    Verdict.UPDATE: "the value changed between two publication dates",
    Verdict.UNDECIDED: "may or may not be about the same thing",
    Verdict.COMPATIBLE: "different words or numbers that do not exclude each other",
    Verdict.AGREEMENT: "the sources say the same",
}
# as tiles and menus stand: what differs, what may differ, what fits; findings themselves have the undecided last
DIFFERENCES_FIRST = (
    Verdict.CONTRADICTION,
    Verdict.DISPUTE,
    Verdict.UPDATE,
    Verdict.UNDECIDED,
    Verdict.COMPATIBLE,
    Verdict.AGREEMENT,
)
AT_ODDS = frozenset({Verdict.CONTRADICTION, Verdict.DISPUTE})
SETTLED = frozenset({Verdict.AGREEMENT, Verdict.COMPATIBLE})
_RECORD = re.compile(r"(\.(?:json|jsonl|ndjson)(?:\.gz)?)#.+", re.DOTALL | re.IGNORECASE)


def certainty(confidence: float) -> str:
    """Return a probability in words."""
    if confidence >= 0.9:
        return "very likely"
    return "likely" if confidence >= 0.7 else "possible"


def counted(number: int, noun: str) -> str:
    """Return '1 finding', '2 findings', '2 countries'."""
    if number == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"
    return f"{number:,} {plural}"


def verdicts(number: int, verdict: Verdict) -> str:
    """Return '2 contradictions', '1 undecided'."""
    if verdict in (Verdict.UNDECIDED, Verdict.COMPATIBLE):
        return f"{number:,} {verdict.value}"
    return counted(number, verdict.value)


def tally(findings: Sequence[Finding]) -> str:
    """Return '2 contradictions, 1 undecided', the highest rank first; empty for no findings."""
    counts = [(sum(f.verdict is verdict for f in findings), verdict) for verdict in reversed(Verdict)]
    return ", ".join(verdicts(number, verdict) for number, verdict in counts if number)


def period(articles: Iterable[Article]) -> tuple[date, ...]:
    """Return the first and the last day on which the articles were published; one where they are the same."""
    days = sorted(article.published for article in articles if article.published)
    return tuple(dict.fromkeys((days[0], days[-1]))) if days else ()


def accept_command(fingerprint: str, folder: str) -> str:
    """Return the command that accepts a finding for good, for a run over `folder`, which is quoted already."""
    return f'factcheck review {folder} --dismiss {fingerprint} --reason "why it is fine"'


def file_of(path: str) -> str:
    """Return the file in a path that may end in a record's '#ID'."""
    return _RECORD.sub(r"\1", path)


def common_folder(paths: Iterable[str]) -> str:
    """Return the innermost folder that holds all `paths`, quoted for a shell; PATHS where that cannot be told."""
    folders = {str(PurePosixPath(file_of(path)).parent) for path in paths}
    try:
        common = posixpath.commonpath(folders)
    except ValueError:  # none at all, or absolute mixed with relative
        return "PATHS"
    return shlex.quote(common or ".") if common.isprintable() else "PATHS"


def blind(reason: str) -> str:
    """Return a reason without the probability it may end in, for a reviewer who is to judge without it."""
    return re.sub(r"; too uncertain to call \([^)]*\)$", "", reason)


def day(article: Article) -> str:
    """Return the day of publication, with 'about' where it was inferred; empty where it is unknown."""
    told = article.published.isoformat() if article.published else ""
    return f"about {told}" if told and article.published_from is Origin.NEIGHBOURS else told


def short_name(article: Article) -> str:
    """Return the outlet as it is, or the end of the path."""
    return article.source or PurePosixPath(article.path).name or article.path


def short_names(articles: Iterable[Article]) -> Mapping[str, str]:
    """Return, by label, a name for each source, as brief as is unambiguous among them."""
    names = {article.label: short_name(article) for article in articles}
    taken = Counter(names.values())
    return {label: name if taken[name] == 1 else label for label, name in names.items()}
