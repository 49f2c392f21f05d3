"""``detente pair``, ``channels``, ``commitments``, ``issues``, ``index``: what the record says of two states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from detente.commands.asked import Asked
from detente.commands.asking import answer, query, reading
from detente.output import board, lists
from detente.record import Query
from detente.relations.charts import index_chart, issues_chart
from detente.relations.claim import lowest_since
from detente.relations.formulas import FORMULAS
from detente.relations.index import HALF_LIFE
from detente.relations.periods import Step
from detente.relations.relationship import index_of, relationship


def pair(states: tuple[str, str], words: Sequence[str], asked: Asked, formula: str = "plover") -> int:
    """The whole relationship on one screen."""
    with reading(asked) as reader:
        wanted = query(words, asked, states)
        found = relationship(reader, wanted)
        index = index_of(reader, wanted, FORMULAS[formula])
    data = {"relationship": found, "index": index}
    return answer(asked, data, board.relationship(found, index), index_chart(found.pair, index))


def channels(states: tuple[str, str], words: Sequence[str], asked: Asked) -> int:
    """Which lines of communication are open."""
    with reading(asked) as reader:
        found = relationship(reader, query(words, asked, states))
    return answer(asked, found.channels, board.channels(found.channels))


def commitments(states: tuple[str, str], words: Sequence[str], asked: Asked, state: str | None = None) -> int:
    """What the two bound themselves to and what became of it; ``state`` as in the record, or "overdue"."""
    with reading(asked) as reader:
        found = relationship(reader, query(words, asked, states)).commitments
    if state:
        found = tuple(f for f in found if f.state == state or (state == "overdue" and f.overdue))
    return answer(asked, found, lists.commitments(found))


def issues(states: tuple[str, str], words: Sequence[str], asked: Asked) -> int:
    """What the two deal over, with both sides' words."""
    with reading(asked) as reader:
        found = relationship(reader, query(words, asked, states))
    return answer(asked, found.issues, board.issues(found.issues), issues_chart(found.pair, found.issues))


@dataclass(frozen=True, slots=True)
class Reckoned:
    """How the index is reckoned: its formula, periods and half-life in days."""

    formula: str = "plover"
    step: Step = "month"
    half_life: float = HALF_LIFE


def index(
    states: tuple[str, str], words: Sequence[str], asked: Asked, how: Reckoned, lowest: str | None = None
) -> int:
    """The index over time, or whether its last value is the lowest since a day."""
    formula = FORMULAS[how.formula]
    with reading(asked) as reader:
        wanted = query(words, asked, states)
        found = index_of(
            reader, wanted, formula, step=how.step, half_life=how.half_life, by_source=lowest is None
        )
    chart = index_chart(wanted.pair or ("", ""), found)
    if lowest is None:
        return answer(asked, found, board.series(found), chart)
    since = Query.of(since=lowest).since or dt.date.min
    claim = lowest_since(found, since)
    return answer(asked, claim, board.lowest(claim, since), chart)
