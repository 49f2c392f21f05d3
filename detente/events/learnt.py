"""Small logistic regressions over named features, fitted by training.weigh on annotated records (weights/weighing.json)."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from typing import Any

from detente import inference

Features = dict[str, float]


@functools.cache
def weights() -> dict[str, Any]:
    """Thresholds, and weights of each question by feature."""
    found: dict[str, Any] = json.loads(inference.weights("weighing.json").read_text(encoding="utf-8"))
    return found


def probability(question: str, found: Features) -> float:
    """How likely the answer is yes; ``question`` is a key of the weights ("right", "must", "status", "actor" ...)."""
    return logistic(weights()[question], found)


def logistic(own: Mapping[str, float], found: Features) -> float:
    """Probability under a regression's weights by feature."""
    total = 0.0
    for name, value in found.items():  # a plain loop: this is asked some thirty times a sentence
        total += value * own.get(name, 0.0)
    return 1 / (1 + math.exp(-total))


def threshold(question: str) -> float:
    """The probability from which the answer to "actor", "recipient" or "worth" is taken as yes."""
    return float(weights()["thresholds"][question])


def logit(p: float) -> float:
    """Log odds, within bounds."""
    p = min(max(p, 0.001), 0.999)
    return math.log(p / (1 - p))
