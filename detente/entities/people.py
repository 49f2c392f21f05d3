"""The persons of an article: full names, titles and appositions make them, short forms find them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from detente.entities import offices, persons, titles, trees
from detente.entities.gazetteer import pieces
from detente.entities.offices import Known
from detente.entities.roles import Function
from detente.entities.story import Line, Story
from detente.entities.titles import Title
from detente.knowledge import reference
from detente.types import Name, Party

_CLITICS = frozenset({"'s", "’s", "'", "’", ",", "."})
_SUFFIXES = frozenset({"jr", "sr"})
_HEADS = frozenset({"head_of_state", "head_of_government"})
_NAMESAKES = 40  # persons of one name who are told apart

Key = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Person:
    """One person, ``written`` as the article has it; ``code`` None with a ``reason`` where no state is known."""

    key: Key
    name: str
    written: str
    titles: list[Title] = field(default_factory=list)
    told: list[tuple[int, Name, Title]] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    seen: list[tuple[int, int]] = field(default_factory=list)
    full: list[int] = field(default_factory=list)
    known: Known | None = None
    code: str | None = None
    sector: str | None = None
    role: str | None = None
    office: str | None = None
    reason: str | None = None
    gender: str = ""
    addressed: frozenset[str] = frozenset()
    guessed: bool = False


class People:
    """Persons of a story by sentence and word."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._ends: dict[Key, list[Person]] = defaultdict(list)
        self._starts: dict[str, list[Person]] = defaultdict(list)
        self._within: dict[str, list[Person]] = defaultdict(list)
        self._rows: dict[tuple[int, int], list[Person]] = {}
        self.at: dict[tuple[int, int], Person] = {}
        self.all: list[Person] = []
        self._collect()
        for person in self.all:
            self._settle(person)
        for person in self.all:
            if person.code is None:
                self._adopt(person)
        self.holders: dict[tuple[str, str], set[str]] = defaultdict(set)
        for person in self.all:
            if person.code and person.office:
                self.holders[person.code, person.office].add(person.name)

    def row(self, number: int) -> list[Party]:
        """Persons of a sentence who are joined to one another ("Trudeau, Macron and Scholz")."""
        s = self._story.lines[number].sentence
        named = [
            (i, self.at[number, i])
            for i in sorted(self._story.lines[number].person)
            if (number, i) in self.at
        ]
        joined = {i for i, _ in named if s.words[i].deprel == "conj" or s.child(i, "conj") is not None}
        many = len({p.code for _, p in named}) > 2
        return [party(p) for i, p in named if (many or i in joined) and p.code]

    def _collect(self) -> None:
        namings = [(line, name, _key(line, name)) for line in self._story.lines for name in _names(line)]
        families = {key[-1] for _, _, key in namings if key}
        namings = [n for n in namings if not self._pair(*n, families)]
        for line, name, key in sorted(namings, key=lambda n: (-len(n[2]), n[0].sentence.number, n[1].first)):
            if key:
                told = list(titles.told(line, name))
                person = self._find(key, told, line.sentence.number) or self._new(key, self._text(line, name))
                person.titles += told
                person.told += [(line.sentence.number, name, t) for t in told]
                person.roles += [role for t in told if (role := t.role(line))]
                person.seen.append((line.sentence.number, name.first))
                if len(key) > 1:
                    person.full.append(line.sentence.number)
                for i in range(name.first, name.last):
                    self.at[line.sentence.number, i] = person
        for line in self._story.lines:
            self._untagged(line)

    def _pair(self, line: Line, name: Name, key: Key, families: set[str]) -> bool:
        """Whether two persons are told in one hyphened word ("the |Obama-Xi meeting")."""
        words = line.sentence.words[name.first : name.last]
        hyphened = any("-" in w.text for w in words) and all(a.end == b.start for a, b in pairwise(words))
        on = self._story.article.published
        return hyphened and len(key) == 2 and all(k in families or offices.sole(k, on) for k in key)

    def _untagged(self, line: Line) -> None:
        """Family names that the parser took for something else."""
        s = line.sentence
        for i, word in enumerate(s.words):
            if (
                word.upos == "PROPN"
                and word.text[:1].isupper()
                and i not in line.function
                and i not in line.person
                and not persons.is_honorific(word.text)
            ):
                found = self._ends.get(pieces(word.text), [])
                if i in line.hit:
                    found = found if found and _only_place(line, i) and len(found[0].key) > 1 else []
                elif not found and (known := self._prominent(word.text, ())):
                    found = [self._new(pieces(word.text), known.person)]
                if found:
                    line.hit.pop(i, None)
                    found[0].seen.append((s.number, i))
                    self.at[s.number, i] = found[0]
                    line.person[i] = Name(i, i + 1, "PER")

    def _prominent(self, family: str, codes: Iterable[str]) -> Known | None:
        """A head of state or the like by family name alone, if the article names that state."""
        found = offices.by_family_name(family, self._story.article.published, None, codes)
        near = found and (found.code in self._story.counts or found.code == self._story.publisher)
        return found if near else offices.sole(family, self._story.article.published)

    def _titled(self, family: str, function: Function) -> Known | None:
        """The holder of an office by its first words, of a state that the article names if it names any."""
        found = offices.by_title(function.role.words, family, self._story.article.published)
        return found if found and (found.code in self._story.counts or not self._story.counts) else None

    def _find(self, key: Key, told: list[Title], sentence: int) -> Person | None:
        found = self._ends.get(key, [])[-_NAMESAKES:] or (
            [] if len(key) > 1 else self._starts.get(key[0], [])[-_NAMESAKES:]
        )
        if not found and len(key) > 1:
            found = [p for p in self._ends.get(key[-1:], [])[-_NAMESAKES:] if _alike(p.key, key)]
        if not found and len(key) == 1:
            found = self._within.get(key[0], [])[-_NAMESAKES:]
        if len(found) < 2:
            return found[0] if found else None
        gender = next((g for t in told if t.honorific and (g := reference.honorifics()[t.honorific])), "")
        roles = {t.function.role.words for t in told if t.function}
        fit = [p for p in found if not gender or _gender(p) in {gender, ""}] or found
        fit = [
            p for p in fit if roles & {t.function.role.words for t in p.titles[-_NAMESAKES:] if t.function}
        ] or fit
        return max(fit, key=lambda p: max((s for s in p.full[-_NAMESAKES:] if s <= sentence), default=-1))

    def _text(self, line: Line, name: Name) -> str:
        first, last = _bounds(line, name)
        words = line.sentence.words
        return " ".join(self._story.article.text[words[first].start : words[last - 1].end].split())

    def _new(self, key: Key, name: str) -> Person:
        person = Person(key, name, name)
        self.all.append(person)
        for i in range(len(key)):
            self._ends[key[i:]].append(person)
        if len(key) > 1:
            self._starts[key[0]].append(person)
        for piece in key[1:-1]:
            self._within[piece].append(person)
        return person

    def _settle(self, person: Person) -> None:
        person.titles.sort(key=lambda t: t.function is None)
        function = next((t.function for t in person.titles if t.function), None)
        person.known = self._known(person, function)
        person.gender = _gender(person)
        person.addressed = frozenset(t.honorific for t in person.titles if t.honorific)
        explicit = next((c for t in person.titles if (c := state_of(t))), None)
        if person.known and (explicit is None or person.known.own or _outranks(person.known, person.titles)):
            explicit = person.known.code
        person.code = explicit or next((t.domestic for t in person.titles if t.domestic), None)
        if function:
            person.sector, person.role = function.role.sector, person.roles[0]
            person.office = function.role.office if person.role == function.role.words else None
        elif person.known:
            person.sector, person.role, person.office = (
                person.known.sector,
                person.known.function,
                None if person.known.past else person.known.office or None,
            )
        if person.known and person.known.own:
            person.sector, person.role = (
                person.known.sector or person.sector,
                person.role or person.known.role,
            )
        if person.known:
            person.name = person.known.person
        if person.code is None:
            person.reason = "no country told"

    def _known(self, person: Person, function: Function | None) -> Known | None:
        on = self._story.article.published
        if mine := offices.own(person.key, on):
            return mine
        if len(person.key) > 1:
            found = offices.by_full_name(person.name, on)
            if found and (
                found.current
                or found.leading
                or found.near
                or found.code in self._story.counts
                or found.code == self._story.publisher
            ):
                return found
            if not function:
                return (
                    self._prominent(person.name, ())
                    if person.key[0] in reference.words("particles")
                    else None
                )
        told = {c for t in person.titles if (c := state_of(t))}
        family = person.name.split()[-1] if len(person.key) > 1 else person.key[0]
        if function and function.role.office:
            found = offices.by_family_name(family, on, function.role.office, told)
            if found and (len(person.key) == 1 or _alike(pieces(found.person), person.key)):
                return found
        if len(person.key) > 1 and person.key[-1] not in reference.words("numerals"):
            return None
        if any(t.honorific in reference.words("royal") for t in person.titles):
            return offices.royal(person.key[0], on, told)
        return (
            self._prominent(family, told)
            or (offices.by_family_name(family, on, None, told) if function else None)
            or (self._titled(family, function) if function and not told else None)
        )

    def _adopt(self, person: Person) -> None:
        """The last resort: the possessor's state ("Biden's adviser"), the one leader of that name, the article's."""
        owners = [self._of(t.possessor) for t in person.titles if t.possessor]
        told = next((o.code for o in owners if o and o.code), None)
        if told is None and len(person.key) == 1 and not any(t.function for t in person.titles):
            leader = offices.by_family_name(person.name, self._story.article.published)
            if leader and leader.current:
                person.code, person.name, person.guessed = leader.code, leader.person, True
                person.reason = None
                return
        told = told or self._beside(person)
        home = self._story.local(person.seen[0][0]) if person.office else None
        home = home or self._story.dateline or self._story.home or self._story.local(person.seen[0][0])
        person.code = told or (None if self._foreign(person, home) else home)
        person.reason = None if person.code else "no country told"
        person.guessed = told is None

    def _beside(self, person: Person) -> str | None:
        """The state of those whom one phrase lists with the person ("Trump, |Carson and Fiorina")."""
        for number, i in person.seen[:_NAMESAKES]:
            s = self._story.lines[number].sentence
            top = trees.top(s, i, self._story.lines[number].person[i].last)
            first = s.words[top].head if s.words[top].deprel == "conj" else top
            if (number, first) not in self._rows:
                row = (self.at.get((number, k)) for k in (first, *s.childs(first, "conj")[:_NAMESAKES]))
                self._rows[number, first] = [o for o in row if o]
            others = self._rows[number, first]
            known = [o for o in others if o.code and o is not person and not o.guessed]
            codes = {o.code for o in known}
            if len(codes) == 1 and not any(o.office and o.office == person.office for o in known):
                return codes.pop()
        return None

    def _foreign(self, person: Person, home: str | None) -> bool:
        """Whether the table knows another head of that state, or its government's text gives the person no title."""
        if home == self._story.author and not any(t.function for t in person.titles):
            return True
        if not home or person.office not in _HEADS:
            return False
        head = offices.holder(home, person.office, self._story.article.published)
        return head is not None and not {*person.key} & {*pieces(head)}

    def _of(self, owner: tuple[int, int]) -> Person | None:
        return self.at.get(owner)


def party(person: Person) -> Party:
    """The person as a party."""
    return Party(person.code, person.name, person.sector, person.role, reason=person.reason)


def _names(line: Line) -> Iterator[Name]:
    last = -1
    for i in sorted(line.person):
        if i >= last:
            name = line.person[i]
            last = name.last
            yield name


def _only_place(line: Line, i: int) -> bool:
    """A lone city name, not used as a place ("Toledo |said")."""
    hit = line.hit[i]
    return hit.entry.kind == "place" and hit.last - hit.first == 1 and not line.case(i)


def _bounds(line: Line, name: Name) -> tuple[int, int]:
    """First and last word of the name proper: no titles in front, no clitics behind."""
    words, first, last = line.sentence.words, name.first, name.last
    while last > first and words[last - 1].text in _CLITICS:
        last -= 1
    while first < last - 1 and words[first].text.lower().rstrip(".") in reference.honorifics():
        first += 1
    return first, last


def _key(line: Line, name: Name) -> Key:
    first, last = _bounds(line, name)
    key = tuple(p for w in line.sentence.words[first:last] for p in pieces(w.text))
    while len(key) > 1 and key[-1] in _SUFFIXES:
        key = key[:-1]
    return key[:8]


def _alike(a: Key, b: Key) -> bool:
    """Same family name, and given names that agree as far as they are told ("J. Biden", "Joe Biden")."""
    if a[-1] != b[-1] or not a[:-1] or not b[:-1]:
        return False
    return a[0] == b[0] or (min(len(a[0]), len(b[0])) == 1 and a[0][0] == b[0][0]) or a[0][:3] == b[0][:3]


def _gender(person: Person) -> str:
    for t in person.titles[:_NAMESAKES]:
        if t.honorific and reference.honorifics()[t.honorific]:
            return reference.honorifics()[t.honorific]
        if t.function and t.function.role.words.endswith("woman"):
            return "f"
        if t.function and t.function.role.words.endswith("man"):
            return "m"
    given = person.key[0] if len(person.key) > 1 else ""
    if not given and person.known:
        given = pieces(person.known.person)[0]
    return reference.given_names().get(given, "")


def state_of(title: Title) -> str | None:
    """State or organisation that a title tells; states come first, envoys to an organisation are not its own."""
    codes = [h.entry for h in title.hits if h.entry.code]
    states = [e.code for e in codes if e.kind not in {"organisation", "group"}]
    envoy = title.function is not None and _envoy(title.function)
    sent = [
        h.entry.code for h in title.hits if title.function and h.last == title.function.first and h.entry.code
    ]
    if sent and envoy and title.function and "ambassador" not in title.function.role.words:
        return sent[0]  # "OAU envoy"; but a "U.N. ambassador" is one to the U.N.
    if states:
        return states[-1] if envoy else states[0]
    if envoy:
        return None
    return codes[0].code if codes else None


def _envoy(function: Function) -> bool:
    return any(w in function.role.words for w in reference.words("envoys"))


def _outranks(known: Known, told: list[Title]) -> bool:
    """The table knows better than a name that only stands near, or than "U.N. ambassador"."""
    own = [t for t in told if t.hits and (t.function or t.hits[0].entry.kind == "organisation")]
    held = [t for t in told if t.function and t.function.role.office == known.office]
    return known.current and (not own or any(t not in own for t in held))
