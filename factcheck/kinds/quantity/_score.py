"""Results of votes and matches: "8 to 5", "11 votes to 2", and which part of a match a result is of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from factcheck.kinds.quantity._amount import Amount, Amounts
from factcheck.kinds.quantity._numbers import Style
from factcheck.kinds.quantity._tokens import WORD, Token
from factcheck.kinds.quantity._units import Unit
from factcheck.kinds.quantity._value import Quantity, Role
from factcheck.kinds.quantity._words import Vocabulary

_MOST = 999
_NEAR = 4  # tokens


class Scores:
    """Reads results that are told with "to", and the stage of a match."""

    def __init__(self, vocabulary: Vocabulary, amounts: Amounts) -> None:
        self._amounts = amounts
        words = partial(vocabulary.words, "results")
        self._voted, self._won, self._links, self._ballots = map(words, ("voted", "won", "links", "ballots"))
        self._penalties, self._break = words("penalties"), words("break")
        self._uncounted = self._ballots | vocabulary.words("function", "words")

    def read(self, tokens: Sequence[Token], first: Amount, mask: bytearray) -> tuple[Amount, Quantity] | None:
        """Return the result that `first` opens: "voted 8 to 5", "by 11 votes to two", else None."""
        at = first.number.end
        voted = at < len(tokens) and tokens[at].lower in self._ballots
        at += voted
        if first.told or at + 1 >= len(tokens) or tokens[at].lower not in self._links or mask[at + 1]:
            return None
        second = self._amounts.read(tokens, at + 1, mask)
        if second is None or second.told or not (_plain(first) and _plain(second)):
            return None
        before = {token.lower for token in tokens[max(0, first.start - _NEAR) : first.start]}
        decided = voted or before & self._voted or (before & self._won and first.number.low >= second.number.low)
        if not decided or self._counts(tokens, second.end):
            return None
        low, high = first.number.low, second.number.low
        value = Quantity(low, low, role=Role.SCORE, unit=Unit("", "score"), figures=(low, high))
        return second._replace(start=first.start), value

    def _counts(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether the second number counts something: "voted for 8 to 12 measures"."""
        if at >= len(tokens) or tokens[at].kind != WORD:
            return False
        return tokens[at].lower not in self._uncounted

    def stage(self, tokens: Sequence[Token], start: int, end: int) -> str:
        """Return which part of a match the result at tokens `start` to `end` is of, empty for the whole."""
        behind = [token.lower for token in tokens[end : end + 3]]
        before = [token.lower for token in tokens[max(0, start - 2) : start]]
        if (behind[:1] in (["on"], ["in"]) and self._penalties & set(behind)) or self._penalties & set(before):
            return "on penalties"
        if behind[:1] == ["at"] and self._break & set(behind[1:]):
            return "at half-time"
        return ""


def _plain(amount: Amount) -> bool:
    number = amount.number
    whole = number.low == number.high and number.low == int(number.low)
    return number.style in (Style.DIGITS, Style.WORDS) and whole and 0 <= number.low <= _MOST
