"""Export the trained network to one int8 ONNX file with its labels.

    python -m training.export --run training/runs/parser --out detente/weights

Opset 17; weights of MatMul and Gather are quantised per channel to int8, activations at run time. Sentence ends are
decided inside the graph and mask the arcs, so that one pass gives everything.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import tempfile

import torch
from torch import nn

from training.network import Network
from training.train import mask_arcs


class Runtime(nn.Module):
    """Logits to decisions: ends, upos, xpos, heads (0 root), deprel, names, arcs."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor, first: torch.Tensor) -> tuple[torch.Tensor, ...]:
        out = self.net(ids, shapes, first)
        ended = (out["ends"] > 0).to(torch.int64)
        sent = ended.cumsum(1) - ended + 1
        sent = sent * (first > 0).to(torch.int64)
        arcs = mask_arcs(out["arcs"], sent)
        heads = arcs.argmax(-1)
        rel = self.net.relations(out["rel_dep"], out["rel_head"], heads).argmax(-1)
        return ended, out["upos"].argmax(-1), out["xpos"].argmax(-1), heads, rel, out["names"].argmax(-1), arcs


def load(run: pathlib.Path) -> tuple[Network, dict[str, list[str]]]:
    labels = json.loads((run / "labels.json").read_text())
    net = Network(len(labels["upos"]), len(labels["xpos"]), len(labels["deprel"]), len(labels["names"]))
    net.load_state_dict(torch.load(run / "last.pt", weights_only=False, map_location="cpu")["net"])
    return net.eval(), labels


def export(net: Network, target: pathlib.Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ids = torch.randint(1000, 5000, (2, 12))
    first = torch.arange(1, 9)[None].repeat(2, 1)
    axes = {"ids": {0: "b", 1: "s"}, "shapes": {0: "b", 1: "s"}, "first": {0: "b", 1: "w"}}
    names = ["ends", "upos", "xpos", "heads", "deprel", "names", "arcs"]
    axes |= {n: {0: "b", 1: "w"} for n in names[:-1]} | {"arcs": {0: "b", 1: "w", 2: "h"}}
    with tempfile.TemporaryDirectory() as tmp:
        plain, ready = pathlib.Path(tmp, "plain.onnx"), pathlib.Path(tmp, "ready.onnx")
        torch.onnx.export(Runtime(net), (ids, torch.zeros_like(ids), first), str(plain), input_names=["ids", "shapes", "first"],
                          output_names=names, dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(target), op_types_to_quantize=["MatMul", "Gather", "Gemm"], per_channel=True, weight_type=QuantType.QInt8, extra_options={"MatMulConstBOnly": True})


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--run", type=pathlib.Path, default=pathlib.Path("training/runs/parser"))
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path("detente/weights"))
    a = ap.parse_args()
    net, labels = load(a.run)
    target = a.out / "parser.onnx"
    export(net, target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()[:12]
    (a.out / "labels.json").write_text(json.dumps(labels | {"version": f"parser-{digest}"}, indent=1) + "\n")
    print(target, f"{target.stat().st_size / 1e6:.1f} MB", digest)


if __name__ == "__main__":
    main()
