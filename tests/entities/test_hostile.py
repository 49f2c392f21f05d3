"""Sentences that no newspaper prints: any tree, any label, thousands of names."""

from __future__ import annotations

import datetime as dt
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente import entities
from detente.types import Article, Name, Parse, Sentence, Word

_TEXTS = [
    "France", "Annan", "Mr.", "president", "of", "the", "two", "sides", "he", "they", "we", "who", "said", "U.S.", "-", "and",
    "'s", ",", "Paris", "officials", "“", "”", "former", "\u202e", "🙂", "both", "each", "other", "UN", "(", "PA", ")",
]  # fmt: skip
_RELS = [
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "nmod:poss",
    "compound",
    "amod",
    "flat",
    "appos",
    "conj",
    "case",
    "ccomp",
    "acl:relcl",
    "parataxis",
    "cop",
]
_TAGS = ["NOUN", "PROPN", "PRON", "ADJ", "VERB", "ADP", "DET", "NUM", "PUNCT"]
_XPOS = ["NN", "NNS", "NNP", "PRP", "WP", "VBD", "JJ", "IN"]


def _parse(rows: list[tuple[str, int, str, str, str]], names: tuple[Name, ...] = ()) -> Parse:
    words, at = [], 0
    for text, head, deprel, upos, xpos in rows:
        words.append(Word(at, at + len(text), text, text.lower(), upos, xpos, head, deprel))
        at += len(text) + 1
    children: list[list[int]] = [[] for _ in words]
    for i, w in enumerate(words):
        if w.head >= 0:
            children[w.head].append(i)
    text = " ".join(w.text for w in words)
    sentence = Sentence(0, 0, 0, len(text), tuple(words), names, tuple(map(tuple, children)))
    return Parse(Article("x", text, published=dt.date(2020, 1, 1)), (sentence,))


@st.composite
def _trees(draw: st.DrawFn) -> Parse:
    size = draw(st.integers(1, 14))
    pick = st.sampled_from
    rows = [
        (
            draw(pick(_TEXTS)),
            draw(st.integers(-1, i - 1)),
            draw(pick(_RELS)),
            draw(pick(_TAGS)),
            draw(pick(_XPOS)),
        )
        for i in range(size)
    ]
    first = draw(st.integers(0, size - 1))
    label = draw(pick(["PER", "ORG", "LOC"]))
    return _parse(rows, (Name(first, draw(st.integers(first + 1, size)), label),))


@given(_trees())
@example(_parse([("France", -1, "flat", "PROPN", "NN")], (Name(0, 1, "PER"),)))
@settings(max_examples=300, deadline=None)
def test_any_tree_is_read(parse):
    found = entities.resolve(parse)
    for (_, word), mention in found.mentions.items():
        assert mention.parties
        assert 0 <= mention.start < mention.end <= len(parse.article.text)
        assert entities.party_of(found, 0, word) == mention.parties
        assert all(p.code is None or p.reason is None for p in mention.parties)


def _many(kind: str, size: int) -> Parse:
    if kind == "list":
        texts = ["France", "Annan", "Paris", "Smith"]
        return _parse([(texts[i % 4], min(i - 1, 0), "conj", "PROPN", "NNP") for i in range(size)])
    if kind == "titles":  # one name, many offices
        texts = ["president", "Annan", "of", "France"]
        rows = [
            (texts[i % 4], min(i - 1, 0), ("compound", "conj", "case", "nmod")[i % 4]) for i in range(size)
        ]
        tags = ("NOUN", "PROPN", "ADP", "PROPN")
        names = tuple(Name(i, i + 1, "PER") for i in range(1, size, 4))
        return _parse([(t, h, d, tags[i % 4], "NNP") for i, (t, h, d) in enumerate(rows)], names)
    if kind == "people":  # many names, each of its own
        texts = [("Anna", f"Berg{i}")[i % 2] for i in range(size)]
        rows = [(t, min(i - 1, 0), ("conj", "flat")[i % 2], "PROPN", "NNP") for i, t in enumerate(texts)]
        return _parse(rows, tuple(Name(i, i + 2, "PER") for i in range(0, size - 1, 2)))
    if kind == "chain":
        return _parse([(("president", "Rome")[i % 2], i - 1, "nmod", "NOUN", "NN") for i in range(size)])
    return _parse(
        [(("he", "they", "the", "sides")[i % 4], min(i - 1, 0), "nsubj", "PRON", "NNS") for i in range(size)]
    )


def _steps(parse: Parse) -> int:
    """Calls, and steps of generators, that reading the names takes."""
    steps = 0

    def count(frame, event, arg):
        nonlocal steps
        steps += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        entities.resolve(parse)
    finally:
        sys.setprofile(None)
    return steps


@pytest.mark.parametrize("kind", ["list", "chain", "pronouns", "titles", "people"])
def test_steps_are_linear_in_the_words(kind):
    entities.resolve(_many(kind, 40))
    small, large = _steps(_many(kind, 400)), _steps(_many(kind, 1600))
    assert large < 4.6 * small


@pytest.mark.parametrize("kind", ["list", "titles", "people"])
def test_a_page_of_names_is_read(kind):
    found = entities.resolve(_many(kind, 10_000))
    assert len(found.mentions) > 2_000
