"""Contexts that the words of a clause show."""

import pytest

from detente.events.contexts import contexts_of
from detente.knowledge import codebook

CASES = [
    ("Kenya sent troops and warships", {"military"}),
    ("signed a trade deal on tariffs", {"economic"}),
    ("the two envoys met at the embassy", {"diplomatic"}),
    ("talks on uranium enrichment", {"cbrn", "diplomatic"}),
    ("the foreign minister resigned", {"diplomatic"}),
    ("nothing of the kind", set()),
    ("", set()),
]


@pytest.mark.parametrize(("text", "contexts"), CASES)
def test_contexts(text, contexts):
    assert set(contexts_of(text)) == contexts


def test_those_with_most_words_go_first_and_four_at_most():
    assert contexts_of("trade, tariffs and exports between embassies")[0] == "economic"
    everything = " ".join(codebook.context_words())
    assert len(contexts_of(everything)) == 4


def test_every_word_of_the_table_shows_its_contexts():
    """Words stand there as the reader meets them: one or two, in their dictionary form."""
    lost = [w for w, shown in codebook.context_words().items() if not set(shown) & set(contexts_of(w))]
    assert lost == []
