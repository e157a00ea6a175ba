"""What counts as added or changed, told by real git repositories."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from factcheck import changes, readers
from factcheck.errors import UsageError
from factcheck.model import Origin, Side, Span

ONE, TWO, THREE = "The Orrin bridge is closed.", "It cost 40 million marks.", "Ann Lee opened it in 2029."


@pytest.fixture
def repo(tmp_path, monkeypatch):
    folder = tmp_path / "repo"
    (folder / "articles").mkdir(parents=True)
    monkeypatch.chdir(folder)
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{name}_NAME", "ann")
        monkeypatch.setenv(f"{name}_EMAIL", "ann@example.invalid")
    git("init", "-q", "-b", "main")
    write("a.md", ONE, TWO, THREE)
    write("b.md", "The river is calm.", ONE)
    commit()
    git("switch", "-q", "-c", "branch")
    return folder


def git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "commit.gpgsign=false", *arguments], check=True, capture_output=True)


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "x")


def write(name: str, *sentences: str, day: str = "2031-05-04") -> None:
    Path("articles").mkdir(exist_ok=True)
    Path("articles", name).write_text(f"---\ndate: {day}\n---\n" + "\n\n".join(sentences) + "\n", encoding="utf-8")


def read(paths):
    return readers.read(paths)[0]


def touched(ref: str = "main", paths: tuple[str, ...] = ("articles",)) -> dict[str, set[str]]:
    """The sentences that count as new, by path."""
    articles = read(paths)
    found = changes.since(ref, articles, read)
    new: dict[str, set[str]] = {}
    for article in articles:
        for sentence in article.text.strip().split("\n\n"):
            start = article.text.index(sentence)
            span = Span(start, start + len(sentence))
            if found.touches(Side(article, span, span, "", "")):
                new.setdefault(article.path, set()).add(sentence)
    return new


def test_nothing_changed(repo):
    assert touched() == {}


@pytest.mark.parametrize("committed", [True, False])
def test_an_added_article_is_new_committed_or_not(repo, committed):
    write("c.md", ONE, "Nobody was hurt.")
    if committed:
        commit()
    assert touched() == {"articles/c.md": {ONE, "Nobody was hurt."}}


@pytest.mark.parametrize("committed", [True, False])
def test_only_the_changed_sentence_of_a_changed_article_is_new(repo, committed):
    write("a.md", ONE, "It cost 41 million marks.", THREE)
    if committed:
        commit()
    assert touched() == {"articles/a.md": {"It cost 41 million marks."}}


def test_moved_paragraphs_and_line_breaks_are_not_new(repo):
    write("a.md", THREE, ONE, TWO.replace(" million", "\nmillion"))
    assert touched() == {}


def test_a_renamed_article_is_not_new_but_what_was_added_to_it_is(repo):
    Path("articles/a.md").unlink()
    write("renamed.md", ONE, TWO, THREE, "Nobody was hurt.")
    commit()
    assert touched() == {"articles/renamed.md": {"Nobody was hurt."}}


def test_a_copy_beside_the_original_is_new(repo):
    write("copy.md", ONE, TWO)
    assert touched() == {"articles/copy.md": {ONE, TWO}}


def test_another_date_changes_the_whole_article(repo):
    write("b.md", "The river is calm.", ONE, day="2031-05-05")
    assert touched() == {"articles/b.md": {"The river is calm.", ONE}}


def test_what_the_main_branch_did_meanwhile_is_not_ours(repo):
    write("c.md", "Nobody was hurt.")
    commit()
    git("switch", "-q", "main")
    write("b.md", "The river has risen.", ONE)
    commit()
    git("switch", "-q", "branch")
    assert touched() == {"articles/c.md": {"Nobody was hurt."}}


def test_records_are_told_apart(repo):
    records = Path("articles/r.jsonl")
    records.write_text('{"id": "x", "text": "One."}\n{"id": "y", "text": "Two."}\n')
    commit()
    git("branch", "-f", "start")
    records.write_text('{"id": "z", "text": "Nought."}\n{"id": "x", "text": "One."}\n{"id": "y", "text": "Three."}\n')
    assert touched("start") == {"articles/r.jsonl#z": {"Nought."}, "articles/r.jsonl#y": {"Three."}}


def test_it_works_from_a_folder_within_and_for_files_that_git_ignores(repo, monkeypatch):
    (repo / ".gitignore").write_text("secret.md\n")
    write("secret.md", "Nobody was hurt.")
    monkeypatch.chdir(repo / "articles")
    assert touched(paths=(".",)) == {"secret.md": {"Nobody was hurt."}}


def test_odd_names(repo):
    write('Zürich "1" #2.md', ONE)
    commit()
    git("branch", "-f", "start")
    write('Zürich "1" #2.md', ONE, TWO)
    assert touched("start") == {'articles/Zürich "1" #2.md': {TWO}}


@pytest.mark.parametrize("name", ["notes", "../.drafts/d.md", "../.github/plan"])
def test_a_file_named_outright_is_compared_with_what_it_was_whatever_its_name(repo, name):
    path = Path("articles", name)
    path.parent.mkdir(exist_ok=True)
    write(name, ONE, TWO)
    commit()
    write(name, ONE, THREE)
    assert list(touched("HEAD", (str(path),)).values()) == [{THREE}]


def test_an_unknown_commit_says_what_to_do(repo):
    for ref in ("no-such-branch", "--output=x"):
        with pytest.raises(UsageError, match=f"--since {ref}: git knows no such commit here; check the spelling"):
            touched(ref)
    with pytest.raises(UsageError, match="does not reach that far back"):
        touched("HEAD~7")
    git("remote", "add", "origin", str(repo))
    with pytest.raises(UsageError, match=r"git fetch origin no-such-branch, then --since FETCH_HEAD\), or check"):
        touched("no-such-branch")


def test_before_the_first_commit_everything_is_new(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    write("a.md", ONE)
    git("add", "-A")
    write("b.md", TWO)
    new = {"articles/a.md": {ONE}, "articles/b.md": {TWO}}
    assert touched("HEAD") == new
    assert touched("0" * 40) == new
    with pytest.raises(UsageError, match="no such commit"):
        touched("main")


def run_remedy(error: UsageError) -> None:
    """Paste what the message says into a shell."""
    commands = re.findall(r"git fetch [^,;)]*", str(error))
    assert commands
    for command in commands:
        subprocess.run(["bash", "-ec", command], check=True, capture_output=True)


def test_a_shallow_clone_says_what_to_fetch_and_works_once_fetched(repo, tmp_path, monkeypatch):
    write("c.md", "Nobody was hurt.")
    commit()
    clone = tmp_path / "clone"
    git("clone", "-q", "--depth", "1", "--branch", "branch", f"file://{repo}", str(clone))
    monkeypatch.chdir(clone)
    for ref in ("origin/main", "HEAD~1"):
        with pytest.raises(UsageError, match=r"shallow clone.*git fetch --unshallow.*fetch-depth: 0"):
            touched(ref)
    git("fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    with pytest.raises(UsageError, match="no commit in common with HEAD; this is a shallow clone") as failed:
        touched("origin/main")
    run_remedy(failed.value)
    assert touched("origin/main") == {"articles/c.md": {"Nobody was hurt."}}


@pytest.mark.parametrize("depth", [(), ("--depth", "1")])
def test_what_is_to_be_fetched_can_be_pasted_in_a_clone_of_one_branch(repo, tmp_path, monkeypatch, depth):
    write("c.md", "Nobody was hurt.")
    commit()
    clone = tmp_path / "clone"
    git("clone", "-q", *depth, "--single-branch", "--branch", "branch", f"file://{repo}", str(clone))
    monkeypatch.chdir(clone)
    with pytest.raises(UsageError) as failed:
        touched("origin/main")
    run_remedy(failed.value)
    assert touched("origin/main") == {"articles/c.md": {"Nobody was hurt."}}


def test_outside_of_git(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="--new PATH"):
        touched(paths=())


def test_a_commit_without_common_history(repo):
    git("switch", "-q", "--orphan", "other")
    write("x.md", ONE)
    commit()
    with pytest.raises(UsageError, match="no commit in common"):
        touched("main")


# --- named by the user ---


def test_new_names_files_and_folders(repo):
    (repo / "drafts").mkdir()
    (repo / "drafts" / "d.txt").write_text(TWO)
    articles = read(["articles", "drafts"])
    assert changes.named(["drafts"], articles).paths == {"drafts/d.txt"}
    assert changes.named(["articles/a.md", str(repo / "drafts" / "d.txt")], articles).paths == {
        "articles/a.md",
        "drafts/d.txt",
    }
    with pytest.raises(UsageError, match="--new nowhere"):
        changes.named(["nowhere"], articles)


def test_a_date_inferred_from_neighbours_is_no_change(repo):
    (repo / "articles" / "u.md").write_text(f"{ONE}\n")
    commit()
    git("branch", "-f", "start")
    (repo / "articles" / "u.md").write_text(f"{ONE}\n\n{TWO}\n")
    articles = read(["articles"])
    found = changes.since("start", articles, read)
    undated = next(article for article in articles if article.path.endswith("u.md"))
    dated = replace(undated, published=date(2031, 5, 4), published_from=Origin.NEIGHBOURS)
    one = Span(0, len(ONE))
    two = Span(dated.text.index(TWO), len(dated.text.rstrip()))
    assert not found.touches(Side(dated, one, one, "", ""))
    assert found.touches(Side(dated, two, two, "", ""))
