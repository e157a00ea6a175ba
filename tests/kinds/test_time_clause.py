"""Which event a date belongs to when a sentence dates several."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.config import Config
from factcheck.kinds.time import Times
from factcheck.model import Article, Span, Statement


def clauses(text: str) -> list[tuple[str, str, str]]:
    article = Article("a.txt", text, published=date(2022, 1, 9))
    out = []
    for fact in Times(Config()).find([Statement(article, Span(0, len(text)))]):
        assert fact.clause is not None
        assert fact.clause.covers(fact.span)
        out.append((fact.surface, fact.about, fact.clause.of(text)))
    return out


def test_followed_by_and_and_divide_a_list_of_meetings() -> None:
    text = (
        "Russia and the United States are scheduled to discuss strategic stability in Geneva on January 10, followed "
        "by a NATO-Russia Council meeting in Brussels on January 12 and a meeting of the OSCE in Vienna on January 13."
    )
    geneva, brussels, vienna = clauses(text)
    assert "Brussels" not in geneva[1] + vienna[1]
    assert brussels[1] == "NATO-Russia Council meeting Brussels"
    assert vienna[1] == "meeting OSCE Vienna"


def test_two_full_clauses_keep_their_own_words() -> None:
    text = (
        "The council is scheduled to meet in Tallinn on Wednesday, and delegates of a union will meet in Riga Thursday"
    )
    council, union = clauses(text)
    assert council[1] == "council meet Tallinn"
    assert union[1] == "delegates union meet Riga"


def test_an_elliptic_tail_borrows_the_event() -> None:
    first, second = clauses("The harbour talks are on January 12 in Tallinn and on January 13 in Riga.")
    assert "talks" in first[1]
    assert "talks" in second[1]
    assert "Riga" in second[1]
    assert "Tallinn" not in second[1]


def test_a_possessive_date_belongs_to_its_noun() -> None:
    ((_, about, clause),) = clauses("The minister described Monday's harbour talks in Riga as difficult.")
    assert about == "harbour talks Riga"
    assert clause == "Monday's harbour talks in Riga"


def test_a_speaker_is_not_the_event() -> None:
    ((_, about, _),) = clauses("The ferry will sail from Riga on Thursday, the harbour master said.")
    assert about == "ferry sail Riga"
    ((_, about, _),) = clauses("Officials said the ferry was lost on Friday.")
    assert about == "ferry lost"


def test_a_date_beside_the_verb_of_saying_dates_the_saying() -> None:
    ((_, about, clause),) = clauses("On Friday, Anna Berg said the ferry was safe.")
    assert about == "Anna Berg"
    assert clause == "On Friday, Anna Berg said"


def test_a_relative_clause_takes_its_antecedent() -> None:
    first, second = clauses("Sunday's walk opened a series of harbour talks, which will continue on Monday.")
    assert first[1] == "walk"
    assert "harbour talks" in second[1]


@pytest.mark.parametrize("text", ["On Monday.", "Monday", "Monday and Tuesday", "'Monday's", "(Monday)"])
def test_scraps_do_not_fail(text: str) -> None:
    assert clauses(text)
