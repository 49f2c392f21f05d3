"""Where one begins: pairs with movement, what happened last, what was added, and a search over all of it."""

from __future__ import annotations

import contextlib

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from detente import knowledge
from detente.errors import QueryError
from detente.record import Query, Reader
from detente.record.query import actor
from detente.types import Happening, Movement
from detente.web.asked import Text, ours, query
from detente.web.site import link, page, part, site

router = APIRouter(include_in_schema=False)
_MOVING = 12
_OURS = ("detente",)
_TOLD = ("occurred", "ongoing", "refused", "cancelled", "denied", "requested")


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """The first page."""
    reader = site(request).reader
    moved = reader.movements(limit=_MOVING)
    return page(
        request, "home.html", moved=moved, last={(m.a, m.b): _last(reader, m) for m in moved}, counts=reader.counts(),
        latest=reader.happenings(Query(origins=_OURS, statuses=_TOLD), limit=10, newest=True),
        ahead=reader.happenings(Query(origins=_OURS, statuses=("planned",)), limit=6, newest=True),
        cards=reader.added(limit=8), batches=reader.batches()[-4:][::-1],
    )  # fmt: skip


def _last(reader: Reader, m: Movement) -> Happening | None:
    found = reader.happenings(Query(pair=(m.a, m.b), origins=_OURS), limit=1, newest=True)
    return found[0] if found else None


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
        request, "search.html", q=q, wanted=str(wanted), states=_states(q),
        people=_people(request, q) if bare and q.strip() else [],
        happenings=reader.happenings(ours(wanted), limit=several, newest=True),
        statements=reader.statements(wanted, limit=several, newest=True),
        hits=reader.search(words, limit=several) if words and bare else (),
    )  # fmt: skip


def _states(text: str) -> list[str]:
    """Codes of the state that is named, and of those whose name begins so."""
    name = text.strip().strip('"')
    if len(name) < 2:
        return []
    begun = [c.code for c in knowledge.countries() if c.name.lower().startswith(name.lower())]
    with contextlib.suppress(QueryError):  # no whole name
        begun.insert(0, actor(name))
    return list(dict.fromkeys(begun))[:8]


def _people(request: Request, name: str) -> list[tuple[str, str]]:
    """Names of people that hold the text as a whole or as first or last part, with the state they act for."""
    held = site(request).reader.holders(name.strip().strip('"'))
    found = dict.fromkeys((h.holder.name, h.holder.code) for h in reversed(held))
    return list(found)[:8]


@router.get("/feeds")
def feeds(request: Request, q: Text = "") -> HTMLResponse:
    """What a reader of feeds needs."""
    return page(request, "feeds.html", q=q, atom=link("/feed.atom", q=q), json=link("/feed.json", q=q))
