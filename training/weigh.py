"""Weigh lexicon and event model: fit events/weighing.py's regression on annotated records.

    python -m training.weigh --gold ../shared/gold/train --skip benchmarks/coding/held_out.txt --folds training/runs/events

The event model's readings come from training.events --fold, so that they are of text it had not seen. A telling is
right where some gold event, must or may, has its type and parties near it. Figures printed are cross-validated by
document; the threshold is the one with the best F1 there.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pathlib
from collections import Counter
from typing import Any

import numpy as np

from benchmarks.coding.__main__ import scorer
from detente import articles, clauses, entities
from detente.events import coder
from detente.events.acts import Reading
from detente.events.retelling import Telling
from detente.output.json import _event
from detente.types import Article, Entities

FOLDS = 5


def readings(folder: pathlib.Path) -> dict[tuple[str, str], Reading]:
    """What the model says of each sentence, by document and words."""
    out = {}
    for file in sorted(folder.glob("fold-*.jsonl")):
        for r in map(json.loads, file.open(encoding="utf-8")):
            out[r["doc"], " ".join(r["words"])] = Reading(
                np.array(r["cat"], np.float32), np.array(r["must"], np.float32)
            )
    return out


def label(score: Any, gold: dict, found: Entities, t: Telling) -> int:
    """2 right by a must event, 1 by a may event, 0 wrong."""
    event = _event(coder.told_once(found, [t])[0])
    best = 0
    for g in gold["events"]:
        kind = event["type"] in g["type"] or event["type"] in (g.get("plover") or [])
        near = score.near(score.spans_of(g["evidence"], found.parse.article.text), score.mentions(event))
        if kind and near and score.same_parties(g, event):
            best = max(best, 2 if g["need"] == "must" else 1)
    return best


def fit(x: np.ndarray, y: np.ndarray, l2: np.ndarray) -> np.ndarray:
    """Weights of an L2-regularised logistic regression, by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(l2), x.T @ (p - y) + l2 * w)
        w -= step
        if np.abs(step).max() < 1e-5:
            break
    return w


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=pathlib.Path, required=True)
    ap.add_argument("--skip", type=pathlib.Path, required=True)
    ap.add_argument("--folds", type=pathlib.Path, required=True)
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path("detente/weights/weighing.json"))
    a = ap.parse_args()
    score, known = scorer(), readings(a.folds)
    skip = set(a.skip.read_text().split())
    golds = [g for g in sorted(a.gold.glob("*.gold.json")) if g.name.removesuffix(".gold.json") not in skip]
    docs: list[tuple[dict, Entities, list[Telling], list[int]]] = []
    for g in golds:
        doc, gold = g.name.removesuffix(".gold.json"), json.loads(g.read_text(encoding="utf-8"))
        published = dt.date.fromisoformat(gold["article"]["published"])
        article = next(
            x for x in articles.read(g.with_name(doc + ".txt"), published=published) if isinstance(x, Article)
        )
        found = entities.resolve(clauses.parse(article))
        said = {
            s.number: r
            for s in found.parse.sentences
            if (r := known.get((doc, " ".join(w.text for w in s.words))))
        }
        told = coder.tellings(found, said)
        docs.append((gold, found, told, [label(score, gold, found, t) for t in told]))
    count = Counter(k for _, _, told, _ in docs for t in told for k in t.features)
    names = sorted(k for k, n in count.items() if n >= 3)
    at = {k: i for i, k in enumerate(names)}
    rows = [(d, j) for d, (_, _, told, _) in enumerate(docs) for j in range(len(told))]
    x = np.zeros((len(rows), len(names)))
    for i, (d, j) in enumerate(rows):
        for k, v in docs[d][2][j].features.items():
            if k in at:
                x[i, at[k]] = v
    y = np.array([docs[d][3][j] for d, j in rows])
    l2 = np.array([4.0 if k.startswith(("entry ", "word ")) else 1.0 for k in names])
    fold = np.array([d % FOLDS for d, _ in rows])
    p = np.zeros(len(rows))
    for k in range(FOLDS):
        p[fold == k] = 1 / (
            1 + np.exp(-x[fold == k] @ fit(x[fold != k], (y[fold != k] > 0).astype(float), l2))
        )
    print(
        len(rows),
        "tellings,",
        f"{(y > 0).mean():.3f} right,",
        f"log loss {-np.mean(np.where(y > 0, np.log(p), np.log(1 - p))):.3f}",
    )
    best = (0.0, 0.5)
    for threshold in np.arange(0.1, 0.75, 0.05):
        total: Counter[str] = Counter()
        for d, (gold, found, told, _) in enumerate(docs):
            kept = [
                t for (dd, j), q in zip(rows, p, strict=True) if dd == d and q >= threshold for t in [told[j]]
            ]
            coded = {
                "article": {"text": found.parse.article.text},
                "events": [_event(e) for e in coder.told_once(found, kept)],
            }
            total.update({k: v for k, v in score.score_events(gold, coded).items() if isinstance(v, int)})
        precision, recall, f = score.prf(total["found"], total["missed"], total["extra"])
        print(f"threshold {threshold:.2f} precision {precision:.3f} recall {recall:.3f} F1 {f:.3f}")
        best = max(best, (f, float(threshold)))
    for lo in np.arange(0, 1, 0.1):
        inside = (p >= lo) & (p < lo + 0.1)
        if inside.any():
            print(f"said {lo:.1f}-{lo + 0.1:.1f}: right {(y[inside] > 0).mean():.2f} of {inside.sum()}")
    w = fit(x, (y > 0).astype(float), l2)
    kept_weights = {k: round(float(v), 3) for k, v in zip(names, w, strict=True) if abs(v) >= 0.005}
    a.out.write_text(
        json.dumps({"threshold": round(best[1], 2), "weights": kept_weights}, indent=0) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
