"""Article -> Statements: sentences with true offsets, the page's furniture left out, speaker and mood told."""

from __future__ import annotations

from factcheck._statements_edges import Edges
from factcheck._statements_furniture import Furniture
from factcheck._statements_layout import lay_out
from factcheck._statements_pieces import Cutter
from factcheck._statements_sentences import Abbreviations
from factcheck.config import Config
from factcheck.lexicon import table
from factcheck.model import Article, Span, Statement


def split(article: Article, config: Config) -> tuple[Statement, ...]:
    """Return the statements of `article` in order, disjoint, each a true slice of `article.text`."""
    furniture = Furniture.of(table("furniture", config.lexicon))
    cutter = Cutter(
        furniture,
        Abbreviations.of(table("abbreviations", config.lexicon)),
        Edges.of(table("speech", config.lexicon)),
    )
    layout = lay_out(article.text, furniture)
    pieces, _ = cutter.cut(layout, frozenset())
    return tuple(
        Statement(article, Span(p.start, p.end), index, p.paragraph, p.block, p.signature or None)
        for index, p in enumerate(pieces)
    )
