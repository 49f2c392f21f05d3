"""Compare which tellings of two articles are taken for one act with what readers judged.

    python -m benchmarks.merging                        the pairs of pairs.csv, by part, and the copies of copies.csv
    python -m benchmarks.merging [--gold FILE] [--out FILE] [--json]
    python -m benchmarks.merging --check                fail where a figure is under its floor (floors.json)

Precision and recall are over the pairs in both of whose clauses the coder finds an act of their category: what merging can see. "found"
is the share of all judged pairs that are so, "recall of all" counts the others as missed. *held* was not looked at.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks import floors
from benchmarks.merging import pairs
from benchmarks.merging.pairs import HERE, Pair
from detente import merging
from detente.merging.copies import COPY


def joined(pair: Pair) -> bool:
    """Whether the later telling would be put with the happening of the earlier one."""
    if not pair.a or not pair.b:
        return False
    return merging.group(pair.b, [dataclasses.replace(pair.a, happening="h")]).happening is not None


def figures(judged: list[Pair]) -> dict[str, Any]:
    seen = [p for p in judged if p.a and p.b]
    said = [p for p in seen if joined(p)]
    hits, same = sum(p.same for p in said), sum(p.same for p in seen)
    every = sum(p.same for p in judged)
    return {
        "pairs": len(judged),
        "found": round(len(seen) / len(judged), 3),
        "precision": round(hits / len(said), 3) if said else 0.0,
        "recall": round(hits / same, 3) if same else 0.0,
        "recall of all": round(hits / every, 3) if every else 0.0,
    }


def copied(texts: dict[tuple[str, str], str], row: dict[str, str]) -> bool:
    """Whether the record would take one article for a near copy of the other."""
    a, b = (merging.signature(texts[row["dataset"], row[side]]) for side in "ab")
    return bool({*merging.bands(a)} & {*merging.bands(b)}) and merging.likeness(a, b) >= COPY


def copies(judged: list[dict[str, str]]) -> dict[str, Any]:
    """How well copies of articles are told from those that are only alike."""
    texts = pairs.texts({(r["dataset"], r[side]) for r in judged for side in "ab"})
    said = [r["copy"] for r in judged if copied(texts, r)]
    hits, same = said.count("1"), sum(r["copy"] == "1" for r in judged)
    return {
        "pairs": len(judged),
        "precision": round(hits / len(said), 3) if said else 0.0,
        "recall": round(hits / same, 3) if same else 0.0,
    }


def main() -> int:
    ap = floors.command(__doc__)
    ap.add_argument("--gold", type=Path, default=HERE / "pairs.csv")
    ap.add_argument("--out", type=Path, help="the verdicts, JSONL")
    ap.add_argument("--workers", type=int, default=2)
    a = ap.parse_args()
    judged = pairs.pairs(pairs.rows(a.gold), a.workers)
    parts = sorted({p.row.get("part", "all") for p in judged})
    found = {part: figures([p for p in judged if p.row.get("part", "all") == part]) for part in parts}
    if a.gold.parent == HERE:
        found["copies"] = copies(pairs.rows(HERE / "copies.csv"))
    if a.out:
        lines = (
            json.dumps({"a": p.row["a"], "b": p.row["b"], "same": p.same, "joined": joined(p)})
            for p in judged
        )
        a.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(json.dumps(found, indent=1) if a.json else "\n".join(f"{part}: {f}" for part, f in found.items()))
    return floors.ended(found, HERE, check=a.check)


if __name__ == "__main__":
    sys.exit(main())
