"""Annotations as they were written, with words, to stand-off annotations, with offsets.

    python -m training.standoff --marks DIR --articles DIR --second DIR

--marks holds NAME.json for documents of ../shared/gold/train: a list with ``t``, ``a`` and ``r`` of each event, the words that
tell the act in each piece of evidence and that name each actor and recipient. --articles holds NAME.json with ``events``
and ``commitments``, whose parties are ``[code, sector, name, words]``. Both are checked: words that are not in
the text are named and the document left out. --second holds what another reader made of some of the articles.
Writes training/annotations/gold.jsonl, articles.jsonl and second.jsonl.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import sys
from collections.abc import Callable, Iterator

from training.marks import Marker, Row, digest
from training.records import HELD_OUT, HERE, text_of
from training.treebank import SHARED


def head(doc: str, source: dict[str, str]) -> Row:
    return {"document": doc, "sha256": digest(source["text"]), "published": source["published"]}


def gold_marks(file: pathlib.Path) -> Row:
    """Marks of one gold record."""
    source, written = text_of(file.stem), json.loads(file.read_text(encoding="utf-8"))
    marker = Marker(file.stem, source["text"])
    gold = json.loads((SHARED / "gold/train" / f"{file.stem}.gold.json").read_text(encoding="utf-8"))
    events = [
        marker.event(e["evidence"], m["t"], {"actors": m["a"], "recipients": m["r"]})
        for e, m in zip(gold["events"], written, strict=True)
    ]
    return head(file.stem, source) | {"events": events}


def article(file: pathlib.Path) -> Row:
    """One record of our own."""
    source, written = text_of(file.stem), json.loads(file.read_text(encoding="utf-8"))
    marker, events = Marker(file.stem, source["text"]), []
    for e in written["events"]:
        sides = {k: [p[3] for p in e[k]] for k in ("actors", "recipients")}
        parties = {
            k: [{n: v for n, v in zip(("code", "sector", "name"), p, strict=False) if v} for p in e[k]]
            for k in ("actors", "recipients")
        }
        rest = {k: v for k, v in e.items() if k not in ("actors", "recipients", "evidence", "triggers")}
        events.append(rest | {"parties": parties} | marker.event(e["evidence"], e["triggers"], sides))
    commitments = [
        c | {"evidence": [marker.phrase(x) for x in c["evidence"]]} for c in written.get("commitments", [])
    ]
    return head(file.stem, source) | {"events": events, "commitments": commitments}


def converted(files: list[pathlib.Path], convert: Callable[[pathlib.Path], Row]) -> Iterator[Row]:
    """What could be converted; what could not is named."""
    for file in files:
        try:
            yield convert(file)
        except (KeyError, ValueError) as error:
            print(f"{file.name} left out: {error}", file=sys.stderr)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--marks", type=pathlib.Path, required=True)
    ap.add_argument("--articles", type=pathlib.Path, required=True)
    ap.add_argument("--second", type=pathlib.Path, required=True)
    a = ap.parse_args()
    held_out = set(HELD_OUT.read_text(encoding="utf-8").split())
    for name, folder, convert in (
        ("gold", a.marks, gold_marks),
        ("articles", a.articles, article),
        ("second", a.second, article),
    ):
        rows = list(converted([f for f in sorted(folder.glob("*.json")) if f.stem not in held_out], convert))
        lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
        (HERE / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        print(name, len(rows), "documents", sum(len(r["events"]) for r in rows), "events")


if __name__ == "__main__":
    main()
