"""``detente events``, ``statements``, ``who``: lists out of the record."""

from __future__ import annotations

from collections.abc import Sequence

from detente.commands.asked import Asked
from detente.commands.asking import answer, query, reading
from detente.output import lists


def events(words: Sequence[str], asked: Asked, limit: int) -> int:
    """Happenings, the latest first."""
    with reading(asked) as reader:
        found = reader.happenings(query(words, asked), limit=limit, newest=True)
    return answer(asked, found, lists.happenings(found))


def statements(words: Sequence[str], asked: Asked, limit: int) -> int:
    """Statements, the latest first."""
    with reading(asked) as reader:
        found = reader.statements(query(words, asked), limit=limit, newest=True)
    return answer(asked, found, lists.statements(found))


def who(name: str, asked: Asked) -> int:
    """How the articles present a person over time."""
    with reading(asked) as reader:
        found = reader.holders(name, query([], asked))
    return answer(asked, found, lists.people(found))
