"""Who and where, statement by statement: names resolved within an article, and two statements' casts compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from factcheck.entities._fold import PARTIAL, SPELLING, WEAK, fold
from factcheck.entities._names import Names, default_names
from factcheck.entities._nouns import LOC, MISC, ORG, PER, Entity, Tagger
from factcheck.entities._places import Level
from factcheck.model import Article, Statement


def resolve(
    statements: Sequence[Statement], tagged: Sequence[Sequence[Entity]], names: Names | None = None
) -> list[tuple[Entity, ...]]:
    """Give every entity the key of what it names in its article: 'Sherman' that of Wendy Sherman, 'OSCE' its long form.

    Statements may be of many articles; nothing is carried from one to another. A family name that two people of the
    article bear stays as it is.
    """
    known = names or default_names()
    of_article: dict[Article, list[int]] = {}
    for number, statement in enumerate(statements):
        of_article.setdefault(statement.article, []).append(number)
    out: list[tuple[Entity, ...]] = [()] * len(statements)
    for numbers in of_article.values():
        resolver = _Resolver.of([entity for number in numbers for entity in tagged[number]], known)
        for number in numbers:
            out[number] = tuple(resolver.resolved(entity) for entity in tagged[number])
    return out


@dataclass(frozen=True, slots=True)
class _Resolver:
    """An article's full names of people, by how often they occur, and its organisations."""

    names: Names
    people: Mapping[str, str]
    bodies: Mapping[str, str]
    keys: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    @staticmethod
    def of(entities: Sequence[Entity], names: Names) -> _Resolver:
        full = Counter(e.text for e in entities if e.label == PER and len(names.people.form(e.text).words) > 1)
        bodies = Counter(e.text for e in entities if e.label == ORG)
        return _Resolver(names, _merged(full, names, PER), _merged(bodies, names, ORG))

    def resolved(self, entity: Entity) -> Entity:
        """Return the entity with its key, and with the label PER where its article has a person of that name."""
        found = self.keys.get((entity.label, entity.text))
        if found is None:
            found = self.keys[entity.label, entity.text] = self._key(entity)
        label, key = found
        return replace(entity, label=label, key=key)

    def _key(self, entity: Entity) -> tuple[str, str]:
        names, text = self.names, entity.text
        if entity.label == PER and (text in self.people or not self._listed(text) or self._bearers(text, PARTIAL)):
            return PER, self._person(text)
        if " " not in text and not self._listed(text):
            bearers = self._bearers(text, PARTIAL)
            if len(bearers) == 1:
                return PER, bearers[0]
        # What the lexicon lists is the same thing in every article, whatever a tagger makes of it there.
        known = names.organisation(text).known
        place = names.gazetteer.find(text)
        if known and not (place and entity.label == LOC):
            return ORG, known
        if place is not None:
            return (MISC if fold(text) in names.gazetteer.demonyms else LOC), place.name
        return entity.label, self.bodies.get(text, text) if entity.label == ORG else text

    def _person(self, text: str) -> str:
        if text in self.people:
            return self.people[text]
        bearers = self._bearers(text, PARTIAL) or self._bearers(text, WEAK)
        return bearers[0] if len(bearers) == 1 else _bare(text, self.names)

    def bearer(self, text: str) -> str:
        """Return the one person whose family name `text` is and who alone may be meant, empty for none or several."""
        family, any_part = self._bearers(text, PARTIAL), self._bearers(text, WEAK)
        return family[0] if len(family) == len(any_part) == 1 else ""

    def _bearers(self, text: str, least: float) -> list[str]:
        full = dict.fromkeys(self.people.values())
        return [one for one in full if self.names.likeness(text, one, PER) >= least]

    def _listed(self, text: str) -> bool:
        return self.names.gazetteer.find(text) is not None or bool(self.names.organisation(text).known)


def in_full(short: Iterable[str], entities: Sequence[Entity], names: Names | None = None) -> dict[str, str]:
    """Return the full name for each family name that one person among the entities of one article bears.

    A name that may as well be somebody's given name is left out, and so is one that several bear or none.
    """
    resolver = _Resolver.of(entities, names or default_names())
    return {name: full for name in short if (full := resolver.bearer(name))}


def _merged(counts: Counter[str], names: Names, label: str) -> dict[str, str]:
    """Map every spelling of a name to the fullest one in its article, of equals to the most frequent."""

    def fullest(text: str) -> tuple[int, int, int, int, str]:
        body = names.organisation(text)
        places = len(body.places) if label == ORG else 0
        size = len(body.words) if label == ORG else len(names.people.form(text).words)
        return -places, -size, -counts[text], -len(text), text

    order = sorted(counts, key=fullest)
    heads: list[str] = []
    out: dict[str, str] = {}
    for text in order:
        alike = [head for head in heads if names.likeness(text, head, label) >= (SPELLING if label == PER else 0.6)]
        if len(alike) == 1:
            out[text] = out[alike[0]]
        else:
            heads.append(text)
            out[text] = names.organisation(text).known or text if label == ORG else _bare(text, names)
    return out


def _bare(text: str, names: Names) -> str:
    """Return a person's name without the forms of address before it."""
    parts = text.split()
    while len(parts) > 1 and fold(parts[0]) in names.people.address:
        parts = parts[1:]
    return " ".join(parts).removesuffix("'s").removesuffix("’s")


@dataclass(frozen=True, slots=True)
class Cast:
    """Keys of the people, organisations and places that a statement names; demonyms count as their place."""

    people: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @staticmethod
    def of(entities: Sequence[Entity], names: Names | None = None) -> Cast:
        """Collect the keys of resolved entities; other names (MISC) count where they are a demonym."""
        known = names or default_names()
        found: dict[str, set[str]] = {PER: set(), ORG: set(), LOC: set()}
        for entity in entities:
            key = entity.key or entity.text
            if entity.label == MISC:
                place = known.gazetteer.find(key)
                if place is not None:
                    found[LOC].add(place.name)
            else:
                found[entity.label].add(key)
        return Cast(tuple(sorted(found[PER])), tuple(sorted(found[ORG])), tuple(sorted(found[LOC])))


def casts(said: Sequence[Sequence[Statement]], tagger: Tagger, names: Names | None = None) -> list[Mapping[int, Cast]]:
    """Tag, resolve and collect: for each article's statements, the cast of each by `Statement.index`."""
    known = names or default_names()
    flat = [statement for own in said for statement in own]
    resolved = resolve(flat, tagger.tag(flat), known)
    out: list[Mapping[int, Cast]] = []
    at = 0
    for own in said:
        out.append({s.index: Cast.of(resolved[at + i], known) for i, s in enumerate(own)})
        at += len(own)
    return out


@dataclass(frozen=True, slots=True)
class Tie:
    """A name of one cast and the name of the other that means the same; a place may also lie in the other."""

    label: str
    left: str
    right: str
    likeness: float

    @property
    def reason(self) -> str:
        """The tie as a reader would say it."""
        what = {PER: "person", ORG: "organisation", LOC: "place"}[self.label]
        if self.left == self.right:
            return f"same {what}: {self.left}"
        return f"same {what} under two names: {self.left}, {self.right}"


@dataclass(frozen=True, slots=True)
class Clash:
    """How far two casts exclude each other, 0 to 1, by people, organisations and places.

    0 when either side names none of a sort, or when they share one; 1 when both name some and none can be the same;
    0.5 when that is likely only: countries, which take part more often than they place an event.
    """

    people: float = 0.0
    orgs: float = 0.0
    places: float = 0.0
    reasons: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.people or self.orgs or self.places)


_NO_CLASH = Clash()


def shared(a: Cast, b: Cast, names: Names | None = None) -> tuple[Tie, ...]:
    """Return the names that both casts hold, each name of `a` once with its likest of `b`."""
    known = names or default_names()
    return (
        *_ties(a.people, b.people, PER, known),
        *_ties(a.orgs, b.orgs, ORG, known),
        *_ties(a.places, b.places, LOC, known),
    )


def clash(a: Cast, b: Cast, names: Names | None = None) -> Clash:
    """Tell in what the two casts exclude each other, with reasons."""
    known = names or default_names()
    reasons: list[str] = []
    people = orgs = places = 0.0
    if a.people and b.people and not _may_meet(a.people, b.people, PER, known):
        people = 1.0
        reasons.append(f"other people: {_listed(a.people)} against {_listed(b.people)}")
    if a.orgs and b.orgs and not _may_meet(a.orgs, b.orgs, ORG, known):
        orgs = 1.0
        reasons.append(f"other organisations: {_listed(a.orgs)} against {_listed(b.orgs)}")
    if a.places and b.places:
        places, left, right = _places_apart(a.places, b.places, known)
        if places:
            reasons.append(f"other places: {_listed(left)} against {_listed(right)}")
    return Clash(people, orgs, places, tuple(reasons)) if reasons else _NO_CLASH


def _may_meet(left: Sequence[str], right: Sequence[str], label: str, names: Names) -> bool:
    return any(x == y or names.likeness(x, y, label) >= WEAK for x in left for y in right)


def _places_apart(
    left: Sequence[str], right: Sequence[str], names: Names
) -> tuple[float, Sequence[str], Sequence[str]]:
    """Compare towns with towns first: Geneva against Brussels tells more than Russia against Belgium."""
    for levels, weight in (((Level.CITY, Level.SITE), 1.0), ((Level.REGION,), 1.0), ((Level.COUNTRY,), 0.5)):
        one = [x for x in left if names.place(x).level in levels]
        other = [y for y in right if names.place(y).level in levels]
        if one and other:
            meet = any(x == y or _near(x, y, names) for x in one for y in other)
            return (0.0 if meet else weight), one, other
    return 0.0, (), ()


def _near(x: str, y: str, names: Names) -> bool:
    """Tell whether two places may be one spot: the same, one in the other, or a site that may lie in a town."""
    a, b = names.place(x), names.place(y)
    if {a.level, b.level} == {Level.CITY, Level.SITE} and not (a.known and b.known):
        return True
    return names.likeness(x, y, LOC) >= WEAK or a.name in b.within or b.name in a.within


def _ties(left: Sequence[str], right: Sequence[str], label: str, names: Names) -> Iterator[Tie]:
    if not right:
        return
    for x in left:
        if x in right:
            yield Tie(label, x, x, 1.0)
            continue
        likeness, y = max((names.likeness(x, y, label), y) for y in right)
        if likeness >= 0.5:
            yield Tie(label, x, y, likeness)


def _listed(found: Sequence[str]) -> str:
    return ", ".join(found[:3]) + (" and others" if len(found) > 3 else "")
