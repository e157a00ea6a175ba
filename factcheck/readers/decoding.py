"""Bytes to characters: what the file says, then what its bytes say, and a note where that was a guess."""

from __future__ import annotations

import codecs
import re

from factcheck.errors import InputError

# UTF-32 first: its little-endian mark begins with that of UTF-16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF; save its text as .txt (for example with pdftotext)"),
    (b"PK\x03\x04", "a zip archive or an office document; unpack it, or save the article as .txt, .md or .html"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save the article as .txt, .md or .html"),
    (b"{\\rtf", "a rich text document; save the article as .txt, .md or .html"),
    (b"\x89PNG", "an image; factcheck reads text only"),
    (b"\xff\xd8\xff", "an image; factcheck reads text only"),
    (b"GIF8", "an image; factcheck reads text only"),
    (b"\x1f\x8b", "gzip data under a name that does not say so; rename it to end in .gz"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 1 << 16
_MOJIBAKE = re.compile("â€[™œ˜“”¦\x9d\x99\x9c]|Ã[\xa0-\xbf©¨ª«´¶¼±]|Â[\xa0°»«£]")


def mark(data: bytes) -> tuple[str, int]:
    """Return the encoding that a byte order mark names and the mark's length; "" and 0 without one."""
    for signature, name in _MARKS:
        if data.startswith(signature):
            return name, len(signature)
    return "", 0


def require_text(head: bytes) -> None:
    """Raise InputError when the first bytes of a file are those of a document or image and not of a text."""
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise InputError(f"{what[0].upper()}{what[1:]}")
    head = head[:_HEAD]
    if mark(head)[0] or _utf16_by_zeros(head):
        return
    if len(_CONTROLS.findall(head)) > max(1, len(head) // 50):
        raise InputError("Binary data, not text; save the article as .txt, .md, .html or .json")


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Return the text of `data` without a byte order mark, and a note, empty when nothing had to be guessed.

    `declared` is the encoding that the file itself names. Raises InputError when `data` is no text.
    """
    require_text(data[:_HEAD])
    name, skip = mark(data)
    name = name or _utf16_by_zeros(data[:_HEAD])
    if name:
        text = data[skip:].decode(name, "replace")
        return text, _damage(text, data, name)
    try:
        # most pages that declare another encoding are UTF-8 all the same, and no text is valid UTF-8 by chance
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return data.decode(declared), ""
        except (LookupError, UnicodeError):
            pass
    return _guess(data)


def _guess(data: bytes) -> tuple[str, str]:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - broken
    if good >= 4 * broken:
        return text, _damage(text, data, "utf-8")
    # Western text has few accents and dashes among its ASCII; Cyrillic, Greek or Chinese has little else
    high = sum(1 for byte in data[:_HEAD] if byte > 0x7F)
    name = "cp1252"
    if high > len(data[:_HEAD]) * 0.15:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:_HEAD]).best()
        name = best.encoding if best else name
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        name = "latin-1" if name == "cp1252" else name
        text = data.decode(name, "replace")
    return text, f"Not UTF-8: read as {name}; save it as UTF-8 if letters look wrong"


def _damage(text: str, data: bytes, name: str) -> str:
    broken = text.count("\ufffd") - data.count("\ufffd".encode(name))
    return f"{broken} damaged bytes in {name} were replaced; save the file again from its source" if broken > 0 else ""


def _utf16_by_zeros(head: bytes) -> str:
    """Return the UTF-16 that bytes without a mark are in: letters of most alphabets have a zero on one side."""
    head = head[: len(head) // 2 * 2]
    if len(head) < 4:
        return ""
    half, even, odd = len(head) // 2, head[::2].count(0), head[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) < half * 0.4 or min(even, odd) > half * 0.05:
        return ""
    text = head.decode(name, "replace")
    strange = sum((letter < " " and letter not in "\t\n\r\f") or letter == "\ufffd" for letter in text)
    return name if strange <= max(1, len(text) // 50) else ""


def mojibake(text: str) -> str:
    """Return a sample of UTF-8 that was read as cp1252 before us ("â€™" for an apostrophe), empty without any."""
    found = _MOJIBAKE.findall(text)
    return found[0] if len(found) > 1 else ""
