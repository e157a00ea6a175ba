"""Errors planted in articles about things that never happened."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import selftest
from factcheck.config import Config
from factcheck.entities import LOC, PER, Entity
from factcheck.errors import UsageError
from factcheck.model import Span
from factcheck.selftest._edits import EDITS, Others
from tests.factories import article, statement
from tests.test_cli_gate import run

__all__ = ["run"]
NOBODY = Others({}, {})


def falsified(kind: str, text: str, others: Others = NOBODY) -> list[str]:
    edits = EDITS[kind](statement(article(text)), others)
    return [text[: e.span.start] + e.instead + text[e.span.end :] for e in edits]


@pytest.mark.parametrize(
    ("kind", "text", "wrong"),
    [
        ("number", "The bridge cost 40 million marks.", ["The bridge cost 56 million marks."]),
        (
            "number",
            "It drew 12,500 people and 7 dogs.",
            ["It drew 17,500 people and 7 dogs.", "It drew 12,500 people and 10 dogs."],
        ),
        ("number", "Only three people came.", ["Only seven people came."]),
        ("number", "It rose by 7.5 percent.", ["It rose by 10.5 percent."]),
        ("number", "In 2031, on May 4 at 9:40, Covid-19 and G7 met on 4 May at 7 p.m.", []),
        (
            "unit",
            "It took 7.5 hours and 2 million marks.",
            ["It took 7.5 minutes and 2 million marks.", "It took 7.5 hours and 2 billion marks."],
        ),
        ("unit", "They waited for hours.", []),
        (
            "date",
            "They met on May 4 and 30 June 2031.",
            ["They met on May 7 and 30 June 2031.", "They met on May 4 and 27 June 2031."],
        ),
        ("date", "May 2031 was warm.", []),
        ("weekday", "They met on Saturday.", ["They met on Monday."]),
        ("negation", "The bridge was closed and had moved.", ["The bridge was not closed and had moved."]),
        ("negation", "The bridge was not closed.", ["The bridge was closed."]),
        ("negation", "It was never closed, and nothing moved.", []),
    ],
)  # fmt: skip
def test_what_is_falsified_and_how(kind, text, wrong):
    assert falsified(kind, text) == wrong


def test_names_and_places_are_swapped_with_those_of_other_articles():
    one, two = article("Mayor Ann Lee was in Orrin.", "a.txt"), article("Ben Voss left Tarn.", "b.txt")
    said = [statement(one), statement(two)]
    tagged = [
        (Entity(Span(6, 13), PER, "Ann Lee"), Entity(Span(21, 26), LOC, "Orrin")),
        (Entity(Span(0, 8), PER, "Ben Voss"), Entity(Span(14, 18), LOC, "Tarn")),
    ]
    others = Others.of(said, tagged)
    assert [e.instead for e in EDITS["name"](said[0], others)] == ["Voss"]
    assert [e.span.of(one.text) for e in EDITS["name"](said[0], others)] == ["Lee"]
    assert [e.instead for e in EDITS["place"](said[0], others)] == ["Tarn"]
    alone = Others.of(said[:1], tagged[:1])
    assert [e.instead in one.text for e in EDITS["name"](said[0], alone)] == [False]


WORDS = st.sampled_from(
    [
        "On",
        "Monday",
        "May",
        "4",
        "7",
        "2,500",
        "hours",
        "million",
        "was",
        "not",
        "is",
        "people",
        "Covid-19",
        "3:40",
        "(9)",
    ]
)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14), st.sampled_from(sorted(EDITS)))
def test_every_edit_changes_its_own_words_only(words, kind):
    text = " ".join(words)
    for edit in EDITS[kind](statement(article(text)), NOBODY):
        assert edit.span.of(text) != edit.instead
        assert 0 <= edit.span.start <= edit.span.end <= len(text)


def test_a_copy_turns_back_into_the_article_and_its_errors_stand_where_they_are_said_to():
    text = "On Monday 40 people came.\n\nIt was cold in Orrin that day. It cost 7 million marks."
    whole = article(text)
    said = [statement(whole, part) for part in ("On Monday 40 people came.", "It cost 7 million marks.")]
    edits = [next(EDITS["number"](s, NOBODY)) for s in said]
    copy, planted = selftest._copy(edits)
    assert copy.text == text.replace("40", "56").replace("7", "10")
    assert copy.path != whole.path
    assert copy.label != whole.label
    assert [p.sentence.of(copy.text) for p in planted] == ["On Monday 56 people came.", "It cost 10 million marks."]


def test_wilson():
    low, high = selftest.interval(9, 10)
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert selftest.interval(0, 0) == (0.0, 1.0)


ARTICLE = """Mayor Ada Holm opened the Rivenford library on the market square after long work by local builders.
The new library building cost 12 million euros, the council said in its yearly report.

The library lends books to readers from the whole valley, according to its director.
A crowd of 300 people watched the mayor cut the ribbon in front of the main door.
Rain kept the town band from playing its march at the end of the ceremony.

Builders from the valley laid the floor and raised the roof before the snow came.
The old reading room behind the church stays open for the pupils of the school.
Children from the school sang a song about the river and the mill.
The director thanked the builders and the readers who gave books from their homes.
A bakery on the square sold bread and tea to the guests.
The roof of the hall leaked during the ceremony, and buckets stood on the stairs.
The band promised to play its march at the next market.
"""


def test_planted_numbers_are_caught_and_untouched_sentences_raise_no_alarm(run):
    Path("articles/one.md").write_text(f"---\ndate: 2026-03-02\n---\n{ARTICLE}")
    Path("articles/two.md").unlink()
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    code, out, _ = run("selftest", "articles", "--per-kind", "3", "-o", "-", "-q")
    assert code == 0
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    assert "| error | planted | caught |" in out
    assert run("selftest", "articles", "--per-kind", "3", "-q")[1] == out
    run("selftest", "articles", "--per-kind", "3", "-q", "-o", "s.json")
    found = json.loads(Path("s.json").read_text())
    assert found["kinds"]["number"] == {"planted": 1, "caught": 1}
    assert found["kinds"]["unit"] == {"planted": 1, "caught": 1}
    assert found["false_alarms"] == []
    # scales of numbers aside, nothing else is compared when only quantities are asked for
    assert [p["verdict"] for p in found["planted"] if p["kind"] not in ("number", "unit")] in ([], [None])


def test_articles_without_anything_to_falsify_exit_2(run):
    for path in Path("articles").iterdir():
        path.write_text("Nothing here.\n")
    code, _, err = run("selftest", "articles", "-q")
    assert code == 2
    assert "no sentence holds" in err


def test_no_articles():
    with pytest.raises(UsageError, match="no sentence"):
        selftest.run([], Config(kinds=("quantity",)))
