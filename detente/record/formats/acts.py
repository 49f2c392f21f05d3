"""What was done, in CAMEO's codes and in PLOVER's categories."""

from __future__ import annotations

import functools
from typing import NamedTuple

from detente.errors import InputError
from detente.events.plover import rating
from detente.knowledge import cameo, codebook
from detente.knowledge.cameo import Cameo
from detente.types import Happening

_ALONE = {"01": "STATEMENT", "02": "APPEAL"}  # CAMEO's roots that PLOVER has no category for
_OWN = "cameo:"


class Act(NamedTuple):
    """The fields of a happening that say what was done; ``own`` keeps the code of a CAMEO set."""

    type: str
    own: str | None
    mode: str | None
    contexts: tuple[str, ...]
    plover: str | None
    quad: int | None


@functools.lru_cache(maxsize=4096)
def of_cameo(code: str) -> Act:
    """A code of two to four figures; those of roots 01 and 02 have no category of PLOVER's."""
    row = cameo.of(code) if code.isdecimal() and 2 <= len(code) <= 4 else None
    if row is None:
        raise InputError(f"CAMEO code {code[:20]!r} is not known")
    category = row.category
    quad = rating(category, row.mode)[0] or quad_of(code)
    return Act(category or _ALONE[code[:2]], _OWN + code, row.mode, row.contexts, category, quad)


def quad_of(code: str) -> int:
    """GDELT's class of a code: verbal and material cooperation 1 and 2, verbal and material conflict 3 and 4."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 9 else 3 if root <= 14 else 4


@functools.lru_cache(maxsize=4096)
def of_plover(category: str, mode: str | None, contexts: tuple[str, ...], quad: int | None) -> Act:
    """A category and mode of PLOVER's, in any case of letters."""
    name, way = category.upper(), mode.lower() if mode else None
    if name not in codebook.ratings():
        raise InputError(f"{category[:40]!r} is no category of PLOVER's")
    return Act(name, None, way, contexts, name, quad or rating(name, way)[0])


def of_cameo_set(h: Happening) -> bool:
    """Whether the row came from a data set that CAMEO codes."""
    return bool(h.own and h.own.startswith(_OWN))


def cameo_code(h: Happening) -> str | None:
    """The code that goes out: the row's own, else the one that stands for what PLOVER codes; None where it codes none."""
    if of_cameo_set(h):
        return (h.own or "").removeprefix(_OWN)
    return cameo.nearest(h.plover, h.mode if h.type == h.plover else None).code if h.plover else None


def cameo_row(code: str) -> Cameo:
    """The code's row, or that of the nearest code above it."""
    row = cameo.of(code)
    assert row is not None, code
    return row


def plover_score(h: Happening) -> float | None:
    """PLOVER's score; a row of a CAMEO set has one on another scale."""
    if of_cameo_set(h):
        return rating(h.plover, h.mode)[1]
    return h.score


def plover_mode(h: Happening) -> str | None:
    """The mode, where the category that PLOVER codes is the one that was told."""
    return h.mode if h.type == h.plover else None


def known(code: str) -> bool:
    """Whether this is one of CAMEO's codes, or below one."""
    return code.isdecimal() and 2 <= len(code) <= 4 and cameo.of(code) is not None
