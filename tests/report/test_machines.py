"""SARIF, JUnit, GitHub's commands and summary, rdjson and CSV, over the same reports."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from junitparser import Failure, JUnitXml
from junitparser import Skipped as JUnitSkipped

from factcheck.config import Gate
from factcheck.gate import Known, judge
from factcheck.model import Acceptance, Ground, Place, Report, Skipped, Verdict
from factcheck.report import by_name, by_suffix, github
from tests.report import fixtures

SARIF = json.loads((Path(__file__).parents[1] / "data" / "sarif-2.1.0.json").read_text())
FORMATS = ("sarif", "junit", "github", "rdjson", "csv", "text")


def placed(report: Report) -> Report:
    """The report as judged, each value in a line of its own and each statement in the line before."""
    spans = {}
    for number, side in enumerate(side for finding in report.findings for side in finding.sides):
        spans[side.article.path, side.span] = Place(2 * number + 1, 1, 2 * number + 1, 90, 1000 * number)
        spans[side.article.path, side.value_span] = Place(2 * number + 2, 5, 2 * number + 2, 9, 1000 * number + 4)
    return replace(judge(report, Gate(), Known()), places=spans)


BRIDGE = placed(fixtures.bridge())
REPORTS = {
    "bridge": BRIDGE,
    "no places": judge(fixtures.bridge(), Gate(), Known()),
    "hostile": placed(fixtures.hostile()),
    "many": placed(fixtures.many(300)),
    "empty": Report(fixtures.RUN, (), ()),
}


@pytest.fixture(params=REPORTS)
def report(request):
    return REPORTS[request.param]


def sarif(report: Report) -> dict:
    return json.loads(by_name("sarif").render(report))


def dead(report: Report) -> dict:
    return next(r for r in sarif(report)["runs"][0]["results"] if r["message"]["text"].startswith("How many people"))


# --- SARIF ---


def test_sarif_validates_against_the_schema_of_oasis(report):
    jsonschema.Draft202012Validator(SARIF).validate(sarif(report))


def test_the_schema_is_one_that_can_refuse():
    bad = sarif(BRIDGE)
    bad["runs"][0]["results"][0]["level"] = "dire"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SARIF).validate(bad)


def test_a_result_stands_in_the_file_with_the_other_side_beside_it():
    result = dead(BRIDGE)
    finding = BRIDGE.findings[0]
    assert result["level"] == "error"
    (where,) = result["locations"]
    physical = where["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": finding.sides[1].article.path, "uriBaseId": "%SRCROOT%"}
    expected = BRIDGE.places[finding.sides[1].article.path, finding.sides[1].value_span]
    assert physical["region"]["startLine"] == expected.line
    assert physical["region"]["startColumn"] == 5
    assert physical["region"]["charOffset"] == expected.offset
    assert physical["region"]["snippet"]["text"] == finding.sides[1].surface
    assert physical["contextRegion"]["charLength"] == len(finding.sides[1].text)
    related = [r["physicalLocation"]["artifactLocation"]["uri"] for r in result["relatedLocations"]]
    assert related == ["bridge/wire.json", finding.sides[0].article.path]
    assert result["partialFingerprints"]["factcheck/v1"] == finding.fingerprint


def test_the_changed_article_leads():
    finding = BRIDGE.findings[0]
    changed = replace(BRIDGE, changed=frozenset({finding.sides[2].article.path}))
    location = dead(changed)["locations"][0]["physicalLocation"]
    assert finding.sides[2].article.path == "bridge/wire.json#7"
    assert location["artifactLocation"]["uri"] == "bridge/wire.json"


def test_every_rule_is_told_once_with_help(report):
    run = sarif(report)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == [r["ruleId"] for r in run["results"]]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(len(rule["help"]["text"]) > 80 and rule["help"]["markdown"] for rule in rules)


def test_the_fingerprint_does_not_know_where_the_text_stands():
    elsewhere = replace(BRIDGE, places={key: Place(99) for key in BRIDGE.places})
    assert dead(elsewhere)["partialFingerprints"] == dead(BRIDGE)["partialFingerprints"]
    assert dead(elsewhere)["locations"] != dead(BRIDGE)["locations"]
    assert dead(elsewhere)["locations"][0]["physicalLocation"]["region"] == {"startLine": 99}


@pytest.mark.parametrize(
    ("ground", "key", "value"),
    [
        (Ground.BASELINE, "baselineState", "unchanged"),
        (Ground.UNCHANGED, "baselineState", "unchanged"),
        (Ground.TEXT, "suppressions", "inSource"),
        (Ground.DECISION, "suppressions", "external"),
    ],
)
def test_what_is_let_through_says_why(ground, key, value):
    fingerprint = BRIDGE.findings[0].fingerprint
    let = replace(BRIDGE, accepted={fingerprint: Acceptance(ground, "counted twice")}, failing=frozenset())
    jsonschema.Draft202012Validator(SARIF).validate(sarif(let))
    result = dead(let)
    assert result["level"] == "note"
    found = result[key]
    assert found == value or (found[0]["kind"] == value and "counted twice" in found[0]["justification"])


def test_what_was_not_read_is_told():
    notes = sarif(BRIDGE)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert [note["level"] for note in notes] == ["warning", "note"]
    assert "photo.jpg" in json.dumps(notes[0])


# --- the others ---


@pytest.mark.parametrize("name", FORMATS)
def test_agreements_and_unsettled_pairs_are_no_alarms_and_two_renderings_are_equal(name, report):
    assert by_name(name).render(report) == by_name(name).render(report)
    harmless = tuple(f for f in report.findings if f.verdict in (Verdict.AGREEMENT, Verdict.UNDECIDED))
    calm = by_name(name).render(replace(report, findings=harmless, skipped=()))
    assert "error" not in calm.replace('errors="0"', "").replace("::error", "!")


def test_junit_fails_what_fails_and_skips_what_is_let_through(report):
    if report.findings:
        last = next(f for f in reversed(report.findings) if f.verdict is Verdict.CONTRADICTION)
        report = replace(
            report,
            accepted={last.fingerprint: Acceptance(Ground.BASELINE)},
            failing=report.failing - {last.fingerprint},
        )
    text = by_name("junit").render(report)
    cases = [case for suite in JUnitXml.fromstring(text.encode()) for case in suite]
    outcome = {case.name[-17:-1]: [type(r) for r in case.result] for case in cases}
    for finding in report.findings:
        if finding.verdict is not Verdict.UNDECIDED:
            fails, let = finding.fingerprint in report.failing, finding.fingerprint in report.accepted
            assert outcome[finding.fingerprint] == ([Failure] if fails else [JUnitSkipped] if let else [])
    assert f'failures="{len(report.failing)}"' in text.partition("<testsuite ")[0]


def test_junit_counts_an_unread_file_as_an_error():
    report = replace(BRIDGE, skipped=(Skipped("a.pdf", "file", "Format .pdf is not read"),))
    assert 'errors="1"' in by_name("junit").render(report)


def test_rdjson_has_lines_severities_and_both_places():
    diagnostics = json.loads(by_name("rdjson").render(BRIDGE))["diagnostics"]
    assert [d["severity"] for d in diagnostics] == ["ERROR", "ERROR", "ERROR", "WARNING"]
    first = diagnostics[0]
    assert first["location"]["path"] == BRIDGE.findings[0].sides[1].article.path
    assert first["location"]["range"]["start"]["line"] == 4
    assert len(first["related_locations"]) == 2
    assert BRIDGE.findings[0].fingerprint in first["message"]


def test_csv_has_a_row_for_each_side(report):
    rows = list(csv.DictReader(io.StringIO(by_name("csv").render(report))))
    assert len(rows) == sum(len(finding.sides) for finding in report.findings)
    assert {row["fingerprint"] for row in rows if row["fails"] == "yes"} == report.failing


def test_csv_runs_nothing_in_a_spreadsheet():
    finding = BRIDGE.findings[0]
    side = replace(finding.sides[0], value="=HYPERLINK(1)", speaker="@cmd")
    report = replace(BRIDGE, findings=(replace(finding, sides=(side, *finding.sides[1:]), question="+1"),))
    row = next(csv.DictReader(io.StringIO(by_name("csv").render(report))))
    assert (row["value"], row["speaker"], row["question"]) == ("'=HYPERLINK(1)", "'@cmd", "'+1")


COMMAND = re.compile(r"::(error|warning|notice)( [a-zA-Z]+=[^,:\n]*(,[a-zA-Z]+=[^,:\n]*)*)?::[^\n]*")


def test_every_line_for_github_is_one_command(report):
    lines = by_name("github").render(report).splitlines()
    assert all(COMMAND.fullmatch(line) for line in lines)
    errors = [line for line in lines if line.startswith("::error ")]
    assert len(errors) == min(10, len(report.failing))


def test_an_annotation_names_place_and_other_sides():
    line = by_name("github").render(BRIDGE).splitlines()[0]
    finding = BRIDGE.findings[0]
    assert f"file={finding.sides[1].article.path},line=4,endLine=4,col=5,endColumn=9,title=Contradiction%3A" in line
    assert f"{finding.sides[0].article.path}" in line
    assert line.endswith(f"%0A{finding.fingerprint}")


def test_the_summary_of_the_job_lists_what_fails_and_is_kept_below_the_limit(report):
    text = github.summary(report)
    assert f"{len(report.failing)} fail" in text if report.failing else "nothing fails" in text
    assert "<script" not in text.replace("\\<script", "")
    for fingerprint in list(report.failing)[:50]:
        assert len(report.failing) > 50 or fingerprint in text
    assert len(github.summary(replace(report, skipped=(Skipped("a", "file", "long " * 400_000),))).encode()) < 1 << 20


def test_suffixes_choose_the_formats():
    chosen = {name: by_suffix(f"out/r{name}").name for name in (".sarif", ".xml", ".csv", ".rdjson", ".sarif.json")}
    expected = {".sarif": "sarif", ".xml": "junit", ".csv": "csv", ".rdjson": "rdjson", ".sarif.json": "sarif"}
    assert chosen == expected


# --- text ---


def test_text_tells_each_difference_in_a_few_lines_and_counts_what_is_let_through():
    finding, other = BRIDGE.findings[:2]
    report = replace(
        BRIDGE, accepted={other.fingerprint: Acceptance(Ground.TEXT)}, failing=BRIDGE.failing - {other.fingerprint}
    )
    lines = by_name("text").render(report).splitlines()
    head = f"{finding.sides[1].article.path}:4:5: contradiction (fails): {finding.question} [{finding.fingerprint}]"
    assert lines[0] == head
    assert lines[1] == f"    {finding.reason}"
    assert [line.rpartition(": ")[2] for line in lines[2:5]] == ["15 people", "13 people", "12 people"]
    assert not any(other.fingerprint in line for line in lines)
    assert "1 finding let through: ignored by a comment in the article" in lines
    assert any("photo.jpg: file: " in line for line in lines)


def test_text_drives_no_terminal():
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", by_name("text").render(REPORTS["hostile"]))


def test_text_says_that_nothing_differs():
    assert by_name("text").render(REPORTS["empty"]) == "no contradictions, disputes or updates\n"
