"""Who may be an act's actor, and who its recipient: every set of parties worth asking for, with what speaks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.events import learnt, sides
from detente.events.acts import Reading
from detente.events.learnt import Features
from detente.events.matching import Way
from detente.events.parties import codes, conjuncts
from detente.events.sides import ROLES
from detente.events.understood import Story
from detente.types import Entities, Mention

Codes = frozenset[str]
NOBODY: Codes = frozenset()
RELATIONS = (
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "amod", "compound", "conj", "appos",
    "ccomp", "root",
)  # fmt: skip
_PREPOSITIONS = ("with", "by", "to", "against", "of", "on", "from", "between", "in", "for", "at", "over")
_KINDS = ("name", "nominal", "pronoun", "group")
_UNDERSTOOD, _OFTEN = 4, 3  # how many of the likeliest to be understood, and of the most named, are asked for
_TOLD = 0.5  # probability from which a phrase counts as told by the model
_NONE = -1.0  # of what is not there
_FAR = 99.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the act's sentence with known parties; ``told`` and ``likely`` are probabilities of each side."""

    mention: Mention
    codes: Codes
    told: tuple[float, float]  # the event model's
    likely: tuple[float, float]  # with slots and grammar weighed in
    way: int  # words from the trigger
    steps: int  # relations in the tree
    rises: bool  # whether the tree leads upwards to it
    relation: str
    preposition: str


def phrases(entities: Entities, told: Way, reading: Reading) -> list[Phrase]:
    """The phrases of a sentence that name somebody known, as one act sees them."""
    s, m = told.match.sentence, told.match
    asked = sides.Asked(s, m.word, told.slots, reading, m.entry.reciprocal)
    found = []
    for mention in sides.mentions(entities, s):
        if not (known := codes(mention.parties)):
            continue
        seen = sides.look(asked, mention)
        path = seen.path
        likely = [learnt.probability(role, sides.features(asked, seen, k)) for k, role in enumerate(ROLES)]
        steps = {"far": 5, "self": 0}.get(path, path.count(" ") + 1)
        way = mention.word - m.word
        grammar = (path.startswith("^"), s.words[mention.word].deprel, s.case(mention.word))
        found.append(Phrase(mention, known, seen.told, (likely[0], likely[1]), way, steps, *grammar))
    return found


def options(
    told: Way, found: list[Phrase], story: Story, side: int, likely: dict[str, float]
) -> dict[Codes, Features]:
    """Sets of parties for one side, nobody among them, each with its features (always the same, in the same order).

    ``likely`` says how likely each party of the story is to be understood there.
    """
    m = told.match
    named = story.named(m.sentence.number)
    slot = codes(told.slots[side])
    model = _union(p.codes for p in found if p.told[side] > _TOLD)
    weighed = _union(p.codes for p in found if p.likely[side] > _TOLD)
    read = codes((m.actors, m.recipients)[side])
    asked = dict.fromkeys((NOBODY, slot, model, weighed, read, slot | model, slot & model))
    asked |= dict.fromkeys(_told(told, found))
    often = sorted(likely, key=lambda code: -likely[code])[:_UNDERSTOOD]
    asked |= dict.fromkeys(frozenset((code,)) for code in (*often, *list(named)[:_OFTEN]))
    here = _union(p.codes for p in found)
    common: Features = {
        "slot is known": bool(slot),
        "model tells some": bool(model),
        "likeliest understood": max(likely.values(), default=0.0),
        "unresolved slot": any(p.text and not p.code for p in told.slots[side]),
        "likeliest phrase": max((p.told[side] for p in found), default=0.0),
        "phrases": len(found),
        "parties here": len(here),
        "parties of the story": len(named),
        "parties of the title": len(story.title),
    }
    other = codes(told.slots[1 - side])
    ranks = {code: rank for rank, code in enumerate(named)}
    return {
        option: {
            "is the slot": option == slot,
            "is the model's": option == model,
            "is as read": option == read,
            "is the other slot": option == other,
            "shares with other slot": len(option & other),
            "like the slot": _alike(option, slot),
            "like the model's": _alike(option, model),
            "in slot or model": option <= slot | model,
            "size": len(option),
            "here": option <= here,
            "nobody": not option,
            "states": all(len(code) == 3 for code in option),
            **_by_phrases(option, found, side),
            **_by_story(option, told, story, side),
            "understood": _least(likely.get(c, _NONE) for c in option),
            "rank": _most(ranks.get(c, _FAR) for c in option),
            "share": _least(named.get(c, 0) / (m.sentence.number + 1) for c in option),
            **common,
        }
        for option in asked
    }


def _told(told: Way, found: list[Phrase]) -> Iterable[Codes]:
    """Each phrase's parties, and those of phrases that are joined."""
    by_word = {p.mention.word: p.codes for p in found}
    for p in found:
        yield p.codes
        yield _union(by_word[w] for w in conjuncts(told.match.sentence, p.mention.word) if w in by_word)


def _by_phrases(option: Codes, found: list[Phrase], side: int) -> Features:
    """What the phrases say that tell one of these parties, and those that tell others."""
    mine = [p for p in found if p.codes & option]
    rest = [p for p in found if not p.codes <= option]
    best = max(mine, key=lambda p: (p.likely[side], -abs(p.way)), default=None)
    return {
        "likely": _most(p.likely[side] for p in mine),
        "least likely": _least(_most(p.likely[side] for p in mine if c in p.codes) for c in option),
        "likely left out": _most(p.likely[side] for p in rest),
        "told": _most(p.told[side] for p in mine),
        "least told": _least(_most(p.told[side] for p in mine if c in p.codes) for c in option),
        "told left out": _most(p.told[side] for p in rest),
        "told on the other side": _most(p.told[1 - side] for p in mine),
        "likely on the other side": _most(p.likely[1 - side] for p in mine),
        "left out": len(rest),
        "way": best.way if best else _FAR,
        "shortest way": min((abs(p.way) for p in mine), default=_FAR),
        "steps": best.steps if best else 9,
        "fewest steps": min((p.steps for p in mine), default=9),
        "before": any(p.way < 0 for p in mine),
        **_phrase(best),
    }


def _phrase(best: Phrase | None) -> Features:
    if best is None:
        return dict.fromkeys(("kind", "place", "relation", "rises", "preposition"), _NONE)
    return {
        "kind": _KINDS.index(best.mention.kind),
        "place": best.mention.place,
        "relation": number(best.relation, RELATIONS),
        "rises": best.rises,
        "preposition": number(best.preposition, ("", *_PREPOSITIONS)),
    }


def _by_story(option: Codes, told: Way, story: Story, side: int) -> Features:
    """What the article has told of these parties so far."""
    here, category = told.match.sentence.number, told.match.entry.type
    beside = codes(told.slots[side])
    return {
        "since": _least(story.since(c, here) for c in option),
        "in title": len(option & story.title) / (len(option) or 1),
        "is the title's": story.title == option,
        "met the slot's": _least(story.together(c, beside) for c in option),
        "acted so": _least(story.acted(c, category, side) for c in option),
        "was acted on so": _least(story.acted(c, category, 1 - side) for c in option),
        "acts mostly so": _least(story.share(c, side) for c in option),
        "was last": option == story.last[side],
        "was last on the other side": option == story.last[1 - side],
    }


def number(name: str, names: tuple[str, ...]) -> int:
    """A name's place in a list, one behind its end where it is not there."""
    return names.index(name) if name in names else len(names)


def _union(sets: Iterable[Codes]) -> Codes:
    return frozenset().union(*sets)


def _alike(a: Codes, b: Codes) -> float:
    return len(a & b) / (len(a | b) or 1)


def _most(values: Iterable[float]) -> float:
    return max(values, default=_NONE)


def _least(values: Iterable[float]) -> float:
    return min(values, default=_NONE)
