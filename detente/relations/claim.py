"""Is a relationship at its lowest point since a year? An answer with its coverage, or that nothing can be said."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from detente.relations import periods
from detente.relations.index import Index, Point

Verdict = Literal["yes", "no", "unclear", "cannot say"]
SURE = 0.95
COVERED = 0.5  # share of the periods since then that must be told before a "yes"


@dataclass(frozen=True, slots=True)
class Lowest:
    """The answer about the last period.

    ``probability`` is the bootstrap's that no told period was lower; ``lower`` are the periods that were lower for sure (or the
    lowest one), ``told`` of ``asked`` periods since then have a value.
    """

    verdict: Verdict
    why: str
    current: Point | None
    probability: float | None
    lower: tuple[Point, ...]
    told: int
    asked: int


def lowest_since(found: Index, since: dt.date) -> Lowest:
    """Whether the last period's value is the lowest since the period of ``since``."""
    current = found.last
    start = periods.number(since, found.step)
    earlier = [i for i, p in enumerate(found.points[:-1]) if periods.number(p.period, found.step) >= start]
    told = [i for i in earlier if found.points[i].value is not None]
    asked = periods.number(current.period, found.step) - start if current else 0
    if current is None or current.value is None:
        return _silent("the last period is too thin to say", current, len(told), asked)
    if not told:
        return _silent("no earlier period is told", current, 0, asked)
    return _judged(found, current, told, asked)


def _silent(why: str, current: Point | None, told: int, asked: int) -> Lowest:
    return Lowest("cannot say", why, current, None, (), told, asked)


def _judged(found: Index, current: Point, told: list[int], asked: int) -> Lowest:
    before, now = found.replicates[told], found.replicates[-1]
    with np.errstate(invalid="ignore"):
        each = np.nanmean(np.where(np.isnan(before), np.nan, before < now[None, :]), axis=1)
        lowest = float(np.mean(~(before < now[None, :]).any(axis=0)))
    sure = [found.points[i] for i, p in zip(told, each, strict=True) if p >= SURE]
    if sure:
        return Lowest(
            "no",
            f"lower in {len(sure)} of {len(told)} told periods",
            current,
            lowest,
            tuple(sure),
            len(told),
            asked,
        )
    share = len(told) / asked if asked else 0.0
    if lowest < SURE:
        value = min((found.points[i] for i in told), key=lambda p: math.inf if p.value is None else p.value)
        return Lowest("unclear", "the intervals overlap", current, lowest, (value,), len(told), asked)
    if share < COVERED:
        why = (
            f"lowest of the {len(told)} told periods, but {asked - len(told)} of {asked} are too thin to say"
        )
        return Lowest("cannot say", why, current, lowest, (), len(told), asked)
    return Lowest(
        "yes", f"lowest of {len(told)} told periods of {asked}", current, lowest, (), len(told), asked
    )
