"""Grow the trees that choose an act's category and parties (events/casting.py) with LightGBM, and write them for numpy.

A pair of sides is right where an annotated event, must or may, has its category and parties near it. What the second round
of trees learns from is what the first says of documents that it has not seen.
"""

from __future__ import annotations

import contextlib
import pathlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

import lightgbm
import numpy as np

from detente.events import casting, coder, trees
from detente.events.casting import Asked
from detente.events.matching import taken
from detente.events.options import Codes
from detente.events.sides import ROLES

FOLDS = 5
OUT = pathlib.Path("detente/weights/trees.npz")
_PARAMETERS = {
    "objective": "binary", "learning_rate": 0.08, "num_leaves": 31, "max_depth": 8, "min_data_in_leaf": 40, "lambda_l2": 5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "verbose": -1, "num_threads": 1, "seed": 1,
}  # fmt: skip
_TREES = {"actor": 80, "recipient": 80, "parties": 140}
_OF_FEATURES = {"actor": 0.5, "recipient": 0.5, "parties": 0.3}


@dataclass(frozen=True)
class Gold:
    """An annotated event near an act, of its category."""

    actors: Codes
    recipients: Codes
    either: bool  # parties are compared as one set

    def holds(self, actors: Codes, recipients: Codes) -> bool:
        if self.either:
            return self.actors | self.recipients == actors | recipients
        return actors == self.actors and (recipients == self.recipients or not self.recipients)

    def on_side(self, option: Codes, side: int) -> bool | None:
        """Whether an option is right for one side; None where any is."""
        if self.either:
            return bool(option) and option <= self.actors | self.recipients
        own = (self.actors, self.recipients)[side]
        return option == own if own or side == 0 else None


def near(score: Any, document: Any, a: Asked) -> list[Gold]:
    """What is annotated where an act of this category is told."""
    span, text = coder.mention(a.told.match).span, document.found.parse.article.text
    category, out = a.told.match.entry.type, []
    for g in document.record.gold["events"]:
        if category not in (*g["type"], *(g.get("plover") or ())):
            continue
        if score.near(score.spans_of(g["evidence"], text), [(span.start, span.end)]):
            either = bool(g.get("reciprocal") or "AGREE" in g["type"])
            sides = [frozenset(score.codes(g[side])) for side in ("actors", "recipients")]
            out.append(Gold(sides[0], sides[1], either))
    return out


class Grown:
    """The models of each question: one a fold, not seen by its documents, and one of all."""

    def __init__(self) -> None:
        self.folds: dict[str, list[lightgbm.Booster]] = {}
        self.whole: dict[str, lightgbm.Booster] = {}

    def add(self, question: str, x: np.ndarray, y: np.ndarray, document: np.ndarray) -> None:
        fold = document % FOLDS
        own = _PARAMETERS | {"feature_fraction": _OF_FEATURES[question]}

        def grow(rows: np.ndarray) -> lightgbm.Booster:
            return lightgbm.train(own, lightgbm.Dataset(x[rows], y[rows]), _TREES[question])

        self.folds[question] = [grow(fold != k) for k in range(FOLDS)]
        self.whole[question] = grow(np.ones(len(x), bool))
        p = np.concatenate([m.predict(x[fold == k]) for k, m in enumerate(self.folds[question])])
        answers = np.concatenate([y[fold == k] for k in range(FOLDS)])
        loss = -np.mean(np.log(np.where(answers, p, 1 - p)))
        print(f"{question}: {len(y)} options, {y.mean():.3f} right, log loss {loss:.4f}", flush=True)

    def predict(self, question: str, rows: np.ndarray, document: int) -> np.ndarray:
        return np.asarray(self.folds[question][document % FOLDS].predict(rows)) if len(rows) else np.zeros(0)

    @contextlib.contextmanager
    def unseen(self, document: int) -> Iterator[None]:
        """Within it, what is asked of the trees is answered by those that have not seen a document."""
        with mock.patch.object(trees, "probability", lambda q, rows: self.predict(q, rows, document)):
            yield


def grow(documents: list[Any], score: Any) -> Grown:
    """Both rounds, written to the weights."""
    grown = Grown()
    asked = [
        list(casting.asked(d.found, {s.number: taken(d.found, s, d.readings.get(s.number)) for s in d.found.parse.sentences}))
        for d in documents
    ]  # fmt: skip
    gold = [[near(score, d, a) for a in acts] for d, acts in zip(documents, asked, strict=True)]
    for side, role in enumerate(ROLES):
        grown.add(role, *_side_samples(asked, gold, side))
    grown.add("parties", *_pair_samples(asked, gold, grown))
    first = next(a for acts in asked for a in acts)
    write(grown.whole, casting.names(first))
    return grown


def _side_samples(
    asked: list[list[Asked]], gold: list[list[list[Gold]]], side: int
) -> tuple[np.ndarray, ...]:
    x, y, document = [], [], []
    for number, (acts, golds) in enumerate(zip(asked, gold, strict=True)):
        if not acts:
            continue
        answers = [
            [g.on_side(option, side) for g in near_it] for a, near_it in zip(acts, golds, strict=True) for option in a.sides[side]
        ]  # fmt: skip
        known = [any(k is not None for k in own) for own in answers]
        x.append(casting.side_rows(acts, side)[known])
        y += [any(own) for own, k in zip(answers, known, strict=True) if k]
        document += [number] * sum(known)
    return np.concatenate(x), np.array(y), np.array(document)


def _pair_samples(
    asked: list[list[Asked]], gold: list[list[list[Gold]]], grown: Grown
) -> tuple[np.ndarray, ...]:
    x, y, document = [], [], []
    for number, (acts, golds) in enumerate(zip(asked, gold, strict=True)):
        if not acts:
            continue
        near_it = {id(a): own for a, own in zip(acts, golds, strict=True)}
        likely = [grown.predict(role, casting.side_rows(acts, k), number) for k, role in enumerate(ROLES)]
        found = list(casting.pairs(acts, (likely[0], likely[1])))
        if found:
            x.append(casting.rows(p.row for p in found))
        y += [any(g.holds(p.actors, p.recipients) for g in near_it[id(p.asked)]) for p in found]
        document += [number] * len(found)
    return np.concatenate(x), np.array(y), np.array(document)


# ── the trees as arrays ──────────────────────────────────────────────────────────────────────────────────


def write(models: dict[str, lightgbm.Booster], names: list[str]) -> None:
    """All trees to one file, with the names of a pair's features."""
    out: dict[str, np.ndarray] = {"names": np.array(names)}
    for question, model in models.items():
        out |= {f"{question}/{part}": array for part, array in arrays(model).items()}
    with zipfile.ZipFile(OUT, "w", zipfile.ZIP_LZMA) as file:  # a fifth smaller than numpy's own
        for name, array in out.items():
            with file.open(f"{name}.npy", "w", force_zip64=True) as member:
                np.lib.format.write_array(member, array, allow_pickle=False)
    trees.forest.cache_clear()
    trees.data.cache_clear()


def arrays(model: lightgbm.Booster) -> dict[str, np.ndarray]:
    """The nodes of a model's trees, as trees.Forest has them."""
    nodes: list[tuple[int, float, int, int, float]] = []
    depths = [0]

    def add(node: dict[str, Any], depth: int) -> int:
        at = len(nodes)
        if "leaf_value" in node:
            depths.append(depth)
            nodes.append((0, np.inf, at, at, node["leaf_value"]))
            return at
        nodes.append((0, 0.0, at, at, 0.0))
        left, right = (add(node[f"{way}_child"], depth + 1) for way in ("left", "right"))
        nodes[at] = (node["split_feature"], node["threshold"], left, right, node["internal_value"])
        return at

    roots = [add(tree["tree_structure"], 0) for tree in model.dump_model()["tree_info"]]
    feature, threshold, left, right, value = zip(*nodes, strict=True)
    return {
        "roots": np.array(roots, np.int32),
        "feature": np.array(feature, np.int32),
        "threshold": _floor(np.array(threshold)),
        "left": np.array(left, np.int32),
        "right": np.array(right, np.int32),
        "value": np.array(value, np.float32),
        "depth": np.array(max(depths)),
    }


def _floor(values: np.ndarray) -> np.ndarray:
    """The nearest float32 that is not above: features are float32, so that every one falls on the same side."""
    near = values.astype(np.float32)
    return np.where(near > values, np.nextafter(near, np.float32(-np.inf)), near)
