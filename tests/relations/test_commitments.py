import datetime as dt

from detente.relations.commitments import follow
from detente.types import Bound, Commitment, Date
from tests.happenings import card, day, happening


def bound(kind, state, published="2024-01-10", *, due=None, what="visit Oslo", happenings=(), name="c1"):
    until = due and Date(day(due), day(due), due, "day")
    commitment = Commitment(name, kind, ("CHL", "NOR"), ("Ann Dahl",), what, state, None, until, (), (), "")
    return Bound(commitment, card("a-" + name, published=published), happenings)


def one(bounds, happenings=(), until="2024-12-31"):
    (found,) = follow(bounds, happenings, day(until))
    return found


def norway(name, on, **more):
    return happening(name, on, ("NOR",), ("CHL",), **more)


def test_a_visit_that_took_place_is_fulfilled_by_its_own_happening():
    found = one(
        [bound("visit", "planned", due="2024-02-01", happenings=("h1",))], [norway("h1", "2024-02-01")]
    )
    assert (found.state, found.overdue, found.turns[-1].happening) == ("fulfilled", False, "h1")


def test_a_visit_that_was_called_off_is_cancelled():
    found = one(
        [bound("visit", "planned", due="2024-02-01", happenings=("h1",))],
        [norway("h1", "2024-02-01", status="cancelled")],
    )
    assert found.state == "cancelled"


def test_an_invitation_is_kept_by_a_later_meeting():
    found = one([bound("invitation", "offered")], [norway("h2", "2024-05-01")])
    assert (found.state, found.turns[-1].happening) == ("fulfilled", "h2")


def test_an_earlier_meeting_or_one_with_others_keeps_nothing():
    others = happening("h3", "2024-05-01", ("NOR",), ("PER",))
    assert one([bound("invitation", "offered")], [norway("h2", "2023-05-01"), others]).state == "offered"


def test_a_promise_of_aid_is_kept_by_aid_for_the_same_thing_only():
    promise = bound("promise", "offered", what="Norway promised Chile twelve ferries")
    ferries = norway("h1", "2024-06-01", type="AID", text="Norway gave Chile the twelve ferries")
    other = norway("h2", "2024-06-01", type="AID", text="Oslo sent vaccines across the sea")
    assert one([promise], [ferries]).state == "fulfilled"
    assert one([promise], [other]).state == "offered"


def test_a_due_day_without_news_is_overdue():
    found = one([bound("plan", "planned", due="2024-06-01", what="lift the duties")])
    assert (found.state, found.overdue) == ("lapsed", True)
    assert "2024-06-01" in found.why
    assert not one(
        [bound("plan", "planned", due="2024-06-01")], until="2024-06-05"
    ).overdue  # reports may come late


def test_an_acceptance_follows_the_invitation_of_the_same_happening():
    found = one([
        bound("invitation", "accepted", "2024-02-10", happenings=("h1",), name="c2"),
        bound("invitation", "offered", "2024-01-10", happenings=("h1",), name="c1"),
    ])  # fmt: skip
    assert [t.state for t in found.turns] == ["offered", "accepted"]
    assert (found.state, found.is_open, found.made) == ("accepted", True, dt.date(2024, 1, 10))


def test_what_comes_after_the_day_asked_about_is_not_known():
    found = one(
        [bound("visit", "planned", due="2024-02-01", happenings=("h1",))],
        [norway("h1", "2024-02-01")],
        until="2024-01-20",
    )
    assert found.state == "planned"


def test_kinds_without_a_rule_stay_as_told():
    assert one([bound("oath", "agreed")], [norway("h1", "2024-02-01")]).state == "agreed"
