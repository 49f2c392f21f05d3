"""The map of where things took place, whole or beside something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from detente.record import Query
from detente.relations.charts import Chart
from detente.relations.maps import map_chart
from detente.types import Placed
from detente.web.asked import Several, Text, ours, query
from detente.web.drawing import BASE
from detente.web.lists import STATUSES, table
from detente.web.site import link, page, site

router = APIRouter(include_in_schema=False)
_DRAWN = 300  # places of a picture, the busiest
_SMALL = 420  # pixels of the width of a map beside something else


@dataclass(frozen=True, slots=True)
class Map:
    """A map with its picture; ``places`` are all, of which the busiest are drawn."""

    places: tuple[Placed, ...]
    chart: Chart
    drawn: Markup | None


def map_of(
    request: Request, wanted: Query, total: int, states: Sequence[str] = (), *, small: bool = True
) -> Map:
    """Where the happenings of a query, ``total`` of them, took place."""
    places = site(request).reader.placed(wanted)
    links = {p: BASE + link("/events", q=str(wanted & Query(places=(p.name,)))) for p in places[:_DRAWN]}
    chart = map_chart(
        places, total=total, links=links, states=states, drawn=_DRAWN, **({"width": _SMALL} if small else {})
    )
    return Map(places, chart, site(request).drawing.svg(chart) if places else None)


@router.get("/map")
def where(request: Request, q: Text = "", status: Several = []) -> HTMLResponse:  # noqa: B006 - fastapi copies it
    """Where the happenings of a query took place."""
    wanted = ours(query(q, status=tuple(status)))
    states = wanted.pair or wanted.states
    found = map_of(request, wanted, site(request).reader.number(wanted), states, small=False)
    return page(
        request, "map.html", q=q, found=found, full=str(wanted), statuses=STATUSES, chosen=status,
        links={p: link("/events", q=str(wanted & Query(places=(p.name,)))) for p in found.places[:_DRAWN]},
    )  # fmt: skip


@router.get("/map.csv")
def where_csv(request: Request, q: Text = "") -> Response:
    """The same as a table."""
    return table(site(request).reader.placed(ours(query(q))))
