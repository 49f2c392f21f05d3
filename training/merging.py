"""Fit which tellings are of one act (weights/merging.json) on the judged pairs of benchmarks/merging.

    python -m training.merging

A logistic regression over the named evidence of detente/merging/evidence.py, drawn towards what we hold beforehand (PRIOR): the
pairs are few, and chosen to be hard. It learns from the part *tune*; SURE is the
probability from which two acts are taken for one. Then `python -m benchmarks.merging` tells what it does on *held*.
"""

from __future__ import annotations

import argparse
import json
import pathlib
from collections import Counter

import numpy as np

from benchmarks.merging import pairs
from detente.merging import evidence, grouping

PRIOR = {
    "bias": -1.2, "category ACCUSE": -0.3, "category AGREE": -0.2, "category SUPPORT": -0.3, "contained words": 0.5,
    "gap later": -0.8, "gap opening": -1.2, "gap told": -2.5, "named in one": -0.5, "other level": -0.8, "other mode": -0.3,
    "other names": -0.3, "other person": -1.2, "other place": -0.5, "other way": -0.3, "same company on the same day": 2.5, "same day": 2.0, "same mode": 0.2,
    "same parties": 0.3, "same person": 0.3, "same person on the same day": 1.5, "same persons": 0.3, "same persons in other company": -2.0,
    "same persons on the same day": 1.5, "same place": 0.2, "same way": 0.2, "shared names": 0.5, "shared parties": 0.2,
    "shared sides": 0.3, "shared words": 0.8, "shared words on the same day": 2.5, "status denied+occurred": -1.0, "status negated+occurred": -1.0, "status occurred+planned": 0.1, "status occurred+refused": -1.0, "within span": 0.2,
}  # fmt: skip
L2 = 3.0
HELD = 100.0  # of what the pairs cannot tell, drawn as they were by shared names from one week and from recollections
SELDOM = 6
SURE = 0.8


def fit(x: np.ndarray, y: np.ndarray, prior: np.ndarray, l2: np.ndarray) -> np.ndarray:
    """Weights drawn towards the prior, by gradient steps with a fixed bound on the curvature (Boehning and Lindsay 1988)."""
    bound = np.linalg.inv(x.T @ x / 4 + np.diag(l2))
    w = prior.copy()
    for _ in range(2000):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = bound @ (x.T @ (p - y) + l2 * (w - prior))
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path("detente/weights/merging.json"))
    a = ap.parse_args()
    judged = [r for r in pairs.rows(pairs.HERE / "pairs.csv") if r["part"] == "tune"]
    both = [(p.a, p.b, p.same) for p in pairs.pairs(judged) if p.a and p.b and grouping.may_be_one(p.a, p.b)]
    rows = [evidence.features(a, b) for a, b, _ in both]
    count = Counter(k for row in rows for k, v in row.items() if v)
    names = sorted(PRIOR.keys() | {k for k, n in count.items() if n >= SELDOM})
    x = np.array([[row.get(n, 0.0) for n in names] for row in rows])
    y = np.array([same for _, _, same in both], float)
    prior = np.array([PRIOR.get(n, 0.0) for n in names])
    l2 = np.array([HELD if n.startswith(("gap", "other names")) else L2 for n in names])
    weights = {
        n: round(float(v), 3) for n, v in zip(names, fit(x, y, prior, l2), strict=True) if abs(v) >= 0.005
    }
    print(f"{len(y)} pairs, {int(y.sum())} same")
    text = json.dumps({"threshold": SURE, "weights": weights}, indent=1)
    a.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
