"""Slots to parties: conjuncts joined, groups opened, nouns seen through to whoever stands behind them."""

from __future__ import annotations

from collections.abc import Iterable

from detente.entities import party_of
from detente.knowledge import lexicon
from detente.knowledge.lexicon import Words
from detente.types import Entities, Party, Sentence

_BEHIND = ("by", "between", "of", "from", "for", "on", "in", "with", "against", "to", "at", "about", "over")
_DEPTH = 2


def parties_in(
    entities: Entities,
    s: Sentence,
    words: Iterable[int],
    *,
    through: bool = True,
    besides: Words = frozenset(),
) -> list[Party]:
    """Parties of the phrases headed by these words, each code and name once.

    ``through`` sees through acts and things to who is behind them ("condemned Iran's launch": Iran), and there looks
    first for others than ``besides`` ("Oman called off its minister's visit to Iran": Iran).
    """
    found: list[Party] = []
    for word in words:
        for member in conjuncts(s, word):
            found += _of_word(entities, s, member, _DEPTH if through else 0, besides)
    return unique(found)


def conjuncts(s: Sentence, word: int) -> list[int]:
    """A word and what is joined to it."""
    out = [word]
    for c in s.childs(word, "conj"):
        if s.words[c].upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X", "DET"):
            out += conjuncts(s, c)
    return out


def _of_word(entities: Entities, s: Sentence, word: int, depth: int, besides: Words) -> list[Party]:
    own = list(party_of(entities, s.number, word))
    if any(p.code for p in own):
        return own
    if s.words[word].lemma.lower() in lexicon.carriers()["transparent"]:
        counted = [m for c in s.childs(word, "nmod") if s.case(c) == "of" for m in conjuncts(s, c)]
        return [p for m in counted for p in _of_word(entities, s, m, depth, besides)] or own
    if not depth:
        return own
    same: list[Party] = []
    for candidates in _behind(s, word):
        members = [m for c in candidates for m in conjuncts(s, c)]
        found = [p for m in members for p in _of_word(entities, s, m, depth - 1, besides)]
        if codes(found) - besides:
            return found
        same = same or (found if codes(found) else [])
    return same or own


def _behind(s: Sentence, word: int) -> Iterable[list[int]]:
    yield s.childs(word, "nmod:poss")
    own = s.childs(word, "amod", "compound", "nmod:desc")
    yield own + [k for c in own for k in s.childs(c, "compound", "conj")]
    for preposition in _BEHIND:
        yield [c for c in s.childs(word, "nmod", "obl", "obl:agent") if s.case(c) == preposition]
    for clause in s.childs(word, "acl:relcl", "acl"):
        yield s.childs(clause, "nsubj", "obl:agent", "obl", "obj")
    yield s.childs(word, "nsubj", "obj") if s.words[word].upos == "VERB" else []


def unique(parties: Iterable[Party]) -> list[Party]:
    """Each code once, the most telling party kept; unresolved ones each by their words."""
    kept: dict[tuple[str | None, str | int | None], Party] = {}
    for p in parties:
        key = (p.code, p.name) if p.code else (None, p.start)
        alike = (k for k in kept if p.code and k[0] == p.code and None in (k[1], p.name))
        same = next(alike, key)
        if same not in kept:
            kept[same] = p
        elif p.name and not kept[same].name:
            del kept[same]
            kept[key] = p
    return list(kept.values())


def codes(parties: Iterable[Party]) -> frozenset[str]:
    """Codes of the resolved ones."""
    return frozenset(p.code for p in parties if p.code)
