"""One act told several times in an article becomes one event with several mentions."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, replace

from detente.events.learnt import Features
from detente.events.matching import Match
from detente.events.parties import codes
from detente.events.trees import Rows
from detente.knowledge import own
from detente.types import Date, EventMention, Party, Place, Status

# Acts of speech are repeated by other words for other things; only their headline or a noun points back to them.
SPOKEN = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "THREATEN", "REJECT", "AGREE", "CONCEDE"})
_BACK = 500  # acts of a category and outcome told before that are tried; no article has as many


@dataclass(frozen=True, slots=True)
class Telling:
    """One matched act with its circumstances."""

    match: Match
    mention: EventMention
    status: Status
    status_why: str
    date: Date | None
    date_text: str | None
    place: Place | None
    reported_by: tuple[Party, ...]
    features: Features
    confidence: float
    worth: float
    row: Rows | None  # what spoke for its parties

    @property
    def is_noun(self) -> bool:
        return self.match.sentence.words[self.match.word].upos in ("NOUN", "PROPN")


def retold(tellings: list[Telling]) -> list[list[Telling]]:
    """Groups of tellings of one act, each group's best telling first; in the order of the text."""
    groups: list[list[Telling]] = []
    alike: dict[tuple[str, str], deque[list[Telling]]] = defaultdict(lambda: deque(maxlen=_BACK))
    for t in tellings:
        near = alike[own.category(t.match.entry), _happened(t)]
        home = next((g for g in reversed(near) if all(_same_act(t, other) for other in g[:3])), None)
        if home is None:
            groups.append([t])
            near.append(groups[-1])
        else:
            home.append(t)
    return [sorted(g, key=_quality) for g in groups]


def _quality(t: Telling) -> tuple[bool, bool, int]:
    return (t.match.sentence.is_title, t.is_noun, t.mention.span.start)


def _same_act(a: Telling, b: Telling) -> bool:
    """Whether two tellings of one category and outcome are of one act."""
    ma, mb = a.match, b.match
    if not _same_parties(a, b):
        return False
    if a.date and b.date and (a.date.end < b.date.start or b.date.end < a.date.start):
        return False
    one_is_title = ma.sentence.is_title != mb.sentence.is_title
    same_clause = ma.sentence.number == mb.sentence.number and (
        a.mention.span.covers(b.mention.span) or b.mention.span.covers(a.mention.span)
    )
    if ma.entry.type in SPOKEN:
        return one_is_title or same_clause
    if ma.entry.type == "CONSULT":
        return True
    return one_is_title or same_clause or a.is_noun or b.is_noun


def _happened(t: Telling) -> str:
    return {"ongoing": "occurred", "possible": "planned", "requested": "planned"}.get(t.status, t.status)


def _same_parties(a: Telling, b: Telling) -> bool:
    ma, mb = a.match, b.match
    if ma.entry.reciprocal or mb.entry.reciprocal or ma.entry.type == "CONSULT":
        pairs = [((*ma.actors, *ma.recipients), (*mb.actors, *mb.recipients))]
    else:
        pairs = [(ma.actors, mb.actors), (ma.recipients, mb.recipients)]
    return all(_agree(x, y) for x, y in pairs)


def _agree(x: tuple[Party, ...], y: tuple[Party, ...]) -> bool:
    """Same codes, or none told on one side; persons of one code must not be others."""
    cx, cy = codes(x), codes(y)
    if cx and cy and not (cx <= cy or cy <= cx):
        return False
    for code in cx & cy:
        nx = {p.name for p in x if p.code == code and p.name and p.role}
        ny = {p.name for p in y if p.code == code and p.name and p.role}
        if nx and ny and not nx & ny:
            return False
    return True


def joined(group: list[Telling]) -> Telling:
    """The best telling, with the date and place of another where it has none."""
    first = group[0]
    match = first.match
    if _one_sided(match):
        fuller = [t.match for t in group if not _one_sided(t.match)]
        if fuller:
            best = min(fuller, key=lambda m: len(m.party_codes))
            match = replace(match, actors=best.actors, recipients=best.recipients)
    date = first.date or next((t.date for t in group if t.date), None)
    place = first.place or next((t.place for t in group if t.place), None)
    return replace(first, match=match, date=date, place=place)


def _one_sided(m: Match) -> bool:
    """Whether one side of the act is not told."""
    if m.entry.reciprocal:
        return len(m.party_codes) < 2
    return not (codes(m.actors) and codes(m.recipients))
