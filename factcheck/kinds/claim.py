"""Claims: what a whole statement says, beyond its numbers, dates and names. A trained model compares two of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from factcheck.encoding import OnnxModel, models_folder
from factcheck.errors import ModelError
from factcheck.kinds._figures import count_alike
from factcheck.kinds._speakers import Speakers
from factcheck.kinds._swaps import Swap, swap
from factcheck.model import Alignment, Block, Fact, Mood, Outcome, Severity, Statement, Verdict
from factcheck.words import Words, words_of

_FEWEST_WORDS = 5
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_OTHER_NAME = 0.8  # how surely a name exchanged in a sentence of the same words is an error in one of the two
_RARELY = 0.3  # how often two statements worded as no denial do exclude each other where the model is sure of it
_SHOWN = 160
_NEGATION = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """The words of a statement."""

    text: str

    @property
    def canonical(self) -> str:
        """The words in lower case, without punctuation."""
        return " ".join(_WORD.findall(self.text.casefold()))

    @property
    def sort(self) -> str:
        """A statement."""
        return "statement"

    def __str__(self) -> str:
        one_line = " ".join(self.text.split())
        return one_line if len(one_line) <= _SHOWN else one_line[: _SHOWN - 1].rstrip() + "…"


class Judge(Protocol):
    """Says how likely a second sentence follows from, is independent of, or contradicts a first."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """Return (n, 3) probabilities: entailment, neutral, contradiction."""


class OnnxJudge:
    """The bundled cross-encoder in models/claims; raises ModelError when it cannot be used."""

    def __init__(self, model: OnnxModel) -> None:
        self._model = model
        try:
            labels = list(model.config["labels"])
            self._order = [labels.index(name) for name in ("entailment", "neutral", "contradiction")]
            self._temperature = float(model.config.get("temperature", 1.0))
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"{model.folder / 'config.json'}: names no labels; reinstall the package") from error

    @classmethod
    def bundled(cls, jobs: int = 0) -> OnnxJudge:
        """Load the judge that comes with the program."""
        return cls(OnnxModel(models_folder() / "claims", jobs))

    def judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """Return (n, 3) probabilities: entailment, neutral, contradiction."""
        if not pairs:
            return np.zeros((0, 3))
        encodings = self._model.tokenize([left for left, _ in pairs], [right for _, right in pairs])
        logits = np.stack(self._model.run(encodings)).astype(np.float64)[:, self._order] / self._temperature
        exp = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(exp / exp.sum(axis=1, keepdims=True))


@dataclass(frozen=True, slots=True)
class Claims:
    """The kind `claim`. `agrees` and `contradicts` are the probabilities from which the model's word is taken.

    Two statements that are about the same thing with probability `alike` or more say the same unless one is negated:
    of such pairs labelled by hand 90 % did, and of those from `likely` on where the model agrees 8 of 11
    (models/alignment/claims.jsonl). The model's word for a contradiction is taken
    only where one of the two is negated and the other is not: without that, 48 of 50 of its contradictions among
    hand-labelled news pairs were none (reports/claims.md). Where it gives one `excludes` or more ("cleared of fraud",
    "convicted of fraud"), they are no agreement either: of 90 aligned pairs of news that agree it does so for 2.

    What agrees says the same as a whole where `whole` or more of all the words of both, weighed by how rare they are,
    stand in both, or where each implies the other by the model (`agrees`); else only the part that both tell agrees,
    and the reason says so. Of 92 agreeing pairs 60 say the same as a whole: 58 of them are told so, and 10 others
    (reports/claims.md).
    """

    judge: Judge
    agrees: float = 0.5
    likely: float = 0.4
    alike: float = 0.6
    contradicts: float = 0.6
    excludes: float = 0.85
    whole: float = 0.35
    name: str = "claim"
    words: Words = field(default_factory=lambda: Words.load(models_folder()), repr=False)
    speakers: Speakers = field(default_factory=Speakers.of, repr=False)

    def find(self, statements: Sequence[Statement]) -> Sequence[Fact]:
        """Return one fact for each statement long enough to claim something; headings and questions claim nothing."""
        return [
            Fact(s, self.name, Claim(s.text), s.span, about=s.speaker or "")
            for s in statements
            if s.block is not Block.HEADING
            and not _signature(s)
            and not s.text.rstrip("\"'”’ ").endswith("?")
            and len(_WORD.findall(s.text)) >= _FEWEST_WORDS
        ]

    def comparable(self, left: Fact, right: Fact) -> bool:
        """Compare claims of the same mood only: a plan and a fact are kept apart."""
        return left.statement.mood is right.statement.mood and left.statement.mood is not Mood.HYPOTHETICAL

    def named(self, fact: Fact) -> bool:
        """A claim is never known by a name alone."""
        return False

    def question(self, fact: Fact) -> str:
        """Phrase a claim as what is to be confirmed."""
        return f"Is it so that: {str(fact.value).rstrip('.')}?"

    def same_subject(self, left: Fact, right: Fact) -> float:
        """A claim has no subject apart from its words."""
        return 0.0

    def compare(self, pairs: Sequence[Alignment]) -> Sequence[Outcome | None]:
        """Ask the model in both directions, where its word can matter; pairs it finds independent bear on nothing."""
        outcomes: list[Outcome | None] = [None] * len(pairs)
        asked: list[int] = []
        for number, pair in enumerate(pairs):
            exchanged = swap(pair.left, pair.right)
            if exchanged:
                outcomes[number] = _other_name(exchanged) if exchanged.names else None
            elif count_alike(pair.left.surface, pair.right.surface) and self._matters(pair):
                asked.append(number)
        texts = [(_plain(pairs[number].left), _plain(pairs[number].right)) for number in asked]
        forward = self.judge.judge(texts)
        backward = self.judge.judge([(right, left) for left, right in texts])
        # one statement mostly says more than the other: that the fuller one implies the other is agreement enough
        implied = np.maximum(forward[:, 0], backward[:, 0])
        mutual = np.minimum(forward[:, 0], backward[:, 0])
        excluded = (forward[:, 2] + backward[:, 2]) / 2
        for number, agree, both, contradict in zip(asked, implied, mutual, excluded, strict=True):
            told = self._outcome(pairs[number], float(agree), float(contradict))
            outcomes[number] = told and self._as_far_as_shared(told, pairs[number], float(both))
        return outcomes

    def _as_far_as_shared(self, told: Outcome, pair: Alignment, mutual: float) -> Outcome:
        """Say of an agreement that it is one in part where much is told by one of the two statements only."""
        _, shared = self.words.overlap(words_of(pair.left.surface), words_of(pair.right.surface))
        if told.verdict is not Verdict.AGREEMENT or shared >= self.whole or mutual >= self.agrees:
            return told
        reason = "The statements agree in what both tell; at least one of them tells more."
        return replace(told, rule="claim.part", reason=reason)

    def _matters(self, pair: Alignment) -> bool:
        """Tell whether any answer of the model would give a verdict."""
        return _opposite(pair) or pair.score >= self.likely

    def _outcome(self, pair: Alignment, agreement: float, contradiction: float) -> Outcome | None:
        opposed = _opposite(pair)
        if opposed and contradiction >= self.contradicts:
            return self._opposed(pair, contradiction)
        implied = pair.score >= self.likely and agreement >= self.agrees
        if implied or (pair.score >= self.alike and not opposed):
            if contradiction >= self.excludes:
                return _perhaps_excluding(contradiction)
            return Outcome(
                Verdict.AGREEMENT,
                "claim.same",
                "The statements say the same.",
                "",
                Severity.NOTE,
                1 - contradiction / 2,
            )
        return None

    def _opposed(self, pair: Alignment, contradiction: float) -> Outcome:
        flips = f"it stands only while the model gives {self.contradicts:.0%} or more; it gives {contradiction:.0%}"
        two = self.speakers.two(pair.left.statement, pair.right.statement)
        if two:
            reason = f"{two[0]} and {two[1]} say things that exclude each other; the articles report both."
            return Outcome(Verdict.DISPUTE, "claim.speakers-differ", reason, flips, Severity.MINOR, contradiction)
        reason = "One statement denies what the other says."
        return Outcome(Verdict.CONTRADICTION, "claim.exclude", reason, flips, Severity.MAJOR, contradiction)


def _perhaps_excluding(contradiction: float) -> Outcome:
    return Outcome(
        Verdict.UNDECIDED,
        "claim.may-exclude",
        "Nearly the same is told of, but the model takes the one to exclude the other: are they opposites?",
        f"agreement if the model gave less than it does, {contradiction:.0%}",
        Severity.MAJOR,
        _RARELY,
    )


def _other_name(exchanged: Swap) -> Outcome:
    """Judge two statements that are one text but for a name; a number or date exchanged is for the other kinds."""
    return Outcome(
        Verdict.CONTRADICTION,
        "claim.other-name",
        f"In the same words one says {exchanged.left} where the other says {exchanged.right}.",
        "no contradiction if both names are of one person, body or place",
        Severity.MAJOR,
        _OTHER_NAME,
    )


def _opposite(pair: Alignment) -> bool:
    """Tell whether one of two claims is negated and the other is not."""
    return _negated(pair.left.surface) != _negated(pair.right.surface)


@lru_cache(maxsize=10_000)
def _negated(text: str) -> bool:
    """Tell whether a claim is negated an odd number of times."""
    return len(_NEGATION.findall(text)) % 2 == 1


def _signature(statement: Statement) -> bool:
    """Tell whether a statement is the name and office that sign a quotation."""
    return statement.block is Block.QUOTE and statement.speaker is None


def _plain(fact: Fact) -> str:
    return " ".join(fact.surface.split())
