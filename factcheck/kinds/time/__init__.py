"""Times: dates and times of day, found with exact spans, resolved against their article, compared by the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from factcheck.config import Config
from factcheck.kinds.time._clause import about, clauses
from factcheck.kinds.time._compare import comparable, judge
from factcheck.kinds.time._context import Before, Setting
from factcheck.kinds.time._event import dated
from factcheck.kinds.time._grammar import Reader
from factcheck.kinds.time._moment import Bound, Daytime, Moment, Precision
from factcheck.kinds.time._question import ask
from factcheck.kinds.time._resolve import resolve
from factcheck.kinds.time._tense import FUTURE, KNOWN, PAST, UNKNOWN, tense
from factcheck.kinds.time._timex import Annotator, Timex
from factcheck.kinds.time._told import Base, Mention, Told, Type
from factcheck.kinds.time._words import Token, load, tokens
from factcheck.model import Alignment, Fact, Mood, Origin, Outcome, Span, Statement

__all__ = ["Annotator", "Bound", "Daytime", "Moment", "Precision", "Times", "Timex", "timexes"]

_JOINS = frozenset(("-", "–", "—", "to", "until", "till", "through"))
_BEGINS = frozenset(("starts", "begins", "ends", "runs", "started", "began", "ended", "ran", "closes", "closed"))


def timexes(text: str, anchor: date, config: Config | None = None) -> list[Timex]:
    """Return every expression of time in `text` as TIMEX3, lengths and sets included, resolved against `anchor`."""
    settings = config or Config()
    return Annotator(load(settings.lexicon), day_first=settings.day_first).annotate(text, anchor)


class Times:
    """Finds and compares moments: the kind "time"."""

    def __init__(self, config: Config) -> None:
        self._words = load(config.lexicon)
        self._reader = Reader(self._words, day_first=config.day_first)

    @property
    def name(self) -> str:
        """The word used in reports and fingerprints."""
        return "time"

    def find(self, statements: Sequence[Statement]) -> Sequence[Fact]:
        """Return the moments told in the statements of one article; lengths of time are quantities, not moments."""
        facts: list[Fact] = []
        before = Before()
        for statement in statements:
            found, before = self._in_statement(statement, before)
            facts.extend(found)
        return facts

    def comparable(self, left: Fact, right: Fact) -> bool:
        """Tell whether both are moments of one sort (points of the calendar, or both repeating) and may date one thing.

        The day on which somebody said so, a day on which it was still so, and the day of another event do not bear on
        the day of an event.
        """
        one, two = left.value, right.value
        if not isinstance(one, Moment) or not isinstance(two, Moment):
            return False
        return comparable(one, two) and one.dates.bears_on(two.dates)

    def named(self, fact: Fact) -> bool:
        """A date is never known by a name alone."""
        return False

    def same_subject(self, left: Fact, right: Fact) -> float:
        """Tell whether both clauses name their event by the same words."""
        return float(bool(left.about) and left.about.casefold() == right.about.casefold())

    def compare(self, pairs: Sequence[Alignment]) -> Sequence[Outcome]:
        """Judge whether two moments of the same event fit together."""
        return [judge(pair.left, pair.right, self._words.moved) for pair in pairs]

    def question(self, fact: Fact) -> str:
        """Ask for the event that the fact dates: 'When is the council scheduled to meet in Riga?'."""
        return ask(fact, self._words)

    def _in_statement(self, statement: Statement, before: Before) -> tuple[list[Fact], Before]:
        text = statement.text
        cut = tokens(text)
        scanned = [mention for mention in self._reader.scan(cut) if not mention.told.reference]
        ahead = {mention.tokens for mention in scanned if _may_count_ahead(cut, mention)}
        mentions = [_as_date(m) if m.tokens in ahead else m for m in scanned]
        mentions = [m for m in mentions if m.told.type is not Type.DURATION and not self._left_behind(cut, m)]
        mentions = [m for m in mentions if not _begins_itself(cut, m)]
        mentions = _joined(cut, mentions)
        taken = {i for mention in mentions for i in range(*mention.tokens)}
        facts: list[Fact] = []
        for mention, clause in zip(mentions, clauses(cut, mentions, self._words), strict=True):
            mention = _of_the_year(cut, mention, facts)
            setting = self._setting(statement, cut, mention, clause, before)
            moment = resolve(mention.told, setting, self._words, text[mention.start : mention.end])
            if moment is None or _empty(moment) or (mention.tokens in ahead and setting.tense != FUTURE):
                continue
            before = before.after(mention.told, moment, statement.article.published)
            on = dated(cut, mention.tokens, taken, self._words, clock=mention.told.clock is not None)
            moment = replace(moment, dates=on, quoted=_in_quotation(text, mention))
            facts.append(self._fact(statement, cut, mention, clause, taken, moment))
        return facts, before

    def _left_behind(self, cut: list[Token], mention: Mention) -> bool:
        """Tell whether an event was moved away from this date: "postponed from Monday to Wednesday"."""
        first = mention.tokens[0]
        if not first or cut[first - 1].word != "from":
            return False
        return any(token.word in self._words.moved for token in cut[max(0, first - 4) : first - 1])

    def _setting(
        self,
        statement: Statement,
        cut: list[Token],
        mention: Mention,
        clause: tuple[int, int],
        before: Before,
    ) -> Setting:
        article = statement.article
        points = tense(cut, *mention.tokens, clause, self._words)
        if points == UNKNOWN and statement.mood is Mood.PLANNED:
            points = FUTURE
        inferred = article.published_from is Origin.NEIGHBOURS
        return Setting(article.published, inferred, points, _fitting(before, mention.told, points, article.published))

    def _fact(
        self,
        statement: Statement,
        cut: list[Token],
        mention: Mention,
        clause: tuple[int, int],
        taken: set[int],
        moment: Moment,
    ) -> Fact:
        start = statement.span.start
        head = about(cut, mention.tokens, clause, taken, self._words)
        where = Span(start + cut[clause[0]].start, start + cut[clause[1] - 1].end)
        span = Span(start + mention.start, start + mention.end)
        return Fact(statement, self.name, moment, span, head, where)


def _begins_itself(cut: list[Token], mention: Mention) -> bool:
    """Tell whether a year is what begins or ends, and dates nothing: "the fiscal year starts on 1 July"."""
    first, last = mention.tokens
    following = cut[last].word if last < len(cut) else ""
    opens = not first or not cut[first - 1].text[:1].isalnum()
    return opens and mention.told.fiscal and following in _BEGINS


def _of_the_year(cut: list[Token], mention: Mention, facts: Sequence[Fact]) -> Mention:
    """Give "next year's fair is from 3 May" the year that owns the event."""
    told = mention.told
    owner = facts[-1] if facts else None
    if owner is None or not (told.month and told.day) or told.year is not None:
        return mention
    value, end = owner.value, owner.span.end - owner.statement.span.start
    behind = [token.word for token in cut if token.start >= end][:2]
    owns = behind[:1] == ["'"] or behind[:2] == ["’", "s"]
    if not (owns and isinstance(value, Moment) and value.precision is Precision.YEAR and value.first):
        return mention
    year, through = value.first.year, told.through
    if through is not None and through.month and through.year is None:
        through = replace(through, year=year)
    return replace(mention, told=replace(told, year=year, through=through))


def _fitting(before: Before, told: Told, points: int, published: date | None) -> Before:
    """Leave out a day told before that the tense of a time of day rules out: "she spoke shortly before four"."""
    day = before.day
    borrows = told.base is Base.CONTEXT and (told.clock is not None or bool(told.part))
    if not borrows or published is None or day is None or day.first is None:
        return before
    ahead = day.first > published
    wrong = (ahead and points in (PAST, KNOWN)) or (day.first < published and points == FUTURE)
    return replace(before, day=None) if wrong else before


def _may_count_ahead(cut: list[Token], mention: Mention) -> bool:
    """Tell whether a length of time may name a date to come: "in two weeks", if the tense agrees."""
    told, first = mention.told, mention.tokens[0]
    long = told.unit in ("day", "week", "fortnight", "month", "year", "decade")
    if told.type is not Type.DURATION or told.direction is not None or not told.shift or not long:
        return False
    return (
        first > 0 and cut[first - 1].word == "in" and "-" not in (token.word for token in cut[slice(*mention.tokens)])
    )


def _in_quotation(text: str, mention: Mention) -> bool:
    """Tell whether a day told from the day of speaking ("tonight") stands in quotation marks."""
    told = mention.told
    if told.base is not Base.ARTICLE or told.unit != "day" or told.shift is None:
        return False
    before, after = text[: mention.start], text[mention.end :]
    if before.count("“") > before.count("”") or before.count('"') % 2:
        return True
    closes = after.find("”") >= 0 and (after.find("“") < 0 or after.find("”") < after.find("“"))
    return '"' not in before and (closes or after.count('"') % 2 == 1)


def _as_date(mention: Mention) -> Mention:
    return replace(mention, told=replace(mention.told, type=Type.DATE, base=Base.ARTICLE))


def _empty(moment: Moment) -> bool:
    """Tell whether nothing comparable is left of a moment."""
    known = moment.resolved or moment.repeats or moment.weekday is not None or moment.month or moment.daytime
    return not (known or moment.relative)


def _joined(cut: list[Token], mentions: list[Mention]) -> list[Mention]:
    """Make one range of two dates joined by "from ... to", "between ... and" or a dash."""
    out: list[Mention] = []
    for mention in mentions:
        last = out[-1] if out else None
        if last is not None and _makes_range(cut, last, mention):
            told = replace(last.told, through=mention.told, bound="")
            out[-1] = Mention(last.start, mention.end, told, (last.tokens[0], mention.tokens[1]))
        else:
            out.append(mention)
    return out


def _makes_range(cut: list[Token], left: Mention, right: Mention) -> bool:
    between = [token.word for token in cut[left.tokens[1] : right.tokens[0]] if token.word != "the"]
    if len(between) != 1 or left.told.through or left.told.clock or right.told.clock:
        return False
    if left.told.base is Base.EVENT or right.told.base is Base.EVENT or not (left.told.dated and right.told.dated):
        return False
    before = cut[left.tokens[0] - 1].word if left.tokens[0] else ""
    if between[0] == "and":
        return before == "between"
    if between[0] == "to":
        alike = left.told.weekday is not None and right.told.weekday is not None
        return before == "from" or alike or (left.told.year is not None and right.told.year is not None)
    return between[0] in _JOINS
