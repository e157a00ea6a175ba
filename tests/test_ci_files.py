"""The action, the hooks and the CI examples, run as a runner's shell would run them."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.test_cli_gate import DIFFERS, ONE, TWO, commit, git, write

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
TEMPLATES = ROOT / "factcheck" / "cli" / "templates"


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """A repository with a known contradiction on main, checked out on a branch."""
    folder = tmp_path / "workspace"
    (folder / "articles").mkdir(parents=True)
    monkeypatch.chdir(folder)
    Path("factcheck.toml").write_text('kinds = ["quantity"]\n')
    write("one.md", ONE)
    write("two.md", TWO)
    git("init", "-q", "-b", "main")
    commit()
    git("switch", "-q", "-c", "branch")
    return folder


@pytest.fixture
def runner(tmp_path):
    """Run the action's shell steps in order; other actions are told by name, and pip by what it is asked for."""
    for name in ("bin", "temp"):
        (tmp_path / name).mkdir()
    python = tmp_path / "bin" / "python"
    # the tests install nothing: pip's arguments are written down, everything else is this very Python
    python.write_text(
        f'#!/bin/bash\nif [ "$2" = pip ]; then echo "$@" >> "{tmp_path}/pip"; else exec "{sys.executable}" "$@"; fi\n'
    )
    factcheck = tmp_path / "bin" / "factcheck"
    factcheck.write_text(f'#!/bin/bash\nexec "{sys.executable}" -m factcheck "$@"\n')
    for file in (python, factcheck):
        file.chmod(file.stat().st_mode | stat.S_IEXEC)
    return Runner(tmp_path)


class Runner:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outputs: dict[str, str] = {}
        self.used: list[str] = []
        self.summary = folder / "summary.md"

    @property
    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "INPUT_"))}
        return kept | {
            "PATH": f"{self.folder}/bin:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "RUNNER_TEMP": str(self.folder / "temp"),
        }

    def action(self, **inputs: str) -> tuple[int, str]:
        known = {name: told.get("default", "") for name, told in ACTION["inputs"].items()}
        known |= {name.replace("_", "-"): value for name, value in inputs.items()}
        said = ""
        for step in ACTION["runs"]["steps"]:
            if "uses" in step:
                self.used.append(step["uses"])
                continue
            (self.folder / "output").write_text("")
            given = {name: self.filled(value, known) for name, value in step.get("env", {}).items()}
            actions = {
                "GITHUB_ACTIONS": "true",
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_OUTPUT": str(self.folder / "output"),
                "GITHUB_STEP_SUMMARY": str(self.summary),
            }
            done = self.shell(step["run"], given | actions)
            said += done.stdout
            lines = (self.folder / "output").read_text().splitlines()
            self.outputs |= dict(line.split("=", 1) for line in lines)
            if done.returncode:
                return done.returncode, said + done.stderr
        return 0, said

    def shell(self, script: str, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
        file = self.folder / "step.sh"
        file.write_text(script)
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(file)]
        return subprocess.run(command, env=self.environment | given, capture_output=True, text=True)

    def filled(self, value: str, inputs: dict[str, str]) -> str:
        def fill(match: re.Match[str]) -> str:
            what, _, name = match[1].strip().partition(".")
            return inputs[name] if what == "inputs" else self.outputs[name.rpartition(".")[2]]

        return re.sub(r"\$\{\{(.*?)\}\}", fill, value)


def test_the_action_fails_for_a_new_contradiction_and_shows_it(workspace, runner):
    write("three.md", DIFFERS)
    commit()
    code, said = runner.action(since="main")
    assert code == 1
    assert runner.outputs["exit-code"] == "1"
    errors = [line for line in said.splitlines() if line.startswith("::error ")]
    assert errors
    assert all("file=articles/three.md" in line for line in errors)
    assert "fail" in runner.summary.read_text().splitlines()[0]
    report = Path(runner.outputs["report"])
    assert json.loads((report / "factcheck.sarif").read_text())["version"] == "2.1.0"
    assert {path.suffix for path in report.iterdir()} == {".md", ".html", ".json", ".sarif"}
    assert Path(runner.outputs["sarif"]) == report / "factcheck.sarif"


def test_the_action_passes_when_nothing_new_contradicts(workspace, runner):
    Path("articles/two.md").rename("articles/moved.md")
    commit()
    code, said = runner.action(since="main", paths="articles\n", args="--min-severity\nmajor\n")
    assert (code, runner.outputs["exit-code"]) == (0, "0")
    assert "::error" not in said
    assert "nothing fails" in runner.summary.read_text()


def test_the_action_hands_on_baseline_threshold_and_odd_paths(workspace, runner):
    Path("more texts").mkdir()
    Path("more texts/-x.md").write_text(Path("articles/one.md").read_text())
    runner.shell("factcheck baseline articles 'more texts' -q", {})
    assert runner.action(paths="articles\nmore texts", baseline="factcheck-baseline.json")[0] == 0
    assert runner.action(paths="articles\nmore texts")[0] == 1
    assert runner.action(paths="articles", fail_on="none")[0] == 0


def test_the_action_cannot_be_talked_into_running_what_an_input_says(workspace, runner):
    runner.action(paths="articles", since='main"; touch pwned; echo "', args="$(touch pwned)\n`touch pwned`")
    assert not Path("pwned").exists()
    assert all("${{" not in step.get("run", "") for step in ACTION["runs"]["steps"])


def test_a_run_that_cannot_compare_fails_with_its_own_code(workspace, runner):
    code, _ = runner.action(paths="nowhere")
    assert (code, runner.outputs["exit-code"]) == (2, "2")
    assert "sarif" not in runner.outputs


def test_the_action_installs_what_is_pinned_and_no_torch(workspace, runner):
    runner.action()
    first, second = (runner.folder / "pip").read_text().splitlines()
    assert f"-r {ROOT}/requirements-slim.txt" in first
    assert second.endswith(f"--no-deps {ROOT}")
    assert "torch" not in (ROOT / "requirements-slim.txt").read_text().split("\n", 1)[1].replace("without torch", "")
    assert "actions/cache@v4" in runner.used
    assert "github/codeql-action/upload-sarif@v3" in runner.used


# --- hooks and examples ---


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_gets_all_files_in_one_process(hook):
    assert hook["pass_filenames"] is False
    assert hook["require_serial"] is True
    wanted = ("a.md", "b/c.txt", "d.jsonl.gz", "e.html")
    assert all(re.search(hook["files"], name) for name in wanted)
    assert not re.search(hook["files"], "factcheck.toml")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_stops_a_commit_that_adds_a_contradiction(workspace, runner, hook):
    text = (TEMPLATES / "pre-commit.yaml").read_text().replace("@ARTICLES@", "articles")
    (given,) = yaml.safe_load(text)["repos"][0]["hooks"]
    assert given["id"] in {known["id"] for known in HOOKS}
    arguments = " ".join(given["args"])
    assert runner.shell(f"{hook['entry']} {arguments}", {}).returncode == 0
    write("three.md", DIFFERS)
    git("add", "articles/three.md")
    done = runner.shell(f"{hook['entry']} {arguments}", {})
    assert done.returncode == 1
    assert "articles/three.md" in done.stdout


def test_the_gitlab_job(workspace, runner):
    git("remote", "add", "origin", str(workspace))
    job = yaml.safe_load((TEMPLATES / "gitlab.yml").read_text().replace("@ARTICLES@", "articles"))["factcheck"]
    script = "\n".join(job["script"])
    assert runner.shell(script, {"CI_DEFAULT_BRANCH": "main"}).returncode == 0
    write("three.md", DIFFERS)
    commit()
    assert runner.shell(script, {"CI_DEFAULT_BRANCH": "main"}).returncode == 1
    for name in [*job["artifacts"]["paths"], job["artifacts"]["reports"]["junit"]]:
        assert Path(name).exists()
    assert job["variables"]["GIT_DEPTH"] == 0


def test_the_github_workflow_calls_the_action_with_inputs_it_has():
    workflow = yaml.safe_load((TEMPLATES / "github.yml").read_text().replace("@ARTICLES@", "articles"))
    checkout, step = workflow["jobs"]["factcheck"]["steps"]
    assert checkout["with"]["fetch-depth"] == 0
    assert set(step["with"]) <= set(ACTION["inputs"])
    assert workflow["permissions"]["security-events"] == "write"
