"""Who took part: other sets' codes and names to ours and back."""

from __future__ import annotations

import functools

from detente.knowledge import foreign
from detente.types import Party

_STATELESS = {"IGO": "IGO", "NGO": "NGO", "BUS": "MNC"}


@functools.lru_cache(maxsize=65536)
def of_cameo(full: str, name: str, country: str, group: str, *roles: str) -> tuple[Party, ...]:
    """An actor of GDELT or Phoenix; ``text`` keeps its whole code. Empty where the cells are."""
    if not full and not name:
        return ()
    sector = foreign.sector("cameo", roles)
    code = foreign.codes("group").get(group) or _state(country) or _same(country) or _organisation(name)
    reason = None if code else _unknown(country or group, name or full)
    return (Party(code, name or None, sector, None, full or None, reason=reason),)


def _state(country: str) -> str | None:
    return country if country in foreign.states() else foreign.codes("cameo").get(country)


def _organisation(name: str) -> str | None:
    code = foreign.names().get(name.upper()) if name else None
    return None if code in foreign.states() else code


def _unknown(code: str, name: str) -> str:
    if code:
        return f"{code} is no state or organisation of our tables"
    return f"no state or organisation is coded for {name}"


@functools.lru_cache(maxsize=65536)
def of_name(name: str | None, country: str | None, labels: tuple[str, ...]) -> tuple[Party, ...]:
    """An actor of ICEWS: its name, an English name of a state, and labels of sectors."""
    if not name and not country:
        return ()
    names = foreign.names()
    code = names.get(country.upper()) if country else names.get((name or "").upper())
    reason = None if code else _unknown(country or "", name or "")
    return (Party(code, name, foreign.sector("icews", labels), None, None, reason=reason),)


@functools.lru_cache(maxsize=65536)
def of_plover(
    code: str | None, name: str | None, labels: tuple[str, ...], role: str | None, raw: str | None
) -> Party:
    """An actor of POLECAT or PLOVER: an ISO code or what PLOVER writes for actors without a state."""
    written = (code or "").upper()
    ours = written if written in foreign.states() else foreign.codes("polecat").get(written)
    ours = ours or foreign.names().get((name or raw or "").upper()) or _same(code)
    reason = None if ours else _unknown(code or "", name or raw or "an actor")
    sector = foreign.sector("plover", [label.upper() for label in labels])
    return Party(ours, name, sector, role, raw, reason=reason)


def _same(code: str | None) -> str | None:
    """A code that detente gave to an organisation itself."""
    return code if code in foreign.english() and code not in foreign.states() else None


# ── going out ────────────────────────────────────────────────────────────────────────────────────────────


def english(party: Party) -> str:
    """A name to show: the party's own, else its state's or organisation's."""
    return party.name or foreign.english().get(party.code or "") or party.text or party.code or ""


def polecat_code(party: Party) -> str | None:
    """The state's code, or what PLOVER writes for an actor without one."""
    if party.code is None or party.code in foreign.states():
        return party.code
    return foreign.codes_out("polecat").get(party.code) or _STATELESS.get(party.sector or "", party.sector)


def cow(party: Party) -> str | None:
    """Correlates of War's number of the state."""
    return foreign.codes_out("cow").get(party.code or "")


def cameo_cells(party: Party | None, *, coded: bool) -> tuple[str, str, str, str, str]:
    """Whole code, name, state, known group and role as GDELT and Phoenix write them.

    ``coded``: the party came from such a set, and its text is its code there.
    """
    if party is None:
        return "", "", "", "", ""
    state = party.code if party.code in foreign.states() else ""
    group = foreign.codes_out("group").get(party.code or "", "")
    role = foreign.sectors_out("cameo").get(party.sector or "", "")
    whole = (party.text if coded else None) or f"{state}{group}{role}" or "---"
    name = party.name if state or group else foreign.english().get(party.code or "")
    return whole, (name or english(party)).upper(), state or "", group, role
