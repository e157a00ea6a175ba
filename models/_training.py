"""What trained networks share: base weights, length buckets, and a training loop that can be killed and resumed."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from _files import base_folder
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn


def base_weights() -> dict[str, Tensor]:
    """The base model's tensors, by their published names."""
    return load_file(base_folder() / "model.safetensors")


def base_tokenizer(longest: int) -> Tokenizer:
    """The base model's word-piece tokenizer, truncating pairs or sentences to `longest` pieces and never padding."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest, strategy="longest_first")
    return tokenizer


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast: warm up, hold, then fall linearly to nothing over the last part.

    Holding before the fall lets a run be shortened while it runs: restart with fewer steps and it falls from there.
    """

    steps: int
    rate: float
    warm: int = 300
    fall: float = 0.4
    head_rate: float = 1e-3
    save_every_s: float = 180.0

    def factor(self, step: int) -> float:
        """The share of the full learning rate at a step."""
        falling = max(1, int(self.steps * self.fall))
        return min(1.0, (step + 1) / self.warm, max(0.0, (self.steps - step) / falling))


def buckets(
    lengths: Sequence[int], pieces: int, most: int, rng: random.Random, widths: Sequence[int] | None = None
) -> list[list[int]]:
    """Indexes in batches of like length, in random order; a batch has at most `most` rows and `pieces` pieces.

    `widths`: how many rows each index takes, one where not given; none is divided.
    """
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i] + rng.random() * 4, i))
    batches: list[list[int]] = []
    current: list[int] = []
    filled = 0
    for index in order:
        width = widths[index] if widths else 1
        if current and (filled + width > most or lengths[index] * (filled + width) > pieces):
            batches.append(current)
            current, filled = [], 0
        current.append(index)
        filled += width
    batches.append(current)
    rng.shuffle(batches)
    return batches


def pad(rows: Sequence[Sequence[int]], value: int = 0) -> Tensor:
    """Rows of unequal length to one int64 tensor."""
    width = max(map(len, rows))
    return torch.tensor([[*row, *([value] * (width - len(row)))] for row in rows], dtype=torch.int64)


class Log:
    """Lines with a time, appended to train.log in the run's folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "train.log"

    def __call__(self, **values: Any) -> None:
        stamp = time.strftime("%H:%M:%S", time.gmtime())
        rounded = {k: round(v, 5) if isinstance(v, float) else v for k, v in values.items()}
        with self.path.open("a", encoding="utf-8") as out:
            out.write(f"{stamp} {json.dumps(rounded)}\n")


def optimizer_for(model: nn.Module, schedule: Schedule) -> torch.optim.Optimizer:
    """AdamW: no decay on biases and norms, a faster rate for what starts from nothing (`head...`)."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            fresh = name.startswith("head") or "token_type" in name
            groups.setdefault((fresh, parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "lr": schedule.head_rate if fresh else schedule.rate,
                "base": schedule.head_rate if fresh else schedule.rate,
                "weight_decay": 0.01 if matrix else 0.0,
            }
            for (fresh, matrix), parameters in groups.items()
        ],
        betas=(0.9, 0.98),
        eps=1e-6,
        fused=True,
    )


def fit(
    model: nn.Module,
    batches: Callable[[int], Sequence[Any]],
    loss_of: Callable[[nn.Module, Any], Tensor],
    schedule: Schedule,
    folder: Path,
    check: Callable[[nn.Module], dict[str, float]],
    check_every: int,
    workers: int,
) -> nn.Module:
    """Train to the schedule's end and return the model.

    `batches(epoch)` must be the same list on every call with the same epoch: a run that was killed starts again from
    `folder`/checkpoint.pt, at the batch where it stopped. A step takes one batch per worker. `check` is called every
    `check_every` steps, for the log only.
    """
    log, optimizer = Log(folder), optimizer_for(model, schedule)
    saved = folder / "checkpoint.pt"
    step = _resume(saved, model, optimizer)
    log(event="start", step=step, steps=schedule.steps, workers=workers)
    began = last_save = time.monotonic()
    total, seen = 0.0, 0
    model.train()
    stream = _from_batch(batches, step * workers)
    with _pool(workers) as pool:
        while step < schedule.steps:
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * schedule.factor(step)
            total += _step(model, optimizer, loss_of, [next(stream) for _ in range(workers)], pool)
            step, seen = step + 1, seen + 1
            if seen == 50:
                log(step=step, loss=total / seen, seconds=time.monotonic() - began)
                total, seen = 0.0, 0
            if step % check_every == 0:
                log(step=step, **check(model))
                model.train()
            if time.monotonic() - last_save > schedule.save_every_s:
                _save(saved, model, optimizer, step)
                last_save = time.monotonic()
    _save(saved, model, optimizer, step)
    log(event="end", step=step)
    return model.eval()


def _pool(workers: int) -> ThreadPoolExecutor:
    # One thread per batch: three threads inside one batch of short sentences are hardly faster than one.
    return ThreadPoolExecutor(workers, initializer=torch.set_num_threads, initargs=(1,))


def _step(
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    loss_of: Callable[[nn.Module, Any], Tensor],
    shares: Sequence[Any],
    pool: ThreadPoolExecutor,
) -> float:
    """One optimizer step on the mean gradient of several batches, each computed by a thread; returns the mean loss."""
    trained = [p for p in model.parameters() if p.requires_grad]

    def gradients(batch: Any) -> tuple[float, tuple[Tensor, ...]]:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(model, batch)
        return float(loss.detach()), torch.autograd.grad(loss, trained)

    results = list(pool.map(gradients, shares))
    for parameter, *parts in zip(trained, *(grads for _, grads in results), strict=True):
        parameter.grad = sum(parts[1:], parts[0]) / len(parts)
    torch.nn.utils.clip_grad_norm_(trained, 1.0)
    optimizer.step()
    return sum(loss for loss, _ in results) / len(results)


def _from_batch(batches: Callable[[int], Sequence[Any]], done: int) -> Iterator[Any]:
    """Batches of one epoch after another, without the first `done`."""
    epoch = 0
    while True:
        here = batches(epoch)
        yield from here[done:]
        done = max(0, done - len(here))
        epoch += 1


def _save(path: Path, model: nn.Module, optimizer: torch.optim.Optimizer, step: int) -> None:
    partial = path.with_suffix(".partial")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, partial)
    partial.replace(path)


def _resume(path: Path, model: nn.Module, optimizer: torch.optim.Optimizer) -> int:
    if not path.exists():
        return 0
    saved = torch.load(path, weights_only=True)
    model.load_state_dict(saved["model"])
    optimizer.load_state_dict(saved["optimizer"])
    torch.manual_seed(saved["step"])
    return int(saved["step"])
