"""The quantity lexicon, read once per configuration into sets and dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from factcheck.errors import ConfigurationError
from factcheck.lexicon import table

_SINGULAR_IS = ("ysis", "asis", "esis", "isis", "osis", "itis", "ebris", "nnis", "axis", "nsis", "mmis")
_MEANINGS = ("about", "below", "over", "less", "more", "at_most", "at_least", "exactly")
_NOT_PLURAL = ("ss", "us", "is", "'s", "’s", "ous")


@dataclass(frozen=True)
class Vocabulary:
    """Words by the part they play, numbers in words, hedges. `extra` is the user's `[lexicon]`."""

    extra: Mapping[str, Any]

    @cached_property
    def _words(self) -> dict[str, Any]:
        return table("quantity_words", self.extra)

    @cached_property
    def numbers(self) -> dict[str, Any]:
        """The tables of numbers.toml."""
        return table("numbers", self.extra)

    @cached_property
    def number_words(self) -> frozenset[str]:
        """Every word that may begin or be a number."""
        tables = ("cardinals", "scales", "collectives", "plurals", "multiples", "glyphs", "denominators")
        words = {word for name in tables for word in self.numbers[name]}
        return frozenset(words | {word.split()[-1] for word in self.numbers["vague"]} | {"several"})

    @cached_property
    def before(self) -> dict[tuple[str, ...], tuple[str, str]]:
        """Hedges before a number: their words to (phrase, meaning)."""
        return {tuple(k.replace(".", " .").split()): (k, v) for k, v in self._hedges("before").items()}

    @cached_property
    def after(self) -> dict[tuple[str, ...], tuple[str, str]]:
        """Hedges after a number, likewise."""
        return {tuple(k.replace("-", "- ").split()): (k, v) for k, v in self._hedges("after").items()}

    def _hedges(self, place: str) -> dict[str, str]:
        hedges: dict[str, str] = table("hedges", self.extra)[place]
        for phrase, meaning in hedges.items():
            if meaning not in _MEANINGS:
                known = ", ".join(_MEANINGS)
                raise ConfigurationError(f'[lexicon.hedges.{place}] "{phrase}" must be one of {known}, not {meaning!r}')
        return hedges

    @cached_property
    def width(self) -> dict[str, float]:
        """How far a hedge reaches, as a share of the number."""
        return dict(table("hedges", self.extra)["width"])

    def check(self) -> None:
        """Read the tables a user may extend, so that a bad entry is told at once: raises ConfigurationError."""
        _ = self.before, self.after

    def words(self, section: str, key: str) -> frozenset[str]:
        """Return a list of quantity_words.toml as a set."""
        return self._sets[section, key]

    @cached_property
    def _sets(self) -> dict[tuple[str, str], frozenset[str]]:
        return {
            (section, key): frozenset(value)
            for section, entries in self._words.items()
            for key, value in entries.items()
            if isinstance(value, list | dict)
        }

    @cached_property
    def comparatives(self) -> dict[str, str]:
        """Comparatives to their direction: "higher" to "up", "less" to "down"."""
        return dict(self._words["change"]["comparatives"])

    @cached_property
    def questions(self) -> dict[str, str]:
        """How one asks for a quantity of a dimension."""
        return dict(self._words["measures"])

    @cached_property
    def leads(self) -> dict[str, str]:
        """How a question about a dimension begins before the sentence is quoted."""
        return dict(self._words["asked"])

    @cached_property
    def past(self) -> frozenset[str]:
        """Past forms that do not end in -ed."""
        return frozenset(table("times", self.extra)["tense"]["past"])

    @cached_property
    def lasting(self) -> frozenset[str]:
        """Nouns of which one asks how long they lasted."""
        events = table("events", self.extra)["nouns"]
        forms = (form.strip() for noun, many in events.items() for part in (noun, *many) for form in part.split(","))
        return frozenset({*forms, *self._words["lasting"]["words"]})

    @cached_property
    def state_of(self) -> dict[str, str]:
        """What happened to those counted: "wounded" to "injured"."""
        return _inverted(self._words["states"].items())

    @cached_property
    def synonym_of(self) -> dict[str, str]:
        """A noun to the one that stands for its group."""
        return _inverted(self._words["synonyms"].items())

    @cached_property
    def wider_of(self) -> dict[str, str]:
        """A noun to the wider group its things belong to: "woman" to "person"."""
        return _inverted(self._words["wider"].items())

    @cached_property
    def _kin_of(self) -> dict[str, set[str]]:
        groups: dict[str, set[str]] = {}
        for name, words in self._words["kin"].items():
            for word in words:
                groups.setdefault(self.noun(word), set()).add(name)
        return groups

    def akin(self, one: str, other: str) -> bool:
        """Tell whether two nouns may name the same things: "pumps" and "engines", "passengers" and "pilgrims"."""
        return not self._kin_of.get(one, set()).isdisjoint(self._kin_of.get(other, set()))

    @cached_property
    def named_by(self) -> dict[str, str]:
        """Verbs to what they measure: "sentenced" to "sentence"."""
        return dict(self._words["measures_by"]["nouns"])

    @cached_property
    def irregular(self) -> dict[str, str]:
        """Irregular plurals to their singulars."""
        return dict(self._words["nouns"]["irregular"])

    def plural(self, word: str) -> bool:
        """Tell whether a lower-case word looks like a plural noun."""
        if word in self.irregular:
            return True
        return (
            len(word) > 2
            and word.endswith("s")
            and not word.endswith(_NOT_PLURAL)
            and word not in self._sets["nouns", "singular"]
        )

    def singular(self, word: str) -> str:
        """Return the singular of a lower-case noun, by the spelling rules of English."""
        if word in self.irregular:
            return self.irregular[word]
        if not self.plural(word):
            return word[:-1] if len(word) > 5 and word.endswith("is") and word[-4:] not in _SINGULAR_IS else word
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
            return word[:-2]
        return word[:-1]

    def noun(self, word: str) -> str:
        """Return the singular that stands for the group of nouns naming one thing."""
        single = self.singular(word.lower())
        return self.synonym_of.get(single, single)


def _inverted(groups: Iterable[tuple[str, list[str]]]) -> dict[str, str]:
    return {word: name for name, words in groups for word in words}
