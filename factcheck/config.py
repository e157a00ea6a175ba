"""factcheck.toml, or `[tool.factcheck]` in pyproject.toml, parsed once into one frozen `Config`.

Every bad key and value is reported at once, with the nearest known key.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from factcheck.errors import ConfigurationError
from factcheck.model import Severity


class Scope(StrEnum):
    """Which pairs of statements are compared: all, those of different articles, or those of the same one."""

    ALL = "all"
    CROSS = "cross"
    WITHIN = "within"


class FailOn(StrEnum):
    """The gravest verdict that is let through is the one below this."""

    CONTRADICTION = "contradiction"
    DISPUTE = "dispute"
    UPDATE = "update"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Gate:
    """What makes a run fail; `baseline` is the file of findings that do not, empty for none."""

    fail_on: FailOn = FailOn.CONTRADICTION
    min_severity: Severity = Severity.MINOR
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a user may set. Ratios and probabilities run from 0 to 1.

    `tolerances` maps a dimension or a unit ("length", "kilometre", "currency") to the relative difference that still
    counts as agreement. `decimal` is the decimal sign of the texts. `lexicon` extends the tables of
    `factcheck.lexicon`. `min_confidence` is the probability below which a contradiction is listed as undecided.
    """

    scope: Scope = Scope.ALL
    encoder: str = ""
    min_confidence: float = 0.6
    decimal: str = "."
    day_first: bool = False
    kinds: tuple[str, ...] = ()
    tolerances: Mapping[str, float] = field(default_factory=dict)
    lexicon: Mapping[str, Any] = field(default_factory=dict)
    gate: Gate = Gate()

    @property
    def digest(self) -> str:
        """Digest of all that can change a finding; the gate cannot."""
        content = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "gate"}
        return hashlib.sha256(as_json(content).encode()).hexdigest()[:16]


def as_json(settings: Mapping[str, Any]) -> str:
    """Write settings as JSON: the same ones give the same text, in whatever order and kind of table they come."""
    return json.dumps(settings, sort_keys=True, default=_plain)


def _plain(value: object) -> object:
    """Return what JSON can hold of a read-only table, or of a TOML date."""
    return dict(value) if isinstance(value, Mapping) else str(value)


NAMES = ("factcheck.toml", "pyproject.toml")


def load(path: Path | None = None, start: Path = Path()) -> Config:
    """Read `path`, or the first configuration found in `start`; no file gives the defaults.

    Raises ConfigurationError when the file is missing, is not TOML, or holds anything unknown.
    """
    if path is not None:
        return parse(_table(path), str(path))
    for name in NAMES:
        candidate = start / name
        if candidate.is_file():
            found = _table(candidate)
            if name != "pyproject.toml" or found:
                return parse(found, str(candidate))
    return Config()


def _table(path: Path) -> Mapping[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(
            f"{path}: cannot be read ({error.strerror}); check the path given to --config"
        ) from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{path}: not valid TOML: {error}") from error
    if path.name != "pyproject.toml":
        return content
    tools = content.get("tool", {})
    found = tools.get("factcheck", {}) if isinstance(tools, Mapping) else {}
    return found if isinstance(found, Mapping) else {"[tool.factcheck]": found}


def parse(content: Mapping[str, Any], origin: str) -> Config:
    """Turn a TOML table into a Config; `origin` names the file in the error."""
    problems: list[str] = []
    gate = content.get("gate", {})
    settings = _settings({k: v for k, v in content.items() if k != "gate"}, _CONFIG, "", problems)
    if isinstance(gate, Mapping):
        settings["gate"] = Gate(**_settings(gate, _GATE, "gate.", problems))
    else:
        problems.append("gate must be a table")
    if problems:
        raise ConfigurationError(f"{origin}: " + "; ".join(problems))
    return Config(**settings)


class _BadValueError(ValueError):
    """A value of the wrong type or outside its range; the message completes '<key> must be'."""


def _settings(
    content: Mapping[str, Any], readers: Mapping[str, Callable[[Any], Any]], prefix: str, problems: list[str]
) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for key, value in content.items():
        if key not in readers:
            near = difflib.get_close_matches(key, readers, n=1)
            hint = f", did you mean '{near[0]}'?" if near else f" (known: {', '.join(sorted(readers))})"
            if not prefix and key in {known.name for known in fields(Gate)}:
                hint = ", it belongs under [gate]"
            problems.append(f"unknown key '{prefix}{key}'{hint}")
            continue
        try:
            settings[key] = readers[key](value)
        except _BadValueError as error:
            problems.append(f"{prefix}{key} must be {error}, not {value!r}")
    return settings


def _choice(kind: type[StrEnum]) -> Callable[[Any], StrEnum]:
    def read(value: Any) -> StrEnum:  # noqa: ANN401
        if value in [member.value for member in kind]:
            return kind(value)
        raise _BadValueError("one of " + ", ".join(member.value for member in kind))

    return read


def _text(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, str):
        return value
    raise _BadValueError("a string")


def _flag(value: Any) -> bool:  # noqa: ANN401
    if isinstance(value, bool):
        return value
    raise _BadValueError("true or false")


def _ratio(value: Any) -> float:  # noqa: ANN401
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    raise _BadValueError("a number from 0 to 1")


def _decimal(value: Any) -> str:  # noqa: ANN401
    if value in (".", ","):
        return str(value)
    raise _BadValueError('"." or ","')


def _names(value: Any) -> tuple[str, ...]:  # noqa: ANN401
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise _BadValueError("a list of strings")


def _ratios(value: Any) -> Mapping[str, float]:  # noqa: ANN401
    if not isinstance(value, Mapping):
        raise _BadValueError("a table of numbers from 0 to 1")
    return dict(_each(value))


def _each(value: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for key, item in value.items():
        try:
            yield key, _ratio(item)
        except _BadValueError as error:
            raise _BadValueError(f"a table of numbers from 0 to 1 (see '{key}')") from error


def _tables(value: Any) -> Mapping[str, Any]:  # noqa: ANN401
    if isinstance(value, Mapping) and all(isinstance(item, Mapping) for item in value.values()):
        return dict(value)
    raise _BadValueError("a table of tables, such as [lexicon.hedges]")


_CONFIG: Mapping[str, Callable[[Any], Any]] = {
    "scope": _choice(Scope),
    "encoder": _text,
    "min_confidence": _ratio,
    "decimal": _decimal,
    "day_first": _flag,
    "kinds": _names,
    "tolerances": _ratios,
    "lexicon": _tables,
}
_GATE: Mapping[str, Callable[[Any], Any]] = {
    "fail_on": _choice(FailOn),
    "min_severity": _choice(Severity),
    "baseline": _text,
}
