import gzip
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from factcheck.errors import UsageError
from factcheck.model import Article, Origin, Skipped
from factcheck.readers import Reader, builtin, read
from tests.readers.fixtures import TODAY, article_of, read_file, reason_of

TEXT = "The Orrin bridge closed on Friday, the city said."
SEEDS = Path(__file__).parents[2] / "seeds"


def paths_of(articles: list[Article]) -> list[str]:
    return [article.path for article in articles]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_seeds():
    articles, skipped = read([str(SEEDS)], today=TODAY)
    assert skipped == []
    assert [(article.published, article.published_from, article.source) for article in articles] == [
        (None, Origin.UNKNOWN, ""),
        (date(2022, 1, 10), Origin.HEADER, ""),
        (date(2022, 1, 9), Origin.DATELINE, "YJC"),
        (date(2022, 1, 9), Origin.HEADER, ""),
        (date(2022, 1, 10), Origin.HEADER, ""),
    ]
    for article in articles:
        assert (SEEDS / Path(article.path).name).read_text(encoding="utf-8").endswith(article.text)


def test_folders_are_read_to_their_depths_in_order_without_hidden_things(folder):
    for name in (
        "b/z.txt",
        "b/a.md",
        "a.json",
        "b/c/d.HTML",
        ".git/x.txt",
        "b/.hidden.txt",
        "node_modules/m/x.md",
        "x.py",
    ):
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"text": TEXT}) if name.endswith("json") else f"<p>{TEXT}</p>", encoding="utf-8")
    articles, skipped = read(["in"], today=TODAY)
    assert paths_of(articles) == ["in/a.json", "in/b/a.md", "in/b/c/d.HTML", "in/b/z.txt"]
    assert skipped == []


def test_documents_that_no_reader_reads_are_listed(folder):
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.pdf").write_bytes(b"%PDF-1.7")
    (folder / "Makefile").write_text("all:")
    articles, skipped = read(["."], today=TODAY)
    assert paths_of(articles) == ["a.txt"]
    assert skipped == [
        Skipped("b.pdf", "file", "Format .pdf is not read; save the article as .txt, .md, .html or .json")
    ]


def test_the_files_of_the_tool_itself_are_left_out(folder):
    (folder / "a.txt").write_text(TEXT)
    (folder / "factcheck-baseline.json").write_text("{}")
    (folder / "factcheck-decisions.jsonl").write_text("{}")
    (folder / "report.json").write_text('{"schema": "factcheck/report/1"}')
    articles, skipped = read(["."], today=TODAY)
    assert paths_of(articles) == ["a.txt"]
    assert [(item.path, item.what) for item in skipped] == [("report.json", "report")]


def test_the_same_file_is_read_once_under_the_name_it_was_given(folder):
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT)
    (folder / "in" / "b.txt").symlink_to("a.txt")
    articles, _ = read(["in", "in/../in/a.txt", "./in/a.txt", str(folder / "in" / "a.txt"), "in"], today=TODAY)
    assert paths_of(articles) == ["in/../in/a.txt"]


def test_absolute_paths_below_the_working_folder_are_named_without_it(folder):
    (folder / "a.txt").write_text(TEXT)
    assert paths_of(read([str(folder / "a.txt")], today=TODAY)[0]) == ["a.txt"]
    assert paths_of(read([str(folder)], today=TODAY)[0]) == ["a.txt"]


def test_link_loops_end_and_links_do_not_leave_the_folder(folder):
    (folder / "secret").mkdir()
    (folder / "secret" / "s.txt").write_text(TEXT)
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT)
    (folder / "in" / "self").symlink_to(".")
    (folder / "in" / "up").symlink_to("..")
    (folder / "in" / "s.txt").symlink_to("../secret/s.txt")
    (folder / "in" / "gone.txt").symlink_to("nowhere.txt")
    articles, skipped = read(["in"], today=TODAY)
    assert paths_of(articles) == ["in/a.txt"]
    assert [item.path for item in skipped] == ["in/gone.txt", "in/s.txt", "in/up"]
    assert "does not exist" in skipped[0].reason
    assert all("leads out of the folder; name it on the command line" in item.reason for item in skipped[1:])
    assert paths_of(read(["in/s.txt"], today=TODAY)[0]) == ["in/s.txt"]


def test_every_missing_path_is_named(folder):
    (folder / "a.txt").write_text(TEXT)
    with pytest.raises(UsageError, match=r"no/a\.txt: no such file or folder; check the spelling; gone: no such"):
        read(["a.txt", "no/a.txt", "gone"])
    with pytest.raises(UsageError, match="no such file or folder"):
        read(["The article itself instead of its path. " * 20])


def test_patterns_are_expanded_where_the_shell_did_not(folder):
    for name in ("a.txt", "b.txt", "c.md", "d[1].txt"):
        (folder / name).write_text(TEXT)
    assert paths_of(read(["[ab].txt"], today=TODAY)[0]) == ["a.txt", "b.txt"]
    assert paths_of(read(["d[1].txt"], today=TODAY)[0]) == ["d[1].txt"]


def test_a_folder_without_articles_says_so(folder):
    (folder / "in").mkdir()
    articles, skipped = read(["in"], today=TODAY)
    assert articles == []
    assert [(item.path, item.what) for item in skipped] == [("in", "file")]
    assert "holds nothing readable; factcheck reads" in skipped[0].reason
    assert ".jsonl" in skipped[0].reason


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "Empty; put the article's text into it"),
        ("a.txt", bytes(range(256)) * 20, "Binary data, not text; save the article as"),
        ("a.txt", b"\x00\x01\x02\xff" * 100, "Binary data, not text"),
        ("a.txt", b"\x00\x01" * 100, "Binary data, not text"),
        ("a.txt", b"%PDF-1.7\n" + b"x" * 100, "A PDF; save its text as .txt"),
        ("a.docx", b"PK\x03\x04" + b"x" * 100, "A zip archive or an office document"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"x" * 100, "An image; factcheck reads text only"),
        ("a.txt.gz", b"no gzip at all", "Damaged gzip data; fetch or pack the file again"),
        ("a.txt.gz", gzip.compress(b"words " * 1000)[:-20], "Damaged gzip data"),
        ("a.txt", gzip.compress(b"words"), "rename it to end in .gz"),
        ("a.txt", b"word " * (4 << 20), "Larger than 16 MB; split it"),
        ("a.jsonl.gz", gzip.compress(b"words " * (20 << 20), 1), "Unpacks to more than 200 times its size"),
        ("a.md", b"---\nno: [\n---\ntext", "Bad YAML in the front matter"),
    ],
)
def test_what_cannot_be_read_is_listed_with_its_remedy(tmp_path, name, data, message):
    assert message in reason_of(tmp_path, name, data)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that nobody can read")
def test_a_read_error_is_listed_and_the_rest_is_read(folder):
    (folder / "a.txt").write_text(TEXT)
    articles, skipped = read(["/proc/self/mem", "a.txt"], today=TODAY)
    assert paths_of(articles) == ["a.txt"]
    assert [(item.path, item.what) for item in skipped] == [("/proc/self/mem", "file")]
    assert "Cannot be read (" in skipped[0].reason
    assert "check its permissions" in skipped[0].reason


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_without_permission_are_listed(folder):
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(TEXT)
    (folder / "b.txt").chmod(0)
    (folder / "c").mkdir(mode=0)
    articles, skipped = read(["."], today=TODAY)
    (folder / "c").chmod(0o700)
    assert paths_of(articles) == ["a.txt"]
    assert [item.path for item in skipped] == ["b.txt", "c"]
    assert all("check its permissions" in item.reason for item in skipped)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (TEXT, "-"),
        (" date 2031-05-04 " + TEXT, "-"),
        ("---\ndate: 2031-05-04\n---\n" + TEXT, "-"),
        (f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>", "-"),
        (json.dumps({"text": TEXT}), "-"),
        (json.dumps([{"text": TEXT, "id": 7}]), "-#7"),
        (json.dumps({"text": TEXT, "id": 7}) + "\n" + "\n", "-"),
        (json.dumps([{"text": TEXT, "id": 7}], indent=1), "-#7"),
    ],
)
def test_standard_input_is_read_by_its_content(data, path):
    articles, skipped = read(["-"], stdin=io.BytesIO(data.encode()), today=TODAY)
    assert skipped == []
    assert [(article.path, article.text) for article in articles] == [(path, TEXT)]


@pytest.mark.parametrize("opening", ["[Updated at noon] ", "[The Orrin Post](https://post.example) says: "])
def test_a_text_that_opens_with_a_bracket_is_no_json(opening):
    articles, skipped = read(["-"], stdin=io.BytesIO((opening + TEXT).encode()), today=TODAY)
    assert ([article.text for article in articles], skipped) == ([opening + TEXT], [])


def test_records_on_standard_input():
    lines = "".join(json.dumps({"text": TEXT, "id": number}) + "\n" for number in range(3))
    articles, _ = read(["-", "-"], stdin=io.BytesIO(lines.encode()), today=TODAY)
    assert paths_of(articles) == ["-#0", "-#1", "-#2"]


def test_empty_standard_input_is_listed():
    articles, skipped = read(["-"], stdin=io.BytesIO(b""), today=TODAY)
    assert articles == []
    assert [(item.path, item.what) for item in skipped] == [("-", "file")]


def test_a_file_named_outright_is_tried_whatever_its_suffix(folder):
    (folder / "article").write_text(TEXT)
    (folder / "b.article").write_text(json.dumps({"text": TEXT}))
    assert [article.text for article in read(["article", "b.article"], today=TODAY)[0]] == [TEXT, TEXT]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.JSON.GZ", "a.html.gz"])
def test_packed_files(tmp_path, name):
    data = json.dumps({"text": TEXT}) if "JSON" in name else TEXT
    assert article_of(tmp_path, name, gzip.compress(data.encode())).text == TEXT


@pytest.mark.parametrize(
    ("text", "url", "default", "day", "origin"),
    [
        (TEXT, "", None, None, Origin.UNKNOWN),
        (TEXT, "", date(2031, 5, 9), date(2031, 5, 9), Origin.OPTION),
        (TEXT, "https://post.example/2031/05/04/b", date(2031, 5, 9), date(2031, 5, 4), Origin.URL),
        ("May 3, 2031 — " + TEXT, "https://post.example/2031/05/04/b", None, date(2031, 5, 3), Origin.DATELINE),
        ("VARN, May 4 (AP) — " + TEXT, "", date(2031, 5, 9), date(2031, 5, 4), Origin.DATELINE),
        ("VARN, Dec. 31 (AP) — " + TEXT, "", date(2031, 1, 2), date(2030, 12, 31), Origin.DATELINE),
    ],
)
def test_the_date_is_the_best_that_is_known(tmp_path, text, url, default, day, origin):
    article = article_of(tmp_path, "a.json", json.dumps({"text": text, "url": url}), default_date=default)
    assert (article.published, article.published_from) == (day, origin)


@pytest.mark.parametrize(
    ("record", "message", "day"),
    [
        ({"date": "2031-09-01"}, "The date 2031-09-01 lies in the future; correct it", date(2031, 9, 1)),
        ({"date": "0001-01-01"}, "The date 0001-01-01 cannot be the publication; correct it", None),
        ({"date": "1970-01-01"}, "The date 1970-01-01 cannot be the publication", None),
        ({"date": "1799-12-31"}, "The date 1799-12-31 cannot be the publication", None),
        ({"text": "Monday, 4 May 2031 (VRN) — " + TEXT}, "names Monday, but 2031-05-04 was a Sunday", date(2031, 5, 4)),
        ({"text": "VARN, May 4 (AP) — " + TEXT}, "names no year; add it, or give --date", None),
        ({"date": "05/04/2031"}, "'05/04/2031' is unclear or no date; write it as 2022-01-31", None),
    ],
)
def test_doubtful_dates_are_told(tmp_path, record, message, day):
    articles, skipped = read_file(tmp_path, "a.json", json.dumps({"text": TEXT, **record}))
    assert [article.published for article in articles] == [day]
    assert [(item.what, item.path) for item in skipped] == [("date", (tmp_path / "a.json").as_posix())]
    assert message in skipped[0].reason


def test_the_order_of_day_and_month_may_be_told(tmp_path):
    record = json.dumps({"text": TEXT, "date": "05/04/2031"})
    assert article_of(tmp_path, "a.json", record, day_first=True).published == date(2031, 4, 5)
    assert article_of(tmp_path, "a.json", record, day_first=False).published == date(2031, 5, 4)


def test_the_outlet_is_stated_or_of_the_dateline_or_of_the_address(tmp_path):
    dated = "VARN, May 4, 2031 (Reuters) - " + TEXT
    url = "https://www.post.example/b"
    for record, source in (
        ({"text": dated, "url": url, "source": "Post"}, "Post"),
        ({"text": dated, "url": url}, "Reuters"),
        ({"text": TEXT, "url": url}, "post.example"),
        ({"text": TEXT, "url": "http://[bad"}, ""),
        ({"text": TEXT}, ""),
    ):
        assert article_of(tmp_path, "a.json", json.dumps(record)).source == source


def test_spoiled_letters_are_told_and_left_as_they_are(tmp_path):
    text = "The cityâ€™s bridge isnâ€™t safe."
    articles, skipped = read_file(tmp_path, "a.txt", text)
    assert articles[0].text == text
    assert [item.what for item in skipped] == ["encoding"]
    assert "â€™" in skipped[0].reason


class Shouting:
    """A third party's reader."""

    suffixes = (".shout",)

    def read(self, data: bytes, path: str) -> list[Article]:
        return [Article(path=path, text=data.decode().lower())]


def test_a_third_party_reader_fits_by_its_shape(folder):
    (folder / "a.shout").write_text("THE BRIDGE CLOSED.")
    assert isinstance(Shouting(), Reader)
    articles, skipped = read(["."], readers=[*builtin(), Shouting()], today=TODAY)
    assert [article.text for article in articles] == ["the bridge closed."]
    assert skipped == []


def test_what_no_reader_given_reads_is_listed(folder):
    (folder / "article").write_text(TEXT)
    articles, skipped = read([Path("article")], readers=[Shouting()], today=TODAY)
    assert (articles, [item.what for item in skipped]) == ([], ["file"])
    assert skipped[0].reason.startswith("Begins like .txt, which none of the readers given reads")


def test_every_builtin_is_a_reader_of_suffixes_of_its_own():
    endings = [ending for reader in builtin() for ending in reader.suffixes]
    assert all(isinstance(reader, Reader) for reader in builtin())
    assert len(endings) == len(set(endings))


def test_reading_records_imports_no_heavy_library(folder):
    (folder / "a.jsonl").write_text(json.dumps({"text": TEXT, "date": "4 May 2031"}) + "\n")
    (folder / "b.txt").write_text(" date 2031-05-04 " + TEXT)
    code = (
        "import sys; from factcheck.readers import read; assert len(read(['.'])[0]) == 2; "
        "print(sorted({'trafilatura', 'lxml', 'dateparser', 'yaml', 'charset_normalizer', 'torch'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
