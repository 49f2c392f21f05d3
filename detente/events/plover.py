"""The codebook's reductions, quad classes and scores, applied to an act and its status."""

from __future__ import annotations

from detente.knowledge import codebook
from detente.types import Status


def reduced(category: str, status: Status) -> str | None:
    """The category that PLOVER codes for an act of this status, None where it codes none."""
    return codebook.reductions().get((category, status), category)


def rating(plover: str | None, mode: str | None) -> tuple[int | None, float | None]:
    """Quad class and conflict-cooperation score; the mode's own score where it has one."""
    if plover is None:
        return None, None
    r = codebook.ratings()[plover]
    return r.quad, r.modes.get(mode or "", r.score)
