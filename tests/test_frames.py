import pytest

from factcheck.frames import MASK, frames
from factcheck.model import Block, Fact, Span, Statement
from tests.factories import Word, article

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
