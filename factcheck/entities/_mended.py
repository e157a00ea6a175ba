"""Spans that a tagger cut short, ran too far or typed by their look, put right by the words around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeAlias

from factcheck.entities._nouns import LOC, MISC, ORG, PER, Entity
from factcheck.lexicon import table
from factcheck.model import Span

_PARTY = re.compile(r" [Pp]arty\b")
_BYNAME = re.compile(r" [A-Z][a-z]+\b")
_DOMAIN = re.compile(r"\.(?:com|org|net|ca|co\.uk|gov|edu|info|tv)\b")
_GROUP = re.compile(r"[A-Z][a-z]+ians")

Repair: TypeAlias = Callable[[Entity, Sequence[Entity], str], Entity]
"""From an entity, those before it in its statement and the article's text to the entity put right."""


@cache
def _beside(what: str) -> frozenset[str]:
    return frozenset(table("acronyms", {})["beside"][what])


def mended(entities: Sequence[Entity], text: str, repairs: Sequence[Repair]) -> list[Entity]:
    """Return the entities of a statement with spans and types put right by `repairs`, one after another."""
    told: list[Entity] = []
    for entity in entities:
        for repair in repairs:
            entity = repair(entity, told, text)
        told.append(entity)
    return told


def _party(entity: Entity, before: Sequence[Entity], text: str) -> Entity:
    """Take in the noun of "Republican party", which is an organisation; "Green" alone may be none."""
    if entity.label not in (ORG, MISC) or " " in entity.text or not _PARTY.match(text, entity.span.end):
        return entity
    return replace(_to(entity, text, entity.span.start, entity.span.end + len(" party")), label=ORG)


def _byname(entity: Entity, before: Sequence[Entity], text: str) -> Entity:
    """Take in the byname of "Lucas Brenn the Elder" where the span ends before it."""
    if entity.label != PER or not entity.text.endswith(" the"):
        return entity
    match = _BYNAME.match(text, entity.span.end)
    return _to(entity, text, entity.span.start, match.end() if match else entity.span.end - len(" the"))


def _domain(entity: Entity, before: Sequence[Entity], text: str) -> Entity:
    match = _DOMAIN.match(text, entity.span.end)
    return _to(entity, text, entity.span.start, match.end()) if match and entity.label == ORG else entity


def _bracket(entity: Entity, before: Sequence[Entity], text: str) -> Entity:
    """Leave out a bracket that the span does not open: "[Ann] Lee" is read as two."""
    for opening, closing in ("()", "[]"):
        if entity.text.endswith(closing) and opening not in entity.text:
            entity = _to(entity, text, entity.span.start, entity.span.end - 1)
    return entity


def _tail(entity: Entity, before: Sequence[Entity], text: str) -> Entity:
    """Leave out a common noun that hangs on the name: "Ministry of Trade maps"."""
    head, _, last = entity.text.rpartition(" ")
    named = head.rpartition(" ")[2][:1].isupper()
    if entity.label != ORG or not named or not (last.islower() and last.isalpha()) or last in _beside("bodies"):
        return entity
    return _to(entity, text, entity.span.start, entity.span.start + len(head))


def _craft(entity: Entity, before: Sequence[Entity], text: str) -> Entity:
    """Ships and spacecraft are no places, firms or people."""
    word = re.search(r"\w+(?= $)", text[max(0, entity.span.start - 20) : entity.span.start])
    lettered = any(entity.text.startswith(f"{letters} ") for letters in _beside("craft_letters"))
    named = lettered or (word is not None and word.group().lower() in _beside("craft"))
    return replace(entity, label=MISC) if named else entity


def _happening(entity: Entity, before: Sequence[Entity], text: str) -> Entity:
    """A show, a summit or a prize is no place and no person."""
    last = entity.text.rpartition(" ")[2].lower()
    return replace(entity, label=MISC) if " " in entity.text and last in _beside("happenings") else entity


def _group(entity: Entity, before: Sequence[Entity], text: str) -> Entity:
    """Members of a people or of a party are no organisation and no place."""
    group = entity.label in (ORG, LOC) and _GROUP.fullmatch(entity.text)
    return replace(entity, label=MISC) if group else entity


def _to(entity: Entity, text: str, start: int, end: int) -> Entity:
    span = Span(start, end)
    return replace(entity, span=span, text=span.of(text), key=span.of(text))


def _letters(entity: Entity, before: Sequence[Entity], text: str) -> Entity:
    """Give the letters in brackets the type of the name that they stand for: "Osk Sea Centre (OSC)"."""
    last = before[-1] if before else None
    told = last is not None and text[last.span.end : entity.span.start] == " (" and _stands_for(entity, last)
    return replace(entity, label=last.label) if told and last else entity


def _stands_for(letters: Entity, name: Entity) -> bool:
    capitals = "".join(word[0] for word in re.findall(r"\w+", name.text) if word[:1].isupper())
    return len(letters.text) > 1 and letters.text == capitals


REPAIRS: tuple[Repair, ...] = (_party, _byname, _domain, _bracket, _tail, _craft, _happening, _group, _letters)
