"""Persons, countries, and up to ten countries side by side."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from detente.errors import QueryError
from detente.record import Query, Reader
from detente.record.query import actor
from detente.relations.charts import matrix_chart
from detente.relations.network import network
from detente.types import Edge, Happening, Held
from detente.web.asked import Text, ours, query
from detente.web.site import page, site

router = APIRouter(include_in_schema=False)
_LISTED = 20
_PARTNERS = 1_000  # latest happenings from which a country's partners are told
_MOST = 10  # states of a matrix
_EACH = 500  # latest happenings of each pair in a matrix


@dataclass(frozen=True, slots=True)
class Office:
    """For whom and in which office articles present a person, from the first to the last that does."""

    code: str
    office: str
    former: bool
    first: Held
    last: Held
    articles: int


@router.get("/p/{name}")
def person(request: Request, name: str) -> HTMLResponse:
    """Offices over time, contacts and statements of everybody whom the name fits."""
    reader = site(request).reader
    held, wanted = reader.holders(name), query("", who=name)
    done = reader.happenings(ours(wanted), limit=_LISTED, newest=True)
    said = reader.statements(wanted, limit=_LISTED, newest=True)
    if not (held or done or said):
        raise HTTPException(404, "no article of the record names this person")
    return page(
        request, "person.html", name=name, names=sorted({h.holder.name for h in held}), offices=_offices(held),
        happenings=done, statements=said, full=str(wanted),
    )  # fmt: skip


def _offices(held: tuple[Held, ...]) -> list[Office]:
    found: dict[tuple[str, str, bool], list[Held]] = {}
    for h in held:
        found.setdefault((h.holder.code, h.holder.office, h.holder.former), []).append(h)
    return [
        Office(*told, several[0], several[-1], len({h.article.id for h in several}))
        for told, several in found.items()
    ]


@router.get("/c/{code}")
def country(request: Request, code: str) -> HTMLResponse:
    """Whom a state, organisation or group deals with, and what it did and said last."""
    reader, code = site(request).reader, actor(code)
    wanted = query("", state=code)
    done = reader.happenings(ours(wanted), limit=_PARTNERS, newest=True)
    coverage = reader.coverage(wanted)
    return page(
        request, "country.html", code=code, edges=network(done, code)[:_LISTED], latest=done[:_LISTED], counted=len(done),
        articles=sum(c.naming for c in coverage), sources=max((c.sources for c in coverage), default=0),
        statements=reader.statements(query("", by=code), limit=_LISTED, newest=True), full=str(wanted),
    )  # fmt: skip


@router.get("/matrix")
def matrix(request: Request, states: str = "", q: Text = "") -> HTMLResponse:
    """Up to ten states by one another."""
    codes = tuple(dict.fromkeys(actor(s.strip()) for s in states.split(",") if s.strip()))
    if len(codes) > _MOST:
        raise QueryError(f"a matrix has at most {_MOST} states, these are {len(codes)}")
    edges = _edges(site(request).reader, codes, ours(query(q)))
    chart = matrix_chart(codes, edges) if len(codes) > 1 else None
    return page(
        request, "matrix.html", codes=codes, states=states, q=q, edges=edges, chart=chart, each=_EACH,
        drawn=site(request).drawing.svg(chart) if chart and edges else None,
    )  # fmt: skip


def _edges(reader: Reader, codes: tuple[str, ...], wanted: Query) -> list[Edge]:
    found = []
    for i, a in enumerate(codes):
        for b in codes[i + 1 :]:
            done = reader.happenings(wanted & Query.of(pair=(a, b)), limit=_EACH, newest=True)
            found += [e for e in network(_between(done, a, b)) if {e.a, e.b} == {a, b}]
    return found


def _between(done: tuple[Happening, ...], a: str, b: str) -> list[Happening]:
    return [h for h in done if {a, b} <= {p.code for p in (*h.actors, *h.recipients)}]
