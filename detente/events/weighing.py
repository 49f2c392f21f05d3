"""Lexicon and event model weighed together: how likely an act is right, and whether it is worth keeping.

The probability is the event's confidence: of the events at 0.8, eight in ten are right.
"""

from __future__ import annotations

import math

from detente.events import learnt
from detente.events.acts import Reading
from detente.events.casting import Cast
from detente.events.learnt import Features
from detente.events.matching import Match
from detente.events.parties import codes
from detente.types import Entities, Status


def features(
    entities: Entities, chosen: Cast, status: Status, reading: Reading | None, *, rivals: int
) -> Features:
    """What counts for or against an act, by name; ``rivals`` is the number of acts told in its sentence."""
    m, s, e = chosen.match, chosen.match.sentence, chosen.match.entry
    word = s.words[m.word]
    a, r = codes(m.actors), codes(m.recipients)
    p, plain = (reading.of(m.word, e.type), reading.plainly(m.word)) if reading else (0.1, 0.5)
    sides = f"{bool(a):d}{bool(r):d}"
    actor = _actor_kind(entities, m)
    return {
        "bias": 1.0,
        **_cast(chosen),
        "category": learnt.logit(p),
        "category.square": learnt.logit(p) ** 2 / 8,
        "plain": learnt.logit(plain),
        "both": p * plain,
        f"entry {e.id}": 1.0,
        f"type {e.type}": 1.0,
        f"status {status}": 1.0,
        f"word {word.lemma.lower()}": 1.0,
        f"pos {word.upos}": 1.0,
        f"relation {word.deprel}": 1.0,
        f"sides {sides}": 1.0,
        f"sides {e.type} {sides}": 1.0,
        f"parties {e.reciprocal:d}{min(len(a | r), 4)}": 1.0,
        "within one state": float(bool(a) and a == r),
        "between states": float(bool(a and r) and a != r),
        "understood": float(any(p.start is None for p in (*m.actors, *m.recipients))),
        "weak entry": float(e.weak),
        "title": float(s.is_title),
        "early": 1.0 / (1 + s.number),
        "unresolved actor": float(any(p.code is None for p in m.actors)),
        "unresolved recipient": float(any(p.code is None for p in m.recipients)),
        "actor named": float(any(p.name for p in m.actors)),
        "recipient named": float(any(p.name for p in m.recipients)),
        f"actor is {actor}": 1.0,
        "rivals": math.log1p(rivals),
        "long sentence": len(s.words) / 40,
    }


def _cast(chosen: Cast) -> Features:
    """How sure the trees are of category and parties."""
    if chosen.probability is None or chosen.second is None:
        return {"not read": 1.0}
    first, second = learnt.logit(chosen.probability), learnt.logit(chosen.second)
    return {"parties": first, "parties.square": first**2 / 8, "other parties": second}


def _actor_kind(entities: Entities, m: Match) -> str:
    """Whether the actor is told by a name, a noun, a pronoun or a group phrase of the sentence."""
    told = (entities.mentions.get((m.sentence.number, w)) for w in range(len(m.sentence.words)))
    starts = {p.start for p in m.actors}
    return next((mention.kind for mention in told if mention and mention.start in starts), "none")


def confidence(found: Features) -> float:
    """Probability that an act is right."""
    return learnt.probability("right", found)


def worth(found: Features) -> float:
    """Of what would count for or against an act, the share that is for it: nobody minds an act that may be left out."""
    right = confidence(found)
    must = right * learnt.probability("must", found)
    return must / (must + 1 - right)


def threshold() -> float:
    """Acts of less worth are not kept."""
    return learnt.threshold("worth")
