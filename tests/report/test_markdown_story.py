import re
from dataclasses import replace

import pytest

from factcheck.model import Article, Pair, Report, Verdict
from factcheck.report import markdown
from tests.report.fixtures import RUN, article, bridge, finding, hostile, many, side


def test_a_row_for_each_question_and_a_column_for_each_source() -> None:
    told = markdown.render(bridge())
    assert r"| question | verdict | Ellery Courier | Northern Post | Coastline Wire | radio.txt |" in told
    assert "| How many people were killed? | ✕ contradiction | ● 12 people | ▲ 15 people | ■ 13 people |  |" in told
    assert "| How long do the repairs take? | ✓ agreement |  | 7.5 up to 8 months | 7.5 months |  |" in told


def two_days(source: str = "South", question: str = "When was the vote?") -> Report:
    days = ("2031-03-02", "2031-03-03")
    where = [article(f"{n}.txt", f"The vote was on {n} March.", source=s) for n, s in ((2, "North"), (3, source))]
    said = [side(a, a.text, f"{n} March", d, d) for a, n, d in zip(where, (2, 3), days, strict=True)]
    pairs = [Pair(0, 1, Verdict.CONTRADICTION, "time.apart", "a day apart")]
    asked = finding("time", Verdict.CONTRADICTION, question, "A day apart.", said, pairs=pairs)
    return Report(RUN, tuple(where), (asked,))


def test_the_timeline_shows_both_days_of_a_disagreement() -> None:
    told = markdown.render(two_days())
    block = told.split("```mermaid\n", 1)[1].split("```", 1)[0].splitlines()
    assert block == [
        "timeline",
        "    2031-03-02 : ✕ ● When was the vote? (North)",
        "    2031-03-03 : ✕ ▲ When was the vote? (South)",
    ]


def test_no_timeline_for_a_single_day() -> None:
    assert "mermaid" not in markdown.render(bridge())


@pytest.mark.parametrize("attack", ["```\n# Owned", "a : b : c", "%%{init: {}}%%", "<img onerror=x>", "x\u202ey"])
def test_hostile_text_stays_inside_its_event(attack: str) -> None:
    told = markdown.render(two_days(attack, attack))
    block = told.split("```mermaid\n", 1)[1].split("```", 1)[0].splitlines()
    assert len(block) == 3
    for line in block[1:]:
        assert line.count(" : ") == 1
        assert not re.search(r"[<>`{}#;\u202e]", line)


def test_many_stories_are_cut_and_said_to_be() -> None:
    told = markdown.render(many(60, stories=12))
    assert "2 more stories in the HTML report." in told


def test_hostile_reports_keep_their_rows() -> None:
    for line in markdown.render(hostile()).splitlines():
        if line.startswith("| How many"):
            assert len(re.findall(r"(?<!\\)\|", line)) in (9, 11)


def test_an_article_alone_has_no_table() -> None:
    alone = Article("a.txt", "One line.")
    assert "Facts by source" not in markdown.render(replace(bridge(), articles=(alone,), findings=()))
