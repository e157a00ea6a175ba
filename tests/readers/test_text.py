import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.errors import InputError
from factcheck.model import Origin
from factcheck.readers.text import Text
from factcheck.report.text import render
from tests.readers.fixtures import article_of, one, split
from tests.report.fixtures import bridge

BODY = "The Orrin bridge closed on Friday, the city said.\n\nIt was built in 1904."
NO_SURROGATES = st.characters(exclude_categories=["Cs"])


def test_the_date_line_of_the_seeds_is_not_in_the_text():
    article = one(Text(), " date 2031-05-04 " + BODY)
    assert (article.text, article.published, article.published_from) == (BODY, date(2031, 5, 4), Origin.HEADER)


@pytest.mark.parametrize(
    "prefix",
    ["date 2031-05-04 ", "Date: 2031-05-04\n\n", " date 2031-05-04\r\n\r\n", "\ndate 2031-05-04T10:00:00Z "],
)
def test_the_date_line_may_stand_alone(prefix):
    article = one(Text(), prefix + BODY)
    assert (article.text, article.published) == (BODY, date(2031, 5, 4))


def test_a_date_line_with_no_such_day_is_told():
    articles, skipped = split(Text(), " date 2031-13-45 " + BODY, "a.txt")
    assert [article.published for article in articles] == [None]
    assert [(item.path, item.what) for item in skipped] == [("a.txt", "date")]
    assert "2031-13-45" in skipped[0].reason
    assert "write it as" in skipped[0].reason


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_header_lines(end):
    header = end.join(
        (
            "Title: Bridge closes",
            "Source: Harbour Post",
            "Date: May 4, 2031",
            "URL: https://post.example/b",
            "By: A. L.",
        )
    )
    article = one(Text(), header + end + end + BODY)
    assert article.text == BODY
    assert (article.title, article.source) == ("Bridge closes", "Harbour Post")
    assert (article.url, article.published) == ("https://post.example/b", date(2031, 5, 4))


@pytest.mark.parametrize(
    "text",
    [
        "Source: a person close to the talks said that the bridge will close.\nMore text.",
        "Verdict: the bridge is safe.\n\nMore text.",
        "The date 2031-05-04 was set by the city.",
        "Dates were set.\n\nMore text.",
    ],
)
def test_sentences_are_no_headers(text):
    assert one(Text(), text).text == text


def test_a_first_line_apart_is_the_title_and_stays_in_the_text():
    article = one(Text(), "Bridge closes for three weeks\r\n\r\nThe bridge closed.")
    assert article.title == "Bridge closes for three weeks"
    assert article.text.startswith(article.title)


@pytest.mark.parametrize(
    "text", [BODY, "Bridge closes\nThe bridge closed.", "Bridge closes", "May 4, 2031\n\nIt closed."]
)
def test_other_first_lines_are_no_title(text):
    assert one(Text(), text).title == ""


def test_a_file_full_of_spaces_is_read_at_once():
    began = time.process_time()
    assert one(Text(), " " * 4000 + "The bridge closed.").title == ""
    assert time.process_time() - began < 2


@pytest.mark.parametrize("report", [bridge(), replace(bridge(), findings=())])
def test_our_own_report_is_no_article(report):
    articles, skipped = split(Text(), render(report), "r.txt")
    assert (articles, [(item.path, item.what) for item in skipped]) == ([], [("r.txt", "report")])


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_encodings(encoding):
    text = "The café on the quay closed on Friday, said the mayor of Malmö; a second one stays open."
    articles, _ = split(Text(), text.encode(encoding))
    assert [article.text for article in articles] == [text]


def test_text_of_another_alphabet_in_its_old_encoding():
    text = "Мост через реку закрыт с пятницы, сообщили в городе. Ремонт продлится три недели. " * 3
    articles, skipped = split(Text(), text.encode("cp1251"), "b.txt")
    assert [article.text for article in articles] == [text]
    assert [(item.path, item.what) for item in skipped] == [("b.txt", "encoding")]
    assert "save it as UTF-8" in skipped[0].reason


def test_a_guessed_encoding_is_told():
    _, skipped = split(Text(), "The café closed.".encode("latin-1"), "b.txt")
    assert [(item.path, item.what) for item in skipped] == [("b.txt", "encoding")]
    assert "cp1252" in skipped[0].reason


def test_a_broken_byte_does_not_spoil_the_rest():
    data = "The café, the “quay”, the Malmö ferry — all closed.".encode()[:-1] + b"\xff."
    articles, skipped = split(Text(), data, "b.txt")
    assert "“quay”, the Malmö ferry —" in articles[0].text
    assert "1 damaged bytes" in skipped[0].reason


@pytest.mark.parametrize(
    "data", [b"", b"  \r\n \t", b" date 2031-05-04 ", b"\xef\xbb\xbf", b"Title: A\nDate: 2031-05-04\n\n"]
)
def test_no_text_is_an_error(data):
    with pytest.raises(InputError, match="Empty; put the article's text into it"):
        list(Text().read(data, "a.txt"))


@given(st.text(NO_SURROGATES, min_size=1).filter(lambda text: text.strip() and "\0" not in text))
@example("a\r\nb\rc\n\u2028d\x85e\U0001f600 e\u0301 \u202eabc\u202c שלום")
@example(" date 2031-05-04 \r\n x")
@example("Title: a\rDate: b\r\rc")
def test_the_text_is_the_end_of_the_file_as_decoded(text):
    try:
        articles, _ = split(Text(), text.encode())
    except InputError as error:
        # control characters, or a header without an article
        assert "Binary" in str(error) or "Empty" in str(error)  # noqa: PT017
        return
    assert len(articles) == 1
    assert text.removeprefix("\ufeff").endswith(articles[0].text)


@given(st.text(NO_SURROGATES, min_size=1))
@example("a\0b is a text with one such character in it")
def test_no_character_is_lost_after_the_date_line(text):
    body = "The bridge closed. " * 200 + text
    articles, _ = split(Text(), (" date 2031-05-04 " + body).encode())
    assert articles[0].text == body


@given(st.binary())
def test_any_bytes_are_read_or_refused(data):
    try:
        articles, _ = split(Text(), data)
    except InputError:
        return
    assert len(articles) == 1


def test_offsets_hold_after_a_utf16_file_is_read(tmp_path):
    text = "The bridge closed.\r\n\r\n😀 It reopened."
    article = article_of(tmp_path, "a.txt", text.encode("utf-16"))
    assert article.text == text
    assert article.text.index("It reopened") == text.index("It reopened")
