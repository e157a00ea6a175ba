import json
import time
from datetime import date

import pytest

from factcheck.errors import InputError
from factcheck.model import Origin
from factcheck.readers.html import Html, fragment
from tests.readers.fixtures import article_of, one, split

PARAGRAPHS = (
    "The Orrin bridge will close on Friday for three weeks, the city said in a statement to the press.",
    "Mayor Ada Lindqvist said that about 40 people would work there, and that it would cost 3 million crowns.",
    "The bridge was built in 1904 and last repaired after the flood of 1987, according to the harbour office.",
)


def page(head: str = "", before: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>Bridge | Post</title>{head}</head><body>'
        f'<nav><a href="/">Home</a> <a href="/s">Sport</a></nav><article><h1>Bridge closes</h1>{before}{body}</article>'
        '<aside><h3>Related</h3><p><a href="/x">Ferry late</a></p></aside><footer>Copyright 2019 Post</footer>'
        "</body></html>"
    )


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_main_text_in_paragraphs_without_the_furniture():
    text = one(Html(), page()).text
    for paragraph in PARAGRAPHS:
        assert f"\n\n{paragraph}" in text
    for furniture in ("Home", "Sport", "Ferry late", "Copyright", "<p>"):
        assert furniture not in text


def test_short_pages_keep_their_paragraphs():
    text = one(Html(), page(paragraphs=("Two people were hurt in Orrin.", "The mayor said so on Friday."))).text
    assert "Two people were hurt in Orrin.\n\nThe mayor said so on Friday." in text
    assert "Home" not in text


def test_lists_and_tables_are_lines_of_their_own():
    extra = "<ul><li>Walk to the quay</li><li>Take the ferry</li></ul>"
    text = one(Html(), page(before=extra)).text
    assert "- Walk to the quay\n\n- Take the ferry" in text


@pytest.mark.parametrize(
    ("head", "before", "day", "notes"),
    [
        (linked(datePublished="2031-05-04T23:30:00-05:00"), "", date(2031, 5, 4), 0),
        ('<meta property="article:published_time" content="2031-05-04T10:00:00Z">', "", date(2031, 5, 4), 0),
        ('<meta name="DC.date.issued" content="May 4, 2031">', "", date(2031, 5, 4), 0),
        ("", '<time datetime="2031-05-04">today</time>', date(2031, 5, 4), 0),
        ("", "<time>4 May 2031</time>", date(2031, 5, 4), 0),
        (linked(datePublished="2031-05-04"), '<time datetime="2031-05-05">', date(2031, 5, 4), 1),
        (linked(datePublished="soon"), '<time datetime="2031-05-04">', date(2031, 5, 4), 0),
        (linked(datePublished="soon"), "", None, 1),
        ("", "", None, 0),
    ],
)
def test_the_date_comes_from_the_best_of_the_metadata(head, before, day, notes):
    articles, skipped = split(Html(), page(head, before), "p.html")
    assert articles[0].published == day
    assert articles[0].published_from == (Origin.METADATA if day else Origin.UNKNOWN)
    assert [item.what for item in skipped] == ["date"] * notes


def test_dates_that_disagree_are_told():
    _, skipped = split(Html(), page(linked(datePublished="2031-05-05"), '<time datetime="2031-05-04">'), "p.html")
    assert "JSON-LD says 2031-05-05, the time element 2031-05-04" in skipped[0].reason


def test_the_footers_year_is_no_date():
    assert one(Html(), page()).published is None


def test_the_address_dates_a_page_that_does_not(tmp_path):
    head = '<link rel="canonical" href="https://www.post.example/2031/05/04/bridge">'
    article = article_of(tmp_path, "p.html", page(head))
    assert (article.published, article.published_from) == (date(2031, 5, 4), Origin.URL)
    assert article.url == "https://www.post.example/2031/05/04/bridge"
    assert article.source == "post.example"


def test_title_and_outlet_by_the_metadata():
    head = linked(headline="Bridge to close", publisher={"@type": "Organization", "name": "Harbour Post"})
    article = one(Html(), page(head + '<meta property="og:site_name" content="Other">'))
    assert (article.title, article.source) == ("Bridge to close", "Harbour Post")
    article = one(Html(), page('<meta property="og:site_name" content="Other"><meta property="og:title" content="T">'))
    assert (article.title, article.source) == ("T", "Other")


def test_linked_data_in_a_graph_in_a_list_and_broken():
    graph = {"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"], "datePublished": "2031-05-04"}]}
    script = '<script type="application/ld+json">{}</script>'
    for content in (json.dumps(graph), json.dumps([graph])):
        head = script.format("{broken") + script.format(content)
        assert one(Html(), page(head)).published == date(2031, 5, 4)


def test_a_page_drawn_by_script_is_read_from_its_linked_data():
    body = "The bridge will close on Friday. " * 5
    text = f"<html><head>{linked(articleBody=body)}</head><body><div id='app'></div></body></html>"
    assert "The bridge will close on Friday." in one(Html(), text).text


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r", "shift_jis"])
def test_encodings_are_those_the_page_declares(encoding):
    sentence = (
        "日本の橋は金曜日に閉鎖された。" * 5
        if encoding == "shift_jis"
        else "Мост закрыт с пятницы, сообщили в мэрии. " * 5
    )
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    text = f"<html><head>{head}</head><body><p>{sentence}</p>"
    articles, skipped = split(Html(), text.encode(encoding))
    assert sentence.strip() in articles[0].text
    assert skipped == []


@pytest.mark.parametrize("encoding", ["undefined", "no-such-code", "hex"])
def test_a_page_that_declares_what_is_no_encoding_is_guessed(encoding):
    text = f'<html><head><meta charset="{encoding}"></head><body><p>The café by the bridge will close on Friday.</p>'
    articles, skipped = split(Html(), text.encode("cp1252"))
    assert "café" in articles[0].text
    assert [item.what for item in skipped] == ["encoding"]


def test_xhtml_with_a_prologue():
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + page().replace("<!doctype html>", "")
    assert PARAGRAPHS[0] in one(Html(), text).text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Empty; save the page again"),
        ("<html><head><title>A</title></head><body></body></html>", "No article text found"),
        ("<html><body>" + "<div>" * 200_000, "No article text found"),
        ("<html><body>" + "<a href='/x'>link</a> " * 60_000, "more than 50,000 elements"),
        ("<!-- -->", "save the article's text as .txt"),
    ],
)
def test_pages_without_an_article_are_an_error(text, message):
    with pytest.raises(InputError, match=message):
        list(Html().read(text.encode(), "p.html"))


@pytest.mark.parametrize(
    "text", ["plain words, no markup at all", "<" * 1_000_000, "<p " + 'a="b" ' * 100_000 + ">words here</p>"]
)
def test_odd_pages_are_read(text):
    articles, _ = split(Html(), text)
    assert len(articles) == 1


def test_our_own_report_is_no_article():
    text = page('<meta name="generator" content="factcheck 0.1.0">')
    articles, skipped = split(Html(), text, "r.html")
    assert articles == []
    assert [item.what for item in skipped] == ["report"]


def test_fragments_keep_their_blocks_apart():
    text = "<p>The <b>bridge</b> closed.</p><ul><li>One</li><li>Two</li></ul>It<br>reopened.<script>x()</script>"
    assert fragment(text) == "The bridge closed.\n\nOne\n\nTwo\n\nIt\n\nreopened."
    assert fragment(" ") == ""
    assert fragment("<div>" * 150 + "deep") == "deep"
    assert fragment("<div>" * 100_000 + "too deep") == ""
    assert fragment('<?xml version="1.0" encoding="UTF-8"?><p>So.</p>') == "So."


def test_a_fragment_full_of_spaces_is_read_at_once():
    began = time.process_time()
    assert fragment("a" + " " * 80_000 + "b") == "a b"
    assert time.process_time() - began < 2
