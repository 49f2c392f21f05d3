"""Where one begins: pairs with movement, what happened last, what was read, and a search over all of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from detente.errors import QueryError
from detente.record import Query
from detente.record.query import actor
from detente.relations.network import network
from detente.web.asked import Text, ours, query
from detente.web.site import link, page, part, site

router = APIRouter(include_in_schema=False)
_MOVING = 400  # latest happenings from which pairs with movement are told
_TOLD = ("occurred", "ongoing", "refused", "cancelled", "denied", "requested")
_AHEAD = ("planned",)


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """The first page."""
    reader = site(request).reader
    moving = reader.happenings(Query(origins=("detente",), statuses=_TOLD), limit=_MOVING, newest=True)
    last = {pair: h for h in reversed(moving) for pair in _pairs(h.actors, h.recipients)}
    return page(
        request, "home.html", edges=network(moving)[:12], last=last, latest=moving[:10], moving=len(moving),
        ahead=reader.happenings(Query(origins=("detente",), statuses=_AHEAD), limit=6, newest=True),
        counts=reader.counts(), cards=reader.articles(limit=8, newest=True),
    )  # fmt: skip


def _pairs(*sides: object) -> set[tuple[str, str]]:
    codes = sorted({p.code for side in sides for p in side if p.code})  # type: ignore[attr-defined]
    return {(a, b) for i, a in enumerate(codes) for b in codes[i + 1 :]}


@router.get("/d")
def pair_of(a: str = "", b: str = "") -> Response:
    """The page of two states that were typed."""
    return RedirectResponse(f"/d/{part(actor(a.strip()))}-{part(actor(b.strip()))}", 303)


@router.get("/search")
def search(request: Request, q: Text = "") -> HTMLResponse:
    """Countries, people, happenings, statements and articles that fit."""
    reader, wanted = site(request).reader, query(q)
    words = " ".join(f'"{word}"' for word in wanted.words)
    bare = not wanted.words or str(Query(words=wanted.words)) == str(wanted)
    several = 10
    return page(
        request, "search.html", q=q, wanted=str(wanted), state=_state(q),
        people=_people(request, q) if bare and q.strip() else [],
        happenings=reader.happenings(ours(wanted), limit=several, newest=True),
        statements=reader.statements(wanted, limit=several, newest=True),
        hits=reader.search(words, limit=several) if words and bare else (),
    )  # fmt: skip


def _state(text: str) -> str | None:
    try:
        return actor(text.strip().strip('"')) if text.strip() else None
    except QueryError:
        return None


def _people(request: Request, name: str) -> list[tuple[str, str]]:
    """Names of people that hold the text as a whole or as first or last part, with the state they act for."""
    held = site(request).reader.holders(name.strip().strip('"'))
    found = dict.fromkeys((h.holder.name, h.holder.code) for h in reversed(held))
    return list(found)[:8]


@router.get("/feeds")
def feeds(request: Request, q: Text = "") -> HTMLResponse:
    """What a reader of feeds needs."""
    return page(request, "feeds.html", q=q, atom=link("/feed.atom", q=q), json=link("/feed.json", q=q))
