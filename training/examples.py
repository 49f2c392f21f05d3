"""The lexicon's examples as sentences with pairs, to teach the pair head what the entries know.

    python -m training.examples --out training/runs/examples.jsonl

One JSON object an example in which the entry's category comes out with the parties it should: ``words``, ``spaces``, and
``pairs`` as in training.pairs. A one-sided act is none the other way round.
"""

from __future__ import annotations

import argparse
import itertools
import json
import pathlib
from collections.abc import Iterator
from typing import Any

from detente import articles, clauses, entities
from detente.events.matching import Match, matches
from detente.knowledge import lexicon
from detente.knowledge.lexicon import Entry
from detente.types import Party, Sentence

Row = dict[str, Any]


def examples() -> Iterator[tuple[str, Entry, frozenset[str]]]:
    """Text, entry and parties that should come out."""
    for e in lexicon.entries():
        for i in e.examples:
            yield i.text, e, frozenset((*i.actors, *i.recipients))


def words_of(s: Sentence, p: Party) -> list[int]:
    start, end = p.start or 0, p.end or 0
    return [i for i, w in enumerate(s.words) if w.start < end and w.end > start]


def row(m: Match, text: str) -> Row | None:
    """A match as a sentence with its pairs; None where a side is not named."""
    s, e = m.sentence, m.entry
    actors, recipients = (
        [words_of(s, p) for p in side if p.start is not None] for side in (m.actors, m.recipients)
    )
    two = [*itertools.product(actors, recipients)] or (
        [*itertools.combinations(actors, 2)] if e.reciprocal else []
    )
    pairs = []
    for a, r in two:
        pairs.append({"spans": [a, r], "kinds": {e.type: 1.0}, "holds": True})
        kinds = {e.type: 1.0} if e.reciprocal else {}
        pairs.append({"spans": [r, a], "kinds": kinds, "holds": e.reciprocal})
    if actors and not recipients and not e.reciprocal:
        pairs += [{"spans": [a, []], "kinds": {e.type: 1.0}, "holds": True} for a in actors]
    spaces = [w.start == 0 or text[w.start - 1].isspace() for w in s.words]
    return {"words": [w.text for w in s.words], "spaces": spaces, "pairs": pairs} if pairs else None


def rows() -> Iterator[Row]:
    found = list(examples())
    parses = clauses.parse_all(articles.article(text, published="2015-06-15") for text, _, _ in found)
    for (_, entry, wanted), parse in zip(found, parses, strict=True):
        known = entities.resolve(parse)
        told = (m for s in parse.sentences for m in matches(known, s))
        best = next((m for m in told if m.entry.type == entry.type and m.party_codes == wanted), None)
        if best and (learnt := row(best, parse.article.text)):
            yield learnt


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path("training/runs/examples.jsonl"))
    a = ap.parse_args()
    found = list(rows())
    a.out.write_text("".join(json.dumps(r) + "\n" for r in found), encoding="utf-8")
    print(len(found), "examples,", sum(len(r["pairs"]) for r in found), "pairs")


if __name__ == "__main__":
    main()
