"""What two states are at odds or at one about: issues with what happened and each side's words on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from detente.types import Happening, Said


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a pair, its happenings and statements in the order of time.

    ``cooperation`` and ``conflict`` count the happenings of either kind; ``said`` holds each state's statements by code.
    """

    name: str
    happenings: tuple[Happening, ...]
    said: dict[str, tuple[Said, ...]]
    cooperation: int
    conflict: int

    @property
    def last(self) -> dt.date | None:
        """The latest day on which something was done or said about it."""
        told = [h.start for h in self.happenings if h.start]
        told += [day for found in self.said.values() for s in found if (day := said_on(s))]
        return max(told, default=None)


def said_on(s: Said) -> dt.date | None:
    """The day of a statement: told in the text, else that of the publication."""
    return s.statement.date.start if s.statement.date else s.article.published


def issues(pair: tuple[str, str], happenings: Iterable[Happening], said: Iterable[Said]) -> tuple[Issue, ...]:
    """Issues of the pair, the one most was done and said about first; statements are those of the two states only."""
    done: dict[str, list[Happening]] = {}
    for h in happenings:
        for context in h.contexts:
            done.setdefault(context, []).append(h)
    told: dict[str, dict[str, list[Said]]] = {}
    for s in said:
        for code in sorted({p.code for p in s.statement.speaker if p.code in pair}):
            for name in s.statement.issues:
                told.setdefault(name, {}).setdefault(code, []).append(s)
    names = done.keys() | told.keys()
    return tuple(sorted((_issue(n, done.get(n, []), told.get(n, {})) for n in names), key=_weight))


def _issue(name: str, done: list[Happening], told: dict[str, list[Said]]) -> Issue:
    quads = [h.quad for h in done if h.quad]
    return Issue(
        name,
        tuple(sorted(done, key=lambda h: (h.start or dt.date.min, h.id))),
        {
            code: tuple(sorted(found, key=lambda s: (said_on(s) or dt.date.min, s.statement.id)))
            for code, found in told.items()
        },
        sum(q <= 2 for q in quads),
        sum(q > 2 for q in quads),
    )


def _weight(issue: Issue) -> tuple[int, str]:
    return (-len(issue.happenings) - sum(map(len, issue.said.values())), issue.name)
