import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Article, Side, Span
from factcheck.presentation import words
from factcheck.presentation.passages import differing, opposed, passage, runs
from tests.report.fixtures import article, bridge, side

WORDS = ("Nine", "boats", "ships", "sank", ",", "burnt", ".", "near", "the", "pier", "two")
sentence = st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join)


@st.composite
def sides(draw: st.DrawFn) -> Side:
    text = draw(sentence)
    before, after = draw(sentence), draw(sentence)
    start = len(before) + 1
    value = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    where = Article("a.txt", f"{before} {text} {after}")
    return Side(where, Span(start, start + len(text)), Span(start + value[0], start + value[1]), "v", "v")


@given(sides(), sides())
def test_runs_put_together_are_the_statement(one: Side, other: Side) -> None:
    cut = runs(one, other)
    assert "".join(run.text for run in cut) == one.text
    assert "".join(run.text for run in cut if run.value) == one.surface


@given(sides(), st.integers(0, 60))
def test_a_passage_is_a_stretch_of_its_article(one: Side, width: int) -> None:
    shown = passage(one, width=width)
    whole = shown.before + one.text + shown.after
    assert whole in one.article.text
    assert shown.cut_before is (one.span.start > len(shown.before))
    assert shown.cut_after is (one.span.end + len(shown.after) < len(one.article.text))
    assert len(shown.before) <= width
    assert len(shown.after) <= width


@given(sentence)
def test_nothing_differs_from_itself(text: str) -> None:
    assert differing(text, text.upper()) == ()


def test_the_words_that_differ_are_found() -> None:
    text, other = "The mayor said nine boats sank.", "The mayor said seven boats had sank."
    assert [text[a:b] for a, b in differing(text, other)] == ["nine"]
    assert [other[a:b] for a, b in differing(other, text)] == ["seven", "had"]


def test_the_shape_of_quotation_marks_is_no_difference() -> None:
    assert differing("The mayor's boats “sank”.", 'The mayor’s boats "sank".') == ()


def test_statements_with_little_in_common_are_not_marked_all_over() -> None:
    assert differing("Nine boats sank off the pier.", "It has 9, officials told a radio station") == ()


def test_statements_too_long_for_the_matcher_are_left_unmarked() -> None:
    text = "word " * 100_000
    assert differing(text, f"other {text}") == ()


def test_a_value_that_reaches_beyond_its_statement_is_cut() -> None:
    where = article("a.txt", "Nine boats sank.", "More came.")
    odd = Side(where, Span(0, 16), Span(0, 25), "9", "9")
    assert "".join(run.text for run in runs(odd)) == "Nine boats sank."


def test_the_pair_to_see_first_is_the_one_the_reason_tells() -> None:
    dead = bridge().findings[0]
    assert opposed(dead) == (1, 2)


def test_a_finding_with_one_side_is_a_fault() -> None:
    from dataclasses import replace

    with pytest.raises(ValueError, match="not two"):
        opposed(replace(bridge().findings[0], sides=bridge().findings[0].sides[:1]))


def test_a_side_knows_its_words() -> None:
    where = article("a.txt", "Nine boats sank.")
    assert side(where, "Nine boats sank.", "Nine boats", "9 boats", "x").surface == "Nine boats"


@pytest.mark.parametrize(
    ("number", "noun", "told"),
    [(1, "finding", "1 finding"), (2, "story", "2 stories"), (3, "day", "3 days"), (1200, "pair", "1,200 pairs")],
)
def test_counting(number: int, noun: str, told: str) -> None:
    assert words.counted(number, noun) == told


def test_confidence_in_words() -> None:
    assert [words.certainty(c) for c in (0.95, 0.9, 0.7, 0.5)] == ["very likely", "very likely", "likely", "possible"]


def test_a_reason_without_its_probability() -> None:
    assert words.blind("15, then 13; too uncertain to call (43%)") == "15, then 13"
    assert words.blind("15, then 13.") == "15, then 13."


@pytest.mark.parametrize(
    ("paths", "folder"),
    [
        (["a/b/1.txt", "a/c/2.txt"], "a"),
        (["1.txt", "2.txt"], "."),
        (["1.txt", "a/2.txt"], "."),
        (["/a/x y/1.txt", "/a/x y/2.txt"], "'/a/x y'"),
        (["news.jsonl#7", "news.jsonl#8"], "."),
        (["a/news.jsonl#2031/03/1", "a/news.jsonl#2031/03/2"], "a"),
        (["a/news.ndjson.gz#2031/03/1", "a/news.NDJSON#2031/03/2"], "a"),
        (["a#b/news.json#7"], "'a#b'"),
        (["/a/1.txt", "b/2.txt"], "PATHS"),
        ([], "PATHS"),
        (["a\u202eb/1.txt"], "PATHS"),
        (["$(reboot)/1.txt"], "'$(reboot)'"),
    ],
)
def test_the_folder_that_holds_the_articles_is_told_safe_for_a_shell(paths: list[str], folder: str) -> None:
    assert words.common_folder(paths) == folder
