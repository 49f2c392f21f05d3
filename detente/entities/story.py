"""What a whole article tells about its states: names and roles by sentence, and the state it is at home in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from detente.entities import gazetteer, persons, roles
from detente.entities.gazetteer import Hit
from detente.entities.roles import Function
from detente.types import Article, Name, Parse, Sentence

_STATES = frozenset({"state", "people", "capital", "metonym", "body"})


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what stands where: ``hit``, ``function`` and ``person`` by word number."""

    sentence: Sentence
    hits: tuple[Hit, ...]
    hit: dict[int, Hit]
    function: dict[int, Function]
    person: dict[int, Name]


def _line(sentence: Sentence) -> Line:
    hits, functions = gazetteer.find(sentence), roles.find(sentence)
    person = persons.find(sentence, hits, functions)
    hits = [h for h in hits if h.entry.kind != "person" and not any(i in person for i in range(h.first, h.last))]
    return Line(sentence, tuple(hits), {i: h for h in hits for i in range(h.first, h.last)}, functions, person)


class Story:
    """The lines of an article and its home state."""

    def __init__(self, parse: Parse) -> None:
        self.article: Article = parse.article
        self.lines = tuple(_line(s) for s in parse.sentences)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each state is named; the title counts double."""
        total: Counter[str] = Counter()
        for line in self.lines:
            weight = 2 if line.sentence.is_title else 1
            for h in line.hits:
                if h.entry.code and h.entry.kind in _STATES:
                    total[h.entry.code] += weight
        return total

    @cached_property
    def publisher(self) -> str | None:
        """The state of the publisher, if it is an institution or medium with one."""
        name = self.article.publisher
        if not name:
            return None
        flow = gazetteer.stream(name.replace("The ", "").split())
        found = [entry for _, entry in gazetteer.names().ends(flow, 0)]
        return found[-1].code if found and found[-1].kind in {"metonym", "body", "organisation"} else None

    @cached_property
    def official(self) -> bool:
        """Is the publisher a government's own office, so that "the President" and "we" are its own?"""
        name = (self.article.publisher or "").lower().removeprefix("the ")
        return name in {"white house", "state department", "department of state"}

    @cached_property
    def home(self) -> str | None:
        """The one state that an institution without a state's name can belong to, or None."""
        if self.official:
            return self.publisher
        ranked = self.counts.most_common(2)
        dateline = self.article.dateline.country if self.article.dateline else None
        if not ranked:
            return dateline or self.publisher
        (first, most), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
        if most >= 2 * second:
            return first
        return next((c for c in (dateline, self.publisher) if c in {code for code, _ in ranked}), None)

    def local(self, number: int) -> str | None:
        """The only state named in a sentence."""
        codes = {h.entry.code for h in self.lines[number].hits if h.entry.code and h.entry.kind != "organisation"}
        return codes.pop() if len(codes) == 1 else None
