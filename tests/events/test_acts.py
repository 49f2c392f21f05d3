"""What the event model's readings do: propose, decide between entries, weigh."""

import math

import numpy as np
import pytest

from detente import articles, clauses, entities
from detente.events import coder, weighing
from detente.events.acts import CATEGORIES, Reading, read
from detente.events.matching import matches
from detente.events.parties import codes
from detente.knowledge import lexicon


def known(text):
    return entities.resolve(clauses.parse(articles.article(text, published="2015-06-17")))


def reading(s, trigger=None, category="NONE", p=0.9, plain=0.8):
    """A reading that is sure of one word and of nothing else."""
    table = np.full((len(s.words), len(CATEGORIES)), 0.0, np.float32)
    table[:, 0] = 1.0
    for i, word in enumerate(s.words):
        if word.text == trigger:
            table[i, 0], table[i, CATEGORIES.index(category)] = 1 - p, p
    return Reading(table, np.full(len(s.words), plain, np.float32))


def test_a_trigger_that_no_entry_lists_is_proposed():
    found = known("Kenya outfoxed Somalia.")
    (s,) = found.parse.sentences
    assert matches(found, s) == matches(found, s, reading(s)) == []
    (m,) = matches(found, s, reading(s, "outfoxed", "SANCTION"))
    assert (m.entry.id, codes(m.actors), codes(m.recipients)) == ("model-sanction", {"KEN"}, {"SOM"})
    assert matches(found, s, reading(s, "outfoxed", "SANCTION", p=0.3)) == []


def test_nothing_is_proposed_where_nobody_is_known():
    found = known("The clerk outfoxed the cook.")
    (s,) = found.parse.sentences
    assert matches(found, s, reading(s, "outfoxed", "SANCTION")) == []


@pytest.mark.parametrize("category", ["CONSULT", "SUPPORT"])
def test_the_model_decides_between_entries(category):
    found = known("Kenya welcomed the Somali premier.")
    (s,) = found.parse.sentences
    (m,) = matches(found, s, reading(s, "welcomed", category, p=1.0))
    assert m.entry.type == category


def test_every_category_has_a_proposal():
    assert set(lexicon.proposals()) == set(CATEGORIES) - {"NONE"}


def test_words_behind_the_end_of_a_reading_tell_nothing():
    short = Reading(np.zeros((1, 17), np.float32), np.zeros(1, np.float32))
    assert (short.of(5, "ASSAULT"), short.plainly(5)) == (0.0, 0.0)


def test_confidence_is_the_logistic_of_weighted_features(monkeypatch):
    monkeypatch.setattr(
        weighing, "_weights", lambda: {"threshold": 0.3, "weights": {"bias": -1.0, "both": 2.0}}
    )
    assert weighing.confidence({"bias": 1.0, "both": 0.5, "unheard of": 9.0}) == pytest.approx(0.5)
    assert weighing.confidence({"bias": 1.0}) == pytest.approx(1 / (1 + math.e))
    assert weighing.threshold() == 0.3


def test_what_is_below_the_threshold_is_left_out(monkeypatch):
    found = known("Kenya bombed Somalia.")
    monkeypatch.setattr(coder.acts, "read", lambda entities: {})
    kept = {}
    for threshold in (0.0, 1.0):
        monkeypatch.setattr(
            weighing, "_weights", lambda threshold=threshold: {"threshold": threshold, "weights": {}}
        )
        kept[threshold] = len(coder.events(found))
    assert kept == {0.0: 1, 1.0: 0}


def test_features_see_model_parties_and_status():
    found = known("Kenya bombed Somalia.")
    (s,) = found.parse.sentences
    (m,) = matches(found, s)
    seen = weighing.features(found, m, "occurred", reading(s, "bombed", "ASSAULT"), rivals=1)
    unseen = weighing.features(found, m, "planned", None, rivals=1)
    assert seen["category"] > 0 > unseen["category"]
    assert seen["between states"] == 1.0
    assert "status occurred" in seen
    assert "status planned" in unseen
    assert "actor is name" in seen


def test_the_model_reads_sentences_that_name_a_party():
    found = known("Kenya bombed Somalia on Monday. The weather was fine. Japan condemned the bombing.")
    said = read(found)
    assert sorted(said) == [0, 2]
    assert all(r.category.shape == (len(found.parse.sentences[n].words), 17) for n, r in said.items())
    assert all(np.allclose(r.category.sum(1), 1, atol=0.02) for r in said.values())
    assert said[0].of(1, "ASSAULT") > 0.5
