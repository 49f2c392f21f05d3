"""Who stands where around a word: deep subject and object, possessor, modifiers, prepositional phrases.

Universal Dependencies give surface relations; here passives, control, relative clauses, shared subjects of
conjuncts, light verbs and measure nouns are undone. Slots are those of docs/lexicon.md.
"""

from __future__ import annotations

import functools

from detente.knowledge import lexicon
from detente.types import Sentence

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "csubj")
_DEPTH = 6  # how far a shared subject is looked for


def is_passive(s: Sentence, v: int) -> bool:
    """Whether the verb's surface subject is its deep object."""
    word = s.words[v]
    if s.child(v, "aux:pass", "nsubj:pass") is not None:
        return True
    if word.xpos != "VBN" or s.child(v, "aux", "nsubj") is not None:
        return False
    if word.deprel in ("acl", "amod", "advcl", "xcomp", "dep", "root"):
        return s.child(v, "obj") is None
    return word.deprel == "conj" and s.words[word.head].upos == "VERB" and is_passive(s, word.head)


def surface_subject(s: Sentence, v: int, depth: int = 0) -> int | None:
    """The word that is subject of a predicate, looked for in governing clauses where it is not told."""
    own = s.child(v, *_SUBJECTS)
    word = s.words[v]
    if own is not None:
        relative = s.words[own].xpos in ("WDT", "WP") or s.words[own].lemma == "that"
        return word.head if relative and word.deprel == "acl:relcl" else own
    if depth > _DEPTH or word.head < 0:
        return None
    return _shared_subject(s, v, depth)


def _absolute_subject(s: Sentence, v: int) -> int | None:
    """The noun before a participle under "with", which parsers hang beside it ("with the cabinet |mulling cuts")."""
    mark = next((c for c in s.childs(v, "mark") if s.words[c].text.lower() == "with"), None)
    if mark is None:
        return None
    between = range(mark + 1, v)
    return next(
        (i for i in between if s.words[i].head == s.words[v].head and s.words[i].upos != "PUNCT"), None
    )


def _shared_subject(s: Sentence, v: int, depth: int) -> int | None:
    word, head = s.words[v], s.words[v].head
    governor = s.words[head]
    if word.deprel == "advcl" and (absolute := _absolute_subject(s, v)) is not None:
        return absolute
    if word.deprel == "acl:relcl":
        return head if s.child(v, "obj") is not None or is_passive(s, v) or word.upos != "VERB" else None
    if word.deprel == "acl":
        infinitive = any(s.words[c].lemma == "to" for c in s.childs(v, "mark"))
        return noun_subject(s, head, depth + 1) if infinitive else head
    if word.deprel in ("xcomp", "ccomp") and governor.upos in ("VERB", "AUX"):
        controller = s.child(head, "obj", "iobj")
        by_subject = governor.lemma in lexicon.carriers()["subject_control"]
        if word.deprel == "xcomp" and controller is not None and not by_subject:
            return controller
        return surface_subject(s, head, depth + 1)
    if governor.upos in ("NOUN", "PROPN") and word.deprel in ("advcl", "xcomp"):
        return noun_subject(s, head, depth + 1) or surface_subject(s, head, depth + 1)
    shares = word.deprel in ("xcomp", "ccomp", "advcl", "conj", "parataxis")
    if shares and governor.upos in ("VERB", "AUX", "ADJ"):
        return surface_subject(s, head, depth + 1)
    return None


def deep_subject(s: Sentence, v: int, depth: int = 0) -> int | None:
    """Who does it: the subject of an active verb, the agent of a passive one."""
    if not is_passive(s, v):
        return surface_subject(s, v, depth)
    agent = s.child(v, "obl:agent")
    if agent is None:
        hosts = (v, *s.childs(v, "obl", "obj", "xcomp"))
        below = (c for h in hosts for c in s.childs(h, "obl", "nmod", "obl:agent"))
        agent = next((c for c in below if s.case(c) == "by"), None)
    return agent


def deep_object(s: Sentence, v: int) -> int | None:
    """To whom it is done: the object of an active verb, the subject of a passive one."""
    if is_passive(s, v):
        if s.words[v].deprel == "amod":
            return s.words[v].head
        return surface_subject(s, v)
    own = s.child(v, "obj")
    word = s.words[v]
    if own is not None:
        relative = s.words[own].xpos in ("WDT", "WP") and word.deprel == "acl:relcl"
        return word.head if relative else own
    told = s.child(v, *_SUBJECTS) is not None
    if word.deprel == "acl:relcl" and told and surface_subject(s, v) != word.head:
        return word.head
    joined = (c for c in s.childs(v, "conj") if s.words[c].upos == "VERB")
    following = [c for c in joined if s.child(c, *_SUBJECTS) is None]
    return s.child(following[0], "obj") if following and following[0] - v <= 3 else None


def carrier(s: Sentence, n: int) -> int:
    """The noun itself, or the measure noun that carries it ("a round of talks")."""
    transparent = lexicon.carriers()["transparent"]
    while s.words[n].deprel == "nmod" and s.case(n) == "of" and s.words[s.words[n].head].lemma in transparent:
        n = s.words[n].head
    return n


def light_verb(s: Sentence, n: int) -> int | None:
    """The support verb above a noun ("hold talks", "talks were held", "engage in talks")."""
    n = carrier(s, n)
    while s.words[n].deprel == "conj" and s.words[s.words[n].head].upos == "NOUN":
        n = s.words[n].head
    word = s.words[n]
    if word.head < 0 or s.words[word.head].upos not in ("VERB", "AUX"):
        return None
    governor = s.words[word.head]
    if word.deprel in ("obj", "nsubj:pass") and governor.lemma in light_lemmas():
        return word.head
    if word.deprel == "nsubj" and governor.lemma in lexicon.carriers()["happening"]:
        return word.head
    if word.deprel != "obl" or governor.lemma not in lexicon.carriers()["joining"]:
        return None
    return word.head if s.case(n) in lexicon.carriers()["joining_prepositions"] else None


@functools.cache
def light_lemmas() -> frozenset[str]:
    """All support verbs."""
    return frozenset().union(*(row.verbs for row in lexicon.light_verbs()))


@functools.cache
def light_subject(verb: str) -> str:
    """What the subject of a support verb is to the act under it: actor, recipient or none."""
    return next((row.subject for row in lexicon.light_verbs() if verb in row.verbs), "actor")


def noun_subject(s: Sentence, n: int, depth: int = 0) -> int | None:
    """Who does what a noun tells: its possessor, else the subject of the verb that supports it."""
    if depth > _DEPTH:
        return None
    own = s.child(n, "nmod:poss")
    if own is not None:
        return own
    if s.child(n, "cop") is not None:
        return s.child(n, *_SUBJECTS)
    word = s.words[carrier(s, n)]
    if word.deprel in ("obj", "obl") and s.words[word.head].upos in ("VERB", "AUX"):
        return deep_subject(s, word.head, depth + 1)
    return None


class Frame:
    """The slots around one trigger, each filled once when asked for."""

    def __init__(self, s: Sentence, word: int) -> None:
        self.sentence = s
        self.word = word
        self.kind = {"VERB": "verbs", "AUX": "verbs", "ADJ": "adjectives"}.get(s.words[word].upos, "nouns")
        self.light = light_verb(s, word) if self.kind == "nouns" else None
        self._filled: dict[str, tuple[int, ...]] = {}

    def words(self, slot: str) -> tuple[int, ...]:
        """Head words that fill a slot, conjuncts not yet joined."""
        if slot not in self._filled:
            self._filled[slot] = tuple(self._fill(slot))
        return self._filled[slot]

    def _fill(self, slot: str) -> list[int]:
        s, w = self.sentence, self.word
        match slot:
            case "subj":
                return _some(self._subject())
            case "obj":
                return _some(deep_object(s, w)) if self.kind == "verbs" else []
            case "iobj":
                return s.childs(w, "iobj")
            case "poss":
                return s.childs(w, "nmod:poss")
            case "mod":
                own = [c for c in s.childs(w, "amod", "compound", "nmod:desc") if c < w]
                return own + [k for c in own for k in s.childs(c, "amod", "compound") if k < c]
            case "subj-mod":
                subject = self._subject()
                return [] if subject is None else s.childs(subject, "nmod:poss", "amod", "compound")
            case "head":
                return [s.words[w].head] if s.words[w].deprel in ("compound", "amod") else []
            case "speaker":
                return self._speaker()
            case "comp-subj":
                return self._complement_subject()
            case "comp-agent":
                verbs = [c for c in self.clauses() if s.words[c].upos == "VERB"]
                return [a for c in verbs for a in _some(deep_subject(s, c))][:1]
            case "comp-obj":
                return self._complement_objects()
            case "infinitive":
                return [c for c in self.clauses() if _marked(s, c, "to")]
        return self._behind(slot)

    def _subject(self) -> int | None:
        s, w = self.sentence, self.word
        if self.kind == "verbs":
            return deep_subject(s, w)
        if self.kind == "adjectives":
            if s.child(w, *_SUBJECTS) is not None or s.words[w].deprel in ("xcomp", "conj", "advcl"):
                return surface_subject(s, w)
            return s.words[w].head if s.words[w].deprel in ("acl", "amod") else None
        if self.light is not None and s.words[carrier(s, w)].deprel != "nsubj":
            return deep_subject(s, self.light) if self._light_gives() == "actor" else None
        return s.child(w, *_SUBJECTS) if s.child(w, "cop") is not None else None

    def _light_gives(self) -> str | None:
        """What the support verb's subject is to the act, None without one."""
        return None if self.light is None else light_subject(self.sentence.words[self.light].lemma)

    def _behind(self, preposition: str) -> list[int]:
        """Phrases under a preposition: on the trigger, its carrier or support verb, or on a verb's object."""
        s, hosts = self.sentence, [self.word]
        if self.kind == "nouns":
            hosts.append(carrier(s, self.word))
            if preposition == "by":
                hosts += [c for c in s.childs(self.word, "nmod") if s.case(c) == "of"]
            if self.light is not None:
                hosts.append(self.light)
        else:
            below = s.childs(self.word, "obj", "nsubj:pass", "compound", "xcomp")
            own = [c for c in below if s.words[c].upos != "VERB"]
            hosts += own + [k for c in own for k in s.childs(c, "conj")]
        found: list[int] = []
        # "met for six hours with", "a meeting in the coming months between"
        units = lexicon.carriers()["time_units"]
        hosts += [
            c for h in hosts for c in s.childs(h, "obl", "nmod", "obl:unmarked") if s.words[c].lemma in units
        ]
        for host in dict.fromkeys(hosts):
            found += [c for c in s.childs(host, "advcl", "acl") if _marked(s, c, preposition)]
            for c in s.childs(host, "obl", "nmod", "obl:agent", "obl:unmarked", "advcl", "acl"):
                if s.case(c) == preposition and c not in found and c != self.word:
                    found.append(c)
        if preposition == "to" and self.light is not None and self._light_gives() == "recipient":
            found += _some(deep_subject(s, self.light))
        return found

    def clauses(self) -> list[int]:
        """Heads of complement clauses of the trigger."""
        s = self.sentence
        own = s.childs(self.word, "ccomp", "xcomp", "acl", "advcl")
        if self.kind == "verbs":
            obj = s.child(self.word, "obj")
            own += s.childs(obj, "acl") if obj is not None else []
        return [c for c in own if s.words[c].upos in ("VERB", "AUX", "ADJ", "NOUN")]

    def _complement_subject(self) -> list[int]:
        s = self.sentence
        for clause in self.clauses():
            if s.words[clause].deprel == "advcl" and not _marked(s, clause, "of", "for", "to", "from"):
                continue
            passive = s.words[clause].upos == "VERB" and is_passive(s, clause)
            found = deep_object(s, clause) if passive else surface_subject(s, clause)
            if found is not None and found != self._subject():
                return [found]
        return []

    def _complement_objects(self) -> list[int]:
        s, found = self.sentence, list[int]()
        for clause in self.clauses():
            if s.words[clause].deprel in ("xcomp", "ccomp", "acl"):
                found += s.childs(clause, "obj", "obl", "iobj")
                for c in s.childs(clause, "obj"):
                    found += s.childs(c, "nmod")
                for c in s.childs(clause, "xcomp"):
                    found += s.childs(c, "obj", "obl")
        return found

    def _speaker(self) -> list[int]:
        s, at = self.sentence, self.word
        reporting = lexicon.carriers()["reporting"]
        for above in s.ancestors(self.word):
            if s.words[above].lemma in reporting and s.words[at].deprel in ("ccomp", "parataxis"):
                return _some(surface_subject(s, above))
            at = above
        inner = [c for c in s.childs(self.word, "parataxis") if s.words[c].lemma in reporting]
        return _some(surface_subject(s, inner[0])) if inner else []


def _marked(s: Sentence, clause: int, *words: str) -> bool:
    """Whether one of these words opens a clause ("of arming", "to withdraw")."""
    return any(s.words[m].text.lower() in words for m in s.childs(clause, "mark"))


def _some(word: int | None) -> list[int]:
    return [] if word is None else [word]
