"""Train the head for names anew on the shipped parser, whose other outputs stay bit for bit what they are.

    python -m training.name_head --types training/runs/names.json --out training/runs/name_head [--epochs 4] [--graft]

Words are read once by the shipped parser.onnx: the first subword's vectors of five of its layers (float16, 1.4 GB under
``--out``). The head is a projection and two convolutions over three words. Labels: training/name_labels.py on EWT and GUM
(training parts), and re3d. ``--graft`` puts the trained head, in int8, in the place of the parser's own.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import random
import tempfile
from collections.abc import Iterator

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F

from detente.inference import Encoded, embeddings, encode, pad
from training.export import export, write_labels
from training.name_labels import earlier, label_ewt, label_gum
from training.network import SHAPES, WIDTH
from training.treebank import IGNORE, Sent, packs, re3d, treebank

WEIGHTS = pathlib.Path("detente/weights")
LAYERS = (
    "/norm/LayerNormalization_output_0", "/layers.1/norm2/LayerNormalization_output_0", "inner",
    "/layers.4/norm2/LayerNormalization_output_0", "outer",
)  # fmt: skip
NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
READ = len(LAYERS) * WIDTH
SIZE = 192  # width of the head
PASS, BATCH = 2000, 2400  # subwords of a reading pass, words of a training batch

Packs = list[list[Sent]]
Row = tuple[NDArray[np.float16], NDArray[np.int8], NDArray[np.int64]]  # of a pack: vectors, shapes, labels
Rows = list[Row]


class NameHead(nn.Module):
    """Logits (B, W, 7) from words' vectors (B, W, 5 * 384), shapes and which words there are."""

    def __init__(self) -> None:
        super().__init__()
        self.shape, self.norm = nn.Embedding(SHAPES, 24), nn.LayerNorm(READ)
        self.down, self.drop = nn.Linear(READ + 24, SIZE), nn.Dropout(0.3)
        self.near = nn.ModuleList(nn.Linear(3 * SIZE, SIZE) for _ in range(2))
        self.norms = nn.ModuleList(nn.LayerNorm(SIZE) for _ in range(2))
        self.out = nn.Linear(SIZE, len(NAMES))

    def forward(self, x: torch.Tensor, shapes: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        h = F.gelu(self.down(self.drop(torch.cat([self.norm(x), self.shape(shapes)], -1))))
        for near, norm in zip(self.near, self.norms, strict=True):
            z = h * there[:, :, None]
            before, behind = F.pad(z, (0, 0, 1, 0))[:, :-1], F.pad(z, (0, 0, 0, 1))[:, 1:]
            h = norm(h + self.drop(F.gelu(near(torch.cat([before, z, behind], -1)))))
        return self.out(self.drop(h))  # type: ignore[no-any-return]


class Grafted(nn.Module):
    """The head on the parser's layers: numbers of labels (B, W)."""

    OUTPUTS = ("names",)

    def __init__(self, head: NameHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, *read: torch.Tensor) -> torch.Tensor:
        *layers, shapes, first = read
        at = first[:, :, None].expand(-1, -1, WIDTH)
        x = torch.cat([layer.gather(1, at) for layer in layers], -1)
        return self.head(x, shapes.gather(1, first), (first > 0).float()).argmax(-1)  # type: ignore[no-any-return]


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────


def encoded(pack: list[Sent]) -> Encoded:
    words = [w for s in pack for w in s.words]
    spaces = [True, *(a for s in pack for a in (s.space_after or [True] * len(s.words)))][: len(words)]
    return encode(words, spaces)


def vectors(todo: Packs, file: pathlib.Path) -> NDArray[np.float16]:
    """Vectors of all words of the packs, one pack behind the other; read once and kept in ``file``."""
    if not file.exists():
        every = [encoded(p) for p in todo]
        starts = np.cumsum([0, *(len(e[2]) for e in every)])
        out = np.lib.format.open_memmap(file, "w+", np.float16, (int(starts[-1]), READ))
        for rows, got in _read(every):
            for row, i in enumerate(rows):
                first = every[i][2]
                out[starts[i] : starts[i + 1]] = np.concatenate([layer[row][first] for layer in got], 1)
        out.flush()
    return np.load(file, mmap_mode="r")  # type: ignore[no-any-return]


def _read(every: list[Encoded]) -> Iterator[tuple[list[int], list[NDArray[np.float32]]]]:
    """Passes of like length: numbers of the packs and the layers."""
    import onnxruntime as ort

    model = onnx.load(WEIGHTS / "parser.onnx")
    have = {o.name for o in model.graph.output}
    model.graph.output.extend(onnx.ValueInfoProto(name=layer) for layer in LAYERS if layer not in have)
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    order, at = sorted(range(len(every)), key=lambda i: len(every[i][0])), 0
    while at < len(order):
        rows = order[at : at + max(1, PASS // (len(every[order[at]][0]) + 8))]
        at += len(rows)
        ids, shapes, first = (pad([every[i][k] for i in rows]) for k in range(3))
        feed = {"embedded": embeddings().of(ids), "ids": ids, "shapes": shapes, "first": first}
        yield rows, session.run(list(LAYERS), feed)


def rows(todo: Packs, file: pathlib.Path) -> Rows:
    read, at, out = vectors(todo, file), 0, []
    for pack in todo:
        _, shapes, first = encoded(pack)
        labels = [IGNORE if n == "?" else NAMES.index(n) for s in pack for n in s.names]
        out.append((read[at : at + len(first)], np.array(shapes, np.int8)[first], np.array(labels)))
        at += len(first)
    return out


# ── learning ─────────────────────────────────────────────────────────────────────────────────────────────


def batches(data: Rows, rng: random.Random) -> Iterator[tuple[torch.Tensor, ...]]:
    """Vectors, shapes, which words there are, labels: packs of like length together, in any order."""
    todo, groups = sorted(data, key=lambda d: len(d[2]) + rng.random() * 6), [Rows()]
    for d in todo:
        if groups[-1] and len(d[2]) * (len(groups[-1]) + 1) > BATCH:
            groups.append([])
        groups[-1].append(d)
    rng.shuffle(groups)
    for group in groups:
        width = max(len(d[2]) for d in group)
        x = np.zeros((len(group), width, READ), np.float32)
        shapes, labels = np.zeros(x.shape[:2], np.int64), np.full(x.shape[:2], IGNORE)
        for k, (read, shape, label) in enumerate(group):
            x[k, : len(label)], shapes[k, : len(label)], labels[k, : len(label)] = read, shape, label
        there = np.arange(width) < np.array([[len(d[2])] for d in group])
        yield tuple(map(torch.from_numpy, (x, shapes, there.astype(np.float32), labels)))


def learnt(data: Rows, epochs: int) -> NameHead:
    torch.manual_seed(1)
    head = NameHead()
    opt = torch.optim.AdamW(head.parameters(), lr=1.5e-3, weight_decay=0.02)
    total = epochs * sum(1 for _ in batches(data, random.Random(0)))
    sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda n: min(1, n / 100) * max(0, 1 - n / (total * 1.02)))
    for epoch in range(epochs):
        losses = []
        for x, shapes, there, labels in batches(data, random.Random(epoch)):
            told = head(x, shapes, there).flatten(0, 1)
            loss = F.cross_entropy(told, labels.flatten(), ignore_index=IGNORE, label_smoothing=0.05)
            opt.zero_grad()
            loss.backward()
            opt.step()
            sched.step()
            losses.append(loss.item())
        print(epoch, f"loss {np.mean(losses):.4f}", flush=True)
    return head.eval()


# ── grafting ─────────────────────────────────────────────────────────────────────────────────────────────


def exported(head: NameHead) -> onnx.ModelProto:
    """The head as a graph of int8 matrices."""
    layers = {f"layer{k}": torch.rand(2, 12, WIDTH) for k in range(len(LAYERS))}
    first = {"first": torch.arange(1, 9)[None].repeat(2, 1)}
    inputs = layers | {"shapes": torch.zeros(2, 12, dtype=torch.int64)} | first
    axes = {n: {0: "b", 1: "w" if n in {"first", "names"} else "s"} for n in (*inputs, "names")}
    with tempfile.TemporaryDirectory() as tmp:
        target = pathlib.Path(tmp, "head.onnx")
        export(Grafted(head), inputs, axes, target)
        return onnx.load(target)


def graft(head: NameHead, target: pathlib.Path) -> None:
    """Put the head in the place of the one in ``target``, whose other nodes stay as they are."""
    model, new = onnx.load(target), exported(head).graph
    graph = model.graph
    needed, kept = {o.name for o in graph.output if o.name != "names"}, []
    for node in reversed(graph.node):
        if needed & {*node.output}:
            kept.append(node)
            needed.update(node.input)
    _replace(graph.node, kept[::-1])
    _replace(graph.initializer, [i for i in graph.initializer if i.name in needed])
    own = {f"layer{k}": layer for k, layer in enumerate(LAYERS)} | {
        n: n for n in ("shapes", "first", "names", "")
    }
    for tensor in new.initializer:
        tensor.name = own.get(tensor.name, f"n/{tensor.name}")
    for node in new.node:
        _replace(node.input, [own.get(n, f"n/{n}") for n in node.input])
        _replace(node.output, [own.get(n, f"n/{n}") for n in node.output])
    graph.initializer.extend(new.initializer)
    graph.node.extend(new.node)
    _shorten(graph)
    onnx.checker.check_model(model)
    onnx.save(model, target)


def _shorten(graph: onnx.GraphProto) -> None:
    """Leave out what is for readers alone: names of nodes and of what is between them, and its sizes."""
    kept = {*LAYERS, "", *(v.name for v in (*graph.input, *graph.output))}
    every = [t.name for t in graph.initializer] + [n for node in graph.node for n in node.output]
    short = {name: f"t{k}" for k, name in enumerate(dict.fromkeys(every)) if name not in kept}
    del graph.value_info[:]
    for tensor in graph.initializer:
        tensor.name = short.get(tensor.name, tensor.name)
    for node in graph.node:
        node.name = ""
        _replace(node.input, [short.get(n, n) for n in node.input])
        _replace(node.output, [short.get(n, n) for n in node.output])


def _replace(field: object, items: list[object]) -> None:
    """The items of a repeated field of a protocol buffer."""
    del field[:]  # type: ignore[attr-defined]
    field.extend(items)  # type: ignore[attr-defined]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--types", type=pathlib.Path, default=pathlib.Path("training/runs/names.json"))
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path("training/runs/name_head"))
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--graft", action="store_true")
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    banks = {n: packs(treebank(f"{n}-train"), random.Random(7)) for n in ("ewt", "gum")} | {"re3d": re3d()}
    for bank, label in (("ewt", lambda s: label_ewt(s, earlier(a.types))), ("gum", label_gum)):
        for s in (s for pack in banks[bank] for s in pack):
            label(s)
    data = [row for bank, todo in banks.items() for row in rows(todo, a.out / f"{bank}.npy")]
    head = learnt(data, a.epochs)
    torch.save(head.state_dict(), a.out / "last.pt")
    if a.graft:
        graft(head, WEIGHTS / "parser.onnx")
        write_labels(json.loads((WEIGHTS / "labels.json").read_text(encoding="utf-8")), WEIGHTS)


if __name__ == "__main__":
    main()
