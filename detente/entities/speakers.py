"""Who "I" and "we" are: the speaker of the words they stand in, or the author of an official text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice, pairwise

from detente.entities import trees
from detente.entities.groups import Company
from detente.entities.people import People, party
from detente.entities.story import Line, Story
from detente.knowledge import reference
from detente.knowledge.speaking import speech
from detente.types import Party, Sentence

FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_ONE = frozenset({"i", "me", "my", "mine", "myself"})
_CLUBS = frozenset({"G7", "G20", "NATO", "UN"})
_OPENING = 12  # sentences in which a joint statement says whose it is
_CLIMB = 30  # heads on the way up

PartiesOf = Callable[[Line, int], tuple[Party, ...]]


class Speakers:
    """Speakers by sentence; ``of`` gives the parties of a word's phrase."""

    def __init__(self, story: Story, people: People, company: Company, of: PartiesOf) -> None:
        self._story = story
        self._people = people
        self._company = company
        self._of = of
        self._speech: dict[tuple[int, int], tuple[int, ...]] = {}
        self._told: dict[int, tuple[Party, ...]] = {}

    def first_person(self, line: Line, i: int) -> tuple[Party, ...]:
        """Parties of "I" or "we": a speaker with name, or those for whom the speaker speaks."""
        found = self._shared(line, i) or self._speaker(line, i)
        if line.sentence.words[i].text.lower() in _ONE:
            return found
        return tuple(replace(p, name=None, role=None) for p in found)

    def _shared(self, line: Line, i: int) -> tuple[Party, ...]:
        """Whose "our" is in what an official text tells of a talk: "They discussed |our close cooperation"."""
        s, author = line.sentence, self._story.author
        if not author or i in line.quoted or s.words[i].text.lower() != "our" or s.words[i].head < 0:
            return ()
        noun = s.words[i].head
        verb = next((a for a in islice(s.ancestors(i), _CLIMB) if s.words[a].upos == "VERB"), None)
        lands = s.words[noun].lemma.lower() in reference.words("lands") and s.words[noun].xpos == "NNS"
        return (
            self._company.last(s.number, author)
            if lands or (verb is not None and _of_others(s, verb))
            else ()
        )

    def _speaker(self, line: Line, i: int) -> tuple[Party, ...]:
        s = line.sentence
        told = next((found for v in self._verbs_over(s, i) if (found := self._subject(line, v))), ())
        if told:
            return told
        if i in line.quoted:
            for n in (s.number - 1, s.number + 1, s.number - 2):
                if 0 <= n < len(self._story.lines) and (found := self._any(self._story.lines[n])):
                    return found
        return self._author(one=s.words[i].text.lower() in _ONE)

    def _verbs_over(self, s: Sentence, i: int) -> Iterator[int]:
        """Speech verbs whose words hold word i: "X |said| we …", "we …, X |said|"."""
        at = i
        for _, up in zip(range(_CLIMB), s.ancestors(i), strict=False):
            if s.words[at].deprel in {"ccomp", "parataxis"} and _speaks(s, up):
                yield up
            yield from (c for c in self._beside(s, up) if c != at)
            at = up

    def _beside(self, s: Sentence, up: int) -> tuple[int, ...]:
        """Speech verbs that are set beside a word's clause."""
        key = (s.number, up)
        if key not in self._speech:
            self._speech[key] = tuple(c for c in s.childs(up, "parataxis") if _speaks(s, c))[:4]
        return self._speech[key]

    def _subject(self, line: Line, verb: int) -> tuple[Party, ...]:
        s = line.sentence
        subject = next((c for c in s.children[verb] if s.words[c].deprel in trees.SUBJECT), None)
        if subject is None and s.words[verb].deprel == "conj":
            subject = next(
                (c for c in s.children[s.words[verb].head] if s.words[c].deprel in trees.SUBJECT), None
            )
        return tuple(p for p in self._of(line, subject) if p.code or p.name) if subject is not None else ()

    def _any(self, line: Line) -> tuple[Party, ...]:
        """The speaker of a neighbouring sentence."""
        s = line.sentence
        if s.number not in self._told:
            verbs = (v for v in range(len(s.words)) if s.words[v].upos == "VERB" and _speaks(s, v))
            self._told[s.number] = next((found for v in verbs if (found := self._subject(line, v))), ())
        return self._told[s.number]

    def _author(self, *, one: bool) -> tuple[Party, ...]:
        """Of an official text: the person or the states of its title, else the publisher's state."""
        if not one and "joint statement" in self._story.heading:
            return self._jointly
        if not self._story.author:
            return ()
        if not one:
            return (Party(self._story.author),)
        named = (p for p in self._people.all if p.seen[0][0] == 0 and p.code == self._story.author)
        return tuple(party(p) for p in islice(named, 1))

    @cached_property
    def _jointly(self) -> tuple[Party, ...]:
        """Whom "We, the governments of …," names, or the states of the title or the opening of a joint statement."""
        for line in self._story.lines[:_OPENING]:
            words = line.sentence.words
            for i, (word, after) in enumerate(pairwise(words)):
                if (
                    word.text == "We"
                    and after.text == ","
                    and len(told := self._named(line, i, word.head)) > 1
                ):
                    return told
        openings = (self._named(line, -1, len(line.sentence.words)) for line in self._story.lines[:4])
        return next((told for told in openings if len(told) > 1), ())

    def _named(self, line: Line, after: int, before: int) -> tuple[Party, ...]:
        """States and organisations named between two words, by name or by a person."""
        named = [(h.first, h.entry.code) for h in line.hits if h.entry.kind != "place"]
        named += [(i, p.code) for (n, i), p in self._people.at.items() if n == line.sentence.number]
        codes = dict.fromkeys(c for i, c in sorted(named, key=lambda x: x[0]) if c and after < i < before)
        return tuple(Party(c) for c in codes if c not in _CLUBS)


def _of_others(s: Sentence, verb: int) -> bool:
    """Whether others than "I" and "we" discuss something."""
    subjects = [s.words[c].text.lower() for c in s.childs(verb, "nsubj")]
    return s.words[verb].lemma in reference.words("discuss") and bool(subjects) and not FIRST & {*subjects}


def _speaks(s: Sentence, i: int) -> bool:
    return s.words[i].lemma in speech().verbs
