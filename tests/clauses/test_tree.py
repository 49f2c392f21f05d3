"""Arc scores to trees."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente.clauses.tree import heads

SCORES = st.floats(-50, 50, width=32)


def matrices(most):
    """Scores (W, W+1) of W words; their own column is no worse than others, as the network's may be."""
    return st.integers(1, most).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=SCORES))


def is_tree(found):
    """One root, and every word leads to it."""
    if [h for h in found if h < 0] != [-1] or any(h == i for i, h in enumerate(found)):
        return False
    for i in range(len(found)):
        steps, at = 0, i
        while at >= 0:
            at, steps = found[at], steps + 1
            if steps > len(found):
                return False
    return True


def total(arcs, found):
    return sum(float(arcs[i, h + 1]) for i, h in enumerate(found))


def best_under(arcs, root):
    """The highest total of any tree with this root."""
    n = len(arcs)
    every = (h for h in itertools.product(range(-1, n), repeat=n) if h[root] == -1 and is_tree(list(h)))
    return max(total(arcs, h) for h in every)


@given(matrices(12))
def test_it_is_a_tree_with_one_root(arcs):
    assert is_tree(heads(arcs))


@given(matrices(8))
def test_greedy_heads_stay_where_they_are_a_tree(arcs):
    greedy = [int(h) - 1 for h in arcs.argmax(1)]
    if is_tree(greedy):
        assert heads(arcs) == greedy


@given(matrices(4))
def test_no_tree_with_that_root_scores_higher(arcs):
    found = heads(arcs)
    assert total(arcs, found) == pytest.approx(best_under(arcs, found.index(-1)), abs=1e-3)


def test_a_cycle_is_broken_where_it_costs_least():
    # "they" and "met" want each other; "met" wants the root nearly as much, "they" far less.
    arcs = np.array([[0.0, -9.0, 8.0], [6.0, 7.0, -9.0]], dtype=np.float32)
    assert heads(arcs) == [1, -1]


def test_of_two_roots_the_surer_stays():
    arcs = np.array([[9.0, -9.0, 1.0], [9.0, 8.0, -9.0]], dtype=np.float32)
    assert heads(arcs) == [-1, 0]


@pytest.mark.parametrize("seed", range(5))
def test_long_sentences_of_noise(seed):
    arcs = np.random.default_rng(seed).normal(size=(150, 151)).astype(np.float32)
    assert is_tree(heads(arcs))


def test_all_alike():
    assert is_tree(heads(np.zeros((40, 41), dtype=np.float32)))
