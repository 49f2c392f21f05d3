"""The peers benchmark compares country pairs and categories as it says."""

import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from benchmarks.peers import __main__ as peers
from detente.types import Category, Party
from tests.codings import event

ROOT = Path(__file__).parent.parent


def told(*parties):
    return tuple(Party(code) for code in parties)


def act(type_, actors, recipients, **more):
    fields = {"plover": type_, "reciprocal": False, "status": "occurred"} | more
    return event(type=type_, actors=told(*actors), recipients=told(*recipients), **fields)


def row(*expected):
    return {
        "id": "r",
        "text": "-",
        "expected": [dict(zip(("source", "target", "event"), e, strict=True)) for e in expected],
    }


def counts(gold, *events):
    found = peers.compared(row(*gold), events)
    return len(found.gold), len(found.coded), found.found, found.right


def test_every_code_of_the_table_has_a_category_of_the_codebook():
    table = peers._table("cameo.csv")
    assert len(table) > 250
    assert set(table.values()) == set(get_args(Category))
    assert sorted(peers.roots()) == [f"{n:02}" for n in range(3, 21)]


@pytest.mark.parametrize(
    ("cameo", "code"),
    [
        ("USAGOV", "USA"),
        ("IGOEUREEC", "EU"),
        ("IGOUNOMIL", "UN"),
        ("IMGMUSISI", "ISIS"),
        ("---GOV", None),
        ('"X Y"', None),
    ],
)
def test_actors_count_by_country_or_body(cameo, code):
    assert peers.country(cameo) == code


@pytest.mark.parametrize(
    ("gold", "events", "expected"),
    [
        ([("USAGOV", "IRN", "112")], [act("ACCUSE", ["USA"], ["IRN"])], (1, 1, 1, 1)),
        ([("USA", "IRN", "112")], [act("REJECT", ["USA"], ["IRN"])], (1, 1, 0, 0)),
        ([("USA", "IRN", "112")], [act("ACCUSE", ["IRN"], ["USA"])], (1, 1, 0, 0)),
        ([("USA", "IRN", "112")], [act("ACCUSE", ["USA"], [])], (1, 0, 0, 0)),
        ([("USA", "PSE", "190")], [act("ASSAULT", ["USA"], ["HAMAS"])], (1, 1, 1, 1)),
        ([("USA", "FRA", "040")], [act("CONSULT", ["FRA"], ["USA"], reciprocal=True)], (1, 1, 1, 1)),
        ([("USA", "FRA", "040"), ("FRA", "USA", "040")], [act("CONSULT", ["FRA", "USA"], [], reciprocal=True)], (2, 1, 2, 1)),
        ([("USA", "FRA", "042")], [act("CONSULT", ["USA"], ["FRA"], plover="AGREE", status="planned")], (1, 1, 1, 1)),
        ([("USA", "FRA", "042")], [act("CONSULT", ["USA"], ["FRA"], plover="REJECT", status="refused")], (1, 1, 0, 0)),
        ([("USA", "FRA", "010")], [act("AGREE", ["USA"], ["FRA"])], (0, 0, 0, 0)),
        ([("USA", "---", "112")], [act("ACCUSE", ["USA"], ["FRA"]), act("AID", ["FRA"], ["USA"])], (0, 1, 0, 0)),
        ([], [act("ACCUSE", ["USA"], ["FRA"])], (0, 1, 0, 0)),
        ([("USA", "IRN", "040")], [act("CONSULT", ["USA"], ["IRN"], plover=None, status="denied")], (1, 0, 0, 0)),
    ],
)  # fmt: skip
def test_what_counts_as_found(gold, events, expected):
    assert counts(gold, *events) == expected


def test_it_runs_on_any_file_of_the_format_with_own_actors(tmp_path):
    gold = tmp_path / "gold.jsonl"
    text = "Norland condemned Sudland on Monday."
    gold.write_text(json.dumps({**row(("NOR", "SUD", "111")), "text": text, "date": "20240503"}) + "\n")
    actors = tmp_path / "my.csv"
    actors.write_text("name,code\nNorland,NOR\nSudland,SUD\n")
    command = [
        sys.executable,
        "-m",
        "benchmarks.peers",
        "--gold",
        gold,
        "--actors",
        actors,
        "--out",
        tmp_path / "out",
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    found = json.loads(done.stdout)["gold"]
    assert (found["precision"], found["recall"], found["errors"]) == (1.0, 1.0, {})
    written = (tmp_path / "out" / "gold.jsonl").read_text()
    assert json.loads(written)["coded"] == [["NOR", "SUD", "ACCUSE"]]
    assert "condemned" not in written
