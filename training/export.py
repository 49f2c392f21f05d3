"""Export the trained networks to int8 ONNX files over one shared table of word embeddings.

    python -m training.export --parser training/runs/parser --events training/runs/pairs/final --speech training/runs/speech/first

Opset 17; weights of MatMul and Gather are quantised per channel to int8, activations at run time; operators are fused as onnxruntime
would. Sentence ends are decided inside the graph and mask the arcs, so that one pass gives everything.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import tempfile
from typing import Any

import numpy as np
import onnxruntime
import torch
from torch import nn

from training import vocabulary
from training.network import WIDTH, EventNetwork, Network, PairHead
from training.speech_network import SpeechNetwork
from training.train import mask_arcs


class Parser(nn.Module):
    """Logits to decisions: ends, upos, xpos, heads (0 root), deprel, names, arcs; and two layers for the speech model."""

    OUTPUTS = ("ends", "upos", "xpos", "heads", "deprel", "names", "arcs", "inner", "outer")
    INNER = 4  # layer on which the speech model's own layers stand

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, embedded: torch.Tensor, ids: torch.Tensor, shapes: torch.Tensor, first: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        layers = self.net.encoder.encode(embedded, ids, shapes)
        out = self.net.decide(layers, shapes, first)
        ended = (out["ends"] > 0).to(torch.int64)
        sent = ended.cumsum(1) - ended + 1
        sent = sent * (first > 0).to(torch.int64)
        arcs = mask_arcs(out["arcs"], sent)
        heads = arcs.argmax(-1)
        rel = self.net.relations(out["rel_dep"], out["rel_head"], heads).argmax(-1)
        return (
            ended,
            out["upos"].argmax(-1),
            out["xpos"].argmax(-1),
            heads,
            rel,
            out["names"].argmax(-1),
            arcs,
            layers[self.INNER],
            layers[-1],
        )


class Acts(nn.Module):
    """Logits to probabilities: category (17), plain, status (9), sides (words, words, 2); and the pair head's vectors."""

    OUTPUTS = ("category", "plain", "status", "sides", "vectors")

    def __init__(self, net: EventNetwork, head: PairHead) -> None:
        super().__init__()
        self.net, self.head = net, head

    def forward(
        self, embedded: torch.Tensor, ids: torch.Tensor, shapes: torch.Tensor, first: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        layers = self.net.encoder.encode(embedded, ids, shapes)
        out = self.net.decide(layers, shapes, first)
        return (
            out["category"].softmax(-1),
            out["must"].sigmoid(),
            out["status"].softmax(-1),
            out["sides"].sigmoid(),
            self.head.vectors(layers, first),
        )


class Pairs(nn.Module):
    """Probabilities (pairs, 17) of what each pair of one sentence does."""

    OUTPUTS = ("told",)

    def __init__(self, head: PairHead) -> None:
        super().__init__()
        self.head = head

    def forward(
        self, vectors: torch.Tensor, category: torch.Tensor, sides: torch.Tensor, spans: torch.Tensor
    ) -> torch.Tensor:
        return self.head(vectors, category, sides, spans).softmax(-1)  # type: ignore[no-any-return]


class Speech(nn.Module):
    """Log-probabilities of roles (7) and of whose a word is (words + 1), and the chain's steps (8, 7)."""

    OUTPUTS = ("roles", "whose", "steps")

    def __init__(self, net: SpeechNetwork) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, inner: torch.Tensor, outer: torch.Tensor, shapes: torch.Tensor, first: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        out = self.net(inner, outer, shapes, first)
        return out["roles"], out["whose"].log_softmax(-1), self.net.steps * 1.0


def load_parser(run: pathlib.Path) -> tuple[Network, dict[str, list[str]]]:
    labels = json.loads((run / "labels.json").read_text())
    net = Network(len(labels["upos"]), len(labels["xpos"]), len(labels["deprel"]), len(labels["names"]))
    net.load_state_dict(torch.load(run / "last.pt", weights_only=False, map_location="cpu")["net"])
    return net.eval(), labels


def load_events(run: pathlib.Path) -> tuple[EventNetwork, PairHead]:
    found = torch.load(run / "last.pt", weights_only=False, map_location="cpu")
    net, head = EventNetwork(), PairHead()
    net.load_state_dict(found["net"])
    head.load_state_dict(found["pairs"])
    return net.eval(), head.eval()


def load_speech(run: pathlib.Path) -> SpeechNetwork:
    net = SpeechNetwork()
    net.load_state_dict(torch.load(run / "last.pt", weights_only=False, map_location="cpu")["net"])
    return net.eval()


def export_words(table: torch.Tensor, out: pathlib.Path) -> None:
    """The shipped subwords, and their embeddings as int8 rows with a scale each."""
    pieces = vocabulary.shipped()
    (out / "vocabulary.txt").write_text("".join(f"{piece}\n" for piece in pieces), encoding="utf-8")
    rows = table.detach().numpy()[[bool(piece) for piece in pieces]]
    scales = np.maximum(np.abs(rows).max(1), 1e-8) / 127
    np.save(out / "words.npy", np.round(rows / scales[:, None]).astype(np.int8))
    np.save(out / "scales.npy", scales.astype(np.float32))


_AXES = {
    "embedded": "bs", "ids": "bs", "shapes": "bs", "first": "bw", "inner": "bs", "outer": "bs", "arcs": "bwh", "sides": "bwv",
    "whose": "bwh", "steps": "",
}  # fmt: skip


def sentences(net: Parser | Acts | Speech, target: pathlib.Path) -> None:
    """Export a network that reads packs."""
    ids = torch.randint(1000, 5000, (2, 12))
    inputs = {"shapes": torch.zeros_like(ids), "first": torch.arange(1, 9)[None].repeat(2, 1)}
    if isinstance(net, Speech):
        inputs = {"inner": torch.rand(2, 12, WIDTH), "outer": torch.rand(2, 12, WIDTH)} | inputs
    else:
        inputs = {"embedded": torch.rand(2, 12, WIDTH), "ids": ids} | inputs
    axes = {n: dict(enumerate(_AXES.get(n, "bw"))) for n in (*inputs, *net.OUTPUTS)}
    export(net, inputs, axes, target)


def marked_pairs(net: Pairs, target: pathlib.Path) -> None:
    """Export the pair head, which reads the pairs of one sentence."""
    inputs = {
        "vectors": torch.rand(1, 12, PairHead.SIZE),
        "category": torch.rand(1, 12, 17),
        "sides": torch.rand(1, 12, 12, 2),
        "spans": torch.rand(3, 12, 3).round(),
    }
    axes = {"vectors": {1: "w"}, "category": {1: "w"}, "sides": {1: "w", 2: "w"}}
    export(net, inputs, axes | {"spans": {0: "p", 1: "w"}, "told": {0: "p"}}, target)


def export(
    net: Parser | Acts | Speech | Pairs,
    inputs: dict[str, torch.Tensor],
    axes: dict[str, dict[int, str]],
    target: pathlib.Path,
) -> None:
    """Trace, quantise and write a network; ``axes`` names the sizes of inputs and outputs that vary."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with tempfile.TemporaryDirectory() as tmp:
        plain, ready, small = (pathlib.Path(tmp, f"{n}.onnx") for n in ("plain", "ready", "small"))
        torch.onnx.export(
            net.eval(),
            tuple(inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=list(net.OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(small),
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
        fuse(small, target)


def fuse(source: pathlib.Path, target: pathlib.Path) -> None:
    """Write a file with onnxruntime's fusions made, so that loading it takes no time for them and any version runs the same.

    The one left out, of a sum and the norm above it, is slower than its parts.
    """
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    onnxruntime.InferenceSession(
        str(source), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def write_labels(labels: dict[str, Any], out: pathlib.Path) -> None:
    """The parser's labels with the version: twelve digits of all networks in the folder."""
    digest = hashlib.sha256()
    for file in sorted(out.glob("*.onnx")):
        digest.update(file.read_bytes())
        print(file, f"{file.stat().st_size / 1e6:.1f} MB")
    version = digest.hexdigest()[:12]
    (out / "labels.json").write_text(json.dumps(labels | {"version": version}, indent=1) + "\n")
    print("version", version)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--parser", type=pathlib.Path, default=pathlib.Path("training/runs/parser"))
    ap.add_argument("--events", type=pathlib.Path, help="left out: the event model stays as it is")
    ap.add_argument("--speech", type=pathlib.Path, help="left out: the speech model stays as it is")
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path("detente/weights"))
    a = ap.parse_args()
    net, labels = load_parser(a.parser)
    export_words(net.encoder.words.weight, a.out)
    sentences(Parser(net), a.out / "parser.onnx")
    if a.events:
        acts, head = load_events(a.events)
        sentences(Acts(acts, head), a.out / "events.onnx")
        marked_pairs(Pairs(head), a.out / "pairs.onnx")
    if a.speech:
        sentences(Speech(load_speech(a.speech)), a.out / "speech.onnx")
    write_labels(labels, a.out)


if __name__ == "__main__":
    main()
