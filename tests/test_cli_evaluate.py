"""factcheck evaluate, on decisions that `review` wrote."""

import sys

import pytest

from factcheck import cli


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["factcheck", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call


def test_without_decisions_it_says_how_to_make_some(run):
    code, out, err = run("evaluate")
    assert (code, out) == (2, "")
    assert "factcheck review" in err


@pytest.mark.parametrize("arguments", [("evaluate",), ("review", "--export", "-")])
def test_a_line_that_holds_no_decision_is_named(run, tmp_path, arguments):
    (tmp_path / "factcheck-decisions.jsonl").write_text('{"cut off')
    code, _, err = run(*arguments)
    assert code == 0
    assert err.startswith("factcheck-decisions.jsonl:1: incomplete, as a write that was cut off leaves it")


def test_decisions_made_by_review_are_counted(run, tmp_path):
    (tmp_path / "one.txt").write_text(" date 2026-03-02 Ada Holm, 41, was elected mayor of Rivenford on Sunday.\n")
    (tmp_path / "two.txt").write_text(" date 2026-03-02 Ada Holm, 47, was elected mayor of Rivenford on Sunday.\n")
    code, out, _ = run("check", "one.txt", "two.txt", "--format", "json", "-q")
    assert code == 1
    import json

    fingerprint = next(f["fingerprint"] for f in json.loads(out)["findings"] if f["verdict"] == "contradiction")
    assert run("review", "one.txt", "two.txt", "--confirm", fingerprint, "--reviewer", "ann")[0] == 0
    code, out, _ = run("evaluate")
    assert code == 0
    assert "| quantity | 1 | 0 |" in out
