"""What one marked party does to another, as the shipped model reads it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import articles, clauses, entities
from detente.events import pairs
from detente.events.acts import CATEGORIES
from detente.types import Span


def said(text, source, target):
    spans = (Span(text.index(words), text.index(words) + len(words)) for words in (source, target))
    return pairs.probabilities(text, *spans)


def best(found):
    return max((k for k in found if k != "NONE"), key=found.__getitem__)


@pytest.mark.parametrize(
    ("text", "source", "target", "category"),
    [
        ("Norwegian police arrested two Chilean sailors in Bergen.", "Norwegian police", "two Chilean sailors", "COERCE"),
        ("The Chilean president thanked Norway and praised the Norwegian rescuers.", "The Chilean president", "Norway", "SUPPORT"),
        ("Peru sharply criticized Ecuador over the new border posts.", "Peru", "Ecuador", "ACCUSE"),
        ("Ecuador urged Peru to open the border at once.", "Ecuador", "Peru", "REQUEST"),
        ("Rebels shelled the army's camp near the river, killing four soldiers.", "Rebels", "the army's camp", "ASSAULT"),
        ("The mission gave 200 tonnes of flour to the islanders.", "The mission", "the islanders", "AID"),
    ],
)  # fmt: skip
def test_plain_acts(text, source, target, category):
    assert best(said(text, source, target)) == category


def test_pairs_of_one_sentence_are_told_apart():
    text = "Norway praised Chile while Peru bombed Ecuador."
    assert best(said(text, "Norway", "Chile")) == "SUPPORT"
    assert best(said(text, "Peru", "Ecuador")) == "ASSAULT"
    assert said(text, "Norway", "Ecuador")["NONE"] > said(text, "Peru", "Ecuador")["NONE"]


def test_probabilities_add_up_and_a_side_may_be_unnamed():
    text = "The port workers of Lima went on strike."
    found = pairs.probabilities(text, Span(0, 24), Span(len(text), len(text)))
    assert tuple(found) == CATEGORIES
    assert sum(found.values()) == pytest.approx(1, abs=1e-4)
    assert best(found) == "PROTEST"


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=400), st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
def test_any_text_and_spans_get_an_answer(text, start, end, other):
    found = pairs.probabilities(text, Span(start, end), Span(other, other + 5))
    assert sum(found.values()) == pytest.approx(1, abs=1e-4)


def test_a_text_without_words_tells_nothing():
    assert pairs.probabilities(" \n", Span(0, 0), Span(0, 0))["NONE"] == 1


@pytest.mark.parametrize("word", ["Peru criticized Ecuador. ", "x1" * 90 + " ", "\u0431" * 190 + " "])
def test_a_very_long_sentence_is_read_to_a_bound(word):
    text = word * 400
    found = pairs.probabilities(text, Span(0, 4), Span(len(text) - 10, len(text)))
    assert sum(found.values()) == pytest.approx(1, abs=1e-4)


def test_phrases_of_a_sentence_are_paired_both_ways():
    found = entities.resolve(
        clauses.parse(articles.article("Norway praised Chile while Peru bombed Ecuador."))
    )
    (s,) = found.parse.sentences
    told = {(p.source.parties[0].code, p.target.parties[0].code): p.said for p in pairs.pairs(found, s)}
    assert len(told) == 12
    assert best(told["NOR", "CHL"]) == "SUPPORT"
    assert told["PER", "ECU"]["ASSAULT"] > told["CHL", "NOR"]["ASSAULT"]


def test_a_long_list_of_parties_is_paired_to_a_bound():
    names = "Norway, Chile, Peru, Mali, Chad, Niger, Togo, Benin, Ghana, Kenya, Uganda, Gabon, Angola, Zambia, Malawi, Nepal, Oman, Iran"
    found = entities.resolve(clauses.parse(articles.article(f"{names} and Iraq met.")))
    assert all(len(list(pairs.pairs(found, s))) <= 16 * 15 for s in found.parse.sentences)
