"""What the event model says of each word: which act it tells, and of each pair of words who acts on whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from detente import inference
from detente.types import Category, Entities, Sentence, Status

CATEGORIES: tuple[str, ...] = ("NONE", *get_args(Category))
STATUSES: tuple[Status, ...] = get_args(Status)
_LONGEST = 180  # words of a sentence that are read; no clause is longer


@dataclass(frozen=True, slots=True)
class Reading:
    """Probabilities for the W words of one sentence.

    ``category`` (W, 17) of none and the categories, ``plain`` (W,) that any careful coder takes the act, ``status`` (W, 9),
    ``sides`` (W, W, 2) that word j tells the actor, or the recipient, of the act that word i tells.
    """

    category: inference.Floats
    plain: inference.Floats
    status: inference.Floats
    sides: inference.Floats

    def side(self, trigger: int, word: int, side: int) -> float:
        """Probability that a word tells the act's actor (0) or recipient (1)."""
        return float(self.sides[trigger, word, side]) if max(trigger, word) < len(self.sides) else 0.0

    def has(self, trigger: int, status: Status) -> float:
        """Probability that the act has this status."""
        return (
            float(self.status[trigger, STATUSES.index(status)])
            if trigger < len(self.status)
            else 1 / len(STATUSES)
        )

    def of(self, word: int, category: str) -> float:
        """Probability that a word tells an act of this category."""
        return float(self.category[word, CATEGORIES.index(category)]) if word < len(self.category) else 0.0

    def at(self, word: int) -> tuple[inference.Floats, inference.Floats]:
        """Probabilities of none and the categories, and of the statuses; all alike behind the end of what was read."""
        if word < len(self.category):
            return self.category[word], self.status[word]
        width, statuses = len(CATEGORIES), len(STATUSES)
        return np.full(width, 1 / width, np.float32), np.full(statuses, 1 / statuses, np.float32)

    def plainly(self, word: int) -> float:
        """Probability that any careful coder takes the act."""
        return float(self.plain[word]) if word < len(self.plain) else 0.0

    def proposals(self, least: float) -> Iterator[tuple[int, str]]:
        """Words that tell an act of a category more likely than ``least``."""
        for word, category in np.argwhere(self.category[:, 1:] > least).tolist():
            yield word, CATEGORIES[category + 1]


def readable(entities: Entities) -> list[Sentence]:
    """Sentences that name a party; others hold no event."""
    named = {number for (number, _), m in entities.mentions.items() if any(p.code for p in m.parties)}
    return [s for s in entities.parse.sentences if s.number in named]


def read(entities: Entities, chosen: Sequence[Sentence] | None = None) -> dict[int, Reading]:
    """Readings by number of the chosen sentences, else of those that name a party."""
    text = entities.parse.article.text
    chosen = readable(entities) if chosen is None else chosen
    said = inference.acts([_encoded(s, text) for s in chosen])
    return {s.number: Reading(*arrays) for s, arrays in zip(chosen, said, strict=True)}


def _encoded(s: Sentence, text: str) -> inference.Encoded:
    words = s.words[:_LONGEST]
    spaces = [w.start == 0 or text[w.start - 1].isspace() for w in words]
    return inference.encode([w.text for w in words], spaces)
