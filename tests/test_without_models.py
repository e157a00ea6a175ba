"""A run that cannot compare is an error: never "no findings", never "the gate failed"."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODELS = sorted(path.parent.name for path in (ROOT / "models").glob("*/digests.json"))
ONE = "date 2026-03-02\nThe Rivenford library cost 12 million euros, the mayor said on Monday.\n"
TWO = "date 2026-03-02\nThe Rivenford library cost 19 million euros, the city said on Monday.\n"


@pytest.fixture
def package(tmp_path):
    """A copy of the program whose models can be taken away, beside two articles that contradict each other."""
    shutil.copytree(ROOT / "factcheck", tmp_path / "copy" / "factcheck", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "copy" / "factcheck" / "models").mkdir()
    for name in MODELS:
        (tmp_path / "copy" / "factcheck" / "models" / name).symlink_to(ROOT / "models" / name)
    (tmp_path / "articles").mkdir()
    for name, text in (("one.txt", ONE), ("two.txt", TWO)):
        (tmp_path / "articles" / name).write_text(text)
    return tmp_path


def call(package: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "factcheck", *arguments]
    given = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    given["PYTHONPATH"] = str(package / "copy")
    return subprocess.run(command, cwd=package, env=given, capture_output=True, text=True)


def could_not_run(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 2
    assert not done.stdout
    assert done.stderr.startswith("factcheck: ")
    assert "reinstall" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("missing", MODELS)
def test_a_model_that_is_missing_stops_the_run_also_when_an_earlier_one_is_kept(package, missing):
    assert call(package, "check", "articles", "-q").returncode == 1
    (package / "copy" / "factcheck" / "models" / missing).unlink()
    could_not_run(call(package, "check", "articles", "-q"))
    could_not_run(call(package, "check", "articles", "-q", "--no-store"))


@pytest.mark.parametrize(
    "command",
    [
        ("check", "articles", "-q", "-o", "made.md"),
        ("baseline", "articles", "-q", "-o", "made.json"),
        ("selftest", "articles", "-q", "-o", "made.md"),
        ("explain", "0123abcd", "articles"),
        ("review", "articles", "-q", "--dismiss", "0123abcd", "--reason", "x", "--reviewer", "ann"),
    ],
    ids=lambda command: command[0],
)
def test_without_any_model_no_command_runs_and_no_file_is_made(package, command):
    shutil.rmtree(package / "copy" / "factcheck" / "models")
    could_not_run(call(package, *command))
    assert not list(package.glob("made.*"))
    assert not list(package.glob("factcheck-*"))
