"""To which happening a telling belongs, with the reasons in words."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from detente import inference
from detente.events import learnt
from detente.events.learnt import Features
from detente.events.parties import codes
from detente.merging import evidence
from detente.types import Grouping, Telling

NEAR = 10  # days between two tellings of one act
AHEAD = 120  # days from an announcement to the act
LATEST = 8  # tellings of a happening that are asked, so that the cost of a much told one stays flat


def group(telling: Telling, candidates: Sequence[Telling]) -> Grouping:
    """The happening among those of ``candidates`` that this telling is of; None where it is of none of them.

    A happening is judged by the mean over its latest tellings, so that none drifts away by small steps. It is no candidate if it is of
    another category, or if the telling's own article tells it already: the coder took these for two acts. Happenings between the
    very same parties go before those with more or fewer of them.
    """
    judged = [
        _judged(happening, members) for happening, members in _by_happening(telling, candidates).items()
    ]
    sure = [j for j in judged if j.probability >= _weights()["threshold"]]
    best = max(sure or judged, key=lambda j: (bool(sure) and j.equal, j.probability), default=None)
    if best is None or not sure:
        return Grouping(telling.key, None, (), best.probability if best else 0.0)
    return Grouping(telling.key, best.happening, reasons(best.nearest), best.probability)


@dataclass(frozen=True, slots=True)
class _Judged:
    """How likely a telling is of a happening, whether all tellings have the same parties, and the likeliest's evidence."""

    happening: str
    probability: float
    equal: bool
    nearest: Features


def _judged(happening: str, members: Sequence[Features]) -> _Judged:
    likely = [same(found) for found in members]
    nearest = members[likely.index(max(likely))]
    equal = all(found["same parties"] for found in members)
    return _Judged(happening, sum(likely) / len(likely), equal, nearest)


def same(found: Features) -> float:
    """Probability that two tellings with this evidence are of one act."""
    return learnt.logistic(_weights()["weights"], found)


def reasons(found: Features) -> tuple[str, ...]:
    """The evidence that speaks most for one act, strongest first, in words."""
    weights = _weights()["weights"]
    gains = {name: value * weights.get(name, 0.0) for name, value in found.items() if name != "bias"}
    strongest = sorted((n for n in gains if gains[n] > 0.1), key=lambda n: -gains[n])[:4]
    return tuple(_in_words(name, found[name]) for name in strongest)


def _in_words(name: str, value: float) -> str:
    return name if value == 1.0 else f"{name} {value:.2f}"


def _by_happening(telling: Telling, candidates: Iterable[Telling]) -> dict[str, list[Features]]:
    """The evidence against the latest tellings of each happening that may be the telling's."""
    found: dict[str, list[Telling]] = {}
    for other in candidates:
        if other.happening and other.key != telling.key:
            found.setdefault(other.happening, []).append(other)
    return {
        happening: [evidence.features(telling, other) for other in members[-LATEST:]]
        for happening, members in found.items()
        if all(may_be_one(telling, other) for other in members)
    }


def may_be_one(a: Telling, b: Telling) -> bool:
    """Whether two tellings are worth comparing: of two articles, one category, about one time, and the same parties.

    One may leave out some of more than two.
    """
    x, y = (codes((*t.event.actors, *t.event.recipients)) for t in (a, b))
    nested = x == y or (min(len(x), len(y)) > 1 and (x < y or y < x))
    return a.article != b.article and a.event.category == b.event.category and nested and _near(a, b)


def _near(a: Telling, b: Telling) -> bool:
    x, y = evidence.days(a), evidence.days(b)
    if not x or not y:
        return True
    most = AHEAD if "planned" in (a.event.status, b.event.status) else NEAR
    return evidence.between(x, y) <= most


@functools.cache
def _weights() -> dict[str, Any]:
    """Threshold and weights by feature, fitted by training.merging on judged pairs."""
    found: dict[str, Any] = json.loads(inference.weights("merging.json").read_text(encoding="utf-8"))
    return found
