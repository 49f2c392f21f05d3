"""Events in the terms of the coders of CAMEO."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.peers import __main__ as peers
from benchmarks.peers import conventions
from detente import articles, clauses
from detente.types import EventMention, Party, Place, Span
from tests.codings import event

GENEVA = Place("Geneva", "CHE", None, None, 0, 6)


def told(kind, actors, recipients, **more):
    parties = {k: tuple(Party(c) for c in v) for k, v in (("actors", actors), ("recipients", recipients))}
    return event(**parties, **{"type": kind, "plover": kind, "reciprocal": False, "place": None} | more)


def sides(e):
    return [[p.code for p in side] for side in (e.actors, e.recipients)]


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (told("PROTEST", ["NOR"], [], place=GENEVA), [["NOR"], ["CHE"]]),
        (told("PROTEST", ["NOR"], ["CHL"], place=GENEVA), [["NOR"], ["CHL"]]),
        (told("PROTEST", ["CHE"], [], place=GENEVA), [["CHE"], []]),
        (told("PROTEST", ["NOR"], []), [["NOR"], []]),
    ],
)
def test_where_nobody_is_named_the_place_is_the_party(of, expected):
    assert sides(conventions.placed(of)) == expected


def test_a_meeting_in_a_third_country_is_a_visit_of_each():
    met = told("CONSULT", ["NOR", "CHL"], [], reciprocal=True, place=GENEVA)
    visit = conventions.visited(met)
    assert visit is not None
    assert sorted(peers.pairs(visit)) == [("CHL", "CHE"), ("NOR", "CHE")]
    at_home = told("CONSULT", ["CHE", "CHL"], [], reciprocal=True, place=GENEVA)
    assert conventions.visited(at_home) is None


@pytest.mark.parametrize(("start", "accuses"), [(0, True), (40, False), (None, False)])
def test_who_reports_force_before_it_is_told_accuses(start, accuses):
    trigger = Span(20, 28)
    mention = EventMention(trigger, trigger, 0, 3)
    raid = told("ASSAULT", ["NOR"], ["CHL"], reported_by=(Party("PER", start=start),))
    raid = replace(raid, mentions=(mention,))
    found = conventions.accusation(raid)
    assert (found is not None) is accuses
    if found:
        assert (found.plover, sides(found)) == ("ACCUSE", [["PER"], ["NOR"]])


def test_a_refusal_counts_whatever_became_of_it():
    assert conventions.refusal(told("REJECT", ["NOR"], ["CHL"], plover=None)).plover == "REJECT"
    assert conventions.refusal(told("AID", ["NOR"], ["CHL"], plover=None)).plover is None


def test_one_code_and_sector_on_both_sides_is_no_dyad():
    assert peers.pairs(told("ACCUSE", ["NOR"], ["NOR"])) == []
    police, crowd = Party("NOR", sector="COP"), Party("NOR", sector="CVL")
    assert peers.pairs(event(actors=(police,), recipients=(crowd,), reciprocal=False)) == [("NOR", "NOR")]


@pytest.mark.parametrize(
    ("text", "word", "behind"),
    [
        ("Norway condemned Chile after its soldiers attacked a Norwegian ship.", "condemned", False),
        ("Norway condemned Chile after its soldiers attacked a Norwegian ship.", "attacked", True),
        ("Norway praised Chile, which had released two Norwegian sailors.", "released", True),
        ("Norway condemned Chile and recalled its ambassador.", "recalled", False),
    ],
)
def test_clauses_of_time_and_relative_clauses_are_background(text, word, behind):
    (s,) = clauses.parse(articles.article(text)).sentences
    number = next(i for i, w in enumerate(s.words) if w.text == word)
    assert conventions.background(s, number) is behind
