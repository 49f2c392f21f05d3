"""What reviewers said of an article as a gold record, which ``python -m benchmarks.coding --gold DIR`` reads."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from detente.output.json import safe
from detente.record import Reader
from detente.record.reviews import coded, codes, fingerprint
from detente.types import Coding, Correction, Event, Party, Review, Span

_TOLD = ("name", "sector", "role")
Json = dict[str, Any]
_Place = tuple[int, int]


def files(
    reader: Reader, articles: Collection[str], reviewer: str | None, *, texts: bool
) -> Iterator[tuple[str, str]]:
    """Name and content of the files of these articles: ``ID.gold.json`` and, with ``texts``, ``ID.txt``.

    An article without a day of publication has none, for its times cannot be reckoned.
    """
    for key in articles:
        coding = reader.article(key)
        if coding is None or coding.article.published is None:
            continue
        name = quote(key, safe="")
        told = gold(coding, reader.reviews(key, reviewer), texts=texts)
        yield f"{name}.gold.json", safe(json.dumps(told, ensure_ascii=False, indent=1)) + "\n"
        if texts:
            yield f"{name}.txt", coding.article.text


def gold(coding: Coding, reviews: Sequence[Review], *, texts: bool = True) -> Json:
    """The gold record of an article with a day: what was accepted or corrected is ``must``, or ``may`` where reviewers differ.

    What was rejected is left out, so that coding it is an error; what nobody judged is ``may``, so that it counts neither way.
    """
    article = coding.article
    judged = list(_judged(coding, reviews))
    found = [event for several in judged if (event := _event(several))]
    told = {r.place for several in judged for r in several if r.verdict in ("accept", "edit")}
    rest = [e for e in coding.events if not _known(e, reviews, told)]
    events = [*found, *map(_unjudged, rest)]
    for number, event in enumerate(events, 1):
        event["id"] = f"r{number}"
        event["evidence"] = [article.text[a:b] for a, b in event["spans"]] if texts else []
    about = {
        "file": f"{quote(article.id, safe='')}.txt" if texts else None, "id": article.id,
        "title": article.title, "publisher": article.publisher, "published": str(article.published),
        "dateline_place": article.dateline.place if article.dateline else None,
    }  # fmt: skip
    note = "made of reviews: events that were judged, the rest may be taken; statements and commitments were not judged"
    return {
        "article": about, "note": note, "reviewers": sorted({r.reviewer for r in reviews}), "events": events,
        "statements": [], "commitments": [],
    }  # fmt: skip


def _judged(coding: Coding, reviews: Sequence[Review]) -> Iterator[list[Review]]:
    """The answers to each event: to what is coded now, else each reviewer's last on what was coded there before."""
    now = {(_place(e), fingerprint(e)) for e in coding.events}
    by_place: dict[_Place, list[Review]] = {}
    for r in reviews:
        by_place.setdefault((r.place.start, r.place.end), []).append(r)
    for place, several in sorted(by_place.items()):
        marks = [mark for mark in dict.fromkeys(r.fingerprint for r in several) if (place, mark) in now]
        if marks:
            yield from ([r for r in several if r.fingerprint == mark] for mark in marks)
        else:
            yield list({r.reviewer: r for r in several}.values())


def _known(event: Event, reviews: Sequence[Review], told: Collection[Span]) -> bool:
    """Whether somebody judged the event as it is coded, or said what is right in its place."""
    start, end = _place(event)
    return any(p.start < end and start < p.end for p in told) or any(
        (r.place.start, r.place.end, r.fingerprint) == (start, end, fingerprint(event)) for r in reviews
    )


def _place(event: Event) -> _Place:
    trigger = event.mentions[0].trigger
    return trigger.start, trigger.end


def _event(several: Sequence[Review]) -> Json | None:
    """What the answers say together, None where nobody takes it for an act."""
    right = [(r, r.correction or coded(r.judged)) for r in several if r.verdict in ("accept", "edit")]
    if not right:
        return None
    first, said = right[0]
    alike = len({(s.actors, s.recipients, s.reciprocal) for _, s in right}) == 1
    whole = len(right) == len(several) and alike
    found = _told(first.judged, said)
    found["need"] = "must" if whole else "may"
    found["type"] = list(dict.fromkeys(_type(r.judged, s) for r, s in right))
    found["status"] = list(dict.fromkeys(s.status for _, s in right))
    return found if whole else found | {"note": "reviewers differ"}


def _unjudged(event: Event) -> Json:
    return _told(event, coded(event)) | {"need": "may", "note": "not judged"}


def _told(event: Event, said: Correction) -> Json:
    """The fields of a gold event; details that nobody could correct stand only where the act is the one that was coded."""
    found: Json = {
        "id": "", "need": "must", "type": [_type(event, said)], "status": [said.status],
        "actors": _parties(event.actors, said.actors), "recipients": _parties(event.recipients, said.recipients),
        "reciprocal": said.reciprocal,
        "date": [str(event.date.start), str(event.date.end)] if event.date else None,
        "evidence": [], "spans": [[m.span.start, m.span.end] for m in event.mentions],
    }  # fmt: skip
    if said.category == event.category:
        found |= {"mode": [event.mode]} if event.mode else {}
        found |= {"plover": [event.plover]} if event.plover and said.status == event.status else {}
        found["contexts"] = list(event.contexts)
    if event.place and event.place.country:
        found["place"] = event.place.country
    if event.reported_by:
        found["reported_by"] = list(codes(event.reported_by))
    return found


def _type(event: Event, said: Correction) -> str:
    """The codebook's category; a user's own is told by its parent."""
    return event.type if said.category == event.category else said.category


def _parties(coded_: Sequence[Party], right: Sequence[str]) -> list[Json]:
    """Those who are right, with what the text tells of them where it was coded."""
    known = {p.code: p for p in reversed(coded_) if p.code}
    return [
        {"code": code}
        | {name: told for name in _TOLD if code in known and (told := getattr(known[code], name))}
        for code in right
    ]
