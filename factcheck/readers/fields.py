"""What records, front matter and page metadata state of an article, by the names people give title, outlet and date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from factcheck.model import Article, Origin, Skipped
from factcheck.readers import dates

TITLE = ("title", "headline", "name")
SOURCE = ("source", "outlet", "publisher", "site", "sitename", "publication", "domain")
DATE = (
    "date", "published", "publishedat", "datepublished", "pubdate", "publishdate", "publicationdate",
    "publishedon", "publishedtime", "dateline", "datecreated", "createdat", "timestamp",
)  # fmt: skip
URL = ("url", "link", "canonical", "canonicalurl", "permalink", "webpage", "externalurl")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a table says of its article; `bad_date` is a date it holds that is none."""

    title: str = ""
    source: str = ""
    url: str = ""
    published: date | None = None
    bad_date: str = ""


def article(path: str, text: str, known: Stated, origin: Origin) -> Iterator[Article | Skipped]:
    """Yield the article of `text`, dated by `origin` where a date is stated, after a note on a date that is none."""
    if known.bad_date:
        shown = known.bad_date if len(known.bad_date) <= 40 else known.bad_date[:39] + "…"
        yield Skipped(path, "date", f"The date '{shown}' is unclear or no date; write it as 2022-01-31")
    yield Article(
        path=path,
        text=text,
        source=known.source,
        title=known.title,
        url=known.url,
        published=known.published,
        published_from=origin if known.published else Origin.UNKNOWN,
    )


def ours(path: str) -> Skipped:
    """Return what is told of a report of our own, which a folder of articles may hold from an earlier run."""
    return Skipped(path, "report", "Written by factcheck itself, not an article")


def normalised(table: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the table with its keys in lower case and without _ and -: published_at and publishedAt are one."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        found.setdefault(re.sub(r"[\s_.:-]", "", str(key)).lower(), value)
    return found


def stated(table: Mapping[Any, Any], day_first: bool | None = None) -> Stated:
    """Read title, outlet, address and date from the names people give them."""
    fields = normalised(table)
    published, bad = None, ""
    for key in DATE:
        value = fields.get(key)
        if value is None or value == "" or isinstance(value, bool):
            continue
        published = to_date(value, day_first)
        if published:
            break
        bad = bad or plain(value)
    return Stated(
        title=_first(fields, TITLE),
        source=_first(fields, SOURCE),
        url=_first(fields, URL),
        published=published,
        bad_date="" if published else bad,
    )


def to_date(value: Any, day_first: bool | None = None) -> date | None:  # noqa: ANN401
    """Read a date from a string, a number (seconds, milliseconds or YYYYMMDD), or what a TOML parser made of it."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        return dates.from_number(value)
    return dates.parse(value, day_first) if isinstance(value, str) else None


def plain(value: Any) -> str:  # noqa: ANN401
    """Return one line of text from a string, a number, {"name": …}, {"rendered": …}, or the first of a list."""
    for _ in range(4):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, Mapping):
            value = next((value[key] for key in ("name", "title", "rendered", "url", "@id") if value.get(key)), "")
        else:
            break
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    try:
        return sound(" ".join(str(value).split()))
    except ValueError:  # Python writes out no number of thousands of digits
        return ""


def sound(text: str) -> str:
    r"""Replace lone surrogates, which JSON can write ("\ud800") and no encoding can."""
    return _SURROGATES.sub("\ufffd", text)


def _first(fields: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := plain(fields.get(key)))), "")


def host(url: str) -> str:
    """Return the host of an address without www, empty when it has none."""
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")
