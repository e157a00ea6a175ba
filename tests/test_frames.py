import pytest

from factcheck.entities import LOC, Entity
from factcheck.frames import MASK, framed, frames
from factcheck.model import Block, Fact, Span, Statement
from tests.factories import Word, article, statement

TEXT = "Talks in Oslo\n\nMinisters met in Oslo on Monday and will meet in Rome on Friday. They spoke for two hours."
A = article(TEXT, title="A week of talks")


def said(words: str, index: int, block: Block = Block.BODY) -> Statement:
    start = TEXT.index(words)
    return Statement(A, Span(start, start + len(words)), index=index, block=block)


HEADING = said("Talks in Oslo", 0, Block.HEADING)
MET = said("Ministers met in Oslo on Monday and will meet in Rome on Friday.", 1)
SPOKE = said("They spoke for two hours.", 2)


def dated(word: str, clause: str | None = None) -> Fact:
    start = TEXT.index(word)
    part = Span(TEXT.index(clause), TEXT.index(clause) + len(clause)) if clause else None
    return Fact(MET, "time", Word(word), Span(start, start + len(word)), clause=part)


def test_the_value_is_masked_and_its_neighbours_left_out():
    (frame, _) = frames([dated("Monday"), dated("Friday")], [HEADING, MET, SPOKE])
    assert frame.clause == "Ministers met in Oslo on [time] and will meet in Rome on …."


def test_a_value_in_a_clause_of_its_own_is_known_by_that_clause():
    (frame,) = frames([dated("Friday", "will meet in Rome on Friday")], [HEADING, MET, SPOKE])
    assert frame.clause == "will meet in Rome on [time]"
    assert frame.context.startswith("Talks in Oslo ")


def test_the_context_is_the_heading_else_the_sentence_before_else_the_title():
    hours = Fact(SPOKE, "quantity", Word("two hours"), Span(TEXT.index("two"), TEXT.index("two") + 9))
    assert frames([hours], [HEADING, MET, SPOKE])[0].context == "Talks in Oslo They spoke for [quantity]."
    assert frames([hours], [MET, SPOKE])[0].context == f"{MET.text} They spoke for [quantity]."
    assert frames([hours], [SPOKE])[0].context == "A week of talks They spoke for [quantity]."


@pytest.mark.parametrize("kind", ["quantity", "time", "name", "of-a-third-party"])
def test_what_is_asked_is_the_sentence_in_its_surroundings_with_a_gap(kind: str):
    hours = Fact(SPOKE, kind, Word("two hours"), Span(TEXT.index("two"), TEXT.index("two") + 9))
    assert frames([hours], [HEADING, MET, SPOKE])[0].asked == f"Talks in Oslo They spoke for {MASK} (word)."


def test_a_value_that_fills_its_statement_leaves_nothing_to_ask_about():
    claim = Fact(SPOKE, "claim", Word("They spoke for two hours."), SPOKE.span)
    assert frames([claim], [HEADING, MET, SPOKE])[0].asked == ""


def test_another_value_gives_the_same_frame():
    other = article(TEXT.replace("two hours", "7.5 hours"))
    start = other.text.index("They")
    spoke = Statement(other, Span(start, len(other.text)), index=2)
    long = Fact(spoke, "quantity", Word("7.5 hours"), Span(other.text.index("7.5"), other.text.index("7.5") + 9))
    short = Fact(SPOKE, "quantity", Word("two hours"), Span(TEXT.index("two"), TEXT.index("two") + 9))
    assert frames([long], [spoke])[0].clause == frames([short], [SPOKE])[0].clause


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("The storm killed 6 people in Haiti and 11 people in Cuba.", [("Haiti",), ("Cuba",)]),
        ("In Haiti 6 people died, and 11 people died in Cuba.", [(), ("Cuba",)]),
        ("The storm killed 6 people, the mayor of Lume said, and 11 were hurt.", [(), ()]),
        ("Some 6 boats sank near Osk and Lume; 11 came home.", [("Osk", "Lume"), ()]),
        ("The 6 ships left for Osk with 11 sailors.", [(), ()]),
    ],
)
def test_the_places_told_right_after_a_value_are_where_it_was_counted(text, where):
    told = statement(article(text))
    facts = [Fact(told, "quantity", Word(n), Span(text.index(n), text.index(n) + len(n))) for n in ("6", "11")]
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in PLACES if name in text]
    named = {told.index: [Entity(span, LOC, span.of(text)) for span in spans]}
    assert [item.where for item in framed(0, facts, [told], named)] == where


PLACES = ("Haiti", "Cuba", "Osk", "Lume")
