"""Train the event model: which words tell an act, of which category, and would any careful coder take it.

    python -m training.events --data training/runs/triggers.jsonl --out training/runs/events [--fold K/N]

An encoder of its own, from MiniLM's weights; word embeddings stay frozen, so that the shipped models share them.
Data: sentences of training.triggers, and the sentences of PLV_train with their category, where the word that tells it
is not known: there the best word counts. --fold K/N leaves out the documents of fold K and writes what the model says
of them to out/fold-K.jsonl, for weighing lexicon and model on text that the model has not seen.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import pathlib
import random
import time

import numpy as np
import torch
from torch.nn import functional as F

from detente.clauses.tokens import words as tokenise
from detente.inference import encode, pad
from training.network import EventNetwork
from training.treebank import SHARED
from training.triggers import CATEGORIES

Row = dict


def plv() -> list[Row]:
    """PLV_train's sentences; several roots of one sentence go together."""
    found: dict[str, set[int]] = {}
    with (SHARED / "data/relations/PLV_train.tsv").open(encoding="utf-8") as f:
        for r in csv.DictReader(f, delimiter="\t"):
            roots = {"YIELD": ["CONCEDE", "RETREAT"]}.get(r["gold_root"], [r["gold_root"]])
            found.setdefault(r["sentence"], set()).update(
                CATEGORIES.index(c) + 1 for c in roots if c in CATEGORIES
            )
    rows = []
    for text, kinds in found.items():
        spans = tokenise(text)[:150]
        if kinds and spans:
            rows.append(
                {
                    "words": [text[a.start : a.end] for a in spans],
                    "spaces": [a.start == 0 or text[a.start - 1] == " " for a in spans],
                    "kinds": sorted(kinds),
                }
            )
    return rows


def tensors(batch: list[Row]) -> dict[str, torch.Tensor]:
    packs = [encode(r["words"][:180], r["spaces"][:180]) for r in batch]
    width = max(len(p[2]) for p in packs)

    def fill(key: str, default: int) -> torch.Tensor:
        return torch.tensor(
            [
                (list(r.get(key, [default] * len(p[2])))[: len(p[2])] + [default] * width)[:width]
                for r, p in zip(batch, packs, strict=True)
            ]
        )

    kinds = torch.zeros(len(batch), 17)
    for i, r in enumerate(batch):
        for k in r.get("kinds", ()):
            kinds[i, k] = 1
    t = {k: torch.from_numpy(pad([p[i] for p in packs])) for i, k in enumerate(("ids", "shapes", "first"))}
    return t | {"labels": fill("labels", -1), "must": fill("must", 0), "kinds": kinds}


def loss_of(net: EventNetwork, t: dict[str, torch.Tensor]) -> torch.Tensor:
    cat, must = (x.float() for x in net(t["ids"], t["shapes"], t["first"]))
    loss = cat.sum() * 0
    known = t["labels"] >= 0
    if known.any():
        weight = torch.ones(17)
        loss = (
            loss
            + F.cross_entropy(
                cat[known], t["labels"][known], weight=weight, label_smoothing=0.03, reduction="sum"
            )
            / known.sum().clamp(min=1)
            * 6
        )
        told = t["labels"] > 0
        if told.any():
            loss = loss + 0.5 * F.binary_cross_entropy_with_logits(must[told], t["must"][told].float())
    whole = t["kinds"].sum(1) > 0
    if whole.any():
        scores = (cat - cat[..., :1])[whole].masked_fill((t["first"][whole] == 0)[..., None], -1e4)
        best = torch.logsumexp(scores[..., 1:] * 2, 1) / 2
        chosen = best.log_softmax(-1).masked_fill(t["kinds"][whole][:, 1:] == 0, -1e4)
        loss = loss - 0.7 * torch.logsumexp(chosen, -1).mean()
        loss = loss + 0.2 * F.softplus(-best.max(-1).values).mean()
    return loss


def batches(rows: list[Row], rng: random.Random, size: int = 24) -> list[list[Row]]:
    rows = sorted(rows, key=lambda r: len(r["words"]) + rng.random() * 6)
    out = [rows[i : i + size] for i in range(0, len(rows), size)]
    rng.shuffle(out)
    return out


@torch.no_grad()
def said(net: EventNetwork, rows: list[Row]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Category probabilities (W,17) and must probabilities (W,) of each row."""
    net.eval()
    out: list[tuple[np.ndarray, np.ndarray]] = [None] * len(rows)  # type: ignore[list-item]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]["words"]))
    for a in range(0, len(order), 32):
        group = order[a : a + 32]
        t = tensors([rows[i] for i in group])
        cat, must = net(t["ids"], t["shapes"], t["first"])
        for k, i in enumerate(group):
            w = min(len(rows[i]["words"]), 180)
            out[i] = (cat[k, :w].float().softmax(-1).numpy(), must[k, :w].float().sigmoid().numpy())
    net.train()
    return out


def score(net: EventNetwork, rows: list[Row]) -> dict[str, float]:
    """F1 of words that tell an act, and of their categories."""
    tp = right = guessed = wanted = 0
    for r, (cat, _) in zip(rows, said(net, rows), strict=True):
        for label, p in zip(r["labels"], cat, strict=False):
            if label < 0:
                continue
            guess = int(p.argmax())
            guessed += guess > 0
            wanted += label > 0
            tp += guess > 0 and label > 0
            right += guess > 0 and guess == label
    return {
        "trigger_f1": 2 * tp / max(1, guessed + wanted),
        "category_f1": 2 * right / max(1, guessed + wanted),
    }


def fold_of(doc: str, folds: int) -> int:
    return int(hashlib.sha1(doc.encode(), usedforsecurity=False).hexdigest(), 16) % folds


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=pathlib.Path, default=pathlib.Path("training/runs/triggers.jsonl"))
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path("training/runs/events"))
    ap.add_argument("--fold", default="")
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(a.seed)
    torch.set_num_threads(2)
    rows = [json.loads(line) for line in a.data.open(encoding="utf-8")]
    held: list[Row] = []
    if a.fold:
        fold, folds = map(int, a.fold.split("/"))
        held = [r for r in rows if fold_of(r["doc"], folds) == fold]
        rows = [r for r in rows if fold_of(r["doc"], folds) != fold]
    extra = plv()
    net = EventNetwork()
    net.encoder.load()
    head = [p for n, p in net.named_parameters() if not n.startswith("encoder") or "shapes" in n]
    body = [
        p
        for n, p in net.named_parameters()
        if n.startswith("encoder") and "shapes" not in n and p.requires_grad
    ]
    opt = torch.optim.AdamW(
        [{"params": body, "lr": 1.2e-4}, {"params": head, "lr": 8e-4}], betas=(0.9, 0.98), weight_decay=0.01
    )
    total = a.epochs * len(batches(rows + extra, random.Random(0)))
    sched = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda n: min(1.0, n / 100) * max(0.0, 1 - n / (total * 1.02))
    )
    began = time.time()
    for epoch in range(a.epochs):
        rng, losses = random.Random(a.seed * 100 + epoch), []
        for batch in batches(rows + extra, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(net, tensors(batch))
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            opt.step()
            sched.step()
            losses.append(loss.item())
        print(
            epoch,
            f"loss {np.mean(losses):.3f}",
            score(net, held) if held else "",
            f"{time.time() - began:.0f}s",
            flush=True,
        )
    if held:
        with (a.out / f"fold-{fold}.jsonl").open("w", encoding="utf-8") as f:
            for r, (cat, must) in zip(held, said(net, held), strict=True):
                f.write(
                    json.dumps(
                        {
                            "doc": r["doc"],
                            "words": r["words"],
                            "cat": np.round(cat, 4).tolist(),
                            "must": np.round(must, 4).tolist(),
                        }
                    )
                    + "\n"
                )
    else:
        torch.save({"net": net.state_dict()}, a.out / "last.pt")


if __name__ == "__main__":
    main()
