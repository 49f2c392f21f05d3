"""No figure of a benchmark falls under its floor."""

from __future__ import annotations

from benchmarks import floors
from benchmarks.actors import __main__ as actors
from benchmarks.coding import __main__ as coding
from benchmarks.peers import __main__ as peers
from benchmarks.quotes import __main__ as quotes
from benchmarks.scorers import scorer
from tests.shared import shared


def test_coding_holds_its_floors():
    shared("gold")
    score = scorer("gold/score.py")
    standing = coding.standing().items()
    found = {name: coding.report(name, coding.code(golds, None, score), score) for name, golds in standing}
    assert floors.under(found, coding.HERE) == []


def test_actors_holds_its_floors():
    shared("data/actors")
    assert floors.under(actors.standing(), actors.HERE) == []


def test_peers_holds_its_floors():
    shared("data/relations")
    assert floors.under(peers.standing(), peers.HERE) == []


def test_quotes_hold_their_floors():
    shared("data/quotes")
    assert floors.under(quotes.standing(), quotes.HERE) == []


def test_what_is_under_its_floor_or_not_measured_is_told(tmp_path):
    (tmp_path / "floors.json").write_text('{"dev": {"f1": 0.5, "raw": {"las": 80}}, "gone": {"f1": 0.1}}')
    found = {"dev": {"f1": 0.49, "raw": {"las": 80}}}
    assert floors.under(found, tmp_path) == ["dev f1 0.49 is under its floor 0.5", "gone was not measured"]
    assert floors.ended(found, tmp_path, check=False) == 0
    assert floors.ended(found, tmp_path, check=True) == 1
