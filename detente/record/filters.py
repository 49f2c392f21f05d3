"""A query as conditions on the tables. A filter that a kind of row knows nothing of leaves it alone (docs/query.md)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, Text, and_, cast, func, or_, select

from detente.record import search
from detente.record.query import Query
from detente.record.schema import (
    appearance,
    article,
    coding,
    commitment,
    commitment_party,
    dyad,
    event,
    happening,
    naming,
    report,
    side,
    source,
    statement,
    statement_issue,
    statement_party,
)

_Rows = Select[Any]
_Condition = ColumnElement[bool]


def happenings(connection: Connection, query: Query, rows: _Rows) -> _Rows:
    """``rows`` of the table of happenings, narrowed."""
    if query.pair:
        rows = rows.join(dyad, dyad.c.happening_id == happening.c.id).where(*_of_pair(query))
    h = happening.c
    chosen = {
        h.type: query.types, h.mode: query.modes, h.status: query.statuses, h.origin: query.origins,
    }  # fmt: skip
    rows = rows.where(
        *(
            _type(query.types) if column is h.type else column.in_(values)
            for column, values in chosen.items()
            if values
        )
    )
    if query.states:
        rows = rows.where(h.id.in_(select(side.c.happening_id).where(side.c.code.in_(query.states))))
    if query.by:
        of = select(side.c.happening_id).where(side.c.code.in_(query.by))
        rows = rows.where(or_(h.id.in_(of.where(side.c.side == "actor")), and_(h.reciprocal, h.id.in_(of))))
    if query.who:
        rows = rows.where(h.id.in_(select(side.c.happening_id).where(person(side, query.who))))
    if query.places:
        rows = rows.where(h.id.in_(_at(query.places)))
    if query.sources:
        told = select(report.c.happening_id).join(event, event.c.id == report.c.event_id).join(coding)
        rows = rows.where(h.id.in_(told.where(coding.c.article_id.in_(_published_by(query)))))
    if query.contexts:
        rows = rows.where(or_(*map(_has_context, query.contexts)))
    if query.issues:
        rows = rows.where(
            or_(*(or_(_has_context(i), search.matching(connection, happening, (i,))) for i in query.issues))
        )
    if query.minimum is not None:
        rows = rows.where(h.confidence >= query.minimum)
    if query.words:
        rows = rows.where(search.matching(connection, happening, query.words))
    return rows.where(*_within(query, happening))


def statements(connection: Connection, query: Query, rows: _Rows) -> _Rows:
    """``rows`` of the table of statements, joined with their coding and article, narrowed."""
    s, p = statement.c, statement_party.c
    rows = rows.where(coding.c.current)
    if query.pair:
        a, b = query.pair
        rows = rows.where(_between(a, b) if query.directed else or_(_between(a, b), _between(b, a)))
    if query.states:
        rows = rows.where(s.id.in_(select(p.statement_id).where(p.code.in_(query.states))))
    if query.by:
        rows = rows.where(s.id.in_(select(p.statement_id).where(p.code.in_(query.by), p.side == "speaker")))
    if query.who:
        spoke = p.side.in_(("speaker", "relay", "addressee"))
        rows = rows.where(s.id.in_(select(p.statement_id).where(spoke, person(statement_party, query.who))))
    if query.contexts:
        rows = rows.where(s.id.in_(_about(query.contexts)))
    if query.issues:
        found = (
            or_(s.id.in_(_about((i,))), search.matching(connection, statement, (i,))) for i in query.issues
        )
        rows = rows.where(or_(*found))
    if query.words:
        rows = rows.where(search.matching(connection, statement, query.words))
    return of_articles(query, rows).where(*_within(query, statement))


def commitments(connection: Connection, query: Query, rows: _Rows) -> _Rows:
    """``rows`` of the table of commitments, joined with their coding and article, narrowed."""
    c = commitment.c
    rows = rows.where(coding.c.current)
    for codes in [(code,) for code in query.pair or ()] + [
        group for group in (query.states, query.by) if group
    ]:
        bound = select(commitment_party.c.commitment_id).where(commitment_party.c.code.in_(codes))
        rows = rows.where(c.id.in_(bound))
    if query.statuses:
        rows = rows.where(c.state.in_(query.statuses))
    if query.who:
        rows = rows.where(or_(*map(_bound, query.who)))
    if query.issues:
        rows = rows.where(or_(*(search.matching(connection, commitment, (issue,)) for issue in query.issues)))
    if query.words:
        rows = rows.where(search.matching(connection, commitment, query.words))
    return of_articles(query, rows).where(*_within(query, commitment))


def articles(connection: Connection, query: Query, rows: _Rows) -> _Rows:
    """``rows`` of the table of articles, narrowed: a pair or state is one that the article names."""
    for code in query.pair or ():
        rows = rows.where(_names(code))
    if query.states:
        rows = rows.where(or_(*map(_names, query.states)))
    if query.words:
        rows = rows.where(search.matching(connection, article, query.words))
    return of_articles(query, rows).where(*_within(query, article))


def of_articles(query: Query, rows: _Rows) -> _Rows:
    """``rows`` joined with their article, narrowed to those of the query's sources."""
    return rows.where(article.c.id.in_(_published_by(query))) if query.sources else rows


def _of_pair(query: Query) -> list[_Condition]:
    assert query.pair
    a, b = sorted(query.pair)
    towards = 1 if query.pair == (a, b) else 2
    found: list[_Condition] = [dyad.c.a == a, dyad.c.b == b]
    if query.until:
        found.append(dyad.c.start <= query.until)
    return [*found, dyad.c.towards.in_((towards, 3))] if query.directed else found


def _type(types: tuple[str, ...]) -> _Condition:
    own = [name for name in types if ":" in name]
    return or_(happening.c.type.in_([name for name in types if ":" not in name]), happening.c.own.in_(own))


def person(table: Table, names: tuple[str, ...]) -> _Condition:
    """A name as told, or the last or first part of one ("Blinken", "Wang")."""
    name = table.c.folded
    return or_(*(or_(name == w, name.like(f"% {w}"), name.like(f"{w} %")) for w in map(folded, names)))


def folded(name: str) -> str:
    """A name for comparing; what SQL's LIKE would take for a sign is left out."""
    return " ".join(name.casefold().replace("%", " ").replace("_", " ").split())


def _published_by(query: Query) -> _Rows:
    return select(appearance.c.article_id).join(source).where(_one_of(source.c.name, query.sources))


def _one_of(column: ColumnElement[Any], values: tuple[str, ...]) -> _Condition:
    """In any case of letters; as written, too, for PostgreSQL's locale may know 26 letters only."""
    return or_(column.in_(values), func.lower(column).in_([value.lower() for value in values]))


def _at(places: tuple[str, ...]) -> _Rows:
    """Happenings at places of these names, or anywhere in states of these codes."""
    inside = happening.c.country.in_([p.upper() for p in places])
    there = or_(_one_of(happening.c.place, places), inside)
    return select(happening.c.id).where(happening.c.place.is_not(None), there)


def _bound(name: str) -> _Condition:
    """Whether a part of a name is among those who bound themselves."""
    told = commitment.c.data["who"].as_string()
    return or_(told.contains(name, autoescape=True), func.lower(told).contains(name.lower(), autoescape=True))


def _has_context(context: str) -> _Condition:
    return cast(happening.c.contexts, Text).contains(f'"{context.casefold()}"', autoescape=True)


def _about(issues: tuple[str, ...]) -> _Rows:
    return select(statement_issue.c.statement_id).where(_one_of(statement_issue.c.issue, issues))


def _between(speaker: str, other: str) -> _Condition:
    """The one speaks, the other is spoken to or of."""
    p = statement_party.c
    said = select(p.statement_id).where(p.code == speaker, p.side == "speaker")
    heard = select(p.statement_id).where(p.code == other, p.side.in_(("addressee", "named")))
    return and_(statement.c.id.in_(said), statement.c.id.in_(heard))


def _names(code: str) -> _Condition:
    return article.c.id.in_(select(naming.c.article_id).where(naming.c.code == code))


def _within(query: Query, table: Table) -> list[_Condition]:
    """Days that overlap those asked for; what has no day is left out where days are asked for."""
    first, last = (table.c.published,) * 2 if table is article else (table.c.start, table.c.end)
    found = [last >= query.since] if query.since else []
    return [*found, first <= query.until] if query.until else found
