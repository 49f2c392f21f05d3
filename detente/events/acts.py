"""What the event model says of each word: which category of act it tells, and would any careful coder take it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from detente import inference
from detente.types import Category, Entities, Sentence

CATEGORIES: tuple[str, ...] = ("NONE", *get_args(Category))
_BATCH = 16
_LONGEST = 180  # words of a sentence that are read; no clause is longer


@dataclass(frozen=True, slots=True)
class Reading:
    """Probabilities for the words of one sentence: (W, 17) of none and the categories, (W,) of being plain."""

    category: inference.Floats
    plain: inference.Floats

    def of(self, word: int, category: str) -> float:
        """Probability that a word tells an act of this category."""
        return float(self.category[word, CATEGORIES.index(category)]) if word < len(self.category) else 0.0

    def plainly(self, word: int) -> float:
        """Probability that any careful coder takes the act."""
        return float(self.plain[word]) if word < len(self.plain) else 0.0

    def proposals(self, least: float) -> Iterator[tuple[int, str]]:
        """Words that tell an act more likely than ``least``, with its category."""
        for word, row in enumerate(self.category):
            best = int(row[1:].argmax()) + 1
            if row[best] > least:
                yield word, CATEGORIES[best]


def read(entities: Entities) -> dict[int, Reading]:
    """Readings by sentence number, for the sentences that name a party; others hold no event."""
    text = entities.parse.article.text
    named = {number for (number, _), m in entities.mentions.items() if any(p.code for p in m.parties)}
    chosen = sorted((s for s in entities.parse.sentences if s.number in named), key=lambda s: len(s.words))
    out: dict[int, Reading] = {}
    for at in range(0, len(chosen), _BATCH):
        group = chosen[at : at + _BATCH]
        said = inference.acts([_encoded(s, text) for s in group])
        for s, (category, plain) in zip(group, said, strict=True):
            out[s.number] = Reading(category, plain)
    return out


def _encoded(s: Sentence, text: str) -> inference.Encoded:
    words = s.words[:_LONGEST]
    spaces = [w.start == 0 or text[w.start - 1].isspace() for w in words]
    return inference.encode([w.text for w in words], spaces)
