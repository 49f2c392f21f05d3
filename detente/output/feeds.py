"""Feeds of any query: Atom (RFC 4287) and JSON Feed 1.1. Days come from the record, never from today's clock."""

from __future__ import annotations

import datetime as dt
import json
from typing import Literal
from xml.etree import ElementTree as ET

from detente.output import words
from detente.output.json import safe
from detente.output.plain import plain
from detente.record import Query, Reader
from detente.relations.alerts import Alert
from detente.relations.relationship import relationship
from detente.types import Happening

_ATOM = "http://www.w3.org/2005/Atom"
_BEFORE = dt.date(1970, 1, 1)  # feeds must have a day; nothing is known of an undated record


def feed(reader: Reader, query: Query, form: Literal["atom", "json"], limit: int, base: str = "") -> str:
    """The latest happenings of a query; of a pair, those that are new say why. ``base`` stands before the links."""
    latest = reader.happenings(query, limit=limit, newest=True)
    news = {a.happening.id: a for a in relationship(reader, query).alerts} if query.pair else {}
    make = _atom if form == "atom" else _json
    return make(f"detente: {query}" if str(query) else "detente", str(query), latest, news, base)


def _title(h: Happening, news: dict[str, Alert]) -> str:
    what = f"{words.sides(h)}: {words.label(h)}, {h.status}"
    return plain(f"{what} ({news[h.id].text})" if h.id in news else what)


def _day(h: Happening) -> dt.date:
    return h.last_reported or h.start or _BEFORE


def _stamp(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _atom(title: str, query: str, latest: tuple[Happening, ...], news: dict[str, Alert], base: str) -> str:
    root = ET.Element("feed", xmlns=_ATOM)
    _add(root, "id", f"urn:detente:feed:{query}")
    _add(root, "title", title)
    _add(root, "updated", _stamp(max(map(_day, latest), default=_BEFORE)))
    for h in latest:
        entry = ET.SubElement(root, "entry")
        _add(entry, "id", f"urn:detente:happening:{h.id}")
        _add(entry, "title", _title(h, news))
        _add(entry, "updated", _stamp(_day(h)))
        ET.SubElement(ET.SubElement(entry, "author"), "name").text = "detente"
        _add(entry, "summary", plain(h.text or ""))
        if link := _link(h, base):
            ET.SubElement(entry, "link", href=link)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _json(title: str, query: str, latest: tuple[Happening, ...], news: dict[str, Alert], base: str) -> str:
    items = [
        {
            "id": h.id,
            "title": _title(h, news),
            "content_text": plain(h.text or ""),
            "date_published": _stamp(_day(h)),
        }
        | ({"url": link} if (link := _link(h, base)) else {})
        for h in latest
    ]
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "description": query,
        "items": items,
    }
    return safe(json.dumps(found, ensure_ascii=False, indent=1)) + "\n"


def _link(h: Happening, base: str) -> str | None:
    """The happening's page where pages are served, else the address of a report."""
    if base:
        return f"{base}/e/{h.id}"
    return h.url if h.url and h.url.startswith(("http://", "https://")) else None


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text
