"""One act told twice is one event; other acts stay apart."""

from dataclasses import replace

import pytest

from detente import articles, clauses, entities
from detente.events import coder, retelling
from detente.events.parties import codes
from detente.events.retelling import retold


def told(text):
    """Every act of a text with what is told of it, by the lexicon alone."""
    found = entities.resolve(clauses.parse(articles.article(text, published="2015-06-17")))
    return found, coder.tellings(found, {})


def groups(text):
    """Words of the triggers, one list an event."""
    _, tellings = told(text)
    words = [[t.match.sentence.words[t.match.word].text for t in group] for group in retold(tellings)]
    return sorted(sorted(group) for group in words)


ONE = [
    ("Kenya expels Somali envoy\n\nKenya expelled the Somali envoy on Monday.", ["expelled", "expels"]),
    (
        "The presidents of Laos and Vietnam met in Hanoi on Monday. The meeting between Laos and Vietnam lasted an hour.",
        ["meeting", "met"],
    ),
    (
        "Russia bombed a Georgian village on Sunday. The Russian bombing of the Georgian village killed nobody.",
        ["bombed", "bombing"],
    ),
    (
        "Japan condemns North Korea\n\nTOKYO — Japan condemned North Korea over the launch on Monday.",
        ["condemned", "condemns"],
    ),
    (
        "The Danish queen visited Norway on Monday. The queen's visit to Norway was short.",
        ["visit", "visited"],
    ),
]


@pytest.mark.parametrize(("text", "words"), ONE)
def test_one_act_told_twice(text, words):
    assert words in groups(text)


APART = [
    # other days
    "Kenya bombed Somalia on Monday. Kenya bombed Somalia on Tuesday.",
    "The Danish queen visited Norway in 2013. The Danish queen visited Norway on Monday.",
    # what the article reports, and what was long before
    "Laos and Vietnam conferred. The Laos-Vietnam dialogue of January 2013 was short.",
    # other parties
    "Japan condemned North Korea. China condemned North Korea.",
    "The French president visited Morocco on Monday. The French president visited Algeria on Monday.",
    # one happened, the other not
    "The Danish queen visited Norway. The Danish queen will visit Norway again in July.",
    # other words
    "Japan condemned North Korea over the launch. Japan thanked North Korea for the return of a sailor.",
    # other acts
    "Kenya expelled the Somali envoy. Kenya bombed Somalia.",
    # persons of one state
    "Russian President Vladimir Putin met the Chinese premier. Russian Foreign Minister Sergei Lavrov met the Chinese premier.",
]


@pytest.mark.parametrize("text", APART)
def test_other_acts_stay_apart(text):
    found = groups(text)
    assert len(found) >= 2
    assert [len(group) for group in found] == [1] * len(found)


def test_the_fullest_telling_gives_parties_and_the_earliest_day_stands():
    found, tellings = told("Kenya expels envoy\n\nKenya expelled the Somali envoy in Nairobi on Monday.")
    (event,) = (e for e in coder.told_once(found, tellings) if e.type == "SANCTION")
    assert (codes(event.actors), codes(event.recipients)) == ({"KEN"}, {"SOM"})
    assert event.date.text.endswith("Monday")
    assert event.place.name == "Nairobi"
    assert len(event.mentions) == 2
    text = found.parse.article.text
    assert (
        text[event.mentions[0].trigger.start : event.mentions[0].trigger.end] == "expelled"
    )  # no headline goes first


def test_what_took_place_has_no_day_of_what_lies_ahead():
    _, tellings = told("The presidents of Laos and Vietnam met. Laos and Vietnam met in June 2015.")
    open_, dated = (t for t in tellings if t.match.entry.type == "CONSULT")
    assert retelling.joined([open_, dated]).date == dated.date is not None
    assert retelling.joined([open_, replace(dated, status="planned")]).date is None


def test_persons_are_those_that_another_telling_names():
    _, tellings = told(
        "French President Emmanuel Macron met Laotian President Thongloun Sisoulith. The French met the Laotians."
    )
    fuller, other = (t for t in tellings if t.match.entry.type == "CONSULT")
    match = retelling.joined([other, fuller]).match
    assert [p.name for p in (*match.actors, *match.recipients)] == ["Emmanuel Macron", "Thongloun Sisoulith"]
    assert all(p.name is None for p in (*other.match.actors, *other.match.recipients))


def test_order_is_that_of_the_text_and_ids_differ():
    found, tellings = told("Kenya bombed Somalia. Japan condemned Kenya. Chile expelled the Kenyan envoy.")
    events = coder.told_once(found, tellings)
    starts = [e.mentions[0].span.start for e in events]
    assert len(events) >= 3
    assert starts == sorted(starts)
    assert len({e.id for e in events}) == len(events)


def test_grouping_is_told_once_and_loses_nothing():
    text = "Kenya bombed Somalia on Monday. The bombing of Somalia by Kenya was condemned by Egypt. " * 3
    _, tellings = told(text)
    found = retold(tellings)
    assert sorted(id(t) for group in found for t in group) == sorted(map(id, tellings))


def test_only_so_many_acts_of_a_kind_are_tried(monkeypatch):
    text = "Kenya bombed Somalia. Oman bombed Eritrea. Kenya's bombing of Somalia killed nobody."
    assert groups(text) == [["bombed"], ["bombed", "bombing"]]
    monkeypatch.setattr(retelling, "_BACK", 1)
    assert groups(text) == [["bombed"], ["bombed"], ["bombing"]]
