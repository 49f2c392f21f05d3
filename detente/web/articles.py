"""An article with what was taken from it marked in place, and a happening with all its reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from detente.output import shares, words
from detente.output.marks import Mark, marked, marks, parts
from detente.relations.reviewing import ENOUGH, precisions
from detente.types import Coding, Happening, Report, Span
from detente.web.asked import query
from detente.web.site import page, part, site

router = APIRouter(include_in_schema=False)
PREFIX = "r"  # of anchors
_ABOUT = dt.timedelta(days=14)


@router.get("/a/{key}")
def article(request: Request, key: str, repairs: bool = False) -> HTMLResponse:
    """The text, its marks, and the entries that they lead to."""
    coding = site(request).reader.article(key)
    if coding is None:
        raise HTTPException(404, "there is no such article in the record")
    return page(
        request, "article.html", coding=coding, text=text_of(coding, repairs=repairs), repairs=repairs, prefix=PREFIX,
        pasted=False,
    )  # fmt: skip


def text_of(coding: Coding, *, repairs: bool) -> Markup:
    """The text as HTML: escaped, with the places that prove something marked."""
    shown = [mark for mark in marks(coding, PREFIX) if repairs or mark.kind != "repair"]
    text = coding.article.text
    return Markup(marked(text, [*shown, *parts(text, coding.events, coding.statements)]))  # noqa: S704 - marked escapes


@router.get("/e/{key}")
def happening(request: Request, key: str) -> Response:
    """One act in the world: its reports, why they stand together, and the buttons that part or join them."""
    reader = site(request).reader
    found = reader.happening(key)
    if found is None:
        raise HTTPException(404, "there is no such happening in the record")
    if found.id != key:
        return RedirectResponse(f"/e/{part(found.id)}", 301)
    reports = reader.reports([found.id]).get(found.id, ())
    codes = sorted({p.code for p in (*found.actors, *found.recipients) if p.code})
    near = _near(request, codes, found)
    return page(
        request, "happening.html", h=found, near=near, pairs=[(a, b) for i, a in enumerate(codes) for b in codes[i + 1 :]][:6],
        reports=[(r, _clause(r)) for r in reports], judged=_judged(request, found) if reports else None,
    )  # fmt: skip


def _judged(request: Request, h: Happening) -> str | None:
    """How many of this category reviewers found right as coded, once there are so many that no single answer shows."""
    told = precisions(site(request).reader.judgements(query("", type=h.type)))
    found = next((p.coded for p in told if p.category == h.category and p.coded.number >= ENOUGH), None)
    if found is None:
        return None
    return f"{found.right} of {found.number} judged are right as coded, {shares.share(found)}"


def _near(request: Request, codes: list[str], h: Happening) -> Sequence[Happening]:
    """Happenings of the same two states and category at about the same time, which may be the same act."""
    if len(codes) != 2 or h.start is None:
        return ()
    first, last = h.start - _ABOUT, h.start + _ABOUT
    wanted = query("", pair=tuple(codes), type=h.type, since=first, until=last)
    found = site(request).reader.happenings(wanted, limit=9, newest=True)
    return [other for other in found if other.id != h.id][:8]


def _clause(report: Report) -> Markup:
    """The clause that tells the event, with who, what and when marked in it."""
    event, mention = report.event, report.event.mentions[0]
    first = mention.span.start
    trigger = Span(mention.trigger.start - first, mention.trigger.end - first)
    act = Mark(trigger, "trigger", f"{event.status}\n{event.why}", label=words.act(event))
    return Markup(marked(report.text, [act, *parts(report.text, [event], first=first)]))  # noqa: S704 - marked escapes
