"""The speech model: what is learnt from annotations, and that the exported network says what the trained one says."""

import numpy as np
import pytest

from training import speech_data

TEXT = "The Polish minister said: “We are ready.” The king, she added, was away."


def annotated(*attributions):
    """A document of TEXT whose attributions are (source, cue, contents), each by its words."""

    def span(words):
        return [TEXT.index(words), TEXT.index(words) + len(words)]

    rows = [
        {"source": [span(s)], "cue": [span(c)], "content": [span(w) for w in said]}
        for s, c, said in attributions
    ]
    return {"doc_id": "a", "text": TEXT, "attributions": rows}


def test_words_have_a_role_and_an_owner():
    document = annotated(
        ("The Polish minister", "said", ["“We are ready.”"]), ("she", "added", ["The king", "was away"])
    )
    (row,) = speech_data.rows(document)
    words = [TEXT[a:b] for a, b in row["spans"]]
    told = {
        w: (t, words[o] if o >= 0 else o)
        for w, t, o in zip(words, row["tags"], row["whose"], strict=True)
        if t
    }
    assert told == {
        "The": (5, "added"), "Polish": (2, -2), "minister": (2, -2), "said": (3, "The"), "“": (5, "said"), "We": (6, "said"),
        "are": (6, "said"), "ready": (6, "said"), ".": (6, "said"), "”": (6, "said"), "king": (6, "added"), "she": (1, -2),
        "added": (3, "she"), "was": (5, "added"), "away": (6, "added"),
    }  # fmt: skip


def test_straight_marks_keep_offsets():
    document = annotated(("The Polish minister", "said", ["“We are ready.”"]))
    marked = speech_data.straight(document)
    assert marked["text"] == TEXT.replace("“", '"').replace("”", '"')
    assert marked["attributions"] == document["attributions"]


def test_the_exported_network_says_what_the_trained_one_says(tmp_path):
    torch = pytest.importorskip("torch", reason="torch is installed for training only")
    pytest.importorskip("onnx", reason="onnx is installed for training only")
    import onnxruntime

    from training import export
    from training.speech_network import SpeechNetwork

    torch.manual_seed(0)
    net = SpeechNetwork().eval()
    export.sentences(export.Speech(net), tmp_path / "speech.onnx")
    feed = {
        "inner": torch.randn(3, 40, 384), "outer": torch.randn(3, 40, 384), "shapes": torch.randint(0, 16, (3, 40)),
        "first": torch.stack([torch.cat([torch.arange(1, n + 1), torch.zeros(30 - n, dtype=torch.long)]) for n in (30, 20, 10)]),
    }  # fmt: skip
    with torch.no_grad():
        wanted = export.Speech(net)(*feed.values())
    session = onnxruntime.InferenceSession(tmp_path / "speech.onnx")
    got = session.run(None, {k: v.numpy() for k, v in feed.items()})
    for k, n in enumerate((30, 20, 10)):
        roles, whose = got[0][k, :n], got[1][k, :n, : n + 1]
        assert np.abs(roles - wanted[0][k, :n].numpy()).max() < 0.1
        assert np.abs(np.exp(whose) - np.exp(wanted[1][k, :n, : n + 1].numpy())).max() < 0.05
    assert np.allclose(got[2], net.steps.detach().numpy(), atol=1e-5)
