"""factcheck selftest: how many errors would be caught in the user's own articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import options
from factcheck.cli.output import STDOUT, Exit, Progress, put, require_folder, spare_articles
from factcheck.cli.running import Request, read
from factcheck.presentation.safe import one_line
from factcheck.presentation.words import counted

if TYPE_CHECKING:
    from factcheck.selftest import Planted, Result

_MISSES_SHOWN = 3


def selftest(
    paths: options.Paths,
    output: Annotated[
        str, typer.Option("-o", "--output", help="Write the result there: Markdown, or JSON when the suffix is .json.")
    ] = STDOUT,
    per_kind: Annotated[int, typer.Option(min=1, help="How many errors of each kind to plant at most.")] = 25,
    config: options.ConfigFile = None,
    default_date: options.DefaultDate = None,
    encoder: options.EncoderName = None,
    min_confidence: options.MinConfidence = None,
    jobs: options.Jobs = 0,
    quiet: options.Quiet = False,
) -> int:
    """Plant errors in copies of your articles, in memory, and tell how many would be caught, by kind.

    Your files are not written to. The copies are word for word, so articles in other words will fare worse.
    """
    from factcheck import selftest as planting

    require_folder(output)
    request = Request(
        paths=paths,
        config=config,
        default_date=default_date,
        encoder=encoder,
        min_confidence=min_confidence,
        jobs=jobs,
        quiet=quiet,
    )
    settings = request.settings
    articles, _ = read(request, settings)
    spare_articles(output, articles)
    progress = Progress(enabled=not quiet)
    result = planting.run(articles, settings, per_kind=per_kind, jobs=jobs, progress=progress)
    as_json = output.lower().endswith(".json")
    put(output, json.dumps(_record(result), ensure_ascii=False, indent=2) + "\n" if as_json else _markdown(result))
    return Exit.FINE


def _markdown(result: Result) -> str:
    return "\n".join(_lines(result)) + "\n"


def _lines(result: Result) -> Iterator[str]:
    from factcheck.review.learning import wilson

    yield "# Self-test"
    yield ""
    yield "Errors planted in word-for-word copies of the articles, one a sentence; caught means reported as a"
    yield "contradiction or dispute. Articles that tell the same in other words will fare worse."
    yield ""
    yield "| error | planted | caught | share | 95 % interval |"
    yield "|---|---:|---:|---:|---|"
    rates = result.rates()
    total = tuple(sum(column) for column in zip(*rates.values(), strict=True))
    for kind, (caught, planted) in [*rates.items(), ("all", (total[0], total[1]))]:
        rate = wilson(caught, planted)
        told = f"{rate.share:.0%} | {rate.low:.0%} to {rate.high:.0%}" if planted else "– | –"
        yield f"| {kind} | {planted} | {caught} | {told} |"
    yield ""
    yield (
        f"False alarms: {len(result.alarms)} contradictions between sentences that were left as they are "
        f"({counted(result.sentences, 'sentence')})."
    )
    for finding in result.alarms[:_MISSES_SHOWN]:
        yield f"- {one_line(finding.question)} {one_line(finding.reason)}"
    for kind in rates:
        missed = [p for p in result.planted if p.edit.kind == kind and not p.caught]
        if missed:
            yield ""
            yield f"## Missed: {kind}"
            yield ""
        for planted in missed[:_MISSES_SHOWN]:
            yield f"- {_shown(planted)}"


def _shown(planted: Planted) -> str:
    said, edit = planted.edit.statement, planted.edit
    start, end = edit.span.start - said.span.start, edit.span.end - said.span.start
    text = f"{said.text[:start]}[{said.text[start:end]} → {edit.instead.strip() or 'nothing'}]{said.text[end:]}"
    why = f"{planted.outcome.value}: {planted.reason}" if planted.outcome else "the two sentences were not compared"
    return f"{said.article.path}: {one_line(text)} ({one_line(why)})"


def _record(result: Result) -> dict[str, Any]:
    return {
        "schema": "factcheck/selftest/1",
        "kinds": {kind: {"planted": planted, "caught": caught} for kind, (caught, planted) in result.rates().items()},
        "untouched_sentences": result.sentences,
        "false_alarms": [{"question": f.question, "reason": f.reason} for f in result.alarms],
        "planted": [
            {
                "kind": p.edit.kind,
                "path": p.edit.statement.article.path,
                "text": p.edit.statement.text,
                "was": p.edit.span.of(p.edit.statement.article.text),
                "now": p.edit.instead,
                "caught": p.caught,
                "verdict": p.outcome and p.outcome.value,
                "reason": p.reason,
            }
            for p in result.planted
        ],
    }
