"""JSON with line breaks. The standard library writes it by a generator for every value, several times as slowly."""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import Any

_STEP = "  "


def dumps(content: Any) -> str:  # noqa: ANN401
    """Return what `json.dumps(content, ensure_ascii=False, indent=2)` does, for keys that are strings."""
    return _written(content, "\n")


def _written(value: Any, margin: str) -> str:  # noqa: ANN401
    if isinstance(value, str):
        return encode_basestring(value)
    if type(value) is int:
        return repr(value)
    inner = margin + _STEP
    if isinstance(value, dict):
        parts = [f"{encode_basestring(key)}: {_written(item, inner)}" for key, item in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{margin}}}" if parts else "{}"
    if isinstance(value, list | tuple):
        parts = [_written(item, inner) for item in value]
        return f"[{inner}{f',{inner}'.join(parts)}{margin}]" if parts else "[]"
    return json.dumps(value)
