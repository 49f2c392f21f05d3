"""Pronouns and names of kinds: the nearest fitting phrase before."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.entities import trees
from detente.entities.gazetteer import pieces
from detente.entities.groups import Company, talks
from detente.entities.people import People
from detente.entities.story import Line, Story
from detente.knowledge import reference
from detente.knowledge.speaking import speech
from detente.types import Mention, Party, Sentence

_SINGULAR = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "n", "its": "n", "itself": "n",
}  # fmt: skip
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
_REACH = 4  # sentences back
_CLIMB = 4  # verbs from an infinitive up to the one that has its subject
_WINDOW = 60  # phrases kept in mind


@dataclass(frozen=True, slots=True)
class Referent:
    """A phrase that a later one may mean; ``gender`` is m, f, p for a person of either, n for a thing."""

    sentence: int
    word: int
    parties: tuple[Party, ...]
    gender: str
    plural: bool
    subject: bool
    inner: bool
    head: int
    quoted: bool = False
    speaks: bool = False


class Discourse:
    """What was mentioned, in reading order."""

    def __init__(self, story: Story, people: People) -> None:
        self._story = story
        self._people = people
        self._seen: deque[Referent] = deque(maxlen=_WINDOW)
        self.company = Company(story, people)

    # ── memory ───────────────────────────────────────────────────────────────────────────────────────────

    def met(self, line: Line, i: int, mention: Mention) -> None:
        """Remember a phrase; modifiers count as states at hand but not as antecedents."""
        s, word = line.sentence, line.sentence.words[i]
        self.company.add(line, i, mention)
        if word.deprel in {"amod", "compound"} or word.upos == "ADJ" or word.xpos in {"WP", "WDT", "WP$"}:
            return
        self._seen.append(
            Referent(
                s.number,
                i,
                mention.parties,
                self._gender(line, i, mention),
                plural=len(mention.parties) > 1 or word.xpos in {"NNS", "NNPS"},
                subject=trees.is_subject(s, i),
                inner=word.deprel in {"nmod", "nmod:poss", "appos"},
                head=word.head,
                quoted=i in line.quoted,
                speaks=_speaks(s, i),
            )
        )

    def _gender(self, line: Line, i: int, mention: Mention) -> str:
        s = line.sentence
        person = self._people.at.get((s.number, i))
        if person:
            return person.gender or "p"
        if mention.kind == "pronoun":
            return _SINGULAR.get(s.words[i].text.lower(), "p")
        function = line.function.get(i)
        if function and function.role.kind == "person" and i not in line.hit:
            return _role_gender(function.role.words) or _given(mention.parties) or "p"
        return "n"

    def close(self, line: Line) -> None:
        """At the end of a sentence: those who have met make a group for what follows."""
        if group := self.company.close(line):
            s = line.sentence
            whole = Referent(
                s.number, len(s.words), group, "n", plural=True, subject=True, inner=False, head=-1
            )
            self._seen.append(whole)

    # ── pronouns ─────────────────────────────────────────────────────────────────────────────────────────

    def pronoun(self, line: Line, i: int) -> tuple[Party, ...]:
        """Parties of a third-person pronoun, () where nothing fits."""
        s, text = line.sentence, line.sentence.words[i].text.lower()
        if s.words[i].deprel == "expl":
            return ()
        if text in _PLURAL:
            fit = [
                (self._weight(s, i, r) - 1.0 * (not r.plural), r)
                for r in self._near(s)
                if self._plural_fit(r)
            ]
        elif text in _SINGULAR:
            fit = [(self._weight(s, i, r), r) for r in self._near(s) if _agrees(_SINGULAR[text], r)]
        else:
            return ()
        outside = i not in line.quoted
        fit = [(w - 1.2 * (outside and r.quoted), r) for w, r in fit if not self._bound(s, i, r)]
        if not fit:
            return (Party(None, reason="no antecedent"),)
        return max(fit, key=lambda f: (f[0], f[1].sentence, f[1].word))[1].parties

    def _near(self, s: Sentence) -> Iterator[Referent]:
        return (r for r in self._seen if s.number - r.sentence <= _REACH)

    def _plural_fit(self, r: Referent) -> bool:
        return r.plural or r.gender == "n"

    def _weight(self, s: Sentence, i: int, r: Referent) -> float:
        speaks = 0.3 * (r.speaks and _speaks(s, i)) - 0.5 * (not any(p.code for p in r.parties))
        title = self._story.lines[r.sentence].sentence.is_title
        among = 0.5 * (len(r.parties) > 1 and r.subject and trees.is_subject(s, i))
        return -1.0 * (s.number - r.sentence) + 0.9 * r.subject - 0.4 * r.inner - 0.5 * title + speaks + among

    def _bound(self, s: Sentence, i: int, r: Referent) -> bool:
        """A pronoun is not the subject of its own verb, unless it is a possessive or reflexive."""
        word = s.words[i]
        possessive = word.deprel == "nmod:poss" or word.text.lower().endswith(("self", "selves"))
        if r.sentence != s.number or possessive:
            return False
        return r.head == word.head or (r.word == _doer(s, word.head) and word.deprel not in trees.SUBJECT)

    def organisation(self, line: Line, i: int) -> Party | None:
        """The one that "the group", "the company" or the like means: the last named of that kind."""
        s = line.sentence
        sectors = reference.kinds().get(s.words[i].lemma.lower())
        before = [s.words[c].text.lower() for c in s.children[i]][:1]
        if not sectors or before not in (["the"], ["this"]) or any(c < i - 1 for c in s.children[i]):
            return None
        if s.child(i, "nmod", "compound", "amod", "acl:relcl", "appos") is not None or talks(s, i):
            return None
        near = (r for r in reversed(self._seen) if s.number - r.sentence <= _REACH and not r.plural)
        named = (p for r in near for p in r.parties if p.code and r.gender == "n" and p.sector in sectors)
        found = next(named, None)
        return replace(found, name=None) if found else None


def _speaks(s: Sentence, i: int) -> bool:
    """Whether the word is the subject of a verb of speech."""
    word = s.words[i]
    return word.deprel in trees.SUBJECT and word.head >= 0 and s.words[word.head].lemma in speech().verbs


def _doer(s: Sentence, verb: int) -> int | None:
    """The word that is understood as the subject of an infinitive ("|Annan called to thank him")."""
    for _ in range(_CLIMB):
        if verb < 0 or s.child(verb, *trees.SUBJECT) is not None:
            break
        deprel, verb = s.words[verb].deprel, s.words[verb].head
        if deprel not in {"xcomp", "advcl", "conj"}:
            return None
        if deprel == "xcomp" and (told := s.child(verb, "obj", "iobj")) is not None:
            return told
    return s.child(verb, "nsubj", "nsubj:pass") if verb >= 0 else None


def _role_gender(words: str) -> str:
    return next(
        (
            g
            for end, g in (("woman", "f"), ("man", "m"), ("queen", "f"), ("king", "m"))
            if words.endswith(end)
        ),
        "",
    )


def _given(parties: tuple[Party, ...]) -> str:
    name = parties[0].name if len(parties) == 1 else None
    return reference.given_names().get(pieces(name)[0], "") if name and pieces(name) else ""


def _agrees(gender: str, r: Referent) -> bool:
    if r.plural:
        return False
    if gender == "n":
        return r.gender == "n"
    return r.gender in {gender, "p"}
