"""The record of an article as JSON (fields: docs/record.md, schema: schema/record.schema.json)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import chain, islice
from typing import Any

from detente.types import (
    Article,
    Coding,
    Commitment,
    Date,
    Event,
    EventMention,
    Party,
    Place,
    Quoted,
    Repair,
    Statement,
)

SCHEMA = "detente/1"
# Legal in JSON as they are, but a terminal may obey them and a line reader may split on them.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

Json = dict[str, Any]


def record(coding: Coding, coder: Mapping[str, str]) -> Json:
    """Everything detente takes from one article; all offsets point into ``article.text``."""
    return {
        "schema": SCHEMA,
        "coder": dict(coder),
        "article": _article(coding.article),
        "events": [event_row(event) for event in coding.events],
        "statements": [_statement(statement) for statement in coding.statements],
        "commitments": [_commitment(commitment) for commitment in coding.commitments],
    }


def write_json(
    codings: Iterable[Coding], coder: Mapping[str, str], write: Callable[[str], object], *, several: bool
) -> None:
    """One object, or a list where the input was ``several`` files or one file of several articles.

    A run that is stopped still closes its list, so that what was coded so far is valid JSON.
    """
    objects = (_dump(record(coding, coder), indent=1) for coding in codings)
    head = list(islice(objects, 1 if several else 2))
    if not several and len(head) < 2:
        write("".join(f"{text}\n" for text in head))
        return
    separator = "[\n"
    try:
        for text in chain(head, objects):
            write(separator + text)
            separator = ",\n"
    finally:
        write("[]\n" if separator == "[\n" else "\n]\n")


def write_jsonl(codings: Iterable[Coding], coder: Mapping[str, str], write: Callable[[str], object]) -> None:
    """One object a line."""
    for coding in codings:
        write(_dump(record(coding, coder)) + "\n")


def _dump(value: Json, indent: int | None = None) -> str:
    return safe(json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False))


def safe(text: str) -> str:
    """JSON text with what a terminal may obey or a line reader may split on as escapes."""
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def _article(article: Article) -> Json:
    dateline = article.dateline
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "dateline": {"place": dateline.place, "country": dateline.country} if dateline else None,
        "text": article.text,
        "repairs": [_repair(repair) for repair in article.repairs],
    }


def _repair(repair: Repair) -> Json:
    return {"start": repair.start, "end": repair.end, "was": repair.was, "kind": repair.kind}


def event_row(event: Event) -> Json:
    """One event as the record writes it."""
    return {
        "id": event.id,
        "type": event.category,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "status": event.status,
        "plover": event.plover,
        "quad": event.quad,
        "score": event.score,
        "actors": _parties(event.actors),
        "recipients": _parties(event.recipients),
        "reciprocal": event.reciprocal,
        "date": _date(event.date),
        "date_text": event.date_text,
        "place": _place(event.place),
        "reported_by": _parties(event.reported_by),
        "mentions": [_mention(mention) for mention in event.mentions],
        "confidence": event.confidence,
        "why": event.why,
    }


def _statement(statement: Statement) -> Json:
    return {
        "id": statement.id,
        "speaker": _parties(statement.speaker),
        "relayed_by": _parties(statement.relayed_by),
        "kind": statement.kind,
        "cue": _quoted(statement.cue) if statement.cue else None,
        "content": _quoted(statement.content),
        "date": _date(statement.date),
        "addressee": _parties(statement.addressee),
        "issues": list(statement.issues),
        "why": statement.why,
    }


def _commitment(commitment: Commitment) -> Json:
    return {
        "id": commitment.id,
        "kind": commitment.kind,
        "parties": list(commitment.parties),
        "who": list(commitment.who),
        "what": commitment.what,
        "state": commitment.state,
        "date": _date(commitment.date),
        "due": _date(commitment.due),
        "mentions": [_mention(mention) for mention in commitment.mentions],
        "events": list(commitment.events),
        "why": commitment.why,
    }


def _parties(parties: tuple[Party, ...]) -> list[Json]:
    return [_party(party) for party in parties]


def _party(party: Party) -> Json:
    fields = {
        "code": party.code,
        "name": party.name,
        "sector": party.sector,
        "role": party.role,
        "text": party.text,
        "start": party.start,
        "end": party.end,
    }
    return fields if party.code else fields | {"reason": party.reason}


def _date(date: Date | None) -> Json | None:
    if date is None:
        return None
    return {
        "start": date.start.isoformat(),
        "end": date.end.isoformat(),
        "text": date.text,
        "precision": date.precision,
    }


def _place(place: Place | None) -> Json | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "start": place.start,
        "end": place.end,
    }


def _mention(mention: EventMention) -> Json:
    span, trigger = mention.span, mention.trigger
    return {"start": span.start, "end": span.end, "trigger": {"start": trigger.start, "end": trigger.end}}


def _quoted(quoted: Quoted) -> Json:
    return {"start": quoted.start, "end": quoted.end, "text": quoted.text}
