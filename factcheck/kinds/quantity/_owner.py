"""What a number belongs to: the person of an age, the thing measured, or those counted and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck.kinds.quantity._age import Ages
from factcheck.kinds.quantity._amount import Amount
from factcheck.kinds.quantity._nouns import HARMED, Counted, Nouns
from factcheck.kinds.quantity._scope import Scopes
from factcheck.kinds.quantity._tokens import Token, as_written
from factcheck.kinds.quantity._topic import Topics
from factcheck.kinds.quantity._value import Quantity, Role
from factcheck.kinds.quantity._words import Vocabulary

_VICTIMS = frozenset({"other", "more", "death", "fatality", "victim", "casualty", "injury", "arrest", "detention"})
_PERSON_ENDS = ("er", "or", "ist", "ian", "ant", "ee", "man")
_TOLD = ("of", "was", "is", "at", "reached", "totalled", "totaled")


class _Named(NamedTuple):
    """What a number at token `start` counts: the phrase ends before `behind`; its normal form and its words."""

    start: int
    behind: int
    thing: str
    noun: str
    counted: Counted | None


class Owners:
    """Finds what a number counts or measures, and how that is called."""

    def __init__(self, vocabulary: Vocabulary, scopes: Scopes, ages: Ages) -> None:
        self._vocabulary, self._scopes, self._ages = vocabulary, scopes, ages
        self._nouns = Nouns(vocabulary)
        self._topics = Topics(vocabulary, self._nouns)
        self._groups = vocabulary.words("nouns", "of_people")
        self._heads = vocabulary.words("nouns", "head_counts")

    def counted(self, tokens: Sequence[Token], quantity: Quantity, close: int) -> Counted | None:
        """Return the noun phrase that a number counts or is a part of, where one follows at token `close`."""
        if quantity.dimension == "count" and quantity.role in (Role.LEVEL, Role.PART):
            single = quantity.low == quantity.high == 1.0 and quantity.role is Role.LEVEL
            return self._nouns.counted(tokens, close, single)
        if quantity.dimension == "share" and quantity.unit.name == "fraction":
            return self._nouns.shared(tokens, close)
        if quantity.role is Role.MULTIPLE:
            return self._nouns.counted(tokens, close, False)
        return None

    def owned(
        self, tokens: Sequence[Token], amount: Amount, quantity: Quantity, counted: Counted | None, close: int
    ) -> tuple[Quantity, str]:
        """Return the value with what it counts, and the words for what it is about."""
        start, end = amount.start, amount.end
        if quantity.dimension == "age":
            past = self._ages.past(tokens, start, end)
            return replace(quantity, scope="at the time" if past else ""), self._ages.person(tokens, start, end)
        if quantity.dimension.startswith("count") and quantity.role is Role.LEVEL:
            return self._count(tokens, amount, quantity, counted, close)
        if counted:
            return quantity, as_written(tokens, counted.start, counted.end)
        ahead = amount.hyphen or (amount.told and not tokens[end - 1].lower.endswith("s") and quantity.high != 1)
        spent = self._topics.spent_in(tokens, end) if quantity.dimension == "currency" else ""
        return quantity, spent or self._topics.of(tokens, start, end, ahead)

    def _count(
        self, tokens: Sequence[Token], amount: Amount, quantity: Quantity, counted: Counted | None, close: int
    ) -> tuple[Quantity, str]:
        start = amount.start
        named = self._named(tokens, start, counted, close)
        treated = not counted and self._scopes.treated(tokens, named.behind)
        told = None if counted or amount.told else self._nouns.number_of(tokens, start)
        if told is not None:
            noun = as_written(tokens, told.start, told.end)
            named = named._replace(thing=self._vocabulary.noun(tokens[told.head].lower), noun=noun)
        if not counted and (treated or self._bare_people(tokens, start, named.behind)):
            named = named._replace(thing="person", noun="people")
        fallen = None if told is None else self._fallen(tokens, named, told, treated)
        if fallen is not None:
            noun, state = fallen
            return replace(quantity, thing="person", state=state), f"{noun} {state}"
        return self._suffered(tokens, quantity, named, close, treated)

    def _named(self, tokens: Sequence[Token], start: int, counted: Counted | None, close: int) -> _Named:
        if counted is None:
            return _Named(start, close, "", "", None)
        joint = self._nouns.joint(tokens, counted)
        if joint:
            return _Named(start, joint, "person", as_written(tokens, counted.start, joint), counted)
        noun = self._vocabulary.noun(tokens[counted.head].lower)
        return _Named(start, counted.end, noun, as_written(tokens, counted.start, counted.end), counted)

    def _bare_people(self, tokens: Sequence[Token], start: int, behind: int) -> bool:
        """Tell whether a number without a noun counts people: a team of 11, 40 who, 12 aboard, an attendance of 90."""
        who = behind < len(tokens) and tokens[behind].lower == "who"
        before, noun = (tokens[start - 1].lower, tokens[start - 2].lower) if start > 1 else ("", "")
        grouped = (before == "of" and noun in self._groups) or (before in _TOLD and noun in self._heads)
        return who or grouped or self._scopes.aboard(tokens, behind)

    def _fallen(self, tokens: Sequence[Token], named: _Named, told: Counted, treated: bool) -> tuple[str, str] | None:
        """Return who they are and what they suffered in "the number of injured rose to 63", None for other things."""
        if named.thing in HARMED:
            return "people", self._vocabulary.state_of[named.thing]
        states = set() if treated else self._scopes.states(tokens[told.end : named.start])
        return (named.noun, states.pop()) if len(states) == 1 else None

    def _suffered(
        self, tokens: Sequence[Token], quantity: Quantity, named: _Named, close: int, treated: bool
    ) -> tuple[Quantity, str]:
        """Return the count with what became of those counted and whom it takes in."""
        start, behind, thing, noun, counted = named
        state = "injured" if treated else self._state(tokens, named, close)
        scope = self._scopes.scope(tokens, start, behind, counted is not None and counted.part)
        if not scope:
            scope, state = self._scopes.others(tokens, close, behind, state)
        fate = "" if counted or state else self._scopes.fate(tokens, close, start)
        if fate:
            state, scope = fate, ""
        if state and (not thing or thing in _VICTIMS):
            thing = "person"
        own = self._vocabulary.singular(tokens[counted.head].lower) if counted and thing != "person" else ""
        value = replace(quantity, thing=thing, state=state, scope=scope, noun="" if own == thing else own)
        about = self._with_state(noun, state) if state else noun
        return value, about or self._topics.of(tokens, start, behind, False)

    def _with_state(self, noun: str, state: str) -> str:
        kept = [word for word in noun.split() if self._vocabulary.state_of.get(word.lower()) != state]
        return f"{' '.join(kept) or 'people'} {state}"

    def _state(self, tokens: Sequence[Token], named: _Named, close: int) -> str:
        """People are killed and wounded; other things only where the sentence says so of them."""
        start, behind, thing, _, counted = named
        state = self._scopes.state(tokens, start, close, behind)
        if not state or counted is None:
            return state or self._scopes.toll(tokens, start)
        human = (
            (state in ("killed", "injured") and self._vocabulary.state_of.get(tokens[start - 1].lower) == state)
            or (thing.endswith(_PERSON_ENDS) and state != "shot")
            or thing in _VICTIMS
            or thing == "person"
            or thing in self._vocabulary.wider_of
            or tokens[counted.head].text[:1].isupper()
        )
        return state if human or self._scopes.passive(tokens, behind) else ""
