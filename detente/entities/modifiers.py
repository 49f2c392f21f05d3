"""What stands around a noun and tells whose it is: "U.S. and Chinese officials", "the president of France"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from detente.entities import titles
from detente.entities.people import People
from detente.entities.story import Line
from detente.knowledge import reference
from detente.types import Party

_BEFORE = frozenset({"amod", "compound", "nmod:poss", "nmod:desc", "nmod", "flat", "nmod:unmarked"})
_INSIDE = frozenset({"compound", "obl", "amod", "nmod", "obl:unmarked"})
_LINKS = {"of": 0, "from": 1, "for": 1, "at": 1, "in": 2}

PartiesOf = Callable[[Line, int, int], list[Party]]


class Modifiers:
    """Parties in the modifiers of a phrase; ``of`` gives those of a word's own phrase, one level deeper."""

    def __init__(self, people: People, of: PartiesOf) -> None:
        self._people = people
        self._of = of

    def told(self, line: Line, first: int, last: int, depth: int) -> tuple[Party, ...]:
        """Whose the phrase of words ``first`` to ``last`` is: by the words before, inside, behind, or beside it."""
        s = line.sentence
        inside = (p for j in range(first, last) if j in line.hit for p in self._of(line, j, depth))
        beside = (
            p for j in range(first, last) for c in s.childs(j, "appos") for p in self._of(line, c, depth)
        )
        return (
            self.before(line, first, last, depth)
            or distinct(inside)
            or self.behind(line, first, last, depth)
            or distinct(beside)
            or self._adjacent(line, first, depth)
        )

    def others(self, line: Line, first: int, last: int, depth: int) -> tuple[Party, ...]:
        """Whose a phrase is whose possessor is somebody else ("his |counterparts from Latvia and Estonia")."""
        s = line.sentence
        owners = {c for j in range(first, last) for c in s.childs(j, "nmod:poss")}
        states = [
            c for j in range(first, last) for c in s.children[j] if c < first and s.words[c].deprel in _BEFORE
        ]
        every = (k for c in states if c not in owners for k in (c, *s.childs(c, "conj")))
        beside = (
            p for j in range(first, last) for c in s.childs(j, "appos") for p in self._of(line, c, depth)
        )
        return (
            distinct(p for k in every for p in self._modifier(line, k, depth))
            or self.behind(line, first, last, depth)
            or distinct(beside)
        )

    def before(self, line: Line, first: int, last: int, depth: int) -> tuple[Party, ...]:
        """As in "Chinese |officials", "Iran's |foreign ministry", and what is joined to such a modifier."""
        s = line.sentence
        heads = [
            c for j in range(first, last) for c in s.children[j] if c < first and s.words[c].deprel in _BEFORE
        ]
        adjectives = [c for c in heads if s.words[c].upos != "PRON"]
        for nearer in (adjectives, heads):  # "his Greek counterpart" is Greek
            every = (k for c in nearer for k in (c, *s.childs(c, "conj")))
            if found := distinct(p for k in every for p in self._modifier(line, k, depth)):
                return found
        return ()

    def behind(self, line: Line, first: int, last: int, depth: int) -> tuple[Party, ...]:
        """As in "the president| of France", "troops| from Uganda", "police| in Nairobi"; the closest link wins."""
        s = line.sentence
        own = sorted(self._links(line, first, last))
        joined = [k for j in range(first, last) for k in s.childs(j, "conj") if s.words[k].upos == "NOUN"]
        named = [n for k in joined for n in s.childs(k, "nmod") if line.case(n) == "of"]
        shared = [n for n in named if n in line.hit or n in line.function]
        for c in (*(c for _, c in own), *shared):  # "the |government and people of Israel"
            every = (c, *s.childs(c, "conj"))
            if found := distinct(p for k in every for p in self._of(line, k, depth)):
                return found
        return ()

    def _adjacent(self, line: Line, first: int, depth: int) -> tuple[Party, ...]:
        """The name right in front, where the tree has it elsewhere ("a team of U.N. |monitors")."""
        near = first - 1
        if near not in line.hit or titles.described(line, line.hit[near]):
            return ()
        return distinct(self._of(line, near, depth))

    def _links(self, line: Line, first: int, last: int) -> Iterator[tuple[int, int]]:
        s = line.sentence
        for j in range(first, last):
            for c in s.childs(j, "nmod"):
                if c >= last and line.case(c) in _LINKS:
                    yield _LINKS[line.case(c)], c
        if last + 1 < len(s.words) and s.words[last].text.lower() == "of":
            after = last + 2 if s.words[last + 1].upos == "DET" else last + 1
            if after in line.hit:
                yield 0, after

    def _modifier(self, line: Line, k: int, depth: int) -> list[Party]:
        s = line.sentence
        if code := reference.politics().get(s.words[k].text.lower()):
            return [Party(code)]
        if k in line.hit or (s.number, k) in self._people.at or s.words[k].deprel == "nmod:poss":
            return self._of(line, k, depth)
        inner = [c for c in s.children[k] if c in line.hit and s.words[c].deprel in _INSIDE]
        return [p for c in inner for p in self._of(line, c, depth)]


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Parties with a code, one per code, in reading order."""
    found: dict[str, Party] = {}
    for p in parties:
        if p.code:
            found.setdefault(p.code, p)
    return tuple(found.values())
