"""Who acts on whom, and in which category: of each trigger's ways to be taken and each way's pairs of sides, the likeliest.

Two rounds of trees: the first finds a few likely sets of parties for each side by itself, the second weighs them in pairs.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from detente.events import trees
from detente.events.acts import CATEGORIES, STATUSES, Reading
from detente.events.frames import is_passive
from detente.events.learnt import Features
from detente.events.matching import Match, Way, taken
from detente.events.options import NOBODY, RELATIONS, Codes, Phrase, number, options, phrases
from detente.events.parties import codes, unique
from detente.events.sides import ROLES
from detente.events.understood import Story
from detente.knowledge import lexicon
from detente.types import Entities, Party

Both = tuple[float, float]
_KEPT = (4, 5)  # sets of parties of each side that are weighed in pairs
_AT_ONCE = 64  # ways to take a trigger that are weighed together: each has some 20 pairs of 150 features
_TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS", "NNP", "JJ")
_SELF = frozenset(("i", "we", "our", "my"))


@dataclass(frozen=True, slots=True)
class Cast:
    """A trigger with category and parties chosen.

    ``probability`` that they are right, ``second``, that of the likeliest other choice, and the ``row`` of features are None
    where the event model has not read the sentence.
    """

    match: Match
    probability: float | None = None
    second: float | None = None
    row: trees.Rows | None = None


@dataclass(slots=True)
class Asked:
    """One way to take a trigger, with its options for both sides."""

    told: Way
    trigger: int  # number of the trigger in the article
    phrases: list[Phrase]
    act: Features
    sides: tuple[dict[Codes, Features], dict[Codes, Features]]


def cast(entities: Entities, readings: Mapping[int, Reading]) -> dict[int, list[Cast]]:
    """The acts of each sentence by its number, in the order of the words."""
    found = {s.number: taken(entities, s, readings.get(s.number)) for s in entities.parse.sentences}
    best: dict[int, Cast] = {}
    for acts in _batches(asked(entities, found)):
        best |= _weighed(acts)
    out: dict[int, list[Cast]] = {}
    trigger = 0
    for n, triggers in found.items():
        chosen = []
        for ways in triggers:
            chosen.append(best.get(trigger, Cast(ways[0].match)))
            trigger += 1
        out[n] = [c for c in chosen if c.match.party_codes]
    return out


def asked(entities: Entities, found: Mapping[int, list[list[Way]]]) -> Iterator[Asked]:
    """What the trees are asked for: every way to take a trigger of a sentence that the event model has read."""
    story, trigger = Story(entities), 0
    often = Counter(ways[0].match.entry.type for triggers in found.values() for ways in triggers)
    for triggers in found.values():
        for ways in triggers:
            for n, told in enumerate(ways):
                if told.reading is not None and not told.match.entry.is_own:
                    act: Features = {
                        "of its category": often[told.match.entry.type],
                        "triggers": len(triggers),
                    }
                    act |= _among(ways, n) | _act(entities, told, told.reading)
                    seen = phrases(entities, told, told.reading)
                    actors, recipients = (
                        options(told, seen, story, k, story.likely(told.match, role, told.reading))
                        for k, role in enumerate(ROLES)
                    )
                    yield Asked(told, trigger, seen, act, (actors, recipients))
            trigger += 1
        story.told([ways[0].match for ways in triggers])


def _among(ways: list[Way], n: int) -> Features:
    return {
        "way": n,
        "ways": len(ways),
        "fit": ways[n].rank,
        "fits worse by": ways[0].rank - ways[n].rank,
    }


def _act(entities: Entities, told: Way, reading: Reading) -> Features:
    """What is known of an act whoever its parties are."""
    m, s = told.match, told.match.sentence
    e, word, here = m.entry, s.words[m.word], s.words[m.word].start
    category, status = reading.at(m.word)
    elsewhere = [1 - float(p[0]) for w, p in enumerate(reading.category) if w != m.word]
    above = list(s.ancestors(m.word))
    text = entities.parse.article.text
    paragraph = text[text.rfind("\n", 0, here) + 1 : here]
    return {
        "category": CATEGORIES.index(e.type),
        "category told": reading.of(m.word, e.type),
        "likeliest category": float(category[1:].max()),
        "second category": float(np.sort(category[1:])[-2]),
        "no category": float(category[0]),
        "plain": reading.plainly(m.word),
        **{name: float(p) for name, p in zip(STATUSES, status, strict=True)},
        "two-sided": e.reciprocal,
        "by the model": e.id.startswith("model-"),
        "weak entry": e.weak,
        "between others": e.other,
        "part of speech": number(word.upos, ("VERB", "NOUN", "ADJ")),
        "tag": number(word.xpos, _TAGS),
        "relation": number(word.deprel, RELATIONS),
        "passive": word.upos == "VERB" and is_passive(s, m.word),
        "auxiliary": bool(s.childs(m.word, "aux")),
        "object": bool(s.childs(m.word, "obj")),
        "subject": bool(s.childs(m.word, "nsubj", "nsubj:pass")),
        "depth": len(above),
        "reported": sum(s.words[w].lemma in lexicon.carriers()["reporting"] for w in above),
        "quoted": paragraph.count("“") - paragraph.count("”") + paragraph.count('"') % 2 > 0,
        "first person": any(w.text.lower() in _SELF for w in s.words),
        "question": any(w.text == "?" for w in s.words),
        "likeliest elsewhere": max(elsewhere, default=0.0),
        "told elsewhere": sum(p > 0.5 for p in elsewhere),
        "title": s.is_title,
        "number": s.number,
        "sentences": len(entities.parse.sentences),
        "how far in": s.number / len(entities.parse.sentences),
        "words": len(s.words),
        "word": m.word / len(s.words),
    }


# ── the two rounds ───────────────────────────────────────────────────────────────────────────────────────


def side_rows(acts: list[Asked], side: int) -> trees.Rows:
    """(N, F) features of every option of one side, in their order."""
    return rows([*known.values(), *a.act.values()] for a in acts for known in a.sides[side].values())


def rows(values: Iterable[list[float]]) -> trees.Rows:
    """(N, F) features."""
    return np.array(list(values), np.float32)


@dataclass(frozen=True, slots=True)
class Pair:
    """Who acts on whom in one way to take a trigger, ``row`` what speaks for it."""

    asked: Asked
    actors: Codes
    recipients: Codes
    row: list[float]


def names(a: Asked) -> list[str]:
    """Names of a pair's features."""
    sides = [f"{role}: {name}" for k, role in enumerate(ROLES) for name in next(iter(a.sides[k].values()))]
    return [*sides, *a.act, *_together(a, (NOBODY, NOBODY), (0, 0), (0, 0), (0, 0))]


def pairs(acts: list[Asked], likely: tuple[np.ndarray, np.ndarray]) -> Iterator[Pair]:
    """The pairs worth weighing, ``likely`` being the probabilities of each side's options."""
    start = [0, 0]
    for a in acts:
        own = []
        for side, options_ in enumerate(a.sides):
            own.append(dict(zip(options_, likely[side][start[side] :], strict=False)))
            start[side] += len(options_)
        act, held = list(a.act.values()), _held(a)
        kept = [_kept(a, p, side) for side, p in enumerate(own)]
        most = max(own[0].values()), max(own[1].values())
        seen = set[tuple[Codes, ...]]()
        for i, x in enumerate(kept[0]):
            for j, y in enumerate(kept[1]):
                key = (x | y,) if a.told.match.entry.reciprocal else (x, y)
                if not x | y or key in seen or not held <= x | y:
                    continue
                seen.add(key)
                both = _together(a, (x, y), (own[0][x], own[1][y]), most, (i, j))
                yield Pair(a, x, y, [*a.sides[0][x].values(), *a.sides[1][y].values(), *act, *both.values()])


def _held(a: Asked) -> Codes:
    """Who must be among the parties: in a two-sided act with others told on either side, all of them."""
    actors, recipients = codes(a.told.match.actors), codes(a.told.match.recipients)
    told_apart = a.told.match.entry.reciprocal and actors and recipients and not actors & recipients
    return actors | recipients if told_apart else NOBODY


def _kept(a: Asked, likely: dict[Codes, float], side: int) -> list[Codes]:
    """The likeliest options of a side, what was read in the sentence, and nobody."""
    first = sorted(likely, key=lambda o: -likely[o])[: _KEPT[side]]
    read = codes((a.told.match.actors, a.told.match.recipients)[side])
    return list(dict.fromkeys((*first, read, NOBODY)))


def _together(a: Asked, sides: tuple[Codes, Codes], p: Both, most: Both, place: tuple[int, int]) -> Features:
    x, y = sides
    actors, recipients = codes(a.told.match.actors), codes(a.told.match.recipients)
    return {
        "actor likely": p[0],
        "recipient likely": p[1],
        "both likely": p[0] * p[1],
        "actor place": place[0],
        "recipient place": place[1],
        "less likely actor": most[0] - p[0],
        "less likely recipient": most[1] - p[1],
        "likeliest actor": most[0],
        "likeliest recipient": most[1],
        "same": x == y,
        "shared": len(x & y),
        "parties": len(x | y),
        "actor within": x <= y,
        "recipient within": y <= x,
        "as read": (x, y) == (actors, recipients),
        "parties as read": x | y == actors | recipients,
    }


def _batches(acts: Iterable[Asked]) -> Iterator[list[Asked]]:
    """Some acts at a time, a trigger's ways together: a long article's options are never held all at once."""
    batch: list[Asked] = []
    for _, ways in itertools.groupby(acts, key=lambda a: a.trigger):
        batch += ways
        if len(batch) >= _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _weighed(acts: list[Asked]) -> dict[int, Cast]:
    """The best of each trigger."""
    likely = [trees.probability(role, side_rows(acts, side)) for side, role in enumerate(ROLES)]
    weighed = list(pairs(acts, (likely[0], likely[1])))
    table = rows(p.row for p in weighed)
    probability = trees.probability("parties", table)
    best: dict[int, list[int]] = {}
    for n, pair in enumerate(weighed):
        best.setdefault(pair.asked.trigger, []).append(n)
    out = {}
    for trigger, own in best.items():
        first, *others = sorted(own, key=lambda n: -probability[n])
        second = float(probability[others[0]]) if others else 0.0
        out[trigger] = Cast(_match(weighed[first]), float(probability[first]), second, table[first].copy())
    return out


def _match(pair: Pair) -> Match:
    chosen = _split(pair)
    actors, recipients = (tuple(_parties(pair.asked, own, side)) for side, own in enumerate(chosen))
    return replace(pair.asked.told.match, actors=actors, recipients=recipients)


def _split(pair: Pair) -> tuple[Codes, Codes]:
    """Who stands on which side: in a two-sided act, which is weighed as one set, as the sentence tells them."""
    told = pair.asked.told.match
    both = pair.actors | pair.recipients
    acting = codes(told.actors) & both
    if not told.entry.reciprocal or not acting:
        return pair.actors, pair.recipients
    return acting, both - acting


def _parties(a: Asked, chosen: Codes, side: int) -> list[Party]:
    """The parties with these codes, as slots or phrases tell them; where nobody is chosen, whoever is told but not known."""
    read = (a.told.match.actors, a.told.match.recipients)[side]
    if not chosen:
        return [p for p in read if not p.code]
    told = [p for p in (*read, *a.told.slots[side]) if p.code in chosen]
    left = chosen - codes(told)
    for phrase in sorted(a.phrases, key=lambda phrase: -phrase.likely[side]):
        if phrase.codes & left:
            told += [p for p in phrase.mention.parties if p.code in left]
            left -= phrase.codes
    return unique((*told, *(Party(code) for code in sorted(left))))
