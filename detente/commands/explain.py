"""``detente explain``: why an event was coded."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from detente import clauses, pipeline
from detente.commands.inputs import Inputs
from detente.commands.streams import results, whole
from detente.errors import DetenteError
from detente.knowledge.own import NOTHING, Own
from detente.output.explanation import explanation
from detente.output.table import console, rendered
from detente.types import Coding, Event


def run(path: Path, event_id: str | None, published: dt.date | None, *, own: Own = NOTHING) -> int:
    """0 if everything was read and the event was found."""
    inputs = Inputs()
    inputs.add([path])
    codings = list(pipeline.code_all(inputs.articles(published), own=own, on_error=inputs.fail))
    chosen = (
        _chosen(codings, event_id) if event_id and codings else [(c, e) for c in codings for e in c.events]
    )
    with results(None) as out:
        screen, write = console(out), whole(out)
        for coding, event in chosen:
            sentences = clauses.parse(coding.article).sentences
            write(rendered(screen, explanation(coding.article, event, sentences)) + "\n")
    return int(inputs.failed > 0)


def _chosen(codings: list[Coding], event_id: str) -> list[tuple[Coding, Event]]:
    """The one event whose id is, or begins with, ``event_id``; the error lists the ids that there are."""
    every = [(coding, event) for coding in codings for event in coding.events]
    begun = [pair for pair in every if pair[1].id.startswith(event_id)]
    found = [pair for pair in begun if pair[1].id == event_id] or begun
    if len(found) == 1:
        return found
    known = ", ".join(event.id for _, event in every) or "none"
    raise DetenteError(
        f"{'several events begin' if found else 'no event begins'} with {event_id!r}; known: {known}"
    )
