"""Code articles that have a gold record and score the result.

    python -m benchmarks.coding                        the seed, dev, and the held-out fifth of train
    python -m benchmarks.coding --gold DIR [--only LIST] [--out DIR] [--json]
    python -m benchmarks.coding --lexicon              events by lexicon and rules alone, nothing weighed or dropped
    python -m benchmarks.coding --model                events by the event model alone, no lexicon entry read
    python -m benchmarks.coding --errors               errors by kind (errors.py), of all and of a hundred drawn by chance
    python -m benchmarks.coding --check                fail where a figure is under its floor (floors.json)

Scores are those of ../shared/gold/score.py; mode, contexts, who reports and sector are F1 over the must events found; intervals
are 95 % bootstrap intervals over documents. Sources are told apart by the first word of a document's name: wh readouts,
wikinews, the rest wire and newspapers.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import pathlib
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any
from unittest import mock

from benchmarks import floors
from benchmarks.coding import errors
from benchmarks.scorers import SHARED, scorer
from detente import articles, clauses, entities, pipeline
from detente.events import coder as events
from detente.output.json import record
from detente.types import Article, Coding

HERE = pathlib.Path(__file__).parent
Row = dict[str, Any]
Coder = Callable[[list[Article]], Iterable[Coding]]


def kind_of(name: str) -> str:
    first, _, _ = name.partition("-")
    return {"wh": "readout", "wikinews": "wikinews"}.get(first, "wire")


def text_of(gold: pathlib.Path) -> pathlib.Path:
    here = gold.with_name(gold.name.replace(".gold.json", ".txt"))
    return here if here.exists() else SHARED / "seeds" / here.name


def by_lexicon(article: Article) -> Coding:
    """Events without the event model and the weighing; statements and commitments are left out."""
    found = entities.resolve(clauses.parse(article))
    return Coding(article, events.told_once(found, events.tellings(found, {})))


def by_model(article: Article) -> Coding:
    """As it is shipped, but with no lexicon entry."""
    with mock.patch("detente.events.matching._index", return_value={}):
        return pipeline.code(article)


def code(
    golds: list[pathlib.Path], out: pathlib.Path | None, score: ModuleType, coder: Coder = pipeline.code_all
) -> list[Row]:
    """Counts of each document."""
    records = [json.loads(g.read_text(encoding="utf-8")) for g in golds]
    found: list[Article] = []
    for g, gold in zip(golds, records, strict=True):
        published = dt.date.fromisoformat(gold["article"]["published"])
        read = articles.read(text_of(g), published=published)
        found.append(next(a for a in read if isinstance(a, Article)))
    rows = []
    for g, gold, coding in zip(golds, records, coder(found), strict=True):
        coded = record(coding, pipeline.coder_version())
        if out:
            out.mkdir(parents=True, exist_ok=True)
            (out / g.name.replace(".gold.json", ".json")).write_text(json.dumps(coded), encoding="utf-8")
        rows.append(
            {
                "name": g.name,
                "events": score.score_events(gold, coded),
                "statements": score.score_statements(gold, coded),
                "commitments": score.score_commitments(gold, coded),
                "details": errors.details(score, gold, coded),
                "errors": list(errors.errors(score, gold, coded)),
            }
        )
    return rows


def figures(rows: list[Row], score: ModuleType) -> dict[str, float]:
    e, s, c = (score.total(rows, k) for k in ("events", "statements", "commitments"))
    details = sum((r["details"] for r in rows), Counter[str]())
    p, r, f = score.prf(e["found"], e["missed"], e["extra"])
    strict = score.prf(
        e["strict"], e["found"] + e["missed"] - e["strict"], e["extra"] + e["found"] - e["strict"]
    )[2]
    return {
        "event_precision": p,
        "event_recall": r,
        "event_f1": f,
        "event_strict_f1": strict,
        "status_accuracy": e["status_right"] / (e["found"] or 1),
        "other_status_recall": e["other_right"] / (e["other"] or 1),
        "date_accuracy": e["dates_right"] / (e["found"] or 1),
        "statement_f1": score.prf(s["found"], s["missed"], s["extra"])[2],
        "commitment_f1": score.prf(c["found"], c["missed"], c["extra"])[2],
        **{f"{name}_f1": errors.f1(details, name) for name in ("mode", "contexts", "reported_by", "sector")},
    }


def interval(rows: list[Row], score: ModuleType, key: str, draws: int = 500) -> tuple[float, float]:
    rng = random.Random(0)
    values = sorted(figures(rng.choices(rows, k=len(rows)), score)[key] for _ in range(draws))
    return values[int(draws * 0.025)], values[int(draws * 0.975)]


def report(name: str, rows: list[Row], score: ModuleType) -> dict[str, Any]:
    out: dict[str, Any] = {
        "documents": len(rows),
        **{k: round(v, 4) for k, v in figures(rows, score).items()},
    }
    out["event_f1_interval"] = [round(x, 3) for x in interval(rows, score, "event_f1")]
    kinds = sorted({kind_of(r["name"]) for r in rows})
    out["event_f1_by_source"] = {
        k: round(figures([r for r in rows if kind_of(r["name"]) == k], score)["event_f1"], 3) for k in kinds
    }
    print(f"== {name}", file=sys.stderr)
    for key, value in out.items():
        print(f"{key:22} {value}", file=sys.stderr)
    return out


def chosen(gold: pathlib.Path, only: pathlib.Path | None) -> dict[str, list[pathlib.Path]]:
    """Gold records of one folder, all or those that a file names."""
    names = set(only.read_text(encoding="utf-8").split()) if only else None
    golds = sorted(gold.glob("*.gold.json"))
    return {gold.name: [g for g in golds if names is None or g.name.removesuffix(".gold.json") in names]}


def standing() -> dict[str, list[pathlib.Path]]:
    """Gold records that the floors hold for."""
    held = set((HERE / "held_out.txt").read_text(encoding="utf-8").split())
    train = sorted((SHARED / "gold" / "train").glob("*.gold.json"))
    return {
        "seed": sorted((SHARED / "gold").glob("0*.gold.json")),
        "dev": sorted((SHARED / "gold" / "dev").glob("*.gold.json")),
        "held_out": [g for g in train if g.name.removesuffix(".gold.json") in held],
    }


def main() -> int:
    ap = floors.command(__doc__)
    ap.add_argument("--gold", type=pathlib.Path)
    ap.add_argument("--only", type=pathlib.Path, help="file with names of documents")
    ap.add_argument("--out", type=pathlib.Path, help="where the codings go")
    ap.add_argument("--lexicon", action="store_true", help="lexicon and rules alone")
    ap.add_argument("--errors", action="store_true", help="count the errors by kind")
    ap.add_argument("--model", action="store_true", help="the event model alone")
    a = ap.parse_args()
    score = scorer("gold/score.py")
    coder: Coder = pipeline.code_all
    if a.lexicon or a.model:
        coder = functools.partial(map, by_lexicon if a.lexicon else by_model)
    found = {}
    for name, golds in (chosen(a.gold, a.only) if a.gold else standing()).items():
        rows = code(golds, a.out / name if a.out else None, score, coder)
        found[name] = report(name, rows, score)
        if a.errors:
            print(errors.counted([kind for r in rows for kind in r["errors"]]), file=sys.stderr)
    if a.json:
        print(json.dumps(found))
    return floors.ended(found, HERE, check=a.check)


if __name__ == "__main__":
    sys.exit(main())
