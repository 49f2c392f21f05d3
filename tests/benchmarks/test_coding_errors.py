"""Errors by kind and details of found events."""

import itertools
from collections import Counter

import pytest

from benchmarks.coding import errors
from benchmarks.scorers import SHARED, scorer

pytestmark = pytest.mark.skipif(not (SHARED / "gold/score.py").exists(), reason="../shared is not here")
TEXT = "Kenya bombed Somalia on Monday. Japan condemned the raid."
NUMBERS = itertools.count()


def side(*codes):
    return [{"code": code, "sector": "MIL"} for code in codes]


def wanted(kind="ASSAULT", actors=("KEN",), recipients=("SOM",), need="must", **more):
    return {
        "id": f"g{next(NUMBERS)}", "need": need, "type": [kind], "status": ["occurred"], "actors": side(*actors),
        "recipients": side(*recipients), "evidence": ["Kenya bombed Somalia"], "date": None, **more,
    }  # fmt: skip


def coded(kind="ASSAULT", actors=("KEN",), recipients=("SOM",), start=0, end=20, **more):
    return {
        "id": f"e{next(NUMBERS)}", "type": kind, "status": "occurred", "actors": side(*actors), "recipients": side(*recipients),
        "date": None, "mentions": [{"start": start, "end": end}], **more,
    }  # fmt: skip


def found(golds, events):
    gold = {"article": {"published": "2015-06-17"}, "events": golds}
    return gold, {"article": {"text": TEXT}, "events": events}


@pytest.mark.parametrize(
    ("event", "kinds"),
    [
        (coded(), []),
        (coded(status="planned"), ["found: wrong status"]),
        (coded(date={"start": "2015-01-01", "end": "2015-01-01"}), ["found: wrong date"]),
        (coded(actors=("UGA",)), ["missed: wrong actor", "extra: wrong actor"]),
        (coded(recipients=()), ["missed: wrong recipient", "extra: wrong recipient"]),
        (coded(actors=("UGA",), recipients=()), ["missed: both parties wrong", "extra: both parties wrong"]),
        (coded("ACCUSE"), ["missed: other category", "extra: other category"]),
        (coded("ACCUSE", ("JPN",)), ["missed: beside another act", "extra: beside another act"]),
        (coded("ACCUSE", ("JPN",), start=32, end=56), ["missed: nothing there", "extra: nothing there"]),
    ],
)
def test_kinds(event, kinds):
    assert list(errors.errors(scorer("gold/score.py"), *found([wanted()], [event]))) == kinds


def test_an_act_told_twice_is_an_error_where_it_must_be_found():
    assert list(errors.errors(scorer("gold/score.py"), *found([wanted()], [coded(), coded()]))) == [
        "extra: told twice"
    ]
    assert (
        list(errors.errors(scorer("gold/score.py"), *found([wanted(need="may")], [coded(), coded()]))) == []
    )


def test_details_of_found_events():
    gold = wanted(mode=["airstrike", "shelling"], contexts=["military", "territory"], reported_by=["USA"])
    event = coded(mode="shelling", contexts=["military"], reported_by=[{"code": "KEN"}])
    counts = errors.details(scorer("gold/score.py"), *found([gold], [event]))
    assert errors.f1(counts, "mode") == 1
    assert errors.f1(counts, "contexts") == pytest.approx(2 / 3)
    assert errors.f1(counts, "reported_by") == 0
    assert errors.f1(counts, "sector") == 1
    assert errors.f1(Counter(), "mode") == 0


def test_all_errors_and_a_hundred_of_them_are_counted():
    first, second, third = errors.counted(["a"] * 150 + ["b"] * 50).splitlines()
    assert first.split() == ["errors", "200", "100"]
    assert (second.split()[:2], third.split()[:2]) == (["a", "150"], ["b", "50"])
    assert int(second.split()[2]) + int(third.split()[2]) == 100
