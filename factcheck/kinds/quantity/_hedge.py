"""How a number is bounded and moved: almost, at least, or more; rose, fell to, 7 % higher."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck.kinds.quantity._amount import Amount
from factcheck.kinds.quantity._tokens import NUMBER, Token
from factcheck.kinds.quantity._value import Change, Quantity, Role
from factcheck.kinds.quantity._words import Vocabulary


class Hedge(NamedTuple):
    """A phrase that bounds a number, what it means, and where it starts or ends."""

    phrase: str
    meaning: str
    edge: int


class Hedges:
    """Reads the words that bound or move a number."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        words = vocabulary.words
        self._up, self._down = words("change", "up"), words("change", "down")
        self._rise, self._fall = words("change", "rise_nouns"), words("change", "fall_nouns")
        self._between = words("change", "adverbs")

    def before(self, tokens: Sequence[Token], start: int) -> Hedge | None:
        """Return the longest hedge that ends right before token `start`, an article between allowed."""
        table = self._vocabulary.before
        article = start and tokens[start - 1].lower in ("a", "an", "the")
        for gap in (0, 1) if article else (0,):
            for size in range(min(5, start - gap), 0, -1):
                found = table.get(tuple(token.lower for token in tokens[start - gap - size : start - gap]))
                if found is not None and not (gap and tokens[start - 1].lower == "the" and found[1] in _COMPARING):
                    return Hedge(found[0], found[1], start - gap - size)
        return None

    def during(self, tokens: Sequence[Token], hedge: Hedge) -> bool:
        """Tell whether "over" before a length of time means all through it: "40,000 tickets sold over six days"."""
        if hedge.phrase != "over" or not hedge.edge:
            return False
        before = tokens[hedge.edge - 1]
        passive = hedge.edge > 1 and before.lower.endswith("ed") and tokens[hedge.edge - 2].lower in _PASSIVE
        irregular = before.lower in ("sold", "held", "spread", "built", "made", "fought", "seen", "paid")
        return passive or irregular or before.kind == NUMBER or self._vocabulary.plural(before.lower)

    def after(self, tokens: Sequence[Token], end: int) -> Hedge | None:
        """Return the hedge that begins at token `end`: or more, at least, +."""
        for size in (3, 2, 1):
            found = self._vocabulary.after.get(tuple(token.lower for token in tokens[end : end + size]))
            if found is None or end + size > len(tokens):
                continue
            if found[0] in ("plus", "+") and not tokens[end].glued:
                continue
            return Hedge(found[0], found[1], end + size)
        return None

    def direction(self, tokens: Sequence[Token], start: int) -> tuple[str, str]:
        """Return "up" or "down" and the word in between ("by", "to"), when a verb of change governs the number."""
        link = ""
        for at in range(start - 1, max(-1, start - 6), -1):
            word = tokens[at].lower
            if word in self._up or word in self._down:
                if word == "up" and at + 1 < len(tokens) and tokens[at + 1].lower == "to":
                    return "", link
                if word in ("up", "down") and at and self._phrasal(tokens[at - 1].lower):
                    return "", link
                return ("up" if word in self._up else "down"), link
            if word in ("to", "by", "from", "of", "between") and not link:
                link = word
            elif word not in self._between and not word.endswith("ly"):
                return "", link
        return "", link

    def _phrasal(self, verb: str) -> bool:
        """Tell whether "up" or "down" belongs to a verb that moves nothing: picked up five seats, boiling down to."""
        words = self._vocabulary.words
        closing = verb in words("change", "closing") or verb in self._up or verb in self._down
        return not closing and (verb.endswith(("ed", "ing")) or verb in words("change", "phrasal"))

    def bounded(self, quantity: Quantity, hedge: Hedge | None) -> Quantity:
        """Widen the interval to what the hedge allows."""
        if hedge is None or quantity.role in (Role.SCORE, Role.PART):
            return quantity
        phrase, meaning, _ = hedge
        low, high = quantity.low, quantity.high
        changed = replace(quantity, hedge=phrase)
        reach = self._reach(quantity, meaning)
        if meaning == "about":
            return replace(changed, low=low - reach, high=high + reach, change=Change.ABOUT)
        if meaning == "below":
            leaning = Change.ABOUT if phrase in ("almost", "nearly") else Change.LESS
            return replace(changed, low=low - reach, high_closed=False, change=leaning)
        if meaning == "over":
            return replace(changed, high=high + reach, low_closed=False, change=Change.MORE)
        if meaning in ("less", "at_most"):
            floor = 0.0 if high > 0 or (high == 0 and meaning == "at_most") else -math.inf
            return replace(changed, low=min(floor, high), high_closed=meaning == "at_most", change=Change.LESS)
        if meaning in ("more", "at_least"):
            return replace(changed, high=math.inf, low_closed=meaning == "at_least", change=Change.MORE)
        return changed

    def _reach(self, quantity: Quantity, meaning: str) -> float:
        """How far a hedge reaches: a share of the number, for "almost" half its last place if that is nearer.

        At least one for counts.
        """
        size = max(abs(quantity.low), abs(quantity.high))
        if meaning == "about":
            reach = size * self._vocabulary.width["about"]
        else:
            reach = min(quantity.step / 2, size * self._vocabulary.width["near"])
        reach = reach or quantity.step / 2
        whole = quantity.dimension == "count" and quantity.low == int(quantity.low)
        return max(reach, 1.0) if whole and size >= 2 else reach

    def moved(self, tokens: Sequence[Token], quantity: Quantity, amount: Amount, start: int) -> Quantity:
        """Tell a change from a level: "rose 5 %" and "5 % higher" are changes, "rose to 5 %" a level."""
        if quantity.role is not Role.LEVEL or quantity.dimension == "age":
            return quantity
        if quantity.dimension == "duration" and self._offset(tokens, amount, start):
            return replace(quantity, role=Role.OFFSET)
        if quantity.dimension == "length" and _distant(tokens, amount.end):
            return quantity
        direction, link = self.direction(tokens, start)
        if quantity.dimension == "duration" and link != "by":
            direction = ""  # the biggest drop in 6 years
        if quantity.state == "killed" and [t.lower for t in tokens[max(0, start - 2) : start]] == ["loss", "of"]:
            return quantity  # the loss of 31 lives
        if not direction:
            moved = self._relative(tokens, amount, quantity.dimension)
            return replace(quantity, role=_ROLES[moved]) if moved else quantity
        if link == "from":
            return replace(quantity, role=Role.START)
        if quantity.change is Change.EQUAL and link != "of" and len(quantity.figures) == 1:
            quantity = replace(quantity, change=Change(direction))
        # "lost 21 officers" counts officers; "by 33" or a bare measure tells how far something moved.
        level = link == "to" or (quantity.thing and link not in ("by", "of"))
        return quantity if level else replace(quantity, role=_ROLES[direction])

    def _offset(self, tokens: Sequence[Token], amount: Amount, start: int) -> bool:
        """Two days ago, three hours later, the past five years: a place in time, not a length."""
        after = tokens[amount.end].lower if amount.end < len(tokens) else ""
        before = tokens[start - 1].lower if start else ""
        words = self._vocabulary.words
        if before == "last":  # "the last 7 hours", but "will last 7 hours"
            return start > 1 and tokens[start - 2].lower in ("the", "these", "his", "her", "their", "its", "our")
        return after in words("offset", "after") or before in words("offset", "before")

    def _relative(self, tokens: Sequence[Token], amount: Amount, dimension: str) -> str:
        """Read what is said of a change: 7% increase, an increase of 40,000 jobs, 9 per cent above, 12 % higher."""
        after = [token.lower for token in tokens[amount.end : amount.end + 4]]
        before = [token.lower for token in tokens[max(0, amount.start - 3) : amount.start]]
        if amount.told and after:
            if dimension == "length" and after[0] in _LEVELS and after[1:2] in (["the"], ["ground"], ["sea"]):
                return ""  # 460 metres below the ground
            if after[0] in self._vocabulary.comparatives and not self._spread_over(tokens, amount.end):
                return self._vocabulary.comparatives[after[0]]
            if after[0] == "off":  # "$20 off"; but "three months off"
                return "down" if dimension in _PRICED else ""
            for word in after[:3]:
                if word in self._rise or word in self._fall:
                    return "up" if word in self._rise else "down"
                if word in (",", ".", "of", "in", "and", "to", "for", "on", ")", "("):
                    break
        if before[-1:] == ["of"] and len(before) > 1 and (before[-2] in self._rise or before[-2] in self._fall):
            return "up" if before[-2] in self._rise else "down"
        return ""

    def _spread_over(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether "over" tells a length of time: "5 million over three years", "over the next decade"."""
        if tokens[at].lower != "over" or at + 2 >= len(tokens):
            return False
        first, second = tokens[at + 1], tokens[at + 2].lower
        number = first.kind == NUMBER or first.lower in self._vocabulary.number_words or first.lower == "several"
        return (number and second in _SPANS) or (first.lower in ("the", "a") and second in (*_SPANS, *_COMING))


def _distant(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether a length says where something is rather than how far it moved: "sank 4 miles off Osk"."""
    return end < len(tokens) and tokens[end].lower in ("off", "offshore", "away")


_LEVELS = ("above", "below", "under", "over")
_COMPARING = ("less", "more")  # "far below the 40 million lost before": the sum told is known exactly
_PASSIVE = ("was", "were", "been", "be", "is", "are", "being")
_SPANS = ("days", "weeks", "months", "years", "decades", "decade", "year", "hours")
_COMING = ("next", "past", "last", "coming", "following", "course", "first", "period")
_PRICED = ("currency", "share", "points")
_ROLES = {"up": Role.RISE, "down": Role.FALL}
