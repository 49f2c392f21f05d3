"""The one door to onnxruntime: words in, tags, tree, sentence ends and names out.

A pack is a run of words (a paragraph or a part of it). Packs of like length share a pass, so that little of it is padding.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import WeightsError
from detente.wordpiece import UNKNOWN, subwords

CLS, SEP = 101, 102
MAX_PIECES = 200  # subwords in a pack; the encoder has 512 positions
_PASS = 256  # subwords in a pass of several packs, padding included
_UNLIKE = 1.2  # how much longer than its shortest a pack of a pass may be
_KNOWN_WORDS = 50_000  # words whose pieces are remembered
_WEIGHTS = Path(__file__).parent / "weights"

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Encoded = tuple[list[int], list[int], list[int]]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the network says of one pack of W words; ``heads`` count words from 0, -1 is a sentence's root."""

    ends: NDArray[np.bool_]  # (W,)
    upos: list[str]
    xpos: list[str]
    heads: Ints  # (W,)
    deprel: list[str]
    names: list[str]  # BIO labels
    arcs: NDArray[np.float32]  # (W, W+1), column 0 is the root


def shape(word: str, *, space_before: bool) -> int:
    """One of 16 classes of what a word looks like, since the encoder is uncased."""
    if word.islower():
        kind = 0
    elif any(c.isdigit() for c in word):
        kind = 5
    elif not any(c.isalpha() for c in word):
        kind = 6
    elif word.isupper():
        kind = 4 if len(word) == 1 else 2
    elif word[0].isupper() and word[1:].islower():
        kind = 1
    else:
        kind = 3 if any(c.isupper() for c in word) else 7
    return kind + 8 * space_before


class Pieces:
    """Words to subword numbers, each word by itself, remembered."""

    def __init__(self) -> None:
        lines = weights("vocabulary.txt").read_text(encoding="utf-8").split("\n")
        self._vocabulary = {piece: n for n, piece in enumerate(lines) if piece}
        self._known: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        """At least one subword; a long word is cut at 16."""
        ids = self._known.get(word)
        if ids is None:
            ids = subwords(word[:100], self._vocabulary)[:16] or [UNKNOWN]
            if len(self._known) >= _KNOWN_WORDS:
                self._known.clear()
            self._known[word] = ids
        return ids


@functools.cache
def pieces() -> Pieces:
    """The one tokeniser of the process."""
    return Pieces()


def encode(words: Sequence[str], spaces: Sequence[bool]) -> Encoded:
    """Subword numbers, their words' shapes, and the subword at which each word starts."""
    ids, shapes, first = [CLS], [0], []
    of = pieces().of
    for word, space in zip(words, spaces, strict=True):
        own = of(word)
        first.append(len(ids))
        ids.extend(own)
        shapes.extend([shape(word, space_before=space)] * len(own))
    return [*ids, SEP], [*shapes, 0], first


def pad(rows: Sequence[Sequence[int]]) -> Ints:
    """Rows of unlike length as one array, zeros behind."""
    out = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out


def weights(name: str) -> Path:
    """A file of the trained model; raises WeightsError where it is missing."""
    file = _WEIGHTS / name
    if not file.exists():
        raise WeightsError(f"a part of the trained model is missing from this installation: {file}")
    return file


@functools.cache
def labels() -> dict[str, Any]:
    """Label lists and version of the shipped models (labels.json)."""
    card: dict[str, Any] = json.loads(weights("labels.json").read_text(encoding="utf-8"))
    return card


class Embeddings:
    """MiniLM's word embeddings, int8 with a scale a row; both models read the same table."""

    def __init__(self) -> None:
        self._table = np.load(weights("words.npy"), mmap_mode="r")
        self._scales = np.load(weights("scales.npy"))

    def of(self, ids: Ints) -> Floats:
        """Embeddings (..., 384) of subword numbers."""
        out: Floats = self._table[ids].astype(np.float32)
        out *= self._scales[ids][..., None]
        return out


@functools.cache
def embeddings() -> Embeddings:
    """The one table of the process."""
    return Embeddings()


class Network:
    """One ONNX session over packs."""

    def __init__(self, name: str) -> None:
        import onnxruntime as ort  # noqa: PLC0415  slow to load, and --help needs none

        options = ort.SessionOptions()
        options.intra_op_num_threads = int(os.environ.get("DETENTE_THREADS", "0")) or os.cpu_count() or 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        raw = weights(f"{name}.onnx").read_bytes()
        self._session = ort.InferenceSession(raw, options, providers=["CPUExecutionProvider"])

    def run(self, packs: Sequence[Encoded]) -> list[NDArray[Any]]:
        """Outputs over packs made by `encode`, each (packs, words, ...)."""
        ids, shapes, first = (pad([p[k] for p in packs]) for k in range(3))
        feed = {"embedded": embeddings().of(ids), "ids": ids, "shapes": shapes, "first": first}
        out: list[NDArray[Any]] = self._session.run(None, feed)
        return out


@functools.cache
def _network(name: str) -> Network:
    return Network(name)


def parse(packs: Sequence[Encoded]) -> Iterator[Prediction]:
    """Tags, trees, sentence ends and names of packs."""
    card = labels()
    for pack, got in zip(packs, _outputs("parser", packs), strict=True):
        w = len(pack[2])
        ends, upos, xpos, heads, deprel, names, arcs = (g[:w] for g in got)
        yield Prediction(
            ends=ends > 0,
            upos=[card["upos"][k] for k in upos],
            xpos=[card["xpos"][k] for k in xpos],
            heads=heads.astype(np.int64) - 1,
            deprel=[card["deprel"][k] for k in deprel],
            names=[card["names"][k] for k in names],
            arcs=arcs[:, : w + 1],
        )


def acts(packs: Sequence[Encoded]) -> Iterator[tuple[Floats, Floats, Floats, Floats]]:
    """What the W words of a pack tell, as probabilities.

    (W, 17) of none and the categories, (W,) of being plain, (W, 9) of the statuses, and (W, W, 2) that a column's word is
    actor or recipient of a row's act.
    """
    for pack, (category, plain, status, sides) in zip(packs, _outputs("events", packs), strict=True):
        w = len(pack[2])
        yield category[:w], plain[:w], status[:w], sides[:w, :w]


def _outputs(name: str, packs: Sequence[Encoded]) -> list[list[NDArray[Any]]]:
    """What a network says of each pack, padding and all."""
    found: dict[int, list[NDArray[Any]]] = {}
    for group in passes([len(ids) for ids, _, _ in packs]):
        got = _network(name).run([packs[i] for i in group])
        found.update((i, [g[k] for g in got]) for k, i in enumerate(group))
    return [found[i] for i in range(len(packs))]


def passes(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of the packs of these sizes that share a pass, the shortest first."""
    group: list[int] = []
    for i in sorted(range(len(sizes)), key=sizes.__getitem__):
        if group and (sizes[i] * (len(group) + 1) > _PASS or sizes[i] > _UNLIKE * sizes[group[0]]):
            yield group
            group = []
        group.append(i)
    if group:
        yield group
