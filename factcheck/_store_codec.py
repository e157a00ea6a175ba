"""Our own frozen values to JSON and back, exactly. Unlike pickle it runs nothing that a foreign file might hold.

A record is a list of the classes it uses, of the enum members and dates, and the value. In it a JSON list is a node,
which begins with what it is: one of the marks below, or a class; everything else stands for itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

# what a record of something else raises
BROKEN = (ValueError, TypeError, LookupError, AttributeError, ImportError, RecursionError)

_PACKAGE = "factcheck."
_TUPLE, _KNOWN, _CONSTANT, _SET, _MAPPING = range(5)
_CLASSES = 5  # a node that begins with this number is of the first class, and so on
_PLAIN = frozenset({str, int, float, bool, type(None)})


def dumps(value: object, known: Sequence[object] = ()) -> bytes:
    """Encode dataclasses and enums of this package, and what Python's own values they hold.

    An object that is one of `known` is written as its number there. Raises TypeError for anything else.
    """
    writer = _Writer({id(item): number for number, item in enumerate(known)})
    plain = writer.plain(value)
    record = [list(writer.classes), list(writer.constants), plain]
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode()


def loads(content: bytes, known: Sequence[object] = ()) -> Any:  # noqa: ANN401
    """Decode what `dumps` wrote; one of `BROKEN` tells that it is nothing of ours."""
    classes, constants, plain = json.loads(content)
    reader = _Reader(known, [_class(name) for name in classes], [_constant(*constant) for constant in constants])
    return reader.value(plain) if type(plain) is list else plain


@dataclass(slots=True)
class _Writer:
    numbers: Mapping[int, int]
    classes: dict[str, int] = field(default_factory=dict)
    constants: dict[tuple[str, Any], int] = field(default_factory=dict)

    def plain(self, value: Any) -> Any:  # noqa: ANN401
        kind = type(value)
        if kind in _PLAIN:
            return value
        number = self.numbers.get(id(value))
        if number is not None:
            return [_KNOWN, number]
        if kind is tuple:
            return [_TUPLE, *map(self.plain, value)]
        if is_dataclass(kind):
            return [self._class(kind), *(self.plain(getattr(value, name)) for name in _names(kind))]
        if isinstance(value, Enum):
            return self._constant(_name(kind), value.value)
        if kind is date:
            return self._constant("date", value.isoformat())
        if isinstance(value, tuple):  # a named one
            return [self._class(kind), *map(self.plain, value)]
        if kind is frozenset:
            return [_SET, *sorted(map(self.plain, value), key=repr)]
        if isinstance(value, Mapping):
            return [_MAPPING, *(self.plain(part) for item in value.items() for part in item)]
        raise TypeError(f"{kind.__name__} cannot be kept")

    def _class(self, kind: type) -> int:
        return _CLASSES + self.classes.setdefault(_name(kind), len(self.classes))

    def _constant(self, name: str, content: object) -> list[int]:
        return [_CONSTANT, self.constants.setdefault((name, content), len(self.constants))]


@dataclass(slots=True)
class _Reader:
    known: Sequence[object]
    classes: Sequence[Any]
    constants: Sequence[object]

    def value(self, node: list[Any]) -> Any:  # noqa: ANN401
        mark, *rest = node
        if mark == _KNOWN:
            return self.known[rest[0]]
        if mark == _CONSTANT:
            return self.constants[rest[0]]
        value = self.value
        parts = [value(part) if type(part) is list else part for part in rest]
        if mark >= _CLASSES:
            return self.classes[mark - _CLASSES](*parts)
        if mark == _TUPLE:
            return tuple(parts)
        if mark == _SET:
            return frozenset(parts)
        if mark == _MAPPING:
            return dict(zip(parts[::2], parts[1::2], strict=True))
        raise ValueError(f"{mark}: no mark of ours")


def _name(kind: type) -> str:
    if not kind.__module__.startswith(_PACKAGE) or "." in kind.__qualname__:
        raise TypeError(f"{kind.__module__}.{kind.__qualname__} cannot be kept")
    return f"{kind.__module__}:{kind.__qualname__}"


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401
    return tuple(field.name for field in fields(kind) if field.init)


def _constant(name: str, content: Any) -> object:  # noqa: ANN401
    if name == "date":
        return date.fromisoformat(content)
    kind = _class(name)
    if not issubclass(kind, Enum):
        raise ValueError(f"{name}: not an enum of this package")
    return kind(content)


@cache
def _class(name: str) -> Any:  # noqa: ANN401
    module, _, kind = name.partition(":")
    if not module.startswith(_PACKAGE):
        raise ValueError(f"{name}: not a class of this package")
    found = getattr(import_module(module), kind)
    if not isinstance(found, type) or not (is_dataclass(found) or issubclass(found, Enum | tuple)):
        raise ValueError(f"{name}: not a value of this package")
    return found
