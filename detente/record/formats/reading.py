"""Rows of other data sets, whichever they are."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from detente.errors import InputError
from detente.record.formats import cells, files, gdelt, icews, mentions, phoenix, plover, polecat
from detente.types import Happening

ORIGINS = {
    "gdelt1": gdelt.ORIGIN, "gdelt2": gdelt.ORIGIN, "gdelt-mentions": gdelt.ORIGIN, "icews": icews.ORIGIN,
    "polecat": polecat.ORIGIN, "phoenix": phoenix.ORIGIN, "petrarch2": phoenix.ORIGIN_PETRARCH, "plover": plover.ORIGIN,
}  # fmt: skip
_SNIFFED = 20  # lines that are looked at before a file is called unknown
_Read = Callable[[Sequence[str], str], Happening]
_WITHOUT_HEADING: dict[str, _Read] = {
    "gdelt1": gdelt.read, "gdelt2": gdelt.read, "phoenix": phoenix.read, "petrarch2": phoenix.read_petrarch,
}  # fmt: skip


def recognise(path: Path) -> str:
    """The format that the first lines of a file show; raises InputError where they show none."""
    for line in itertools.islice(files.lines(path), _SNIFFED):
        if line.text and (found := _shown(line.text)):
            return found
    raise InputError(f"{path}: the format is not recognised; say which it is ({', '.join(ORIGINS)})")


def _shown(text: str) -> str | None:
    if text.lstrip()[:1] in ("{", "["):
        return "plover"
    try:
        row = cells.split(text)
    except InputError:
        return None
    names = {cell.strip() for cell in row}
    if {"Event Type", "Event Mode"} <= names:
        return "polecat"
    if {"CAMEO Code", "Source Name"} <= names:
        return "icews"
    if mentions.fits(row) or mentions.fits(cells.split(text, ",")):
        return "gdelt-mentions"
    return (
        gdelt.fits(row)
        or ("phoenix" if phoenix.fits(row) else None)
        or ("petrarch2" if phoenix.fits_petrarch(row) else None)
    )


def read(path: Path, form: str | None = None, origin: str | None = None) -> Iterator[Happening | InputError]:
    """Every row of a file as a happening that ``origin`` coded, or what is wrong with it by file and line.

    Raises InputError where the file as a whole cannot be read.
    """
    form = form or recognise(path)
    origin = origin or ORIGINS[form]
    if form == "plover":
        for where, value in plover.objects(path):
            yield value if isinstance(value, InputError) else _one(plover.read, value, origin, where)
    elif form in _WITHOUT_HEADING:
        yield from _table(_WITHOUT_HEADING[form], files.lines(path), origin)
    else:
        yield from _headed(form, path, origin)


def _table(read: _Read, lines: Iterator[files.Line], origin: str) -> Iterator[Happening | InputError]:
    for number, (where, text) in enumerate(lines):
        try:
            if text is None:
                raise InputError("longer than a row may be")  # noqa: TRY301 - told like what else is wrong with a row
            yield read(cells.split(text), origin)
        except InputError as error:
            if number or not _is_heading(text):
                yield InputError(f"{where}: {error}")


def _is_heading(text: str | None) -> bool:
    """Whether a first line names columns, as some hands add it to sets that come without."""
    return bool(text) and not any(c.isdecimal() for c in (text or "").split("\t")[0])


def _headed(form: str, path: Path, origin: str) -> Iterator[Happening | InputError]:
    """Tables whose heading says what stands where; each file of an archive has its own."""
    lines: Iterator[files.Line] = files.lines(path)
    first = next(lines, None)
    if first is None or first.text is None:
        raise InputError(f"{path}: no heading")
    try:
        heading = cells.split(first.text)
        read: _Read = icews.read if form == "icews" else polecat.reader(heading)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    if form == "icews" and tuple(cell.strip() for cell in heading) != icews.HEADER:
        lines = itertools.chain([first], lines)
    again = {first.text}
    yield from _table(read, (line for line in lines if line.text not in again or line is first), origin)


def _one(
    read: Callable[[object, str], Happening], value: object, origin: str, where: str
) -> Happening | InputError:
    try:
        return read(value, origin)
    except InputError as error:
        return InputError(f"{where}: {error}")
