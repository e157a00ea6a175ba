"""What the first lines of a news text say of themselves: place, date and agency."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.readers import dates

_DASH = r"(?:--+|[—–―_-])"
_OUTLET = r"(?:\((?P<paren>[^()\n]{2,40})\)|/(?P<slash>[^/\n()]{2,30})/)"
_LEAD = re.compile(r"[\s*_>]*")
_DATE = re.compile(dates.DATE, re.IGNORECASE)
# after the date: "(Reuters) -", ". /TASS/.", " — "
_AFTER_DATE = re.compile(
    rf"\)?[.,]?[ *]{{0,3}}(?:{_OUTLET}[.]?[ *]{{0,3}}(?P<dash>{_DASH}|:)?|(?P<bare>{_DASH}[ *]|:[ ]|[—–_]))"
)
# after the place, or at the very start: "(AP) —", "(CNN)The", "/PRNewswire/ --"
_AGENCY = re.compile(rf"{_OUTLET}[.]?[ *]{{0,3}}(?:{_DASH}[ *]{{0,3}}+(?![a-z])|:[ ]|(?=[^\W\d_a-z]))")
_ALONE = re.compile(
    r"[\s*_>]*(?:(?:first |last |originally )?(?:published|posted|updated|issued|released|dated?|modified)"
    rf"(?:[ ]on|[ ]at)?:?[ ]*)?(?:{dates.TIME}[ ]*[,|]?[ ]*(?:on[ ])?)?{dates.DATE}\.?"
    rf"(?:[ ]*(?:,|\||-|–|at|@)?[ ]*{dates.TIME})?[\s*_]*",
    re.IGNORECASE,
)
_PREPOSITIONS = frozenset(
    [
        "about",
        "after",
        "around",
        "as",
        "at",
        "before",
        "between",
        "by",
        "during",
        "for",
        "from",
        "in",
        "of",
        "on",
        "since",
        "the",
        "till",
        "until",
    ]
)
_LINES = 5
_HEAD = 2000
_LONG = 200
_LONGEST_PLACE = 60


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as found: its words, the date it writes, the agency or outlet it names."""

    surface: str
    written: dates.Written | None = None
    outlet: str = ""


def find(text: str) -> Dateline | None:
    """Return the dateline among the first lines of `text`, the dated one where there are several."""
    undated = None
    for line in _first_lines(text):
        found = of_line(line)
        if found and found.written:
            return found if found.outlet or not undated else Dateline(found.surface, found.written, undated.outlet)
        undated = undated or found
        if len(line) > _LONG:
            break
    return undated


def of_line(line: str) -> Dateline | None:
    """Return the dateline that `line` begins with or consists of, None when it has none."""
    line = line[:_LONG]
    if match := _ALONE.fullmatch(line):
        written = dates.from_match(match)
        return Dateline(match[0].strip(" *_>"), written) if written else None
    return _dated(line) or _undated(line)


def _dated(line: str) -> Dateline | None:
    lead = _LEAD.match(line).end()  # type: ignore[union-attr]  # it matches the empty string
    match = _DATE.search(line, lead, lead + _LONGEST_PLACE + 40)
    after = _AFTER_DATE.match(line, match.end()) if match else None
    if not match or not after:
        return None
    written, outlet = dates.from_match(match), _outlet(after)
    if written is None or not (after["bare"] or after["dash"] or outlet):
        return None
    before = line[lead : match.start()]
    place = before.rstrip(" (—–―_-")
    if not place:
        # "January 12: talks in Brussels" is an item of a calendar
        sound = bool(outlet) or written.year is not None
    else:
        sound = _is_place(place.rstrip(",.")) and (place.isupper() or place[-1] in ",.")
    return Dateline(line[lead : after.end()].strip(" *_>"), written, outlet) if sound else None


def _undated(line: str) -> Dateline | None:
    lead = _LEAD.match(line).end()  # type: ignore[union-attr]  # it matches the empty string
    match = _AGENCY.search(line, lead, lead + _LONGEST_PLACE + 45)
    outlet = _outlet(match) if match else ""
    if not match or not outlet:
        return None
    place = line[lead : match.start()].rstrip(" ,.—–-")
    # "Geneva (Switzerland) – " is no agency's dateline; "GENEVA (Reuters) – " and "Geneva (AP) – " are
    if not (place.isupper() or outlet.isupper()) or (place and not _is_place(place)):
        return None
    return Dateline(line[lead : match.end()].strip(" *_>"), None, outlet)


def _first_lines(text: str) -> list[str]:
    lines = (line.strip() for line in re.split(r"\r\n|\r|\n", text[:_HEAD]))
    return [line for line in lines if line and not line.startswith("<!--")][:_LINES]


def _is_place(name: str) -> bool:
    """Tell whether every word is capitalised but the particles: "Rio de Janeiro", "City of London"."""
    words = re.findall(r"[^\s,]+", name)
    if not words or len(words) > 6 or len(name) > _LONGEST_PLACE or words[0].lower() in _PREPOSITIONS:
        return False
    return words[0][0].isupper() and all(word[0].isupper() or (len(word) <= 3 and word.isalpha()) for word in words)


def _outlet(match: re.Match[str]) -> str:
    name = (match["paren"] or match["slash"] or "").strip(" .")
    words = name.split()
    if not 0 < len(words) <= 5 or not words[0][0].isupper():
        return ""
    return "" if re.search(rf"\d{{2}}|[,;:!?]|^{dates.WEEKDAY}", name) else name
