"""Ages of nobody: averages, medians and limits, "the average age of the dead was 86", "people below 45"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.kinds.quantity._age import ADVERBS
from factcheck.kinds.quantity._bearer import Bearers
from factcheck.kinds.quantity._tokens import NUMBER, Token
from factcheck.kinds.quantity._words import Vocabulary

_LINKS = frozenset(
    {"is", "was", "be", "of", "at", "to", "from", "reached", "has", "stands", "stood", "been", "now", "remains"}
)
_BARRIERS = (".", ";", ":", ",", "(", ")", "“", "”", '"')
_HEDGES = frozenset({"under", "below", "over", "above"})
_OLDEST = 115
_REACH = 10  # tokens between "average age" and its number
_FROM_AGE = 6  # of these between "age" and the verb: "of the dead", "of passengers aboard"


class Group(NamedTuple):
    """Whose age it is and which: an average of theirs or a limit set for them."""

    thing: str
    about: str


class Groups:
    """Reads ages that belong to a group or a rule rather than to a person."""

    def __init__(self, vocabulary: Vocabulary, bearers: Bearers) -> None:
        self._averages = vocabulary.words("age", "averages")
        self._limits = vocabulary.words("age", "limits")
        self._bearers = bearers

    def read(self, tokens: Sequence[Token], i: int, end: int, low: float, high: float) -> Group | None:
        """Return what sort of age stands at tokens `i` to `end`, None where it is no such age."""
        if i < 2 or not 0 <= low <= high < _OLDEST:
            return None
        return self._typical(tokens, i) or self._bounded(tokens, i, end)

    def _typical(self, tokens: Sequence[Token], i: int) -> Group | None:
        """Read "the average age of the dead was 86", "raises the retirement age from 58 to 62"."""
        at = i - 1
        while at > max(0, i - _REACH) and tokens[at].lower in (*ADVERBS, "between", "least"):
            at -= 1
        if tokens[at].lower not in _LINKS:
            return None
        for back in range(at, max(0, at - _REACH), -1):
            token = tokens[back]
            if token.text in _BARRIERS or token.kind == NUMBER:
                return None
            if token.lower in ("age", "ages"):
                return self._sort(tokens, back, at)
        return None

    def _sort(self, tokens: Sequence[Token], age: int, link: int) -> Group | None:
        before = tokens[age - 1].lower
        limit = age + 1 < len(tokens) and tokens[age + 1].lower in ("limit", "limits")
        if limit or before in self._limits:
            return Group("limit", "age limit" if limit else f"{before} age")
        if before == "the" and link == age + 1 and tokens[link].lower in ("from", "to"):
            return Group("limit", "age")  # lifts the age from 58 to 62
        average = before in self._averages and link - age <= _FROM_AGE
        return Group("average", f"{before} age") if average else None

    def _bounded(self, tokens: Sequence[Token], i: int, end: int) -> Group | None:
        """Read "people below 45", "children under 16": an age where nothing is counted behind."""
        noun = tokens[i - 2].lower
        if tokens[i - 1].lower not in _HEDGES or not self._bearers.closes(tokens, end):
            return None
        people = noun in ("those", "anyone", "everyone", "anybody", "everybody", "nobody")
        group = self._bearers.group(noun)
        return Group("limit", "people" if people else noun) if people or group else None
