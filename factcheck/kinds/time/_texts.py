"""What the two texts say against a clash of dates: one text printed twice, a state, a quotation, an unclear week."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from factcheck.identity import normal
from factcheck.kinds.time._daytime import daytimes, outcome
from factcheck.kinds.time._event import Role
from factcheck.kinds.time._moment import WEEKDAYS, Moment, spell
from factcheck.model import Fact, Outcome, Verdict

_COPIED = 85.0  # similarity in per cent from which two sentences are one text, edited
_SHORTEST = 30  # characters from which a clause is not alike by chance
_QUOTED_LATER = 2  # days after which a quotation is still printed
_SAID_TWICE = _SAID_EARLIER = 0.5


def excused(left: Fact, right: Fact, found: Outcome) -> Outcome:
    """Return the outcome for two dates that seem to clash, once it is known what stands around them."""
    one, two = left.value, right.value
    assert isinstance(one, Moment)
    assert isinstance(two, Moment)
    apart = left.statement.article != right.statement.article
    alike = _alike(left, right)
    if apart and alike and _words(left) == _words(right):
        text = f"{found.reason}; but it is one text, carried by articles of different dates"
        return outcome(Verdict.COMPATIBLE, "copied", text, "conflicts if the two texts were written apart")
    if one.dates.role is Role.STATE and two.dates.role is Role.STATE:
        text = f"{found.reason}; but both tell how things stood, which may be true on several days"
        return outcome(Verdict.COMPATIBLE, "state", text, "conflicts if it began or ended between the two")
    if one.quoted or two.quoted:
        return _quoted(one, two, found)
    if apart and _same_weekday(left, right):
        text = f"{found.reason}; but the articles appeared within a week, so that one {_weekday(one)} may be meant"
        flips = f"conflicts only if the {_weekday(one)}s of two weeks are meant"
        return outcome(Verdict.COMPATIBLE, "which-week", text, flips)
    if one.dates.role is Role.SAYING and two.dates.role is Role.SAYING and not alike:
        reason = f"{found.reason}; it may have been said more than once"
        return replace(found, reason=reason, confidence=round(found.confidence * _SAID_TWICE, 4))
    return found


def _words(fact: Fact) -> str:
    return " ".join(fact.surface.casefold().split())


def _alike(left: Fact, right: Fact) -> bool:
    """Tell whether two facts stand in the same sentence, give or take a few words, or in the same clause."""
    one, other = normal(left.statement.text), normal(right.statement.text)
    if fuzz.ratio(one, other, score_cutoff=_COPIED):
        return True
    one, other = _clause(left), _clause(right)
    return min(len(one), len(other)) >= _SHORTEST and bool(fuzz.ratio(one, other, score_cutoff=_COPIED))


def _clause(fact: Fact) -> str:
    return normal((fact.clause or fact.statement.span).of(fact.statement.article.text))


def _quoted(one: Moment, two: Moment, found: Outcome) -> Outcome:
    """Judge "tonight" in a quotation, which counts from when it was said, not from when it was printed."""
    reason = f"{found.reason}; but the words are quoted, and count from when they were said"
    if one.first is None or two.first is None or one.last is None or two.last is None:
        return found
    gap = max((one.first - two.last).days, (two.first - one.last).days)
    if gap <= _QUOTED_LATER:
        return outcome(Verdict.COMPATIBLE, "quoted", reason, "conflicts if they were said on the day of printing")
    return replace(found, reason=reason, confidence=round(found.confidence * _SAID_EARLIER, 4))


def _same_weekday(left: Fact, right: Fact) -> bool:
    """Tell whether articles less than a week apart give one bare weekday, resolved to two weeks."""
    one, two = left.value, right.value
    published, other = left.statement.article.published, right.statement.article.published
    assert isinstance(one, Moment)
    assert isinstance(two, Moment)
    if published is None or other is None or published == other or abs((published - other).days) >= 7:
        return False
    if one.relative != "weekday" or two.relative != "weekday" or one.weekday is None or one.weekday != two.weekday:
        return False
    if left.statement.mood is not right.statement.mood or one.first is None or two.first is None:
        return False
    if one.daytime is not None and two.daytime is not None and daytimes(one, two).verdict is Verdict.CONTRADICTION:
        return False
    return abs((one.first - two.first).days) == 7


def _weekday(moment: Moment) -> str:
    return WEEKDAYS[moment.weekday] if moment.weekday is not None else spell(moment.first) if moment.first else "day"
