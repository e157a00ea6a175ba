"""Units and currencies: how they are written, what they measure, how they convert."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from factcheck.errors import ConfigurationError
from factcheck.lexicon import table


class Unit(NamedTuple):
    """A unit by its singular name. A value in base units of its dimension is `value * factor + offset`."""

    name: str
    dimension: str
    factor: float = 1.0
    offset: float = 0.0


_PREFIXES = {
    "kilo": ("k", 1e3), "mega": ("M", 1e6), "giga": ("G", 1e9), "tera": ("T", 1e12), "peta": ("P", 1e15),
    "hecto": ("h", 1e2), "deci": ("d", 1e-1), "centi": ("c", 1e-2), "milli": ("m", 1e-3), "micro": ("μ", 1e-6),
    "nano": ("n", 1e-9), "pico": ("p", 1e-12),
}  # fmt: skip
_NO_UNIT = Unit("", "count")
DOLLAR = "dollar"
"""The American one, and one of no country said."""


@dataclass(frozen=True, slots=True)
class Units:
    """Every known unit: by name, by spelled words (lower case), by symbol (case matters)."""

    named: dict[str, Unit] = field(default_factory=dict)
    words: dict[tuple[str, ...], Unit] = field(default_factory=dict)
    symbols: dict[str, Unit] = field(default_factory=dict)
    money: dict[str, Unit] = field(default_factory=dict)
    codes: dict[str, Unit] = field(default_factory=dict)
    plain: dict[str, Unit] = field(default_factory=dict)
    adjectives: dict[tuple[str, ...], dict[str, Unit]] = field(default_factory=dict)
    american: set[str] = field(default_factory=set)

    def american_dollar(self, words: str) -> bool:
        """Tell whether the words of a sum in dollars say that they are American: US$5, 5 million U.S. dollars."""
        letters = _letters(words)
        return any(f" {mark} " in letters for mark in self.american)

    def dollars_in(self, text: str) -> set[str]:
        """Return the dollars that a text names by their country, also without a sum: "all in Canadian dollars"."""
        lower = text.lower()
        if "dollars" not in lower:
            return set()
        named = ((" ".join(words), nouns[DOLLAR].name) for words, nouns in self.adjectives.items() if DOLLAR in nouns)
        return {name for words, name in named if re.search(rf"\b{re.escape(words)}\s+dollars\b", lower)}

    def get(self, name: str) -> Unit:
        """Return the unit of that name; one that is not known measures only itself."""
        known = self.named.get(name)
        if known is not None:
            return known
        top, per, bottom = name.partition(" per ")
        if per:
            over, under = self.get(top), self.get(bottom)
            if under.dimension == "count" and not under.name:
                return Unit(name, f"{over.dimension} per {bottom}", over.factor)
            return Unit(name, f"{over.dimension} per {under.dimension}", over.factor / under.factor)
        return _NO_UNIT


@cache
def bundled_units() -> Units:
    """Return the units of the lexicon as shipped."""
    return read_units({})


def read_units(extra: Mapping[str, Any]) -> Units:
    """Build the tables from units.toml and quantity_currencies.toml with the user's `extra` merged in."""
    units = Units()
    for name, entry in table("units", extra).items():
        _add(units, name, entry)
    # Derived where the parts are units: square kilometre and km/h stand in the table, "dollar per barrel" does not.
    for name in ("mile per hour", "kilometre per hour"):
        units.named.setdefault(name, Unit(name, "speed"))
    _add_money(units, table("quantity_currencies", extra))
    return units


def _add(units: Units, name: str, entry: Mapping[str, Any]) -> None:
    base = _unit(name, entry)
    units.named[name] = base
    for spelled in entry.get("names", []):
        for form in (spelled, *_plurals(spelled)):
            units.words[_key(form)] = base
    for symbol in entry.get("symbols", []):
        units.symbols[symbol] = base
    if not entry.get("prefixes"):
        return
    for prefix, (letter, power) in _PREFIXES.items():
        derived = Unit(prefix + name, base.dimension, base.factor * power)
        derived = units.named.setdefault(derived.name, derived)
        for spelled in entry.get("names", []):
            if len(spelled) > 3:
                for form in (spelled, spelled + "s"):
                    units.words.setdefault(_key(prefix + form), derived)
        for symbol in entry.get("symbols", []):
            units.symbols.setdefault(letter + symbol, derived)
            if letter == "μ":
                units.symbols.setdefault("µ" + symbol, derived)


def _unit(name: str, entry: Any) -> Unit:  # noqa: ANN401
    try:
        unit = Unit(name, str(entry["dimension"]), float(entry["factor"]), float(entry.get("offset", 0.0)))
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigurationError(
            f'[lexicon.units.{name}] needs a dimension and a factor, such as: dimension = "length", factor = 1.7'
        ) from error
    if not unit.factor > 0:
        raise ConfigurationError(f"[lexicon.units.{name}]: the factor must be above 0, not {unit.factor:g}")
    return unit


def _plurals(spelled: str) -> tuple[str, ...]:
    head, _, rest = spelled.partition(" ")
    if rest and head in ("degree", "part", "metre", "meter"):
        return (f"{head}s {rest}", spelled + "s")
    if spelled.endswith(("s", "°", "%")) or "." in spelled:
        return ()
    return (spelled + "s",)


def _key(spelled: str) -> tuple[str, ...]:
    return tuple(spelled.lower().replace("-", " - ").replace("°", "° ").replace("%", "% ").replace("/", " / ").split())


def _add_money(units: Units, content: Mapping[str, Any]) -> None:
    def currency(name: str) -> Unit:
        # No exchange rate is known, so every currency is a dimension of its own.
        factor = 0.01 if name in content["hundredths"] else 1.0
        return units.named.setdefault(name, Unit(name, "currency", factor))

    units.money.update({symbol: currency(name) for symbol, name in content["symbols"].items()})
    units.codes.update({code: currency(name) for code, name in content["codes"].items()})
    for word, name in content["plain"].items():
        units.plain[word] = units.plain[word + "s"] = currency(name)
    for adjective, names in content["adjectives"].items():
        known = {word: currency(name) for word, name in names.items()}
        units.adjectives[tuple(adjective.split())] = known | {word + "s": unit for word, unit in known.items()}
    marks = [mark for table in ("symbols", "codes") for mark, name in content[table].items() if name == DOLLAR]
    marks += [words for words, names in content["adjectives"].items() if names.get(DOLLAR) == DOLLAR]
    units.american.update(_country(marks))


def _country(marks: Iterable[str]) -> set[str]:
    """Return what marks of a currency say beside its sign: "us" in "US$" and "$US", nothing in "$"."""
    return {_letters(mark).strip() for mark in marks} - {""}


def _letters(words: str) -> str:
    """Return the words in small letters, between blanks, without full stops and all else."""
    return f" {re.sub('[^a-z]+', ' ', words.lower().replace('.', '')).strip()} "
