"""Two ages: units, lists, birthdays, namesakes, the dead who grow no older."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein, Prefix

from factcheck.kinds.quantity._gap import lived
from factcheck.kinds.quantity._pair import Pair, fits, undecided
from factcheck.kinds.quantity._value import Quantity, plain
from factcheck.model import Fact, Outcome

_MARKS = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
_TITLES = frozenset(
    {"officer", "deputy", "sgt", "sergeant", "detective", "det", "lt", "lieutenant", "capt", "captain", "cpl", "dr"}
    | {"mr", "mrs", "ms", "sheriff", "trooper", "chief", "judge", "rev", "pastor", "private", "pvt", "agent", "col"}
)
_KIN = r"(?:grand|step)?(?:mother|father|son|daughter|parent)"
_PARENT_BEHIND = re.compile(rf",? (?:the |an? |his |her |their )?(?:late )?{_KIN} (?:of|to)\b", re.IGNORECASE)
_PARENT_AHEAD = re.compile(
    rf"(?:[’']s|\b(?:his|her|their)) (?:late |elderly )?{_KIN},? (?:\w+[ ,]+){{1,4}}$", re.IGNORECASE
)
_BIRTHDAY = 365.2425
_SELDOM = 4  # days: a birthday falls in fewer once in 100 times, two reports of one age differ oftener
_RARE = 14  # days: up to here a birthday and a misprint are about as likely
_GENERATION = 12.0  # years: nobody misprints an age by so much as often as a son bears his father's name
_YEARS_TOLD = 2.0  # years between events that one article tells of, a crime and its trial
_IN_MONTHS = 36.0  # months: children younger than that have their age told in them


def judged(pair: Pair) -> Outcome | None:
    """Return the outcome of two ages that some rule explains, None where they simply differ."""
    if pair.a.dimension != "age":
        return None
    for rule in (_units, _listed, _two_people, _namesakes, _within, _birthday):
        outcome = rule(pair)
        if outcome is not None:
            return outcome
    return None


def one_person(pair: Pair) -> bool:
    """Tell whether both ages are those of somebody named in full."""
    return full_name(pair.left.about) and full_name(pair.right.about)


def same_person(left: str, right: str) -> bool:
    """Tell whether two words for whose age it is may mean one person: a noun may stand for anybody.

    Names that share no word are two people, and so are two first names or two last names: a title, a generation mark
    and an initial tell nothing.
    """
    if not (left[:1].isupper() and right[:1].isupper()):
        return True
    ours, theirs = _parts(left), _parts(right)
    if len(ours) < 2 or len(theirs) < 2:
        return not ours or not theirs or bool(set(ours) & set(theirs))
    first = ours[0] in theirs or theirs[0] in ours or _spelled_alike(ours[0], theirs[0])
    last = ours[-1] in theirs or theirs[-1] in ours or _spelled_alike(ours[-1], theirs[-1])
    return first and last and bool(set(ours) & set(theirs))


def _parts(name: str) -> list[str]:
    words = [word.strip(".,").lower().replace("’", "'") for word in name.split()]
    return [word for word in words if len(word) > 1 and word not in _MARKS and word not in _TITLES]


def _spelled_alike(one: str, other: str) -> bool:
    """Thom and Thomas, Devante and Devonte, Kathryn and Katherine; not Jonathan and Jonylah."""
    shared = Prefix.similarity(one, other)
    shorter = min(len(one), len(other))
    near = shared > 0 and shorter > 4 and Levenshtein.distance(one, other) <= 2
    return near or (shared >= 3 and 2 * shared >= shorter)


def full_name(about: str) -> bool:
    """Tell whether an age is that of somebody named in full."""
    return len(about.split()) > 1 and _is_name(about)


def _is_name(about: str) -> bool:
    return bool(about) and all(word[:1].isupper() for word in about.split())


def _units(pair: Pair) -> Outcome | None:
    a, b = pair.a, pair.b
    if a.unit.name == b.unit.name:
        return None
    if (lived(a)[0] < lived(b)[1] and lived(b)[0] < lived(a)[1]) or _rounded_up(a, b) or _rounded_up(b, a):
        return fits("quantity.age-units", f"{pair.words} fit: ages count whole units.", "", 0.9)
    return None


def _rounded_up(a: Quantity, b: Quantity) -> bool:
    """Tell whether a child of 21 months may be called two years old."""
    months = a.unit.name == "month of age" and b.unit.name == "year of age" and a.exact and b.exact
    return months and a.low < _IN_MONTHS and a.low / 12 > b.low - 0.5 and a.low / 12 < b.low + 1


def _listed(pair: Pair) -> Outcome | None:
    """One of "a man of 25, one of 26 and one of 33" met another of them."""
    if _is_name(pair.left.about) and _is_name(pair.right.about):
        return None
    a, b = pair.a, pair.b
    if a.low not in b.beside.ages and b.low not in a.beside.ages:
        return None
    shared = a.low if a.low in b.beside.ages else b.low
    return fits(
        "quantity.listed",
        f"{pair.words} may be two people: both sentences tell of somebody who is {plain(shared)}.",
        "contradiction if both mean the same person",
        0.8,
    )


def _two_people(pair: Pair) -> Outcome | None:
    """The dead are not those who are held for it, unless a name says so."""
    if _is_name(pair.left.about) and _is_name(pair.right.about):
        return None
    for one, other in ((pair.a.beside, pair.b.beside), (pair.b.beside, pair.a.beside)):
        if one.dead and other.held and not (one.held or other.dead):
            return undecided(
                "quantity.two-people",
                f"{pair.words} seem to be two people: one has died, the other is accused.",
                "contradiction if both mean the same person",
                0.8,
            )
    return None


def _within(pair: Pair) -> Outcome | None:
    """An article that tells of several years may give an age of each, in a caption or of a trial."""
    if pair.articles[0] != pair.articles[1] or abs(pair.a.base[0] - pair.b.base[0]) > _YEARS_TOLD:
        return None
    if pair.a.base[0] == pair.b.base[0]:
        return None
    return undecided(
        "quantity.age-within",
        f"{pair.words} in one article may be ages at two times.",
        "contradiction if both are meant for one day",
        0.6,
    )


def _namesakes(pair: Pair) -> Outcome | None:
    """Father and son may share a name: one article tells of both, or a generation mark tells them apart."""
    names = pair.left.about, pair.right.about
    if not all(_is_name(name) for name in names) or abs(pair.a.base[0] - pair.b.base[0]) < _GENERATION:
        return None
    marks = [{word.strip(".,").lower() for word in name.split()} & _MARKS for name in names]
    same = pair.articles[0] == pair.articles[1]
    if not same and marks[0] == marks[1] and _generation(pair.left) == _generation(pair.right):
        return None
    where = "one article" if same else "two articles"
    return undecided(
        "quantity.namesakes",
        f"{pair.words} under one name in {where}: a parent and a child may share a name.",
        "contradiction if both mean the same person",
        0.8,
    )


def _generation(fact: Fact) -> bool:
    """Tell whether the words beside a name and an age speak of another generation: "Holm, 82, mother of the mayor"."""
    said, start = fact.statement.text, fact.statement.span.start
    before, after = said[: fact.span.start - start], said[fact.span.end - start :]
    return bool(_PARENT_BEHIND.match(after) or _PARENT_AHEAD.search(before))


def _birthday(pair: Pair) -> Outcome | None:
    """Explain a year more in the later article; the dead grow no older, and nobody grows younger."""
    if not pair.dated:
        return None
    young, old = pair.in_order
    first, later = (article.published for article in pair.articles)
    days = abs((later - first).days) if first and later else 0
    grown = old.low - young.high
    if not 0 < grown < days / _BIRTHDAY + 1 or young.beside.dead:
        return None
    if days < _SELDOM and one_person(pair):
        return None
    if days < _RARE and one_person(pair):
        reason = f"{pair.words} differ; a birthday in the {_days(days)} between the two articles would explain it."
        return undecided("quantity.rare-birthday", reason, "contradiction if both give the age on the same day", 0.5)
    return fits(
        "quantity.birthday",
        f"{pair.words} fit if a birthday fell in the {_days(days)} between the two articles.",
        "contradiction if both give the age on the same day",
        round(max(0.5, min(0.95, 0.5 + days / _BIRTHDAY / 2)), 2),
    )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
