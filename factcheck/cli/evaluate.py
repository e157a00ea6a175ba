"""factcheck evaluate: how often the findings were right, by the reviewers' own decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.output import STDOUT, Exit, put
from factcheck.cli.running import recorded
from factcheck.errors import UsageError


def evaluate(
    decisions: Annotated[
        Path | None, typer.Option(help="Instead of ./factcheck-decisions.jsonl, which `review` writes.")
    ] = None,
    target: Annotated[float, typer.Option(min=0, max=1, help="The precision to advise a threshold for.")] = 0.9,
) -> int:
    """Precision by kind from your decisions, with its 95 % interval, and the confidence that reaches a precision."""
    from factcheck.review import learning, log

    path = decisions or Path(log.NAME)
    if not path.is_file():
        raise UsageError(f"{path}: no such file; decide about some findings first with `factcheck review PATHS`")
    put(STDOUT, learning.markdown(recorded(path), target))
    return Exit.FINE
