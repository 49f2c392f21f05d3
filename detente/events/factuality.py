"""Is it told as a fact, left open, or told as none? Asked of any word, as the judges of factuality data were asked.

The coding of articles does not ask it, benchmarks.status does.

The question is wider than the status of an act: "she will go" is a fact to most judges, "he may go" to few. The answer is
weighed from the signs that give the status (signs.py), the event model's word, the verb's form, and the signature of the
verb above: what "managed to", "refused to" or "did not know that" imply of their complement (knowledge/signatures.csv).
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, get_args

from detente import inference
from detente.events import learnt
from detente.events.acts import STATUSES
from detente.events.frames import is_passive
from detente.events.learnt import Features
from detente.events.matching import is_negated
from detente.events.signs import Told, signs
from detente.events.status import status_of
from detente.knowledge import signatures
from detente.types import Sentence

Factuality = Literal["fact", "uncertain", "counter"]
CLASSES: tuple[Factuality, ...] = get_args(Factuality)
_BESIDE = ("mark", "advmod", "det", "case", "amod", "aux", "cc", "nmod:poss")
_HEIGHT = 4  # words above that are looked at


@functools.cache
def weights() -> dict[str, Features]:
    """Weights by class and feature, fitted by training.factuality."""
    found: dict[str, Features] = json.loads(inference.weights("factuality.json").read_text(encoding="utf-8"))
    return found


def shares(told: Told) -> dict[Factuality, float]:
    """Probabilities of the classes."""
    found = features(told)
    scores = {c: sum(v * weights()[c].get(name, 0.0) for name, v in found.items()) for c in CLASSES}
    most = max(scores.values())
    raised = {c: math.exp(score - most) for c, score in scores.items()}
    return {c: value / sum(raised.values()) for c, value in raised.items()}


def factuality(told: Told) -> Factuality:
    """The likeliest class."""
    found = shares(told)
    return max(CLASSES, key=found.__getitem__)


def features(told: Told) -> Features:
    """What speaks for or against a fact, by name."""
    s, w = told.sentence, told.word
    word = s.words[w]
    named = [
        "bias",
        f"rule {status_of(told)[0]}",
        f"tag {word.xpos}",
        f"kind {word.upos}",
        f"word {word.lemma.lower()}",
        f"negated {is_negated(s, w):d}",
        *_form(s, w),
        *(f"beside {s.words[c].deprel} {_lemma(s, c)}" for c in s.childs(w, *_BESIDE)),
        *(f"mark above {mark}" for mark in _marks_above(s, w)),
        *_above(told),
    ]
    for status, why in signs(told):
        named += [f"sign {status}", f"sign {status} {why.lower()}"]
    return dict.fromkeys(named, 1.0) | _read(told) | implied(s, w)


def _lemma(s: Sentence, i: int) -> str:
    return s.words[i].lemma.lower()


def _form(s: Sentence, w: int) -> Iterator[str]:
    """The verb's form with its auxiliaries ("will have VBN", "to VB")."""
    auxiliaries = [s.words[c].text.lower() for c in s.childs(w, "aux", "aux:pass", "cop")]
    yield from (f"auxiliary {text}" for text in auxiliaries)
    if auxiliaries or s.words[w].upos in ("VERB", "AUX", "ADJ"):
        to = ["to"] * any(s.words[c].text.lower() == "to" for c in s.childs(w, "mark"))
        yield " ".join(["form", *to, *auxiliaries, s.words[w].xpos])


def _marks_above(s: Sentence, w: int) -> Iterator[str]:
    for above, _ in zip(s.ancestors(w), range(_HEIGHT), strict=False):
        yield from (_lemma(s, c) for c in s.childs(above, "mark"))


def _above(told: Told) -> Iterator[str]:
    """How the word above is itself told by the rules."""
    word = told.sentence.words[told.word]
    if word.head >= 0:
        status = status_of(replace(told, word=word.head))[0]
        yield from (f"above {status}", f"above {status} {word.deprel}")


def _read(told: Told) -> Features:
    if told.reading is None:
        return {}
    return {f"model {one}": learnt.logit(told.reading.has(told.word, one)) / 2 for one in STATUSES}


def implied(s: Sentence, w: int) -> Features:
    """What the word above implies of its complement."""
    place = frame(s, w)
    if place is None:
        return {}
    above, kind = place
    negated = is_negated(s, above)
    known = signatures.of(_lemma(s, above), kind, negated=negated)
    found = {f"frame {kind} {negated:d}": 1.0}
    return found if known is None else found | implying(known.value, kind)


def implying(value: float, kind: str) -> Features:
    """Features of a signature's value, -3 to 3."""
    step = round(value / 1.5)
    return {"implied": value / 2, f"implied {step:+d}": 1.0, f"implied {kind} {step:+d}": 1.0}


def frame(s: Sentence, w: int) -> tuple[int, str] | None:
    """The word whose complement a word is, and how it takes it: "to", "object to", "passive to", "that", "ing", "noun"."""
    word, above = s.words[w], s.words[w].head
    if above < 0 or word.deprel not in ("ccomp", "xcomp", "acl", "advcl", "obj", "obl", "csubj"):
        return None
    if any(s.words[c].text.lower() == "to" for c in s.childs(w, "mark")):
        return _infinitive(s, above)
    if word.deprel == "ccomp" or (word.deprel == "acl" and word.xpos not in ("VBG", "VBN")):
        return above, "that"
    return above, {"VBG": "ing"}.get(word.xpos, "noun" if word.upos == "NOUN" else "that")


def _infinitive(s: Sentence, above: int) -> tuple[int, str]:
    word = s.words[above]
    if word.upos in ("NOUN", "PROPN", "PRON") and word.deprel in ("obj", "iobj") and word.head >= 0:
        return word.head, "object to"
    if word.upos == "VERB" and is_passive(s, above):
        return above, "passive to"
    return above, "to" if s.child(above, "obj", "iobj") is None else "object to"
