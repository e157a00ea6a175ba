"""Expressions of time as TimeML's TIMEX3: extents, types and values, lengths and sets included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from factcheck.kinds.time._clause import clauses
from factcheck.kinds.time._context import Before, Setting
from factcheck.kinds.time._grammar import Reader
from factcheck.kinds.time._moment import Moment, Precision
from factcheck.kinds.time._resolve import resolve
from factcheck.kinds.time._tense import sentence, tense
from factcheck.kinds.time._told import Base, Clock, Mention, Told, Type
from factcheck.kinds.time._words import Token, Words, tokens

_SEASONS = ("SP", "SU", "FA", "WI")


@dataclass(frozen=True, slots=True)
class Timex:
    """One TIMEX3: offsets into the text, its type and value ("1998-02-06", "P3D", "PRESENT_REF")."""

    start: int
    end: int
    type: str
    value: str


class Annotator:
    """Writes every expression of time in a text as TIMEX3."""

    def __init__(self, words: Words, *, day_first: bool = False) -> None:
        self._words = words
        self._reader = Reader(words, day_first=day_first, events=False)

    def annotate(self, text: str, anchor: date) -> list[Timex]:
        """Return the expressions in `text`, resolved against the document's date `anchor`."""
        cut = tokens(text)
        out: list[Timex] = []
        before = Before()
        for (start, end), mentions in self._sentences(cut):
            words = cut[start:end]
            for mention, clause in zip(mentions, clauses(words, mentions, self._words), strict=True):
                points = tense(words, *mention.tokens, clause, self._words)
                setting = Setting(anchor, False, points, before, guess=True)
                moment = resolve(_plain(mention.told), setting, self._words)
                value = _value(mention.told, moment)
                before = before.over(mention.told)
                if not value:
                    continue
                if moment is not None:
                    before = before.after(mention.told, moment, anchor)
                kind = Type.DURATION if value.startswith("P") and value[1] in "TX0123456789" else mention.told.type
                if mention.told.type is Type.SET:
                    kind = Type.SET
                out.append(Timex(mention.start, mention.end, str(kind.value), value))
        return out

    def _sentences(self, cut: list[Token]) -> Iterator[tuple[tuple[int, int], list[Mention]]]:
        """Group the expressions by sentence, their tokens counted from its start."""
        around, group = (0, 0), list[Mention]()
        for mention in self._reader.scan(cut):
            if mention.tokens[0] >= around[1]:
                if group:
                    yield around, group
                around, group = sentence(cut, *mention.tokens), []
            group.append(replace(mention, tokens=(mention.tokens[0] - around[0], mention.tokens[1] - around[0])))
        if group:
            yield around, group


def _plain(told: Told) -> Told:
    return replace(told, through=None, bound="", rolling=False)


def _value(told: Told, moment: Moment | None) -> str:
    if told.reference:
        return told.reference
    if told.type in (Type.DURATION, Type.SET):
        return told.value
    if told.shift is None and told.value and told.base is Base.CONTEXT:
        return told.value
    if moment is None or moment.first is None or moment.last is None:
        return "PAST_REF" if told.shift is None and told.value and told.base is Base.ARTICLE else ""
    return _calendar(told, moment, moment.first) + _time(told.part, told.clock)


def _calendar(told: Told, moment: Moment, first: date) -> str:
    match moment.precision:
        case Precision.WEEK:
            week = first.isocalendar()
            return f"{week.year:04d}-W{week.week:02d}"
        case Precision.WEEKEND:
            week = first.isocalendar()
            return f"{week.year:04d}-W{week.week:02d}-WE"
        case Precision.MONTH:
            return f"{first:%Y-%m}"
        case Precision.QUARTER:
            return f"{first.year:04d}-Q{(first.month + 2) // 3}"
        case Precision.HALF:
            return f"{first.year:04d}-H{1 if first.month == 1 else 2}"
        case Precision.SEASON:
            return f"{first.year:04d}-{_SEASONS[first.month // 3 - 1]}"
        case Precision.YEAR:
            return f"{first.year:04d}"
        case Precision.DECADE:
            return f"{first.year // 10:03d}"
        case Precision.CENTURY:
            return f"{first.year // 100:02d}"
    return first.isoformat()


def _time(part: str, clock: Clock | None) -> str:
    if clock is not None:
        return f"T{clock.minute // 60:02d}:{clock.minute % 60:02d}" if clock.minute < 1440 else "T24:00"
    return f"T{part}" if part else ""
