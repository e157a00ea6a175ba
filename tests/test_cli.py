"""The command line as a user meets it: exit codes, messages, files written. Runs the real pipeline."""

import io
import json
import sys

import pytest

from factcheck import cli

CALM = "Mayor Ada Holm opened the Rivenford library on Monday. The building cost 12 million euros."
OTHER = "The Rivenford library was opened by Mayor Ada Holm. The building cost 19 million euros, the city said."


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["factcheck", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(f" date 2026-03-02 {CALM}\n")
    (folder / "two.txt").write_text(f" date 2026-03-02 {OTHER}\n")
    return folder


def test_the_report_goes_to_stdout_and_a_contradiction_exits_1(run, articles):
    code, out, err = run("check", str(articles))
    assert code == 1
    assert out.startswith("# Consistency report")
    assert "12 million" in out
    assert "1 fail the gate" in err


def test_what_was_not_compared_is_said_though_nothing_was_found(run, tmp_path):
    (tmp_path / "de.txt").write_text("Bei dem Brand in der alten Mühle starben am Freitag drei Menschen. " * 2)
    code, out, err = run("check", "de.txt")
    assert code == 0
    assert "de.txt: does not read like English" in err
    assert "- `de.txt`, language: does not read like English" in out
    assert "- `de.txt`, comparison: only one article was given; compared with itself only" in out


def test_a_remark_on_an_input_that_was_read_does_not_call_it_skipped(run, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "The mill\n' + json.dumps({"text": CALM, "date": "2999-01-01"}))
    _, _, err = run("check", "a.jsonl")
    assert "a.jsonl: record skipped: Line 1 is not valid JSON: Unterminated string starting at column 10" in err
    assert "a.jsonl#2: date: The date 2999-01-01 lies in the future" in err


def test_a_bad_option_is_told_without_the_parsers_own_words(run):
    code, _, err = run("check", ".", "--scope", "x")
    assert code == 2
    assert "Invalid value for '--scope': 'x' is not one of 'all', 'cross', 'within'." in err
    assert "(see factcheck check --help)" in err


def test_fail_on_none_exits_0(run, articles):
    assert run("check", str(articles), "--fail-on", "none")[0] == 0


def test_several_outputs_each_in_the_format_of_its_suffix(run, articles, tmp_path):
    run("check", str(articles), "-o", "r.md", "-o", "r.json")
    assert (tmp_path / "r.md").read_text().startswith("# Consistency report")
    assert json.loads((tmp_path / "r.json").read_text())["schema"] == "factcheck/report/1"


def test_two_reproducible_runs_give_the_same_bytes(run, articles):
    first = run("check", str(articles), "--format", "json", "--reproducible", "-q")
    assert first == run("check", str(articles), "--format", "json", "--reproducible", "--jobs", "1", "-q")


def test_stdin_is_an_article(run, articles):
    code, out, _ = run("check", "-", str(articles / "one.txt"), "--date", "2026-03-02", stdin=OTHER.encode())
    assert code == 1
    assert "`-`" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.txt"], "nowhere.txt"),
        (["articles", "--date", "yesterday"], "--date yesterday: not a date; write it as YYYY-MM-DD"),
        (["articles", "-o", "r.docx"], "-o r.docx: the suffix names no format; use one of .md"),
        (["articles", "-o", "missing/r.md"], "the folder missing does not exist"),
        (["articles", "--format", "poem"], "--format poem: no such format"),
        (["articles", "--colour"], "--colour"),
        (["articles", "--scope", "galaxy"], "galaxy"),
        (["articles", "--config", "none.toml"], "none.toml: cannot be read"),
    ],
)
def test_what_cannot_work_exits_2_with_one_line(run, articles, arguments, said):
    code, out, err = run("check", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert err.count("\n") == 1


def test_a_broken_configuration_names_the_file_and_every_bad_key(run, articles, tmp_path):
    (tmp_path / "factcheck.toml").write_text('scop = "all"\nmin_confidence = 3\n')
    code, _, err = run("check", str(articles))
    assert code == 2
    assert "factcheck.toml" in err
    assert "scop" in err
    assert "min_confidence" in err


def test_additions_to_a_table_that_is_none_are_told(run, articles, tmp_path):
    (tmp_path / "factcheck.toml").write_text("[lexicon.hegdes]\nbefore = {}\n[lexicon.hedges]\n")
    _, _, err = run("check", str(articles))
    assert "[lexicon.hegdes] extends no table of factcheck, did you mean 'hedges'?\n" in err
    assert "[lexicon.hedges]" not in err


def test_an_empty_folder_exits_2(run, tmp_path):
    (tmp_path / "empty").mkdir()
    code, _, err = run("check", "empty")
    assert code == 2
    assert "empty" in err


def test_the_readable_rest_is_reported_and_the_unreadable_listed(run, articles):
    (articles / "three.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    code, out, err = run("check", str(articles), "--fail-on", "none")
    assert code == 0
    assert "three.txt" in err
    assert "three.txt" in out[out.index("## Not checked") :]
    assert run("check", str(articles), "--strict", "--fail-on", "none")[0] == 2


def test_one_article_is_compared_with_itself(run, articles):
    code, out, _ = run("check", str(articles / "one.txt"))
    assert code == 0
    assert "1 article" in out


def test_a_fault_of_ours_exits_3_and_says_how_to_report_it(run, articles, monkeypatch):
    from factcheck import pipeline

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(pipeline, "check", broken)
    code, _, err = run("check", str(articles))
    assert code == 3
    assert "ZeroDivisionError" in err
    assert "-vv" in err
    assert "Traceback" not in err


def test_on_github_what_stopped_a_run_is_shown_on_its_page(run, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    code, out, err = run("check", "100%\nnowhere")
    assert code == 2
    assert not out
    (line,) = err.splitlines()
    assert line.startswith("::error title=factcheck could not run::100%25%0Anowhere: no such file")


def test_version_and_help(run):
    assert run("--version")[1].startswith("factcheck ")
    code, out, _ = run("check", "--help")
    assert code == 0
    assert "--fail-on" in out
    assert "Examples" in out
