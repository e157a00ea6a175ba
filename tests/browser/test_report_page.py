import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factcheck.presentation.words import DIFFERENCES_FIRST
from factcheck.report import html
from tests.browser.conftest import Watched, serious
from tests.report.fixtures import HOSTILE, bridge, hostile, many

Open = Callable[..., Watched]
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
MANY = 700


def questions(page: Any) -> list[str]:
    return page.locator("#list > article:visible h3").all_inner_texts()


def test_it_opens_without_error_and_asks_for_nothing_else(report_page: Open) -> None:
    watched = report_page(bridge())
    assert watched.trouble == []
    assert len(watched.requests) == 1
    assert len(questions(watched.page)) == 6


def test_filtering_narrows_findings_table_and_count(report_page: Open) -> None:
    page = report_page(bridge()).page
    page.select_option("select[name=verdict]", "contradiction")
    assert len(questions(page)) == 3
    assert page.locator(".facts-table tbody tr:visible").count() == 3
    assert page.inner_text("#count") == "3 of 6 findings"
    page.fill("input[name=text]", "DIFFER by 30")
    assert questions(page) == ["When did the bridge give way?"]
    page.click("text=Reset")
    page.select_option("select[name=source]", label="radio.txt")
    assert questions(page) == ["When did the bridge give way?"]
    page.fill("input[name=text]", "no such words")
    assert page.is_visible("#none")
    assert questions(page) == []


def test_a_tile_filters_by_its_verdict(report_page: Open) -> None:
    page = report_page(bridge()).page
    page.click("[data-show=dispute]")
    assert questions(page) == ["Was a warning given?"]


def test_sorting_findings(report_page: Open) -> None:
    page = report_page(bridge()).page
    page.select_option("select[name=sort]", "question")
    assert questions(page) == sorted(questions(page), key=str.casefold)
    page.select_option("select[name=sort]", "doubtful")
    assert questions(page)[0] == "Was a warning given?"
    page.select_option("select[name=sort]", "gravest")
    assert questions(page)[0] == "How many people were killed?"


def test_sorting_the_table_says_so_to_screen_readers(report_page: Open) -> None:
    page = report_page(bridge()).page
    head = page.locator("th:has([data-sort=question])")
    for direction in ("ascending", "descending"):
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == direction
        shown = page.locator(".facts-table tbody th").all_inner_texts()
        assert shown == sorted(shown, key=str.casefold, reverse=direction == "descending")
    page.click("[data-sort=verdict]")
    assert head.get_attribute("aria-sort") == "none"
    page.click("[data-sort=verdict]")  # now the other way round: at first the rows stand in that order anyway
    badges = page.locator(".facts-table tbody .badge").all_inner_texts()
    shown = [badge.split()[-1] for badge in badges]
    assert len(set(shown)) > 3
    assert shown == sorted(shown, key=[verdict.value for verdict in DIFFERENCES_FIRST].index, reverse=True)


def test_a_row_leads_to_its_passages(report_page: Open) -> None:
    page = report_page(bridge()).page
    page.click(".facts-table >> text=What do the repairs cost?")
    finding = page.locator("article:has(h3:has-text('What do the repairs cost?'))")
    assert finding.locator("blockquote").first.is_visible()
    assert "about 40 million marks" in finding.locator("mark.value").first.inner_text()
    box = finding.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 720


def test_an_address_with_a_finding_opens_it(report_page: Open) -> None:
    page = report_page(bridge()).page
    name = bridge().findings[5].fingerprint
    page.goto(f"{page.url}#f-{name}")
    page.reload()
    assert page.locator(f"#f-{name} blockquote").first.is_visible()


def test_keys(report_page: Open) -> None:
    page = report_page(bridge()).page
    for _ in range(4):
        page.keyboard.press("j")
    current = page.locator("article.current")
    assert current.locator("h3").inner_text() == "Was a warning given?"
    assert not current.locator("blockquote").first.is_visible()
    page.keyboard.press("o")
    assert current.locator("blockquote").first.is_visible()
    page.keyboard.press("k")
    assert current.locator("h3").inner_text() == "What office does Orla Venn hold?"
    page.keyboard.press("/")
    page.keyboard.type("jk")
    assert page.input_value("input[name=text]") == "jk"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.is_visible("dialog")
    page.uncheck("#keys-on")
    page.click("dialog button")
    page.keyboard.press("?")
    assert not page.is_visible("dialog")


def test_everything_can_be_reached_by_tab_alone(report_page: Open) -> None:
    page = report_page(bridge()).page
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML.slice(0, 60)"))
    told = " ".join(reached)
    for part in ("Skip to the findings", 'name="text"', 'name="sort"', 'data-sort="question"', "<summary>"):
        assert part in told


def test_texts_from_outside_neither_run_nor_reorder(report_page: Open) -> None:
    watched = report_page(hostile())
    page = watched.page
    for details in page.locator("details").all():
        details.evaluate("d => { d.open = true; }")
    for link in page.locator("main a[href^='#']").all()[:10]:
        link.click()
    page.fill("input[name=text]", HOSTILE[0])
    assert page.evaluate("window.pwned") is None
    assert watched.trouble == []
    assert len(watched.requests) == 1
    body = page.inner_text("body")
    assert HOSTILE[0] in body
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", page.content())
    assert page.locator("img, iframe, object, embed, main script:not([type='text/plain'])").count() == 0
    addresses = [link.get_attribute("href") for link in page.locator("a").all()]
    assert all(address and re.match(r"#|https://example\.invalid/", address) for address in addresses)
    assert page.evaluate(
        "[...document.querySelectorAll('*')].every(e => !e.getAttributeNames().some(n => n.startsWith('on')))"
    )


def test_hostile_texts_kept_as_raw_text_stay_text_when_they_are_shown(report_page: Open) -> None:
    long = many(MANY)
    bad = hostile()
    report = replace(long, articles=(*long.articles, *bad.articles), findings=(*long.findings, *bad.findings))
    watched = report_page(report)
    page = watched.page
    page.fill("input[name=text]", "window.pwned")
    assert len(questions(page)) >= 5
    page.fill("input[name=text]", "<script>window.pwned=1</script>")
    assert questions(page)
    page.click("#expand")
    page.click("text=Reset")
    for story in page.locator("details.story").all()[-2:]:
        story.locator("summary").first.click()
    assert page.evaluate("window.pwned") is None
    assert watched.trouble == []


def test_the_policy_stops_what_escaping_should_have(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    attacks = (
        '<img src="data:,x" onerror="window.pwned=1"><script>window.pwned=2</script><style>h1{display:none}</style>'
    )
    page_text = html.render(bridge())
    path.write_text(page_text.replace("<main>", f"<main>{attacks}<a id=bad href='javascript:window.pwned=3'>x</a>"))
    watched = opened(path.as_uri())
    watched.page.click("#bad")
    watched.page.wait_for_timeout(200)
    assert watched.page.evaluate("window.pwned") is None
    assert watched.page.is_visible("h1")
    assert sum("Content Security Policy" in line for line in watched.trouble) >= 4


def test_a_long_report_shows_a_page_at_a_time_and_finds_everything(report_page: Open) -> None:
    watched = report_page(many(MANY))
    page = watched.page
    assert len(questions(page)) == 50
    page.click("#more button")
    assert len(questions(page)) == 100
    last = many(MANY).findings[-1]
    page.fill("input[name=text]", last.question)
    assert last.question in questions(page)
    page.click("text=Reset")
    page.select_option("select[name=sort]", "question")
    shown = questions(page)
    assert shown == page.evaluate("q => q.sort((a, b) => a.localeCompare(b))", shown)
    page.evaluate(f"location.hash = 'f-{last.fingerprint}'")
    page.reload()
    assert page.locator(f"#f-{last.fingerprint} blockquote").first.is_visible()
    for _ in range(120):
        page.keyboard.press("k")
    assert watched.trouble == []


def test_a_long_table_and_folded_stories_unfold(report_page: Open) -> None:
    page = report_page(many(MANY, stories=2)).page
    first, second = page.locator("#facts ~ details.story").all()
    assert first.locator("tbody tr").count() == 100
    first.locator(".more button").click()
    assert first.locator("tbody tr").count() == 200
    second.locator("summary").first.click()
    second.locator("tbody tr").first.wait_for()
    second.locator("[data-sort=question]").click()
    shown = second.locator("tbody th").all_inner_texts()
    assert shown == page.evaluate("q => q.sort((a, b) => a.localeCompare(b))", shown)
    page.select_option("select[name=verdict]", "dispute")
    assert all("dispute" in row for row in second.locator("tbody tr").all_inner_texts())


def test_many_values_of_one_source_unfold_too(report_page: Open) -> None:
    report = many(MANY)
    report = replace(report, singles=tuple(s for f in report.findings for s in f.sides))
    page = report_page(report).page
    assert page.locator("details.singles li").count() == 0
    page.click("details.singles > summary")
    page.locator("details.singles li").first.wait_for()
    assert page.locator("details.singles li").count() == len(report.singles)


def test_on_a_phone_nothing_is_cut_off(report_page: Open) -> None:
    for report in (bridge(), hostile()):
        page = report_page(report, **PHONE).page
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_everything_is_open_and_the_controls_are_gone(report_page: Open) -> None:
    page = report_page(bridge()).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert all(quote.is_visible() for quote in page.locator("article blockquote").all())
    assert not page.is_visible("#tools")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert not page.locator("article:has(h3:has-text('What do the repairs cost?')) blockquote").first.is_visible()


def test_without_scripts_everything_is_there(report_page: Open) -> None:
    page = report_page(bridge(), java_script_enabled=False).page
    assert page.locator("#list article").count() == 6
    assert "need scripts" in page.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("how", [{}, PHONE], ids=["desk", "phone"])
def test_no_serious_accessibility_fault(report_page: Open, axe: str, scheme: str, how: dict[str, Any]) -> None:
    page = report_page(bridge(), color_scheme=scheme, **how).page
    page.click("#expand")
    assert serious(page, axe) == []


def test_no_serious_accessibility_fault_in_a_long_report(report_page: Open, axe: str) -> None:
    page = report_page(many(MANY)).page
    assert serious(page, axe) == []


def test_pages_by_story_and_their_index(opened: Open, axe: str, tmp_path: Path) -> None:
    for name, text in html.pages(many(60, stories=3)).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    watched = opened((tmp_path / "index.html").as_uri())
    assert serious(watched.page, axe) == []
    watched.page.click("ol a >> nth=1")
    assert watched.page.url.endswith("story-002.html")
    assert watched.page.locator("#list article").count() == 20
    watched.page.click("text=All stories")
    assert watched.page.url.endswith("index.html")
    assert watched.trouble == []
