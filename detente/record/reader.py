"""The only thing that asks a record; every answer is made of the products of types.py."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, extract, func, select

from detente.record import differing, filters, reviews, rows, search, sums
from detente.record.engine import Store
from detente.record.packing import unpack
from detente.record.query import Query
from detente.record.schema import (
    appearance,
    article,
    batch,
    coder,
    coding,
    commitment,
    event,
    happening,
    holder,
    redirect,
    report,
    source,
    statement,
    volume,
)
from detente.types import (
    Article,
    Batch,
    Bound,
    Card,
    Change,
    Coding,
    Commitment,
    Counts,
    Coverage,
    Edge,
    Event,
    Happening,
    Held,
    Hit,
    Holder,
    Item,
    Judgement,
    Movement,
    Placed,
    Report,
    Review,
    Said,
    Source,
    Span,
    Statement,
    Voiced,
    Volume,
)

_EVERYTHING = Query()
_CHUNK = 500  # ids in one question


class Reader:
    """Answers about a record. Lists come in the order of days, or the newest first; without a day, last."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def happenings(
        self, query: Query = _EVERYTHING, *, limit: int | None = None, offset: int = 0, newest: bool = False
    ) -> tuple[Happening, ...]:
        """Acts in the world, each with what its reports say together."""
        with self._store.reading() as connection:
            asked = filters.happenings(connection, query, select(*rows.HAPPENING).select_from(happening))
            asked = _ordered(asked, happening, newest=newest).limit(limit).offset(offset)
            return tuple(map(rows.happening, connection.execute(asked)))

    def each(self, query: Query = _EVERYTHING) -> Iterator[Happening]:
        """Happenings one by one, for lists that are longer than memory."""
        with self._store.reading() as connection:
            asked = filters.happenings(connection, query, select(*rows.HAPPENING).select_from(happening))
            asked = _ordered(asked, happening, newest=False).execution_options(yield_per=_CHUNK)
            yield from map(rows.happening, connection.execute(asked))

    def number(self, query: Query = _EVERYTHING) -> int:
        """How many happenings there are."""
        with self._store.reading() as connection:
            asked = filters.happenings(connection, query, select(func.count()).select_from(happening))
            return connection.scalar(asked) or 0

    def statuses(self, query: Query = _EVERYTHING) -> dict[str, int]:
        """How many happenings have each status, the commonest first."""
        with self._store.reading() as connection:
            return sums.statuses(connection, query)

    def edges(self, query: Query = _EVERYTHING, *, among: Sequence[str] = ()) -> tuple[Edge, ...]:
        """Pairs and what passed between them in all, the busiest first; ``among`` keeps those of these codes only."""
        with self._store.reading() as connection:
            return tuple(sums.edges(connection, query, among))

    def movements(self, *, limit: int) -> tuple[Movement, ...]:
        """Pairs that moved in the 90 days up to the last article, against the year before those; the most moved first."""
        with self._store.reading() as connection:
            return tuple(sums.movements(connection, limit))

    def placed(self, query: Query = _EVERYTHING) -> tuple[Placed, ...]:
        """Where happenings took place, the busiest place first."""
        with self._store.reading() as connection:
            return tuple(sums.places(connection, query))

    def voices(self, query: Query = _EVERYTHING, *, speakers: int | None = None) -> tuple[Voiced, ...]:
        """How often who spoke on what, by month; beyond so many of the commonest ``speakers`` all others as one."""
        with self._store.reading() as connection:
            return tuple(sums.voices(connection, query, speakers))

    def state(self) -> str:
        """Another text after every change of the record, the same as long as nothing changed."""
        return self._store.state()

    def happening(self, key: str) -> Happening | None:
        """The happening of this id; an id that was merged away leads to what it became part of."""
        with self._store.reading() as connection:
            key = connection.scalar(select(redirect.c.target).where(redirect.c.key == key)) or key
            row = connection.execute(select(*rows.HAPPENING).where(happening.c.key == key)).first()
            return rows.happening(row) if row else None

    def reports(self, keys: Iterable[str]) -> dict[str, tuple[Report, ...]]:
        """Reports of these happenings, by the happening's id, in the order in which they were published."""
        found: dict[str, list[Report]] = defaultdict(list)
        with self._store.reading() as connection:
            for chunk in _chunks(keys):
                for it in _reports(connection, _REPORTS.where(happening.c.key.in_(chunk))):
                    found[it.happening].append(it)
        return {key: tuple(several) for key, several in found.items()}

    def publishers(self, keys: Iterable[str]) -> dict[str, frozenset[str]]:
        """Who told each of these happenings, by the happening's id; nobody where no publisher is known."""
        found: dict[str, set[str]] = defaultdict(set)
        with self._store.reading() as connection:
            for chunk in _chunks(keys):
                for key, name in connection.execute(_PUBLISHERS.where(happening.c.key.in_(chunk))):
                    found[key].add(name)
        return {key: frozenset(names) for key, names in found.items()}

    def events(
        self, query: Query = _EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> tuple[Report, ...]:
        """What single articles tell of the happenings that fit; ``source`` holds for the article."""
        with self._store.reading() as connection:
            asked = filters.of_articles(query, filters.happenings(connection, query, _REPORTS))
            return tuple(_reports(connection, asked.limit(limit).offset(offset)))

    def statements(
        self, query: Query = _EVERYTHING, *, limit: int | None = None, offset: int = 0, newest: bool = False
    ) -> tuple[Said, ...]:
        """Who said what."""
        with self._store.reading() as connection:
            asked = filters.statements(connection, query, _with_card(statement))
            asked = _ordered(asked, statement, newest=newest).limit(limit).offset(offset)
            return tuple(map(rows.said, connection.execute(asked)))

    def commitments(
        self, query: Query = _EVERYTHING, *, limit: int | None = None, offset: int = 0, newest: bool = False
    ) -> tuple[Bound, ...]:
        """What somebody bound themselves to, with the happenings that the events behind it became."""
        with self._store.reading() as connection:
            asked = filters.commitments(connection, query, _with_card(commitment))
            asked = _ordered(asked, commitment, newest=newest).limit(limit).offset(offset)
            found: list[Any] = list(connection.execute(asked))
            became = _happenings_of(connection, {key for row in found for key in row[-2].get("events", ())})
            return tuple(rows.bound(row, _together(row[-2], became)) for row in found)

    def articles(
        self, query: Query = _EVERYTHING, *, limit: int | None = None, offset: int = 0, newest: bool = False
    ) -> tuple[Card, ...]:
        """Articles; a pair or state is one that the article names."""
        with self._store.reading() as connection:
            asked = filters.articles(connection, query, rows.joined(rows.with_card().select_from(article)))
            asked = _ordered(asked, article, newest=newest).limit(limit).offset(offset)
            return tuple(map(rows.card, connection.execute(asked)))

    def added(self, *, limit: int) -> tuple[Card, ...]:
        """Articles in the order in which they came into the record, the last first."""
        asked = rows.joined(rows.with_card().select_from(article)).order_by(article.c.id.desc()).limit(limit)
        with self._store.reading() as connection:
            return tuple(map(rows.card, connection.execute(asked)))

    def article(self, key: str) -> Coding | None:
        """What was taken from one article by its current coding; ``holders`` has the offices that it tells."""
        with self._store.reading() as connection:
            row = connection.execute(_ARTICLE.where(article.c.key == key)).first()
            return _coding(connection, rows.article(row)) if row else None

    def coverage(self, query: Query = _EVERYTHING) -> tuple[Coverage, ...]:
        """How much was read in each month that has articles, of the query's sources and days; see `Coverage`."""
        with self._store.reading() as connection:
            read = _read(connection, _without_pair(query))
            naming_ = _monthly(connection, query, func.count(), func.count(article.c.source_id.distinct()))
        return tuple(Coverage(month, n, *naming_.get(month, (0, 0))) for month, n in sorted(read.items()))

    def counts(self) -> Counts:
        """How much the record holds."""
        with self._store.reading() as connection:

            def count(asked: Select[Any]) -> int:
                return connection.scalar(asked) or 0

            every = select(func.count())
            return Counts(
                articles=count(every.select_from(article)),
                copies=count(every.select_from(article).where(article.c.copy_of.is_not(None))),
                sources=count(every.select_from(source)),
                events=count(every.select_from(report)),
                happenings=count(every.select_from(happening).where(happening.c.batch_id.is_(None))),
                imported=count(every.select_from(happening).where(happening.c.batch_id.is_not(None))),
                statements=count(every.select_from(statement.join(coding)).where(coding.c.current)),
                commitments=count(every.select_from(commitment.join(coding)).where(coding.c.current)),
            )

    def sources(self) -> tuple[Source, ...]:
        """Publishers, those with most articles first."""
        a = appearance.c
        number = func.count(a.article_id.distinct())
        asked = select(source.c.name, number, func.min(a.published), func.max(a.published)).join(appearance)
        with self._store.reading() as connection:
            found = connection.execute(asked.group_by(source.c.name).order_by(number.desc(), source.c.name))
            return tuple(Source(*row) for row in found)

    def holders(self, name: str, query: Query = _EVERYTHING) -> tuple[Held, ...]:
        """What articles say of a person, by the whole name or its first or last part, in the order of days."""
        columns = (
            holder.c.name,
            holder.c.code,
            holder.c.office,
            holder.c.former,
            holder.c.start,
            holder.c.end,
        )
        asked = rows.joined(rows.with_card(*columns).select_from(article.join(holder))).where(
            filters.person(holder, (name,))
        )
        with self._store.reading() as connection:
            asked = filters.articles(connection, query, asked)
            return tuple(map(_held, connection.execute(_ordered(asked, article, newest=False))))

    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Articles that hold all of the words (a phrase in quotation marks), the best first."""
        asked = Query.parse(words).words
        if not asked:
            return ()
        with self._store.reading() as connection:
            found = search.best(connection, asked, limit)
            several = rows.joined(rows.with_card(article.c.id).select_from(article))
            numbers = [number for number, _, _ in found]
            cards = {
                row[-1]: rows.card(row)
                for row in connection.execute(several.where(article.c.id.in_(numbers)))
            }
        return tuple(Hit(cards[number], excerpt, marks) for number, excerpt, marks in found)

    def volumes(self, origin: str) -> tuple[Volume, ...]:
        """Rows of a data set by year."""
        asked = select(volume.c.origin, volume.c.year, volume.c.rows).where(volume.c.origin == origin)
        with self._store.reading() as connection:
            return tuple(Volume(*row) for row in connection.execute(asked.order_by(volume.c.year)))

    def batches(self) -> tuple[Batch, ...]:
        """Imported files in the order in which they came."""
        b = batch.c
        asked = select(b.id, b.format, b.file, b.digest, b.coder, b.query, b.rows, b.skipped).order_by(b.id)
        with self._store.reading() as connection:
            return tuple(Batch(*row) for row in connection.execute(asked))

    def known(self, keys: Iterable[str], version: Mapping[str, str]) -> dict[str, bool]:
        """Which of these articles this coder has coded already, and whether with a day of publication."""
        found: dict[str, bool] = {}
        asked = (
            select(article.c.key, article.c.published.is_not(None)).select_from(_CODED).where(
                coding.c.current, *(coder.c[name] == version[name] for name in ("version", "model", "knowledge"))
            )
        )  # fmt: skip
        with self._store.reading() as connection:
            for chunk in _chunks(keys):
                found |= {
                    key: bool(dated)
                    for key, dated in connection.execute(asked.where(article.c.key.in_(chunk)))
                }
        return found

    def places(self, keys: Iterable[str]) -> dict[str, set[tuple[str | None, str | None]]]:
        """Publishers and addresses under which the texts of these articles were found."""
        found: dict[str, set[tuple[str | None, str | None]]] = defaultdict(set)
        asked = select(article.c.key, source.c.name, appearance.c.url).select_from(
            appearance.join(article).outerjoin(source, source.c.id == appearance.c.source_id)
        )
        with self._store.reading() as connection:
            for chunk in _chunks(keys):
                for key, name, url in connection.execute(asked.where(article.c.key.in_(chunk))):
                    found[key].add((name, url))
        return found

    def outdated(self, version: Mapping[str, str]) -> Iterator[Article]:
        """Articles whose current coding is by another coder, read one by one."""
        others = (
            select(article.c.id).select_from(_CODED).where(
                coding.c.current,
                ~and_(*(coder.c[name] == version[name] for name in ("version", "model", "knowledge"))),
            )
        )  # fmt: skip
        with self._store.reading() as connection:
            numbers = list(connection.scalars(others.order_by(article.c.id)))
        for number in numbers:
            with self._store.reading() as connection:
                row = connection.execute(_ARTICLE.where(article.c.id == number)).first()
            if row:
                yield rows.article(row)

    def coders(self) -> tuple[tuple[str, str, str, int], ...]:
        """Version, model and knowledge of the coders, and how many articles each has coded last."""
        c = coder.c
        asked = (
            select(c.version, c.model, c.knowledge, func.count(coding.c.id))
            .outerjoin(coding, and_(coding.c.coder_id == c.id, coding.c.current))
            .group_by(c.id, c.version, c.model, c.knowledge)
        )
        with self._store.reading() as connection:
            return tuple((v, m, k, n) for v, m, k, n in connection.execute(asked.order_by(c.id)))

    def changes(self) -> Iterator[Change]:
        """What the last recoding of each article changed: events that appeared, vanished or are told otherwise."""
        with self._store.reading() as connection:
            yield from differing.changes(connection)

    def item(self, key: str, reviewer: str) -> tuple[Item, Review | None] | None:
        """The event of this id as a reviewer sees it, with what this reviewer said of it."""
        with self._store.reading() as connection:
            found = reviews.item(connection, key)
            return (found, reviews.of_item(connection, found, reviewer)) if found else None

    def following(self, query: Query, reviewer: str, draw: reviews.Draw) -> tuple[Item, Review | None] | None:
        """What this reviewer is shown next of the events that fit, None where nothing is left."""
        with self._store.reading() as connection:
            found = reviews.following(connection, query, reviewer, draw)
            return (found, reviews.of_item(connection, found, reviewer)) if found else None

    def judgements(self, query: Query = _EVERYTHING, reviewer: str | None = None) -> tuple[Judgement, ...]:
        """What reviewers, or one of them, said of the events that fit, as these are coded now."""
        with self._store.reading() as connection:
            return tuple(reviews.judgements(connection, query, reviewer))

    def reviewed(self, query: Query = _EVERYTHING, reviewer: str | None = None) -> tuple[str, ...]:
        """Articles of which reviewers, or one of them, said something, by their ids."""
        with self._store.reading() as connection:
            return reviews.articles(connection, query, reviewer)

    def reviews(self, article: str, reviewer: str | None = None) -> tuple[Review, ...]:
        """What was said of an article's events, whoever coded them."""
        with self._store.reading() as connection:
            return reviews.of_article(connection, article, reviewer)


_REPORTS = (
    rows.joined(
        rows.with_card(event.c.data, event.c.text, happening.c.key, report.c.reasons).select_from(
            event.join(report, report.c.event_id == event.c.id)
            .join(happening, happening.c.id == report.c.happening_id)
            .join(coding, coding.c.id == event.c.coding_id)
            .join(article, article.c.id == coding.c.article_id)
        )
    )
    .order_by(article.c.published.is_(None), article.c.published, event.c.id)
)  # fmt: skip
_PUBLISHERS = (
    select(happening.c.key, source.c.name)
    .distinct()
    .select_from(
        happening.join(report, report.c.happening_id == happening.c.id)
        .join(event, event.c.id == report.c.event_id)
        .join(coding, coding.c.id == event.c.coding_id)
        .join(article, article.c.id == coding.c.article_id)
        .join(source, source.c.id == article.c.source_id)
    )
)
_CODED = article.join(coding, coding.c.article_id == article.c.id).join(coder)
_ARTICLE = select(*rows.ARTICLE).select_from(article.outerjoin(source, source.c.id == article.c.source_id))


def _reports(connection: Connection, asked: Select[Any]) -> Iterator[Report]:
    return map(rows.report, connection.execute(asked))


def _with_card(table: Table) -> Select[Any]:
    tables = table.join(coding, coding.c.id == table.c.coding_id).join(
        article, article.c.id == coding.c.article_id
    )
    return rows.joined(rows.with_card(table.c.data, table.c.id).select_from(tables))


def _ordered(asked: Select[Any], table: Table, *, newest: bool) -> Select[Any]:
    """In the order that an index has, so that the first rows are found without sorting all."""
    day = table.c.published if table is article else table.c.start
    if newest:
        return asked.order_by(day.desc().nulls_last(), table.c.id.desc())
    return asked.order_by(day.nulls_last(), table.c.id)


def _chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    left = iter(dict.fromkeys(keys))
    while chunk := list(islice(left, _CHUNK)):
        yield chunk


def _happenings_of(connection: Connection, events: set[str]) -> dict[str, str]:
    """The happening of each event, by the events' ids."""
    found: dict[str, str] = {}
    asked = select(event.c.key, happening.c.key).join(report, report.c.event_id == event.c.id).join(happening)
    for chunk in _chunks(sorted(events)):
        found |= dict(map(tuple, connection.execute(asked.where(event.c.key.in_(chunk)))))
    return found


def _together(data: dict[str, Any], became: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(became[key] for key in data.get("events", ()) if key in became))


def _coding(connection: Connection, it: Article) -> Coding:
    number, sentences, warnings = connection.execute(
        select(coding.c.id, article.c.sentences, coding.c.warnings)
        .join(article)
        .where(article.c.key == it.id, coding.c.current)
    ).one()

    def of(table: Table, kind: type[Any]) -> tuple[Any, ...]:
        asked = select(table.c.data).where(table.c.coding_id == number).order_by(table.c.id)
        return tuple(unpack(kind, data) for data in connection.scalars(asked))

    return Coding(
        it, of(event, Event), of(statement, Statement), of(commitment, Commitment), tuple(warnings), sentences
    )


def _without_pair(query: Query) -> Query:
    return Query(since=query.since, until=query.until, sources=query.sources)


def _read(connection: Connection, query: Query) -> dict[dt.date, int]:
    """Articles by month, copies aside; counted by day, for which the database needs an index alone."""
    asked = select(article.c.published, func.count()).select_from(article)
    asked = filters.articles(connection, query, asked).group_by(article.c.published)
    found: dict[dt.date, int] = defaultdict(int)
    for day, number in connection.execute(
        asked.where(article.c.copy_of.is_(None), article.c.published.is_not(None))
    ):
        found[day.replace(day=1)] += number
    return found


def _monthly(connection: Connection, query: Query, *columns: Any) -> dict[dt.date, tuple[int, ...]]:
    """Figures of articles by month of publication, copies aside."""
    year, month = (extract(part, article.c.published) for part in ("year", "month"))
    figures: Select[Any] = select(year, month, *columns).select_from(article)
    asked = filters.articles(connection, query, figures)
    asked = asked.where(article.c.copy_of.is_(None), article.c.published.is_not(None)).group_by(year, month)
    found: list[Any] = list(connection.execute(asked))
    return {dt.date(int(row[0]), int(row[1]), 1): tuple(row[2:]) for row in found}


def _held(row: Any) -> Held:
    card = rows.card(row)
    name, code, office, former, start, end = row[-6:]
    return Held(Holder(name, office, code, Span(start, end), former), card)
