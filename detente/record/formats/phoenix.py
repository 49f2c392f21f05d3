"""Phoenix events (26 columns) and what PETRARCH2 writes itself (a varying number)."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Sequence

from detente.errors import InputError
from detente.knowledge import foreign
from detente.record.formats import acts, cells, parties
from detente.types import Happening, Party, Report

ORIGIN, ORIGIN_PETRARCH = "phoenix", "petrarch2"
COLUMNS = 26
_LEAST, _MOST = 7, 13


def fits(row: Sequence[str]) -> bool:
    """Whether this is a row of Phoenix."""
    return len(row) == COLUMNS and _is_day(row[1]) and acts.known(row[13])


def fits_petrarch(row: Sequence[str]) -> bool:
    """Whether this is a row of PETRARCH2."""
    return _LEAST <= len(row) <= _MOST and _is_day(row[0]) and acts.known(row[3])


def _is_day(cell: str) -> bool:
    return len(cell) == 8 and cell.isdecimal()


def read(row: Sequence[str], origin: str) -> Happening:
    """One row of Phoenix; raises InputError with the reason."""
    if len(row) != COLUMNS:
        raise InputError(f"{len(row)} columns; a row of Phoenix has {COLUMNS}")
    if not row[0]:
        raise InputError("no EventID")
    act, start = acts.of_cameo(row[13]), cells.day(row[1])
    lat, lon = cells.point(row[18], row[19])
    urls, sources = _several(row[24]), _several(row[25])
    return Happening(
        f"{origin}:{start}:{row[0]}", act.type, act.own, act.mode, act.contexts, "occurred", act.plover,
        cells.quad(row[15]) or act.quad, cells.number(row[16], "GoldsteinScore", -10, 10), _actor(*row[5:9]), _actor(*row[9:13]), False,
        start, start, "day", True, row[20] or row[21] or row[22] or None, _country(row[22]), lat, lon, 1.0,
        max(1, len(_several(row[23]))), max(1, len(urls)), max(1, len(set(sources))), start, start, origin, None,
        next(filter(cells.address, urls), None),
    )  # fmt: skip


def read_petrarch(row: Sequence[str], origin: str) -> Happening:
    """One row of PETRARCH2, whose last columns may be missing; it is known by what it says, for it has no number."""
    if not _LEAST <= len(row) <= _MOST:
        raise InputError(f"{len(row)} columns; a row of PETRARCH2 has {_LEAST} to {_MOST}")
    act, start = acts.of_cameo(row[3]), cells.day(row[0])
    key = hashlib.sha256("\t".join(row[:6]).encode("utf-8", "replace")).hexdigest()[:16]
    actors, recipients = ((_whole(code) if code.strip("-") else ()) for code in row[1:3])
    url = next(filter(cells.address, row[6:8]), None)
    told = [cell for cell in row[6 + (url is not None) + 1 :] if cell.strip("-")]
    return Happening(
        f"{origin}:{start}:{key}", act.type, act.own, act.mode, act.contexts, "occurred", act.plover, act.quad, None,
        actors, recipients, False, start, start, "day", True, None, None, None, None, 1.0,
        max(1, len(_several(row[5]))), 1, 1, start, start, origin, "; ".join(told) or None, url,
    )  # fmt: skip


def _whole(code: str) -> tuple[Party, ...]:
    """An actor known by its whole code only: state or group, then roles of three letters each."""
    parts = [code[i : i + 3] for i in range(0, min(len(code), 60), 3)]
    group = next((part for part in parts if part in foreign.codes("group")), "")
    return parties.of_cameo(code, "", parts[0], group, *parts[1:])


@functools.lru_cache(maxsize=65536)
def _actor(full: str, entity: str, role: str, attribute: str) -> tuple[Party, ...]:
    group = next((part for part in (entity, attribute) if part in foreign.codes("group")), "")
    return parties.of_cameo(full or entity, "", entity, group, role, attribute)


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _country(cell: str) -> str | None:
    return cell if cell in foreign.states() else foreign.names().get(cell.upper())


def rows(h: Happening, reports: Sequence[Report]) -> Iterator[list[str]]:
    """A row of Phoenix for each pair of an actor and a recipient."""
    code = acts.cameo_code(h)
    if code is None or h.start is None:
        return
    score = h.score if h.origin == ORIGIN else acts.cameo_row(code).gdelt
    urls = dict.fromkeys(cells.flat(url) for url in (h.url, *(r.article.url for r in reports)) if url)
    names = dict.fromkeys(cells.flat(r.article.publisher) for r in reports if r.article.publisher)
    ids = [f"{r.article.id}_{r.event.mentions[0].sentence}" for r in reports if r.event.mentions]
    for part, (a, b) in enumerate(cells.pairs(h)):
        number = (
            h.id.split(":", 2)[2] if h.id.startswith("phoenix:") and not part else cells.serial(h.id, part)
        )
        yield [
            str(number), f"{h.start:%Y%m%d}", f"{h.start:%Y}", f"{h.start:%m}", f"{h.start:%d}", *_side(h, a), *_side(h, b),
            code, code[:2], str(acts.quad_of(code)), cells.figure(score), "", cells.figure(h.lat),
            cells.figure(h.lon), cells.flat(h.place), "", foreign.english().get(h.country or "", ""),
            ";".join(map(cells.flat, ids)), ";".join(urls), ";".join(names),
        ]  # fmt: skip


def _side(h: Happening, party: Party | None) -> list[str]:
    whole, _, state, group, role = parties.cameo_cells(party, coded=acts.of_cameo_set(h))
    return [cells.flat(whole), state or group or cells.flat(party.code if party else None), role, ""]
