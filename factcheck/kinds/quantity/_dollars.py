"""Which dollar a bare "$" is: the other sums of its article tell, or leave it open."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factcheck.kinds.quantity._pair import Pair, undecided
from factcheck.kinds.quantity._reading import Reading
from factcheck.kinds.quantity._units import DOLLAR, Units
from factcheck.kinds.quantity._value import Quantity
from factcheck.model import Fact, Outcome

_BARE = ""
_CONVERTED = re.compile(r"\s*(?:[(\[=]|,?\s*or)\s*")  # A$10,000 ($6,500); A$10,000, or about $6,500; $1 = A$1.54


@dataclass(frozen=True, slots=True)
class Dollars:
    """Reads which dollars an article tells of by name, and so which one it leaves bare."""

    units: Units

    def settled(self, facts: Sequence[Fact], read: Callable[[str], list[Reading]]) -> list[Fact]:
        """Return the facts of one article, its bare dollars in the currency that it means by them.

        A dollar converted beside another is not that other: one beside an Australian is the American. Else an article
        that names one foreign dollar only means that one. Any other article leaves its bare dollars open.
        """
        sums = {n: fact for n, fact in enumerate(facts) if isinstance(fact.value, Quantity) and _dollar(fact.value)}
        if not sums:
            return list(facts)
        names = dict(zip(sums, self._names([(f.surface, f.value) for f in sums.values()]), strict=True))
        beside = _converted(sums, names)
        named = {*names.values(), *self._named(facts[0], read)} - {_BARE}
        foreign = named - {DOLLAR}
        meant = _BARE
        if beside and DOLLAR not in beside:
            meant = DOLLAR
        elif len(named) == len(foreign) == 1:
            meant = next(iter(foreign))
        elsewhere = bool(foreign) or DOLLAR in beside
        settled = list(facts)
        for n, fact in sums.items():
            settled[n] = _told(fact, names[n] or meant, elsewhere)
        return settled

    def _names(self, sums: Sequence[tuple[str, object]]) -> list[str]:
        """Return the dollar that each sum names, empty for a bare one; one without any mark is in that before it."""
        names: list[str] = []
        for words, value in sums:
            own = _dollar(value) if isinstance(value, Quantity) else _BARE
            if own == DOLLAR and not self.units.american_dollar(words):
                marked = "$" in words or DOLLAR in words.lower()
                own = _BARE if marked or not names else names[-1]
            names.append(own)
        return names

    def _named(self, fact: Fact, read: Callable[[str], list[Reading]]) -> set[str]:
        """Return the dollars that the headline of a fact's article names, or its text: "all in Canadian dollars"."""
        article = fact.statement.article
        sums = [(article.title[r.start : r.end], r.quantity) for r in read(article.title) if _dollar(r.quantity)]
        return {*self._names(sums), *self.units.dollars_in(article.text)}


def may_be_one(a: Quantity, b: Quantity) -> bool:
    """Tell whether two sums in dollars may be in one currency, though only one says which."""
    return (a.beside.unsaid or b.beside.unsaid) and bool(_dollar(a) and _dollar(b)) and _per(a) == _per(b)


def judged(pair: Pair) -> Outcome | None:
    """Leave open whether two sums differ of which only one says its dollar, and not all dollars told are American."""
    if pair.a.beside.unsaid == pair.b.beside.unsaid:
        return None
    bare, told = (pair.a, pair.b) if pair.a.beside.unsaid else (pair.b, pair.a)
    elsewhere = bare.beside.elsewhere or told.beside.elsewhere
    if not (_dollar(told) and elsewhere):
        return None
    return undecided(
        "quantity.dollars",
        f"{pair.words} differ, but nothing says which country's dollars {bare} is in, and not all here are American.",
        "contradiction if both are in one currency",
        0.8,
    )


def _dollar(value: Quantity) -> str:
    """Return the dollar that a sum or a price is in, "dollar" for the American and a bare one; empty for no dollar."""
    name = value.unit.name.partition(" per ")[0]
    return name if name.rpartition(" ")[2] == DOLLAR else ""


def _per(value: Quantity) -> str:
    return value.unit.name.partition(" per ")[2]


def _converted(sums: dict[int, Fact], names: dict[int, str]) -> set[str]:
    """Return the named dollars that stand beside a bare one as the same sum in another currency."""
    found = set()
    for (n, one), (m, other) in pairwise(sums.items()):
        gap = one.statement.article.text[one.span.end : other.span.start]
        bare = (names[n] == _BARE) != (names[m] == _BARE)
        if bare and _CONVERTED.fullmatch(gap) and one.value != other.value:
            found.add(names[n] or names[m])
    return found


def _told(fact: Fact, name: str, elsewhere: bool) -> Fact:
    """Return a sum in the dollar of that name, none meaning that its article does not tell."""
    value = fact.value
    if not isinstance(value, Quantity):
        raise TypeError(f"not a quantity: {value!r}")
    unit = value.unit._replace(name=(name or DOLLAR) + value.unit.name.removeprefix(_dollar(value)))
    beside = replace(value.beside, unsaid=name == _BARE, elsewhere=elsewhere)
    return replace(fact, value=replace(value, unit=unit, beside=beside))
