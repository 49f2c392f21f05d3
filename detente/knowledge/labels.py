"""Words in which codes are shown to people (labels.yaml); a code that has none is shown itself."""

from __future__ import annotations

import functools

from detente.knowledge import tables


@functools.cache
def _labels(kind: str) -> dict[str, str]:
    return {str(code): label for code, label in tables.read("labels.yaml")[kind].items()}


def of(kind: str, code: object) -> str:
    """The label of a code; ``kind`` is a heading of labels.yaml."""
    return _labels(kind).get(str(code), str(code).replace("_", " "))


def act(category: str, mode: str | None = None) -> str:
    """What an act is, by its category and mode; a mode that has no label stands beside its category."""
    known = _labels("acts")
    alone = known.get(category, category)
    return known.get(f"{category} {mode}", f"{alone}, {mode}") if mode else alone
