"""What the reader tests share: bytes in, articles and notes out, without a file."""

from datetime import date
from pathlib import Path

from factcheck.model import Article, Skipped
from factcheck.readers import Reader, read

TODAY = date(2031, 6, 15)


def split(reader: Reader, data: bytes | str, path: str = "given") -> tuple[list[Article], list[Skipped]]:
    found = list(reader.read(data.encode() if isinstance(data, str) else data, path))
    return [item for item in found if isinstance(item, Article)], [item for item in found if isinstance(item, Skipped)]


def one(reader: Reader, data: bytes | str) -> Article:
    articles, skipped = split(reader, data)
    assert len(articles) == 1
    assert skipped == []
    return articles[0]


def read_file(folder: Path, name: str, data: bytes | str, **options: object) -> tuple[list[Article], list[Skipped]]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read([str(path)], today=TODAY, **options)  # type: ignore[arg-type]


def article_of(folder: Path, name: str, data: bytes | str, **options: object) -> Article:
    articles, skipped = read_file(folder, name, data, **options)
    assert skipped == []
    assert len(articles) == 1
    return articles[0]


def reason_of(folder: Path, name: str, data: bytes | str) -> str:
    """The reason for which nothing of a file was read; it must name the file in its path."""
    articles, skipped = read_file(folder, name, data)
    assert articles == []
    assert [item.path for item in skipped] == [(folder / name).as_posix()]
    return skipped[0].reason
