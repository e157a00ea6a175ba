"""Sentences edited so that what they then say is known: another fact, its denial, or the same in other words."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from factcheck.kinds.time._moment import MONTHS, WEEKDAYS

Name: TypeAlias = tuple[int, int, str]
"""Start, end, and PER, ORG or LOC."""
Change: TypeAlias = tuple[str, str]
"""What stood there, and what stands there now."""

_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_LARGE = [
    "fifteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_PAIRS = """
    increase/decrease increased/decreased increasing/decreasing rise/fall rose/fell rising/falling more/fewer
    higher/lower highest/lowest before/after won/lost winning/losing accepted/rejected approved/rejected
    supported/opposed supports/opposes support/oppose allowed/banned alive/dead largest/smallest larger/smaller
    older/younger oldest/youngest early/late north/south northern/southern east/west eastern/western
    male/female son/daughter husband/wife mother/father brother/sister men/women man/woman boy/girl he/she
    his/her began/ended begins/ends started/stopped opened/closed opening/closing arrived/left entered/left
    guilty/innocent convicted/acquitted arrested/released confirmed/denied agreed/refused always/never all/none
    everyone/nobody same/different many/few most/least best/worst success/failure successful/unsuccessful
    able/unable legal/illegal possible/impossible likely/unlikely joined/left bought/sold gained/lost
    inside/outside above/below major/minor first/last public/private hired/fired passed/failed strong/weak
    positive/negative only/also
"""
_OPPOSITES = [pair.split("/") for pair in _PAIRS.split()]
_OPPOSITE = {a: b for left, right in _OPPOSITES for a, b in ((left, right), (right, left))}
_AUXILIARY = r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|should|does|did|do)"
_NEGATED = re.compile(rf"\b({_AUXILIARY}|can)( not|n['’]t|not)\b")
_POSITIVE = re.compile(rf"\b({_AUXILIARY})\b(?! not\b|n['’]t|not\b)")
_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,:/-])\d+(?:\.\d+)?(?![\w:/]|[.,]\d|-\d)")
_WORD = re.compile(r"[A-Za-z]+")
_LISTED = re.compile(r",? (?:and|or|&) |, |/|-")
VERB = re.compile(r"(?<=[a-z] )[a-z]{2,}ed(?= [a-z])")


def other_number(quantities: Sequence[str], rng: random.Random) -> Change | None:
    """Another number, in figures or words, in place of one of a sentence's quantities."""
    found = [m.group() for passage in quantities for m in _NUMBER.finditer(passage) if not _is_year(m.group())]
    words = [w for p in quantities for w in _WORD.findall(p) if w.lower() in (*_SMALL[2:], *_LARGE, *_ORDINALS)]
    if not found and not words:
        return None
    old = rng.choice([*found, *words])
    if not old[0].isdigit():
        group = next(g for g in (_SMALL[2:], _LARGE, _ORDINALS) if old.lower() in g)
        new = rng.choice([w for w in group if w != old.lower()])
        return old, new.capitalize() if old[0].isupper() else new
    digits = len(old.split(".")[1]) if "." in old else 0
    value = float(old.replace(",", ""))
    near = max(1.0, round(value * rng.choice((0.1, 0.2, 0.5)), digits)) if value >= 5 else 1.0
    changed = rng.choice((value + near, max(0.0, value - near), value * 2, value + 10 ** rng.randint(0, 2)))
    new = f"{changed:,.{digits}f}" if "," in old else f"{changed:.{digits}f}"
    return None if new == old else (old, new)


def other_date(times: Sequence[str], rng: random.Random) -> Change | None:
    """Another weekday, month, day of the month or year in place of one in a sentence's times."""
    choices = [change for passage in times for change in _other_dates(passage, rng)]
    return rng.choice(choices) if choices else None


def _other_dates(text: str, rng: random.Random) -> list[Change]:
    choices: list[Change] = []
    for group in (WEEKDAYS, MONTHS):
        for word in group:
            if re.search(rf"(?<!\w){word}(?!\w)", text) and (word != "May" or re.search(r"\bMay \d|\d May\b", text)):
                choices.append((word, rng.choice([w for w in group if w != word])))
    for month in MONTHS:
        for match in re.finditer(rf"\b{month} (\d{{1,2}})\b(?!,\d)|\b(\d{{1,2}}) {month}\b", text):
            day = int(match.group(1) or match.group(2))
            new = rng.choice([d for d in range(1, 29) if d != day])
            choices.append((match.group(), re.sub(r"\d+", str(new), match.group())))
    for match in _NUMBER.finditer(text):
        if _is_year(match.group()):
            choices.append((match.group(), str(int(match.group()) + rng.choice((-10, -5, -3, -2, -1, 1, 2, 3, 5, 10)))))
    return choices


def _is_year(number: str) -> bool:
    return number.isdigit() and 1500 <= int(number) <= 2035


def opposite(text: str, rng: random.Random) -> Change | None:
    """The opposite word in place of one."""
    found = [w for w in _WORD.findall(text) if w.lower() in _OPPOSITE]
    if not found:
        return None
    old = rng.choice(found)
    new = _OPPOSITE[old.lower()]
    return old, new.capitalize() if old[0].isupper() else new


def negated(text: str, rng: random.Random) -> str | None:
    """The sentence denied (or its denial undone) at its only auxiliary verb."""
    denials = list(_NEGATED.finditer(text))
    if len(denials) == 1:
        match = denials[0]
        verb = {"ca": "can", "wo": "will"}.get(match.group(1), match.group(1))
        return text[: match.start()] + verb + text[match.end() :]
    places = list(_POSITIVE.finditer(text))
    if denials or len(places) != 1:
        return None
    match = places[0]
    short = rng.random() < 0.3 and match.group() not in ("may", "might", "can", "will")
    return text[: match.end()] + ("n't" if short else " not") + text[match.end() :]


def other_name(text: str, names: Sequence[Name], pool: Callable[[str], str], rng: random.Random) -> Change | None:
    """Another name of the same type, from `pool(type)`, in place of one."""
    if not names:
        return None
    start, end, kind = rng.choice(list(names))
    new = pool(kind)
    old = text[start:end]
    return None if new.lower() in text.lower() or old.lower() in new.lower() else (old, new)


def exchanged(text: str, names: Sequence[Name], rng: random.Random) -> str | None:
    """Two names of one type in each other's place; none where they are only listed side by side."""
    found = [
        (a, b)
        for a in names
        for b in names
        if a[1] < b[0]
        and a[2] == b[2]
        and text[a[0] : a[1]] != text[b[0] : b[1]]
        and not _LISTED.fullmatch(text[a[1] : b[0]])
    ]
    if not found:
        return None
    (s, e, _), (start, end, _) = rng.choice(found)
    return text[:s] + text[start:end] + text[e:start] + text[s:e] + text[end:]


def other_verb(text: str, verbs: Sequence[str], rng: random.Random) -> Change | None:
    """A past tense from elsewhere in place of one."""
    found = VERB.findall(text)
    if not found or not verbs:
        return None
    old, new = rng.choice(found), rng.choice(verbs)
    return None if old == new else (old, new)


def replaced(text: str, change: Change) -> str:
    """The text with every whole-word occurrence changed."""
    return re.sub(rf"(?<!\w){re.escape(change[0])}(?!\w)", lambda _: change[1], text)


def reworded(text: str, names: Sequence[Name], rng: random.Random) -> str | None:
    """The same statement in another form: figures for words, short months, contractions, a surname for a name."""
    makers: list[Callable[[], str]] = [
        lambda: re.sub(rf"\b({'|'.join(_SMALL[2:])})\b", lambda m: str(_SMALL.index(m.group())), text),
        lambda: re.sub(r"(?<![\d.,])([2-9]|1[0-2])(?= [a-z]{4,})(?! percent)", lambda m: _SMALL[int(m.group())], text),
        lambda: re.sub(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})\b(?!,\d)", lambda m: f"{m[1][:3]}. {m[2]}", text),
        lambda: re.sub(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})\b", r"\2 \1", text),
        lambda: (
            re.sub(r"(?<=\d) ?percent\b", "%", text) if "percent" in text else re.sub(r"(?<=\d)%", " percent", text)
        ),
        lambda: re.sub(r"(?<=\d),(?=\d{3})", "", text),
        lambda: re.sub(r"\b(is|are|was|were|did|does|has|had|would) not\b", r"\1n't", text),
        lambda: re.sub(r"\b(is|are|was|were|did|does|has|had|would)n['’]t\b", r"\1 not", text),
        lambda: _surname(text, names),
    ]
    rng.shuffle(makers)
    return next((new for make in makers if (new := make()) != text), None)


def _surname(text: str, names: Sequence[Name]) -> str:
    people = [(s, e) for s, e, kind in names if kind == "PER" and " " in text[s:e]]
    if not people:
        return text
    start, end = people[0]
    return text[:start] + text[start:end].split()[-1] + text[end:]


def shortened(text: str) -> str | None:
    """The statement without an aside or its date: what remains follows from the whole."""
    year = r"(?:1[5-9]|20)\d\d"
    date = rf"(?:{'|'.join(WEEKDAYS)}|(?:{'|'.join(MONTHS)})(?: \d{{1,2}})?(?:,? {year})?|{year})"
    for pattern in (rf",? (?:on|in) {date}(?=[ .,]|$)", r" \([^()]{3,}\)", r", (?:which|who)\b[^,.]{8,},"):
        short = re.sub(pattern, "", text, count=1)
        if short != text and len(short.split()) >= 4:
            return short
    return None
