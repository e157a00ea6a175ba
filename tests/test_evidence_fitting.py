"""How models/alignment fits what outcomes say: shifts and distances found again in pairs made with known ones."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "alignment"))

import _evidence as fitting


def drawn(shift, far=0.0, pairs=4000, seed=5):
    """Scores, how far apart the values lie, and whether each pair is of one thing, by known evidence."""
    rng = np.random.default_rng(seed)
    scores, apart = rng.uniform(0.05, 0.95, pairs), rng.uniform(0, 1, pairs)
    odds = np.log(scores / (1 - scores)) + shift - far * apart
    return scores, apart, (rng.uniform(size=pairs) < 1 / (1 + np.exp(-odds))).astype(int)


@pytest.mark.parametrize("shift", [-3.0, 0.0, 1.5])
def test_a_shift_is_found_again(shift):
    scores, _, same = drawn(shift)
    assert fitting.shift(scores, same, 0.0) == pytest.approx(shift, abs=0.2)


def test_where_nothing_was_judged_what_was_expected_stands():
    nothing = np.zeros(0)
    assert fitting.shift(nothing, nothing, -1.5) == pytest.approx(-1.5, abs=0.01)


@pytest.mark.parametrize("far", [0.0, 2.0, 6.0])
def test_what_a_measure_says_is_found_again_though_sorts_differ_in_their_share_of_conflicts(far):
    sorts = [drawn(shift, far, seed=seed) for seed, shift in enumerate((-3.0, 0.0))]
    scores, apart, same = (np.concatenate(column) for column in zip(*sorts, strict=True))
    of = np.repeat(["one", "other"], 4000)
    idle = np.random.default_rng(7).uniform(0, 1, len(scores))
    shifts, said = fitting.clash(scores, same, np.column_stack([apart, idle]), of, fitting.even(of), -1.0)
    assert shifts == {"one": pytest.approx(-3.0, abs=0.4), "other": pytest.approx(0.0, abs=0.3)}
    assert said == [pytest.approx(far, abs=0.4), pytest.approx(0.0, abs=0.4)]


def test_a_measure_never_speaks_for_one_thing():
    scores, apart, same = drawn(-2.0, far=-3.0)
    of = np.full(len(scores), "one")
    _, said = fitting.clash(scores, same, apart[:, None], of, fitting.even(of), -1.0)
    assert said == [0.0]


def test_every_set_counts_the_same_however_many_of_its_pairs_were_judged():
    weight = fitting.even(np.array(["a", "a", "a", "b"]))
    assert weight.tolist() == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2.0])
