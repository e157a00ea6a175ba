"""Spelling and transliteration folded away, and how alike two persons' names are: no text, no article, only names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

SAME, SPELLING, PARTIAL, WEAK, OTHER = 1.0, 0.9, 0.75, 0.4, 0.0
"""The same letters; the same name spelled otherwise; one is part of the other; cannot tell; another name."""

_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"shch|sch|sh|sz", "S"),
        (r"tch|cz|ch", "C"),
        (r"zh|dj|dzh", "J"),
        (r"ts|tz", "T"),
        (r"kh", "h"),
        (r"([gdt])h", r"\1"),
        (r"ph", "f"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"ck|q|c", "k"),
        (r"w", "v"),
        (r"([oe])ff?$", r"\1v"),
        (r"oo|ou", "u"),
        (r"ee", "i"),
        (r"(?:ay|ai|ei|ey)", "e"),
        (r"([aou])e", r"\1"),
        (r"^ye", "e"),
        (r"y|j", "i"),
        (r"(?<=[aeiou])h$", ""),
        (r"(.)\1+", r"\1"),
    )
)
_VOWEL_SWAPS = frozenset(frozenset(pair) for pair in ("ae", "ei", "ou", "ao"))


def words(value: Iterable[str]) -> list[str]:
    """Return the names in a lexicon list whose strings hold several, separated by commas."""
    return [name.strip() for line in value for name in line.split(",") if name.strip()]


@lru_cache(maxsize=1 << 17)
def fold(name: str) -> str:
    """Return `name` in plain lower-case letters, digits and single spaces; possessive and full stops dropped."""
    plain = anyascii(name).lower()
    plain = re.sub(r"'s\b|(?<=s)'(?=\s|$)", "", plain)
    plain = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", plain)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"['.]", "", plain)).split())


@lru_cache(maxsize=1 << 17)
def sound(word: str) -> str:
    """Return what transliterations of one word have in common: 'sergey' and 'sergei', 'ryabkow' and 'ryabkov'."""
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    return word


@lru_cache(maxsize=1 << 18)
def word_likeness(a: str, b: str) -> float:
    """Compare two folded words: 1 the same, 0.9 a transliteration, 0.6 perhaps a misspelling, else 0."""
    if a == b:
        return SAME
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 3:
        return OTHER
    left, right = sound(a), sound(b)
    if left == right:
        return SPELLING
    if len(left) == len(right) >= 6:
        swaps = [frozenset((x, y)) for x, y in zip(left, right, strict=True) if x != y]
        if len(swaps) <= (2 if len(left) >= 8 else 1) and all(swap in _VOWEL_SWAPS for swap in swaps):
            return 0.6
    if min(len(left), len(right)) >= 9 and Levenshtein.distance(left, right, score_cutoff=1) == 1:
        return 0.6
    return OTHER


@dataclass(frozen=True, slots=True)
class Form:
    """A person's name taken apart: given names, then the family name; `generation` is 'jr', 'sr' or empty."""

    words: tuple[str, ...]
    generation: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Tables for persons' names, from the lexicon: forms of address, particles, short forms, spellings."""

    address: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    family_first: frozenset[str]
    given: frozenset[str]
    groups: Mapping[str, frozenset[int]] = field(repr=False)
    family_groups: Mapping[str, frozenset[int]] = field(repr=False)

    @staticmethod
    def of(titles: Mapping[str, Any], names: Mapping[str, Any]) -> People:
        """Read the tables `titles` and `names` of the lexicon."""
        given = names["given"]
        return People(
            address=frozenset(fold(form) for form in words(titles["address"]["forms"])),
            suffixes=frozenset(fold(form) for form in words(titles["address"]["suffixes"])),
            particles=frozenset(words(given["particles"])),
            family_first=frozenset(fold(name) for line in given["family_first"] for name in line.split()),
            given=frozenset(fold(name) for line in given["names"] for name in line.split()),
            groups=_groups(given["same"]),
            family_groups=_groups(given["same_family"]),
        )

    def form(self, name: str) -> Form:
        """Take a name apart, without address, suffix and particles."""
        parts = [part for part in fold(name.replace("-", "")).split() if part not in self.address]
        generation = next((part for part in parts[1:] if part in ("jr", "sr", "ii", "iii")), "")
        kept = [part for i, part in enumerate(parts) if not (i and part in self.suffixes)]
        bare = [part for part in kept if part not in self.particles] or kept
        return Form(tuple(bare), generation)

    def likeness(self, a: str, b: str) -> float:
        """Tell how surely two names are one person's, 0 to 1, when both occur in texts about one thing."""
        left, right = _form(self, a), _form(self, b)
        if not left.words or not right.words:
            return OTHER
        if left.words == right.words:
            clash = left.generation and right.generation and left.generation != right.generation
            return WEAK if clash else SAME
        if len(left.words) > len(right.words):
            left, right = right, left
        if len(left.words) == 1:
            return self._partial(left.words[0], right.words)
        return self._full(left.words, right.words)

    def _partial(self, one: str, full: tuple[str, ...]) -> float:
        family = self._family(one, full[-1])
        if len(full) == 1:
            return family if family >= SPELLING else OTHER
        if family >= SPELLING:
            return PARTIAL
        if one == full[0] and one in self.family_first:
            return PARTIAL
        if one == "".join(full):
            return SPELLING
        if len(full) > 2 and one == full[-2] and one not in self.given:
            return 0.6
        return WEAK if self._given(one, full[0]) >= SPELLING else OTHER

    def _full(self, short: tuple[str, ...], long: tuple[str, ...]) -> float:
        if "".join(short) == "".join(long):
            return SPELLING
        family = self._family(short[-1], long[-1])
        if family == OTHER:
            turned = short[0] == long[-1] and short[-1] == long[0]
            if turned and len({short[0], short[-1]} & self.given) < 2:
                return SPELLING
            # 'Maria Garcia Lopez' is Maria Garcia as well: the family name may be the last but one.
            double = len(long) > 2 and short[-1] == long[-2] and short[-1] not in self.given
            return 0.7 if double and self._given(short[0], long[0]) >= SPELLING else OTHER
        given = max(self._given(short[0], long[0]), *(self._given(short[0], one) - 0.1 for one in long[:-1]))
        if len(short) > 2:
            given = max(given, self._given(short[1], long[0]) - 0.1)
        if given < 0.6 or (family < SPELLING and given < SPELLING):
            return OTHER
        return min(family, given if given >= SPELLING else 0.8)

    def _family(self, a: str, b: str) -> float:
        if self.family_groups.get(a, _NONE) & self.family_groups.get(b, _NONE):
            return SAME if a == b else SPELLING
        return word_likeness(a, b)

    def _given(self, a: str, b: str) -> float:
        if a == b:
            return SAME
        if len(a) == 1 or len(b) == 1:
            return 0.8 if a[0] == b[0] else OTHER
        if self.groups.get(a, _NONE) & self.groups.get(b, _NONE):
            return SPELLING
        return word_likeness(a, b)


_NONE: frozenset[int] = frozenset()


@lru_cache(maxsize=1 << 17)
def _form(people: People, name: str) -> Form:
    return people.form(name)


def _groups(lines: Iterable[str]) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for name in line.split():
            found.setdefault(fold(name).replace(" ", ""), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}
