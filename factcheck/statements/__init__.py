"""Article -> Statements: sentences with true offsets, the page's furniture left out, speaker and mood told.

`_layout` finds the paragraphs, `_pieces` cuts them into statements and mends what is broken over two, `_speaker` tells
who says each, `_mood` how it is meant.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from factcheck.config import Config, as_json
from factcheck.lexicon import table
from factcheck.model import Article, Span, Statement
from factcheck.statements._cues import Reader
from factcheck.statements._edges import Edges
from factcheck.statements._furniture import Furniture
from factcheck.statements._layout import Dropped, lay_out
from factcheck.statements._mood import Moods
from factcheck.statements._people import Names, People, tokens
from factcheck.statements._pieces import Cutter
from factcheck.statements._sentences import Abbreviations
from factcheck.statements._speaker import Attribution
from factcheck.statements._speech import Speech
from factcheck.statements._voices import listen, quoted_blocks

__all__ = ["Dropped", "split", "split_with_rest"]

_TABLES = ("furniture", "abbreviations", "speech", "names", "titles", "moods", "posts", "quantity_words")


def split(article: Article, config: Config) -> tuple[Statement, ...]:
    """Return the statements of `article` in order, disjoint, each a true slice of `article.text`.

    Linear in the length of the text. Page furniture, markup and datelines are left out.
    """
    return split_with_rest(article, config)[0]


def split_with_rest(article: Article, config: Config) -> tuple[tuple[Statement, ...], tuple[Dropped, ...]]:
    """Return the statements, and what was left out of them and why, both in order."""
    words = _vocabulary(as_json({name: config.lexicon.get(name) for name in _TABLES}))
    layout = lay_out(article.text, words.cutter.furniture)
    paragraphs = (tokens(layout.plain, p.span.start, p.span.end) for p in layout.paragraphs)
    people = People.of(words.reader.names, paragraphs)
    pieces, dropped = words.cutter.cut(layout, people.pairs)
    voices = listen(layout.plain, pieces, layout.paragraphs)
    Attribution(words.reader, people, pieces, voices).attribute()
    statements: list[Statement] = []
    for piece, voice in zip(quoted_blocks(pieces, voices), voices, strict=True):
        content, past = voice.content(words.reader.speech.irregular)
        mood = words.moods.mood(voice.words, content, backshifted=past)
        span = Span(piece.start, piece.end)
        place = (len(statements), piece.paragraph, piece.block)
        statements.append(Statement(article, span, *place, voice.speaker or None, mood))
    rest = sorted((*layout.dropped, *dropped), key=lambda part: (part.span.start, part.span.end))
    return tuple(statements), tuple(rest)


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    cutter: Cutter
    reader: Reader
    moods: Moods


@lru_cache(maxsize=8)
def _vocabulary(lexicon: str) -> _Vocabulary:
    """Build the vocabularies for the user's additions to the lexicon, as JSON."""
    extra = {name: entries for name, entries in json.loads(lexicon).items() if entries}
    furniture, abbreviations, speech, names, titles, moods, posts, counting = (table(name, extra) for name in _TABLES)
    persons = (*posts["heads"], *counting["age"]["people"], *counting["age"]["bearers"])
    return _Vocabulary(
        Cutter(Furniture.of(furniture), Abbreviations.of(abbreviations), Edges.of(speech)),
        Reader(Speech.of(speech, persons), Names.of(speech, names, titles)),
        Moods.of(moods),
    )
