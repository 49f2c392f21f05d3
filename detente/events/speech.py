"""Cues of speech in a sentence: which word tells it, who speaks, which words are said; by the tree and by the speech model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from detente.events.said import SUBJECTS, clause_of, span_of, without
from detente.events.speakers import issuers, quoter, speakers_of, with_conjuncts
from detente.knowledge.speaking import speech
from detente.types import Sentence, Span, Voice

QUOTES = frozenset({"“", "”", "„", "«", "»", '"', "``", "''", "`"})
_CLAUSES = frozenset({"root", "ccomp", "conj", "advcl", "parataxis", "acl", "acl:relcl", "xcomp"})
_MODALS = frozenset({"would", "could", "should", "might", "will", "can", "may", "must", "shall", "ca", "wo"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells of speech; ``speakers`` are head words, ``said`` the clause or phrase that is said.

    ``heard`` are the stretches of what is said by the speech model, empty where it hears none.
    """

    sentence: Sentence
    word: int
    first: int
    last: int  # exclusive
    frames: frozenset[str]
    speakers: tuple[int, ...]
    how: str
    said: Span | None
    root: int | None  # head word of what is said
    heard: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        words = self.sentence.words
        return Span(words[self.first].start, words[self.last - 1].end)


def cues(sentence: Sentence, voices: Iterable[Voice] = ()) -> list[Cue]:
    """Cues of a sentence by its tree, and by the voices whose cue stands in it."""
    found = {c.word: c for c in _by_tree(sentence)}
    for voice in voices:
        inside = _inside(sentence, voice.cue)
        own = next((found[i] for i in inside if i in found), None)
        if own is not None:
            found[own.word] = _as_heard(own, voice)
    return [found[i] for i in sorted(found)]


def _inside(sentence: Sentence, span: Span | None) -> list[int]:
    return [i for i, w in enumerate(sentence.words) if span and span.start <= w.start < span.end]


def _top(sentence: Sentence, inside: list[int]) -> int | None:
    """The word on which the others hang."""
    return next((i for i in inside if sentence.words[i].head not in inside), None)


def _as_heard(cue: Cue, voice: Voice) -> Cue:
    """The cue with what the speech model hears of it; what is neither clause nor quoted stays as the tree has it."""
    sentence = cue.sentence
    cue = _with_source(cue, _inside(sentence, voice.source))
    heard = [c for c in voice.content if sentence.start <= c.start < sentence.end]
    root = _top(sentence, _inside(sentence, heard[0])) if heard else None
    if root is None or not (_is_clause(sentence, root) or _is_quoted(sentence, heard)):
        return cue
    return replace(cue, said=Span(heard[0].start, heard[-1].end), root=root, heard=tuple(heard))


def _with_source(cue: Cue, source: list[int]) -> Cue:
    """The cue with the head of the source's words as speaker, unless the tree's is one of them or the source quotes it."""
    top = _top(cue.sentence, source)
    if top is None or top in quoter(cue.sentence, cue.word) or any(s in source for s in cue.speakers[:1]):
        return cue
    return replace(cue, speakers=with_conjuncts(cue.sentence, top), how="speech model")


def _is_clause(sentence: Sentence, root: int) -> bool:
    return sentence.child(root, *SUBJECTS, "nsubj:pass", "expl", "csubj") is not None


def _is_quoted(sentence: Sentence, heard: Iterable[Span]) -> bool:
    return any(w.text in QUOTES for s in heard for w in sentence.words if s.start <= w.start < s.end)


def _by_tree(sentence: Sentence) -> Iterator[Cue]:
    for i, word in enumerate(sentence.words):
        if word.upos in ("VERB", "AUX") and (frames := speech().verbs.get(word.lemma.lower())):
            yield from _verb(sentence, i, frames)
        elif word.upos == "ADJ" and word.lemma.lower() in speech().adjectives:
            yield from _adjective(sentence, i)
        elif word.upos == "NOUN" and word.lemma.lower() in speech().nouns:
            yield from _noun(sentence, i)
        elif word.text.lower() == "according":
            yield from _according(sentence, i)


def _verb(sentence: Sentence, i: int, frames: frozenset[str]) -> Iterator[Cue]:
    word = sentence.words[i]
    if _unreal(sentence, i) or (word.xpos == "VBN" and word.deprel == "acl"):
        return
    speakers, how = speakers_of(sentence, i)
    said, root, frames = clause_of(sentence, i, frames)
    yield Cue(sentence, i, i, i + 1, frames, speakers, how, _up_to(sentence, said, i, speakers), root)


def _up_to(sentence: Sentence, said: Span | None, i: int, speakers: tuple[int, ...]) -> Span | None:
    """What is said in front of "…, X said", without an X that a wrong tree counts in."""
    words = sentence.words
    if said is None or not speakers or not speakers[0] < i or said.end > words[i].start:
        return said
    if words[speakers[0]].end > said.end:
        return said
    comma = next((k for k in range(speakers[0], 0, -1) if words[k].text == ","), None)
    if comma is None or words[comma].start <= said.start:
        return said
    return Span(said.start, words[comma - 1].end)


def _adjective(sentence: Sentence, i: int) -> Iterator[Cue]:
    """For "X was clear that …" and "X made clear that …"."""
    verb = sentence.words[i].head if sentence.words[i].deprel == "xcomp" else i
    clauses = [c for v in {i, verb} for c in sentence.childs(v, "ccomp", "parataxis", "acl") if c > i]
    if clauses and not _unreal(sentence, verb):
        speakers, how = speakers_of(sentence, verb)
        said = span_of(sentence, sentence.subtree(clauses[0]))
        yield Cue(sentence, i, i, i + 1, frozenset({"clause"}), speakers, how, said, clauses[0])


def _noun(sentence: Sentence, i: int) -> Iterator[Cue]:
    clause = next((c for c in sentence.childs(i, "acl", "ccomp") if _is_that(sentence, c)), None)
    owners = issuers(sentence, i)
    if clause is not None and owners:
        said = span_of(sentence, sentence.subtree(clause))
        yield Cue(sentence, i, i, i + 1, frozenset({"clause"}), owners, "noun's owner", said, clause)


def _according(sentence: Sentence, i: int) -> Iterator[Cue]:
    """Also covers the parsers' other reading, "according" as the head of "to X"."""
    head = sentence.words[i].head
    if sentence.words[i].deprel == "case":
        source, top = head, head
    else:
        inner = sentence.child(i, "obl", "obj")
        if inner is None:
            return
        source, top = inner, i
    host = next((a for a in sentence.ancestors(top) if sentence.words[a].deprel in _CLAUSES), None)
    if host is None:
        return
    said = without(sentence, host, top)
    last = i + 2 if i + 1 < len(sentence.words) and sentence.words[i + 1].text.lower() == "to" else i + 1
    frames = frozenset({"clause", "quote"})
    yield Cue(sentence, i, i, last, frames, with_conjuncts(sentence, source), "according to", said, host)


def _is_that(sentence: Sentence, clause: int) -> bool:
    mark = sentence.child(clause, "mark")
    return mark is not None and sentence.words[mark].lemma.lower() == "that"


def _unreal(sentence: Sentence, i: int) -> bool:
    """Negated, asked for, or only supposed: nobody has said it."""
    words = sentence.words
    if any(words[c].lemma.lower() in ("not", "n't", "never") for c in sentence.childs(i, "advmod")):
        return True
    mark = sentence.child(i, "mark")
    if mark is not None and words[mark].lemma.lower() in ("if", "unless", "whether"):
        return True
    if words[i].xpos == "VB" and mark is not None and words[mark].lemma.lower() == "to":
        return words[i].deprel != "xcomp" or words[words[i].head].lemma.lower() not in (
            "go",
            "continue",
            "come",
        )
    return any(words[c].lemma.lower() in _MODALS for c in sentence.childs(i, "aux"))
