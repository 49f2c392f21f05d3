"""What addresses and forms ask for: queries, places in lists, posts that are no forgeries."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Annotated, TypeVar
from urllib.parse import parse_qsl

import fastapi
from fastapi import Depends, HTTPException, Request

from detente.record import Query
from detente.web.site import link, site

T = TypeVar("T")
Text = Annotated[
    str, fastapi.Query(max_length=2_000, description="A query: pair:USA-CHN status:refused since:2024 words")
]
Limit = Annotated[int, fastapi.Query(ge=1, le=500, description="At most so many rows.")]
Offset = Annotated[int, fastapi.Query(ge=0, le=10_000_000, description="So many rows are left out.")]
Several = Annotated[list[str], fastapi.Query(max_length=20)]
ON_PAGE = 50
_FIELDS = 20


async def _form(request: Request) -> dict[str, str]:
    """The fields of a post; refused unless it carries the token of this session."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        fields = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=_FIELDS))
    except ValueError:
        raise HTTPException(400, "too many fields") from None
    if not site(request).guard.proves(request.state.session, fields.get("proof", "")):
        raise HTTPException(403, "this form is out of date; load the page again")
    return fields


Form = Annotated[dict[str, str], Depends(_form)]


def query(text: str, **filters: object) -> Query:
    """The query of an address, narrowed by further filters; those take the place of its own."""
    return Query.parse(text) & Query.of("", **filters)


def ours(wanted: Query) -> Query:
    """Imported rows are left out unless they are asked for."""
    return wanted if wanted.origins else dataclasses.replace(wanted, origins=("detente",))


@dataclasses.dataclass(frozen=True, slots=True)
class Pages:
    """Where one is in a list that is shown by pages; one row more than fits was asked for."""

    offset: int
    shown: int
    before: str | None
    after: str | None


def paged(
    found: Sequence[T], path: str, offset: int, size: int = ON_PAGE, **values: object
) -> tuple[Sequence[T], Pages]:
    """The rows of this page, and links to the pages beside it."""
    rows = found[:size]
    before = link(path, offset=max(offset - size, 0) or None, **values) if offset else None
    after = link(path, offset=offset + size, **values) if len(found) > size else None
    return rows, Pages(offset, len(rows), before, after)
