"""Words of English grammar (grammar.yaml), for the tokeniser and the lemmatiser."""

from __future__ import annotations

import functools
from typing import Any

from detente.knowledge import tables


@functools.cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = tables.read("grammar.yaml")
    return table


@functools.cache
def abbreviations() -> frozenset[str]:
    """Words that keep their period, lower case and without it."""
    return frozenset(map(str, _table()["abbreviations"]))


@functools.cache
def openers() -> frozenset[str]:
    """Words that have a capital only where they open a sentence or a title."""
    return frozenset(_table()["openers"])


@functools.cache
def joiners() -> frozenset[str]:
    """Words that have a capital where they open a sentence, and anywhere in a title."""
    return frozenset(_table()["joiners"])


@functools.cache
def prefixes() -> frozenset[str]:
    """Prefixes whose hyphen does not split the word."""
    return frozenset(map(str, _table()["prefixes"]))


@functools.cache
def verb_forms() -> dict[str, str]:
    """Irregular verb form to its base, auxiliaries and clitics with them."""
    forms: dict[str, str] = dict(_table()["auxiliaries"])
    for row in _table()["verbs"].splitlines():
        base, *others = row.split()
        forms |= dict.fromkeys([base, *others], base)
    return forms


@functools.cache
def e_verbs() -> frozenset[str]:
    """Verb bases that end in e and lose it before -ed and -ing."""
    return frozenset(_table()["e_verbs"])


@functools.cache
def whole_verbs() -> frozenset[str]:
    """Verb bases that a rule for lost letters would get wrong."""
    return frozenset(_table()["whole_verbs"])


@functools.cache
def noun_forms() -> dict[str, str]:
    """Irregular plural to singular."""
    return dict(_table()["nouns"])


@functools.cache
def adjective_forms() -> dict[str, str]:
    """Irregular comparative or superlative to its base."""
    return dict(_table()["adjectives"])
