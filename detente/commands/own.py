"""A user's own codebook and actors: read, and what will never match remarked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detente.clauses.lemmas import lemma
from detente.commands.streams import remark
from detente.knowledge import own
from detente.knowledge.own import Own

_KINDS = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ"}


def brought(codebook: Path | None, actors: Path | None) -> Own:
    """What the files say; raises `OwnFileError`. Words that are no dictionary forms are remarked."""
    if codebook is None and actors is None:
        return own.NOTHING
    found = own.read(codebook, actors)
    for line in inflected(found):
        remark(f"{codebook}: {line}")
    return found


def inflected(found: Own) -> Iterator[str]:
    """A line for each trigger that no word of a text can be, for it is no dictionary form ("imposed")."""
    for entry in found.entries:
        for kind, tag in _KINDS.items():
            for word in sorted(getattr(entry, kind)):
                form = lemma(word, tag)
                if form != word:
                    yield f"entry {entry.id}: {word!r} under {kind} will hardly match; its dictionary form is {form!r}"
