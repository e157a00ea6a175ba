"""The years that a sentence tells of one thing: those of its clause, not all that it mentions."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.lexicon import table

# "since 2019" does not say when something was.
_YEAR = re.compile(r"(?<!since )\b(?:1[5-9]|20)\d\d\b")
# Where another clause may begin; two names joined by "and" are mostly of one.
_CUT = (
    r"[;:!?()—–,\"“”]|\b(?:but|who|whom|whose|which|that|when|while|where|although|because|if|until|after|before|as)\b"
    r"|\band\b(?=\s+[a-z])"
)
# Set off by a comma and still told of what stands beside it: ", in the spring of 1960,", ", 3 May 1960,".
_WHEN = re.compile(
    r"\s*(?:(?:in|on|during|by|early|late)\s+(?:[\w-]+\s+){0,4}|(?:\d{1,2}\s+)?(?:[A-Z]\w+\s+)?)(?:1[5-9]|20)\d\d[\s.]*"
)


def years_of(text: str, start: int, end: int) -> frozenset[str]:
    """Return the years told in the clause of `text[start:end]`, offsets in characters."""
    cuts = [(0, 0), *(match.span() for match in _cut().finditer(text)), (len(text), len(text))]
    first = max(i for i, (_, stop) in enumerate(cuts) if stop <= start or not i)
    last = min(i for i, (begin, _) in enumerate(cuts) if begin >= end or i == len(cuts) - 1)
    while first and _beside(text, cuts[first], cuts[first - 1][1], cuts[first][0]):
        first -= 1
    while last + 1 < len(cuts) and _beside(text, cuts[last], cuts[last][1], cuts[last + 1][0]):
        last += 1
    return frozenset(_YEAR.findall(text, cuts[first][1], cuts[last][0]))


def _beside(text: str, cut: tuple[int, int], start: int, end: int) -> bool:
    """Tell whether only a time stands beyond a comma or in brackets."""
    return text[slice(*cut)] in (",", "(") and _WHEN.fullmatch(text, start, end) is not None


@lru_cache(maxsize=1)
def _cut() -> re.Pattern[str]:
    says = "|".join(sorted(map(re.escape, table("speech")["says"])))
    return re.compile(rf"{_CUT}|\b(?:{says})\b")
