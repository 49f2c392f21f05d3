"""Every code that a page may show has words."""

from typing import get_args

import pytest

from detente import knowledge
from detente.knowledge import codebook, labels, tables
from detente.types import CommitmentState, StatementKind, Status

CODES = {
    "acts": {name for c, r in codebook.ratings().items() for name in (c, *(f"{c} {mode}" for mode in r.modes))},
    "contexts": {name for several in codebook.context_words().values() for name in several},
    "quads": {str(r.quad) for r in codebook.ratings().values()},
    "sectors": {r.sector for table in (knowledge.roles(), knowledge.bodies(), knowledge.groups()) for r in table} - {""},
    "statements": set(get_args(StatementKind)),
    "statuses": {*get_args(Status), *get_args(CommitmentState)},
}  # fmt: skip


@pytest.mark.parametrize("kind", CODES)
def test_every_code_has_a_label_and_no_label_is_left_over(kind):
    told = tables.read("labels.yaml")[kind]
    assert {str(code) for code in told} == CODES[kind]
    assert [str(code) for code in told] == sorted(map(str, told))
    assert all(label == label.strip() and "_" not in label for label in told.values())


def test_there_are_no_other_kinds():
    assert set(tables.read("labels.yaml")) == set(CODES)


def test_codes_without_a_label_show_themselves():
    assert labels.of("contexts", "deep_sea") == "deep sea"
    assert labels.act("my:EMBARGO") == "my:EMBARGO"
    assert labels.act("CONSULT", "phone") == "phone call"
    assert labels.act("CONSULT", "by-owl") == "meeting or talks, by-owl"


def test_labels_have_no_say_in_a_coding(monkeypatch, tmp_path):
    before = knowledge.digest()
    for name, changes in (("labels.yaml", False), ("channels.yaml", True)):
        (tmp_path / name).write_text("x: y\n")
        monkeypatch.setattr(knowledge, "_HERE", tmp_path)
        knowledge.digest.cache_clear()
        empty = knowledge.digest()
        (tmp_path / name).write_text("x: z\n")
        knowledge.digest.cache_clear()
        assert (knowledge.digest() != empty) is changes
        (tmp_path / name).unlink()
    monkeypatch.undo()
    knowledge.digest.cache_clear()
    assert knowledge.digest() == before


def test_borders_are_small_and_of_known_states():
    states = {c.code for c in knowledge.countries()}
    shapes = knowledge.borders()["objects"]["countries"]["geometries"]
    assert {s["id"] for s in shapes} - states == {"ATF"}  # southern lands of France, where nobody lives
    assert {"USA", "CHN", "KOS", "PSE"} <= {s["id"] for s in shapes}
    assert (tables._HERE / "borders.json").stat().st_size < 150_000
