"""Does one outlet's claim weaken or strengthen another's? Average precision on ClaimDiff.

python benchmarks/claimdiff.py --data ../shared/data -o reports/claimdiff.md
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "claims"))

from _data import LABELS, clean, rows
from _run import OnnxClaims
from _scores import average_precision, interval
from sklearn.linear_model import LogisticRegression

from factcheck import encoding

ROOT = Path(__file__).parents[1]
AGAINST, FOR = LABELS.index("contradiction"), LABELS.index("entailment")
RELATIONS = ("weakens", "strengthens")
HEADLINE = "claims model, both orders averaged"
WEIGHED = "claims model and cosine, weighed on other topics"
FOLDS = 10
INTRO = """# ClaimDiff: claims of two outlets on one topic

Made by `python benchmarks/claimdiff.py --data ../shared/data -o reports/claimdiff.md`, from the shipped int8 claims
model: a pair's score for "weakens" is the probability that the two claims contradict each other, for "strengthens" that
one follows from the other. The row in bold type is how the program asks. Nothing was fitted or chosen on this set, but
for the last row: there a logistic regression of five numbers weighs the two orders' log odds and the cosine,
fitted in ten folds of whole topics, each scored by weights of the other nine.

The set asks whether the second claim weakens or strengthens the first, in matters of opinion more than of fact; most
pairs say neither, though they are of one topic. A pair and its turn are two rows of the set. Average precision in
percent, with the middle 95 % over resamples of whole topics. The base rate is what random order gives.
"""


def cosines(pairs: Sequence[tuple[str, str]]) -> np.ndarray:
    """Similarity of the two claims by the bundled encoder."""
    vectors = encoding.bundled().encode([text for pair in pairs for text in pair])
    return (vectors[0::2] * vectors[1::2]).sum(axis=1)


def ways(first: np.ndarray, second: np.ndarray, near: np.ndarray) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Scores for "weakens" and "strengthens" by each way of asking.

    `first` and `second` are the model's probabilities with the first and with the second claim as premise; `near` is
    the cosine.
    """
    return {
        "cosine only": (near, near),
        "claims model, the first claim as premise": (first[:, AGAINST], first[:, FOR]),
        "claims model, the second claim as premise": (second[:, AGAINST], second[:, FOR]),
        HEADLINE: ((first + second)[:, AGAINST] / 2, (first + second)[:, FOR] / 2),
        "claims model, the surer order": tuple(np.maximum(first, second)[:, (AGAINST, FOR)].T),
        "claims model, averaged, times cosine": tuple(((first + second) / 2 * near[:, None])[:, (AGAINST, FOR)].T),
    }


def evidence(first: np.ndarray, second: np.ndarray, near: np.ndarray) -> np.ndarray:
    """What the regression weighs, a row for each pair: log odds of both labels, mean and greater order, and cosine."""
    both = np.log(np.clip([first, second], 1e-4, 1)) - np.log(np.clip(1 - np.array([first, second]), 1e-4, 1))
    columns = [some[:, label] for label in (AGAINST, FOR) for some in (both.mean(axis=0), both.max(axis=0))]
    return np.column_stack([*columns, near])


def weighed(rows: np.ndarray, held: np.ndarray, topics: Sequence[str]) -> np.ndarray:
    """Log odds of a relation by a logistic regression fitted on other topics."""
    fold = np.array([int(hashlib.sha256(topic.encode()).hexdigest(), 16) % FOLDS for topic in topics])
    told = np.zeros(len(rows))
    scaled = (rows - rows.mean(axis=0)) / (rows.std(axis=0) + 1e-9)
    for n in sorted(set(fold.tolist())):
        model = LogisticRegression(C=0.1).fit(scaled[fold != n], held[fold != n])
        told[fold == n] = model.decision_function(scaled[fold == n])
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    found = list(rows(options.data / "eval/claimdiff.dev.jsonl.gz"))
    held = [np.array([bool(r[name]) for r in found]) for name in RELATIONS]
    topics = [str(r["topic"]) for r in found]
    pairs = [(clean(r["claim_a"]), clean(r["claim_b"])) for r in found]
    model = OnnxClaims(ROOT / "models" / "claims")
    asked = (model.one_way(pairs), model.one_way([(b, a) for a, b in pairs]), cosines(pairs))
    told = ways(*asked)
    told[WEIGHED] = tuple(weighed(evidence(*asked), some, topics) for some in held)
    lines = [
        INTRO,
        f"{len(found)} pairs, {len(set(topics))} topics.",
        "",
        "| score | weakens | strengthens |",
        "|---|---|---|",
        "| base rate | " + " | ".join(f"{100 * some.mean():.1f}" for some in held) + " |",
    ]
    for name, scores in told.items():
        cells = []
        for score, gold in zip(scores, held, strict=True):
            low, high = interval(topics, lambda chosen, s=score, g=gold: average_precision(s[chosen], g[chosen]))
            value = f"{average_precision(score, gold):.1f}"
            cells.append(f"{f'**{value}**' if name == HEADLINE else value} ({low:.1f} to {high:.1f})")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
