"""Rows of the database as the products of types.py."""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select

from detente.record import schema
from detente.record.packing import unpack
from detente.types import (
    Article,
    Bound,
    Card,
    Commitment,
    Dateline,
    Event,
    Happening,
    Party,
    Repair,
    Report,
    Said,
    Statement,
)

_original = schema.article.alias("original")
CARD = (
    schema.article.c.key, schema.article.c.title, schema.source.c.name, schema.article.c.url,
    schema.article.c.published, schema.article.c.sentences, _original.c.key,
)  # fmt: skip
_HAPPENING = (
    "key", "type", "own", "mode", "contexts", "status", "plover", "quad", "score", "actors", "recipients",
    "reciprocal", "start", "end", "precision", "dated", "place", "country", "lat", "lon", "confidence", "reports",
    "articles", "sources", "first_reported", "last_reported", "origin", "text", "url",
)  # fmt: skip
HAPPENING = tuple(schema.happening.c[name] for name in _HAPPENING)
_CARD = len(CARD)


def with_card(*columns: Any) -> Select[Any]:
    """A question for columns and the card of their article, which the caller still has to join on."""
    return select(*CARD, *columns)


def joined(rows: Select[Any]) -> Select[Any]:
    """The publisher and the original of the article, where it is a copy."""
    return rows.outerjoin(schema.source, schema.source.c.id == schema.article.c.source_id).outerjoin(
        _original, _original.c.id == schema.article.c.copy_of
    )


_PARTY = tuple(field.name for field in dataclasses.fields(Party))
_party = operator.attrgetter(*_PARTY)


def card(row: Any) -> Card:
    """From a row that begins with the columns of ``CARD``."""
    return Card(*row[:_CARD])


def happening(row: Any) -> Happening:
    """From the columns of ``HAPPENING``."""
    values = list(row)
    values[4] = tuple(values[4])
    values[9], values[10] = parties(values[9]), parties(values[10])
    return Happening(*values)


def parties(packed: list[Any]) -> tuple[Party, ...]:
    """As `packing.unpack` makes them, but quicker, for there are many."""
    return tuple(
        Party(
            p.get("code"), p.get("name"), p.get("sector"), p.get("role"), p.get("text"), p.get("start"), p.get("end"),
            p.get("reason"),
        )
        for p in packed
    )  # fmt: skip


def packed(several: Iterable[Party]) -> list[dict[str, Any]]:
    """The way back, quicker than `packing.pack`."""
    return [
        {name: value for name, value in zip(_PARTY, _party(p), strict=True) if value is not None}
        for p in several
    ]


def report(row: Any) -> Report:
    """From a card, the event, its clause, its happening and the reasons."""
    data, text, happening_key, reasons = row[_CARD : _CARD + 4]
    return Report(unpack(Event, data), card(row), text, happening_key, tuple(reasons))


def said(row: Any) -> Said:
    """From a card and the statement."""
    return Said(unpack(Statement, row[_CARD]), card(row))


def bound(row: Any, happenings: tuple[str, ...]) -> Bound:
    """From a card and the commitment."""
    return Bound(unpack(Commitment, row[_CARD]), card(row), happenings)


def article(row: Any) -> Article:
    """From the columns of ``ARTICLE``."""
    key, text, title, publisher, url, published, language, data = row
    return Article(
        id=key,
        text=text,
        title=title,
        publisher=publisher,
        url=url,
        published=published,
        language=language,
        dateline=unpack(Dateline, data["dateline"]) if "dateline" in data else None,
        repairs=tuple(unpack(Repair, item) for item in data.get("repairs", ())),
        warnings=tuple(data.get("warnings", ())),
    )


ARTICLE = (
    schema.article.c.key, schema.article.c.text, schema.article.c.title, schema.source.c.name, schema.article.c.url,
    schema.article.c.published, schema.article.c.language, schema.article.c.data,
)  # fmt: skip
