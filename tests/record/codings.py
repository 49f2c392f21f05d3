"""Codings made by hand, in few words."""

import datetime as dt
import hashlib

from detente.types import (
    Article,
    Coding,
    Commitment,
    Date,
    Event,
    EventMention,
    Party,
    Quoted,
    Span,
    Statement,
)

CODER = {"version": "1", "model": "m", "knowledge": "k"}
NEXT = {"version": "2", "model": "m", "knowledge": "k"}


def party(told):
    """``USA``, or ``USA:Antony Blinken:foreign minister``."""
    code, name, role = (*told.split(":"), None, None)[:3]
    return Party(code or None, name, "GOV" if name else None, role, reason=None if code else "nobody known")


def parties(told):
    return tuple(map(party, told.split()) if ":" not in told else (party(told),)) if told else ()


def event(
    clause, at, *, trigger=None, by="USA", to="CHN", day=None, status="occurred", kind="CONSULT", **more
):
    """An event told by ``clause``, which stands at ``at`` in the text; its trigger is the second word unless told."""
    word = trigger or clause.split()[1]
    start = at + clause.index(word)
    mention = EventMention(Span(at, at + len(clause)), Span(start, start + len(word)), 0, 1)
    date = Date(dt.date.fromisoformat(day), dt.date.fromisoformat(day), day, "day") if day else None
    values = {
        "id": more.pop("id", "e" + hashlib.sha256(f"{clause}{at}{kind}".encode()).hexdigest()[:12]),
        "mode": None, "contexts": ("diplomatic",), "plover": kind, "quad": 1, "score": 2.5, "reciprocal": True,
        "date_text": None, "place": None, "reported_by": (), "confidence": 0.8, "why": "test", "rule": "test",
    } | more  # fmt: skip
    return Event(
        type=kind,
        status=status,
        actors=parties(by),
        recipients=parties(to),
        date=date,
        mentions=(mention,),
        **values,
    )


def article(text, *, title=None, publisher="The Courier", published="2023-06-19", url=None):
    key = hashlib.sha256(text.encode()).hexdigest()[:16]
    day = dt.date.fromisoformat(published) if published else None
    return Article(key, text, title, publisher, url or f"https://courier.example/{key}", day, "en")


def coding(text, *, told=None, statements=(), commitments=(), named=(), holders=(), **about):
    """An article, each of whose sentences tells an event; ``told`` holds what is particular about them, sentence by sentence."""
    told = [{}] * text.count(".") if told is None else told
    events, at = [], 0
    for sentence, more in zip(text.split(". "), told, strict=False):
        events.append(event(sentence.rstrip("."), at, **more))
        at += len(sentence) + 2
    return Coding(
        article(text, **about),
        tuple(events),
        tuple(statements),
        tuple(commitments),
        ("odd",),
        3,
        tuple(named),
        tuple(holders),
    )


def statement(text, content, *, by="CHN:Wang Yi:foreign minister", to="", issues=("diplomatic",)):
    start = text.index(content)
    return Statement(
        f"s{start}", parties(by), (), "direct", None, Quoted(start, start + len(content), content), None, parties(to), issues, "test"
    )  # fmt: skip


def commitment(what, *, of=(), bound=("CHN", "USA"), state="agreed"):
    mention = EventMention(Span(0, 5), Span(0, 5), 0, 0)
    return Commitment(
        f"c{len(what)}", "agreement", bound, ("Wang Yi",), what, state, None, None, (mention,), of, "test"
    )
