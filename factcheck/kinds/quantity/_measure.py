"""What a number is measured in: units, currencies before and after it, rates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.kinds.quantity._tokens import HYPHENS, MARK, NUMBER, WORD, Token
from factcheck.kinds.quantity._units import Unit, Units
from factcheck.kinds.quantity._words import Vocabulary

_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}
_OLD = ("old", "olds")
# Codes that are no English word and so may stand in lower case.
_CODES = frozenset({"usd", "eur", "gbp", "jpy", "cny", "rmb", "aud", "cad", "nzd", "hkd", "chf", "inr", "mxn", "btc"})
_AGED = ("day", "week", "month", "year")
# One or two letters apart from the number: these are words or initials far more often than units.
_NOT_APART = frozenset(("in", "ha", "as", "am", "pm", "ms", "mb", "pc", "kn", "nm", "MP", "s", "h", *"ACFKNJBTG"))
_ROOM = "B"  # ward 5B, seat 12B: bytes are told by the thousand
_FEET = ("'", "’", "′")
INCHES = frozenset(f"{zero}{inch}" for inch in range(12) for zero in ("", "0")) - {"010", "011"}
_QUOTED = 60  # tokens: further back no quotation opens
_PERIODS = frozenset({"day", "week", "month", "year", "hour", "minute", "second", "night"})
_THEN = frozenset({"ago", "earlier", "later", "before", "after", "old", "and"})  # "up 5 % a year earlier"
# Nouns that are words for other things unless the sum is large.
_HOMONYMS = frozenset(
    {"won", "real", "mark", "marks", "crown", "crowns", "rand", "ether", "lev", "leu", "dong", "rial"}
)
# What "a" may mean "per" before, besides units: $4 a share.
_PER_NOUNS = frozenset({"share", "head", "person", "piece", "bottle", "dozen", "unit", "pop", "case", "game", "ticket"})


class Measure(NamedTuple):
    """A unit and the token where its words end."""

    unit: Unit
    end: int
    scale: float = 1.0


class Measures:
    """Reads units around a number."""

    def __init__(self, units: Units, vocabulary: Vocabulary) -> None:
        self._units = units
        self._vocabulary = vocabulary
        self._scales: dict[str, float] = vocabulary.numbers["scales"]
        self._money_words = vocabulary.words("context", "money")

    def before(self, tokens: Sequence[Token], i: int) -> Measure | None:
        """Read a currency that begins at token `i` and stands before its number: $, US $, HK$, USD, Y=."""
        first = tokens[i]
        for size in (3, 2, 1):
            group = tokens[i : i + size]
            if len(group) < size or (size > 1 and group[-1].kind == NUMBER):
                continue
            if size == 2 and not group[1].glued and first.text in ("a", "A", "s", "S", "r", "R", "us"):
                continue  # "a $4 billion deal" holds an article, not Australia; "owes us $40" a pronoun
            joined = "".join(token.text for token in group)
            unit = self._units.money.get(joined) or self._units.money.get(joined.upper() if "$" in joined else "")
            if unit is None and size == 1:
                unit = self._units.codes.get(joined) or self._units.codes.get(
                    joined.upper() if first.lower in _CODES else ""
                )
            if unit is not None and i + size < len(tokens):
                return Measure(unit, i + size)
        return None

    def after(self, tokens: Sequence[Token], i: int, value: float) -> Measure | None:
        """Read the unit that begins at token `i`, right behind a number of size `value`."""
        start = i
        closing = ""
        apart = False
        if i < len(tokens) and tokens[i].text in HYPHENS:
            apart = not tokens[i].glued
            i += 1
        elif i + 2 < len(tokens) and tokens[i].text in _CLOSING and tokens[i + 2].text == _CLOSING[tokens[i].text]:
            closing, i = _CLOSING[tokens[i].text], i + 1
        if i >= len(tokens):
            return None
        found = self._spelled(tokens, i)
        if found is None and not apart:
            found = self._old(tokens, i) or self._symbol(tokens, i) or self._currency(tokens, i, value)
        if found is None or (closing and not (found.end < len(tokens) and tokens[found.end].text == closing)):
            return None
        if closing:
            return found._replace(end=found.end + 1)
        if i > start and found.unit.dimension == "currency" and found.end == i + 1 and tokens[i].kind == MARK:
            return None
        return self._age(tokens, found) or found

    def rate(self, tokens: Sequence[Token], measure: Measure) -> Measure:
        """Read "per hour", "a barrel", "/day" behind a unit or a thing counted, also past "of jet fuel"."""
        found = self._rate(tokens, measure, measure.end)
        at = measure.end
        if found is measure and at < len(tokens) and tokens[at].text == "(":
            close = next((end for end in range(at + 1, min(at + 8, len(tokens))) if tokens[end].text == ")"), 0)
            if close and close + 1 < len(tokens) and tokens[close + 1].lower == "per":
                return self._rate(tokens, measure, close + 1)._replace(end=measure.end)
        if (
            found is not measure
            or at >= len(tokens)
            or tokens[at].lower != "of"
            or measure.unit.dimension == "duration"
        ):
            return found
        for end in range(at + 2, min(at + 6, len(tokens) - 1)):
            if tokens[end].lower in ("a", "per", "each") and tokens[end + 1].lower in _PERIODS:
                return self._rate(tokens, measure, end)
            if tokens[end].kind != WORD or tokens[end].lower in ("in", "for", "to", "and"):
                break
        return found

    def _rate(self, tokens: Sequence[Token], measure: Measure, at: int) -> Measure:
        words = [token.lower for token in tokens[at : at + 5]]
        offset = 1 if words[:1] and words[0] in HYPHENS else 0
        if len(words) <= offset + 1 or (offset and words[1] not in ("a", "an", "per")):
            return measure
        link = words[offset]
        begin = at + offset + 1
        if words[offset + 1] in HYPHENS:
            begin += 1
        if begin >= len(tokens) or tokens[begin].kind != WORD:
            return measure
        if link == "per" or (link == "/" and tokens[at].glued):
            return self._per(tokens, measure, begin, named=link == "per")
        when = begin + 1 < len(tokens) and tokens[begin + 1].lower in _THEN
        if (link in ("a", "an") and not when) or (link == "each" and tokens[begin].lower in _PERIODS):
            return self._per(tokens, measure, begin, named=False)
        return measure

    def _per(self, tokens: Sequence[Token], measure: Measure, begin: int, named: bool) -> Measure:
        word = tokens[begin].lower
        bottom = self._spelled(tokens, begin) or (self._symbol(tokens, begin) if tokens[begin].glued or named else None)
        if word == "annum":
            bottom = Measure(self._units.get("year"), begin + 1)
        if bottom is None and (word in _PER_NOUNS or (named and word.isalpha())):
            bottom = Measure(Unit(word, "count"), begin + 1)
        if bottom is None:
            return measure
        name = f"{measure.unit.name} per {bottom.unit.name}"
        known = self._units.named.get(name)
        if known is None:
            known = Unit(
                name, f"{measure.unit.dimension} per {bottom.unit.dimension}", measure.unit.factor / bottom.unit.factor
            )
        return Measure(known, bottom.end)

    def _spelled(self, tokens: Sequence[Token], i: int) -> Measure | None:
        keys: list[str] = []
        best: Measure | None = None
        for at in range(i, min(i + 4, len(tokens))):
            if tokens[at].text == "." and at > i and tokens[at].glued:
                continue  # "sq. ft."
            keys.append(tokens[at].lower)
            unit = self._units.words.get(tuple(keys))
            if unit is not None:
                best = Measure(unit, at + 1)
        if best is None:
            return None
        if best.unit.name == "pound" and self._is_money(tokens, i):
            return Measure(self._units.named["pound sterling"], best.end)
        if best.unit.name == "second" and tokens[i].lower == "second" and not self._is_second(tokens, i):
            return None
        return best

    def _is_second(self, tokens: Sequence[Token], i: int) -> bool:
        return i > 0 and (
            tokens[i - 1].kind == NUMBER
            or tokens[i - 1].text in HYPHENS
            or tokens[i - 1].lower in ("one", "per", "a", "/", "half")
        )

    def _is_money(self, tokens: Sequence[Token], i: int) -> bool:
        around = tokens[max(0, i - 8) : i + 5]
        return any(token.lower in self._money_words or token.text in ("£", "€", "$") for token in around)

    def _symbol(self, tokens: Sequence[Token], i: int) -> Measure | None:
        """Read a symbol of up to four glued tokens, the longest: m2, km/h, kWh."""
        joined, best = "", None
        for at in range(i, min(i + 4, len(tokens))):
            if at > i and not tokens[at].glued:
                break
            joined += tokens[at].text
            unit = self._units.symbols.get(joined)
            if unit is not None:
                best = Measure(unit, at + 1)
        text = "".join(token.text for token in tokens[i : best.end]) if best else ""
        if best is None or text == _ROOM:
            return None
        compound = best.end + 1 < len(tokens) and tokens[best.end].text == "/" and tokens[best.end].glued
        if not tokens[i].glued and not compound and (text in _NOT_APART or (text in "'\"′’”" and text != '"')):
            return None
        if text[-1] in "'\"′’”" and not self._is_mark(tokens, i, text):
            return None
        if best.end < len(tokens) and tokens[best.end].glued:
            following = tokens[best.end]
            if following.kind == WORD and text[-1] in "'\"′’”":
                return None
            # "40871K305" is a name, "5m-wide" a measure, "6'1" a height
            if following.kind == NUMBER and text in _FEET and following.text in INCHES:
                return best
            if following.kind == NUMBER or (following.kind == WORD and tokens[best.end - 1].kind == WORD):
                return None
        return best

    @staticmethod
    def _is_mark(tokens: Sequence[Token], i: int, text: str) -> bool:
        """Tell whether a quotation mark behind digits means feet or inches: it closes no quotation."""
        if not i or tokens[i - 1].kind != NUMBER:
            return False
        opening = {"”": "“", "’": "‘"}.get(text[-1], text[-1])
        before = [token.text for token in tokens[max(0, i - _QUOTED) : i]]
        return (
            before.count(opening) <= before.count(text[-1]) if opening != text[-1] else before.count(opening) % 2 == 0
        )

    def _currency(self, tokens: Sequence[Token], i: int, value: float) -> Measure | None:
        token = tokens[i]
        for size in (2, 1):
            names = self._units.adjectives.get(tuple(item.lower.rstrip(".") for item in tokens[i : i + size]))
            if names and i + size < len(tokens) and tokens[i + size].lower in names:
                return Measure(names[tokens[i + size].lower], i + size + 1)
        plain = self._units.plain.get(token.lower)
        if plain is not None and (token.lower not in _HOMONYMS or value >= 100):
            return Measure(plain, i + 1)
        code = self._units.codes.get(token.text) or self._units.codes.get(
            token.text.upper() if token.lower in _CODES else ""
        )
        if code is not None and not (self._number_next(tokens, i) and tokens[i + 1].glued):
            scale = self._scales.get(tokens[i + 1].lower, 1.0) if i + 1 < len(tokens) else 1.0
            return Measure(code, i + 1 + (scale != 1.0), scale)
        if token.text[:1] == "M" and token.text[1:] in self._units.codes and len(token.text) == 4:
            return Measure(self._units.codes[token.text[1:]], i + 1, 1e6)  # MEUR, as balance sheets write it
        if (
            token.text == "p"
            and token.glued
            and not (i + 1 < len(tokens) and tokens[i + 1].glued and tokens[i + 1].kind != MARK)
        ):
            return Measure(self._units.named["penny"], i + 1)
        if token.kind == MARK and token.text in self._units.money and (token.glued or not self._number_next(tokens, i)):
            return Measure(self._units.money[token.text], i + 1)
        joined = token.text
        for at in range(i + 1, min(i + 3, len(tokens) + 1)):
            if not joined.isascii() and joined in self._units.money:
                return Measure(self._units.money[joined], at)
            joined += tokens[at].text if at < len(tokens) and tokens[at].glued else ""
        return None

    @staticmethod
    def _number_next(tokens: Sequence[Token], i: int) -> bool:
        return i + 1 < len(tokens) and tokens[i + 1].kind == NUMBER

    def _old(self, tokens: Sequence[Token], i: int) -> Measure | None:
        """Read "87 yo", "32 y.o."."""
        return Measure(self._units.named["year of age"], i + 1) if tokens[i].lower in ("yo", "y.o.") else None

    def _age(self, tokens: Sequence[Token], measure: Measure) -> Measure | None:
        """Turn "years old", "-year-old", "years of age" into an age."""
        if measure.unit.name not in _AGED:
            return None
        at = measure.end
        words = [token.lower for token in tokens[at : at + 2]]
        aged = self._units.named[f"{measure.unit.name} of age"]
        if words[:1] and words[0] in _OLD:
            return Measure(aged, at + 1)
        if len(words) == 2 and words[0] in HYPHENS and words[1] in _OLD:
            return Measure(aged, at + 2)
        if words == ["of", "age"]:
            return Measure(aged, at + 2)
        return None
