"""PLOVER's codebook (codebook.yaml) and the words of its contexts (contexts.yaml)."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from detente.knowledge import tables
from detente.types import CommitmentState


@dataclass(frozen=True, slots=True)
class Rating:
    """Quad class and score of a category, and the scores of its modes."""

    quad: int
    score: float
    modes: dict[str, float]


@functools.cache
def ratings() -> dict[str, Rating]:
    """Rating by category."""
    categories = tables.read("codebook.yaml")["categories"]
    return {k: Rating(v["quad"], v["score"], v["modes"]) for k, v in categories.items()}


@functools.cache
def reductions() -> dict[tuple[str, str], str | None]:
    """(category, status) to the category that the codebook codes, where it is another or none."""
    out: dict[tuple[str, str], str | None] = {}
    for row in tables.read("codebook.yaml")["reductions"]:
        for category in row.get("types") or ratings():
            for status in row["statuses"]:
                out.setdefault((category, status), row["plover"])
    return out


@functools.cache
def context_words() -> dict[str, tuple[str, ...]]:
    """Word or pair of words to the contexts that it shows."""
    out: dict[str, tuple[str, ...]] = {}
    for context, words in tables.read("contexts.yaml").items():
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
            entries=frozenset(row.get("entries", ())),
            types=frozenset(row.get("types", ())),
            modes=frozenset(row.get("modes", ())),
            statuses=frozenset(row.get("statuses", ())),
            kind=row["kind"],
            state=row["state"],
        )
        for row in tables.read("commitments.yaml")
    )
