"""Who a name is by the table of office holders, on a given day."""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from detente import knowledge
from detente.entities.gazetteer import own_names, pieces
from detente.knowledge import OfficeHolder, reference

Key = tuple[str, ...]

_RANK = {
    "head_of_state": 0, "head_of_government": 0, "org_head": 1, "vice_president": 1, "foreign_minister": 1,
    "leader": 1,
    "defence_minister": 2, "national_security_adviser": 2,
}  # fmt: skip
_PROMINENT = 1
_NEAR = 4  # years outside a term in which a full name is still that person
_REMEMBERED = 15  # years in which a leader's family name alone is
_CROWNED = ("King ", "Queen ")
_SURNAME_FIRST = frozenset({"CHN", "HKG", "JPN", "KHM", "KOR", "PRK", "TWN", "VNM"})


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the table: the state or organisation, the full name, the office and whether it is held then."""

    code: str
    person: str
    office: str
    current: bool
    near: bool = False
    past: bool = False
    sector: str | None = None
    role: str | None = None
    own: bool = False  # of a user's own table, which knows better than the article

    @property
    def function(self) -> str | None:
        """The role by the table: the office in words, "former" where the term was over."""
        if self.own or not self.office:
            return self.role
        words = _words(self.office)
        return f"former {words}" if self.past else words

    @property
    def leading(self) -> bool:
        """Whether holders of the office are known abroad."""
        return _RANK.get(self.office, 3) <= _PROMINENT


def _words(office: str) -> str:
    return "ambassador" if office.startswith("ambassador_") else office.removeprefix("org_").replace("_", " ")


@functools.cache
def _sectors() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Sectors of organisations and groups by code, of offices by their key, of roles by their words."""
    groups = {g.code: g.sector for g in knowledge.groups()}
    bodies = groups | {o.code: o.sector for o in knowledge.organisations()}
    states = {c.code for c in knowledge.countries()}
    offices = {r.office: r.sector for r in knowledge.roles() if r.office}
    words = {r.words: r.sector for r in knowledge.roles()}
    return {k: v for k, v in bodies.items() if k not in states}, offices, words


def _sector(h: OfficeHolder) -> str:
    bodies, offices, words = _sectors()
    return bodies.get(h.code) or offices.get(h.office) or words.get(_words(h.office), "GOV")


def _official(h: OfficeHolder) -> bool:
    """Whether the office is of the government or its forces, as those of a leader's kin seldom are."""
    return h.office in _sectors()[1] or _sector(h) == "GOV"


def _told(h: OfficeHolder, *, current: bool, near: bool = False, past: bool = False) -> Known:
    return Known(h.code, h.person, h.office, current, near, past, _sector(h))


@functools.cache
def _by_name() -> dict[Key, list[OfficeHolder]]:
    table: dict[Key, list[OfficeHolder]] = defaultdict(list)
    for h in knowledge.offices():
        for key in {pieces(name) for name in (h.person, *h.aliases)}:
            table[key].append(h)
            if len(key) > 2:
                table[key[0], key[-1]].append(h)
    return table


_SOUNDS = str.maketrans(
    {"q": "k", "c": "k", "w": "v", "y": None, "h": None, "'": None, **dict.fromkeys("aeiou")}
)
_HEARD = 6  # consonants by which a name is known however it is spelt


def _sound(key: Key) -> Key:
    """A name's consonants, each piece by itself and in any order: Mohammed is Mohamed, Aleksandr is Alexander."""
    bare = (p.replace("x", "ks").replace("ph", "f").translate(_SOUNDS) for p in key)
    single = sorted("".join(c for c, _ in groupby(p)) for p in bare)
    return tuple(single) if all(single) and sum(map(len, single)) >= _HEARD else ()


@functools.cache
def _by_sound() -> dict[Key, list[OfficeHolder]]:
    """Holders of leading offices by the sound of their full names, where only one person has it."""
    table: dict[Key, list[OfficeHolder]] = defaultdict(list)
    for h in knowledge.offices():
        for key in {pieces(name) for name in (h.person, *h.aliases)}:
            sound = _sound(key) if len(key) > 1 and _RANK.get(h.office, 3) <= _PROMINENT else ()
            if sound and h not in table[sound]:
                table[sound].append(h)
    return {k: hs for k, hs in table.items() if len({(h.code, h.person.split()[-1]) for h in hs}) == 1}


@functools.cache
def _by_family() -> dict[Key, list[OfficeHolder]]:
    table: dict[Key, list[OfficeHolder]] = defaultdict(list)
    for h in knowledge.offices():
        keys = {pieces(h.family), *(pieces(a) for a in h.aliases if " " not in a)}
        if h.code not in _SURNAME_FIRST:
            keys |= {pieces(name.split()[-1]) for name in (h.person, *h.aliases) if name.strip()}
        keys |= {key[1:] for key in keys if len(key) > 1 and key[0] in reference.words("articles")}
        for key in keys:
            table[key].append(h)
    return table


@functools.cache
def _by_given() -> dict[str, list[OfficeHolder]]:
    table: dict[str, list[OfficeHolder]] = defaultdict(list)
    for h in knowledge.offices():
        if h.office == "head_of_state":
            for word in pieces(h.person)[:2]:
                table[word].append(h)
    return table


@functools.cache
def _by_office() -> dict[tuple[str, str], list[OfficeHolder]]:
    table: dict[tuple[str, str], list[OfficeHolder]] = defaultdict(list)
    for h in knowledge.offices():
        table[h.code, h.office].append(h)
    return table


def own(key: Key, on: dt.date | None) -> Known | None:
    """The person of a user's own table with this name on that day."""
    flow = [(piece, i) for i, piece in enumerate(key)]
    found = next(
        (e for end, e in own_names(on).ends(flow, 0) if end == len(key) and e.kind == "person"), None
    )
    if found is None or found.code is None:
        return None
    office = next((r.office for r in knowledge.roles() if r.words == found.role and r.office), "")
    return Known(found.code, found.name, office, current=True, sector=found.sector, role=found.role, own=True)


def by_full_name(name: str, on: dt.date | None) -> Known | None:
    """The holder with this full name (or its first and last word); the office nearest to the day."""
    key = pieces(name)
    found = _by_name().get(key) or (_by_name().get((key[0], key[-1])) if len(key) > 2 else None)
    if not found and on and len(key) > 1:
        found = [h for h in _by_sound().get(_sound(key), ()) if h.held(on)]
    found = found or [h for h in _by_name().get(key[::-1], ()) if h.code in _SURNAME_FIRST]  # "Abe Shinzo"
    if not found or len(key) < 2:
        return None
    best = min(found, key=lambda h: (_distance(h, on), _RANK.get(h.office, 3)))
    codes = {h.code for h in found if _RANK.get(h.office, 3) <= _RANK.get(best.office, 3)}
    if len(codes) > 1 and "HKG" not in codes and _distance(best, on):
        return None
    years = _distance(best, on)
    told = _told(best, current=years == 0, near=on is not None and years <= _NEAR, past=_over(best, on))
    return replace(told, code=_home(best, found))


def _home(best: OfficeHolder, found: list[OfficeHolder]) -> str:
    """Heads of state shared by several lands belong to where they hold most offices, or are "Queen" by name."""
    shared = [h for h in found if h.office == best.office and h.person == best.person]
    codes = [h.code for h in shared]
    if not codes.count(best.code) < 2 < len(codes):
        return best.code
    return max(
        shared, key=lambda h: (codes.count(h.code), any(a.startswith(_CROWNED) for a in h.aliases))
    ).code


def _over(h: OfficeHolder, on: dt.date | None) -> bool:
    """Whether the term had ended on that day."""
    return (
        on is not None and h.end is not None and h.held(on) is False and on.isoformat()[: len(h.end)] > h.end
    )


def _distance(h: OfficeHolder, on: dt.date | None) -> int:
    """Years between the day and the term, 0 within it."""
    if on is None:
        return 1
    if h.held(on):
        return 0
    start = int(h.start[:4])
    end = int((h.end or h.asof or h.start)[:4])
    return 1 + max(start - on.year, on.year - end, 0)


def by_family_name(
    family: str, on: dt.date | None, office: str | None = None, codes: Iterable[str] = ()
) -> Known | None:
    """The one holder of that family name then; of prominent offices where no office is told."""
    wanted = set(codes)
    found = [
        h
        for h in _by_family().get(pieces(family), ())
        if (h.office == office if office else _RANK.get(h.office, 3) <= _PROMINENT)
        and (not wanted or h.code in wanted)
        and (on is None or h.held(on) is not False)
    ]
    people = {(h.person.split()[-1], h.code) for h in found}
    if len(people) != 1:
        return None
    best = min(found, key=lambda h: _RANK.get(h.office, 3))
    return _told(best, current=on is not None)


def by_title(words: str, name: str, on: dt.date | None) -> Known | None:
    """The one holder then whose office begins with those words ("Deputy Secretary Hicks"), or is part of the name."""
    if on is None:
        return None
    styled = [h for h in _by_name().get((*pieces(words)[-1:], *pieces(name)), ()) if h.held(on)]
    holders = (h for h in _by_family().get(pieces(name), ()) if h.held(on))
    found = styled or [h for h in holders if f"{_words(h.office)} ".startswith(f"{words} ")]
    return _told(found[0], current=True) if len({(h.person, h.code) for h in found}) == 1 else None


def sole(family: str, on: dt.date | None) -> Known | None:
    """The one person of the table with that family name, if a leader of about that time ("Trump")."""
    found = _by_family().get(pieces(family), [])
    leading = [h for h in found if _RANK.get(h.office, 3) <= _PROMINENT]
    codes = {h.code for h in leading}
    rivals = [h for h in found if h.code not in codes or h in leading or _official(h)]
    if len({pieces(h.person)[-2:] for h in rivals}) != 1 or len(codes) != 1:
        return None
    best = min(leading, key=lambda h: (_distance(h, on), _RANK.get(h.office, 3)))
    if on is not None and _distance(best, on) > _REMEMBERED:
        return None
    return _told(best, current=_distance(best, on) == 0, past=_over(best, on))


def royal(given: str, on: dt.date | None, codes: Iterable[str] = ()) -> Known | None:
    """The one head of state with that given name then ("King Abdullah")."""
    wanted = set(codes)
    found = {
        (h.code, h.person): h
        for h in _by_given().get(given, ())
        if (not wanted or h.code in wanted) and (on is None or h.held(on))
    }
    if len({code for code, _ in found}) != 1:
        return None
    best = next(iter(found.values()))
    return _told(best, current=on is not None)


def holder(code: str, office: str, on: dt.date | None) -> str | None:
    """Full name of the one who holds the office on that day, if the table is sure."""
    if on is None:
        return None
    people = {h.person for h in _by_office().get((code, office), ()) if h.held(on)}
    return people.pop() if len(people) == 1 else None
