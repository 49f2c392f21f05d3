"""L2-regularised logistic regressions over named features, cross-validated by document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from detente.events.learnt import Features

FOLDS = 5


@dataclass
class Samples:
    """Features with their answers and the number of their document."""

    rows: list[Features] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)
    document: list[int] = field(default_factory=list)

    def add(self, row: Features, answer: bool, document: int) -> None:
        self.rows.append(row)
        self.answers.append(answer)
        self.document.append(document)


def fit(x: np.ndarray, y: np.ndarray, l2: np.ndarray) -> np.ndarray:
    """Weights of an L2-regularised logistic regression, by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(l2), x.T @ (p - y) + l2 * w)
        w -= step
        if np.abs(step).max() < 1e-5:
            break
    return w


class Regression:
    """One question's features, weights and cross-validated probabilities."""

    def __init__(self, samples: Samples, seldom: int = 3, among: np.ndarray | None = None) -> None:
        """Features seen less often than ``seldom`` are left out; fitted on all samples or on those ``among`` them."""
        count = Counter(k for row in samples.rows for k in row)
        self.names = sorted(k for k, n in count.items() if n >= seldom)
        at = {k: i for i, k in enumerate(self.names)}
        x = np.zeros((len(samples.rows), len(at)))
        for i, row in enumerate(samples.rows):
            for k, v in row.items():
                if k in at:
                    x[i, at[k]] = v
        self.y = np.array(samples.answers, float)
        l2 = np.array([4.0 if k.startswith(("entry ", "word ")) else 1.0 for k in self.names])
        fold = np.array(samples.document) % FOLDS
        among = np.ones(len(x), bool) if among is None else among
        self.p = np.zeros(len(x))
        self._unseen = []
        for k in range(FOLDS):
            others = (fold != k) & among
            self._unseen.append(fit(x[others], self.y[others], l2))
            self.p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ self._unseen[k]))
        self.weights = fit(x[among], self.y[among], l2)

    def kept(self) -> dict[str, float]:
        """The weights worth keeping."""
        return {
            k: round(float(v), 3) for k, v in zip(self.names, self.weights, strict=True) if abs(v) >= 0.005
        }

    def unseen(self, fold: int) -> dict[str, float]:
        """The weights fitted without a fold's documents."""
        return dict(zip(self.names, map(float, self._unseen[fold]), strict=True))

    def loss(self) -> float:
        return float(-np.mean(np.where(self.y > 0, np.log(self.p), np.log(1 - self.p))))

    def best(self) -> tuple[float, float]:
        """The threshold with the best F1 of yes, and that F1."""
        scores = []
        for t in np.arange(0.2, 0.8, 0.05):
            said = self.p >= t
            hit = (said & (self.y > 0)).sum()
            scores.append((2 * hit / max(1, said.sum() + self.y.sum()), round(float(t), 2)))
        f, threshold = max(scores)
        return threshold, float(f)
