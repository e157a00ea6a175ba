"""The pipeline with a memory: what a text gives is looked up in the store before it is worked out.

Only what depends on one text, or one article, is kept, and the report of a whole run; links between articles and
comparisons are worked out anew, since one article more may change them. So a run with a store gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck import _store_codec as codec
from factcheck import kinds, pipeline
from factcheck.config import Config
from factcheck.encoding import Encoder, models_folder
from factcheck.entities import Entity, Tagger
from factcheck.kinds import Kind
from factcheck.kinds.claim import Claims, Judge
from factcheck.model import Alignment, Article, Fact, Origin, Outcome, Report, Skipped, Statement
from factcheck.store import Store, digest

_LIBRARIES = ("numpy", "onnxruntime", "syntok", "tokenizers", "rapidfuzz", "anyascii")
_WITHOUT = ("cli", "report", "review", "presentation")  # parts of the package that change no finding
_BROKEN = (ValueError, TypeError, KeyError, LookupError, AttributeError)


@cache
def component_version() -> str:
    """Return a digest of what a finding depends on beside text and settings: code, tables, models, libraries."""
    whole = hashlib.blake2b(digest_size=16)
    package = Path(__file__).parent
    for file in sorted([*package.rglob("*.py"), *package.rglob("*.toml")]):
        name = file.relative_to(package)
        if name.parts[0] not in _WITHOUT:
            whole.update(digest(name.as_posix(), file.read_bytes()))
    for folder in sorted(path for path in models_folder().iterdir() if path.is_dir()):
        listing = folder / "digests.json"
        for file in [listing] if listing.is_file() else sorted(folder.glob("*.json")):
            whole.update(digest(folder.name, file.name, file.read_bytes()))
    for library in _LIBRARIES:
        with suppress(PackageNotFoundError):
            whole.update(digest(library, version(library)))
    for point in entry_points(group=kinds.GROUP):
        whole.update(digest(point.name, point.value, point.dist.version if point.dist else ""))
    return whole.hexdigest()


def check(
    articles: Sequence[Article],
    config: Config,
    store: Store,
    *,
    skipped: Sequence[Skipped] = (),
    jobs: int = 0,
    progress: pipeline.Progress = pipeline.silent,
) -> Report:
    """Do what `pipeline.check` does, with the same result but for the seconds, from the store as far as it reaches."""
    # another encoder's weights cannot be told without loading it
    key = _run_key(articles, config, skipped) if not config.encoder else b""
    known = _report(store, key, articles) if key else None
    if known:
        return known
    tools = remembering(pipeline.Tools.load(config, jobs), store, config)
    report = pipeline.check(articles, config, skipped=skipped, tools=tools, jobs=jobs, progress=progress)
    if key:
        _keep(store, key, report)
    return report


def remembering(tools: pipeline.Tools, store: Store, config: Config) -> pipeline.Tools:
    """Return tools that look into the store first and add to it what they had to work out."""
    settings = config.digest
    return replace(
        tools,
        split=_Splitter(tools.split, store, settings),
        encoder=_Encoder(tools.encoder, store),
        tagger=_Tagger(tools.tagger, store, settings),
        kinds=tuple(_Kind(_judging(kind, store), store, settings) for kind in tools.kinds),
    )


# --- one run ---


def _run_key(articles: Sequence[Article], config: Config, skipped: Sequence[Skipped]) -> bytes:
    told = [part for article in articles for part in (article.path, _article_key(article, ""))]
    return digest(config.digest, *told, *(part for s in skipped for part in (s.path, s.what, s.reason)))


def _report(store: Store, key: bytes, articles: Sequence[Article]) -> Report | None:
    content = store.get("report", [key]).get(key)
    if content is None:
        return None
    dates, _, rest = content.partition(b"\n")
    with suppress(*_BROKEN):
        told: Sequence[tuple[date | None, Origin]] = codec.loads(dates)
        dated = tuple(
            a if a.published == day else replace(a, published=day, published_from=origin)
            for a, (day, origin) in zip(articles, told, strict=True)
        )
        report: Report = codec.loads(rest, dated)
        return report
    return None


def _keep(store: Store, key: bytes, report: Report) -> None:
    dates = tuple((article.published, article.published_from) for article in report.articles)
    with suppress(*_BROKEN):
        bare = replace(report, run=replace(report.run, seconds={}))
        content = codec.dumps(dates) + b"\n" + codec.dumps(bare, report.articles)
        store.put("report", {key: content}, alone=True)  # the last one: reports are large


def _article_key(article: Article, settings: str) -> bytes:
    published = article.published.isoformat() if article.published else ""
    told = (article.text, article.title, article.source, article.url, published, article.published_from.value)
    return digest(settings, *told)


# --- one article, one text ---


@dataclass(frozen=True, slots=True)
class _Splitter:
    split: pipeline.Splitter
    store: Store
    settings: str

    def __call__(self, article: Article, config: Config) -> Sequence[Statement]:
        key = _article_key(article, self.settings)
        found = _recalled(self.store, "statements", key, (article,))
        if found is not None:
            return tuple(found)
        said = tuple(self.split(article, config))
        _remember(self.store, "statements", key, said, (article,))
        return said


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
        known = self.store.get("claims", list(dict.fromkeys(keys)))
        missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in known}
        rows = self.judged.judge(list(missing.values()))
        fresh = {key: row.tobytes() for key, row in zip(missing, rows, strict=True)}
        self.store.put("claims", fresh)
        if not pairs:
            return rows
        return np.stack([np.frombuffer(known.get(key) or fresh[key], dtype=np.float64) for key in keys])


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
            with suppress(*_BROKEN):
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
        return digest(_article_key(said[0].article, self.settings), spans)


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
        part, key = f"facts {self.kind.name}", _article_key(statements[0].article, self.settings)
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


def _recalled(store: Store, part: str, key: bytes, known: Sequence[object]) -> Any:  # noqa: ANN401
    content: Mapping[bytes, bytes] = store.get(part, [key])
    if key in content:
        with suppress(*_BROKEN):
            return codec.loads(content[key], known)
    return None


def _remember(store: Store, part: str, key: bytes, value: object, known: Sequence[object]) -> None:
    """Keep a value, unless it is a third party's or would not come back the same."""
    with suppress(*_BROKEN):
        content = codec.dumps(value, known)
        back = codec.loads(content, known)
        if back == value and codec.dumps(back, known) == content:
            store.put(part, {key: content})
