"""Words by which English refers back (reference.yaml), for the room that says who is who."""

from __future__ import annotations

import functools
from typing import Any

from detente.knowledge import tables


@functools.cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = tables.read("reference.yaml")
    return table


@functools.cache
def words(key: str) -> frozenset[str]:
    """A plain list of the table.

    abroad, acts, articles, attending, bodies, continents, discuss, envoys, former, friends, group_nouns, group_plurals, lands, never_home, not_after_name,
    not_before_name, numerals, over, particles, partitives, persons, regions, royal, spokespersons.
    """
    return frozenset(map(str, _table()[key]))


@functools.cache
def honorifics() -> dict[str, str]:
    """Title of address (lower case, no period) to gender m, f or ""."""
    return dict(_table()["honorifics"])


@functools.cache
def clipped_titles() -> dict[str, str]:
    """Title in capitals (here lower case) to the role it is short for."""
    return dict(_table()["clipped_titles"])


@functools.cache
def domestic_titles() -> dict[str, str]:
    """Title of one state's parliament to that state."""
    return dict(_table()["domestic_titles"])


@functools.cache
def politics() -> dict[str, str]:
    """Word for a party or chamber of one state to that state."""
    return dict(_table()["politics"])


@functools.cache
def ships() -> dict[str, str]:
    """Prefix of the names of warships to the state whose navy it is."""
    return dict(_table()["ships"])


@functools.cache
def counts() -> dict[str, int]:
    """Word in a group phrase to the number of its members."""
    return dict(_table()["counts"])


@functools.cache
def kinds() -> dict[str, tuple[str, ...]]:
    """Noun for a kind of organisation to the sectors of those it may mean."""
    return {noun: tuple(sectors) for noun, sectors in _table()["kinds"].items()}


@functools.cache
def given_names() -> dict[str, str]:
    """Folded given name to m, f or "" where it is both."""
    table = dict.fromkeys(_table()["given"]["m"].split(), "m")
    for name in _table()["given"]["f"].split():
        table[name] = "" if name in table else "f"
    return table
