"""A development set for summaries: an article's lead stands for a summary of its remainder and of other outlets'.

Each lead is also edited in one place, as summaries are spoilt: another name, number, date or verb, from the article or
from elsewhere, a denial, or a pronoun where nobody was named. Made of wikinews, allsides and gva; bump.dev is not read.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "claims"))

from _edits import negated, opposite, other_date, other_number, replaced

from factcheck import statements
from factcheck.config import Config
from factcheck.entities import Entity, Tagger
from factcheck.kinds.quantity import Quantities
from factcheck.kinds.time import Times
from factcheck.model import Article, Block, Statement

SEED = 20261122
LEAD, FEWEST, PER_SET, OTHERS, LONGEST = 2, 12, 100, 2, 1200
SUPPORTED = 0.75
"""Least share of a lead's longer words that the text holds: a summary says little that its article does not."""
_VERB = re.compile(r"(?<=[a-z] )[a-z]{2,}ed(?= [a-z])")
_HE, _SHE, _IT = "He", "She", "It"


@dataclass(frozen=True, slots=True)
class Edited:
    """An article, its true summary, that summary with one edit, and what kind of edit."""

    article: str
    summary: str
    edited: str
    type: str


def edited_leads(data: Path, tagger: Tagger) -> list[Edited]:
    """Every edit that fits, one of each type to a lead; articles drawn evenly from three sets, one to a story."""
    rng, read = random.Random(SEED), list(_drawn(data, random.Random(SEED)))
    kept = [(lead, rest) for lead, rest in map(_parts, read) if _usable(lead, rest)]
    tagged = [[tagger.tag(some) for some in (lead, rest[:20])] for lead, rest in kept]
    pool = _Pool.of([(_joined(lead), names) for (lead, _), (names, _) in zip(kept, tagged, strict=True)])
    found = []
    for (lead, rest), (own, others) in zip(kept, tagged, strict=True):
        spoiler = _Spoiler(_joined(lead), lead, rest, _flat(own), _flat(others), pool, rng)
        article = _joined(rest)
        found += [Edited(article, spoiler.text, text, name) for name, text in spoiler.edits()]
    return found


def _drawn(data: Path, rng: random.Random) -> Iterator[list[str]]:
    """The texts of a few outlets on each of at most `PER_SET` stories of each set."""
    for name in ("wikinews.clusters", "allsides.clusters", "gva.articles"):
        stories: dict[str, list[str]] = defaultdict(list)
        with gzip.open(data / "eval" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, record in enumerate(map(json.loads, lines)):
                for item in record.get("articles", [record]):
                    if 100 <= len(item["text"].split()) <= LONGEST:
                        stories[str(record.get("story", number))].append(item["text"])
        told = sorted(story for story, texts in stories.items() if len(texts) > OTHERS)
        for story in rng.sample(told, min(PER_SET, len(told))):
            yield rng.sample(stories[story], OTHERS + 1)


def _parts(texts: Sequence[str]) -> tuple[list[Statement], list[Statement]]:
    """The lead of the first text, and everything else."""
    said = [[s for s in statements.split(Article("", t), Config()) if _worth(s)] for t in texts]
    return said[0][:LEAD], [*said[0][LEAD:], *(s for own in said[1:] for s in own)]


def _worth(statement: Statement) -> bool:
    return statement.block is Block.BODY and len(statement.text.split()) >= 6


def _usable(lead: Sequence[Statement], rest: Sequence[Statement]) -> bool:
    words, known = (set(re.findall(r"[^\W_]{4,}", _joined(some).casefold())) for some in (lead, rest))
    return len(lead) == LEAD and len(rest) >= FEWEST and len(words & known) >= SUPPORTED * len(words)


def _joined(said: Sequence[Statement]) -> str:
    return " ".join(" ".join(s.text.split()) for s in said)


def _flat(tagged: Sequence[Sequence[Entity]]) -> list[Entity]:
    return [entity for entities in tagged for entity in entities if entity.label in ("PER", "ORG", "LOC")]


@dataclass(frozen=True, slots=True)
class _Pool:
    """Names and verbs of all leads, to draw what an article does not mention."""

    names: dict[str, list[str]]
    verbs: list[str]

    @classmethod
    def of(cls, leads: Sequence[tuple[str, Sequence[Sequence[Entity]]]]) -> _Pool:
        names: dict[str, list[str]] = defaultdict(list)
        for _, tagged in leads:
            for entity in _flat(tagged):
                names[entity.label].append(entity.text)
        return cls(names, [verb for text, _ in leads for verb in _VERB.findall(text)])


@dataclass(frozen=True, slots=True)
class _Spoiler:
    text: str
    lead: Sequence[Statement]
    rest: Sequence[Statement]
    own: Sequence[Entity]
    others: Sequence[Entity]
    pool: _Pool
    rng: random.Random

    def edits(self) -> Iterator[tuple[str, str]]:
        makers: dict[str, Callable[[], tuple[str, str] | None]] = {
            "entity, from elsewhere": lambda: self._name(self.pool.names),
            "entity, from the article": lambda: self._name(self._near()),
            "circumstance, from elsewhere": self._value,
            "circumstance, from the article": self._own_value,
            "predicate, from elsewhere": lambda: self._verb(self.pool.verbs),
            "predicate, from the article": lambda: self._verb(_VERB.findall(_joined(self.rest))),
            "predicate, opposite": lambda: opposite(self.text, self.rng),
            "coreference": self._pronoun,
        }
        for name, make in makers.items():
            change = make()
            if change and replaced(self.text, change) != self.text:
                yield name, replaced(self.text, change)
        denied = negated(" ".join(self.lead[0].text.split()), self.rng)
        if denied:
            yield "predicate, denied", " ".join([denied, _joined(self.lead[1:])])

    def _near(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = defaultdict(list)
        for entity in (*self.own, *self.others):
            names[entity.label].append(entity.text)
        return names

    def _name(self, pool: dict[str, list[str]]) -> tuple[str, str] | None:
        for entity in self.rng.sample(self.own, len(self.own)):
            fits = sorted({n for n in pool[entity.label] if not set(_bare(n)) & set(_bare(entity.text))})
            if fits:
                return entity.text, self.rng.choice(fits)
        return None

    def _verb(self, pool: Sequence[str]) -> tuple[str, str] | None:
        found = _VERB.findall(self.text)
        if not found:
            return None
        old = self.rng.choice(found)
        fits = sorted({verb for verb in pool if verb != old})
        return (old, self.rng.choice(fits)) if fits else None

    def _value(self) -> tuple[str, str] | None:
        quantities, times = (_surfaces(kind, self.lead) for kind in (Quantities(Config()), Times(Config())))
        return other_date(times, self.rng) or other_number(quantities, self.rng)

    def _own_value(self) -> tuple[str, str] | None:
        for kind in self.rng.sample((Quantities(Config()), Times(Config())), 2):
            own, others = _surfaces(kind, self.lead), _surfaces(kind, self.rest)
            pairs = [(a, b) for a in own for b in others if a.casefold() != b.casefold() and _shape(a) == _shape(b)]
            if pairs:
                return self.rng.choice(pairs)
        return None

    def _pronoun(self) -> tuple[str, str] | None:
        subjects = [e for e in self.own if e.label in ("PER", "ORG") and self.text.startswith(e.text)]
        if not subjects:
            return None
        return subjects[0].text, self.rng.choice((_HE, _SHE)) if subjects[0].label == "PER" else _IT


def _bare(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


def _shape(text: str) -> str:
    """A value's surface with its digits and small numbers left out: what may take its place in a sentence."""
    return re.sub(r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b", "0", text.casefold())


def _surfaces(kind: Quantities | Times, said: Sequence[Statement]) -> list[str]:
    return sorted({" ".join(fact.surface.split()) for fact in kind.find(said)})
