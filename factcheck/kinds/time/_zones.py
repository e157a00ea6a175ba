"""Offsets of time zones as news names them, daylight saving included."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from factcheck.kinds.time._words import Words

_SHIFTED = re.compile(r"(?:gmt|utc)([+-])(\d{1,2})\Z")


def offset(words: Words, zone: str, day: date | None, minute: int) -> int | None:
    """Return minutes east of Greenwich for a zone name in small letters, None when the name alone does not tell.

    A clock that changes over the year needs the `day`; without one its offset is unknown.
    """
    shifted = _SHIFTED.match(zone)
    if shifted:
        return int(shifted[2]) * (60 if shifted[1] == "+" else -60)
    if zone in words.fixed_zones:
        return words.fixed_zones[zone]
    name = words.civil_zones.get(zone)
    return _civil(name, day, minute) if name and day else None


@lru_cache(maxsize=4096)
def _civil(name: str, day: date, minute: int) -> int | None:
    import zoneinfo

    try:
        zone = zoneinfo.ZoneInfo(name)
        shift = (datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(minutes=min(minute, 1439))).utcoffset()
    except (zoneinfo.ZoneInfoNotFoundError, OverflowError):
        return None
    return int(shift.total_seconds() // 60) if shift is not None else None
