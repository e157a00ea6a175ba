"""The gates of the pipeline, each with what takes it away. Only here: no user can switch one off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import Any
from unittest.mock import patch

from factcheck import features, findings, settled, voices
from factcheck.alignment import Weights
from factcheck.config import Config
from factcheck.entities import Clash
from factcheck.evidence import Evidence
from factcheck.kinds import Kind, claim
from factcheck.kinds.claim import Claims
from factcheck.model import Alignment, Article, Mood, Outcome, Statement
from factcheck.pipeline import Tools
from factcheck.stories import Links, StoryModel

Off = Callable[[ExitStack, Tools], Tools]


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate by a reader's name for it; `off` returns tools without it, patching what no tool holds.

    `everywhere` marks one that limits which articles meet: without it only a small sample can be run. `proposes` marks
    one by which other pairs of facts are looked at: nothing kept of two articles may then be used.
    """

    name: str
    off: Off
    proposes: bool = False
    everywhere: bool = False


def patched(*changes: tuple[Any, str, Any]) -> Off:
    """Replace attributes of modules or classes for as long as the stack stands."""

    def off(stack: ExitStack, tools: Tools) -> Tools:
        for owner, name, value in changes:
            stack.enter_context(patch.object(owner, name, value))
        return tools

    return off


def with_weights(change: Callable[[Weights], Weights]) -> Off:
    """Change every kind's weights."""

    def off(stack: ExitStack, tools: Tools) -> Tools:
        same = tools.same_thing
        return replace(tools, same_thing=replace(same, weights={k: change(w) for k, w in same.weights.items()}))

    return off


def with_statements(change: Callable[[Statement], Statement]) -> Off:
    """Change every statement as soon as it is split off."""

    def off(stack: ExitStack, tools: Tools) -> Tools:
        def split(article: Article, config: Config) -> Sequence[Statement]:
            return [change(statement) for statement in tools.split(article, config)]

        return replace(tools, split=split)

    return off


class AllOneStory(StoryModel):
    """Takes any two articles for tellers of one story."""

    def link(self, articles: Sequence[Article], *_: object) -> Links:
        return Links(dict.fromkeys(combinations(range(len(articles)), 2), 1.0))


def one_story(stack: ExitStack, tools: Tools) -> Tools:
    s = tools.stories
    return replace(tools, stories=AllOneStory(s.words, s.intercept, s.coefficients, s.threshold))


class ModelsWord(Claims):
    """Claims that take the model's word for a contradiction, whatever is negated."""

    def _matters(self, pair: Alignment) -> bool:
        return True

    def _outcome(self, pair: Alignment, agreement: float, contradiction: float) -> Outcome | None:
        told = super()._outcome(pair, agreement, contradiction)
        return self._opposed(pair, contradiction) if contradiction >= self.contradicts else told


def on_kinds(change: Callable[[Kind], Kind]) -> Off:
    """Change every kind; of one that remembers, what it remembers for."""

    def off(stack: ExitStack, tools: Tools) -> Tools:
        return replace(tools, kinds=tuple(replace(kept, kind=change(kept.kind)) for kept in tools.kinds))

    return off


def _models_word(kind: Kind) -> Kind:
    return ModelsWord(*_fields(kind)) if isinstance(kind, Claims) else kind


@dataclass(frozen=True, slots=True)
class Loose:
    """A kind that takes any two of its facts for comparable, or any two for different subjects."""

    kind: Kind
    anything: bool = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.kind, name)

    def comparable(self, left: Any, right: Any) -> bool:
        return self.anything or self.kind.comparable(left, right)

    def same_subject(self, left: Any, right: Any) -> float:
        return self.kind.same_subject(left, right) if self.anything else 0.0


class Unmoved(Weights):
    """Weights that a comparison's outcome does not move."""

    def evidence(self) -> Evidence:
        return Evidence()


def _fields(made: Any) -> tuple[Any, ...]:
    return tuple(getattr(made, field.name) for field in fields(made))


GATES = (
    Gate("stories: facts meet only within one", one_story, proposes=True, everywhere=True),
    Gate(
        "comparable values only (dimension, thing counted)",
        on_kinds(lambda kind: Loose(kind, anything=True)),
        proposes=True,
    ),
    Gate("same subject (thing counted and its state)", on_kinds(Loose), proposes=True),
    Gate("a person's name settles it", patched((settled, "named", lambda *_: 0.0)), proposes=True),
    Gate("a clause of the same words settles it", patched((settled, "_verbatim", lambda *_: 0.0)), proposes=True),
    Gate("names that clash (people, places, bodies)", patched((features, "clash", lambda *_: Clash())), proposes=True),
    Gate(
        "two facts of one article have weights of their own",
        with_weights(lambda w: replace(w, inside=None)),
        proposes=True,
    ),
    Gate("an article seldom contradicts itself", patched((findings, "_OWN_WORDS", 0.0))),
    Gate("a difference speaks against one thing, an agreement for it", with_weights(lambda w: Unmoved(*_fields(w)))),
    Gate("how much it speaks is fitted on clashes and agreements", with_weights(lambda w: replace(w, rules={}))),
    Gate("values far apart are two things", with_weights(lambda w: replace(w, apart=0.0))),
    Gate("an article that gives both values means two things", with_weights(lambda w: replace(w, both=0.0))),
    Gate("copies and one outlet are one voice", patched((voices, "_same_voice", lambda *_: False))),
    Gate("likely strangers leave a finding", patched((findings, "_without_strangers", lambda group, *_: group))),
    Gate("groups by average linkage", patched((findings, "_TOGETHER", 0.0))),
    Gate("claims contradict only where one is negated", on_kinds(_models_word)),
    Gate("claims with other numbers are left alone", patched((claim, "count_alike", lambda *_: True))),
    Gate("one text but for a name, number or date is told apart", patched((claim, "swap", lambda *_: None))),
    Gate(
        "moods apart (plan, denial, hypothesis)",
        with_statements(lambda s: replace(s, mood=Mood.REPORTED)),
        proposes=True,
    ),
    Gate(
        "speakers apart (dispute, not contradiction)",
        with_statements(lambda s: replace(s, speaker=None)),
        proposes=True,
    ),
)
