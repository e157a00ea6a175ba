"""What was added or changed: since a git commit, or by the paths that the user names.

A passage counts as changed when its words did not stand in the article before, nor in one that was deleted: renaming a
file or moving a paragraph changes nothing. Another publication date changes the whole article, since it moves every
"Friday" in it.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from factcheck.errors import UsageError
from factcheck.identity import normal
from factcheck.model import Article, Origin, Side
from factcheck.paths import file_of

Read = Callable[[Sequence[str]], Sequence[Article]]  # reads the articles below some paths


@dataclass(frozen=True, slots=True)
class _Was:
    text: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths of the articles added or changed, and what changed and deleted ones said before."""

    paths: frozenset[str]
    before: Mapping[str, _Was] = field(default_factory=dict)
    deleted: tuple[_Was, ...] = ()

    def touches(self, side: Side) -> bool:
        """Tell whether the side's statement is new."""
        article = side.article
        if article.path not in self.paths:
            return False
        own = self.before.get(article.path)
        earlier = (own, *self.deleted) if own else self.deleted
        words, published = normal(side.text), _published(article)
        return not any(was.published == published and words in was.text for was in earlier)


def named(paths: Iterable[str], articles: Sequence[Article]) -> Changes:
    """Return the articles at or below `paths` as added; UsageError names a path that holds none."""
    added: set[str] = set()
    for path in paths:
        target = Path(path).resolve()
        here = {a.path for a in articles if (file := _file(a.path).resolve()) == target or target in file.parents}
        if not here:
            raise UsageError(f"--new {path}: no article was read from there; check the spelling")
        added |= here
    return Changes(frozenset(added))


def since(ref: str, articles: Sequence[Article], read: Read) -> Changes:
    """Return what changed since the commit where this branch left `ref`, uncommitted files included.

    Everything is new before the first commit, and since the zeros by which GitHub and GitLab mean that there is none.
    `read` reads earlier versions, written to a temporary folder. Raises UsageError outside of git, and where the commit
    is not there (a shallow clone), saying what to fetch.
    """
    git = _Git.at(Path.cwd(), ref)
    base = git.base()
    tracked = set(git.names("ls-tree", "-r", "-z", "--name-only", "--full-tree", base))
    differing = set(git.names("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", base, "--"))
    inside = {article.path: git.inside(_file(article.path)) for article in articles}
    present = set(inside.values())
    changed = {name for name in differing & tracked if (git.root / name).exists()}
    deleted = differing & tracked - changed
    earlier = _earlier(git, base, changed & present, deleted, read)
    return Changes(
        paths=frozenset(path for path, name in inside.items() if name not in tracked or name in changed),
        before={path: earlier[key] for path, name in inside.items() if (key := name + _record(path)) in earlier},
        deleted=tuple(was for key, was in sorted(earlier.items()) if key.split("#", 1)[0] in deleted),
    )


def _published(article: Article) -> date | None:
    return None if article.published_from is Origin.NEIGHBOURS else article.published


def _file(path: str) -> Path:
    """Return the file of an article; one that is there no more is named by the whole path."""
    return file_of(path) or Path(path)


def _record(path: str) -> str:
    return path[len(_file(path).as_posix()) :] if "#" in path else ""


def _earlier(git: _Git, base: str, changed: Set[str], deleted: Set[str], read: Read) -> Mapping[str, _Was]:
    """Return what the files said at `base`, by name and record."""
    found: dict[str, _Was] = {}
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        root = Path(folder).resolve()
        written: list[str] = []
        for name, content in git.contents(base, sorted(changed | deleted)):
            target = root / PurePosixPath(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            # what is an article today is read whatever its name: in a hidden folder, or without a suffix
            written += [str(target)] if name in changed else []
        for article in read([str(root), *written]):
            key = article.path.split(f"{root.name}/", 1)[1]
            found[key] = _Was(normal(article.text), _published(article))
    return found


# --- git ---

_ZEROS = re.compile(r"0{40}|0{64}")
_BACK = re.compile(r"(?:HEAD|@)(?:[~^@].*)?|.*[~^].*")


@dataclass(frozen=True, slots=True)
class _Git:
    root: Path
    ref: str

    @classmethod
    def at(cls, folder: Path, ref: str) -> _Git:
        try:
            found = subprocess.run(["git", "rev-parse", "--show-toplevel"], cwd=folder, capture_output=True)
        except FileNotFoundError:
            raise UsageError(f"--since {ref}: git is not installed; name what is new by --new PATH") from None
        if found.returncode:
            why = found.stderr.decode(errors="replace").strip().removeprefix("fatal: ") or "no git repository"
            raise UsageError(f"--since {ref}: {why}; run it inside the repository, or name what is new by --new PATH")
        return cls(Path(found.stdout.decode().rstrip("\n")).resolve(), ref)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = ["git", "-c", "core.quotepath=off", *arguments]
        return subprocess.run(command, cwd=self.root, stdin=subprocess.DEVNULL, capture_output=True)

    def names(self, *arguments: str) -> list[str]:
        done = self.run(*arguments)
        if done.returncode:
            raise UsageError(f"--since {self.ref}: git {arguments[0]}: {done.stderr.decode(errors='replace').strip()}")
        return [name for name in done.stdout.decode(errors="surrogateescape").split("\0") if name]

    def base(self) -> str:
        """Return the commit at which this branch left `ref`; the empty tree where there is no commit yet."""
        commit = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{self.ref}^{{commit}}")
        if commit.returncode:
            if _ZEROS.fullmatch(self.ref) or (self.ref in ("HEAD", "@") and not self.born()):
                return self.run("hash-object", "-t", "tree", "--stdin").stdout.decode().strip()
            raise UsageError(f"--since {self.ref}: git knows no such commit here; {self.remedy()}")
        found = self.run("merge-base", commit.stdout.decode().strip(), "HEAD")
        if found.returncode:
            remedy = self.remedy() if self.shallow() else "name a commit or branch that this one grew from"
            raise UsageError(f"--since {self.ref}: it has no commit in common with HEAD; {remedy}")
        return found.stdout.decode().strip()

    def born(self) -> bool:
        return self.run("rev-parse", "--verify", "--quiet", "HEAD").returncode == 0

    def remedy(self) -> str:
        """Say how to get the commit."""
        known = self.run("remote").stdout.decode(errors="replace").split()
        remote, _, branch = self.ref.removeprefix("refs/remotes/").partition("/")
        if remote in known and branch:  # written out, since a clone of one branch fetches no other by itself
            fetch = f"git fetch {remote} +{branch}:refs/remotes/{remote}/{branch}"
        else:
            fetch = f"git fetch {known[0]} {self.ref}, then --since FETCH_HEAD" if known else ""
        if self.shallow():
            also = f", then {fetch}" if remote in known and branch else ""
            return (
                f"this is a shallow clone: fetch the history first (git fetch --unshallow{also}; in CI "
                "`fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` in GitLab)"
            )
        if _BACK.fullmatch(self.ref):
            return "the history does not reach that far back; name another commit"
        if not fetch:
            return "check the spelling (there is no remote to fetch from)"
        return f"fetch it first ({fetch}), or check the spelling"

    def shallow(self) -> bool:
        return self.run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def inside(self, file: Path) -> str:
        """Return the file's name within the repository; outside of it an absolute path, which is never tracked."""
        whole = file.resolve()
        return whole.relative_to(self.root).as_posix() if whole.is_relative_to(self.root) else whole.as_posix()

    def contents(self, commit: str, names: Iterable[str]) -> Iterable[tuple[str, bytes]]:
        for name in names:
            shown = self.run("cat-file", "--filters", f"{commit}:{name}")
            if not shown.returncode:
                yield name, shown.stdout
