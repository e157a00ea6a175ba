import re

import pytest

from factcheck.findings import fold
from factcheck.model import Report, Run, Skipped, Verdict
from factcheck.report.markdown import escape, render
from tests.factories import article, compared, fact, statement

HOSTILE = "<script>alert(1)</script> | [x](javascript:y) `tick` **bold** & \u202egnirts\nnext line"

RUN = Run("0", "0" * 16)


def report(verdict: Verdict = Verdict.CONTRADICTION, text: str = "The barn was red.", **more: object) -> Report:
    one, two = article(text, "a.txt", "Post", "2026-05-04"), article("The barn was blue.", "b|c.txt")
    red, blue = fact(statement(one), "red"), fact(statement(two), "blue")
    findings = fold([compared(red, blue, verdict)], lambda _: "Which colour?", 0.5)
    return Report(RUN, (one, two), findings, statements={"a.txt": 1}, **more)


def test_a_contradiction_shows_both_sides_with_the_value_marked():
    text = render(report())
    assert "## Contradictions" in text
    assert "### Which colour?" in text
    assert "The barn was **red**." in text
    assert "The barn was **blue**." in text
    assert "Red and blue." in text


@pytest.mark.parametrize(
    ("verdict", "heading"),
    [(Verdict.UPDATE, "## Updates"), (Verdict.DISPUTE, "## Disputes"), (Verdict.AGREEMENT, "## Agreements")],
)
def test_each_verdict_has_its_section(verdict, heading):
    assert heading in render(report(verdict))


def test_undecided_is_folded_away():
    text = render(report(Verdict.UNDECIDED))
    assert text.index("<details>") < text.index("### Which colour?") < text.index("</details>")


def test_what_was_not_checked_is_said_at_the_top_and_listed():
    text = render(report(skipped=(Skipped("x.bin", "file", "not text"),)))
    assert "**1 not read or not compared**" in text
    assert "- `x.bin`, file: not text" in text


def test_text_of_articles_cannot_act():
    text = render(report(text=f"{HOSTILE} red"))
    assert "<script>" not in text
    assert "\u202e" not in text
    assert not re.search(r"(?<!\\)\[x\]", text)
    for row in re.findall(r"^\| .*$", text, re.MULTILINE):
        assert len(re.findall(r"(?<!\\)\|", row)) in (4, 5, 6)


def test_escape_keeps_the_words_on_one_line():
    assert escape("a\n b\tc\fd") == "a b c d"
    assert escape("*") == "\\*"


def test_a_character_that_deceives_is_spelled_out_and_one_that_joins_letters_stays():
    assert escape("a\u202eb\u3164") == r"a\[U+202E\]b\[U+3164\]"
    assert escape("می\u200cخواهم") == "می\u200cخواهم"


def test_a_report_is_the_same_every_time():
    assert render(report()) == render(report())


def test_of_many_pairs_the_first_few_of_each_verdict_are_told():
    words = ("red", "blue", "green", "white", "pink")
    sides = [fact(statement(article(f"The barn was {word}.", f"{word}.txt")), word) for word in words]
    pairs = [compared(a, b, Verdict.CONTRADICTION) for n, a in enumerate(sides) for b in sides[:n]]
    (finding,) = fold(pairs, lambda _: "Which colour?", 0.5)
    text = render(Report(RUN, tuple(side.article for side in finding.sides), (finding,)))
    assert len(finding.pairs) == 10
    assert len(re.findall(r"^- contradiction: \w+ and \w+\.$", text, re.MULTILINE)) == 3
    assert "- contradiction: 6 more, all in the JSON and HTML reports" in text
