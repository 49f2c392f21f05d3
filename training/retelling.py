"""Fit the regression that says whether two tellings are of one act (events/retelling.py).

It learns from pairs of an article's tellings that can be of one act, each of some annotated event: they are where both tell one. A telling
may leave a side open.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any
from unittest import mock

from detente.events import learnt, retelling
from detente.events.retelling import Telling
from training.regression import FOLDS, Regression, Samples

LIKELY = 0.45  # from which tellings are taken as of one act: F1 of events is as good from 0.4 to 0.5
_NEAR = 40  # tellings before one that it is paired with


class Same:
    """The weights fitted on all documents, and grouping by those of a document's fold, which has not seen it."""

    def __init__(self, samples: Samples) -> None:
        self._regression = r = Regression(samples)
        self.weights = r.kept()
        threshold, f = r.best()
        print(
            f"same act: {len(r.y)} pairs, {r.y.mean():.3f} so, log loss {r.loss():.3f}, F1 {f:.3f} at {threshold}"
        )

    def grouped(self, document: int, told: Sequence[Telling]) -> list[list[Telling]]:
        """Groups of one act among a document's tellings that are likely enough to be mentions."""
        likely = [t for t in told if t.worth >= learnt.threshold("mention")]
        with mock.patch.dict(learnt.weights(), {"same act": self._regression.unseen(document % FOLDS)}):
            return retelling.retold(likely)


def fit(documents: Sequence[Any]) -> Same:
    """From the documents of training.weigh, with ``told`` and ``around``."""
    samples = Samples()
    for number, d in enumerate(documents):
        right = [(t, own) for t, own in zip(d.told, d.around, strict=True) if own]
        for at, (b, told) in enumerate(right):
            for a, other in itertools.islice(right, max(0, at - _NEAR), at):
                if retelling.comparable(a, b):
                    samples.add(retelling.features(a, b), bool(told & other), number)
    return Same(samples)
