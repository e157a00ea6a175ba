"""Article -> Statements: sentences with true offsets, the page's furniture left out, speaker and mood told."""

from __future__ import annotations

from factcheck._statements_furniture import Furniture
from factcheck._statements_layout import Layout, lay_out
from factcheck._statements_sentences import Abbreviations, sentences
from factcheck.config import Config
from factcheck.lexicon import table
from factcheck.model import Article, Block, Mood, Span, Statement


def split(article: Article, config: Config) -> tuple[Statement, ...]:
    furniture = Furniture.of(table("furniture", config.lexicon))
    abbreviations = Abbreviations.of(table("abbreviations", config.lexicon))
    layout = lay_out(article.text, furniture)
    out = []
    for p in layout.paragraphs:
        for a, b in sentences(layout.plain, p.span.start, p.span.end, abbreviations):
            out.append(Statement(article, Span(a, b), len(out), p.number, p.block))
    return tuple(out)
