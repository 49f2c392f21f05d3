"""Trees read with numpy: ways down, sums, what moved an answer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.events import trees
from detente.events.trees import Forest


def forest():
    """Two trees: x0 <= 1 ? -1 : (x1 <= 0 ? 0.5 : 2), and one leaf of 0.25."""
    inf = np.inf
    return Forest(
        roots=np.array([0, 5], np.int64),
        feature=np.array([0, 0, 1, 0, 0, 0], np.int64),
        threshold=np.array([1, inf, 0, inf, inf, inf], np.float32),
        left=np.array([1, 1, 3, 3, 4, 5], np.int64),
        right=np.array([2, 1, 4, 3, 4, 5], np.int64),
        value=np.array([0, -1, 1, 0.5, 2, 0.25], np.float32),
        depth=2,
    )


@pytest.mark.parametrize(("row", "leaf"), [((1, 9), -1), ((1.5, 0), 0.5), ((1.5, 0.1), 2)])
def test_a_row_goes_down_to_its_leaf(row, leaf):
    (p,) = forest().probability(np.array([row], np.float32))
    assert p == pytest.approx(1 / (1 + np.exp(-leaf - 0.25)))


def test_what_moved_an_answer_adds_up():
    moved = forest().moved(np.array([2, 1], np.float32))
    assert moved.tolist() == [1.0, 1.0]
    assert forest().moved(np.array([0, 1], np.float32))[0] == -1.0


@given(st.lists(st.tuples(st.floats(-3, 3, width=32), st.floats(-3, 3, width=32)), max_size=40))
def test_rows_do_not_depend_on_each_other(rows):
    table = np.array(rows, np.float32).reshape(-1, 2)
    together = forest().probability(table)
    assert together.tolist() == [forest().probability(row[None])[0] for row in table]


def test_many_rows_are_taken_in_parts(monkeypatch):
    table = np.random.default_rng(0).normal(size=(50, 2)).astype(np.float32)
    at_once = forest().probability(table)
    monkeypatch.setattr(trees, "_AT_ONCE", 7)
    assert forest().probability(table).tolist() == at_once.tolist()


def test_shipped_trees_end_in_leaves_and_name_their_features():
    for question in ("actor", "recipient", "parties"):
        f = trees.forest(question)
        leaves = f.left == np.arange(len(f.left))
        assert np.isinf(f.threshold[leaves]).all()
        assert f.feature.max() < len(trees.data()["names"])
        at = f.roots
        for _ in range(f.depth):
            at = f.left[at]
        assert leaves[at].all()
