"""GDELT 2 mentions: which articles told of an event, after the 15 minutes that the event's own counts stop at."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from detente.errors import InputError
from detente.record.formats import cells, files
from detente.types import Mentioned

COLUMNS = (15, 16)  # without and with the reserved last one


class Mention(NamedTuple):
    """One article's mention of an event of GDELT; ``later`` than what the event's own counts hold."""

    event: str
    day: dt.date
    source: str
    article: str
    later: bool


def fits(row: Sequence[str]) -> bool:
    """Whether this is a row of mentions, or their heading."""
    if len(row) not in COLUMNS:
        return False
    numbers = row[0].isdecimal() and all(len(cell) == 14 and cell.isdecimal() for cell in row[1:3])
    return numbers or row[0].lower() == "globaleventid"


def read(path: Path) -> Iterator[Mention | InputError]:
    """Every row, or what is wrong with it by file and line; with tabs as GDELT has them, or commas."""
    for number, (where, text) in enumerate(files.lines(path)):
        try:
            if text is None:
                raise InputError("longer than a row may be")  # noqa: TRY301 - told like what else is wrong with a row
            yield _mention(cells.split(text) if "\t" in text else _commas(text))
        except InputError as error:
            if number or not (text or "").lower().startswith("globaleventid"):
                yield InputError(f"{where}: {error}")


def _commas(text: str) -> list[str]:
    import csv  # noqa: PLC0415 - such files are rare

    return next(csv.reader([text]), [])


def _mention(row: Sequence[str]) -> Mention:
    if len(row) not in COLUMNS:
        raise InputError(f"{len(row)} columns; a row of mentions has {COLUMNS[1]}")
    if not row[0].isdecimal():
        raise InputError(f"GLOBALEVENTID {row[0][:40]!r} is no number")
    return Mention(f"gdelt:{row[0]}", cells.day(row[2]), row[4], row[5], row[1] != row[2])


def together(mentions: Iterable[Mention]) -> dict[str, Mentioned]:
    """What later articles told, by the id of the happening."""
    several: dict[str, list[Mention]] = defaultdict(list)
    for it in mentions:
        if it.later:
            several[it.event].append(it)
    return {
        event: Mentioned(
            len(of), len({m.article for m in of}), len({m.source for m in of}), max(m.day for m in of)
        )
        for event, of in several.items()
    }
