"""The sentence of a clause and its neighbours, found without a parse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.types import Span
from detente.web.review_text import around

CASES = [  # text, clause, sentence, before, after
    ("Ann left. Ben met Cy in Oslo. Di slept.", "met Cy", "Ben met Cy in Oslo.", "Ann left.", "Di slept."),
    ("Ben met Cy.", "Ben met Cy", "Ben met Cy.", "", ""),
    ("Title here\n\nBen met Cy.\nDi slept.", "met", "Ben met Cy.", "Title here", "Di slept."),
    ("Ann left. Gen. Smith met Mr. Cy of the U.S. Navy. Di slept.", "met", "Gen. Smith met Mr. Cy of the U.S. Navy.", "Ann left.", "Di slept."),
    ("Ann left. J. Smith met Cy. Di slept.", "met", "J. Smith met Cy.", "Ann left.", "Di slept."),
    ("“We met.” Ben warned Cy: “Go!” Then he left.", "warned", "Ben warned Cy: “Go!”", "“We met.”", "Then he left."),
    ("It cost 3.5 billion. Ben paid 2.1 million to Cy. 40 left.", "paid", "Ben paid 2.1 million to Cy.", "It cost 3.5 billion.", "40 left."),
    ("Did Ben meet Cy? He did! Nobody knows… Di slept.", "did", "He did!", "Did Ben meet Cy?", "Nobody knows…"),
    ("Ann left. Ben met Cy. Then Di and Ed fought. Fay slept.", "met Cy. Then Di", "Ben met Cy. Then Di and Ed fought.", "Ann left.", "Fay slept."),
    ("\n\n  Ben met Cy  \n\n", "met", "Ben met Cy", "", ""),
    ("first\n\n\n\nBen met Cy.\n\n\n\nlast", "met", "Ben met Cy.", "first", "last"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "clause", "sentence", "before", "after"), CASES)
def test_sentences(text, clause, sentence, before, after):
    at = text.index(clause)
    found = [text[s.start : s.end].strip() for s in around(text, Span(at, at + len(clause)))]
    assert found == [before, sentence, after]


@given(
    st.text(st.sampled_from("Ab. \n“”!…'Mr1"), max_size=80),
    st.integers(0, 80),
    st.integers(1, 20),
    st.text(max_size=10),
)
def test_the_clause_is_always_in_its_sentence(text, start, length, more):
    text += more
    first = min(start, len(text))
    clause = Span(first, min(first + length, len(text)))
    before, sentence, after = around(text, clause)
    assert sentence.end >= clause.end
    assert sentence.start <= clause.start or not text[clause.start : sentence.start].strip()
    assert before.end == sentence.start or not text[before.end : sentence.start].strip()
    assert (before.start <= before.end, after.start == sentence.end, after.end <= len(text)) == (
        True,
        True,
        True,
    )


def test_a_gap_behind_an_abbreviation_ends_the_sentence():
    text = "Ben left the U.S." + " " * 99 + "He met Cy."
    assert around(text, Span(0, 3))[1] == Span(0, 17)


def test_a_long_text_without_an_end_is_cut():
    text = "a" * 100_000 + " met " + "b" * 100_000
    before, sentence, after = around(text, Span(100_001, 100_004))
    assert sentence.end - sentence.start < 7_000
    assert (before.start, after.end) == (sentence.start, sentence.end)
