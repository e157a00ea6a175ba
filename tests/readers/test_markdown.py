from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import InputError
from factcheck.model import Origin
from factcheck.readers.markdown import Markdown
from tests.readers.fixtures import one, split

BODY = "# Bridge closes #\n\nThe [Orrin bridge](/b) closed on Friday.\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter(end):
    matter = end.join(
        ("---", 'title: "Orrin: the bridge"', "date: 2031-05-04 23:30:00 -05:00", "publisher:", "  name: Harbour Post",
         "canonical_url: https://post.example/b", "---", "")
    )  # fmt: skip
    article = one(Markdown(), matter + BODY)
    assert article.text == BODY
    assert (article.title, article.source) == ("Orrin: the bridge", "Harbour Post")
    assert (article.published, article.published_from) == (date(2031, 5, 4), Origin.FRONT_MATTER)
    assert article.url == "https://post.example/b"


def test_toml_front_matter():
    article = one(Markdown(), '+++\ntitle = "Bridge"\ndate = 2031-05-04T10:00:00Z\n+++\n' + BODY)
    assert (article.title, article.published, article.text) == ("Bridge", date(2031, 5, 4), BODY)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (BODY, "Bridge closes"),
        ("<!-- # Draft -->\n# Bridge\n\nIt closed.", "Bridge"),
        ("Bridge\n======\n\nIt closed.", "Bridge"),
        ("## Bridge\n\nIt closed.", "Bridge"),
        ("Bridge closes\n\nIt closed.", "Bridge closes"),
        ("It closed.\n", ""),
    ],
)
def test_the_heading_is_the_title_and_stays_in_the_text(text, title):
    article = one(Markdown(), text)
    assert (article.title, article.text) == (title, text)


@pytest.mark.parametrize(
    "text",
    ["---\n\nThe bridge closed.\n\n---\n\nIt reopened.", "--- \nThe bridge closed.\n", "***\nThe bridge closed."],
)
def test_rulers_are_no_front_matter(text):
    assert one(Markdown(), text).text == text


@pytest.mark.parametrize(
    ("matter", "message"),
    [
        ("title: Orrin: the bridge\ndate: 2031-05-04", "line 2.*quote values"),
        ("date: 2031-05-04\ntags: [a, b", "line"),
        ("title: 'open\n", "line"),
        ("a: " + "[" * 5000, "front matter"),
    ],
)
def test_bad_yaml_names_the_line_and_the_remedy(matter, message):
    with pytest.raises(InputError, match=message):
        list(Markdown().read(f"---\n{matter}\n---\n{BODY}".encode(), "a.md"))


def test_bad_toml_is_an_error():
    with pytest.raises(InputError, match=r"Bad TOML in the front matter: .*use YAML"):
        list(Markdown().read(b"+++\ntitle = Bridge\n+++\nIt closed.", "a.md"))


def test_numbers_that_python_does_not_read_or_write_are_no_fault_of_ours():
    with pytest.raises(InputError, match="Bad TOML in the front matter"):
        list(Markdown().read(b"+++\ntitle = " + b"7" * 5000 + b"\n+++\nIt closed.", "a.md"))
    articles, _ = split(Markdown(), "+++\nsource = 0x" + "f" * 5000 + "\n+++\n" + BODY, "a.md")
    assert articles[0].source == ""


def test_a_date_with_no_such_day_is_told():
    articles, skipped = split(Markdown(), "---\ndate: 2031-13-40\n---\n" + BODY, "a.md")
    assert articles[0].published is None
    assert [(item.path, item.what) for item in skipped] == [("a.md", "date")]
    assert "2031-13-40" in skipped[0].reason


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "Empty"), ("---\ntitle: A\n---\n", "No text after the front matter"), ("<!-- todo -->", "Empty")],
)
def test_no_text_is_an_error(text, message):
    with pytest.raises(InputError, match=message):
        list(Markdown().read(text.encode(), "a.md"))


def test_our_own_report_is_no_article():
    articles, skipped = split(Markdown(), "# Consistency report\n\n3 articles.", "r.md")
    assert articles == []
    assert [(item.path, item.what) for item in skipped] == [("r.md", "report")]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_the_text_is_the_end_of_the_file_as_decoded(text):
    body = "The bridge closed.\r\n" + text
    assert one(Markdown(), "---\r\ntitle: A\r\n---\r\n" + body).text == body


@given(st.text(st.sampled_from("-+.#=:[]{}&*!|>'\"%@`a 1\n\r\t<!")))
def test_any_markup_is_read_or_refused(text):
    try:
        articles, _ = split(Markdown(), text)
    except InputError:
        return
    assert all(text.endswith(article.text) for article in articles)
