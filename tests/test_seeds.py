"""The five seed articles: the checked-in reports are fresh, and say what a reader would expect."""

import json
from pathlib import Path

import pytest

from factcheck import Config, Finding, Report, check, read
from factcheck.model import Verdict
from factcheck.report import by_name

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def report() -> Report:
    from dataclasses import replace

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        articles, skipped = read(["seeds"])
    done = check(articles, Config(), skipped=skipped)
    return replace(done, run=replace(done.run, seconds={}))


@pytest.mark.parametrize(("name", "file"), [("markdown", "seeds.md"), ("json", "seeds.json"), ("html", "seeds.html")])
def test_the_checked_in_report_is_fresh(report, name, file):
    written = (ROOT / "reports" / file).read_text(encoding="utf-8")
    assert by_name(name).render(report) == written, f"reports/{file} is stale: run `make report`"


def about(report: Report, *values: str) -> Finding:
    """Return the finding whose sides give all of these values, among others."""
    found = [f for f in report.findings if set(values) <= {side.surface for side in f.sides}]
    assert found, f"no finding sets {values} against each other"
    return found[0]


def test_the_talks_lasted_about_the_same(report):
    finding = about(report, "7.5 hours", "almost 8 hours")
    assert finding.verdict is Verdict.COMPATIBLE
    assert "7.5 up to 8 hours" in {side.value for side in finding.sides}


def test_wednesday_is_january_12_in_brussels(report):
    finding = about(report, "Wednesday", "January 12")
    verdicts = {(finding.sides[p.left].surface, finding.sides[p.right].surface): p.verdict for p in finding.pairs}
    assert verdicts["Wednesday", "January 12"] is Verdict.AGREEMENT


def test_january_12_in_vienna_contradicts_thursday_and_january_13(report):
    finding = about(report, "Thursday", "January 13", "January 12")
    assert finding.verdict is Verdict.CONTRADICTION
    verdicts = {(finding.sides[p.left].surface, finding.sides[p.right].surface): p.verdict for p in finding.pairs}
    assert verdicts["Thursday", "January 13"] is Verdict.AGREEMENT
    assert verdicts["January 13", "January 12"] is Verdict.CONTRADICTION


def test_both_sources_date_the_proposals(report):
    finding = about(report, "December 17")
    assert finding.verdict is Verdict.AGREEMENT
    assert finding.voices == 2


@pytest.mark.parametrize("words", ["not optimistic", "any concessions"])
def test_statements_agree(report, words):
    said = [f for f in report.findings if f.kind == "claim" and all(words in side.text for side in f.sides)]
    said += [f for f in report.findings if f.kind == "claim" and sum(words in s.text for s in f.sides) > 1]
    assert {f.verdict for f in said} == {Verdict.AGREEMENT}
    assert any(len({side.article.path for side in f.sides}) > 1 for f in said)


def test_shermans_offices_are_told_apart(report):
    finding = about(report, "First Deputy Secretary of State", "First Under Secretary of State")
    assert finding.verdict is Verdict.CONTRADICTION
    assert finding.severity == "minor"


def test_nothing_else_is_called_a_contradiction(report):
    """Brussels against Vienna, December 17 against January 9, 1997 against 2008 are other things."""
    called = [f.question for f in report.findings if f.verdict is Verdict.CONTRADICTION]
    assert len(called) == 2


def test_the_undated_article_is_placed_by_the_others_and_says_so(report):
    undated = next(a for a in report.articles if a.path.endswith("000_5fe7af89b40620d0.txt"))
    assert str(undated.published) == "2022-01-09"
    assert undated.published_from == "inferred from its neighbours"
    assert any(s.path == undated.path and s.what == "date" for s in report.skipped)


def test_every_side_is_a_true_slice_of_its_article(report):
    texts = {a.path: a.text for a in report.articles}
    for finding in json.loads(by_name("json").render(report))["findings"]:
        for side in finding["sides"]:
            assert texts[side["path"]][side["start"] : side["end"]] == side["text"]


def test_another_order_of_articles_gives_the_same_findings(report):
    again = check(tuple(reversed(report.articles)), Config())
    assert sorted(f.fingerprint for f in again.findings) == sorted(f.fingerprint for f in report.findings)
