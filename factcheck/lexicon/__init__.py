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

from factcheck.errors import ConfigurationError


@cache
def _bundled(name: str) -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def table(name: str, extra: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the table `name`.toml merged with the user's `extra[name]`.

    Raises ConfigurationError when the user's entry is of another type than the one it extends.
    """
    return _merged(_bundled(name), (extra or {}).get(name, {}), f"lexicon.{name}")


def _merged(base: Mapping[str, Any], extra: Mapping[str, Any], where: str) -> dict[str, Any]:
    out = dict(base)
    for key, value in extra.items():
        known = out.get(key)
        wanted = next((kind for kind in (Mapping, list) if isinstance(known, kind)), None)
        if wanted is not None and not isinstance(value, wanted):
            raise ConfigurationError(
                f"{where}.{key} must be a {'table' if wanted is Mapping else 'list'}, not {value!r}; "
                f"see factcheck/lexicon/{where.partition('.')[2]}.toml"
            )
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            out[key] = _merged(known, value, f"{where}.{key}")
        elif isinstance(known, list) and isinstance(value, list):
            out[key] = [*known, *value]
        else:
            out[key] = value
    return out
