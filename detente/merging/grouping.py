"""To which happening a telling belongs, with the reasons in words."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence
from typing import Any

from detente import inference
from detente.events import learnt
from detente.events.learnt import Features
from detente.merging import likeness
from detente.types import Grouping, Telling

_CLOSEST = 2  # tellings of a happening that are asked; the others may tell it from further off


def group(telling: Telling, candidates: Sequence[Telling]) -> Grouping:
    """The happening among those of ``candidates`` that this telling is of; None where it is of none of them.

    Each happening is judged by the mean of its two likeliest tellings, the article's own apart.
    """
    best, best_p, nearest = None, 0.0, {}
    for happening, members in _by_happening(telling, candidates).items():
        judged = sorted(((same(f), f) for f in members), key=lambda pair: -pair[0])[:_CLOSEST]
        p = sum(q for q, _ in judged) / len(judged)
        if p > best_p:
            best, best_p, nearest = happening, p, judged[0][1]
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
    found: dict[str, list[Features]] = {}
    for other in candidates:
        if other.happening and other.key != telling.key:
            found.setdefault(other.happening, []).append(likeness.features(telling, other))
    return found


@functools.cache
def _weights() -> dict[str, Any]:
    """Threshold and weights by feature, fitted by training.merging on judged pairs."""
    found: dict[str, Any] = json.loads(inference.weights("merging.json").read_text(encoding="utf-8"))
    return found
