"""Words to subwords, and what the trained networks must be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import inference
from detente.errors import WeightsError
from detente.events import learnt, trees
from detente.inference import CLS, MAX_PIECES, SEP, UNKNOWN, encode, pad, pieces, shape

WORDS = ["Côte", "d'Ivoire", "'s", "envoys", "left", "Antananarivo", ".", "북한", "x" * 5000, "\u200b", "🕊"]


def test_each_word_starts_where_its_first_subword_is():
    ids, shapes, first = encode(WORDS, [True] * len(WORDS))
    assert (ids[0], ids[-1]) == (CLS, SEP)
    assert len(ids) == len(shapes)
    ends = [*first[1:], len(ids) - 1]
    assert [ids[a:b] for a, b in zip(first, ends, strict=True)] == [pieces().of(w) for w in WORDS]


def test_a_long_word_is_cut():
    assert len(pieces().of("x" * 5000)) == 16
    assert len(pieces().of("Antananarivo")) < 16


@pytest.mark.parametrize("word", ["\u200b", "\ue000", "\U0001f54a", "\x00", " "])
def test_a_word_of_unknown_characters_still_has_a_subword(word):
    assert pieces().of(word)
    if word != "\U0001f54a":
        assert pieces().of(word) == [UNKNOWN]


def test_each_shipped_subword_has_a_row_of_the_table():
    numbers = np.array([n for n, piece in enumerate(inference.vocabulary()) if piece])
    table = inference.embeddings()
    assert len(table._table) == len(table._scales) == len(numbers)
    assert np.array_equal(table._row[numbers], np.arange(len(numbers)))
    assert np.abs(table.of(numbers)).max(axis=1).all()


def test_weights_stay_small():
    folder = inference.weights("labels.json").parent
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 40_000_000


@pytest.mark.parametrize("word", ["北京", "Москва", "ایران", "대통령"])
def test_words_of_other_scripts_are_unknown(word):
    assert set(pieces().of(word)) == {UNKNOWN}


def test_remembered_words_are_bounded(monkeypatch):
    monkeypatch.setattr(inference, "_KNOWN_WORDS", 3)
    own = inference.Pieces()
    before = [own.of(w) for w in "abcdefg"]
    assert len(own._known) <= 3
    assert [own.of(w) for w in "abcdefg"] == before


@given(st.lists(st.text(min_size=1, max_size=30), max_size=30), st.booleans())
def test_any_words_are_encoded(words, space):
    ids, shapes, first = encode(words, [space] * len(words))
    assert len(first) == len(words)
    assert first == sorted(set(first))
    assert all(0 < at < len(ids) - 1 for at in first)
    assert all(0 <= s < 16 for s in shapes)


SHAPES = {
    "talks": 0, "Talks": 1, "NATO": 2, "McRae": 3, "iPad": 3, "A": 4, "U.S.": 2, "3rd": 0, "G7": 5, "2015": 5, ".": 6, "“": 6,
    "回": 7,
}  # fmt: skip


@pytest.mark.parametrize("word", SHAPES)
def test_shape(word):
    assert shape(word, space_before=False) == SHAPES[word]
    assert shape(word, space_before=True) == SHAPES[word] + 8


def test_rows_are_padded_behind():
    assert pad([[1, 2, 3], [4]]).tolist() == [[1, 2, 3], [4, 0, 0]]


@given(st.lists(st.integers(3, MAX_PIECES + 2), max_size=60))
def test_every_pack_is_in_one_pass_with_its_like(sizes):
    groups = list(inference.passes(sizes))
    assert sorted(i for group in groups for i in group) == list(range(len(sizes)))
    for group in groups:
        lengths = [sizes[i] for i in group]
        assert max(lengths) <= 1.2 * min(lengths)
        assert len(group) == 1 or len(group) * max(lengths) <= 256


def test_packs_of_unlike_length_come_back_in_their_order():
    packs = [encode(w, [True] * len(w)) for w in (["Peru", "met", "Chile", "."], ["Talks", "failed"])]
    long, short = inference.parse(packs, lambda i, said: i == 0 and said.upos[1] == "VERB")
    assert (len(long.upos), len(short.upos)) == (4, 2)
    assert (long.arcs.shape, short.arcs.shape) == ((4, 5), (2, 3))
    assert short.upos == ["NOUN", "VERB"]
    assert np.isfinite(long.arcs).all()
    assert long.speech
    assert (long.speech.roles.shape, long.speech.whose.shape) == ((4, 7), (4, 5))
    assert short.speech is None


def test_the_longest_pack_fits_the_network():
    words = ["a"] * MAX_PIECES
    (said,) = inference.parse([encode(words, [True] * MAX_PIECES)], lambda *_: True)
    assert len(said.upos) == MAX_PIECES


@pytest.mark.parametrize("lost", ["labels", "vocabulary", "embeddings", "network", "weighing", "trees"])
def test_missing_weights_are_named(lost, tmp_path, monkeypatch):
    monkeypatch.setattr(inference, "_WEIGHTS", tmp_path)
    opened = {
        "labels": inference.labels.__wrapped__,
        "vocabulary": inference.vocabulary.__wrapped__,
        "embeddings": inference.Embeddings,
        "network": lambda: inference.Network("parser"),
        "weighing": learnt.weights.__wrapped__,
        "trees": trees.data.__wrapped__,
    }
    with pytest.raises(WeightsError, match="missing from this installation"):
        opened[lost]()
