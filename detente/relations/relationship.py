"""All that the record tells of two states, asked once and handed to whatever shows it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from detente.errors import QueryError
from detente.knowledge import channels as levels
from detente.record import Query, Reader
from detente.relations.alerts import Alert, alerts
from detente.relations.channels import Channel, channels
from detente.relations.commitments import Followed, follow
from detente.relations.contacts import Contact, contacts
from detente.relations.formulas import Formula
from detente.relations.index import HALF_LIFE, Index, index
from detente.relations.issues import Issue, issues
from detente.relations.periods import Step
from detente.types import Coverage, Happening

_OURS = ("detente",)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One pair's happenings up to ``until`` (the last day that the record knows of it) and what they mean.

    ``happenings`` are those of the query alone, ``contacts`` all of the pair and of small groups that both belong to.
    """

    pair: tuple[str, str]
    query: Query
    until: dt.date | None
    happenings: tuple[Happening, ...]
    coverage: tuple[Coverage, ...]
    contacts: tuple[Contact, ...]
    channels: tuple[Channel, ...]
    commitments: tuple[Followed, ...]
    issues: tuple[Issue, ...]
    alerts: tuple[Alert, ...]

    @property
    def articles(self) -> int:
        """Articles that name both states."""
        return sum(c.naming for c in self.coverage)


def relationship(reader: Reader, query: Query) -> Relationship:
    """The state of a relationship; the query names the pair, else QueryError. Imported rows are left out unless asked for."""
    pair = query.pair
    if pair is None:
        raise QueryError("the query names no pair; write pair:USA-CHN")
    query = query if query.origins else dataclasses.replace(query, origins=_OURS)
    happenings = reader.happenings(query)
    coverage = reader.coverage(query)
    until = query.until or _last(happenings, coverage)
    found = _contacts(reader, pair, query, happenings)
    day = until or dt.date.min
    return Relationship(
        pair=pair,
        query=query,
        until=until,
        happenings=happenings,
        coverage=coverage,
        contacts=found,
        channels=channels(found, coverage, day),
        commitments=follow(reader.commitments(query), happenings, day),
        issues=issues(pair, happenings, reader.statements(query)),
        alerts=alerts(happenings, {c.happening.id: c for c in found}),
    )


def index_of(
    reader: Reader,
    query: Query,
    formula: Formula,
    *,
    step: Step = "month",
    half_life: float = HALF_LIFE,
    by_source: bool = False,
    known: Relationship | None = None,
) -> Index:
    """The index of the query's pair; the query's first day only bounds what is shown.

    It is of one origin at a time, detente's unless the query names another. ``by_source`` reckons what it would be
    without each publisher. What ``known`` holds of the same happenings is not asked for again.
    """
    if len(query.origins) > 1:
        raise QueryError("an index is of one origin at a time; write one origin: only")
    query = query if query.origins else dataclasses.replace(query, origins=_OURS)
    all_days = dataclasses.replace(query, since=None)
    held = known if known and known.query == all_days else None
    happenings = held.happenings if held else reader.happenings(all_days)
    imported = query.origins != _OURS
    coverage = held.coverage if held else () if imported else reader.coverage(all_days)
    return index(
        formula,
        happenings,
        () if imported else coverage,
        step=step,
        since=query.since,
        until=query.until,
        half_life=half_life,
        sources=reader.publishers(h.id for h in happenings) if by_source else None,
        volumes={v.year: v.rows for v in reader.volumes(query.origins[0])} if imported else None,
    )


def _contacts(
    reader: Reader, pair: tuple[str, str], query: Query, happenings: tuple[Happening, ...]
) -> tuple[Contact, ...]:
    groups = tuple(o.code for o in levels.groups(*pair))
    of_groups: tuple[Happening, ...] = ()
    if groups:
        of_groups = reader.happenings(
            dataclasses.replace(query, pair=None, states=groups, types=levels.words("contact"))
        )
    both = {h.id: h for h in (*happenings, *of_groups) if h.type in levels.words("contact")}
    return tuple(c for c in contacts(pair, both.values(), reader.reports(both)) if _of_pair(pair, c))


def _of_pair(pair: tuple[str, str], c: Contact) -> bool:
    told = {p.code for p in (*c.happening.actors, *c.happening.recipients)}
    return c.through is not None or set(pair) <= told


def _last(happenings: tuple[Happening, ...], coverage: tuple[Coverage, ...]) -> dt.date | None:
    """The last day on which the pair was reported of; a month of coverage counts from its first day."""
    days = [h.last_reported for h in happenings if h.last_reported]
    days += [c.month for c in coverage if c.naming]
    return max(days, default=None)
