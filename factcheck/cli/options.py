"""The options that several commands have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
STORE = Path(FOLDER)
