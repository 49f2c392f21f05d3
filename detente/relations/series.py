"""Sums over happenings that fade by a half-life, period by period, with bootstrap replicates beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
REPLICATES = 200
_SEED = 1979  # the same record gives the same interval


@dataclass(frozen=True, slots=True)
class Faded:
    """By period (rows): ``total`` and ``weight`` of the happenings so far, their fading sums of score and of one.

    ``totals`` and ``weights`` are the same for each replicate (columns) of a Poisson bootstrap over happenings (Hanley
    and MacGibbon 2006).
    """

    total: Floats
    weight: Floats
    totals: Floats
    weights: Floats


def faded(
    periods: Sequence[int], scores: Sequence[float], weights: Sequence[float], count: int, keep: float
) -> Faded:
    """Fading sums over ``count`` periods; a happening counts ``keep`` of what it did a period later."""
    at = np.asarray(periods, dtype=np.int64)
    score, weight = np.asarray(scores, dtype=float), np.asarray(weights, dtype=float)
    drawn = np.random.default_rng(_SEED).poisson(1.0, (len(at), REPLICATES)).astype(float)
    columns = np.column_stack([np.ones(len(at)), drawn]) * weight[:, None]
    sums = _fade(_by_period(at, columns * score[:, None], count), keep)
    ones = _fade(_by_period(at, columns, count), keep)
    return Faded(sums[:, 0], ones[:, 0], sums[:, 1:], ones[:, 1:])


def fade(values: Sequence[float], keep: float) -> Floats:
    """The fading sum of a plain series."""
    return _fade(np.asarray(values, dtype=float)[:, None], keep)[:, 0]


def _by_period(at: npt.NDArray[np.int64], columns: Floats, count: int) -> Floats:
    out = np.zeros((count, columns.shape[1]))
    np.add.at(out, at, columns)
    return out


def _fade(rows: Floats, keep: float) -> Floats:
    out = np.array(rows)
    for i in range(1, len(out)):
        out[i] += keep * out[i - 1]
    return out
