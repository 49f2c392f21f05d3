"""PLOVER's codebook (codebook.yaml) and the words of its contexts (contexts.yaml)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from detente.types import CommitmentState


@dataclass(frozen=True, slots=True)
class Rating:
    """Quad class and score of a category, and the scores of its modes."""

    quad: int
    score: float
    modes: dict[str, float]


def _load(name: str) -> Any:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@functools.cache
def ratings() -> dict[str, Rating]:
    """Rating by category."""
    return {k: Rating(v["quad"], v["score"], v["modes"]) for k, v in _load("codebook.yaml")["categories"].items()}


@functools.cache
def reductions() -> dict[tuple[str, str], str | None]:
    """(category, status) to the category that the codebook codes, where it is another or none."""
    out: dict[tuple[str, str], str | None] = {}
    for row in _load("codebook.yaml")["reductions"]:
        for category in row.get("types") or ratings():
            for status in row["statuses"]:
                out.setdefault((category, status), row["plover"])
    return out


@functools.cache
def context_words() -> dict[str, tuple[str, ...]]:
    """Word or pair of words to the contexts that it shows."""
    out: dict[str, tuple[str, ...]] = {}
    for context, words in _load("contexts.yaml").items():
        for word in words:
            out[str(word)] = (*out.get(str(word), ()), context)
    return out


@dataclass(frozen=True, slots=True)
class CommitmentRule:
    """Events that are commitments: by lexicon entry, or by category, mode and status; empty fits all."""

    entries: frozenset[str]
    types: frozenset[str]
    modes: frozenset[str]
    statuses: frozenset[str]
    kind: str
    state: CommitmentState


@functools.cache
def commitment_rules() -> tuple[CommitmentRule, ...]:
    """Rules in order; the first that fits decides."""
    return tuple(
        CommitmentRule(
            *(frozenset(row.get(key) or ()) for key in ("entries", "types", "modes", "statuses")), row["kind"], row["state"]
        )
        for row in _load("commitments.yaml")
    )
