"""Who speaks and to whom: words of a sentence as the parties of a statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from detente.entities import party_of
from detente.events.said import span_of
from detente.events.speech import Cue
from detente.knowledge.speaking import speech
from detente.types import Entities, Party, Sentence, Span

_PRIVATE = frozenset({"BUS", "EDU", "JRN"})


def is_public(speaker: Iterable[Party]) -> bool:
    """Say whether one of them is known and neither firm, scholar nor the press, who are no political actors."""
    return any(p.code and p.sector not in _PRIVATE for p in speaker)


def unresolved(text: str, sentence: Sentence, word: int) -> Party:
    """A speaker of whom nothing is known but the words that name them."""
    own = sentence.words[word]
    span = span_of(sentence, sentence.subtree(word)) or Span(own.start, own.end)
    reason = "speaker not identified"
    return Party(None, text=text[span.start : span.end], start=span.start, end=span.end, reason=reason)


def is_document(sentence: Sentence, word: int) -> bool:
    """Say whether a word names what people write and sign."""
    return sentence.words[word].lemma.lower() in speech().documents


def is_definite(sentence: Sentence, word: int) -> bool:
    """Say whether a word's article points to something known."""
    article = sentence.child(word, "det")
    return article is not None and sentence.words[article].lemma.lower() in ("the", "this", "that")


def named(entities: Entities, sentence: Sentence, word: int) -> tuple[Party, ...]:
    """Parties of a word; an office takes the name that stands beside it ("her adviser, Jane Roe")."""
    parties = parties_of(entities, sentence, (word,))
    beside = parties_of(entities, sentence, sentence.childs(word, "appos", "flat", "nmod:desc"))
    if not parties:
        return beside[:1]
    name = next((p.name for p in beside if p.name), None)
    if len(parties) != 1 or parties[0].name or not name:
        return parties
    return (replace(parties[0], name=name),)


def parties_of(entities: Entities, sentence: Sentence, words: Iterable[int]) -> tuple[Party, ...]:
    """Parties of several words, each once."""
    found: dict[Party, None] = {}
    for word in words:
        found |= dict.fromkeys(party_of(entities, sentence.number, word))
    return tuple(found)


def addressee(entities: Entities, cue: Cue) -> tuple[Party, ...]:
    """Who is told, where it is a party and not the press."""
    sentence = cue.sentence
    told = [c for c in sentence.childs(cue.word, "obj", "iobj") if c != cue.root and c not in cue.speakers]
    told += [c for c in sentence.childs(cue.word, "obl") if sentence.case(c) == "to"]
    known = [c for c in told if sentence.words[c].lemma.lower() not in speech().press]
    return tuple(
        p for p in parties_of(entities, sentence, known) if p.code and p.sector not in ("MED", "JRN")
    )
