"""The list of contacts: whole rows, known words, days that exist, and spans that lie in the documents they name."""

import csv
import datetime as dt
import gzip
import json
from pathlib import Path

import pytest

import benchmarks
from tests.shared import shared

COLUMNS = "pair level kind date until how where happened who tells part note".split()
PAIRS = {"USA-CHN", "USA-RUS", "USA-ISR", "USA-JPN"}
LEVELS = {"leaders", "vice-president", "foreign-ministers", "national-security", "defence", "trade", "party"}
HOW = {"call", "visit", "meeting", "virtual meeting", "letter"}
HAPPENED = {"occurred", "planned", "cancelled", "refused"}


@pytest.fixture(scope="module")
def contacts():
    file = Path(benchmarks.__file__).parent / "contacts" / "contacts.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def spans(contact):
    for told in contact["tells"].split():
        name, start, end = told.rsplit(":", 2)
        yield name, int(start), int(end)


def test_rows_have_the_documented_columns_and_words(contacts):
    for contact in contacts:
        assert list(contact) == COLUMNS
        assert contact["pair"] in PAIRS
        assert contact["level"] in LEVELS | {"working", "unstated"}
        assert contact["kind"] in {"bilateral", "multilateral"}
        assert contact["how"] in HOW
        assert contact["happened"] in HAPPENED
        assert contact["who"]
        assert contact["part"] in {"tune", "held"}


def test_days_are_iso_and_in_order(contacts):
    for contact in contacts:
        days = [dt.date.fromisoformat(contact[key]) for key in ("date", "until") if contact[key]]
        assert days == sorted(days)
        assert contact["date"] or not contact["until"]
        assert contact["date"] or contact["note"], "a contact without a day says why"


def test_a_third_of_each_pair_is_held_out(contacts):
    for pair in PAIRS:
        held = [contact["part"] == "held" for contact in contacts if contact["pair"] == pair]
        assert 0.28 <= sum(held) / len(held) <= 0.38


def test_no_contact_is_listed_twice(contacts):
    keys = [tuple(contact[key] for key in [*COLUMNS[:7], "who"]) for contact in contacts]
    assert len(set(keys)) == len(keys)


def test_spans_lie_in_the_documents(contacts):
    with gzip.open(shared("data/corpus/white-house.jsonl.gz"), "rt", encoding="utf-8") as lines:
        texts = {article["id"]: article["text"] for article in map(json.loads, lines)}
    for contact in contacts:
        assert contact["tells"]
        for name, start, end in spans(contact):
            told = texts[name][start:end]
            assert told == told.strip() != ""
