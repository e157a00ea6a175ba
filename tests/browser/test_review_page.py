import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from factcheck.model import Report, Verdict
from factcheck.review import log
from tests.browser.conftest import Watched, serious, watch
from tests.report.fixtures import HOSTILE, RUN, article, bridge, edited, finding, hostile, side
from tests.review.serving import Served, served

Open = Callable[..., Watched]
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / log.NAME


@pytest.fixture
def server(path: Path) -> Iterator[Served]:
    with served(bridge(), path, "Mara", "Finn") as running:
        yield running


def enter(opened: Open, server: Served, reviewer: str = "Mara", **how: Any) -> Watched:
    watched = opened(server.link(reviewer), **how)
    watched.page.wait_for_url(f"http://{server.host}/")
    return watched


def decided(path: Path) -> list[str]:
    return [d.choice.value for d in log.read(path).decisions]


def question(page: Any) -> str:
    return page.inner_text("h1")


def press(page: Any, key: str) -> None:
    """Press a key that leads to another page, and wait for that page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_whole_review_by_keyboard(opened: Open, server: Served, path: Path) -> None:
    watched = enter(opened, server)
    page = watched.page
    assert question(page) == "How many people were killed?"
    page.keyboard.press("n")
    page.keyboard.type("counts the missing")
    page.keyboard.press("Enter")
    assert not path.exists()
    press(page, "d")
    assert page.locator(".flash").inner_text().startswith("Dismissed: How many people were killed?")
    press(page, "s")
    assert question(page) == "What office does Orla Venn hold?"
    press(page, "u")
    press(page, "z")
    assert question(page) == "What office does Orla Venn hold?"
    press(page, "c")
    while question(page) != "Nothing left to decide":
        press(page, "c")
    assert decided(path) == ["dismissed", "unsure", "open", "confirmed", "confirmed", "confirmed"]
    assert log.read(path).decisions[0].reason == "counts the missing"
    assert watched.trouble == []
    assert all(address.startswith((f"http://{server.host}/", "data:")) for address in watched.requests)


def test_a_whole_review_by_mouse(opened: Open, server: Served, path: Path) -> None:
    page = enter(opened, server).page
    for name in ("Confirm", "Dismiss", "Unsure", "Dismiss"):
        page.click(f"button:has-text('{name}')")
    page.wait_for_selector("text=Nothing left to decide")
    assert decided(path) == ["confirmed", "dismissed", "unsure", "dismissed"]
    page.click("button:has-text('Undo') >> nth=0")
    page.wait_for_selector("text=Was a warning given?")
    assert decided(path)[-1] == "open"


def test_the_confidence_is_hidden_until_asked_for(opened: Open, server: Served) -> None:
    page = enter(opened, server).page
    assert "0.93" not in page.inner_text("body")
    page.keyboard.press("p")
    assert "0.93 (very likely)" in page.inner_text("body")


def test_both_articles_stand_at_their_passages(opened: Open, path: Path) -> None:
    filler = [
        f"Paragraph {n} tells of the weather and of the traffic, at some length and to no end." for n in range(80)
    ]
    one = article("a.txt", *filler[:40], "Nine boats sank.", *filler[40:], source="North")
    other = article("b.txt", *filler[:70], "Seven boats sank.", *filler[70:], source="South")
    sides = (
        side(one, "Nine boats sank.", "Nine boats", "9 boats", "count boat 9"),
        side(other, "Seven boats sank.", "Seven boats", "7 boats", "count boat 7"),
    )
    report = Report(RUN, (one, other), (finding("quantity", Verdict.CONTRADICTION, "How many?", "9, 7.", sides),))
    with served(report, path) as running:
        page = enter(opened, running).page
        for number in (1, 2):
            pane = page.locator(".pane").nth(number - 1).bounding_box()
            passage = page.locator(f"#passage-{number}").bounding_box()
            assert pane is not None
            assert passage is not None
            assert pane["y"] <= passage["y"] <= pane["y"] + pane["height"] - passage["height"]


def test_two_tabs_and_two_reviewers_lose_no_decision(opened: Open, server: Served, path: Path) -> None:
    first = enter(opened, server)
    second = watch(first.page.context, f"http://{server.host}/")
    finn = enter(opened, server, "Finn")
    press(first.page, "c")
    press(second.page, "d")
    assert "In another tab you had decided “confirmed”" in second.page.inner_text(".flash")
    press(finn.page, "d")
    assert "Agrees: Mara: dismissed" in finn.page.inner_text(".flash")
    assert [(d.reviewer, d.choice.value) for d in log.read(path).decisions] == [
        ("Mara", "confirmed"),
        ("Mara", "dismissed"),
        ("Finn", "dismissed"),
    ]


def test_a_button_pressed_again_and_again_decides_once(opened: Open, server: Served, path: Path) -> None:
    page = enter(opened, server).page
    page.evaluate("() => { const b = document.querySelector('[data-key=c]'); for (let n = 0; n < 5; n++) b.click(); }")
    page.wait_for_selector(".flash")
    assert decided(path) == ["confirmed"]


def test_filtering(opened: Open, server: Served) -> None:
    page = enter(opened, server).page
    page.click("summary:has-text('Filter')")
    page.select_option("select[name=kind]", "time")
    page.click("text=Apply")
    page.wait_for_url("**kind=time**")
    assert question(page) == "When did the bridge give way?"
    press(page, "c")
    assert question(page) == "Nothing left to decide"
    page.click("text=List")
    page.wait_for_selector("table")
    assert page.locator("tbody tr").count() == 1


def test_it_works_without_scripts(opened: Open, server: Served, path: Path) -> None:
    page = enter(opened, server, java_script_enabled=False).page
    page.fill("input[name=note]", "by Enter")
    page.press("input[name=note]", "Enter")
    assert not path.exists()
    page.click("button:has-text('Dismiss')")
    page.wait_for_selector(".flash")
    assert decided(path) == ["dismissed"]


def test_another_site_can_neither_frame_nor_post(opened: Open, server: Served, path: Path, tmp_path: Path) -> None:
    session = enter(opened, server)
    name = bridge().findings[0].fingerprint
    token = session.page.locator("#decide input[name=token]").input_value()
    attack = tmp_path / "attack.html"
    attack.write_text(
        f"<form method=post action='http://{server.host}/decide'><input name=token value='{token}'>"
        f"<input name=fingerprint value='{name}'><input name=choice value=confirmed></form>"
        f"<iframe src='http://{server.host}/'></iframe><script>document.forms[0].submit()</script>",
        encoding="utf-8",
    )
    other = watch(session.page.context, attack.as_uri())
    other.page.wait_for_load_state()
    other.page.wait_for_timeout(300)
    assert not path.exists()


def test_texts_from_outside_neither_run_nor_reorder(opened: Open, path: Path) -> None:
    with served(hostile(), path, HOSTILE[1]) as running:
        watched = enter(opened, running, HOSTILE[1])
        page = watched.page
        for _ in HOSTILE:
            assert page.evaluate("window.pwned") is None
            assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", page.content())
            page.fill("input[name=note]", HOSTILE[0])
            page.keyboard.press("Escape")
            press(page, "c")
        assert question(page) == "Nothing left to decide"
        page.click("text=List")
        page.wait_for_selector("table")
        assert page.evaluate("window.pwned") is None
        assert watched.trouble == []
    assert len(decided(path)) == len(HOSTILE)


def test_what_changed_since_the_decision_is_shown(opened: Open, path: Path) -> None:
    with served(bridge(), path) as running:
        press(enter(opened, running).page, "d")
    with served(edited(bridge(), 0, "Fifteen people", "Sixteen people", "16 people"), path) as running:
        page = enter(opened, running).page
        assert "It was decided before." in page.inner_text(".note")
        assert "16 people: Sixteen people" in page.inner_text(".note ins")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("how", [{}, PHONE], ids=["desk", "phone"])
def test_no_serious_accessibility_fault(
    opened: Open, server: Served, axe: str, scheme: str, how: dict[str, Any]
) -> None:
    page = enter(opened, server, color_scheme=scheme, **how).page
    page.click("summary:has-text('Filter')")
    assert serious(page, axe) == []
    page.click("button:has-text('Dismiss')")
    page.wait_for_selector(".flash")
    assert serious(page, axe) == []
    page.click("text=List")
    page.wait_for_selector("table")
    assert serious(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_phone_the_list_needs_no_scrolling_aside_and_no_keys_are_offered(opened: Open, server: Served) -> None:
    page = enter(opened, server, **PHONE).page
    assert not page.locator(".keys").is_visible()
    page.click("text=List")
    page.wait_for_selector("table")
    assert page.evaluate("(box => box.scrollWidth <= box.clientWidth)(document.querySelector('.scroll'))")
    words = page.locator("tbody th").first.bounding_box()
    assert words is not None
    assert words["width"] > 300
