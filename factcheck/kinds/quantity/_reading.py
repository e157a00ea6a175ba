"""What the grammar hands on: a quantity, where it stands and how it was put."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.kinds.quantity._numbers import Style
from factcheck.kinds.quantity._value import Quantity


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity as read: characters `start` to `end` of the sentence, what it is about, how it was put.

    `phrase` is the noun phrase counted, as written. `spread` marks "from 5 to 7", whose interval holds a start and an
    end. `pieces` are the parts of "6 feet 2 inches".
    """

    quantity: Quantity
    start: int
    end: int
    about: str = ""
    phrase: str = ""
    style: Style = Style.DIGITS
    spread: bool = False
    pieces: tuple[Quantity, ...] = ()
