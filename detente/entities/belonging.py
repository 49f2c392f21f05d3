"""Whose "the foreign ministry" or "the president" is where the phrase itself does not say."""

from __future__ import annotations

from detente.entities import titles, trees
from detente.entities.roles import Function
from detente.entities.story import Line, Story
from detente.knowledge import reference
from detente.types import Party

_LOOSE = frozenset({"MIL", "CVL", "REB", "REF", "CRM", "BUS"})
_LANDS = frozenset({"country", "countries", "state", "states", "nation", "nations"})
_HEADS = frozenset({"head_of_state", "head_of_government"})
_WHOLE = frozenset({"prime minister", "vice president"})  # "the minister" is never one of these
_OWN = frozenset({"president", "vice president"})


class Belonging:
    """Remembers whose each role was, in reading order."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._roles: dict[str, tuple[Party, ...]] = {}
        self._guest: tuple[Party, ...] = ()
        self.organisation: str | None = None

    def remember(self, role: str, office: str | None, parties: tuple[Party, ...]) -> None:
        """The next phrase of this role or office may mean these."""
        self._roles[role] = parties
        if office:
            self._roles[office] = parties
        if office in _HEADS and not any(p.code == self._story.author for p in parties):
            self._guest = parties
        if role not in _WHOLE and not role.endswith("general"):
            self._roles[role.partition(" of ")[0].split()[-1]] = parties

    def last(self, role: str) -> tuple[Party, ...]:
        """Who had the role last."""
        return self._roles.get(role) or ()

    def of(self, line: Line, function: Function) -> tuple[Party, ...]:
        """Parties of a role without a state's name: its namesake before, else those at home."""
        if own := reference.domestic_titles().get(function.role.words):
            return (Party(own),)
        return self._earlier(line, function) or self._at_home(line, function)

    def why_not(self) -> str:
        """Why a role has no state."""
        return "several candidates" if len(self._story.counts) > 1 else "no country told"

    def _earlier(self, line: Line, function: Function) -> tuple[Party, ...]:
        s, role = line.sentence, function.role
        proper = s.words[function.first].text[:1].isupper() and function.first > 0
        if not (trees.definite(s, function.first) or proper or role.kind == "body"):
            return ()
        if self._story.author and role.words in _OWN and proper:
            return (Party(self._story.author),)
        if (
            self._story.author
            and role.office in _HEADS
            and role.words not in _OWN
            and role.words not in self._roles
        ):
            return self._guest  # "the Amir" whom the President received
        return self.last(role.words) or self.last(role.office or "")

    def _at_home(self, line: Line, function: Function) -> tuple[Party, ...]:
        """The state of the sentence's scene, the dateline or the article; foreign and vague phrases have none."""
        s, role = line.sentence, function.role
        if role.sector == "IGO":
            return (Party(self.organisation),) if self.organisation else ()
        if any(word in function.role.words for word in reference.words("abroad")) or _foreign(line, function):
            return ()
        if role.words in reference.words("never_home") and _bare(line, function):
            return ()
        vague = function.role.sector in _LOOSE and (bool(self._story.author) or not self._story.single)
        if (vague or function.role.words in _LANDS) and not trees.definite(s, function.first):
            return ()
        code = self._story.local(s.number) or self._story.dateline or self._story.home
        return (Party(code),) if code else ()


def _bare(line: Line, function: Function) -> bool:
    """Whether no word but an article tells what they lead or whose they are."""
    s = line.sentence
    near = (
        c
        for j in range(function.first, function.last)
        for c in s.children[j]
        if not function.first <= c < function.last
    )
    return all(s.words[c].upos in {"DET", "PUNCT"} for c in near if c < function.first)


def _foreign(line: Line, function: Function) -> bool:
    """Whether it is of other or several states ("Western leaders", "ambassadors of 30 countries")."""
    s = line.sentence
    if any(
        titles.described(line, line.hit[i])
        for i in range(function.first - 4, function.first)
        if i in line.hit
    ):
        return True
    near = [c for j in range(function.first, function.last) for c in s.children[j]]
    return any(s.words[c].text.lower() in reference.words("regions") for c in near) or any(
        s.words[c].deprel == "nmod"
        and c > function.first
        and line.case(c) == "of"
        and s.words[c].xpos in {"NNS", "NNPS"}
        for c in near
    )
