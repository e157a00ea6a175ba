"""Where a side's value lies on a line, read from its canonical form, for the plots.

A value that cannot be placed is left out of the plots and stands in the tables all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from factcheck.model import Side

_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)")
_NUMBER = r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?"
_AMOUNT = re.compile(
    rf"[\[(]?(?P<low>{_NUMBER})(?:\.\.(?P<high>{_NUMBER}))?[\])]?(?P<unit>.*)", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as an interval of numbers; `unit` is equal for amounts that may share an axis."""

    low: float
    high: float
    unit: str

    @property
    def middle(self) -> float:
        """Where to draw a point for the interval."""
        return (self.low + self.high) / 2


def amount(side: Side) -> Amount | None:
    """Return the number or interval of a quantity's canonical form, None when it holds none or is open."""
    match = _AMOUNT.fullmatch(side.canonical)
    if not match:
        return None
    low = float(match["low"])
    return Amount(low, float(match["high"] or low), match["unit"])


def days(side: Side) -> tuple[date, date] | None:
    """Return the first and last day of a time's canonical form, None when it names no calendar day."""
    found = []
    for year, month, day in _DAY.findall(side.canonical):
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            return None
    return (min(found), max(found)) if found else None
