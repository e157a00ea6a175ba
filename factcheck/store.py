"""`.factcheck/`: what was read, found and encoded, so that the next run need not do it again. Safe to delete.

One SQLite file in WAL mode: several processes may use it, and a kill at any moment loses at most what was being
written. Entries carry a checksum. A file that is damaged, foreign or of another schema is set aside, never deleted,
and a new one begun; whatever goes wrong, the run goes on without. An entry that the last `KEPT` runs with anything new
did not ask for is dropped, so that texts long edited or removed do not pile up; no clock has a part in it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.model import Article

FOLDER = ".factcheck"
FILE = "store.sqlite3"
SCHEMA = 2
KEPT = 50
_APPLICATION = 0x66616374  # "fact", so that a file of another program is known for one
_CHECK = 8
_BATCH = 500
_PAGE = 8192  # several vectors, of 1.5 KB each, fit one
_VERSION = 16  # characters of the version that tell it from others
_STAMP = 10  # runs after which an entry in use is stamped anew: stamping writes it again
_BUSY_SECONDS = 30.0
_RETRY_SECONDS = 0.02
_NOT_ITS_FAULT = ("unable to open", "readonly", "locked", "full", "disk I/O")


def digest(*parts: str | bytes) -> bytes:
    """Return 16 bytes that tell lists of parts apart."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(content).to_bytes(8, "little") + content)
    return whole.digest()


def article_key(article: Article, settings: str = "") -> bytes:
    """Return a digest of the article, wherever it lies, and of the settings that it is read by."""
    published = article.published.isoformat() if article.published else ""
    told = (article.text, article.title, article.source, article.url, published, article.published_from.value)
    return digest(settings, *told)


def _silent(line: str) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Store:
    """Bytes by part and key. `version` names all that made them: entries of other versions are dropped.

    `tell` is given a line for whatever a user should know.
    """

    path: Path
    version: str
    tell: Callable[[str], None] = _silent
    _database: sqlite3.Connection | None = field(default=None, repr=False)
    _run: int = field(default=1, repr=False)
    _grown: bool = field(default=False, repr=False)
    _used: list[int] = field(default_factory=list, repr=False)

    @classmethod
    @contextmanager
    def open(cls, folder: Path, version: str, tell: Callable[[str], None] = _silent) -> Iterator[Store]:
        """Open the store below `folder`, made when it is not there."""
        store = cls(folder / FILE, version, tell)
        store._begin()
        try:
            yield store
            store._drop_unused()
        finally:
            store._close()

    def get(self, part: str, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Return the values of those keys that are known and whole."""
        found: dict[bytes, bytes] = {}
        with self._guarded() as database:
            for start in range(0, len(keys), _BATCH):
                if not database:
                    break
                some = keys[start : start + _BATCH]
                marks = ",".join("?" * len(some))
                wanted = f"SELECT id, run, key, value FROM kept WHERE part = ? AND key IN ({marks})"
                for number, run, key, value in database.execute(wanted, (self._part(part), *some)):
                    found[key] = value
                    if run < self._run - _STAMP:
                        self._used.append(number)
        return {key: value[_CHECK:] for key, value in found.items() if value[:_CHECK] == _checksum(key, value[_CHECK:])}

    def put(self, part: str, values: Mapping[bytes, bytes], alone: bool = False) -> None:
        """Keep values, all or none of them; `alone` drops what else the part holds."""
        rows = [(self._part(part), key, self._run, _checksum(key, value) + value) for key, value in values.items()]
        with self._guarded() as database:
            if database and rows:
                with database:
                    if alone:
                        database.execute("DELETE FROM kept WHERE part = ?", (self._part(part),))
                    database.executemany(
                        "INSERT OR REPLACE INTO kept (part, key, run, value) VALUES (?, ?, ?, ?)", rows
                    )
                self._grown = True

    def _part(self, name: str) -> str:
        # a process of another version may be at work beside this one
        return f"{self.version[:_VERSION]} {name}"

    def _drop_unused(self) -> None:
        """Note what this run used, and drop what no run has for long; a run without anything new does not count."""
        with self._guarded() as database:
            if database and self._grown:
                with database:
                    stamps = [(self._run, number) for number in self._used]
                    database.executemany("UPDATE kept SET run = ? WHERE id = ?", stamps)
                    database.execute("DELETE FROM kept WHERE run <= ?", (self._run - KEPT,))
                    database.execute("INSERT OR REPLACE INTO about VALUES ('run', ?)", (self._run,))

    # --- the file ---

    def _begin(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            ignore = self.path.parent / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
        except OSError as error:
            self.tell(f"{self.path.parent}: cannot be written ({error.strerror}); this run keeps nothing")
            return
        deadline = time.monotonic() + _BUSY_SECONDS
        asides = 0
        while asides < 2:
            try:
                self._database = self._connected()
                return
            except sqlite3.OperationalError as error:
                if "locked" in str(error) and time.monotonic() < deadline:
                    # SQLite does not wait of its own while another process turns a new file to WAL
                    time.sleep(_RETRY_SECONDS)
                    continue
                if any(word in str(error) for word in _NOT_ITS_FAULT):
                    self.tell(f"{self.path}: cannot be used ({error}); this run keeps nothing")
                    return
                self._set_aside(str(error))
            except sqlite3.DatabaseError as error:
                self._set_aside(str(error))
            asides += 1

    def _connected(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, timeout=_BUSY_SECONDS)
        try:
            with database:
                # one transaction: another process may be making the file at this moment
                database.execute("BEGIN")
                tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
                application = database.execute("PRAGMA application_id").fetchone()[0]
                schema = database.execute("PRAGMA user_version").fetchone()[0]
            if tables and application != _APPLICATION:
                raise sqlite3.DatabaseError("it is no store of factcheck")
            if tables and schema != SCHEMA:
                raise sqlite3.DatabaseError(f"its schema is {schema}, this version uses {SCHEMA}")
            database.execute(f"PRAGMA page_size = {_PAGE}")
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            if not tables:
                with database:
                    database.execute("BEGIN IMMEDIATE")
                    self._make(database)
            self._enter(database)
        except BaseException:
            database.close()
            raise
        return database

    def _make(self, database: sqlite3.Connection) -> None:
        database.execute(f"PRAGMA application_id = {_APPLICATION}")
        database.execute(f"PRAGMA user_version = {SCHEMA}")
        database.execute("CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value NOT NULL)")
        database.execute(
            "CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, part TEXT NOT NULL, key BLOB NOT NULL, "
            "run INTEGER NOT NULL, value BLOB NOT NULL, UNIQUE (part, key))"
        )
        database.execute("CREATE INDEX IF NOT EXISTS by_run ON kept (run)")

    def _enter(self, database: sqlite3.Connection) -> None:
        """Take the number of this run, and drop what other versions made."""
        about = dict(database.execute("SELECT name, value FROM about"))
        self._run = about.get("run", 0) + 1
        version = self.version[:_VERSION]
        if about.get("version") != version:
            with database:
                database.execute("DELETE FROM kept WHERE substr(part, 1, ?) != ?", (len(version) + 1, f"{version} "))
                database.execute("INSERT OR REPLACE INTO about VALUES ('version', ?)", (version,))

    @contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection | None]:
        """Give the connection, None when there is none; a fault in the file ends its use for this run."""
        try:
            yield self._database
        except sqlite3.OperationalError as error:
            self._close()
            self.tell(f"{self.path}: cannot be used any more ({error}); this run keeps nothing further")
        except sqlite3.DatabaseError as error:
            self._close()
            self._set_aside(str(error))

    def _close(self) -> None:
        if self._database:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _set_aside(self, why: str) -> None:
        target = next(p for n in range(1, 10_000) if not (p := self.path.with_name(f"damaged-{n}.sqlite3")).exists())
        try:
            for ending in ("-wal", "-shm"):
                self.path.with_name(FILE + ending).unlink(missing_ok=True)
            os.replace(self.path, target)  # noqa: PTH105  # atomic, also on Windows
            self.tell(f"{self.path}: {why}; set aside as {target.name} and begun anew")
        except OSError as error:
            self.tell(f"{self.path}: {why}, and cannot be set aside ({error.strerror}); delete it")


def _checksum(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=_CHECK, key=key).digest()
