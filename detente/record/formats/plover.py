"""PLOVER's own JSON: an object for each event, with either of the manual's two forms of an actor."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from detente import settings
from detente.errors import InputError
from detente.knowledge import foreign
from detente.record.formats import acts, cells, files, parties
from detente.types import Happening, Party, Report

ORIGIN = "plover"
_EMPTY = frozenset({"", "NULL", "None", "NA"})


def objects(path: Path) -> Iterator[tuple[str, Any]]:
    """Place and value of each object: one a line, a list of them, or one behind another."""
    first = next(iter(files.lines(path)), None)
    if first and first.text and isinstance(_parsed(first.text), dict):
        for where, text in files.lines(path):
            yield where, InputError("longer than a row may be") if text is None else _parsed(text)
        return
    for name, text in files.whole(path):
        yield from _behind_one_another(name, text)


def _parsed(text: str) -> Any:
    """The value, or the InputError that says why there is none."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return InputError(f"broken JSON: {error.msg} at character {error.pos + 1:,}")
    except (RecursionError, ValueError) as error:
        return InputError(f"broken JSON: {error}")


def _behind_one_another(name: str, text: str) -> Iterator[tuple[str, Any]]:
    decoder, place, number = json.JSONDecoder(), 0, 0
    while (place := _next(text, place)) < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except (RecursionError, ValueError) as error:
            raise InputError(f"{name}, character {place + 1:,}: broken JSON: {error}") from None
        for item in value if isinstance(value, list) else [value]:
            number += 1
            yield f"{name}, event {number:,}", item


def _next(text: str, place: int) -> int:
    """Where the next value begins."""
    while place < len(text) and text[place] in " \t\r\n,":
        place += 1
    return place


def read(value: Any, origin: str) -> Happening:
    """One object; raises InputError with the reason."""
    if not isinstance(value, dict):
        raise InputError("no JSON object")
    key = _text(value.get("id"))
    if not key:
        raise InputError("no id")
    start, end = cells.day(_text(value.get("date")) or ""), _text(value.get("enddate"))
    last = max(start, cells.day(end)) if end else start
    act = _act(value)
    actors, recipients = (_parties(value, side) for side in ("actor", "recipient"))
    place, country, lat, lon = _place(_first(value.get("event_loc") or value.get("location")), value)
    info = _first(value.get("cite_info"))
    return Happening(
        f"{origin}:{key}", act.type, act.own, act.mode, act.contexts, "occurred", act.plover, act.quad, _score(value),
        actors, recipients, not recipients and len(actors) > 1, start, last, "day" if start == last else "span", True,
        place, country, lat, lon, 1.0, 1, 1, 1, None, None, origin,
        _text(value.get("text")) or "; ".join(_texts(value.get("event_text") or value.get("eventText"))) or None,
        cells.address(_text(info.get("url")) or ""),
    )  # fmt: skip


def _act(value: dict[str, Any]) -> acts.Act:
    categories = _texts(value.get("event"))
    if not categories:
        raise InputError("no event")
    if categories[0].isdecimal():
        return acts.of_cameo(categories[0])
    modes = _texts(value.get("mode"))
    quad = cells.quad(_text(value.get("quad_code")) or "")
    contexts = tuple(_texts(value.get("context")))
    return acts.of_plover(categories[0], modes[0] if modes else None, contexts, quad)


def _score(value: dict[str, Any]) -> float | None:
    score = value.get("event_scale")
    return None if score is None else cells.number(str(score), "event_scale", -10, 10)


def _parties(value: dict[str, Any], side: str) -> tuple[Party, ...]:
    given = value.get(side)
    entities = given if isinstance(given, list) else [given] if given else []
    found = [_entity(entity) for entity in entities[:1000]]
    if not found and side == "actor" and (told := _text(value.get("protesteridentity"))):
        found = [_identity(told)]
    return tuple(found)


def _entity(entity: Any) -> Party:
    """Either of the manual's forms, or just a code."""
    if isinstance(entity, str):
        return parties.of_plover(_text(entity), None, (), None, None)
    if not isinstance(entity, dict):
        raise InputError("an actor is neither an object nor a code")
    get = {name: _text(item) for name, item in entity.items() if isinstance(item, str)}
    country = get.get("country_name")
    code = get.get("code") or (foreign.names().get(country.upper(), country) if country else None)
    name = get.get("entity_name") or get.get("identifier_text")
    raw = get.get("entity_text") or get.get("raw_text")
    labels = tuple(filter(None, (get.get("sector") or get.get("sector_code"),)))
    return parties.of_plover(code, name, labels, get.get("office"), raw)


def _identity(told: str) -> Party:
    """An actor written `name: sectors: country`, as a set made from ICEWS writes who protested."""
    name, labels, country = (*(part.strip() for part in told.rsplit(":", 2)), "", "")[:3]
    (party,) = parties.of_name(name or told, country or None, tuple(labels.split(",")))
    return party


def _place(
    found: dict[str, Any], value: dict[str, Any]
) -> tuple[str | None, str | None, float | None, float | None]:
    get = {name: _text(item) for name, item in found.items()}
    name = next(
        filter(
            None,
            map(get.get, ("resolved_place", "extracted_place", "city", "district", "province", "country")),
        ),
        None,
    )
    code = get.get("country_code") or _text(value.get("ccode"))
    country = get.get("country") or _text(value.get("country")) or ""
    lat, lon = cells.point(get.get("lat") or "", get.get("lon") or get.get("long") or "")
    ours = code if code in foreign.states() else foreign.codes("polecat").get(code or "")
    return name, ours or foreign.names().get(country.upper()), lat, lon


def _first(value: Any) -> dict[str, Any]:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}


def _texts(value: Any) -> list[str]:
    several: Iterable[Any] = value if isinstance(value, list) else [value]
    return [text for item in several if (text := _text(item))]


def _text(value: Any) -> str | None:
    """A string, or a number as one, fit for a database."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        found = str(value).replace("\0", "").encode("utf-8", "replace").decode()
    except ValueError:  # a number of thousands of figures
        raise InputError("a number is too long") from None
    if len(found) > settings.CELL_LIMIT:
        raise InputError(f"a text is longer than {settings.CELL_LIMIT:,} characters")
    return cells.text(found, _EMPTY)


# ── going out ────────────────────────────────────────────────────────────────────────────────────────────


def lines(h: Happening, reports: Sequence[Report], coder: str) -> Iterator[str]:
    """One object on one line for a happening that PLOVER codes."""
    if h.plover is None or h.start is None:
        return
    sides = ((*h.actors, *h.recipients), ()) if h.reciprocal else (h.actors, h.recipients)
    mode = acts.plover_mode(h)
    value = {
        "id": h.id.removeprefix("plover:"), "has_event": True, "date": h.start.isoformat(),
        "enddate": h.end.isoformat() if h.end else None, "actor": list(map(_out, sides[0])),
        "recipient": list(map(_out, sides[1])), "event": [h.plover], "mode": [mode] if mode else [],
        "context": list(h.contexts), "quad_code": h.quad, "event_scale": acts.plover_score(h),
        "event_loc": _location(h), "cite_info": _cited(h, reports, coder), "coder": coder,
    }  # fmt: skip
    yield json.dumps(
        {name: item for name, item in value.items() if item not in (None, [], {})}, ensure_ascii=False
    )


def _out(party: Party) -> dict[str, Any]:
    known = {
        "code": party.code, "sector": party.sector, "entity_text": party.text, "entity_name": parties.english(party) or None,
        "office": party.role,
    }  # fmt: skip
    return {name: item for name, item in known.items() if item}


def _location(h: Happening) -> dict[str, Any]:
    known = {"resolved_place": h.place, "lat": h.lat, "lon": h.lon, "country_code": h.country}
    return {name: item for name, item in known.items() if item is not None}


def _cited(h: Happening, reports: Sequence[Report], coder: str) -> dict[str, Any]:
    card = reports[0].article if reports else None
    known = {
        "corpus": h.origin, "url": (card and card.url) or h.url, "title": card and card.title,
        "publication": card and card.publisher, "coder": coder, "codebook": "PLOVER",
    }  # fmt: skip
    return {name: item for name, item in known.items() if item}
