"""The event lexicon: what words tell which act, who does it to whom, and what sets its status.

One YAML file per PLOVER category holds `Entry` rows; ``light_verbs.yaml``, ``status.yaml`` and ``carriers.yaml`` hold
what turns a noun into an act or changes whether it happened. Every row has examples that it must match and near
misses that it must not; tests/events/test_lexicon.py runs them. The keys are described in docs/lexicon.md.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from detente.errors import KnowledgeError
from detente.knowledge import tables
from detente.types import Category, Status

Words = frozenset[str]
Row = TypeVar("Row", "Entry", "Operator")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the codes that must come out."""

    text: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to tell an act; slots and constraints are described in docs/lexicon.md."""

    id: str
    type: str
    mode: str | None
    verbs: Words
    nouns: Words
    adjectives: Words
    particle: str | None
    object: Words
    not_object: Words
    subject: Words
    not_subject: Words
    complement: Words
    pp: dict[str, Words]
    not_pp: dict[str, Words]
    needs: tuple[str, ...]
    without: tuple[str, ...]
    modifiers: Words
    not_modifiers: Words
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reciprocal: bool
    other: bool
    inner: Status | None
    negated: bool
    future: bool
    contexts: tuple[str, ...]
    weak: bool
    examples: tuple[Example, ...]
    near: tuple[str, ...]

    @property
    def is_own(self) -> bool:
        """Whether it is of a user's codebook, whose prefix its id carries."""
        return ":" in self.id


@dataclass(frozen=True, slots=True)
class Operator:
    """What sets the status of an act: a word above it ("plan to visit"), a modal, an adverb, a conjunction.

    ``clause`` False holds for noun complements alone; ``subject`` says what the subject of a light verb is to the
    act under it: its actor, its recipient or nothing.
    """

    id: str
    status: Status | None
    verbs: Words
    nouns: Words
    adjectives: Words
    adverbs: Words
    modals: Words
    markers: Words
    prepositions: Words
    particle: str | None
    needs: tuple[str, ...]
    construction: str | None
    clause: bool
    subject: str
    examples: tuple[dict[str, Any], ...]


def _load(name: str) -> Any:
    return tables.read(f"lexicon/{name}")


def _words(row: dict[str, Any], key: str) -> Words:
    return frozenset(str(w).lower() for w in row.get(key) or ())


def _phrases(value: dict[str, list[str]] | None) -> dict[str, Words]:
    return {str(k): frozenset(map(str, v)) for k, v in (value or {}).items()}


def entry(row: dict[str, Any], category: str, file: str) -> Entry:
    """An entry as a file gives it; raises `KnowledgeError`."""
    try:
        return Entry(
            id=row["id"],
            type=row.get("type", category),
            mode=row.get("mode"),
            verbs=_words(row, "verbs"),
            nouns=_words(row, "nouns"),
            adjectives=_words(row, "adjectives"),
            particle=row.get("particle"),
            object=_words(row, "object"),
            not_object=_words(row, "not_object"),
            subject=_words(row, "subject"),
            not_subject=_words(row, "not_subject"),
            complement=_words(row, "complement"),
            pp=_phrases(row.get("pp")),
            not_pp=_phrases(row.get("not_pp")),
            needs=tuple(row.get("needs") or ()),
            without=tuple(row.get("without") or ()),
            modifiers=_words(row, "modifiers"),
            not_modifiers=_words(row, "not_modifiers"),
            actor=tuple(row.get("actor") or ()),
            recipient=tuple(row.get("recipient") or ()),
            reciprocal=bool(row.get("reciprocal")),
            other=bool(row.get("other")),
            inner=row.get("inner"),
            negated=bool(row.get("negated")),
            future=bool(row.get("future")),
            contexts=tuple(row.get("contexts") or ()),
            weak=row.get("need") == "may",
            examples=tuple(_example(e) for e in row.get("examples") or ()),
            near=tuple(row.get("near") or ()),
        )
    except (KeyError, TypeError, AttributeError) as e:
        raise KnowledgeError(f"{file}: entry {row.get('id', row)!r} is malformed: {e}") from e


def _example(row: dict[str, Any]) -> Example:
    return Example(row["text"], tuple(row.get("actors") or ()), tuple(row.get("recipients") or ()))


@functools.cache
def entries() -> tuple[Entry, ...]:
    """All entries of all categories, in the order of the files."""
    files = {category: f"{category.lower()}.yaml" for category in get_args(Category)}
    return tuple(entry(row, category, file) for category, file in files.items() for row in _load(file))


@functools.cache
def proposals() -> dict[str, Entry]:
    """By category, where the parties stand of an act whose trigger the event model proposes."""
    rows = (entry(row, row["type"], "model.yaml") for row in _load("model.yaml"))
    return {e.type: e for e in rows}


@functools.cache
def operators() -> tuple[Operator, ...]:
    """Words that set the status of the act in their complement."""
    return tuple(_operator(row, i) for i, row in enumerate(_load("status.yaml")))


@functools.cache
def light_verbs() -> tuple[Operator, ...]:
    """Support verbs, with the status that they give to the noun under them, None for "hold" and its like."""
    return tuple(_operator(row, i) for i, row in enumerate(_load("light_verbs.yaml")))


def _operator(row: dict[str, Any], number: int) -> Operator:
    status = row.get("status")
    if status not in (None, "none", *get_args(Status)):
        raise KnowledgeError(f"operator {row.get('id', number)!r}: unknown status {status!r}")
    return Operator(
        id=str(row.get("id", number)),
        status=None if status == "none" else status,
        verbs=_words(row, "verbs"),
        nouns=_words(row, "nouns"),
        adjectives=_words(row, "adjectives"),
        adverbs=_words(row, "adverbs"),
        modals=_words(row, "modals"),
        markers=_words(row, "markers"),
        prepositions=_words(row, "prepositions"),
        particle=row.get("particle"),
        needs=tuple(row.get("needs") or ()),
        construction=row.get("construction"),
        clause=row.get("clause", True),
        subject=row.get("subject", "actor"),
        examples=tuple(row.get("examples") or ()),
    )


@functools.cache
def carriers() -> dict[str, Words]:
    """Transparent nouns ("a round of talks") and verbs that lend their subject to a noun behind a preposition."""
    return {key: frozenset(value) for key, value in _load("carriers.yaml").items()}


def index(rows: Iterable[Row], kind: str) -> dict[str, list[Row]]:
    """Word to the rows that list it under ``kind`` ("verbs", "nouns", "modals" and so on)."""
    out: dict[str, list[Row]] = {}
    for row in rows:
        for word in getattr(row, kind):
            out.setdefault(word, []).append(row)
    return out
