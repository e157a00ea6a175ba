"""The headline is checked like any other sentence, and nothing else moves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck import readers
from factcheck.model import Article
from factcheck.readers.headlines import headlined

BODY = "Two boats sank off Port Ellis on Monday.\n\nNobody was hurt, the harbour master said."


def of(title: str, source: str = "") -> str:
    return headlined(Article("a", BODY, source=source, title=title)).text


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Three boats sink off Port Ellis", "Three boats sink off Port Ellis"),
        ("Three boats sink - WXYZ Action News 5 - Port Ellis, Maine", "Three boats sink"),
        ("Three boats sink off Ellis | News on 6", "Three boats sink off Ellis"),
        ("Boats sink in storm — mayor calls for a new pier", "Boats sink in storm — mayor calls for a new pier"),
        ("Fire at the port – 3 hurt, police say", "Fire at the port – 3 hurt, police say"),
    ],
)
def test_a_headline_follows_the_text_without_the_name_of_the_site(title: str, headline: str) -> None:
    assert of(title) == f"{BODY}\n\n{headline}"


def test_an_outlet_given_apart_is_cut_off_in_any_case() -> None:
    assert of("Three boats sink off Ellis - the ellis gazette", "The Ellis Gazette").endswith("off Ellis")


@pytest.mark.parametrize("title", ["", "Updated", "Two Boats Sank off  Port Ellis", "Nobody was hurt - WXYZ"])
def test_a_label_and_a_headline_that_the_text_holds_add_nothing(title: str) -> None:
    assert of(title) == BODY


def test_offsets_into_a_record_as_published_stay_true(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "1", "title": "Three boats sink off Port Ellis", "text": BODY}), encoding="utf-8")
    (article,), skipped = readers.read([str(path)])
    assert not skipped
    assert article.text.startswith(BODY)
    assert article.title == "Three boats sink off Port Ellis"


def test_a_plain_text_keeps_its_one_headline(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Three boats sink off Port Ellis\n\n{BODY}\n", encoding="utf-8")
    (article,), _ = readers.read([str(path)])
    assert article.text.count("Three boats sink off Port Ellis") == 1
