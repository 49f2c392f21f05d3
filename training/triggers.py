"""Annotated records as sentences with a category on each word that tells an act.

    python -m training.triggers --gold ../shared/gold/train --skip benchmarks/coding/held_out.txt --out training/runs/triggers.jsonl

One JSON object a sentence: ``words``, ``spaces`` (white space before), ``labels`` (0 none, 1-16 a category, -1 unknown:
a word that other readers may take), ``must`` (1 an act that any careful coder takes, 0 one that a fair coder may
leave) and ``doc``. A gold event names a clause, not a word: its triggers are the words of the clause that the
lexicon lists under one of the event's categories, else the clause's head.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pathlib
import random
import re
from typing import get_args

from detente import articles, clauses
from detente.knowledge import lexicon
from detente.types import Article, Category, Parse, Sentence

CATEGORIES = get_args(Category)
QUOTES = str.maketrans("‘’ʼ´`“”«»–—−\u00a0", "'''''\"\"\"\"--- ")
CONTENT = {"VERB": "verbs", "NOUN": "nouns", "ADJ": "adjectives", "PROPN": "nouns"}


def spans(phrase: str, text: str) -> list[tuple[int, int]]:
    """Every place of a phrase, quotation marks and case aside."""
    flat = text.translate(QUOTES).lower()
    return (
        [m.span() for m in re.finditer(re.escape(phrase.translate(QUOTES).lower()), flat)]
        if len(flat) == len(text)
        else []
    )


def types_of(kind: str, lemma: str, index: dict[str, dict[str, list[lexicon.Entry]]]) -> set[str]:
    return {e.type for e in index[kind].get(lemma.lower(), ())}


def triggers(
    s: Sentence, start: int, end: int, wanted: list[str], index: dict[str, dict[str, list[lexicon.Entry]]]
) -> list[tuple[int, str]]:
    """Words of the clause that tell the act, with the category each tells."""
    inside = [i for i, w in enumerate(s.words) if w.start < end and w.end > start and w.upos in CONTENT]
    found = []
    for i in inside:
        listed = types_of(CONTENT[s.words[i].upos], s.words[i].lemma, index)
        fitting = [t for t in wanted if t in listed]
        if fitting:
            found.append((i, fitting[0]))
    if found:
        return found
    heads = [i for i in inside if not any(a in inside for a in s.ancestors(i))]
    return [(heads[0], wanted[0])] if heads else []


def sentences(parse: Parse, gold: dict, doc: str, index: dict) -> list[dict]:
    text, marks = parse.article.text, {}
    for event in gold["events"]:
        for phrase in event["evidence"]:
            for a, b in spans(phrase, text):
                for s in parse.sentences:
                    if s.start < b and s.end > a:
                        for i, category in triggers(s, a, b, event["type"], index):
                            key, must = (s.number, i), event["need"] == "must"
                            if key not in marks or (must and not marks[key][1]):
                                marks[key] = (category, must)
    return [row(s, text, marks, doc) for s in parse.sentences]


def row(s: Sentence, text: str, marks: dict, doc: str) -> dict:
    labels, must = [], []
    for i, w in enumerate(s.words):
        category, needed = marks.get((s.number, i), (None, False))
        labels.append(CATEGORIES.index(category) + 1 if category else (0 if w.upos in CONTENT else -1))
        must.append(int(needed))
    spaces = [w.start == 0 or text[w.start - 1].isspace() for w in s.words]
    return {"words": [w.text for w in s.words], "spaces": spaces, "labels": labels, "must": must, "doc": doc}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=pathlib.Path, required=True)
    ap.add_argument(
        "--skip", type=pathlib.Path, required=True, help="names of documents that must not be learnt from"
    )
    ap.add_argument("--out", type=pathlib.Path, required=True)
    a = ap.parse_args()
    skip = {line.strip() for line in a.skip.read_text().splitlines()}
    index = {k: lexicon.index(lexicon.entries(), k) for k in ("verbs", "nouns", "adjectives")}
    golds = [g for g in sorted(a.gold.glob("*.gold.json")) if g.name.removesuffix(".gold.json") not in skip]
    records = [json.loads(g.read_text(encoding="utf-8")) for g in golds]
    texts: list[Article] = []
    for g, record in zip(golds, records, strict=True):
        published = dt.date.fromisoformat(record["article"]["published"])
        texts += [
            x
            for x in articles.read(g.with_name(g.name.replace(".gold.json", ".txt")), published=published)
            if isinstance(x, Article)
        ]
    rows = []
    for parse, record, g in zip(clauses.parse_all(texts), records, golds, strict=True):
        rows += sentences(parse, record, g.name.removesuffix(".gold.json"), index)
    random.Random(0).shuffle(rows)
    a.out.parent.mkdir(parents=True, exist_ok=True)
    a.out.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    print(
        len(rows),
        "sentences",
        sum(any(x > 0 for x in r["labels"]) for r in rows),
        "with acts",
        sum(x > 0 for r in rows for x in r["labels"]),
        "triggers",
    )


if __name__ == "__main__":
    main()
