"""What every maker of a model uses: its data, the development sets, and the digests that the program checks."""

import gzip
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from factcheck.digests import checked
from factcheck.errors import ModelError
from factcheck.model import Origin

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))

import _files as files
import _sets as sets

MILL = {"text": "The mill burned.", "title": "Mill burns", "published": "2025-03-04T09:00:00Z", "outlet": "Tarn Post"}
BARE = {"text": "The mill stood for a century.", "title": None, "published": ""}


def written(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


@pytest.mark.parametrize("name", ["some.jsonl", "some.jsonl.gz"])
def test_rows_are_read_gzipped_or_not(tmp_path, name):
    assert list(files.rows(written(tmp_path / name, [MILL, BARE]))) == [MILL, BARE]


@pytest.mark.parametrize(
    ("name", "file", "rows"),
    [
        ("gva", "gva.articles", [{**MILL, "story": "7"}, {**BARE, "story": "7"}]),
        ("wikinews", "wikinews.clusters", [{"event": 7, "articles": [MILL, BARE]}]),
        ("allsides", "allsides.clusters", [{"cluster": 7, "articles": [MILL, BARE]}]),
    ],
)
def test_articles_of_every_set_come_with_their_story(tmp_path, name, file, rows):
    written(tmp_path / "eval" / f"{file}.jsonl.gz", rows)
    found = list(sets.records(tmp_path, name))
    assert [story for story, _ in found] == [f"{name}:7"] * 2
    assert [record["text"] for _, record in found] == [MILL["text"], BARE["text"]]


def test_an_article_has_what_its_record_tells():
    mill, bare = sets.article(MILL, "a/1"), sets.article(BARE)
    assert (mill.path, mill.title, mill.source) == ("a/1", "Mill burns", "Tarn Post")
    assert (mill.published, mill.published_from) == (date(2025, 3, 4), Origin.FIELD)
    assert (bare.title, bare.published, bare.published_from) == ("", None, Origin.UNKNOWN)


def test_the_program_accepts_the_digests_that_makers_write(tmp_path):
    files.write_json(tmp_path / "weights.json", {"café": 1})
    files.write_digests(tmp_path, "weights.json")
    assert json.loads(checked(tmp_path / "weights.json")) == {"café": 1}
    files.write_json(tmp_path / "weights.json", {"café": 2})
    with pytest.raises(ModelError):
        checked(tmp_path / "weights.json")
