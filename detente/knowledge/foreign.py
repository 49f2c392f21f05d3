"""How other data sets write states, organisations and sectors (foreign_codes.csv, foreign_sectors.csv)."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Iterator
from pathlib import Path

from detente import knowledge

_HERE = Path(__file__).parent


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (_HERE / file).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)


@functools.cache
def codes(scheme: str) -> dict[str, str]:
    """Their code to ours; ``scheme`` is cameo, cow, fips, group, name (in capitals) or polecat."""
    return {row["theirs"]: row["ours"] for row in _rows("foreign_codes.csv") if row["scheme"] == scheme}


@functools.cache
def codes_out(scheme: str) -> dict[str, str]:
    """Our code to theirs."""
    rows = _rows("foreign_codes.csv")
    return {row["ours"]: row["theirs"] for row in rows if row["scheme"] == scheme and row["out"]}


@functools.cache
def states() -> frozenset[str]:
    """Codes of all states and coded parts of states."""
    return frozenset(country.code for country in knowledge.countries())


@functools.cache
def english() -> dict[str, str]:
    """Code to the English name of a state, organisation or armed group, a state before the others."""
    found = {it.code: it.name for it in knowledge.groups()}
    found |= {it.code: it.name for it in knowledge.organisations() if it.sector in ("IGO", "NGO")}
    return found | {it.code: it.name for it in knowledge.countries()}


@functools.cache
def names() -> dict[str, str]:
    """Name in capitals to code: states before organisations of states before armed groups."""
    found: dict[str, str] = {}
    for group in knowledge.groups():
        found |= {name.upper(): group.code for name in (*group.aliases, group.name, group.code)}
    for it in knowledge.organisations():
        if it.sector in ("IGO", "NGO"):
            found |= {name.upper(): it.code for name in (*it.aliases, it.name, it.code)}
    for country in knowledge.countries():
        found |= {name.upper(): country.code for name in (*country.names, country.name)}
    return found | {name.upper(): code for name, code in codes("name").items()}


@functools.cache
def _sectors(scheme: str) -> dict[str, tuple[int, str]]:
    rows = _rows("foreign_sectors.csv")
    return {row["theirs"]: (int(row["rank"]), row["ours"]) for row in rows if row["scheme"] == scheme}


def sector(scheme: str, labels: Iterable[str]) -> str | None:
    """PLOVER's sector of the label that says most; ``scheme`` is cameo, icews or plover."""
    known = _sectors(scheme)
    found = [known[label] for label in labels if label in known]
    return min(found, key=lambda it: it[0])[1] if found else None


@functools.cache
def sectors_out(scheme: str) -> dict[str, str]:
    """PLOVER's sector to the label that goes out for it."""
    rows = _rows("foreign_sectors.csv")
    return {row["ours"]: row["theirs"] for row in rows if row["scheme"] == scheme and row["out"]}
