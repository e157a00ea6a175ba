"""Two numbers that make one value: ranges, scores, ratios."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.kinds.quantity._amount import Amount, Amounts
from factcheck.kinds.quantity._hedge import Hedges
from factcheck.kinds.quantity._numbers import Style
from factcheck.kinds.quantity._tokens import Token
from factcheck.kinds.quantity._units import DOLLAR, Unit, Units
from factcheck.kinds.quantity._value import Quantity, Role
from factcheck.kinds.quantity._words import Vocabulary

_DASHES = ("-", "‐", "‑", "–", "—", "−")
_SINGLE = (Style.PLURAL, Style.VAGUE, Style.MULTIPLE)
_ROUND_GROUPS = (4, 5, 10, 20, 100)


class Ranges:
    """Reads a second amount behind a first."""

    def __init__(self, vocabulary: Vocabulary, units: Units, amounts: Amounts, hedges: Hedges) -> None:
        self._score_words = vocabulary.words("context", "score")
        self._fraction = units.named["fraction"]
        self._amounts = amounts
        self._hedges = hedges

    def second(self, tokens: Sequence[Token], first: Amount, mask: bytearray) -> Amount | None:
        """Return the second amount of the range that `first` opens, or None."""
        at = first.end
        if at + 1 >= len(tokens) or first.number.style in _SINGLE:
            return None
        link = tokens[at]
        word = link.lower
        dash = link.text in _DASHES and (tokens[at + 1].glued or not link.glued)
        spelled = dash and [token.lower for token in tokens[at + 1 : at + 3]] == ["to", "-"]  # seven-to-two
        opened = _opened(tokens, first)
        if not (dash or word in ("to", "or", "through") or (word == "and" and "between" in opened)):
            return None
        if dash and first.told and first.hyphen:
            return None
        if word == "or" and tokens[at + 1].lower in ("more", "so", "less"):
            return None
        skip = 3 if spelled else 1
        while (
            word == "to" and at + skip < len(tokens) and tokens[at + skip].lower in ("about", "around", "nearly", "the")
        ):
            skip += 1
        if at + skip >= len(tokens) or (mask[at + skip] and tokens[at + skip].lower not in ("$", "£", "€")):
            return None
        second = self._amounts.read(tokens, at + skip, mask)
        if second is None or second.number.style in _SINGLE:
            return None
        if tokens[second.start].text == "$" and first.unit.name.endswith(f" {DOLLAR}"):
            second = second._replace(unit=first.unit)  # A$5 to $6 million
        return second if self._forms(tokens, first, second, word, "from" in opened) else None

    def _forms(self, tokens: Sequence[Token], first: Amount, second: Amount, word: str, since: bool) -> bool:
        same = first.unit.name == second.unit.name or not first.told or not second.told
        # Only a sum of money and a start ("from 240 pounds to 215") leave the second unit out.
        if not same or (first.told and not second.told and first.unit.dimension != "currency" and not since):
            return False
        low, high = scaled_low(first, second), second.number.high
        if word == "or":
            return not first.told and low < high <= low + 10 and first.number.scale == 1
        moved = self._hedges.direction(tokens, first.start)[0] if word == "to" and not since else ""
        if moved and first.told and second.told:
            return False  # "fell 3 points to 50 points" moves to the second, ranges over nothing
        if not first.told and not second.told and low >= high:
            return (word == "to" and since) or self.is_score(tokens, first, second)
        return low < high or since or (first.told and second.told)

    def is_score(self, tokens: Sequence[Token], first: Amount, second: Amount) -> bool:
        """Tell whether two bare numbers with a hyphen are a result: won 2-1, a 5-4 ruling, 2-0."""
        link = tokens[first.end].text
        spelled = first.number.style is Style.WORDS and tokens[first.end + 1].lower == "to"
        if first.told or second.told or link not in ("-", "–", "‑"):
            return False
        if first.number.style is not Style.DIGITS and not spelled:
            return False
        low, high = first.number.low, second.number.low
        if low != int(low) or high != int(high) or max(low, high) > 999 or min(low, high) < 0:
            return False
        near = [*tokens[max(0, first.start - 4) : first.start], *tokens[second.end : second.end + 3]]
        return 200 >= low >= high or any(token.lower in self._score_words for token in near)

    def quantity(self, tokens: Sequence[Token], first: Amount, second: Amount) -> tuple[Amount, Quantity, bool]:
        """Return the joined amount, its value, and whether it tells a start and an end rather than a range."""
        low, high = scaled_low(first, second), second.number.high
        unit = second.unit if second.told else first.unit
        amount = second._replace(start=first.start, unit=unit, told=first.told or second.told)
        if self.is_score(tokens, first, second):
            return amount, Quantity(low, low, role=Role.SCORE, unit=Unit("", "score"), figures=(low, high)), False
        opened = _opened(tokens, first)
        moved = bool(self._hedges.direction(tokens, first.start)[0])
        ranging = "ranging" in opened or "range" in opened or "ranged" in opened or "between" in opened
        spread = tokens[first.end].lower == "to" and not ranging and (low > high or ("from" in opened and moved))
        step = min(first.number.step, second.number.step)
        ends = min(low, high), max(low, high)
        return amount, Quantity(*ends, unit=unit, figures=(low, high), step=step), spread

    def ratio(self, tokens: Sequence[Token], first: Amount, mask: bytearray) -> tuple[Amount, Quantity] | None:
        """Read one in five, three out of four: a share."""
        number = first.number
        at = number.end
        if first.told or number.low != number.high or at + 1 >= len(tokens) or number.low <= 0:
            return None
        words = [token.lower for token in tokens[at : at + 2]]
        skip = 2 if words in (["out", "of"], ["in", "every"]) else 1 if words[0] == "in" else 0
        if not skip or at + skip >= len(tokens) or mask[at + skip]:
            return None
        second = self._amounts.read(tokens, at + skip, mask)
        if second is None or second.told or second.number.low <= number.low or second.number.style is Style.FRACTION:
            return None
        if skip == 2 and words == ["out", "of"] and not _divides(second.number.low):
            return None  # six out of 340 samples: a count
        # "three in 2024", "two in 15 attacks" place a count; "one in five" divides.
        if skip == 1 and number.low != 1 and not (number.low <= 3 and second.number.low in _ROUND_GROUPS):
            return None
        return second._replace(start=first.start), self._share(number.low / second.number.low, second, Role.LEVEL)

    def part(self, tokens: Sequence[Token], first: Amount, mask: bytearray) -> tuple[Amount, Quantity] | None:
        """Read "one of the four suspects", which names a member, and "one of four", its share of the group."""
        at = first.number.end
        bare = first.number.low == first.number.high == 1 and not first.told and first.number.style is Style.WORDS
        if not bare or at + 1 >= len(tokens) or tokens[at].lower != "of":
            return None
        second = self._amounts.read(tokens, at + 1, mask) if not mask[at + 1] else None
        if second is not None and not second.told and second.number.low == second.number.high > 1:
            return second._replace(start=first.start), self._share(1 / second.number.low, second, Role.PART)
        return first._replace(end=at), Quantity(1.0, 1.0, role=Role.PART, figures=(1.0,))

    def _share(self, share: float, second: Amount, role: Role) -> Quantity:
        return Quantity(share, share, unit=self._fraction, role=role, figures=(share,), step=1 / second.number.low)


def _divides(group: float) -> bool:
    """Tell whether one tells shares of so many: nine out of ten, 40 out of 100, 3 out of 1,000."""
    while group >= 100 and group % 10 == 0:
        group /= 10
    return group <= 25 or group in (30, 40, 50, 60, 70, 75, 80, 90)


def scaled_low(first: Amount, second: Amount) -> float:
    """Return the first number with the scale of the second where only that has one: $41 to $47 billion."""
    scale = second.number.scale
    if scale > 1 and first.number.scale == 1 and first.number.low < second.number.low / scale:
        return first.number.low * scale
    return first.number.low


def _opened(tokens: Sequence[Token], first: Amount) -> list[str]:
    return [token.lower for token in tokens[max(0, first.start - 4) : first.start]]
