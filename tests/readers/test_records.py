import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import InputError
from factcheck.model import Article, Origin
from factcheck.readers.records import Json, JsonLines
from factcheck.report import by_name
from tests.readers.fixtures import one, split
from tests.report.fixtures import bridge

TEXT = "The Orrin bridge closed on Friday."


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.mark.parametrize(
    "key", ["text", "body", "content", "article", "articleBody", "content_text", "full_text", "Text"]
)
@pytest.mark.parametrize("value", [TEXT, TEXT.split(" on ")])
def test_names_of_the_text(key, value):
    expected = value if isinstance(value, str) else "\n\n".join(value)
    assert one(Json(), json.dumps({key: value})).text == expected


@pytest.mark.parametrize(
    "key", ["date", "published", "published_at", "publishedAt", "datePublished", "pubdate", "pubDate", "publish_date"]
)
def test_names_of_the_date(key):
    article = one(Json(), json.dumps({"text": TEXT, key: "2031-05-04T23:30:00-05:00"}))
    assert (article.published, article.published_from) == (date(2031, 5, 4), Origin.FIELD)


@pytest.mark.parametrize("value", ["Harbour Post", {"name": "Harbour Post"}, [{"name": "Harbour Post"}, {"name": "x"}]])
@pytest.mark.parametrize("key", ["source", "outlet", "publisher", "site", "site_name"])
def test_names_of_the_outlet(key, value):
    assert one(Json(), json.dumps({"text": TEXT, key: value})).source == "Harbour Post"


def test_title_and_address():
    article = one(Json(), json.dumps({"text": TEXT, "headline": " Bridge\ncloses ", "link": "https://post.example/b"}))
    assert (article.title, article.url) == ("Bridge closes", "https://post.example/b")


@pytest.mark.parametrize("value", [None, "", [], {}, True])
def test_empty_fields_are_none(value):
    article = one(Json(), json.dumps({"text": TEXT, "title": value, "source": value, "url": value, "date": value}))
    assert (article.title, article.source, article.url, article.published) == ("", "", "", None)


def test_a_date_that_is_none_is_told_and_another_field_may_serve():
    articles, skipped = split(Json(), json.dumps({"text": TEXT, "date": "soon"}), "a.json")
    assert (articles[0].published, [(item.path, item.what) for item in skipped]) == (None, [("a.json", "date")])
    assert "'soon'" in skipped[0].reason
    article = one(Json(), json.dumps({"text": TEXT, "date": "soon", "published": "2031-05-04"}))
    assert article.published == date(2031, 5, 4)


@pytest.mark.parametrize("wrap", [list, lambda records: {"articles": records}, lambda records: {"items": records}])
def test_lists_of_records(wrap):
    articles, skipped = split(
        Json(),
        json.dumps(wrap([{"text": TEXT, "id": "b7"}, {"content_text": TEXT, "id": 12}, {"body": TEXT}])),
        "a.json",
    )
    assert [article.path for article in articles] == ["a.json#b7", "a.json#12", "a.json#3"]
    assert skipped == []


def test_a_single_record_has_the_path_of_its_file():
    assert one(Json(), json.dumps({"text": TEXT, "id": "b7"})).path == "given"


def test_records_by_line():
    articles, skipped = split(JsonLines(), lines({"text": TEXT, "id": "b7"}) + "\n" + lines({"text": TEXT}), "a.jsonl")
    assert [article.path for article in articles] == ["a.jsonl#b7", "a.jsonl#3"]
    assert skipped == []


def test_paths_are_unique():
    articles, _ = split(
        JsonLines(), lines(*[{"text": TEXT, "id": i} for i in ("x", "x", "5", None, None, "x@2", "x")]), "a"
    )
    paths = [article.path for article in articles]
    assert paths[:5] == ["a#x", "a#x@2", "a#5", "a#4", "a#5@5"]
    assert len(set(paths)) == len(paths)


def test_bad_lines_are_listed_and_the_rest_is_read():
    data = lines({"text": TEXT}).encode() + b'{"text": "broken\n' + b'{"text": "caf\xe9"}\n' + b"[1, 2]\n" + lines(
        {"title": "no text"}, {"text": " "}, {"text": 5}, {"text": TEXT}
    ).encode()  # fmt: skip
    articles, skipped = split(JsonLines(), data, "a.jsonl")
    assert [article.path for article in articles] == ["a.jsonl#1", "a.jsonl#8"]
    assert [item.what for item in skipped] == ["record"] * 6
    reasons = [item.reason for item in skipped]
    assert "Line 2 is not valid JSON" in reasons[0]
    assert "write one whole record a line" in reasons[0]
    assert "Line 3 is not UTF-8" in reasons[1]
    assert "iconv" in reasons[1]
    assert "Record 4 is not an object" in reasons[2]
    assert 'Record 5 has no text (its fields: title); give it a string field "text"' in reasons[3]
    assert "Record 6 has an empty text" in reasons[4]
    assert "Record 7 has no text" in reasons[5]


def test_line_separators_inside_strings_end_no_line():
    text = "The bridge closed.\u2028It reopened.\x85Then it closed."
    articles, _ = split(JsonLines(), json.dumps({"text": text}, ensure_ascii=False) + "\r\n" + lines({"text": TEXT}))
    assert [article.text for article in articles] == [text, TEXT]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(encoding):
    data = json.dumps({"text": "Malmö 😀 " + TEXT}, ensure_ascii=False).encode(encoding)
    assert one(Json(), data).text == "Malmö 😀 " + TEXT
    if encoding != "utf-16-le":
        assert one(JsonLines(), data).text == "Malmö 😀 " + TEXT


def test_lone_surrogates_are_replaced():
    article = one(Json(), '{"text": "a\\ud800b", "title": "\\udc00", "id": "\\ud800"}')
    assert (article.text, article.title) == ("a\ufffdb", "\ufffd")


def test_records_in_a_file_named_json():
    articles, _ = split(Json(), lines({"text": TEXT}, {"text": TEXT}))
    assert [article.path for article in articles] == ["given#1", "given#2"]


def test_clusters_of_articles_on_a_line():
    cluster = {"event": "bridge", "articles": [{"text": TEXT, "outlet": "Post"}, {"text": TEXT, "id": "z"}]}
    articles, _ = split(JsonLines(), lines({"text": TEXT}, cluster))
    assert [article.path for article in articles] == ["given#1", "given#2.1", "given#z"]


def test_feeds_with_markup():
    markup = "<p>The bridge <b>closed</b>.</p><p>It reopened.</p>"
    items = [
        {"id": "1", "content_html": markup, "date_published": "2031-05-04"},
        {
            "id": "2",
            "title": {"rendered": "Bridge"},
            "content": {"rendered": "<p>It closed.</p>"},
            "date": "2031-05-04",
        },
    ]
    articles, skipped = split(Json(), json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))
    assert [article.text for article in articles] == ["The bridge closed.\n\nIt reopened.", "It closed."]
    assert [article.published for article in articles] == [date(2031, 5, 4)] * 2
    assert articles[1].title == "Bridge"
    assert skipped == []


def test_text_with_a_lesser_sign_is_left_as_it_is():
    for text in ("<3 the bridge", "a < b </b> c", "< p > The bridge"):
        assert one(Json(), json.dumps({"text": text})).text == text


@pytest.mark.parametrize("name", ["json", "sarif", "rdjson"])
def test_our_own_report_is_no_article(name):
    articles, skipped = split(Json(), by_name(name).render(bridge()), "r.json")
    assert articles == []
    assert [(item.path, item.what) for item in skipped] == [("r.json", "report")]


def test_a_record_of_somebody_elses_schema_is_one():
    assert one(Json(), json.dumps({"schema": "news/1", "source": {"name": "factcheck"}, "text": TEXT})).text == TEXT


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "Empty"),
        ("[]", "empty list"),
        ('{"articles": []}', "empty list"),
        ('{"text": "a",\n "title": }', "line 2 column .*correct it"),
        ("[" * 100_000, "Not readable as JSON"),
        ("[" + "9" * 10_000 + "]", "Not readable as JSON"),
        ("The bridge closed.", "Not valid JSON, line 1"),
    ],
)
def test_files_that_are_no_json_are_an_error(data, message):
    with pytest.raises(InputError, match=message):
        list(Json().read(data.encode(), "a.json"))


@pytest.mark.parametrize("data", ["", "\n\n", " \r\n"])
def test_an_empty_file_is_an_error(data):
    with pytest.raises(InputError, match="Empty"):
        list(JsonLines().read(data.encode(), "a.jsonl"))


def test_deep_lines_are_listed():
    articles, skipped = split(JsonLines(), "[" * 100_000 + "\n" + lines({"text": TEXT}), "a.jsonl")
    assert [article.path for article in articles] == ["a.jsonl#2"]
    assert "Line 1" in skipped[0].reason


@given(
    st.text(st.characters(exclude_categories=["Cs"])).filter(
        lambda text: text.strip() and not text.lstrip().startswith("<")
    )
)
def test_texts_are_taken_as_they_are(text):
    assert one(Json(), json.dumps({"text": text})).text == text
    assert one(JsonLines(), json.dumps({"text": text}, ensure_ascii=False)).text == text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "id", "date", "title", "source", "articles", "content", "url", "x"]), inner
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_read_or_listed(content):
    try:
        found = list(Json().read(json.dumps(content).encode(), "a.json"))
    except InputError:
        return
    assert found
    for item in found:
        if isinstance(item, Article):
            item.text.encode()
