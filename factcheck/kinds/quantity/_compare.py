"""Whether two quantities fit together: a ladder of rules, each outcome with its reason.

Rungs are tried from the top; the first that applies decides. Every rung is symmetric in its sides.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from factcheck.kinds.quantity import _compare_age, _compare_victims, _told_before
from factcheck.kinds.quantity._gap import (
    apart,
    close,
    figure_gap,
    figures_equal,
    interval_gap,
    larger_gap,
    overlap,
    percent,
    rounding_step,
    whole_percent,
)
from factcheck.kinds.quantity._pair import Pair, agrees, fits, undecided
from factcheck.kinds.quantity._speakers import one_speaker, somebody
from factcheck.kinds.quantity._value import Change, Quantity, Role
from factcheck.kinds.quantity._words import Vocabulary
from factcheck.model import Fact, Outcome, Severity, Verdict

_ROUNDING = 0.10  # a rounded figure further off than this is another figure
_COUNT_ROUNDING = 0.05  # a rounded count is nearer
_ROUND = 1000.0
_SETTLED = 30  # days after which a story's counts run no more
_STRETCH = 2.0  # how much further than its usual ends a vague word may reach
_GUESSED = 0.1  # by less than this a value misses what "about" or "almost" allows: how far these reach is a guess
_GROWN_TO = re.compile(
    r"\b(?:gr(?:ows|ew|own)|ris(?:es|en)|rose|climb(?:s|ed)|jump(?:s|ed)|swell(?:s|ed)|soar(?:s|ed)|mount(?:s|ed)"
    r"|increase[sd]|widen(?:s|ed)|expand(?:s|ed))(?: \w+){0,2} to(?: \w+){0,2} $",
    re.IGNORECASE,
)
_AHEAD_BY = re.compile(r"\b(?:by|margin of)(?: \w+){0,2} $", re.IGNORECASE)
_SUPPOSED = re.compile(r"\b(?:will|would|could|might|should|if|to)\b[^,;.]{0,20}$", re.IGNORECASE)


Rung = Callable[[Pair], Outcome | None]


class Ladder:
    """Compares two facts by rules; `tolerances` maps unit or dimension to a relative difference that is agreement."""

    def __init__(self, vocabulary: Vocabulary, tolerances: Mapping[str, float]) -> None:
        self._vocabulary = vocabulary
        self._tolerances = tolerances
        self._rungs: tuple[Rung, ...] = (
            self._measured,
            _compare_victims.summed,
            lambda pair: _compare_victims.included(pair, vocabulary),
            self._scope,
            _compare_victims.over_time,
            _compare_victims.victims,
            self._direction,
            self._same,
            self._tolerated,
            self._overlap,
            self._rounded,
            self._edge,
            lambda pair: _told_before.judged(pair, vocabulary),
            _compare_age.judged,
            self._vague,
            self._mood,
            _compare_victims.told_apart,
            self._grown,
            self._running,
            self._speakers,
        )

    def compare(self, left: Fact, right: Fact) -> Outcome:
        """Return the outcome of the first rung that applies."""
        a, b = left.value, right.value
        if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
            raise TypeError(f"not quantities: {a!r}, {b!r}")
        pair = Pair(left, right, a, b)
        for rung in self._rungs:
            outcome = rung(pair)
            if outcome is not None:
                return outcome
        return self._contradiction(pair)

    def _measured(self, pair: Pair) -> Outcome | None:
        if pair.a.dimension == pair.b.dimension:
            return None
        first, second = sorted((pair.a.dimension, pair.b.dimension))
        return undecided("quantity.dimension", f"{pair.words} measure different things: {first} and {second}.", "", 0.9)

    def _scope(self, pair: Pair) -> Outcome | None:
        if pair.a.scope == pair.b.scope:
            return None
        told = " and ".join(sorted({f"“{scope}”" for scope in (pair.a.scope, pair.b.scope) if scope}))
        return undecided(
            "quantity.scope",
            f"{pair.words} count different groups: only one side says {told}.",
            "agreement or contradiction once both count the same group",
            0.8,
        )

    def _direction(self, pair: Pair) -> Outcome | None:
        if {pair.a.role, pair.b.role} != {Role.RISE, Role.FALL}:
            return None
        if pair.a.base[0] <= 0.0 >= pair.b.base[0]:
            reason = f"{pair.words} both allow for no change."
            return fits("quantity.no-change", reason, "", 0.8)
        return Outcome(
            Verdict.CONTRADICTION,
            "quantity.direction",
            f"One side reports a rise and the other a fall: {pair.words}.",
            "agreement if both move the same way",
            Severity.MAJOR,
            0.9,
        )

    def _same(self, pair: Pair) -> Outcome | None:
        a, b = pair.a, pair.b
        if a.role is Role.SCORE:
            return self._score(pair)
        ends = (a.low_closed, a.high_closed) == (b.low_closed, b.high_closed)
        if ends and close(a.base[0], b.base[0]) and close(a.base[1], b.base[1]):
            if a.unit.name == b.unit.name:
                return agrees("quantity.same", f"Both say {a}.", "", 0.99)
            return agrees("quantity.units", f"{pair.words} are the same amount.", "", 0.98)
        soft = {Change.EQUAL, Change.ABOUT, Change.UP, Change.DOWN}
        open_ends = not (a.low_closed and a.high_closed and b.low_closed and b.high_closed)
        if {a.change, b.change} <= soft and not open_ends and figures_equal(a, b):
            return agrees(
                "quantity.same-figure", f"{pair.words} give the same figure at the precision stated.", "", 0.97
            )
        return None

    def _score(self, pair: Pair) -> Outcome:
        if sorted(pair.a.figures) == sorted(pair.b.figures):
            return agrees("quantity.same", f"Both give the score {pair.a}.", "", 0.95)
        return Outcome(
            Verdict.CONTRADICTION, "quantity.score", f"The scores differ: {pair.words}.", "", Severity.MAJOR, 0.8
        )

    def _tolerated(self, pair: Pair) -> Outcome | None:
        tolerance = max(self._tolerance(pair.a), self._tolerance(pair.b))
        gap = figure_gap(pair.a, pair.b)
        if not tolerance or gap > tolerance + 1e-12:
            return None
        return agrees(
            "quantity.tolerance",
            f"{pair.words} differ by {percent(gap)}, within the tolerance of {percent(tolerance)}.",
            f"differs at a tolerance below {percent(gap)}",
            0.95,
        )

    def _tolerance(self, value: Quantity) -> float:
        names = (value.unit.name, value.dimension)
        return next((self._tolerances[name] for name in names if name in self._tolerances), 0.0)

    def _overlap(self, pair: Pair) -> Outcome | None:
        if not overlap(pair.a, pair.b):
            return None
        gap = figure_gap(pair.a, pair.b)
        bounded = any(math.isinf(value.high) or value.change is Change.LESS for value in (pair.a, pair.b))
        size = "" if math.isinf(gap) or gap == 0 else f", a difference of {whole_percent(larger_gap(pair.a, pair.b))}"
        reason = f"{pair.words} fit together: the bound allows both." if bounded else f"{pair.words} overlap{size}."
        flips = "" if math.isinf(gap) or gap == 0 or bounded else f"agrees at a tolerance of {percent(gap)} or more"
        rule = "quantity.inside-bound" if bounded else "quantity.overlap"
        return fits(rule, reason, flips, 0.92)

    def _rounded(self, pair: Pair) -> Outcome | None:
        a, b = pair.a, pair.b
        if not (a.exact and b.exact) or a.dimension in ("age", "score", "multiple"):
            return None
        edge = rounding_step(a, b)
        distance, gap = abs(a.base[0] - b.base[0]), figure_gap(a, b)
        most = _COUNT_ROUNDING if a.dimension == "count" else _ROUNDING
        if not edge or distance > edge / 2 * (1 + 1e-6) or gap > most:
            return None
        return fits(
            "quantity.rounding",
            f"{pair.words} are the same figure rounded differently, a difference of {whole_percent(larger_gap(a, b))}.",
            f"agrees at a tolerance of {percent(gap)} or more",
            0.85,
        )

    def _edge(self, pair: Pair) -> Outcome | None:
        """Almost 8 against 8, over 3 trillion against 3 trillion: the same figure, and one side leans away from it."""
        if not figures_equal(pair.a, pair.b) or not any(_leans(value) for value in (pair.a, pair.b)):
            return None
        reason = f"{pair.words} name the same figure; one side puts the value just beside it."
        return fits("quantity.edge", reason, "", 0.85)

    def _vague(self, pair: Pair) -> Outcome | None:
        """Several, a few, dozens: their ends are a reader's guess, so that they contradict no number."""
        a, b = pair.a, pair.b
        if not (a.vague or b.vague) or {a.role, b.role} != {Role.LEVEL}:
            return None
        if overlap(_stretched(a), _stretched(b)):
            return fits("quantity.vague", f"{pair.words} may fit: one side gives no number.", "", 0.8)
        reason = f"{pair.words} are far apart, but one side gives no number."
        return undecided("quantity.vague", reason, "contradiction if both sides gave numbers", 0.7)

    def _mood(self, pair: Pair) -> Outcome | None:
        moods = {pair.left.statement.mood, pair.right.statement.mood}
        if len(moods) == 1 or (pair.a.dimension == "age" and not any(map(_will_be, (pair.left, pair.right)))):
            return None
        one, other = sorted(mood.value for mood in moods)
        return undecided(
            "quantity.mood",
            f"{pair.words} differ, but one is {one} and the other {other}.",
            "contradiction if both are meant as fact",
            0.7,
        )

    def _grown(self, pair: Pair) -> Outcome | None:
        """The later article itself says that the number rose to what it tells: "has grown to 9,000 acres"."""
        early, late = pair.in_order
        later = pair.left if pair.a is late else pair.right
        if not pair.dated or late.base[0] < early.base[1] or not _GROWN_TO.search(_told_before_it(later)):
            return None
        return Outcome(
            Verdict.UPDATE,
            "quantity.running-update",
            f"The later article says that it rose, from {early} to {late}.",
            "contradiction if both were published the same day",
            Severity.MINOR,
            0.9,
        )

    def _running(self, pair: Pair) -> Outcome | None:
        """12 dead on Monday, 15 on Tuesday: a count that runs over the days of a story."""
        if not self._runs(pair):
            return None
        first, later = pair.left.statement.article, pair.right.statement.article
        if first == later or (first.published and first.published == later.published):
            return None
        if first.published is None or later.published is None:
            return undecided(
                "quantity.running-undated",
                f"{pair.words} differ; a running count may have changed, and the articles' dates are not both known.",
                "update or contradiction once both dates are known",
                0.7,
            )
        early, late = pair.in_order
        rises = late.base[0] >= early.base[1]
        if rises or early.state in self._vocabulary.words("cumulative", "falling"):
            return Outcome(
                Verdict.UPDATE,
                "quantity.running-update",
                f"The count went from {early} to {late} in the later article.",
                "contradiction if both were published the same day",
                Severity.MINOR,
                0.9,
            )
        if abs((later.published - first.published).days) > _SETTLED:
            return undecided(
                "quantity.running-late",
                f"{pair.words} differ, with more than {_SETTLED} days between the articles: the later one may correct "
                "the count, or tell of another event.",
                "contradiction if both are of the same days",
                0.7,
            )
        return Outcome(
            Verdict.CONTRADICTION,
            "quantity.running-fall",
            f"The later article has fewer: {late} after {early}, and a running count does not fall.",
            "update if the later article had more",
            Severity.MAJOR,
            0.85,
            apart(pair.a, pair.b),
        )

    def _runs(self, pair: Pair) -> bool:
        cumulative = self._cumulative(pair.a) and self._cumulative(pair.b)
        return cumulative and not any(map(_margin, (pair.left, pair.right)))

    def _cumulative(self, value: Quantity) -> bool:
        if value.dimension != "count" or value.role is not Role.LEVEL:
            return False
        if value.state:
            return value.state in self._vocabulary.words("cumulative", "states")
        return value.thing in self._vocabulary.words("cumulative", "nouns")

    def _speakers(self, pair: Pair) -> Outcome | None:
        one, other = pair.left.statement.speaker, pair.right.statement.speaker
        if not (one and other) or one == other or not (somebody(one) and somebody(other)):
            return None
        if one_speaker(one, other):
            return None
        first, second = sorted((one, other))
        return Outcome(
            Verdict.DISPUTE,
            "quantity.dispute",
            f"{first} and {second} disagree: {pair.words}.",
            "contradiction if one voice says both",
            Severity.MINOR,
            0.85,
            apart(pair.a, pair.b),
        )

    def _contradiction(self, pair: Pair) -> Outcome:
        a, b = pair.a, pair.b
        gap = interval_gap(a, b)
        if a.dimension == "age" and a.exact and b.exact:
            years = f"{abs(a.base[0] - b.base[0]):.3g}"
            reason = f"{pair.words} differ by {years} year{'' if years == '1' else 's'}."
            severity, sure = self._severity(pair, gap), _confidence(pair, gap, False)
            if _compare_age.one_person(pair):
                flips = "compatible if a birthday fell between the two articles" if pair.dated else ""
                return Outcome(Verdict.CONTRADICTION, "quantity.age", reason, flips, severity, 0.9)
            return Outcome(Verdict.CONTRADICTION, "quantity.different", reason, "", severity, sure, apart(a, b))
        bounded = not (a.exact and b.exact)
        figures = figures_equal(a, b)
        rule = "quantity.bound-outside" if bounded else "quantity.different"
        if self._runs(pair):
            rule = "quantity.running-differs"
        reason = (
            f"{pair.words} do not fit: one lies outside what the other allows."
            if bounded
            else f"{pair.words} differ by {percent(gap)}."
        )
        flips = f"agrees at a tolerance of {percent(gap)} or more" if 0 < gap < 10 else ""
        return Outcome(
            Verdict.CONTRADICTION,
            rule,
            reason,
            flips,
            self._severity(pair, gap),
            _confidence(pair, gap, figures),
            apart(a, b),
        )

    def _severity(self, pair: Pair, gap: float) -> Severity:
        if pair.a.dimension == "age":
            return Severity.MINOR if abs(pair.a.low - pair.b.low) <= 1 else Severity.MAJOR
        return Severity.MINOR if gap < 0.05 else Severity.MAJOR


def _told_before_it(fact: Fact) -> str:
    return fact.statement.article.text[fact.statement.span.start : fact.span.start]


def _margin(fact: Fact) -> bool:
    """Tell whether a count is how far one lies ahead of another: "won by 214 votes"."""
    return _AHEAD_BY.search(_told_before_it(fact)) is not None


def _will_be(age: Fact) -> bool:
    """Tell whether an age itself is planned or supposed: somebody's age beside "will leave" is told as it is."""
    return _SUPPOSED.search(_told_before_it(age)) is not None


def _leans(value: Quantity) -> bool:
    """Tell whether a hedge stays near its figure: "almost", and "over" before a figure rounded to thousands."""
    if value.low_closed and value.high_closed:
        return False
    near = not math.isinf(value.high) and value.change is not Change.LESS
    return near or value.step >= _ROUND


def _stretched(value: Quantity) -> Quantity:
    if not value.vague:
        return value
    return replace(value, low=value.low / _STRETCH, high=value.high * _STRETCH, low_closed=True, high_closed=True)


def _hedged(value: Quantity) -> bool:
    """Tell whether a value is told roughly: "almost half", "about a dozen"; not "at least 20", which bounds it."""
    return bool(value.hedge) and not math.isinf(value.low) and not math.isinf(value.high)


def _confidence(pair: Pair, gap: float, same_figure: bool) -> float:
    """How far the difference speaks for a contradiction, from its size and from how well both say what they count."""
    sure = 0.9
    if same_figure or (gap < _GUESSED and (_hedged(pair.a) or _hedged(pair.b))):
        sure = 0.5
    elif gap < 0.02:
        sure = 0.75
    if pair.a.dimension == "count" and not (pair.a.thing and pair.b.thing):
        sure -= 0.2
    first, later = pair.left.statement.article.published, pair.right.statement.article.published
    if first and later and first != later and pair.a.dimension not in ("age", "duration", "length"):
        sure -= 0.15
    return round(max(sure, 0.3), 2)
