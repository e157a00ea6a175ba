"""Which articles tell the same story, and when an undated one must have been written.

Two articles are of one story when they share words that are rare elsewhere, read alike at the top and appeared close
together. Facts are compared only within a story: another victim, another meeting, another year is another story.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.digests import checked
from factcheck.errors import ModelError
from factcheck.model import Article, Origin
from factcheck.words import Words

FEATURES = ("lead_cosine", "words_cosine", "names_cosine", "names_shared", "days_apart", "dated")
_LEAD = 1200  # characters that stand for an article: headline, lead and what follows at once
_COMMON = 64  # a word in more articles than this, or than a twentieth of them, links nothing
_SENTENCES = 20  # what one article counts for beside the sentences of the background counts
_NEAREST = 4  # neighbours that date an undated article
_WORD = re.compile(r"[^\W_]{2,}")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]+")  # capitalised where no sentence begins

Floats = NDArray[np.float64]


def lead(article: Article) -> str:
    """Return the text whose embedding stands for the article."""
    return f"{article.title}. {article.text[:_LEAD]}" if article.title else article.text[:_LEAD]


@dataclass(frozen=True, slots=True)
class Links:
    """Probability that two articles, by index, tell the same story; a pair that is absent does not."""

    scores: Mapping[tuple[int, int], float]

    def score(self, left: int, right: int) -> float:
        """Return the probability for a pair in either order: 1 for an article with itself, 0 for strangers."""
        if left == right:
            return 1.0
        return self.scores.get((min(left, right), max(left, right)), 0.0)


@dataclass(frozen=True, slots=True)
class StoryModel:
    """Logistic weights over `FEATURES`, made by models/stories, over words of which some are rare."""

    words: Words
    intercept: float
    coefficients: tuple[float, ...]
    threshold: float

    @classmethod
    def load(cls, folder: Path) -> StoryModel:
        """Read stories/weights.json below `folder`; ModelError says what is wrong with it."""
        path = folder / "stories" / "weights.json"
        try:
            weights = json.loads(checked(path))
            coefficients = tuple(float(weights["coefficients"][name]) for name in FEATURES)
            return cls(Words.load(folder), float(weights["intercept"]), coefficients, float(weights["threshold"]))
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{path}: cannot be read ({error}); reinstall the package") from error

    def link(self, articles: Sequence[Article], leads: NDArray[np.float32]) -> Links:
        """Decide which pairs of articles tell one story; `leads` holds a unit vector for each article."""
        pairs, features = self.features(articles, leads)
        linear = features @ np.asarray(self.coefficients) + self.intercept
        probability = 1.0 / (1.0 + np.exp(-linear))
        kept = probability >= self.threshold
        return Links({(int(i), int(j)): float(p) for (i, j), p in zip(pairs[kept], probability[kept], strict=True)})

    def features(self, articles: Sequence[Article], leads: NDArray[np.float32]) -> tuple[NDArray[np.int64], Floats]:
        """Return the candidate pairs, (m, 2), that share a rare word, and their features, (m, len(FEATURES))."""
        words = [Counter(_words(article)) for article in articles]
        names = [Counter(_names(article)) for article in articles]
        rarity = self._rarity(words)
        by_words = _overlaps(words, rarity, len(articles))
        by_names = _overlaps(names, rarity, len(articles))
        pairs = np.array(sorted(by_words), dtype=np.int64).reshape(-1, 2)
        columns = [
            np.einsum("ij,ij->i", leads[pairs[:, 0]], leads[pairs[:, 1]]).astype(np.float64),
            np.array([by_words[i, j].cosine for i, j in map(tuple, pairs)]),
            np.array([by_names.get((i, j), _NOTHING).cosine for i, j in map(tuple, pairs)]),
            np.array([math.log1p(by_names.get((i, j), _NOTHING).weight) for i, j in map(tuple, pairs)]),
            np.array([_days_apart(articles[i].published, articles[j].published) for i, j in pairs]),
            np.array([float(bool(articles[i].published and articles[j].published)) for i, j in pairs]),
        ]
        return pairs, np.column_stack(columns) if len(pairs) else np.zeros((0, len(FEATURES)))

    def _rarity(self, documents: Sequence[Counter[str]]) -> Mapping[str, float]:
        """Inverse document frequency of each word, the corpus's own counts pooled with the background's."""
        own = Counter(word for document in documents for word in document)
        return {
            word: self.words.rarity(word, _SENTENCES * n, _SENTENCES * len(documents))
            for word, n in own.items()
            if n <= max(_COMMON, len(documents) // 20)
        }


def _words(article: Article) -> Iterable[str]:
    return (word.casefold() for word in _WORD.findall(f"{article.title} {article.text}"))


def _names(article: Article) -> Iterable[str]:
    return (word.casefold() for word in _NAME.findall(article.text))


@dataclass(slots=True)
class _Overlap:
    cosine: float = 0.0
    weight: float = 0.0


_NOTHING = _Overlap()


def _overlaps(
    documents: Sequence[Counter[str]], rarity: Mapping[str, float], total: int
) -> Mapping[tuple[int, int], _Overlap]:
    """Return, for each pair of documents that share a word, the tf-idf cosine and the rarity of what they share."""
    postings: dict[str, list[int]] = defaultdict(list)
    weighted: list[dict[str, float]] = []
    for number, document in enumerate(documents):
        vector = {w: (1 + math.log(n)) * rarity[w] for w, n in document.items() if w in rarity}
        norm = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        weighted.append({word: value / norm for word, value in vector.items()})
        for word in vector:
            postings[word].append(number)
    keys, products, shared = [], [], []
    for word, found in postings.items():
        if len(found) < 2:
            continue
        index = np.array(found, dtype=np.int64)
        value = np.array([weighted[i][word] for i in found])
        left, right = np.triu_indices(len(found), k=1)
        keys.append(index[left] * total + index[right])
        products.append(value[left] * value[right])
        shared.append(np.full(len(left), rarity[word]))
    if not keys:
        return {}
    unique, inverse = np.unique(np.concatenate(keys), return_inverse=True)
    cosine = np.bincount(inverse, weights=np.concatenate(products))
    weight = np.bincount(inverse, weights=np.concatenate(shared))
    return {
        (int(key) // total, int(key) % total): _Overlap(float(c), float(w))
        for key, c, w in zip(unique, cosine, weight, strict=True)
    }


def _days_apart(one: date | None, other: date | None) -> float:
    return math.log1p(abs((one - other).days)) if one and other else 0.0


def date_undated(articles: Sequence[Article], links: Links) -> tuple[Article, ...]:
    """Give each undated article the date of its nearest dated neighbours of the same story, marked as inferred.

    The date is the weighted median of up to four neighbours, so it is good to within a few days; an article without
    dated neighbours stays undated.
    """
    return tuple(
        article if article.published else _dated(article, _neighbours(number, articles, links))
        for number, article in enumerate(articles)
    )


def _neighbours(number: int, articles: Sequence[Article], links: Links) -> list[tuple[float, date]]:
    scored = ((links.score(number, other), a.published) for other, a in enumerate(articles) if other != number)
    known = [(score, published) for score, published in scored if published and score > 0]
    return sorted(known, key=lambda item: (-item[0], item[1]))[:_NEAREST]


def _dated(article: Article, neighbours: Sequence[tuple[float, date]]) -> Article:
    if not neighbours:
        return article
    half, passed = sum(score for score, _ in neighbours) / 2, 0.0
    for score, published in sorted(neighbours, key=lambda item: item[1]):
        passed += score
        if passed >= half - 1e-9:
            return replace(article, published=published, published_from=Origin.NEIGHBOURS)
    raise AssertionError("the weights of the neighbours add up to more than half of themselves")
