"""The benchmark of times: it reads gold, writes what it finds, and no figure falls under its floor."""

import json

import pytest

from benchmarks import floors
from benchmarks.times import __main__ as times
from tests.shared import shared

TEXT = "Norway met Chile on Monday. The talks lasted two days."


@pytest.fixture
def gold(tmp_path):
    timexes = [
        {"start": 20, "end": 26, "type": "DATE", "value": "2023-06-12"},
        {"start": 45, "end": 53, "type": "DURATION", "value": "P3D"},
    ]
    row = {"doc_id": "a", "dct": "2023-06-14T10:00", "text": TEXT, "timex": timexes}
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "small.jsonl").write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    (folder / "events.jsonl").write_text('{"doc_id": "a", "events": []}\n', encoding="utf-8")
    return folder


def test_gold_is_read_from_a_file_or_a_folder(gold):
    assert times.rows(gold) == times.rows(gold / "small.jsonl")
    assert times.rows(gold / "events.jsonl") == []


def test_what_is_found_has_the_form_of_gold(gold):
    (row,) = times.rows(gold)
    assert times.predicted(row)["timex"] == [
        {"start": 20, "end": 26, "type": "DATE", "value": "2023-06-12"},
        {"start": 45, "end": 53, "type": "DURATION", "value": "P2D"},
    ]
    assert times.predicted({**row, "dct": None})["timex"][0]["value"] is None


def test_command(gold, tmp_path, monkeypatch, capsys):
    shared("data/score")
    out = tmp_path / "found.jsonl"
    monkeypatch.setattr("sys.argv", ["times", "--gold", str(gold), "--out", str(out), "--json"])
    assert times.main() == 0
    assert json.loads(capsys.readouterr().out) == {
        "gold": {"documents": 1, "strict": 100.0, "relaxed": 100.0, "value": 50.0, "type": 100.0}
    }
    assert json.loads(out.read_text(encoding="utf-8"))["doc_id"] == "a"


def test_times_hold_their_floors():
    shared("data/times")
    found = {name: times.figures(golds) for name, golds in times.standing().items()}
    assert floors.under(found, times.HERE) == []
