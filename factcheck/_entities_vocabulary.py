"""The phrases and marker words that the rules for names read, made once from the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck._entities_fold import fold, words
from factcheck._entities_names import Names
from factcheck._entities_nouns import LOC, MISC, ORG
from factcheck.lexicon import table

TITLE = "TITLE"


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Phrases by their folded words with the label they have, and single words that mark their neighbours."""

    phrases: Mapping[str, str] = field(repr=False)
    starts: Mapping[str, int] = field(repr=False)
    common: frozenset[str] = field(repr=False)
    titles: frozenset[str] = field(repr=False)
    title_words: frozenset[str] = field(repr=False)
    address: frozenset[str] = field(repr=False)
    org_last: frozenset[str] = field(repr=False)
    org_first: frozenset[str] = field(repr=False)
    loc_last: frozenset[str] = field(repr=False)
    loc_first: frozenset[str] = field(repr=False)
    letters: Mapping[str, str] = field(repr=False)
    given: frozenset[str] = field(repr=False)
    particles: frozenset[str] = field(repr=False)
    capitals_only: frozenset[str] = field(repr=False)
    calendar: frozenset[str] = field(repr=False)
    things: frozenset[str] = field(repr=False)
    saying: frozenset[str] = field(repr=False)
    before_place: frozenset[str] = field(repr=False)
    abbreviations: frozenset[str] = field(repr=False)


def vocabulary(names: Names, extra: Mapping[str, Any] | None) -> Vocabulary:
    titles, acronyms = table("titles", extra), table("acronyms", extra)
    places, given = table("places", extra), table("names", extra)
    phrases: dict[str, str] = dict.fromkeys(names.gazetteer.by_name, LOC)
    phrases.update(dict.fromkeys(names.gazetteer.demonyms, MISC))
    phrases.update(dict.fromkeys(names.gazetteer.peoples, MISC))
    phrases.update(dict.fromkeys(names.organisations, ORG))
    heads = {fold(word) for head, others in titles["heads"].items() for word in (head, *others)}
    offices = {
        f"{head} {of} {name}" for head in ("minister", "secretary") for of in ("of", "for") for name in names.domains
    }
    offices |= {"secretary of state", "attorney general", "chief of staff", "director of national intelligence"}
    offices |= {head for head in heads if " " in head}
    phrases.update({phrase: TITLE for phrase in offices if " " in phrase})
    ranks = {word for rank in words(titles["ranks"]["words"]) for word in rank.split()}
    domains = {word for name in titles["domains"] for word in name.split()}
    letters = {fold(word): "" for word in words(acronyms["letters"]["none"])}
    letters.update({fold(word): LOC for word in words(acronyms["letters"]["places"])})
    starts: dict[str, int] = {}
    for phrase in phrases:
        first, size = phrase.split(" ", 1)[0], phrase.count(" ") + 1
        starts[first] = max(starts.get(first, 0), size)
    return Vocabulary(
        phrases,
        starts,
        _folded(words(given["words"]["common"])),
        frozenset(head for head in heads if " " not in head),
        frozenset(ranks | domains | {fold(word) for word in titles["status"]} | {"senior", "chief", "general"}),
        _folded(words(titles["address"]["forms"])),
        _folded(words(acronyms["heads"]["last"])),
        _folded(words(acronyms["heads"]["first"])),
        _folded(words(places["heads"]["last"])),
        _folded(words(places["heads"]["first"])),
        letters,
        names.people.given,
        names.people.particles - {"e", "y", "o", "st", "san", "mac", "la"},
        _letters(acronyms, places),
        _folded(words(given["words"]["calendar"])),
        _folded(words(given["words"]["things"])),
        _folded(words(given["words"]["saying"])),
        _folded(words(given["words"]["before_place"])),
        frozenset(names.gazetteer.abbreviations),
    )


def _folded(found: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in found)


def _letters(acronyms: Mapping[str, Any], places: Mapping[str, Any]) -> frozenset[str]:
    """Folded names that are written in capitals only, so that 'who', 'ice' and 'us' are not taken for them."""
    written = [one for name, others in acronyms["organisations"].items() for one in (name, *words(others))]
    written += [one for others in places["countries"].values() for one in words(others)]
    written += [one for others in places["aliases"].values() for one in words(others)]
    short = {fold(one) for one in written if one.replace(".", "").isupper() and len(one) <= 6}
    return frozenset(short - {fold(one) for one in written if not one.replace(".", "").isupper()})
