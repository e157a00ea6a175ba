"""What a sentence tells beside a number: its dead and its hurt added up, its other ages, and who of them has died."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from factcheck.kinds.quantity._age import Ages
from factcheck.kinds.quantity._reach import Reach
from factcheck.kinds.quantity._reading import Reading
from factcheck.kinds.quantity._scope import Scopes
from factcheck.kinds.quantity._tokens import NUMBER, WORD, Token, tokenize
from factcheck.kinds.quantity._value import Beside, Quantity, Role
from factcheck.kinds.quantity._words import Vocabulary
from factcheck.model import Fact

_HURT = ("injured", "shot")
_FATES = ("killed", *_HURT)
_PERSON_ENDS = ("er", "or", "ist", "ian")
_SAID_OF = frozenset({"dead", "died", "dies", "slain", "fatally"})  # of somebody before, never of somebody behind
_DONE_TO = frozenset({"killed", "murdered", "injured", "wounded", "hurt", "hospitalized", "hospitalised", "executed"})
_DOING = frozenset({"killed", "kills", "kill", "murdered", "wounded", "wounds", "injured", "injures"})
_DEEDS = frozenset({"death", "slaying", "killing", "murder"})
_PASSIVE = ("was", "is", "been", "being", "were", "are", "be")
_AUXILIARY = ("was", "is", "has", "been", "also", "being", "who", "later")
_HARMED = ("shot", "stabbed", "beaten", "struck", "hit")
_LINKS = frozenset({*_AUXILIARY, *_HARMED, "found", "pronounced", "declared", "left"})
_BETWEEN = frozenset({",", ")", "of", "were", "are", "and", "-", "year", "old"})
_REACH = 7  # words between a person and what happened to them
_AGED_AWAY = 14


class Victims:
    """Reads what stands beside the numbers of one sentence."""

    def __init__(self, vocabulary: Vocabulary, decimal: str) -> None:
        self._vocabulary = vocabulary
        self._scopes, self._ages = Scopes(vocabulary), Ages(vocabulary)
        self._reach = Reach(vocabulary)
        self._accused = vocabulary.words("scope", "accused")
        self._months = vocabulary.words("context", "months")
        self._decimal = decimal

    def noted(self, text: str, readings: Sequence[Reading], earlier: Sequence[str]) -> list[Reading]:
        """Return the readings of the sentence `text` with what stands beside them; `earlier` came right before it."""
        if not any(r.quantity.dimension == "age" or r.quantity.state in _FATES for r in readings):
            return list(readings)
        tokens = tokenize(text, self._decimal)
        if any(r.quantity.scope == "others" for r in readings) and self._beside_the_dead(tokens, earlier):
            readings = [_all_of(reading) for reading in readings]
        killed, injured = self._tally(tokens, readings)
        shot = _sole([r for r in readings if _counted(r.quantity) and r.quantity.state == "shot"], 0) or None
        ages = tuple(sorted({r.quantity.low for r in readings if r.quantity.unit.name == "year of age"}))
        noted = []
        for reading in readings:
            beside = Beside(killed, injured, shot=shot)
            if reading.quantity.dimension == "count":
                at, end = _token_at(tokens, reading.start), _token_at(tokens, reading.end)
                some, period = self._reach.limits(tokens, at, end, reading.quantity.state == "killed")
                beside = replace(beside, some=some and reading.quantity.state in _FATES, period=period)
            if reading.quantity.dimension == "age":
                beside = Beside(ages=ages, dead=self._died(tokens, reading), held=self._held(tokens, reading))
            noted.append(replace(reading, quantity=replace(reading.quantity, beside=beside)))
        return noted

    def joined(self, facts: Sequence[Fact], read: Callable[[str], list[Reading]]) -> list[Fact]:
        """Return the facts of one article with what its other sentences tell: its headline's victims, who has died."""
        people = _people(facts)
        dead = {people.get(f.about) for f in facts if isinstance(f.value, Quantity) and f.value.beside.dead} - {None}
        headline = self._headline(facts, read)
        joined = []
        for fact in facts:
            value = fact.value
            if isinstance(value, Quantity) and value.dimension == "age" and people.get(fact.about) in dead:
                fact = replace(fact, value=replace(value, beside=replace(value.beside, dead=True)))
            elif isinstance(value, Quantity) and headline and value.dimension == "count":
                fact = replace(fact, value=replace(value, beside=replace(value.beside, headline=headline)))
            joined.append(fact)
        return joined

    def _headline(self, facts: Sequence[Fact], read: Callable[[str], list[Reading]]) -> tuple[float, float] | None:
        """Return the dead and the hurt that the headline of the facts' article counts."""
        title = facts[0].statement.article.title if facts else ""
        told = [r.quantity.beside.victims for r in self.noted(title, read(title), ())] if title else []
        return next((victims for victims in told if victims), None)

    def _beside_the_dead(self, tokens: Sequence[Token], earlier: Sequence[str]) -> bool:
        """Tell whether "two others were hurt" counts all the hurt: the sentence before tells of the dead alone."""
        mentions = (self._scopes.states(tokenize(text, self._decimal)) for text in reversed(earlier))
        near = next((found for found in mentions if found & {"killed", "injured"}), set())
        if "killed" not in near or "injured" in near:
            return False
        states = (self._vocabulary.state_of.get(token.lower) for token in tokens)
        return not any(state in _HURT and self._single_before(tokens, at) for at, state in enumerate(states))

    def _tally(self, tokens: Sequence[Token], readings: Sequence[Reading]) -> tuple[float | None, float | None]:
        """Return how many the sentence counts as dead and as hurt, None for what it does not tell exactly."""
        told = [r for r in readings if _counted(r.quantity)]
        dead = [r for r in told if r.quantity.state == "killed"]
        hurt = [r for r in told if r.quantity.state == "injured"]
        ones = [at for at, token in enumerate(tokens) if self._one(tokens, at, token)]
        single = [at for at in ones if self._vocabulary.state_of.get(tokens[at].lower, "killed") == "killed"]
        if not hurt:  # "killed a man and shot three others", not "three shot, one fatally"
            deaths = [r.start for r in dead] + [tokens[at].start for at in single]
            hurt = [r for r in told if r.quantity.state == "shot" and r.start > min(deaths, default=r.start)]
        if any(self._goes_on(tokens, reading) for reading in (*dead, *hurt)):
            return None, None
        return _sole(dead, len(single)), _sole(hurt, len(ones) - len(single))

    def _goes_on(self, tokens: Sequence[Token], reading: Reading) -> bool:
        """Tell whether a count is one part of a row: "four women and a man"."""
        at = _token_at(tokens, reading.end)
        words = [token.lower for token in tokens[at : at + 5]]
        for n, word in enumerate(words[:-2]):
            if word == "and" and words[n + 1] in ("a", "an"):
                return self._ages.person_noun(words[n + 2])
        return False

    def _one(self, tokens: Sequence[Token], at: int, token: Token) -> bool:
        """Tell whether token `at` says that one person died or was hurt: "a man was killed", "killed a man"."""
        word = token.lower
        if word == "fatally":
            shot = _lower(tokens, at + 1) in ("shot", "stabbed", "wounded", "shooting", "stabbing")
            return self._single_before(tokens, at) or (shot and self._single_behind(tokens, at + 2))
        if word in _SAID_OF:
            return self._single_before(tokens, at)
        if word in _DEEDS:
            return _lower(tokens, at + 1) == "of" and self._single_behind(tokens, at + 2)
        if word not in _DONE_TO and word not in _DOING:
            return False
        if _lower(tokens, at - 1) == "fatally":
            return False  # told by "fatally"
        passive = any(before.lower in _PASSIVE for before in tokens[max(0, at - 3) : at])
        if not passive and self._single_behind(tokens, at + 1):
            return word in _DOING
        return (
            word in _DONE_TO and (passive or not self._many_behind(tokens, at + 1)) and self._single_before(tokens, at)
        )

    def _many_behind(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether those to whom it was done follow: "the gunman killed two", "killed at least three people"."""
        words = tokens[at : at + 4]
        end = next((n for n, token in enumerate(words) if token.text == ","), len(words))
        return any(self._number(token) for token in words[:end])

    def _number(self, token: Token) -> bool:
        return token.kind == NUMBER or token.lower in self._vocabulary.number_words

    def _single_before(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether the subject of the state at token `at` is one person: "Ann Lee, 22, was shot and killed"."""
        at, first = at - 1, at - 1
        while at >= 0 and first - at < _REACH and (self._links(tokens, at) or tokens[at].lower.endswith("ly")):
            at -= 1
        if at >= 3 and tokens[at].text == "," and tokens[at - 1].kind == NUMBER and tokens[at - 2].text == ",":
            at -= 3
        if at < 0 or not self._person(tokens[at], at or first):
            return False
        for before in reversed(tokens[max(0, at - 5) : at]):
            if self._number(before) or before.lower == "and":
                return False
            if before.kind != WORD or before.lower in ("a", "an", "the"):
                break
        return True

    @staticmethod
    def _links(tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a word stands between a person and what happened to them: was, was shot and."""
        word = tokens[at].lower
        return word in _LINKS or (word == "and" and _lower(tokens, at - 1) in _HARMED)

    def _single_behind(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether one person is named at token `at`: "a local teacher", "20-year-old Ann Lee", "Ann Lee"."""
        if at >= len(tokens):
            return False
        if tokens[at].kind == NUMBER:
            aged = [token.lower for token in tokens[at + 1 : at + 5]]
            return aged[:1] == ["-"] and aged[1:4] == ["year", "-", "old"]
        if tokens[at].lower not in ("a", "an", "his", "her", "their"):
            return self._person(tokens[at], at) and tokens[at].text[:1].isupper()
        for token in tokens[at + 1 : at + 6]:
            if token.text != "-" and token.kind != NUMBER and (token.kind != WORD or token.lower == "of"):
                return False
            if self._person(token, 0):
                return True
        return False

    def _person(self, token: Token, at: int) -> bool:
        """Tell whether a word stands for one person; a capital tells nothing at the start of a sentence."""
        if self._ages.person_noun(token.lower):
            return not self._vocabulary.plural(token.lower) and token.lower not in ("who", "they", "those", "people")
        if token.kind == WORD and token.text[:1].isupper() and at:
            named = self._ages.capital(token) and token.lower not in self._months
            return named and token.lower not in self._vocabulary.state_of and not self._number(token)
        return token.text.islower() and len(token.text) > 4 and token.text.endswith(_PERSON_ENDS)

    def _held(self, tokens: Sequence[Token], reading: Reading) -> bool:
        """Tell whether the person whose age is read is accused: "19, charged with", "a 19-year-old has been held"."""
        for token in tokens[_token_at(tokens, reading.end) :][:_REACH]:
            if token.lower in self._accused:
                return True
            if token.text in (".", ";") or token.kind == NUMBER:
                return False
        return False

    def _died(self, tokens: Sequence[Token], reading: Reading) -> bool:
        """Tell whether the person whose age is read has died: "the death of 19-year-old Ann", "Ann, 22, was killed"."""
        begin, end = _token_at(tokens, reading.start), _token_at(tokens, reading.end)
        return self._died_before(tokens, begin) or self._dies_behind(tokens, end)

    def _died_before(self, tokens: Sequence[Token], begin: int) -> bool:
        at = begin - 1
        while at >= 0 and begin - at < _REACH and self._names(tokens[at]):
            at -= 1
        if at < 0:
            return False
        if tokens[at].lower == "of" and at:
            return tokens[at - 1].lower in _DEEDS or _lower(tokens, at - 2) in ("fatal", "deadly")
        passive = any(token.lower in _PASSIVE for token in tokens[max(0, at - 3) : at])
        fatal = tokens[at].lower in ("shot", "stabbed") and _lower(tokens, at - 1) == "fatally"
        return not passive and (tokens[at].lower in ("killed", "murdered", "killing", "murdering") or fatal)

    def _names(self, token: Token) -> bool:
        return (
            token.lower in ("a", "an", "the", ",", "(")
            or self._ages.capital(token)
            or self._ages.person_noun(token.lower)
        )

    def _dies_behind(self, tokens: Sequence[Token], end: int) -> bool:
        """Read what is said right behind the age, past a name, a place and others with their ages."""
        passive = False
        for at in range(end, min(end + _AGED_AWAY, len(tokens))):
            token, word = tokens[at], tokens[at].lower
            if word in ("dead", "died", "dies", "slain") or (word == "fatally" and passive):
                return True
            if word in ("killed", "murdered"):
                behind = _lower(tokens, at + 1)
                return passive or behind in ("", ".", ";", ",", "in", "by", "when", "at", "on", "after", "during")
            passive = passive or (word in _PASSIVE or word in _HARMED)
            passing = self._links(tokens, at) or word.endswith("ly")
            if not passive:
                passing = passing or word in _BETWEEN or token.kind == NUMBER or self._names(token)
            if not passing:
                return False
        return False


def _token_at(tokens: Sequence[Token], offset: int) -> int:
    return bisect_left(tokens, offset, key=lambda token: token.start)


def _all_of(reading: Reading) -> Reading:
    value = reading.quantity
    apart = value.scope == "others" and value.state in _HURT
    return replace(reading, quantity=replace(value, scope="")) if apart else reading


def _counted(value: Quantity) -> bool:
    return value.dimension == "count" and value.role is Role.LEVEL and value.state in _FATES and value.scope != "part"


def _sole(counts: Sequence[Reading], ones: int) -> float | None:
    """Return the one count that is told, or the one person; several may be one group told twice."""
    if len(counts) + ones != 1:
        return None
    if not counts:
        return 1.0
    value = counts[0].quantity
    return value.low if value.exact else None


def _people(facts: Sequence[Fact]) -> dict[str, str]:
    """Return who is meant by each name beside an age: a last name stands for the one person who bears it."""
    names = {f.about for f in facts if f.about[:1].isupper() and isinstance(f.value, Quantity)}
    bearers: dict[str, set[str]] = {}
    for name in names:
        if " " in name:
            bearers.setdefault(name.split()[-1], set()).add(name)
    return {name: next(iter(bearers[name])) if len(bearers.get(name, ())) == 1 else name for name in names}


def _lower(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""
