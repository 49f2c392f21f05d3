"""Gradient-boosted trees over named features, grown by training.weigh and read here with numpy alone (weights/trees.npz)."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente import inference

Rows = NDArray[np.float32]
_PARTS = ("roots", "feature", "threshold", "left", "right", "value")
_AT_ONCE = 1024  # rows that go down the trees together


@dataclass(frozen=True, slots=True)
class Forest:
    """The trees of one question.

    Of each node: the ``feature`` asked for; ``left`` where its value is at most ``threshold``, else ``right``; ``value``, what
    is known there in log odds. Leaves lead to themselves; no way is longer than ``depth``.
    """

    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    depth: int

    def probability(self, rows: Rows) -> NDArray[np.float64]:
        """(N,) probabilities of yes for (N, F) rows."""
        sums = [
            self.value[self._leaves(rows[i : i + _AT_ONCE])].sum(axis=1, dtype=np.float64)
            for i in range(0, len(rows), _AT_ONCE)
        ]
        return 1 / (1 + np.exp(-np.concatenate(sums))) if sums else np.zeros(0)

    def moved(self, row: Rows) -> Counter[int]:
        """How far each feature moved the log odds of one row: the changes of value along its ways, summed."""
        out: Counter[int] = Counter()
        at = self.roots
        for _ in range(self.depth):
            feature, before = self.feature[at], at
            at = self._next(at, row[feature])
            for name, change in zip(
                feature.tolist(), (self.value[at] - self.value[before]).tolist(), strict=True
            ):
                out[name] += change
        return out

    def _leaves(self, rows: Rows) -> NDArray[np.int32]:
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        number = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            at = self._next(at, rows[number, self.feature[at]])
        return at

    def _next(self, at: NDArray[np.int32], values: Rows) -> NDArray[np.int32]:
        return np.where(values <= self.threshold[at], self.left[at], self.right[at])


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
    return Forest(**parts, depth=int(known[f"{question}/depth"]))


def probability(question: str, rows: Rows) -> NDArray[np.float64]:
    """How likely the answer is yes for each row; ``question`` is "actor", "recipient" or "parties"."""
    return forest(question).probability(rows)


def moved(row: Rows, most: int) -> list[str]:
    """Names of the features that moved the answer on a pair of parties furthest towards yes."""
    changes = forest("parties").moved(row)
    return [str(data()["names"][feature]) for feature, change in changes.most_common(most) if change > 0]
