"""What is exported says what the trained network says."""

from __future__ import annotations

import numpy as np
import pytest

onnxruntime = pytest.importorskip("onnxruntime")
torch = pytest.importorskip("torch", reason="torch is only there where models are trained")


def test_the_exported_pair_head_agrees_with_the_trained_one(tmp_path):
    pytest.importorskip("onnx", reason="onnx is only there where models are trained")
    from training.export import Pairs, marked_pairs
    from training.network import PairHead

    torch.manual_seed(3)
    net = Pairs(PairHead()).eval()
    marked_pairs(net, tmp_path / "pairs.onnx")
    session = onnxruntime.InferenceSession((tmp_path / "pairs.onnx").read_bytes())
    vectors, sides = torch.randn(1, 30, PairHead.SIZE), torch.rand(1, 30, 30, 2)
    category, spans = torch.rand(1, 30, 17).softmax(-1), torch.zeros(5, 30, 3)
    spans[..., 2] = 1
    for k in range(4):  # the last pair has no target
        spans[k, k, 0] = spans[k, 10 + k : 12 + k, 1] = 1
    spans[4, 4, 0] = 1
    names = ("vectors", "category", "sides", "spans")
    values = (vectors, category, sides, spans)
    found = session.run(None, {n: v.numpy() for n, v in zip(names, values, strict=True)})[0]
    with torch.no_grad():
        wanted = net(*values).numpy()
    assert found.shape == (5, 17)
    np.testing.assert_allclose(found, wanted, atol=0.02)
