"""The record as JSON: the same queries as everywhere, lists by pages, described by OpenAPI."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, HTTPException, Request, Response

from detente.output.data import dumps
from detente.record import Query, Reader
from detente.relations.claim import lowest_since
from detente.relations.formulas import FORMULAS
from detente.relations.relationship import index_of, relationship
from detente.web.asked import Limit, Offset, Text, ours, query
from detente.web.site import link, page, path, site

Formula = Annotated[
    str, fastapi.Query(pattern=f"^({'|'.join(FORMULAS)})$", description="Formula of the index.")
]


def _answers(description: str, **kinds: str) -> dict[str, Any]:
    """An answer that is an object of these parts, for the description of the API."""
    parts = {name: {"anyOf": [{"type": one} for one in kind.split("?")]} for name, kind in kinds.items()}
    told = {"type": "object", "required": list(kinds), "properties": parts}
    return {"description": description, "content": {"application/json": {"schema": told}}}


_ERRORS: dict[int | str, dict[str, Any]] = {
    400: _answers("The query cannot be read; the error says where", error="string"),
    401: _answers("A token is needed", error="string"),
    404: _answers("There is none of this id", error="string"),
    414: _answers("The address is too long", error="string"),
    422: _answers("A value is not of its kind; the error says which", error="string"),
    429: _answers("Too many requests; wait a minute", error="string"),
    503: _answers("The record is being written to; try again later", error="string"),
}
_LIST: dict[int | str, dict[str, Any]] = {
    200: _answers("Rows, and the address of those after them", query="string", limit="integer", offset="integer",
                  next="string?null", rows="array"),
}  # fmt: skip
_OBJECT: dict[int | str, dict[str, Any]] = {200: _answers("What is asked for")}

router = APIRouter(prefix="/api", responses=_ERRORS, default_response_class=Response)


def _told(value: Any, status: int = 200) -> Response:
    return Response(dumps(value), status, media_type="application/json")


def _rows(
    request: Request, wanted: Query, limit: int, offset: int, ask: Callable[..., tuple[Any, ...]]
) -> Response:
    """A page of rows with the query as it was understood and the address of the page after it."""
    found = ask(wanted, limit=limit + 1, offset=offset)
    after = (
        link(path(request), q=str(wanted), limit=limit, offset=offset + limit) if len(found) > limit else None
    )
    return _told(
        {"query": str(wanted), "limit": limit, "offset": offset, "next": after, "rows": found[:limit]}
    )


def _reader(request: Request) -> Reader:
    return site(request).reader


@router.get("", include_in_schema=False)
def about(request: Request) -> Response:
    """What the API answers, for people."""
    return page(request, "api.html", routes=request.app.openapi()["paths"])


@router.get("/happenings", responses=_LIST)
def happenings(request: Request, q: Text = "", limit: Limit = 50, offset: Offset = 0) -> Response:
    """Acts in the world, the latest first."""
    reader = _reader(request)
    return _rows(
        request, ours(query(q)), limit, offset, lambda *a, **k: reader.happenings(*a, **k, newest=True)
    )


@router.get("/happenings/{key}", responses=_OBJECT)
def happening(request: Request, key: str) -> Response:
    """One act with its reports."""
    found = _reader(request).happening(key)
    if found is None:
        raise HTTPException(404, "there is no such happening in the record")
    return _told({"happening": found, "reports": _reader(request).reports([found.id]).get(found.id, ())})


@router.get("/events", responses=_LIST)
def events(request: Request, q: Text = "", limit: Limit = 50, offset: Offset = 0) -> Response:
    """What single articles tell of happenings."""
    return _rows(request, ours(query(q)), limit, offset, _reader(request).events)


@router.get("/statements", responses=_LIST)
def statements(request: Request, q: Text = "", limit: Limit = 50, offset: Offset = 0) -> Response:
    """Who said what, the latest first."""
    reader = _reader(request)
    return _rows(request, query(q), limit, offset, lambda *a, **k: reader.statements(*a, **k, newest=True))


@router.get("/commitments", responses=_LIST)
def commitments(request: Request, q: Text = "", limit: Limit = 50, offset: Offset = 0) -> Response:
    """What somebody bound themselves to, the latest first."""
    reader = _reader(request)
    return _rows(request, query(q), limit, offset, lambda *a, **k: reader.commitments(*a, **k, newest=True))


@router.get("/articles", responses=_LIST)
def articles(request: Request, q: Text = "", limit: Limit = 50, offset: Offset = 0) -> Response:
    """Articles without their texts, the latest first."""
    reader = _reader(request)
    return _rows(request, query(q), limit, offset, lambda *a, **k: reader.articles(*a, **k, newest=True))


@router.get("/articles/{key}", responses=_OBJECT)
def article(request: Request, key: str) -> Response:
    """An article with its text and all that was taken from it."""
    found = _reader(request).article(key)
    if found is None:
        raise HTTPException(404, "there is no such article in the record")
    return _told(found)


@router.get("/pairs/{states}", responses=_OBJECT)
def pair(request: Request, states: str, q: Text = "", formula: Formula = "plover") -> Response:
    """The state of a relationship: index, coverage, channels, commitments, issues, what is new."""
    wanted = query(q, pair=states)
    found = relationship(_reader(request), wanted)
    index = index_of(_reader(request), wanted, FORMULAS[formula], known=found)
    return _told({
        "pair": found.pair, "query": str(found.query), "until": found.until, "index": index, "coverage": found.coverage,
        "channels": found.channels, "commitments": found.commitments, "issues": found.issues, "alerts": found.alerts,
    })  # fmt: skip


@router.get("/pairs/{states}/lowest", responses=_OBJECT)
def lowest(request: Request, states: str, since: str, q: Text = "", formula: Formula = "plover") -> Response:
    """Whether the last value of the index is the lowest since a day, month or year."""
    day = Query.of(since=since).since
    if day is None:
        raise HTTPException(400, "since= is missing")
    return _told(lowest_since(index_of(_reader(request), query(q, pair=states), FORMULAS[formula]), day))


@router.get("/search", responses=_OBJECT)
def search(request: Request, q: Text, limit: Limit = 20) -> Response:
    """Articles that hold all of the words, the best first, with excerpts."""
    return _told({"query": q, "rows": _reader(request).search(q, limit=limit)})


@router.get("/persons/{name}", responses=_OBJECT)
def person(request: Request, name: str) -> Response:
    """How articles present a person over time."""
    return _told({"rows": _reader(request).holders(name)})


@router.get("/sources", responses=_OBJECT)
def sources(request: Request) -> Response:
    """Publishers, and how much the record holds."""
    return _told({"counts": _reader(request).counts(), "rows": _reader(request).sources()})
