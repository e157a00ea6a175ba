"""Offices: taken out of a row of items beside a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck.kinds.name._items import (
    BODY,
    CAPITAL,
    DOMAIN,
    HEAD,
    PLACE,
    RANK,
    STATUS,
    UNIT,
    Item,
)

_BEFORE = r"[SaRDLOCHU]{0,8}?"
_TAIL = r"(?:ft?[aDLOCU]{1,6}(?:n[DLOCU]{1,4})?(?:ft?[DLOCU]{1,4})?)?"
_OFFICE = rf"t?{_BEFORE}H{_TAIL}"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # Deputy Foreign Minister Ann Lee; president and chief executive Ann Lee
        rf"(?P<one>{_OFFICE})(?:n(?P<two>{_OFFICE}))?(?P<person>P)",
        # the deputy foreign minister, Ann Lee, said
        rf"(?P<one>[tLOU]{_BEFORE}H{_TAIL})c(?P<person>P)(?=[c|]|$)",
        # the captain, identified as Ann Lee
        rf"(?P<one>t{_BEFORE}H{_TAIL})(?:c|b)?i(?P<person>P)",
        # Ann Lee, the deputy foreign minister; Ann Lee, 47, mayor; Ann Lee, who is mayor; Ann Lee is the mayor
        rf"(?P<person>P)(?:cg)?(?:c|c?w|b(?=t))(?P<one>{_OFFICE})(?:n(?P<two>{_OFFICE}))?(?![P]|cP)",
        # Ann Lee Deputy Foreign Minister, as the tail of a quotation names the speaker
        rf"(?P<person>P)(?P<one>{_BEFORE}H{_TAIL})(?=[|c]|$)",
    )
)
_LAST = len(_PATTERNS) - 1
_PREPOSITIONS = frozenset({"in", "near", "from", "across", "throughout", "outside", "around", "against"})
_SEEKING = frozenset({"candidate", "candidates", "nominee", "running", "run", "ran", "bid", "race", "campaign", "pick"})
_HONOURS = frozenset({"ayatollah", "prince", "princess", "general", "colonel", "professor", "rabbi", "imam"})


@dataclass(frozen=True, slots=True)
class Office:
    """An office taken apart: 'former first deputy minister for foreign affairs of Russia'.

    `rank` says how far below the plain office ("deputy"), `domain` what it is in charge of ("foreign"),
    `institutions` whose it is (canonical places and organisations), `status` former, acting, coming or empty. `unit`
    is the level or body that a common noun names ("station" of a station manager); `fields` are all that it is in
    charge of, `domain` the first of them.
    """

    head: str
    rank: str = ""
    domain: str = ""
    institutions: tuple[str, ...] = ()
    status: str = ""
    unit: str = ""
    fields: frozenset[str] = frozenset()

    @property
    def canonical(self) -> str:
        """The parts in fixed order."""
        of = "; ".join(sorted(self.institutions)).casefold()
        return " ".join(
            part for part in (self.status, self.rank, self.domain, self.unit, self.head, of and f"of {of}") if part
        )

    def __str__(self) -> str:
        words = [self.status if self.status != "coming" else "incoming", self.rank]
        if self.domain == "state":
            words += [self.unit, self.head, "of state"]
        else:
            words += [self.domain, self.unit, self.head]
        of = f" of {', '.join(map(_with_article, self.institutions))}" if self.institutions else ""
        return " ".join(word for word in words if word) + of


@dataclass(frozen=True, slots=True)
class Held:
    """A person's key, the office, the office's words in the statement, and those with the person's."""

    person: str
    office: Office
    start: int
    end: int
    whole: tuple[int, int]


def _with_article(institution: str) -> str:
    first, _, rest = institution.partition(" ")
    spoken = first in ("United", "US", "UK", "UN", "Netherlands", "Philippines") and institution != "US"
    last = rest.rsplit(" ", 1)[-1]
    return f"the {institution}" if spoken or last in ("Ministry", "Department", "Republic", "Union") else institution


def held(row: Sequence[Item]) -> Iterator[Held]:
    """Yield who holds which office by a row of items; every office is given to one person only."""
    row = list(_fields(row))
    letters = "".join(item.letter for item in row)
    used: set[int] = set()
    for number, pattern in enumerate(_PATTERNS):
        at = 0
        while match := pattern.search(letters, at):
            at = max(match.end() - 1, match.start() + 1)
            person = row[match.start("person")]
            for group in ("one", "two"):
                first, last = match.span(group) if match.groupdict().get(group) else (0, 0)
                pieces = _trimmed(row[first:last], row[first - 1] if first else None)
                if not pieces or used & set(range(first, last)) or _sought(row, first):
                    continue
                if number == _LAST and not pieces[0].capital:
                    continue
                used |= set(range(first, last))
                start, end = pieces[0].start, pieces[-1].end
                whole = min(start, person.start), max(end, person.end)
                yield Held(person.value, _office(pieces), start, end, whole)


def _fields(row: Sequence[Item]) -> Iterator[Item]:
    """Read 'justice' as a field where an office word follows or 'of' stands before it."""
    for i, item in enumerate(row):
        field = item.letter == HEAD and item.value == "justice"
        before, after = row[i - 1].letter if i else "", row[i + 1].letter if i + 1 < len(row) else ""
        yield replace(item, letter=DOMAIN) if field and (before == "f" or after == HEAD) else item


def _sought(row: Sequence[Item], first: int) -> bool:
    """Tell whether the office is only run for: 'candidate for governor Ann Lee'."""
    return first > 1 and row[first - 1].value == "for" and row[first - 2].value.casefold() in _SEEKING


def _trimmed(pieces: Sequence[Item], before: Item | None) -> Sequence[Item]:
    """Leave out the article, and the place that a preposition claims: 'in Ostia General Lee'."""
    start = 0
    if pieces and pieces[0].letter == PLACE and before is not None and before.value.casefold() in _PREPOSITIONS:
        start = 1
    while start < len(pieces) and pieces[start].letter in ("t", CAPITAL):
        start += 1
    return pieces[start:]


def _office(pieces: Sequence[Item]) -> Office:
    heads = [i for i, piece in enumerate(pieces) if piece.letter == HEAD]
    # The words before 'of' end in the office; a head word before that is a modifier ("police chief inspector").
    of = next((i for i, piece in enumerate(pieces) if piece.letter == "f"), len(pieces))
    before_of = [i for i in heads if i < of] or heads[:1]
    main = before_of[-1]
    if len(before_of) > 1 and pieces[main].value in _HONOURS:
        main = before_of[-2]
    rank = " ".join(piece.value for piece in pieces[:main] if piece.letter == RANK)
    head = pieces[main].value
    first, _, rest = head.partition(" ")
    if first in ("under", "vice", "first") and rest in ("secretary", "minister", "chair", "chancellor"):
        rank, head = f"{rank} {first}".strip(), rest
    domains = [piece.value for piece in pieces if piece.letter == DOMAIN]
    status = next((piece.value for piece in pieces[:main] if piece.letter == STATUS), "")
    if rank.split(" ")[-1:] == ["under"] and not head.startswith("secretary"):
        # 'Under General Lee' is a preposition.
        rank = rank.removesuffix("under").strip()
    bodies = [piece.value for piece in pieces if piece.letter in (PLACE, BODY)]
    return Office(
        head,
        rank,
        next(iter(domains), ""),
        tuple(dict.fromkeys(bodies)),
        "" if status == "current" else status,
        " ".join(dict.fromkeys(piece.value for piece in pieces if piece.letter == UNIT)),
        frozenset(domains),
    )
