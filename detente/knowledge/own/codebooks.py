"""A user's codebook: own categories with PLOVER parents, and entries in the lexicon's format."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import get_args

from detente.knowledge import lexicon
from detente.knowledge.lexicon import Entry
from detente.knowledge.own.entries import TRIGGERS, Row, Told
from detente.knowledge.own.nodes import Node, Refused, document
from detente.knowledge.own.problems import Hash, Problems, content, one_of, shown
from detente.settings import OWN_CATEGORIES, OWN_ENTRIES, OWN_LIMIT, OWN_SHARED
from detente.types import Category

_TOP = ("prefix", "categories", "entries")
_PREFIX = re.compile(r"[a-z][a-z0-9_-]{0,19}")
_CATEGORY = re.compile(r"[A-Z][A-Z_]{0,39}")


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
        row = Row(node, told).values(parents)
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
    for kind in TRIGGERS:
        for word, times in Counter(w for e in found for w in getattr(e, kind)).items():
            if times > OWN_SHARED:
                told(top.line, f"{times} entries list {shown(word)} under {kind}; {OWN_SHARED} may")
