"""What the documents show is what the program does."""

import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from factcheck.config import Config
from factcheck.features import FEATURES
from factcheck.kinds.claim import Claims
from tests.test_readme import ROOT

DOCS = ROOT / "docs"
PAGES = [*DOCS.glob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "models" / "README.md", *ROOT.glob("models/*/card.md")]


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def factcheck(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "factcheck", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False).stdout


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Path:
    """The three articles of the how-to for GitHub, out of the page itself."""
    courier, post, wire = re.findall(r"```markdown\n(.*?)```", text_of("ci-github.md"), re.DOTALL)
    head = courier[: courier.rindex("---\n") + 4]
    folder = tmp_path_factory.mktemp("library")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "courier.md").write_text(courier, encoding="utf-8")
    for name, source, text in [("post", "Northern Post", post), ("wire", "Valley Wire", wire)]:
        (articles / f"{name}.md").write_text(head.replace("Rivenford Courier", source) + text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def shown(library) -> list[str]:
    """What `check` says where only wire.md can fail, line by line."""
    new = ("--new", "articles/wire.md")
    return factcheck(library, "check", "articles", *new, "--format", "text", "--no-store").splitlines()


@pytest.mark.parametrize("page", ["ci-gitlab.md", "pre-commit.md"])
def test_the_how_tos_show_what_the_check_prints(shown, page):
    assert sum("contradiction (fails)" in line for line in shown) == 2
    told = text_of(page).replace("factcheck > ", "").splitlines()
    assert sorted(line for line in told if line in shown) == sorted(shown)


def test_the_how_to_for_github_shows_every_fingerprint(shown):
    found = re.findall(r"\[([0-9a-f]{16})\]", "\n".join(shown))
    assert len(found) == 2
    assert all(text_of("ci-github.md").count(fingerprint) == 2 for fingerprint in found)


def test_the_page_on_baselines_shows_the_file_as_written(library):
    factcheck(library, "baseline", "articles", "--no-store")
    file = library / "factcheck-baseline.json"
    (entry,) = [line for line in file.read_text(encoding="utf-8").splitlines() if "How much" in line]
    assert entry in text_of("baseline.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_a_page_points_to_is_there(page):
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert target.startswith("http") or (page.parent / target).exists(), target


def test_the_threshold_told_is_the_one_in_force():
    assert f"(`--min-confidence`, {Config().min_confidence})" in text_of("alignment.md")


def test_the_thresholds_of_claims_are_those_in_force():
    told = text_of("statements.md")
    known = {field.name: field.default for field in fields(Claims)}
    assert f"one thing with {known['alike']} and more" in told
    assert f"a contradiction {known['contradicts']} or more" in told
    assert f"a contradiction {known['excludes']} or more" in told


def test_every_feature_of_alignment_has_a_row():
    rows = re.findall(r"^\| ([a-z ]+) \|", text_of("alignment.md"), re.MULTILINE)
    assert [row.replace(" ", "_") for row in rows if row != "feature"] == list(FEATURES)


def test_the_drawing_of_the_house_has_every_layer():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    kept = {name for layer in layers for name in re.findall(r"[a-z]+", re.sub(r"\(.*?\)", "", layer))}
    drawing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("```")[1]
    assert kept <= set(re.findall(r"[a-z]+", drawing))
