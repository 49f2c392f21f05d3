"""Every entry of the lexicon matches its examples and leaves its near misses alone.

The parser is not always right, so a small share of misses is borne; which share is a floor that only goes up.
`python -m tests.events.test_lexicon [category]` lists them.
"""

from __future__ import annotations

import functools
import sys

from detente import articles, clauses, entities
from detente.events.matching import matches
from detente.events.parties import codes
from detente.knowledge import lexicon

EXAMPLES_FLOOR = 0.95
NEAR_FLOOR = 0.99


@functools.cache
def readings() -> dict[str, list]:
    """Matches of every example and near miss, all parsed in one go."""
    texts = sorted({x for e in lexicon.entries() for x in (*(i.text for i in e.examples), *e.near)})
    parses = clauses.parse_all(articles.article(text, published="2015-06-15") for text in texts)
    out = {}
    for text, parse in zip(texts, parses, strict=True):
        found = entities.resolve(parse)
        out[text] = [m for s in parse.sentences for m in matches(found, s)]
    return out


def problems(entry):
    """(missed examples, matched near misses) of one entry, with what came out."""
    missed = []
    for example in entry.examples:
        found = [m for m in readings()[example.text] if m.entry.type == entry.type]
        want = set(example.actors) | set(example.recipients)
        same_side = [m for m in found if entry.reciprocal or codes(m.actors) == set(example.actors)]
        if not any(m.party_codes == want for m in same_side):
            got = [
                (m.entry.id, sorted(codes(m.actors)), sorted(codes(m.recipients)))
                for m in readings()[example.text]
            ]
            missed.append((example.text, list(example.actors), list(example.recipients), got))
    wrong = [text for text in entry.near if any(m.entry.id == entry.id for m in readings()[text])]
    return missed, wrong


def test_examples_match():
    total = sum(len(e.examples) for e in lexicon.entries())
    missed = [m for e in lexicon.entries() for m in problems(e)[0]]
    assert 1 - len(missed) / total >= EXAMPLES_FLOOR


def test_near_misses_do_not():
    total = sum(len(e.near) for e in lexicon.entries())
    wrong = [w for e in lexicon.entries() for w in problems(e)[1]]
    assert 1 - len(wrong) / total >= NEAR_FLOOR


def test_ids_are_unique_and_carry_their_category():
    ids = [e.id for e in lexicon.entries()]
    assert len(ids) == len(set(ids))
    assert [e.id for e in lexicon.entries() if len(e.examples) < 2 or not e.near] == []


if __name__ == "__main__":
    only = sys.argv[1].upper() if len(sys.argv) > 1 else None
    count = [0, 0, 0, 0]
    for entry in lexicon.entries():
        if only in (None, entry.type):
            missed, wrong = problems(entry)
            count = [
                a + b
                for a, b in zip(
                    count, (len(entry.examples), len(missed), len(entry.near), len(wrong)), strict=True
                )
            ]
            for row in missed:
                print(entry.id, "MISSED", *row)
            for row in wrong:
                print(entry.id, "NEAR MISS MATCHED", row)
    print("examples {} missed {}; near misses {} matched {}".format(*count))
