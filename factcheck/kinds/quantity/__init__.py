"""Quantities: numbers with what they measure or count, found in sentences and compared.

What is read and how it is compared stands in docs/quantities.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.config import Config
from factcheck.kinds.quantity._changed import with_starts
from factcheck.kinds.quantity._compare import Ladder
from factcheck.kinds.quantity._compare_age import full_name, same_person
from factcheck.kinds.quantity._compare_victims import VICTIMS
from factcheck.kinds.quantity._dollars import Dollars, may_be_one
from factcheck.kinds.quantity._grammar import Grammar
from factcheck.kinds.quantity._in_full import FullNames
from factcheck.kinds.quantity._lead import Leads
from factcheck.kinds.quantity._period import Periods
from factcheck.kinds.quantity._question import ask
from factcheck.kinds.quantity._reading import Reading
from factcheck.kinds.quantity._told_alike import ToldAlike
from factcheck.kinds.quantity._units import Unit, bundled_units, read_units
from factcheck.kinds.quantity._value import Change, Quantity, Role
from factcheck.kinds.quantity._victims import Victims
from factcheck.kinds.quantity._words import Vocabulary
from factcheck.model import Alignment, Fact, Outcome, Span, Statement

__all__ = ["Change", "Quantities", "Quantity", "Role", "Unit"]

_HUNDREDTHS = {"cent": "dollar", "penny": "pound sterling"}
_APART = frozenset({Role.PART, Role.OFFSET})  # no quantities to compare
_EARLIER = 4  # sentences before one that say whom its "others" stand beside
_MOVED = frozenset({"evacuated", "displaced", "rescued", "released"})  # told beside things, or elsewhere
_VICTIM_STATES = frozenset({"killed", "injured", "shot"})


class Quantities:
    """The kind "quantity"."""

    name = "quantity"

    def __init__(self, config: Config) -> None:
        self._vocabulary = Vocabulary(config.lexicon)
        self._vocabulary.check()
        touched = any(name in config.lexicon for name in ("units", "quantity_currencies"))
        units = read_units(config.lexicon) if touched else bundled_units()
        self._grammar = Grammar(self._vocabulary, units, config.decimal)
        self._victims = Victims(self._vocabulary, config.decimal)
        self._dollars = Dollars(units)
        self._full_names = FullNames.of(config)
        self._leads = Leads.of(self._vocabulary)
        self._alike = ToldAlike(self._vocabulary)
        self._periods = Periods(self._vocabulary)
        self._ladder = Ladder(self._vocabulary, config.tolerances)

    def find(self, statements: Sequence[Statement]) -> list[Fact]:
        """Return the quantities of one article's statements, in order; spans count in the article's text."""
        texts = [statement.text for statement in statements]
        found: list[Fact] = []
        for n, statement in enumerate(statements):
            readings = self._victims.noted(texts[n], self._grammar.read(texts[n]), texts[max(0, n - _EARLIER) : n])
            found += with_starts(list(self._facts(statement, readings)), self._leads)
        found = self._full_names.joined(self._dollars.settled(found, self._grammar.read), statements)
        return self._victims.joined(found, self._grammar.read)

    def read(self, text: str) -> list[Reading]:
        """Return everything the grammar reads in a sentence, also what is kept apart from facts ("one of the")."""
        return self._grammar.read(text)

    def _facts(self, statement: Statement, readings: Sequence[Reading]) -> Iterator[Fact]:
        offset = statement.span.start
        for reading in readings:
            if reading.quantity.role in _APART:
                continue
            span = Span(offset + reading.start, offset + reading.end)
            for quantity in _ends(reading):
                fact = Fact(statement, self.name, quantity, span, reading.about)
                money = quantity.role is Role.RISE and quantity.dimension == "currency"
                sum_ = money and self._leads.collected(fact)
                yield replace(fact, value=replace(quantity, role=Role.LEVEL)) if sum_ else fact

    def comparable(self, left: Fact, right: Fact) -> bool:
        """Tell whether both measure one dimension, or count the same thing, at the same point of a change."""
        a, b = left.value, right.value
        if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
            return False
        if _measured(a) != _measured(b) and not (may_be_one(a, b) or self._alike.polled(left, right)):
            return False
        if a.role is not b.role and {a.role, b.role} != {Role.RISE, Role.FALL}:
            return self._alike.lost(left, right)
        if a.role is Role.SCORE:
            return a.scope == b.scope
        if a.dimension == "age":
            return a.thing == b.thing and same_person(left.about, right.about)
        if self._periods.exclude(left, right):
            return False
        if not a.dimension.startswith("count"):
            return True
        return self._same_thing(left, right, a, b) and not _other_kind(left.about, right.about)

    def _told_about(self, left: Fact, right: Fact) -> bool:
        """Tell whether a number that counts nothing named is about the other's things."""
        ours, theirs = ({self._vocabulary.noun(word) for word in fact.about.split()} for fact in (left, right))
        return not (ours and theirs) or bool(ours & theirs)

    def _same_thing(self, left: Fact, right: Fact, a: Quantity, b: Quantity) -> bool:
        if a.state != b.state:
            told, other = (a, b) if a.state else (b, a)
            if other.state:
                return False
            victims = other.thing in VICTIMS and told.state in _VICTIM_STATES
            return victims or (told.state in _MOVED and self._one_sort(a.thing, b.thing) and not self._people(a.thing))
        if a.thing == b.thing:
            return True
        if not (a.thing and b.thing):
            return not a.state and (self._told_about(left, right) or self._alike.clauses(left, right))
        return self._one_sort(a.thing, b.thing)

    def _one_sort(self, one: str, other: str) -> bool:
        """Tell whether two nouns may name the same things, or some and all of them."""
        wider = self._vocabulary.wider_of
        part = wider.get(one) == other or wider.get(other) == one
        return one == other or part or self._vocabulary.akin(one, other)

    def _people(self, thing: str) -> bool:
        return thing == "person" or thing in self._vocabulary.wider_of

    def named(self, fact: Fact) -> bool:
        """Tell whether the quantity is the age of somebody named in full."""
        return isinstance(fact.value, Quantity) and fact.value.dimension == "age" and full_name(fact.about)

    def same_subject(self, left: Fact, right: Fact) -> float:
        """Tell whether both count one thing in one state (1), or things akin, or measure in one dimension (0.5)."""
        a, b = left.value, right.value
        if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
            return 0.0
        if a.thing and a.thing == b.thing and a.state == b.state:
            return 1.0
        if a.thing and a.state == b.state and self._vocabulary.akin(a.thing, b.thing):
            return 0.5
        return 0.5 if a.dimension == b.dimension and not a.dimension.startswith("count") else 0.0

    def compare(self, pairs: Sequence[Alignment]) -> list[Outcome]:
        """Judge aligned pairs by the ladder of rules, one outcome each."""
        return [self._ladder.compare(pair.left, pair.right) for pair in pairs]

    def question(self, fact: Fact) -> str:
        """Phrase what the quantity answers: "How long did the talks last?", "How many people were killed?"."""
        return ask(fact, self._vocabulary)


def _ends(reading: Reading) -> tuple[Quantity, ...]:
    """Split "fell from 7 to 5" into where it started and where it ended."""
    quantity = reading.quantity
    if not reading.spread or len(quantity.figures) != 2:
        return (quantity,)
    first, last = quantity.figures
    start = replace(quantity, low=first, high=first, figures=(first,), role=Role.START)
    end = replace(quantity, low=last, high=last, figures=(last,))
    return start, end


def _measured(value: Quantity) -> str:
    if value.dimension == "currency":
        return _HUNDREDTHS.get(value.unit.name, value.unit.name)
    if value.dimension.startswith("currency per "):
        return value.unit.name
    return value.dimension


def _other_kind(left: str, right: str) -> bool:
    """Russian soldiers are not Ukrainian soldiers: names before the noun tell groups apart."""
    ours, theirs = ({word for word in about.split()[:-1] if word[:1].isupper()} for about in (left, right))
    return bool(ours) and bool(theirs) and not ours & theirs
