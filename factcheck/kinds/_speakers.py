"""Whether two statements come from two speakers: one rule for every kind of fact.

A speaker is known by a name or, as a single person, by a noun: "Minister Ana Pell", "a mechanic at the yard"; a body or
a crowd by a name before its noun, "Arl police", and beside its like alone. Where two may be one the articles contradict
each other; only speakers who are surely two disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factcheck.entities import PER, Names, default_names, load_names
from factcheck.lexicon import table
from factcheck.model import Statement

_MAYBE = 0.4  # likeness from which two names may be one
_LONGEST = 3  # words of an office
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_ENDING = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who says a statement, by name or, where `name` is empty, by noun; the noun beside a name is an office.

    `fields` are what the office deals with, `text` that of the article.
    """

    name: str
    noun: str
    fields: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """Nouns for a single person and grammar, in small letters.

    `held` are those that are no surnames; `broad` tell little of somebody, `mouthpieces` only for whom; `same` leads
    from a noun to the one that stands for it, `fields` from what an office deals with ("finances") to its name.
    """

    persons: frozenset[str]
    offices: frozenset[str]
    held: frozenset[str]
    broad: frozenset[str]
    mouthpieces: frozenset[str]
    crowds: frozenset[str]
    bodies: frozenset[str]
    broad_bodies: frozenset[str]
    suffixes: frozenset[str]
    institutions: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    determiners: frozenset[str]
    behind: frozenset[str]
    fields: Mapping[str, str]
    same: Mapping[str, str]

    @classmethod
    def of(cls, extra: Mapping[str, Any]) -> _Words:
        """Read the tables `speech`, `titles`, `posts` and `quantity_words` of the lexicon with the user's additions."""
        speech, titles, posts, counting = (table(n, extra) for n in ("speech", "titles", "posts", "quantity_words"))
        same = [_inverted(groups) for groups in (counting["synonyms"], titles["heads"], posts["heads"])]
        offices = frozenset(same[1])
        vague, partisans, mouthpieces = titles["vague"]["heads"], speech["partisans"], speech["mouthpieces"]
        broad = frozenset((*speech["broad"], *partisans, *_listed(vague))) - frozenset(mouthpieces)
        nouns = (*counting["age"]["people"], *counting["age"]["bearers"], *offices, *same[2], *broad)
        held = (*titles["complete"]["heads"], *titles["unique"]["heads"], *titles["unique"]["fielded"])
        return cls(
            persons=frozenset(nouns) - frozenset((*speech["pronouns"], *speech["nobody"])),
            offices=offices,
            held=frozenset((*_listed(held), *partisans)) | {office for office in offices if " " in office},
            broad=broad,
            mouthpieces=frozenset(mouthpieces),
            crowds=frozenset(speech["crowds"]),
            bodies=frozenset((*speech["bodies"], *speech["broad_bodies"])),
            broad_bodies=frozenset(speech["broad_bodies"]),
            suffixes=frozenset(suffix.lower().strip(".") for suffix in _listed(titles["address"]["suffixes"])),
            institutions=frozenset(speech["institutions"]),
            female=frozenset(speech["female"]),
            male=frozenset(speech["male"]),
            determiners=frozenset(speech["determiners"]),
            behind=frozenset((*speech["linking"], *speech["clauses"])),
            fields=_inverted(titles["domains"]),
            same={word: _meant(word, same) for word in {*nouns, *same[0]}},
        )


def _listed(lines: Iterable[str]) -> list[str]:
    return [word.strip() for line in lines for word in line.split(",")]


def _inverted(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: name for name, words in groups.items() for word in (name, *words)}


def _meant(word: str, tables: Iterable[Mapping[str, str]]) -> str:
    for same in tables:
        word = same.get(word, word)
    return word


@dataclass(frozen=True, slots=True)
class _Body:
    """A body or crowd by the words of its name, none where it has none, and the noun behind them."""

    name: Sequence[str]
    noun: str


class Speakers:
    """Tells two speakers from one and from nobody in particular: "officials", "the council" are many."""

    def __init__(self, words: _Words, names: Names) -> None:
        self._words = words
        self._names = names

    @classmethod
    def of(cls, extra: Mapping[str, Any] | None = None) -> Speakers:
        """Read the lexicon with the user's additions (`Config.lexicon`)."""
        return cls(_Words.of(extra or {}), load_names(extra) if extra else default_names())

    def two(self, left: Statement, right: Statement) -> tuple[str, str] | None:
        """Return the two who say two statements, in order of the alphabet; None where they may be one, or nobody."""
        if not (left.speaker and right.speaker):
            return None
        sides = [(said.speaker or "", said.article.text) for said in (left, right)]
        one, other = (self._read(*side) for side in sides)
        if one is not None and other is not None:
            apart = self._apart(one, other)
        else:
            apart = self._two_bodies(*(self._body(*side) for side in sides))
        if not apart:
            return None
        first, second = sorted((left.speaker, right.speaker))
        return first, second

    def _two_bodies(self, one: _Body, other: _Body) -> bool:
        """Tell whether two bodies have names and share none; "US officials" may be of any body named outright."""
        if not (one.name and other.name) or (one.noun in self._words.broad_bodies) != (
            other.noun in self._words.broad_bodies
        ):
            return False
        whole = self._names.likeness(" ".join(one.name), " ".join(other.name))
        return max(whole, *(self._names.likeness(ours, theirs) for ours in one.name for theirs in other.name)) < _MAYBE

    def _body(self, speaker: str, text: str) -> _Body:
        """Return the name and noun of a body, "Arl police", or the name alone, "NATO"; no name where it has none."""
        words, _ = self._cut(self._told(speaker))
        noun = _bare(words[-1])
        if noun in self._words.bodies and not (_capital(words[-1]) and noun in self._words.broad_bodies):
            known = self._words.bodies | self._words.institutions
            return _Body([word for word in words if _bare(word) not in known and _named(word, text)], noun)
        outright = len(words) == 1 and _capital(words[0]) and self._collective(words[0], text)
        return _Body(words if outright else [], "")

    def _collective(self, name: str, text: str) -> bool:
        """Tell whether a name of one word is that of a body: letters, or before a noun for many, "Hamas fighters"."""
        many = "|".join(map(re.escape, sorted(self._words.bodies)))
        return (name.isupper() and len(name) > 1) or re.search(rf"\b{re.escape(name)} (?:{many})\b", text) is not None

    def _told(self, speaker: str) -> list[str]:
        words = speaker.split() or [speaker]
        while len(words) > 1 and words[0].lower() in self._words.determiners:
            words.pop(0)
        return words

    def _read(self, speaker: str, text: str) -> _Speaker | None:
        """Take the words for a speaker apart, None where they name nobody in particular."""
        naming, behind = self._cut(self._told(speaker))
        while len(naming) > 1 and _bare(naming[-1]) in self._words.suffixes:
            naming.pop()
        if _bare(naming[-1]) in self._words.crowds:
            return None
        noun = self._noun(naming)
        if noun and "and" not in naming:
            charge = behind[1:] if behind[:1] == ["of"] else []
            return _Speaker("", noun, self._fields([*naming[:-1], *charge]), text)
        if noun or not _capital(naming[-1]):
            return None
        titled = self._titled(naming)
        office = self._office(naming[:titled])
        return _Speaker(" ".join(naming[titled:]), office, self._fields(naming[:titled]), text)

    def _cut(self, words: list[str]) -> tuple[list[str], list[str]]:
        """Split the words that name a speaker from a phrase or clause behind them that tells which one."""
        end = next((at for at, word in enumerate(words) if at and word in self._words.behind), len(words))
        # "Bank of Arl" is one name, "Bank of Arl clerk" and "State Department of Health clerk" one noun
        body = end == 1 and _capital(words[0]) and _bare(words[0]) in self._words.institutions
        compound = end + 1 < len(words) and _capital(words[end - 1]) and _capital(words[end + 1])
        if body or (compound and not _capital(words[-1])):
            end = len(words)
        return words[:end], words[end:]

    def _titled(self, naming: Sequence[str]) -> int:
        """Return how many words stand before the name itself; the Justice Department has no justice."""
        if _bare(naming[-1]) in self._words.institutions:
            return 0
        return max((at for at in range(1, len(naming)) if self._office(naming[:at])), default=0)

    def _noun(self, naming: Sequence[str]) -> str:
        """Return the noun for a person that words end in, a capitalised one only where it is hardly a surname."""
        return self._last(naming, self._words.held if _capital(naming[-1]) else self._words.persons)

    def _office(self, before: Sequence[str]) -> str:
        """Return the office, or the trade in small letters, that words before a name end in."""
        known = self._words.offices if before and _capital(before[-1]) else self._words.persons
        return self._last(before, known)

    @staticmethod
    def _last(words: Sequence[str], known: frozenset[str]) -> str:
        bare = [_bare(word) for word in words[-_LONGEST:]]
        return next((noun for at in range(len(bare)) if (noun := " ".join(bare[at:])) in known), "")

    def _fields(self, words: Sequence[str]) -> frozenset[str]:
        """Return what an office deals with, by the words beside it: health, finance."""
        bare = [_bare(word) for word in words]
        phrases = (" ".join(bare[at:end]) for at in range(len(bare)) for end in range(at + 1, len(bare) + 1))
        return frozenset(self._words.fields[phrase] for phrase in phrases if phrase in self._words.fields)

    def _apart(self, a: _Speaker, b: _Speaker) -> bool:
        if a.name and b.name:
            return not self._one_name(a.name, b.name)
        if not (a.name or b.name):
            return self._two_nouns(a, b)
        named, told = (a, b) if a.name else (b, a)
        if told.noun in self._words.broad:
            return False
        if named.noun and self._akin(named.noun, told.noun):
            return _other_fields(named, told)
        return not self._called(named, told)

    def _one_name(self, one: str, other: str) -> bool:
        """Tell whether two names may be one person's or body's; of "Ana Pell and Bo Tarn" each is one."""
        # a single short word looks like the letters of a body, "Orlov" as "NATO" does
        return max(self._names.likeness(one, other, label) for label in ("", PER)) >= _MAYBE

    def _two_nouns(self, a: _Speaker, b: _Speaker) -> bool:
        """Tell whether no one person is told by both nouns: "a mechanic" and "a guard", not "a driver" and "a man"."""
        words = self._words
        if any(one.noun in words.female and other.noun in words.male for one, other in ((a, b), (b, a))):
            return True
        if {a.noun, b.noun} & (words.broad | words.mouthpieces):
            return False
        return not self._akin(a.noun, b.noun) or _other_fields(a, b)

    def _akin(self, one: str, other: str) -> bool:
        """Tell whether two nouns may mean one post: "doctor" and "physician", "police chief" and "chief"."""
        ours, theirs = self._meaning(one), self._meaning(other)
        if ours == theirs:
            return True
        plain = " " not in one or " " not in other
        return plain and self._meaning(one.split()[-1]) == self._meaning(other.split()[-1])

    def _meaning(self, noun: str) -> str:
        return self._words.same.get(noun, noun)

    def _called(self, named: _Speaker, told: _Speaker) -> bool:
        """Tell whether the article that names one may call them by the other's noun: "Bo Tarn, a mechanic"."""
        wanted = {self._meaning(told.noun), self._meaning(told.noun.split()[-1])}
        return any(self._meaning(_bare(word)) in wanted for word in _WORD.findall(named.text))


def _other_fields(a: _Speaker, b: _Speaker) -> bool:
    return bool(a.fields and b.fields) and not a.fields & b.fields


def _named(word: str, text: str) -> bool:
    """Tell whether a capital is that of a name: it stands within a sentence too."""
    return (
        _capital(word)
        and re.search(rf"[\w,’'] {re.escape(word.removesuffix('’s').removesuffix(chr(39) + 's'))}\b", text) is not None
    )


def _capital(word: str) -> bool:
    """Tell whether a word is one of a name: "Pell", "al-Orr"."""
    return any(letter.isupper() for letter in word)


def _bare(word: str) -> str:
    return _ENDING.sub("", word.strip(".,")).lower()
