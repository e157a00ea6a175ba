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
from factcheck.model import Article, Finding, Pair, Report, Run, Severity, Side, Span, Verdict
from factcheck.selftest._edits import EDITS
from factcheck.selftest._others import Others
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
        ("number", f"It weighed {'7' * 5000} tons.", []),
        ("number", "The 37-year-old left.", ["The 52-year-old left."]),
        ("number", "The queue at Terminal 2 and on Route 9 was long.", []),
        ("number", "10 On Your Side asked 40 people.", ["10 On Your Side asked 56 people."]),
        ("number", "About 40 came; on Friday 30 left.",
         ["About 56 came; on Friday 30 left.", "About 40 came; on Friday 42 left."]),
        # what could still be true beside the original
        ("number", "More than 20 shots, at least 30 calls, up to $40, and five to six guards.", []),
        ("unit", "It lay less than 10 feet away, and was about 10 feet deep.",
         ["It lay less than 10 feet away, and was about 10 meters deep."]),
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
        ("negation", "They asked whether it was closed.", []),
    ],
)  # fmt: skip
def test_what_is_falsified_and_how(kind, text, wrong):
    assert falsified(kind, text) == wrong


def test_kinds_take_turns_where_few_sentences_may_be_falsified():
    text = " ".join(f"They met {n} guests on Monday, and the {n} rooms were closed." for n in range(30, 42))
    said = [statement(article(text), one) for one in text.replace(". ", ".|").split("|")]
    possible = {kind: [e for s in said for e in EDITS[kind](s, NOBODY)] for kind in ("number", "weekday", "negation")}
    assert [edit.kind for edit in selftest._chosen(possible, said, 25)] == ["negation", "weekday", "number"]


def said_and_tagged():
    one = article("Mayor Ann Lee was in Oslo when Ben Voss of Kent County left for Norway.", "a.txt")
    two = article("Carl Moe left the Mercy at Bergen, in the south of Sweden.", "b.txt")
    said = [statement(one), statement(two)]
    tagged = [named(one, PER, "Ann Lee", "Ben Voss"), named(two, PER, "Carl Moe")]
    tagged[0] += named(one, LOC, "Oslo", "Kent County", "Norway")
    tagged[1] += named(two, LOC, "Mercy", "Bergen", "Sweden")
    return said, tagged


def named(whole, label, *names):
    found = [(whole.text.index(name), name) for name in names]
    return [Entity(Span(start, start + len(name)), label, name) for start, name in found]


def test_a_person_gets_the_family_name_of_somebody_from_another_article():
    said, tagged = said_and_tagged()
    edits = list(EDITS["name"](said[0], Others.of(said, tagged)))
    assert [(e.span.of(said[0].article.text), e.instead) for e in edits] == [("Lee", "Moe"), ("Voss", "Moe")]
    alone = EDITS["name"](said[0], Others.of(said[:1], tagged[:1]))
    assert [e.instead in said[0].article.text for e in alone] == [False, False]


def test_a_town_is_put_in_for_a_town_and_a_country_for_a_country():
    said, tagged = said_and_tagged()
    edits = list(EDITS["place"](said[0], Others.of(said, tagged)))
    assert [(e.span.of(said[0].article.text), e.instead) for e in edits] == [
        ("Oslo", "Bergen")
    ]  # the rest is no "where"
    away = article("She went from Norway to a farm in Kent County near Main Street at Gate 7.", "c.txt")
    there = [statement(away)]
    own = named(away, LOC, "Norway", "Kent County", "Main Street", "Gate 7")
    edits = list(EDITS["place"](there[0], Others.of([*there, *said], [own, *tagged])))
    where = {e.span.of(away.text): e.instead for e in edits}
    assert where["Norway"] == "Sweden"
    assert where["Kent County"].endswith(" County")
    assert where["Kent County"] != "Kent County"
    assert not {"Main Street", "Gate 7"} & set(where)


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


def planted_in(one: str, sentence: str) -> tuple[selftest.Planted, Article]:
    copy, (planted,) = selftest._copy([next(EDITS["number"](statement(article(one, "a.md"), sentence), NOBODY))])
    return planted, copy


def finding_of(*sides: Side, verdict=Verdict.CONTRADICTION) -> Finding:
    pairs = tuple(Pair(0, n, verdict, "r", "they differ") for n in range(1, len(sides)))
    return Finding("0" * 16, "quantity", verdict, Severity.MAJOR, 0.9, "r", "How many?", "they differ", sides, pairs)


def side_of(whole: Article, sentence: str, value: str) -> Side:
    start = whole.text.index(sentence)
    at = start + sentence.index(value)
    return Side(whole, Span(start, start + len(sentence)), Span(at, at + len(value)), value, value)


def judged(planted, *findings):
    return selftest._judged(planted, Report(run=Run("1", "x"), articles=(), findings=findings))


def test_an_error_is_caught_also_where_another_sentence_stands_for_its_original():
    """Sentences of one article with one value are one side, shown by one of them."""
    text = "A crowd of 40 people came. Later 40 people ate bread."
    planted, copy = planted_in(text, "A crowd of 40 people came.")
    wrong = side_of(copy, "A crowd of 56 people came.", "56 people")
    other = side_of(planted.edit.statement.article, "Later 40 people ate bread.", "40 people")
    assert judged(planted, finding_of(wrong, other)).caught
    third = side_of(article("In all 40 people came.", "c.md"), "In all 40 people came.", "40 people")
    assert judged(planted, finding_of(third, wrong)).caught


def test_a_contradiction_that_was_there_before_does_not_count():
    text = "On Monday 40 people came. It rained."
    planted, copy = planted_in(text, "On Monday 40 people came.")
    day = side_of(copy, "On Monday 56 people came.", "Monday")
    third = side_of(article("On Friday 40 people came.", "c.md"), "On Friday 40 people came.", "Friday")
    assert not judged(planted, finding_of(day, third)).caught
    rain = side_of(copy, "It rained.", "rained")
    assert judged(planted, finding_of(rain, third)).outcome is None
    wrong = side_of(copy, "On Monday 56 people came.", "56 people")
    own = side_of(planted.edit.statement.article, "On Monday 40 people came.", "40 people")
    assert judged(planted, finding_of(wrong, own, verdict=Verdict.UNDECIDED)).outcome is Verdict.UNDECIDED


def test_errors_go_into_sentences_and_into_each_only_once(run):
    twice = "A crowd of 40 people came to the square on the river."
    other = "Contact Ann Lee with 3 hints: @annlee.\n\n2 of 12 Photo CLOSE the 7 boats at the old pier"
    for name in ("one", "two"):
        Path(f"articles/{name}.md").write_text(f"---\ndate: 2026-03-02\n---\n{twice}\n\n{other}\n")
    assert run("selftest", "articles", "-q", "-o", "s.json")[0] == 0
    planted = json.loads(Path("s.json").read_text())["planted"]
    assert [p["text"] for p in planted] == [twice]
