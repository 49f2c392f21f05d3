"""A user's own actors: a CSV table, one actor a row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from detente.knowledge import bodies, groups, organisations, roles
from detente.knowledge.own import Actor
from detente.knowledge.own.problems import Hash, Problems, content, one_of, shown
from detente.settings import OWN_ACTORS, OWN_LIMIT, OWN_NAMES

COLUMNS = ("name", "code", "sector", "role", "aliases", "people", "from", "to")
_NEEDED = ("name", "code")
_LONGEST = 100  # characters of a name
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_ROLE = re.compile(r"[a-z][a-z '-]{0,59}")
Told = Callable[[str], None]


def read(path: Path, problems: Problems, total: Hash) -> tuple[Actor, ...]:
    """The rows; what is wrong goes to ``problems`` with its line."""
    text = content(path, OWN_LIMIT, problems, total)
    if text is None:
        return ()
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[Actor] = []
    heading: list[str] = []
    try:
        heading = _heading(path, next(rows, []), problems)
        for cells in rows if heading else ():
            if len(found) == OWN_ACTORS:
                problems.add(path, rows.line_num, f"more than {OWN_ACTORS:,} rows")
                break
            if any(cell.strip() for cell in cells):
                found += _row(path, rows.line_num, heading, cells, problems)
    except csv.Error as error:
        problems.add(path, rows.line_num, f"is no CSV: {error}")
    if heading and not found and not problems.lines:
        problems.add(path, None, "has no rows")
    return tuple(found)


def _heading(path: Path, cells: list[str], problems: Problems) -> list[str]:
    names = [cell.strip().lower() for cell in cells[: 3 * len(COLUMNS)]]
    wrong = [one_of(name, COLUMNS, "column") for name in names if name not in COLUMNS]
    wrong += [f"the column {name} stands twice" for name in COLUMNS if names.count(name) > 1]
    wrong += [f"the column {name} is missing" for name in _NEEDED if name not in names]
    for message in wrong:
        problems.add(path, 1, message)
    return [] if wrong else names


def _row(path: Path, line: int, heading: list[str], cells: list[str], problems: Problems) -> Iterator[Actor]:
    wrong: list[str] = []
    if len(cells) > len(heading):
        wrong.append(f"has {len(cells)} cells under {len(heading)} columns; names with commas need quotes")
    row = dict.fromkeys(COLUMNS, "") | {
        name: cell.strip() for name, cell in zip(heading, cells, strict=False)
    }
    actor = Actor(
        name=_name(row["name"], wrong.append),
        code=row["code"],
        sector=row["sector"] or None,
        role=row["role"] or None,
        aliases=_names(row["aliases"], wrong.append),
        people=_names(row["people"], wrong.append),
        start=_day(row["from"], wrong.append),
        end=_day(row["to"], wrong.append),
    )
    _check(actor, wrong.append)
    for message in wrong:
        problems.add(path, line, message)
    if not wrong:
        yield actor


def _check(actor: Actor, told: Told) -> None:
    if not _CODE.fullmatch(actor.code):
        told(f"the code {shown(actor.code)} must be 2 to 12 capitals or digits, the first a capital")
    if actor.sector and actor.sector not in _sectors():
        told(one_of(actor.sector, _sectors(), "sector"))
    if actor.role and not _ROLE.fullmatch(actor.role):
        told(f"the role {shown(actor.role)} must be words in lower case")
    if actor.people and (actor.role or actor.sector):
        told("only a row without sector and role, a state or the like, has people")
    if actor.start and actor.end and actor.start[:10] > actor.end + "-99":
        told(f"begins on {actor.start}, after its end {actor.end}")


def _name(text: str, told: Told) -> str:
    if not text or len(text) > _LONGEST or not any(c.isalnum() for c in text):
        told(f"the name {shown(text)} must have letters, {_LONGEST} characters at most")
    elif not any(c.isupper() or c.isdigit() or not c.islower() for c in text if c.isalnum()):
        told(f"the name {shown(text)} must have a capital, for names are found by theirs")
    return text


def _names(cell: str, told: Told) -> tuple[str, ...]:
    """Names parted by semicolons."""
    names = [name.strip() for name in cell.split(";") if name.strip()]
    if len(names) > OWN_NAMES:
        told(f"more than {OWN_NAMES} names in one cell")
        return ()
    return tuple(_name(name, told) for name in names)


def _day(text: str, told: Told) -> str | None:
    if not text:
        return None
    try:
        known = bool(_DATE.fullmatch(text) and dt.date.fromisoformat((text + "-01-01")[:10]))
    except ValueError:
        known = False
    if not known:
        told(f"{shown(text)} is no date written as YYYY, YYYY-MM or YYYY-MM-DD")
    return text


def _sectors() -> set[str]:
    tables = (bodies(), groups(), organisations(), roles())
    return {row.sector for table in tables for row in table} - {""}
