"""docs/lexicon.md tells every key, slot and list that the lexicon's files use, and no other."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from detente.events import frames
from detente.knowledge import lexicon, tables
from detente.types import Category

PAGE = (Path(__file__).parent.parent / "docs" / "lexicon.md").read_text(encoding="utf-8")
ENTRIES = [f"lexicon/{c.lower()}.yaml" for c in get_args(Category)] + ["lexicon/model.yaml"]
OPERATORS = ["lexicon/status.yaml", "lexicon/light_verbs.yaml"]
SLOTS = set(re.findall(r'case "([a-z-]+)":', Path(frames.__file__).read_text(encoding="utf-8")))


def told(heading):
    """First column of the table under a heading."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


def rows(files):
    return [row for file in files for row in tables.read(file)]


@pytest.mark.parametrize(
    ("heading", "files"),
    [("Keys of an entry", ENTRIES), ("Operators", OPERATORS)],
    ids=["entries", "operators"],
)
def test_keys(heading, files):
    used = {key for row in rows(files) for key in row}
    assert used == told(heading)


@pytest.mark.parametrize(
    ("row", "heading"), [(lexicon.Entry, "Keys of an entry"), (lexicon.Operator, "Operators")]
)
def test_every_field_that_is_read_is_told(row, heading):
    renamed = {"weak": "need"}
    assert {renamed.get(f.name, f.name) for f in fields(row)} - told(heading) == set()


@pytest.mark.parametrize(
    ("files", "keys"),
    [(ENTRIES, {"text", "actors", "recipients"}), (OPERATORS, {"text", "trigger", "status"})],
)
def test_keys_of_examples(files, keys):
    assert {key for row in rows(files) for example in row.get("examples", ()) for key in example} == keys
    assert [key for key in keys if f"`{key}`" not in PAGE] == []


def test_slots():
    assert told("Slots") == SLOTS
    used = {s.rstrip("!") for e in lexicon.entries() for s in (*e.actor, *e.recipient, *e.needs, *e.without)}
    assert [slot for slot in sorted(used - SLOTS) if not re.fullmatch(r"[a-z ]*", slot)] == []


def test_word_lists():
    assert set(lexicon.carriers()) == told("Word lists of carriers.yaml")


def test_the_sample_entry_is_read():
    text = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1]
    assert "id: accuse-lay-blame" in text
    (known,) = (e for e in lexicon.entries() if e.id == "accuse-lay-blame")
    assert known.object >= {"blame", "responsibility"}
