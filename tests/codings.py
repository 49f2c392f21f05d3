"""Codings made by hand, for tests of what comes after the coding."""

import datetime as dt

from detente.types import (
    Article,
    Coding,
    Commitment,
    Date,
    Dateline,
    Event,
    EventMention,
    Party,
    Place,
    Quoted,
    Repair,
    Span,
    Statement,
)

TEXT = """Norway and Chile sign shipping pact

OSLO, May 3 — Norwegian Prime Minister Anne Dahl met Chilean President Luis Rojas in Oslo on Friday. \
“We will open two new lines by 2026,” Rojas said. An official denied that Chile had threatened to leave the talks."""
CODER = {"version": "0.1.0", "model": "m1", "knowledge": "k1"}
DAY = dt.date(2024, 5, 3)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def party(code: str | None, words: str | None = None, **more: str) -> Party:
    where = span(words) if words else None
    return Party(
        code, text=words, start=where.start if where else None, end=where.end if where else None, **more
    )


def quoted(words: str) -> Quoted:
    where = span(words)
    return Quoted(where.start, where.end, words)


def event(
    event_id: str = "e1",
    clause: str = "Anne Dahl met Chilean President Luis Rojas",
    trigger: str = "met",
    **more,
) -> Event:
    fields = {
        "type": "CONSULT",
        "mode": "visit",
        "contexts": ("diplomatic",),
        "status": "occurred",
        "plover": "CONSULT",
        "quad": 1,
        "score": 4.0,
        "actors": (party("NOR", "Anne Dahl", name="Anne Dahl", sector="GOV", role="prime minister"),),
        "recipients": (party("CHL", "Luis Rojas", name="Luis Rojas", sector="GOV", role="president"),),
        "reciprocal": True,
        "date": Date(DAY, DAY, "on Friday", "day"),
        "date_text": None,
        "place": Place("Oslo", "NOR", 59.91, 10.75, span("Oslo on").start, span("Oslo on").start + 4),
        "reported_by": (),
        "confidence": 0.91,
        "why": "lexicon: meet; parties: subject and object; status: past tense",
        "rule": "consult-meet",
    }
    mention = EventMention(span(clause), span(trigger), 1, 5)
    return Event(id=event_id, mentions=(mention,), **(fields | more))


def coding(**more) -> Coding:
    article = Article(
        id="a1",
        text=TEXT,
        title="Norway and Chile sign shipping pact",
        publisher="Sample Wire",
        published=DAY,
        language="en",
        dateline=Dateline("OSLO", "NOR", span("OSLO")),
        repairs=(Repair(span("“").start, span("“").end, "â€œ", "encoding"),),
    )
    denied = event(
        "e2",
        "Chile had threatened to leave the talks",
        "threatened",
        type="THREATEN",
        mode=None,
        status="denied",
        plover=None,
        quad=None,
        score=None,
        actors=(party("CHL", "Chile"),),
        recipients=(),
        reciprocal=False,
        date=None,
        date_text="then",
        place=None,
        reported_by=(party(None, "An official", reason="nothing says whose official"),),
    )
    statement = Statement(
        "s1", (party("CHL", "Rojas", name="Luis Rojas"),), (), "direct", quoted("said"),
        quoted("We will open two new lines by 2026,"), None, (), ("shipping",), "quotation marks with a verb of saying",
    )  # fmt: skip
    commitment = Commitment(
        "c1", "promise", ("CHL", "NOR"), ("Luis Rojas",), "open two new lines", "offered", None,
        Date(dt.date(2026, 1, 1), dt.date(2026, 12, 31), "by 2026", "year"),
        (EventMention(span("We will open two new lines by 2026"), span("open"), 2, 3),), ("e1",), "will in a quotation",
    )  # fmt: skip
    parts = {"events": (event(), denied), "statements": (statement,), "commitments": (commitment,)}
    return Coding(article, warnings=("two languages",), **(parts | more))
