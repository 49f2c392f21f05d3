"""Matches of an article to events: what is left out, how a clause is cut, where dates come from."""

import pytest

from detente import articles, clauses, entities
from detente.events import coder
from detente.events.parties import codes


def events(text, published="2015-06-17"):
    found = entities.resolve(clauses.parse(articles.article(text, published=published)))
    return coder.told_once(found, coder.tellings(found, {}))


def brief(text):
    return [(e.type, e.status) for e in events(text)]


# An act that is only what another coded act is about is no event of its own.
INNER = [
    ("Kenya urged Somalia to release the crew.", [("REQUEST", "occurred")]),
    ("Iraq and Oman agreed to meet in Muscat.", [("AGREE", "occurred")]),
    ("Kenya threatened to attack Somalia.", [("THREATEN", "occurred")]),
    ("Kenya accused Somalia of attacking a village.", [("ACCUSE", "occurred"), ("ASSAULT", "occurred")]),
    ("Kenya attacked Somalia and condemned Egypt.", [("ASSAULT", "occurred"), ("ACCUSE", "occurred")]),
]


@pytest.mark.parametrize(("text", "want"), INNER)
def test_what_is_only_spoken_of(text, want):
    assert brief(text) == want


CLAUSES = [
    ("On Monday, Kenya expelled the Somali envoy.", "Kenya expelled the Somali envoy"),
    ("Kenya expelled the Somali envoy, and Egypt said nothing.", "Kenya expelled the Somali envoy"),
    ("The minister said that Kenya had expelled the Somali envoy.", "Kenya had expelled the Somali envoy"),
]


@pytest.mark.parametrize(("text", "clause"), CLAUSES)
def test_clause(text, clause):
    (e,) = (e for e in events(text) if e.type == "SANCTION")
    span = e.mentions[0].span
    assert clause in text[span.start : span.end]
    assert not text[span.start : span.end].startswith((" ", ",", "and"))
    assert text[span.end - 1] not in " ,."


def test_a_clause_is_never_long():
    text = "Kenya expelled the Somali envoy, " + ", ".join(["the consul of the port of Kismayo"] * 60) + "."
    assert all(m.span.end - m.span.start <= 400 for e in events(text) for m in e.mentions)


def test_who_is_on_both_sides_of_a_meeting_acts():
    (e,) = events("Kenya held talks with Somalia.")
    assert (e.reciprocal, codes(e.actors), codes(e.recipients)) == (True, {"KEN"}, {"SOM"})
    (e,) = events("The presidents of Kenya and Somalia met.")
    assert (codes(e.actors), codes(e.recipients)) == ({"KEN", "SOM"}, set())


def test_what_is_dated_ahead_is_planned():
    (e,) = events("The Danish queen visits Norway on July 3.")
    assert (e.status, e.plover) == ("planned", "AGREE")
    assert "still to come" in e.why


MEETING = "The Danish queen met the Norwegian premier on Monday. "


def test_what_was_said_in_a_meeting_has_its_date():
    _, said = events(MEETING + "The queen condemned Russia.")
    assert said.date.text == "Monday"
    assert "date of the meeting" in said.why


@pytest.mark.parametrize(
    "text",
    [
        MEETING + "Egypt condemned Russia.",  # was not there
        MEETING + "Denmark bombed Russia.",  # is not said
        "The Danish queen met the Norwegian premier in 2013. Denmark condemned Russia.",  # long ago
        "The Danish queen condemned Russia. " + MEETING,  # before it
    ],
)
def test_what_was_not_said_there_has_no_date(text):
    assert [e.date for e in events(text) if e.type != "CONSULT"] == [None]


def test_an_id_depends_on_article_place_and_type():
    (one,) = events("Kenya expelled the Somali envoy.")
    (same,) = events("Kenya expelled the Somali envoy.")
    (other,) = events("Kenya expelled the Sudanese envoy.")
    assert one.id == same.id != other.id


def test_why_names_rule_word_party_status_and_date():
    (e,) = events("Kenya expelled the Somali envoy on Monday.")
    assert e.rule in e.why
    assert all(word in e.why for word in ("expelled", "KEN", "occurred", "Monday"))
