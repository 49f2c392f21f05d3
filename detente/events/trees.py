"""Gradient-boosted trees over named features, grown by training.weigh and read here with numpy alone (weights/trees.npz)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente import inference

Rows = NDArray[np.float32]
_PARTS = ("roots", "feature", "threshold", "left", "right", "value")
_AT_ONCE = 256  # rows that go down the trees together


@dataclass(frozen=True)
class Forest:
    """The trees of one question.

    Of each node: the ``feature`` asked for; ``left`` where its value is at most ``threshold``, else ``right``; ``value``, what
    is known there in log odds. Leaves lead to themselves; no way is longer than ``depth``.
    """

    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    threshold: NDArray[np.float32]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float32]
    depth: int

    @functools.cached_property
    def _ways(self) -> NDArray[np.int64]:
        """(2 N,) where each node leads: left of node n at 2 n, right behind it."""
        return np.stack((self.left, self.right), axis=1).ravel()

    def probability(self, rows: Rows) -> NDArray[np.float64]:
        """(N,) probabilities of yes for (N, F) rows."""
        sums = [
            self.value[self._leaves(rows[i : i + _AT_ONCE])].sum(axis=1, dtype=np.float64)
            for i in range(0, len(rows), _AT_ONCE)
        ]
        return 1 / (1 + np.exp(-np.concatenate(sums))) if sums else np.zeros(0)

    def moved(self, row: Rows) -> NDArray[np.float64]:
        """(F,) how far each feature moved the log odds of one row: the changes of value along its ways, summed."""
        out, at = np.zeros(len(row)), self.roots
        for _ in range(self.depth):
            feature, before = self.feature.take(at), at
            at = self._next(at, row.take(feature))
            out += np.bincount(feature, self.value.take(at) - self.value.take(before), len(row))
        return out

    def _leaves(self, rows: Rows) -> NDArray[np.int64]:
        """(N, T) the leaf of each tree to which each row comes."""
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        values, start = rows.ravel(), np.arange(0, rows.size, rows.shape[1])[:, None]
        for _ in range(self.depth):
            at = self._next(at, values.take(self.feature.take(at) + start))
        return at

    def _next(self, at: NDArray[np.int64], values: Rows) -> NDArray[np.int64]:
        return self._ways.take(2 * at + (values > self.threshold.take(at)))


@functools.cache
def data() -> dict[str, NDArray[Any]]:
    """The arrays of all trees, and the names of a pair's features."""
    with np.load(inference.weights("trees.npz")) as file:
        return dict(file)


@functools.cache
def forest(question: str) -> Forest:
    """The trees of one question."""
    known = data()
    parts = {part: known[f"{question}/{part}"] for part in _PARTS}
    for part in ("roots", "feature", "left", "right"):
        parts[part] = parts[part].astype(np.int64)  # what numpy takes by without making a copy first
    return Forest(**parts, depth=int(known[f"{question}/depth"]))


def probability(question: str, rows: Rows) -> NDArray[np.float64]:
    """How likely the answer is yes for each row; ``question`` is "actor", "recipient" or "parties"."""
    return forest(question).probability(rows)


def moved(row: Rows, most: int) -> list[str]:
    """Names of the features that moved the answer on a pair of parties furthest towards yes."""
    changes = forest("parties").moved(row)
    furthest = np.argsort(-changes, kind="stable")[:most]
    return [str(data()["names"][feature]) for feature in furthest if changes[feature] > 0]
