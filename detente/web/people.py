"""Persons, countries, and up to ten countries side by side."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from detente.errors import QueryError
from detente.knowledge import channels as known
from detente.record import Query
from detente.record.query import actor
from detente.relations.charts import matrix_chart
from detente.relations.timelines import offices_chart
from detente.types import Held
from detente.web.asked import Text, ours, query
from detente.web.lists import table
from detente.web.mapping import map_of
from detente.web.site import page, site

router = APIRouter(include_in_schema=False)
_LISTED = 20
_MOST = 10  # states of a matrix


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
    met = reader.happenings(ours(wanted & Query(types=known.words("contact"))), limit=_LISTED, newest=True)
    done = reader.happenings(ours(wanted), limit=_LISTED, newest=True)
    said = reader.statements(wanted, limit=_LISTED, newest=True)
    if not (held or done or said):
        raise HTTPException(404, "no article of the record names this person")
    chart = offices_chart(name, held)
    days = {day for _, first, last, _ in chart.rows for day in (first, last)}
    return page(
        request, "person.html", name=name, names=sorted({h.holder.name for h in held}), offices=_offices(held), chart=chart,
        drawn=site(request).drawing.svg(chart) if len(days) > 1 else None, contacts=met, happenings=done, statements=said,
        full=str(wanted),
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
def country(request: Request, code: str, q: Text = "") -> HTMLResponse:
    """Whom a state, organisation or group deals with, what it did and said last, and where."""
    reader, code = site(request).reader, actor(code)
    wanted = query(q, state=code)
    edges, coverage = reader.edges(ours(wanted)), reader.coverage(wanted)
    statuses = reader.statuses(ours(wanted))
    where = map_of(request, ours(wanted), sum(statuses.values()), (code,))
    return page(
        request, "country.html", code=code, q=q, edges=edges[:_LISTED], partners=len(edges), busiest=[e.b if e.a == code else e.a for e in edges[:7]], statuses=statuses,
        latest=reader.happenings(ours(wanted), limit=_LISTED, newest=True), where=where,
        articles=sum(c.naming for c in coverage), sources=max((c.sources for c in coverage), default=0),
        statements=reader.statements(query(q, by=code), limit=_LISTED, newest=True), full=str(wanted),
    )  # fmt: skip


@router.get("/matrix")
def matrix(request: Request, states: str = "", q: Text = "") -> HTMLResponse:
    """Up to ten states by one another."""
    codes = _codes(states)
    edges = site(request).reader.edges(ours(query(q)), among=codes) if len(codes) > 1 else ()
    chart = matrix_chart(codes, edges) if len(codes) > 1 else None
    return page(
        request, "matrix.html", codes=codes, states=states, q=q, edges=edges, chart=chart,
        drawn=site(request).drawing.svg(chart) if chart and edges else None,
    )  # fmt: skip


@router.get("/matrix.csv")
def matrix_csv(request: Request, states: str, q: Text = "") -> Response:
    """The same as a table."""
    return table(site(request).reader.edges(ours(query(q)), among=_codes(states)))


def _codes(states: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(actor(s.strip()) for s in states.split(",") if s.strip()))
    if len(codes) > _MOST:
        raise QueryError(f"a matrix has at most {_MOST} states, these are {len(codes)}")
    return codes
