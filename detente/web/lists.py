"""Lists by query: happenings, statements, articles; the same lists as feeds and tables."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
from collections.abc import Iterable
from typing import Any, get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from detente.output import feeds
from detente.output.frames import flat
from detente.output.plain import plain
from detente.record import Query
from detente.record.query import contexts
from detente.relations.timelines import SPEAKERS, statements_chart
from detente.types import Status
from detente.web.asked import ON_PAGE, Limit, Offset, Several, Text, ours, paged, query
from detente.web.drawing import BASE
from detente.web.site import link, page, site

router = APIRouter(include_in_schema=False)
STATUSES: tuple[str, ...] = get_args(Status)
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@router.get("/events")
def events(request: Request, q: Text = "", status: Several = [], offset: Offset = 0) -> HTMLResponse:  # noqa: B006 - fastapi copies it
    """Happenings of a query, the latest first."""
    wanted = ours(query(q, status=tuple(status)))
    reader = site(request).reader
    found = reader.happenings(wanted, limit=ON_PAGE + 1, offset=offset, newest=True)
    rows, pages = paged(found, "/events", offset, q=q, status=status)
    return page(
        request, "events.html", q=q, rows=rows, pages=pages, statuses=STATUSES, chosen=status, number=reader.number(wanted),
        full=str(wanted),
    )  # fmt: skip


@router.get("/s")
def statements(
    request: Request, q: Text = "", by: str = "", issue: str = "", offset: Offset = 0
) -> HTMLResponse:
    """Who said what on which issue, the latest first, and how often over time."""
    wanted, reader = query(q, by=by.strip(), issue=issue.strip()), site(request).reader
    found = reader.statements(wanted, limit=ON_PAGE + 1, offset=offset, newest=True)
    rows, pages = paged(found, "/s", offset, q=q, by=by, issue=issue)
    chart = statements_chart(reader.voices(wanted, speakers=SPEAKERS), functools.partial(_said, wanted))
    return page(
        request, "statements.html", q=q, by=by, issue=issue, rows=rows, pages=pages, full=str(wanted), chart=chart,
        drawn=site(request).drawing.svg(chart) if chart.rows else None, contexts=sorted(contexts()),
    )  # fmt: skip


def _said(wanted: Query, speaker: str, issue: str, day: dt.date, yearly: bool) -> str:
    """Where a mark of the chart leads."""
    time = f"{day:%Y}" if yearly else f"{day:%Y-%m}"
    found = wanted & Query.of("", by=speaker, issue=issue, since=time, until=time)
    return BASE + link("/s", q=str(found))


@router.get("/articles")
def cards(request: Request, q: Text = "", offset: Offset = 0) -> HTMLResponse:
    """Articles of a query, the latest first."""
    wanted = query(q)
    found = site(request).reader.articles(wanted, limit=ON_PAGE + 1, offset=offset, newest=True)
    rows, pages = paged(found, "/articles", offset, q=q)
    return page(request, "articles.html", q=q, rows=rows, pages=pages, full=str(wanted))


@router.get("/feed.atom")
def atom(request: Request, q: Text = "", limit: Limit = 50) -> Response:
    """The latest happenings of a query as an Atom feed."""
    text = feeds.feed(site(request).reader, ours(query(q)), "atom", limit, _base(request))
    return Response(text, media_type="application/atom+xml")


@router.get("/feed.json")
def json_feed(request: Request, q: Text = "", limit: Limit = 50) -> Response:
    """The same as JSON Feed."""
    text = feeds.feed(site(request).reader, ours(query(q)), "json", limit, _base(request))
    return Response(text, media_type="application/feed+json")


@router.get("/events.csv")
def events_csv(request: Request, q: Text = "", limit: Limit = 500, offset: Offset = 0) -> Response:
    """Happenings of a query as a table."""
    return table(site(request).reader.happenings(ours(query(q)), limit=limit, offset=offset, newest=True))


@router.get("/s.csv")
def statements_csv(request: Request, q: Text = "", limit: Limit = 500, offset: Offset = 0) -> Response:
    """Statements of a query as a table."""
    return table(site(request).reader.statements(query(q), limit=limit, offset=offset, newest=True))


def table(rows: Iterable[Any]) -> Response:
    """Rows as CSV (RFC 4180); a text that a spreadsheet would take for a formula has an apostrophe in front."""
    lines = [flat(row) for row in rows]
    text = io.StringIO()
    writer = csv.DictWriter(text, lines[0] if lines else ())
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in line.items()} for line in lines)
    return Response(
        text.getvalue(),
        media_type="text/csv",
        headers={"Content-Disposition": 'attachment; filename="detente.csv"'},
    )


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return f"'{plain(value)}" if value.startswith(_FORMULAS) else plain(value)


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")
