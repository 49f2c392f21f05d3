"""What parties bound themselves to, from the events of sentences of our own."""

import pytest

from detente import articles, clauses, entities
from detente.events import coder, commitments
from detente.knowledge import codebook, lexicon
from tests import codings

ENTRIES = {e.id for e in lexicon.entries()}


def found(text):
    known = entities.resolve(clauses.parse(articles.article(text, published="2015-06-17")))
    events = coder.told_once(known, coder.tellings(known, {}))
    return known.parse.article, events, commitments.find(known.parse.article, events)


CASES = [
    ("France invited the Iraqi president to Paris.", ("invitation", "offered", {"FRA", "IRQ"})),
    ("The Iraqi president accepted an invitation from France.", ("invitation", "accepted", {"FRA", "IRQ"})),
    ("Norway offered Kenya two ships.", ("offer", "offered", {"NOR", "KEN"})),
    ("Japan promised Nepal that it would help.", ("promise", "offered", {"JPN", "NPL"})),
    ("Japan pledged Nepal more aid.", ("promise", "offered", {"JPN", "NPL"})),
    ("Chile and Peru signed an agreement on fishing on Monday.", ("agreement", "agreed", {"CHL", "PER"})),
    ("The Danish queen will visit Norway in July.", ("visit", "planned", {"DNK", "NOR"})),
    (
        "The foreign ministers of Oman and Iran will meet in Muscat on Friday.",
        ("meeting", "planned", {"OMN", "IRN"}),
    ),
    ("The talks between China and Japan were suspended.", ("meeting", "cancelled", {"CHN", "JPN"})),
    ("Rwanda will withdraw its troops from Burundi in August.", ("plan", "planned", {"RWA", "BDI"})),
]


@pytest.mark.parametrize(("text", "want"), CASES)
def test_commitment(text, want):
    _, events, all_of_them = found(text)
    assert want in [(c.kind, c.state, set(c.parties)) for c in all_of_them], [
        (e.type, e.status, e.rule) for e in events
    ]


NONE = [
    "Kenya bombed Somalia on Monday.",
    "The Danish queen visited Norway on Monday.",
    "Japan condemned North Korea.",
    "Nobody was invited.",
    "Chile and Peru will never sign an agreement.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_commitment(text):
    assert found(text)[2] == ()


def test_what_is_planned_is_due_and_what_was_done_is_dated():
    _, _, (visit,) = found("The Danish queen will visit Norway in July.")
    assert (visit.date, visit.due.text) == (None, "July")
    _, _, (pact,) = found("Chile and Peru signed an agreement on fishing on Monday.")
    assert (pact.date.text, pact.due) == ("Monday", None)


def test_it_quotes_its_clause_and_names_its_event():
    article, events, (visit,) = found("The Danish queen will visit Norway in July.")
    span = visit.mentions[0].span
    assert article.text[span.start : span.end] == visit.what
    assert visit.events == tuple(e.id for e in events)
    assert visit.events[0] in visit.why


def test_rules_name_entries_that_exist():
    assert {e for rule in codebook.commitment_rules() for e in rule.entries} - ENTRIES == set()


def test_the_first_rule_that_fits_decides():
    article = codings.coding().article
    offered = codings.event(type="AGREE", mode=None, status="occurred", rule="agree-offer")
    agreed = codings.event(type="AGREE", mode=None, status="occurred", rule="agree-sign")
    assert [c.kind for c in commitments.find(article, (offered, agreed))] == ["offer", "agreement"]


def test_nobody_known_is_bound_to_nothing():
    article = codings.coding().article
    event = codings.event(type="AGREE", status="occurred", rule="agree-offer", actors=(), recipients=())
    assert commitments.find(article, (event,)) == ()
