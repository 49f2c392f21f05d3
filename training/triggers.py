"""Annotated records as sentences: which words tell an act, of which category and status, and who acts on whom.

    python -m training.triggers --out training/runs/triggers.jsonl

One JSON object a sentence: ``doc``, ``words``, ``spaces`` (white space before) and ``acts``. Each act has ``word``, its trigger,
``types`` and ``status``, acceptable ones, best first, ``must`` (any careful coder takes it), and ``actors`` and ``recipients``, the
head words of the phrases that tell them here, or None where the annotation does not say. ``open`` lists words that
are neither an act nor none: further words of a trigger. Sentences that name no party are left out: the model never reads them.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import random
from collections.abc import Sequence
from typing import Any

from detente import clauses, entities
from detente.events.acts import readable
from detente.types import Entities, Sentence
from training.records import Act, Record, Side, Span, everything

_CONTENT = ("VERB", "NOUN", "ADJ", "PROPN", "ADV", "NUM", "AUX")
Row = dict[str, Any]


def inside(s: Sentence, span: Span) -> list[int]:
    """Words of a sentence that a span covers."""
    return [i for i, w in enumerate(s.words) if w.start < span[1] and w.end > span[0]]


def head_of(s: Sentence, words: list[int]) -> int | None:
    """The word on which the others hang."""
    content = [
        i for i in words if s.words[i].upos not in ("PUNCT", "ADP", "DET", "PART", "CCONJ", "SCONJ")
    ] or words
    return next(
        (i for i in content if not any(a in words for a in s.ancestors(i))), content[0] if content else None
    )


def trigger_of(s: Sentence, span: Span) -> tuple[int | None, list[int]]:
    """The trigger's word and further words of its phrase."""
    words = [i for i in inside(s, span) if s.words[i].upos in _CONTENT]
    head = head_of(s, words)
    return head, [i for i in words if i != head]


def heads_in(s: Sentence, sides: tuple[Side, ...]) -> list[int]:
    """Head words of the phrases in this sentence that tell these parties."""
    phrases = {p.words for p in sides if p.words and s.start <= p.words[0] < s.end}
    found = (head_of(s, inside(s, span)) for span in phrases)
    return sorted({i for i in found if i is not None})


def acts_in(sentences: Sequence[Sentence], act: Act) -> list[tuple[int, Row, list[int]]]:
    """Each telling of an act: sentence number, what it is, and words left open."""
    out = []
    for n, told in enumerate(act.told):
        span = told.trigger
        s = next((s for s in sentences if span and s.start <= span[0] < s.end), None)
        if span is None or s is None:
            continue
        word, others = trigger_of(s, span)
        if word is None:
            continue
        sides: Row = {"actors": None, "recipients": None}
        if n == 0:
            sides = {"actors": heads_in(s, act.actors), "recipients": heads_in(s, act.recipients)}
        row = {"word": word, "types": act.types, "status": act.status, "must": act.must, **sides}
        out.append((s.number, row, others))
    return out


def sentences(found: Entities, record: Record) -> list[Row]:
    """The sentences of one record that the model would read or that tell an act."""
    text, parsed = found.parse.article.text, found.parse.sentences
    rows = [
        {
            "doc": record.doc,
            "words": [w.text for w in s.words],
            "spaces": [w.start == 0 or text[w.start - 1].isspace() for w in s.words],
            "acts": [],
            "open": [],
        }
        for s in parsed
    ]
    for act in record.acts:
        for number, told, others in acts_in(parsed, act):
            rows[number]["acts"].append(told)
            rows[number]["open"] += others
    read = {s.number for s in readable(found)}
    return [r for n, r in enumerate(rows) if n in read or r["acts"]]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path("training/runs/triggers.jsonl"))
    a = ap.parse_args()
    records = everything()
    parses = clauses.parse_all([r.article for r in records])
    rows = [
        row
        for parse, record in zip(parses, records, strict=True)
        for row in sentences(entities.resolve(parse), record)
    ]
    random.Random(0).shuffle(rows)
    a.out.parent.mkdir(parents=True, exist_ok=True)
    a.out.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    acts = [act for r in rows for act in r["acts"]]
    sided = sum(bool(x["actors"]) for x in acts)
    print(
        len(records),
        "articles,",
        len(rows),
        "sentences,",
        len(acts),
        "tellings,",
        sided,
        "with an actor beside them",
    )


if __name__ == "__main__":
    main()
