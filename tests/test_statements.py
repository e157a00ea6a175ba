"""Layout, broken sentences, furniture, and what must hold for any text. Speakers and moods have files of their own."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.config import Config
from factcheck.model import Article, Block, Statement
from factcheck.statements import split, split_with_rest

SEEDS = Path(__file__).parent.parent / "seeds"


def said(text: str) -> list[str]:
    return [statement.text for statement in split(Article("a.txt", text), Config())]


def left_out(text: str) -> list[tuple[str, str]]:
    return [(part.span.of(text), part.why) for part in split_with_rest(Article("a.txt", text), Config())[1]]


def seed(number: str) -> tuple[Statement, ...]:
    path = next(SEEDS.glob(f"{number}_*.txt"))
    text = re.sub(r"^\s*date \d{4}-\d\d-\d\d ", "", path.read_text(encoding="utf-8"))
    return split(Article(path.name, text), Config())


# --- paragraphs ---------------------------------------------------------------------------------------------------


def test_lines_without_blank_lines_between_are_paragraphs() -> None:
    statements = split(Article("a.txt", "The king left Osk.\nThe queen stayed.\nNobody knew why."), Config())
    assert [s.text for s in statements] == ["The king left Osk.", "The queen stayed.", "Nobody knew why."]
    assert [s.paragraph for s in statements] == [0, 1, 2]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_hard_wrapped_lines_run_on_whatever_ends_them(end: str) -> None:
    lines = [
        "The harbour of Osk was closed on Friday after a tanker ran aground in",
        "the channel, the port authority said. Divers from Lume inspected the",
        "hull and found no leak. The ship, which carries 40,000 tonnes of oil,",
        "will be towed to deeper water on Sunday if the weather allows, the",
        "authority added.",
        "",
        "No one was hurt.",
    ]
    statements = split(Article("a.txt", end.join(lines)), Config())
    assert [" ".join(s.text.split()) for s in statements] == [
        "The harbour of Osk was closed on Friday after a tanker ran aground in the channel, the port authority said.",
        "Divers from Lume inspected the hull and found no leak.",
        "The ship, which carries 40,000 tonnes of oil, will be towed to deeper water on Sunday if the weather allows, "
        "the authority added.",
        "No one was hurt.",
    ]
    assert [s.paragraph for s in statements] == [0, 0, 0, 1]


def test_a_short_line_ends_a_paragraph_of_a_hard_wrapped_text() -> None:
    text = (
        "Tanker aground off Osk\n"
        "The harbour of Osk was closed on Friday after a tanker ran aground in\n"
        "the channel, the port authority said. The tanker, which is old, may\n"
        "also on Sunday block the ferry to Lume, said two members of the crew.\n"
        "Nobody was hurt."
    )
    assert [" ".join(sentence.split()) for sentence in said(text)] == [
        "Tanker aground off Osk",
        "The harbour of Osk was closed on Friday after a tanker ran aground in the channel, the port authority said.",
        "The tanker, which is old, may also on Sunday block the ferry to Lume, said two members of the crew.",
        "Nobody was hurt.",
    ]


def test_headings_lists_and_quoted_paragraphs_are_told_apart() -> None:
    text = (
        "# Storm over Osk\n\nThe storm passed.\n\nWhat comes next\n\n- Roads will be cleared.\n- Schools stay shut.\n"
        "1. Boil water.\n\n> We were lucky.\n\nThe sea is calm."
    )
    statements = split(Article("a.md", text), Config())
    assert [(s.block, s.text) for s in statements] == [
        (Block.HEADING, "Storm over Osk"),
        (Block.BODY, "The storm passed."),
        (Block.HEADING, "What comes next"),
        (Block.LIST, "Roads will be cleared."),
        (Block.LIST, "Schools stay shut."),
        (Block.LIST, "Boil water."),
        (Block.QUOTE, "We were lucky."),
        (Block.BODY, "The sea is calm."),
    ]


def test_markup_inside_a_sentence_does_not_hide_its_boundaries() -> None:
    text = "The **mayor** [resigned](https://osk.example/a.b). She <b>left</b> Osk.<!-- check. This -->"
    assert said(text) == ["The **mayor** [resigned](https://osk.example/a.b).", "She <b>left</b> Osk."]


def test_a_day_at_the_start_of_a_line_is_no_list_number() -> None:
    assert said("The talks began in Osk.\n\n12. January was the last day.")[1] == "12. January was the last day."


# --- furniture ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("See also\u00a0 Five ferries lost in a year! What is behind it", "page furniture"),
        ("Related: Ferry sinks off Lume", "page furniture"),
        ("ADVERTISEMENT", "page furniture"),
        ("![The harbour](harbour.jpg)", "markup"),
        ("* [Ferry sinks](https://osk.example/1) | [Mayor quits](https://osk.example/2)", "link list"),
        ("We use cookies to improve your experience.", "page furniture"),
        ("Copyright 2024 Osk Courier. All rights reserved.", "page furniture"),
        ("<!-- 1,200 words -->", "markup"),
        ("By Ana Pell and Tom Orr", "byline"),
        ("Updated: March 3, 2024, 5:40 p.m. GMT", "time stamp"),
        ("OSK | Sun Mar 3, 2024 8:13am EST", "time stamp"),
        ("PORT LUME | March 3, 2024", "time stamp"),
        ("* * *", "markup"),
    ],
)
def test_what_stands_beside_the_article_is_left_out_and_named(line: str, why: str) -> None:
    text = f"The ferry sank off Osk.\n\n{line}\n\nNobody was hurt."
    assert said(text) == ["The ferry sank off Osk.", "Nobody was hurt."]
    assert why in {reason for _, reason in left_out(text)}


@pytest.mark.parametrize(
    "line",
    [
        "Related charges were dropped on Monday.",
        "More ships were sent to Osk.",
        "The minister also said that cookies were sold at the fair.",
        "Sources said the ferry was old.",
        "Video showed the ferry sinking.",
        "May 2024 was the wettest month in Osk.",
    ],
)
def test_sentences_that_only_look_like_furniture_stay(line: str) -> None:
    assert line in said(f"The ferry sank off Osk.\n\n{line}\n\nNobody was hurt.")


def test_a_user_can_name_furniture_of_his_own() -> None:
    text = "The ferry sank.\n\nOsk Courier is free for all"
    config = Config(lexicon={"furniture": {"openers": ["osk courier is"]}})
    assert [s.text for s in split(Article("a.txt", text), config)] == ["The ferry sank."]
    assert len(said(text)) == 2


def test_a_lexicon_may_hold_what_json_does_not_know() -> None:
    words = MappingProxyType({"openers": ["osk courier is"], "since": date(2024, 3, 1)})
    config = Config(lexicon={"furniture": words})
    assert [s.text for s in split(Article("a.txt", "It sank.\n\nOsk Courier is free"), config)] == ["It sank."]


# --- the edges of paragraphs --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "dateline",
    [
        "OSK (Reuters) - ",
        "OSK, March 3 (Reuters) - ",
        "OSK March 3 (Reuters) - ",
        "NEW OSK Mar 3 (AP) - ",
        "PORT LUME, N.Y. — ",
        "Osk (AFP) – ",
        "Sunday, 3 March 2024 (ONA)_ ",
        "OSK, March 3. /TASS/. ",
        "(CNN) ",
        "OSK -- ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str) -> None:
    text = f"{dateline}The ferry sank on Friday.\n\nNobody was hurt."
    assert said(text) == ["The ferry sank on Friday.", "Nobody was hurt."]
    assert (dateline.strip(), "dateline") in left_out(text)


@pytest.mark.parametrize(
    "text",
    ["NATO – the alliance – met in Osk.", "March 3 - Talks began in Osk.", "Osk - The city of bridges flooded."],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert said(text) == [text]


def test_a_name_and_office_behind_a_quotation_speak_for_its_paragraph() -> None:
    text = (
        "Trade minister Ana Pell spoke in Osk.\n\n"
        "The talks were long and hard. We will go on in a matter of days or even weeks Ana Pell Minister of Trade\n\n"
        "Nobody else spoke."
    )
    statements = split(Article("a.txt", text), Config())
    assert [(s.text, s.block, s.speaker) for s in statements[1:]] == [
        ("The talks were long and hard.", Block.QUOTE, "Ana Pell"),
        ("We will go on in a matter of days or even weeks", Block.QUOTE, "Ana Pell"),
        ("Ana Pell Minister of Trade", Block.QUOTE, None),
        ("Nobody else spoke.", Block.BODY, None),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The talks in Osk on March", "12 will last two days."),
        ("The vote on May 3 and the debate", "on May 5 will be open to all."),
        ("The minister praised the", "Lume Accord of 2020."),
        ("Talks in Lume on March, officials hope, will help.", "12 and on March 14 in Osk, they resume."),
    ],
)
def test_a_sentence_broken_over_paragraphs_is_one_statement(first: str, second: str) -> None:
    text = f"{first}\n\n{second}"
    assert said(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The ferry sank off Osk.", "12 people were hurt."),
        ("The ferry sank on March 3.", "13 were hurt."),
        ("The ferry sank off Osk.", "eBay removed the pictures."),
        ("The minister said:", "we are ready."),
        ("Ferry sinks off Osk", "The ferry was old."),
    ],
)
def test_paragraphs_that_are_whole_stay_apart(first: str, second: str) -> None:
    assert said(f"{first}\n\n{second}") == [first, second]


# --- the seeds ----------------------------------------------------------------------------------------------------


def test_the_sentence_that_the_seed_breaks_over_three_paragraphs_is_one() -> None:
    whole = next(s for s in seed("004") if s.text.startswith("The upcoming NATO talks"))
    assert whole.text.count("\n\n") == 2
    assert whole.text.endswith(
        "13 will determine if there is sufficient groundwork to continue discussions on security guarantees."
    )
    assert whole.speaker == "Sergey Ryabkov"


def test_names_and_offices_in_the_seed_are_statements_of_their_own() -> None:
    offices = [s.text for s in seed("001") if s.block is Block.QUOTE and s.speaker is None]
    assert offices == [
        "Sergey Ryabkov Deputy Foreign Minister of Russia",
        "Sergey Ryabkov Deputy Foreign Minister of the Russian Federation",
        "Sergey Ryabkov Deputy Foreign Minister of Russia",
        "Ned Price State Department spokesman",
        "Wendy Sherman First Under Secretary of State",
        "Wendy Sherman First Deputy Secretary of State of the United States",
    ]


def test_headings_in_the_seed() -> None:
    assert [s.text for s in seed("001") if s.block is Block.HEADING] == [
        "7.5 hours negotiations between representatives of Russia and the United States in Geneva lasted",
        "How did you assess the negotiations in the United States?",
        "The negotiations lasted almost 8 hours",
    ]


def test_the_seed_without_blank_lines_has_its_dateline_apart() -> None:
    statements = seed("002")
    assert statements[0].text.startswith("On the eve of the Geneva meeting")
    assert len({s.paragraph for s in statements}) == 15


def test_see_also_in_the_seed_is_left_out() -> None:
    assert not any("331" in s.text for s in seed("000"))


# --- any text -----------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(
            "The king left Osk.",
            "He said no",
            "12 and",
            "according to Ana Pell,",
            "“We",
            "go.”",
            "U.S.",
            "a.m.",
            "said: ",
        ),
        *("OSK (AP) - ", "if", "denied that", "Minister of Trade", "Ana Pell", "See also"),
        *("\n", "\n\n", "\r\n", " ", ". ", "…", "?", "- ", "# ", "> ", "**", "](", "[", "![", "<!--", "-->", "<b>"),
        *("''", '"', "‘", "’", "(", ")", ";", "\u200b", "\u00a0", "😀", "é", "\ud800", "\x00", "١٢ "),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=40).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("")
@example("\n")
def test_statements_are_ordered_disjoint_true_and_trimmed(text: str) -> None:
    statements = split(Article("a.txt", text), Config())
    position = 0
    for index, statement in enumerate(statements):
        assert statement.index == index
        assert statement.span.start >= position
        assert statement.text == text[statement.span.start : statement.span.end]
        assert statement.text == statement.text.strip()
        assert any(sign.isalnum() for sign in statement.text)
        position = statement.span.end
    assert [s.paragraph for s in statements] == sorted(s.paragraph for s in statements)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_letter_is_in_a_statement_or_named_as_left_out(text: str) -> None:
    statements, rest = split_with_rest(Article("a.txt", text), Config())
    covered = {i for part in (*statements, *rest) for i in range(part.span.start, part.span.end)}
    assert [text[i] for i in range(len(text)) if text[i].isalnum() and i not in covered] == []


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_splitting_twice_gives_the_same(text: str) -> None:
    article = Article("a.txt", text)
    assert split(article, Config()) == split(article, Config())


@pytest.mark.parametrize(
    "unit",
    [
        *(".", "(", '"', "''", "“‘", "a", "word ", "[a](", "<!-- ", "a\n", "12 and\n\n", "A. ", "*a "),
        *(
            "he said ",
            "according to ",
            "Ana ",
            "Ana Pell said. ",
            "Minister Pell, the minister, said, ",
            "if deny that ",
        ),
    ],
)
def test_a_long_hostile_text_is_split_without_loss(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    statements, rest = split_with_rest(Article("a.txt", text), Config())
    inside = sum(sum(map(str.isalnum, part.span.of(text))) for part in statements)
    dropped = sum(sum(map(str.isalnum, part.span.of(text))) for part in rest)
    assert inside <= sum(map(str.isalnum, text)) <= inside + dropped
