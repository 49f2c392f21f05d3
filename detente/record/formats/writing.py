"""Happenings with their reports in the form of other data sets, as tables, or as a bibliography."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.record.formats import citations, gdelt, icews, phoenix, plover, polecat, tables
from detente.record.formats.provenance import Provenance
from detente.types import Happening, Report

Told = tuple[Happening, tuple[Report, ...]]
FORMATS = (
    "gdelt1", "gdelt2", "icews", "polecat", "phoenix", "plover", "csv", "jsonl", "parquet", "bibtex", "csl",
)  # fmt: skip
SAYS_ITSELF = frozenset({"parquet", "bibtex"})  # the others have a .meta.json beside them
_Rows = Callable[[Happening, Sequence[Report]], Iterator[list[str]]]
_TABBED: dict[str, tuple[tuple[str, ...], _Rows]] = {
    "gdelt1": ((), gdelt.writer(1)), "gdelt2": ((), gdelt.writer(2)), "icews": (icews.HEADER, icews.rows),
    "polecat": (polecat.HEADER, polecat.rows), "phoenix": ((), phoenix.rows),
}  # fmt: skip


@dataclass(slots=True)
class Tally:
    """How much went out: happenings, rows (of parties two by two, where the format is so), and what has no place in it."""

    happenings: int = 0
    rows: int = 0
    left_out: int = 0


def write(told: Iterable[Told], form: str, out: Callable[[str], object], provenance: Provenance) -> Tally:
    """Writes a text format through ``out``, row by row."""
    tally = Tally()
    if form == "csv":
        out(tables.csv_heading())
    elif form in _TABBED and _TABBED[form][0]:
        out("\t".join(_TABBED[form][0]) + "\n")
    if form in ("bibtex", "csl"):
        _bibliography(told, form, out, provenance, tally)
        return tally
    lines = _lines(form, provenance)
    for h, reports in told:
        number = 0
        for line in lines(h, reports):
            out(line)
            number += 1
        tally.happenings += 1
        tally.rows += number
        tally.left_out += not number
    return tally


def write_parquet(told: Iterable[Told], path: Path, provenance: Provenance) -> Tally:
    """Writes a Parquet file."""
    number = tables.parquet((h for h, _ in told), path, provenance)
    return Tally(number, number)


def _lines(form: str, provenance: Provenance) -> Callable[[Happening, Sequence[Report]], Iterable[str]]:
    if form == "csv":
        return lambda h, _: [tables.csv_line(h)]
    if form == "jsonl":
        return lambda h, _: [tables.jsonl_line(h)]
    if form == "plover":
        return lambda h, reports: (line + "\n" for line in plover.lines(h, reports, provenance.coder))
    return functools.partial(_tabbed, _TABBED[form][1])


def _tabbed(rows: _Rows, h: Happening, reports: Sequence[Report]) -> Iterator[str]:
    return ("\t".join(row) + "\n" for row in rows(h, reports))


def _bibliography(
    told: Iterable[Told], form: str, out: Callable[[str], object], provenance: Provenance, tally: Tally
) -> None:
    def counted() -> Iterator[Told]:
        for h, reports in told:
            tally.happenings += 1
            tally.left_out += not reports and not h.url
            yield h, reports

    entries = (citations.bibtex if form == "bibtex" else citations.csl)(
        citations.cards(counted()), provenance
    )
    for entry in entries:
        out(entry)
        tally.rows += 1
