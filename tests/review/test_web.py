import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.decisions import Choice
from factcheck.review import log, web
from tests.report.fixtures import HOSTILE, bridge, edited, hostile
from tests.review.serving import Client, Served, served


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / log.NAME


@pytest.fixture
def server(path: Path) -> Iterator[Served]:
    with served(bridge(), path, "Mara", "Finn") as running:
        yield running


def decided(path: Path) -> list[tuple[str, str, str]]:
    return [(d.question, d.reviewer, d.choice.value) for d in log.read(path).decisions]


# --- who gets in ---


def test_nobody_gets_in_without_the_link(server: Served) -> None:
    for page in ("/", "/list", "/finding/abc", "/static/review.js", "/nowhere"):
        assert Client(server).send("GET", page)[0] == 403
    assert Client(server).send("GET", "/enter?token=guess")[0] == 403


def test_a_link_works_once(server: Served) -> None:
    link = server.link().removeprefix(f"http://{server.host}")
    status, told, page = Client(server).send("GET", link)
    assert status == 200
    assert 'url=/"' in page
    assert "HttpOnly" in told["set-cookie"]
    assert "samesite=strict" in told["set-cookie"].lower()
    assert Client(server).send("GET", link)[0] == 403


def test_another_host_name_is_refused_even_with_a_session(server: Served) -> None:
    client = Client(server).enter()
    for host in ("evil.example", f"evil.example:{server.port}", "127.0.0.1", f"127.0.0.1:{server.port + 1}"):
        assert client.send("GET", "/", Host=host)[0] == 421


@pytest.mark.parametrize(
    ("origin", "site", "status"),
    [
        ("http://evil.example", "", 403),
        ("null", "", 403),
        ("", "", 403),
        ("", "cross-site", 403),
        ("", "same-site", 403),
        ("https://HOST", "", 403),
        ("http://HOST", "", 303),
        ("", "same-origin", 303),
    ],
)
def test_a_change_must_come_from_our_own_page(server: Served, path: Path, origin: str, site: str, status: int) -> None:
    client = Client(server).enter()
    form = client.form() | {"choice": "confirmed"}
    sent = {"Origin": origin.replace("HOST", server.host), "Sec_Fetch_Site": site}
    assert client.send("POST", "/decide", form, **sent)[0] == status
    assert path.exists() is (status == 303)


@pytest.mark.parametrize("change", [{"token": ""}, {"token": "guess"}, {"token": "é\udc80"[:1]}])
def test_a_form_without_the_session_s_token_is_refused(server: Served, path: Path, change: dict[str, str]) -> None:
    client = Client(server).enter()
    for target in ("/decide", "/undo", "/skip"):
        assert client.post(target, client.form() | {"choice": "confirmed"} | change)[0] == 403
    assert not path.exists()


def test_the_token_of_another_session_is_refused(server: Served, path: Path) -> None:
    mara, finn = Client(server).enter("Mara"), Client(server).enter("Finn")
    assert finn.post("/decide", mara.form() | {"choice": "confirmed"})[0] == 403
    assert not path.exists()


def test_nothing_changes_by_get(server: Served, path: Path) -> None:
    client = Client(server).enter()
    form = client.form()
    for target in ("/decide", "/undo", "/skip"):
        assert client.send("GET", f"{target}?choice=confirmed&fingerprint={form['fingerprint']}")[0] == 405
    assert client.send("DELETE", "/")[0] == 405
    assert not path.exists()


def test_every_answer_carries_the_policy(server: Served) -> None:
    client = Client(server).enter()
    for page in ("/", "/list", "/static/review.css", "/nowhere"):
        _, told, _ = client.send("GET", page)
        assert told["content-security-policy"].startswith("default-src 'none'")
        assert "unsafe" not in told["content-security-policy"]
        assert told["x-content-type-options"] == "nosniff"
        assert told["cache-control"] == "no-store"


def test_a_huge_form_is_refused(server: Served, path: Path) -> None:
    client = Client(server).enter()
    assert client.post("/decide", client.form() | {"choice": "confirmed", "note": "x" * 100_000})[0] == 413
    assert not path.exists()


# --- reviewing ---


def test_a_whole_review(server: Served, path: Path) -> None:
    client, at = Client(server).enter(), "/"
    for choice in ("confirmed", "dismissed", "unsure", "confirmed"):
        status, told, _ = client.post("/decide", client.form(at) | {"choice": choice, "note": "seen"})
        assert status == 303
        at = told["location"]
    assert "Nothing left to decide" in client.get(at)
    assert [choice for _, _, choice in decided(path)] == ["confirmed", "dismissed", "unsure", "confirmed"]
    assert log.read(path).decisions[0].reason == "seen"


def test_the_confidence_is_folded_away_until_decided(server: Served) -> None:
    client = Client(server).enter()
    page = client.get()
    assert page.count("0.93") == 1
    assert re.search(r'<details id="probability"><summary>[^/]*</kbd></summary><p>0\.93', page, re.S) or re.search(
        r'<details id="probability">.*0\.93', page, re.S
    )
    _, told, _ = client.post("/decide", client.form() | {"choice": "confirmed"})
    assert "confidence was 0.93" in client.get(told["location"])


def test_undo_and_skip(server: Served, path: Path) -> None:
    client = Client(server).enter()
    first = client.form()
    client.post("/decide", first | {"choice": "confirmed"})
    _, told, _ = client.post("/undo", client.form())
    assert told["location"] == f"/finding/{first['fingerprint']}"
    assert client.form()["fingerprint"] == first["fingerprint"]
    _, told, _ = client.post("/skip", client.form())
    second = client.form(told["location"])["fingerprint"]
    assert second != first["fingerprint"]
    assert client.form()["fingerprint"] == second
    assert [choice for *_, choice in decided(path)] == ["confirmed", "open"]


def test_two_tabs_lose_no_decision_and_the_second_is_told(server: Served, path: Path) -> None:
    client = Client(server).enter()
    one, other = client.form(), client.form()
    client.post("/decide", one | {"choice": "confirmed"})
    _, told, _ = client.post("/decide", other | {"choice": "dismissed"})
    assert [choice for *_, choice in decided(path)] == ["confirmed", "dismissed"]
    assert "In another tab you had decided “confirmed”" in client.get(told["location"])


def test_two_reviewers_lose_no_decision_and_the_dispute_shows(server: Served, path: Path) -> None:
    mara, finn = Client(server).enter("Mara"), Client(server).enter("Finn")
    one, other = mara.form(), finn.form()
    mara.post("/decide", one | {"choice": "confirmed", "note": "clear"})
    _, told, _ = finn.post("/decide", other | {"choice": "dismissed"})
    assert [(who, choice) for _, who, choice in decided(path)] == [("Mara", "confirmed"), ("Finn", "dismissed")]
    page = finn.get(told["location"])
    assert "Disagrees: <bdi>Mara</bdi>: confirmed" in page
    assert "“<bdi>clear</bdi>”" in page
    assert "reviewers disagree</span>" in finn.get("/list?show=disputed")


def test_the_filter_travels_with_the_decision(server: Served) -> None:
    client = Client(server).enter()
    form = client.form("/?kind=time&show=open")
    _, told, _ = client.post("/decide", form | {"choice": "confirmed"})
    assert "kind=time" in told["location"]
    assert "Nothing left to decide" in client.get(told["location"])


def test_the_list_shows_what_was_decided_by_whom(server: Served) -> None:
    client = Client(server).enter()
    client.post("/decide", client.form() | {"choice": "unsure"})
    assert "<bdi>Mara</bdi>: unsure" in client.get("/list")
    assert client.get("/list?source=bridge/radio.txt").count('role="rowheader"') == 1
    assert client.get("/list?reviewer=Mara").count('role="rowheader"') == 1
    assert client.get("/list?verdict=any").count('role="rowheader"') == 6
    assert "No finding passes the filter" in client.get("/list?kind=nothing")


def test_a_finding_that_is_not_there(server: Served) -> None:
    client = Client(server).enter()
    assert client.send("GET", "/finding/ffffffffffffffff")[0] == 404
    assert client.post("/decide", client.form() | {"fingerprint": "f" * 16, "choice": "confirmed"})[0] == 400
    assert client.post("/decide", client.form() | {"choice": "maybe"})[0] == 400


def test_a_log_that_cannot_be_written_is_told_to_the_reviewer(server: Served, path: Path) -> None:
    client = Client(server).enter()
    form = client.form() | {"choice": "confirmed"}
    path.mkdir()
    status, _, told = client.post("/decide", form)
    assert status == 503
    assert log.NAME in told


def test_a_changed_finding_shows_what_changed(path: Path) -> None:
    report = bridge()
    with served(report, path) as running:
        client = Client(running).enter()
        client.post("/decide", client.form() | {"choice": "dismissed", "note": "old count"})
    with served(edited(report, 0, "Fifteen people", "Sixteen people", "16 people"), path) as running:
        page = Client(running).enter().get()
    assert "It was decided before." in page
    assert "“<bdi>old count</bdi>”" in page
    assert re.search(r"<del>.*15 people: Fifteen.*</del> <ins>.*16 people: Sixteen.*</ins>", page)


def test_hostile_text_is_escaped_everywhere(path: Path) -> None:
    with served(hostile(), path, HOSTILE[1]) as running:
        client = Client(running).enter(HOSTILE[1])
        for _ in HOSTILE:
            page = client.get("/") + client.get("/list?verdict=any")
            assert not re.search(r"<(script(?! src=\"/static)|img|svg|a href=\"?javascript)", page)
            assert 'onerror="' not in page
            assert "\u202e" not in page
            assert "\x1b" not in page
            client.post("/decide", client.form() | {"choice": "confirmed", "note": HOSTILE[0]})
        assert "Nothing left" in client.get()


def test_choices_offered_are_those_of_the_model() -> None:
    assert {*web._CHOICES, Choice.OPEN} == set(Choice)
