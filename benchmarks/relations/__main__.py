"""Say what the marked source of a sentence does to the marked target and compare it with the gold.

    python -m benchmarks.relations --gold FILE_OR_DIR [--out DIR] [--json]      the shipped model on PLV or AW files (TSV)
    python -m benchmarks.relations                  the same on PLV_train and AW_train, from which it has learnt
    python -m benchmarks.relations --runs DIR       what models said of parts of both that they had not seen
    python -m benchmarks.relations --check          fail where a figure is under its floor (floors.json)

The shipped model has learnt from PLV_train and AW_train: its figures there show only that nothing is broken. What a model
knows of unseen pairs is measured by cross-validation (training.pairs --fold K/N): each run leaves out another part with another
seed; the figure is the mean over the runs, with half the width of its 95 % t interval. Of PLV the 15 roots are compared
(YIELD is CONCEDE or RETREAT), every pair taken as related, and the file's four penta classes; of AW whether anything holds
between the two.
"""

from __future__ import annotations

import json
import pathlib
import statistics
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks import floors
from benchmarks.relations import layout
from benchmarks.relations.layout import Pair, Probabilities
from detente.events import pairs
from detente.events.acts import CATEGORIES
from detente.types import Span

HERE = pathlib.Path(__file__).parent
RELATIONS = HERE.parents[2] / "shared" / "data" / "relations"
_T = {2: 12.71, 3: 4.30, 4: 3.18, 5: 2.78, 10: 2.26}  # 97.5 % points of Student's t by number of runs


NAMES = ("PLV_train", "AW_train")


def files(gold: pathlib.Path) -> list[pathlib.Path]:
    return sorted(gold.glob("*.tsv")) if gold.is_dir() else [gold]


def said(found: Sequence[Pair]) -> list[dict[str, float]]:
    return [pairs.probabilities(p.text, Span(*p.source), Span(*p.target)) for p in found]


def write(found: Sequence[Pair], answers: Sequence[Probabilities], path: pathlib.Path) -> None:
    """Codes alone; the sentences are others'."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for p, answer in zip(found, answers, strict=True):
            row = {
                "id": p.id,
                "root": layout.best_root(answer),
                "penta": layout.best_penta(answer),
                "holds": answer["NONE"] < 0.5,
                "said": {k: round(v, 4) for k, v in answer.items()},
            }
            file.write(json.dumps(row) + "\n")


def measured(runs: pathlib.Path) -> dict[str, dict[str, float]]:
    """Mean figures of the runs by data set, each with half the width of its interval; nothing without runs."""
    parts = sorted(runs.glob("fold-*.jsonl"))
    answers = [[json.loads(line) for line in part.open(encoding="utf-8")] for part in parts]
    return {name: _mean([_figures(name, rows) for rows in answers]) for name in NAMES if answers}


def _figures(name: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    known = {p.id: p for p in layout.rows(RELATIONS / f"{name}.tsv")}
    mine = [row for row in rows if row["file"] == name]
    said = [dict(zip(CATEGORIES, row["said"], strict=True)) for row in mine]
    return layout.figures([known[row["id"]] for row in mine], said)


def _mean(found: Sequence[Mapping[str, float]]) -> dict[str, float]:
    out: dict[str, float] = {"runs": len(found)}
    for key in found[0]:
        values = [f[key] for f in found]
        out[key] = statistics.mean(values)
        if len(values) in _T and key != "pairs":
            out[f"{key} +-"] = _T[len(values)] * statistics.stdev(values) / len(values) ** 0.5
    return out


def shipped(gold: pathlib.Path, out: pathlib.Path | None) -> dict[str, dict[str, float]]:
    """Figures of the shipped model by file."""
    total = {}
    for file in files(gold):
        found = layout.rows(file)
        answers = said(found)
        total[file.stem] = layout.figures(found, answers)
        if out:
            write(found, answers, out / f"{file.stem}.jsonl")
    return total


def main() -> int:
    ap = floors.command(__doc__)
    ap.add_argument("--gold", type=pathlib.Path, default=RELATIONS, help="a file, or a folder of .tsv files")
    ap.add_argument("--runs", type=pathlib.Path, help="where training.pairs --fold wrote")
    ap.add_argument("--out", type=pathlib.Path, help="where the predictions go")
    a = ap.parse_args()
    total = measured(a.runs) if a.runs else shipped(a.gold, a.out)
    for name, found in total.items():
        print(f"== {name}", file=sys.stderr)
        for key, value in found.items():
            print(f"{key:20} {value:.4g}", file=sys.stderr)
    if a.json:
        print(json.dumps({name: {k: round(v, 4) for k, v in found.items()} for name, found in total.items()}))
    return floors.ended(total, HERE, check=a.check)


if __name__ == "__main__":
    sys.exit(main())
