"""Contacts of two states: who met or called whom, on which level and how."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.knowledge import channels
from detente.knowledge.channels import Level
from detente.types import Happening, Party, Report

Reports = Mapping[str, Sequence[Report]]
_SECOND = 2  # rank below leaders and their deputies
_OPENING = 2  # sentences of a text that tell the news of its day
_END = re.compile(r"[,.;:()\n]|\b(?:in|on|to|and|where|today|yesterday)\b")
_ARTICLE = re.compile(r"(?:the|a|an|this|last)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that took place, was asked for or is to come.

    ``level`` is that of the lower side. Where only one side tells its office it is that one's, but None for leaders who do not
    visit: they meet all sorts of people. ``both`` says that both sides told theirs. ``dated`` is false where no text tells the
    day and none opens with the contact, as news do: then it may have been long before the report. ``how`` is call,
    video, visit, meeting, letter or contact; ``aside`` the gathering at whose margin it was.
    """

    happening: Happening
    level: Level | None
    both: bool
    dated: bool
    how: str
    aside: str | None


def contacts(pair: tuple[str, str], happenings: Iterable[Happening], reports: Reports) -> list[Contact]:
    """Contacts of the two states in the order of the happenings; ``reports`` by the id of the happening."""
    kinds = channels.words("contact")
    return [_contact(pair, h, reports.get(h.id, ())) for h in happenings if h.type in kinds]


def _contact(pair: tuple[str, str], h: Happening, reports: Sequence[Report]) -> Contact:
    sides = [_level(h, code) for code in pair]
    known = [side for side in sides if side]
    both = len(known) == 2
    level = max(known, key=lambda lv: lv.rank) if known else None
    if not both and level and level.rank < _SECOND and h.mode != "visit":
        level = None  # leaders meet all sorts of people of another state
    dated = h.dated or any(r.event.mentions[0].sentence < _OPENING for r in reports)
    return Contact(h, level, both, dated, _how(h, reports), _aside(h, reports))


def _level(h: Happening, code: str) -> Level | None:
    """The highest level on which somebody of this state took part."""
    found = (_level_of(p, code, h.start) for p in (*h.actors, *h.recipients) if p.code == code)
    return min((lv for lv in found if lv), key=lambda lv: lv.rank, default=None)


def _level_of(p: Party, code: str, day: dt.date | None) -> Level | None:
    if p.name and not p.role and day:
        return channels.level_of_holder(code, p.name, day)
    return channels.level(p.role, p.sector) if p.role or p.sector else None


def _how(h: Happening, reports: Sequence[Report]) -> str:
    if h.mode == "phone":
        return "call"
    clauses = [h.text or "", *(r.text for r in reports)]
    titles = [r.article.title or "" for r in reports]
    return next((how for text in (*clauses, *titles) if (how := channels.how(text))), h.mode or "contact")


def _aside(h: Happening, reports: Sequence[Report]) -> str | None:
    for text in (h.text or "", *(r.text for r in reports)):
        lower = text.lower()
        for phrase in channels.words("aside"):
            if (at := lower.find(phrase)) >= 0:
                return _gathering(text[at + len(phrase) :].strip())
    return None


def _gathering(text: str) -> str | None:
    text = _ARTICLE.sub("", text, count=1)
    end = _END.search(text)
    return (text[: end.start()] if end else text).strip() or None
