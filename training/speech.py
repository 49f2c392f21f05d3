"""Train the speech model: sources, cues and contents, and which belong together.

    python -m training.speech --out training/runs/speech/first --epochs 5 [--resume]

Reads what training.speech_data wrote. Loss: a linear chain over the roles and half the cross-entropy of whose a word is. After each
epoch a checkpoint is written and PolNeAR's development part is scored.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import random
import time
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F

from benchmarks.scorers import scorer
from detente.clauses.voices import heard as heard_in
from detente.inference import Speech
from training.network import WIDTH
from training.speech_data import SETS
from training.speech_network import SpeechNetwork

Row = dict[str, Any]
DATA = pathlib.Path("training/runs/speech")


class Set:
    """Packs with their layers, read from disk as they are asked for."""

    def __init__(self, name: str) -> None:
        with (DATA / f"{name}.jsonl").open(encoding="utf-8") as lines:
            self.rows: list[Row] = [json.loads(line) for line in lines]
        self._layers = np.load(DATA / f"{name}.npy", mmap_mode="r")

    def layers(self, row: Row) -> np.ndarray:
        return self._layers[row["at"] : row["at"] + len(row["ids"])]


def padded(rows: list[list[int]], fill: int) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([r + [fill] * (width - len(r)) for r in rows])


def tensors(found: Set, batch: list[Row]) -> dict[str, torch.Tensor]:
    """Arrays of a batch; ``whose`` counts none as 0 and what is not known as -100."""
    size = max(len(r["ids"]) for r in batch)
    layers = np.zeros((len(batch), size, 2, WIDTH), dtype=np.float32)
    for k, r in enumerate(batch):
        layers[k, : len(r["ids"])] = found.layers(r)
    both = torch.from_numpy(layers)
    return {
        "inner": both[:, :, 0], "outer": both[:, :, 1],
        "shapes": padded([r["shapes"] for r in batch], 0), "first": padded([r["first"] for r in batch], 0),
        "tags": padded([r["tags"] for r in batch], 0),
        "whose": padded([[w + 1 if w >= -1 else -100 for w in r["whose"]] for r in batch], -100),
    }  # fmt: skip


def chain(roles: torch.Tensor, steps: torch.Tensor, tags: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
    """Negative log-likelihood a word of a linear chain; ``real`` (B,W) says where a pack has words."""
    b, w, k = roles.shape
    at = torch.arange(b)
    total = steps[k] + roles[:, 0]
    gold = steps[k][tags[:, 0]] + roles[at, 0, tags[:, 0]]
    for i in range(1, w):
        here = real[:, i]
        added = torch.logsumexp(total[:, :, None] + steps[:k], 1) + roles[:, i]
        total = torch.where(here[:, None], added, total)
        gold = gold + here * (steps[tags[:, i - 1], tags[:, i]] + roles[at, i, tags[:, i]])
    return (torch.logsumexp(total, -1) - gold).sum() / real.sum()


def loss_of(net: SpeechNetwork, t: dict[str, torch.Tensor]) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = net(t["inner"], t["outer"], t["shapes"], t["first"])
    told = chain(out["roles"].float(), net.steps, t["tags"], t["first"] > 0)
    whose = F.cross_entropy(out["whose"].float().transpose(1, 2), t["whose"], ignore_index=-100)
    return told + (0.15 * whose if (t["whose"] >= 0).any() else 0.0)


def batches(rows: list[Row], rng: random.Random, size: int) -> list[list[Row]]:
    """Packs of like length, about ``size`` words a batch."""
    todo = sorted(rows, key=lambda r: len(r["first"]) + rng.random() * 8)
    out: list[list[Row]] = []
    run: list[Row] = []
    for r in todo:
        if run and len(r["first"]) * (len(run) + 1) > size:
            out.append(run)
            run = []
        run.append(r)
    out.append(run)
    rng.shuffle(out)
    return out


@torch.no_grad()
def heard(net: SpeechNetwork, found: Set) -> dict[str, list[Row]]:
    """Attributions by document, as offsets."""
    net.eval()
    steps = net.steps.numpy()
    out: dict[str, list[Row]] = {}
    for batch in batches(found.rows, random.Random(0), 2000):
        t = tensors(found, batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            got = net(t["inner"], t["outer"], t["shapes"], t["first"])
        for k, r in enumerate(batch):
            w, spans = len(r["first"]), r["spans"]
            whose = got["whose"][k, :w, : w + 1].float().log_softmax(-1).numpy()
            for v in heard_in([Speech(got["roles"][k, :w].float().numpy(), whose, steps)])[0]:
                runs = {
                    "source": [v.source] if v.source else [],
                    "cue": [v.cue] if v.cue else [],
                    "content": v.content,
                }
                row = {
                    k: [[spans[x.start][0], spans[x.end - 1][1]] for x in found] for k, found in runs.items()
                }
                out.setdefault(r["doc"], []).append(row)
    net.train()
    return out


def score(net: SpeechNetwork, found: Set, gold: dict[str, Row], work: pathlib.Path) -> dict[str, float]:
    """Exact F1 of the roles and partial F1 of pairs, by ../shared's scorer."""
    told = heard(net, found)
    (work / "gold.jsonl").write_text("".join(json.dumps(g) + "\n" for g in gold.values()))
    (work / "said.jsonl").write_text(
        "".join(json.dumps({"doc_id": d, "attributions": told.get(d, [])}) + "\n" for d in gold)
    )
    s = scorer("data/score/score_quotes.py").score(work / "gold.jsonl", work / "said.jsonl")
    return {r: s["roles"][r]["exact"]["f1"] for r in s["roles"]} | {"pairs": s["pairs"]["pair_partial"]["f1"]}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=pathlib.Path, default=DATA / "first")
    ap.add_argument("--parser", type=pathlib.Path, default=pathlib.Path("training/runs/parser/last.pt"))
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--rate", type=float, default=1.0)
    ap.add_argument("--words", type=int, default=1000, help="words of a batch")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--sets", nargs="*", default=["train"])
    ap.add_argument("--threads", type=int, default=1, help="more only where the processor is idle")
    ap.add_argument("--resume", action="store_true")
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    train = [(s, r) for s in map(Set, a.sets) for r in s.rows]
    by_set = {id(r): s for s, r in train}
    dev = {n: (Set(n), {d["doc_id"]: d for d in SETS[n]()}) for n in ("units", "dev")}
    net = SpeechNetwork()
    body = torch.load(a.parser, weights_only=False, map_location="cpu")["net"]
    for k, layer in enumerate(net.layers):
        own = f"encoder.layers.{6 - len(net.layers) + k}."
        layer.load_state_dict({n.removeprefix(own): v for n, v in body.items() if n.startswith(own)})
    inner = [p for n, p in net.named_parameters() if n.startswith("layers")]
    head = [p for n, p in net.named_parameters() if not n.startswith("layers")]
    opt = torch.optim.AdamW(
        [{"params": inner, "lr": 2.5e-4 * a.rate}, {"params": head, "lr": 1.2e-3 * a.rate}],
        betas=(0.9, 0.98), weight_decay=0.01,
    )  # fmt: skip
    rows = [r for _, r in train]
    total = a.epochs * len(batches(rows, random.Random(0), a.words))
    sched = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda n: min(1.0, n / 100) * max(0.0, 1 - n / (total * 1.02))
    )
    start = 0
    if a.resume and (a.out / "last.pt").exists():
        state = torch.load(a.out / "last.pt", weights_only=False)
        (
            net.load_state_dict(state["net"]),
            opt.load_state_dict(state["opt"]),
            sched.load_state_dict(state["sched"]),
        )
        start = state["epoch"]
    for epoch in range(start, a.epochs):
        rng, began, losses = random.Random(a.seed * 1000 + epoch), time.time(), []
        for n, batch in enumerate(batches(rows, rng, a.words)):
            loss = loss_of(net, tensors(by_set[id(batch[0])], batch))
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step()
            sched.step()
            losses.append(loss.item())
            if n % 100 == 0:
                print(
                    f"epoch {epoch} step {n} loss {np.mean(losses[-100:]):.4f} {time.time() - began:.0f}s",
                    flush=True,
                )
        shown = {n: score(net, found, gold, a.out) for n, (found, gold) in dev.items()}
        print(epoch, json.dumps(shown), f"{time.time() - began:.0f}s", flush=True)
        state = {
            "net": net.state_dict(),
            "opt": opt.state_dict(),
            "sched": sched.state_dict(),
            "epoch": epoch + 1,
        }
        torch.save(state, a.out / "new.pt")
        (a.out / "new.pt").rename(a.out / "last.pt")


if __name__ == "__main__":
    main()
