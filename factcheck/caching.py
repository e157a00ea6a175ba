"""The pipeline with a memory: what a text gives is looked up in the store before it is worked out.

Kept are what depends on one text, one article or two articles alone, and the report of the last run. How rare a word
is, and so which articles tell one story and how surely two facts are about one thing, is worked out anew, since one
article more may change it. So a run with a store gives the same bytes. See docs/store.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import _store_codec as codec
from factcheck import kinds
from factcheck.clock import Clock, Progress, silent
from factcheck.config import Config
from factcheck.digests import models_folder
from factcheck.model import Article, Origin, Report, Skipped
from factcheck.store import Store, article_key, digest

if TYPE_CHECKING:  # an unchanged run loads neither numpy nor the pipeline
    from factcheck.pipeline import Tools

_LIBRARIES = ("numpy", "onnxruntime", "syntok", "tokenizers", "rapidfuzz", "anyascii")
_WITHOUT = ("cli", "report", "review", "presentation")  # parts of the package that change no finding


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
    progress: Progress = silent,
) -> Report:
    """Do what `pipeline.check` does, with the same result but for the seconds, from the store as far as it reaches."""
    # another encoder's weights cannot be told without loading it
    key = _run_key(articles, config, skipped) if not config.encoder else b""
    known = _report(store, key, articles) if key else None
    if known:
        return known
    clock = Clock(progress)
    with clock("loading"):
        from factcheck import pipeline

        tools = remembering(pipeline.Tools.load(config, jobs), store, config)
    report = pipeline.check(articles, config, skipped=skipped, tools=tools, jobs=jobs, progress=progress)
    if key:
        with clock("keeping"):
            _keep(store, key, report)
    return replace(report, run=replace(report.run, seconds={**report.run.seconds, **clock.seconds}))


def remembering(tools: Tools, store: Store, config: Config) -> Tools:
    """Return tools that look into the store first and add to it what they had to work out."""
    from factcheck import remembering

    return remembering.over(tools, store, config)


def _run_key(articles: Sequence[Article], config: Config, skipped: Sequence[Skipped]) -> bytes:
    told = [part for article in articles for part in (article.path, article_key(article))]
    return digest(config.digest, *told, *(part for s in skipped for part in (s.path, s.what, s.reason)))


def _report(store: Store, key: bytes, articles: Sequence[Article]) -> Report | None:
    content = store.get("report", [key]).get(key)
    if content is None:
        return None
    dates, _, rest = content.partition(b"\n")
    with suppress(*codec.BROKEN):
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
    with suppress(*codec.BROKEN):
        bare = replace(report, run=replace(report.run, seconds={}))
        content = codec.dumps(dates) + b"\n" + codec.dumps(bare, report.articles)
        store.put("report", {key: content}, alone=True)  # the last one: reports are large
