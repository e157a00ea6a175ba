"""What a run tells of what it read and could not check."""

from datetime import date

import pytest

from factcheck import check, pipeline
from factcheck.encoding import models_folder
from factcheck.model import Article, Origin
from factcheck.pairing import Told
from factcheck.stories import Links, vocabulary_of
from factcheck.unchecked import unchecked
from factcheck.words import Words
from tests.factories import fact, statement

TEXT = "The ferry left the harbour of Osk with nine people on board and came back to the island in the evening."
DATED = Article("a.txt", TEXT, published=date(2025, 3, 4), published_from=Origin.HEADER)
UNDATED = Article("b.txt", TEXT)


@pytest.fixture(scope="module")
def words():
    return Words.load(models_folder())


def remarks(told, words):
    links = Links({(0, 1): 0.9} if len(told) > 1 else {})
    return [(s.path, s.what, s.reason) for s in unchecked(told, [vocabulary_of(t.article) for t in told], links, words)]


def test_what_has_a_date_and_a_neighbour_and_not_too_many_facts_needs_no_remark(words):
    assert remarks([Told(DATED, (), {}), Told(DATED, (), {})], words) == []


def test_an_article_alone_and_without_a_date_is_told_to_be_so(words):
    (date_, alone) = remarks([Told(UNDATED, (), {})], words)
    assert date_[:2] == ("b.txt", "date")
    assert alone == ("b.txt", "comparison", "only one article was given; compared with itself only")


def test_facts_beyond_the_most_that_are_compared_are_counted_by_kind(words):
    kept = [fact(statement(DATED), "nine")]
    (found,) = remarks([Told(DATED, (), {"word": kept}, {"word": 1200}), Told(DATED, (), {})], words)
    assert found[:2] == ("a.txt", "facts")
    assert found[2].startswith("more than 1 facts of kind word: the last 1,200 were not compared")


def test_a_run_compares_the_first_facts_of_an_endless_text_and_lists_the_others(monkeypatch):
    monkeypatch.setattr(pipeline, "_MOST", 3)
    sold = Article("sold.txt", " ".join(f"On day {n} the shop in Osk sold {n * 7} red kites." for n in range(2, 12)))
    report = check([sold])
    (found,) = [s for s in report.skipped if s.what == "facts" and "quantity" in s.reason]
    assert "more than 3 facts" in found.reason
    assert report.run.counts["quantity facts"] == 3
