"""Category and parties of a trigger chosen together, with trees of the test's own."""

import numpy as np
import pytest

from detente.events import casting, coder, trees
from detente.events.acts import CATEGORIES
from detente.events.matching import taken
from detente.events.parties import codes
from tests.events.test_acts import known, reading


@pytest.fixture
def following(monkeypatch):
    """Trees that add up weights of named features."""

    def follow(found, readings, **weights):
        first = next(
            casting.asked(found, {n: taken(found, found.parse.sentences[n], r) for n, r in readings.items()})
        )
        of_side = [[*next(iter(first.sides[k].values())), *first.act] for k in (0, 1)]
        names = {"actor": of_side[0], "recipient": of_side[1], "parties": casting.names(first)}

        def probability(question, rows):
            assert rows.shape[1:] in ((len(names[question]),), ())
            own = weights.get(question, {"is as read": 4.0, "as read": 4.0})
            w = np.array([own.get(name, 0.0) for name in names[question]])
            return 1 / (1 + np.exp(1 - rows @ w)) if len(rows) else np.zeros(0)

        monkeypatch.setattr(trees, "probability", probability)
        return casting.cast(found, readings)

    return follow


def chosen(cast):
    return cast.match.entry.type, codes(cast.match.actors), codes(cast.match.recipients)


def test_what_the_sentence_says_may_stand(following):
    found = known("Kenya bombed Somalia.")
    (s,) = found.parse.sentences
    ((cast,),) = following(found, {0: reading(s, "bombed", "ASSAULT")}).values()
    assert chosen(cast) == ("ASSAULT", {"KEN"}, {"SOM"})
    assert 1 > cast.probability > cast.second > 0
    assert len(cast.row) == len(
        set(casting.names(next(iter(casting.asked(found, {0: taken(found, s, reading(s))})))))
    )


def test_who_is_understood_may_be_chosen(following):
    found = known("Somalia waited. Kenya mobilised its troops.")
    s = found.parse.sentences[1]
    casts = following(
        found,
        {1: reading(s, "mobilised", "MOBILIZE")},
        recipient={"here": -5.0, "nobody": -5.0},
        parties={
            "recipient: here": -5.0,
            "recipient: nobody": -5.0,
            "actor: told": 1.0,
            "actor: is as read": 3.0,
        },
    )
    (cast,) = casts[1]
    assert chosen(cast) == ("MOBILIZE", {"KEN"}, {"SOM"})
    assert [(p.code, p.text) for p in cast.match.recipients] == [("SOM", None)]


def test_sides_of_a_meeting_stand_as_they_are_told(following):
    found = known("Kenya and Uganda met officials from Somalia.")
    (s,) = found.parse.sentences
    told = {"actor": {"size": -3.0, "told": 1.0}, "recipient": {"size": 3.0}, "parties": {"parties": 3.0}}
    ((cast,),) = following(found, {0: reading(s, "met", "CONSULT", actor="Kenya")}, **told).values()
    assert chosen(cast) == ("CONSULT", {"KEN", "UGA"}, {"SOM"})


def test_another_category_may_be_chosen(following):
    found = known("Kenya bombed Somalia.")
    (s,) = found.parse.sentences
    said = reading(s, "bombed", "ASSAULT", p=0.5)
    said.category[1, CATEGORIES.index("SANCTION")] = 0.4
    ways = taken(found, s, said)
    assert [t.match.entry.type for t in ways[0]] == ["ASSAULT", "SANCTION"]
    ((cast,),) = following(found, {0: said}, parties={"way": 3.0, "as read": 1.0}).values()
    assert chosen(cast) == ("SANCTION", {"KEN"}, {"SOM"})


def test_an_unlikely_category_is_not_asked_for():
    found = known("Kenya bombed Somalia.")
    (s,) = found.parse.sentences
    assert [len(ways) for ways in taken(found, s, reading(s, "bombed", "SANCTION", p=0.05))] == [1]
    assert [len(ways) for ways in taken(found, s)] == [1]


def test_acts_are_chosen_alike_in_batches_of_any_size(following, monkeypatch):
    found = known("Kenya bombed Somalia. Oman condemned Kenya. Kenya mobilised its troops.")
    told = (("bombed", "ASSAULT"), ("condemned", "ACCUSE"), ("mobilised", "MOBILIZE"))
    readings = {s.number: reading(s, *act, p=0.5) for s, act in zip(found.parse.sentences, told, strict=True)}
    readings[0].category[1, CATEGORIES.index("SANCTION")] = 0.4
    casts = []
    for size in (1, 2, 64):
        monkeypatch.setattr(casting, "_AT_ONCE", size)
        own = following(found, readings, parties={"way": 3.0, "as read": 1.0})
        casts.append([(chosen(c), c.probability, c.second) for acts in own.values() for c in acts])
    assert casts[0] == casts[1] == casts[2]
    assert [c[0][0] for c in casts[0]] == ["SANCTION", "ACCUSE", "MOBILIZE"]


def test_without_a_reading_the_sentence_stands():
    found = known("Kenya bombed Somalia. Japan condemned the bombing.")
    casts = casting.cast(found, {})
    assert [chosen(c)[0] for c in casts[0]] == ["ASSAULT"]
    assert all((c.probability, c.row) == (None, None) for own in casts.values() for c in own)


def test_options_of_a_side():
    found = known("Somalia waited. Kenya and Uganda bombed Eritrea.")
    s = found.parse.sentences[1]
    (asked,) = casting.asked(found, {1: taken(found, s, reading(s, "bombed", "ASSAULT", actor="Kenya"))})
    actors, recipients = asked.sides
    assert {
        frozenset(),
        frozenset({"KEN"}),
        frozenset({"UGA"}),
        frozenset({"KEN", "UGA"}),
        frozenset({"SOM"}),
    } <= set(actors)
    told, joined, understood = (actors[frozenset(o)] for o in ({"KEN"}, {"KEN", "UGA"}, {"SOM"}))
    assert (told["told"], joined["told"], joined["least told"]) == pytest.approx((0.99, 0.99, 0.01))
    assert (joined["is the slot"], told["is the slot"], told["told left out"]) == (
        True,
        False,
        pytest.approx(0.01),
    )
    assert (told["here"], understood["here"], understood["since"], understood["kind"]) == (True, False, 1, -1)
    assert {tuple(row) for side in (actors, recipients) for row in side.values()} == {tuple(told)}


def test_why_names_what_spoke_for_the_parties():
    found = known("Kenya bombed Somalia.")
    (s,) = found.parse.sentences
    (event,) = coder.told_once(
        found, coder.tellings(found, {0: reading(s, "bombed", "ASSAULT", actor="Kenya", recipient="Somalia")})
    )
    assert "most for it: " in event.why
