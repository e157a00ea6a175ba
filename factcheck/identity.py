"""What makes two findings the same finding: kind, sources, values and words; never place, order, score or model."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from factcheck.model import Finding, Side, Verdict

DISCREPANCIES = frozenset({Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.UPDATE})
_QUOTES = str.maketrans("“”„«»‘’", '"""""\'\'')


def fingerprint(kind: str, sides: Iterable[Side]) -> str:
    """Return 16 hexadecimal digits that stay while kind, sources, values and texts stay.

    An article that names no outlet has no source, so that renaming its file changes nothing.
    """
    return digest(kind, ((s.article.source, s.canonical, s.text) for s in sides))


def digest(kind: str, parts: Iterable[tuple[str, str, str]]) -> str:
    """Return the fingerprint of sides given as source, canonical value and text."""
    said = sorted({f"{source}\x1f{canonical}\x1f{normal(text)}" for source, canonical, text in parts})
    return hashlib.sha256("\x1e".join([kind, *said]).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def normal(text: str) -> str:
    """Return the words of `text` without regard to case, line breaks and the shape of quotation marks."""
    return re.sub(r"\s+", " ", text.translate(_QUOTES)).strip().casefold()


def pairs(finding: Finding, least: Verdict = Verdict.UPDATE) -> Mapping[str, Verdict]:
    """Return the fingerprint of each pair of sides that differ by `least` or worse, with the verdict on it.

    They outlive the finding's own fingerprint, which changes whenever another source joins. The pair of a finding of
    two sides has the finding's fingerprint.
    """
    found: dict[str, Verdict] = {}
    for pair in finding.pairs:
        if pair.verdict in DISCREPANCIES and pair.verdict.rank >= least.rank:
            key = fingerprint(finding.kind, (finding.sides[pair.left], finding.sides[pair.right]))
            found[key] = max(pair.verdict, found.get(key, pair.verdict), key=lambda verdict: verdict.rank)
    return found
