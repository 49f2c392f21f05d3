"""The judged pairs: whole rows, one part to a document, half of them hard, and spans that lie in the documents they name."""

import csv
import gzip
import json
from pathlib import Path

import pytest

import benchmarks
from tests.shared import shared

FOLDER = Path(benchmarks.__file__).parent
PLOVER = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT".split()
)
COLUMNS = "dataset a a_start a_end b b_start b_end category same hard part reason".split()
TEXTS = {
    "polnear": ("data/quotes/polnear_train.jsonl", "data/quotes/polnear_dev.jsonl"),
    "aquaint": ("data/times/aquaint_train.jsonl",),
    "timebank": ("data/times/timebank_train.jsonl",),
    "white-house": ("data/corpus/white-house.jsonl.gz",),
    "wikinews": ("data/corpus/wikinews-2019-2020.jsonl.gz",),
}


def table(name):
    with (FOLDER / "merging" / name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@pytest.fixture(scope="module")
def pairs():
    return table("pairs.csv")


@pytest.fixture(scope="module")
def copies():
    return table("copies.csv")


def texts(dataset):
    found = {}
    for name in TEXTS[dataset]:
        file = shared(name)
        opened = gzip.open if file.suffix == ".gz" else open
        with opened(file, "rt", encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                found[article.get("doc_id") or article["id"]] = article["text"]
    return found


def test_rows_have_the_documented_columns_and_words(pairs):
    for pair in pairs:
        assert list(pair) == COLUMNS
        assert pair["dataset"] in TEXTS
        assert pair["a"] != pair["b"]
        assert pair["category"] in PLOVER
        assert (pair["same"], pair["hard"]) in {("1", "0"), ("0", "1"), ("0", "0")}
        assert pair["reason"]


def test_copies_have_the_documented_columns_and_words(copies):
    for pair in copies:
        assert list(pair) == "dataset a b copy kind part reason".split()
        assert pair["a"] != pair["b"]
        assert (pair["kind"] in {"edition", "update", "reissue"}) == (pair["copy"] == "1")


def test_half_of_the_pairs_are_hard(pairs):
    assert len(pairs) >= 360
    assert 2 * sum(pair["hard"] == "1" for pair in pairs) >= len(pairs)


def test_no_document_is_in_both_parts(pairs, copies):
    for rows in (pairs, copies):
        parts = {
            part: {row[side] for row in rows if row["part"] == part for side in "ab"}
            for part in ("tune", "held")
        }
        assert not parts["tune"] & parts["held"]
        assert {row["part"] for row in rows} == {"tune", "held"}


def test_no_pair_is_judged_twice(pairs):
    keys = [tuple(pair[key] for key in COLUMNS[:7]) for pair in pairs]
    assert len(set(keys)) == len(keys)


def test_held_out_documents_of_times_are_left_out(pairs, copies):
    held_out = set((FOLDER / "times" / "held_out.txt").read_text(encoding="utf-8").split())
    assert not held_out & {f"{row['dataset']}-{row[side]}" for row in [*pairs, *copies] for side in "ab"}


@pytest.mark.parametrize("dataset", TEXTS)
def test_spans_lie_in_the_documents(dataset, pairs, copies):
    articles = texts(dataset)
    for pair in (pair for pair in pairs if pair["dataset"] == dataset):
        for side in "ab":
            told = articles[pair[side]][int(pair[f"{side}_start"]) : int(pair[f"{side}_end"])]
            assert told == told.strip() != ""
    assert {row[side] for row in copies if row["dataset"] == dataset for side in "ab"} <= set(articles)
