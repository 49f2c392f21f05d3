"""Words that tell of speech (speech.yaml)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from detente.knowledge import tables


@dataclass(frozen=True, slots=True)
class Speech:
    """Verbs with their frames, nouns and adjectives that have what is said as a clause, writings, the press.

    ``telling`` are all words that may tell of speech or of an attitude.
    """

    verbs: dict[str, frozenset[str]]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    documents: frozenset[str]
    press: frozenset[str]
    telling: frozenset[str]


@functools.cache
def speech() -> Speech:
    """The file as one table; the file itself explains the frames."""
    data: dict[str, Any] = tables.read("speech.yaml")
    parts = [frozenset(e["lemma"] for e in data[part]) for part in ("verbs", "nouns", "adjectives")]
    return Speech(
        verbs={v["lemma"]: frozenset(v["frames"]) for v in data["verbs"]},
        nouns=parts[1],
        adjectives=parts[2],
        documents=frozenset(data["documents"]),
        press=frozenset(data["press"]),
        telling=frozenset(data["attitudes"]).union(*parts),
    )
