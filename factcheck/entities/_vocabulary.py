"""The phrases and marker words that the rules for names read, made once from the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from factcheck.entities._fold import fold, words
from factcheck.entities._names import Names
from factcheck.entities._nouns import LOC, MISC, ORG
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
    ranked: frozenset[str] = field(repr=False)
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
    """Read the tables of the lexicon with the user's additions."""
    titles, acronyms = table("titles", extra), table("acronyms", extra)
    places, given = table("places", extra), table("names", extra)
    heads = {fold(word) for head, others in titles["heads"].items() for word in (head, *others)}
    ranks = {word for rank in words(titles["ranks"]["words"]) for word in rank.split()}
    domains = {word for name in titles["domains"] for word in name.split()}
    status = {fold(word) for word in titles["status"]}
    joined = frozenset(fold(word) for word, meaning in titles["ranks"].items() if isinstance(meaning, str))
    letters = {fold(word): "" for word in words(acronyms["letters"]["none"])}
    letters.update({fold(word): LOC for word in words(acronyms["letters"]["places"])})
    phrases = _phrases(names, heads)
    return Vocabulary(
        phrases=phrases,
        starts=_longest(phrases),
        common=_folded(given["words"]["common"]),
        titles=frozenset(head for head in heads if " " not in head) | joined,
        title_words=frozenset(ranks | domains | status | {"senior", "chief", "general"}),
        ranked=joined,
        address=_folded(titles["address"]["forms"]),
        org_last=_folded(acronyms["heads"]["last"]),
        org_first=_folded(acronyms["heads"]["first"]),
        loc_last=_folded(places["heads"]["last"]),
        loc_first=_folded(places["heads"]["first"]),
        letters=letters,
        given=names.people.given,
        particles=names.people.particles - {"e", "y", "o", "st", "san", "mac", "la"},
        capitals_only=_letters(acronyms, places),
        calendar=_folded(given["words"]["calendar"]),
        things=_folded(given["words"]["things"]),
        saying=_folded(given["words"]["saying"]),
        before_place=_folded(given["words"]["before_place"]),
        abbreviations=frozenset(names.gazetteer.abbreviations),
    )


def _phrases(names: Names, heads: Set[str]) -> dict[str, str]:
    phrases: dict[str, str] = dict.fromkeys(names.gazetteer.by_name, LOC)
    phrases.update(dict.fromkeys(names.gazetteer.demonyms, MISC))
    phrases.update(dict.fromkeys(names.gazetteer.peoples, MISC))
    phrases.update(dict.fromkeys(names.organisations, ORG))
    for head in ("minister", "secretary"):
        phrases.update({f"{head} {of} {name}": TITLE for of in ("of", "for") for name in names.domains})
    phrases.update(dict.fromkeys((head for head in heads if " " in head), TITLE))
    phrases["secretary of state"] = TITLE
    return phrases


def _longest(phrases: Iterable[str]) -> dict[str, int]:
    """Return the most words of any phrase that begins with a word."""
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, size = phrase.split(" ", 1)[0], phrase.count(" ") + 1
        longest[first] = max(longest.get(first, 0), size)
    return longest


def _folded(listed: Sequence[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words(listed))


def _letters(acronyms: Mapping[str, Any], places: Mapping[str, Any]) -> frozenset[str]:
    """Folded names that are written in capitals only, so that 'who', 'ice' and 'us' are not taken for them."""
    written = [one for name, others in acronyms["organisations"].items() for one in (name, *words(others))]
    written += [one for others in places["countries"].values() for one in words(others)]
    written += [one for others in places["aliases"].values() for one in words(others)]
    short = {fold(one) for one in written if one.replace(".", "").isupper() and len(one) <= 6}
    return frozenset(short - {fold(one) for one in written if not one.replace(".", "").isupper()})
