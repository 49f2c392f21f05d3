"""What kind of name the tables say a text is, for names whose borders are already known."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from detente import knowledge

_SHORT = 5  # letters of an acronym, which counts in capitals only


def kind(text: str) -> str | None:
    """LOC, ORG or PER; "" for a people, which is no name; None where no table has the text."""
    return _kinds().get(text, _kinds().get(text.lower()))


@functools.cache
def _kinds() -> dict[str, str]:
    """Kinds by name, in lower case where it is no acronym; of like names the more political one stands."""
    found: dict[str, str] = {}
    for name, label in _named():
        found.setdefault(name if name.isupper() and len(name) <= _SHORT else name.lower(), label)
    return found


def _named() -> Iterator[tuple[str, str]]:
    for c in knowledge.countries():
        yield from ((name, "LOC") for name in (*c.names, c.capital))
    bodies = [(o.name, o.aliases, o.sector) for o in knowledge.organisations()]
    bodies += [(g.name, g.aliases, g.sector) for g in knowledge.groups()]
    for own, aliases, sector in bodies:
        if sector not in {"CVL", "REL"}:
            yield from ((name, "ORG") for name in (own, *aliases))
    for b in knowledge.bodies():
        yield from ((name, "ORG") for name in b.names)
    yield from ((name, "ORG") for name, _ in knowledge.schools())
    for c in knowledge.countries():
        yield from ((name, "") for name in (*c.adjectives, *c.people))
    for p in knowledge.places():
        yield from ((name, "LOC") for name in (p.name, p.ascii, *p.aliases))
    for h in knowledge.offices():
        yield from ((name, "PER") for name in (h.person, *h.aliases) if " " in name)
