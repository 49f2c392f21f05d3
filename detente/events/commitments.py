"""What parties bound themselves to: offers, promises, agreements, invitations, plans told to others."""

from __future__ import annotations

import hashlib

from detente.events.parties import codes
from detente.knowledge import codebook
from detente.knowledge.codebook import CommitmentRule
from detente.types import Article, Commitment, Event


def find(article: Article, events: tuple[Event, ...]) -> tuple[Commitment, ...]:
    """Commitments that the events of an article tell."""
    coded = (e for e in events if codes((*e.actors, *e.recipients)))
    return tuple(_commitment(article, e, rule) for e in coded if (rule := _rule(e)))


def _rule(e: Event) -> CommitmentRule | None:
    return next((r for r in codebook.commitment_rules() if _fits(r, e)), None)


def _fits(rule: CommitmentRule, e: Event) -> bool:
    if rule.entries:
        return e.rule in rule.entries and e.status in (rule.statuses or ("occurred", "ongoing", "planned"))
    return e.type in rule.types and e.status in rule.statuses and (not rule.modes or e.mode in rule.modes)


def _commitment(article: Article, e: Event, rule: CommitmentRule) -> Commitment:
    parties = (*e.actors, *e.recipients)
    best = e.mentions[0].span
    happened = rule.state != "planned"
    key = f"{article.id}:{best.start}:{best.end}:{rule.kind}"
    return Commitment(
        id="c" + hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()[:12],
        kind=rule.kind,
        parties=tuple(sorted(codes(parties))),
        who=tuple(dict.fromkeys(p.name or p.text or p.code or "" for p in e.actors)),
        what=article.text[best.start : best.end],
        state=rule.state,
        date=e.date if happened else None,
        due=None if happened else e.date,
        mentions=e.mentions,
        events=(e.id,),
        why=f"{rule.kind} by event {e.id} ({e.type}, {e.status})",
    )
