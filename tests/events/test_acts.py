"""What the event model's readings do: propose, decide between entries, weigh."""

import math

import numpy as np
import pytest

from detente import articles, clauses, entities
from detente.events import casting, coder, learnt, sides, weighing
from detente.events.acts import CATEGORIES, STATUSES, Reading, read
from detente.events.casting import Cast
from detente.events.matching import matches
from detente.events.parties import codes
from detente.events.signs import Told
from detente.events.status import weighed
from detente.events.understood import Story
from detente.knowledge import lexicon


def known(text):
    return entities.resolve(clauses.parse(articles.article(text, published="2015-06-17")))


def reading(
    s, trigger=None, category="NONE", *, p=0.9, plain=0.8, actor=None, recipient=None, status="occurred"
):
    """A reading that is sure of one word and its parties, and of nothing else."""
    size = len(s.words)
    table, sides = np.zeros((size, len(CATEGORIES)), np.float32), np.full((size, size, 2), 0.01, np.float32)
    statuses = np.full((size, len(STATUSES)), 0.01, np.float32)
    table[:, 0], statuses[:, STATUSES.index(status)] = 1.0, 0.9
    for i, word in enumerate(s.words):
        if word.text == trigger:
            table[i, 0], table[i, CATEGORIES.index(category)] = 1 - p, p
            for j, other in enumerate(s.words):
                sides[i, j] = [0.99 if other.text == side else 0.01 for side in (actor, recipient)]
    return Reading(table, np.full(size, plain, np.float32), statuses, sides)


@pytest.fixture
def weights(monkeypatch):
    """Weights that follow the model alone, where a test does not set others."""
    found = {
        "thresholds": dict.fromkeys(
            ("actor", "recipient", "understood actor", "understood recipient", "status"), 0.5
        ),
        "actor": {"model": 1.0, "slot 100": 3.0, "slot 101": 3.0},
        "recipient": {"model": 1.0, "slot 100": 3.0, "slot 101": 3.0},
        "understood actor": {"bias": -5.0},
        "understood recipient": {"bias": -5.0},
        "status": {"model 0": 1.0, "model 1": 1.0},
        "same act": {},
        "right": {"bias": 1.0},
        "must": {"bias": 9.0},
    }
    found["thresholds"] |= {"worth": 0.3, "mention": 0.3, "same act": 0.3}
    monkeypatch.setattr(learnt, "weights", lambda: found)
    return found


def test_a_trigger_that_no_entry_lists_is_proposed():
    found = known("Kenya outfoxed Somalia.")
    (s,) = found.parse.sentences
    assert matches(found, s) == matches(found, s, reading(s)) == []
    (m,) = matches(found, s, reading(s, "outfoxed", "SANCTION"))
    assert (m.entry.id, codes(m.actors), codes(m.recipients)) == ("model-sanction", {"KEN"}, {"SOM"})
    assert matches(found, s, reading(s, "outfoxed", "SANCTION", p=0.1)) == []


def test_nothing_is_proposed_where_nobody_is_known():
    found = known("The clerk outfoxed the cook.")
    (s,) = found.parse.sentences
    assert matches(found, s, reading(s, "outfoxed", "SANCTION", p=0.2)) == []
    assert casting.cast(found, {0: reading(s, "outfoxed", "SANCTION")}) == {0: []}


@pytest.mark.parametrize("category", ["CONSULT", "SUPPORT"])
def test_the_model_decides_between_entries(category):
    found = known("Kenya welcomed the Somali premier.")
    (s,) = found.parse.sentences
    (m,) = matches(found, s, reading(s, "welcomed", category, p=1.0))
    assert m.entry.type == category


def test_every_category_has_a_proposal():
    assert set(lexicon.proposals()) == set(CATEGORIES) - {"NONE"}


def test_words_behind_the_end_of_a_reading_tell_nothing():
    short = Reading(np.zeros((1, 17)), np.zeros(1), np.zeros((1, 9)), np.zeros((1, 1, 2)))
    assert (short.of(5, "ASSAULT"), short.plainly(5), short.side(0, 5, 0)) == (0.0, 0.0, 0.0)
    assert short.has(5, "occurred") == pytest.approx(1 / 9)


def test_a_probability_is_the_logistic_of_weighted_features(weights):
    weights["right"] = {"bias": -1.0, "both": 2.0}
    assert weighing.confidence({"bias": 1.0, "both": 0.5, "unheard of": 9.0}) == pytest.approx(0.5)
    assert weighing.confidence({"bias": 1.0}) == pytest.approx(1 / (1 + math.e))
    assert weighing.threshold() == 0.3


def test_what_may_be_left_out_is_worth_little_more_than_its_errors(weights):
    weights["right"], weights["must"] = {"bias": 0.0}, {"bias": 9.0, "may": -18.0}
    assert weighing.worth({"bias": 1.0}) == pytest.approx(0.5, abs=0.001)
    assert weighing.worth({"bias": 1.0, "may": 1.0}) == pytest.approx(0, abs=0.001)


def test_what_is_below_the_threshold_is_left_out(monkeypatch, weights):
    found = known("Kenya bombed Somalia.")
    monkeypatch.setattr(coder.acts, "read", lambda entities: {})
    kept = {}
    for threshold in (0.0, 1.0):
        weights["thresholds"] |= {"worth": threshold, "mention": threshold}
        kept[threshold] = len(coder.events(found))
    assert kept == {0.0: 1, 1.0: 0}


# ── who acts on whom ─────────────────────────────────────────────────────────────────────────────────────


def test_the_model_finds_a_party_where_no_slot_looks(weights):
    found = known("Kenya, diplomats in Cairo said, outfoxed Somalia.")
    (s,) = found.parse.sentences
    (m,) = matches(found, s, reading(s, "outfoxed", "SANCTION", actor="Kenya", recipient="Somalia"))
    assert (codes(m.actors), codes(m.recipients)) == ({"KEN"}, {"SOM"})


def test_slots_stand_where_the_model_sees_no_party(weights):
    weights["actor"] = weights["recipient"] = {"bias": -9.0}
    found = known("Kenya bombed Somalia.")
    (s,) = found.parse.sentences
    (m,) = matches(found, s, reading(s, "bombed", "ASSAULT"))
    assert (codes(m.actors), codes(m.recipients)) == ({"KEN"}, {"SOM"})


def test_paths_tell_sides_apart():
    (s,) = known("Kenya bombed Somalia.").parse.sentences
    at = {w.text: i for i, w in enumerate(s.words)}
    assert sides.path(s, at["bombed"], at["Kenya"]) == "nsubj"
    assert sides.path(s, at["bombed"], at["Somalia"]) == "obj"
    assert sides.path(s, at["Kenya"], at["Somalia"]) == "^nsubj obj"
    assert sides.path(s, at["bombed"], at["bombed"]) == "self"


# ── who is understood ────────────────────────────────────────────────────────────────────────────────────


def test_the_partner_is_understood(weights):
    weights["understood recipient"] = {"bias": -2.0, "partner last": 4.0}
    found = known("Kenya bombed Somalia. Later Kenya mobilised its troops.")
    story, (first, second) = Story(found), found.parse.sentences
    story.told(matches(found, first))
    (m,) = matches(found, second)
    likely = story.likely(m, "recipient", reading(second, "mobilised", "MOBILIZE"))
    assert likely["SOM"] > 0.5 > likely["KEN"]
    assert (story.together("SOM", frozenset({"KEN"})), story.acted("SOM", "ASSAULT", 1)) == (1, 1)
    assert (story.since("KEN", 1), story.named(1), story.last) == (
        0,
        {"KEN": 2, "SOM": 1},
        [{"KEN"}, {"SOM"}],
    )


# ── what became of it ────────────────────────────────────────────────────────────────────────────────────


def test_status_is_weighed(weights):
    found = known("Kenya bombed Somalia.")
    (s,) = found.parse.sentences
    (m,) = matches(found, s)
    denied = reading(s, "bombed", "ASSAULT", status="denied")
    assert weighed(Told(s, m.word, {m.word: m}))[0] == "occurred"
    assert weighed(Told(s, m.word, {m.word: m}, denied))[0] == "denied"
    weights["status"] = {"rule occurred occurred": 9.0}
    assert weighed(Told(s, m.word, {m.word: m}, denied)) == ("occurred", "told as a fact")


def test_features_see_model_parties_and_status():
    found = known("Kenya bombed Somalia.")
    (s,) = found.parse.sentences
    (m,) = matches(found, s)
    seen = weighing.features(found, Cast(m, 0.9, 0.2), "occurred", reading(s, "bombed", "ASSAULT"), rivals=1)
    unseen = weighing.features(found, Cast(m), "planned", None, rivals=1)
    assert seen["parties"] > 0 > seen["other parties"]
    assert unseen["not read"] == 1.0
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
