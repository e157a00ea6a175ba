"""Words of dates and times: the lexicon compiled for look-up, and text cut into tokens, both linear in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from factcheck.errors import ConfigurationError
from factcheck.lexicon import table

# A run of digits with inner marks is one token, cut afterwards where needed, so that no alternative backtracks.
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:/]\d+)*)"
    r"|(?P<dotted>[^\W\d_](?:\.[^\W\d_](?![^\W\d_]))+\.?)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<gap>\n[^\S\n]*\n\s*)"
    r"|(?P<mark>[^\s\w]|_)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; `word` is its text in small letters, BREAK for an empty line."""

    word: str
    start: int
    end: int
    text: str
    digits: bool = False


def tokens(text: str) -> list[Token]:
    """Cut `text` into tokens; white space is dropped, an empty line is a token of its own."""
    out: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, found = match.start(), match.group()
        kind = match.lastgroup
        if kind == "gap":
            out.append(Token(BREAK, start, match.end(), found))
        elif kind == "number":
            _numbers(found, start, out)
        elif kind == "dotted":
            out.append(Token(found.lower().replace(".", ""), start, match.end(), found))
        else:
            out.append(Token("'" if found in "’‘`´" else found.lower(), start, match.end(), found))
    return out


def _numbers(found: str, start: int, out: list[Token]) -> None:
    if "," not in found or _THOUSANDS.match(found):
        out.append(Token(found, start, start + len(found), found, digits=True))
        return
    at = start
    for piece in found.split(","):
        if at > start:
            out.append(Token(",", at - 1, at, ","))
        out.append(Token(piece, at, at + len(piece), piece, digits=True))
        at += len(piece) + 1


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A date that names an event: the words that make it the name, and the places that may follow them."""

    date: date
    words: frozenset[str]
    places: frozenset[tuple[str, ...]]
    alone: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of lexicon/times.toml and zones.toml, ready for look-up; words in small letters."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]
    parts: Mapping[str, str]
    part_hours: Mapping[str, tuple[int, int]]
    seasons: Mapping[str, int]
    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]
    vague: frozenset[str]
    directions: Mapping[str, int]
    context: frozenset[str]
    edges: Mapping[str, str]
    near: frozenset[str]
    quantifiers: Mapping[str, tuple[tuple[str, ...], ...]]
    starters: frozenset[str]
    bounds: Mapping[str, str]
    days: Mapping[str, int]
    references: Mapping[str, str]
    frequencies: Mapping[str, str]
    every: frozenset[str]
    holidays: Mapping[str, Mapping[tuple[str, ...], str]]
    named_days: Mapping[tuple[int, int], NamedDay]
    named_figures: Mapping[str, NamedDay]
    clock: Mapping[str, int]
    ambiguous: frozenset[str]
    capital: frozenset[str]
    future: frozenset[str]
    modals: frozenset[str]
    timetable: frozenset[str]
    timetable_plural: frozenset[str]
    lasting: frozenset[str]
    plan: frozenset[str]
    present: frozenset[str]
    past: frozenset[str]
    speech: frozenset[str]
    stop: frozenset[str]
    closing: frozenset[str]
    month_before: frozenset[str]
    year_before: frozenset[str]
    not_year: frozenset[str]
    counted: frozenset[str]
    abbreviated: frozenset[str]
    auxiliaries: frozenset[str]
    determiners: frozenset[str]
    connectors: frozenset[str]
    closers: frozenset[str]
    prepositions: frozenset[str]
    breaking: frozenset[str]
    streets: frozenset[str]
    moved: frozenset[str]
    clock_on: frozenset[str]
    clock_levels: frozenset[str]
    clock_levels_near: frozenset[str]
    not_verbs: frozenset[str]
    light: frozenset[str]
    pronouns: frozenset[str]
    saying: frozenset[str]
    events: Mapping[str, frozenset[str]]
    states: Mapping[str, tuple[tuple[str, ...], ...]]
    fixed_zones: Mapping[str, int]
    civil_zones: Mapping[str, str]
    unknown_zones: frozenset[str]
    zone_heads: frozenset[str]


# tables of times.toml that are a list of words
_LISTS = (
    "vague",
    "context",
    "near",
    "starters",
    "every",
    "speech",
    "stop",
    "closing",
    "month_before",
    "year_before",
    "not_year",
    "counted",
    "abbreviated",
    "auxiliaries",
    "determiners",
    "connectors",
    "closers",
    "prepositions",
    "breaking",
    "streets",
    "moved",
    "clock_on",
    "clock_levels",
    "clock_levels_near",
    "not_verbs",
    "light",
    "pronouns",
    "saying",
)


def load(extra: Mapping[str, Any] | None = None) -> Words:
    """Compile the bundled tables with the user's `[lexicon.times]` and `[lexicon.zones]`.

    Raises ConfigurationError for a table or an entry that cannot be used.
    """
    times, zones = table("times", extra), table("zones", extra)
    _check(times, table("times"), "times")
    _check(zones, table("zones"), "zones")
    names: dict[str, Any] = {name: frozenset(times[name]["words"]) for name in _LISTS}
    plain = ("months", "weekdays", "units", "parts", "seasons", "numbers", "multipliers", "ordinals", "decades")
    more = ("directions", "edges", "bounds", "days", "references", "frequencies", "clock")
    zone_names = [*zones["fixed"], *zones["civil"], *zones["unknown"]["words"]]
    compiled: dict[str, Any] = {name: times[name] for name in (*plain, *more)}
    days = {day: _named(row) for day, row in times["named_days"].items()}
    names["named_days"] = {(row.date.month, row.date.day): row for row in days.values()}
    names["named_figures"] = {
        figures: row for day, row in days.items() for figures in times["named_days"][day].get("figures", ())
    }
    compiled |= {tense: frozenset(words) for tense, words in times["tense"].items()}
    return Words(
        **compiled,
        **names,
        part_hours={part: (hours[0], hours[1]) for part, hours in times["part_hours"].items()},
        holidays=_holidays(times["holidays"]),
        events=_families(times["events"]),
        states=_phrases(times["states"]["words"], -1),
        quantifiers=_phrases(times["quantifiers"]["words"], 0),
        ambiguous=frozenset(times["ambiguous"]["words"]),
        capital=frozenset(times["ambiguous"]["capital"]),
        fixed_zones=zones["fixed"],
        civil_zones=zones["civil"],
        unknown_zones=frozenset(zones["unknown"]["words"]),
        zone_heads=frozenset(name.split()[0] for name in zone_names),
    )


_RULE = re.compile(r"(?:\d{1,2} \d{1,2}|\d{1,2} (?:mon|tue|wed|thu|fri|sat|sun) -?[1-5]|easter -?\d{1,3})\Z")
_RANGES = {"months": (1, 12), "weekdays": (0, 6), "seasons": (0, 3), "ordinals": (1, 31), "fixed": (-840, 840)}


def _check(merged: Mapping[str, Any], bundled: Mapping[str, Any], name: str) -> None:
    """Report every entry of the user's lexicon that would be lost or misread."""
    where = f"lexicon.{name}"
    problems = [
        f"unknown table [{where}.{key}] (known: {', '.join(sorted(bundled))})" for key in merged if key not in bundled
    ]
    for key, (low, high) in _RANGES.items():
        for word, value in merged.get(key, {}).items():
            if not isinstance(value, int) or not low <= value <= high:
                problems.append(f"{where}.{key}.{word} must be a number from {low} to {high}, not {value!r}")
    for word, rule in merged.get("holidays", {}).items():
        if not isinstance(rule, str) or not _RULE.match(rule):
            problems.append(f"{where}.holidays.{word} must be like '12 25', '5 mon -1' or 'easter 39', not {rule!r}")
    problems += [problem for day, row in merged.get("named_days", {}).items() for problem in _misnamed(where, day, row)]
    if problems:
        raise ConfigurationError("; ".join(problems))


def _holidays(rules: Mapping[str, str]) -> dict[str, dict[tuple[str, ...], str]]:
    by_head: dict[str, dict[tuple[str, ...], str]] = {}
    for name, rule in rules.items():
        words = tuple(token.word for token in tokens(name))
        by_head.setdefault(words[0], {})[words] = rule
    return by_head


_NAMED = {"date": str, "words": list, "places": list, "figures": list, "alone": bool}


def _misnamed(where: str, name: str, row: object) -> list[str]:
    """Report what is wrong with one entry of [named_days]."""
    here = f"{where}.named_days.{name}"
    if not isinstance(row, Mapping):
        return [f"{here} must be a table with a date and words, not {row!r}"]
    out = [f"{here}.{key} is not known (known: {', '.join(_NAMED)})" for key in row if key not in _NAMED]
    out += [
        f"{here}.{key} must be a {_NAMED[key].__name__}"
        for key in row
        if not isinstance(row[key], _NAMED.get(key, object))
    ]
    try:
        date.fromisoformat(str(row.get("date")))
    except ValueError:
        out.append(f"{here}.date must be like '2001-09-11', not {row.get('date')!r}")
    return out


def _named(row: Mapping[str, Any]) -> NamedDay:
    places = frozenset(tuple(token.word for token in tokens(place)) for place in row.get("places", ()))
    words = frozenset(word.lower() for word in row.get("words", ()))
    return NamedDay(date.fromisoformat(row["date"]), words, places, bool(row.get("alone")))


def _families(rows: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """Return, for each word, the families of events that it may name."""
    by_word: dict[str, set[str]] = {}
    for family, row in rows.items():
        for word in row:
            by_word.setdefault(word, set()).add(family)
    return {word: frozenset(families) for word, families in by_word.items()}


def _phrases(rows: list[str], by: int) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the phrases by their word at index `by`."""
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in rows:
        words = tuple(token.word for token in tokens(row))
        out[words[by]] = (*out.get(words[by], ()), words)
    return out
