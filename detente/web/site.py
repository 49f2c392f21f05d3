"""What all pages share: the record, how a page is made, and links."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from detente import __version__, knowledge
from detente.knowledge import labels
from detente.output import words
from detente.output.plain import clip, plain
from detente.record import Query, Reader, Record
from detente.relations import maps
from detente.web.drawing import Drawing
from detente.web.guard import Guard
from detente.web.keeping import Keeping
from detente.web.paste import Desk

SHAPES = {
    "occurred": "●", "ongoing": "◐", "planned": "○", "possible": "◌", "requested": "◇", "refused": "✕", "cancelled": "⊘",
    "denied": "¬", "negated": "∅", "offered": "◇", "accepted": "◈", "agreed": "◆", "fulfilled": "●", "declined": "✕",
    "lapsed": "…",
}  # fmt: skip


@dataclass(slots=True)
class Site:
    """One record as it is served; ``cookie`` is the name of the session's cookie."""

    record: Record
    guard: Guard
    desk: Desk
    cookie: str = "detente"
    drawing: Drawing = field(default_factory=Drawing)
    keeping: Keeping = field(default_factory=Keeping)

    @property
    def reader(self) -> Reader:
        return self.record.reader


def site(request: Request) -> Site:
    """The site of a request."""
    found: Site = request.app.state.site
    return found


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page by its template; every text that a template shows is made harmless and escaped."""
    here = site(request)
    session = getattr(request.state, "session", "")
    shared = {
        "site": here, "proof": here.guard.proof(session), "here": address(request), "path": path(request),
        "record": here.record.name.rpartition("/")[2], "version": __version__,
    }  # fmt: skip
    return HTMLResponse(_templates().get_template(template).render(**(shared | values)), status_code=status)


def path(request: Request) -> str:
    """The path that is asked for, percent-encoded: of what was routed, where ``request.url`` begins with the Host header."""
    return quote(request.scope["path"])


def link(path: str, **values: object) -> str:
    """An address of this site; empty values are left out, several of one name are repeated."""
    kept = {name: value for name, value in values.items() if value not in (None, "", (), [])}
    return f"{path}?{urlencode(kept, doseq=True, quote_via=quote)}" if kept else path


def part(value: object) -> str:
    """A text as one part of a path."""
    return quote(str(value), safe="")


def outward(url: str | None) -> str | None:
    """An address from an article, if it is one that a browser may be sent to."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def label(code: object, kind: str) -> str:
    """A code in words."""
    return labels.of(kind, code)


def country(code: str) -> str:
    """The name of a state, organisation or group, its code where it is not known."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    tables = (knowledge.groups(), knowledge.organisations(), knowledge.countries())
    return {row.code: row.name for table in tables for row in table}


def address(request: Request) -> str:
    """The address of this very page, which is its permalink."""
    asked = request.scope["query_string"].decode("latin-1")
    return path(request) + (f"?{asked}" if asked else "")


@cache
def _templates() -> jinja2.Environment:
    found = jinja2.Environment(
        loader=jinja2.PackageLoader("detente.web"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_harmless,
    )  # fmt: skip
    found.filters |= {
        "part": part,
        "outward": outward,
        "country": country,
        "clip": clip,
        "days": words.days,
        "label": label,
    }
    found.globals |= {
        "link": link, "words": words, "shape": SHAPES.get, "countries": knowledge.countries, "query": _query_text,
        "borders": maps.SOURCE,
    }  # fmt: skip
    return found


def _harmless(value: Any) -> Any:
    if value is None:
        return ""
    return plain(value, lines=True) if isinstance(value, str) and not isinstance(value, Markup) else value


def _query_text(**filters: object) -> str:
    """A query in the language of docs/query.md."""
    return str(Query.of("", **filters))
