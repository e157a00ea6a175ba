"""Where a place lies and what else it is called, from the lexicon: a small gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from factcheck.entities._fold import fold, sound, words


class Level(IntEnum):
    """How large a place is, from the largest down."""

    WIDER = 0
    COUNTRY = 1
    REGION = 2
    CITY = 3
    SITE = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A place by the name that the lexicon uses; `within` are all places that may contain it, however far up."""

    name: str
    level: Level
    within: frozenset[str] = frozenset()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by folded name, by sound, and people's names (demonyms) that stand for a place."""

    places: Mapping[str, Place] = field(repr=False)
    by_name: Mapping[str, str] = field(repr=False)
    by_sound: Mapping[str, str] = field(repr=False)
    demonyms: Mapping[str, str] = field(repr=False)
    abbreviations: Mapping[str, str] = field(repr=False)
    peoples: frozenset[str] = field(repr=False)
    heads: frozenset[str] = field(repr=False)
    capitals: Mapping[str, str] = field(repr=False)

    @staticmethod
    def of(tables: Mapping[str, Any], demonyms: Mapping[str, Any]) -> Gazetteer:
        """Read the tables `places` and `demonyms` of the lexicon."""
        within, levels, capitals = _containers(tables)
        places = {name: Place(name, level, frozenset(_upward(name, within))) for name, level in levels.items()}
        by_name = {fold(name): name for name in places if "(" not in name}
        for table in ("aliases", "countries"):
            for name, others in tables[table].items():
                by_name.update({fold(other): name for other in words(others)})
        for name, others in tables["seats"].items():
            by_name.update({fold(other): other for other in words(others)})
            places.update({other: Place(other, Level.SITE, frozenset({name})) for other in words(others)})
        places = {name: _in_namesakes(place, by_name) for name, place in places.items()}
        adjectives = {}
        for name, forms in demonyms["demonyms"].items():
            for form in words(forms):
                adjectives.update({fold(form): name, fold(form) + "s": name})
        short = {other: name for name, others in tables["abbreviations"].items() for other in words(others)}
        return Gazetteer(
            places,
            by_name,
            _sounds(by_name),
            adjectives,
            short,
            frozenset(fold(name) for name in words(demonyms["peoples"]["names"])),
            frozenset(fold(name) for name in words(tables["heads"]["last"])),
            capitals,
        )

    def find(self, name: str) -> Place | None:
        """Return the place a name or demonym stands for, None when the lexicon does not know it."""
        key = fold(name)
        known = self.by_name.get(key) or self.demonyms.get(key) or self.abbreviations.get(name)
        if known is None and key.startswith("the "):
            known = self.by_name.get(key[4:])
        if known is None and len(key) >= 6:
            known = self.by_sound.get(sound(key))
        return self.places.get(known) if known else None

    def place(self, name: str) -> Place:
        """Return the known place, or an unknown one whose size is guessed from its last word."""
        known = self.find(name)
        if known is not None:
            return known
        key = fold(name)
        last = key.rsplit(" ", 1)[-1]
        if last in ("county", "province", "state", "region", "oblast", "district", "territory"):
            level = Level.REGION
        else:
            level = Level.SITE if last in self.heads and " " in key and last not in _TOWNS else Level.CITY
        return Place(key, level, known=False)


_TOWNS = frozenset({"city", "town", "village", "township", "springs", "falls", "heights", "beach"})


def _containers(tables: Mapping[str, Any]) -> tuple[dict[str, set[str]], dict[str, Level], dict[str, str]]:
    within: dict[str, set[str]] = {}
    levels: dict[str, Level] = dict.fromkeys(words(tables["wider"]["names"]), Level.WIDER)
    capitals: dict[str, str] = {}
    for level, table in ((Level.CITY, "cities"), (Level.CITY, "city_regions"), (Level.REGION, "regions")):
        for container, lines in tables[table].items():
            names = words(lines)
            for name in names:
                within.setdefault(name, set()).add(container)
                levels[name] = level
            if table == "cities" and names:
                capitals[names[0]] = container
    # Last, so that a country is a country where a city or a region has the same name.
    levels.update(dict.fromkeys(tables["countries"], Level.COUNTRY))
    levels.update({name: Level.REGION for name in tables["city_regions"] if name not in levels})
    return within, levels, capitals


def _upward(name: str, within: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = [name]
    while todo:
        for container in within.get(todo.pop(), ()):
            bare = container.split(" (")[0]
            todo += [c for c in {container} if c not in found]
            found |= {container, bare}
    return found - {name}


def _in_namesakes(place: Place, by_name: Mapping[str, str]) -> Place:
    """Let a town of New York State lie in 'New York' as well, which may be the state or the city."""
    states = [name.removesuffix(" State") for name in place.within if name.endswith(" State")]
    cities = {by_name[fold(name)] for name in states if fold(name) in by_name} - {place.name}
    return replace(place, within=place.within | cities) if cities else place


def _sounds(by_name: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for key, name in by_name.items():
        if len(key) >= 6:
            found.setdefault(sound(key), set()).add(name)
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}
