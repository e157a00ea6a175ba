"""Tell how honest the probability is that two facts are about one thing, by set of articles.

    python benchmarks/alignment.py --data ../shared/data -o reports/alignment.md --store /tmp/factcheck-ablation

Pairs labelled by hand, of gva, wikinews, allsides and invented stories, scored by weights that never saw their story:
five folds, as models/alignment/make.py fits. Draws the diagram beside the report, as SVG. `--store` keeps what is
encoded.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from _diagram import reliability
from _judged import EDGES, Scored, bins, calibration_error
from _scores import average_precision, interval
from _without_feature import Task, fitting, tasks

from factcheck import caching
from factcheck.store import Store

REAL = ("gva", "wikinews", "allsides")
INVENTED = ("written", "planted")
FEWEST = 10
COMPARED = 0.5  # from here on two values are compared
TITLE = "Reliability diagram: share of pairs about one thing by the probability told"


@dataclass(frozen=True, slots=True)
class Held:
    """The labelled pairs of one kind, across articles or within one: what was told of each, and what held."""

    name: str
    told: Scored
    story: np.ndarray
    set_of: np.ndarray

    @classmethod
    def of(cls, task: Task) -> Held:
        """Score a task's labelled pairs in folds by story."""
        own = task.label >= 0
        score, held = fitting.held_out(task)[own], task.label[own].astype(np.float64)
        return cls(task.name, Scored(score, held, np.ones(len(held))), task.story[own], task.set_of[own])

    def part(self, name: str) -> tuple[Scored, np.ndarray]:
        """Return the pairs of one set, or of all sets of real articles, and their stories."""
        own = np.isin(self.set_of, REAL if name == "all" else name)
        return self.told.where(own), self.story[own]


def by_set(found: Sequence[Held]) -> Iterator[str]:
    """Table: how well pairs are ranked, and how far what was told lies from what held, by set."""
    head = "set | pairs | of one thing | told | calibration error | average precision | from 0.5 on | one thing | told"
    yield f"| | {head} |"
    yield "|---|---|---:|---:|---:|---:|---|---:|---:|---:|"
    for held in found:
        for name in (*REAL, "all", *INVENTED):
            told, story = held.part(name)
            if len(told.real) >= FEWEST:
                yield f"| {held.name} | {name} | {_cells(told, story)} |"


def _cells(told: Scored, story: np.ndarray) -> str:
    likely = told.where(told.probability >= COMPARED)
    low, high = interval(story.tolist(), lambda some: average_precision(told.probability[some], told.real[some]))
    ranked = f"{average_precision(told.probability, told.real):.1f} ({low:.0f} to {high:.0f})"
    return " | ".join(
        [
            str(len(told.real)),
            f"{told.real.mean():.2f}",
            f"{told.probability.mean():.2f}",
            f"{calibration_error(told):.3f}",
            ranked,
            str(len(likely.real)),
            *((f"{likely.real.mean():.2f}", f"{likely.probability.mean():.2f}") if len(likely.real) else ("-", "-")),
        ]
    )


def ranges(found: Sequence[Held]) -> Iterator[str]:
    """Tables: what held by range of what was told."""
    for held in found:
        yield from (
            f"### {held.name}",
            "",
            "| told | pairs | mean | held | 95 % interval |",
            "|---|---:|---:|---:|---|",
        )
        for b in bins(held.part("all")[0], EDGES):
            yield (
                f"| {b.low:.2f} to {b.high:.2f} | {b.pairs} | {b.told:.2f} | {b.held:.2f} | "
                f"{b.interval.low:.2f} to {b.interval.high:.2f} |"
            )
        yield ""


def write(found: Sequence[Held], picture: str) -> tuple[str, str]:
    """Return the report as Markdown, and its diagram as SVG."""
    lines = [
        "# Are two facts about one thing: is the probability honest?",
        "",
        "Made by `python benchmarks/alignment.py --data ../shared/data -o reports/alignment.md --store "
        "/tmp/factcheck-ablation`.",
        "",
        "Pairs of facts were read in both articles by one reader (a language model) and labelled one thing or not. "
        "Each is scored by weights fitted without its story. Pairs whose persons both name are left out: a name "
        "settles them. The pairs are drawn evenly over the range of earlier scores, so that they are harder than "
        "those of a run, and the shares below are not those of a run. *Told* is the mean probability, *calibration "
        "error* the expected one (eight ranges).",
        "",
        "Two sets are invented, all candidate pairs of theirs labelled: *written* are stories that the questions "
        "model was not trained on, marked by their authors, of which a part of the fit is made; *planted* are those of "
        "benchmarks/planted.py that may be read, labelled by readers (language models), on which nothing is fitted.",
        "",
        "## By set of articles",
        "",
        *by_set(found),
        "",
        "## By range of probability",
        "",
        f"![reliability diagram]({picture})",
        "",
        *ranges(found),
    ]
    drawn = {}
    for name, within in (("across articles", False), ("within one article", True)):
        own = [held.part("all")[0] for held in found if held.name.endswith("article") is within]
        if own:
            drawn[name] = bins(_together(own))
    return "\n".join(lines).rstrip() + "\n", reliability(drawn, TITLE)


def _together(parts: Sequence[Scored]) -> Scored:
    return Scored(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("probability", "real", "weight"))
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--store", type=Path, required=True, help="folder for what is encoded once, safe to delete")
    options = parser.parse_args()
    with Store.open(options.store, caching.component_version()) as store:
        found = [Held.of(task) for task in tasks(options.data, store)]
    picture = options.output.with_suffix(".svg")
    text, drawing = write(found, picture.name)
    options.output.write_text(text, encoding="utf-8")
    picture.write_text(drawing, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
