"""Fit what is told as a fact, and the signatures of words that take complements (events/factuality.py).

    python -m training.factuality

Signatures: mean judgements of MegaVeridicality's and RP's training sentences by the word above, the way it takes its complement, and
its negation. Classes: a softmax regression on UW's, MEANTIME's, RP's and MegaVeridicality's training parts, the last two at less weight
and with features of their own for how their judges differ; in them a signature is of the other sentences alone. Cross-validated by
sentence on UW and MEANTIME, where the shift that gives the best macro-F1 is found. C and the weight were chosen there.
"""

from __future__ import annotations

import argparse
import csv
import json
import pathlib
import pickle
import zlib
from collections import Counter, defaultdict

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.status.__main__ import DATA, Asked, asked
from detente.events import factuality
from detente.events.factuality import CLASSES, frame, implying
from detente.events.matching import is_negated
from detente.knowledge import signatures

NEWS, BUILT = ("uw_train", "meantime_train"), ("rp_train", "megaveridicality_train")
FOLDS, SELDOM, C, SHARE, RESAMPLES = 5, 4, 0.1, 0.3, 50
CUT = 1.0  # of a judgement: from here a fact, from its negative none
OUT = pathlib.Path("detente/weights/factuality.json")
SIGNATURES = pathlib.Path("detente/knowledge/signatures.csv")
Key = tuple[str, str, bool]


def read(name: str, cache: pathlib.Path | None = None) -> list[Asked]:
    """The predicates of a set that are words of the sentence."""
    file = cache / f"{name}.asked" if cache else None
    if file and file.exists():
        return pickle.loads(file.read_bytes())
    found = [a for a in asked(DATA / "factuality" / f"{name}.jsonl") if a.told]
    if file:
        file.write_bytes(pickle.dumps(found))
    return found


def key(a: Asked) -> Key | None:
    """Under which signature a judgement counts."""
    s = a.told.sentence
    place = frame(s, a.told.word)
    return place and (s.words[place[0]].lemma.lower(), place[1], is_negated(s, place[0]))


def write_signatures(built: list[Asked]) -> None:
    judged: dict[Key, list[float]] = defaultdict(list)
    for a in built:
        if (k := key(a)) is not None:
            judged[k].append(a.gold["value"])
    with SIGNATURES.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["word", "frame", "negated", "value", "judged"])
        for (word, kind, negated), values in sorted(judged.items()):
            table.writerow([word, kind, int(negated), round(float(np.mean(values)), 2), len(values)])
    signatures._table.cache_clear()  # noqa: SLF001


def class_of(a: Asked) -> int:
    value = a.gold["value"]
    return 0 if value >= CUT else 2 if value <= -CUT else 1


def built_row(a: Asked) -> dict[str, float]:
    """Features of a sentence built for its verb: without its own judgement, and with what its judges alone do."""
    found = {k: v for k, v in factuality.features(a.told).items() if not k.startswith("implied")}
    if (k := key(a)) and (known := signatures.of(k[0], k[1], negated=k[2])) and known.judged > 1:
        others = (known.value * known.judged - a.gold["value"]) / (known.judged - 1)
        found |= implying(others, k[1])
    name = a.id.split("-")[0]
    own = {f"{name} {k}": 1.0 for k in found if k.split()[0] in ("rule", "negated", "frame", "bias")}
    return found | own


def fit(x, y, weight):
    return LogisticRegression(C=C, max_iter=300).fit(x, y, weight)


def macro(gold: np.ndarray, said: np.ndarray) -> list[float]:
    """F1 of each class in percent."""
    both = [((gold == k) & (said == k)).sum() for k in range(3)]
    return [float(200 * both[k] / max(1, (gold == k).sum() + (said == k).sum())) for k in range(3)]


def shift(scores: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """What is added to the classes' scores for the best macro-F1: the mean of what is best in resamples, since the best wanders."""
    steps = np.arange(0, 2.01, 0.25)
    tried = np.array([[0.0, u, c] for u in steps for c in steps])
    said = np.array([(scores + t).argmax(1) for t in tried])
    drawn = np.random.default_rng(1).integers(len(gold), size=(RESAMPLES, len(gold)))
    best = [max(range(len(tried)), key=lambda n: np.mean(macro(gold[i], said[n][i]))) for i in drawn]
    return tried[best].mean(0)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--cache", type=pathlib.Path, help="folder where what was read is kept")
    a = ap.parse_args()
    news = [x for name in NEWS for x in read(name, a.cache)]
    built = [x for name in BUILT for x in read(name, a.cache)]
    write_signatures(built)
    rows = [factuality.features(x.told) for x in news] + [built_row(x) for x in built]
    count = Counter(k for row in rows for k in row)
    rows = [{k: v for k, v in row.items() if count[k] >= SELDOM} for row in rows]
    known = DictVectorizer()
    x, y = known.fit_transform(rows), np.array([class_of(a) for a in news + built])
    weight = np.concatenate([np.ones(len(news)), np.full(len(built), SHARE)])
    fold = np.array([zlib.crc32(a.id.encode()) % FOLDS for a in news] + [-1] * len(built))
    scores = np.zeros((len(y), 3))
    for k in range(FOLDS):
        model = fit(x[fold != k], y[fold != k], weight[fold != k])
        scores[fold == k] = model.decision_function(x[fold == k])
    own = fold >= 0
    added = shift(scores[own], y[own])
    each = macro(y[own], (scores[own] + added).argmax(1))
    print(
        f"{len(known.feature_names_)} features; cross-validated macro-F1 {np.mean(each):.1f}",
        [round(f, 1) for f in each],
        added,
    )
    keep(known.feature_names_, fit(x, y, weight), added)


def keep(names: list[str], model: LogisticRegression, added: np.ndarray) -> None:
    sets = tuple(name.split("_")[0] + " " for name in BUILT)
    kept = {}
    for n, one in enumerate(CLASSES):
        found = dict(zip(names, map(float, model.coef_[n]), strict=True))
        found["bias"] += float(model.intercept_[n] + added[n])
        kept[one] = {k: round(v, 3) for k, v in found.items() if abs(v) >= 0.005 and not k.startswith(sets)}
    OUT.write_text(json.dumps(kept, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
