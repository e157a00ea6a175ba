"""The options that several commands have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.config import FailOn, Scope
from factcheck.model import Severity
from factcheck.store import FOLDER

Paths = Annotated[list[str], typer.Argument(help="Files and folders: .txt .md .html .json .jsonl; - is stdin.")]
ConfigFile = Annotated[Path | None, typer.Option("--config", help="Instead of ./factcheck.toml.")]
DefaultDate = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="For articles without a date of their own.")
]
EncoderName = Annotated[
    str | None, typer.Option("--encoder", help="Any SentenceTransformer by name or path, instead of the bundled one.")
]
MinConfidence = Annotated[
    float | None, typer.Option(min=0, max=1, help="Contradictions less likely than this count as undecided.")
]
Decisions = Annotated[
    Path | None, typer.Option("--decisions", help="Instead of ./factcheck-decisions.jsonl, which `review` writes.")
]
StoreFolder = Annotated[
    Path, typer.Option("--store", help="Where to keep what was read and encoded, for the next run; safe to delete.")
]
NoStore = Annotated[bool, typer.Option("--no-store", help="Neither use nor write a store.")]
Jobs = Annotated[int, typer.Option(min=0, help="Threads and processes; 0 is one for each core.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")]
Verbose = Annotated[int, typer.Option("-v", "--verbose", count=True, help="Seconds by stage; -vv: tracebacks.")]
Outputs = Annotated[
    list[str] | None,
    typer.Option("-o", "--output", help="Write a report there; the suffix names the format. May come several times."),
]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--format", help="What goes to stdout: markdown (default), text, json, html, sarif, junit, github, rdjson, csv."
    ),
]
BaselineFile = Annotated[
    Path | None,
    typer.Option("--baseline", help="Findings in this file, which `factcheck baseline` writes, do not fail."),
]
Since = Annotated[
    str | None, typer.Option(metavar="GITREF", help="Only what was added or changed since then can fail.")
]
New = Annotated[
    list[str] | None, typer.Option(metavar="PATH", help="Only findings that concern this file or folder can fail.")
]
WhichScope = Annotated[Scope | None, typer.Option("--scope", help="Which statements are compared.")]
LeastVerdict = Annotated[FailOn | None, typer.Option("--fail-on", help="The mildest verdict that fails the run.")]
LeastSeverity = Annotated[Severity | None, typer.Option("--min-severity", help="Milder findings do not fail the run.")]
Strict = Annotated[
    bool, typer.Option(help="Exit 2 when any input could not be read, 1 when baseline entries are gone.")
]
Reproducible = Annotated[bool, typer.Option(help="Leave out the seconds: two runs give the same bytes.")]
STORE = Path(FOLDER)
