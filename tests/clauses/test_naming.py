"""Names by labels, tree and tables."""

from __future__ import annotations

import pytest

from detente.clauses import naming
from detente.types import Word


def _words(text: str, arcs: dict[int, tuple[int, str]]) -> tuple[Word, ...]:
    """Words of a text parted by blanks; ``arcs`` gives head and relation of some."""
    words, at = [], 0
    for i, written in enumerate(text.split()):
        head, deprel = arcs.get(i, (-1, "root"))
        words.append(Word(at, at + len(written), written, written, "PROPN", "NNP", head, deprel))
        at += len(written) + 1
    return tuple(words)


@pytest.mark.parametrize(
    ("text", "labels", "arcs", "expected"),
    [
        ("Zorblan spoke", "B-PER O", {}, [("Zorblan", "PER")]),
        ("France spoke", "B-ORG O", {}, [("France", "LOC")]),
        ("Gazprom spoke", "B-PER O", {}, [("Gazprom", "ORG")]),
        ("Germans spoke", "B-PER O", {}, []),
        ("Paris spoke", "B-PER O", {}, [("Paris", "PER")]),
        ("Maria spoke", "B-ORG O", {}, [("Maria", "PER")]),
        ("Jonas Zorblan", "B-PER B-ORG", {1: (0, "flat")}, [("Jonas Zorblan", "PER")]),
        ("Zorb Senate", "B-LOC B-ORG", {0: (1, "compound")}, [("Zorb Senate", "ORG")]),
        ("Zorblan Krull", "B-PER B-PER", {1: (0, "conj")}, [("Zorblan", "PER"), ("Krull", "PER")]),
        ("Zorblan Krull", "I-PER I-PER", {1: (0, "flat")}, [("Zorblan Krull", "PER")]),
    ],
)
def test_names(text, labels, arcs, expected):
    words = _words(text, arcs)
    found = naming.names(text, words, labels.split())
    assert [(text[words[n.first].start : words[n.last - 1].end], n.label) for n in found] == expected


def test_ten_thousand_names_take_no_more_than_a_walk():
    text = " ".join(["Zorblan"] * 10_000)
    found = list(naming.names(text, _words(text, {}), ["B-PER"] * 10_000))
    assert len(found) == 10_000
