"""GDELT events, version 1 (57 or 58 columns) and 2 (61)."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence

from detente.errors import InputError
from detente.knowledge import foreign
from detente.record.formats import acts, cells, parties
from detente.types import Happening, Party, Report

ORIGIN = "gdelt"
_ACTOR1, _ACTOR2 = slice(5, 15), slice(15, 25)
_PLACE_1, _PLACE_2 = 49, 51  # ActionGeo_Type in versions 1 and 2


def fits(row: Sequence[str]) -> str | None:
    """The version that a row without a heading shows."""
    version = {57: "gdelt1", 58: "gdelt1", 61: "gdelt2"}.get(len(row))
    return version if version and row[0].isdecimal() and row[1].isdecimal() else None


def read(row: Sequence[str], origin: str) -> Happening:
    """One row; raises InputError with the reason."""
    if len(row) not in (57, 58, 61):
        raise InputError(f"{len(row)} columns; a row of GDELT has 57, 58 or 61")
    if not row[0].isdecimal():
        raise InputError(f"GLOBALEVENTID {row[0][:40]!r} is no number")
    act, start, geo = acts.of_cameo(row[26]), cells.day(row[1]), _PLACE_2 if len(row) == 61 else _PLACE_1
    more = len(row) == 61  # a column for the second level of administration
    added = cells.day(row[geo + 7 + more])
    url = row[geo + 8 + more].strip() if len(row) > 57 else ""
    name, country = _place(row[geo + 1], row[geo + 2])
    # A place that was not found has no name, and now and then 0 degrees.
    lat, lon = cells.point(row[geo + 4 + more], row[geo + 5 + more]) if name else (None, None)
    return Happening(
        f"{origin}:{row[0]}", act.type, act.own, act.mode, act.contexts, "occurred", act.plover,
        cells.quad(row[29]) or act.quad, cells.number(row[30], "GoldsteinScale", -10, 10),
        _actor(row[_ACTOR1]), _actor(row[_ACTOR2]), False, start, start, "day", True,
        name, country, lat, lon, 1.0,
        cells.count(row[31], "NumMentions"), cells.count(row[33], "NumArticles"),
        cells.count(row[32], "NumSources"), added, added, origin,
        None if cells.address(url) else url or None, cells.address(url),
    )  # fmt: skip


def _actor(row: Sequence[str]) -> tuple[Party, ...]:
    return parties.of_cameo(row[0], row[1], row[2], row[3], row[7], row[8], row[9])


@functools.lru_cache(maxsize=65536)
def _place(name: str, fips: str) -> tuple[str | None, str | None]:
    return name or None, foreign.codes("fips").get(fips)


# ── going out ────────────────────────────────────────────────────────────────────────────────────────────


def writer(version: int) -> Callable[[Happening, Sequence[Report]], Iterator[list[str]]]:
    """Rows of this version for a happening: one for each pair of an actor and a recipient."""

    def rows(h: Happening, _: Sequence[Report]) -> Iterator[list[str]]:
        code = acts.cameo_code(h)
        if code is None or h.start is None:
            return
        ours = h.origin == ORIGIN or h.id.startswith("gdelt:")
        for part, (a, b) in enumerate(cells.pairs(h)):
            number = h.id.rpartition(":")[2] if ours and not part else str(cells.serial(h.id, part))
            yield [
                number,
                *_day(h),
                *_sides(h, a, b),
                *_what(h, code),
                *_where(h, version),
                *_added(h, version),
            ]

    return rows


def _day(h: Happening) -> list[str]:
    assert h.start is not None
    year, month, day = h.start.timetuple()[:3]
    fraction = f"{year + (month * 30 + day) / 365:.4f}"
    return [f"{h.start:%Y%m%d}", f"{h.start:%Y%m}", str(year), fraction]


def _sides(h: Happening, a: Party | None, b: Party | None) -> list[str]:
    found: list[str] = []
    for party in (a, b):
        whole, name, state, group, role = parties.cameo_cells(party, coded=acts.of_cameo_set(h))
        found += [cells.flat(whole), cells.flat(name), state, group, "", "", "", role, "", ""]
    return found


def _what(h: Happening, code: str) -> list[str]:
    row, quad = acts.cameo_row(code), acts.quad_of(code)
    score = h.score if h.origin == ORIGIN else row.gdelt
    counts = [str(n) for n in (h.reports, h.sources, h.articles)]
    base = code[:3] if len(code) > 2 else f"{code}0"
    return ["1", code, base, code[:2], str(quad), cells.figure(score), *counts, ""]


def _where(h: Happening, version: int) -> list[str]:
    nowhere = ["0"] + [""] * (6 + (version == 2))
    fips = foreign.codes_out("fips").get(h.country or "", "")
    if not h.place and not fips:
        return nowhere * 3
    kind = "1" if not h.place or foreign.names().get(h.place.upper()) == h.country else "4"
    name = h.place or foreign.english().get(h.country or "", "")
    second = [""] if version == 2 else []
    here = [kind, cells.flat(name), fips, fips, *second, cells.figure(h.lat), cells.figure(h.lon), ""]
    return nowhere * 2 + here


def _added(h: Happening, version: int) -> list[str]:
    day = f"{h.first_reported or h.start:%Y%m%d}"
    return [day + "000000" if version == 2 else day, cells.flat(h.url)]
