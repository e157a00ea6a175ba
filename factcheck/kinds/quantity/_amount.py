"""One number with its unit: sign, currency, figure, unit, rate, and the parts of "6 feet 2 inches"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.kinds.quantity._measure import INCHES, Measure, Measures
from factcheck.kinds.quantity._numbers import Num, Numbers, Style
from factcheck.kinds.quantity._tokens import HYPHENS, NUMBER, WORD, Token
from factcheck.kinds.quantity._units import Unit, Units
from factcheck.kinds.quantity._value import COUNT
from factcheck.kinds.quantity._words import Vocabulary

_MINUS = ("-", "−", "‑")
_PRONOUN_MARKS = (".", ",", ";", "'s", "’s", "?", "!", ")", ":", "”", '"')
_LASTING = ("last", "lasts", "lasted", "lasting", "take", "takes", "took", "taking", "spent", "waited")
_JOINED = ("length", "duration", "mass", "currency")


class Amount(NamedTuple):
    """Tokens `start` to `end` hold a number and its unit; `told` says that a unit is written."""

    number: Num
    unit: Unit
    start: int
    end: int
    told: bool
    hyphen: bool = False


class Amounts:
    """Reads the amount that begins at a token."""

    def __init__(self, vocabulary: Vocabulary, units: Units, numbers: Numbers, measures: Measures) -> None:
        self._vocabulary = vocabulary
        self._units = units
        self._numbers = numbers
        self._measures = measures
        self._firm = vocabulary.number_words
        self._starts = vocabulary.number_words | {"a", "an", "half", "tens", "minus"}
        self._function = vocabulary.words("function", "words") - vocabulary.words("function", "adjectives")

    def read(self, tokens: Sequence[Token], i: int, mask: bytearray) -> Amount | None:
        """Return the amount that begins at token `i`, or None."""
        token = tokens[i]
        money: Measure | None = None
        at, sign = i, 1.0
        sign_next = i + 1 < len(tokens) and tokens[i + 1].text == "$" and tokens[i + 1].glued  # A$5
        if token.kind != NUMBER and (sign_next or token.lower not in self._starts):
            if token.text in _MINUS:
                if not self._is_sign(tokens, i):
                    return None
                sign, at = -1.0, i + 1
            if at >= len(tokens):
                return None
            if tokens[at].kind != NUMBER:
                money = self._measures.before(tokens, at)
                if money is None:
                    return None
                at = money.end
                if tokens[at].text in _MINUS and at + 1 < len(tokens):
                    sign, at = -1.0, at + 1
        elif token.lower == "minus":
            at, sign = i + 1, -1.0
            at += at < len(tokens) and tokens[at].text in _MINUS
        if at >= len(tokens) or (mask[at] and money is None) or (money is not None and tokens[at].kind != NUMBER):
            return None
        number = self._numbers.read(tokens, at, money is not None) or self._article(tokens, at)
        signed = token.lower == "minus" and number is not None and number.style is Style.WORDS  # fell to minus eight
        if number is None or (sign < 0 and number.style is not Style.DIGITS and not signed):
            return None
        if self._no_quantity(tokens, at, number):
            return None
        number = number._replace(low=sign * number.low, high=sign * number.high)
        return self._priced(tokens, i, number, money) if money else self._measured(tokens, i, number)

    def _article(self, tokens: Sequence[Token], i: int) -> Num | None:
        """Read "an hour" as one hour where it measures: lasted an hour, over a mile, a year and a half."""
        if tokens[i].lower not in ("a", "an") or i + 1 >= len(tokens):
            return None
        unit = self._measures.after(tokens, i + 1, 1.0)
        if unit is None or unit.unit.dimension not in ("duration", "length", "mass") or tokens[i + 1].text in HYPHENS:
            return None
        before = tokens[i - 1].lower if i else ""
        words = [token.lower for token in tokens[max(0, i - 3) : i]]
        measured = before in _LASTING or any(tuple(words[-n:]) in self._vocabulary.before for n in (1, 2, 3))
        half = [token.lower for token in tokens[unit.end : unit.end + 3]] == ["and", "a", "half"]
        return Num(1.0, 1.0, 1.0, i + 1, Style.ARTICLE) if measured or half else None

    def _priced(self, tokens: Sequence[Token], i: int, number: Num, money: Measure) -> Amount:
        after = self._measures.after(tokens, number.end, number.low)
        dollars = after is not None and after.unit.name == "dollar" and money.unit.name.endswith("dollar")
        same = after is not None and (after.unit == money.unit or dollars)
        end = after.end if after is not None and same else number.end
        measure = self._measures.rate(tokens, Measure(money.unit, end))
        return Amount(number, measure.unit, i, measure.end, True)

    def _measured(self, tokens: Sequence[Token], i: int, number: Num) -> Amount:
        at = number.end
        word = tokens[at].lower if at < len(tokens) else ""
        if number.style is Style.FRACTION:
            whole = self._part_of(tokens, at)
            if whole is not None:
                return Amount(number, whole.unit, i, whole.end, True)
            at += word in ("a", "an", "-")
        else:
            at += number.style in (Style.PLURAL, Style.VAGUE) and word == "of"
        scale, skip = self._letter_scale(tokens, at)
        found = self._measures.after(tokens, at + skip, number.high * scale)
        if skip and self._takes_letter(tokens[at + skip], found):
            number = _times(number, scale, at + skip)
        elif skip:
            found = self._measures.after(tokens, at, number.high)
        if found is None and i and tokens[i - 1 - (i > 1 and tokens[i - 1].text in HYPHENS)].lower == "magnitude":
            return Amount(number, self._units.named["magnitude"], i, number.end, True)
        if found is None:
            return Amount(number, COUNT, i, number.end, False)
        if found.scale != 1:
            number = _times(number, found.scale, number.end)
        found = self._measures.rate(tokens, found)
        following = [token.lower for token in tokens[found.end : found.end + 3]]
        if following in (["and", "a", "half"], ["and", "a", "quarter"]) and number.style is not Style.FRACTION:
            part = 0.5 if following[2] == "half" else 0.25
            number = number._replace(low=number.low + part, high=number.high + part, step=part)
            found = found._replace(end=found.end + 3)
        return Amount(number, found.unit, i, found.end, True, tokens[at].text in HYPHENS)

    def _part_of(self, tokens: Sequence[Token], i: int) -> Measure | None:
        """Read the whole in "a quarter of a century"."""
        if [token.lower for token in tokens[i : i + 2]] not in (["of", "a"], ["of", "an"]) or i + 2 >= len(tokens):
            return None
        found = self._measures.after(tokens, i + 2, 1.0)
        return found if found is not None and found.unit.dimension == "duration" else None

    @staticmethod
    def _takes_letter(token: Token, found: Measure | None) -> bool:
        """Tell whether a letter before `token` is a scale: "5m people", "2m barrels", "1.8M dollars", not "4K TV"."""
        if found is None:
            return token.lower == "people"
        return token.text.islower() or found.unit.dimension == "currency"

    def _letter_scale(self, tokens: Sequence[Token], i: int) -> tuple[float, int]:
        """Read the letter of "1.8M dollars", "5m people", "2m barrels"."""
        if i + 1 >= len(tokens) or not tokens[i].glued or tokens[i].text not in ("k", "K", "m", "M", "mn"):
            return 1.0, 0
        if tokens[i + 1].kind != WORD or tokens[i + 1].glued:
            return 1.0, 0
        return self._vocabulary.numbers["letters"][tokens[i].text], 1

    @staticmethod
    def _is_sign(tokens: Sequence[Token], i: int) -> bool:
        if i + 1 >= len(tokens) or not tokens[i + 1].glued:
            return False
        if i and tokens[i - 1].kind == NUMBER:
            return False
        return not tokens[i].glued or (i > 0 and tokens[i - 1].text in ("(", "[", "$"))

    def _no_quantity(self, tokens: Sequence[Token], i: int, number: Num) -> bool:
        """Tell whether the word at `i` is a pronoun, a place in an order or half of a phrase."""
        token = tokens[i]
        word = token.lower
        before = tokens[i - 1].lower if i else ""
        if token.kind == NUMBER:
            return False
        if token.glued and i > 1 and tokens[i - 1].text in HYPHENS and tokens[i - 2].kind == WORD:
            return tokens[i - 2].lower not in ("minus", "plus", "to") or word in ("half", "halves")
        if i and number.end < len(tokens) and tokens[i - 1].lower not in self._function:
            behind = min(number.end + (tokens[number.end].text in HYPHENS), len(tokens) - 1)
            around = (tokens[i - 1], token, tokens[behind])
            if all(item.text[:1].isupper() for item in around):
                return True  # Plan Nine Pictures
        if word in ("half", "quarter", "halves"):
            return before in ("first", "second", "third", "fourth", "other", "latter", "better", "in", "third-", "next")
        if word == "one" and number.end == i + 1:
            return self._pronoun(tokens, i, before)
        return word == "second" or (word in ("thousand", "million", "billion", "hundred") and number.end == i + 1)

    def _pronoun(self, tokens: Sequence[Token], i: int, before: str) -> bool:
        """Tell whether "one" stands for a noun or belongs to an idiom: no one, this one is, one another."""
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if before in self._vocabulary.state_of and after is not None and after.lower in (",", "and"):
            return False  # a shooting that killed one, wounded three
        if after is None or after.lower in _PRONOUN_MARKS or after.kind == NUMBER:
            return True
        if before in self._vocabulary.words("context", "one_before"):
            return True
        if before not in ("the", "this", "that") and self._suffers(tokens, i + 1):
            return False  # one killed, three hurt; one was killed
        if before == "the" and after.lower.endswith("ed"):
            return True  # the one mentioned
        if after.lower in ("or", "to", "in", "out"):
            behind = tokens[i + 2] if i + 2 < len(tokens) else None
            return behind is None or not (
                behind.kind == NUMBER or behind.lower in self._firm or behind.lower in ("more", "of", "every")
            )
        if after.lower in ("of", "per") or after.text in HYPHENS:
            return False
        return after.lower in self._function or after.lower in self._vocabulary.words("context", "one_idioms")

    def _suffers(self, tokens: Sequence[Token], at: int) -> bool:
        at += tokens[at].lower in ("was", "is")
        return at < len(tokens) and tokens[at].lower in self._vocabulary.state_of

    def compound(self, tokens: Sequence[Token], first: Amount, mask: bytearray) -> tuple[Amount, list[Amount]]:
        """Join "6 feet 2 inches", "3 hours and 20 minutes", "4 dollars 25 cents"; also return the parts."""
        if not first.told or first.number.low != first.number.high or first.unit.dimension not in _JOINED:
            return first, []
        total, parts = first, [first]
        for _ in range(6):
            at = parts[-1].end
            while at < len(tokens) and at - parts[-1].end < 2 and tokens[at].lower in (",", "and"):
                at += 1
            height = first.unit.name == "foot" and at + 1 < len(tokens) and tokens[at].text in HYPHENS
            at += height  # 6-foot-1, whose inches are masked as part of a name
            if (
                at >= len(tokens)
                or (mask[at] and not height)
                or not (tokens[at].kind == NUMBER or tokens[at].lower in self._firm)
            ):
                break
            own = bytearray(len(tokens)) if height else mask
            part = self._cents(tokens, parts[-1], self.read(tokens, at, own))
            if part is None or not part.told or not _smaller(part, parts[-1]):
                break
            share = part.unit.factor / first.unit.factor
            value = total.number.low + part.number.low * share
            number = total.number._replace(low=value, high=value, step=part.number.step * share)
            total = total._replace(number=number, end=part.end)
            parts.append(part)
        return (total, parts) if len(parts) > 1 else (first, [])

    def _cents(self, tokens: Sequence[Token], whole: Amount, part: Amount | None) -> Amount | None:
        """Take the 75 of "20 dollars 75." for cents and the 6 of "11 ft 6 in" for inches."""
        if part is None or part.told or part.number.style not in (Style.DIGITS, Style.WORDS):
            return part
        after = tokens[part.end] if part.end < len(tokens) else None
        if whole.unit.name == "foot" and after is not None and after.lower == "in":
            return part._replace(unit=self._units.named["inch"], told=True, end=part.end + 1)
        if whole.unit.name == "foot" and tokens[part.start].glued and tokens[part.start].text in INCHES:
            return part._replace(unit=self._units.named["inch"], told=True)
        closed = after is None or after.text in (".", ",", ")", ";", "!", "?")
        word = tokens[whole.end - 1].kind == WORD
        if (
            whole.unit.dimension == "currency"
            and word
            and closed
            and whole.unit.factor == 1
            and 1 <= part.number.low < 100
        ):
            return part._replace(unit=Unit("cent", "currency", 0.01), told=True)
        return part


def _times(number: Num, scale: float, end: int) -> Num:
    low, high, step = number.low * scale, number.high * scale, number.step * scale
    return number._replace(low=low, high=high, step=step, scale=number.scale * scale, end=end)


def _smaller(part: Amount, whole: Amount) -> bool:
    if part.number.low != part.number.high or part.unit.dimension != whole.unit.dimension:
        return False
    if part.unit.dimension == "currency":
        return part.unit.factor < whole.unit.factor and part.number.low < 100
    return part.unit.factor < whole.unit.factor and part.number.low * part.unit.factor < whole.unit.factor * 1.001
