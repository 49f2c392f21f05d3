"""What a whole article tells about its states: names and roles by sentence, and the state it is at home in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from detente.entities import gazetteer, persons, roles, trees
from detente.entities.gazetteer import Entry, Hit
from detente.entities.roles import Function
from detente.types import Article, Name, Parse, Sentence

_LOCATIVE = frozenset({"in", "at", "near", "outside", "around", "inside", "across", "throughout"})
_MARKS = {"“": True, "”": False, "``": True, "''": False, '"': None}
_STATES = frozenset({"state", "people", "capital", "metonym", "body"})


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what stands where: ``hit``, ``function`` and ``person`` by word number."""

    sentence: Sentence
    hits: tuple[Hit, ...]
    hit: dict[int, Hit]
    function: dict[int, Function]
    person: dict[int, Name]
    quoted: frozenset[int]


def _line(sentence: Sentence, quoted: frozenset[int]) -> Line:
    hits, functions = gazetteer.find(sentence), roles.find(sentence)
    person = persons.find(sentence, hits, functions)
    hits = [
        h for h in hits if h.entry.kind != "person" and not any(i in person for i in range(h.first, h.last))
    ]
    by_word = {i: h for h in hits for i in range(h.first, h.last)}
    return Line(sentence, tuple(hits), by_word, functions, person, quoted)


def _quoted(sentences: tuple[Sentence, ...]) -> list[frozenset[int]]:
    """Numbers of the words within quotation marks, by sentence; a paragraph begins outside them."""
    found: list[frozenset[int]] = []
    inside, paragraph = False, -1
    for s in sentences:
        if s.paragraph != paragraph:
            inside, paragraph = False, s.paragraph
        numbers = set()
        for i, word in enumerate(s.words):
            if word.text in _MARKS:
                mark = _MARKS[word.text]
                inside = not inside if mark is None else mark
            elif word.text == "`" and i and s.words[i - 1].text == "`":
                inside = True
            elif word.text == "'" and i and s.words[i - 1].text == "'":
                inside = False
            elif inside:
                numbers.add(i)
        found.append(frozenset(numbers))
    return found


def _abbreviated(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Short forms that the article explains are names too: "the Palestinian Authority (PA)"."""
    short: dict[str, Entry] = {}
    for line in lines:
        words = line.sentence.words
        for h in line.hits:
            if h.last + 2 < len(words) and words[h.last].text == "(" and words[h.last + 2].text == ")":
                text = words[h.last + 1].text
                if text.isupper() and len(text) > 1:
                    short[text] = h.entry
    if short:
        for line in lines:
            for i, word in enumerate(line.sentence.words):
                if i not in line.hit and i not in line.person and word.text in short:
                    line.hit[i] = Hit(i, i + 1, short[word.text])
    return lines


class Story:
    """The lines of an article and its home state."""

    def __init__(self, parse: Parse) -> None:
        self.article: Article = parse.article
        self.lines = _abbreviated(tuple(map(_line, parse.sentences, _quoted(parse.sentences))))

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
        """Whether the publisher is a government's own office, so that "the President" and "we" are its own."""
        name = (self.article.publisher or "").lower().removeprefix("the ")
        return name in {"white house", "state department", "department of state"}

    @cached_property
    def home(self) -> str | None:
        """The one state that an institution without a state's name can belong to, or None."""
        if self.official:
            return self.publisher
        ranked = self.counts.most_common(2)
        if not ranked:
            return self.dateline or self.publisher
        (first, most), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
        if most >= 2 * second:
            return first
        return next((c for c in (self.dateline, self.publisher) if c in {code for code, _ in ranked}), None)

    @cached_property
    def dateline(self) -> str | None:
        """The state from which the report was filed."""
        return self.article.dateline.country if self.article.dateline else None

    def local(self, number: int) -> str | None:
        """The only state in which the sentence is set ("in Nairobi", "at the Kenyan border")."""
        line = self.lines[number]
        s = line.sentence
        codes = {
            h.entry.code
            for h in line.hits
            if h.entry.code and h.entry.kind in {"state", "capital", "place"} and _case(s, h) in _LOCATIVE
        }
        return codes.pop() if len(codes) == 1 else None


def _case(s: Sentence, hit: Hit) -> str:
    top = trees.top(s, hit.first, hit.last)
    return s.case(top) or (
        s.case(s.words[top].head) if s.words[top].deprel in {"appos", "conj", "compound"} else ""
    )
