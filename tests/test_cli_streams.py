"""Streams as a shell hands them over: closed, full, or a pipe whose reader has left."""

import subprocess
import sys

import pytest

ONE = "Mayor Ada Holm opened the Rivenford library on Monday. The building cost 12 million euros."
OTHER = "The Rivenford library was opened by Mayor Ada Holm. The building cost 19 million euros, the city said."
CHECK = f"'{sys.executable}' -m factcheck check one.txt --no-store -q"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes the streams")


@pytest.fixture
def shell(tmp_path):
    (tmp_path / "one.txt").write_text(f"Date: 2026-03-02\n\n{ONE}\n")
    (tmp_path / "two.txt").write_text(f"Date: 2026-03-02\n\n{OTHER}\n")

    def call(command: str) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        return done.returncode, done.stderr

    return call


def test_files_are_checked_where_stdin_is_closed(shell):
    assert shell(f"{CHECK} <&-")[0] == 0


def test_the_exit_code_stays_true_where_stderr_is_closed(shell):
    assert shell(f"{CHECK} 2>&-")[0] == 0
    assert shell(f"{CHECK} no-such.txt 2>&-")[0] == 2


def test_a_report_without_anywhere_to_go_exits_2(shell):
    code, err = shell(f"{CHECK} >&-")
    assert (code, err) == (2, "factcheck: -o -: standard output is closed; name a file by -o\n")


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_a_full_disk_under_stdout_exits_2(shell):
    code, err = shell(f"{CHECK} >/dev/full")
    assert (code, err) == (2, "factcheck: -o -: cannot be written (No space left on device); choose another place\n")


def test_the_exit_code_is_the_gates_though_the_reader_of_the_report_has_left(shell):
    left = "; echo ${PIPESTATUS[0]} >&2"
    assert shell(f"{CHECK} | true{left}") == (0, "0\n")
    code, err = shell(f"{CHECK} two.txt -o report.json -o - | true{left}; test -s report.json")
    assert (code, err) == (0, "1\n")
