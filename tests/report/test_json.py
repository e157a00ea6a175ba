import json
from importlib import resources

import jsonschema
import pytest

from factcheck.findings import fold
from factcheck.model import Report, Run, Skipped, Verdict
from factcheck.report import by_name, by_suffix
from factcheck.report.json import render
from tests.factories import article, compared, fact, statement


@pytest.fixture
def report() -> Report:
    one = article("The barn was red.", "a.txt", "Post", "2026-05-04")
    two = article('He said: "The barn was blue."', "b.txt")
    red, blue = fact(statement(one), "red"), fact(statement(two, "The barn was blue.", speaker="Ann Lee"), "blue")
    findings = fold([compared(red, blue, Verdict.CONTRADICTION)], lambda _: "Which colour?", 0.5)
    run = Run("0", "0123456789abcdef", counts={"facts": 2}, seconds={"reading": 0.01234})
    skipped = (Skipped("c.txt", "file", "empty; delete it or fill it"),)
    return Report(run, (one, two), findings, skipped, {"a.txt": 1, "b.txt": 1})


def schema() -> dict:
    return json.loads(resources.files("factcheck.report").joinpath("report.schema.json").read_text())


def test_it_validates_against_the_published_schema(report):
    jsonschema.Draft202012Validator(schema()).validate(json.loads(render(report)))


def test_the_schema_rejects_what_is_not_a_report(report):
    broken = json.loads(render(report))
    broken["findings"][0]["verdict"] = "probably"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(broken)


def test_offsets_count_in_the_article_text(report):
    content = json.loads(render(report))
    texts = {a.path: a.text for a in report.articles}
    for side in content["findings"][0]["sides"]:
        assert texts[side["path"]][side["start"] : side["end"]] == side["text"]


def test_it_says_who_spoke_when_and_what_was_skipped(report):
    content = json.loads(render(report))
    assert [side["speaker"] for side in content["findings"][0]["sides"]] == [None, "Ann Lee"]
    assert [side["published"] for side in content["findings"][0]["sides"]] == ["2026-05-04", None]
    assert content["skipped"] == [{"path": "c.txt", "what": "file", "reason": "empty; delete it or fill it"}]
    assert content["run"]["seconds"] == {"reading": 0.012}


def test_formats_are_found_by_name_and_suffix():
    assert by_suffix("out/report.json").name == "json"
    assert by_suffix("README.MD").name == "markdown"
    assert by_name("markdown").suffixes[0] == ".md"
