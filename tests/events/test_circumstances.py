"""When, where and on whose word an act is told, in sentences of our own."""

import datetime as dt

import pytest

from detente import articles, clauses, entities
from detente.events.circumstances import place_of, reporters, time_of
from detente.events.matching import matches
from detente.events.parties import codes

PUBLISHED = "2015-06-17"  # a Wednesday


def acts(text):
    """Trigger to what is told of the act: (words of its date, first day), place, reporters."""
    known = entities.resolve(clauses.parse(articles.article(text, published=PUBLISHED)))
    out = {}
    for s in known.parse.sentences:
        found = matches(known, s)
        for m in found:
            others = frozenset(other.word for other in found) - {m.word}
            date, words = time_of(known, m, others)
            place = place_of(known, m, others)
            out[s.words[m.word].text] = (
                (date.start if date else None, date.end if date else None, words),
                place.name if place else None,
                set(codes(reporters(known, m))),
            )
    return out


def day(month, number, year=2015):
    return dt.date(year, month, number)


DATES = [
    ("Kenya expelled the Somali envoy on Monday.", "expelled", day(6, 15), day(6, 15)),
    ("On June 3, Kenya expelled the Somali envoy.", "expelled", day(6, 3), day(6, 3)),
    ("The Thai premier will visit Laos in July.", "visit", day(7, 1), day(7, 31)),
    ("The presidents of Laos and Vietnam held talks in Minsk on Tuesday.", "talks", day(6, 16), day(6, 16)),
    ("France, which recalled its envoy to Chad in 2013, sent a new one to Chad on Monday.", "recalled", day(1, 1, 2013), day(12, 31, 2013)),
    ("A visit by the Danish queen to Norway last week was praised.", "visit", day(6, 8), day(6, 14)),
    ("Peru condemned on Sunday the raid that Chile carried out in May.", "condemned", day(6, 14), day(6, 14)),
    ("Turkey yesterday arrested two Greek officers.", "arrested", day(6, 16), day(6, 16)),
    ("Ghana agreed on May 2 to send troops to Mali in August.", "agreed", day(5, 2), day(5, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "first", "last"), DATES)
def test_date(text, trigger, first, last):
    assert acts(text)[trigger][0] == (first, last, None)


NO_DATES = [
    # of another clause
    ("The minister said on Monday that Kenya had expelled the Somali envoy.", "expelled"),
    ("Kenya expelled the Somali envoy.", "expelled"),
    # no point in time
    ("Kenya has bombed Somali villages for three weeks.", "bombed"),
]


@pytest.mark.parametrize(("text", "trigger"), NO_DATES)
def test_no_date(text, trigger):
    assert acts(text)[trigger][0][:2] == (None, None)


def test_words_of_a_time_that_cannot_be_resolved_are_kept():
    assert acts("Kenya is currently bombing Somalia.")["bombing"][0] == (None, None, "currently")


PLACES = [
    ("The foreign ministers of Oman and Iran met in Muscat on Monday.", "met", "Muscat"),
    ("Kenya bombed rebels of Somalia near Kismayo.", "bombed", "Kismayo"),
    ("In Geneva, Syrian envoys held talks with the United Nations.", "talks", "Geneva"),
    ("Kenya condemned Somalia.", "condemned", None),
    ("The Kenyan president, who was born in Nairobi, condemned Somalia.", "condemned", None),
    ("The presidents of Laos and Vietnam held talks in Minsk.", "talks", "Minsk"),
]


@pytest.mark.parametrize(("text", "trigger", "name"), PLACES)
def test_place(text, trigger, name):
    assert acts(text)[trigger][1] == name


REPORTERS = [
    ("Russia said that Georgia had attacked South Ossetia.", "attacked", {"RUS"}),
    ("Georgia attacked the village, Russia said.", "attacked", {"RUS"}),
    ("According to Ukraine, Russia shelled the Polish embassy.", "shelled", {"UKR"}),
    ("Russia has, according to Ukraine, shelled the Polish embassy.", "shelled", {"UKR"}),
    ("Georgia attacked a Russian village.", "attacked", set()),
    ("Sudan warned Chad.", "warned", set()),
    ("Russia, the Swedish minister said, has attacked Georgia.", "attacked", {"SWE"}),
    ("Turkish officials claimed that Greece had bombed a Turkish village.", "bombed", {"TUR"}),
]


@pytest.mark.parametrize(("text", "trigger", "who"), REPORTERS)
def test_reporters(text, trigger, who):
    assert acts(text)[trigger][2] == who
