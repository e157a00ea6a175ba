import os
import re
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from factcheck.errors import UsageError
from factcheck.review import log, serving
from tests.report.fixtures import bridge
from tests.review.serving import served


def test_serving_prints_the_links_and_stops_on_interrupt(tmp_path: Path) -> None:
    program = textwrap.dedent(f"""
        import signal
        from pathlib import Path
        from factcheck.review import serving
        from tests.report.fixtures import bridge
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs are started without it
        serving.serve(bridge(), Path({str(tmp_path / log.NAME)!r}), ["Mara"], lambda line: print(line, flush=True))
    """)
    running = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=Path.cwd())
    assert running.stdout is not None
    line = running.stdout.readline()
    assert re.fullmatch(r"Mara: http://127\.0\.0\.1:\d+/enter\?token=\S{40,}  \(works once\)\n", line)
    running.stdout.readline()
    os.kill(running.pid, signal.SIGINT)
    running.wait(timeout=30)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("192.0.2.7", False),
        ("desk.example", False),
    ],
)
def test_only_this_machine_is_local(host: str, local: bool) -> None:
    assert serving._is_local(host) is local


def test_another_interface_is_warned_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving.uvicorn.Server, "run", lambda *_, **__: None)
    told: list[str] = []
    serving.serve(bridge(), tmp_path / log.NAME, ["Mara", "Finn"], told.append, host="0.0.0.0")
    assert told[0].startswith("warning: 0.0.0.0 can be reached from other machines")
    assert sum("/enter?token=" in line for line in told) == 2


def test_a_port_in_use_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / log.NAME
    with (
        served(bridge(), path, "Mara") as server,
        pytest.raises(UsageError, match=rf"--port {server.port}: cannot be used .* try another port"),
    ):
        serving.serve(bridge(), path, ["Mara"], print, port=server.port)
