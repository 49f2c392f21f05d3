"""Types for the names that lists do not know: EWT marks no names, and its tree shows where they are, not what.

    python -m training.names --parser training/runs/parser --out training/runs/names.json

A parser that has been trained once says of each such name whether it is a person, an organisation, a place or none of
them, inside the borders that the gold tree gives; where it is not sure the name stays unknown. `training.train --names`
learns from these beside the rest. Output: JSON, ``{"sentence words": {"first word number": "PER" | "ORG" | "LOC" | "O"}}``.
"""

from __future__ import annotations

import argparse
import json
import pathlib

import torch

from training.network import Network
from training.train import Labels, tensors
from training.treebank import Sent, name_chunks, treebank

_SURE = 0.6


def unknown(s: Sent) -> list[list[int]]:
    """Names of a sentence whose type is not known."""
    return [run for run in name_chunks(s) if any(s.names[i] == "?" for i in run)]


def typed(probabilities: torch.Tensor, run: list[int], names: list[str]) -> str | None:
    """The likeliest type of the words of one name, None where it is not sure."""
    own = probabilities[run].mean(0)
    of = {
        k: sum(float(own[i]) for i, n in enumerate(names) if n[-3:] == k[-3:])
        for k in ("PER", "ORG", "LOC", "O")
    }
    best = max(of, key=lambda k: of[k])
    return best if of[best] >= _SURE else None


@torch.no_grad()
def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--parser", type=pathlib.Path, default=pathlib.Path("training/runs/parser"))
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path("training/runs/names.json"))
    a = ap.parse_args()
    paras = treebank("ewt-train")
    labels = Labels(paras + treebank("gum-train"))
    net = Network(len(labels.upos), len(labels.xpos), len(labels.deprel), len(labels.names))
    net.load_state_dict(torch.load(a.parser / "last.pt", weights_only=False)["net"])
    net.eval()
    todo = [s for p in paras for s in p if unknown(s)]
    found, left = {}, 0
    for at in range(0, len(todo), 16):
        group = todo[at : at + 16]
        t = tensors([[s] for s in group], labels)
        probabilities = net(t["ids"], t["shapes"], t["first"])["names"].float().softmax(-1)
        for s, p in zip(group, probabilities, strict=True):
            kinds = {str(run[0]): typed(p, run, labels.names) for run in unknown(s)}
            left += sum(k is None for k in kinds.values())
            found[" ".join(s.words)] = {k: v for k, v in kinds.items() if v}
    a.out.write_text(json.dumps(found), encoding="utf-8")
    print(sum(map(len, found.values())), "names typed,", left, "left unknown")


if __name__ == "__main__":
    main()
