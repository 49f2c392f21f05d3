"""A user's codebook: own categories with PLOVER parents, and entries in the lexicon's format."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

from detente.knowledge import codebook, lexicon
from detente.knowledge.lexicon import Entry
from detente.knowledge.own.nodes import Node, Refused, document
from detente.knowledge.own.problems import Hash, Problems, content, one_of, shown
from detente.settings import OWN_CATEGORIES, OWN_ENTRIES, OWN_LIMIT, OWN_SHARED, OWN_WORDS
from detente.types import Category, Status

SLOTS = frozenset({
    "subj", "obj", "iobj", "poss", "mod", "subj-mod", "head", "speaker",
    "comp-subj", "comp-agent", "comp-obj", "infinitive",
})  # fmt: skip
_TOP = ("prefix", "categories", "entries")
_LONGEST = 40  # characters of a word
_PREFIX = re.compile(r"[a-z][a-z0-9_-]{0,19}")
_CATEGORY = re.compile(r"[A-Z][A-Z_]{0,39}")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_TRIGGERS = ("verbs", "nouns", "adjectives")
_BOUND = {
    "verbs": ("particle", "object", "not_object", "subject", "not_subject"),
    "nouns": ("modifiers", "not_modifiers"),
}
Told = Callable[[int, str], None]


def read(path: Path, problems: Problems, total: Hash) -> tuple[tuple[Entry, ...], dict[str, str]]:
    """Entries, and their own categories by entry; what is wrong goes to ``problems``."""

    def told(line: int, message: str) -> None:
        problems.add(path, line, message)

    text = content(path, OWN_LIMIT, problems, total)
    if text is None:
        return (), {}
    try:
        top = document(text)
    except Refused as refused:
        told(refused.line, str(refused))
        return (), {}
    return _codebook(top, path.name, told)


def _codebook(top: Node, file: str, told: Told) -> tuple[tuple[Entry, ...], dict[str, str]]:
    if top.pairs is None:
        told(top.line, f"a codebook is a mapping with the keys {', '.join(_TOP)}")
        return (), {}
    for key in top.pairs:
        if key not in _TOP:
            told(top.lines[key], one_of(key, _TOP, "key"))
    prefix = _prefix(top, told)
    parents = _categories(top.pairs.get("categories"), told)
    found: list[Entry] = []
    labels: dict[str, str] = {}
    for node in _entries(top, told):
        row = _Row(node, told).values(parents)
        if not row or parents.get(row["type"], "AGREE") not in get_args(Category):
            continue
        name, row["id"] = row["type"], f"{prefix}:{row['id']}"
        if row["id"] in {e.id for e in found}:
            told(node.line, f"the id {shown(row['id'])} stands twice")
        if name in parents:
            labels[row["id"]] = f"{prefix}:{name}"
            row["type"] = parents[name]
        found.append(lexicon.entry(row, row["type"], file))
    _shared(top, found, told)
    return tuple(found), labels


def _prefix(top: Node, told: Told) -> str:
    node = (top.pairs or {}).get("prefix")
    text = node.text if node else None
    if text is None or not _PREFIX.fullmatch(text):
        told(node.line if node else top.line, "prefix must be a short word in lower case, as in prefix: my")
        return "my"
    return text


def _categories(node: Node | None, told: Told) -> dict[str, str]:
    """Parent by own category."""
    if node is None or node.text == "":
        return {}
    if node.pairs is None:
        told(node.line, "categories must be a mapping of names to parents, as in EMBARGO: SANCTION")
        return {}
    if len(node.pairs) > OWN_CATEGORIES:
        told(node.line, f"more than {OWN_CATEGORIES} categories")
        return {}
    out = {}
    for name, parent in node.pairs.items():
        line = node.lines[name]
        if not _CATEGORY.fullmatch(name):
            told(line, f"the category {shown(name)} must be written in capitals and _, without the prefix")
        elif name in get_args(Category):
            told(line, f"{name} is a category of PLOVER; an own one needs another name")
        elif parent.text not in get_args(Category):
            value = parent.text if parent.text is not None else "a list or mapping"
            told(parent.line, one_of(value, get_args(Category), f"parent of {name}"))
        out[name] = str(parent.text)
    return out


def _entries(top: Node, told: Told) -> list[Node]:
    node = (top.pairs or {}).get("entries")
    if node is None or not node.items:
        told(node.line if node else top.line, "entries must be a list with one entry at least")
        return []
    if len(node.items) > OWN_ENTRIES:
        told(node.line, f"more than {OWN_ENTRIES} entries")
        return []
    return node.items


def _shared(top: Node, found: list[Entry], told: Told) -> None:
    """A word that very many entries list would make every article slow."""
    for kind in _TRIGGERS:
        for word, times in Counter(w for e in found for w in getattr(e, kind)).items():
            if times > OWN_SHARED:
                told(top.line, f"{times} entries list {shown(word)} under {kind}; {OWN_SHARED} may")


class _Row:
    """One entry's node; every value is checked, and what is wrong is told with its line."""

    def __init__(self, node: Node, told: Told) -> None:
        self._node = node
        self._told = told
        self._good = True

    def _bad(self, line: int, message: str) -> None:
        self._good = False
        name = (self._node.pairs or {}).get("id")
        who = f"entry {name.text}: " if name and name.text and _ID.fullmatch(name.text) else ""
        self._told(line, who + message)

    def values(self, parents: Mapping[str, str]) -> dict[str, Any]:
        """The entry as the lexicon's files would give it, {} if something is wrong."""
        pairs = self._node.pairs
        if pairs is None:
            self._bad(self._node.line, "an entry must be a mapping that begins with id")
            return {}
        row: dict[str, Any] = {}
        for key, node in pairs.items():
            reader = _READERS.get(key)
            if reader is None:
                self._bad(self._node.lines[key], one_of(key, _READERS, "key"))
            else:
                row[key] = reader(self, node)
        self._whole(row, parents)
        return row if self._good else {}

    def _whole(self, row: dict[str, Any], parents: Mapping[str, str]) -> None:
        line = self._node.line
        for key in ("id", "type"):
            if key not in row:
                self._bad(line, f"{key} is missing")
        if not any(row.get(kind) for kind in _TRIGGERS):
            self._bad(line, "names no trigger: verbs, nouns or adjectives is needed")
        if not (row.get("actor") or row.get("recipient")):
            self._bad(line, "names no party: actor or recipient is needed")
        for kind, keys in _BOUND.items():
            for key in keys:
                if row.get(key) and not row.get(kind):
                    self._bad(self._node.lines[key], f"{key} binds {kind}, and the entry has none")
        self._fits_category(row, parents)

    def _fits_category(self, row: dict[str, Any], parents: Mapping[str, str]) -> None:
        name, mode = row.get("type"), row.get("mode")
        if name is None:
            return
        known = {*parents, *get_args(Category)}
        if name not in known:
            self._bad(self._node.lines["type"], one_of(name, known, "category"))
            return
        parent = parents.get(name, name)
        if parent not in codebook.ratings():
            return  # told already
        modes = codebook.ratings()[parent].modes
        if mode is not None and mode not in modes:
            self._bad(self._node.lines["mode"], one_of(mode, modes, f"mode of {parent}"))

    # ── values ───────────────────────────────────────────────────────────────────────────────────────────

    def text(self, node: Node) -> str | None:
        if not node.text:
            self._bad(node.line, "a single word or text is expected here")
            return None
        return node.text

    def id(self, node: Node) -> str | None:
        text = self.text(node)
        if text and not _ID.fullmatch(text):
            self._bad(
                node.line, f"the id {shown(text)} must be small letters, digits and hyphens, 60 at most"
            )
        return text

    def texts(self, node: Node) -> list[str]:
        if node.items is None:
            self._bad(node.line, "a list is expected here, as in [seize, impound]")
            return []
        if len(node.items) > OWN_WORDS:
            self._bad(node.line, f"more than {OWN_WORDS} words in a list")
            return []
        found = [item.text for item in node.items if item.text is not None]
        if len(found) < len(node.items):
            self._bad(node.line, "a list of words may hold no lists or mappings")
        return found

    def word(self, node: Node) -> str | None:
        text = self.text(node)
        if text:
            self._word(node.line, text)
        return text

    def words(self, node: Node) -> list[str]:
        found = self.texts(node)
        for item, text in zip(node.items or (), found, strict=False):
            self._word(item.line, text)
        return found

    def _word(self, line: int, text: str) -> None:
        plain = text.replace("-", "").replace("'", "").replace("’", "").replace(".", "").replace("/", "")
        if len(text) > _LONGEST or text != text.lower() or not plain.isalnum():
            self._bad(
                line, f"{shown(text)} must be one word in lower case; patterns and phrases are not known here"
            )

    def phrases(self, node: Node) -> dict[str, list[str]]:
        if node.pairs is None:
            self._bad(node.line, "a mapping of prepositions to words is expected here, as in {in: [port]}")
            return {}
        for preposition in node.pairs:
            if preposition not in _prepositions():
                self._bad(node.lines[preposition], one_of(preposition, _prepositions(), "preposition"))
        return {preposition: self.words(inner) for preposition, inner in node.pairs.items()}

    def slots(self, node: Node) -> list[str]:
        found = self.texts(node)
        for text in found:
            if text not in SLOTS and text not in _prepositions():
                self._bad(node.line, one_of(text, {*SLOTS, *_prepositions()} - {""}, "slot"))
        return found

    def conditions(self, node: Node) -> list[str]:
        """Slots, with ! for known parties, or adverbs."""
        found = self.texts(node)
        for text in found:
            slot = text.removesuffix("!")
            if slot not in SLOTS and slot not in _prepositions():
                self._word(node.line, slot)
        return found

    def flag(self, node: Node) -> bool:
        if node.text not in ("true", "false"):
            self._bad(node.line, "true or false is expected here")
        return node.text == "true"

    def status(self, node: Node) -> str | None:
        return self._among(node, get_args(Status), "status")

    def need(self, node: Node) -> str | None:
        return self._among(node, ("may",), "need")

    def _among(self, node: Node, known: tuple[str, ...], what: str) -> str | None:
        text = self.text(node)
        if text and text not in known:
            self._bad(node.line, one_of(text, known, what))
        return text

    def contexts(self, node: Node) -> list[str]:
        found = self.texts(node)
        for text in found:
            if text not in _contexts():
                self._bad(node.line, one_of(text, _contexts(), "context"))
        return found

    def examples(self, node: Node) -> list[dict[str, Any]]:
        out = []
        for item in node.items or ():
            pairs = item.pairs or {}
            text = pairs.get("text")
            if text is None or not text.text or set(pairs) - {"text", "actors", "recipients"}:
                self._bad(item.line, "an example has text, and may have actors and recipients")
                continue
            sides: dict[str, Any] = {
                key: self.texts(pairs[key]) for key in ("actors", "recipients") if key in pairs
            }
            out.append({"text": text.text, **sides})
        if node.items is None:
            self._bad(node.line, "a list of examples is expected here")
        return out


@functools.cache
def _prepositions() -> frozenset[str]:
    """Every preposition that the lexicon uses."""
    rows = lexicon.entries()
    slots = {slot for e in rows for slot in (*e.actor, *e.recipient, *e.pp, *e.not_pp)}
    return frozenset(slots - SLOTS)


@functools.cache
def _contexts() -> frozenset[str]:
    return frozenset(context for shown in codebook.context_words().values() for context in shown)


_KEYS: tuple[tuple[Callable[[_Row, Node], Any], str], ...] = (
    (_Row.id, "id"),
    (_Row.text, "type mode"),
    (_Row.word, "particle"),
    (
        _Row.words,
        "verbs nouns adjectives object not_object subject not_subject complement modifiers not_modifiers",
    ),
    (_Row.phrases, "pp not_pp"),
    (_Row.conditions, "needs without"),
    (_Row.slots, "actor recipient"),
    (_Row.flag, "reciprocal other negated future"),
    (_Row.status, "inner"),
    (_Row.need, "need"),
    (_Row.contexts, "contexts"),
    (_Row.examples, "examples"),
    (_Row.texts, "near"),
)
_READERS: dict[str, Callable[[_Row, Node], Any]] = {
    key: reader for reader, keys in _KEYS for key in keys.split()
}
