"""Spans that a tagger cut short, ran too far or typed by their look, put right by the words around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from factcheck.entities._nouns import LOC, MISC, ORG, PER, Entity
from factcheck.model import Span

_PARTY = re.compile(r" [Pp]arty\b")
_BYNAME = re.compile(r" [A-Z][a-z]+\b")
_DOMAIN = re.compile(r"\.(?:com|org|net|ca|co\.uk|gov|edu|info|tv)\b")
_CRAFT = (
    "shuttle|spacecraft|probe|rocket|ship|warship|ferry|yacht|trawler|freighter|liner|submarine|frigate|destroyer"
    "|cruiser|corvette|schooner|steamer|battleship|carrier|tugboat|lifeboat|bulker"
)
_CRAFT_BEFORE = re.compile(rf"\b(?:{_CRAFT}) $", re.IGNORECASE)
_CRAFT_NAMED = re.compile(rf"(?:Space )?(?:{_CRAFT}|HMS|USS|HMAS|HMCS|RMS|MV|SS) [A-Z]", re.IGNORECASE)
_HAPPENING = frozenset(
    ("show", "summit", "award", "awards", "prize", "cup", "championship", "championships", "festival", "treaty")
)
_GROUP = re.compile(r"[A-Z][a-z]+ians")
_BODY = re.compile(r"part(?:y|ies)|government|council|team|club|movement|university|ministry|committee|church")


def mended(entity: Entity, text: str) -> Entity:
    """Return the entity with its span and type put right; `text` is the article's."""
    for step in _STEPS:
        entity = step(entity, text)
    return entity


def _party(entity: Entity, text: str) -> Entity:
    """Take in the noun of "Republican party", which is an organisation; "Green" alone may be none."""
    if entity.label not in (ORG, MISC) or " " in entity.text or not _PARTY.match(text, entity.span.end):
        return entity
    return replace(_to(entity, text, entity.span.start, entity.span.end + len(" party")), label=ORG)


def _byname(entity: Entity, text: str) -> Entity:
    """Take in the byname of "Lucas Brenn the Elder" where the span ends before it."""
    if entity.label != PER or not entity.text.endswith(" the"):
        return entity
    match = _BYNAME.match(text, entity.span.end)
    return _to(entity, text, entity.span.start, match.end() if match else entity.span.end - len(" the"))


def _domain(entity: Entity, text: str) -> Entity:
    match = _DOMAIN.match(text, entity.span.end)
    return _to(entity, text, entity.span.start, match.end()) if match and entity.label == ORG else entity


def _bracket(entity: Entity, text: str) -> Entity:
    """Leave out a bracket that the span does not open: "[Ann] Lee" is read as two."""
    for opening, closing in ("()", "[]"):
        if entity.text.endswith(closing) and opening not in entity.text:
            entity = _to(entity, text, entity.span.start, entity.span.end - 1)
    return entity


def _tail(entity: Entity, text: str) -> Entity:
    """Leave out a common noun that hangs on the name: "Ministry of Trade maps"."""
    head, _, last = entity.text.rpartition(" ")
    named = head.rpartition(" ")[2][:1].isupper()
    if entity.label != ORG or not named or not (last.islower() and last.isalpha()) or _BODY.fullmatch(last):
        return entity
    return _to(entity, text, entity.span.start, entity.span.start + len(head))


def _craft(entity: Entity, text: str) -> Entity:
    """Ships and spacecraft are no places, firms or people."""
    named = _CRAFT_NAMED.match(entity.text) or _CRAFT_BEFORE.search(
        text, max(0, entity.span.start - 20), entity.span.start
    )
    return replace(entity, label=MISC) if named else entity


def _happening(entity: Entity, text: str) -> Entity:
    """A show, a summit or a prize is no place and no person."""
    last = entity.text.rpartition(" ")[2].lower()
    return replace(entity, label=MISC) if " " in entity.text and last in _HAPPENING else entity


def _group(entity: Entity, text: str) -> Entity:
    """Members of a people or of a party are no organisation and no place."""
    group = entity.label in (ORG, LOC) and _GROUP.fullmatch(entity.text)
    return replace(entity, label=MISC) if group else entity


def _to(entity: Entity, text: str, start: int, end: int) -> Entity:
    span = Span(start, end)
    return replace(entity, span=span, text=span.of(text), key=span.of(text))


_STEPS: tuple[Callable[[Entity, str], Entity], ...] = (
    _party,
    _byname,
    _domain,
    _bracket,
    _tail,
    _craft,
    _happening,
    _group,
)


def with_acronyms(entities: Sequence[Entity], text: str) -> list[Entity]:
    """Give the letters in brackets the type of the name that they stand for: "Osk Sea Centre (OSC)"."""
    told: list[Entity] = []
    for entity in entities:
        before = told[-1] if told else None
        if before is not None and text[before.span.end : entity.span.start] == " (" and _stands_for(entity, before):
            entity = replace(entity, label=before.label)
        told.append(entity)
    return told


def _stands_for(letters: Entity, name: Entity) -> bool:
    capitals = "".join(word[0] for word in re.findall(r"\w+", name.text) if word[:1].isupper())
    return len(letters.text) > 1 and letters.text == capitals
