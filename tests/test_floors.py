"""No figure of a benchmark falls under its floor."""

from __future__ import annotations

from benchmarks.coding import __main__ as coding
from benchmarks.peers import __main__ as peers
from tests.shared import shared


def test_coding_holds_its_floors():
    shared("gold")
    score = coding.scorer()
    standing = coding.standing().items()
    found = {name: coding.report(name, coding.code(golds, None, score), score) for name, golds in standing}
    assert coding.under_floor(found) == []


def test_peers_holds_its_floors():
    shared("data/relations")
    assert peers.under_floor(peers.standing()) == []
