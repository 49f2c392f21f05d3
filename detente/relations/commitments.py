"""What states bound themselves to and what became of it: offered, accepted or agreed, then fulfilled, cancelled or lapsed."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.knowledge import following
from detente.merging.evidence import words
from detente.types import Bound, CommitmentState, Happening

_OPEN: frozenset[CommitmentState] = frozenset({"offered", "accepted", "agreed", "planned"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One report or happening that told or changed the state of a commitment."""

    day: dt.date | None
    state: CommitmentState
    text: str
    article: str | None
    happening: str | None


@dataclass(frozen=True, slots=True)
class Followed:
    """A commitment over time; ``state`` is the last turn's, or lapsed where its due day passed without news.

    ``overdue`` says that its due day is past and nothing is known of it; ``why`` names what decided.
    """

    id: str
    kind: str
    parties: tuple[str, ...]
    who: tuple[str, ...]
    what: str
    state: CommitmentState
    made: dt.date | None
    due: dt.date | None
    overdue: bool
    turns: tuple[Turn, ...]
    why: str

    @property
    def is_open(self) -> bool:
        return self.state in _OPEN


def follow(bound: Iterable[Bound], happenings: Sequence[Happening], until: dt.date) -> tuple[Followed, ...]:
    """Commitments that tell of one thing joined, each followed through later happenings up to ``until``; newest first."""
    by_id = {h.id: h for h in happenings}
    later = sorted((h for h in happenings if h.start), key=lambda h: (_day(h), h.id))
    found = [_followed(thread, by_id, later, until) for thread in _threads(bound)]
    return tuple(sorted(found, key=lambda f: (f.made or dt.date.min, f.id), reverse=True))


def _threads(bound: Iterable[Bound]) -> list[list[Bound]]:
    """Commitments of one kind that share a happening, in the order of their telling."""
    threads: list[list[Bound]] = []
    home: dict[tuple[str, str], list[Bound]] = {}
    for b in sorted(bound, key=lambda b: (_told(b) or dt.date.min, b.commitment.id)):
        keys = [(b.commitment.kind, h) for h in b.happenings]
        thread = next((home[k] for k in keys if k in home), None)
        if thread is None:
            thread = []
            threads.append(thread)
        thread.append(b)
        home.update(dict.fromkeys(keys, thread))
    return threads


def _told(b: Bound) -> dt.date | None:
    return b.commitment.date.start if b.commitment.date else b.article.published


def _followed(
    thread: list[Bound], by_id: Mapping[str, Happening], later: Sequence[Happening], until: dt.date
) -> Followed:
    first, last = thread[0].commitment, thread[-1].commitment
    due = next((b.commitment.due.end for b in reversed(thread) if b.commitment.due), None)
    made = next((day for b in thread if (day := _told(b))), None)
    turns = [Turn(_told(b), b.commitment.state, b.commitment.what, b.article.id, None) for b in thread]
    own = frozenset(h for b in thread for h in b.happenings)
    end = _own_end(first.kind, own, by_id, until) or _kept(thread, own, later, made, due)
    if end:
        turns.append(end)
    state, overdue, why = _state(turns[-1], due, until)
    return Followed(
        first.id, first.kind, tuple(sorted({p for b in thread for p in b.commitment.parties})), last.who, last.what,
        state, made, due, overdue, tuple(turns), why,
    )  # fmt: skip


def _own_end(kind: str, own: Iterable[str], by_id: Mapping[str, Happening], until: dt.date) -> Turn | None:
    """What later reports made of the very happening that was planned."""
    if not following.is_own(kind):
        return None
    for h in (by_id[i] for i in sorted(own) if i in by_id):
        state = following.outcome(h.status)
        if state and h.start and h.start <= until:
            return Turn(h.start, state, h.text or "", None, h.id)
    return None


def _kept(
    thread: Sequence[Bound],
    own: frozenset[str],
    later: Sequence[Happening],
    made: dt.date | None,
    due: dt.date | None,
) -> Turn | None:
    """The first later happening that keeps the commitment."""
    first = thread[-1].commitment
    rule = following.keeping().get(first.kind)
    if rule is None or made is None or first.state not in _OPEN:
        return None
    latest = (due or made) + dt.timedelta(days=rule.days)
    for h in later[bisect_right(later, made, key=_day) :]:
        if _day(h) > latest:
            break
        if h.id in own or h.status != "occurred":
            continue
        if (
            h.type in rule.types
            and _same_parties(first.parties, h)
            and (not rule.words or _same_thing(first.what, h))
        ):
            return Turn(h.start, "fulfilled", h.text or "", None, h.id)
    return None


def _day(h: Happening) -> dt.date:
    return h.start or dt.date.min


def _same_parties(parties: Sequence[str], h: Happening) -> bool:
    told = {p.code for p in (*h.actors, *h.recipients) if p.code}
    return len(parties) > 1 and set(parties) <= told


def _same_thing(what: str, h: Happening) -> bool:
    a, b = words(what), words(h.text or "")
    return bool(a and b) and len(a & b) / max(len(a), len(b)) >= following.shared()


def _state(last: Turn, due: dt.date | None, until: dt.date) -> tuple[CommitmentState, bool, str]:
    if last.state in _OPEN and due and due + dt.timedelta(days=following.grace()) < until:
        return "lapsed", True, f"due {due.isoformat()}, nothing reported up to {until.isoformat()}"
    told = f"happening {last.happening}" if last.happening else f"article {last.article}"
    return last.state, False, f"{last.state} by {told}"
