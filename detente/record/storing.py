"""An article and its coding, put into the tables."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from detente import merging
from detente.merging.copies import COPY
from detente.record.filters import folded
from detente.record.packing import pack
from detente.record.reviews import fingerprint
from detente.record.schema import (
    appearance,
    article,
    band,
    coder,
    coding,
    commitment,
    commitment_party,
    event,
    holder,
    naming,
    source,
    statement,
    statement_issue,
    statement_party,
)
from detente.types import Article, Coding, Date, Event, Holder, Party

_SIGNATURE = struct.Struct("<64I")


def coder_id(connection: Connection, version: Mapping[str, str]) -> int:
    """The number of this coder, which is put down at its first coding."""
    return _found_or_put(
        connection, coder, {name: version[name] for name in ("version", "model", "knowledge")}
    )


def _found_or_put(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    same = (table.c[name] == value for name, value in values.items())
    found = connection.scalar(select(table.c.id).where(*same))
    return found if found is not None else _put(connection, table, values)


def _put(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    return int(connection.execute(insert(table).values(**values)).inserted_primary_key[0])  # type: ignore[index]


def _clean(value: str | None) -> str | None:
    """Addresses and names as both databases can hold them: no NUL, no halves of surrogate pairs."""
    return value.replace("\0", "").encode("utf-8", "replace").decode() if value else value


def put_article(connection: Connection, coded: Coding) -> int:
    """The number of the article, put in or, where its day was not known before, completed."""
    it = coded.article
    data = {
        "dateline": pack(it.dateline),
        "repairs": pack(it.repairs),
        "warnings": list(it.warnings),
    }
    values: dict[str, Any] = {
        "title": _clean(it.title),
        "published": it.published,
        "language": it.language,
        "sentences": coded.sentences,
        "data": {name: value for name, value in data.items() if value},
    }
    found = connection.scalar(select(article.c.id).where(article.c.key == it.id))
    if found is not None:
        connection.execute(update(article).where(article.c.id == found).values(**values))
        return int(found)
    values |= {"source_id": _source_id(connection, it), "url": _clean(it.url), "text": it.text}
    signature = merging.signature(it.text)
    values |= {"signature": _SIGNATURE.pack(*signature), "copy_of": _original(connection, signature)}
    number = _put(connection, article, {"key": it.id, **values})
    connection.execute(
        insert(band), [{"article_id": number, "value": value} for value in set(merging.bands(signature))]
    )
    return number


def _source_id(connection: Connection, it: Article) -> int | None:
    name = _clean(it.publisher)
    return _found_or_put(connection, source, {"name": name}) if name else None


def _original(connection: Connection, signature: tuple[int, ...]) -> int | None:
    """The earliest article of which this one is a near copy, and never a copy of a copy."""
    likely = select(band.c.article_id).where(band.c.value.in_(merging.bands(signature)))
    rows = connection.execute(
        select(article.c.id, article.c.signature)
        .where(article.c.id.in_(likely), article.c.copy_of.is_(None))
        .order_by(article.c.id)
    )
    near = ((merging.likeness(signature, _SIGNATURE.unpack(other)), -number) for number, other in rows)
    best = max(near, default=(0.0, 0))
    return -best[1] if best[0] >= COPY else None


def put_appearance(connection: Connection, article_id: int, it: Article, origin: str | None) -> bool:
    """Where the text was found, once for each publisher and address; whether that was new."""
    found = {
        "article_id": article_id,
        "source_id": _source_id(connection, it),
        "url": _clean(it.url),
    }
    a = appearance.c
    same = (a[name].is_not_distinct_from(value) for name, value in found.items())
    new = connection.scalar(select(a.id).where(*same).limit(1)) is None
    if new:
        _put(connection, appearance, {**found, "published": it.published, "origin": _clean(origin)})
    return new


def put_coding(connection: Connection, article_id: int, coder: int, coded: Coding) -> int:
    """The number of the coding, which becomes the article's current one."""
    connection.execute(delete(coding).where(coding.c.article_id == article_id, coding.c.coder_id == coder))
    connection.execute(update(coding).where(coding.c.article_id == article_id).values(current=False))
    values = {"article_id": article_id, "coder_id": coder, "current": True, "warnings": list(coded.warnings)}
    number = _put(connection, coding, values)
    _put_named(connection, article_id, coded.named)
    _put_holders(connection, article_id, coded.holders)
    _put_statements(connection, number, coded)
    _put_commitments(connection, number, coded)
    _put_all(connection, event, [_event(number, coded.article.text, it) for it in coded.events])
    return number


def _event(coding_id: int, text: str, it: Event) -> dict[str, Any]:
    best = it.mentions[0]
    return {
        "coding_id": coding_id,
        "key": it.id,
        "start": best.trigger.start,
        "end": best.trigger.end,
        "text": text[best.span.start : best.span.end],
        "data": pack(it),
        "fingerprint": fingerprint(it),
    }


def _put_named(connection: Connection, article_id: int, named: Sequence[Party]) -> None:
    connection.execute(delete(naming).where(naming.c.article_id == article_id))
    times = Counter(party.code for party in named if party.code)
    _put_all(
        connection, naming, [{"article_id": article_id, "code": c, "times": n} for c, n in times.items()]
    )


def _put_holders(connection: Connection, article_id: int, told: Sequence[Holder]) -> None:
    connection.execute(delete(holder).where(holder.c.article_id == article_id))
    _put_all(connection, holder, [_holder(article_id, h) for h in told])


def _holder(article_id: int, h: Holder) -> dict[str, Any]:
    shown = {"name": h.name, "folded": folded(h.name), "code": h.code, "office": h.office, "former": h.former}
    return {"article_id": article_id, **shown, "start": h.span.start, "end": h.span.end}


def _put_statements(connection: Connection, coding_id: int, coded: Coding) -> None:
    parties, issues = [], []
    for it in coded.statements:
        first, last = _days(it.date, coded)
        values = {
            "key": it.id,
            "kind": it.kind,
            "start": first,
            "end": last,
            "content": it.content.text,
            "data": pack(it),
        }
        number = _put(connection, statement, {"coding_id": coding_id, **values})
        inside = (
            p for p in coded.named if p.start is not None and it.content.start <= p.start < it.content.end
        )
        named = tuple({p.code: p for p in inside if p.code}.values())
        sides = {"speaker": it.speaker, "relay": it.relayed_by, "addressee": it.addressee, "named": named}
        parties += [
            {
                "statement_id": number,
                "side": side,
                "position": i,
                "code": p.code,
                "folded": folded(p.name or ""),
            }
            for side, several in sides.items()
            for i, p in enumerate(several)
        ]
        issues += [{"statement_id": number, "issue": issue} for issue in dict.fromkeys(it.issues)]
    _put_all(connection, statement_party, parties)
    _put_all(connection, statement_issue, issues)


def _put_commitments(connection: Connection, coding_id: int, coded: Coding) -> None:
    parties = []
    for it in coded.commitments:
        first, last = _days(it.date, coded)
        values = {
            "key": it.id,
            "state": it.state,
            "start": first,
            "end": last,
            "what": it.what,
            "data": pack(it),
        }
        number = _put(connection, commitment, {"coding_id": coding_id, **values})
        parties += [{"commitment_id": number, "code": code} for code in dict.fromkeys(it.parties)]
    _put_all(connection, commitment_party, parties)


def _days(date: Date | None, coded: Coding) -> tuple[Any, Any]:
    """The days that were told, else the day of publication."""
    return (date.start, date.end) if date else (coded.article.published, coded.article.published)


def _put_all(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
