"""The command line: parse, call, exit code. Nothing below prints."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from factcheck import __version__
from factcheck.cli.baseline import baseline
from factcheck.cli.check import check
from factcheck.cli.evaluate import evaluate
from factcheck.cli.explain import explain
from factcheck.cli.init import init
from factcheck.cli.output import Exit, say
from factcheck.cli.review import review
from factcheck.cli.selftest import selftest
from factcheck.errors import FactcheckError

__all__ = ["Exit", "app", "main"]

app = typer.Typer(
    name="factcheck",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Compare several articles on the same events: where do they agree, where do they contradict each other? "
    "Runs offline on the CPU; no text leaves the machine; no source is taken as the reference.",
    epilog="Exit codes: 0 fine, 1 the gate failed, 2 could not run, 3 an error of factcheck itself.",
)
app.command(
    epilog="Examples:  factcheck check articles/  |  factcheck check a.txt b.html -o report.md -o report.json  |  "
    "curl … | factcheck check - other.md --date 2026-11-20  |  factcheck check articles/ --since origin/main"
)(check)
app.command(epilog="Example:  factcheck baseline articles/  &&  git add factcheck-baseline.json")(baseline)
app.command(
    epilog="Examples:  factcheck review articles/  |  factcheck review articles/ --web  |  "
    'factcheck review articles/ --dismiss 1f2e3d4c --reason "other meeting"  |  factcheck review --export labels.jsonl'
)(review)

app.command(epilog="Example:  factcheck explain 1f2e3d4c articles/")(explain)
app.command(epilog="Example:  factcheck selftest articles/ -o selftest.md")(selftest)
app.command(epilog="Example:  factcheck evaluate --target 0.95")(evaluate)
app.command(epilog="Example:  factcheck init --github --articles content/")(init)


def main() -> NoReturn:
    """Run the command line and leave with one of the codes of `Exit`."""
    _open_streams()
    # facts and findings are many and live to the end: to look for garbage among them costs a fifth of a run
    gc.set_threshold(100_000, 20, 20)
    try:
        sys.exit(app(standalone_mode=False) or Exit.FINE)
    except FactcheckError as error:
        _fail(str(error), Exit.COULD_NOT_RUN)
    except typer.Exit as stop:
        sys.exit(stop.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        _fail("stopped", 130)
    except Exception as error:
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # click's own usage errors
            # typer's parser names the class of the exception in it
            told = error.format_message().replace(": Value error, ", ": ")
            command = getattr(getattr(error, "ctx", None), "command_path", "factcheck")
            _fail(f"{told} (see {command} --help)", Exit.COULD_NOT_RUN)
        if "-vv" in sys.argv:
            import traceback

            traceback.print_exc()
        _fail(
            f"internal error: {type(error).__name__}: {error}. This is a fault of factcheck, not of your articles; "
            "please report it with the output of the same command with -vv",
            Exit.INTERNAL,
        )


def _fail(message: str, code: int) -> NoReturn:
    say(_annotated(message))
    sys.exit(code)


def _annotated(message: str) -> str:
    """Return the message, on GitHub as a command that shows it on the run's page and not in the log alone."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return f"factcheck: {message}"
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::error title=factcheck could not run::{escaped}"


def _open_streams() -> None:
    """Write UTF-8 everywhere, on the consoles of Windows too; with stderr closed (`2>&-`) nobody is told, no more."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # as long as the process lives
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if version:
        typer.echo(f"factcheck {__version__}")
        raise typer.Exit
