"""Values that a source gives only as what was told before and holds no more: "police had first said six"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from factcheck.kinds.quantity._pair import Pair
from factcheck.kinds.quantity._words import Vocabulary
from factcheck.model import Fact, Outcome, Severity, Verdict

_WORD = re.compile(r"[^\W\d_]+(?:['’]\w+)?")
_BREAK = re.compile(r"[;:–—]|\b(?:but|however|although|though|whereas)\b")  # another clause, with a value of its own
_REACH = 10  # words on each side that may say so
_NEAR = 3  # words between "first" and "reported"


def judged(pair: Pair, vocabulary: Vocabulary) -> Outcome | None:
    """Take a difference for an update where one side itself says that its value has been given up."""
    if told_before(pair.left, vocabulary) == told_before(pair.right, vocabulary):
        return None
    return Outcome(
        Verdict.UPDATE,
        "quantity.told-before",
        f"{pair.words} differ, and one source gives its value only as what was told before.",
        "contradiction if that value still stands",
        Severity.MINOR,
        0.9,
    )


def told_before(fact: Fact, vocabulary: Vocabulary) -> bool:
    """Tell whether a fact's sentence gives its value as an earlier report, estimate or mistake."""
    start = fact.statement.span.start
    before, after = _beside(fact.statement.text, fact.span.start - start, fact.span.end - start)
    return any(_reported(words, vocabulary) for words in (before, after)) or _given_up(after, vocabulary)


@lru_cache(maxsize=10_000)
def _beside(text: str, first: int, last: int) -> tuple[Sequence[str], Sequence[str]]:
    """Return the words of a sentence just before and just after a value, in the value's clause."""
    before = _words(_BREAK.split(text[:first].lower())[-1])[-_REACH:]
    return before, _words(_BREAK.split(text[last:].lower())[0])[:_REACH]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _reported(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Tell whether words name an earlier report: "initially put", "was first thought", "an earlier estimate"."""
    first, past, verbs, adjectives, nouns = (
        vocabulary.words("told_before", key) for key in ("first", "past", "verbs", "adjectives", "nouns")
    )
    for n, word in enumerate(words):
        near = words[max(0, n - _NEAR) : n + _NEAR + 1]
        if (word in first or (word in past and "had" in near)) and verbs.intersection(near):
            return True
        if word in adjectives and nouns.intersection(words[n + 1 : n + 2]):
            return True
    return False


def _given_up(after: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Tell whether words after a value take it back: "later corrected", "since raised to"."""
    then, undone, changed = (vocabulary.words("told_before", key) for key in ("then", "undone", "changed"))
    return any(
        word in then and (verb in undone or (verb in changed and following == "to"))
        for word, verb, following in zip(after, after[1:], [*after[2:], ""], strict=False)
    )
