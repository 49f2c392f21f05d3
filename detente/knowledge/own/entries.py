"""One entry of a user's codebook, every value checked; what is wrong is told with its line."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from detente.knowledge import codebook, lexicon
from detente.knowledge.own.nodes import Node
from detente.knowledge.own.problems import one_of, shown
from detente.settings import OWN_WORDS
from detente.types import Category, Status

SLOTS = frozenset({
    "subj", "obj", "iobj", "poss", "mod", "subj-mod", "head", "speaker",
    "comp-subj", "comp-agent", "comp-obj", "infinitive",
})  # fmt: skip
TRIGGERS = ("verbs", "nouns", "adjectives")
_LONGEST = 40  # characters of a word
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_BOUND = {
    "verbs": ("particle", "object", "not_object", "subject", "not_subject"),
    "nouns": ("modifiers", "not_modifiers"),
}
Told = Callable[[int, str], None]


class Row:
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
            reader = READERS.get(key)
            if reader is None:
                self._bad(self._node.lines[key], one_of(key, READERS, "key"))
            else:
                row[key] = reader(self, node)
        self._whole(row, parents)
        return row if self._good else {}

    def _whole(self, row: dict[str, Any], parents: Mapping[str, str]) -> None:
        line = self._node.line
        for key in ("id", "type"):
            if key not in row:
                self._bad(line, f"{key} is missing")
        if self._good and not any(row.get(kind) for kind in TRIGGERS):
            self._bad(line, "names no trigger: verbs, nouns or adjectives is needed")
        if self._good and not (row.get("actor") or row.get("recipient")):
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


_KEYS: tuple[tuple[Callable[[Row, Node], Any], str], ...] = (
    (Row.id, "id"),
    (Row.text, "type mode"),
    (Row.word, "particle"),
    (
        Row.words,
        "verbs nouns adjectives object not_object subject not_subject complement modifiers not_modifiers",
    ),
    (Row.phrases, "pp not_pp"),
    (Row.conditions, "needs without"),
    (Row.slots, "actor recipient"),
    (Row.flag, "reciprocal other negated future"),
    (Row.status, "inner"),
    (Row.need, "need"),
    (Row.contexts, "contexts"),
    (Row.examples, "examples"),
    (Row.texts, "near"),
)
READERS: dict[str, Callable[[Row, Node], Any]] = {
    key: reader for reader, keys in _KEYS for key in keys.split()
}
