"""Facts as data, and the one loader for them.

Tables are CSV in this folder, one fact per row, sorted; ``SOURCES.md`` says where each comes from. Lists inside a
cell are parted by ``;``. Codes are ISO 3166-1 alpha-3 for states (KOS for Kosovo), the usual acronym or short name in
capitals for organisations, armed groups and peoples. Sectors are PLOVER's. Every table is read at first use.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import gzip
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from detente.knowledge import tables

_HERE = Path(__file__).parent
_SHOWN = frozenset({"labels.yaml", "spellings.csv"})  # words for readers, which have no say in a coding

RoleKind = Literal["person", "body", "people"]


@dataclass(frozen=True, slots=True)
class Country:
    """A state or a part of one with a code of its own.

    ``names`` are all names as written, with abbreviations and former names; ``people`` the nouns for its people;
    ``metonyms`` stand for its government (sector GOV; those of another sector are in ``bodies``).
    """

    code: str
    iso2: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str
    metonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an organisation, ``start`` to ``end`` as ISO dates, months or years, None where unbounded."""

    code: str
    start: str | None
    end: str | None

    def is_one(self, on: dt.date) -> bool:
        """Whether it was a member on that day, as far as the table tells."""
        day = on.isoformat()
        started = self.start is None or day[: len(self.start)] >= self.start
        return started and (self.end is None or day[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation; ``code`` is that of its home country where ``sector`` is not IGO or NGO."""

    code: str
    name: str
    aliases: tuple[str, ...]
    sector: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """An armed group, movement or stateless people; ``country`` is where it chiefly acts, if one."""

    code: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """Who held an office when: dates as ISO days, months or years, as exact as the source.

    ``end`` None with ``asof`` means: still in office on ``asof``, unknown after it.
    """

    code: str
    office: str
    person: str
    family: str
    aliases: tuple[str, ...]
    start: str
    end: str | None
    asof: str | None
    source: str
    licence: str

    def held(self, on: dt.date) -> bool | None:
        """Did this person hold the office on that day? None where the table stops knowing."""
        day = on.isoformat()
        if day[: len(self.start)] < self.start:
            return False
        if self.end is not None:
            return day[: len(self.end)] <= self.end
        return True if self.asof is None or day[: len(self.asof)] <= self.asof else None


@dataclass(frozen=True, slots=True)
class Role:
    """A word or phrase (lower-case lemmas) for a function; ``office`` links it to ``OfficeHolder.office``.

    ``not_before`` and ``not_after`` are near misses: the phrase is no such role right before or after these words.
    """

    words: str
    sector: str
    office: str | None
    kind: RoleKind
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """An institution whose names belong to one state; ``ambiguous`` where other states have a like-named one."""

    names: tuple[str, ...]
    code: str
    sector: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class City:
    """A place. ``country`` is None where it spans or is claimed by several; ``lat``/``lon`` in degrees, None for provinces.

    ``feature`` is city, capital, site, state, region or sea; ``population`` is 0 where not known.
    """

    name: str
    ascii: str
    country: str | None
    lat: float | None
    lon: float | None
    population: int
    admin: str
    feature: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """Words by which an article's facts are found (``articles.yaml``)."""

    body_keys: tuple[str, ...]
    date_keys: tuple[str, ...]
    publisher_keys: tuple[str, ...]
    title_keys: tuple[str, ...]
    url_keys: tuple[str, ...]
    meta_dates: tuple[str, ...]
    publisher_labels: tuple[str, ...]
    date_labels: tuple[str, ...]
    months: dict[str, int]
    weekdays: tuple[str, ...]
    no_places: tuple[str, ...]
    other_places: tuple[str, ...]
    clitics: tuple[str, ...]
    elisions: tuple[str, ...]
    clipped: tuple[str, ...]
    openers: tuple[str, ...]


def _rows(file: str) -> Iterator[list[str]]:
    """Rows of a table (plain or gzipped CSV, UTF-8) without its heading."""
    path = _HERE / file
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = csv.reader(io.StringIO(data.decode(), newline=""))
    next(rows)
    return rows


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


@functools.cache
def countries() -> tuple[Country, ...]:
    """All states and coded parts of states, by code."""
    return tuple(
        Country(code, iso2, name, _list(names), _list(adjectives), _list(people), capital, _list(metonyms))
        for code, iso2, name, names, adjectives, people, capital, metonyms in _rows("countries.csv")
    )


def _member(cell: str) -> Member:
    code, start, end = (*cell.split(":"), "", "")[:3]
    return Member(code, start or None, end or None)


@functools.cache
def organisations() -> tuple[Organisation, ...]:
    """International organisations, companies, media and private bodies, by code and name."""
    return tuple(
        Organisation(code, name, _list(aliases), sector, tuple(map(_member, _list(members))))
        for code, name, aliases, sector, members in _rows("organisations.csv")
    )


@functools.cache
def groups() -> tuple[Group, ...]:
    """Armed groups, movements and stateless peoples, by code."""
    return tuple(
        Group(code, name, _list(aliases), country or None, sector)
        for code, name, aliases, country, sector in _rows("groups.csv")
    )


@functools.cache
def offices() -> tuple[OfficeHolder, ...]:
    """Holders of offices, by code, office and start."""
    return tuple(
        OfficeHolder(
            code, office, person, family, _list(aliases), start, end or None, asof or None, source, licence
        )
        for code, office, person, family, aliases, start, end, asof, source, licence in _rows(
            "offices.csv.gz"
        )
    )


@functools.cache
def roles() -> tuple[Role, ...]:
    """Words for functions, bodies and kinds of people, by words."""
    kinds: dict[str, RoleKind] = {"person": "person", "body": "body", "people": "people"}
    return tuple(
        Role(words, sector, office or None, kinds[kind], _list(before), _list(after))
        for words, sector, office, kind, before, after in _rows("roles.csv")
    )


@functools.cache
def bodies() -> tuple[Body, ...]:
    """Institutions that belong to one state by name, by code and first name."""
    return tuple(
        Body(_list(names), code, sector, ambiguous == "1")
        for code, names, sector, ambiguous in _rows("bodies.csv")
    )


@functools.cache
def places() -> tuple[City, ...]:
    """Cities, sites, states, regions and seas: regions first, then cities, each by name."""
    return tuple(
        City(
            name,
            plain,
            country or None,
            float(lat) if lat else None,
            float(lon) if lon else None,
            int(population or 0),
            admin,
            feature,
            _list(aliases),
        )
        for file in ("regions.csv", "cities.csv")
        for name, plain, country, lat, lon, population, admin, feature, aliases in _rows(file)
    )


@functools.cache
def schools() -> tuple[tuple[str, str], ...]:
    """Universities and colleges by name, each with the code of its state."""
    return tuple((name, code) for name, code in _rows("schools.csv.gz"))


@functools.cache
def towns() -> dict[str, str]:
    """State by name of town, as written in Latin letters without marks, of places that ``places`` does not have."""
    return {row[0]: row[1] for row in _rows("towns.csv.gz")}


@functools.cache
def article_words() -> ArticleWords:
    """Keys, labels and small closed word lists that reading an article needs."""
    table = tables.read("articles.yaml").items()
    data: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table}
    return ArticleWords(**data)


@functools.cache
def stopwords() -> dict[str, frozenset[str]]:
    """The commonest words (lower case) of each language by its ISO 639-1 code."""
    return {language: frozenset(_list(words)) for language, words in _rows("stopwords.csv")}


@functools.cache
def spellings() -> tuple[tuple[str, str], ...]:
    """Beginnings of words (lower case) as British and as American English spell them."""
    return tuple((british, american) for british, american in _rows("spellings.csv"))


@functools.cache
def borders() -> dict[str, Any]:
    """Outlines of states as TopoJSON, by code (Natural Earth, see SOURCES.md)."""
    found: dict[str, Any] = json.loads((_HERE / "borders.json").read_text(encoding="utf-8"))
    return found


@functools.cache
def digest() -> str:
    """Twelve hex digits that change with any file that codings rest on: part of a coding's version."""
    total = hashlib.sha256()
    for path in sorted(_HERE.rglob("*")):
        if path.suffix in {".csv", ".gz", ".yaml"} and path.name not in _SHOWN:
            total.update(path.relative_to(_HERE).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:12]


# ── times ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class FutureWords:
    """Words by which a clause looks ahead, or (``carried_out``, ``told``) does not."""

    modals: frozenset[str]
    scheduled: frozenset[str]
    set_out: frozenset[str]
    moved: frozenset[str]
    moved_by: frozenset[str]
    deadlines: frozenset[str]
    occasions: frozenset[str]
    until: frozenset[str]
    adjectives: frozenset[str]
    before: frozenset[str]
    carried_out: frozenset[str]
    told: frozenset[str]


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A day known by its date, said with or without one of these nouns ("" for without)."""

    day: dt.date
    written: str
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """``times.yaml``, where each table says what it holds."""

    months: dict[str, int]
    weekdays: dict[str, int]
    parts: dict[str, str]
    seasons: dict[str, int]
    units: dict[str, str]
    deictic: dict[str, int]
    ways: dict[str, int]
    stages: dict[str, int]
    edges: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    inexact: frozenset[str]
    hedges: frozenset[str]
    fillers: frozenset[str]
    sizes: dict[str, int]
    zones: frozenset[str]
    vague: dict[str, str]
    references: dict[str, str]
    sets: dict[str, str]
    holidays: dict[str, str]
    known_days: tuple[KnownDay, ...]
    numbered: frozenset[str]
    future: FutureWords


@functools.cache
def time_words() -> TimeWords:
    """Words for times and for looking ahead."""
    data: dict[str, Any] = tables.read("times.yaml")
    data["future"] = FutureWords(**{k: frozenset(v) for k, v in data["future"].items()})
    data["known_days"] = tuple(
        KnownDay(d["day"], d["written"], frozenset(d["nouns"])) for d in data["known_days"]
    )
    data = {k: frozenset(v) if isinstance(v, list) else v for k, v in data.items()}
    return TimeWords(**data)
