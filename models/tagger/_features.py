"""Sentence to model input and logits to spans: what the program must do alike at use, kept free of torch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

import numpy as np
from tokenizers import Encoding

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
CASES = {
    "other": 0,  # special pieces, punctuation, letters without case
    "lower": 1,
    "capitalised": 2,
    "upper": 3,  # two letters or more, all capital
    "mixed": 4,  # McDonald, iPhone
    "digit": 5,  # any digit in it
    "initial": 6,  # one capital letter
    "first": 7,  # capitalised and the first word with a letter: says little
    "titled": 8,  # capitalised in a line that capitalises nearly every word
    "shouted": 9,  # upper in a line that is nearly all upper
}
LONGEST = 128
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
Word: TypeAlias = tuple[int, int, int]
"""First piece, and start and end in characters of the sentence."""


def words_of(encoding: Encoding) -> list[Word]:
    """The tokenizer's words (runs of letters and digits, or one mark of punctuation) of one encoded sentence."""
    pieces = [(word, i) for i, word in enumerate(encoding.word_ids) if word is not None]
    words = []
    for _, group in groupby(pieces, key=lambda pair: pair[0]):
        indexes = [i for _, i in group]
        words.append((indexes[0], encoding.offsets[indexes[0]][0], encoding.offsets[indexes[-1]][1]))
    return words


def case_of(word: str) -> str:
    """The case of one word, blind to its neighbours."""
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
    """The case of each word of a sentence, with regard to its place and to lines set in capitals."""
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


def kinds_of(encoding: Encoding, text: str) -> list[int]:
    """`token_type_ids` of one encoded sentence: the id of its word's case for every piece, 0 for special pieces."""
    words = words_of(encoding)
    cases = cases_of([text[start:end] for _, start, end in words])
    kinds = [0] * len(encoding.ids)
    for (first, _, _), (following, _, _), case in zip(words, [*words[1:], (len(kinds) - 1, 0, 0)], cases, strict=True):
        kinds[first:following] = [CASES[case]] * (following - first)
    return kinds


def spans_of(logits: np.ndarray, words: Sequence[Word]) -> list[tuple[int, int, str, float]]:
    """Best legal label sequence over words, as (start, end, type, probability), offsets in characters of the sentence.

    `logits` is pieces x labels; only the first piece of a word counts. The probability is the least sure word's.
    """
    if not words:
        return []
    rows = logits[[first for first, _, _ in words]].astype(np.float64)
    rows -= rows.max(axis=1, keepdims=True)
    logs = rows - np.log(np.exp(rows).sum(axis=1, keepdims=True))
    path = _viterbi(logs)
    found: list[tuple[int, int, str, float]] = []
    for i, label in enumerate(path):
        name, (_, start, end) = LABELS[label], words[i]
        if name == "O":
            continue
        # The word may be B in one reading and I in another: what is sure is its type.
        kind = name[2:]
        sure = float(sum(np.exp(logs[i, j]) for j, other in enumerate(LABELS) if other.endswith(kind)))
        if name.startswith("I"):
            begun, _, _, so_far = found.pop()
            found.append((begun, end, kind, min(so_far, sure)))
        else:
            found.append((start, end, kind, sure))
    return found


def _legal() -> np.ndarray:
    """Zero where a label may follow another, minus infinity where an inside label lacks its beginning."""
    table = np.zeros((len(LABELS), len(LABELS)))
    for i, before in enumerate(LABELS):
        for j, after in enumerate(LABELS):
            if after.startswith("I") and before[2:] != after[2:]:
                table[i, j] = -np.inf
    return table


def _viterbi(logs: np.ndarray) -> list[int]:
    legal = _legal()
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


class OnnxTagger:
    """The exported model in a folder, run by onnxruntime: sentences to spans of (start, end, type, probability)."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)
        config = folder / "config.json"
        self.temperature = json.loads(config.read_text())["temperature"] if config.exists() else 1.0

    def __call__(self, texts: Sequence[str]) -> list[list[tuple[int, int, str, float]]]:
        """Spans of each sentence, in the order given."""
        return [spans_of(logits / self.temperature, words) for logits, words in self.logits(texts)]

    def logits(self, texts: Sequence[str]) -> Iterator[tuple[np.ndarray, list[Word]]]:
        """Logits (pieces x labels, before the temperature) and words of each sentence, in the order given."""
        for encoding, text in zip(self.tokenizer.encode_batch(list(texts)), texts, strict=True):
            # Each alone: int8 scales are taken from what is in the batch, so a neighbour would change the result.
            rows = (encoding.ids, encoding.attention_mask, kinds_of(encoding, text))
            feed = {name: np.array([row], np.int64) for name, row in zip(INPUTS, rows, strict=True)}
            yield self.session.run(None, feed)[0][0], words_of(encoding)
