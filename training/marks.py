"""Words of an annotation to offsets in its text."""

from __future__ import annotations

import hashlib
import re
from typing import Any

QUOTES = str.maketrans("‘’ʼ´`“”«»–—−\u00a0", "'''''\"\"\"\"--- ")
STEM = 4  # letters of a stem that other letters may follow
Span = tuple[int, int]
Row = dict[str, Any]


def flat(text: str) -> str:
    """The text in lower case with plain quotation marks, each character in its place."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(QUOTES))


def places(phrase: str, text: str) -> list[Span]:
    """Every place of a phrase in a `flat` text."""
    return [m.span() for m in re.finditer(re.escape(flat(phrase)), text)] if phrase.strip() else []


def digest(text: str) -> str:
    """What an annotation keeps of the text that it was made on."""
    return hashlib.sha256(text.encode()).hexdigest()


class Marker:
    """Finds words in one document; ValueError names the document and the words that it does not hold."""

    def __init__(self, doc: str, text: str) -> None:
        self.doc, self._flat = doc, flat(text)

    def _places(self, words: str) -> list[Span]:
        found = places(words, self._flat)
        if not found:
            raise ValueError(f"{self.doc}: not in the text: {words!r}")
        return found

    def phrase(self, words: str) -> Span:
        """The first place of a phrase."""
        return self._places(words)[0]

    def _whole(self, span: Span) -> bool:
        """No part of another word, as "he" is of "the" and "heard"; "Syria" in "Syrian" is none."""
        start, end = span
        ahead, behind = self._flat[max(0, start - 1) : start + 1], self._flat[end - 1 : end + 1]
        ends = end - start >= STEM or re.fullmatch(r"\w\w", behind) is None
        return ends and re.fullmatch(r"\w\w", ahead) is None

    def near(self, words: str | None, clause: Span) -> Span | None:
        """The place of a phrase in the clause, else the nearest to it; whole words where there are such."""
        if not words:
            return None
        found = self._places(words)
        whole = [f for f in found if self._whole(f)]
        return min(whole or found, key=lambda f: max(0, clause[0] - f[0], f[1] - clause[1]))

    def event(
        self, evidence: list[str], triggers: list[str | None], sides: dict[str, list[str | None]]
    ) -> Row:
        """Offsets of one event: its clauses, what tells it in each, and what tells its parties beside the first."""
        clauses = [self.phrase(e) for e in evidence]
        if len(triggers) != len(clauses):
            raise ValueError(f"{self.doc}: {len(triggers)} triggers for {len(clauses)} pieces of evidence")
        return {
            "evidence": clauses,
            "triggers": [self.near(t, c) for t, c in zip(triggers, clauses, strict=True)],
            **{k: [self.near(w, clauses[0]) for w in words] for k, words in sides.items()},
        }
