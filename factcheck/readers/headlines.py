"""The headline as part of the text: it states facts like any other sentence, often the ones that clash."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.model import Article

_TAIL = re.compile(r"\s+(?:[|–—•·«»]|-{1,2}|::?)\s+")
_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to"])
_NAME_WORDS = 7
_LEAST = 3  # words below which a headline is a label: "Updated", "Photo gallery"


def headlined(article: Article) -> Article:
    """Return `article` with its headline as last paragraph, unless its text holds it or there is none.

    It stands at the end so that offsets into the text as published stay true.
    """
    headline = _without_outlet(" ".join(article.title.split()), article.source)
    if len(headline.split()) < _LEAST or _plain(headline) in _plain(article.text):
        return article
    return replace(article, text=f"{article.text.rstrip()}\n\n{headline}")


def published(article: Article) -> tuple[str, str]:
    """Return the text as its file has it, and the headline that `headlined` has put after it, empty if it has not."""
    headline = _without_outlet(" ".join(article.title.split()), article.source)
    text = article.text.removesuffix(f"\n\n{headline}") if headline else article.text
    return text, headline if text != article.text else ""


def _without_outlet(title: str, source: str) -> str:
    """Cut off what web pages add to a headline: 'Two held after fire - Channel 9 News | Springfield'."""
    for cut in reversed(list(_TAIL.finditer(title))):
        if len(title[: cut.start()].split()) < _LEAST or not _is_outlet(title[cut.end() :], source):
            break
        title = title[: cut.start()]
    return title


def _is_outlet(part: str, source: str) -> bool:
    words = part.split()
    if not words or _plain(part) == _plain(source):
        return True
    capitals = all(not word[0].islower() or word in _SMALL for word in words)
    return capitals and len(words) <= _NAME_WORDS and part[-1] not in ".?!"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
