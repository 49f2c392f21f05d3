"""Our WordPiece beside the library's, which tests have and users need not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from detente import inference
from detente.wordpiece import subwords


@pytest.fixture(scope="module")
def vocabulary() -> dict[str, int]:
    lines = inference.weights("vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return {piece: n for n, piece in enumerate(lines) if piece}


@pytest.fixture(scope="module")
def library(vocabulary: dict[str, int]) -> Tokenizer:
    found = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    found.normalizer, found.pre_tokenizer = BertNormalizer(), BertPreTokenizer()
    return found


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Beijing", ["beijing"]),
        ("Erdoğan", ["er", "##dog", "##an"]),
        ("unwavering", ["un", "##wave", "##ring"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("’s", ["’", "s"]),
        ("平a習", ["[UNK]", "a", "[UNK]"]),
        ("a\u200bb\x07", ["ab"]),
        ("\u200b", []),
    ],
)
def test_words(word: str, pieces: list[str], vocabulary: dict[str, int]) -> None:
    assert subwords(word, vocabulary) == [vocabulary[p] for p in pieces]


def test_an_endless_word_is_unknown(vocabulary: dict[str, int]) -> None:
    assert subwords("a" * 101, vocabulary) == [vocabulary["[UNK]"]]


# newer blocks are other things to other Unicode versions
known = st.characters(min_codepoint=32, max_codepoint=0x52F, exclude_categories=["Cn"])
marks = st.characters(min_codepoint=0x2010, max_codepoint=0x205E)


@given(word=st.text(known | marks, min_size=1, max_size=12).filter(lambda w: "[" not in w))
def test_same_as_the_library(word: str, vocabulary: dict[str, int], library: Tokenizer) -> None:
    assert subwords(word, vocabulary) == library.encode(word, add_special_tokens=False).ids
