"""Which articles tell the same story, and when an undated one must have been written.

Two articles are of one story when they share words that are rare elsewhere, read alike at the top and appeared close
together. Facts are compared only within a story: another victim, another meeting, another year is another story.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
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
_SLACK = 1e-3  # log odds; rounding must not lose a pair
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
class Vocabulary:
    """How often each word of an article, and each name in it, occurs; in lower case."""

    words: Mapping[str, int]
    names: Mapping[str, int]


def vocabulary_of(article: Article) -> Vocabulary:
    """Count the words of headline and text, and the names in the text."""
    words = Counter(word.casefold() for word in _WORD.findall(f"{article.title} {article.text}"))
    return Vocabulary(words, Counter(word.casefold() for word in _NAME.findall(article.text)))


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

    def link(
        self, articles: Sequence[Article], leads: NDArray[np.float32], known: Sequence[Vocabulary] | None = None
    ) -> Links:
        """Decide which pairs of articles tell one story.

        `leads` holds a unit vector for each article, `known` what `vocabulary_of` gives for each.
        """
        least = math.log(self.threshold / (1 - self.threshold)) - _SLACK
        pairs, features = self._candidates(articles, leads, known or [vocabulary_of(a) for a in articles], least)
        linear = features @ np.asarray(self.coefficients) + self.intercept
        probability = 1.0 / (1.0 + np.exp(-linear))
        kept = probability >= self.threshold
        return Links({(int(i), int(j)): float(p) for (i, j), p in zip(pairs[kept], probability[kept], strict=True)})

    def features(self, articles: Sequence[Article], leads: NDArray[np.float32]) -> tuple[NDArray[np.int64], Floats]:
        """Return the candidate pairs, (m, 2), that share a rare word, and their features, (m, len(FEATURES))."""
        return self._candidates(articles, leads, [vocabulary_of(a) for a in articles], -math.inf)

    def _candidates(
        self, articles: Sequence[Article], leads: NDArray[np.float32], known: Sequence[Vocabulary], least: float
    ) -> tuple[NDArray[np.int64], Floats]:
        """Return candidates and features, but for pairs whose log odds stay below `least` even if their leads agree."""
        rarity = self._rarity([own.words for own in known])
        words = _Shared.of([own.words for own in known], rarity)
        names = _Shared.of([own.names for own in known], rarity)
        days = np.array([a.published.toordinal() if a.published else 0 for a in articles], dtype=np.float64)
        best = self.intercept + max(0.0, self.coefficients[0])
        pairs, rows = [np.zeros((0, 2), dtype=np.int64)], [np.zeros((0, len(FEATURES) - 1))]
        for number in range(len(articles) - 1):
            cosine, _, common = words.with_later(number)
            names_cosine, names_shared, _ = names.with_later(number)
            others = np.flatnonzero(common)
            dated = (days[number] > 0) & (days[others] > 0)
            apart = np.where(dated, np.log1p(np.abs(days[others] - days[number])), 0.0)
            told = [cosine[others], names_cosine[others], np.log1p(names_shared[others]), apart, dated]
            row = np.column_stack(told)
            likely = row @ np.asarray(self.coefficients[1:]) + best >= least
            pairs.append(np.column_stack([np.full(int(likely.sum()), number), others[likely]]))
            rows.append(row[likely])
        found = np.concatenate(pairs)
        alike = np.einsum("ij,ij->i", leads[found[:, 0]], leads[found[:, 1]]).astype(np.float64)
        return found, np.column_stack([alike, np.concatenate(rows)])

    def _rarity(self, documents: Sequence[Mapping[str, int]]) -> Mapping[str, float]:
        """Inverse document frequency of each word, the corpus's own counts pooled with the background's."""
        own = Counter(word for document in documents for word in document)
        return {
            word: self.words.rarity(word, _SENTENCES * n, _SENTENCES * len(documents))
            for word, n in own.items()
            if n <= max(_COMMON, len(documents) // 20)
        }


@dataclass(frozen=True, slots=True)
class _Shared:
    """What documents share: their weighted words, one entry each, ordered by document and again by word."""

    documents: int
    first: NDArray[np.int64]  # where each document's entries begin
    place: NDArray[np.int64]  # where each entry stands among those ordered by word
    end: NDArray[np.int64]  # where the entries of its word end there
    document: NDArray[np.int64]  # from here on by word
    weight: Floats
    rarity: Floats

    @classmethod
    def of(cls, documents: Sequence[Mapping[str, int]], rarity: Mapping[str, float]) -> _Shared:
        """Weigh the words of each document by tf-idf, to length 1; words without rarity are left out."""
        numbers: dict[str, int] = {}
        word: list[int] = []
        weight: list[float] = []
        first = [0]
        for document in documents:
            vector = {w: (1 + math.log(n)) * rarity[w] for w, n in document.items() if w in rarity}
            norm = math.sqrt(sum(v * v for v in vector.values())) or 1.0
            word += [numbers.setdefault(w, len(numbers)) for w in vector]
            weight += [value / norm for value in vector.values()]
            first.append(len(word))
        of_word = np.array(word, dtype=np.int64)
        order = np.argsort(of_word, kind="stable")
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        rare = np.array([rarity[w] for w in numbers])
        return cls(
            len(documents),
            np.array(first),
            place,
            np.cumsum(np.bincount(of_word, minlength=len(numbers)))[of_word],
            np.repeat(np.arange(len(documents)), np.diff(first))[order],
            np.array(weight)[order],
            rare[of_word][order],
        )

    def with_later(self, number: int) -> tuple[Floats, Floats, NDArray[np.int64]]:
        """Return, for each document, the cosine, the rarity of the words shared, and their number: 0 up to `number`."""
        own = slice(self.first[number], self.first[number + 1])
        place = self.place[own]
        counts = self.end[own] - place - 1
        skipped = np.cumsum(counts) - counts
        later = np.repeat(place + 1 - skipped, counts) + np.arange(counts.sum())
        document, rarity = self.document[later], self.rarity[later]
        products = np.repeat(self.weight[place], counts) * self.weight[later]
        size = self.documents
        return (
            np.bincount(document, products, size).astype(np.float64),
            np.bincount(document, rarity, size).astype(np.float64),
            np.bincount(document, minlength=size),
        )


def date_undated(articles: Sequence[Article], links: Links) -> tuple[Article, ...]:
    """Give each undated article the date of its nearest dated neighbours of the same story, marked as inferred.

    The date is the weighted median of up to four neighbours, so it is good to within a few days; an article without
    dated neighbours stays undated.
    """
    neighbours: dict[int, list[tuple[float, date]]] = defaultdict(list)
    for (one, other), score in links.scores.items():
        for number, published in ((one, articles[other].published), (other, articles[one].published)):
            if published and score > 0:
                neighbours[number].append((score, published))
    return tuple(
        article if article.published else _dated(article, _nearest(neighbours[number]))
        for number, article in enumerate(articles)
    )


def _nearest(neighbours: Sequence[tuple[float, date]]) -> Sequence[tuple[float, date]]:
    return sorted(neighbours, key=lambda item: (-item[0], item[1]))[:_NEAREST]


def _dated(article: Article, neighbours: Sequence[tuple[float, date]]) -> Article:
    if not neighbours:
        return article
    half, passed = sum(score for score, _ in neighbours) / 2, 0.0
    for score, published in sorted(neighbours, key=lambda item: item[1]):
        passed += score
        if passed >= half - 1e-9:
            return replace(article, published=published, published_from=Origin.NEIGHBOURS)
    raise AssertionError("the weights of the neighbours add up to more than half of themselves")
