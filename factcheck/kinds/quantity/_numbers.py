"""Numbers as they are written: digits, words, both mixed, fractions, vague plurals."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from factcheck.kinds.quantity._tokens import HYPHENS, NUMBER, Token, figure
from factcheck.kinds.quantity._words import Vocabulary

_MAX_WORDS = 16  # no number in words is longer; a bound on what one start may read


class Style(StrEnum):
    """How a number is put."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    PLURAL = "plural"
    VAGUE = "vague"
    MULTIPLE = "multiple"
    ARTICLE = "article"


class Num(NamedTuple):
    """A number read from tokens up to `end`; `step` is the size of its last place, `scale` what its scale word adds."""

    low: float
    high: float
    step: float
    end: int
    style: Style
    scale: float = 1.0


class Numbers:
    """Reads a number that begins at a given token."""

    def __init__(self, vocabulary: Vocabulary, decimal: str) -> None:
        tables = vocabulary.numbers
        self._cardinals: dict[str, float] = tables["cardinals"]
        self._scales: dict[str, float] = tables["scales"]
        self._collectives: dict[str, float] = tables["collectives"]
        self._plurals: dict[str, list[float]] = tables["plurals"]
        self._denominators: dict[str, float] = tables["denominators"]
        self._glyphs: dict[str, float] = tables["glyphs"]
        self._multiples: dict[str, float] = tables["multiples"]
        self._letters: dict[str, float] = tables["letters"]
        self._vague = {tuple(words.split()): span for words, span in tables["vague"].items()}
        self._decimal = decimal

    def read(self, tokens: Sequence[Token], i: int, money: bool = False) -> Num | None:
        """Return the number that begins at token `i`, or None. `money` lets letters stand for scales: $5m."""
        token = tokens[i]
        if token.kind == NUMBER:
            return self._digits(tokens, i, money)
        if token.lower in self._glyphs:
            value = self._glyphs[token.lower]
            return self._scaled(tokens, Num(value, value, value, i + 1, Style.FRACTION))
        return (
            self._portion(tokens, i)
            or self._vague_number(tokens, i)
            or self._words(tokens, i)
            or self._plural(tokens, i)
            or self._multiple(tokens, i)
        )

    def _digits(self, tokens: Sequence[Token], i: int, money: bool) -> Num | None:
        known = figure(tokens[i], self._decimal)
        if known is None:
            return None
        value, step = known
        end = i + 1
        fraction, after = self._written_fraction(tokens, end)
        if fraction:
            value, step, end = value + fraction, min(step, fraction), after
        elif self._at(tokens, end, "/", "⁄") and step >= 1 and (tokens[end].glued or tokens[end].text == "⁄"):
            return self._slash(tokens, i, value)
        elif self._at(tokens, end, "×", "x") and self._at(tokens, end + 1, "10") and self._at(tokens, end + 2, "^"):
            return self._power(tokens, value, step, end + 3)
        if end < len(tokens) and tokens[end].glued and tokens[end].text in self._letters and money:
            scale = self._letters[tokens[end].text]
            return Num(value * scale, value * scale, step * scale, end + 1, Style.DIGITS, scale)
        glued_scale = end < len(tokens) and tokens[end].glued and tokens[end].lower in ("bn", "mn", "tn", "trn")
        if glued_scale:
            scale = self._letters[tokens[end].lower]
            return Num(value * scale, value * scale, step * scale, end + 1, Style.DIGITS, scale)
        value, step, end = self._half_or_point(tokens, value, step, end)
        return self._scaled(tokens, Num(value, value, step, end, Style.DIGITS))

    def _written_fraction(self, tokens: Sequence[Token], i: int) -> tuple[float, int]:
        """Read the fraction of a mixed number: 7½, 10 1/2, 7 3/4."""
        if i < len(tokens) and tokens[i].lower in self._glyphs:
            return self._glyphs[tokens[i].lower], i + 1
        if i + 2 < len(tokens) and tokens[i].kind == NUMBER and not tokens[i].glued:
            part = self._slash(tokens, i, 0.0)
            if part is not None and part.style is Style.FRACTION:
                return part.low, part.end
        return 0.0, i

    def _slash(self, tokens: Sequence[Token], i: int, value: float) -> Num | None:
        """Read 1/2; anything else with a slash between digits is a date or a pair, not a number."""
        if i + 2 >= len(tokens) or tokens[i + 1].text not in ("/", "⁄") or tokens[i + 2].kind != NUMBER:
            return self._scaled(tokens, Num(value, value, 1.0, i + 1, Style.DIGITS))
        top, bottom = tokens[i].text, tokens[i + 2].text
        if not (top.isdigit() and bottom.isdigit() and len(top) <= 2 and len(bottom) <= 3):
            return None
        glued = (tokens[i + 1].glued and tokens[i + 2].glued) or tokens[i + 1].text == "⁄"
        if not glued or not 0 < int(top) < int(bottom) or (len(tokens) > i + 3 and tokens[i + 3].text == "/"):
            return None
        share = int(top) / int(bottom)
        return Num(share, share, 1 / int(bottom), i + 3, Style.FRACTION)

    def _power(self, tokens: Sequence[Token], value: float, step: float, i: int) -> Num | None:
        negative = self._at(tokens, i, "-", "−")
        i += negative
        if i >= len(tokens) or tokens[i].kind != NUMBER or len(tokens[i].text) > 2:
            return None
        scale = 10.0 ** (-int(tokens[i].text) if negative else int(tokens[i].text))
        return Num(value * scale, value * scale, step * scale, i + 1, Style.DIGITS, scale)

    def _scaled(self, tokens: Sequence[Token], number: Num) -> Num:
        """Multiply by the scale words that follow: 2.5 million, 20 dozen, 3 hundred thousand, 1.5-million."""
        low, high, step, end, style, total = number
        while end < len(tokens):
            at = end
            if tokens[at].text in HYPHENS and tokens[at].glued:
                at += 1
            scale = self._scale_at(tokens, at)
            if scale is None:
                break
            low, high, step, total, end = low * scale, high * scale, step * scale, total * scale, at + 1
        return Num(low, high, step, end, style, total)

    def _scale_at(self, tokens: Sequence[Token], i: int) -> float | None:
        if i >= len(tokens):
            return None
        word = tokens[i].lower
        if word == "score":  # a noun far more often than twenty
            return None
        found = self._scales.get(word) or self._collectives.get(word)
        if found is None and word.endswith("s") and word[:-1] in ("lakh", "crore"):
            found = self._scales[word[:-1]]
        return found

    def _words(self, tokens: Sequence[Token], i: int) -> Num | None:
        """Read a cardinal in words: twenty-five, a hundred and five, two and a half million, one point five."""
        end, value, step = self._cardinal(tokens, i)
        if end == i:
            if not (tokens[i].lower in ("a", "an") and self._scale_at(tokens, i + 1) is not None):
                return None
            end, value, step = i + 1, 1.0, 1.0
        value, step, end = self._half_or_point(tokens, value, step, end)
        number = self._scaled(tokens, Num(value, value, step, end, Style.WORDS))
        more, rest, last = self._remainder(tokens, number)
        return Num(
            number.low + rest, number.high + rest, last if rest else number.step, more, Style.WORDS, number.scale
        )

    def _remainder(self, tokens: Sequence[Token], number: Num) -> tuple[int, float, float]:
        """Read what follows a scale: five thousand [and] two hundred."""
        at = number.end
        if number.scale < 100 or at >= len(tokens) or at - 1 > len(tokens):
            return at, 0.0, number.step
        if tokens[at].lower == "and" and at + 1 < len(tokens):
            at += 1
        end, value, step = self._cardinal(tokens, at)
        if end == at:
            return number.end, 0.0, number.step
        part = self._scaled(tokens, Num(value, value, step, end, Style.WORDS))
        if part.low >= number.scale:
            return number.end, 0.0, number.step
        return part.end, part.low, part.step

    def _cardinal(self, tokens: Sequence[Token], i: int) -> tuple[int, float, float]:
        """Read a number in words below a thousand; the end equals `i` when there is none."""
        value, step, end, room = 0.0, 1.0, i, 100.0
        at = i
        for _ in range(_MAX_WORDS):
            if at >= len(tokens):
                break
            word = tokens[at].lower
            small = self._cardinals.get(word)
            if small is not None and (small < room or (end == i and small == 0)) and (small or end == i):
                value += small
                room = 10.0 if small >= 20 else 0.0
                step = 10.0 if small >= 20 or small == 10 else 1.0
                at = end = at + 1
            elif word == "hundred" and 0 < value < 100 and end == at:
                value, step, room = value * 100, 100.0, 100.0
                at = end = at + 1
            elif (word == "and" and step == 100 and end == at and end > i) or (
                word in HYPHENS and room == 10 and end == at and tokens[at].glued and end > i
            ):
                at += 1
            else:
                break
        return end, value, step

    def _half_or_point(self, tokens: Sequence[Token], value: float, step: float, end: int) -> tuple[float, float, int]:
        words = [token.lower for token in tokens[end : end + 6]]
        if words[:1] and words[0] in HYPHENS:
            words, length = words[1::2], 6  # two-and-a-half
        else:
            words, length = words[:3], 3
        if words in (["and", "a", "half"], ["and", "a", "quarter"]):
            return value + 1 / self._denominators[words[2]], 0.5, end + length
        if words[:1] == ["point"] and value < 1000:
            at, factor, total = end + 1, 0.1, value
            while at < len(tokens) and factor > 1e-6 and 0 <= self._cardinals.get(tokens[at].lower, 99) < 10:
                total += self._cardinals[tokens[at].lower] * factor
                at, factor = at + 1, factor / 10
            if at > end + 1:
                return total, factor * 10, at
        return value, step, end

    def _portion(self, tokens: Sequence[Token], i: int) -> Num | None:
        """Read a fraction in words: half a million, two-thirds of, a quarter of, one third, half the."""
        top, at = 1.0, i
        if tokens[i].lower != "half":
            end, count, _ = self._cardinal(tokens, i)
            if end > i and count < 100:
                top, at = count, end
            elif tokens[i].lower in ("a", "an"):
                at = i + 1
            elif tokens[i].lower != "quarter" or self._scale_at(tokens, i + 1) is None:
                return None
        hyphen = at < len(tokens) and tokens[at].text in HYPHENS and at > i
        at += hyphen
        if at >= len(tokens) or tokens[at].lower not in self._denominators:
            return None
        word, bottom, end = tokens[at].lower, self._denominators[tokens[at].lower], at + 1
        if top > 1 and not word.endswith(("s", "half")):
            return None
        value = Num(top / bottom, top / bottom, 1 / bottom, end, Style.FRACTION)
        following = [token.lower for token in tokens[end : end + 3]]
        skip = 1 if following[:1] and following[0] in ("a", "an", *HYPHENS) else 0
        if not skip and following[:2] in (["of", "a"], ["of", "an"]):
            skip = 2
        if skip and self._scale_at(tokens, end + skip) is not None:
            return self._scaled(tokens, value._replace(end=end + skip, style=Style.WORDS))
        if not skip and self._scale_at(tokens, end) is not None and word in ("half", "quarter", "quarters"):
            return self._scaled(tokens, value._replace(style=Style.WORDS))
        if word in ("half", "halves") and tokens[i].lower == "half":
            return value if following[:1] else None
        # "a third man" is third in order: a fraction says what it is part of, or has a hyphen or a plural.
        if hyphen or word.endswith("s") or following[:1] == ["of"] or top > 1:
            return value
        return None

    def _vague_number(self, tokens: Sequence[Token], i: int) -> Num | None:
        """Read several, a few, a couple of; with a scale behind: several hundred."""
        for size in (3, 2, 1):
            span = self._vague.get(tuple(token.lower for token in tokens[i : i + size]))
            if span is not None:
                return self._scaled(tokens, Num(span[0], span[1], 1.0, i + size, Style.VAGUE))
        return None

    def _plural(self, tokens: Sequence[Token], i: int) -> Num | None:
        """Read dozens, hundreds of thousands, tens of millions."""
        word = tokens[i].lower
        low, high = self._plurals.get(word, (0, 0)) if word != "tens" else (10, 100)
        if not high or (word == "tens" and not self._at(tokens, i + 1, "of")):
            return None
        end = i + 1
        if self._at(tokens, end, "of") and end + 1 < len(tokens) and tokens[end + 1].lower in self._plurals:
            scale = self._plurals[tokens[end + 1].lower][0]
            if scale >= 1000:
                low, high, end = low * scale, high * scale, end + 2
        elif word == "tens":
            return None
        if word == "scores" and not self._at(tokens, end, "of"):
            return None
        return Num(low, high, low, end, Style.PLURAL)

    def _multiple(self, tokens: Sequence[Token], i: int) -> Num | None:
        value = self._multiples.get(tokens[i].lower)
        return None if value is None else Num(value, value, 1.0, i + 1, Style.MULTIPLE)

    @staticmethod
    def _at(tokens: Sequence[Token], i: int, *texts: str) -> bool:
        return i < len(tokens) and tokens[i].lower in texts
