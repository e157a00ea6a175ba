"""Whether two statements count and date alike, by their words: where they do not, no model is asked about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from factcheck.lexicon import table

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December"
)
_SIGN = re.compile(r"(\w{0,3}[^\w\s.,;:'\"“”‘’()\[\]-])(?=\d)")  # right before a number: €, US$
_COUNTED = re.compile(r"\d[\d.,]*(?:\s+(?:hundred|thousand|million|billion|trillion))?((?:\s+[^\W\d_]+){1,2})")


def count_alike(one: str, other: str) -> bool:
    """Tell whether two statements hold the same numbers, and sums of money in no two currencies."""
    if _numbers(one) != _numbers(other):
        return False
    ours, theirs = _currencies(one), _currencies(other)
    return not (ours and theirs and ours.isdisjoint(theirs))


@lru_cache(maxsize=10_000)
def _numbers(text: str) -> frozenset[str]:
    """Numbers, weekdays and months of a statement: where they differ, quantity and time decide, not the model.

    "Twenty-three" is 23; "one" is mostly no number.
    """
    cardinals, scales = _number_words()
    found: list[str] = []
    tens = 0
    for token in _TOKEN.findall(text):
        word, value = token.casefold(), cardinals.get(token.casefold(), 0)
        if tens and 0 < value < 10:
            found[-1] = str(tens + value)
        elif value > 1:
            found.append(str(value))
        elif token[0].isdigit():
            found.append(token.replace(",", ""))
        elif _CALENDAR.fullmatch(token) or word in scales:
            found.append(word)
        tens = value if value >= 20 else 0
    return frozenset(found)


@lru_cache(maxsize=10_000)
def _currencies(text: str) -> frozenset[str]:
    """Return the currencies of the sums in a statement, each by its noun: the dollar of the US and others are one."""
    symbols, nouns = _currency_words()
    before = {symbols.get(sign, "") for sign in _SIGN.findall(text)}
    after = {nouns.get(word, "") for counted in _COUNTED.findall(text) for word in counted.casefold().split()}
    return frozenset((before | after) - {""})


@cache
def _currency_words() -> tuple[Mapping[str, str], Mapping[str, str]]:
    known = table("quantity_currencies")
    symbols = {sign: unit.split()[-1] for sign, unit in known["symbols"].items()}
    nouns = {noun: unit.split()[-1] for noun, unit in known["plain"].items()}
    return symbols, nouns | {f"{noun}s": unit for noun, unit in nouns.items()}


@cache
def _number_words() -> tuple[Mapping[str, int], frozenset[str]]:
    numbers = table("numbers")
    return numbers["cardinals"], frozenset(numbers["scales"])
