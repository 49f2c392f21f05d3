"""Clauses with known parties become events, statements and commitments, each with its evidence."""

from __future__ import annotations

from detente.events import commitments, statements
from detente.events.coder import events
from detente.types import Coding, Entities

__all__ = ["code"]


def code(entities: Entities) -> Coding:
    """Everything that one article tells."""
    article = entities.parse.article
    found = events(entities)
    return Coding(
        article=article,
        events=found,
        statements=statements.find(entities),
        commitments=commitments.find(article, found),
        warnings=(*article.warnings, *entities.parse.warnings),
        sentences=len(entities.parse.sentences),
        holders=entities.holders,
    )
