"""Who is who in articles of our own, on stored trees."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from detente import articles, entities
from detente.entities import offices
from detente.types import Entities, Name, Parse, Sentence, Word
from tests.entities.cases import CASES, OFFICIAL

_STORED = json.loads(Path(__file__).with_name("parses.json").read_text(encoding="utf-8"))


def _sentence(number: int, stored: dict) -> Sentence:
    words = tuple(Word(*w) for w in stored["words"])
    children: list[list[int]] = [[] for _ in words]
    for i, w in enumerate(words):
        if w.head >= 0:
            children[w.head].append(i)
    paragraph, start, end, is_title = stored["at"]
    names = tuple(Name(*n) for n in stored["names"])
    return Sentence(number, paragraph, start, end, words, names, tuple(map(tuple, children)), is_title)


def resolved(name: str, day: str, text: str, publisher: str | None = None) -> Entities:
    article = articles.article(text, publisher=publisher, published=day)
    return entities.resolve(Parse(article, tuple(_sentence(n, s) for n, s in enumerate(_STORED[name]))))


def _parties(found: Entities, word: str, nth: int):
    places = [(s.number, i) for s in found.parse.sentences for i, w in enumerate(s.words) if w.text == word]
    return entities.party_of(found, *places[nth - 1])


def _check(found: Entities, rows) -> None:
    for word, nth, codes, name in rows:
        parties = _parties(found, word, nth)
        assert tuple(p.code for p in parties) == codes, (word, parties)
        if name:
            assert [p.name for p in parties] == [name], (word, parties)
        assert all(p.code or p.reason for p in parties), (word, parties)


@pytest.mark.parametrize(("name", "day", "text", "rows"), CASES, ids=[c[0] for c in CASES])
def test_parties(name, day, text, rows):
    _check(resolved(name, day, text), rows)


@pytest.mark.parametrize(("name", "day", "publisher", "text", "rows"), OFFICIAL, ids=[c[0] for c in OFFICIAL])
def test_official_texts(name, day, publisher, text, rows):
    _check(resolved(name, day, text, publisher), rows)


def test_mentions_point_into_the_text():
    for name, day, text, _ in CASES:
        found = resolved(name, day, text)
        for (sentence, word), mention in found.mentions.items():
            assert (mention.sentence, mention.word) == (sentence, word)
            for party in mention.parties:
                assert found.parse.article.text[party.start : party.end] == party.text


def test_places_have_country_and_coordinates():
    found = resolved("possessor", *next((c[1], c[2]) for c in CASES if c[0] == "possessor"))
    riyadh = next(p for p in found.places if p.name == "Riyadh")
    assert riyadh.country == "SAU"
    assert riyadh.lat == pytest.approx(24.7, abs=0.3)


def test_territories_are_marked_as_places():
    found = resolved("name and demonym", *next((c[1], c[2]) for c in CASES if c[0] == "name and demonym"))
    marks = {found.parse.sentences[s].words[w].text: m.place for (s, w), m in found.mentions.items()}
    assert marks["Syria"]
    assert not marks["troops"]


def test_offices_are_told_with_their_words():
    found = resolved("of behind the name", *next((c[1], c[2]) for c in CASES if c[0] == "of behind the name"))
    (holder,) = found.holders
    assert (holder.name, holder.office, holder.code) == ("Fumio Kishida", "prime minister", "JPN")
    assert not holder.former
    words = found.parse.article.text[holder.span.start : holder.span.end]
    assert words == "Prime Minister Fumio Kishida of Japan"


def test_a_guessed_state_makes_no_office():
    name, day, text, _ = next(c for c in CASES if c[0] == "short form")
    assert resolved(name, day, text).holders == ()


def test_roles_say_that_an_office_is_over():
    on = dt.date(2022, 1, 10)
    assert offices.by_full_name("Angela Merkel", on).function == "former head of government"
    assert offices.by_full_name("Angela Merkel", dt.date(2017, 4, 1)).function == "head of government"


@pytest.mark.parametrize(
    ("written", "code"),
    [("Aleksandr Lukashenko", "BLR"), ("Mohammed Hussein Roble", "SOM"), ("Bob Smith", None), ("Ann", None)],
)
def test_spellings_of_one_name_sound_alike(written, code):
    known = offices.by_full_name(written, dt.date(2022, 1, 10))
    assert (known.code if known else None) == code
