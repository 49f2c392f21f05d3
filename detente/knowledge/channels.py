"""The levels at which states talk (channels.yaml), and on which of them somebody stands."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass

from detente import knowledge
from detente.knowledge import OfficeHolder, Organisation, tables

_WORDS = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Level:
    """``rank`` 0 is the highest; whoever holds one of ``offices``, is called one of ``roles`` or belongs to one of ``sectors`` stands on it."""

    id: str
    name: str
    rank: int
    offices: frozenset[str]
    roles: frozenset[str]
    sectors: frozenset[str]


@functools.cache
def levels() -> dict[str, Level]:
    """Levels by id, the highest first."""
    rows = tables.read("channels.yaml")["levels"]
    return {
        k: Level(
            k, v["name"], rank, *(frozenset(v.get(kind, ())) for kind in ("offices", "roles", "sectors"))
        )
        for rank, (k, v) in enumerate(rows.items())
    }


@functools.lru_cache(maxsize=4096)
def level(role: str | None, sector: str | None) -> Level | None:
    """Where somebody of this role (words, as in a party) and sector stands; None where neither tells."""
    told = (role or "").lower()
    office = _offices().get(told)
    found = levels().values()
    by_office = next((lv for lv in found if office in lv.offices or told in lv.roles), None)
    return by_office or next((lv for lv in found if sector in lv.sectors), None)


def level_of_holder(code: str, name: str, day: dt.date) -> Level | None:
    """Where a person whose office the text does not tell stood that day by the table of offices; None where it does not know."""
    held = (h for h in _holders().get((code, name), ()) if h.held(day))
    ranks = [lv for h in held for lv in levels().values() if h.office in lv.offices]
    return min(ranks, key=lambda lv: lv.rank, default=None)


@functools.cache
def _holders() -> dict[tuple[str, str], list[OfficeHolder]]:
    found: dict[tuple[str, str], list[OfficeHolder]] = {}
    for holder in knowledge.offices():
        found.setdefault((holder.code, holder.person), []).append(holder)
    return found


@functools.cache
def groups(a: str, b: str) -> tuple[Organisation, ...]:
    """Small groups of states in which both were members at some time: where these meet, the two do."""
    small = int(tables.read("channels.yaml")["small"])
    found = (o for o in knowledge.organisations() if o.sector == "IGO" and 1 < len(o.members) <= small)
    return tuple(o for o in found if {a, b} <= {m.code for m in o.members})


@functools.cache
def words(which: str) -> tuple[str, ...]:
    """A list of channels.yaml: "aside", "coming", "contact", "counterpart", "failed" or "summit"."""
    return tuple(tables.read("channels.yaml")[which])


def how(text: str) -> str | None:
    """How a contact was made by the words of a text: "call", "visit", "meeting" ...; None where none tells."""
    told = frozenset(_WORDS.findall(text.lower()))
    return next((how for how, known in _hows().items() if known & told), None)


@functools.cache
def _hows() -> dict[str, frozenset[str]]:
    return {how: frozenset(found) for how, found in tables.read("channels.yaml")["hows"].items()}


@functools.cache
def _offices() -> dict[str, str]:
    return {role.words: role.office for role in knowledge.roles() if role.office}
