"""What a run read but could not check, or only in part: told in the report, since silence never means clean.

Each remark names its article and, where there is one, the remedy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Origin, Skipped
from factcheck.pairing import Told
from factcheck.stories import Links, Vocabulary
from factcheck.words import Words


def unchecked(
    told: Sequence[Told], vocabularies: Sequence[Vocabulary], links: Links, words: Words
) -> Iterator[Skipped]:
    """Yield what stays open for want of a date, another article, English text, or because there is too much of it.

    `vocabularies` has an entry for each article, `links` tells which articles are of one story.
    """
    articles = [own.article for own in told]
    yield from _undated(articles)
    yield from _strangers(articles, links)
    yield from _too_many(told)
    for article, own in zip(articles, vocabularies, strict=True):
        if words.foreign(own.words):
            reason = "does not read like English, the only language that is understood: little of it was compared"
            yield Skipped(article.path, "language", reason)


def _undated(articles: Sequence[Article]) -> Iterator[Skipped]:
    for article in articles:
        if not article.published:
            reason = "no publication date was found and no dated article tells the same story; relative dates stay open"
            yield Skipped(article.path, "date", f"{reason}: give one with --date or in the file")
        elif article.published_from is Origin.NEIGHBOURS:
            reason = (
                f"no publication date was found; taken as about {article.published} from articles of the same story"
            )
            yield Skipped(article.path, "date", reason)


def _strangers(articles: Sequence[Article], links: Links) -> Iterator[Skipped]:
    linked = {number for pair in links.scores for number in pair}
    for number, article in enumerate(articles):
        if number not in linked:
            why = "no other article tells the same story" if len(articles) > 1 else "only one article was given"
            yield Skipped(article.path, "comparison", f"{why}; compared with itself only")


def _too_many(told: Sequence[Told]) -> Iterator[Skipped]:
    for own in told:
        for kind, more in own.beyond.items():
            kept = len(own.facts[kind])
            reason = f"more than {kept:,} facts of kind {kind}: the last {more:,} were not compared; cut it into parts"
            yield Skipped(own.article.path, "facts", reason)
