"""Group phrases: "the two sides", "both countries", "the leaders", "each other" are the states at hand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from detente.entities import trees
from detente.entities.modifiers import distinct
from detente.entities.people import People
from detente.entities.story import Line, Story
from detente.knowledge import reference
from detente.types import Mention, Party, Sentence, Word

_WINDOW = 60  # phrases of a sentence kept in mind
_FAR = 4  # sentences back in which a group is still at hand
_BACK = 6  # groups told before that are tried
_PAIRING = frozenset({"with", "between", "and", "to"})
_TELLING = frozenset({"the", "both", "these", "their", "our", "its", "all", "each", "either", "neither"})

Parties = tuple[Party, ...]


class Company:
    """Who stands together: states by sentence, groups that have met and those that were listed, in reading order."""

    def __init__(self, story: Story, people: People) -> None:
        self._story = story
        self._people = people
        self._states: dict[int, list[tuple[int, Party, bool]]] = {}
        self._met: list[Parties] = []
        self._when: list[int] = []
        self._listed_together: list[Parties] = []
        self._groups: dict[int, tuple[int, Parties]] = {}

    # ── memory ───────────────────────────────────────────────────────────────────────────────────────────

    def add(self, line: Line, i: int, mention: Mention) -> None:
        """A phrase that was met."""
        s, word = line.sentence, line.sentence.words[i]
        core = not (
            word.deprel in {"amod", "compound"} or (mention.place and line.case(i) in {"in", "at", "near"})
        )
        self._states.setdefault(s.number, []).extend((i, p, core) for p in mention.parties if p.code)
        if (
            word.deprel in trees.SUBJECT
            and s.words[word.head].head < 0
            and len(distinct(mention.parties)) > 1
        ):
            self._groups.setdefault(s.number, (i, distinct(mention.parties)))

    def close(self, line: Line) -> Parties:
        """At the end of a sentence: joined subjects and "X met with Y" make a group for what follows; () if none."""
        s = line.sentence
        self._listed_together += self._joined(line)
        if s.number in self._groups:
            group = self._groups[s.number][1]
        else:
            group = distinct(
                p for i, p, core in self._states.get(s.number, ()) if core and self._together(line, i)
            )
        if len(group) < 2:
            return ()
        self._met.append(group)
        self._when.append(s.number)
        return group

    def last(self, number: int, code: str) -> Parties:
        """The group with this member that met last, in a sentence up to this one and not far before; () if none."""
        at = bisect_right(self._when, number)
        near = (
            self._met[n] for n in range(at - 1, max(at - 1 - _BACK, -1), -1) if number - self._when[n] <= _FAR
        )
        return next((group for group in near if any(p.code == code for p in group)), ())

    def _joined(self, line: Line) -> Iterator[Parties]:
        """States joined by "and" in a sentence, each coordination by itself."""
        s = line.sentence
        by_word: dict[int, list[Party]] = {}
        for i, party, _ in self._states.get(s.number, ()):
            by_word.setdefault(i, []).append(party)
        for i in by_word:
            members = distinct(p for k in (i, *s.childs(i, "conj")) for p in by_word.get(k, ()))
            if len(members) > 1:
                yield members

    def _together(self, line: Line, i: int) -> bool:
        """A subject, a partner ("with Y", "between X and Y"), an object of the sentence, or joined to one."""
        s, word = line.sentence, line.sentence.words[i]
        if word.deprel == "conj" and word.head >= 0:
            i, word = word.head, s.words[word.head]
        if line.case(i) in _PAIRING and word.deprel != "advcl":
            return _in_main_clause(s, i) and not _discussed(s, word)
        return (
            word.deprel in {*trees.SUBJECT, "obj", "iobj"}
            and _in_main_clause(s, i)
            and ((s.number, i) in self._people.at or not _topic(s, word))
        )

    # ── groups ───────────────────────────────────────────────────────────────────────────────────────────

    def group(self, line: Line, i: int) -> Parties | None:
        """Members of a group phrase; None for other phrases."""
        s, word = line.sentence, line.sentence.words[i]
        size = _size(s, i)
        if size is None:
            if _regional(s, i):
                return self._of_list(line, i, self._lists)
            return (
                self._of_list(line, i, self._attendance) if _allied(s, i) and line.case(i) == "with" else None
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

    def _of_list(self, line: Line, i: int, lists: list[Parties]) -> Parties | None:
        """Leaders of a region, or allies, by a later list, without those who received them."""
        hosts = self._own_subject(line.sentence, i)
        return tuple(p for p in self._listed(line.sentence.number, lists) if p.code not in hosts) or None

    def _members(self, line: Line, i: int, size: int) -> Parties:
        noun = trees.singular(line.sentence.words[i]) or line.sentence.words[i].text.lower()
        lands, personal = noun in reference.words("lands"), noun in reference.words("persons")
        actors = self._own_subject(line.sentence, i)
        for candidates in self._candidate_sets(line, i, lands=lands):
            fit = tuple(
                p for p in candidates if not (lands or personal) or p.sector != "IGO" or (personal and p.name)
            )
            fits = len(fit) == size > 0 or (size == 0 and len(fit) > 1)
            if fits and not actors & {p.code for p in fit}:
                return fit
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

    def _candidate_sets(self, line: Line, i: int, *, lands: bool) -> Iterator[Parties]:
        """Sets of states, the likeliest first: this sentence before the phrase, groups told before, the article's."""
        number = line.sentence.number
        yield distinct(p for j, p, core in self._states.get(number, [])[-_WINDOW:] if j < i and core)
        yield from reversed((self._listed_together if lands else self._met)[-_BACK:])
        yield from reversed((self._met if lands else self._listed_together)[-_BACK:])
        for n in range(number - 1, max(number - 4, -1), -1):
            yield distinct(p for _, p, core in self._states.get(n, [])[-_WINDOW:] if core)
            yield distinct(p for _, p, _ in self._states.get(n, [])[-_WINDOW:])
        yield self._listed(number, self._lists)
        if len(self._story.counts) == 2:
            yield tuple(Party(code) for code in self._story.counts)

    def _listed(self, number: int, lists: list[Parties]) -> Parties:
        """Persons whom a later sentence lists ("Participants included …"), with those met before."""
        here = [
            p
            for n in (number - 1, number)
            for _, p, core in self._states.get(n, [])[-_WINDOW:]
            if core and p.name
        ]
        listed = lists[number + 1] if number + 1 < len(lists) else ()
        return distinct([*here, *listed]) if listed else ()

    @cached_property
    def _lists(self) -> list[Parties]:
        """By sentence, the first row of persons of several states from there on."""
        return self._ahead(self._story.lines)

    @cached_property
    def _attendance(self) -> list[Parties]:
        """The same of sentences that say who took part ("Joining the President on the call were …")."""
        words = reference.words("attending")
        return self._ahead(
            line for line in self._story.lines if any(w.text.lower() in words for w in line.sentence.words)
        )

    def _ahead(self, lines: Iterable[Line]) -> list[Parties]:
        """By sentence, the first row of persons of several states in these lines from there on."""
        rows = {(n := line.sentence.number): distinct(self._people.row(n)) for line in lines}
        found: list[Parties] = []
        for line in reversed(self._story.lines):
            row = rows.get(line.sentence.number, ())
            found.append(row if len(row) > 1 else found[-1] if found else ())
        return found[::-1]


def _size(s: Sentence, i: int) -> int | None:
    """How many members a group phrase has, 0 for a plain plural, None if it is no group phrase."""
    word, counts = s.words[i], reference.counts()
    lowered = word.text.lower()
    if (
        lowered in {"both", "neither", "either"}
        and word.upos in {"PRON", "DET"}
        and s.child(i, "nmod") is None
        and word.deprel not in {"det", "cc:preconj", "det:predet", "advmod", "cc"}
    ):
        return 2
    if lowered in counts and word.upos == "NOUN" and trees.definite(s, i) and s.child(i, "nmod") is None:
        return counts[lowered]
    if (
        lowered in {"two", "three", "four"}
        and word.deprel not in {"nummod", "compound"}
        and trees.definite(s, i)
    ):
        return counts[lowered]
    if (lowered, s.words[i - 1].text.lower() if i else "") in {("other", "each"), ("another", "one")}:
        return 2
    before = [s.words[c].text.lower() for c in s.children[i] if c < i]
    if lowered in reference.words("bodies") and talks(s, i) and len(s.children[i]) == 1 and before == ["the"]:
        return 0
    if lowered in reference.words("group_nouns") and before[:1] in (["each"], ["either"], ["neither"]):
        return 2
    noun = trees.singular(word)
    if noun is None or noun not in reference.words("group_nouns"):
        return None
    number = next((counts[b] for b in before if b in counts), None)
    if number and _TELLING & {*before}:
        return number
    titled = word.upos == "PROPN" and before[:1] == ["the"]  # "The National Security Advisors"
    bare = not s.children[i] and i == 0  # "Leaders discussed …"
    plain = (before in (["the"], ["these"], ["all"]) or titled or bare) and noun in reference.words(
        "group_plurals"
    )
    return 0 if plain else None


def _regional(s: Sentence, i: int) -> bool:
    """Leaders of a region, whom a later list may name ("transatlantic leaders")."""
    return s.words[i].lemma.lower() == "leader" and any(
        s.words[c].text.lower() in reference.words("regions") for c in s.children[i]
    )


def _allied(s: Sentence, i: int) -> bool:
    """Allies, or "allies and partners", whom nothing else tells."""
    near = [i, *s.childs(i, "conj")]
    others = [
        c for k in near for c in s.children[k] if s.words[c].deprel not in ("conj", "cc", "case", "punct")
    ]
    nouns = {s.words[k].text.lower() for k in near}
    return not others and "allies" in nouns and nouns <= reference.words("friends")


def _in_main_clause(s: Sentence, i: int) -> bool:
    """Whether no complement, relative or adverbial clause stands between the word and its sentence's root."""
    return not any(
        s.words[a].deprel in {"acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis"}
        for a in s.ancestors(i)
    )


def talks(s: Sentence, i: int) -> bool:
    """Whether the word is the subject of talks ("the |group discussed …"), as those who have met are."""
    word = s.words[i]
    return (
        word.deprel in trees.SUBJECT
        and word.head >= 0
        and s.words[word.head].lemma in reference.words("discuss")
    )


def _topic(s: Sentence, word: Word) -> bool:
    """Whether the word is what is talked about: "they discussed |Germany's presidency"."""
    return word.deprel == "obj" and word.head >= 0 and s.words[word.head].lemma in reference.words("discuss")


def _discussed(s: Sentence, word: Word) -> bool:
    """Whether the word stands within what is talked about: "they discussed their engagements with |Russia"."""
    noun = word.head if word.deprel == "nmod" else -1
    return noun >= 0 and _topic(s, s.words[noun])
