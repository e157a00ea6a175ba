"""The store against kills, company, damage and foreign files."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.store import FILE, KEPT, Store, digest

ROOT = Path(__file__).parents[1]


def values(*names: str) -> dict[bytes, bytes]:
    return {digest(name): name.encode() * 3 for name in names}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / ".factcheck"


def test_what_is_put_is_there_for_the_next_process(folder):
    with Store.open(folder, "v1") as store:
        assert store.get("a", [digest("x")]) == {}
        store.put("a", values("x", "y"))
        assert store.get("a", [*values("x", "y", "z")]) == values("x", "y")
    with Store.open(folder, "v1") as store:
        assert store.get("a", [*values("x")]) == values("x")
        assert store.get("b", [*values("x")]) == {}
    assert (folder / ".gitignore").read_text() == "*\n"


def test_thousands_at_once_and_the_latest_value_counts(folder):
    many = values(*map(str, range(3000)))
    with Store.open(folder, "v1") as store:
        store.put("a", many)
        store.put("a", {digest("7"): b"new"})
        assert store.get("a", list(many)) == many | {digest("7"): b"new"}


def test_a_value_kept_alone_drops_the_others_of_its_part(folder):
    with Store.open(folder, "v1") as store:
        store.put("a", values("x"))
        store.put("b", values("x"))
        store.put("a", values("y"), alone=True)
        assert store.get("a", [*values("x", "y")]) == values("y")
        assert store.get("b", [*values("x")]) == values("x")


def test_another_version_finds_nothing_and_what_the_old_one_made_is_dropped(folder):
    with Store.open(folder, "v1") as store:
        store.put("a", values("x"))
        with Store.open(folder, "v2") as newer:
            assert newer.get("a", [*values("x")]) == {}
            newer.put("a", {digest("x"): b"of v2"})
        store.put("a", {digest("x"): b"of v1"})
    with Store.open(folder, "v2") as store:
        assert store.get("a", [*values("x")]) == {digest("x"): b"of v2"}


def test_a_flipped_bit_in_a_value_is_no_value(folder):
    with Store.open(folder, "v1") as store:
        store.put("a", values("x", "y"))
    database = sqlite3.connect(folder / FILE)
    with database:
        database.execute("UPDATE kept SET value = substr(value, 1, 9) || x'00' WHERE key = ?", (digest("x"),))
    database.close()
    with Store.open(folder, "v1") as store:
        assert store.get("a", [*values("x", "y")]) == values("y")


def use(folder: Path, *names: str) -> None:
    """Be a run that asks for some entries and has something new."""
    with Store.open(folder, "v1") as store:
        assert store.get("a", [*values(*names)]) == values(*names)
        store.put("new", values("n"))


def test_what_no_run_asks_for_any_more_is_dropped_in_the_end_and_what_runs_use_stays(folder):
    with Store.open(folder, "v1") as store:
        store.put("a", values("used", "forgotten"))
    for _ in range(KEPT - 1):
        use(folder, "used")
    with Store.open(folder, "v1") as store:
        assert store.get("a", [*values("forgotten")]) == values("forgotten")
    use(folder, "used")
    with Store.open(folder, "v1") as store:
        assert store.get("a", [*values("used", "forgotten")]) == values("used")
    for _ in range(2 * KEPT):
        use(folder, "used")


def test_runs_without_anything_new_drop_nothing(folder):
    with Store.open(folder, "v1") as store:
        store.put("a", values("x"))
    for _ in range(2 * KEPT):
        with Store.open(folder, "v1") as store:
            store.get("b", [*values("x")])
    use(folder, "x")


def test_texts_edited_again_and_again_do_not_let_the_file_grow_without_end(folder):
    sizes = []
    for number in range(4 * KEPT):
        with Store.open(folder, "v1") as store:
            store.put("a", {digest(f"{number} {part}"): os.urandom(1000) for part in range(20)})
        sizes.append((folder / FILE).stat().st_size)
    assert sizes[-1] == sizes[2 * KEPT]


def test_a_store_of_the_schema_before_is_set_aside(folder):
    folder.mkdir()
    database = sqlite3.connect(folder / FILE)
    with database:
        database.execute("PRAGMA application_id = 0x66616374")
        database.execute("PRAGMA user_version = 1")
        database.execute("CREATE TABLE kept (part TEXT, key BLOB, value BLOB, PRIMARY KEY (part, key)) WITHOUT ROWID")
    database.close()
    told: list[str] = []
    with Store.open(folder, "v1", told.append) as store:
        store.put("a", values("x"))
        assert store.get("a", [*values("x")]) == values("x")
    assert [line.partition(": ")[2] for line in told] == [
        "its schema is 1, this version uses 2; set aside as damaged-1.sqlite3 and begun anew"
    ]


def make_foreign(path: Path) -> None:
    database = sqlite3.connect(path)
    with database:
        database.execute("CREATE TABLE theirs (x)")
    database.close()


def make_newer(path: Path) -> None:
    with Store.open(path.parent, "v1"):
        pass
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.write_bytes(b"not a database at all, but long enough to be one" * 99), "not a database"),
        (lambda path: path.write_bytes(os.urandom(4096)), "not a database"),
        (make_foreign, "no store of factcheck"),
        (make_newer, "schema is 99"),
    ],
)
def test_a_damaged_or_foreign_file_is_set_aside_with_a_message_and_a_new_one_begun(folder, make, said):
    folder.mkdir()
    path = folder / FILE
    make(path)
    before = path.read_bytes()
    told: list[str] = []
    for _ in range(2):
        with Store.open(folder, "v1", told.append) as store:
            store.put("a", values("x"))
            assert store.get("a", [*values("x")]) == values("x")
    assert len(told) == 1
    assert said in told[0]
    assert "damaged-1.sqlite3" in told[0]
    assert (folder / "damaged-1.sqlite3").read_bytes() == before


def test_pages_damaged_in_the_middle_end_the_use_of_the_file_and_not_the_run(folder):
    with Store.open(folder, "v1") as store:
        store.put("a", values(*map(str, range(4000))))
    path = folder / FILE
    content = bytearray(path.read_bytes())
    content[8192:-4096] = os.urandom(len(content) - 12288)
    path.write_bytes(content)
    told: list[str] = []
    with Store.open(folder, "v1", told.append) as store:
        store.get("a", list(values(*map(str, range(4000)))))
        store.put("a", values("x"))
    assert any("set aside" in line for line in told)
    with Store.open(folder, "v1", told.append) as store:
        store.put("a", values("x"))
        assert store.get("a", [*values("x")]) == values("x")


def test_a_folder_that_cannot_be_written_keeps_nothing_and_says_so(tmp_path):
    (tmp_path / "file").write_text("in the way")
    told: list[str] = []
    with Store.open(tmp_path / "file" / "below", "v1", told.append) as store:
        store.put("a", values("x"))
        assert store.get("a", [*values("x")]) == {}
    assert len(told) == 1
    assert "keeps nothing" in told[0]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_digests_tell_lists_of_parts_apart(one, other):
    assert (digest(*one) == digest(*other)) == (one == other)


# --- kills and company ---

OPENER = """
import sys
from pathlib import Path
from factcheck.store import Store
sys.stdin.readline()
with Store.open(Path(sys.argv[1]), "v1", print) as store:
    store.put("a", {sys.argv[2].encode(): b"x"})
"""


def test_many_processes_may_make_the_store_at_the_same_moment(folder):
    for attempt in range(4):
        target = folder / str(attempt)
        openers = [
            subprocess.Popen(
                [sys.executable, "-c", OPENER, str(target), str(n)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=ROOT,
            )
            for n in range(6)
        ]
        time.sleep(0.3)  # until they wait for the line; sooner only makes the test easier
        for process in openers:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        assert [process.communicate()[0] for process in openers] == [""] * 6
        with Store.open(target, "v1") as store:
            assert len(store.get("a", [str(n).encode() for n in range(6)])) == 6


WRITER = """
import sys
from pathlib import Path
from factcheck.store import Store, digest
folder, seed = Path(sys.argv[1]), int(sys.argv[2])
with Store.open(folder, "v1", lambda line: print("TOLD", line, flush=True)) as store:
    print("ready", flush=True)
    for n in range(10_000):
        batch = {digest(f"{seed}-{n}-{i}"): f"{seed}-{n}-{i}".encode() * 50 for i in range(40)}
        store.put("a", batch)
        print(n, flush=True)
"""


def writer(folder: Path, seed: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def batch(seed: int, n: int) -> dict[bytes, bytes]:
    return {digest(f"{seed}-{n}-{i}"): f"{seed}-{n}-{i}".encode() * 50 for i in range(40)}


def test_two_writers_killed_at_random_moments_lose_nothing_they_had_finished(folder):
    rng = random.Random(5)
    finished: list[tuple[int, int]] = []
    for attempt in range(6):
        both = [writer(folder, 10 * attempt + n) for n in range(2)]
        for process in both:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        time.sleep(rng.uniform(0.005, 0.25))
        for number, process in enumerate(both):
            process.send_signal(signal.SIGKILL)
            out = process.communicate()[0]
            assert "TOLD" not in out
            # the last line may be cut by the kill
            done = [int(line) for line in out.split("\n")[:-1]]
            finished += [(10 * attempt + number, n) for n in done]
    assert finished
    told: list[str] = []
    with Store.open(folder, "v1", told.append) as store:
        for seed, n in finished:
            assert store.get("a", list(batch(seed, n))) == batch(seed, n)
        assert store._database is not None
        assert store._database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = store._database.execute("SELECT count(*) FROM kept").fetchone()[0]
    assert rows % 40 == 0
    assert told == []


def test_a_writer_that_is_closed_in_mid_batch_leaves_none_of_it(folder):
    def torn():
        yield "a", digest("x"), 1, b"x"
        raise KeyboardInterrupt

    with Store.open(folder, "v1") as store:
        assert store._database is not None
        with pytest.raises(KeyboardInterrupt), store._database:
            store._database.executemany("INSERT INTO kept (part, key, run, value) VALUES (?, ?, ?, ?)", torn())
    with Store.open(folder, "v1") as store:
        assert store._database is not None
        assert store._database.execute("SELECT count(*) FROM kept").fetchone() == (0,)
