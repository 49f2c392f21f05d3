"""Pronouns and group phrases: the nearest fitting phrase before, or the pair of states at hand."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from detente.entities import trees
from detente.entities.gazetteer import pieces
from detente.entities.people import People
from detente.entities.story import Line, Story
from detente.knowledge import reference
from detente.knowledge.speaking import speech
from detente.types import Mention, Party, Sentence, Word

_SINGULAR = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "n", "its": "n", "itself": "n",
}  # fmt: skip
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
_RECIPROCAL = frozenset({"each other", "one another"})
_REACH = 4  # sentences back
_CLIMB = 4  # verbs from an infinitive up to the one that has its subject
_WINDOW = 60  # phrases kept in mind
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "trilateral": 3}
_LANDS = frozenset({"country", "nation", "state", "neighbor", "neighbour", "capital", "power", "people"})
_PAIRING = frozenset({"with", "between", "and", "to"})


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
        self._states: dict[int, list[tuple[int, Party, bool]]] = {}
        self._pairs: list[tuple[Party, ...]] = []
        self._coordinations: list[tuple[Party, ...]] = []

    # ── memory ───────────────────────────────────────────────────────────────────────────────────────────

    def met(self, line: Line, i: int, mention: Mention) -> None:
        """Remember a phrase; modifiers count as states at hand but not as antecedents."""
        s, word = line.sentence, line.sentence.words[i]
        states = self._states.setdefault(s.number, [])
        core = not (
            word.deprel in {"amod", "compound"} or (mention.place and line.case(i) in {"in", "at", "near"})
        )
        states += [(i, p, core) for p in mention.parties if p.code]
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
        """At the end of a sentence: joined subjects and "X met with Y" make a group for what follows."""
        s = line.sentence
        group: dict[str, Party] = {}
        for i, party, core in self._states.get(s.number, ()):
            if core and party.code and self._together(line, i):
                group.setdefault(party.code, party)
        self._coordinations += self._joined(line)
        if len(group) > 1:
            self._pairs.append(tuple(group.values()))
            self._seen.append(
                Referent(
                    s.number,
                    len(s.words),
                    tuple(group.values()),
                    "n",
                    plural=True,
                    subject=True,
                    inner=False,
                    head=-1,
                )
            )

    def _joined(self, line: Line) -> Iterator[tuple[Party, ...]]:
        """States joined by "and" in a sentence, each coordination by itself."""
        s = line.sentence
        by_word: dict[int, list[Party]] = {}
        for i, party, _ in self._states.get(s.number, ()):
            by_word.setdefault(i, []).append(party)
        for i in by_word:
            members = _distinct(p for k in (i, *s.childs(i, "conj")) for p in by_word.get(k, ()))
            if len(members) > 1:
                yield members

    def _together(self, line: Line, i: int) -> bool:
        """A subject, a partner ("with Y", "between X and Y"), an object of the sentence, or joined to one."""
        s, word = line.sentence, line.sentence.words[i]
        if word.deprel == "conj" and word.head >= 0:
            i, word = word.head, s.words[word.head]
        if line.case(i) in _PAIRING and word.deprel != "advcl":
            return _in_main_clause(s, i) and not _discussed(s, word)
        return word.deprel in {*trees.SUBJECT, "obj", "iobj"} and _in_main_clause(s, i)

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
        return -1.0 * (s.number - r.sentence) + 0.9 * r.subject - 0.4 * r.inner - 0.5 * title + speaks

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
        if s.child(i, "nmod", "compound", "amod", "acl:relcl", "appos") is not None or _talks(s, i):
            return None
        near = (r for r in reversed(self._seen) if s.number - r.sentence <= _REACH and not r.plural)
        named = (p for r in near for p in r.parties if p.code and r.gender == "n" and p.sector in sectors)
        found = next(named, None)
        return replace(found, name=None) if found else None

    # ── groups ───────────────────────────────────────────────────────────────────────────────────────────

    def group(self, line: Line, i: int) -> tuple[Party, ...] | None:
        """Members of "the two sides", "both countries", "the leaders", "each other"; None for other phrases."""
        s, word = line.sentence, line.sentence.words[i]
        size = _size(s, i)
        if size is None:
            actors = self._own_subject(s, i)
            return (
                tuple(p for p in self._listed(s.number) if p.code not in actors) or None
                if _regional(s, i)
                else None
            )
        if any(
            c in line.hit for c in s.children[i] if s.words[c].deprel in {"amod", "compound", "nmod:poss"}
        ):
            return None
        if any(line.case(c) in {"of", "from"} for c in s.childs(i, "nmod")):
            return None
        members = self._members(line, i, size)
        if members:
            personal = trees.singular(word) in reference.words("persons")
            return tuple(
                Party(p.code, p.name if personal else None, p.sector, p.role if personal else None)
                for p in members
            )
        if size == 0:
            return None
        return (Party(None, reason="several candidates" if self._story.counts else "no country told"),)

    def _members(self, line: Line, i: int, size: int) -> tuple[Party, ...]:
        actors = self._own_subject(line.sentence, i)
        for candidates in self._candidate_sets(line, i):
            fits = len(candidates) == size > 0 or (size == 0 and len(candidates) > 1)
            if fits and not actors & {p.code for p in candidates}:
                return candidates
        return ()

    def _own_subject(self, s: Sentence, i: int) -> set[str | None]:
        """Subjects of the phrase's own verb: "Washington sent aid to the two countries" is not one of the two."""
        if s.words[i].deprel in trees.SUBJECT:
            return set()
        verb = next((a for a in s.ancestors(i) if s.words[a].upos in {"VERB", "AUX"}), None)
        subjects = (
            {c for c in s.children[verb] if s.words[c].deprel in trees.SUBJECT} if verb is not None else set()
        )
        return {p.code for j, p, _ in self._states.get(s.number, ()) if j in subjects}

    def _candidate_sets(self, line: Line, i: int) -> Iterator[tuple[Party, ...]]:
        """Sets of states, the likeliest first: this sentence before the phrase, pairs told before, the article's."""
        number = line.sentence.number
        yield _distinct(p for j, p, core in self._states.get(number, [])[-_WINDOW:] if j < i and core)
        lands = line.sentence.words[i].lemma.lower() in _LANDS
        yield from reversed((self._coordinations if lands else self._pairs)[-6:])
        yield from reversed((self._pairs if lands else self._coordinations)[-6:])
        for n in range(number - 1, max(number - 4, -1), -1):
            yield _distinct(p for _, p, core in self._states.get(n, [])[-_WINDOW:] if core)
            yield _distinct(p for _, p, _ in self._states.get(n, [])[-_WINDOW:])
        yield self._listed(number)
        if len(self._story.counts) == 2:
            yield tuple(Party(code) for code in self._story.counts)

    def _listed(self, number: int) -> tuple[Party, ...]:
        """Persons whom a later sentence lists ("Participants included …"), with those met before."""
        here = [
            p
            for n in (number - 1, number)
            for _, p, core in self._states.get(n, [])[-_WINDOW:]
            if core and p.name
        ]
        listed = self._lists[number + 1] if number + 1 < len(self._lists) else ()
        return _distinct([*here, *listed]) if listed else ()

    @cached_property
    def _lists(self) -> list[tuple[Party, ...]]:
        """By sentence, the first row of persons of several states from there on."""
        found: list[tuple[Party, ...]] = []
        for line in reversed(self._story.lines):
            row = _distinct(self._people.row(line.sentence.number))
            found.append(row if len(row) > 1 else found[-1] if found else ())
        return found[::-1]


def _size(s: Sentence, i: int) -> int | None:
    """How many members a group phrase has, 0 for a plain plural, None if it is no group phrase."""
    word = s.words[i]
    lowered = word.text.lower()
    if (
        lowered == "both"
        and word.upos in {"PRON", "DET"}
        and s.child(i, "nmod") is None
        and word.deprel not in {"det", "cc:preconj", "det:predet"}
    ):
        return 2
    if (
        lowered in {"two", "three", "four"}
        and word.deprel not in {"nummod", "compound"}
        and trees.definite(s, i)
    ):
        return _COUNTS[lowered]
    if lowered == "other" and i and s.words[i - 1].text.lower() == "each":
        return 2
    if lowered == "another" and i and s.words[i - 1].text.lower() == "one":
        return 2
    if (
        lowered in reference.words("bodies")
        and _talks(s, i)
        and [s.words[c].text.lower() for c in s.children[i]] == ["the"]
    ):
        return 0
    noun = trees.singular(word)
    if noun is None or noun not in reference.words("group_nouns"):
        return None
    before = [s.words[c].text.lower() for c in s.children[i] if c < i]
    number = next((_COUNTS[b] for b in before if b in _COUNTS), None)
    if number and ("the" in before or "both" in before or "these" in before or "their" in before):
        return number
    titled = word.upos == "PROPN" and before[:1] == ["the"]  # "The National Security Advisors"
    plain = (before in (["the"], ["these"]) or titled) and noun in reference.words("group_plurals")
    return 0 if plain else None


def _regional(s: Sentence, i: int) -> bool:
    """Leaders of a region, whom a later list may name ("transatlantic leaders")."""
    return s.words[i].lemma.lower() == "leader" and any(
        s.words[c].text.lower() in reference.words("regions") for c in s.children[i]
    )


def _in_main_clause(s: Sentence, i: int) -> bool:
    """Whether no complement, relative or adverbial clause stands between the word and its sentence's root."""
    return not any(
        s.words[a].deprel in {"acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis"}
        for a in s.ancestors(i)
    )


def _talks(s: Sentence, i: int) -> bool:
    """Whether the word is the subject of talks ("the |group discussed …"), as those who have met are."""
    word = s.words[i]
    return (
        word.deprel in trees.SUBJECT
        and word.head >= 0
        and s.words[word.head].lemma in reference.words("discuss")
    )


def _discussed(s: Sentence, word: Word) -> bool:
    """Whether the word stands within what is talked about: "they discussed their engagements with |Russia"."""
    noun = word.head if word.deprel == "nmod" else -1
    verb = s.words[noun].head if noun >= 0 and s.words[noun].deprel == "obj" else -1
    return verb >= 0 and s.words[verb].lemma in reference.words("discuss")


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


def _distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for p in parties:
        if p.code:
            found.setdefault(p.code, p)
    return tuple(found.values())
