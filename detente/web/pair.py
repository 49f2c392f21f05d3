"""The page of two states: index, channels, commitments, issues, happenings, and claims put to the test."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import fastapi
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from detente.record import Query
from detente.relations.charts import index_chart, issues_chart
from detente.relations.claim import lowest_since
from detente.relations.formulas import FORMULAS
from detente.relations.index import ENOUGH, Index
from detente.relations.relationship import index_of, relationship
from detente.types import Happening
from detente.web.asked import Offset, Several, Text, paged, query
from detente.web.drawing import BASE
from detente.web.mapping import map_of
from detente.web.site import link, page, path, site

router = APIRouter(include_in_schema=False)
_ISSUES = 8
Formula = Annotated[str, fastapi.Query(pattern=f"^({'|'.join(FORMULAS)})$")]


@router.get("/d/{states}")
def pair(
    request: Request, states: str, *, q: Text = "", formula: Formula = "plover", lowest: str = "", status: Several = [], offset: Offset = 0,  # noqa: B006 - fastapi copies it
) -> HTMLResponse:  # fmt: skip
    """All of a relationship; ``status`` chooses among the happenings, ``lowest`` asks the claim checker."""
    wanted = dataclasses.replace(query(q, pair=states), directed=False)
    if status:
        query("", status=tuple(status))  # a word that is none is told
    reader = site(request).reader
    found = relationship(reader, wanted)
    index = index_of(reader, wanted, FORMULAS[formula], by_source=True, known=found)
    since = Query.of(since=lowest).since if lowest else None
    kept = [h for h in reversed(found.happenings) if not status or h.status in status]
    rows, pages = paged(kept[offset:], path(request), offset, q=q, formula=formula, status=status)
    draw, chart = site(request).drawing, index_chart(found.pair, index, _links(found.pair, index))
    said = issues_chart(found.pair, found.issues)
    return page(
        request, "pair.html", found=found, index=index, q=q, formula=formula, formulas=FORMULAS.values(), since=since,
        claim=lowest_since(index, since) if since else None, lowest=lowest, enough=ENOUGH, chart=chart, drawn=draw.svg(chart),
        said=said, said_drawn=draw.svg(said) if said.rows else None, issues=found.issues[:_ISSUES],
        held=[f for f in found.commitments if f.is_open or f.overdue], rows=rows, pages=pages, kept=len(kept), chosen=status,
        statuses=_counted(found.happenings), where=map_of(request, found.query, len(found.happenings), found.pair), name=f"{found.pair[0]}-{found.pair[1]}",
        full=str(dataclasses.replace(wanted, origins=found.query.origins)),
    )  # fmt: skip


def _links(pair: tuple[str, str], index: Index) -> dict[str, str]:
    """Each period leads to its happenings."""
    found = {}
    for point in index.points:
        day = point.period if index.step == "day" else f"{point.period:%Y-%m}"
        asked = f"pair:{pair[0]}-{pair[1]} since:{day} until:{day}"
        found[point.period.isoformat()] = BASE + link("/events", q=asked)
    return found


def _counted(happenings: tuple[Happening, ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for h in happenings:
        counts[h.status] = counts.get(h.status, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: -item[1]))
