"""To which happening a telling belongs, with the reasons in words."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence
from typing import Any

from detente import inference
from detente.events import learnt
from detente.events.learnt import Features
from detente.events.parties import codes
from detente.merging import evidence
from detente.types import Grouping, Telling

_LATEST = 8  # tellings of a happening that are asked, so that the cost of a much told one stays flat


def group(telling: Telling, candidates: Sequence[Telling]) -> Grouping:
    """The happening among those of ``candidates`` that this telling is of; None where it is of none of them.

    A happening is judged by the mean over its latest tellings, so that none drifts away by small steps. It is no candidate if it is of
    another category, has other parties, or if the telling's own article tells it already: the coder took these for two acts.
    """
    best, best_p, nearest = None, 0.0, Features()
    for happening, members in _by_happening(telling, candidates).items():
        judged = [(same(f), f) for f in members]
        p = sum(q for q, _ in judged) / len(judged)
        if p > best_p:
            best, best_p, nearest = happening, p, max(judged, key=lambda pair: pair[0])[1]
    if best is None or best_p < _weights()["threshold"]:
        return Grouping(telling.key, None, (), best_p)
    return Grouping(telling.key, best, reasons(nearest), best_p)


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
        happening: [evidence.features(telling, other) for other in members[-_LATEST:]]
        for happening, members in found.items()
        if all(may_be_one(telling, other) for other in members)
    }


def may_be_one(a: Telling, b: Telling) -> bool:
    """Whether two tellings are worth comparing: of two articles, one category, and nested sets of parties."""
    x, y = (codes((*t.event.actors, *t.event.recipients)) for t in (a, b))
    nested = x <= y or y <= x
    return a.article != b.article and a.event.category == b.event.category and nested


@functools.cache
def _weights() -> dict[str, Any]:
    """Threshold and weights by feature, fitted by training.merging on judged pairs."""
    found: dict[str, Any] = json.loads(inference.weights("merging.json").read_text(encoding="utf-8"))
    return found
