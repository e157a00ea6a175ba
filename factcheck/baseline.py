"""factcheck-baseline.json: the findings known at some day. Machines rewrite it, people never edit it.

One finding a line, sorted, without dates, places and scores, so that two branches that add findings merge. Every line
ends in a comma and a `null` closes the list, so that no line changes because another one comes after it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from factcheck.errors import StoreError
from factcheck.identity import DISCREPANCIES, pairs
from factcheck.model import Finding, State, Verdict

NAME = "factcheck-baseline.json"
SCHEMA = "factcheck/baseline/1"


@dataclass(frozen=True, slots=True)
class Entry:
    """A known finding. `pairs` holds the verdict on each two sides that differed, by the fingerprint of the pair.

    `kind`, `question` and `values` only serve the reader of a diff.
    """

    fingerprint: str
    verdict: Verdict
    pairs: Mapping[str, Verdict]
    kind: str = ""
    question: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Baseline:
    """What is known, as entries in any order."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def _pairs(self) -> Mapping[str, int]:
        return _gravest((key, verdict) for entry in self.entries for key, verdict in entry.pairs.items())

    @cached_property
    def _findings(self) -> Mapping[str, int]:
        return _gravest((entry.fingerprint, entry.verdict) for entry in self.entries)

    def knows(self, finding: Finding, least: Verdict) -> bool:
        """Tell whether the finding, or every pair of it that differs by `least` or worse, is known as that grave."""
        if self._findings.get(finding.fingerprint, -1) >= finding.verdict.rank:
            return True
        grave = pairs(finding, least if least.rank < finding.verdict.rank else finding.verdict)
        return bool(grave) and all(self._pairs.get(key, -1) >= verdict.rank for key, verdict in grave.items())

    def gone(self, findings: Iterable[Finding]) -> tuple[Entry, ...]:
        """Return the entries of which nothing is found any more."""
        here: set[str] = set()
        for finding in findings:
            if finding.verdict in DISCREPANCIES:
                here.update((finding.fingerprint, *pairs(finding)))
        return tuple(e for e in self.entries if here.isdisjoint((e.fingerprint, *e.pairs)))


def _gravest(known: Iterable[tuple[str, Verdict]]) -> Mapping[str, int]:
    ranks: dict[str, int] = {}
    for key, verdict in known:
        ranks[key] = max(verdict.rank, ranks.get(key, -1))
    return ranks


def of(findings: Iterable[Finding]) -> Baseline:
    """Return a baseline of the discrepancies; dismissed ones have their own record, which may expire."""
    return Baseline(
        tuple(
            Entry(
                fingerprint=f.fingerprint,
                verdict=f.verdict,
                pairs=pairs(f),
                kind=f.kind,
                question=f.question,
                values=tuple(sorted({side.value for side in f.sides})),
            )
            for f in findings
            if f.verdict in DISCREPANCIES and f.state is not State.DISMISSED
        )
    )


# --- the file ---


def render(baseline: Baseline) -> str:
    """Return the file's text: the same findings give the same bytes."""
    lines = sorted({json.dumps(_record(entry), ensure_ascii=False) for entry in baseline.entries})
    return "\n".join([f'{{"schema": "{SCHEMA}", "findings": [', *(f"{line}," for line in lines), "null]}"]) + "\n"


def _record(entry: Entry) -> dict[str, Any]:
    return {
        "fingerprint": entry.fingerprint,
        "verdict": entry.verdict.value,
        "pairs": {key: verdict.value for key, verdict in sorted(entry.pairs.items())},
        "kind": entry.kind,
        "question": entry.question,
        "values": list(entry.values),
    }


def read(path: Path) -> Baseline:
    """Read a baseline, or a JSON report kept from an earlier run; StoreError names the file and the remedy."""
    try:
        text = path.read_text(encoding="utf-8")
    except IsADirectoryError:
        raise StoreError(f"{path}: is a folder, not a baseline; name the file, mostly {path / NAME}") from None
    except OSError as error:
        remedy = f"make it with: factcheck baseline PATHS -o {path}"
        raise StoreError(f"{path}: cannot be read ({error.strerror}); {remedy}") from error
    except UnicodeDecodeError as error:
        raise StoreError(f"{path}: not UTF-8; make it anew with `factcheck baseline`") from error
    if "\n<<<<<<< " in f"\n{text}":
        raise StoreError(
            f"{path}: holds git conflict markers; keep the lines of both sides and delete the markers, "
            f"or write '{path.name} merge=union' into .gitattributes so that git does it"
        )
    try:
        return parse(json.loads(text))
    except _NewerError as error:
        raise StoreError(f"{path}: {error}; install the newer factcheck") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        remedy = f"delete it and make it anew with: factcheck baseline PATHS -o {path}"
        raise StoreError(f"{path}: damaged, or not a baseline ({_told(error)}); {remedy}") from error


class _NewerError(ValueError):
    """A format that a later version writes."""


def _told(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON from line {error.lineno}, column {error.colno}"
    return f"it holds no {error}" if isinstance(error, KeyError) else str(error)


def parse(content: Any) -> Baseline:  # noqa: ANN401
    """Turn the decoded file, of this version or an earlier one, into a Baseline; ValueError says what is wrong."""
    if not isinstance(content, dict):
        raise ValueError("it holds no object with a schema")
    while content["schema"] != SCHEMA:
        if str(content["schema"]).startswith("factcheck/baseline/") and content["schema"] not in UPGRADES:
            raise _NewerError(f"its schema is {content['schema']!r}, this version reads {SCHEMA!r} and older")
        if content["schema"] not in UPGRADES:
            raise ValueError(f"its schema is {content['schema']!r}")
        content = UPGRADES[content["schema"]](content)
    return Baseline(tuple(_entry(record) for record in content["findings"] if record is not None))


def _entry(record: Mapping[str, Any]) -> Entry:
    return Entry(
        fingerprint=str(record["fingerprint"]),
        verdict=Verdict(record["verdict"]),
        pairs={str(key): Verdict(verdict) for key, verdict in record["pairs"].items()},
        kind=str(record["kind"]),
        question=str(record["question"]),
        values=tuple(map(str, record["values"])),
    )


def _from_report(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take a JSON report for a baseline: it knows whole findings, not the pairs in them."""
    grave = {verdict.value for verdict in DISCREPANCIES}
    return {
        "schema": SCHEMA,
        "findings": [
            {**f, "pairs": {}, "values": sorted({side["value"] for side in f["sides"]})}
            for f in content["findings"]
            if f["verdict"] in grave and f["state"] != State.DISMISSED.value
        ],
    }


UPGRADES: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {"factcheck/report/1": _from_report}
