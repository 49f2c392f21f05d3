"""The one door to onnxruntime: words in, tags, tree, sentence ends and names out.

A pack is a run of words (a paragraph or a part of it). Packs of like length share a pass, so that little of it is padding.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
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
_ACTS = ("category", "plain", "status", "sides")
_WEIGHTS = Path(__file__).parent / "weights"

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Encoded = tuple[list[int], list[int], list[int]]
Arrays = list[NDArray[Any]]
Feed = dict[str, NDArray[Any]]


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
    speech: Speech | None = None  # None where nobody was expected to speak


@dataclass(frozen=True, slots=True)
class Speech:
    """What the speech model says of one pack of W words.

    ``roles`` (W, 7) are scores of none and of begin and inside of source, cue and content, ``steps`` (8, 7) those of one after
    another (the last row opens a pack). ``whose`` (W, W+1) are log-probabilities that a content's word has its cue, or a cue's word
    its source, at a column's word; column 0 is none.
    """

    roles: Floats
    whose: Floats
    steps: Floats


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


@functools.cache
def vocabulary() -> list[str]:
    """Subwords by their number in BERT; an empty one is not shipped (training.vocabulary)."""
    return weights("vocabulary.txt").read_text(encoding="utf-8").split("\n")


class Pieces:
    """Words to subword numbers, each word by itself, remembered."""

    def __init__(self) -> None:
        self._vocabulary = {piece: n for n, piece in enumerate(vocabulary()) if piece}
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
    """MiniLM's word embeddings, int8 with a scale a row, of the shipped subwords; both models read the same table."""

    def __init__(self) -> None:
        self._row = np.cumsum([bool(piece) for piece in vocabulary()]) - 1
        self._table = np.load(weights("words.npy"), mmap_mode="r")
        self._scales = np.load(weights("scales.npy"))

    def of(self, ids: Ints) -> Floats:
        """Embeddings (..., 384) of subword numbers."""
        rows = self._row[ids]
        out: Floats = self._table[rows].astype(np.float32)
        out *= self._scales[rows][..., None]
        return out


@functools.cache
def embeddings() -> Embeddings:
    """The one table of the process."""
    return Embeddings()


class Network:
    """One ONNX session."""

    def __init__(self, name: str) -> None:
        import onnxruntime as ort  # noqa: PLC0415  slow to load, and --help needs none

        options = ort.SessionOptions()
        options.intra_op_num_threads = int(os.environ.get("DETENTE_THREADS", "0")) or os.cpu_count() or 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        options.graph_optimization_level = (
            ort.GraphOptimizationLevel.ORT_DISABLE_ALL
        )  # training.export did it
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        raw = weights(f"{name}.onnx").read_bytes()
        self._session = ort.InferenceSession(raw, options, providers=["CPUExecutionProvider"])

    def run(self, feed: Feed, outputs: Sequence[str] | None = None) -> Arrays:
        """Outputs over a pass, all or those named."""
        out: Arrays = self._session.run(outputs, feed)
        return out


@functools.cache
def _network(name: str) -> Network:
    return Network(name)


def parse(packs: Sequence[Encoded], spoken: Callable[[int, Prediction], bool]) -> list[Prediction]:
    """Tags, trees, sentence ends and names of packs, and who says what in those of which ``spoken`` says that they may tell it.

    It is asked with a pack's number and what the parser says.
    """
    found: dict[int, Prediction] = {}
    for group in _groups(packs):
        feed = _feed([packs[i] for i in group])
        *said, inner, outer = _network("parser").run(feed)
        parsed = [_prediction(len(packs[i][2]), [g[k] for g in said]) for k, i in enumerate(group)]
        rows = [k for k, i in enumerate(group) if spoken(i, parsed[k])]
        heard = _heard(feed, inner, outer, rows)
        for k, i in enumerate(group):
            w = len(packs[i][2])
            found[i] = replace(parsed[k], speech=_speech(w, heard[k])) if k in heard else parsed[k]
    return [found[i] for i in range(len(packs))]


def _prediction(w: int, got: Arrays) -> Prediction:
    """What the parser says of a pack of W words, padding cut off."""
    card = labels()
    ends, upos, xpos, heads, deprel, names, arcs = (g[:w] for g in got)
    return Prediction(
        ends=ends > 0,
        upos=[card["upos"][k] for k in upos],
        xpos=[card["xpos"][k] for k in xpos],
        heads=heads.astype(np.int64) - 1,
        deprel=[card["deprel"][k] for k in deprel],
        names=[card["names"][k] for k in names],
        arcs=arcs[:, : w + 1],
    )


def _speech(w: int, got: Arrays) -> Speech:
    """What the speech model says of a pack of W words, padding cut off."""
    roles, whose, steps = got
    return Speech(roles[:w], whose[:w, : w + 1], steps)


def _heard(feed: Feed, inner: Floats, outer: Floats, rows: list[int]) -> dict[int, Arrays]:
    """What the speech model says of these rows of a pass, on two layers of the parser's encoder."""
    if not rows:
        return {}
    layers = {"inner": inner[rows], "outer": outer[rows]}
    roles, whose, steps = _network("speech").run(layers | {k: feed[k][rows] for k in ("shapes", "first")})
    return {row: [roles[k], whose[k], steps] for k, row in enumerate(rows)}


def layers(packs: Sequence[Encoded]) -> Iterator[tuple[Floats, Floats]]:
    """Two layers of the parser's encoder, each (S, 384) for a pack of S subwords: what the speech model learns on."""
    found: dict[int, tuple[Floats, Floats]] = {}
    for group in _groups(packs):
        *_, inner, outer = _network("parser").run(_feed([packs[i] for i in group]))
        found.update(
            (i, (inner[k, : len(packs[i][0])], outer[k, : len(packs[i][0])])) for k, i in enumerate(group)
        )
    yield from (found[i] for i in range(len(packs)))


def acts(packs: Sequence[Encoded]) -> Iterator[tuple[Floats, Floats, Floats, Floats]]:
    """What the W words of a pack tell, as probabilities.

    (W, 17) of none and the categories, (W,) of being plain, (W, 9) of the statuses, and (W, W, 2) that a column's word is
    actor or recipient of a row's act.
    """
    found: dict[int, Arrays] = {}
    for group in _groups(packs):
        got = _network("events").run(_feed([packs[i] for i in group]), _ACTS)
        found.update((i, [g[k] for g in got]) for k, i in enumerate(group))
    for i, pack in enumerate(packs):
        w = len(pack[2])
        category, plain, status, sides = found[i]
        yield category[:w], plain[:w], status[:w], sides[:w, :w]


def pairs(pack: Encoded, asked: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Floats:
    """What the words of a source do to those of a target, as probabilities (P, 17) of nothing and the categories.

    ``asked`` are P pairs of word numbers in the pack, either side of which may be empty.
    """
    vectors, category, told = _network("events").run(_feed([pack]), ("vectors", "category", "sides"))
    spans = np.zeros((len(asked), len(pack[2]), 3), np.float32)
    spans[..., 2] = 1
    for k, sides in enumerate(asked):
        for side, words in enumerate(sides):
            spans[k, list(words), side] = 1
    feed = {"vectors": vectors, "category": category, "sides": told, "spans": spans}
    out: Floats = _network("pairs").run(feed)[0]
    return out


def _feed(packs: Sequence[Encoded]) -> Feed:
    """The networks' input for packs made by `encode` that share a pass."""
    ids, shapes, first = (pad([p[k] for p in packs]) for k in range(3))
    return {"embedded": embeddings().of(ids), "ids": ids, "shapes": shapes, "first": first}


def _groups(packs: Sequence[Encoded]) -> Iterator[list[int]]:
    return passes([len(ids) for ids, _, _ in packs])


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
