"""The model's names, put right where the lexicon knows better, with the listed names that the model missed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck.entities._fold import fold
from factcheck.entities._mended import REPAIRS, Repair, mended
from factcheck.entities._names import Names
from factcheck.entities._nouns import LOC, MISC, ORG, PER, Entity, Tagger
from factcheck.entities._rules import RuleTagger
from factcheck.model import Article, Span, Statement

_SYLLABLE = re.compile(r"-?[^\W\d_A-Z]{2,6}\b")
_COMPOUND = frozenset(
    ["era", "led", "like", "type", "style", "based", "run", "backed", "ally", "aide", "owned", "made", "born"]
)


@dataclass(frozen=True, slots=True)
class CombinedTagger:
    """Spans of `model`, put right; of `rules` only what the lexicon lists. Reads each article for itself, whole."""

    model: Tagger
    rules: RuleTagger
    names: Names
    repairs: Sequence[Repair] = REPAIRS

    def tag(self, statements: Sequence[Statement]) -> list[tuple[Entity, ...]]:
        """Return the entities of each statement, in order."""
        read = []
        for statement, entities in zip(statements, self.model.tag(statements), strict=True):
            text = statement.article.text
            whole = mended([_whole(entity, text) for entity in entities], text, self.repairs)
            read.append([fixed for entity in whole if (fixed := self._fixed(entity)) is not None])
        bearers = self._bearers(statements, read)
        return [
            tuple(sorted(self._joined(bearers[statement.article], own, ruled), key=lambda entity: entity.span))
            for statement, own, ruled in zip(statements, read, self.rules.tag(statements), strict=True)
        ]

    def _fixed(self, entity: Entity) -> Entity | None:
        """Drop articles, forms of address and stray marks at the ends; a demonym is no organisation."""
        text, start = entity.text, entity.span.start
        while True:
            first, _, rest = text.partition(" ")
            key = fold(first)
            article = key == "the" and (first == "the" or entity.label in (LOC, MISC))
            titled = entity.label == PER and self._titled(key, alone=not rest)
            if not key or (rest and article) or titled:
                start += len(first) + 1 if rest else len(first)
                text = rest
                if not rest:
                    return None
                continue
            break
        kept = text.rstrip(" ,;:!?”\"'’([").lstrip("“\"'‘([")
        start += len(text) - len(text.lstrip("“\"'‘(["))
        if len(fold(kept)) < 2:
            return None
        first = kept.split(" ", 1)[0]
        body = fold(kept.rsplit(" ", 1)[-1]) in self.rules.vocabulary.org_last
        if kept != first and kept[len(first) :].islower() and self._listed(fold(first)) == MISC and not body:
            # 'Western countries', 'Soviet republics', but 'Republican party'
            kept = first
        label = MISC if self._listed(fold(kept)) == MISC else entity.label
        return replace(entity, span=Span(start, start + len(kept)), text=kept, key=kept, label=label)

    def _titled(self, key: str, *, alone: bool) -> bool:
        """Tell whether a word is a form of address or an office, and no name even where it stands alone."""
        if key in self.names.people.given:
            return False
        # 'Bishop' alone may be a family name; 'Ms' and 'undersecretary' are none.
        vocabulary = self.rules.vocabulary
        return key in vocabulary.address or key in vocabulary.ranked or (not alone and key in vocabulary.titles)

    def _bearers(
        self, statements: Sequence[Statement], read: Sequence[Sequence[Entity]]
    ) -> dict[Article, frozenset[str]]:
        """Family names of the people that each article names in full."""
        found: dict[Article, set[str]] = {}
        for statement, entities in zip(statements, read, strict=True):
            families = found.setdefault(statement.article, set())
            for entity in entities:
                key = fold(entity.text)
                if entity.label == PER and " " in key:
                    families.add(key.rsplit(" ", 1)[1])
        return {article: frozenset(families) for article, families in found.items()}

    def _joined(self, bearers: frozenset[str], own: Sequence[Entity], ruled: Sequence[Entity]) -> Iterator[Entity]:
        taken: list[Span] = []
        for entity in own:
            inside = [other for other in ruled if entity.span.covers(other.span)]
            captioned = entity.label == ORG and len(inside) > 1 and inside[0].label == PER
            if any(self._outdoes(other, entity) for other in ruled):
                continue
            taken.append(entity.span)
            if captioned and self._listed(fold(inside[-1].text)):
                # A caption's 'Ann Lee State Department': a person, then where she works.
                yield from inside
                continue
            key = fold(entity.text)
            named = entity.label != PER and key in bearers and not self._listed(key)
            yield replace(entity, label=PER) if named else entity
        for entity in ruled:
            key = fold(entity.text)
            wanted = self._listed(key) or (entity.label == PER and key in bearers)
            if wanted and not any(entity.span.overlaps(span) for span in taken):
                yield entity

    def _outdoes(self, ruled: Entity, own: Entity) -> bool:
        """Tell whether a listed name of several words overlaps a model's name that does not hold all of it."""
        return (
            " " in ruled.text
            and ruled.span.overlaps(own.span)
            and not own.span.covers(ruled.span)
            and bool(self._listed(fold(ruled.text)))
        )

    def _listed(self, key: str) -> str:
        gazetteer = self.names.gazetteer
        if key in gazetteer.demonyms or key in gazetteer.peoples:
            return MISC
        if key in gazetteer.by_name:
            return LOC
        return ORG if key in self.names.organisations else ""


def _whole(entity: Entity, text: str) -> Entity:
    """Return a person with the last syllable that a tagger cut off at the hyphen: Moon Jae-in, not an Obama-era law."""
    if entity.label != PER or " " not in entity.text:
        return entity
    end = entity.span.end
    match = _SYLLABLE.match(text, end)
    cut = entity.text.endswith("-")
    if match is None or match.group().startswith("-") is cut or match.group().strip("-") in _COMPOUND:
        return entity
    span = Span(entity.span.start, match.end())
    return replace(entity, span=span, text=span.of(text), key=span.of(text))
