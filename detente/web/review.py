"""Review: one sentence a screen, judged blind, with the own precision beside it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Collection, Iterable
from typing import Annotated, Any, cast, get_args
from urllib.parse import unquote

import fastapi
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from detente.errors import QueryError
from detente.output import gold, shares
from detente.record import Answer, Draw, Query
from detente.record.query import actor
from detente.relations.reviewing import agreement, precisions
from detente.types import Category, Correction, Event, Item, Party, Review, Status, Verdict
from detente.web.asked import Form, Text, query
from detente.web.lists import STATUSES
from detente.web.review_text import shown
from detente.web.site import link, page, part, site
from detente.web.users import fit_name

router = APIRouter(include_in_schema=False)
_VERDICTS, _CATEGORIES = get_args(Verdict), get_args(Category)
_YEAR = 365 * 24 * 3600  # seconds that a name is kept
_MOST = 20  # parties of one side
PerCent = Annotated[int, fastapi.Query(ge=0, le=100)]
Keys = Annotated[str, fastapi.Query(pattern="^(on|off)$")]
Seed = Annotated[str, fastapi.Query(max_length=40)]


@router.get("/review")
def review(
    request: Request, *, q: Text = "", share: PerCent = 10, seed: Seed = "", keys: Keys = "on", item: str = "",
    done: str = "",
) -> Response:  # fmt: skip
    """The next item of a query, or an own one once more (``item``); ``done`` is the one that was just answered."""
    wanted, name = query(q), reviewer(request)
    asked = {"q": q, "share": share, "seed": seed, "keys": keys}
    if name is None:
        return (
            RedirectResponse("/sign-in", 303)
            if site(request).guard.named
            else page(request, "review-name.html", asked=asked)
        )
    reader = site(request).reader
    if item:
        found = reader.item(item, name)
        if found is None:
            raise HTTPException(404, "there is no such event in the record any more")
    else:
        found = reader.following(wanted, name, Draw(share / 100, seed))
    turned = link("/review", **asked | {"keys": "off" if keys == "on" else "on"})
    return page(
        request, "review.html", name=name, asked=asked, turned=turned, done=done, full=str(wanted),
        **_shown(found), **_figures(request, wanted, name),
    )  # fmt: skip


def _shown(found: tuple[Item, Review | None] | None) -> dict[str, Any]:
    """What the page needs of an item; only the category that it was given may be chosen besides the codebook's."""
    if found is None:
        return {"item": None}
    item, mine = found
    event = item.report.event
    right = mine.correction if mine and mine.correction else None
    return {
        "item": item, "e": event, "mine": mine, "told": shown(item), "right": right, "statuses": STATUSES,
        "categories": dict.fromkeys((event.category, *_CATEGORIES)), "edition": mine.edition if mine else 0,
        "coded_actors": _written(event.actors), "coded_recipients": _written(event.recipients),
        "actors": ", ".join(right.actors) if right else _written(event.actors),
        "recipients": ", ".join(right.recipients) if right else _written(event.recipients),
    }  # fmt: skip


def _written(parties: Iterable[Party]) -> str:
    """Their codes as the form takes them."""
    return ", ".join(dict.fromkeys(p.code for p in parties if p.code))


def _figures(request: Request, wanted: Query, name: str) -> dict[str, Any]:
    """The reviewer's own precision, and how far all agree; nobody sees what another said of an item."""
    told = site(request).reader.judgements(wanted)
    mine = [j for j in told if j.reviewer == name]
    agreed = shares.agreeing(agreement(told))
    return {"precisions": precisions(mine), "answered": len(mine), "agreed": agreed, "share": shares.share}


@router.post("/review")
def answer(request: Request, form: Form) -> Response:
    """Put an answer down; leads to the next item."""
    name = reviewer(request)
    if name is None:
        raise HTTPException(403, "say first under which name you review")
    verdict, key, edition = (form.get(field, "") for field in ("verdict", "item", "edition"))
    if verdict not in _VERDICTS:
        raise HTTPException(422, f"{verdict!r} is no answer ({', '.join(_VERDICTS)})")
    found = site(request).reader.item(key, name)
    if found is None:
        raise HTTPException(409, "this event is not in the record any more")
    said = Answer(
        cast("Verdict", verdict),
        _correction(found[0].report.event, form) if verdict == "edit" else None,
        form.get("fingerprint", ""),
        int(edition) if edition.isascii() and edition.isdigit() and len(edition) < 9 else 0,
    )
    site(request).record.writer.review(key, name, said, dt.datetime.now(dt.UTC))
    return RedirectResponse(link("/review", **_asked(form), done=key if verdict != "skip" else ""), 303)


def _asked(form: dict[str, str]) -> dict[str, str]:
    """What is reviewed, as the address says it."""
    return {name: form.get(name, "") for name in ("q", "share", "seed", "keys")}


def _correction(event: Event, form: dict[str, str]) -> Correction:
    """What the form says is right; raises QueryError for a word that is none of the lists."""
    category, status = form.get("category", ""), form.get("status", "")
    categories = tuple(dict.fromkeys((*_CATEGORIES, event.category)))
    for word, words, what in ((category, categories, "category"), (status, STATUSES, "status")):
        if word not in words:
            raise QueryError(f"{word!r} is no {what} ({', '.join(words)})")
    coded = {p.code for p in (*event.actors, *event.recipients)}
    actors, recipients = (_parties(form.get(side, ""), coded) for side in ("actors", "recipients"))
    return Correction(category, cast("Status", status), actors, recipients, form.get("reciprocal") == "1")


def _parties(told: str, coded: Collection[str | None]) -> tuple[str, ...]:
    """Codes of states, organisations and groups written by code or name with commas between; coded ones need not be known."""
    words = list(filter(None, (word.strip() for word in told.split(","))))
    if len(words) > _MOST:
        raise QueryError(f"a side has at most {_MOST} parties, these are {len(words)}")
    return tuple(sorted({word if word in coded else actor(word) for word in words}))


@router.get("/review/gold.zip")
def gold_records(request: Request, q: Text = "", texts: bool = True) -> Response:
    """The reviewer's own answers as gold records, packed."""
    name, reader = reviewer(request), site(request).reader
    if name is None:
        raise HTTPException(403, "say first under which name you review")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for file, content in gold.files(reader, reader.reviewed(query(q), name), name, texts=texts):
            folder.writestr(zipfile.ZipInfo(file), content, zipfile.ZIP_DEFLATED)
    told = {"Content-Disposition": 'attachment; filename="gold.zip"'}
    return Response(packed.getvalue(), media_type="application/zip", headers=told)


@router.post("/review/name")
def call_oneself(request: Request, form: Form) -> Response:
    """Keep the name under which somebody reviews, where nobody has to sign in with one."""
    here, name = site(request), form.get("name", "").strip()
    if not fit_name(name):
        raise HTTPException(422, "a name has 1 to 40 letters, digits, dots, hyphens or underscores")
    led = RedirectResponse(link("/review", **_asked(form)), 303)
    led.set_cookie(f"{here.cookie}-name", part(name), max_age=_YEAR, httponly=True, samesite="strict")
    return led


def reviewer(request: Request) -> str | None:
    """Who reviews: whoever is signed in, else the name that the browser keeps."""
    here = site(request)
    if here.guard.named:
        return here.guard.user(request.state.session)
    kept = unquote(request.cookies.get(f"{here.cookie}-name", ""))
    return kept if fit_name(kept) else None
