"""Names, roles, office holders and places by themselves."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from detente.entities import gazetteer, offices, places, roles
from tests.builders import sentence


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("France protested", "FRA"),
        ("Hong Kong protested", "HKG"),
        ("the Dutch protested", "NLD"),
        ("al - Qaeda struck", "AL-QAEDA"),
        ("the European Union met", "EU"),
        ("TEHRAN refused", "IRN"),
        ("Hillsdale College closed", "USA"),
        ("Zamfara bandits struck", "NGA"),
        ("Bavarian police waited", "DEU"),
        ("the Legislative Yuan voted", "TWN"),
    ],
)
def test_a_name_is_found(text, code):
    assert [h.entry.code for h in gazetteer.find(sentence(text))] == [code]


@pytest.mark.parametrize("text", ["they told us", "who is it", "a turkey ran", "the latin American leaders"])
def test_no_name_is_found(text):
    assert gazetteer.find(sentence(text)) == []


def test_the_longest_name_wins():
    found = gazetteer.find(sentence("South Sudan and Sudan"))
    assert [h.entry.code for h in found] == ["SSD", "SDN"]


def test_the_longest_role_wins():
    s = sentence("the foreign minister resigned")
    assert roles.find(s)[2].role.words == "foreign minister"


@pytest.mark.parametrize(
    ("family", "day", "person"),
    [
        ("Putin", dt.date(2022, 3, 1), "Vladimir Putin"),
        ("Clinton", dt.date(1998, 3, 1), "Bill Clinton"),
        ("Smith", dt.date(2022, 3, 1), None),
    ],
)
def test_a_leader_by_family_name(family, day, person):
    known = offices.by_family_name(family, day)
    assert (known.person if known else None) == person


def test_an_office_is_held_on_a_day():
    assert offices.holder("USA", "head_of_state", dt.date(2009, 1, 19)) == "George W. Bush"
    assert offices.holder("USA", "head_of_state", dt.date(2009, 1, 21)) == "Barack Obama"
    assert offices.holder("USA", "head_of_state", None) is None


@pytest.mark.parametrize(
    ("words", "name", "person"),
    [
        ("deputy secretary", "Hicks", "Kathleen Hicks"),
        ("patriarch", "Kirill", "Patriarch Kirill"),
        ("deputy secretary", "Putin", None),
    ],
)
def test_a_holder_by_the_first_words_of_the_office(words, name, person):
    known = offices.by_title(words, name, dt.date(2022, 4, 1))
    assert (known.person if known else None) == person
    assert offices.by_title(words, name, None) is None


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Mitch McConnell", "LEG"),
        ("Ismail Haniyeh", "REB"),
        ("Antonio Guterres", "IGO"),
        ("Vladimir Putin", "GOV"),
    ],
)
def test_the_sector_of_a_person_is_that_of_the_office(name, sector):
    known = offices.by_full_name(name, dt.date(2022, 4, 1))
    assert known is not None
    assert known.sector == sector


def test_kin_does_not_dispute_the_name_of_a_leader():
    known = offices.sole("Bolsonaro", dt.date(2021, 4, 1))
    assert known is not None
    assert known.person == "Jair Bolsonaro"


def test_a_town_is_known_by_its_state_alone():
    assert gazetteer.town("Clemmons") == "USA"
    assert gazetteer.town("Lüneburg") == "DEU"
    assert gazetteer.town("Nowhereville") is None


def test_a_place_is_chosen_by_the_article():
    paris = places.choose(("paris",), Counter())
    assert paris is not None
    assert paris.country == "FRA"


def test_namesakes_of_like_size_stay_unresolved():
    found = places.choose(("springfield",), Counter())
    assert found is None or found.country == "USA"
