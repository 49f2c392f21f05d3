"""Who deals with whom, reckoned from happenings one by one: what the record's sums are held against."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from detente.types import Edge, Happening


def network(happenings: Iterable[Happening]) -> tuple[Edge, ...]:
    """Edges between all parties, the busiest first."""
    found: dict[tuple[str, str], list[Happening]] = {}
    for h in happenings:
        for pair in pairs(h):
            found.setdefault(pair, []).append(h)
    edges = (_edge(pair, done) for pair, done in found.items())
    return tuple(sorted(edges, key=lambda e: (-e.happenings, e.a, e.b)))


def pairs(h: Happening) -> set[tuple[str, str]]:
    """Unordered pairs of states between which something happened: each actor with each recipient, all if it is mutual."""
    actors = {p.code for p in h.actors if p.code}
    recipients = {p.code for p in h.recipients if p.code}
    if h.reciprocal:
        return set(combinations(sorted(actors | recipients), 2))
    return {(min(a, b), max(a, b)) for a in actors for b in recipients if a != b}


def _edge(pair: tuple[str, str], done: list[Happening]) -> Edge:
    quads = [h.quad for h in done if h.quad]
    scores = [h.score for h in done if h.score is not None]
    return Edge(
        *pair,
        happenings=len(done),
        cooperation=sum(q <= 2 for q in quads),
        conflict=sum(q > 2 for q in quads),
        score=sum(scores) / len(scores) if scores else None,
    )
