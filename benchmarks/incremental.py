"""What the store saves: a full run, an unchanged run, and a run with one article more, by the number of articles.

    python benchmarks/incremental.py --data ../shared/data -o reports/incremental.md

Every run is a process of its own, as CI starts it, over a folder of text files. Where there are not enough articles
they come again with other figures in them; the report says so. Up to `--compared` articles the run with one article
more is compared, byte for byte, with one without a store. What one article costs by itself stands beside it.

A full run over thousands of articles takes long: with `--kept FOLDER` the articles and the store of each size stay
there, and a size that lies there with its store is not run in full again.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RUNS = ("full", "unchanged", "one more", "one more, no store")
STAGES = ("loading", "statements", "stories", "facts", "names", "encoding", "comparing", "findings", "keeping")
UNCHANGED = 5  # runs, of which the median is shown
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Timing:
    """One process: wall seconds, processor seconds, seconds by stage, peak memory in MB."""

    seconds: float
    processor: float
    stages: Mapping[str, float]
    memory: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The runs at one size, by name, and the store's size in MB."""

    runs: Mapping[str, Timing]
    store: float


def main() -> None:
    """Measure and write the report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 5000])
    parser.add_argument("--compared", type=int, default=1000, help="the largest size that is also run without a store")
    parser.add_argument("--kept", type=Path, help="folder for articles and stores, used again when they are there")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    real = list(articles(options.data))
    measured: dict[int, Measured] = {}
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as compiled:
        alone = by_itself(real[0], compiled)
        for size in options.sizes:
            with corpus_folder(options.kept, size) as folder:
                measured[size] = measure(folder, corpus(real, size + 2), compiled, compare=size <= options.compared)
            measured = dict(sorted(measured.items()))
            print(size, measured[size], flush=True)
            # after every size: the large ones take long
            lines = report(measured, alone, len(real), load)
            options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


def articles(data: Path) -> Iterator[Row]:
    """Yield the real articles, those of one story beside each other."""
    with gzip.open(data / "eval/gva.articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = sorted(map(json.loads, lines), key=lambda row: str(row["story"]))
    with gzip.open(data / "eval/allsides.clusters.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows += [row for line in lines for row in json.loads(line)["articles"]]
    for row in rows:
        yield {key: row.get(key) or "" for key in ("text", "title", "source", "published")}


def corpus(real: Sequence[Row], size: int) -> list[Row]:
    """Return `size` articles; from the second round on every figure of two digits or more is another one."""
    return [
        {**row, "id": f"{number:05}", "text": edited(row["text"], number // len(real))}
        for number in range(size)
        for row in (real[number % len(real)],)
    ]


def edited(text: str, again: int) -> str:
    """Return the text with the first digit of longer figures moved on by `again`."""
    return re.sub(r"\b[1-9](?=\d)", lambda m: str((int(m[0]) + again - 1) % 9 + 1), text)


def by_itself(row: Row, compiled: str) -> Timing:
    """Run over one article alone, without a store; the first run only compiles the program, as pip does."""
    with tempfile.TemporaryDirectory() as folder:
        write(folder, {**row, "id": "alone"})
        run(folder, compiled, "--no-store")
        return run(folder, compiled, "--no-store")


@contextmanager
def corpus_folder(kept: Path | None, size: int) -> Iterator[str]:
    """Give the folder to work in: one for the moment, or that of the size below `kept`."""
    if kept:
        (kept / str(size)).mkdir(parents=True, exist_ok=True)
        yield str(kept / str(size))
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield folder


def measure(folder: str, rows: Sequence[Row], compiled: str, compare: bool) -> Measured:
    """Run over all rows but the last two, again, and with one of these: the last where the store may know the other."""
    store = Path(folder, ".factcheck/store.sqlite3")
    filled = store.exists()
    shutil.rmtree(Path(folder, "articles"), ignore_errors=True)
    for row in rows[:-2]:
        write(folder, row)
    runs = {"full": run(folder, compiled)}
    if filled:
        runs = {}
    again = sorted((run(folder, compiled) for _ in range(UNCHANGED)), key=lambda timing: timing.seconds)
    runs["unchanged"] = again[UNCHANGED // 2]
    write(folder, rows[-1] if filled else rows[-2])
    runs["one more"] = run(folder, compiled)
    if compare:
        incremental = result(folder)
        runs["one more, no store"] = run(folder, compiled, "--no-store")
        if result(folder) != incremental:
            raise SystemExit("the report from the store differs from the full one")
    return Measured(runs, store.stat().st_size / 1e6)


def write(folder: str, row: Row) -> None:
    """Write one article as a file with header lines."""
    head = [f"Source: {row['source'] or 'unknown'}", f"Date: {row['published']}"]
    head += [f"Title: {row['title']}"] if row["title"] else []
    text = "\n".join([*head, "", row["text"]])
    (Path(folder) / "articles").mkdir(exist_ok=True)
    (Path(folder) / "articles" / f"{row['id']}.txt").write_text(text, encoding="utf-8")


def run(folder: str, compiled: str, *options: str) -> Timing:
    """Run the command line once in a process of its own, its byte code in the folder `compiled`."""
    command = [
        sys.executable,
        "-m",
        "factcheck",
        "check",
        "articles",
        "--fail-on",
        "none",
        "-q",
        "-o",
        "r.json",
        *options,
    ]
    log = Path(folder) / "log"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": compiled}
    began = time.perf_counter()
    with log.open("wb") as errors:
        process = subprocess.Popen(command, cwd=folder, env=environment, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(log.read_text())
    stages = json.loads((Path(folder) / "r.json").read_text(encoding="utf-8"))["run"].get("seconds", {})
    return Timing(seconds, used.ru_utime + used.ru_stime, stages, used.ru_maxrss / 1024)


def result(folder: str) -> dict[str, Any]:
    """Return what the run found, without its seconds."""
    content = json.loads((Path(folder) / "r.json").read_text(encoding="utf-8"))
    content["run"].pop("seconds", None)
    return content


def report(measured: Mapping[int, Measured], alone: Timing, real: int, load: float) -> Iterator[str]:
    """Yield the report's lines."""
    yield "# What the store saves"
    yield ""
    yield "`python benchmarks/incremental.py --data ../shared/data --sizes " + " ".join(map(str, measured)) + "`"
    yield ""
    machine = f"{platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    yield f"{machine}, load {load:.1f} at the start. Each run is a process of its own,"
    yield "start-up included; `processor` is the time its threads had together, which other work on the machine changes"
    yield f"less. Of {UNCHANGED} unchanged runs the median is shown."
    yield f"There are {real:,} real articles; beyond that they come again with other figures in them."
    yield "Where a row without a store stands, its report was compared with the one from the store: they are equal."
    yield "A size without a full run was run over articles and a store kept from an earlier one (`--kept`)."
    yield ""
    yield "| articles | run | seconds | processor | peak MB | " + " | ".join(STAGES) + " |"
    yield "|---:|---|---:|---:|---:|" + "---:|" * len(STAGES)
    yield row_of("1", "by itself, no store", alone)
    for size, found in measured.items():
        for name, timing in found.runs.items():
            yield row_of(f"{size:,}", name, timing)
    yield ""
    yield "Store: " + ", ".join(f"{m.store:,.0f} MB for {size:,}" for size, m in measured.items()) + "."
    if len(measured) > 1:
        often = [name for name in RUNS if sum(name in found.runs for found in measured.values()) > 1]
        fitted = ", ".join(f"{name} {exponent(measured, name):.2f}" for name in often)
        yield f"Growth, as the exponent of a power of the number of articles, fitted to `processor`: {fitted}."


def row_of(articles: str, name: str, timing: Timing) -> str:
    """Return one run as a row of the table."""
    stages = " | ".join(f"{timing.stages[s]:.2f}" if s in timing.stages else "" for s in STAGES)
    return f"| {articles} | {name} | {timing.seconds:.1f} | {timing.processor:.1f} | {timing.memory:,.0f} | {stages} |"


def exponent(measured: Mapping[int, Measured], name: str) -> float:
    """Return the slope of log processor seconds over log articles, by least squares, where the run was made."""
    points = [(math.log(size), math.log(m.runs[name].processor)) for size, m in measured.items() if name in m.runs]
    x, y = (sum(column) / len(points) for column in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


if __name__ == "__main__":
    main()
