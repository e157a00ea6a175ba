"""The pipeline's tools with the store behind each: what one knows of a text, or of two articles, is not asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck import _store_codec as codec
from factcheck.alignment import PROPOSAL
from factcheck.clock import Clock
from factcheck.config import Config
from factcheck.encoding import Encoder
from factcheck.entities import Entity, Tagger
from factcheck.kinds import Kind
from factcheck.kinds.claim import Claims, Judge
from factcheck.model import Alignment, Article, Fact, Outcome, Statement
from factcheck.pairing import Means, Pair, Proposed, Proposer, Told
from factcheck.pipeline import Splitter, Tools
from factcheck.store import Store, article_key, digest
from factcheck.stories import Vocabulary

_AT_ONCE = 512  # pairs worked out before they are kept: what a kill costs at most
_COUNT = np.dtype("<u4")


def over(tools: Tools, store: Store, config: Config) -> Tools:
    """Return tools that look into the store first and add to it what they had to work out."""
    settings = config.digest
    return replace(
        tools,
        split=_Splitter(tools.split, store, settings),
        vocabulary=_Vocabularies(tools.vocabulary, store),
        encoder=_Encoder(tools.encoder, store),
        tagger=_Tagger(tools.tagger, store, settings),
        kinds=tuple(_Kind(_judging(kind, store), store, settings) for kind in tools.kinds),
        propose=_Proposer(tools.propose, store, settings),
    )


# --- one text ---


@dataclass(frozen=True, slots=True)
class _Splitter:
    split: Splitter
    store: Store
    settings: str

    def __call__(self, article: Article, config: Config) -> Sequence[Statement]:
        key = article_key(article, self.settings)
        found = _recalled(self.store, "statements", key, (article,))
        if found is not None:
            return tuple(found)
        said = tuple(self.split(article, config))
        _remember(self.store, "statements", key, said, (article,))
        return said


@dataclass(frozen=True, slots=True)
class _Vocabularies:
    vocabulary: Callable[[Article], Vocabulary]
    store: Store

    def __call__(self, article: Article) -> Vocabulary:
        key = digest(article.title, article.text)
        found: Vocabulary | None = _recalled(self.store, "vocabulary", key, ())
        if found is None:
            found = self.vocabulary(article)
            _remember(self.store, "vocabulary", key, found, ())
        return found


@dataclass(frozen=True, slots=True)
class _Encoder:
    encoder: Encoder
    store: Store

    @property
    def name(self) -> str:
        return self.encoder.name

    @property
    def digest(self) -> str:
        return self.encoder.digest

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 for each text, as the encoder would."""
        part = f"vectors {self.encoder.digest[:16]}"
        keys = [digest(text) for text in texts]
        known = self.store.get(part, list(dict.fromkeys(keys)))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        rows = self.encoder.encode(list(missing.values()))
        fresh = {key: row.tobytes() for key, row in zip(missing, rows, strict=True)}
        self.store.put(part, fresh)
        if not texts:
            return rows
        return np.stack([np.frombuffer(known.get(key) or fresh[key], dtype=np.float32) for key in keys])


@dataclass(frozen=True, slots=True)
class _Judge:
    judged: Judge
    store: Store

    def judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """Return (n, 3) probabilities, as the judge would."""
        keys = [digest(*pair) for pair in pairs]
        known = dict(self.store.get("claims", list(dict.fromkeys(keys))))
        missing = [(key, pair) for key, pair in dict(zip(keys, pairs, strict=True)).items() if key not in known]
        for start in range(0, len(missing), _AT_ONCE):
            some = missing[start : start + _AT_ONCE]
            rows = self.judged.judge([pair for _, pair in some])
            fresh = {key: row.tobytes() for (key, _), row in zip(some, rows, strict=True)}
            self.store.put("claims", fresh)
            known.update(fresh)
        return np.frombuffer(b"".join(known[key] for key in keys), dtype=np.float64).reshape(-1, 3)


def _judging(kind: Kind, store: Store) -> Kind:
    """Return the kind with a judge that remembers, where it has one."""
    return replace(kind, judge=_Judge(kind.judge, store)) if isinstance(kind, Claims) else kind


@dataclass(frozen=True, slots=True)
class _Tagger:
    tagger: Tagger
    store: Store
    settings: str

    def tag(self, statements: Sequence[Statement]) -> list[tuple[Entity, ...]]:
        """Return the entities of each statement; the tagger reads each article for itself, so each is kept whole."""
        own: dict[str, list[Statement]] = {}
        for statement in statements:
            own.setdefault(statement.article.path, []).append(statement)
        keys = {path: self._key(said) for path, said in own.items()}
        known = self.store.get("names", list(set(keys.values())))
        found: dict[str, Sequence[tuple[Entity, ...]]] = {}
        for path, key in keys.items():
            with suppress(*codec.BROKEN):
                if key in known:
                    found[path] = codec.loads(known[key])
        missing = [s for path, said in own.items() if path not in found for s in said]
        fresh = iter(self.tagger.tag(missing) if missing else ())
        for path, said in own.items():
            if path not in found:
                found[path] = tuple(tuple(next(fresh)) for _ in said)
                _remember(self.store, "names", keys[path], found[path], ())
        at = {path: iter(entities) for path, entities in found.items()}
        return [next(at[statement.article.path]) for statement in statements]

    def _key(self, said: Sequence[Statement]) -> bytes:
        spans = ",".join(f"{s.span.start}-{s.span.end}" for s in said)
        return digest(article_key(said[0].article, self.settings), spans)


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: Kind
    store: Store
    settings: str

    @property
    def name(self) -> str:
        return self.kind.name

    def find(self, statements: Sequence[Statement]) -> Sequence[Fact]:
        """Return the facts of one article, as the kind would."""
        if not statements:
            return self.kind.find(statements)
        part, key = f"facts {self.kind.name}", article_key(statements[0].article, self.settings)
        found = _recalled(self.store, part, key, statements)
        if found is not None:
            return tuple(found)
        facts = tuple(self.kind.find(statements))
        _remember(self.store, part, key, facts, statements)
        return facts

    def comparable(self, left: Fact, right: Fact) -> bool:
        return self.kind.comparable(left, right)

    def named(self, fact: Fact) -> bool:
        return self.kind.named(fact)

    def same_subject(self, left: Fact, right: Fact) -> float:
        return self.kind.same_subject(left, right)

    def compare(self, pairs: Sequence[Alignment]) -> Sequence[Outcome | None]:
        return self.kind.compare(pairs)

    def question(self, fact: Fact) -> str:
        return self.kind.question(fact)


# --- two articles ---


@dataclass(frozen=True, slots=True)
class _Proposer:
    propose: Proposer
    store: Store
    settings: str

    def __call__(
        self, pairs: Sequence[Pair], told: Sequence[Told], means: Means, clock: Clock
    ) -> Iterator[tuple[Pair, Proposed]]:
        """Yield what is known first, then what has to be worked out, kept a few hundred pairs at a time."""
        names = [kind.name for kind in means.kinds]
        own = [article_key(one.article, self.settings) for one in told]
        same = means.same_thing
        made_by = digest(means.encoder.digest, same.questions.digest, *names, repr(sorted(same.weights.items())))
        keys = {pair: digest(made_by, *(own[number] for number in pair)) for pair in pairs}
        with clock("comparing"):
            known = self.store.get("proposals", list(dict.fromkeys(keys.values())))
            found = {pair: _unpacked(known.get(key, b""), names) for pair, key in keys.items()}
        yield from ((pair, proposed) for pair, proposed in found.items() if proposed is not None)
        fresh: dict[bytes, bytes] = {}
        for pair, proposed in self.propose([pair for pair in pairs if found[pair] is None], told, means, clock):
            fresh[keys[pair]] = _packed(proposed, names)
            if len(fresh) >= _AT_ONCE:
                self.store.put("proposals", fresh)
                fresh = {}
            yield pair, proposed
        self.store.put("proposals", fresh)


def _packed(proposed: Proposed, names: Sequence[str]) -> bytes:
    """Return how many proposals there are of each kind, then these."""
    counts = np.array([len(proposed[name]) for name in names], dtype=_COUNT)
    return counts.tobytes() + b"".join(proposed[name].tobytes() for name in names)


def _unpacked(content: bytes, names: Sequence[str]) -> Proposed | None:
    """Return what was packed; None where it is not that."""
    head = len(names) * _COUNT.itemsize
    if len(content) < head:
        return None
    ends = np.cumsum(np.frombuffer(content, dtype=_COUNT, count=len(names))).tolist()
    if len(content) != head + sum(ends[-1:]) * PROPOSAL.itemsize:
        return None
    table = np.frombuffer(content, dtype=PROPOSAL, offset=head)
    return {name: table[start:end] for name, start, end in zip(names, [0, *ends], ends, strict=False)}


# --- keeping ---


def _recalled(store: Store, part: str, key: bytes, known: Sequence[object]) -> Any:  # noqa: ANN401
    content: Mapping[bytes, bytes] = store.get(part, [key])
    if key in content:
        with suppress(*codec.BROKEN):
            return codec.loads(content[key], known)
    return None


def _remember(store: Store, part: str, key: bytes, value: object, known: Sequence[object]) -> None:
    """Keep a value, unless it is a third party's or would not come back the same."""
    with suppress(*codec.BROKEN):
        content = codec.dumps(value, known)
        back = codec.loads(content, known)
        if back == value and codec.dumps(back, known) == content:
            store.put(part, {key: content})
