import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Acceptance, Ground, Pair, Report, Verdict
from factcheck.report import by_suffix, html
from factcheck.report._plots import counts, timeline
from factcheck.report._scale import amount, stretch
from factcheck.report._stories import stories
from factcheck.report._table import omissions, shapes_of, stances, table
from tests.report.fixtures import HOSTILE, RUN, article, bridge, finding, hostile, many, side

VOID = {"meta", "link", "input", "br", "img", "hr", "circle", "line", "rect", "path"}


class Checked(HTMLParser):
    """Collects tags and attributes, and insists that tags nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.open: list[str] = []
        self.seen: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag


@pytest.mark.parametrize("report", [bridge(), hostile(), many(40), many(400), Report(RUN, (), ())])
def test_tags_nest_and_nothing_is_inline_or_remote(report: Report) -> None:
    checked = Checked(html.render(report))
    for tag, name, value in checked.attributes:
        assert name != "style", tag
        assert not name.startswith("on"), name
        assert name not in ("src", "srcset", "action", "data", "poster"), name
        if name == "href":
            assert value
            assert value.startswith(("#", "https://example.invalid/"))
    assert not set(checked.seen) & {"img", "iframe", "object", "embed", "base", "link"}


def test_the_policy_admits_exactly_the_style_and_script_of_the_page() -> None:
    page = html.render(bridge())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy[1]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert html.render(bridge()) == html.render(bridge())


def test_the_suffix_chooses_the_format() -> None:
    assert by_suffix("out/report.html").render(bridge()) == html.render(bridge())
    assert by_suffix("REPORT.HTM").name == "html"


def test_every_side_value_reason_and_skipped_input_is_told() -> None:
    report, page = bridge(), html.render(bridge())
    text = re.sub(r"<[^>]*>", "", page.replace("&#39;", "'"))
    for found in report.findings:
        for told in (found.question, found.reason, found.rule, found.flips):
            assert told in text
        for said in found.sides:
            assert said.text in text
            assert said.value in text
    for item in report.skipped:
        assert item.reason in text
    for alone in report.singles:
        assert alone.text in text
    assert f"factcheck review bridge --dismiss {report.findings[0].fingerprint}" in text
    assert "very likely (0.93)" in text


def test_hostile_text_is_only_text() -> None:
    page = html.render(hostile())
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", page)
    assert page.count("<script") == page.count("</script>") == 1
    assert "&lt;script&gt;window.pwned=1&lt;/script&gt;" in page
    assert not re.search(r'href="(?i:javascript)', page)
    assert "49" not in re.findall(r"How many \{\{ 7\*7 \}\}.{0,5}", page)


def test_hostile_text_cannot_leave_the_raw_text_of_a_long_report() -> None:
    long, bad = many(400), hostile()
    page = html.render(replace(long, articles=long.articles + bad.articles, findings=long.findings + bad.findings))
    raw = re.findall(r'<script type="text/plain"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert len(raw) > 1
    assert "window.pwned" in "".join(raw)
    for attack in HOSTILE:
        if "<" in attack:
            assert attack not in page
    Checked("".join(piece for piece in raw[0].split("\x1e")))


def test_a_lone_surrogate_can_be_written() -> None:
    odd = article("a\ud800.txt", "Nine \udfff boats.", title="\ud800")
    html.render(Report(RUN, (odd,), (), singles=(side(odd, "Nine \udfff boats.", "Nine", "9", "9"),))).encode("utf-8")


def test_a_report_without_findings_says_what_was_read_and_not() -> None:
    page = html.render(replace(bridge(), findings=(), singles=()))
    assert "Nothing was found that two sources both tell" in page
    assert "not text: 2,048 bytes" in page


def test_what_fails_and_what_was_let_through_is_told() -> None:
    report = bridge()
    first, second = report.findings[:2]
    accepted = {second.fingerprint: Acceptance(Ground.TEXT, "the <log> is wrong")}
    page = html.render(replace(report, failing=frozenset({first.fingerprint}), accepted=accepted))
    assert "1 finding fails the gate." in page
    assert page.count('fails">fails the gate') == 1
    assert "ignored by a comment in the article: <bdi>the &lt;log&gt; is wrong</bdi>" in page


# --- stories ---


def test_articles_that_findings_connect_are_a_story() -> None:
    found = stories(many(60, stories=3))
    assert [len(story.findings) for story in found] == [20, 20, 20]
    assert all(len({a.path.split("/")[0] for a in story.articles}) == 1 for story in found)
    assert found[0].title.startswith("What happened in ")


def test_pages_hold_each_finding_once_and_link_to_each_other() -> None:
    report = many(60, stories=3)
    alone = article("alone.txt", "Nothing like it, 7 times.", title="A title <i>")
    only = side(alone, "Nothing like it, 7 times.", "7", "7 times", "count time 7")
    pages = html.pages(replace(report, articles=(*report.articles, alone), singles=(only,)))
    assert list(pages) == ["index.html", "story-001.html", "story-002.html", "story-003.html"]
    for found in report.findings:
        assert sum(f'id="f-{found.fingerprint}"' in page for page in pages.values()) == 1
    for name in list(pages)[1:]:
        assert f'href="{name}"' in pages["index.html"]
        assert 'href="index.html"' in pages[name]
    assert "1 value that only this source gives" in pages["index.html"]
    assert "alone.txt" in pages["index.html"]
    for page in pages.values():
        Checked(page)
    assert "&lt;i&gt;" in pages["index.html"]


# --- the fact table ---


def test_values_that_fit_have_one_shape() -> None:
    dead, hours, *_, length = bridge().findings
    assert shapes_of(dead) == ("●", "▲", "■")
    assert shapes_of(hours) == ("●", "▲", "●", "●")
    assert shapes_of(length) == ("", "")


def test_a_chain_of_near_values_does_not_hide_a_contradiction() -> None:
    where = [article(f"{n}.txt", f"{n} boats.", source=str(n)) for n in (7, 8, 9)]
    said = [
        side(a, f"{n} boats.", str(n), f"{n} boats", f"count boat {n}") for a, n in zip(where, (7, 8, 9), strict=True)
    ]
    fits, clash = Verdict.COMPATIBLE, Verdict.CONTRADICTION
    pairs = [Pair(0, 1, fits, "r", ""), Pair(1, 2, fits, "r", ""), Pair(0, 2, clash, "r", "")]
    shapes = shapes_of(finding("quantity", clash, "How many?", "", said, pairs=pairs))
    assert shapes[0] != shapes[2]


@given(st.data())
def test_values_judged_to_differ_never_share_a_shape(data: st.DataObject) -> None:
    values = data.draw(st.lists(st.integers(1, 9), min_size=2, max_size=9))
    where = [article(f"{n}.txt", f"{v} boats.", source=str(n)) for n, v in enumerate(values)]
    said = [side(a, a.text, a.text[0], a.text[0], a.text[0]) for a in where]
    ends = [(a, b) for a in range(len(said)) for b in range(a + 1, len(said))]
    verdicts = data.draw(st.lists(st.sampled_from(list(Verdict)), min_size=len(ends), max_size=len(ends)))
    pairs = [Pair(a, b, verdict, "r", "") for (a, b), verdict in zip(ends, verdicts, strict=True)]
    shapes = shapes_of(finding("quantity", Verdict.CONTRADICTION, "How many?", "", said, pairs=pairs))
    if any(shapes):
        assert all(shapes[p.left] != shapes[p.right] for p in pairs if p.verdict.rank > Verdict.COMPATIBLE.rank)


def test_a_finding_of_very_many_sides_is_laid_out() -> None:
    where = [article(f"{n}.txt", f"{n % 5} boats.", source=f"S{n}") for n in range(300)]
    said = [side(a, a.text, a.text[0], a.text[0], a.text[0]) for a in where]
    pairs = [
        Pair(a, b, Verdict.AGREEMENT if a % 5 == b % 5 else Verdict.CONTRADICTION, "r", "")
        for a in range(300)
        for b in range(a + 1, 300)
    ]
    shapes = shapes_of(finding("quantity", Verdict.CONTRADICTION, "How many?", "", said, pairs=pairs))
    assert len(set(shapes)) == 5


def test_a_side_left_undecided_within_an_agreement_stands_out_and_one_not_compared_does_not() -> None:
    where = [article(f"{n}.txt", f"{n} boats.", source=f"S{n}") for n in range(4)]
    said = [side(a, a.text, a.text[0], a.text[0], a.text[0]) for a in where]
    pairs = [Pair(0, 1, Verdict.AGREEMENT, "r", ""), Pair(1, 2, Verdict.UNDECIDED, "r", "")]
    assert shapes_of(finding("time", Verdict.AGREEMENT, "When?", "", said, pairs=pairs)) == ("●", "●", "▲", "●")
    assert shapes_of(finding("time", Verdict.AGREEMENT, "When?", "", said, pairs=pairs[:1])) == ("", "", "", "")


def test_more_values_than_signs_are_numbered() -> None:
    where = [article(f"{n}.txt", f"{n} boats.", source=f"S{n}") for n in range(8)]
    said = [side(a, a.text, a.text[0], a.text[0], f"count boat {a.text[0]}") for a in where]
    pairs = [Pair(a, b, Verdict.CONTRADICTION, "r", "") for a in range(8) for b in range(a + 1, 8)]
    found = finding("quantity", Verdict.CONTRADICTION, "How many?", "", said, pairs=pairs)
    assert shapes_of(found) == ("●", "▲", "■", "◆", "★", "✚", "✚7", "✚8")
    page = html.render(Report(RUN, tuple(where), (found,)))
    assert "✚8" in page
    assert "value F8: " in page


def test_the_table_has_a_column_for_each_source_in_order_of_publication() -> None:
    (story,) = stories(bridge())
    shown = table(story)
    assert shown.labels == ("Ellery Courier", "Northern Post", "Coastline Wire", "bridge/radio.txt")
    assert [[cell.side.value for cell in column] for column in shown.rows[0].columns] == [
        ["12 people"],
        ["15 people"],
        ["13 people"],
        [],
    ]


def test_many_sources_are_listed_instead_of_drawn_as_columns() -> None:
    where = [article(f"{n}.txt", f"{n % 2} boats.", source=f"S{n}") for n in range(12)]
    said = [side(a, a.text, a.text[0], f"{a.text[0]} boats", f"count boat {a.text[0]}") for a in where]
    report = Report(RUN, tuple(where), (finding("quantity", Verdict.CONTRADICTION, "How many?", "", said),))
    (story,) = stories(report)
    shown = table(story)
    assert shown.wide
    assert {shape: len(cells) for shape, cells in shown.rows[0].groups.items()} == {"●": 6, "▲": 6}
    assert "and 2 more" in html.render(report)
    assert "12 sources" in html.render(report)


def test_who_agrees_with_whom_counts_pairs_both_ways() -> None:
    (story,) = stories(bridge())
    known = stances(story)
    one = known["Ellery Courier", "Northern Post"]
    assert (one.fits, one.differs, one.other) == (0, 2, 1)
    assert known["Northern Post", "Ellery Courier"] == one
    assert ("bridge/radio.txt", "Northern Post") not in known


def test_what_one_source_leaves_out_that_all_others_give() -> None:
    (story,) = stories(bridge())
    (left_out,) = omissions(story)
    assert (left_out.finding.question, left_out.missing) == ("How many people were killed?", "bridge/radio.txt")


# --- plots ---


@pytest.mark.parametrize(
    ("canonical", "low", "high", "unit"),
    [
        ("count person killed 12", 12, 12, "count person killed"),
        ("duration [27000..28800)", 27000, 28800, "duration"),
        ("count boat [10..inf)", 10, 10, "count boat"),
        ("temperature -4.5", -4.5, -4.5, "temperature"),
        ("7", 7, 7, ""),
    ],
)
def test_amounts(canonical: str, low: float, high: float, unit: str) -> None:
    found = amount(replace(bridge().findings[0].sides[0], canonical=canonical))
    assert found is not None
    assert (found.low, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize("canonical", ["warn|no", "", "every Monday", "[inf..inf]"])
def test_what_is_no_amount(canonical: str) -> None:
    assert amount(replace(bridge().findings[0].sides[0], canonical=canonical)) is None


@pytest.mark.parametrize(
    ("canonical", "first", "last", "clock"),
    [
        ("2031-03-12", date(2031, 3, 12), date(2031, 3, 12), None),
        ("2031-03-12T18:00Z", date(2031, 3, 12), date(2031, 3, 12), 0.75),
        ("2031-03-12TEV", date(2031, 3, 12), date(2031, 3, 12), None),
        ("~2031-03-12/2031-03-14", date(2031, 3, 12), date(2031, 3, 14), None),
        ("2031-02/start", date(2031, 2, 1), date(2031, 2, 28), None),
        ("2031", date(2031, 1, 1), date(2031, 12, 31), None),
        ("2031-W02", date(2031, 1, 6), date(2031, 1, 12), None),
    ],
)
def test_days(canonical: str, first: date, last: date, clock: float | None) -> None:
    found = stretch(replace(bridge().findings[0].sides[0], canonical=canonical))
    assert found is not None
    assert (found.first, found.last, found.clock) == (first, last, clock)


@pytest.mark.parametrize(
    "canonical", ["<=2031-03-12", "XXXX-03-12", "every Monday", "2031-02-30", "2031-13", "count 2031"]
)
def test_what_is_no_day(canonical: str) -> None:
    assert stretch(replace(bridge().findings[0].sides[0], canonical=canonical)) is None


def test_the_timeline_is_in_order_and_keeps_disagreeing_signs_apart() -> None:
    (story,) = stories(bridge())
    drawn = timeline(story)
    assert drawn is not None
    assert [line.question.split(",")[0] for line in drawn.lines] == [
        "The span had been inspected in 2029",
        "When did the bridge give way?",
        "The council of Port Ellery meets on 12 March to decide on a ferry.",
    ]
    marks = drawn.lines[1].marks
    assert {mark.shape for mark in marks} == {"●", "▲"}
    assert abs(marks[0].x - marks[1].x) >= 13
    assert sum(mark.label.count(":") >= 1 for mark in marks) == len(marks)


def test_a_running_count_tells_an_update_from_a_contradiction() -> None:
    (story,) = stories(bridge())
    (drawn,), more = counts(story)
    assert more == 0
    assert sorted(step.manner for step in drawn.steps) == ["contradiction", "update"]
    rise = next(step for step in drawn.steps if step.manner == "update")
    assert rise.x1 < rise.x2
    assert rise.y1 > rise.y2


def test_counts_of_one_day_or_of_other_units_are_not_drawn() -> None:
    report = bridge()
    dead = report.findings[0]
    same_day = tuple(replace(s, article=replace(s.article, published=date(2031, 3, 3))) for s in dead.sides)
    other_unit = (*dead.sides[:2], replace(dead.sides[2], canonical="length 13"))
    ages = tuple(replace(s, canonical=s.canonical.replace("count person killed", "age")) for s in dead.sides)
    assert all(side.canonical.startswith("age ") for side in ages)
    for sides in (same_day, other_unit, ages):
        (story,) = stories(replace(report, findings=(replace(dead, sides=sides),)))
        assert counts(story) == ((), 0)
