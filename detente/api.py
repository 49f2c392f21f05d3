"""What ``detente.open`` gives: a record for scripts and notebooks."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from detente import record
from detente.output.frames import Rows
from detente.record import Query
from detente.types import Bound, Card, Happening, Said, Source


class Record:
    """An open record. Every question takes a query as text, as keywords named like its filters (docs/query.md), or both."""

    def __init__(self, target: str | Path) -> None:
        self._record = record.open(target)
        self.reader, self.writer = self._record.reader, self._record.writer

    def events(self, query: str = "", /, **filters: object) -> Rows[Happening]:
        """Acts in the world, in the order of their days, each with what all its reports say together."""
        return Rows(self.reader.happenings(Query.of(query, **filters)))

    def statements(self, query: str = "", /, **filters: object) -> Rows[Said]:
        """Who said what, with the article."""
        return Rows(self.reader.statements(Query.of(query, **filters)))

    def commitments(self, query: str = "", /, **filters: object) -> Rows[Bound]:
        """What states bound themselves to, with the article."""
        return Rows(self.reader.commitments(Query.of(query, **filters)))

    def articles(self, query: str = "", /, **filters: object) -> Rows[Card]:
        """Articles, without their texts; ``reader.article(id)`` has all that was taken from one."""
        return Rows(self.reader.articles(Query.of(query, **filters)))

    def sources(self) -> Rows[Source]:
        """Publishers, those with most articles first."""
        return Rows(self.reader.sources())

    def close(self) -> None:
        """Let go of the database."""
        self._record.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self.reader.counts()
        return (
            f"<record {self._record.name}: {counts.articles:,} articles of {counts.sources:,} sources, "
            f"{counts.happenings:,} happenings, {counts.imported:,} imported, {counts.statements:,} statements>"
        )
