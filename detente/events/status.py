"""Did it happen? What the words around an act say of it, its tense, and the event model's word, weighed."""

from __future__ import annotations

from detente.events import learnt
from detente.events.acts import STATUSES
from detente.events.frames import light_verb
from detente.events.learnt import Features
from detente.events.signs import NOT_DONE, Told, signs
from detente.types import Sentence, Status


def status_of(told: Told) -> tuple[Status, str]:
    """Status by the rules and the words that decided it."""
    return _decided(told, list(signs(told)))


def _decided(told: Told, said: list[tuple[Status, str]]) -> tuple[Status, str]:
    for strong in NOT_DONE:
        for status, why in said:
            if status == strong:
                return status, why
    return said[0] if said else _tense(told.sentence, told.word)


def weighed(told: Told) -> tuple[Status, str]:
    """The likeliest status by the rules' word and the event model's; the rules' where there is no model's."""
    said = list(signs(told))
    rule, why = _decided(told, said)
    if told.reading is None:
        return rule, why
    named = {status for status, _ in said}
    by = {one: learnt.probability("status", _features(told, rule, named, one)) for one in STATUSES}
    status = max(STATUSES, key=by.__getitem__)
    return status, why if status == rule else f"model, against {rule} by '{why}'"


def features(told: Told, status: Status) -> Features:
    """What speaks for a status."""
    said = list(signs(told))
    return _features(told, _decided(told, said)[0], {one for one, _ in said}, status)


def _features(told: Told, rule: Status, named: set[Status], status: Status) -> Features:
    p = learnt.logit(told.reading.has(told.word, status)) if told.reading else 0.0
    return {
        f"is {status}": 1.0,
        f"rule {rule} {status}": 1.0,
        f"model {rule == status:d}": p,
        f"model {status}": p,
        f"title {told.sentence.is_title:d} {status}": 1.0,
        f"type {told.entry.type if told.entry else None} {status}": 1.0,
        **{f"sign {one} {status}": 1.0 for one in sorted(named)},
    }


def _tense(s: Sentence, w: int) -> tuple[Status, str]:
    """Status where nothing above speaks: infinitives are planned, present progressives go on."""
    verb = w if s.words[w].upos in ("VERB", "AUX") else light_verb(s, w)
    if verb is None:
        return "occurred", "told as a fact"
    word = s.words[verb]
    marks = {s.words[c].text.lower() for c in s.childs(verb, "mark")}
    if (
        word.xpos == "VB"
        and "to" in marks
        and word.deprel in ("root", "ccomp", "conj", "acl", "advcl", "dep")
    ):
        done = word.deprel == "advcl" and _is_past(s, word.head)
        return ("occurred", "purpose of what was done") if done else ("planned", "infinitive")
    auxiliaries = {s.words[c].text.lower() for c in s.childs(verb, "aux")}
    if word.xpos == "VBG" and auxiliaries & {"is", "are", "'s", "’s", "am", "'re"}:
        return "ongoing", "present progressive"
    return "occurred", "told as a fact"


def _is_past(s: Sentence, verb: int) -> bool:
    """Whether a clause tells what was done ("met", "have met")."""
    auxiliaries = {s.words[c].xpos for c in s.childs(verb, "aux", "aux:pass", "mark")}
    tag = s.words[verb].xpos
    return tag == "VBD" or (
        tag == "VBN" and bool(auxiliaries & {"VBD", "VBZ", "VBP"}) and "MD" not in auxiliaries
    )
