"""What reviews say of the coding: precision by category, and how far reviewers agree."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.types import Judgement

ENOUGH = 10  # items answered by two or more, under which agreement is not told
_Z = 1.959964  # of an interval of 95 %


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``number``, with Wilson's interval of 95 % (E. B. Wilson, JASA 22, 1927)."""

    right: int
    number: int
    low: float
    high: float

    @property
    def value(self) -> float:
        return self.right / self.number


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of a category's events are right as coded, and how many at least in their category."""

    category: str
    coded: Share
    kept: Share


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far reviewers agree on ``items`` that two or more answered.

    ``raw`` is the share of pairs of answers that are the same, ``alpha`` Krippendorff's for nominal values; both None
    where items are too few, ``alpha`` alone where all answers are the same and nothing is there to agree on.
    """

    items: int
    reviewers: int
    raw: float | None
    alpha: float | None


def wilson(right: int, number: int) -> Share:
    """The interval of a share; from 0 to 1 where there is nothing to tell it from."""
    if not number:
        return Share(0, 0, 0.0, 1.0)
    share, z2 = right / number, _Z * _Z
    middle = share + z2 / (2 * number)
    half = _Z * math.sqrt(share * (1 - share) / number + z2 / (4 * number * number))
    scale = 1 + z2 / number
    low, high = (middle - half) / scale, (middle + half) / scale
    return Share(right, number, max(0.0, min(share, low)), min(1.0, max(share, high)))  # but for rounding


def precisions(told: Iterable[Judgement]) -> tuple[Precision, ...]:
    """By category, those most answered first; an item that several answered counts once, by the first answer."""
    by_category: dict[str, list[Judgement]] = defaultdict(list)
    for first in _items(told).values():
        by_category[first[0].category].append(first[0])
    found = (
        Precision(
            category,
            wilson(sum(j.verdict == "accept" for j in several), len(several)),
            wilson(sum(j.kept for j in several), len(several)),
        )
        for category, several in by_category.items()
    )
    return tuple(sorted(found, key=lambda p: (-p.coded.number, p.category)))


def agreement(told: Iterable[Judgement]) -> Agreement:
    """Of the verdicts on items that two or more reviewers answered."""
    shared = [several for several in _items(told).values() if len(several) > 1]
    reviewers = {j.reviewer for several in shared for j in several}
    units = [[j.verdict for j in several] for several in shared]
    if len(units) < ENOUGH:
        return Agreement(len(units), len(reviewers), None, None)
    same, pairs = (sum(found) for found in zip(*map(_pairs, units), strict=True))
    return Agreement(len(units), len(reviewers), same / pairs, alpha(units))


def alpha(units: Sequence[Sequence[str]]) -> float | None:
    """Krippendorff's alpha of nominal values (Krippendorff, Content Analysis, 2004, ch. 11); None where all are the same.

    ``units`` are the values that each item was given, two or more of each.
    """
    counts = Counter(value for unit in units for value in unit)
    n = counts.total()
    expected = n * n - sum(c * c for c in counts.values())
    if not expected:
        return None
    observed = sum(
        (len(unit) ** 2 - sum(c * c for c in Counter(unit).values())) / (len(unit) - 1) for unit in units
    )
    return 1 - (n - 1) * observed / expected


def _items(told: Iterable[Judgement]) -> dict[tuple[str, int, int, str], list[Judgement]]:
    found: dict[tuple[str, int, int, str], list[Judgement]] = defaultdict(list)
    for it in told:
        found[it.item].append(it)
    return found


def _pairs(unit: Sequence[str]) -> tuple[int, int]:
    """Pairs of answers to one item that are the same, and all pairs."""
    same = sum(c * (c - 1) // 2 for c in Counter(unit).values())
    return same, len(unit) * (len(unit) - 1) // 2
