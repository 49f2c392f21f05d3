"""Dates of publication, and refusals in words."""

import datetime as dt

import pytest

from detente.articles import parse_date
from detente.errors import InputError

DAY = dt.date(2023, 6, 19)


@pytest.mark.parametrize(
    "value",
    [
        DAY, dt.datetime(2023, 6, 19, 23, tzinfo=dt.UTC), "2023-06-19", "2023-6-19", "20230619", "2023/06/19",
        "2023-06-19T23:59:00Z", "2023-06-19 10:00:00.123+02:00", "20230619T101500Z", "June 19, 2023", "Jun. 19, 2023",
        "19 June 2023", "19th of June 2023", "Monday, June 19, 2023", "Mon, 19 Jun 2023 10:00:00 GMT",
        "June 19, 2023 at 10:30 a.m.", "06/19/2023", "19.06.2023", 1687170000, 1687170000000, "Monday 19 June 2023 10:30 BST",
    ],
)  # fmt: skip
def test_understood(value: object) -> None:
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("yesterday", "not a date"), ("", "not a date"), (None, "not a date"), (True, "not a date"), ([2023], "not a date"),
        ("06/07/2023", "two days"), ("2023-02-30", "calendar"), ("0001-01-01", "1900"), (dt.date(1, 1, 1), "1900"),
        ("12 June 9023", "1900"), (float("inf"), "not a date"), (float("nan"), "not a date"), (10**400, "not a date"),
        ("2023", "not a date"), ("June 2023", "not a date"), ("2023-06-19 and more", "not a date"), ("9" * 500, "not a date"),
    ],
)  # fmt: skip
def test_refused(value: object, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        parse_date(value)
