"""Train the pair head: what one marked party of a sentence does to another, on top of the event model.

    python -m training.pairs --start training/runs/events --out training/runs/pairs/final
    python -m training.pairs --start training/runs/pairs/unpaired --out training/runs/pairs/measured --fold K/N

It learns from PLV_train (a category), AW_train (whether anything holds between the two), the lexicon's examples
(training.examples) and the pairs that annotated acts tell. The event model stays as it is, unless --frozen leaves upper layers of its
encoder to be tuned: then its heads learn on beside the pair head. What is kept is the average of the weights over the last
steps. --fold K/N leaves out a part of PLV_train and AW_train and writes what the model says of it to out/fold-K.jsonl
(benchmarks.relations --runs); --start has then to be a model that has not seen them (training.events --unpaired).
"""

from __future__ import annotations

import argparse
import copy
import itertools
import json
import pathlib
import random
import time
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from benchmarks.relations import layout
from detente.inference import encode, pad
from training import events
from training.network import LAYERS, EventNetwork, PairHead
from training.treebank import SHARED

Row = dict[str, Any]
Tensors = dict[str, torch.Tensor]
Folds = tuple[int, int]
_SMOOTH = 0.1  # of the categories' shares
_MASK, _HIDDEN = (
    103,
    0.08,
)  # the subword that stands for a hidden one; how often one outside the parties is hidden
_TOLD, _MANY, _LONG = 3000, 12, 45  # annotated sentences taken; most pairs and words of one
_KEEP = 0.985  # of the averaged weights at each step
_HEAD_ONLY = 0.25  # how often a phrase stands for itself by one of its words, as annotated parties do


class PairNetwork(nn.Module):
    """Event model and pair head over one encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.events = EventNetwork()
        self.head = PairHead()

    def forward(self, t: Tensors) -> tuple[Tensors, torch.Tensor]:
        """Logits of the event heads, and (P,17) of the pairs."""
        encoder = self.events.encoder
        layers = encoder.above(list(t["below"]), t["ids"]) if "below" in t else encoder(t["ids"], t["shapes"])
        out = self.events.decide(layers, t["shapes"], t["first"])
        vectors, at = self.head.vectors(layers, t["first"]).float(), t["sentence"]
        category, sides = (out[k].detach().float() for k in ("category", "sides"))
        with torch.autocast("cpu", enabled=False):
            logits = self.head(vectors[at], category.softmax(-1)[at], sides.sigmoid()[at], t["spans"])
        return out, logits


def told_pairs(row: Row) -> list[Row]:
    """Pairs that the annotated acts of a sentence tell, and those of the same parties that none of them tells."""
    acts = [a for a in row["acts"] if a["actors"] is not None]
    parties = sorted({i for a in acts for i in (*a["actors"], *a["recipients"]) if i < events.LONGEST})
    told: dict[tuple[int, int], dict[str, float]] = {}
    for a in acts:
        two = [*itertools.product(a["actors"], a["recipients"])] or [*itertools.permutations(a["actors"], 2)]
        for pair in two:
            shares = told.setdefault(pair, {})
            for kind, share in events.shared_out(a["types"], events.CATEGORIES):
                name = events.CATEGORIES[kind]
                shares[name] = shares.get(name, 0) + share
    unsure = len(acts) < len(row["acts"])
    return [
        {"spans": [[s], [t]], "kinds": told.get((s, t), {}), "holds": (s, t) in told}
        for s, t in itertools.permutations(parties, 2)
        if (s, t) in told or not (unsure or (t, s) in told)
    ]


def some(told: list[Row], seed: int) -> list[Row]:
    """A sample of annotated sentences that are neither long nor lists of parties."""
    short = [r for r in told if 0 < len(r["pairs"]) <= _MANY and len(r["words"]) <= _LONG]
    return random.Random(seed).sample(short, min(_TOLD, len(short)))


def marked_rows(name: str) -> list[Row]:
    """Sentences of PLV_train or AW_train, one marked pair each."""
    return [_marked(p) | {"file": name} for p in layout.rows(SHARED / f"data/relations/{name}.tsv")]


def _marked(p: layout.Pair) -> Row:
    row, spans = events.tokens(p.text)
    names = () if p.root is None else layout.YIELD if p.root == "YIELD" else (p.root,)
    kinds = dict.fromkeys(names, 1.0)
    pair = {"spans": [events.covered(spans, *side) for side in (p.source, p.target)], "kinds": kinds,
            "holds": p.holds is not False}  # fmt: skip
    return row | {"gold": p, "pairs": [pair]}


def read(file: pathlib.Path) -> list[Row]:
    return [json.loads(line) for line in file.open(encoding="utf-8")]


def tensors(batch: Sequence[Row], rng: random.Random | None = None) -> Tensors:
    """What `events.tensors` gives of sentences alone, and of their P pairs ``sentence`` (P,), ``spans`` (P,W,3), ``kinds`` (P,16), ``holds`` (P,).

    With ``rng`` phrases are shortened at random, for learning. ``below`` are outputs of layers that do not change, if known.
    """
    packs = [encode(r["words"][: events.LONGEST], r["spaces"][: events.LONGEST]) for r in batch]
    t = {k: torch.from_numpy(pad([p[i] for p in packs])) for i, k in enumerate(("ids", "shapes", "first"))}
    pairs = [(n, p) for n, r in enumerate(batch) for p in r["pairs"]]
    w = t["first"].shape[1]
    t |= {"sentence": torch.tensor([n for n, _ in pairs], dtype=torch.long), "spans": torch.zeros(len(pairs), w, 3),
          "kinds": torch.zeros(len(pairs), 16), "holds": torch.tensor([float(p["holds"]) for _, p in pairs])}  # fmt: skip
    for k, (n, p) in enumerate(pairs):
        for side, words in enumerate(p["spans"]):
            t["spans"][k, [i for i in _shortened(words, rng) if i < w], side] = 1
        t["spans"][k, : len(packs[n][2]), 2] = 1
        for kind, share in p["kinds"].items():
            t["kinds"][k, events.CATEGORIES.index(kind)] = share
    if all("below" in r for r in batch):
        t["below"] = nn.utils.rnn.pad_sequence([r["below"].transpose(0, 1) for r in batch]).permute(
            2, 1, 0, 3
        )
    return t


def _shortened(words: list[int], rng: random.Random | None) -> list[int]:
    return [rng.choice(words)] if rng and words and rng.random() < _HEAD_ONLY else words


def loss_of_pairs(logits: torch.Tensor, t: Tensors) -> torch.Tensor:
    """That something holds, against none; and which category, where acceptable ones are known."""
    logits = logits.float()
    held = torch.logsumexp(logits[:, 1:], -1) - logits[:, 0]
    loss = 0.5 * F.binary_cross_entropy_with_logits(held, t["holds"])
    known = t["kinds"].sum(-1) > 0
    if known.any():
        named = logits[known, 1:].log_softmax(-1)
        right = torch.logsumexp(named + t["kinds"][known].clamp(min=1e-6).log(), -1)
        loss = loss - (1 - _SMOOTH) * right.mean() - _SMOOTH * named.mean()
    return loss


@torch.no_grad()
def said(net: PairNetwork, rows: Sequence[Row]) -> np.ndarray:
    """Probabilities (R,17) of each row's one pair."""
    net.eval()
    out = np.zeros((len(rows), 17), np.float32)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]["words"]))
    for a in range(0, len(order), 32):
        group = order[a : a + 32]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out[group] = net(tensors([rows[i] for i in group]))[1].float().softmax(-1).numpy()
    net.train()
    return out


def apart(rows: list[Row], fold: Folds | None) -> tuple[list[Row], list[Row]]:
    """Rows to learn from and rows left out; those of one document, or of one sentence, stay together."""
    if fold is None:
        return rows, []
    keys = sorted({_unit(r) for r in rows})
    random.Random(0).shuffle(keys)
    out = set(keys[fold[0] :: fold[1]])
    return [r for r in rows if _unit(r) not in out], [r for r in rows if _unit(r) in out]


def _unit(row: Row) -> str:
    return row["gold"].document or row["gold"].text


def endless(rows: list[Row], rng: random.Random, size: int) -> Iterator[list[Row]]:
    """Batches, epoch after epoch."""
    while True:
        yield from events.batches(rows, rng, size)


class Average:
    """The weights averaged over the last steps."""

    def __init__(self, net: nn.Module) -> None:
        self.net, self.steps = copy.deepcopy(net), 0

    @torch.no_grad()
    def add(self, net: nn.Module) -> None:
        self.steps += 1
        keep = min(_KEEP, self.steps / (self.steps + 10))
        for mine, new in zip(self.net.parameters(), net.parameters(), strict=True):
            if new.requires_grad:
                mine.lerp_(new, 1 - keep)


@torch.no_grad()
def remember(net: PairNetwork, rows: list[Row], layers: int) -> None:
    """Give each row what embeddings and lowest layers say of it, which is the same all along."""
    net.eval()
    for batch in events.batches(rows, random.Random(0), 32):
        t = tensors(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            below = torch.stack(net.events.encoder(t["ids"], t["shapes"], layers), 1).to(torch.bfloat16)
        for n, r in enumerate(batch):
            r["below"] = below[n, :, : int((t["ids"][n] > 0).sum())].clone()
    net.train()


def freeze(net: PairNetwork, layers: int) -> None:
    """Keep embeddings and the lowest layers as they are: quicker, and the event heads stay what they were."""
    encoder = net.events.encoder
    for part in (encoder.positions, encoder.shapes, encoder.norm, *encoder.layers[:layers]):
        part.requires_grad_(False)
    encoder.kind.requires_grad_(False)
    if layers == LAYERS:
        net.events.requires_grad_(False)


def optimiser(net: PairNetwork, rate: float) -> torch.optim.AdamW:
    """For what is not frozen: event heads learn twice as fast as the encoder, the pair head ten times."""
    own = {id(p) for p in net.events.encoder.parameters()}
    encoder = [p for p in net.events.encoder.parameters() if p.requires_grad]
    heads = [p for p in net.events.parameters() if p.requires_grad and id(p) not in own]
    groups = ((encoder, rate), (heads, 2 * rate), ([*net.head.parameters()], 10 * rate))
    known = [{"params": params, "lr": r} for params, r in groups if params]
    return torch.optim.AdamW(known, betas=(0.9, 0.98), weight_decay=0.02)


def learn(net: PairNetwork, pairs: list[Row], told: list[Row], a: argparse.Namespace) -> PairNetwork:
    """``told`` are annotated sentences, for the event heads where they are not frozen."""
    rng, opt, frozen = random.Random(a.seed), optimiser(net, a.rate), a.frozen == LAYERS
    steps = a.epochs * len(events.batches(pairs, rng, 16))
    sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda n: min(1.0, n / 60) * max(0.02, 1 - n / steps))
    ours, theirs = endless(pairs, rng, 16), endless(told, rng, 16)
    average, began, losses = Average(net), time.time(), []
    net.events.train(not frozen)
    for step in range(1, steps + 1):
        t = tensors(next(ours), rng)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of_pairs(net(t)[1], t)
            if not frozen and step % a.every == 0:
                loss = loss + a.told * loss_of_told(net, next(theirs))
        opt.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        opt.step()
        sched.step()
        average.add(net)
        losses.append(loss.item())
        if step % 200 == 0 or step == steps:
            print(step, steps, f"loss {np.mean(losses[-100:]):.3f} {time.time() - began:.0f}s", flush=True)
            keep(average.net, a.out)
    return average.net


def loss_of_told(net: PairNetwork, batch: list[Row]) -> torch.Tensor:
    """The event heads' loss on annotated sentences."""
    t = events.tensors(batch)
    return events.loss_of(net.events(t["ids"], t["shapes"], t["first"]), t)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--start", type=pathlib.Path, default=pathlib.Path("training/runs/events"))
    ap.add_argument("--data", type=pathlib.Path, default=pathlib.Path("training/runs/triggers.jsonl"))
    ap.add_argument("--examples", type=pathlib.Path, default=pathlib.Path("training/runs/examples.jsonl"))
    ap.add_argument("--out", type=pathlib.Path, required=True)
    ap.add_argument("--fold", default="")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--epochs", type=int, default=6, help="of the marked pairs")
    ap.add_argument(
        "--frozen", type=int, default=LAYERS, help="lowest layers of the encoder that stay as they are"
    )
    ap.add_argument("--every", type=int, default=6, help="batches of pairs for one of annotated sentences")
    ap.add_argument("--rate", type=float, default=1e-4, help="of the encoder")
    ap.add_argument("--told", type=float, default=0.15, help="weight of the event heads' loss")
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(a.seed)
    torch.set_num_threads(2)
    fold = (int(a.fold.split("/")[0]), int(a.fold.split("/")[1])) if a.fold else None
    learnt, held = [], []
    for name in ("PLV_train", "AW_train"):
        mine, theirs = apart(marked_rows(name), fold)
        learnt += mine
        held += theirs
    told = [r | {"pairs": told_pairs(r)} for r in read(a.data)]
    learnt += read(a.examples) + some(told, a.seed)
    net = PairNetwork()
    net.events.load_state_dict(torch.load(a.start / "last.pt", weights_only=False, map_location="cpu")["net"])
    freeze(net, a.frozen)
    remember(net, learnt, a.frozen)
    net = learn(net, learnt, told, a)
    if fold:
        write(a.out / f"fold-{fold[0]}.jsonl", held, said(net, held))


def keep(net: PairNetwork, out: pathlib.Path) -> None:
    torch.save({"net": net.events.state_dict(), "pairs": net.head.state_dict()}, out / "new.pt")
    (out / "new.pt").rename(out / "last.pt")


def write(file: pathlib.Path, rows: Sequence[Row], found: np.ndarray) -> None:
    """The answers, for the mean over folds and seeds."""
    with file.open("w", encoding="utf-8") as out:
        for r, p in zip(rows, found, strict=True):
            out.write(
                json.dumps({"file": r["file"], "id": r["gold"].id, "said": [round(float(v), 5) for v in p]})
                + "\n"
            )


if __name__ == "__main__":
    main()
