"""ICEWS events as Dataverse hands them out: 20 columns, quoted (.tab) or not (.tsv)."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from detente.errors import InputError
from detente.knowledge import foreign
from detente.record.formats import acts, cells, parties
from detente.types import Happening, Party, Report

ORIGIN = "icews"
HEADER = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
_EMPTY = frozenset({"", "NA", "NULL"})


def read(row: Sequence[str], origin: str) -> Happening:
    """One row; raises InputError with the reason."""
    if len(row) != len(HEADER):
        raise InputError(f"{len(row)} columns; a row of ICEWS has {len(HEADER)}")
    if not row[0].isdecimal():
        raise InputError(f"Event ID {row[0][:40]!r} is no number")
    act, start = acts.of_cameo(row[6]), cells.day(row[1])
    lat, lon = cells.point(row[18], row[19])
    place = next(filter(None, (cells.text(cell, _EMPTY) for cell in row[14:18])), None)
    country = cells.text(row[17], _EMPTY)
    return Happening(
        f"{origin}:{row[0]}:{start}", act.type, act.own, act.mode, act.contexts, "occurred", act.plover, act.quad,
        cells.number(row[7], "Intensity", -10, 10), _actor(*row[2:5]), _actor(*row[8:11]), False,
        start, start, "day", True, place, foreign.names().get(country.upper()) if country else None, lat, lon, 1.0,
        1, 1, 1, start, start, origin, cells.text(row[5], _EMPTY), None,
    )  # fmt: skip


@functools.lru_cache(maxsize=65536)
def _actor(name: str, sectors: str, country: str) -> tuple[Party, ...]:
    labels = cells.text(sectors, _EMPTY) or ""
    return parties.of_name(cells.text(name, _EMPTY), cells.text(country, _EMPTY), tuple(labels.split(",")))


def rows(h: Happening, reports: Sequence[Report]) -> Iterator[list[str]]:
    """A row for each pair of an actor and a recipient."""
    code = acts.cameo_code(h)
    if code is None or h.start is None:
        return
    label = (
        h.text if h.origin == ORIGIN else " ".join(filter(None, (h.plover or h.type, h.mode))).capitalize()
    )
    score = h.score if h.origin == ORIGIN else acts.cameo_row(code).icews
    for part, (a, b) in enumerate(cells.pairs(h)):
        number = h.id.split(":")[1] if h.id.startswith("icews:") and not part else cells.serial(h.id, part)
        story = cells.serial(reports[0].article.id) if reports else None
        publisher = reports[0].article.publisher if reports else None
        country = foreign.english().get(h.country or "")
        yield [
            str(number), h.start.isoformat(), *_side(a), cells.flat(label, "NA"), code, cells.figure(score), *_side(b),
            str(story or "NA"), "NA", cells.flat(publisher, "NA"), cells.flat(h.place, "NA"), "NA", "NA",
            country or "NA", cells.figure(h.lat, "NA"), cells.figure(h.lon, "NA"),
        ]  # fmt: skip


def _side(party: Party | None) -> list[str]:
    if party is None:
        return ["NA", "NA", "NA"]
    sector = foreign.sectors_out("icews").get(party.sector or "", "NA")
    known = foreign.english().get(party.code or "")
    if party.code in foreign.states():
        return [cells.flat(parties.english(party), "NA"), sector, known or "NA"]
    return [cells.flat(known or parties.english(party), "NA"), sector, "NA"]
