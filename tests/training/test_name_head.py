"""The head for names is put into the parser without a change to its other outputs."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from detente import inference

onnxruntime = pytest.importorskip("onnxruntime")
torch = pytest.importorskip("torch", reason="torch is only there where models are trained")


def test_other_outputs_stay_as_they_are(tmp_path):
    pytest.importorskip("onnx", reason="onnx is only there where models are trained")
    from training.name_head import NameHead, graft

    torch.manual_seed(3)
    old, new = inference.weights("parser.onnx"), tmp_path / "parser.onnx"
    shutil.copy(old, new)
    graft(NameHead().eval(), new)
    packs = [inference.encode(t.split(), [True] * len(t.split())) for t in ("Ann met Bob .", "He left")]
    ids, shapes, first = (inference.pad([p[k] for p in packs]) for k in range(3))
    feed = {"embedded": inference.embeddings().of(ids), "ids": ids, "shapes": shapes, "first": first}
    sessions = [onnxruntime.InferenceSession(file.read_bytes()) for file in (old, new)]
    outputs = [o.name for o in sessions[0].get_outputs()]
    before, after = (dict(zip(outputs, s.run(outputs, feed), strict=True)) for s in sessions)
    for name in set(outputs) - {"names"}:
        np.testing.assert_array_equal(before[name], after[name], err_msg=name)
    assert after["names"].shape == before["names"].shape
    assert not np.array_equal(before["names"], after["names"])
