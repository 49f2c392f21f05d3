"""A change that a step of mending asks for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` is to become ``new``."""

    start: int
    end: int
    new: str
    kind: str
