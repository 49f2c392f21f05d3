from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.merging import merged
from detente.types import Date, Place
from tests.happenings import PRESIDENT, day, telling, who


def told(*rows):
    return [
        telling(i, "", published, status=status, confidence=c)
        for i, (published, status, c) in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([("2024-01-01", "planned", 0.9)], "planned"),
        ([("2024-01-01", "planned", 0.9), ("2024-01-05", "occurred", 0.6)], "occurred"),
        ([("2024-01-01", "planned", 0.9), ("2024-01-05", "cancelled", 0.6)], "cancelled"),
        ([("2024-01-05", "cancelled", 0.6), ("2024-01-01", "planned", 0.9)], "cancelled"),
        ([("2024-01-01", "cancelled", 0.9), ("2024-01-09", "occurred", 0.6)], "occurred"),
        ([("2024-01-05", "occurred", 0.6), ("2024-01-06", "planned", 0.9)], "occurred"),
        ([("2024-01-01", "ongoing", 0.9), ("2024-01-01", "occurred", 0.6)], "occurred"),
        ([("2024-01-01", "possible", 0.9), ("2024-01-01", "planned", 0.6)], "planned"),
        ([("2024-01-01", "requested", 0.9), ("2024-01-03", "refused", 0.6)], "refused"),
        ([("2024-01-02", "denied", 0.9), ("2024-01-01", "planned", 0.6)], "denied"),
    ],
)
def test_later_reports_say_what_became_of_it(rows, status):
    assert merged(told(*rows)).status == status


def test_the_codebook_follows_the_status():
    event = merged(told(("2024-01-01", "planned", 0.9), ("2024-01-05", "cancelled", 0.6)))
    assert (event.plover, event.quad, event.score) == ("REJECT", 3, -2)


def test_the_day_that_most_tell_wins_and_a_day_beats_none():
    tellings = [telling(i, "", "2024-01-09", on=on, confidence=c) for i, (on, c) in
                enumerate([("2024-01-03", 0.5), ("2024-01-04", 0.9), ("2024-01-03", 0.5), (None, 0.99)])]  # fmt: skip
    assert merged(tellings).date.start == day("2024-01-03")


def test_the_day_announced_holds_where_later_reports_tell_no_more_than_the_month():
    month = Date(day("2024-01-01"), day("2024-01-31"), "in January", "month")
    late, other = (telling(i, "", "2024-06-01", confidence=0.9) for i in (1, 2))
    late = replace(late, event=replace(late.event, date=month))
    announced = telling(3, "", "2023-12-20", on="2024-01-14", status="planned", confidence=0.5)
    elsewhere = telling(4, "", "2023-12-20", on="2024-02-14", status="planned", confidence=0.5)
    assert merged([late, other, announced, elsewhere]).date.start == day("2024-01-14")


def test_who_leaves_out_a_party_does_not_take_it_away():
    three = telling(1, "", "2024-01-01", recipients=("CHN", "JPN"), confidence=0.5)
    two = telling(2, "", "2024-01-01", confidence=0.9)
    event = merged([three, two])
    assert [p.code for p in event.recipients] == ["CHN", "JPN"]
    assert event.confidence == 0.9


def test_a_name_that_others_tell_is_taken_where_all_agree():
    plain = telling(1, "", "2024-01-01", confidence=0.9)
    named = telling(2, "", "2024-01-01", actors=(who("USA", "Ann Ford", **PRESIDENT),), confidence=0.5)
    other = telling(3, "", "2024-01-01", actors=(who("USA", "Joan Hill", **PRESIDENT),), confidence=0.4)
    assert merged([plain, named]).actors[0].name == "Ann Ford"
    assert merged([plain, named, other]).actors[0].name is None


def test_place_and_mode_come_from_whoever_tells_them():
    oslo = Place("Oslo", "NOR", 59.9, 10.7, 0, 4)
    event = merged(
        [
            telling(1, "", "2024-01-01", confidence=0.9),
            telling(2, "", "2024-01-01", place=oslo, mode="visit", confidence=0.3),
        ]
    )
    assert event.place == oslo
    assert event.mode == "visit"
    assert event.score == 4


STATUSES = (
    "occurred",
    "ongoing",
    "planned",
    "possible",
    "requested",
    "refused",
    "cancelled",
    "denied",
    "negated",
)


@given(
    st.lists(
        st.tuples(st.dates(), st.sampled_from(STATUSES)), min_size=1, max_size=6, unique_by=lambda r: r[0]
    )
)
def test_the_order_in_which_reports_come_in_does_not_matter(rows):
    tellings = [
        telling(i, "", d.isoformat(), status=s, confidence=0.5 + i / 100) for i, (d, s) in enumerate(rows)
    ]
    assert merged(tellings) == merged(tellings[::-1])
