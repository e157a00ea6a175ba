"""Ages told behind a family name alone: "Brisk, 77," is Harold Brisk's where the article names one Brisk in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.config import Config
from factcheck.entities import Names, RuleTagger, in_full, names_of
from factcheck.kinds.quantity._value import Quantity
from factcheck.model import Fact, Statement

_GROWN = 16  # younger ones are called by their given names


class FullNames:
    """Finds the people whom an article names in full."""

    def __init__(self, tagger: RuleTagger, names: Names) -> None:
        self._tagger, self._names = tagger, names

    @classmethod
    def of(cls, config: Config) -> FullNames:
        """Find them by the lexicon of names, with the user's additions."""
        names = names_of(config)
        return cls(RuleTagger.of(names, config.lexicon) if config.lexicon else RuleTagger.of(), names)

    def joined(self, facts: Sequence[Fact], statements: Sequence[Statement]) -> list[Fact]:
        """Return the facts of one article, ages behind a family name being about the person as named in full."""
        short = {fact.about for fact in facts if self._short(fact)}
        if not short:
            return list(facts)
        tagged = [entity for found in self._tagger.tag(statements) for entity in found]
        full = in_full(short, tagged, self._names)
        return [replace(f, about=full[f.about]) if f.about in full and self._short(f) else f for f in facts]

    def _short(self, fact: Fact) -> bool:
        """Tell whether a fact is the age of somebody grown up, called by one name."""
        value, about = fact.value, fact.about
        aged = isinstance(value, Quantity) and value.dimension == "age" and not value.thing and value.low >= _GROWN
        if not (aged and about[:1].isupper()):
            return False
        form = self._names.people.form(about)
        return len(form.words) == 1 and not form.generation
