"""A noun phrase becomes the parties it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from detente.entities import offices, people, persons, titles, trees
from detente.entities.coref import Discourse
from detente.entities.roles import Function
from detente.entities.speakers import FIRST, Speakers
from detente.entities.story import Line, Story
from detente.knowledge import reference
from detente.types import Mention, Name, Party

_DEPTH = 5  # phrases within phrases that are followed
_PREMODIFIERS = frozenset(
    {"amod", "compound", "nmod:poss", "nmod:desc", "nmod", "flat", "nmod:unmarked", "det"}
)
_LOOSE = frozenset({"MIL", "CVL", "REB", "REF", "CRM", "BUS"})
_SPOKES = ("spokesman", "spokeswoman", "spokesperson")
_FOREIGN = ("embassy", "ambassador", "envoy", "consul", "diplomat", "mission", "delegation")
_NAMED_SECTORS = frozenset({"BUS", "NGO", "JRN", "MED", "EDU", "PTY"})
_ACT_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "ing", "ism", "ity", "ness", "ship")
_NEAR = {"of": 0, "from": 1, "for": 1, "at": 1, "in": 2}


@dataclass(frozen=True, slots=True)
class Found:
    """Parties of a phrase with how it is named."""

    kind: str
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
        self._roles: dict[str, tuple[Party, ...]] = {}
        self._organisation: str | None = None

    def read(self) -> dict[tuple[int, int], Mention]:
        for line in self.story.lines:
            for i in range(len(line.sentence.words)):
                self._visit(line, i)
            self.talk.close(line)
        self._first_persons()
        return self.mentions

    def _first_persons(self) -> None:
        """The words "I" and "we" wait until all speakers are known."""
        speakers = Speakers(self.story, self.people, self._known)
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
        kind = found.kind if found.kind in {"pronoun", "group", "name"} else "nominal"
        self.mentions[s.number, i] = Mention(s.number, i, start, end, kind, parties, found.place)  # type: ignore[arg-type]

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
        if (group := self.talk.group(line, i)) is not None:
            return Found("group", group, trees.starts(s, i), i + 1)
        if word.upos == "PRON":
            parties = self._pronoun(line, i, depth)
            return Found("pronoun", parties, i, i + 1) if parties else None
        if i in line.function:
            return self._nominal(line, i, line.function[i], depth)
        return self._thing(line, i, depth) if word.upos in trees.NOUNS else None

    # ── names ────────────────────────────────────────────────────────────────────────────────────────────

    def _bearer(self, line: Line, i: int) -> int | None:
        """A word of the person's name that word ``i`` belongs to, by itself or as a title in front."""
        number, after = line.sentence.number, i
        while (number, after) not in self.people.at:
            function = line.function.get(after)
            if function and function.role.kind == "person":
                after = function.last
            elif (
                after < len(line.sentence.words)
                and line.sentence.words[after].text.lower().rstrip(".") in reference.honorifics()
            ):
                after += 1
            else:
                return None
        return after

    def _person(self, line: Line, i: int, bearer: int) -> Found | None:
        s, person = line.sentence, self.people.at[line.sentence.number, bearer]
        name = line.person[bearer] if bearer in line.person else Name(bearer, bearer + 1, "PER")
        first = persons.title_start(s, name, line.function)
        if trees.top(s, first, name.last) != i:
            return None
        party = people.party(person)
        if person.guessed and person.role and person.role.endswith(_SPOKES):
            earlier = self._roles.get(person.role) or self._roles.get("spokesperson") or ()
            party = replace(party, code=earlier[0].code) if len(earlier) == 1 else party
        if person.role and party.code:
            self._remember(person.role, person.office, (party,))
        return Found("name", (party,), _left(line, first), name.last)

    def _name(self, line: Line, i: int, depth: int) -> Found | None:
        s, hit = line.sentence, line.hit[i]
        if trees.top(s, hit.first, hit.last) != i or titles.described(line, hit):
            return None
        e = hit.entry
        code = self._shared(line, i, depth) or e.code if e.ambiguous else e.code
        name = e.name if e.sector in _NAMED_SECTORS else None
        place = e.kind in {"state", "capital", "metonym", "place"}
        reason = None if code else "no single state"
        if e.kind == "organisation" and e.sector == "IGO":
            self._organisation = e.code
        return Found("name", (Party(code, name, e.sector, reason=reason),), hit.first, hit.last, place)

    def _shared(self, line: Line, i: int, depth: int) -> str | None:
        """State of an institution of which other states have one too ("the Supreme Court")."""
        codes = self._modifiers(line, line.hit[i].first, line.hit[i].last, depth)
        return codes[0].code if codes else self.story.home

    # ── nominals ─────────────────────────────────────────────────────────────────────────────────────────

    def _nominal(self, line: Line, i: int, function: Function, depth: int) -> Found | None:
        s = line.sentence
        if trees.top(s, function.first, function.last) != i or s.words[i].upos not in trees.NOUNS:
            return None
        role = function.role
        parties = tuple(
            Party(p.code, p.name if self._same_person(p, function) else None, role.sector, role.words)
            for p in self._whose(line, function, depth)
        )
        if not parties:
            return Found(
                "nominal",
                (Party(None, None, role.sector, role.words, reason=self._why()),),
                *_extent(line, function),
            )
        parties = tuple(self._named(line, p, function) for p in parties)
        self._remember(role.words, role.office, parties)
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
        people = {
            p.name for p in self.people.all if p.code == party.code and p.office and p.office == role.office
        }
        if len(people) == 1:
            return replace(party, name=people.pop())
        name = offices.holder(party.code, role.office, self.story.article.published) if role.office else None
        return replace(party, name=name)

    def _whose(self, line: Line, function: Function, depth: int) -> tuple[Party, ...]:
        """Parties that a role belongs to: by its modifiers, its namesake before, or the article's home."""
        found = self._modifiers(line, function.first, function.last, depth)
        if not found and (own := reference.domestic_titles().get(function.role.words)):
            return (Party(own),)
        return found or self._earlier(line, function) or self._at_home(line, function)

    def _earlier(self, line: Line, function: Function) -> tuple[Party, ...]:
        s, role = line.sentence, function.role
        proper = s.words[function.first].text[:1].isupper() and function.first > 0
        if not (trees.definite(s, function.first) or proper or role.kind == "body"):
            return ()
        if (
            self.story.official
            and self.story.publisher
            and role.office in {"head_of_state", "vice_president"}
            and proper
        ):
            return (Party(self.story.publisher),)
        return self._roles.get(role.words) or self._roles.get(role.office or "") or ()

    def _at_home(self, line: Line, function: Function) -> tuple[Party, ...]:
        """The state where the sentence takes place, or that of the article; foreign and vague phrases have none."""
        s = line.sentence
        if function.role.sector == "IGO":
            return (Party(self._organisation),) if self._organisation else ()
        if any(word in function.role.words for word in _FOREIGN):
            return ()
        loose = function.role.sector in _LOOSE and not trees.definite(s, _extent(line, function)[0] + 1)
        if self._foreign(line, function) or (loose and len(self.story.counts) > 1):
            return ()
        code = self.story.local(s.number) or self.story.dateline or self.story.home
        return (Party(code),) if code else ()

    def _foreign(self, line: Line, function: Function) -> bool:
        """Whether the phrase is of other or several states ("Western leaders", "ambassadors of 30 countries")."""
        s = line.sentence
        near = [c for j in range(function.first, function.last) for c in s.children[j]]
        return any(s.words[c].text.lower() in reference.words("regions") for c in near) or any(
            s.words[c].deprel == "nmod"
            and c > function.first
            and s.case(c) == "of"
            and s.words[c].xpos in {"NNS", "NNPS"}
            for c in near
        )

    def _why(self) -> str:
        return "several candidates" if len(self.story.counts) > 1 else "no country told"

    def _remember(self, role: str, office: str | None, parties: tuple[Party, ...]) -> None:
        self._roles[role] = parties
        if office:
            self._roles[office] = parties

    def _thing(self, line: Line, i: int, depth: int) -> Found | None:
        """A thing or group that stands for its state ("a Ukrainian jet"); acts do not."""
        s, word = line.sentence, line.sentence.words[i]
        if word.deprel in trees.INNER or _is_act(word.lemma.lower()):
            return None
        parties = _distinct(p for c in self._before(line, i, i + 1) for p in self._joined(line, c, depth))
        if parties:
            return Found("nominal", tuple(Party(p.code) for p in parties), trees.starts(s, i), i + 1)
        return (
            self._unknown(line, i)
            if word.upos == "PROPN" and any(n.first <= i < n.last for n in s.names)
            else None
        )

    def _unknown(self, line: Line, i: int) -> Found:
        s = line.sentence
        name = next((n for n in s.names if n.first <= i < n.last), None)
        first, last = (name.first, name.last) if name else (trees.starts(s, i), i + 1)
        codes = {line.hit[j].entry.code for j in range(first, last) if j in line.hit}
        code = codes.pop() if len(codes) == 1 else None
        text = self.story.article.text[s.words[first].start : s.words[last - 1].end]
        reason = None if code else "name not known"
        return Found(
            "name", (Party(code, text, reason=reason),), first, last, bool(name and name.label == "LOC")
        )

    # ── modifiers ────────────────────────────────────────────────────────────────────────────────────────

    def _modifiers(self, line: Line, first: int, last: int, depth: int) -> tuple[Party, ...]:
        """Parties told by what stands before the phrase ``first``–``last`` and by its "of …", distinct codes."""
        s = line.sentence
        found = [p for c in self._before(line, first, last) for p in self._joined(line, c, depth)]
        if not found and first not in line.hit:
            found = [p for j in range(first, last) if j in line.hit for p in self._parties(line, j, depth)]
        if not found:
            found = self._complement(line, first, last, depth)
        if not found:
            found = [
                p
                for j in range(first, last)
                for c in s.childs(j, "appos")
                for p in self._parties(line, c, depth)
            ]
        return _distinct(found)

    def _before(self, line: Line, first: int, last: int) -> list[int]:
        s = line.sentence
        return [
            c
            for j in range(first, last)
            for c in s.children[j]
            if c < first and s.words[c].deprel in _PREMODIFIERS
        ]

    def _joined(self, line: Line, c: int, depth: int) -> Iterator[Party]:
        """Parties of one modifier and of those joined to it ("U.S. and Chinese officials")."""
        s = line.sentence
        for k in (c, *s.childs(c, "conj")):
            if s.words[k].deprel != "det":
                yield from self._modifier(line, k, depth)

    def _modifier(self, line: Line, k: int, depth: int) -> list[Party]:
        s = line.sentence
        if code := reference.politics().get(s.words[k].text.lower()):
            return [Party(code)]
        if k in line.hit or (s.number, k) in self.people.at or s.words[k].deprel == "nmod:poss":
            return self._parties(line, k, depth)
        inner = [
            c
            for c in s.children[k]
            if c in line.hit and s.words[c].deprel in {"compound", "obl", "amod", "nmod", "obl:unmarked"}
        ]
        return [p for c in inner for p in self._parties(line, c, depth)]

    def _complement(self, line: Line, first: int, last: int, depth: int) -> list[Party]:
        """Links like "the president| of France", "troops| from Uganda", "police| in Nairobi": the nearest kind of link."""
        s = line.sentence
        links = []
        for j in range(first, last):
            links += [(_NEAR[s.case(c)], c) for c in s.childs(j, "nmod") if c >= last and s.case(c) in _NEAR]
        if last + 1 < len(s.words) and s.words[last].text.lower() == "of":
            after = last + 2 if s.words[last + 1].upos == "DET" else last + 1
            links += [(0, after)] if after in line.hit else []
        for _, c in sorted(links):
            joined = [p for k in (c, *s.childs(c, "conj")) for p in self._parties(line, k, depth)]
            if any(p.code for p in joined):
                return joined
        return []

    def _parties(self, line: Line, i: int, depth: int) -> list[Party]:
        found = self.phrase(line, i, depth + 1)
        return list(found.parties) if found else []

    # ── pronouns ─────────────────────────────────────────────────────────────────────────────────────────

    def _pronoun(self, line: Line, i: int, depth: int) -> tuple[Party, ...]:
        s = line.sentence
        if s.words[i].xpos in {"WP", "WDT", "WP$"}:
            verb = next((a for a in s.ancestors(i) if s.words[a].deprel.startswith("acl")), None)
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


def _distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Parties with a code, one per code, in reading order."""
    found: dict[str, Party] = {}
    for p in parties:
        if p.code:
            found.setdefault(p.code, p)
    return tuple(found.values())


def _is_act(lemma: str) -> bool:
    return lemma in reference.words("acts") or lemma.endswith(_ACT_ENDINGS)
