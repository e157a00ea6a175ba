"""Values told in other words: "3,015 votes" and "3,015", a loss of jobs and people who lose theirs."""

from __future__ import annotations

from factcheck.kinds.quantity._clause import clause
from factcheck.kinds.quantity._value import Quantity, Role
from factcheck.kinds.quantity._words import Vocabulary
from factcheck.model import Fact

_SHARED = 4  # words that two clauses share at least
_MOST = 0.6  # of the words of the shorter one
_POINTS = {"points", "percentage point"}


class ToldAlike:
    """Tells whether two values may be of one thing though their words for it differ."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._plain = vocabulary.words("function", "words")
        self._lost = vocabulary.words("change", "down") | vocabulary.words("change", "fall_nouns")
        self._polled = vocabulary.words("polling", "words")

    def clauses(self, left: Fact, right: Fact) -> bool:
        """Tell whether two clauses are mostly the same words, so that a bare number may count what the other names.

        Of one sentence, or of copies of one, any two clauses are alike.
        """
        if left.statement.text == right.statement.text:
            return False
        ours, theirs = self._content(left), self._content(right)
        shared = len(ours & theirs)
        return shared >= _SHARED and shared >= _MOST * min(len(ours), len(theirs))

    def lost(self, left: Fact, right: Fact) -> bool:
        """Tell whether one side counts a loss and the other those who suffer it: 340 jobs, 340 people losing jobs."""
        for fall, level in ((left, right), (right, left)):
            a, b = fall.value, level.value
            if not (
                isinstance(a, Quantity) and isinstance(b, Quantity) and a.role is Role.FALL and b.role is Role.LEVEL
            ):
                continue
            words = {word.lower() for word in clause(level)[1]}
            things = {self._vocabulary.noun(word) for word in words}
            if (
                a.dimension == b.dimension == "count"
                and a.thing
                and a.thing in {*things, b.thing}
                and words & self._lost
            ):
                return True
        return False

    def polled(self, left: Fact, right: Fact) -> bool:
        """Tell whether points are percentage points: their sentence tells of a vote or poll."""
        told = {fact.value.dimension: fact for fact in (left, right) if isinstance(fact.value, Quantity)}
        if told.keys() != _POINTS:
            return False
        return any(word.lower().strip(".,") in self._polled for word in told["points"].statement.text.split())

    def _content(self, fact: Fact) -> set[str]:
        words = (word.lower() for part in clause(fact) for word in part)
        return {word for word in words if word not in self._plain}
