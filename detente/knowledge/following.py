"""How commitments are followed over time (following.yaml)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from detente.knowledge import tables
from detente.types import CommitmentState, Status


@dataclass(frozen=True, slots=True)
class Keeping:
    """Which later acts keep a kind of commitment, within how many days, and whether they must share words with it."""

    types: frozenset[str]
    days: int
    words: bool


@functools.cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = tables.read("following.yaml")
    return table


@functools.cache
def keeping() -> dict[str, Keeping]:
    """By kind of commitment."""
    rows = _table()["kept_by"].items()
    return {kind: Keeping(frozenset(v["types"]), v["days"], v["words"]) for kind, v in rows}


def grace() -> int:
    """Days after a due day before a commitment is overdue."""
    return int(_table()["grace"])


def shared() -> float:
    """Share of words by which a later act is about the same thing."""
    return float(_table()["shared"])


def outcome(status: Status) -> CommitmentState | None:
    """What a happening's status says of the commitment to it."""
    state: CommitmentState | None = _table()["outcome"].get(status)
    return state


def is_own(kind: str) -> bool:
    """Whether the happening of such a commitment is the thing itself."""
    return kind in _table()["own"]
