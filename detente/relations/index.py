"""How close or tense two states are over time: a named formula over what happened, with an honest interval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.relations import periods
from detente.relations.formulas import Formula
from detente.relations.periods import Step
from detente.relations.series import Faded, Floats, fade, faded
from detente.types import Coverage, Happening

HALF_LIFE = 180.0  # days
ENOUGH = 5.0  # happenings, faded, below which nothing is said
ENOUGH_ARTICLES = 5.0  # articles that name both states, faded likewise
_INTERVAL = (5, 95)  # percentiles
_MOVERS = 10


@dataclass(frozen=True, slots=True)
class Point:
    """One period; ``value`` and the bounds of its 90 % interval are None where it is too thin to say.

    ``happenings`` are those of the period, ``weight`` those that count in the value, faded; ``articles`` name both states.
    """

    period: dt.date
    value: float | None
    low: float | None
    high: float | None
    happenings: int
    weight: float
    articles: int


@dataclass(frozen=True, slots=True)
class Mover:
    """A happening and by how much the last value would differ without it."""

    happening: Happening
    effect: float


@dataclass(frozen=True, slots=True)
class Without:
    """The last value when one publisher is left out, and how many happenings only it told."""

    source: str
    value: float | None
    lost: int


@dataclass(frozen=True, slots=True)
class Index:
    """A formula's series for one pair from one origin of happenings.

    ``replicates`` are the bootstrap's series (periods by replicates), for claims over several periods; not-a-number where
    a replicate has nothing to say.
    """

    formula: Formula
    step: Step
    half_life: float
    points: tuple[Point, ...]
    movers: tuple[Mover, ...]
    without: tuple[Without, ...]
    replicates: Floats

    @property
    def last(self) -> Point | None:
        return self.points[-1] if self.points else None


def index(
    formula: Formula,
    happenings: Iterable[Happening],
    coverage: Iterable[Coverage],
    *,
    step: Step = "month",
    since: dt.date | None = None,
    until: dt.date | None = None,
    half_life: float = HALF_LIFE,
    sources: Mapping[str, frozenset[str]] | None = None,
    volumes: Mapping[int, int] | None = None,
) -> Index:
    """The series from ``since`` (the first happening) to ``until`` (the last), both days inclusive.

    Happenings before ``since`` still count, faded. ``sources`` are the publishers by happening, for what the index would
    be without each; ``volumes`` rows by year of an imported data set, by which its happenings are weighed so that a year
    with more rows does not count more.
    """
    counted = [(h, s, h.start) for h in happenings if h.start and (s := formula.score(h)) is not None]
    counted = [(h, s, d) for h, s, d in counted if until is None or d <= until]
    articles = {periods.number(c.month, step): c for c in coverage}
    days = [d for _, _, d in counted]
    if not days:
        return Index(formula, step, half_life, (), (), (), np.zeros((0, 0)))
    first = periods.number(min(days), step)
    count = periods.number(until or max(days), step) - first + 1
    keep = 0.5 ** (periods.length(step) / half_life)
    naming = [articles[p].naming if p in articles else 0 for p in range(first, first + count)]
    run = _Run(formula, [(h, s) for h, s, _ in counted], [periods.number(d, step) - first for d in days],
               _weights([h for h, _, _ in counted], volumes), naming, keep, imported=volumes is not None)  # fmt: skip
    shown = max(periods.number(since, step) - first, 0) if since else 0
    points, replicates = run.points(first, step)
    return Index(
        formula,
        step,
        half_life,
        tuple(points[shown:]),
        run.movers(),
        run.without(sources or {}),
        replicates[shown:],
    )


def _weights(happenings: Sequence[Happening], volumes: Mapping[int, int] | None) -> list[float]:
    if not volumes:
        return [1.0] * len(happenings)
    usual = sum(volumes.values()) / len(volumes)
    years = (h.start.year if h.start else 0 for h in happenings)
    return [usual / volumes[y] if volumes.get(y) else 1.0 for y in years]


@dataclass(frozen=True, slots=True)
class _Run:
    """One reckoning: happenings with their scores, the periods in which they were and what each weighs."""

    formula: Formula
    scored: list[tuple[Happening, float]]
    at: list[int]
    weights: list[float]
    naming: list[int]
    keep: float
    imported: bool

    def sums(self) -> Faded:
        return faded(self.at, [s for _, s in self.scored], self.weights, len(self.naming), self.keep)

    def below(self, weight: Floats, covered: Floats) -> Floats:
        """What the sums are divided by: the faded happenings, or the faded articles in hundreds."""
        return weight if self.formula.per == "happening" else covered / 100

    def enough(self, weight: Floats, covered: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        told = weight >= ENOUGH - 1e-9
        if self.imported and self.formula.per == "happening":
            return told
        return told & (covered >= ENOUGH_ARTICLES - 1e-9)

    def points(self, first: int, step: Step) -> tuple[list[Point], Floats]:
        sums, covered = self.sums(), fade(self.naming, self.keep)
        with np.errstate(divide="ignore", invalid="ignore"):
            values = sums.total / self.below(sums.weight, covered)
            replicates = sums.totals / self.below(sums.weights, covered[:, None])
        replicates[~np.isfinite(replicates)] = np.nan
        told = self.enough(sums.weight, covered)
        bounds = _bounds(replicates, told)
        happened = np.bincount(np.asarray(self.at, dtype=np.int64), minlength=len(self.naming))
        points = [
            Point(
                period=periods.first_day(first + i, step),
                value=float(values[i]) if told[i] else None,
                low=bounds[i][0] if told[i] else None,
                high=bounds[i][1] if told[i] else None,
                happenings=int(happened[i]),
                weight=float(sums.weight[i]),
                articles=self.naming[i],
            )
            for i in range(len(self.naming))
        ]
        return points, np.where(told[:, None], replicates, np.nan)

    def last(self) -> tuple[Floats, Floats]:
        """What each happening weighs in the last period, and its score."""
        end = len(self.naming) - 1
        own = np.array([w * self.keep ** (end - i) for w, i in zip(self.weights, self.at, strict=True)])
        return own, np.array([s for _, s in self.scored], dtype=float)

    def movers(self) -> tuple[Mover, ...]:
        """The happenings without which the last value would differ most."""
        own, scores = self.last()
        total, weight = float((own * scores).sum()), float(own.sum())
        if self.formula.per == "articles":
            covered = float(fade(self.naming, self.keep)[-1]) / 100
            effects = own * scores / covered if covered else np.zeros(len(own))
        else:
            rest = np.maximum(weight - own, 1e-12)
            effects = total / weight - (total - own * scores) / rest if len(own) > 1 else scores
        order = np.argsort(-np.abs(effects), kind="stable")[:_MOVERS]
        return tuple(Mover(self.scored[i][0], float(effects[i])) for i in order)

    def without(self, sources: Mapping[str, frozenset[str]]) -> tuple[Without, ...]:
        """The last value without each publisher in turn, the one that alone tells most first."""
        covered, (own, scores) = fade(self.naming, self.keep)[-1:], self.last()
        alone: dict[str, list[int]] = {}
        for i, (h, _) in enumerate(self.scored):
            told = sources.get(h.id, frozenset())
            if len(told) == 1:
                alone.setdefault(next(iter(told)), []).append(i)
        found = [
            Without(source, self._rest(np.delete(own, lost), np.delete(scores, lost), covered), len(lost))
            for source, lost in sorted(alone.items())
        ]
        return tuple(sorted(found, key=lambda w: -w.lost))

    def _rest(self, own: Floats, scores: Floats, covered: Floats) -> float | None:
        weight = own.sum(keepdims=True)
        if not self.enough(weight, covered)[0]:
            return None
        return float((own * scores).sum() / self.below(weight, covered)[0])


def _bounds(
    replicates: Floats, told: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> list[tuple[float, float]]:
    out = [(0.0, 0.0)] * len(replicates)
    for i in np.flatnonzero(told):
        low, high = np.nanpercentile(replicates[i], _INTERVAL)
        out[int(i)] = (float(low), float(high))
    return out
