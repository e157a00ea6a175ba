"""Furniture inside a line: stamps, counters, menus, credits, signatures of posts; the sentences around it stay."""

from __future__ import annotations

import pytest

from factcheck.config import Config
from factcheck.model import Article
from factcheck.statements import split_with_rest


def cut(text: str) -> tuple[list[str], dict[str, str]]:
    """Return the statements, and by its words what was left out, with the reason; offsets must be true."""
    article = Article("a.txt", text)
    statements, rest = split_with_rest(article, Config())
    assert all(statement.text == text[statement.span.start : statement.span.end] for statement in statements)
    return [statement.text for statement in statements], {part.span.of(text): part.why for part in rest}


@pytest.mark.parametrize(
    ("stamp", "why"),
    [
        ("Posted: Friday, March 1, 2024 1:37 PM EDT", "time stamp"),
        ("Posted: Friday, March 1, 2024 1:37 PM EDT Updated: Friday, March 1, 2024 6:22 PM EDT", "time stamp"),
        ("Updated: Mar 1, 2024 - 10:28 PM", "time stamp"),
        ("Last updated on 1 March 2024 at 17:40 GMT", "time stamp"),
        ("(Published Friday, March 1, 2024)", "time stamp"),
        ("(Updated 3:25 p.m.)", "time stamp"),
        ("Published 2024-03-01", "time stamp"),
        ("Image 3 of 9", "page furniture"),
        ("1 of / 5 Caption Close", "page furniture"),
        ("Play Facebook Twitter Google Plus Embed", "page furniture"),
        ("Hide Transcript Show Transcript", "page furniture"),
        ("CLOSE Skip in Skip x Embed x Share", "page furniture"),
        ("(Photo: Ana Pell, Osk Courier)", "credit"),
        ("(Photo by Tom Orr/Osk Images)", "credit"),
        ("(AP Photo/Ana Pell)", "credit"),
        ("— Osk Harbour (@oskharbour) March 1, 2024", "signature of a post"),
    ],
)
@pytest.mark.parametrize("join", [" ", "\n\n"])
def test_furniture_is_cut_out_of_its_line(stamp: str, why: str, join: str) -> None:
    kept, dropped = cut(f"The ferry sank off Osk.{join}{stamp}{join}Nobody was hurt, the harbour master said.")
    assert kept == ["The ferry sank off Osk.", "Nobody was hurt, the harbour master said."]
    assert why in dropped.values()
    assert "".join("".join(dropped).split()) == "".join(stamp.split())


@pytest.mark.parametrize(
    "label",
    [
        "UPDATE 2:40PM:",
        "UPDATE @ 5:45 a.m.:",
        "Update at 2 p.m.:",
        "9:15 p.m. update:",
        "UPDATE (3/1/24 at 12 p.m.):",
        "UPDATE @ 11:03 p.m. (March 7):",
    ],
)
def test_the_label_of_an_update_goes_and_its_sentence_stays(label: str) -> None:
    kept, dropped = cut(f"The ferry sank off Osk.\n\n{label} Divers found the wreck.")
    assert kept == ["The ferry sank off Osk.", "Divers found the wreck."]
    assert dropped == {label: "time stamp"}


@pytest.mark.parametrize(
    "line",
    [
        "7:04 a.m.",
        "UPDATE @ 4:05 p.m.",
        "UPDATE @ 11:50 p.m. (March 3)",
        "5:45 p.m.: This article was updated with the name of the ferry.",
        "Copy this code to your website or blog",
        "Storm Warning issued March 1 at 3:40PM GMT expiring March 2 at 7:00AM GMT in effect for: Osk, Lume",
        "(Published Friday, ${__output}",
    ],
)
def test_lines_about_the_page_are_left_out(line: str) -> None:
    kept, dropped = cut(f"The ferry sank off Osk.\n\n{line}\n\nNobody was hurt.")
    assert kept == ["The ferry sank off Osk.", "Nobody was hurt."]
    assert line in dropped


@pytest.mark.parametrize(
    "sentence",
    [
        "Published on March 1, 2024, the report blames the harbour.",
        "The report, posted Friday, March 1, blames the harbour.",
        "The plan was updated on Monday.",
        "Updated on Friday, the plan names three ferries.",
        "Police posted an update at 9:55 p.m.: nobody was hurt.",
        "9:15 p.m. was the time of the last call.",
        "The picture shows 3 of 9 ferries.",
        "Image 3 of 9 shows the ferry.",
        "She shares news on Facebook, Twitter and Google Plus.",
        "The ferry (photo: page 4) sank on Monday.",
        "Berg (the owner) sold the ferry in March.",
        "On Friday the harbour (@oskharbour) said that it was closed.",
    ],
)
def test_sentences_of_the_same_words_stay(sentence: str) -> None:
    assert cut(f"The ferry sank off Osk. {sentence} Nobody was hurt.")[0][1] == sentence


def test_a_headline_before_a_stamp_is_a_statement_of_its_own() -> None:
    text = "Ferry sinks off Osk Posted: Friday, March 1, 2024 1:37 PM EDT A ferry sank off Osk on Thursday."
    assert cut(text)[0] == ["Ferry sinks off Osk", "A ferry sank off Osk on Thursday."]


@pytest.mark.parametrize("unit", ["Play ", "Play x ", "12:30 ", "12 March ", "(Photo: (", "Update ", "Aa Aa "])
def test_a_long_row_of_almost_furniture_is_read_to_its_end(unit: str) -> None:
    text = unit * (20_000 // len(unit)) + "\n\nNobody was hurt."
    assert cut(text)[0][-1].endswith("Nobody was hurt.")
