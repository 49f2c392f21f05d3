"""Batches of other data sets: broken rows, volumes, mentions; on both databases."""

import pytest

from detente.errors import InputError
from detente.types import Batch, Mentioned, Volume
from tests.happenings import day, happening

BATCH = Batch(0, "gdelt2", "a.csv", "d1", None, None, 0, 0)


def row(number, on="2023-06-19"):
    return happening(f"gdelt:{number}", on, origin="gdelt", reports=3)


def test_broken_rows_are_counted(opened):
    done = opened.writer.add_batch(
        BATCH, iter([row(1), InputError("a.csv, line 2: broken"), row(2), row(1)]), None
    )
    assert (done.rows, done.skipped) == (4, 2)
    assert opened.reader.batches() == (done,)


def test_volumes_are_counted_by_origin_and_year(opened):
    opened.writer.add_batch(BATCH, [row(1), row(2), row(3, "2021-01-01"), row(4, None)], None)
    opened.writer.add_batch(BATCH, [row(2), row(5)], None)
    assert opened.reader.volumes("gdelt") == (Volume("gdelt", 2021, 1), Volume("gdelt", 2023, 3))


def test_mentions_add_to_known_rows(opened):
    opened.writer.add_batch(BATCH, [row(1), row(2)])
    later = {
        "gdelt:1": Mentioned(4, 2, 2, day("2023-06-25")),
        "gdelt:9": Mentioned(5, 1, 1, day("2023-06-25")),
    }
    assert opened.writer.add_mentions(BATCH, later).skipped == 5
    first, second = opened.reader.happenings()
    assert (first.reports, first.articles, first.sources, first.last_reported) == (7, 3, 2, day("2023-06-25"))
    assert second == row(2)


def test_happenings_come_one_by_one(opened):
    opened.writer.add_batch(BATCH, [row(n) for n in range(1200)])
    assert [h.id for h in opened.reader.each()] == [f"gdelt:{n}" for n in range(1200)]


def test_a_batch_that_breaks_off_leaves_nothing(opened):
    def rows():
        yield row(1)
        raise InputError("a.csv: broken archive")

    with pytest.raises(InputError):
        opened.writer.add_batch(BATCH, rows(), None)
    assert (opened.reader.number(), opened.reader.batches()) == (0, ())
