"""Find the times of news articles and score their extents and TIMEX3 values.

    python -m benchmarks.times                         TimeBank and AQUAINT of ../shared, open and held-out documents
    python -m benchmarks.times --gold FILE_OR_DIR [--out PREDICTIONS.jsonl] [--json]
    python -m benchmarks.times --check                 fail where a figure is under its floor (floors.json)

F1 in percent, by ../shared/data/score/score_times.py as TempEval-3 scored: strict (the same characters), relaxed (they
overlap), value (they overlap and have the same TIMEX3 value), type. Gold is JSONL, {doc_id, dct, text, timex} a line;
predictions are written in the same form. The held-out fifth (held_out.txt) was drawn by document before the first rule.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks import floors
from benchmarks.scorers import SHARED, scorer
from detente import clauses
from detente.entities import times
from detente.types import Article, Sentence, Timex

HERE = Path(__file__).parent
DATA = SHARED / "data"
SETS = {"timebank": "timebank_train.jsonl", "aquaint": "aquaint_train.jsonl"}
MEASURES = ("strict", "relaxed", "value", "type")
Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """Documents of a file, or of all JSONL files of a folder."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    lines = (line for file in files for line in file.read_text(encoding="utf-8").split("\n"))
    return [row for row in map(json.loads, filter(str.strip, lines)) if "timex" in row]


def predicted(row: Row) -> Row:
    """The times of a document in the form of the gold."""
    published = dt.date.fromisoformat(row["dct"][:10]) if row.get("dct") else None
    parse = clauses.parse(Article(row["doc_id"], row["text"], published=published))
    found = [
        told(parse.sentences[when.sentence], timex)
        for when in times.find_all(parse)
        for timex in when.timexes
    ]
    return {"doc_id": row["doc_id"], "timex": found}


def told(sentence: Sentence, timex: Timex) -> Row:
    start, end = sentence.words[timex.first].start, sentence.words[timex.last - 1].end
    return {"start": start, "end": end, "type": timex.type, "value": timex.value}


def figures(golds: list[Row], out: Path | None = None) -> dict[str, float]:
    """F1 by measure."""
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder) / "gold.jsonl", out or Path(folder) / "found.jsonl"
        _write(gold, golds)
        _write(found, map(predicted, golds))
        scores = scorer("data/score/score_times.py").score(gold, found)
    return {"documents": len(golds), **{measure: scores[measure]["f1"] for measure in MEASURES}}


def _write(file: Path, lines: Iterable[Row]) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in lines), encoding="utf-8")


def standing() -> dict[str, list[Row]]:
    """Documents that the floors hold for."""
    held = set((HERE / "held_out.txt").read_text(encoding="utf-8").split())
    parts: dict[str, list[Row]] = {}
    for name, file in SETS.items():
        for row in rows(DATA / "times" / file):
            part = "held_out" if f"{name}-{row['doc_id']}" in held else "open"
            parts.setdefault(f"{name} {part}", []).append(row)
    return parts


def shown(found: dict[str, dict[str, float]]) -> str:
    return "\n".join(
        f"{name:18} " + "  ".join(f"{key} {value:g}" for key, value in row.items())
        for name, row in found.items()
    )


def main() -> int:
    ap = floors.command(__doc__)
    ap.add_argument("--gold", type=Path, help="JSONL file, or folder of them")
    ap.add_argument("--out", type=Path, help="file for what is found, as JSONL")
    a = ap.parse_args()
    parts = {a.gold.name: rows(a.gold)} if a.gold else standing()
    found = {name: figures(golds, a.out if a.gold else None) for name, golds in parts.items()}
    print(json.dumps(found) if a.json else shown(found))
    return floors.ended(found, HERE, check=a.check)


if __name__ == "__main__":
    sys.exit(main())
