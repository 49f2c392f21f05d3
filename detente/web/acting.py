"""What changes something: parting and joining happenings, pasting a text, signing in."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from detente import articles
from detente.errors import CodingError, InputError
from detente.web.articles import PREFIX, text_of
from detente.web.asked import Form
from detente.web.guard import SIGNED_IN
from detente.web.paste import SIZE
from detente.web.site import page, part, site

router = APIRouter(include_in_schema=False)


@router.post("/e/{key}/split")
def split(request: Request, key: str, form: Form) -> Response:
    """Part a report from this happening; leads to the happening that it is now."""
    record, event = site(request).record, form.get("event", "")
    if event not in {r.event.id for r in record.reader.reports([key]).get(key, ())}:
        raise HTTPException(409, "this report does not stand with this happening any more")
    return RedirectResponse(f"/e/{part(record.writer.split(event))}", 303)


@router.post("/e/{key}/merge")
def merge(request: Request, key: str, form: Form) -> Response:
    """Another happening is the same act as this one."""
    other = form.get("other", "").strip().rpartition("/e/")[2].strip()
    site(request).record.writer.merge(key, other)
    return RedirectResponse(f"/e/{part(key)}", 303)


@router.get("/paste")
def paste_box(request: Request) -> HTMLResponse:
    """Where a text is pasted."""
    return page(request, "paste.html", size=SIZE, text="", published="", problem=None)


@router.post("/paste")
def pasted(request: Request, form: Form) -> HTMLResponse:
    """The coding of a text; nothing of it is kept."""
    text, published = form.get("text", ""), form.get("published", "").strip()
    try:
        day = articles.parse_date(published) if published else None
        coding = site(request).desk.code(text.replace("\r\n", "\n"), day)
    except (InputError, CodingError) as error:
        return page(request, "paste.html", 422, size=SIZE, text=text, published=published, problem=str(error))
    return page(
        request, "article.html", coding=coding, text=text_of(coding, repairs=True), repairs=True, prefix=PREFIX, pasted=True
    )  # fmt: skip


@router.get("/sign-in")
def sign_in_form(request: Request) -> HTMLResponse:
    """Where the token, or a name and its password, is asked for."""
    return page(request, "sign-in.html", problem=None)


@router.post("/sign-in")
def sign_in(request: Request, form: Form) -> Response:
    """A new session for whoever knows the token, or the password of a user."""
    guard, user = site(request).guard, form.get("name", "").strip()
    if not guard.may_try(request.client.host if request.client else "", user):
        raise HTTPException(429, "too many tries; wait a minute")
    if not (
        guard.knows(user, form.get("password", "")) if guard.named else guard.opens(form.get("token", ""))
    ):
        problem = (
            "this is not the password of a user" if guard.named else "this is not the token of this server"
        )
        return page(request, "sign-in.html", 403, problem=problem)
    answer = RedirectResponse("/", 303)
    session = guard.sign_in(user if guard.named else None)
    answer.set_cookie(site(request).cookie, session, max_age=SIGNED_IN, httponly=True, samesite="strict")
    return answer


@router.post("/sign-out")
def sign_out(request: Request, form: Form) -> Response:  # noqa: ARG001 - the form proves that the page sent it
    """End this session."""
    here = site(request)
    here.guard.sign_out(request.state.session)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(here.cookie)
    return answer
