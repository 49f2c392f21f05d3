"""Who acts on whom: the slots that the lexicon names and the event model's word, weighed phrase by phrase."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True)
class Asked:
    """An act whose parties are asked for: its trigger, what the lexicon's slots hold, and the event model's word."""

    sentence: Sentence
    trigger: int
    slots: Sides
    reading: Reading
    reciprocal: bool

    @cached_property
    def known(self) -> tuple[bool, bool]:
        """Whether a slot of either side holds somebody known."""
        return bool(codes(self.slots[0])), bool(codes(self.slots[1]))

    @cached_property
    def voice(self) -> str:
        """The word "passive" and a blank for a verb in the passive, else nothing."""
        passive = self.sentence.words[self.trigger].upos == "VERB" and is_passive(self.sentence, self.trigger)
        return "passive " if passive else ""

    @cached_property
    def starts(self) -> list[int]:
        """Where the words of the sentence begin."""
        return [w.start for w in self.sentence.words]


@dataclass(frozen=True, slots=True)
class Look:
    """A phrase as one act sees it: the tree's way to it, the model's word and whether a slot has it, by side."""

    mention: Mention
    path: str
    told: tuple[float, float]
    inside: tuple[bool, bool]


def look(asked: Asked, m: Mention) -> Look:
    """What both sides ask of a phrase."""
    first, last = (bisect_left(asked.starts, at) for at in (m.start, m.end))
    words = range(first, last) or (m.word,)
    actor, recipient = (max(asked.reading.side(asked.trigger, w, k) for w in words) for k in (0, 1))
    inside, across = (any(_from(m, p) for p in slot) for slot in asked.slots)
    return Look(m, path(asked.sentence, asked.trigger, m.word), (actor, recipient), (inside, across))


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
        if learnt.probability(role, features(asked, look(asked, m), side)) >= learnt.threshold(role)
    )
    found = unique(p for m in likely for p in m.parties)
    return found if codes(found) else []


def features(asked: Asked, seen: Look, side: int) -> Features:
    """What speaks for a phrase on one side of an act."""
    own, other = learnt.logit(seen.told[side]), learnt.logit(seen.told[1 - side])
    slot = f"{seen.inside[side]:d}{seen.inside[1 - side]:d}{asked.known[side]:d}"
    two = f"{asked.reciprocal:d}"
    return {
        "bias": 1.0,
        "model": own,
        "model.other": other,
        f"model {slot}": own,
        f"slot {two} {slot}": 1.0,
        f"slot {asked.voice}{slot}": 1.0,
        f"two-sided {two}": 1.0,
        f"model two-sided {two}": own,
        f"model.other two-sided {two}": other,
        f"kind {seen.mention.kind}": 1.0,
        f"path {asked.voice}{seen.path}": 1.0,
        "place": float(seen.mention.place),
        "unresolved": float(not codes(seen.mention.parties)),
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
