import dataclasses

import pytest

from detente.knowledge import channels as known
from detente.relations.channels import channels
from detente.relations.contacts import contacts
from detente.types import EventMention, Span
from tests.happenings import DEFENCE, FOREIGN, PRESIDENT, covered, day, happening, report, who

PAIR = ("USA", "CHN")
LEADERS = {
    "actors": (who("USA", "Ann Ford", **PRESIDENT),),
    "recipients": (who("CHN", "Li Bo", **PRESIDENT),),
}


@pytest.mark.parametrize(
    ("actor", "recipient", "level", "both"),
    [
        (PRESIDENT, PRESIDENT, "leaders", True),
        (PRESIDENT, FOREIGN, "foreign", True),
        ({"sector": "GOV", "role": "secretary of defense"}, DEFENCE, "defence", True),
        ({"sector": "MIL", "role": None}, {"sector": "MIL", "role": None}, "military", True),
        ({"sector": "GOV", "role": "national security advisor"}, {}, "security", False),
        ({"sector": "LEG", "role": None}, {"sector": "GOV", "role": "prime minister"}, "legislatures", True),
        ({}, {}, None, False),
        (PRESIDENT, {"sector": "GOV", "role": "leaders"}, "leaders", True),
        (FOREIGN, {"sector": "GOV", "role": "counterpart"}, "foreign", True),
        ({"sector": "GOV", "role": "counterpart"}, {"sector": "GOV", "role": "counterpart"}, None, False),
    ],
)
def test_a_contact_is_on_the_level_of_its_lower_side(actor, recipient, level, both):
    h = happening("h1", "2024-03-02", (who("USA", **actor),), (who("CHN", **recipient),))
    (contact,) = contacts(PAIR, [h], {})
    assert (contact.level and contact.level.id, contact.both) == (level, both)


@pytest.mark.parametrize(
    ("recipients", "text", "level"),
    [
        (("CHN", "JPN"), "the leaders of the three states met", "leaders"),
        (("CHN", "JPN"), "the three states met", None),
        (("CHN",), "the two discussed the leaders' visit", None),
    ],
)
def test_states_that_tell_no_office_meet_as_leaders_where_several_are_said_to(recipients, text, level):
    (contact,) = contacts(PAIR, [happening("h1", "2024-03-02", ("USA",), recipients, text=text)], {})
    assert (contact.level and contact.level.id) == level


def test_a_leader_who_joins_a_group_joins_its_leaders():
    for role, level in ((PRESIDENT, "leaders"), (FOREIGN, None)):
        h = happening("h1", "2024-03-02", (who("USA", **role),), ("G7",), text="joined a call with the G7")
        (contact,) = contacts(("USA", "JPN"), [h], {})
        assert (contact.through, contact.level and contact.level.id) == ("G7", level)


def test_who_tells_of_a_month_does_not_tell_the_day():
    h = happening("h1", "2024-03-01", **LEADERS)
    for end, dated in (("2024-03-03", True), ("2024-03-31", False)):
        (contact,) = contacts(PAIR, [dataclasses.replace(h, end=day(end))], {})
        assert contact.dated is dated


@pytest.mark.parametrize(
    ("text", "title", "mode", "how", "aside"),
    [
        ("the presidents spoke by phone", None, None, "call", None),
        ("the presidents spoke today", "Readout of the call of the two presidents", None, "call", None),
        ("Ford met Li on the sidelines of the G20 summit in Rome", None, None, "meeting", "G20 summit"),
        (
            "the two met on the margins of a security forum, officials said",
            None,
            None,
            "meeting",
            "security forum",
        ),
        ("Ford met virtually with Li", None, None, "video", None),
        ("Ford arrived in Beijing", None, "visit", "visit", None),
        ("consultations", None, "phone", "call", None),
        ("consultations", None, None, "contact", None),
    ],
)
def test_how_and_aside_of_what(text, title, mode, how, aside):
    h = happening("h1", "2024-03-02", text=text, mode=mode, **LEADERS)
    (contact,) = contacts(PAIR, [h], {"h1": [report(text, title)]})
    assert (contact.how, contact.aside) == (how, aside)


def test_how_is_told_by_those_who_know_that_it_took_place():
    h = happening("h1", "2024-03-02", mode="phone", **LEADERS)
    reports = [report("for a call of the presidents", status="planned"), report("the presidents met in Lima")]
    (contact,) = contacts(PAIR, [h], {"h1": reports})
    assert contact.how == "meeting"


def board(*happenings, until="2024-12-31"):
    found = channels(contacts(PAIR, happenings, {}), covered(2024, 2024, 4), day(until))
    return {channel.level.id: channel for channel in found}


def test_the_board_shows_last_failed_and_coming_contacts():
    refused = happening(
        "h3", "2024-06-01", (who("USA", **DEFENCE),), (who("CHN", **DEFENCE),), status="refused"
    )
    found = board(
        happening("h1", "2024-03-02", **LEADERS),
        happening("h2", "2024-05-02", **LEADERS),
        refused,
        happening("h4", "2025-01-15", status="planned", **LEADERS),
        happening(
            "h5", "2024-02-01", status="planned", **LEADERS
        ),  # its day passed; nobody told what became of it
    )
    leaders, defence = found["leaders"], found["defence"]
    assert (leaders.last.happening.id, len(leaders.contacts)) == ("h2", 2)
    assert [c.happening.id for c in leaders.coming] == ["h4"]
    assert [c.happening.id for c in defence.failed] == ["h3"]
    assert defence.last is None


@pytest.mark.parametrize(("sentence", "counted"), [(0, 1), (7, 0)])
def test_a_contact_without_a_day_counts_where_a_text_opens_with_it(sentence, counted):
    h = happening("h1", "2024-03-02", dated=False, **LEADERS)
    told = report("the presidents spoke", mentions=(EventMention(Span(0, 1), Span(0, 1), sentence, 0),))
    found = channels(contacts(PAIR, [h], {"h1": [told]}), covered(2024, 2024, 4), day("2024-12-31"))
    assert len(found[0].contacts) == counted


def test_silence_names_what_was_searched():
    found = board(happening("h1", "2024-03-02", **LEADERS))
    assert found["defence"].silence == "none found in 48 articles from 2 sources"
    assert found["leaders"].silence is None
    alone = channels([], covered(2024, 2024, 1)[:1], day("2024-12-31"))
    assert alone[0].silence == "none found in 1 article from 1 source"


def test_an_act_that_is_no_contact_is_on_no_channel():
    assert all(
        c.last is None for c in board(happening("h1", "2024-03-02", type="ACCUSE", **LEADERS)).values()
    )


def test_every_level_has_a_way_in_and_they_stand_in_order():
    found = list(known.levels().values())
    assert all(level.offices or level.sectors for level in found)
    assert [level.rank for level in found] == list(range(len(found)))
