"""Page furniture inside a line: time stamps, picture counters, buttons, credits and the signatures of posts.

Told by shape, not by place: a label, a date and a clock time without a verb is a stamp wherever it stands, and the
sentence before or after it stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.model import Span

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_DAY = rf"(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH})(?:,?\s+\d{{4}})?"
_FIGURES = r"(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2})"
_DATE = rf"(?:(?:{_WEEKDAY},?\s+)?(?:{_DAY}|{_FIGURES})|{_WEEKDAY})"
_ZONE = r"(?:\s*\(?(?:[ECMP][SD]?T|GMT|UTC|BST|CET|IST)\b\)?)"
_HALF = r"(?:\s*[AaPp]\.?\s?[Mm]\b\.?)"
_CLOCK = rf"(?:\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?{_HALF}?{_ZONE}?|\d{{1,2}}{_HALF}{_ZONE}?|noon\b|midnight\b)"
_JOIN = r"\s{0,3}(?:[,|@(–—-]|at\b)?\s{0,3}"
_WHEN = rf"(?:{_DATE}(?:{_JOIN}{_CLOCK})?|{_CLOCK}(?:{_JOIN}(?:on\s)?{_DATE})?)"
# what goes on with a small letter or a comma is a sentence about a date, not a stamp
_CLOSED = r"(?=\s*(?:$|[^\sa-z,;.!?:’']))"

_LABELLED = (
    r"\(?\b(?=[A-Z])(?i:(?:first|last|originally)\s)?(?i:published|updated|posted|modified|created|uploaded)"
    rf"\s{{0,3}}(?:on\b|at\b|:|@|-)?\s{{0,3}}{_WHEN}\s?\)?{_CLOSED}"
)
_UPDATE = (
    r"\b(?:(?:This|An|Another)\s[Uu]pdated?|UPDATED?|Updated?)\b(?:\s(?!at\b)\w{1,12})?"
    rf"\s?(?:@|at\b|,|:|-|–)?\s?\(?{_WHEN}\s?\)?\s?:"
)
_UPDATE_AFTER = rf"(?<![^\s(]){_WHEN}\s(?:UPDATE|[Uu]pdate)\s?:"
_POST = (
    r"(?:(?:[—–]|(?<!\S)--?)\s?[^()@—–]{1,60}|(?:\b[A-Z][\w.'’&-]{0,30}\s){0,4})"
    rf"\(@\w{{1,30}}\)\s{{1,3}}{_DATE}"
)
_NUMBERS = r"\d{1,3}\s(?:of|/)\s?/?\s?\d{1,3}"
_COUNTER = (
    rf"\b(?:Image|Photo|Picture|Slide|IMAGE|PHOTO)\s{_NUMBERS}\b(?:\sCaption)?(?:\sClose)?{_CLOSED}"
    rf"|(?<!\S){_NUMBERS}\s(?:Caption(?:\sClose)?|CLOSE|Close|Next)\b{_CLOSED}"
)
_CREDIT = (
    r"\((?:[A-Z][\w.]{1,15}\s)?(?i:photos?|images?|pictures?|photographs?|credit|source)(?:\s(?:by|via|credit|courtesy)\b|\s?[:/])"
    rf"[^()]{{1,100}}(?:\([^()]{{1,40}}\)[^()]{{0,60}})?\)(?:\s?Buy Photo)?{_CLOSED}"
)
_CLIP = r"(?:^|(?<=\n))0:[0-5]\d\s(?=[A-Z])"
_SPACE = re.compile(r"\s+")


def pattern(controls: Sequence[str]) -> re.Pattern[str]:
    """Compile the shapes; `controls` are the words on buttons, of which three in a row are a menu."""
    words = "|".join(
        _SPACE.sub(r"\\s", re.escape(word).replace(r"\ ", " ")) for word in sorted(controls, key=len)[::-1]
    )
    menu = rf"\b(?:(?:{words})\s{{1,3}}(?:(?:x|X|in|0|\+)\s{{1,3}})?){{2,40}}(?:{words})\b{_CLOSED}"
    return re.compile(
        rf"(?P<stamp>{_LABELLED}|{_UPDATE}|{_UPDATE_AFTER}|{_CLIP})|(?P<signature>{_POST})"
        rf"|(?P<furniture>{_COUNTER}|{menu})|(?P<credit>{_CREDIT})"
    )


_WHY = {"stamp": "time stamp", "signature": "signature of a post", "furniture": "page furniture", "credit": "credit"}


def stamps(shapes: re.Pattern[str], text: str) -> Iterator[tuple[Span, str]]:
    """Yield what is furniture in `text`, in order, with the reason."""
    for found in shapes.finditer(text):
        yield Span(*found.span()), _WHY[found.lastgroup or "stamp"]
