"""The vocabulary of reported speech."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SIGNS = frozenset(",;:()[]–—-\"“”«»!?.…|/'`")


@dataclass(frozen=True, slots=True)
class Speech:
    """The vocabulary of reported speech, in small letters; lexicon/speech.toml explains each list."""

    says: frozenset[str]
    reports: frozenset[str]
    quoting: frozenset[str]
    pointing: frozenset[str]
    telling: frozenset[str]
    openers: frozenset[str]
    adverbs: frozenset[str]
    passive: frozenset[str]
    sources: frozenset[str]
    generic: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    pronouns: frozenset[str]
    auxiliary: frozenset[str]
    clauses: frozenset[str]
    embedding: frozenset[str]
    ending: frozenset[str]
    leading: frozenset[str]
    nobody: frozenset[str]
    impersonal: frozenset[str]
    documents: frozenset[str]
    shortened: frozenset[str]
    irregular: frozenset[str]
    joints: frozenset[str]
    dates: frozenset[str]
    studies: frozenset[str]
    nounlike: frozenset[str]
    participles: frozenset[str]
    linking: frozenset[str]
    quantifiers: frozenset[str]
    occasions: frozenset[str]
    persons: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any], persons: Iterable[str]) -> Speech:
        """Read the table `speech` of the lexicon; `persons` are nouns for people, in the singular."""
        barred = frozenset((*table["pronouns"], *table["nobody"], *table["determiners"]))
        nouns = frozenset(form for noun in persons if " " not in noun and noun not in barred for form in _forms(noun))
        lists = {name: frozenset(table[name]) for name in cls.__slots__ if name != "persons"}
        return cls(**lists, persons=nouns)


def _forms(noun: str) -> tuple[str, str]:
    """Return a noun and its plural, by the spelling rules of English."""
    if noun.endswith("man"):
        return noun, noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun, noun[:-1] + "ies"
    return noun, noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
