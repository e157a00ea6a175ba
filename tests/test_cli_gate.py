"""The gate as a content team meets it: real articles, the real pipeline, real git."""

import io
import json
import subprocess
import sys
import tomllib
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from factcheck import cli
from factcheck.config import Config, load

HEAD = "---\ntitle: The Rivenford library\ndate: 2026-03-02\nsource: {source}\n---\n"
ONE = "Mayor Ada Holm opened the Rivenford library on Monday. The library building cost 12 million euros.\n"
TWO = "The Rivenford library was opened by Mayor Ada Holm. The library building cost 19 million euros.\n"
FITS = "Mayor Ada Holm opened the library in Rivenford. The library building cost more than 10 million euros.\n"
DIFFERS = "Mayor Ada Holm opened the library in Rivenford. The library building cost 31 million euros.\n"


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "articles").mkdir()
    # the other kinds only cost time here
    (tmp_path / "factcheck.toml").write_text('kinds = ["quantity"]\n')
    write("one.md", ONE)
    write("two.md", TWO)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["factcheck", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call


def write(name: str, text: str, source: str = "") -> None:
    Path("articles", name).write_text(HEAD.format(source=source or name.removesuffix(".md")) + text)


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=ann", "-c", "user.email=ann@example.invalid", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "x")


def fingerprint(run) -> str:
    _, out, _ = run("check", "articles", "--format", "json", "-q")
    (found,) = [f for f in json.loads(out)["findings"] if f["verdict"] == "contradiction"]
    return found["fingerprint"]


# --- baseline ---


def with_baseline(run, *more: str) -> tuple[int, str, str]:
    return run("check", "articles", "--baseline", "factcheck-baseline.json", *more)


def test_what_is_in_the_baseline_passes_and_what_is_new_fails(run):
    assert run("check", "articles")[0] == 1
    code, _, err = run("baseline", "articles")
    assert (code, err.splitlines()[-1]) == (0, "factcheck-baseline.json: 1 finding, 1 new, 0 dropped")
    code, out, err = with_baseline(run)
    assert code == 0
    assert "1 in the baseline" in err
    assert ", known." in out
    write("three.md", DIFFERS)
    code, _, err = with_baseline(run)
    assert code == 1
    assert "fail the gate" in err


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda: write("two.md", TWO.replace("19", "21")), 1),
        (lambda: write("two.md", TWO.replace("The library building", "The whole library building")), 1),
        (lambda: Path("articles/two.md").rename("articles/renamed.md"), 0),
        (lambda: write("two.md", TWO.replace(" building cost", "\nbuilding cost")), 0),
        (lambda: write("two.md", "Nobody had expected that.\n\n" + TWO), 0),
        (lambda: write("three.md", FITS), 0),
    ],
    ids=["value", "text", "renamed", "line break", "paragraph before", "a source that fits both"],
)
def test_a_finding_reopens_when_its_text_or_value_changes_and_only_then(run, change, code):
    run("baseline", "articles", "-q")
    change()
    assert with_baseline(run)[0] == code


def test_entries_that_match_nothing_are_reported_and_fail_under_strict(run):
    run("baseline", "articles", "-q")
    write("two.md", TWO.replace("19", "12"))
    code, _, err = with_baseline(run)
    assert code == 0
    assert "gone" in err
    assert "12,000,000" in err
    assert with_baseline(run, "--strict")[0] == 1
    _, _, err = run("baseline", "articles")
    assert "0 findings, 0 new, 1 dropped" in err
    assert with_baseline(run, "--strict")[0] == 0


def test_the_baseline_of_unchanged_articles_is_the_same_file(run):
    run("baseline", "articles", "-q")
    first = Path("factcheck-baseline.json").read_bytes()
    run("baseline", "articles", "-q", "--jobs", "1")
    assert Path("factcheck-baseline.json").read_bytes() == first


def test_the_configuration_may_name_the_baseline(run):
    run("baseline", "articles", "-q", "-o", "known.json")
    with Path("factcheck.toml").open("a") as file:
        file.write('[gate]\nbaseline = "known.json"\n')
    assert run("check", "articles")[0] == 0


def test_a_missing_or_foreign_baseline_exits_2_before_the_work(run):
    for content in (None, "{}", "<<<<<<< a\n"):
        if content is not None:
            Path("factcheck-baseline.json").write_text(content)
        code, out, err = with_baseline(run)
        assert (code, out) == (2, "")
        assert "factcheck-baseline.json" in err
        assert err.count("\n") == 1


def test_the_settings_name_the_baseline_for_writing_and_for_reading(run):
    settings = Path("factcheck.toml").read_text()
    Path("factcheck.toml").write_text(f'{settings}[gate]\nbaseline = "known.json"\n')
    assert run("baseline", "articles")[0] == 0
    assert Path("known.json").exists()
    assert not Path("factcheck-baseline.json").exists()
    assert run("check", "articles")[0] == 0


def test_a_baseline_that_is_here_but_not_used_is_pointed_out(run):
    assert "was not asked for" not in run("check", "articles")[2]
    run("baseline", "articles")
    code, _, err = run("check", "articles")
    assert code == 1
    assert "factcheck-baseline.json is here but was not asked for: --baseline factcheck-baseline.json" in err
    assert "was not asked for" not in with_baseline(run)[2]


def test_the_baseline_overwrites_nothing_that_is_none(run):
    Path("factcheck-baseline.json").write_text('{"mine": 1}')
    code, _, err = run("baseline", "articles")
    assert code == 2
    assert "Nothing was written" in err
    assert Path("factcheck-baseline.json").read_text() == '{"mine": 1}'
    code, _, err = run("baseline", "articles", "-o", "nowhere/b.json")
    assert code == 2
    assert "nowhere does not exist" in err


# --- since and new ---


def test_a_pull_request_fails_for_what_it_adds_alone_and_that_comes_first(run):
    git("init", "-q", "-b", "main")
    commit()
    git("switch", "-q", "-c", "branch")
    code, _, err = run("check", "articles", "--since", "main")
    assert code == 0
    assert "1 no side in an added or changed article" in err
    write("three.md", DIFFERS)
    commit()
    code, out, _ = run("check", "articles", "--since", "main", "-o", "r.sarif", "--format", "json")
    assert code == 1
    first = json.loads(out)["findings"][0]
    assert "articles/three.md" in [side["path"] for side in first["sides"]]
    assert first["state"] == "new"
    result = json.loads(Path("r.sarif").read_text())["runs"][0]["results"][0]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "articles/three.md"
    line = Path("articles/three.md").read_text().splitlines()[physical["region"]["startLine"] - 1]
    assert line[physical["region"]["startColumn"] - 1 : physical["region"]["endColumn"] - 1] == "31 million euros"


def test_a_renamed_article_fails_nothing(run):
    git("init", "-q", "-b", "main")
    commit()
    git("mv", "articles/two.md", "articles/moved.md")
    assert run("check", "articles", "--since", "main")[0] == 0


def test_an_unknown_ref_exits_2_with_what_to_fetch(run):
    git("init", "-q", "-b", "main")
    commit()
    code, _, err = run("check", "articles", "--since", "origin/main")
    assert code == 2
    assert "no remote to fetch from" in err
    git("remote", "add", "origin", ".")
    assert "git fetch origin +main:refs/remotes/origin/main" in run("check", "articles", "--since", "origin/main")[2]


def test_new_names_a_draft_outside_of_the_corpus(run):
    Path("draft.md").write_text(HEAD.format(source="draft") + DIFFERS)
    code, out, _ = run("check", "articles", "--new", "draft.md", "--format", "json")
    assert code == 1
    assert all("draft.md" in [s["path"] for s in f["sides"]] for f in json.loads(out)["findings"][:1])
    Path("draft.md").write_text(HEAD.format(source="draft") + "Nothing else happened in Rivenford.\n")
    assert run("check", "articles", "--new", "draft.md")[0] == 0
    assert run("check", "articles", "--new", "nowhere.md")[0] == 2


# --- comments and decisions ---


def test_a_comment_with_a_reason_lets_one_finding_pass(run):
    key = fingerprint(run)
    write("two.md", TWO.replace("\n", f" <!-- factcheck: ignore {key} the second figure has the land in it -->\n"))
    code, out, err = run("check", "articles", "--format", "json")
    assert code == 0
    assert "1 ignored by a comment in the article" in err
    assert {f["state"] for f in json.loads(out)["findings"] if f["fingerprint"] == key} == {"dismissed"}
    write("three.md", DIFFERS)
    assert run("check", "articles")[0] == 1


def test_a_comment_in_a_web_page(run):
    key = fingerprint(run)
    page = "<html><body><article><p>{}</p></article><!-- factcheck: ignore {} with the land --></body></html>"
    Path("articles/two.md").unlink()
    Path("articles/two.html").write_text(
        '<html><head><meta property="og:site_name" content="two">'
        '<meta property="article:published_time" content="2026-03-02"></head>' + page[6:].format(TWO.strip(), key)
    )
    code, _, err = run("check", "articles")
    assert code == 0
    assert "1 ignored by a comment in the article" in err


def test_a_comment_that_suppresses_nothing_is_reported(run):
    write("two.md", TWO.replace("19", "12") + f"<!-- factcheck: ignore {'0' * 16} old -->\n<!-- factcheck: hush -->\n")
    code, out, err = run("check", "articles")
    assert code == 0
    assert "articles/two.md: The comment in line 7 ignores 0000000000000000, which is no finding of this run" in err
    assert "The comment in line 8 is not understood" in err
    assert "The comment in line 7" in out[out.index("## Not checked") :]


@pytest.mark.parametrize(
    ("choice", "expiry", "code"),
    [("dismissed", None, 0), ("dismissed", 1, 0), ("dismissed", -1, 1), ("confirmed", None, 1), ("unsure", None, 1)],
)
def test_decisions_are_respected_until_they_expire(run, choice, expiry, code):
    today = datetime.now(UTC)
    record = {
        "schema": "factcheck/decision/1",
        "fingerprint": fingerprint(run),
        "decision": choice,
        "reviewer": "ann",
        "time": today.isoformat(),
        "reason": "with the land",
        "expiry": (today + timedelta(days=expiry)).date().isoformat() if expiry else None,
    }
    Path("factcheck-decisions.jsonl").write_text(json.dumps(record) + "\n")
    found, _, err = run("check", "articles")
    assert found == code
    assert ("1 dismissed by a reviewer" in err) == (code == 0)
    assert ("dismissed by ann until" in err and "the decision has expired" in err) == (expiry == -1)
    Path("factcheck-decisions.jsonl").rename("elsewhere.jsonl")
    assert run("check", "articles")[0] == 1
    assert run("check", "articles", "--decisions", "elsewhere.jsonl")[0] == code


def test_a_dismissed_finding_stays_out_of_the_baseline_so_that_its_decision_may_expire(run):
    key = fingerprint(run)
    write("two.md", TWO + f"<!-- factcheck: ignore {key} with the land -->\n")
    run("baseline", "articles", "-q")
    write("two.md", TWO)
    assert with_baseline(run)[0] == 1


def test_a_decision_log_that_is_not_there_exits_2(run):
    code, _, err = run("check", "articles", "--decisions", "none.jsonl")
    assert code == 2
    assert "none.jsonl" in err


# --- outputs ---


def test_all_formats_at_once(run):
    names = ["r.md", "r.json", "r.html", "r.sarif", "r.xml", "r.csv", "r.rdjson"]
    code, out, _ = run("check", "articles", *(part for name in names for part in ("-o", name)))
    assert (code, out) == (1, "")
    assert all(Path(name).stat().st_size > 300 for name in names)


def test_stdout_gets_the_format_asked_for_beside_the_files(run):
    _, out, _ = run("check", "articles", "-o", "r.json", "--format", "csv")
    assert out.startswith("fingerprint,verdict")
    _, out, _ = run("check", "articles", "-o", "report.out", "--format", "csv")
    assert out == ""
    assert Path("report.out").read_text().startswith("fingerprint,verdict")


def test_in_github_actions_lines_are_annotated_and_the_job_summed_up(run, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    Path("summary.md").write_text("before\n")
    code, out, _ = run("check", "articles", "-o", "r.json")
    assert code == 1
    (line,) = out.splitlines()
    start = ONE.index("12 million") + 1
    place = f"file=articles/one.md,line=6,endLine=6,col={start},endColumn={start + len('12 million euros')}"
    assert line.startswith(f"::error {place},title=Contradiction%3A ")
    text = Path("summary.md").read_text()
    assert text.startswith("before\n## factcheck: ❌ 1 fail")
    assert "articles/two.md:6 (two) **" in text
    _, out, _ = run("check", "articles", "--format", "json")
    assert json.loads(out)["findings"]


# --- explain and init ---


def test_explain_tells_both_passages_the_rules_and_how_to_accept(run):
    key = fingerprint(run)
    code, out, _ = run("explain", key[:7], "articles")
    assert code == 0
    out = out.replace("\n   | ", " ")
    for told in (
        "articles/one.md:6 (one), 2026-03-02",
        "articles/two.md:6 (two), 2026-03-02",
        "[[12 million euros]]",
        "Mayor Ada Holm opened the Rivenford library on Monday.",
        "understood as: €19,000,000",
        "rule quantity.",
        "What would flip it",
        "At the gate: fails.",
        f"factcheck review articles --dismiss {key}",
        f"<!-- factcheck: ignore {key} why it is fine -->",
    ):
        assert told in out
    run("baseline", "articles", "-q")
    _, out, _ = run("explain", key, "articles", "--baseline", "factcheck-baseline.json")
    assert "At the gate: let through, in the baseline." in out
    assert run("explain", "ffff", "articles")[0] == 2


def test_init_writes_a_configuration_that_holds_the_defaults(run):
    Path("factcheck.toml").unlink()
    code, _, err = run("init", "--github", "--gitlab", "--pre-commit", "--articles", "my texts")
    assert code == 0
    written = ["factcheck.toml", ".github/workflows/factcheck.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"]
    assert all(f"{name}: written" in err for name in written)
    assert f"in place of OWNER/factcheck in {', '.join(written[1:])}" in err
    assert "put the articles into my texts" in err
    assert load(start=Path()) == Config()
    keys = {name for name in tomllib.loads(Path("factcheck.toml").read_text()) if name != "gate"}
    assert keys == {field.name for field in fields(Config)} - {"gate", "lexicon"}
    for name in written[1:]:
        assert "my texts" in Path(name).read_text()
        assert yaml.safe_load(Path(name).read_text())
    assert "factcheck-baseline.json merge=union" in Path(".gitattributes").read_text()


def test_init_touches_nothing_that_is_there(run):
    Path(".gitattributes").write_text("*.png binary")
    before = Path("factcheck.toml").read_text()
    code, _, err = run("init")
    assert code == 2
    assert "factcheck.toml: exists; nothing was written" in err
    assert not Path(".github").exists()
    code, _, err = run("init", "--github")  # whoever has settings may still want the workflow
    assert code == 0
    assert "factcheck.toml: exists, left as it is" in err
    assert Path(".github/workflows/factcheck.yml").exists()
    assert Path("factcheck.toml").read_text() == before
    assert run("init", "--force")[0] == 0
    assert run("init", "--force")[0] == 0
    lines = Path(".gitattributes").read_text().splitlines()
    assert lines == ["*.png binary", "factcheck-baseline.json merge=union", "factcheck-decisions.jsonl merge=union"]


def test_init_says_what_is_in_its_way(run):
    Path(".github").write_text("a file")
    code, _, err = run("init", "--github")
    assert code == 2
    assert ".github/workflows: the folder cannot be made" in err


@pytest.mark.parametrize("arguments", [("baseline",), ("selftest",), ("check",)])
def test_an_output_without_a_folder_is_told_before_the_long_work(run, monkeypatch, arguments):
    monkeypatch.setattr("factcheck.readers.read", None)
    code, _, err = run(*arguments, "articles", "-o", "no/where.json")
    assert (code, err) == (2, "factcheck: -o no/where.json: the folder no does not exist; create it first\n")


@pytest.mark.parametrize("command", ["check", "selftest"])
def test_no_article_is_written_over(run, command):
    before = Path("articles/one.md").read_bytes()
    code, _, err = run(command, "articles", "-o", "./articles/../articles/one.md", "-q")
    assert code == 2
    assert "one.md: is one of the articles, which would be lost; name another file" in err
    assert Path("articles/one.md").read_bytes() == before


def test_a_report_among_the_articles_may_be_written_again(run):
    for suffix in ("md", "txt", "html", "json"):
        for _ in range(2):
            assert run("check", "articles", "-o", f"articles/report.{suffix}", "-q")[0] == 1


def test_a_summary_that_cannot_be_written_leaves_the_exit_code_alone(run, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "no/summary.md")
    code, _, err = run("check", "articles")
    assert code == 1
    assert "no/summary.md: the summary of the job cannot be written (No such file or directory)" in err


def test_a_crash_exits_3_with_a_traceback_only_when_asked(run, monkeypatch):
    from factcheck import pipeline

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(pipeline, "check", broken)
    for command in ("check", "baseline"):
        code, _, err = run(command, "articles", "-vv")
        assert code == 3
        assert "Traceback" in err
        assert "This is a fault of factcheck" in err
        code, _, err = run(command, "articles")
        assert code == 3
        assert "Traceback" not in err
    assert not Path("factcheck-baseline.json").exists()


def test_a_damaged_store_is_set_aside_with_a_message_and_the_run_goes_on(run):
    # without stderr: a slow machine tells its progress there
    expected = run("check", "articles", "--format", "json", "--reproducible", "--no-store")[:2]
    assert not Path(".factcheck").exists()
    Path(".factcheck").mkdir()
    Path(".factcheck/store.sqlite3").write_bytes(b"nonsense" * 1000)
    code, out, err = run("check", "articles", "--format", "json", "--reproducible")
    assert (code, out) == expected
    assert "set aside as damaged-1.sqlite3 and begun anew" in err
    assert run("check", "articles", "--format", "json", "--reproducible")[:2] == expected
    kept = run("check", "articles", "--format", "json", "--reproducible", "--store", "kept/here")
    assert kept[:2] == expected
    assert Path("kept/here/store.sqlite3").exists()
