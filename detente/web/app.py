"""The application: rooms of pages behind one guard, and what is said when something goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as AnyHTTPException

from detente import __version__
from detente.errors import BusyRecordError, DetenteError, InputError, QueryError, RecordError
from detente.record import Record
from detente.web import acting, api, articles, home, lists, mapping, pair, people, review
from detente.web.guard import HEADERS, Guard
from detente.web.keeping import SHARED
from detente.web.paste import BusyError, Desk
from detente.web.site import Site, address, page, path

ROOMS = (home, pair, articles, people, mapping, lists, acting, review, api)
_OPEN = ("/sign-in", "/static/")
_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (QueryError, 400), (InputError, 400), (BusyRecordError, 503), (RecordError, 409), (BusyError, 503), (DetenteError, 422),
)  # fmt: skip
_LONGEST = 8_000  # characters of an address


def application(record: Record, guard: Guard | None = None, *, cookie: str = "detente") -> FastAPI:
    """The pages and the API of a record; the caller closes it."""
    desk = Desk()

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="detente", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", lifespan=life,
        description="The record of how states deal with one another. Queries: filters and words, as on the command line.",
    )  # fmt: skip
    app.state.site = Site(record, guard or Guard(), desk, cookie)
    app.middleware("http")(_guarded)
    for room in ROOMS:
        app.include_router(room.router)
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static")
    for kind in (DetenteError, BusyError, AnyHTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, _failed)
    return app


async def _guarded(request: Request, follow: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuses what the guard refuses, gives every visitor a session, and every answer its headers."""
    site: Site = request.app.state.site
    client = request.client.host if request.client else ""
    cookie = request.cookies.get(site.cookie, "")
    session = cookie if site.guard.minted(cookie) else ""
    request.state.session = known = session or site.guard.new_session()
    refusal = site.guard.refusal(request.method, request.headers, client)
    if refusal:
        answer = _told(request, refusal.status, refusal.reason)
    elif len(str(request.url)) > _LONGEST:
        answer = _told(request, 414, "the address is too long")
    elif not (
        site.guard.is_in(session, request.headers.get("authorization", "")) or path(request).startswith(_OPEN)
    ):
        answer = _ask_in(request)
    elif request.method == "GET" and SHARED.fullmatch(path(request)):
        answer = await _kept(request, follow)
    else:
        answer = await follow(request)
    if not session and not refusal and "text/html" in answer.headers.get("content-type", ""):
        answer.set_cookie(site.cookie, known, httponly=True, samesite="strict")
    return _sealed(answer)


async def _kept(request: Request, follow: Callable[[Request], Awaitable[Response]]) -> Response:
    """The page as it was made before, if nothing changed since; an answer that is no page is not kept."""
    site: Site = request.app.state.site
    state = await run_in_threadpool(site.reader.state)
    key = f"{request.headers.get('host', '')} {address(request)}"
    proof, accepted = site.guard.proof(request.state.session), request.headers.get("accept-encoding", "")
    made = site.keeping.find(key, state)
    if made is None:
        answer = await follow(request)
        if answer.status_code != 200:
            return answer
        body = b"".join([part async for part in answer.body_iterator])  # type: ignore[attr-defined]
        made = await run_in_threadpool(site.keeping.put, key, state, answer, body, proof)
    return site.keeping.answer(made, proof, accepted)


def _sealed(answer: Response) -> Response:
    """The answer with the headers that all have."""
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    return answer


def _ask_in(request: Request) -> Response:
    if path(request).startswith("/api"):
        return JSONResponse(
            {"error": "sign in, or send the token: Authorization: Bearer TOKEN"},
            401,
            {"WWW-Authenticate": "Bearer"},
        )
    if "hx-request" in request.headers:  # a part of a page cannot lead elsewhere
        return _told(request, 401, "your session is over; load the page again and sign in")
    return RedirectResponse("/sign-in", 303)


async def _failed(request: Request, error: Exception) -> Response:
    """What went wrong, in the form that was asked for, without anything that only a programmer understands."""
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        return _told(request, 422, f"{'.'.join(map(str, first['loc'][1:]))}: {first['msg']}")
    if isinstance(error, HTTPException | AnyHTTPException):
        return _told(request, error.status_code, str(error.detail))
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
    if isinstance(error, BusyError):
        return _told(request, status, "as many texts are waiting as may; try again in a minute")
    if status == 500:  # told outside of the guard, which never sees this answer
        return _sealed(_told(request, status, "something went wrong on the server; its log says what"))
    return _told(request, status, str(error))


def _told(request: Request, status: int, reason: str) -> Response:
    if path(request).startswith("/api"):
        return JSONResponse({"error": reason}, status)
    return page(request, "error.html", status, reason=reason)
