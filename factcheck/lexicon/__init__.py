"""Vocabulary as data: units, hedges, titles, negators, demonyms, as TOML files beside this one.

A user extends a table by the same name under `[lexicon.NAME]` in factcheck.toml; tables are merged key by key, lists
are joined, and the user's entry wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def _bundled(name: str) -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def table(name: str, extra: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the table `name`.toml merged with the user's `extra[name]`."""
    return _merged(_bundled(name), (extra or {}).get(name, {}))


def _merged(base: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(base)
    for key, value in extra.items():
        known = out.get(key)
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            out[key] = _merged(known, value)
        elif isinstance(known, list) and isinstance(value, list):
            out[key] = [*known, *value]
        else:
            out[key] = value
    return out
