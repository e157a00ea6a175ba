"""factcheck init: a commented configuration and, asked, what runs factcheck in CI."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.output import Exit, make_folder, put, say
from factcheck.errors import UsageError
from factcheck.presentation.words import counted

_CONFIG = ("factcheck.toml", Path("factcheck.toml"))
_GITHUB = ("github.yml", Path(".github/workflows/factcheck.yml"))
_GITLAB = ("gitlab.yml", Path(".gitlab-ci.yml"))
_PRE_COMMIT = ("pre-commit.yaml", Path(".pre-commit-config.yaml"))
_ATTRIBUTES = ("gitattributes", Path(".gitattributes"))


def init(
    github: Annotated[bool, typer.Option("--github", help="Also a workflow for GitHub Actions.")] = False,
    gitlab: Annotated[bool, typer.Option("--gitlab", help="Also a job for GitLab CI.")] = False,
    pre_commit: Annotated[bool, typer.Option("--pre-commit", help="Also a hook for pre-commit.")] = False,
    articles: Annotated[str, typer.Option(metavar="PATH", help="Where the articles lie.")] = "articles",
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there, settings included.")] = False,
) -> int:
    """Write a commented factcheck.toml here; what exists is left as it is without --force."""
    if any(ord(character) < 32 or character in "'\"\\" for character in articles):
        raise UsageError(
            f"--articles {articles!r}: quotes and backslashes cannot stand in the files; rename the folder"
        )
    wanted = [
        _CONFIG,
        *([_GITHUB] if github else []),
        *([_GITLAB] if gitlab else []),
        *([_PRE_COMMIT] if pre_commit else []),
    ]
    there = [target for _, target in wanted if target.exists() and not force]
    if len(there) == len(wanted):
        raise UsageError(f"{', '.join(map(str, there))}: exists; nothing was written (--force overwrites)")
    for name, target in wanted:
        if target not in there:
            make_folder(target.parent)
            put(str(target), _template(name).replace("@ARTICLES@", articles))
        say(f"{target}: {'exists, left as it is' if target in there else 'written'}")
    _attributes()
    for line in _next_steps([target for _, target in wanted if target not in there], articles):
        say(line)
    return Exit.FINE


def _next_steps(written: Sequence[Path], articles: str) -> Iterator[str]:
    """Tell what is still to be done by hand."""
    placeholder = [str(target) for target in written if "OWNER/factcheck" in target.read_text(encoding="utf-8")]
    if placeholder:
        yield f"next: put the repository that holds factcheck in place of OWNER/factcheck in {', '.join(placeholder)}"
    if not Path(articles).exists():
        yield f"next: put the articles into {articles} (another folder is named by --articles)"


def _attributes() -> None:
    """Make git merge the baseline and the decisions by keeping the lines of both sides."""
    name, target = _ATTRIBUTES
    known = target.read_text(encoding="utf-8") if target.exists() else ""
    missing = [line for line in _template(name).splitlines() if line not in known.splitlines()]
    if missing:
        put(str(target), (known and known.rstrip("\n") + "\n") + "\n".join(missing) + "\n")
        say(f"{target}: {counted(len(missing), 'line')} added")


def _template(name: str) -> str:
    return files("factcheck.cli").joinpath("templates", name).read_text(encoding="utf-8")
