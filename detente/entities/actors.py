"""A noun phrase becomes the parties it stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from detente.entities import gazetteer, offices, people, persons, titles, trees
from detente.entities.belonging import Belonging
from detente.entities.coref import Discourse
from detente.entities.modifiers import Modifiers
from detente.entities.roles import Function
from detente.entities.speakers import FIRST, Speakers
from detente.entities.story import Line, Story
from detente.knowledge import reference
from detente.types import Mention, Name, Party

_DEPTH = 5  # phrases within phrases that are followed
_CLIMB = 30  # heads from a relative pronoun up to its clause
_OTHERS = frozenset({"counterpart", "counterparts"})  # never of the state of the one whose they are
_NAMED_SECTORS = frozenset({"BUS", "NGO", "JRN", "MED", "EDU", "PTY"})
_ACT_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "ing", "ism", "ity", "ness", "ship")

Kind = Literal["name", "nominal", "pronoun", "group"]


@dataclass(frozen=True, slots=True)
class Found:
    """Parties of a phrase with how it is named."""

    kind: Kind
    parties: tuple[Party, ...]
    first: int
    last: int
    place: bool = False


class Cast:
    """Reads an article's phrases in reading order and remembers who was met."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.people = people.People(story)
        self.talk = Discourse(story, self.people)
        self.mentions: dict[tuple[int, int], Mention] = {}
        self._memo: dict[tuple[int, int], Found | None] = {}
        self._belonging = Belonging(story)
        self._modifiers = Modifiers(self.people, self._parties)

    def read(self) -> dict[tuple[int, int], Mention]:
        for line in self.story.lines:
            for i in range(len(line.sentence.words)):
                self._visit(line, i)
            self.talk.close(line)
        self._first_persons()
        return self.mentions

    def _first_persons(self) -> None:
        """The words "I" and "we" wait until all speakers are known."""
        speakers = Speakers(self.story, self.people, self.talk.company, self._known)
        for line in self.story.lines:
            for i, word in enumerate(line.sentence.words):
                if word.upos == "PRON" and word.text.lower() in FIRST:
                    parties = speakers.first_person(line, i) or (Party(None, reason="no speaker told"),)
                    self._keep(line, i, Found("pronoun", parties, i, i + 1))

    def _known(self, line: Line, i: int) -> tuple[Party, ...]:
        mention = self.mentions.get((line.sentence.number, i))
        return mention.parties if mention else ()

    def _visit(self, line: Line, i: int) -> None:
        found = self.phrase(line, i)
        if found:
            self._keep(line, i, found)
            self.talk.met(line, i, self.mentions[line.sentence.number, i])

    def _keep(self, line: Line, i: int, found: Found) -> None:
        s = line.sentence
        start, end = s.words[found.first].start, s.words[found.last - 1].end
        text = self.story.article.text[start:end]
        parties = tuple(replace(p, text=text, start=start, end=end) for p in found.parties)
        self.mentions[s.number, i] = Mention(s.number, i, start, end, found.kind, parties, found.place)

    def phrase(self, line: Line, i: int, depth: int = 0) -> Found | None:
        """What the phrase headed by word ``i`` stands for, None where it is no party."""
        key = (line.sentence.number, i)
        if key not in self._memo:
            if depth > _DEPTH:
                return None
            self._memo[key] = None
            self._memo[key] = self._phrase(line, i, depth)
        return self._memo[key]

    def _phrase(self, line: Line, i: int, depth: int) -> Found | None:
        s = line.sentence
        word = s.words[i]
        bearer = self._bearer(line, i)
        if bearer is not None:
            return self._person(line, i, bearer)
        if i in line.hit:
            return self._name(line, i, depth)
        if (group := self.talk.company.group(line, i)) is not None:
            return Found("group", group, trees.starts(s, i), i + 1)
        if (known := self.talk.organisation(line, i)) is not None:
            return Found("nominal", (known,), trees.starts(s, i), i + 1)
        if word.upos == "PRON":
            parties = self._pronoun(line, i, depth)
            return Found("pronoun", parties, i, i + 1) if parties else None
        if i in line.function:
            return self._nominal(line, i, line.function[i], depth)
        return self._thing(line, i, depth) if word.upos in trees.NOUNS else None

    # ── names ────────────────────────────────────────────────────────────────────────────────────────────

    def _bearer(self, line: Line, i: int) -> int | None:
        """A word of the person's name that word ``i`` belongs to, by itself or as a title in front."""
        s, after = line.sentence, i
        for _ in range(_DEPTH):
            if (s.number, after) in self.people.at:
                return after
            function = line.function.get(after)
            if function and function.role.kind == "person":
                after = function.last
            elif after < len(s.words) and persons.is_honorific(s.words[after].text):
                after += 1
            else:
                break
        return None

    def _person(self, line: Line, i: int, bearer: int) -> Found | None:
        s, person = line.sentence, self.people.at[line.sentence.number, bearer]
        name = line.person[bearer] if bearer in line.person else Name(bearer, bearer + 1, "PER")
        first = persons.title_start(s, name, line.function)
        if trees.top(s, first, name.last) != i:
            return None
        party = people.party(person)
        if person.guessed and person.role and person.role.endswith(tuple(reference.words("spokespersons"))):
            earlier = self._belonging.last(person.role) or self._belonging.last("spokesperson")
            party = replace(party, code=earlier[0].code) if len(earlier) == 1 else party
        if person.role and party.code:
            self._belonging.remember(person.role, person.office, (party,))
        if party.code:
            for honorific in sorted(person.addressed):
                self._belonging.remember(honorific, None, (party,))
        return Found("name", (party,), _left(line, first), name.last)

    def _name(self, line: Line, i: int, depth: int) -> Found | None:
        s, hit = line.sentence, line.hit[i]
        if trees.top(s, hit.first, hit.last) != i or titles.described(line, hit):
            return None
        e = hit.entry
        code = self._owner(line, i, depth) or e.code if e.kind == "body" else e.code
        name = e.name if e.sector in _NAMED_SECTORS else None
        role = line.function[i].role if i in line.function else None
        sector = role.sector if role and e.kind == "body" and code != e.code else e.sector
        place = e.kind in {"state", "capital", "metonym", "place"}
        reason = None if code else "no single state"
        if e.kind == "organisation" and e.sector == "IGO":
            self._belonging.organisation = e.code
        return Found("name", (Party(code, name, sector, reason=reason),), hit.first, hit.last, place)

    def _owner(self, line: Line, i: int, depth: int) -> str | None:
        """State of an institution: as told ("Chile's Defense Department"), or the article's if many have one."""
        hit = line.hit[i]
        told = self._modifiers.before(line, hit.first, hit.last, depth) or self._modifiers.behind(
            line, hit.first, hit.last, depth
        )
        return told[0].code if told else self.story.home if hit.entry.ambiguous else None

    # ── nominals ─────────────────────────────────────────────────────────────────────────────────────────

    def _nominal(self, line: Line, i: int, function: Function, depth: int) -> Found | None:
        s = line.sentence
        if trees.top(s, function.first, function.last) != i or s.words[i].upos not in trees.NOUNS:
            return None
        role = function.role
        if role.words in _OTHERS:
            whose = self._modifiers.others(line, function.first, function.last, depth)
        else:
            told = self._modifiers.told(line, function.first, function.last, depth)
            whose = told or self._belonging.of(line, function)
        words = titles.timed(line, function)
        parties = tuple(
            Party(p.code, p.name if self._same_person(p, function) else None, role.sector, words)
            for p in whose
        )
        if not parties:
            return Found(
                "nominal",
                (Party(None, None, role.sector, words, reason=self._belonging.why_not()),),
                *_extent(line, function),
            )
        parties = tuple(self._named(line, p, function) for p in parties)
        self._belonging.remember(role.words, role.office, parties)
        return Found("nominal", parties, *_extent(line, function))

    def _same_person(self, party: Party, function: Function) -> bool:
        return function.role.kind == "person" and party.name is not None and party.role == function.role.words

    def _named(self, line: Line, party: Party, function: Function) -> Party:
        """The name of the one who holds the office, by the article or by the table."""
        role = function.role
        if (
            party.name
            or not party.code
            or role.kind != "person"
            or trees.plural(line.sentence, trees.top(line.sentence, function.first, function.last))
        ):
            return party
        if not role.office or party.role != role.words:
            return party  # "the former president" is not who holds the office
        told = self.people.holders.get((party.code, role.office), ())
        if len(told) == 1:
            return replace(party, name=next(iter(told)))
        return replace(party, name=offices.holder(party.code, role.office, self.story.article.published))

    def _thing(self, line: Line, i: int, depth: int) -> Found | None:
        """A thing or group that stands for its state ("a Ukrainian jet"); acts do not."""
        s, word = line.sentence, line.sentence.words[i]
        if word.deprel in trees.INNER or _is_act(word.lemma.lower()):
            return None
        partitive = word.lemma.lower() in reference.words("partitives")
        look = self._modifiers.told if partitive else self._modifiers.before
        parties = look(line, i, i + 1, depth)
        if parties:
            return Found("nominal", tuple(Party(p.code) for p in parties), trees.starts(s, i), i + 1)
        return self._unknown(line, i, line.name[i]) if word.upos == "PROPN" and i in line.name else None

    def _unknown(self, line: Line, i: int, name: Name) -> Found | None:
        s, first, last = line.sentence, name.first, name.last
        if first <= s.words[i].head < last:
            return None
        codes = {line.hit[j].entry.code for j in range(first, last) if j in line.hit}
        code = codes.pop() if len(codes) == 1 else None
        text = self.story.article.text[s.words[first].start : s.words[last - 1].end]
        if not codes and name.label == "LOC":
            code = gazetteer.town(text)
        reason = None if code else "name not known"
        return Found("name", (Party(code, text, reason=reason),), first, last, name.label == "LOC")

    def _parties(self, line: Line, i: int, depth: int) -> list[Party]:
        found = self.phrase(line, i, depth + 1)
        return list(found.parties) if found else []

    # ── pronouns ─────────────────────────────────────────────────────────────────────────────────────────

    def _pronoun(self, line: Line, i: int, depth: int) -> tuple[Party, ...]:
        s = line.sentence
        if s.words[i].xpos in {"WP", "WDT", "WP$"}:
            verb = next(
                (a for a in islice(s.ancestors(i), _CLIMB) if s.words[a].deprel.startswith("acl")), None
            )
            noun = (
                s.words[verb].head
                if verb is not None
                else i - (2 if i > 1 and s.words[i - 1].text == "," else 1)
            )
            found = self._parties(line, noun, depth) if noun >= 0 else []
            return tuple(found) or self._covering(line, noun)
        return self.talk.pronoun(line, i)

    def _covering(self, line: Line, i: int) -> tuple[Party, ...]:
        """Parties of the name that ends in word ``i``."""
        s, up = line.sentence, i
        for _ in range(_DEPTH):
            if up < 0 or s.words[up].deprel not in {"flat", "compound", "appos", "conj"}:
                break
            up = s.words[up].head
            mention = self.mentions.get((s.number, up))
            if mention and mention.end >= s.words[i].end:
                return mention.parties
        return ()


def _left(line: Line, first: int) -> int:
    return trees.starts(line.sentence, first) if first else 0


def _extent(line: Line, function: Function) -> tuple[int, int]:
    s = line.sentence
    return min(trees.starts(s, j) for j in range(function.first, function.last)), function.last


def _is_act(lemma: str) -> bool:
    return lemma in reference.words("acts") or lemma.endswith(_ACT_ENDINGS)
