"""Who acts on whom: the slots that the lexicon names and the event model's word, weighed phrase by phrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.events import learnt
from detente.events.acts import Reading
from detente.events.frames import is_passive
from detente.events.learnt import Features
from detente.events.parties import codes, unique
from detente.types import Entities, Mention, Party, Sentence

ROLES = ("actor", "recipient")
_STEPS = 4  # relations between a trigger and a phrase that are told apart
Sides = tuple[list[Party], list[Party]]


def mentions(entities: Entities, s: Sentence) -> Iterator[Mention]:
    """Phrases of a sentence that may be a party."""
    for word in range(len(s.words)):
        m = entities.mentions.get((s.number, word))
        if m is not None:
            yield m


@dataclass(frozen=True, slots=True)
class Asked:
    """An act whose parties are asked for: its trigger, what the lexicon's slots hold, and the event model's word."""

    sentence: Sentence
    trigger: int
    slots: Sides
    reading: Reading
    reciprocal: bool


def decided(entities: Entities, asked: Asked) -> Sides:
    """The parties in the slots; where a side's slots hold nobody known, those of the phrases that are likely enough."""
    actors, recipients = (
        slot if codes(slot) else _likely(entities, asked, side) or slot
        for side, slot in enumerate(asked.slots)
    )
    return actors, recipients


def _likely(entities: Entities, asked: Asked, side: int) -> list[Party]:
    role = ROLES[side]
    likely = (
        m
        for m in mentions(entities, asked.sentence)
        if learnt.probability(role, features(asked, m, side)) >= learnt.threshold(role)
    )
    found = unique(p for m in likely for p in m.parties)
    return found if codes(found) else []


def features(asked: Asked, m: Mention, side: int) -> Features:
    """What speaks for a phrase on one side of an act."""
    s = asked.sentence
    words = [i for i, w in enumerate(s.words) if m.start <= w.start < m.end] or [m.word]
    own, other = (
        learnt.logit(max(asked.reading.side(asked.trigger, w, k) for w in words)) for k in (side, 1 - side)
    )
    inside, across = (any(_from(m, p) for p in asked.slots[k]) for k in (side, 1 - side))
    slot = f"{inside:d}{across:d}{bool(codes(asked.slots[side])):d}"
    two = f"{asked.reciprocal:d}"
    passive = s.words[asked.trigger].upos == "VERB" and is_passive(s, asked.trigger)
    voice = "passive " if passive else ""
    return {
        "bias": 1.0,
        "model": own,
        "model.other": other,
        f"model {slot}": own,
        f"slot {two} {slot}": 1.0,
        f"slot {voice}{slot}": 1.0,
        f"two-sided {two}": 1.0,
        f"model two-sided {two}": own,
        f"model.other two-sided {two}": other,
        f"kind {m.kind}": 1.0,
        f"path {voice}{path(s, asked.trigger, m.word)}": 1.0,
        "place": float(m.place),
        "unresolved": float(not codes(m.parties)),
    }


def path(s: Sentence, trigger: int, word: int) -> str:
    """How the tree leads from a trigger to a word: relations up to their common head, then down; "far" beyond four."""
    up, down = [trigger, *s.ancestors(trigger)], [word, *s.ancestors(word)]
    meet = next((w for w in up if w in down), None)
    if meet is None:
        return "far"
    rise, fall = up[: up.index(meet)], down[: down.index(meet)]
    if len(rise) + len(fall) > _STEPS:
        return "far"
    steps = [f"^{s.words[w].deprel}" for w in rise] + [_down(s, w) for w in reversed(fall)]
    return " ".join(steps) or "self"


def _down(s: Sentence, w: int) -> str:
    """A relation with the preposition that marks it."""
    case = s.case(w) if s.words[w].deprel in ("obl", "nmod", "advcl", "acl") else ""
    return f"{s.words[w].deprel}:{case}" if case else s.words[w].deprel


def _from(m: Mention, p: Party) -> bool:
    """Whether a slot's party was read from this phrase."""
    return p.start is not None and m.start <= p.start < m.end
