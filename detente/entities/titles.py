"""What stands around a person's name: title, state, apposition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.entities import trees
from detente.entities.gazetteer import Hit
from detente.entities.roles import Function
from detente.entities.story import Line
from detente.knowledge import reference
from detente.types import Name

_WALK = frozenset({"ADJ", "NOUN", "PROPN", "PART", "NUM", "ADV", "X"})
_HYPHENS = frozenset({"-", "–", "‑"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_OF = frozenset({"of", "for", "to"})
_AHEAD = 4  # words in front of a role in which its time is told
_NEAR = 4  # words in which an apposition without a role must name the organisation
_WINDOW = 14  # words in which an apposition must name its role


@dataclass(frozen=True, slots=True)
class Title:
    """A role told for a person, the names that tell whose role it is, and the possessor ("Biden's adviser")."""

    function: Function | None
    hits: tuple[Hit, ...]
    possessor: tuple[int, int] | None = None
    honorific: str | None = None
    domestic: str | None = None

    def role(self, line: Line) -> str | None:
        """The role with the word of time in front of it ("former president")."""
        return timed(line, self.function) if self.function else None


def timed(line: Line, function: Function) -> str:
    """A role's words, behind the word of time in front of them if there is one."""
    words = line.sentence.words[max(function.first - _AHEAD, 0) : function.first]
    time = next((w.text.lower() for w in words if w.text.lower() in reference.words("former")), None)
    return f"{time} {function.role.words}" if time else function.role.words


def told(line: Line, name: Name) -> Iterator[Title]:
    """All that one sentence tells of the bearer of a name."""
    before = _before(line, name.first)
    function = before.function
    hits = (*_after_of(line, name.last), *before.hits)
    if function or hits or before.honorific or before.domestic or before.possessor:
        yield Title(function, hits, before.possessor, before.honorific, before.domestic)
    yield from _apposed(line, name)
    yield from _called(line, name)
    yield from _example(line, name)


def _before(line: Line, at: int) -> Title:
    """Title and state in front of word ``at``: "Chinese Foreign Minister |Qin Gang"."""
    words = line.sentence.words
    function, hits, possessor, honorific, domestic = None, [], None, None, None
    i = at - 1
    while i >= 0 and at - i < _WINDOW:
        word = words[i]
        if (
            (i in line.person or _possessor(line, i))
            and i + 1 < len(words)
            and words[i + 1].text in _POSSESSIVE
        ):
            possessor = (line.sentence.number, i)
            break
        if i in line.hit and not described(line, line.hit[i]):
            if _set_in(line, line.hit[i], function):
                break
            if (link := _charge(line, line.hit[i])) is not None:
                i = link - 1
                continue
            hits.append(line.hit[i])
            i = line.hit[i].first - 1
            continue
        if i in line.function and line.function[i].role.kind == "people":
            break
        if i in line.function and (function is None or function.role.kind != "person"):
            function = line.function[i]
        lowered = word.text.lower().rstrip(".")
        honorific = honorific or (lowered if lowered in reference.honorifics() and i == at - 1 else None)
        domestic = domestic or reference.domestic_titles().get(lowered) or reference.politics().get(lowered)
        inside = word.text in _OF and i and _tells_office(line, i)
        if i in line.person or not (
            word.upos in _WALK or word.text in _HYPHENS or i in line.function or inside
        ):
            break
        i -= 1
    return Title(function, tuple(hits), possessor, honorific, domestic)


def _charge(line: Line, hit: Hit) -> int | None:
    """The "for" or "to" between an office and what it is charged with ("Envoy |for the Horn of Africa")."""
    words, link = line.sentence.words, hit.first - 1
    link -= link > 0 and words[link].upos == "DET"
    told = link > 0 and words[link].text in {"for", "to"} and _tells_office(line, link)
    return link if told else None


def _tells_office(line: Line, link: int) -> bool:
    """Whether "of", "for" or "to" stands inside a title ("Special Envoy |for the Horn of Africa Jeffrey Feltman")."""
    words = line.sentence.words
    function = line.function.get(link - 1)
    if function is None or not words[link - 1].text[:1].isupper():
        return False
    return words[link].text == "of" or (
        function.role.kind == "person" and words[function.first].text[:1].isupper()
    )


def _set_in(line: Line, hit: Hit, function: Function | None) -> bool:
    """Whether the name tells where ("While in Brussels |President Biden"), not whose a title is."""
    ahead = line.sentence.words[hit.first - 1].text.lower() if hit.first else ""
    return ahead in {"in", "at", "near"} and function is not None and function.role.kind == "person"


def described(line: Line, hit: Hit) -> bool:
    """Whether the name is only half of a description ("Iran-backed", "pro-Russian", "Doha-based")."""
    words = line.sentence.words
    j = hit.last + 1 if hit.last < len(words) and words[hit.last].text in _HYPHENS else hit.last
    follows = words[j].text.lower() if j < len(words) and j > hit.last else ""
    own = words[hit.last - 1].text.lower().rpartition("-")[2]
    leads = words[hit.first].text.lower().partition("-")[0]
    back = (
        words[hit.first - 2].text.lower() if hit.first > 1 and words[hit.first - 1].text in _HYPHENS else ""
    )
    tails, fronts = reference.words("not_after_name"), reference.words("not_before_name")
    return follows in tails or own in tails or leads in fronts or back in fronts


def _after_of(line: Line, at: int) -> tuple[Hit, ...]:
    """The state in "Foreign Minister Qin Gang| of China", "Director Qin Gang| of the State Bureau of China"."""
    words = line.sentence.words
    if at < len(words) and words[at].text.lower() == "of":
        for j in range(at + 1, min(at + _WINDOW, len(words))):
            if j in line.hit:
                return (line.hit[j],)
            if words[j].upos not in {"ADJ", "DET", "NOUN", "PROPN"} and words[j].text.lower() != "of":
                break
    return ()


def _apposed(line: Line, name: Name) -> Iterator[Title]:
    """Roles in "Qin Gang|, China's foreign minister," and "China's foreign minister, |Qin Gang"."""
    words = line.sentence.words
    junior = name.last + 1 < len(words) and words[name.last + 1].text.lower().rstrip(".") in {"jr", "sr"}
    last = name.last + 2 if junior else name.last
    if last + 1 < len(words) and words[last].text in {",", "("}:
        yield from _phrase(line, last + 1, +1)
    if name.first > 1 and words[name.first - 1].text == ",":
        yield from _phrase(line, name.first - 2, -1)


def _phrase(line: Line, at: int, step: int) -> Iterator[Title]:
    """The noun phrase that runs from word ``at`` to the next comma or verb, if it names a role."""
    words = line.sentence.words
    function, hits, possessor, linked, i = None, [], None, False, at
    while 0 <= i < len(words) and abs(i - at) < _WINDOW:
        word = words[i]
        if (
            word.text in {",", ")", "(", ";", ":"}
            or word.upos in {"AUX", "PRON", "SCONJ"}
            or _finite(word.xpos)
        ):
            break
        if (i in line.person and not (linked or _owns(line, i))) or (i == at and word.upos == "CCONJ"):
            return
        linked = linked or (step > 0 and function is not None and word.text.lower() in _OF)
        if i in line.person or _possessor(line, i):
            possessor = (line.sentence.number, i)
        function = function or line.function.get(i)
        if i in line.hit and line.hit[i] not in hits and not described(line, line.hit[i]):
            hits.append(line.hit[i])
        i += step
    if function and function.role.kind == "person":
        yield Title(function, tuple(_own(function, hits)), possessor)
    elif not function and hits and abs(hits[0].first - at) < _NEAR and _tells(line, hits[0], at, i - step):
        yield Title(None, tuple(hits[:1]))


def _tells(line: Line, hit: Hit, at: int, end: int) -> bool:
    """Whether an apposition without a role tells whose somebody is: "of NATO", "an Australian", "German Chancellery |…"."""
    words = line.sentence.words
    first = words[min(at, end)].text.lower()
    behind = words[hit.last] if hit.last < len(words) else None
    official = behind is not None and behind.upos == "PROPN" and hit.first == min(at, end)
    return hit.entry.kind == "organisation" or (
        hit.entry.kind == "people" and (official or (first in {"a", "an"} and abs(end - at) < _NEAR))
    )


def _owns(line: Line, i: int) -> bool:
    """Whether the person's name is a possessive, or an "of …" behind a role."""
    words, name = line.sentence.words, line.person[i]
    behind = words[name.last].text if name.last < len(words) else ""
    ahead = words[name.first - 1].text.lower() if name.first else ""
    return behind in _POSSESSIVE or ahead in _OF


def _possessor(line: Line, i: int) -> bool:
    """Whether word i is a possessive name that the parser did not take for a person's."""
    words = line.sentence.words
    behind = words[i + 1].text if i + 1 < len(words) else ""
    return words[i].upos == "PROPN" and behind in _POSSESSIVE and i not in line.hit and i not in line.function


def _own(function: Function, hits: list[Hit]) -> Iterator[Hit]:
    """The state before the role, or the first one after it ("ambassador of France to Kenya")."""
    before = [h for h in hits if h.last <= function.first]
    after = [h for h in hits if h.first >= function.last]
    yield from (sorted(before, key=lambda h: h.first) or sorted(after, key=lambda h: h.first))[:1]


def _finite(xpos: str) -> bool:
    return xpos in {"VBD", "VBP", "VBZ", "MD"}


def _example(line: Line, name: Name) -> Iterator[Title]:
    """The state in "two Canadian citizens — Ann Roy| and …": of the noun that the name, or its list, explains."""
    s = line.sentence
    top = trees.top(s, name.first, name.last)
    top = s.words[top].head if s.words[top].deprel == "conj" else top
    noun = s.words[top].head if top >= 0 and s.words[top].deprel == "appos" else -1
    if noun >= 0 and s.words[noun].upos == "NOUN" and noun < name.first:
        hits = tuple(line.hit[c] for c in s.children[noun] if c < noun and c in line.hit)
        if hits and hits[0].entry.kind == "people" and not described(line, hits[0]):
            yield Title(None, hits[:1])


def _called(line: Line, name: Name) -> Iterator[Title]:
    """The role in "Qin Gang is China's foreign minister"."""
    s = line.sentence
    for i in range(name.first, name.last):
        h = s.words[i].head
        if s.words[i].deprel == "nsubj" and h >= 0 and h in line.function and s.child(h, "cop") is not None:
            function = line.function[h]
            around = range(function.first - _WINDOW, function.last + _WINDOW)
            hits = list(dict.fromkeys(line.hit[k] for k in around if k in line.hit))
            if function.role.kind == "person":
                yield Title(function, tuple(_own(function, hits)))
