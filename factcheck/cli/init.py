"""factcheck init: a commented configuration and, asked, what runs factcheck in CI."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.output import Exit, put, say
from factcheck.errors import UsageError

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
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
) -> int:
    """Write a commented factcheck.toml here; nothing that exists is touched without --force."""
    wanted = [
        _CONFIG,
        *([_GITHUB] if github else []),
        *([_GITLAB] if gitlab else []),
        *([_PRE_COMMIT] if pre_commit else []),
    ]
    there = [str(target) for _, target in wanted if target.exists()]
    if there and not force:
        raise UsageError(f"{', '.join(there)}: exists; nothing was written (--force overwrites)")
    if any(ord(character) < 32 or character in "'\"\\" for character in articles):
        raise UsageError(
            f"--articles {articles!r}: quotes and backslashes cannot stand in the files; rename the folder"
        )
    for name, target in wanted:
        target.parent.mkdir(parents=True, exist_ok=True)
        put(str(target), _template(name).replace("@ARTICLES@", articles))
        say(f"{target}: written")
    _attributes()
    return Exit.FINE


def _attributes() -> None:
    """Make git merge the baseline and the decisions by keeping the lines of both sides."""
    name, target = _ATTRIBUTES
    known = target.read_text(encoding="utf-8") if target.exists() else ""
    missing = [line for line in _template(name).splitlines() if line not in known.splitlines()]
    if missing:
        put(str(target), (known and known.rstrip("\n") + "\n") + "\n".join(missing) + "\n")
        say(f"{target}: {len(missing)} lines added")


def _template(name: str) -> str:
    return files("factcheck.cli").joinpath("templates", name).read_text(encoding="utf-8")
