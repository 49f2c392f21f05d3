"""What a whole article tells about its states: names and roles by sentence, and the state it is at home in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from detente.entities import gazetteer, offices, persons, roles, trees
from detente.entities.gazetteer import Entry, Hit
from detente.entities.offices import Known
from detente.entities.roles import Function
from detente.types import Article, Name, Parse, Sentence

_CLEAR = 1.5  # times as often as any other state
_LOCATIVE = frozenset({"in", "at", "near", "outside", "around", "inside", "across", "throughout"})
_OFFICIAL = frozenset({"white house", "state department", "department of state"})
_FORMS = ("readout of", "statement by", "statement from", "joint statement", "remarks by")
_MARKS = {"“": True, "”": False, "``": True, "''": False, '"': None}
_STATES = frozenset({"state", "people", "capital", "metonym", "body"})


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what stands where: ``hit``, ``function`` and ``person`` and ``name`` by word number."""

    sentence: Sentence
    hits: tuple[Hit, ...]
    hit: dict[int, Hit]
    function: dict[int, Function]
    person: dict[int, Name]
    quoted: frozenset[int]
    name: dict[int, Name]
    cases: dict[int, str]

    def case(self, i: int) -> str:
        """The preposition of word i, or ""."""
        return self.cases.get(i, "")


def _line(sentence: Sentence, quoted: frozenset[int], on: dt.date | None) -> Line:
    hits, functions = gazetteer.find(sentence, on), roles.find(sentence)
    person = persons.find(sentence, hits, functions)
    hits = [
        h
        for h in hits
        if h.entry.kind != "person"
        and not any(i in person for i in range(h.first, h.last))
        and not (h.first in functions and functions[h.first].clipped)
    ]
    by_word = {i: h for h in hits for i in range(h.first, h.last)}
    name = {i: n for n in sentence.names for i in range(n.first, n.last)}
    return Line(sentence, tuple(hits), by_word, functions, person, quoted, name, _cases(sentence))


def _cases(sentence: Sentence) -> dict[int, str]:
    heads = {w.head for w in sentence.words if w.deprel == "case" and w.head >= 0}
    return {i: sentence.case(i) for i in heads}


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
        self._local: dict[int, str | None] = {}
        pairs = zip(parse.sentences, _quoted(parse.sentences), strict=True)
        self.lines = _abbreviated(tuple(_line(s, quoted, self.article.published) for s, quoted in pairs))

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
    def _settings(self) -> Counter[str]:
        """How often places of each state are named."""
        hits = [h for line in self.lines for h in line.hits if h.entry.kind == "place"]
        return Counter(h.entry.code for h in hits if h.entry.code)

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
    def heading(self) -> str:
        """The title, or the first sentence where there is none, in lower case."""
        first = (
            self.article.text[self.lines[0].sentence.start : self.lines[0].sentence.end] if self.lines else ""
        )
        return (self.article.title or first).lower()

    @cached_property
    def author(self) -> str | None:
        """The state whose government wrote the text, so that "the President" and "we" are its own, or None."""
        name = (self.article.publisher or "").lower().removeprefix("the ")
        if name in _OFFICIAL:
            return self.publisher
        title = (self.article.title or "").lower()
        if not title.startswith(_FORMS):
            return None
        heads = [line for line in self.lines if line.sentence.is_title]
        titled = (k for line in heads for k in self._titled(line))
        return next((k.code for k in titled if k), None) or self._spoken_for(heads)

    def _spoken_for(self, heads: list[Line]) -> str | None:
        """The state of the institution whose officer the title names ("Statement by |NSC Spokesperson Emily Horne")."""
        for line in heads:
            officers = [f for f in line.function.values() if f.role.kind == "person"]
            first = min((f.first for f in officers), default=-1)
            before = [
                h.entry
                for h in line.hits
                if h.last == first and h.entry.kind in {"body", "metonym", "people"}
            ]
            if before:
                return before[0].code
        return None

    def _titled(self, line: Line) -> Iterator[Known | None]:
        """Office holders whom the title names."""
        on = self.article.published
        for name in dict.fromkeys(line.person[i] for i in sorted(line.person)):
            words = [w.text for w in line.sentence.words[name.first : name.last]]
            title = line.function.get(name.first - 1)
            yield (
                offices.by_full_name(" ".join(words), on)
                if len(words) > 1
                else offices.by_family_name(words[0], on, title.role.office if title else None)
            )

    @cached_property
    def home(self) -> str | None:
        """The one state that an institution without a state's name can belong to, or None."""
        if self.author:
            return self.author
        ranked = (self.counts + self._settings).most_common(2)
        if not ranked:
            return self.dateline or self.publisher
        (first, most), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
        if most >= 1.2 * second:
            return first
        return next((c for c in (self.dateline, self.publisher) if c in {code for code, _ in ranked}), None)

    @cached_property
    def single(self) -> bool:
        """Whether the story is of one state: no other is named half as often."""
        ranked = [n for _, n in (self.counts + self._settings).most_common(2)]
        return len(ranked) < 2 or ranked[0] >= _CLEAR * ranked[1]

    @cached_property
    def dateline(self) -> str | None:
        """The state from which the report was filed."""
        return self.article.dateline.country if self.article.dateline else None

    def local(self, number: int) -> str | None:
        """The only state in which the sentence is set ("in Nairobi", "at the Kenyan border")."""
        if number not in self._local:
            self._local[number] = _scene(self.lines[number])
        return self._local[number]


def _scene(line: Line) -> str | None:
    codes = {
        h.entry.code
        for h in line.hits
        if h.entry.code and h.entry.kind in {"state", "capital", "place"} and _case(line, h) in _LOCATIVE
    }
    return codes.pop() if len(codes) == 1 else None


def _case(line: Line, hit: Hit) -> str:
    s = line.sentence
    top = trees.top(s, hit.first, hit.last)
    return line.case(top) or (
        line.case(s.words[top].head) if s.words[top].deprel in {"appos", "conj", "compound"} else ""
    )
