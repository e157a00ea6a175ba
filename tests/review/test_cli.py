"""The command line of the review, over a run that is handed in: no model is loaded."""

import json
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from typer.testing import CliRunner

from factcheck.cli import app
from factcheck.cli import review as command
from factcheck.errors import UsageError
from factcheck.model import Report
from factcheck.review import log
from tests.report.fixtures import bridge

_own_name = import_module("factcheck.cli.review")._own_name


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    module = import_module("factcheck.cli.review")
    monkeypatch.setattr(module, "run", lambda _: SimpleNamespace(report=bridge()))
    monkeypatch.setattr(module, "_own_name", lambda: "Mara")


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["review", *arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.output


def test_one_decision_by_option() -> None:
    name = bridge().findings[0].fingerprint
    told = run("bridge", "--dismiss", name[:8], "--reason", "other bridge", "--until", "2031-12-31")
    (made,) = log.read(Path(log.NAME)).decisions
    assert (made.fingerprint, made.choice.value, made.reviewer) == (name, "dismissed", "Mara")
    assert (made.reason, str(made.expiry)) == ("other bridge", "2031-12-31")
    assert "dismissed: How many people were killed?" in told


def test_taking_it_back() -> None:
    name = bridge().findings[0].fingerprint
    run("bridge", "--confirm", name, "--reviewer", "Finn")
    run("bridge", "--reopen", name, "--reviewer", "Finn")
    assert log.opinions(log.read(Path(log.NAME)).decisions) == {}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "needs the paths"),
        (["bridge"], "needs a terminal; use --web"),
        (["bridge", "--dismiss", "zz"], "zz: no finding of this run"),
        (["bridge", "--dismiss", "a", "--confirm", "b"], "one at a time"),
        (["bridge", "--web", "--reason", "x"], "go with --confirm"),
        (["bridge", "--dismiss", "a", "--until", "soon"], "--until soon: not a date"),
        (["bridge", "--dismiss", "a", "--until", "2020-02-29"], "--until 2020-02-29: is past"),
        (["--export", "-"], "no such file; `factcheck review` makes it"),
    ],
)
def test_what_cannot_work_is_said(arguments: list[str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        run(*arguments)
    assert not Path(log.NAME).exists()


def test_who_has_no_name_is_asked_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(number: int) -> None:
        raise KeyError(number)

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    with pytest.raises(UsageError, match="give it by --reviewer"):
        _own_name()


def test_exporting_labels() -> None:
    run("bridge", "--confirm", bridge().findings[0].fingerprint)
    (row,) = map(json.loads, run("--export", "-").splitlines())
    assert row["label"] == "contradiction"


def test_the_terminal_review_is_given_the_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("factcheck.cli.review")
    monkeypatch.setattr(module.sys, "stdin", SimpleNamespace(isatty=lambda: True))
    keys = iter("dq")
    monkeypatch.setattr(typer, "getchar", lambda: next(keys))
    assert command(["bridge"], kind=["time"]) == 0
    assert [d.question for d in log.read(Path(log.NAME)).decisions] == ["When did the bridge give way?"]


def test_the_browser_review_is_given_everybody_s_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.review import serving

    called: list[object] = []
    monkeypatch.setattr(serving, "serve", lambda *arguments: called.extend(arguments))
    run("bridge", "--web", "--reviewer", "Ann", "--reviewer", "Bo", "--port", "8123", "--second")
    report, path, reviewers, *rest = called
    assert isinstance(report, Report)
    assert (path, reviewers) == (Path(log.NAME), ["Ann", "Bo"])
    assert rest[1:] == ["127.0.0.1", 8123, True, None]
