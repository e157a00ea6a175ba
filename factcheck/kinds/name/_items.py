"""A sentence as a row of items (office words, names, small words), one letter each, so that a pattern can match."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from factcheck.entities import LOC, MISC, ORG, PER, Entity, Level, Names, folded_tokens
from factcheck.lexicon import table

HEAD, RANK, STATUS, DOMAIN, UNIT, LOOSE, ROLE = "H", "R", "S", "D", "U", "a", "V"
PLACE, BODY, PERSON = "L", "O", "P"
CAPITAL, OTHER, NUMBER, COMMA, BREAK = "C", "x", "g", "c", "|"


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of a sentence: its letter, what it means, and where it stands in the statement."""

    letter: str
    value: str
    start: int
    end: int
    capital: bool = False


class Phrases(Protocol):
    """Phrases by their folded words, with letter and meaning."""

    @property
    def phrases(self) -> Mapping[str, tuple[str, str]]:
        """Every phrase that makes an item of its own."""

    @property
    def longest(self) -> int:
        """The most words of a phrase."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Phrases of titles.toml by their folded words, with letter and meaning; `longest` is their most words."""

    phrases: Mapping[str, tuple[str, str]] = field(repr=False)
    longest: int
    vague: frozenset[str]
    ladders: Mapping[str, frozenset[str]] = field(repr=False)
    addressed: frozenset[str]
    unranked: frozenset[str]
    levels: frozenset[str]
    complete: frozenset[str]
    many: frozenset[str]
    unique: frozenset[str]
    fielded: frozenset[str]
    several: frozenset[str]
    seeking: frozenset[str]

    @staticmethod
    def of(extra: Mapping[str, Any] | None = None) -> Vocabulary:
        """Read `titles` with the user's additions."""
        titles = table("titles", extra)
        found: dict[str, tuple[str, str]] = {}
        for letter, listed in titles["joints"].items():
            found.update({_key(phrase): (letter, phrase) for phrase in _words(listed)})
        found.update({_key(phrase): (LOOSE, phrase) for phrase in _words(titles["loose"]["words"])})
        for sort in ("levels", "bodies"):
            found.update({_key(unit): (UNIT, unit) for unit in _words(titles["units"][sort])})
        found.update({_key(phrase): (UNIT, unit) for phrase, unit in titles["units"]["alike"].items()})
        for name, others in titles["domains"].items():
            found.update({_key(phrase): (DOMAIN, name) for phrase in (name, *others)})
        found.update({_key(phrase): (STATUS, meaning) for phrase, meaning in titles["status"].items()})
        for rank in _words(titles["ranks"]["words"]):
            found[_key(rank)] = (RANK, rank)
        for name, others in titles["heads"].items():
            found.update({_key(phrase): (HEAD, name) for phrase in (name, *others)})
        for name, others in titles["roles"].items():
            found.update({_key(phrase): (ROLE, name) for phrase in (name, *others)})
        found.update(_joined(titles["ranks"], found))
        ladders: dict[str, set[str]] = {}
        for ladder, listed in titles["hierarchies"].items():
            for head in _words(listed):
                ladders.setdefault(head, set()).add(ladder)
        return Vocabulary(
            found,
            max(phrase.count(" ") + 1 for phrase in found),
            frozenset(_words(titles["vague"]["heads"])),
            {head: frozenset(names) for head, names in ladders.items()},
            frozenset(_words(titles["addressed"]["ladders"])),
            frozenset(_words(titles["addressed"]["heads"])),
            frozenset(_words(titles["units"]["levels"])),
            frozenset(_words(titles["complete"]["heads"])),
            frozenset(_words(titles["many"]["heads"])),
            frozenset(_words(titles["unique"]["heads"])),
            frozenset(_words(titles["unique"]["fielded"])),
            frozenset(_words(titles["several"]["heads"])),
            frozenset(_words(titles["seeking"]["heads"])),
        )


def _joined(ranks: Mapping[str, Any], found: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Return one-word forms of a rank with its office ('undersecretary'), as the head with the rank before it."""
    out = {}
    for phrase, meaning in ranks.items():
        if isinstance(meaning, str):
            rank, _, head = meaning.partition(" ")
            if _key(head) in found:
                out[_key(phrase)] = (HEAD, f"{rank} {found[_key(head)][1]}")
    return out


def _words(listed: Sequence[str]) -> list[str]:
    return [word.strip() for line in listed for word in line.split(",") if word.strip()]


def _key(phrase: str) -> str:
    return " ".join(key for _, key in folded_tokens(phrase))


def items(text: str, entities: Sequence[Entity], base: int, vocabulary: Phrases, names: Names) -> list[Item]:
    """Return the row of items of a statement whose text starts at `base` of its article."""
    return list(_items(text, [(e, e.span.start - base, e.span.end - base) for e in entities], vocabulary, names))


def _items(text: str, entities: Sequence[tuple[Entity, int, int]], vocabulary: Phrases, names: Names) -> Iterator[Item]:
    cut = folded_tokens(text)
    starts = {start: (entity, end) for entity, start, end in entities}
    i, at = 0, 0
    before: Item | None = None
    while i < len(cut):
        (start, end), _ = cut[i]
        yield from _gap(text[at:start], at, start, before)
        item, size = _phrase(text, cut, i, vocabulary, starts)
        named, words = _entity(starts.get(start), start, cut, i, names)
        # 'State' in 'Secretary of State' is no place, but 'Foreign Ministry' is more than the field 'foreign'.
        if named is not None and (item is None or named.letter == PERSON or words > size or _place(named, names)):
            item, size = named, words
        if item is None:
            word = text[start:end]
            letter = NUMBER if word.isdigit() else CAPITAL if word[0].isupper() else OTHER
            item, size = Item(letter, word, start, end, word[0].isupper()), 1
        yield item
        before, at = item, item.end
        i += size
    yield from _gap(text[at:], at, len(text), before)


def _gap(gap: str, start: int, end: int, before: Item | None) -> Iterator[Item]:
    """Turn punctuation into items; a possessive after a place or an organisation joins it to what follows."""
    bare = gap.strip()
    if not bare and gap.count("\n") < 2:
        return
    if bare in ("'s", "’s", "'", "’") and before and before.letter in (PLACE, BODY, UNIT, CAPITAL):
        return
    if bare in ("'s", "’s", "'", "’") and before and before.letter == OTHER:
        yield Item("t", bare, start, end)  # "the islands' minister" is as definite as "the minister"
        return
    if bare in (".", "-") and before and end > start and "\n" not in gap and bare == "-":
        return
    yield Item(COMMA if bare == "," else BREAK, bare, start, end)


def _entity(
    found: tuple[Entity, int] | None, start: int, cut: Sequence[tuple[tuple[int, int], str]], i: int, names: Names
) -> tuple[Item | None, int]:
    if found is None:
        return None, 0
    entity, end = found
    size = sum(1 for (s, _), _ in cut[i : i + 12] if s < end)
    key = entity.key or entity.text
    if entity.label == PER:
        return Item(PERSON, key, start, end, True), size
    if entity.label == ORG:
        return Item(BODY, key, start, end, True), size
    if entity.label == LOC or (entity.label == MISC and names.gazetteer.find(entity.text) is not None):
        place = names.place(key)
        # 'Western diplomats' and 'the South' are nobody's office.
        letter = LOOSE if place.level is Level.WIDER else PLACE
        return Item(letter, place.name if place.known else key, start, end, True), size
    return None, 0


def _place(item: Item, names: Names) -> bool:
    return item.letter == PLACE and names.place(item.value).known


def _phrase(
    text: str,
    cut: Sequence[tuple[tuple[int, int], str]],
    i: int,
    vocabulary: Phrases,
    starts: Mapping[int, tuple[Entity, int]],
) -> tuple[Item | None, int]:
    for size in range(min(vocabulary.longest, len(cut) - i), 0, -1):
        (start, _), (_, end) = cut[i][0], cut[i + size - 1][0]
        if any(cut[j][0][0] in starts and starts[cut[j][0][0]][0].label == PER for j in range(i + 1, i + size)):
            continue
        if any(mark in text[start:end] for mark in ",;:()\n"):
            continue
        found = vocabulary.phrases.get(" ".join(key for _, key in cut[i : i + size]))
        if found is not None:
            letter, value = found
            return Item(letter, value, start, end, text[start].isupper()), size
    return None, 0
