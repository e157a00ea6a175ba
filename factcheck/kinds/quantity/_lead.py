"""What the words right before a value make of it: a rise or fall to it, a margin, something planned or supposed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.kinds.quantity._words import Vocabulary
from factcheck.model import Fact

_UP, _DOWN = frozenset({1}), frozenset({-1})
_WAYS = {"grown": _UP, "raised": _UP, "fallen": _DOWN, "lowered": _DOWN, "altered": _UP | _DOWN}
_OF_ITSELF = ("grown", "fallen")
_FEW_WORDS = r"(?: [\w’'-]+){0,2}"
# what was raised, and when: no clause of its own
_WORDS = r"(?: (?!(?:and|but|that|who|which|when|while|as|to)\b)[\w’'-]+){0,6}"


@dataclass(frozen=True, slots=True)
class Leads:
    """Reads a fact's sentence up to its value, by patterns made once."""

    _moved: tuple[tuple[frozenset[int], re.Pattern[str], re.Pattern[str]], ...]
    _origin: re.Pattern[str]
    _collected: re.Pattern[str]
    _margin: re.Pattern[str]
    _supposed: re.Pattern[str]
    _reached: re.Pattern[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Leads:
        """Make the patterns from quantity_words.toml."""
        margin, supposed, counting, reaching, collected, turned = (
            _any(vocabulary.words("leading", key))
            for key in ("margin", "supposed", "counting", "reaching", "collected", "turned")
        )
        to = rf" to(?: {reaching}){{0,4}} $"
        moved = []
        for key, ways in _WAYS.items():
            verb = rf"\b{_any(vocabulary.words('leading', key))}"
            near = _FEW_WORDS if key in _OF_ITSELF else rf"(?: {counting}){{0,5}}"
            moved.append((ways, _pattern(verb + near + to), _pattern(verb + _WORDS + to)))
        given = rf"(?<!was )(?<!were )(?<!been )(?<!being )\b{collected}"
        return cls(
            tuple(moved),
            _pattern(rf"\bfrom(?: {reaching}){{0,4}} $"),
            _pattern(rf"{given}(?: {reaching}){{0,4}} $"),
            _pattern(rf"\b{margin}(?: \w+){{0,2}} $"),
            _pattern(rf"\b{supposed}\b[^,;.]{{0,20}}$"),
            _pattern(rf"\b{supposed}(?: \w+)? {turned}(?: {reaching}){{0,2}} $"),
        )

    def moved(self, fact: Fact, *, count: bool) -> frozenset[int]:
        """Return which ways the sentence lets the value have gone to what it tells, 1 up, -1 down.

        "Was corrected to 12" may be either. What was raised or cut stands close by where things are counted: "cut
        power to 40 homes" lowers no number of homes.
        """
        before = _before(fact)
        found = (ways for ways, near, far in self._moved if (near if count else far).search(before))
        return next(found, frozenset())

    def origin(self, fact: Fact) -> bool:
        """Tell whether a value came from what the sentence tells: "down from 85,000", not "led 53 to 46 percent"."""
        return self._origin.search(_before(fact)) is not None

    def collected(self, fact: Fact) -> bool:
        """Tell whether a sum was raised from givers: "raised £4m", not "was raised £4m"."""
        return self._collected.search(_before(fact)) is not None

    def margin(self, fact: Fact) -> bool:
        """Tell whether a count is how far one lies ahead of another: "won by 214 votes"."""
        return self._margin.search(_before(fact)) is not None

    def supposed(self, fact: Fact) -> bool:
        """Tell whether the value itself is planned or supposed: "would be 70"."""
        return self._supposed.search(_before(fact)) is not None

    def reached(self, fact: Fact) -> bool:
        """Tell whether an age is one that somebody has: not "would have turned 18", "is about to be 70"."""
        return self._reached.search(_before(fact)) is None


def _any(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(phrase) for phrase in sorted(phrases))})"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _before(fact: Fact) -> str:
    return fact.statement.article.text[fact.statement.span.start : fact.span.start]
