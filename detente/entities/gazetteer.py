"""Names of states, peoples, organisations, groups, institutions and places, found word by word.

A name is looked up by its pieces (folded, cut at hyphens and apostrophes), so that "al-Qaeda", "al - Qaeda" and
"Al Qaida" cost one walk through the tree each. The longest name wins; time is linear in the words.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic, Literal, TypeVar

from detente import knowledge
from detente.knowledge import own, reference
from detente.types import Name, Sentence, Word

Kind = Literal["state", "people", "capital", "metonym", "organisation", "group", "body", "place", "person"]
T = TypeVar("T")

_CUT = re.compile(r"[-‐‑–—/'’`´]+")
_LONGEST = 12  # pieces of a name


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for; ``code`` None for places of no one state.

    ``ambiguous``: other states have a like-named institution. ``shouted``: an acronym, which must be in capitals.
    ``role`` is what a user's own table says of a person.
    """

    kind: Kind
    code: str | None
    name: str
    sector: str | None = None
    ambiguous: bool = False
    shouted: bool = False
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Words ``first`` to ``last`` (exclusive) of a sentence are this name."""

    first: int
    last: int
    entry: Entry


@functools.lru_cache(maxsize=1 << 16)
def pieces(text: str) -> tuple[str, ...]:
    """Folded pieces of a word or name: no accents, no case, no periods."""
    lowered = _unmarked(text).lower().replace(".", "").replace(",", "")
    if lowered.isalnum():
        return (lowered,)
    return tuple(p for part in lowered.split() for p in _CUT.split(part) if p)


def _unmarked(text: str) -> str:
    """Without accents."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


class Tree(Generic[T]):
    """Values by the pieces of their names; what was added first stays."""

    def __init__(self, items: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self._root: dict[Any, Any] = {}
        for key, value in items:
            node = self._root
            for piece in key[:_LONGEST]:
                node = node.setdefault(piece, {})
            node.setdefault(None, value)

    def ends(self, stream: list[tuple[str, int]], at: int) -> Iterator[tuple[int, T]]:
        """Where the names that begin at ``stream[at]`` end (exclusive), longest last, and their values."""
        node: dict[Any, Any] | None = self._root
        for i in range(at, min(at + _LONGEST, len(stream))):
            node = node.get(stream[i][0]) if node else None
            if node is None:
                return
            if None in node:
                yield i + 1, node[None]


def stream(words: Iterable[str]) -> list[tuple[str, int]]:
    """Pieces with the number of their word."""
    return [(piece, i) for i, word in enumerate(words) for piece in pieces(word)]


def find(sentence: Sentence, on: dt.date | None = None) -> list[Hit]:
    """Names of the gazetteer in a sentence, longest first, none within another; a user's own go before built-in ones.

    ``on`` is the day of publication, for own names that hold for a time.
    """
    flow = stream(w.text for w in sentence.words)
    trees, hits, at = (own_names(on), names()), list(_ships(sentence)), 0
    while at < len(flow):
        found = (hit for tree in trees for hit in _from(sentence, flow, at, tree))
        best = max(found, key=lambda hit: hit[0], default=None)
        if best:
            at = best[0]
            hits.append(best[1])
        else:
            at += 1
    covering = {i: n for n in sentence.names for i in range(n.first, n.last)}
    return [h for h in hits if not _swallowed(sentence, h, covering)]


def _ships(sentence: Sentence) -> Iterator[Hit]:
    """Warships by the prefix of their navy, with the name behind it ("USS |Ronald Reagan|")."""
    words = sentence.words
    for i, word in enumerate(words[:-1]):
        code = reference.ships().get(word.text)
        if code and words[i + 1].text[:1].isupper():
            own = (
                k
                for k in range(i + 1, len(words))
                if not (words[k].text[:1].isupper() and words[k].upos == "PROPN")
            )
            last = next(own, len(words))
            if last > i + 1:
                yield Hit(i, last, Entry("body", code, " ".join(w.text for w in words[i:last]), "MIL"))


def _from(
    sentence: Sentence, flow: list[tuple[str, int]], at: int, tree: Tree[Entry]
) -> Iterator[tuple[int, Hit]]:
    """Where names of one tree that begin at ``flow[at]`` end, with their words."""
    for end, entry in tree.ends(flow, at):
        first, last = flow[at][1], flow[end - 1][1] + 1
        if _written(sentence.words[first:last], entry):
            yield end, Hit(first, last, entry)


def _written(words: tuple[Word, ...], entry: Entry) -> bool:
    if entry.shouted:
        letters = words[0].text.replace(".", "").split("-")[0]
        return letters.isupper() and words[0].upos not in {"PRON", "AUX"}
    return any(w.text[:1].isupper() for w in words)


def _swallowed(sentence: Sentence, hit: Hit, covering: dict[int, Name]) -> bool:
    """Whether it is part of a person's longer name ("Chad Smith"), or of a continent's ("Latin American")."""
    if (
        hit.first
        and hit.entry.kind == "people"
        and sentence.words[hit.first - 1].text.lower() in reference.words("continents")
    ):
        return True
    if hit.entry.kind in {"person", "people"}:
        return False
    name = covering.get(hit.first)
    if name is None or name.last < hit.last or name.last - name.first <= hit.last - hit.first:
        return False
    ahead = [w.text.lower() for w in sentence.words[max(hit.first - 2, 0) : hit.first]]
    whose = hit.entry.shouted or "of" in (ahead[-1:] if ahead[-1:] != ["the"] else ahead)
    return (name.label == "PER" and not whose) or (
        hit.entry.kind in {"place", "metonym"} and name.label in {"ORG", "LOC"}
    )


@functools.cache
def names() -> Tree[Entry]:
    """The tree of all names; of like names the more political one comes first."""
    return Tree(_keyed(_entries()))


def town(name: str) -> str | None:
    """State of a town that no other table has, by its name as written."""
    return knowledge.towns().get(_unmarked(name))


def own_names(on: dt.date | None) -> Tree[Entry]:
    """The names of a user's own actors that hold on a day; several states of one name are none."""
    mine = own.current()
    return _own_names(mine, on if _dated(mine) else None)


@functools.lru_cache(maxsize=8)
def _dated(mine: own.Own) -> bool:
    return any(a.start or a.end for a in mine.actors)


@functools.lru_cache(maxsize=64)
def _own_names(mine: own.Own, on: dt.date | None) -> Tree[Entry]:
    by_key: dict[tuple[str, ...], Entry] = {}
    for name, entry in ((n, e) for a in mine.actors if a.held(on) for n, e in _own_entries(a)):
        key = pieces(name)
        known = by_key.setdefault(key, entry)
        if known.code != entry.code:
            by_key[key] = replace(known, code=None)
    return Tree((key, e) for key, e in by_key.items() if key)


def _own_entries(a: own.Actor) -> Iterator[tuple[str, Entry]]:
    kind: Kind = "person" if a.role else "organisation" if a.sector else "state"
    for name in (a.name, *a.aliases):
        yield name, replace(_entry(kind, a.code, name, a.name, a.sector), role=a.role)
    for name in a.people:
        yield name, _entry("people", a.code, name, a.name, None)


def _keyed(entries: Iterable[tuple[str, Entry]]) -> Iterator[tuple[tuple[str, ...], Entry]]:
    for name, entry in entries:
        key = pieces(name)
        if key and len(key[0]) < 40:
            yield key, entry


def _entry(
    kind: Kind, code: str | None, written: str, name: str, sector: str | None, *, ambiguous: bool = False
) -> Entry:
    letters = written.replace(".", "")
    shouted = letters.isupper() and len(letters) <= 5 and letters.isalpha()
    return Entry(kind, code, name, sector, ambiguous, shouted)


def _entries() -> Iterator[tuple[str, Entry]]:
    for c in knowledge.countries():
        for name in c.names:
            yield name, _entry("state", c.code, name, c.name, None)
    states = {c.code for c in knowledge.countries()}
    for o in knowledge.organisations():
        by_code = (o.code,) if o.sector == "IGO" and o.code not in states else ()
        for name in (o.name, *o.aliases, *by_code):
            yield name, _entry("organisation", o.code, name, o.name, o.sector)
    for g in knowledge.groups():
        for name in (g.name, *g.aliases):
            yield name, _entry("group", g.code, name, g.name, g.sector)
    for b in knowledge.bodies():
        for name in b.names:
            yield name, _entry("body", b.code, name, b.names[0], b.sector, ambiguous=b.ambiguous)
    for name, code in knowledge.schools():
        yield name, Entry("organisation", code, name, "EDU")
    yield from _territory()
    for h in knowledge.offices():
        for name in (h.person, *h.aliases):
            if len(pieces(name)) > 1:
                yield name, Entry("person", h.code, h.person)


def _territory() -> Iterator[tuple[str, Entry]]:
    prominence = Counter(h.code for h in knowledge.offices())
    for c in sorted(knowledge.countries(), key=lambda c: -prominence[c.code]):
        yield c.capital, _entry("capital", c.code, c.capital, c.name, "GOV")
        for name in c.metonyms:
            yield name, _entry("metonym", c.code, name, c.name, "GOV")
        for name in (*c.adjectives, *c.people):
            yield name, _entry("people", c.code, name, c.name, None)
    for p in knowledge.places():
        if p.admin:
            yield p.admin, _entry("place", p.country, p.admin, p.admin, None)
    for p in knowledge.places():
        for name in (p.name, p.ascii, *p.aliases):
            yield name, _entry("place", p.country, name, p.name, None)
