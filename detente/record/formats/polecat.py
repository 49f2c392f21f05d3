"""POLECAT as Dataverse hands it out: 40 columns under a heading that is not always the data's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from detente.errors import InputError
from detente.knowledge import foreign
from detente.record.formats import acts, cells, parties
from detente.types import Happening, Party, Report

ORIGIN = "polecat"
HEADER = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
EXTRA = frozenset({"Headline", "Event Text", "Feed", "Story ID"})  # some headings have them, the data do not
_EMPTY = frozenset({"", "None", "NA", "NULL", "nan"})
_QUADS = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
_Get = Callable[[str], str | None]


def columns(header: Sequence[str]) -> dict[str, int]:
    """Where each column stands, the names over no data aside."""
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    if len(names) > len(HEADER):
        names = [name for name in names if name not in EXTRA]
    return {"Intensity" if name == "Event Intensity" else name: i for i, name in enumerate(names)}


def reader(header: Sequence[str]) -> Callable[[Sequence[str], str], Happening]:
    """What reads the rows under this heading."""
    places = columns(header)
    if missing := {"Event ID", "Event Date", "Event Type", "Actor Country"} - places.keys():
        raise InputError(f"the heading lacks {', '.join(sorted(missing))}")
    full = [name.strip() for name in header if name.strip()]

    def read(row: Sequence[str], origin: str) -> Happening:
        where = places
        if len(row) != len(places) and len(row) == len(full):  # data under the extra names, too
            where = {"Intensity" if n == "Event Intensity" else n: i for i, n in enumerate(full)}
        elif len(row) < len(places) or any(cell.strip() for cell in row[len(places) :]):
            raise InputError(f"{len(row)} columns under a heading of {len(places)}")
        return _happening(
            lambda name: cells.text(row[where[name]], _EMPTY) if name in where else None, origin
        )

    return read


def _happening(get: _Get, origin: str) -> Happening:
    key = get("Event ID")
    if not key:
        raise InputError("no Event ID")
    contexts = tuple(part.strip() for part in (get("Contexts") or "").split(";") if part.strip())
    quad = (get("Quad Code") or "").upper()
    act = acts.of_plover(
        get("Event Type") or "",
        get("Event Mode"),
        contexts,
        _QUADS.index(quad) + 1 if quad in _QUADS else None,
    )
    start = cells.day(get("Event Date") or "")
    published = get("Publication Date")
    reported = cells.day(published) if published else None
    actors, recipients = (_side(get, side) for side in ("Actor", "Recipient"))
    lat, lon = cells.point(get("Latitude") or "", get("Longitude") or "")
    place = get("Placename") or get("City") or get("District") or get("Province") or get("Country")
    country = get("Country") or ""
    return Happening(
        f"{origin}:{key}", act.type, None, act.mode, act.contexts, "occurred", act.plover, act.quad,
        cells.number(get("Intensity") or "", "Intensity", -10, 10), actors, recipients,
        not recipients and len(actors) > 1, start, start, "day", True, place,
        country if country in foreign.states() else foreign.names().get(country.upper()), lat, lon, 1.0,
        1, 1, 1, reported, reported, origin, None, None,
    )  # fmt: skip


def _side(get: _Get, side: str) -> tuple[Party, ...]:
    """Names and states stand in two lists, one name for each state, or several of one."""
    names, codes = _list(get(f"{side} Name")), _list(get(f"{side} Country"))
    raw = _list(get(f"{side} Name Raw"))
    sector = get(f"Primary {side} Sector")
    labels = (sector,) if sector else tuple(filter(None, _list(get(f"{side} Sectors"))))
    role = get(f"{side} Title")
    if not names and not codes and not raw:
        return ()
    if not codes:
        codes = (None,) * max(len(names), 1)
    elif len(codes) == 1 < len(names):
        codes *= len(names)
    if len(names) != len(codes):  # they cannot be told apart: the states count, with all that was named
        together = "; ".join(filter(None, names or raw)) or None
        return tuple(parties.of_plover(code, None, labels, role, together) for code in codes)
    told: tuple[str | None, ...] = raw if len(raw) == len(names) else (None,) * len(names)
    each = _sectors(get(f"{side} Sectors"), len(names), labels)
    return tuple(
        parties.of_plover(code, name, of, role, text)
        for code, name, of, text in zip(codes, names, each, told, strict=True)
    )


def _list(cell: str | None) -> tuple[str | None, ...]:
    if cell is None:
        return ()
    return tuple(cells.text(part, _EMPTY) for part in cell.split(";"))


def _sectors(cell: str | None, number: int, primary: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Each actor's own sector where as many are given, else the primary one for all."""
    found = _list(cell)
    if len(found) == number > 1:
        return [(label,) if label else () for label in found]
    return [primary] * number


def rows(h: Happening, reports: Sequence[Report]) -> Iterator[list[str]]:
    """One row for a happening that PLOVER codes; parties without direction are all actors."""
    if h.plover is None or h.start is None:
        return
    actors, recipients = ((*h.actors, *h.recipients), ()) if h.reciprocal else (h.actors, h.recipients)
    mode, score = acts.plover_mode(h), acts.plover_score(h)
    country = foreign.english().get(h.country or "")
    source = reports[0].article.publisher if reports else None
    values = {
        "Event ID": h.id.removeprefix("polecat:"), "Event Date": h.start.isoformat(), "Event Type": h.plover,
        "Event Mode": mode, "Intensity": cells.figure(score, "None"), "Quad Code": _QUADS[h.quad - 1] if h.quad else None,
        "Contexts": ";".join(h.contexts), **_shown("Actor", actors), **_shown("Recipient", recipients),
        "Placename": h.place, "Country": country, "Latitude": cells.figure(h.lat, "None"),
        "Longitude": cells.figure(h.lon, "None"), "Source": source,
        "Publication Date": h.first_reported.isoformat() if h.first_reported else None, "Version": h.origin,
    }  # fmt: skip
    yield [cells.flat(values.get(name), "None") for name in HEADER]


def _shown(side: str, several: Sequence[Party]) -> dict[str, str | None]:
    def joined(values: Iterator[str | None]) -> str:
        return "; ".join((value or "None").replace(";", ",") for value in values)

    if not several:
        return {}
    return {
        f"{side} Name": joined(_name(p) for p in several),
        f"{side} Country": joined(parties.polecat_code(p) for p in several),
        f"{side} COW": joined(parties.cow(p) for p in several),
        f"Primary {side} Sector": several[0].sector,
        f"{side} Sectors": joined(p.sector for p in several),
        f"{side} Title": several[0].role,
        f"{side} Name Raw": joined(p.text for p in several),
    }


def _name(party: Party) -> str:
    """A name that leads back to the code where POLECAT has no code for the party."""
    if party.code in foreign.states():
        return parties.english(party)
    return foreign.english().get(party.code or "") or parties.english(party)
