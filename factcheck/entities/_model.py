"""Names by the trained tagger in models/tagger: input and decoding as its card says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from factcheck.encoding import OnnxModel, models_folder
from factcheck.entities._nouns import Entity
from factcheck.errors import ModelError
from factcheck.model import Span, Statement

Word: TypeAlias = tuple[int, int, int]
"""First piece, and start and end in characters of the text."""
_Found: TypeAlias = tuple[int, int, str, float]
_REMEMBERED = 1 << 17
"""Texts whose names are kept, some 60 MB: the pipeline and two kinds ask for the same statements one after another."""


class ModelTagger:
    """A `Tagger` over a folder laid out as models/tagger; every statement is read alone.

    Raises ModelError naming the file when the model is missing, damaged or not a tagger.
    """

    def __init__(self, model: OnnxModel) -> None:
        self.name, self.digest = model.name, model.digest
        self._model = model
        self._known: dict[str, list[_Found]] = {}
        try:
            self._labels = tuple(str(label) for label in model.config["labels"])
            self._cases = {str(name): int(number) for name, number in model.config["cases"].items()}
            self._temperature = float(model.config.get("temperature", 1.0))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ModelError(f"{model.folder / 'config.json'}: lacks {error}; reinstall the package") from error

    @staticmethod
    def load(folder: Path | None = None, jobs: int = 0) -> ModelTagger:
        """Load the bundled tagger, or the one in `folder`."""
        return ModelTagger(OnnxModel(folder or models_folder() / "tagger", jobs))

    def tag(self, statements: Sequence[Statement]) -> list[tuple[Entity, ...]]:
        """Return the entities of each statement; equal texts are read once, long ones in parts."""
        texts = [statement.text for statement in statements]
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        spans = self._known
        if new:
            spans.update(zip(new, self.spans(new), strict=True))
        self._known = spans if len(spans) <= 2 * _REMEMBERED else dict(list(spans.items())[-_REMEMBERED:])
        return [
            tuple(_entity(statement, text, *span[:3]) for span in spans[text])
            for statement, text in zip(statements, texts, strict=True)
        ]

    def spans(self, texts: Sequence[str]) -> list[list[_Found]]:
        """Return start, end, label and probability of every name in each text, offsets in characters of the text."""
        out: list[list[_Found]] = [[] for _ in texts]
        for number, logits, words in self.read(texts):
            out[number] += spans_of(logits, words, self._labels, self._temperature)
        return out

    def read(self, texts: Sequence[str]) -> Iterator[tuple[int, NDArray[np.float32], list[Word]]]:
        """Yield which text, logits (pieces x labels, before the temperature) and words, for each part of each text."""
        parts: list[Any] = []
        owner: list[int] = []
        for number, encoding in enumerate(self._model.tokenize(texts)):
            pieces = [encoding, *encoding.overflowing]
            parts += pieces
            owner += [number] * len(pieces)
        cut = [words_of(part) for part in parts]
        kinds = [kinds_of(part, texts[n], words, self._cases) for part, n, words in zip(parts, owner, cut, strict=True)]
        yield from zip(owner, self._model.run(parts, kinds), cut, strict=True)


def _entity(statement: Statement, text: str, start: int, end: int, label: str) -> Entity:
    words = text[start:end]
    base = statement.span.start
    return Entity(Span(base + start, base + end), label, words, words)


def words_of(part: Any) -> list[Word]:  # noqa: ANN401
    """Return the words of an encoding: runs of letters and digits, or one mark of punctuation."""
    pieces = [(word, i) for i, word in enumerate(part.word_ids) if word is not None]
    out = []
    for _, group in groupby(pieces, key=lambda pair: pair[0]):
        indexes = [i for _, i in group]
        out.append((indexes[0], part.offsets[indexes[0]][0], part.offsets[indexes[-1]][1]))
    return out


def kinds_of(part: Any, text: str, words: Sequence[Word], cases: Mapping[str, int]) -> list[int]:  # noqa: ANN401
    """Return `token_type_ids` of an encoding: the number of its word's case for every piece, 0 for special pieces."""
    kinds = [0] * len(part.ids)
    following = [*(first for first, _, _ in words[1:]), len(kinds) - 1]
    told = cases_of([text[start:end] for _, start, end in words])
    for (first, _, _), after, case in zip(words, following, told, strict=True):
        kinds[first:after] = [cases[case]] * (after - first)
    return kinds


@cache
def case_of(word: str) -> str:
    """Return the case of one word, blind to its neighbours."""
    if any(c.isdigit() for c in word):
        return "digit"
    letters = [c for c in word if c.isupper() or c.islower()]
    if not letters:
        return "other"
    if all(c.isupper() for c in letters):
        return "upper" if len(letters) > 1 else "initial"
    if not any(c.isupper() for c in letters):
        return "lower"
    return "capitalised" if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else "mixed"


def cases_of(words: Sequence[str]) -> list[str]:
    """Return the case of each word, with regard to its place and to lines set in capitals."""
    cases = [case_of(word) for word in words]
    long = [case for word, case in zip(words, cases, strict=True) if len(word) > 3 and case not in ("other", "digit")]
    titled = len(long) >= 3 and sum(case != "lower" for case in long) >= 0.8 * len(long)
    shouted = len(long) >= 3 and sum(case == "upper" for case in long) >= 0.8 * len(long)
    if shouted:
        cases = ["shouted" if case in ("upper", "initial") else case for case in cases]
    elif titled:
        cases = ["titled" if case == "capitalised" else case for case in cases]
    first = next((i for i, case in enumerate(cases) if case not in ("other", "digit")), None)
    if first is not None and cases[first] == "capitalised":
        cases[first] = "first"
    return cases


def spans_of(
    logits: NDArray[np.float32], words: Sequence[Word], labels: tuple[str, ...], temperature: float = 1.0
) -> list[_Found]:
    """Return the spans of the best legal label sequence over words; a span is as sure as its least sure word.

    Of `logits` (pieces x labels) only the first piece of a word counts.
    """
    if not words:
        return []
    rows = logits[[first for first, _, _ in words]].astype(np.float64) / temperature
    rows -= rows.max(axis=1, keepdims=True)
    logs = rows - np.log(np.exp(rows).sum(axis=1, keepdims=True))
    found: list[_Found] = []
    for row, label, (_, start, end) in zip(np.exp(logs), _best(logs, _legal(labels)), words, strict=True):
        name = labels[label]
        if name == "O":
            continue
        # the word may be B in one reading and I in another: what is sure is its type
        kind = name[2:]
        sure = float(sum(row[i] for i, other in enumerate(labels) if other[2:] == kind))
        if name.startswith("I-"):
            begun, _, _, so_far = found.pop()
            found.append((begun, end, kind, min(so_far, sure)))
        else:
            found.append((start, end, kind, sure))
    return found


@cache
def _legal(labels: tuple[str, ...]) -> NDArray[np.float64]:
    """Zero where a label may follow another, minus infinity where an inside label lacks its beginning."""
    table = np.zeros((len(labels), len(labels)))
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            if after.startswith("I-") and before[2:] != after[2:]:
                table[i, j] = -np.inf
    return table


def _best(logs: NDArray[np.float64], legal: NDArray[np.float64]) -> list[int]:
    """Viterbi: the most probable legal sequence; 'O' (row 0) stands before the first word."""
    score = logs[0] + legal[0]
    back = []
    for row in logs[1:]:
        paths = score[:, None] + legal
        back.append(paths.argmax(axis=0))
        score = paths.max(axis=0) + row
    path = [int(score.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]
