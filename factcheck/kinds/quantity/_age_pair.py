"""Two ages told of two people at once: "Ida and Olaf Brenn, aged 71 and 68"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.kinds.quantity._age import Ages
from factcheck.kinds.quantity._tokens import NUMBER, Token, as_written

_AGED = ("aged", "ages")
_NAME = 3  # words of a name


def paired(ages: Ages, tokens: Sequence[Token], i: int, end: int) -> str:
    """Return whose age the number at tokens `i` to `end` is where two people share the phrase, empty where none do."""
    second = i > 1 and tokens[i - 1].lower == "and" and tokens[i - 2].kind == NUMBER
    first = end + 1 < len(tokens) and tokens[end].lower == "and" and tokens[end + 1].kind == NUMBER
    if first == second or tokens[i].kind != NUMBER or not ages.closes(tokens, end if second else end + 2):
        return ""
    at = (i - 2 if second else i) - 1
    while at > 0 and (tokens[at].text == "," or tokens[at].lower in _AGED):
        at -= 1
    both = _names(ages, tokens, at)
    told = both is not None and (" " in both[1] or tokens[i - 1 - 2 * second].lower in _AGED)
    return both[second] if both and told else ""


def _names(ages: Ages, tokens: Sequence[Token], last: int) -> tuple[str, str] | None:
    """Return the two names that end at token `last`: a lone first name takes the other's last name."""
    begin = _back(ages, tokens, last)
    if begin > last or begin < 2 or tokens[begin - 1].lower != "and":
        return None
    other = _back(ages, tokens, begin - 2)
    if other > begin - 2:
        return None
    one, two = as_written(tokens, other, begin - 1), as_written(tokens, begin, last + 1)
    shared = other == begin - 2 and last > begin
    return (f"{one} {tokens[last].text}" if shared else one), two


def _back(ages: Ages, tokens: Sequence[Token], last: int) -> int:
    """Return where the capitalised words that end at token `last` begin; past it where there are none."""
    at = last
    while at >= 0 and last - at < _NAME and ages.capital(tokens[at]):
        at -= 1
    return at + 1
