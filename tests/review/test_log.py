import json
import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.decisions import Choice, Decision, Said
from factcheck.errors import StoreError
from factcheck.model import State
from factcheck.review import log
from tests.report.fixtures import bridge

NOON = datetime(2031, 3, 9, 12, tzinfo=UTC)


def decision(number: int = 0, **changed: object) -> Decision:
    finding = bridge().findings[number]
    return replace(log.decide(finding, Choice.CONFIRMED, "Mara", NOON), **changed)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / log.NAME
    given_ = decision(reason='a "reason"\nin two lines', expiry=date(2031, 12, 31))
    log.append(path, given_)
    assert log.read(path) == log.Log((given_,))
    assert path.read_bytes().count(b"\n") == 1


def test_no_file_holds_no_decisions(tmp_path: Path) -> None:
    assert log.read(tmp_path / "none.jsonl") == log.Log()


texts = st.text(st.characters(codec=None), max_size=40)


@settings(deadline=None)  # each example waits for the disk
@given(reason=texts, reviewer=texts, text=texts)
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, reason: str, reviewer: str, text: str) -> None:
    path = tmp_path_factory.mktemp("log") / log.NAME
    one = decision(reason=reason, reviewer=reviewer, sides=(Said("s", "p", "v", "c", text),))
    log.append(path, one)
    log.append(path, decision(1))
    assert set(log.read(path).decisions) == {one, decision(1)}
    assert path.read_bytes().count(b"\n") == 2


def test_a_kill_between_any_two_bytes_costs_at_most_the_line_being_written(tmp_path: Path) -> None:
    first, second, third = decision(0), decision(1, reason="naïve ☃"), decision(2)
    path = tmp_path / log.NAME
    log.append(path, first)
    before = path.read_bytes()
    log.append(path, second)
    whole = path.read_bytes()
    for cut in range(len(before), len(whole) + 1):
        path.write_bytes(whole[:cut])
        found = log.read(path)
        complete = cut >= len(whole) - 1
        assert set(found.decisions) == ({first, second} if complete else {first}), cut
        torn = not complete and cut > len(before)
        assert [note.line for note in found.notes] == ([2] if torn else []), cut
        log.append(path, third)
        again = log.read(path)
        assert set(again.decisions) == ({first, second, third} if complete else {first, third}), cut


def test_processes_killed_while_they_write_lose_nothing_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / log.NAME
    program = textwrap.dedent(f"""
        import sys
        from datetime import UTC, datetime, timedelta
        from pathlib import Path
        from factcheck.decisions import Choice
        from factcheck.review import log
        from tests.report.fixtures import bridge
        finding = bridge().findings[0]
        for n in range(10000):
            when = datetime(2031, 1, 1, tzinfo=UTC) + timedelta(seconds=n)
            log.append(Path({str(path)!r}), log.decide(finding, Choice.UNSURE, sys.argv[1], when))
            print(n, flush=True)
    """)
    writers = [
        subprocess.Popen([sys.executable, "-c", program, name], stdout=subprocess.PIPE, cwd=Path.cwd())
        for name in ("Ada", "Bo")
    ]
    acknowledged = {}
    for name, writer in zip(("Ada", "Bo"), writers, strict=True):
        assert writer.stdout is not None
        for _ in range(40):
            acknowledged[name] = int(writer.stdout.readline())
    for name, writer in zip(("Ada", "Bo"), writers, strict=True):
        os.kill(writer.pid, signal.SIGKILL)
        rest = writer.communicate()[0].split()
        if rest:
            acknowledged[name] = max(acknowledged[name], *map(int, rest[:-1] or rest))
    log.append(path, decision(reviewer="after"))
    found = log.read(path).decisions
    for name, last in acknowledged.items():
        assert sum(d.reviewer == name for d in found) >= last + 1
    assert any(d.reviewer == "after" for d in found)


def test_two_branches_merge_as_the_union_of_their_lines(tmp_path: Path) -> None:
    base, ours, theirs = decision(0), decision(1, reviewer="A"), decision(1, reviewer="B", choice=Choice.DISMISSED)
    paths = [tmp_path / name for name in ("ours", "theirs", "merged")]
    for path, own in zip(paths, (ours, theirs), strict=False):
        log.append(path, base)
        log.append(path, own)
    lines = [line for path in paths[:2] for line in path.read_bytes().splitlines(keepends=True)]
    for order in (lines, lines[::-1]):
        paths[2].write_bytes(b"".join(order))
        assert set(log.read(paths[2]).decisions) == {base, ours, theirs}


def test_conflict_markers_are_named_by_line_and_both_sides_count(tmp_path: Path) -> None:
    path = tmp_path / log.NAME
    one, other = (json.dumps(log.as_dict(decision(n))) for n in (0, 1))
    path.write_text(f"<<<<<<< HEAD\n{one}\n=======\n{other}\n>>>>>>> branch\n", encoding="utf-8")
    found = log.read(path)
    assert len(found.decisions) == 2
    assert [note.line for note in found.notes] == [1, 3, 5]
    assert all("conflict" in note.reason for note in found.notes)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("schema", "factcheck/decision/9", "newer factcheck"),
        ("decision", "maybe", "maybe"),
        ("time", "2031-03-09T12:00:00", "zone"),
        ("time", "yesterday", "yesterday"),
        ("expiry", "soon", "soon"),
        ("reviewer", 7, "7"),
        ("finding", "x", "str"),
        ("finding", {"confidence": float("nan")}, "not a probability"),
        ("finding", {"confidence": "0.5x"}, "0.5x"),
        ("finding", {"verdict": "guilty"}, "guilty"),
    ],
)
def test_a_whole_record_that_is_wrong_is_an_error_with_its_line(
    tmp_path: Path, key: str, value: object, told: str
) -> None:
    path = tmp_path / log.NAME
    log.append(path, decision())
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(log.as_dict(decision(1)) | {key: value}) + "\n")
    with pytest.raises(StoreError, match=rf"{log.NAME}:2: .*{told}"):
        log.read(path)


def test_a_line_nested_without_end_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / log.NAME
    path.write_text("[" * 200_000 + "\n", encoding="utf-8")
    log.append(path, decision())
    found = log.read(path)
    assert found.decisions == (decision(),)
    assert [note.line for note in found.notes] == [1]


def test_line_ends_and_marks_of_other_systems_are_read(tmp_path: Path) -> None:
    path = tmp_path / log.NAME
    line = json.dumps(log.as_dict(decision())).encode()
    path.write_bytes(b"\xef\xbb\xbf" + line + b"\r\n\r\n")
    assert log.read(path) == log.Log((decision(),))


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    path = tmp_path / log.NAME
    path.write_text('{"schema": "factcheck/decision/1"}\n', encoding="utf-8")
    with pytest.raises(StoreError, match="no 'fingerprint'"):
        log.read(path)


def test_a_folder_that_cannot_be_written_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not recorded"):
        log.append(tmp_path / "missing" / log.NAME, decision())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    path = tmp_path / log.NAME
    path.symlink_to("/dev/full")
    with pytest.raises(StoreError, match=r"not recorded|make room"):
        log.append(path, decision())


# --- what holds ---


def test_the_later_decision_of_a_reviewer_counts_whatever_the_order_of_lines() -> None:
    early, late = decision(), decision(choice=Choice.DISMISSED, time=NOON + timedelta(hours=1))
    for order in ((early, late), (late, early)):
        (known,) = log.opinions(order).values()
        assert known == (late,)


def test_taking_back_leaves_the_other_reviewer_s_word() -> None:
    mara = decision()
    finn = decision(reviewer="Finn", choice=Choice.DISMISSED, time=NOON + timedelta(hours=1))
    undone = replace(finn, choice=Choice.OPEN, time=NOON + timedelta(hours=2))
    (known,) = log.opinions([mara, finn, undone]).values()
    assert log.holding(known, NOON.date()) == mara


def test_apply_sets_states_and_nothing_else() -> None:
    report = bridge()
    decided = [decision(0), decision(1, choice=Choice.DISMISSED), decision(2, choice=Choice.UNSURE)]
    states = [f.state for f in log.apply(report, decided, NOON.date()).findings]
    assert states[:4] == [State.CONFIRMED, State.DISMISSED, State.UNSURE, State.KNOWN]
    back = replace(log.apply(report, decided, NOON.date()), findings=report.findings)
    assert back == report


def test_an_expired_decision_no_longer_holds() -> None:
    report, expiring = bridge(), decision(choice=Choice.DISMISSED, expiry=date(2031, 4, 1))
    assert log.apply(report, [expiring], date(2031, 4, 1)).findings[0].state is State.DISMISSED
    assert log.apply(report, [expiring], date(2031, 4, 2)).findings[0].state is State.NEW
