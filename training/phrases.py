"""How often a phrase that annotators marked as a party of an act has exactly the codes that they gave it.

    python -m training.phrases [--errors N]

Real and invented articles apart (training/records.py). Errors are told with the phrase, the codes annotated and those
found; "-" where the phrase is no mention at all.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator

from detente import clauses, entities
from detente.types import Entities
from training.marks import Span
from training.records import Record, everything

Codes = frozenset[str | None]
NOBODY: Codes = frozenset({None})


def marked(record: Record) -> dict[Span, Codes]:
    """Codes of each marked phrase; a phrase that stands on both sides of an act has all of them."""
    found: dict[Span, set[str | None]] = defaultdict(set)
    text = record.article.text
    for act in record.acts:
        for party in (*act.actors, *act.recipients):
            if party.words and _whole(text, party.words):
                found[party.words].add(party.code)
    return {span: frozenset(codes) for span, codes in found.items()}


def _whole(text: str, span: Span) -> bool:
    """Whether a mark is not the inside of a longer word ("t|he|")."""
    return not (text[: span[0]][-1:].isalpha() or text[span[1] :][:1].isalpha())


def told(found: Entities, span: Span) -> Codes | None:
    """Codes of the mention that shares most with a phrase, None where none does."""
    shared = {
        k: (min(m.end, span[1]) - max(m.start, span[0]), m.start - m.end)
        for k, m in found.mentions.items()
        if m.start < span[1] and m.end > span[0]
    }
    best = max(shared, key=lambda k: shared[k], default=None)
    return frozenset(p.code for p in found.mentions[best].parties) if best else None


def compared() -> Iterator[tuple[Record, Span, Codes, Codes | None]]:
    for record in everything():
        found = entities.resolve(clauses.parse(record.article))
        for span, codes in marked(record).items():
            yield record, span, codes, told(found, span)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--errors", type=int, default=0)
    a = ap.parse_args()
    right, every = Counter[str](), Counter[str]()
    for record, span, wanted, got in compared():
        kind = "invented" if record.doc.startswith("invented") else "real"
        fits = (got or NOBODY) == wanted
        every[kind] += 1
        right[kind] += fits
        if not fits and sum(every.values()) - sum(right.values()) <= a.errors:
            words = record.article.text[span[0] : span[1]]
            print(
                record.doc, words, sorted(map(str, wanted)), sorted(map(str, got)) if got else "-", sep=" | "
            )
    for kind, n in every.items():
        print(f"{kind:9} {n} phrases, {right[kind] / n:.4f} right")


if __name__ == "__main__":
    main()
