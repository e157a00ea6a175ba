"""Markdown: front matter in YAML or TOML, a heading, the article as it stands, markup included."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from factcheck.errors import InputError
from factcheck.model import Article, Origin, Skipped
from factcheck.readers import fields
from factcheck.readers.decoding import decode
from factcheck.readers.text import title_line

_FENCED = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(?P<matter>.*?)(?:(?<=\n)|(?<=\r))(?:(?P=fence)|\.\.\.)"
    r"[ \t]*(?:(?:\r\n|\r|\n)\s*|\Z)",
    re.DOTALL,
)
_ATX = re.compile(r"^[ ]{0,3}#{1,2}[ \t]+([^\r\n]*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_SETEXT = re.compile(r"(?:\A|(?<=\n)|(?<=\r))([^\s#>*+-][^\r\n]*)(?:\r\n|\r|\n)=+[ \t]*(?:\r|\n|\Z)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEAD = 4000
_LONGEST_MATTER = 1 << 16
_OURS = re.compile(r"\s*(?:<!-- factcheck[ /]report|# Consistency report[ \t]*[\r\n])")


@dataclass(frozen=True, slots=True)
class Markdown:
    """Reads .md. The article's text is the end of the file as decoded: what follows the front matter."""

    suffixes: tuple[str, ...] = (".md", ".markdown")
    day_first: bool | None = None

    def read(self, data: bytes, path: str) -> Iterator[Article | Skipped]:
        """Yield the article, and a note for whatever had to be guessed; raises InputError on bad front matter."""
        decoded, note = decode(data)
        if note:
            yield Skipped(path, "encoding", note)
        if _OURS.match(decoded):
            yield fields.ours(path)
            return
        start, matter = _front_matter(decoded)
        text = decoded[start:]
        if not _COMMENT.sub("", text).strip():
            raise InputError(
                "No text after the front matter; put the article there or leave the file out"
                if matter
                else "Empty; put the article's text into it or leave it out"
            )
        known = fields.stated(matter, self.day_first)
        titled = replace(known, title=known.title or _heading(text) or title_line(text))
        yield from fields.article(path, text, titled, Origin.FRONT_MATTER)


def _heading(text: str) -> str:
    head = _COMMENT.sub("", text[:_HEAD])
    found = [match for match in (_ATX.search(head), _SETEXT.search(head)) if match]
    return min(found, key=lambda match: match.start())[1].strip() if found else ""


def _front_matter(text: str) -> tuple[int, Mapping[str, Any]]:
    """Return where the article starts and the table before it."""
    match = _FENCED.match(text)
    if not match or not match["matter"].strip():
        return (match.end() if match else 0), {}
    matter = match["matter"]
    first = len(re.findall(r"\r\n|\r|\n", text[: match.start("matter")])) + 1
    if len(matter) > _LONGEST_MATTER:
        raise InputError(
            f"The front matter is longer than {_LONGEST_MATTER // 1024} kB; is its closing '{match['fence']}' missing?"
        )
    found = _toml(matter) if match["fence"] == "+++" else _yaml(matter, first)
    if isinstance(found, Mapping):
        return match.end(), found
    # two rulers around a paragraph, no front matter at all
    return 0, {}


def _yaml(matter: str, first: int) -> Any:  # noqa: ANN401
    import yaml  # most inputs have no front matter

    try:
        # the base loader leaves every value a string: a date keeps the day that is written, and 2022-13-40 is no crash
        return yaml.load(matter, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f", line {first + place.line}" if place else ""
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise InputError(f"Bad YAML in the front matter{line}: {problem}; quote values that hold ': '") from error
    except RecursionError as error:
        raise InputError("Bad YAML in the front matter: nested too deeply; keep to 'key: value' lines") from error


def _toml(matter: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(matter.replace("\r\n", "\n").replace("\r", "\n"))
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"Bad TOML in the front matter: {error}; correct it or use YAML between '---' lines"
        ) from error
