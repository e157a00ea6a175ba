"""The people an article names: full names, the offices they are given, where they are mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rapidfuzz.fuzz import ratio

_TOKEN = re.compile(r"(?:[^\W\d_]\.){1,4}(?=[\s,)”\"’]|$)|[^\W_]+(?:[’'.&-][^\W_]+)*|[^\w\s]|_")
_POSSESSIVE = re.compile(r"[’']s?$")
_LONGEST_NAME = 4
_SAME_GIVEN = 70
_HEADLINE = 25


class Token(NamedTuple):
    """A word or a sign with its offsets in the article."""

    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        """The word in small letters, without a possessive ending or a final stop."""
        return _POSSESSIVE.sub("", self.text.rstrip(".")).casefold()

    @property
    def possessive(self) -> bool:
        """Whether it ends as "Pell's" does."""
        return _POSSESSIVE.search(self.text) is not None

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def unpossessive(text: str) -> str:
    """Leave out a possessive ending."""
    return _POSSESSIVE.sub("", text)


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Cut `text[start:end]` into words and signs."""
    return [Token(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(text, start, end)]


@dataclass(frozen=True, slots=True)
class Names:
    """What tells a person's name from other capitals. All words in small letters."""

    offices: frozenset[str]
    institutions: frozenset[str]
    given: frozenset[str]
    particles: frozenset[str]
    common: frozenset[str]
    grammar: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]

    @classmethod
    def of(cls, speech: Mapping[str, Any], names: Mapping[str, Any], titles: Mapping[str, Any]) -> Names:
        """Read the tables `speech`, `names` and `titles` of the lexicon."""
        heads = {entry for head, same in titles["heads"].items() for entry in (head, *same) if " " not in entry}
        return cls(
            offices=frozenset(speech["offices"]) | heads,
            institutions=frozenset(speech["institutions"]),
            given=_words(names["given"]["names"]),
            particles=_words(names["given"]["particles"]),
            common=_words(names["words"]["common"]),
            grammar=frozenset((*speech["determiners"], *speech["prepositions"], *speech["joints"], *speech["clauses"])),
            female=frozenset(speech["female"]),
            male=frozenset(speech["male"]),
        )

    def person(self, run: Sequence[Token]) -> tuple[list[Token], list[str]]:
        """Split a run of capitals into a person's name and the words of office beside it; no name gives ([], [])."""
        places = [i for i, token in enumerate(run) if token.folded in self.offices]
        name = list(run[places[-1] + 1 :] if places else run)
        roles = [token.folded for token in run[: len(run) - len(name)]]
        while name and not name[0].capital:
            name.pop(0)
        if places and not name and places[0] >= 2 and run[0].folded in self.given:
            name, roles = list(run[: places[0]]), [token.folded for token in run[places[0] :]]
        elif not places:
            name = self._stripped(name)
        inner = next((i for i, token in enumerate(name) if i > 1 and self._foreign(token)), len(name))
        if inner < len(name) and name[0].folded in self.given:
            name, roles = name[:inner], [*roles, *(token.folded for token in name[inner:])]
        place = bool(name) and name[-1].folded in self.institutions and name[0].folded not in self.given
        fits = 1 <= len(name) <= _LONGEST_NAME and not place
        initial = len(name) > 1 and any(t.folded in self.given or len(t.folded) == 1 for t in name[:2])
        return (name, roles) if fits and (places or initial) else ([], [])

    def headline(self, sentence: Sequence[Token]) -> bool:
        """Tell whether every word but those of grammar has a capital: capitals tell no names there."""
        words = [token for token in sentence[:_HEADLINE] if token.text[0].isalpha()]
        small = [token for token in words if not token.capital]
        return 5 <= len(words) < _HEADLINE and all(token.folded in self.grammar for token in small)

    def _foreign(self, token: Token) -> bool:
        """Tell whether a capitalised word is no part of a name: "Larry Pell Now", "Ned Orr State Department"."""
        return token.folded in self.institutions or token.folded in self.common

    def _stripped(self, name: list[Token]) -> list[Token]:
        """Leave out what stands before a name by chance: "In Osk Ana Pell", "Russian Federation Ana Pell"."""
        while name and name[0].folded in self.common and name[0].folded not in self.given:
            name.pop(0)
        given = next((i for i, token in enumerate(name[:-1]) if token.folded in self.given), 0)
        cut = given and (len(name) > 3 or any(token.folded in self.institutions for token in name[:given]))
        return name[given:] if cut and len(name) - given <= 3 else name


def _words(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for entry in entries for word in re.split(r"[,\s]+", entry) if word)


@dataclass(slots=True)
class People:
    """Everyone named in an article, by surname; names are the fullest form, spelt as it is first."""

    names: Names
    _by_surname: dict[str, list[str]] = field(default_factory=dict)
    _by_given: dict[str, list[str]] = field(default_factory=dict)
    _roles: dict[str, set[str]] = field(default_factory=dict)
    _suspects: dict[str, str] = field(default_factory=dict)
    mentions: list[tuple[int, str]] = field(default_factory=list)

    @classmethod
    def of(cls, names: Names, sentences: Iterable[Sequence[Token]]) -> People:
        """Gather the people named in `sentences`."""
        people = cls(names)
        found = [entry for sentence in sentences if not names.headline(sentence) for entry in people._found(sentence)]
        for name, roles in found:
            if len(name) > 1:
                people._add(people.full([token.text for token in name]), roles)
        for name, roles in found:
            full = people.full([token.text for token in name])
            people.mentions.append((name[0].start, full))
            people._roles.setdefault(full, set()).update(roles)
        return people

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Given names and surnames, in small letters."""
        return frozenset(
            (words[0].casefold(), words[_surname(words)].casefold())
            for full in self._roles
            if len(words := full.split()) > 1
        )

    def known(self, name: str) -> bool:
        """Tell whether `name` is the full form of a person."""
        return name in self._roles

    def roles(self, name: str) -> frozenset[str]:
        """Return the words of the offices that the article gives to `name`."""
        return frozenset(self._roles.get(name, ()))

    def full(self, words: Sequence[str]) -> str:
        """Return the fullest form of a name, as first spelt: "Pell" is "Ana Pell" where the article says so."""
        clean = [unpossessive(word) for word in words]
        surname = clean[_surname(clean)].casefold()
        candidates = self._by_surname.get(surname, [])
        if len(clean) == 1:
            return (candidates or self._by_given.get(surname, []) or clean)[0]
        for candidate in candidates:
            given = candidate.split()[0]
            if given.casefold() == clean[0].casefold() or _same_given(given, clean[0]):
                return candidate
        return " ".join(clean)

    def by_suffix(self, words: Sequence[str]) -> str:
        """Find the person whose name ends the run `words` ("In Osk Pell"), empty when there is none."""
        for length in range(min(len(words), _LONGEST_NAME), 0, -1):
            full = self.full(words[-length:])
            if full in self._roles and (length > 1 or full.split()[-1].casefold() == words[-1].casefold()):
                return full
        return ""

    def spoken(self, words: Sequence[str]) -> str:
        """Return the full name of a suspect who speaks and is called `words`, and know it from now on; else ""."""
        clean = [unpossessive(word) for word in words]
        full = self._suspects.get(clean[-1].casefold(), "")
        if not full or (len(clean) > 1 and " ".join(clean) != full):
            return ""
        if full not in self._roles:
            self._add(full, [])
        return full

    def before(self, offset: int, since: int = 0) -> list[str]:
        """Return those mentioned in `since..offset`, the latest first, at most 200."""
        last = bisect_left(self.mentions, (offset, ""))
        recent = self.mentions[max(0, last - 200) : last]
        return [name for at, name in reversed(recent) if at >= since]

    def gender(self, name: str) -> str:
        """Return "f", "m" or "" as the article's words for the person tell."""
        roles = self._roles.get(name, set())
        if roles & self.names.female:
            return "f"
        return "m" if roles & self.names.male else ""

    def learn(self, name: str, word: str) -> None:
        """Note that `word` ("she", "minister") was said of `name`."""
        if name in self._roles:
            self._roles[name].add(word)

    def _add(self, full: str, roles: Sequence[str]) -> None:
        if full not in self._roles:
            words = full.split()
            self._by_surname.setdefault(words[_surname(words)].casefold(), []).append(full)
            self._by_given.setdefault(words[0].casefold(), []).append(full)
        self._roles.setdefault(full, set()).update(roles)

    def _found(self, sentence: Sequence[Token]) -> Iterable[tuple[list[Token], list[str]]]:
        for first, last in runs(sentence, self.names.particles, self.names.offices):
            run = [token for token in sentence[first:last] if token.text != "."]
            name, roles = self.names.person(run)
            before = sentence[first - 1].folded if first else ""
            spoken = before in self.names.offices and not sentence[first - 1].possessive
            if not name and spoken and len(run) <= _LONGEST_NAME and run[-1].folded not in self.names.institutions:
                name = run
            if not name:
                self._suspect(run)
                continue
            yield name, [*roles, *self._office_before(sentence, first), *self._apposition(sentence, last)]

    def _suspect(self, run: Sequence[Token]) -> None:
        """Keep a run of capitals that may turn out to be a name: "Yalda Mirov" when "Mirov said" follows."""
        words = list(run)
        while words and words[0].folded in self.names.common:
            words.pop(0)
        if 2 <= len(words) <= 3 and not any(t.folded in self.names.institutions | self.names.offices for t in words):
            clean = [unpossessive(token.text) for token in words]
            self._suspects.setdefault(clean[-1].casefold(), " ".join(clean))

    def _office_before(self, sentence: Sequence[Token], first: int) -> list[str]:
        """Return the words of office before a run: "secretary of" before "State Ana Pell"."""
        words: list[str] = []
        for token in reversed(sentence[max(0, first - 8) : first]):
            folded = token.folded
            if not (token.capital or folded in self.names.offices or folded in ("of", "the", "for")):
                break
            words.append(folded)
        return words if any(word in self.names.offices for word in words) else []

    def _apposition(self, sentence: Sequence[Token], after: int) -> list[str]:
        """Return the words of office behind a name: "Ana Pell, the trade minister," or "Ana Pell Minister of Trade"."""
        if after >= len(sentence):
            return []
        start = after + 1 if sentence[after].text == "," else after
        words: list[str] = []
        for token in sentence[start : start + 8]:
            if not token.text[0].isalpha():
                break
            words.append(token.folded)
        office = [i for i, word in enumerate(words[:5]) if word in self.names.offices]
        return words if office and start > after else []


def _surname(words: Sequence[str]) -> int:
    """Return the place of the surname: the last word but "Jr" and the like."""
    junior = len(words) > 1 and words[-1].rstrip(".").casefold() in ("jr", "sr", "ii", "iii", "iv")
    return len(words) - 2 if junior else len(words) - 1


def _same_given(one: str, other: str) -> bool:
    a, b = one.rstrip(".").casefold(), other.rstrip(".").casefold()
    return a[:1] == b[:1] and (1 in (len(a), len(b)) or ratio(a, b) >= _SAME_GIVEN)


def runs(sentence: Sequence[Token], particles: frozenset[str], offices: frozenset[str]) -> Iterable[tuple[int, int]]:
    """Yield first and last (exclusive) of every run of capitalised words; a possessive or a sign ends a run."""
    first = -1
    for i, token in enumerate(sentence):
        inside = token.capital or (
            first >= 0 and token.text in particles and i + 1 < len(sentence) and sentence[i + 1].capital
        )
        dot = first >= 0 and token.text == "." and i + 1 < len(sentence) and sentence[i + 1].capital
        dot = dot and sentence[i - 1].folded in offices
        if inside and first < 0:
            first = i
        elif first >= 0 and not inside and not dot:
            yield first, i
            first = -1
        if first >= 0 and inside and token.possessive:
            yield first, i + 1
            first = -1
    if first >= 0:
        yield first, len(sentence)
