"""When two names are one: people by spelling and parts, places by the gazetteer, organisations by words and letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rapidfuzz.distance import Levenshtein

from factcheck.entities._fold import OTHER, PARTIAL, SAME, SPELLING, WEAK, People, fold, words
from factcheck.entities._places import Gazetteer, Place
from factcheck.lexicon import table

PER, ORG, LOC, MISC = "PER", "ORG", "LOC", "MISC"
_STOP = frozenset({"the", "of", "for", "and", "in", "on", "a", "to", "de", "et", "affairs"})
_FIRM = frozenset(["inc", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "group", "holdings"])
_BRITISH = (
    (re.compile(r"isation\b"), "ization"),
    (re.compile(r"\bdefence\b"), "defense"),
    (re.compile(r"\bcentre\b"), "center"),
    (re.compile(r"\blabour\b"), "labor"),
    (re.compile(r"\bco operation\b"), "cooperation"),
    (re.compile(r"\bprogramme\b"), "program"),
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's name as words that tell, the places in it, and its letters where it is written in letters."""

    known: str
    words: frozenset[str]
    places: frozenset[str]
    initials: frozenset[str]
    letters: str
    joined: str


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The lexicon of names, and the comparison of two names by it; results are cached by the pair of names."""

    people: People
    gazetteer: Gazetteer
    organisations: Mapping[str, str] = field(repr=False)
    generic: frozenset[str] = field(repr=False)
    domains: Mapping[str, str] = field(repr=False)
    _cache: dict[tuple[str, str, str], float] = field(default_factory=dict, repr=False)
    _organisations: dict[str, Organisation] = field(default_factory=dict, repr=False)
    _places: dict[str, Place] = field(default_factory=dict, repr=False)

    def likeness(self, a: str, b: str, label: str = "") -> float:
        """Tell how surely two names mean one person, organisation or place, 0 to 1.

        1 the same letters or a listed alias, 0.9 another spelling, 0.75 one a part of the other, 0.4 cannot tell.
        `label` is PER, ORG or LOC; without it the names themselves tell.
        """
        if a == b:
            return SAME
        key = (a, b, label) if a < b else (b, a, label)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > 1 << 20:
                self._cache.clear()
            found = self._cache[key] = self._likeness(key[0], key[1], label or self._label(key[0], key[1]))
        return found

    def same(self, a: str, b: str, label: str = "") -> bool:
        """Tell whether two names are taken for one."""
        return self.likeness(a, b, label) >= 0.5

    def place(self, name: str) -> Place:
        """Return the place that a name or demonym stands for."""
        found = self._places.get(name)
        if found is None:
            found = self._places[name] = self.gazetteer.place(name)
        return found

    def contains(self, outer: str, inner: str) -> bool:
        """Tell whether the lexicon knows the place `inner` to lie in `outer`."""
        return self.place(outer).name in self.place(inner).within

    def organisation(self, name: str) -> Organisation:
        """Return an organisation's name taken apart."""
        found = self._organisations.get(name)
        if found is None:
            found = self._organisations[name] = self._apart(name)
        return found

    def _likeness(self, a: str, b: str, label: str) -> float:
        if label == PER:
            return self.people.likeness(a, b)
        if label == LOC:
            return self._same_place(self.place(a), self.place(b))
        if label == ORG:
            return self._same_organisation(self.organisation(a), self.organisation(b))
        return SAME if fold(a) == fold(b) else OTHER

    def _label(self, a: str, b: str) -> str:
        places = [self.gazetteer.find(name) is not None for name in (a, b)]
        if any(places):
            # A place by that name is one of several things a single word may be: two names decide together.
            return LOC if all(places) or self.organisation(a).known == self.organisation(b).known == "" else ORG
        bodies = [self.organisation(name) for name in (a, b)]
        if any(body.known or body.words & self.generic or len(body.letters) >= 3 for body in bodies):
            return ORG
        return PER

    @staticmethod
    def _same_place(a: Place, b: Place) -> float:
        if a.name == b.name:
            return SAME
        if a.known and b.known:
            return OTHER
        left, right = fold(a.name), fold(b.name)
        if left.replace(" ", "") == right.replace(" ", ""):
            return SAME
        if a.known or b.known:
            return OTHER
        longer, shorter = sorted((left, right), key=len, reverse=True)
        # 'Walcott Street' and 'Walcott' may be a street and a town; 'Walcott County' and 'Walcott' differ in size.
        if longer.startswith(shorter + " ") and a.level == b.level:
            return PARTIAL
        return OTHER

    def _same_organisation(self, a: Organisation, b: Organisation) -> float:
        if a.known and b.known:
            return SAME if a.known == b.known else OTHER
        if a.joined == b.joined:
            return SAME
        if a.places and b.places and not a.places & b.places:
            return OTHER
        if a.words == b.words and a.words:
            return SAME if a.places == b.places else 0.6
        if (a.letters and a.letters in b.initials) or (b.letters and b.letters in a.initials):
            return SPELLING
        if a.words and b.words and (a.words < b.words or b.words < a.words):
            return self._part(*sorted((a, b), key=lambda body: len(body.words)))
        return self._misspelt(a.words, b.words)

    def _part(self, small: Organisation, big: Organisation) -> float:
        if not small.words - self.generic:
            return WEAK
        extra = big.words - small.words
        if small.known or big.known:
            # 'NATO' is not the NATO Council, nor 'Justice' the Justice Department.
            return OTHER if extra - _FIRM else PARTIAL
        if extra <= self.generic | _FIRM:
            return PARTIAL
        # 'Goldman' is Goldman Sachs, but 'Red Cross' need not be the Blue and Red Cross.
        return 0.6 if len(small.words) == 1 and len(extra) == 1 and not small.words & self.generic else WEAK

    @staticmethod
    def _misspelt(a: frozenset[str], b: frozenset[str]) -> float:
        left, right = sorted(a - b), sorted(b - a)
        if len(left) == len(right) == 1 and a & b and min(len(left[0]), len(right[0])) >= 7:
            return 0.6 if Levenshtein.distance(left[0], right[0], score_cutoff=2) <= 2 else OTHER
        return OTHER

    def _apart(self, name: str) -> Organisation:
        key = fold(name)
        for pattern, to in _BRITISH:
            key = pattern.sub(to, key)
        bare = key.removeprefix("the ")
        known = self.organisations.get(bare, "")
        places, kept = set(), []
        for part in self._phrases(bare.split()):
            place = self.gazetteer.find(part) if part not in _STOP else None
            if place is not None:
                places.add(place.name)
            elif part not in _STOP and part not in _FIRM:
                kept.append(self.domains.get(part, part.removesuffix("s") if len(part) > 4 else part))
        parts = key.removeprefix("the ").split()
        initials = frozenset({"".join(p[0] for p in parts), "".join(p[0] for p in parts if p not in _STOP)})
        letters = re.sub(r"[^A-Za-z]", "", name)
        one = " " not in name.strip() and letters[:1].isupper()
        # 'Ipsa' as British papers write it; three letters at least, for 'Is' and 'Al' are no acronyms.
        is_letters = one and (2 if letters.isupper() else 3) <= len(letters) <= 6
        return Organisation(
            known,
            frozenset(kept) or frozenset(places),
            frozenset(places) if kept else frozenset(),
            initials if len(parts) >= 2 else frozenset(),
            letters.lower() if is_letters else "",
            "".join(part for part in bare.split() if part not in _FIRM),
        )

    def _phrases(self, parts: list[str]) -> list[str]:
        out, i = [], 0
        while i < len(parts):
            for size in (3, 2):
                phrase = " ".join(parts[i : i + size])
                if len(parts) >= i + size and (phrase in self.domains or self.gazetteer.find(phrase) is not None):
                    out.append(phrase)
                    i += size
                    break
            else:
                out.append(parts[i])
                i += 1
        return out


def load_names(extra: Mapping[str, Any] | None = None) -> Names:
    """Read the lexicon of names, with the user's additions (`Config.lexicon`)."""
    titles, acronyms = table("titles", extra), table("acronyms", extra)
    known: dict[str, str] = {}
    for name, others in acronyms["organisations"].items():
        for one in (name, *words(others)):
            known.setdefault(_american(fold(one)).removeprefix("the "), name)
    domains = {fold(other): name for name, others in titles["domains"].items() for other in others}
    heads = {fold(head) for head in words(acronyms["heads"]["last"])}
    generic = heads | {head.removesuffix("s") for head in heads if len(head) > 4} | set(domains.values())
    return Names(
        People.of(titles, table("names", extra)),
        Gazetteer.of(table("places", extra), table("demonyms", extra)),
        known,
        frozenset(generic),
        domains,
    )


def _american(key: str) -> str:
    for pattern, to in _BRITISH:
        key = pattern.sub(to, key)
    return key


@cache
def default_names() -> Names:
    """Return the lexicon of names as shipped."""
    return load_names()
