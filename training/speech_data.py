"""Attributions of PolNeAR and RiQuA as packs of words with their roles, and what the parser's layers say of them.

    python -m training.speech_data --out training/runs/speech

Every second article of PolNeAR gets straight quotation marks, for text comes with both. The parser is the shipped one, so that the
speech model learns from what it will see. Files: NAME.jsonl has the packs, NAME.npy the layers (float16, subwords in the
order of the packs, 2, 384).
"""

from __future__ import annotations

import argparse
import json
import pathlib
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from benchmarks.quotes.units import printed
from detente import inference
from detente.clauses.packs import packs
from detente.types import Article
from training.treebank import SHARED

QUOTES = SHARED / "data/quotes"
ROLES = ("source", "cue", "content")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
Row = dict[str, Any]


def documents(name: str) -> Iterator[Row]:
    with (QUOTES / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def straight(document: Row) -> Row:
    """The same with straight quotation marks."""
    return document | {"text": document["text"].translate(_STRAIGHT)}


def units(name: str) -> Iterator[Row]:
    """CofeNet's units as print writes them: roles without attributions, each span by itself."""
    for d in documents(name):
        shown = printed(d["text"])
        alone = [
            {r: [list(shown.there(s["start"], s["end"]))] if r == s["role"] else [] for r in ROLES}
            for s in d["spans"]
        ]
        yield d | {"text": shown.text, "attributions": alone, "paired": False}


def rows(document: Row) -> Iterator[Row]:
    """Packs of one document.

    ``tags`` 0 none, 1/2 source, 3/4 cue, 5/6 content (begins, goes on); ``whose`` is, for words of a content their cue's
    first word, for words of a cue their source's, -1 where there is none in the pack, -2 where nothing is known.
    """
    text = document["text"]
    role = np.zeros(len(text) + 1, dtype=np.int8)
    owner = np.full(len(text) + 1, -1, dtype=np.int32)
    for n, a in enumerate(document["attributions"]):
        for k, r in enumerate(ROLES):
            for s, e in a[r]:
                role[s:e] = 2 * k + 2
                role[s] = 2 * k + 1
                owner[s:e] = n
    for pack in packs(Article(document["doc_id"], text)):
        yield _row(document, pack.words, pack.encoded, role, owner)


def _row(document: Row, spans: list[Any], encoded: inference.Encoded, role: Any, owner: Any) -> Row:
    tags = []
    for s in spans:
        here = role[s.start : s.end]
        begins = here[here % 2 == 1]
        tags.append(int(begins[0]) if len(begins) else int(here.max()))
    owners = [int(owner[s.start : s.end].max()) for s in spans]
    firsts: dict[tuple[int, int], int] = {}
    for i in range(len(spans)):
        if tags[i]:
            firsts.setdefault((owners[i], (tags[i] + 1) // 2), i)
    sources = {}
    for n in set(owners) - {-1}:
        for s, _ in document["attributions"][n]["source"]:
            sources[n] = next((i for i, w in enumerate(spans) if w.start <= s < w.end), -1)
    whose = []
    for i, _ in enumerate(spans):
        kind = (tags[i] + 1) // 2
        if not document.get("paired", True) or kind < 2:
            whose.append(-2)
        elif kind == 2:
            whose.append(sources.get(owners[i], -1))
        else:
            whose.append(firsts.get((owners[i], 2), -1))
    ids, shapes, first = encoded
    return {
        "doc": document["doc_id"], "ids": ids, "shapes": shapes, "first": first, "tags": tags, "whose": whose,
        "spans": [[s.start, s.end] for s in spans],
    }  # fmt: skip


SETS = {
    "train": lambda: (straight(d) if n % 2 else d for n, d in enumerate(documents("polnear_train"))),
    "dev": lambda: documents("polnear_dev"),
    "units": lambda: units("polnear_cofenet_valid"),
    "riqua": lambda: units("riqua_cofenet_train"),
}


def write(name: str, found: Iterable[Row], out: pathlib.Path) -> None:
    """Packs and layers; passes never mix documents, as in the pipeline."""
    every = [list(rows(d)) for d in found]
    size = sum(len(r["ids"]) for document in every for r in document)
    kept = np.lib.format.open_memmap(out / f"{name}.npy", mode="w+", dtype=np.float16, shape=(size, 2, 384))
    at = 0
    with (out / f"{name}.jsonl").open("w", encoding="utf-8") as f:
        for document in every:
            layers = inference.layers([(r["ids"], r["shapes"], r["first"]) for r in document])
            for row, (inner, outer) in zip(document, layers, strict=True):
                n = len(row["ids"])
                kept[at : at + n, 0], kept[at : at + n, 1] = inner, outer
                f.write(json.dumps(row | {"at": at}) + "\n")
                at += n
    kept.flush()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path("training/runs/speech"))
    ap.add_argument("--sets", nargs="*", default=list(SETS))
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    for name in a.sets:
        write(name, SETS[name](), a.out)
        print(name, flush=True)


if __name__ == "__main__":
    main()
