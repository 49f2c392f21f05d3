"""The named formulas of the index: what a happening counts, and what it is divided by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from detente.knowledge import cameo
from detente.types import Happening


@dataclass(frozen=True, slots=True)
class Formula:
    """``score`` gives what a happening counts, None where it does not count.

    ``per`` "happening" makes the value a mean over happenings, "articles" a sum per hundred articles that name both states.
    ``low`` and ``high`` bound the value where it is bounded.
    """

    id: str
    title: str
    what: str
    score: Callable[[Happening], float | None]
    per: Literal["happening", "articles"]
    low: float | None
    high: float | None


def plover(h: Happening) -> float | None:
    """The codebook's conflict-cooperation score of the category that it codes."""
    return h.score


def balance(h: Happening) -> float | None:
    """1 for cooperation, -1 for conflict."""
    return None if h.quad is None else 1.0 if h.quad <= 2 else -1.0


def conflict(h: Happening) -> float | None:
    """1 for conflict by deeds, 0 for anything else that is coded."""
    return None if h.quad is None else float(h.quad == 4)


def goldstein(h: Happening) -> float | None:
    """ICEWS's score of the CAMEO code that stands for the category; an imported row keeps its own."""
    if h.origin != "detente":
        return h.score
    return cameo.nearest(h.plover, h.mode).icews if h.plover else None


FORMULAS: dict[str, Formula] = {
    f.id: f
    for f in (
        Formula("plover", "PLOVER score", "mean codebook score of what happened, -10 conflict to 10 cooperation",
                plover, "happening", -10, 10),
        Formula("goldstein", "Goldstein score", "mean Goldstein-type score (ICEWS) of the CAMEO codes, -10 to 10",
                goldstein, "happening", -10, 10),
        Formula("balance", "Balance", "cooperation's share less conflict's, -1 to 1", balance, "happening", -1, 1),
        Formula("conflict", "Material conflict", "share of conflict by deeds, 0 to 1", conflict, "happening", 0, 1),
        Formula("net", "Net intensity", "sum of codebook scores per 100 articles that name both states",
                plover, "articles", None, None),
    )
}  # fmt: skip
