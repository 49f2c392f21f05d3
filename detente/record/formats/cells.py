"""What stands in the cells of a table: numbers, days, texts; each raises InputError with the reason."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import math
from collections.abc import Iterable, Sequence
from itertools import starmap

from detente import settings
from detente.errors import InputError
from detente.types import Happening, Party

_MOST = 2**31 - 1  # what a database's integers hold
_BLANKS = str.maketrans("\t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029", " " * 11, "\0")


def split(line: str, separator: str = "\t") -> list[str]:
    """The cells of a line; a cell in quotation marks loses them."""
    if "\0" in line:
        raise InputError("holds a NUL character")
    found = line.split(separator)
    if '"' in line:
        found = list(map(_unquoted, found))
    if len(line) > settings.CELL_LIMIT and max(map(len, found)) > settings.CELL_LIMIT:
        raise InputError(f"a cell is longer than {settings.CELL_LIMIT:,} characters")
    return found


def _unquoted(cell: str) -> str:
    if len(cell) < 2 or not cell.startswith('"') or not cell.endswith('"'):
        return cell
    return cell[1:-1].replace('\\"', '"').replace('""', '"')


def text(cell: str, empty: Iterable[str] = ("",)) -> str | None:
    """The words of a cell, None where it holds none or a word that stands for none."""
    found = cell.strip()
    return None if found in empty or not found else found


def number(cell: str, what: str, low: float = -math.inf, high: float = math.inf) -> float | None:
    """A number within bounds, None where the cell holds none."""
    if cell in {"", "NA", "NULL", "None", "null"}:
        return None
    try:
        found = float(cell)
    except ValueError:
        raise InputError(f"{what} {cell[:40]!r} is no number") from None
    if not low <= found <= high or math.isinf(found):
        raise InputError(f"{what} {cell[:40]!r} is out of range")
    return found


def point(lat: str, lon: str) -> tuple[float | None, float | None]:
    """Degrees of a place, both or neither."""
    found = number(lat, "latitude", -90, 90), number(lon, "longitude", -180, 180)
    return (None, None) if None in found else found


def count(cell: str, what: str) -> int:
    """A number of reports; 1 where none is given."""
    if cell.isdecimal() and len(cell) < 10:
        return int(cell)
    if not cell:
        return 1
    raise InputError(f"{what} {cell[:40]!r} is no count")


def quad(cell: str) -> int | None:
    """One of the four classes of acts, None where the cell holds none."""
    return int(cell) if cell in {"1", "2", "3", "4"} else None


@functools.lru_cache(maxsize=8192)
def day(cell: str) -> dt.date:
    """A day written YYYYMMDD or YYYY-MM-DD, a time of day behind it aside."""
    written = cell if len(cell) in (8, 10) else cell[:8] if len(cell) == 14 else cell[:10]
    try:
        if not written.replace("-", "").isdecimal() or not written.isascii():
            raise ValueError(cell)  # noqa: TRY301 - the same sentence for all that is no day
        found = dt.date.fromisoformat(written)
    except ValueError:
        raise InputError(f"{cell[:40]!r} is no day") from None
    if not settings.FIRST_YEAR <= found.year <= settings.LAST_YEAR:
        raise InputError(f"day {cell[:40]!r} is not between {settings.FIRST_YEAR} and {settings.LAST_YEAR}")
    return found


def address(cell: str) -> str | None:
    """The cell where it is a web address."""
    return cell if cell.startswith(("http://", "https://")) else None


# ── going out ────────────────────────────────────────────────────────────────────────────────────────────


def flat(value: str | None, empty: str = "") -> str:
    """A text as one cell of a table that knows no quotation marks."""
    return (value or "").translate(_BLANKS).strip() or empty


def figure(value: float | None, empty: str = "") -> str:
    """A number as a cell."""
    return empty if value is None else f"{value:.15g}"


def serial(key: str, part: int = 0) -> int:
    """A number for formats that know rows by numbers: the same for the same happening, 15 figures at most."""
    named = f"{key}/{part}" if part else key
    return int.from_bytes(hashlib.sha256(named.encode()).digest()[:6], "big")


Pair = tuple[Party | None, Party | None]


def pairs(h: Happening) -> list[Pair]:
    """Who deals with whom, a row each in the sets that know two actors only; both ways where there is no direction."""
    if h.reciprocal:
        every = (*h.actors, *h.recipients)
        both = [(a, b) for i, a in enumerate(every) for j, b in enumerate(every) if i != j]
        return list(starmap(_pair, both)) or [_pair(p, None) for p in every] or [(None, None)]
    actors: Sequence[Party | None] = h.actors or (None,)
    recipients: Sequence[Party | None] = h.recipients or (None,)
    return [_pair(a, b) for a in actors for b in recipients]


def _pair(a: Party | None, b: Party | None) -> Pair:
    return a, b
