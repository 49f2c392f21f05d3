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
_LONGEST = 10  # days from a contact's start to its end; who tells of a month or a year does not tell the day
_OPENING = 2  # sentences of a text that tell the news of its day
_WORDS = re.compile(r"\w+")
_END = re.compile(r"[,.;:()\n]|\b(?:in|on|to|and|where|today|yesterday)\b")
_ARTICLE = re.compile(r"(?:the|a|an|this|last)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that took place, was asked for or is to come.

    ``level`` is that of the lower side. Where only one side tells its office it is that one's, but None for leaders who do not
    visit: they meet all sorts of people. ``both`` says that both sides told theirs. ``dated`` is false where no text tells the
    days to within ten and none opens with the contact, as news do: then it may have been long before the report. ``through`` is the small
    group that met, where both are its members and not both are named. ``how`` is call,
    video, visit, meeting, letter or contact; ``aside`` the gathering at whose margin it was.
    """

    happening: Happening
    level: Level | None
    both: bool
    dated: bool
    through: str | None
    how: str
    aside: str | None


def contacts(pair: tuple[str, str], happenings: Iterable[Happening], reports: Reports) -> list[Contact]:
    """Contacts of the two states, or of small groups that both belong to, in the order of the happenings.

    ``reports`` are those of each happening by its id.
    """
    kinds = channels.words("contact")
    return [_contact(pair, h, reports.get(h.id, ())) for h in happenings if h.type in kinds]


def _contact(pair: tuple[str, str], h: Happening, reports: Sequence[Report]) -> Contact:
    through = _through(pair, h)
    sides = _levels(pair, h, reports) if through is None else [_of_group(pair, h, reports)] * 2
    known = [side for side in sides if side]
    both = len(known) == 2
    level = max(known, key=lambda lv: lv.rank) if known else None
    if not both and level and level.rank < _SECOND and h.mode != "visit":
        level = None  # leaders meet all sorts of people of another state
    narrow = h.start is not None and h.end is not None and (h.end - h.start).days <= _LONGEST
    dated = narrow and (h.dated or any(r.event.mentions[0].sentence < _OPENING for r in reports))
    return Contact(h, level, both, dated, through, _how(h, reports), _aside(h, reports))


def _through(pair: tuple[str, str], h: Happening) -> str | None:
    """The group for which the two met, where the text does not name both of them."""
    told = {p.code for p in (*h.actors, *h.recipients)}
    if set(pair) <= told or h.start is None:
        return None
    day = h.start
    met = (
        o.code for o in channels.groups(*pair) if {m.code for m in o.members if m.is_one(day)} >= set(pair)
    )
    return next((code for code in met if code in told), None)


def _levels(pair: tuple[str, str], h: Happening, reports: Sequence[Report]) -> list[Level | None]:
    """The level of each of the two; of counterparts that of the other, of states that tell none at a summit of several the leaders'."""
    first, second = (_level(h, code) for code in pair)
    parties = (*h.actors, *h.recipients)
    if first is None and second is None and len({p.code for p in parties}) > len(pair):
        return [_summit(h.text or "", *(r.text for r in reports))] * 2
    mirrored = {p.code for p in parties if p.role in channels.words("counterpart")}
    return [
        first or (second if pair[0] in mirrored else None),
        second or (first if pair[1] in mirrored else None),
    ]


def _of_group(pair: tuple[str, str], h: Happening, reports: Iterable[Report]) -> Level | None:
    """Leaders where the texts say so or one of the two sends its own; a group's other meetings are of unknown level."""
    sent = [level for code in pair if (level := _level(h, code)) and level.rank == 0]
    return sent[0] if sent else _summit(h.text or "", *(f"{r.text} {r.article.title or ''}" for r in reports))


def _summit(*texts: str) -> Level | None:
    told = {word for text in texts for word in _WORDS.findall(text.lower())}
    return channels.levels()["leaders"] if told & set(channels.words("summit")) else None


def _level(h: Happening, code: str) -> Level | None:
    """The highest level on which somebody of this state took part."""
    found = (_level_of(p, code, h.start) for p in (*h.actors, *h.recipients) if p.code == code)
    return min((lv for lv in found if lv), key=lambda lv: lv.rank, default=None)


def _level_of(p: Party, code: str, day: dt.date | None) -> Level | None:
    if p.name and not p.role and day:
        return channels.level_of_holder(code, p.name, day)
    if p.role in channels.words("counterpart"):
        return None
    return channels.level(p.role, p.sector) if p.role or p.sector else None


def _how(h: Happening, reports: Sequence[Report]) -> str:
    """By the reports that it took place: their clause, or the title of an article that opens with it; else by the others."""
    took_place = [r for r in reports if r.event.status in ("occurred", "ongoing")]
    for told in (took_place, reports):
        opening = (r.article.title or "" for r in told if r.event.mentions[0].sentence < _OPENING)
        if how := next(filter(None, map(channels.how, (*(r.text for r in told), *opening))), None):
            return how
    return "call" if h.mode == "phone" else channels.how(h.text or "") or h.mode or "contact"


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
