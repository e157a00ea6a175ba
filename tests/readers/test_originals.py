"""Lines and columns that a reader of the file would count, for every format."""

import gzip
import json

import pytest

from factcheck.model import Article, Side, Span
from factcheck.paths import file_of
from factcheck.readers import read
from factcheck.readers.originals import places

SENTENCE = "The Orrin bridge cost 40 million marks."
VALUE = "40 million marks"
MARKED_UP = "<p>The <b>Orrin</b> bridge cost 40 million marks.</p>"


def side(article: Article, sentence: str = SENTENCE, value: str = VALUE) -> Side:
    start = article.text.index(sentence)
    inner = start + sentence.index(value)
    return Side(article, Span(start, start + len(sentence)), Span(inner, inner + len(value)), value, value)


def placed(path, sentence=SENTENCE, value=VALUE, number=0):
    article = read([str(path)])[0][number]
    found = side(article, sentence, value)
    known = places([found])
    return known.get((article.path, found.value_span)), known.get((article.path, found.span))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_text_after_header_lines(tmp_path, newline, mark):
    lines = ["Title: Bridge", "Date: 2031-05-04", "", "Ünruh 😀 says so.", f"“Yes.” {SENTENCE}", ""]
    path = tmp_path / "a.txt"
    path.write_bytes(mark + newline.join(lines).encode())
    value, statement = placed(path)
    assert (value.line, value.column, value.end_line, value.end_column) == (5, 30, 5, 46)
    assert (statement.line, statement.column) == (5, 8)
    whole = newline.join(lines)
    assert whole[value.offset :].startswith(VALUE)


def test_text_after_a_date_on_the_same_line(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f" date 2031-05-04 {SENTENCE}\n")
    value, _ = placed(path)
    assert (value.line, value.column) == (1, 18 + SENTENCE.index(VALUE))


def test_a_value_over_a_line_break_ends_on_the_next_line(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Bridge\n---\nThe Orrin bridge cost 40\nmillion marks.\n")
    value, statement = placed(path, "The Orrin bridge cost 40\nmillion marks.", "40\nmillion marks")
    assert (value.line, value.column, value.end_line, value.end_column) == (4, 23, 5, 14)
    assert (statement.line, statement.end_line, statement.end_column) == (4, 5, 15)


def test_a_web_page_with_markup_and_entities_inside_the_sentence(tmp_path):
    path = tmp_path / "a.html"
    filler = "<p>" + "The council met for many hours and talked of other things at length. " * 5 + "</p>\n"
    path.write_text(
        f"<html><head><title>{VALUE}</title>\n<script>var a = '{VALUE}';</script></head><body><article>\n"
        f"<p>Council &amp; bridge.</p>\n{filler}"
        "<p>The Orrin <b>bridge</b>\n cost 40&nbsp;million <i>marks</i>.</p>\n</article></body></html>"
    )
    article = read([str(path)])[0][0]
    sentence = next(line for line in article.text.split("\n\n") if "Orrin" in line)
    value, statement = placed(path, sentence, sentence[sentence.index("40") : sentence.index("marks") + 5])
    assert (statement.line, statement.column) == (5, 4)
    assert (value.line, value.column, value.end_line) == (6, 7, 6)
    assert value.offset is None


def test_a_value_that_ends_in_an_entity_ends_where_the_entity_does(tmp_path):
    path = tmp_path / "a.html"
    line = "<p>The Orrin bridge cost <b>40</b> million&nbsp;&euro; in all, and nobody was asked about it.</p>"
    filler = "<p>It will open on Friday at noon.</p>" * 9
    path.write_text(f"<html><body><article>\n{line}\n{filler}</article></body></html>")
    value, _ = placed(path, "The Orrin bridge cost 40 million €", "40 million €")
    assert value.line == value.end_line == 2
    assert line[value.column - 1 : value.end_column - 1] == "40</b> million&nbsp;&euro;"


def test_the_same_words_in_two_paragraphs_of_a_page_are_told_apart(tmp_path):
    path = tmp_path / "a.html"
    filler = "The council met for many hours and talked of other things at length. " * 5
    paragraphs = "\n".join(f"<p>{lead} {filler} It cost 3 marks.</p>" for lead in ("First.", "Second."))
    path.write_text(f"<html><body><article>\n{paragraphs}\n</article></body></html>")
    article = read([str(path)])[0][0]
    end = article.text.rindex("3 marks")
    last = Side(article, Span(end, end + 7), Span(end, end + 7), "", "")
    assert places([last])[article.path, last.span].line == 3


@pytest.mark.parametrize("ascii_only", [True, False])
def test_json_lines_by_line_and_column_of_the_encoded_text(tmp_path, ascii_only):
    records = [{"id": "x", "text": "Nothing.\nÜber."}, {"id": "y", "text": f'Ü said: "no".\n{SENTENCE}'}]
    path = tmp_path / "a.jsonl"
    lines = [json.dumps(record, ensure_ascii=ascii_only) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    value, _ = placed(path, number=1)
    assert (value.line, value.column) == (2, lines[1].index(VALUE) + 1)
    assert value.offset is None


def test_indented_json(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"articles": [{"text": "Nothing."}, {"text": SENTENCE}]}, indent=2))
    value, _ = placed(path, number=1)
    assert path.read_text().splitlines()[value.line - 1][value.column - 1 :].startswith(VALUE)


def test_a_record_whose_text_was_marked_up_is_found_by_its_line(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "Nothing."}) + "\n" + json.dumps({"text": MARKED_UP}) + "\n")
    value, _ = placed(path, number=1)
    assert (value.line, value.column) == (2, 0)


def test_one_text_in_two_records_stands_in_each(tmp_path):
    path = tmp_path / "a.jsonl"
    records = [{"id": 2, "text": SENTENCE}, {"id": 1, "text": SENTENCE}, {"text": MARKED_UP, "id": 1}]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    assert [article.path.partition("#")[2] for article in read([str(path)])[0]] == ["1", "1@3", "2"]
    assert [placed(path, number=number)[0].line for number in range(3)] == [2, 3, 1]


@pytest.mark.parametrize("written", ["Weser\\/Orr \\u201CYes\\u201D \\ud83d\\uDE00.", "Weser/Orr “Yes” 😀."])
def test_json_of_any_writer(tmp_path, written):
    path = tmp_path / "a.json"
    path.write_text('[{"text": "Nothing."},\n {"text": "' + written + " \\u003cp\\u003e " + SENTENCE + '"}]')
    value, _ = placed(path, number=1)
    assert path.read_text().splitlines()[value.line - 1][value.column - 1 : value.end_column - 1] == VALUE


def test_a_record_of_a_list_is_not_taken_for_a_line(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": MARKED_UP}, {"text": MARKED_UP}], indent=2))
    assert placed(path, number=1) == (None, None)


def test_packed_text(tmp_path):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(f"Nothing.\n\n{SENTENCE}".encode()))
    assert placed(path)[0].line == 3


def test_what_is_no_file_any_more_has_no_place(tmp_path):
    article = Article(str(tmp_path / "gone.txt"), SENTENCE)
    assert places([side(article)]) == {}
    assert places([side(Article("-", SENTENCE))]) == {}


def test_a_path_with_a_hash_is_a_file_or_a_record(tmp_path):
    (tmp_path / "a#b.jsonl").write_text("{}")
    assert file_of(str(tmp_path / "a#b.jsonl")) == tmp_path / "a#b.jsonl"
    assert file_of(str(tmp_path / "a#b.jsonl#7#8")) == tmp_path / "a#b.jsonl"
    assert file_of(str(tmp_path / "none#7")) is None
    assert file_of(str(tmp_path / "a#b.jsonl#") + "橋" * 120) == tmp_path / "a#b.jsonl"


HEADLINE = "Bridge at Orrin cost 40 million marks"


@pytest.mark.parametrize("end", ["", "\n", "\n\n \n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_headline_that_is_read_as_part_of_the_text_moves_no_line(tmp_path, newline, end):
    path = tmp_path / "a.md"
    lines = ["---", f"title: {HEADLINE} - Orrin Post", "source: Orrin Post", "---", "So it is.", SENTENCE]
    path.write_bytes((newline.join(lines) + end.replace("\n", newline)).encode())
    assert HEADLINE in read([str(path)])[0][0].text
    value, statement = placed(path)
    assert (value.line, value.column, statement.line) == (6, SENTENCE.index(VALUE) + 1, 6)
    value, statement = placed(path, HEADLINE)
    assert (value.line, value.column) == (2, 8 + HEADLINE.index(VALUE))
    assert (statement.line, statement.column, statement.end_column) == (2, 8, 8 + len(HEADLINE))


def test_a_headline_over_two_lines_of_the_file(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: >\n  Bridge at Orrin cost 40\n  million marks\n---\n{SENTENCE}\n")
    value, _ = placed(path, HEADLINE)
    assert (value.line, value.column, value.end_line) == (3, 24, 4)


@pytest.mark.parametrize("ascii_only", [True, False])
def test_the_headline_of_a_record_is_found_in_its_own_record(tmp_path, ascii_only):
    records = [{"id": name, "title": HEADLINE, "text": f"Ünruh of {name}."} for name in ("x", "y")]
    lines = [json.dumps(record, ensure_ascii=ascii_only) for record in records]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    value, _ = placed(path, HEADLINE, number=1)
    assert (value.line, value.column) == (2, lines[1].index(VALUE) + 1)
    value, _ = placed(path, "Ünruh of y.", "of y", number=1)
    assert (value.line, value.column) == (2, lines[1].index("of y") + 1)
