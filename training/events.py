"""Train the event model: which words tell an act, its category and status, and who acts on whom.

    python -m training.events --data training/runs/triggers.jsonl --out training/runs/events [--fold K/N]

An encoder of its own, from MiniLM's weights; word embeddings stay frozen, so that the shipped models share them.
Data: sentences of training.triggers; PLV_train's with a category and two parties, CAMEO-NER's with two parties, where the
word that tells the act is not known: there all words count together. --fold K/N leaves out the documents of fold K and
writes what the model says of them to out/fold-K.npz, for weighing lexicon and model on text that the model has not seen.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import pathlib
import random
import re
import time
from collections import Counter
from typing import Any, get_args

import numpy as np
import torch
from torch.nn import functional as F

from detente.clauses.tokens import words as tokenise
from detente.inference import encode, pad
from detente.types import Category, Status
from training.network import EventNetwork
from training.treebank import SHARED

CATEGORIES, STATUSES = get_args(Category), get_args(Status)
LONGEST = 180  # words of a sentence
_FIRST = 0.7  # share of an act's first type or status; the other acceptable ones share the rest
Row = dict[str, Any]
Tensors = dict[str, torch.Tensor]


def tokens(text: str) -> tuple[Row, list[tuple[int, int]]]:
    """Words of a sentence as a row, with their spans."""
    spans = [(a.start, a.end) for a in tokenise(text)][:LONGEST]
    spaces = [a == 0 or text[a - 1] == " " for a, _ in spans]
    return {"words": [text[a:b] for a, b in spans], "spaces": spaces}, spans


def covered(spans: list[tuple[int, int]], start: int, end: int) -> list[int]:
    return [i for i, (a, b) in enumerate(spans) if a < end and b > start]


def plv() -> list[Row]:
    """PLV_train: a category and two parties each, ``pair`` with the words of source and target."""
    rows = []
    with (SHARED / "data/relations/PLV_train.tsv").open(encoding="utf-8") as f:
        for r in csv.DictReader(f, delimiter="\t"):
            roots = {"YIELD": ["CONCEDE", "RETREAT"]}.get(r["gold_root"], [r["gold_root"]])
            row, spans = tokens(r["sentence"])
            text = r["marked_sentence"]
            sides = []
            for mark in ("s", "t"):
                before, _, rest = text.partition(f"<{mark}>")
                start = len(re.sub(r"</?[st]>", "", before))
                sides.append(covered(spans, start, start + len(rest.partition(f"</{mark}>")[0])))
            rows.append(
                row
                | {"id": r["sentence_id"], "pair": sides, "kinds": [CATEGORIES.index(c) + 1 for c in roots]}
            )
    return [r for r in rows if all(r["pair"])]


def cameo_ner() -> list[Row]:
    """CAMEO-NER: two parties each, the category not known."""
    rows = []
    with (SHARED / "data/actors/cameo_ner_train.jsonl").open(encoding="utf-8") as f:
        for r in map(json.loads, f):
            row, spans = tokens(r["text"])
            sides = [
                [i for e in r["entities"] if e["type"] == side for i in covered(spans, e["start"], e["end"])]
                for side in ("S", "T")
            ]
            rows.append(row | {"pair": sides, "kinds": list(range(1, 17))})
    return [r for r in rows if all(r["pair"])]


def shared_out(names: list[str], known: tuple[str, ...]) -> list[tuple[int, float]]:
    """Acceptable labels with their shares, the first one's the largest."""
    rest = names[1:]
    shares = [_FIRST if rest else 1.0, *((1 - _FIRST) / len(rest) for _ in rest)]
    return [(known.index(n), share) for n, share in zip(names, shares, strict=True)]


def tensors(batch: list[Row]) -> Tensors:
    """Arrays of a batch; W is the longest sentence's words.

    ``category`` (B,W,17) and ``status`` (B,W,9) shares, all zero where unknown; ``must`` (B,W), -1 unknown; ``sides`` (B,W,W,2),
    -1 unknown; ``pair`` (B,W,2) and ``kinds`` (B,17) of sentences whose trigger is not known.
    """
    packs = [encode(r["words"][:LONGEST], r["spaces"][:LONGEST]) for r in batch]
    b, w = len(batch), max(len(p[2]) for p in packs)
    t = {k: torch.from_numpy(pad([p[i] for p in packs])) for i, k in enumerate(("ids", "shapes", "first"))}
    t |= {"category": torch.zeros(b, w, 17), "status": torch.zeros(b, w, 9), "must": torch.full((b, w), -1.0),
          "sides": torch.full((b, w, w, 2), -1.0), "pair": torch.zeros(b, w, 2), "kinds": torch.zeros(b, 17)}  # fmt: skip
    for n, (r, p) in enumerate(zip(batch, packs, strict=True)):
        size = len(p[2])
        if "pair" in r:
            for side, own in enumerate(r["pair"]):
                t["pair"][n, own, side] = 1
            t["kinds"][n, r["kinds"]] = 1
            continue
        t["category"][n, :size, 0] = 1
        t["category"][n, [i for i in r["open"] if i < size]] = 0
        for act in r["acts"]:
            _mark(t, n, size, act)
    return t


def _mark(t: Tensors, n: int, size: int, act: Row) -> None:
    i = act["word"]
    if i >= size:
        return
    t["category"][n, i] = 0
    for k, share in shared_out(act["types"], CATEGORIES):
        t["category"][n, i, k + 1] = share
    for k, share in shared_out(act["status"], STATUSES):
        t["status"][n, i, k] = share
    t["must"][n, i] = max(float(act["must"]), t["must"][n, i].item())
    if act["actors"] is not None:
        t["sides"][n, i, :size] = t["sides"][n, i, :size].clamp(min=0)
        for side, key in enumerate(("actors", "recipients")):
            t["sides"][n, i, [j for j in act[key] if j < size], side] = 1


def together(out: Tensors, t: Tensors, rows: torch.Tensor) -> torch.Tensor:
    """Log probability (B,17) that some word tells an act of a category between the two parties of each sentence."""
    category = out["category"][rows].log_softmax(-1)
    category = category.masked_fill((t["first"][rows] == 0)[..., None], -1e4)
    told = category
    for side in (0, 1):
        named = out["sides"][rows][..., side]
        named = named.masked_fill(t["pair"][rows][:, None, :, side] == 0, -1e4)
        told = told + F.logsigmoid(named.max(-1).values)[..., None]
    return torch.logsumexp(told, 1)


def loss_of(logits: Tensors, t: Tensors) -> torch.Tensor:
    out = {k: v.float() for k, v in logits.items()}
    loss = out["category"].sum() * 0
    known = t["category"].sum(-1) > 0
    if known.any():
        target = t["category"][known] * 0.97 + 0.03 / 17
        loss = loss + 6 * F.cross_entropy(out["category"][known], target)
    told = t["must"] >= 0
    if told.any():
        loss = loss + 0.5 * F.binary_cross_entropy_with_logits(out["must"][told], t["must"][told])
        loss = loss + 0.5 * F.cross_entropy(out["status"][told], t["status"][told] * 0.95 + 0.05 / 9)
    sided = t["sides"] >= 0
    if sided.any():
        each = F.binary_cross_entropy_with_logits(out["sides"][sided], t["sides"][sided], reduction="sum")
        loss = loss + 0.5 * each / max(1, int((t["sides"] > 0).sum()))
    paired = t["kinds"].sum(-1) > 0
    if paired.any():
        scores = together(out, t, paired)
        wanted = scores.masked_fill(t["kinds"][paired] == 0, -1e4)
        every = torch.logsumexp(scores[:, 1:], -1)
        loss = loss + (every - torch.logsumexp(wanted, -1)).mean() + 0.1 * (-every).clamp(min=0).mean()
    return loss


def batches(rows: list[Row], rng: random.Random, size: int = 24) -> list[list[Row]]:
    """Sentences of like length together."""
    rows = sorted(rows, key=lambda r: len(r["words"]) + rng.random() * 6)
    out = [rows[i : i + size] for i in range(0, len(rows), size)]
    rng.shuffle(out)
    return out


@torch.no_grad()
def said(net: EventNetwork, rows: list[Row]) -> list[dict[str, np.ndarray]]:
    """What the model says of each row, as probabilities."""
    net.eval()
    out: list[dict[str, np.ndarray]] = [{} for _ in rows]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]["words"]))
    for a in range(0, len(order), 32):
        group = order[a : a + 32]
        t = tensors([rows[i] for i in group])
        got = net(t["ids"], t["shapes"], t["first"])
        ready = {
            k: (v.float().sigmoid() if k in ("must", "sides") else v.float().softmax(-1))
            for k, v in got.items()
        }
        for k, i in enumerate(group):
            w = min(len(rows[i]["words"]), LONGEST)
            out[i] = {n: (v[k, :w, :w] if n == "sides" else v[k, :w]).numpy() for n, v in ready.items()}
    net.train()
    return out


def score(net: EventNetwork, rows: list[Row]) -> dict[str, float]:
    """F1 of words that tell an act, of these with a right category, of who acts and is acted on; accuracy of status."""
    c: Counter[str] = Counter()
    for r, got in zip(rows, said(net, rows), strict=True):
        acts = {a["word"]: a for a in r["acts"] if a["word"] < len(got["category"])}
        for i, p in enumerate(got["category"]):
            guess = int(p.argmax())
            if i not in r["open"]:
                c["guessed"] += guess > 0
                c["told"] += guess > 0 and i in acts
                c["right"] += guess > 0 and i in acts and CATEGORIES[guess - 1] in acts[i]["types"]
        for i, act in acts.items():
            c["acts"] += 1
            c["status"] += STATUSES[int(got["status"][i].argmax())] in act["status"]
            for side, key in enumerate(("actors", "recipients")):
                if act[key] is not None:
                    found = set(np.flatnonzero(got["sides"][i, :, side] > 0.5))
                    c[key] += len(found & set(act[key]))
                    c[f"{key} all"] += len(found) + len(act[key])
    return {
        "trigger": 2 * c["told"] / max(1, c["guessed"] + c["acts"]),
        "category": 2 * c["right"] / max(1, c["guessed"] + c["acts"]),
        "status": c["status"] / max(1, c["acts"]),
        "actors": 2 * c["actors"] / max(1, c["actors all"]),
        "recipients": 2 * c["recipients"] / max(1, c["recipients all"]),
    }


def fold_of(doc: str, folds: int) -> int:
    return int(hashlib.sha1(doc.encode(), usedforsecurity=False).hexdigest(), 16) % folds


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=pathlib.Path, default=pathlib.Path("training/runs/triggers.jsonl"))
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path("training/runs/events"))
    ap.add_argument("--fold", default="")
    ap.add_argument(
        "--unpaired", action="store_true", help="without PLV_train, so that pairs can be measured on it"
    )
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
    rows += cameo_ner() + ([] if a.unpaired else plv())
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
    total = a.epochs * len(batches(rows, random.Random(0)))
    sched = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda n: min(1.0, n / 100) * max(0.0, 1 - n / (total * 1.02))
    )
    began = time.time()
    for epoch in range(a.epochs):
        losses = []
        for batch in batches(rows, random.Random(a.seed * 100 + epoch)):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                t = tensors(batch)
                loss = loss_of(net(t["ids"], t["shapes"], t["first"]), t)
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            opt.step()
            sched.step()
            losses.append(loss.item())
        shown = {k: round(v, 3) for k, v in score(net, held).items()} if held else ""
        print(epoch, f"loss {np.mean(losses):.3f}", shown, f"{time.time() - began:.0f}s", flush=True)
    if held:
        write_fold(a.out / f"fold-{fold}.npz", held, said(net, held))
    else:
        torch.save({"net": net.state_dict()}, a.out / "last.pt")


def write_fold(file: pathlib.Path, rows: list[Row], readings: list[dict[str, np.ndarray]]) -> None:
    """Readings of sentences, each array under "number/name", and ``keys``: the document and words of each."""
    arrays = {f"{n}/{k}": v.astype(np.float16) for n, got in enumerate(readings) for k, v in got.items()}
    keys = np.array([f"{r['doc']}\t{' '.join(r['words'])}" for r in rows])
    np.savez_compressed(file, keys=keys, **arrays)


if __name__ == "__main__":
    main()
