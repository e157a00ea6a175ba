"""How two people's names for one office or post stand to each other: one person, a misspelling, or two people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from rapidfuzz import fuzz

from factcheck.entities import PER, Names
from factcheck.model import Fact, Outcome, Severity, Verdict

_VARIANT = 75.0  # similarity in per cent from which two words may be one, misspelt
_SHORT = 3  # letters from which a word may be short for one that begins so
_PET = re.compile(r"(?:ie|ey|y|i|e|a|o|s)$")  # what a short form ends in: Dougie, Danny, Kate
_VOWELS = re.compile(r"[aeiouyjwhg]")
_DOUBLED = re.compile(r"(.)\1+")
_WORD = re.compile(r"\w+")


class Named:
    """A value that is a person: known by the name, whatever else is told of them."""

    __slots__ = ()
    person: str

    @property
    def canonical(self) -> str:
        """The name in lower case."""
        return self.person.casefold()

    @property
    def sort(self) -> str:
        """A person."""
        return "person"


class Relation(Enum):
    """What two names have in common."""

    SAME = "same"
    SPELLING = "spelling"
    OTHER_GIVEN = "other given name"
    OTHER_FAMILY = "other family name"
    OTHER = "other"
    UNKNOWN = "unknown"


def relation(names: Names, a: str, b: str) -> Relation:
    """Return how two names of the one who is asked for stand to each other; UNKNOWN where either could be meant."""
    if names.same(a, b, PER):
        return Relation.SAME
    if other_given(names, a, b):
        return Relation.OTHER_GIVEN
    left, right = names.people.form(a).words, names.people.form(b).words
    if not left or not right:
        return Relation.UNKNOWN
    if _misspelt(left, right):
        return Relation.SPELLING
    full = min(len(left), len(right)) > 1
    if full and left[0] == right[0] and not any(_variants(x, y) for x in left[1:] for y in right[1:]):
        return Relation.OTHER_FAMILY
    if any(_variants(x, y) for x in left for y in right):
        return Relation.UNKNOWN
    first_name = any(len(words) == 1 and words[0] in names.people.given for words in (left, right))
    return Relation.UNKNOWN if first_name else Relation.OTHER


def other_given(names: Names, a: str, b: str) -> bool:
    """Tell whether two full names share the family name, and the first names cannot be one."""
    left, right = names.people.form(a).words, names.people.form(b).words
    if min(len(left), len(right)) < 2 or left[-1] != right[-1] or set(left[:-1]) & set(right[:-1]):
        return False
    family_first = names.people.family_first
    if len(left[-1]) == 1 or left[0] in family_first or right[0] in family_first:
        return False
    if names.same(a, b, PER):
        return False
    return not any(_variants(x, y) for x in left[:-1] for y in right[:-1])


def apart(names: Names, a: str, b: str) -> bool:
    """Tell whether two full names have no word in common, and none that may be one misspelt."""
    left, right = names.people.form(a).words, names.people.form(b).words
    return min(len(left), len(right)) > 1 and not any(_variants(x, y) for x in left for y in right)


def knows(fact: Fact, name: str, own: str) -> bool:
    """Tell whether a fact's article uses a word of the other name that is no word of its own."""
    words = {word.casefold() for word in _WORD.findall(fact.statement.article.text)}
    mine = {word.casefold() for word in _WORD.findall(own)}
    return not words.isdisjoint({word.casefold() for word in _WORD.findall(name)} - mine)


def days_apart(left: Fact, right: Fact, unknown: int) -> int:
    """Return the days between the publication of the articles of two facts, `unknown` where either is not dated."""
    one, other = left.statement.article.published, right.statement.article.published
    return abs((one - other).days) if one and other else unknown


def misspelt(reason: str) -> Outcome:
    """Return the outcome for two names that may be one, one of them misspelt."""
    flips = "a contradiction if both names are spelt as they should be"
    told = f"{reason}; one of them may be misspelt"
    return Outcome(Verdict.UNDECIDED, "name.holder-spelling", told, flips, Severity.MINOR, 0.5)


def _misspelt(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether two full names differ in one word, and that by more than its vowels and less than half of it.

    Vowels, g or h, and doubled letters are what transliterations differ in. A word that begins the other is its short
    form.
    """
    one, other = ([word for word in words if len(word) > 1] for words in (left, right))
    differ = [(x, y) for x, y in zip(one, other, strict=False) if x != y]
    if len(one) != len(other) or len(one) < 2 or len(differ) != 1:
        return False
    [(x, y)] = differ
    short = x.startswith(y) or y.startswith(x)
    return not short and _consonants(x) != _consonants(y) and fuzz.ratio(x, y) >= _VARIANT


def _consonants(word: str) -> str:
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))


def _variants(x: str, y: str) -> bool:
    """Tell whether one word of a name may stand for another: an initial, a short form, a misspelling."""
    if len(x) == 1 or len(y) == 1:
        return True
    short, long = sorted((x, y), key=len)
    stem = _stem(short) if len(short) > _SHORT else short
    if len(short) > _SHORT and long.endswith(short):
        return True
    return (len(stem) >= _SHORT and long.startswith(stem)) or fuzz.ratio(x, y) >= _VARIANT


def _stem(name: str) -> str:
    """Return a short form without its ending, and without the consonant that is doubled before it."""
    bare = _PET.sub("", name)
    return bare[:-1] if len(bare) > _SHORT and bare[-1] == bare[-2] else bare
