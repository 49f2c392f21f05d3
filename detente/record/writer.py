"""The only thing that changes a record. Each call is one transaction: all of it is kept, or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, or_, select, update

from detente.errors import InputError, RecordError
from detente.record import gathering, importing, reckoning, reviews, rulings, storing
from detente.record.engine import Store
from detente.record.reckoning import tellings
from detente.record.schema import appearance, article, coding, event, happening, redirect, report, source
from detente.types import Article, Batch, Coding, Happening, Mentioned, Volume


class Writer:
    """Adds, recodes, forgets, and keeps what was decided by hand."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, coded: Coding, coder: Mapping[str, str], origin: str | None = None) -> bool:
        """Put an article's coding in, once: False where this coder's coding of it was there already.

        A coding by another coder than before takes the place of the older one, which is kept for ``detente diff``.
        """
        with self._store.writing() as connection:
            number = storing.coder_id(connection, coder)
            known = connection.execute(
                select(article.c.id, coding.c.coder_id, article.c.published)
                .join(coding)
                .where(article.c.key == coded.article.id, coding.c.current)
            ).first()
            better = known is not None and known[2] is None and coded.article.published is not None
            if known and known[1] == number and not better:
                _appear(connection, known[0], coded.article, origin)
                return False
            before = gathering.old_reports(connection, known[0]) if known else []
            article_id = storing.put_article(connection, coded)
            storing.put_appearance(connection, article_id, coded.article, origin)
            gathering.drop_reports(connection, article_id)
            coding_id = storing.put_coding(connection, article_id, number, coded)
            gathering.gather(connection, coding_id, before)
            reviews.follow(connection, coded.article.id, coding_id)
            return True

    def appear(self, it: Article, origin: str | None = None) -> None:
        """Put down where an article that is in the record was found again."""
        with self._store.writing() as connection:
            number = connection.scalar(select(article.c.id).where(article.c.key == it.id))
            if number is not None:
                _appear(connection, number, it, origin)

    def merge(self, kept: str, other: str) -> None:
        """By hand: two happenings are one; the id of ``other`` leads to ``kept`` from now on."""
        with self._store.writing() as connection:
            first, second = _number(connection, kept), _number(connection, other)
            if first == second:
                raise RecordError(f"{kept} and {other} are the same happening already")
            told, others = (tellings(connection, happening.c.id == number) for number in (first, second))
            if not told or not others:
                raise RecordError(
                    "only happenings with reports of their own can be merged, not imported rows"
                )
            for telling in others:
                rulings.rule(connection, "merge", telling, told[:1])
            moved = report.c.happening_id == second
            connection.execute(
                update(report)
                .where(moved)
                .values(happening_id=first, reasons=["merged by hand"], probability=1.0)
            )
            reckoning.reckon(connection, [first, second], {second: first})

    def split(self, event_id: str) -> str:
        """By hand: this event is not the act that its happening's other reports tell; the id of its own happening."""
        with self._store.writing() as connection:
            telling = next(
                iter(tellings(connection, event.c.key == event_id, happening.c.id.is_not(None))), None
            )
            if telling is None or telling.happening is None:
                raise RecordError(f"{event_id}: there is no such event in the record")
            number = _number(connection, telling.happening)
            others = tellings(connection, happening.c.id == number, event.c.id != telling.key)
            if not others:
                raise RecordError(f"{event_id}: stands alone in its happening; there is nothing to split")
            rulings.rule(connection, "split", telling, others)
            connection.execute(delete(report).where(report.c.event_id == telling.key))
            own = reckoning.mint(connection, telling)
            ids = select(happening.c.key).where(happening.c.id == own)
            connection.execute(delete(redirect).where(redirect.c.key.in_(ids)))  # merged away once, now back
            gathering.attach(connection, [(telling.key, own, ("split by hand",), 1.0)])
            reckoning.reckon(connection, [own, number])
            return str(connection.scalar(select(happening.c.key).where(happening.c.id == own)))

    def review(self, key: str, reviewer: str, answer: reviews.Answer, at: dt.datetime) -> None:
        """Put down what a reviewer says of an event; raises RecordError where it is not any more what the reviewer saw."""
        with self._store.writing() as connection:
            reviews.put(connection, key, reviewer, answer, at)

    def forget(self, what: str) -> int:
        """Remove an article (by its id or address) or a publisher (by name), and all that came from it.

        The number of articles removed.
        """
        with self._store.writing() as connection:
            by_url = select(appearance.c.article_id).where(appearance.c.url == what)
            found = or_(article.c.key == what, article.c.id.in_(by_url))
            numbers = list(connection.scalars(select(article.c.id).where(found)))
            for number in numbers:
                _forget(connection, number)
        return len(numbers) or self._forget_source(what)

    def _forget_source(self, name: str) -> int:
        """Remove what came from a publisher; what others published too stays with them. The number of articles removed.

        The articles go one by one, so that an interrupted run has forgotten some of them whole.
        """
        with self._store.reading() as connection:
            number = connection.scalar(select(source.c.id).where(source.c.name == name))
            if number is None:
                raise RecordError(
                    f"{name!r}: there is no such source in the record (detente sources lists them)"
                )
            of_source = select(appearance.c.article_id).where(appearance.c.source_id == number).distinct()
            articles = list(connection.scalars(of_source))
        removed = 0
        for article_id in articles:
            with self._store.writing() as connection:
                removed += _forget_appearance(connection, article_id, number)
        with self._store.writing() as connection:
            connection.execute(delete(source).where(source.c.id == number))
        return removed

    def add_batch(
        self,
        batch: Batch,
        rows: Iterable[Happening | InputError],
        volumes: Iterable[Volume] | None = (),
    ) -> Batch:
        """Put in what another data set coded, all of it or nothing; broken rows and those known are skipped and counted.

        ``batch.id`` is of no account, its ``rows`` and ``skipped`` are those known beside ``rows``; the batch as it was
        written down is returned. Without ``volumes`` (None) the record's rows of the data set are counted.
        """
        with self._store.writing() as connection:
            return importing.put(connection, batch, rows, volumes)

    def add_mentions(self, batch: Batch, later: Mapping[str, Mentioned]) -> Batch:
        """Add to the counts of happenings, by their ids, what later articles told of them; the unknown are skipped."""
        with self._store.writing() as connection:
            return importing.put_mentions(connection, batch, later)


def _number(connection: Connection, key: str) -> int:
    """The happening of this id, or of the id that it leads to."""
    key = connection.scalar(select(redirect.c.target).where(redirect.c.key == key)) or key
    number = connection.scalar(select(happening.c.id).where(happening.c.key == key))
    if number is None:
        raise RecordError(f"{key}: there is no such happening in the record")
    return int(number)


def _appear(connection: Connection, article_id: int, it: Article, origin: str | None) -> None:
    if storing.put_appearance(connection, article_id, it, origin):
        # Its happenings may have one source more.
        reckoning.reckon(connection, (old.happening for old in gathering.old_reports(connection, article_id)))


def _forget(connection: Connection, article_id: int) -> None:
    before = gathering.old_reports(connection, article_id)
    gathering.drop_reports(connection, article_id)
    reviews.forget(connection, article_id)
    connection.execute(delete(article).where(article.c.id == article_id))
    reckoning.reckon(connection, (old.happening for old in before))


def _forget_appearance(connection: Connection, article_id: int, source_id: int) -> bool:
    """Whether the article went, too, because nobody else published it."""
    a = appearance.c
    connection.execute(delete(appearance).where(a.article_id == article_id, a.source_id == source_id))
    other = connection.execute(
        select(a.source_id, a.url).where(a.article_id == article_id).order_by(a.id)
    ).first()
    if other is None:
        _forget(connection, article_id)
        return True
    connection.execute(
        update(article).where(article.c.id == article_id).values(source_id=other[0], url=other[1])
    )
    reckoning.reckon(connection, (old.happening for old in gathering.old_reports(connection, article_id)))
    return False
