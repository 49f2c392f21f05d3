"""The speech model: two layers of its own on an inner layer of the parser's encoder, and heads for roles and whose they are.

Shapes: B packs, S subwords, W words, of which only first subwords are read; word 0 of the wide axis is the pack itself (CLS).
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from training.network import SHAPES, WIDTH, Layer


class SpeechNetwork(nn.Module):
    """``forward`` gives ``roles`` (B,W,7) logits of none and begin/inside of source, cue and content, and ``whose`` (B,W,W+1).

    ``whose`` scores, for a word of a content, the first word of its cue, for a word of a cue that of its source; 0 is none.
    ``steps`` (8,7) are the scores of a role after another; its last row opens a pack.
    """

    ROLES, LINK = 7, 96

    def __init__(self, layers: int = 2) -> None:
        super().__init__()
        self.mix = nn.Parameter(torch.tensor([1.0, 0.0]))
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.word_shape = nn.Embedding(SHAPES, 32)
        self.drop = nn.Dropout(0.15)
        self.roles = nn.Sequential(
            nn.Linear(2 * WIDTH + 32, 128), nn.GELU(), nn.Dropout(0.2), nn.Linear(128, self.ROLES)
        )
        self.owned = nn.Sequential(nn.Linear(WIDTH + 32, self.LINK), nn.GELU(), nn.Dropout(0.2))
        self.owner = nn.Sequential(nn.Linear(WIDTH + 32, self.LINK), nn.GELU(), nn.Dropout(0.2))
        self.bilinear = nn.Parameter(torch.randn(self.LINK, self.LINK) * self.LINK**-0.5 * 0.3)
        self.owner_bias = nn.Linear(self.LINK, 1)
        self.steps = nn.Parameter(torch.zeros(self.ROLES + 1, self.ROLES))

    def forward(
        self, inner: torch.Tensor, outer: torch.Tensor, shapes: torch.Tensor, first: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        """``inner`` and ``outer`` (B,S,WIDTH) are layers of the parser's encoder; ``first`` (B,W) pads with 0."""
        place = F.pad(first, (1, 0))
        wide = place[:, :, None].expand(-1, -1, WIDTH)
        inner, outer = self.drop(inner.gather(1, wide)), self.drop(outer.gather(1, wide))
        real = F.pad((first > 0).to(inner.dtype), (1, 0), value=1.0)
        bias = ((1 - real) * -1e4)[:, None, None, :]
        x = inner * self.mix[0] + outer * self.mix[1]
        for layer in self.layers:
            x = layer(x, bias)
        shape = self.word_shape(shapes.gather(1, place))
        roles = self.roles(self.drop(torch.cat([x, outer, shape], -1))[:, 1:])
        linked = self.drop(torch.cat([x, shape], -1))
        owner = self.owner(linked)
        whose = self.owned(linked[:, 1:]) @ self.bilinear @ owner.transpose(1, 2)
        whose = whose + self.owner_bias(owner).transpose(1, 2) + bias[:, 0]
        return {"roles": roles, "whose": whose}
