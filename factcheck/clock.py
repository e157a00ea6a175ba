"""How long each stage of a run takes, and how far it has come."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

_T = TypeVar("_T")


class Progress(Protocol):
    """Is told how far a stage has come; the command line shows it, nobody else need listen."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` items of `stage` are finished."""


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Clock:
    """Times the stages, in `seconds`, and tells `progress` how far each has come."""

    progress: Progress = silent
    seconds: dict[str, float] = field(default_factory=dict)
    stage: str = ""

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time what is done inside as part of `stage`, which may be entered more than once."""
        self.stage, began = stage, time.perf_counter()
        self.progress(stage, 0, 0)
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - began

    def each(self, items: Sequence[_T]) -> Iterator[_T]:
        """Yield the items, telling the listener after each."""
        for number, item in enumerate(items):
            yield item
            self.progress(self.stage, number + 1, len(items))
