"""Our own frozen values to JSON and back, exactly. Unlike pickle it runs nothing that a foreign file might hold."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

_PACKAGE = "factcheck."


def dumps(value: object, known: Sequence[object] = ()) -> bytes:
    """Encode dataclasses and enums of this package, and what Python's own values they hold.

    An object that is one of `known` is written as its number there. Raises TypeError for anything else.
    """
    numbers = {id(item): number for number, item in enumerate(known)}
    return json.dumps(_plain(value, numbers), ensure_ascii=True, separators=(",", ":")).encode()


def loads(content: bytes, known: Sequence[object] = ()) -> Any:  # noqa: ANN401
    """Decode what `dumps` wrote; ValueError, TypeError, KeyError or LookupError tell that it is nothing of ours."""
    return _value(json.loads(content), known)


def _plain(value: Any, numbers: Mapping[int, int]) -> Any:  # noqa: ANN401
    number = numbers.get(id(value))
    if number is not None:
        return {"@": number}
    if isinstance(value, Enum):
        return {"e": [_name(type(value)), value.value]}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if type(value) is tuple:
        return [_plain(item, numbers) for item in value]
    if isinstance(value, tuple):  # a named one
        return {"c": _name(type(value)), "v": [_plain(item, numbers) for item in value]}
    if is_dataclass(value) and not isinstance(value, type):
        return {"c": _name(type(value)), "v": [_plain(getattr(value, name), numbers) for name in _names(type(value))]}
    if isinstance(value, date) and not isinstance(value, datetime):
        return {"d": value.isoformat()}
    if isinstance(value, frozenset):
        return {"s": sorted((_plain(item, numbers) for item in value), key=repr)}
    if isinstance(value, Mapping):
        return {"m": [[_plain(key, numbers), _plain(item, numbers)] for key, item in value.items()]}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _value(plain: Any, known: Sequence[object]) -> Any:  # noqa: ANN401
    if isinstance(plain, list):
        return tuple(_value(item, known) for item in plain)
    if not isinstance(plain, dict):
        return plain
    if "@" in plain:
        return known[plain["@"]]
    if "c" in plain:
        return _class(plain["c"])(*(_value(item, known) for item in plain["v"]))
    if "e" in plain:
        return _class(plain["e"][0])(plain["e"][1])
    if "d" in plain:
        return date.fromisoformat(plain["d"])
    if "s" in plain:
        return frozenset(_value(item, known) for item in plain["s"])
    return {_value(key, known): _value(item, known) for key, item in plain["m"]}


def _name(kind: type) -> str:
    if not kind.__module__.startswith(_PACKAGE) or "." in kind.__qualname__:
        raise TypeError(f"{kind.__module__}.{kind.__qualname__} cannot be kept")
    return f"{kind.__module__}:{kind.__qualname__}"


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)


@cache
def _class(name: str) -> Any:  # noqa: ANN401
    module, _, kind = name.partition(":")
    if not module.startswith(_PACKAGE):
        raise ValueError(f"{name}: not a class of this package")
    found = getattr(import_module(module), kind)
    if not isinstance(found, type) or not (is_dataclass(found) or issubclass(found, Enum | tuple)):
        raise ValueError(f"{name}: not a value of this package")
    return found
