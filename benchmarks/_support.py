"""How far an article supports a summary of it: named measures, each higher where the summary says more than the text.

Numbers, times and names go by the program's own extractors and comparisons, words by how rare they are, what a
sentence says as a whole by the claims model, and which value answers which question by the questions model. None of
them is fitted here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

import numpy as np
from _exchanges import exchangeable, exchanged
from _gaps import Gap, answers, better_answered, fits, gaps

from factcheck import encoding, statements
from factcheck.config import Config
from factcheck.entities import Tagger
from factcheck.kinds import Kind
from factcheck.kinds.quantity import Quantities
from factcheck.kinds.time import Times
from factcheck.model import Article, Fact, Span, Statement
from factcheck.questions import Questions
from factcheck.words import Words

MEASURES = (
    "not implied, nearest 3 joined",
    "not implied, each of the nearest 5",
    "contradicted by the nearest",
    "contradicted, most of the nearest 5",
    "not implied, the sentence with most of its words",
    "not implied, three with most of its words",
    "contradicted, three with most of its words",
    "contradicted, the sentence with most of its words",
    "another fact of the article fits better",
    "another name answers better",
    "another value answers better",
    "far from every sentence",
    "new words",
    "rarest new word",
    "words apart",
    "words out of order",
    "new names",
    "new numbers",
    "new times",
    "nobody meant",
    "pronoun of another gender",
)
JOINED, NEAREST = 3, 5
"""Article sentences that a summary sentence is held against: together, and one by one."""
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_PRONOUN = re.compile(r"[\"'“‘]?(?:He|She|It|They|His|Her|Its|Their)\b")
_GENDERS = (frozenset({"he", "his", "him"}), frozenset({"she", "her", "hers"}))
_NAMED = ("PER", "ORG", "LOC")
_COMMON = 3.2  # words said in more than one sentence in 25 bind nothing
_STEM = 5

Judge = Callable[[Sequence[tuple[str, str]]], np.ndarray]
"""Pairs of premise and hypothesis to probabilities of entailment, neutral and contradiction."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the measures need."""

    judge: Judge
    encoder: encoding.Encoder
    tagger: Tagger
    questions: Questions
    words: Words
    kinds: tuple[Kind, ...] = ()

    @classmethod
    def of(cls, judge: Judge, encoder: encoding.Encoder, tagger: Tagger, questions: Questions) -> Tools:
        kinds = (Quantities(Config()), Times(Config()))
        return cls(judge, encoder, tagger, questions, Words.load(encoding.models_folder()), kinds)


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """A text read: of each sentence its words, names, stems, facts and what may be exchanged; every value masked."""

    texts: Sequence[str]
    names: Sequence[Sequence[tuple[str, str]]]
    stems: Sequence[Sequence[str]]
    facts: Sequence[Sequence[Fact]]
    gaps: Sequence[Gap]
    parts: Sequence[Sequence[tuple[str, str]]]


def measures(texts: Sequence[tuple[str, str]], tools: Tools) -> np.ndarray:
    """One row for each article and summary: the mean of each measure over the summary's sentences, then the worst."""
    known = {text: _read(text, tools) for text in sorted({text for pair in texts for text in pair})}
    sentences = sorted({text for read in known.values() for text in read.texts})
    vectors = dict(zip(sentences, tools.encoder.encode(sentences), strict=True))
    near = {pair: _nearness(known[pair[0]], known[pair[1]], vectors) for pair in set(texts)}
    asked = {
        (article, summary): [
            _Asked.of(known[article], known[summary], n, row, tools.words) for n, row in enumerate(likeness)
        ]
        for (article, summary), likeness in near.items()
    }
    questions = sorted({ask for some in asked.values() for one in some for ask in one.pairs()})
    told = dict(zip(questions, tools.judge(questions), strict=True))
    rivals = {
        pair: answers(known[pair[0]].gaps, known[pair[1]].gaps, likeness, tools.kinds)
        for pair, likeness in near.items()
    }
    masked = sorted({ask for some in rivals.values() for one in some for ask in one.pairs()})
    odds = dict(zip(masked, tools.questions.odds(masked).tolist(), strict=True))
    rows = {}
    for pair, likeness in near.items():
        article, summary = known[pair[0]], known[pair[1]]
        judged = np.array([one.judged(told) for one in asked[pair]])
        answered = np.array([better_answered(rivals[pair], n, odds) for n in range(len(summary.texts))])
        typed = np.array([_typed(article, summary, number, tools) for number in range(len(summary.texts))])
        table = np.column_stack([judged, answered, 1 - likeness.max(axis=1), typed])
        rows[pair] = np.concatenate([table.mean(axis=0), table.max(axis=0)])
    return np.stack([rows[pair] for pair in texts])


def _read(text: str, tools: Tools) -> _Read:
    article = Article("", text)
    said = statements.split(article, Config()) or (Statement(article, Span(0, len(text))),)
    texts = [" ".join(s.text.split()) for s in said]
    own = [[f for kind in tools.kinds for f in kind.find([s])] for s in said]
    tagged = tools.tagger.tag(said)
    names = [[(e.label, " ".join(e.text.split())) for e in entities if e.label in _NAMED] for entities in tagged]
    stems = [[stem(word) for word in _WORD.findall(t)] for t in texts]
    parts = [exchangeable(*sentence) for sentence in zip(texts, names, own, strict=True)]
    return _Read(texts, names, stems, own, gaps(said, tagged, own), parts)


def stem(word: str) -> str:
    """The beginning of a word in lower case, so that its forms are one; numerals whole."""
    return word.casefold() if word[0].isdigit() else word.casefold()[:_STEM]


def _nearness(article: _Read, summary: _Read, vectors: dict[str, np.ndarray]) -> np.ndarray:
    return np.stack([vectors[t] for t in summary.texts]) @ np.stack([vectors[t] for t in article.texts]).T


def _nearest(article: _Read, row: np.ndarray) -> tuple[str, list[str]]:
    """The nearest sentences of an article: three joined in reading order, and five one by one, nearest first."""
    order = np.argsort(-row, kind="stable")
    return " ".join(article.texts[i] for i in sorted(order[:JOINED])), [article.texts[i] for i in order[:NEAREST]]


def _covering(article: _Read, summary: _Read, number: int, words: Words) -> list[int]:
    """The article's sentences that together hold most of a sentence's words, by rarity, the best first; three."""
    left = _weights(summary, number, words)
    chosen: list[int] = []
    for _ in range(min(JOINED, len(article.stems))):
        held = [fsum(left.get(s, 0.0) for s in set(stems)) for stems in article.stems]  # exact in any order of the set
        best = int(np.argmax(held))
        if chosen and held[best] <= 0:
            break
        chosen.append(best)
        left = {s: w for s, w in left.items() if s not in article.stems[best]}
    return chosen


def _weights(read: _Read, number: int, words: Words) -> dict[str, float]:
    return {stem(w): max(0.0, words.rarity(w.casefold())) for w in _WORD.findall(read.texts[number])}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the model is asked about one sentence of a summary: premises, and the sentence reworded."""

    text: str
    joined: str
    each: Sequence[str]
    fullest: str
    covering: str
    exchanged: Sequence[tuple[str, str]]

    @classmethod
    def of(cls, article: _Read, summary: _Read, number: int, row: np.ndarray, words: Words) -> _Asked:
        text, (joined, each) = summary.texts[number], _nearest(article, row)
        chosen = _covering(article, summary, number, words)
        covering = " ".join(article.texts[i] for i in sorted(chosen))
        # Of one sentence the model tells two wordings apart better than of several.
        others = [
            (article.texts[i], other)
            for i in (chosen[0], article.texts.index(each[0]))
            for other in exchanged(text, summary.parts[number], article.parts[i])
        ]
        return cls(text, joined, each, article.texts[chosen[0]], covering, others)

    def pairs(self) -> list[tuple[str, str]]:
        premises = (self.joined, *self.each, self.fullest, self.covering)
        return [*((premise, self.text) for premise in premises), *self.exchanged]

    def judged(self, told: dict[tuple[str, str], np.ndarray]) -> tuple[float, ...]:
        """The measures of the model, in their order."""
        singly = np.array([told[premise, self.text] for premise in self.each])
        fullest, whole = told[self.fullest, self.text], told[self.covering, self.text]
        better = (_odds(told[of, other][0]) - _odds(told[of, self.text][0]) for of, other in self.exchanged)
        return (
            1 - told[self.joined, self.text][0],
            1 - singly[:, 0].max(),
            singly[0, 2],
            singly[:, 2].max(),
            -_odds(fullest[0]),
            -_odds(whole[0]),
            _odds(whole[2]),
            _odds(fullest[2]),
            max((0.0, *better)),
        )


def _odds(probability: float) -> float:
    """Log odds, within what the model can tell."""
    p = float(np.clip(probability, 1e-3, 1 - 1e-3))
    return float(np.log(p / (1 - p)))


def _typed(article: _Read, summary: _Read, number: int, tools: Tools) -> tuple[float, ...]:
    """The measures from "new words" on, for one sentence of the summary."""
    stems = summary.stems[number]
    weight = _weights(summary, number, tools.words)
    known = {s for sentence in article.stems for s in sentence}
    new = {s: w for s, w in weight.items() if s not in known}
    bound = [s for s in stems if weight.get(s, 0) >= _COMMON and s in known]
    pairs = list(pairwise(bound))
    together = [_together(pair, article.stems) for pair in pairs]
    names = [name for _, name in summary.names[number]]
    facts = summary.facts[number]
    others = [fact for own in article.facts for fact in own]
    return (
        sum(new.values()) / max(1e-9, sum(weight.values())),
        max(new.values(), default=0.0),
        1 - np.mean([near > 0 for near in together]) if pairs else 0.0,
        1 - np.mean([near > 1 for near in together]) if pairs else 0.0,
        float(sum(any(stem(w) not in known for w in _WORD.findall(name)) for name in names)),
        *(float(sum(not fits(kind, f, others) for f in facts if f.kind == kind.name)) for kind in tools.kinds),
        float(_nobody_meant(summary, number)),
        float(_other_gender(article, summary, number)),
    )


def _nobody_meant(summary: _Read, number: int) -> bool:
    """Tell whether a sentence begins with a pronoun and no earlier one of the summary names anybody."""
    named = any(label in _NAMED for earlier in summary.names[:number] for label, _ in earlier)
    return not named and bool(_PRONOUN.match(summary.texts[number]))


def _other_gender(article: _Read, summary: _Read, number: int) -> bool:
    """Tell whether a sentence says he or she of somebody where the article only ever uses the other."""
    own = {w.casefold() for w in _WORD.findall(summary.texts[number])}
    theirs = {w.casefold() for text in article.texts for w in _WORD.findall(text)}
    return any(own & mine and not theirs & mine and theirs & other for mine, other in (_GENDERS, _GENDERS[::-1]))


def _together(pair: tuple[str, str], sentences: Sequence[Sequence[str]]) -> int:
    """2 where some sentence has the two words in this order, 1 where one has both, 0 where none has."""
    best = 0
    for sentence in sentences:
        if pair[0] in sentence and pair[1] in sentence:
            ordered = sentence.index(pair[0]) < len(sentence) - 1 - sentence[::-1].index(pair[1])
            best = max(best, 2 if ordered else 1)
    return best
