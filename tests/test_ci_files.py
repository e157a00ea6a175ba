"""The action, the hooks and the CI examples, run as a runner's shell would run them."""

import json
import os
import re
import shutil
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
NETWORK = pytest.mark.skipif(
    not os.environ.get("FACTCHECK_NETWORK"), reason="installs from the registry; FACTCHECK_NETWORK=1 runs it"
)
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
        f'#!/bin/bash\nif [ "$3" = pip ]; then echo "$@" >> "{tmp_path}/pip"; else exec "{sys.executable}" "$@"; fi\n'
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
        self.log = ""
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
            self.log += done.stderr
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
    assert all("file=articles/three.md,line=6,endLine=6,col=" in line for line in errors)
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


def test_what_the_action_leaves_to_other_actions():
    steps = ACTION["runs"]["steps"]
    used = [step.get("uses", "").partition("@")[0] for step in steps]
    restore, save, upload = (
        steps[used.index(name)]
        for name in ("actions/cache/restore", "actions/cache/save", "github/codeql-action/upload-sarif")
    )
    assert restore["with"]["path"] == save["with"]["path"] == ".factcheck"
    assert restore["id"] in save["with"]["key"]
    # a failing gate must not cost the cache, and a refused upload is no contradiction
    assert steps.index(restore) < used.index("") + 2 < steps.index(save) < len(steps) - 1
    assert steps[-1]["run"] == 'exit "$EXIT_CODE"'
    assert upload["continue-on-error"] is True


@pytest.mark.parametrize("since", ["origin/main", "main"])
def test_the_action_fetches_the_history_that_a_shallow_checkout_left_out(
    workspace, runner, tmp_path, monkeypatch, since
):
    write("three.md", DIFFERS)
    commit()
    git("switch", "-q", "--detach", "main")
    git("merge", "-q", "--no-ff", "-m", "Merge", "branch")
    git("update-ref", "refs/pull/1/merge", "HEAD")
    checkout = tmp_path / "checkout"  # as actions/checkout makes it for a pull request
    git("init", "-q", str(checkout))
    monkeypatch.chdir(checkout)
    git("remote", "add", "origin", f"file://{workspace}")
    git("fetch", "-q", "--no-tags", "--depth=1", "origin", "+refs/pull/1/merge:refs/remotes/pull/1/merge")
    git("checkout", "-q", "--force", "refs/remotes/pull/1/merge")
    code, said = runner.action(since=since)
    if since == "origin/main":
        assert code == 1
        assert said.count("::error file=articles/three.md") >= 1
        assert "::error file=articles/two.md" not in said
    else:  # a pull request has no branch of that name; the message says what there is
        assert (code, runner.outputs["exit-code"]) == (2, "2")


def test_what_was_read_is_kept_between_runs_as_the_cache_does(workspace, runner, tmp_path):
    assert runner.action()[0] == 1
    first = json.loads((Path(runner.outputs["report"]) / "factcheck.json").read_text())
    shutil.copytree(".factcheck", tmp_path / "cache")
    shutil.rmtree(".factcheck")
    shutil.copytree(tmp_path / "cache", ".factcheck")
    code, _ = runner.action(args="-v")
    assert code == 1
    assert "nothing was worked out: the articles are those of an earlier run" in runner.log
    again = json.loads((Path(runner.outputs["report"]) / "factcheck.json").read_text())
    assert first["run"].pop("seconds")
    assert not again["run"].get("seconds")
    assert again == first


def test_files_of_the_repository_are_not_run_in_place_of_modules(workspace, runner):
    for name in ("json.py", "typing.py", "factcheck.py"):
        Path(name).write_text("open('pwned', 'w')\n")
    assert runner.action()[0] == 1
    assert not Path("pwned").exists()


# --- hooks and examples ---


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_gets_all_files_in_one_process(hook):
    assert hook["pass_filenames"] is False
    assert hook["require_serial"] is True
    wanted = ("a.md", "b/c.txt", "d.jsonl.gz", "e.html")
    assert all(re.search(hook["files"], name) for name in wanted)
    assert not re.search(hook["files"], "factcheck.toml")


def test_a_hook_stops_a_commit_that_adds_a_contradiction(workspace, runner):
    text = (TEMPLATES / "pre-commit.yaml").read_text().replace("@ARTICLES@", "articles")
    (given,) = yaml.safe_load(text)["repos"][0]["hooks"]
    assert given["id"] in {known["id"] for known in HOOKS}
    arguments = " ".join(given["args"])
    assert runner.shell(f"factcheck check {arguments}", {}).returncode == 0
    write("three.md", DIFFERS)
    git("add", "articles/three.md")
    done = runner.shell(f"factcheck check {arguments}", {})
    assert done.returncode == 1
    assert "articles/three.md:6:" in done.stdout


@pytest.fixture
def slim(tmp_path):
    """The hook's script in a clone of its own."""
    folder = tmp_path / "clone"
    (folder / "hooks").mkdir(parents=True)
    (entry,) = [hook["entry"] for hook in HOOKS if hook["language"] == "script"]
    script = entry.split()[0]
    assert os.access(ROOT / script, os.X_OK)
    shutil.copy(ROOT / script, folder / script)
    return folder / script


def test_the_hook_runs_what_it_has_installed(workspace, runner, slim):
    environment = slim.parents[1] / ".hook-environment"
    (environment / "bin").mkdir(parents=True)
    (environment / "ready").touch()
    (environment / "bin" / "python").symlink_to(runner.folder / "bin" / "python")
    done = runner.shell(f"{slim} check articles --format text", {})
    assert done.returncode == 1
    assert "contradiction (fails)" in done.stdout


def test_a_hook_that_cannot_install_says_so_and_begins_anew_the_next_time(workspace, runner, slim):
    (slim.parents[1] / "requirements-slim.txt").write_text("no-such-package-anywhere==1\n")
    for _ in range(2):
        done = runner.shell(f"{slim} check articles", {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""})
        assert done.returncode == 2
        assert "no-such-package-anywhere" in done.stderr
        assert "could not be installed" in done.stderr
    assert not (slim.parents[1] / ".hook-environment" / "ready").exists()


@NETWORK
def test_pre_commit_itself(workspace, runner, tmp_path):
    """From an empty repository, with the hook out of a clone of this one."""
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "tool"], check=True)
    subprocess.run([tmp_path / "tool/bin/pip", "install", "-q", "pre-commit"], check=True)
    text = (TEMPLATES / "pre-commit.yaml").read_text().replace("@ARTICLES@", "articles")
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    text = text.replace("https://github.com/OWNER/factcheck", ROOT.as_uri()).replace("v0.1.0", head.strip())
    Path(".pre-commit-config.yaml").write_text(text)
    git("add", "-A")
    pre_commit = f"{tmp_path}/tool/bin/pre-commit run"
    given = {"PRE_COMMIT_HOME": str(tmp_path / "cache"), "PYTHONPATH": ""}
    done = runner.shell(pre_commit, given)
    assert "Skipped" in done.stdout
    write("three.md", DIFFERS)
    git("add", "-A")
    done = runner.shell(pre_commit, given)
    assert done.returncode == 1
    assert "articles/three.md:6:" in done.stdout


@NETWORK
def test_the_install_step_for_real(tmp_path):
    (install,) = [step["run"] for step in ACTION["runs"]["steps"] if step.get("name") == "Install"]
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    clone = tmp_path / "action"
    subprocess.run(["git", "clone", "-q", "--depth", "1", ROOT.as_uri(), clone], check=True)
    given = os.environ | {"PATH": f"{tmp_path}/venv/bin:{os.environ['PATH']}", "GITHUB_ACTION_PATH": str(clone)}
    given.pop("PYTHONPATH", None)
    subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", install], env=given, check=True)
    (tmp_path / "a.txt").write_text(ONE)
    command = [tmp_path / "venv/bin/factcheck", "check", "a.txt", "--no-store"]
    done = subprocess.run(command, cwd=tmp_path, env=given, capture_output=True, text=True)
    assert done.returncode == 0
    assert "1 article" in done.stdout
    assert not list((tmp_path / "venv").glob("lib/*/site-packages/torch"))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"CI_COMMIT_BRANCH": "branch"}, 0),
        ({"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}, 0),  # pipelines of merge requests have no CI_COMMIT_BRANCH
        ({"CI_COMMIT_BRANCH": "main"}, 1),
    ],
)
@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_the_gitlab_job(workspace, runner, given, code, shell):
    git("remote", "add", "origin", str(workspace))
    job = yaml.safe_load((TEMPLATES / "gitlab.yml").read_text().replace("@ARTICLES@", "articles"))["factcheck"]
    script = "\n".join(job["script"])
    given = given | {"CI_DEFAULT_BRANCH": "main", "SCRIPT": script}
    assert runner.shell(f'exec {shell} -ec "$SCRIPT"', given).returncode == code
    write("three.md", DIFFERS)
    commit()
    assert runner.shell(f'exec {shell} -ec "$SCRIPT"', given).returncode == 1
    for name in [*job["artifacts"]["paths"], job["artifacts"]["reports"]["junit"]]:
        assert Path(name).exists()
    assert job["variables"]["GIT_DEPTH"] == 0
    assert ".factcheck" in job["cache"]["paths"]


def test_the_github_workflow_calls_the_action_with_inputs_it_has():
    workflow = yaml.safe_load((TEMPLATES / "github.yml").read_text().replace("@ARTICLES@", "articles"))
    checkout, step = workflow["jobs"]["factcheck"]["steps"]
    assert checkout["with"]["fetch-depth"] == 0
    assert set(step["with"]) <= set(ACTION["inputs"])
    assert workflow["permissions"]["security-events"] == "write"


@pytest.mark.parametrize(
    ("page", "template"), [("ci-github", "github.yml"), ("ci-gitlab", "gitlab.yml"), ("pre-commit", "pre-commit.yaml")]
)
def test_the_how_tos_show_what_init_writes(page, template):
    shown = (TEMPLATES / template).read_text().replace("@ARTICLES@", "articles")
    assert f"```yaml\n{shown}```" in (ROOT / "docs" / f"{page}.md").read_text()


def test_the_how_to_names_every_input_of_the_action():
    text = (ROOT / "docs" / "ci-github.md").read_text()
    assert all(f"| `{name}` |" in text for name in ACTION["inputs"])


def test_the_how_to_names_every_hook():
    text = (ROOT / "docs" / "pre-commit.md").read_text()
    assert all(f"| `{hook['id']}` |" in text for hook in HOOKS)
