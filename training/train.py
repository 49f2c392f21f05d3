"""Train the parser: sentence ends, tags, tree and names in one network.

    python -m training.train --out training/runs/parser --epochs 14 [--resume]

Data: UD English EWT and GUM (training parts), names also from re3d. Loss: arcs + relations + names + 0.5 UPOS +
0.3 XPOS + 0.5 ends. The encoder learns at 3e-4, the heads at 2e-3, warm-up then linear to zero. A checkpoint is
written after each epoch; --resume goes on from it.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import random
import time

import numpy as np
import torch
from torch.nn import functional as F

from detente.inference import encode
from training.network import Network
from training.treebank import IGNORE, Sent, packs, re3d, treebank


class Labels:
    def __init__(self, paras: list[list[Sent]]) -> None:
        sents = [s for p in paras for s in p]
        self.upos = sorted({u for s in sents for u in s.upos})
        self.xpos = sorted({x for s in sents for x in s.xpos})
        self.deprel = sorted({d for s in sents for d in s.deprel})
        self.names = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
        self.at = {
            k: {v: i for i, v in enumerate(getattr(self, k))} for k in ("upos", "xpos", "deprel", "names")
        }


def tensors(batch: list[list[Sent]], labels: Labels) -> dict[str, torch.Tensor]:
    """Arrays of a batch of packs; W is the longest pack's words."""
    rows: dict[str, list[list[int]]] = {
        k: [] for k in ("ids", "shapes", "first", "ends", "upos", "xpos", "head", "deprel", "names", "sent")
    }
    for pack in batch:
        words = [w for s in pack for w in s.words]
        spaces = [True, *(a for s in pack for a in (s.space_after or [True] * len(s.words)))][: len(words)]
        ids, shapes, first = encode(words, spaces)
        rows["ids"].append(ids), rows["shapes"].append(shapes), rows["first"].append(first)
        out: dict[str, list[int]] = {
            k: [] for k in ("ends", "upos", "xpos", "head", "deprel", "names", "sent")
        }
        offset = 0
        for n, s in enumerate(pack):
            w = len(s.words)
            out["sent"] += [n + 1] * w
            out["names"] += [IGNORE if x == "?" else labels.at["names"][x] for x in s.names]
            if s.parsed:
                out["ends"] += [0] * (w - 1) + [1]
                out["upos"] += [labels.at["upos"][x] for x in s.upos]
                out["xpos"] += [labels.at["xpos"].get(x, IGNORE) for x in s.xpos]
                out["head"] += [h + offset + 1 if h >= 0 else 0 for h in s.head]
                out["deprel"] += [labels.at["deprel"].get(x, IGNORE) for x in s.deprel]
            else:
                for k in ("ends", "upos", "xpos", "head", "deprel"):
                    out[k] += [IGNORE] * w
            offset += w
        for k, v in out.items():
            rows[k].append(v)
    width = max(len(r) for r in rows["first"])
    out2 = {}
    for k, r in rows.items():
        fill = 0 if k in ("ids", "shapes", "first", "sent") else IGNORE
        size = max(len(x) for x in rows["ids"]) if k in ("ids", "shapes") else width
        out2[k] = torch.from_numpy(np.array([x + [fill] * (size - len(x)) for x in r], dtype=np.int64))
    return out2


def mask_arcs(arcs: torch.Tensor, sent: torch.Tensor) -> torch.Tensor:
    """Words may hang on words of their own sentence or on the root."""
    same = sent[:, :, None] == sent[:, None, :]
    return arcs.masked_fill(~F.pad(same, (1, 0), value=True), -1e4)


def loss_of(net: Network, t: dict[str, torch.Tensor]) -> torch.Tensor:
    out = net(t["ids"], t["shapes"], t["first"])
    out = {k: v.float() for k, v in out.items()}
    arcs = mask_arcs(out["arcs"], t["sent"])
    gold = t["head"].clamp(min=0)
    rel = net.relations(out["rel_dep"], out["rel_head"], gold).float()

    def ce(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return (
            F.cross_entropy(x.flatten(0, 1), y.flatten(), ignore_index=IGNORE)
            if (y != IGNORE).any()
            else x.sum() * 0
        )

    known = t["ends"] != IGNORE
    ends = (
        F.binary_cross_entropy_with_logits(out["ends"][known], t["ends"][known].float())
        if known.any()
        else 0.0
    )
    weight = torch.ones(out["names"].shape[-1])
    return (
        ce(arcs, t["head"])
        + ce(rel, t["deprel"])
        + 0.5 * ce(out["upos"], t["upos"])
        + 0.3 * ce(out["xpos"], t["xpos"])
        + 1.0 * ce(out["names"] * weight, t["names"])
        + 1.0 * ends
    )


@torch.no_grad()
def evaluate(net: Network, paras: list[list[Sent]], labels: Labels) -> dict[str, float]:
    """UPOS, UAS, LAS (gold words and sentence ends) and F1 of sentence ends inside paragraphs."""
    net.eval()
    hit = {"upos": 0, "uas": 0, "las": 0, "n": 0, "tp": 0, "fp": 0, "fn": 0}
    todo = sorted(packs(paras, random.Random(0)), key=lambda p: sum(len(s.words) for s in p))
    for i in range(0, len(todo), 16):
        t = tensors(todo[i : i + 16], labels)
        out = net(t["ids"], t["shapes"], t["first"])
        heads = mask_arcs(out["arcs"].float(), t["sent"]).argmax(-1)
        rel = net.relations(out["rel_dep"], out["rel_head"], heads).argmax(-1)
        real = t["head"] != IGNORE
        right = (heads == t["head"]) & real
        hit["n"] += int(real.sum())
        hit["upos"] += int(((out["upos"].argmax(-1) == t["upos"]) & real).sum())
        hit["uas"] += int(right.sum())
        hit["las"] += int((right & (rel == t["deprel"])).sum())
        guess = (out["ends"] > 0) & real
        hit["tp"] += int((guess & (t["ends"] == 1)).sum())
        hit["fp"] += int((guess & (t["ends"] == 0)).sum())
        hit["fn"] += int((~guess & (t["ends"] == 1)).sum())
    net.train()
    n = hit["n"]
    return {
        "upos": hit["upos"] / n,
        "uas": hit["uas"] / n,
        "las": hit["las"] / n,
        "ends": 2 * hit["tp"] / (2 * hit["tp"] + hit["fp"] + hit["fn"]),
    }


def uner(net: Network, labels: Labels) -> float:
    """Span F1 on UNER's EWT dev, for measuring only."""
    from training.treebank import SHARED

    net.eval()
    tp = fp = fn = 0
    rows = [json.loads(line) for line in (SHARED / "data/actors/uner_ewt_dev.jsonl").open(encoding="utf-8")]
    for i in range(0, len(rows), 16):
        group = rows[i : i + 16]
        batch = []
        for row in group:
            words = row["text"].split(" ")
            batch.append(
                [Sent(words=words, space_after=[True] * len(words), names=["O"] * len(words), parsed=False)]
            )
        t = tensors(batch, labels)
        with torch.no_grad():
            guess = net(t["ids"], t["shapes"], t["first"])["names"].argmax(-1)
        for j, row in enumerate(group):
            words, at, starts = row["text"].split(" "), 0, []
            for w in words:
                starts.append(at)
                at += len(w) + 1
            want = {(e["start"], e["end"], e["type"]) for e in row["entities"]}
            got, k = set(), 0
            tags = [labels.names[g] for g in guess[j, : len(words)].tolist()]
            while k < len(tags):
                if tags[k] == "O":
                    k += 1
                    continue
                m = k + 1
                while m < len(tags) and tags[m] == "I-" + tags[k][2:]:
                    m += 1
                got.add((starts[k], starts[m - 1] + len(words[m - 1]), tags[k][2:]))
                k = m
            tp, fp, fn = tp + len(want & got), fp + len(got - want), fn + len(want - got)
    net.train()
    return 2 * tp / (2 * tp + fp + fn)


def batches(todo: list[list[Sent]], rng: random.Random, size: int = 1600) -> list[list[list[Sent]]]:
    """Packs of like length, about ``size`` words a batch."""
    todo = sorted(todo, key=lambda p: sum(len(s.words) for s in p) + rng.random() * 8)
    out: list[list[list[Sent]]] = []
    run: list[list[Sent]] = []
    for p in todo:
        width = sum(len(s.words) for s in p)
        if run and width * (len(run) + 1) > size:
            out.append(run)
            run = []
        run.append(p)
    out.append(run)
    rng.shuffle(out)
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path("training/runs/parser"))
    ap.add_argument("--epochs", type=int, default=14)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--resume", action="store_true")
    ap.add_argument(
        "--start", type=pathlib.Path, help="a checkpoint whose weights to start from, in place of MiniLM's"
    )
    ap.add_argument("--rate", type=float, default=1.0, help="share of the learning rates")
    ap.add_argument("--names", type=pathlib.Path, help="types of EWT's names, by training.names")
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(a.seed)
    torch.set_num_threads(2)
    types = json.loads(a.names.read_text(encoding="utf-8")) if a.names else None
    paras = treebank("ewt-train", types) + treebank("gum-train")
    extra = re3d()
    dev = {"ewt": treebank("ewt-dev"), "gum": treebank("gum-dev")}
    labels = Labels(paras)
    net = Network(len(labels.upos), len(labels.xpos), len(labels.deprel), len(labels.names))
    net.encoder.load()
    if a.start:
        net.load_state_dict(torch.load(a.start, weights_only=False)["net"])
    head = [p for n, p in net.named_parameters() if not n.startswith("encoder") or "shapes" in n]
    body = [
        p
        for n, p in net.named_parameters()
        if n.startswith("encoder") and "shapes" not in n and p.requires_grad
    ]
    opt = torch.optim.AdamW(
        [{"params": body, "lr": 3e-4 * a.rate}, {"params": head, "lr": 2e-3 * a.rate}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )
    total = a.epochs * len(batches(packs(paras + extra, random.Random(0)), random.Random(0)))
    sched = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda n: min(1.0, n / 200) * max(0.0, 1 - n / (total * 1.02))
    )
    start, best = 0, 0.0
    if a.resume and (a.out / "last.pt").exists():
        state = torch.load(a.out / "last.pt", weights_only=False)
        (
            net.load_state_dict(state["net"]),
            opt.load_state_dict(state["opt"]),
            sched.load_state_dict(state["sched"]),
        )
        start, best = state["epoch"], state["best"]
    (a.out / "labels.json").write_text(
        json.dumps({k: getattr(labels, k) for k in ("upos", "xpos", "deprel", "names")})
    )
    for epoch in range(start, a.epochs):
        rng, began, losses = random.Random(a.seed * 1000 + epoch), time.time(), []
        for n, batch in enumerate(batches(packs(paras + extra, rng), rng)):
            t = tensors(batch, labels)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(net, t)
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            opt.step()
            sched.step()
            losses.append(loss.item())
            if n % 50 == 0:
                print(
                    f"epoch {epoch} step {n} loss {np.mean(losses[-50:]):.3f} {time.time() - began:.0f}s",
                    flush=True,
                )
        scores = {k: evaluate(net, v, labels) for k, v in dev.items()} | {"uner": uner(net, labels)}
        print(epoch, json.dumps(scores), f"{time.time() - began:.0f}s", flush=True)
        best = max(best, scores["ewt"]["las"])
        state = {
            "net": net.state_dict(),
            "opt": opt.state_dict(),
            "sched": sched.state_dict(),
            "epoch": epoch + 1,
            "best": best,
        }
        torch.save(state, a.out / "new.pt")
        (a.out / "new.pt").rename(a.out / "last.pt")
        (a.out / "scores.json").write_text(json.dumps({"epoch": epoch + 1} | scores))


if __name__ == "__main__":
    main()
