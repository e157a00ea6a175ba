"""The people and places that articles hold, to put one article's into another's sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck.entities import LOC, PER, Entity, Level, Names, default_names
from factcheck.model import Statement

_PEOPLE = ("Hallbrook", "Verstegen", "Okonjo")
_PLACES: Mapping[Level, Sequence[str]] = {
    Level.COUNTRY: ("Portugal", "Kenya", "Chile"),
    Level.REGION: ("Vermont", "Bavaria", "Tuscany"),
    Level.CITY: ("Lisbon", "Nairobi", "Osaka"),
}


@dataclass(frozen=True, slots=True)
class Others:
    """By path and statement the names that stand there; by label all there are, each with the path of its article."""

    found: Mapping[tuple[str, int], Sequence[Entity]]
    known: Mapping[str, Sequence[tuple[str, str]]]

    @classmethod
    def of(cls, said: Sequence[Statement], tagged: Sequence[Sequence[Entity]]) -> Others:
        """Collect the names that a tagger found in the statements."""
        found = {(s.article.path, s.index): tuple(own) for s, own in zip(said, tagged, strict=True)}
        known: dict[str, dict[tuple[str, str], None]] = {PER: {}, LOC: {}}
        for statement, own in zip(said, tagged, strict=True):
            for entity in own:
                words = entity.text.split()
                if entity.label == PER and len(words) > 1 and words[-1].isalpha():
                    known[PER][words[-1], statement.article.path] = None
                elif entity.label == LOC:
                    known[LOC][entity.text, statement.article.path] = None
        return cls(found, {label: tuple(names) for label, names in known.items()})

    def here(self, statement: Statement, label: str) -> list[Entity]:
        """Return the names of a kind in a statement, those aside that are resolved from a shorter form."""
        own = self.found.get((statement.article.path, statement.index), ())
        return [
            entity for entity in own if entity.label == label and entity.text == entity.span.of(statement.article.text)
        ]

    def family_name(self, statement: Statement, instead_of: str) -> str:
        """Return the family name of somebody whom the statement's article does not mention."""
        return _one_of([*self._elsewhere(statement, PER)], _PEOPLE, statement, instead_of)

    def place(self, statement: Statement, instead_of: str, names: Names | None = None) -> str:
        """Return a place as large as the one given that the article does not mention; empty for a street or continent.

        Only places that the gazetteer knows are put in: what a tagger takes for one may be a hospital.
        """
        names = names or default_names()
        here = names.place(instead_of)
        if here.level not in _PLACES:
            return ""
        if not here.known and here.level is Level.REGION:  # a county of the same sort, by another name
            return f"{_one_of([], _PEOPLE, statement, instead_of)} {instead_of.split()[-1]}"
        there = [name for name in self._elsewhere(statement, LOC) if name.replace(" ", "").isalpha()]
        alike = [n for n in there if (place := names.place(n)).known and place.level is here.level]
        apart = [n for n in alike if not (names.contains(n, instead_of) or names.same(n, instead_of, LOC))]
        return _one_of(apart, _PLACES[here.level], statement, instead_of)

    def _elsewhere(self, statement: Statement, label: str) -> list[str]:
        text = statement.article.text
        return [n for n, path in self.known.get(label, ()) if path != statement.article.path and n not in text]


def _one_of(names: Sequence[str], stock: Sequence[str], statement: Statement, instead_of: str) -> str:
    """Return one of `names`, or of the stock where there are none, as the replaced name alone decides."""
    choice = names or [name for name in stock if name not in statement.article.text]
    return choice[sum(map(ord, instead_of)) % len(choice)] if choice else ""
