"""Text that comes from outside, made safe to look at: nothing in it reorders, hides or drives a terminal.

Escaping for HTML is jinja's work; this is about characters that are legal everywhere and still deceive: bidirectional
overrides (Trojan Source, CVE-2021-42574), control codes, invisible and unassigned ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from markupsafe import Markup, escape

# zero-width joiner and non-joiner stay: Persian and Indic scripts and emoji need them
_DECEIVING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Cut `text` into runs; the flag tells a run that was one deceiving character, now spelled as 'U+202E'."""
    at = 0
    for match in _DECEIVING.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield f"U+{ord(match[0]):04X}", True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def visible(text: str) -> str:
    """Return `text` with every deceiving character spelled out: 'a[U+202E]b'. Line breaks stay."""
    return "".join(f"[{piece}]" if spelled else piece for piece, spelled in pieces(text))


def folded(text: str) -> str:
    """Return `visible` text with each run of white space, the ends of lines and pages among it, as one blank."""
    return visible(re.sub(r"\s+", " ", text))


def one_line(text: str) -> str:
    """Return `folded` text without blanks at its ends."""
    return folded(text).strip()


def inner_html(text: str) -> Markup:
    """Escape `text` for HTML, deceiving characters as labelled marks, without isolating its direction."""
    return Markup("").join(_mark(piece) if spelled else escape(piece) for piece, spelled in pieces(text))


def html(text: str | None) -> Markup:
    """Escape `text` and isolate its direction, so that it cannot reorder what stands around it."""
    return Markup("<bdi>{}</bdi>").format(inner_html(text or ""))


def _mark(spelled: str) -> Markup:
    character = chr(int(spelled[2:], 16))
    name = unicodedata.name(character, "control character").lower()
    return Markup('<span class="ctl" title="{}">{}</span>').format(name, spelled)


def web_address(url: str) -> str:
    """Return `url` when it is one a reader may follow (http or https, no control characters), else ''."""
    if re.match(r"https?://[^\s/]", url, re.IGNORECASE) and not _DECEIVING.search(url):
        return url
    return ""
