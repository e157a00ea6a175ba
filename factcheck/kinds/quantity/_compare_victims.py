"""Counts of the dead and the hurt, added up before they are compared."""

from __future__ import annotations

from factcheck.kinds.quantity._gap import figures_equal, overlap
from factcheck.kinds.quantity._pair import Pair, fits, undecided
from factcheck.kinds.quantity._value import Quantity, Role, plain
from factcheck.kinds.quantity._words import Vocabulary
from factcheck.model import Outcome, Severity, Verdict

VICTIMS = frozenset({"victim", "casualty"})
_TOLD_APART = ("killed", "injured")


def summed(pair: Pair) -> Outcome | None:
    """Four hurt against one killed and three hurt: a total is no contradiction of its parts."""
    for total, part in ((pair.a, pair.b), (pair.b, pair.a)):
        if _shot_and_hurt(total, part):
            shot, hurt = (plain(number or 0) for number in (part.beside.shot, part.beside.injured))
            reason = f"{total} may be those {shot} shot and {hurt} otherwise injured."
            return fits("quantity.sum", reason, "contradiction if both count the same group", 0.85)
        victims = part.beside.victims
        if victims is None or not _is_total(total) or part.scope == "part" or overlap(total, part):
            continue
        killed, injured = victims
        if total.exact and total.low == killed + injured:
            return fits(
                "quantity.sum",
                f"{total} may count all victims: the {plain(killed)} killed and {plain(injured)} injured opposite "
                "add up to it.",
                f"contradiction if the {total} do not include the dead",
                0.85,
            )
    return None


def _shot_and_hurt(total: Quantity, part: Quantity) -> bool:
    """Tell whether "three shot, one injured" adds up to the four of the other side."""
    shot, injured = part.beside.shot, part.beside.injured
    known = shot is not None and injured is not None and not (total.beside.shot or part.beside.killed)
    return known and total.exact and total.state in ("injured", "shot") and total.low == (shot or 0) + (injured or 0)


def _is_total(value: Quantity) -> bool:
    """Tell whether a count may take in the dead as well: its own sentence does not count them apart."""
    if value.dimension != "count" or value.role is not Role.LEVEL or value.scope:
        return False
    return value.beside.killed is None and (value.state in ("injured", "shot") or value.thing in VICTIMS)


def included(pair: Pair, vocabulary: Vocabulary) -> Outcome | None:
    """Two others, two of the victims, two women among three people: a part may be smaller than its whole."""
    a, b = pair.a, pair.b
    least = 0
    if a.thing and b.thing and a.thing != b.thing and a.scope == b.scope:
        wider = vocabulary.wider_of
        part, whole = (a, b) if wider.get(a.thing) == b.thing else (b, a)
        if wider.get(part.thing) != whole.thing or part.thing in VICTIMS or figures_equal(a, b):
            return None
    elif {a.scope, b.scope} in ({"", "others"}, {"", "part"}) and a.state == b.state:
        part, whole = (a, b) if a.scope else (b, a)
        # "Three others died" means four or more in all; "three others were hurt" may mean beside the dead.
        least = part.scope == "others" and part.state not in ("injured", "shot")
    elif a.beside.some != b.beside.some and a.state == b.state and not overlap(a, b):
        part, whole = (a, b) if a.beside.some else (b, a)
    else:
        return None
    if part.base[0] + least > whole.base[1]:
        return None
    return fits(
        "quantity.part",
        f"{part} may be some of the {whole}.",
        f"contradiction if no others were among the {whole}",
        0.8,
    )


def over_time(pair: Pair) -> Outcome | None:
    """Forty killed this year are not those of one event."""
    if pair.a.beside.period == pair.b.beside.period or overlap(pair.a, pair.b):
        return None
    return undecided(
        "quantity.scope",
        f"{pair.words} may count different events: only one side tells a toll over time.",
        "agreement or contradiction once both count the same events",
        0.8,
    )


def victims(pair: Pair) -> Outcome | None:
    """Victims may be dead, wounded or both: another number of them is another count."""
    if pair.a.state == pair.b.state or not {pair.a.thing, pair.b.thing} & VICTIMS or overlap(pair.a, pair.b):
        return None
    return undecided(
        "quantity.scope",
        f"{pair.words} may count different groups: victims can be dead, wounded or both.",
        "agreement or contradiction once both count the same group",
        0.7,
    )


def told_apart(pair: Pair) -> Outcome | None:
    """Compare counts whose sentences both tell the dead and the hurt: each then counts one group and no other."""
    early, late = (_both(value) for value in pair.in_order)
    if early is None or late is None or early == late or pair.a.state != pair.b.state or not _timed(pair):
        return None
    (killed, injured), (killed_later, injured_later) = early, late
    told = [plain(number) for number in (killed, injured, killed_later, injured_later)]
    shown = f"{told[0]} killed and {told[1]} injured against {told[2]} and {told[3]}"
    one_same = killed == killed_later or injured == injured_later
    if killed + injured == killed_later + injured_later:
        if pair.dated and killed_later > killed:
            return Outcome(
                Verdict.UPDATE,
                "quantity.injured-died",
                f"The sum of victims is the same and the later article has more dead: {shown}.",
                "contradiction if both were published the same day",
                Severity.MINOR,
                0.85,
            )
        return _differ("quantity.split-differs", f"Both sides count as many victims and split them otherwise: {shown}.")
    grown = pair.dated and killed_later >= killed and injured_later >= injured
    if not one_same or grown:
        return None
    return _differ(
        "quantity.tally-differs", f"Both sides count the dead and the hurt apart, and one count differs: {shown}."
    )


def _timed(pair: Pair) -> bool:
    first, later = pair.articles
    return first == later or (first.published is not None and later.published is not None)


def _both(value: Quantity) -> tuple[float, float] | None:
    killed, injured = value.beside.killed, value.beside.injured
    own = killed if value.state == "killed" else injured
    if value.state not in _TOLD_APART or value.scope or killed is None or injured is None or own != value.low:
        return None
    return killed, injured


def _differ(rule: str, reason: str) -> Outcome:
    return Outcome(Verdict.CONTRADICTION, rule, reason, "update if a later article had more", Severity.MAJOR, 0.9)
