"""Which lines of communication two states have: when each was last used, what was refused, what is to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.knowledge import channels as known
from detente.knowledge.channels import Level
from detente.relations.contacts import Contact
from detente.types import Coverage


@dataclass(frozen=True, slots=True)
class Channel:
    """One level's line between two states up to a day.

    ``contacts`` took place on a known day, the latest last; ``failed`` those refused or called off and
    ``coming`` those announced or asked for after ``until``, the next first. ``articles`` and ``sources`` are what was
    searched: articles that name both states and the most publishers that did in a month.
    """

    level: Level
    contacts: tuple[Contact, ...]
    failed: tuple[Contact, ...]
    coming: tuple[Contact, ...]
    articles: int
    sources: int

    @property
    def last(self) -> Contact | None:
        """The latest contact."""
        return self.contacts[-1] if self.contacts else None

    @property
    def silence(self) -> str | None:
        """Where no contact is on record: "none found in N articles from M sources"."""
        if self.last:
            return None
        articles, sources = (
            f"{n:,} {noun}{'s' * (n != 1)}"
            for n, noun in ((self.articles, "article"), (self.sources, "source"))
        )
        return f"none found in {articles} from {sources}"


def channels(found: Sequence[Contact], coverage: Iterable[Coverage], until: dt.date) -> tuple[Channel, ...]:
    """All levels, the highest first; contacts whose level nobody tells are in none of them."""
    searched = list(coverage)
    articles = sum(c.naming for c in searched)
    sources = max((c.sources for c in searched), default=0)
    return tuple(
        _channel(level, [c for c in found if c.level == level], articles, sources, until)
        for level in known.levels().values()
    )


def _channel(level: Level, found: Sequence[Contact], articles: int, sources: int, until: dt.date) -> Channel:
    held = [
        c for c in found if c.dated and c.happening.status in ("occurred", "ongoing") and _start(c) <= until
    ]
    failed = [c for c in found if c.happening.status in known.words("failed")]
    coming = [c for c in found if c.happening.status in known.words("coming") and _end(c) >= until]
    return Channel(
        level,
        tuple(sorted(held, key=_start)),
        tuple(sorted(failed, key=_start, reverse=True)),
        tuple(sorted(coming, key=_start)),
        articles,
        sources,
    )


def _start(c: Contact) -> dt.date:
    return c.happening.start or dt.date.min


def _end(c: Contact) -> dt.date:
    return c.happening.end or dt.date.min
