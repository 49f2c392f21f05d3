"""What reviewers say of coded events, in terms that outlive recoding, and which event a reviewer is shown next."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    not_,
    select,
    update,
)

from detente.errors import RecordError
from detente.record import filters, rows
from detente.record.packing import pack, unpack
from detente.record.query import Query
from detente.record.schema import article, coding, event, happening, report, review
from detente.types import Correction, Event, Item, Judgement, Party, Review, Span, Verdict

_Rows = Select[Any]


@dataclass(frozen=True, slots=True)
class Draw:
    """How items are drawn: in an order that ``seed`` fixes, and ``share`` of what others answered once more (0-1)."""

    share: float = 0.1
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reviewer says of an item, who saw its coding ``fingerprint`` and an own answer of this ``edition`` (0 is none)."""

    verdict: Verdict
    correction: Correction | None
    fingerprint: str
    edition: int


def fingerprint(it: Event) -> str:
    """The same for codings that a reviewer need not judge apart: category, mode, status, codes of the parties, days."""
    days = (it.date.start, it.date.end) if it.date else None
    told = (it.category, it.mode, it.status, codes(it.actors), codes(it.recipients), it.reciprocal, days)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def codes(parties: Iterable[Party]) -> tuple[str, ...]:
    """The codes of those who were resolved, sorted, each once."""
    return tuple(sorted({p.code for p in parties if p.code}))


def coded(it: Event) -> Correction:
    """What was coded, in the terms in which a reviewer corrects it."""
    return Correction(it.category, it.status, codes(it.actors), codes(it.recipients), it.reciprocal)


# ── answers ──────────────────────────────────────────────────────────────────────────────────────────────


def put(connection: Connection, key: str, reviewer: str, answer: Answer, at: dt.datetime) -> None:
    """Put an answer down; raises RecordError where what the reviewer saw is not what is there any more."""
    it = item(connection, key)
    if it is None or it.fingerprint != answer.fingerprint:
        raise RecordError("this event has been coded anew since you saw it; look at it again")
    place = _place(it) | {"reviewer": reviewer}
    mine = and_(*(review.c[name] == value for name, value in place.items()))
    known = connection.scalar(select(review.c.edition).where(mine)) or 0
    if known != answer.edition:
        raise RecordError(
            "you have answered this one elsewhere meanwhile; that answer stands, look at it again"
        )
    values = _values(it.report.event, answer) | {"edition": known + 1, "at": _utc(at), "event_id": it.number}
    connection.execute(
        update(review).where(mine).values(**values) if known else insert(review).values(**place, **values)
    )


def follow(connection: Connection, key: str, coding_id: int) -> None:
    """Tie what was said of an article's events to those of a new coding that are coded the same."""
    e = event.c
    same = (e.start == review.c.start, e.end == review.c.end, e.fingerprint == review.c.fingerprint)
    now = select(func.min(e.id)).where(e.coding_id == coding_id, *same).scalar_subquery()
    connection.execute(update(review).where(review.c.article == key).values(event_id=now))


def forget(connection: Connection, article_id: int) -> None:
    """What was said of an article's events goes with it."""
    of = select(article.c.key).where(article.c.id == article_id).scalar_subquery()
    connection.execute(delete(review).where(review.c.article == of))


def _place(it: Item) -> dict[str, Any]:
    trigger = it.report.event.mentions[0].trigger
    return {
        "article": it.report.article.id, "start": trigger.start, "end": trigger.end, "fingerprint": it.fingerprint,
    }  # fmt: skip


def _values(it: Event, answer: Answer) -> dict[str, Any]:
    """An edit that changes nothing accepts."""
    verdict, correction = answer.verdict, answer.correction if answer.verdict == "edit" else None
    if correction == coded(it):
        verdict, correction = "accept", None
    kept = verdict == "accept" or (correction is not None and correction.category == it.category)
    return {
        "category": it.category, "verdict": verdict, "kept": kept, "correction": pack(correction), "judged": pack(it),
    }  # fmt: skip


def _utc(at: dt.datetime) -> dt.datetime:
    return at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)


# ── questions ────────────────────────────────────────────────────────────────────────────────────────────

_FROM = (
    event.join(report, report.c.event_id == event.c.id)
    .join(happening, happening.c.id == report.c.happening_id)
    .join(coding, coding.c.id == event.c.coding_id)
    .join(article, article.c.id == coding.c.article_id)
)
# As a sum it has no index, so that one goes from the reviews, which are few, to the events and not the other way.
_OF_EVENT = review.c.event_id + 0 == event.c.id
_ITEM = (
    event.c.data,
    event.c.text,
    happening.c.key,
    report.c.reasons,
    article.c.text,
    event.c.fingerprint,
    event.c.id,
)
_REVIEW = (
    review.c.article, review.c.start, review.c.end, review.c.fingerprint, review.c.reviewer, review.c.verdict,
    review.c.correction, review.c.judged, review.c.edition, review.c.at,
)  # fmt: skip


def item(connection: Connection, key: str) -> Item | None:
    """The event of this id as a reviewer sees it."""
    asked = rows.joined(rows.with_card(*_ITEM).select_from(_FROM)).where(event.c.key == key)
    row = connection.execute(asked.order_by(event.c.id).limit(1)).first()
    return Item(rows.report(row), *row[-3:]) if row else None


def of_item(connection: Connection, it: Item, reviewer: str) -> Review | None:
    """What this reviewer said of the item."""
    same = (review.c[name] == value for name, value in _place(it).items())
    row = connection.execute(select(*_REVIEW).where(*same, review.c.reviewer == reviewer)).first()
    return _review(row) if row else None


def of_article(connection: Connection, key: str, reviewer: str | None) -> tuple[Review, ...]:
    """What was said of an article's events, also of such as are coded otherwise now, in the order in which it was said."""
    asked = select(*_REVIEW).where(review.c.article == key, review.c.verdict != "skip")
    if reviewer is not None:
        asked = asked.where(review.c.reviewer == reviewer)
    return tuple(map(_review, connection.execute(asked.order_by(review.c.id))))


def articles(connection: Connection, query: Query, reviewer: str | None) -> tuple[str, ...]:
    """The ids of articles of which something was said."""
    said = select(review.c.article).where(review.c.verdict != "skip")
    if reviewer is not None:
        said = said.where(review.c.reviewer == reviewer)
    asked = filters.articles(connection, query, select(article.c.key).where(article.c.key.in_(said)))
    return tuple(connection.scalars(asked.order_by(article.c.key)))


def judgements(connection: Connection, query: Query, reviewer: str | None) -> Iterator[Judgement]:
    """What was said of events as they are coded now, in the order in which it was said; skipped ones are left out."""
    r = review.c
    columns = (r.article, r.start, r.end, r.fingerprint, r.category, r.reviewer, r.verdict, r.kept)
    asked = _reviewed(connection, query, *columns)
    if reviewer is not None:
        asked = asked.where(r.reviewer == reviewer)
    found: list[Any] = list(connection.execute(asked.where(r.verdict != "skip").order_by(r.id)))
    for key, start, end, mark, *rest in found:
        yield Judgement((key, start, end, mark), *rest)


def following(connection: Connection, query: Query, reviewer: str, draw: Draw) -> Item | None:
    """What the reviewer is shown next; the same until it is answered, None where nothing is left.

    Fresh items come by chance, among them those that are due for a second answer; what was skipped comes last.
    """
    answered = connection.scalar(select(func.count()).where(review.c.reviewer == reviewer)) or 0
    turn = f"{reviewer} {answered}"
    due = _due(connection, query, reviewer, draw)
    fresh = None
    if not due or _chance(draw.seed, turn) >= draw.share:
        fresh = _fresh(connection, query, reviewer, _hash(draw.seed, turn))
    key = fresh or (due[0] if due else None) or _skipped(connection, query, reviewer)
    return item(connection, key) if key else None


def _fresh(connection: Connection, query: Query, reviewer: str, pivot: str) -> str | None:
    """An event that nobody has answered and this reviewer has not skipped: the ids are hashes, one is hit by chance."""
    answered = exists().where(
        review.c.event_id == event.c.id, (review.c.verdict != "skip") | (review.c.reviewer == reviewer)
    )
    asked = _of(connection, query, select(event.c.key).select_from(_FROM)).where(not_(answered))
    first = asked.order_by(event.c.key).limit(1)
    return connection.scalar(first.where(event.c.key >= f"e{pivot[:12]}")) or connection.scalar(first)


def _due(connection: Connection, query: Query, reviewer: str, draw: Draw) -> list[str]:
    """Events that others answered and this reviewer is to answer as well, in the order of chance."""
    others = and_(review.c.reviewer != reviewer, review.c.verdict != "skip")
    own = exists().where(_other_of(reviewer))
    keys = set(connection.scalars(_reviewed(connection, query, event.c.key).where(others, not_(own))))
    chosen = (key for key in keys if _chance(draw.seed, key) < draw.share)
    return sorted(chosen, key=lambda key: _hash(draw.seed, f"{reviewer} {key}"))


def _skipped(connection: Connection, query: Query, reviewer: str) -> str | None:
    mine = and_(review.c.reviewer == reviewer, review.c.verdict == "skip")
    found = _reviewed(connection, query, event.c.key).where(mine)
    return connection.scalar(found.order_by(review.c.edition, review.c.id).limit(1))


def _reviewed(connection: Connection, query: Query, *columns: ColumnElement[Any]) -> _Rows:
    """Columns of reviews and of the events that they are of, as these are coded now."""
    if query == Query():  # all of them fit
        return select(*columns).select_from(review.join(event, _OF_EVENT))
    return _of(connection, query, select(*columns).select_from(_FROM.join(review, _OF_EVENT)))


def _other_of(reviewer: str) -> ColumnElement[bool]:
    """The reviewer's own answer to the item of another's."""
    mine = review.alias()
    return and_(mine.c.event_id == review.c.event_id, mine.c.reviewer == reviewer)


def _of(connection: Connection, query: Query, asked: _Rows) -> _Rows:
    return filters.of_articles(query, filters.happenings(connection, query, asked))


def _review(row: Any) -> Review:
    key, start, end, mark, reviewer, verdict, correction, judged, edition, at = row
    said = unpack(Correction, correction) if correction else None
    return Review(
        key, Span(start, end), mark, reviewer, verdict, said, unpack(Event, judged), edition, at.replace(tzinfo=dt.UTC)
    )  # fmt: skip


def _hash(seed: str, what: str) -> str:
    return hashlib.sha256(f"{seed}\n{what}".encode()).hexdigest()


def _chance(seed: str, what: str) -> float:
    """A number between 0 and 1 that the seed fixes."""
    return int(_hash(seed, what)[:12], 16) / 16**12
