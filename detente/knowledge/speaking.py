"""Words that tell of speech (speech.yaml)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Speech:
    """Verbs with their frames, nouns and adjectives that have what is said as a clause, writings, the press."""

    verbs: dict[str, frozenset[str]]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    documents: frozenset[str]
    press: frozenset[str]


@functools.cache
def speech() -> Speech:
    """The file as one table; the file itself explains the frames."""
    data: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("speech.yaml").read_text(encoding="utf-8"))
    return Speech(
        verbs={v["lemma"]: frozenset(v["frames"]) for v in data["verbs"]},
        nouns=frozenset(n["lemma"] for n in data["nouns"]),
        adjectives=frozenset(a["lemma"] for a in data["adjectives"]),
        documents=frozenset(data["documents"]),
        press=frozenset(data["press"]),
    )
