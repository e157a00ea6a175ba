"""What every format has in common: the date and outlet that the text itself gives, and doubts about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from factcheck.model import Article, Origin, Skipped
from factcheck.readers import datelines, dates
from factcheck.readers.decoding import mojibake
from factcheck.readers.fields import host

_EARLIEST = date(1800, 1, 1)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def settle(article: Article, default: date | None, today: date) -> tuple[Article, list[Skipped]]:
    """Complete date and outlet: what the input states, else the dateline, else the address, else `default`.

    `today` only serves to note a date in the future.
    """
    notes: list[str] = []
    if article.published and not _believable(article.published):
        notes.append(f"The date {article.published} cannot be the publication; correct it")
        article = replace(article, published=None, published_from=Origin.UNKNOWN)
    line = datelines.find(article.text)
    if article.published is None:
        published, origin = _find(article, line, default)
        article = replace(article, published=published, published_from=origin)
        if line and line.written and line.written.year is None and published is None:
            notes.append(f"The dateline '{line.surface}' names no year; add it, or give --date")
    if line and line.written:
        notes += _weekday(line, article.published)
    if article.published and article.published > today + timedelta(days=1):
        notes.append(f"The date {article.published} lies in the future; correct it if that is a slip")
    if not article.source:
        article = replace(article, source=(line.outlet if line else "") or host(article.url))
    found = [Skipped(article.path, "date", note) for note in notes]
    if sample := mojibake(article.text):
        note = (
            f"The text holds '{sample}': UTF-8 that was saved as cp1252; it is left as it is, fetch it again if you can"
        )
        found.append(Skipped(article.path, "encoding", note))
    return article, found


def _find(article: Article, line: datelines.Dateline | None, default: date | None) -> tuple[date | None, Origin]:
    written = line.written if line else None
    if written and written.full and _believable(written.full):
        return written.full, Origin.DATELINE
    addressed = dates.in_url(article.url)
    if addressed and _believable(addressed):
        return addressed, Origin.URL
    if default is None:
        return None, Origin.UNKNOWN
    near = written.nearest(default) if written and written.year is None else None
    return (near, Origin.DATELINE) if near else (default, Origin.OPTION)


def _believable(day: date) -> bool:
    # 1970-01-01 is what an empty clock writes
    return day >= _EARLIEST and day != date(1970, 1, 1)


def _weekday(line: datelines.Dateline, published: date | None) -> list[str]:
    written = line.written
    if written is None or written.weekday is None:
        return []
    day = written.full or (written.nearest(published) if published else None)
    if day is None or day.weekday() == written.weekday:
        return []
    return [f"The dateline '{line.surface}' names {_DAYS[written.weekday]}, but {day} was a {_DAYS[day.weekday()]}"]
