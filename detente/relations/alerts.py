"""What is new about a pair: the first of its kind, or the first for long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.knowledge import channels
from detente.relations.contacts import Contact
from detente.types import Happening

LONG = 180  # days without one of its kind after which a happening is news


@dataclass(frozen=True, slots=True)
class Alert:
    """A happening and why it is news; ``before`` is the day of the last of its kind, None where none is on record."""

    happening: Happening
    kind: str
    before: dt.date | None

    @property
    def text(self) -> str:
        since = f"since {self.before.isoformat()}" if self.before else "on record"
        return f"first {self.kind} {since}"


def alerts(happenings: Iterable[Happening], contacts: Mapping[str, Contact]) -> tuple[Alert, ...]:
    """Alerts in the order of time, the latest last; ``contacts`` by happening. What a record opens with is no news."""
    seen: dict[str, dt.date] = {}
    found = []
    begun = False
    for h in sorted((h for h in happenings if h.start), key=lambda h: (h.start or dt.date.min, h.id)):
        day = h.start or dt.date.min
        for kind in _kinds(h, contacts.get(h.id)):
            before = seen.get(kind)
            if begun and (before is None or (day - before).days >= LONG):
                found.append(Alert(h, kind, before))
            seen[kind] = day
        begun = True
    return tuple(found)


def _kinds(h: Happening, contact: Contact | None) -> list[str]:
    """Under which headings a happening may be the first for long."""
    if contact and contact.level:
        where = f"on the channel of {contact.level.name.lower()}"
        if h.status in channels.words("failed"):
            return [f"{h.status} contact {where}"]
        return [f"contact {where}"] if h.status in ("occurred", "ongoing") else []
    return [h.plover] if h.plover and h.quad == 4 and h.status in ("occurred", "ongoing") else []
