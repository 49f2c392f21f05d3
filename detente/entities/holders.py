"""The who's-who that an article tells: every office that it gives a person, with the state and the words."""

from __future__ import annotations

from collections.abc import Iterator

from detente.entities.people import People, state_of
from detente.entities.story import Line, Story
from detente.entities.titles import Title
from detente.knowledge import reference
from detente.types import Holder, Name, Span

_PRIVATE = frozenset({"BUS", "CRM", "CVL", "EDU", "JRN", "LAB", "MED", "NGO", "REF", "REL"})


def find(story: Story, people: People) -> tuple[Holder, ...]:
    """Offices in reading order, each person's once as long as it is told alike."""
    told: dict[tuple[str, str, str, bool], Holder] = {}
    for holder in _told(story, people):
        told.setdefault((holder.name, holder.office, holder.code, holder.former), holder)
    return tuple(sorted(told.values(), key=lambda h: h.span.start))


def _told(story: Story, people: People) -> Iterator[Holder]:
    for person in people.all:
        for number, name, title in person.told:
            line, code = story.lines[number], state_of(title)
            function = title.function
            if function is None or code is None or function.role.kind != "person":
                continue
            if function.role.sector not in _PRIVATE and len(person.key) > 1:
                former = _former(line, title)
                yield Holder(person.written, function.role.words, code, _span(line, name, title), former)


def _former(line: Line, title: Title) -> bool:
    role = title.role(line) or ""
    return role.partition(" ")[0] in reference.words("over")


def _span(line: Line, name: Name, title: Title) -> Span:
    """From the first to the last word of name, office and state."""
    words = line.sentence.words
    parts = [(name.first, name.last), *((h.first, h.last) for h in title.hits)]
    parts += [(title.function.first, title.function.last)] if title.function else []
    return Span(words[min(a for a, _ in parts)].start, words[max(b for _, b in parts) - 1].end)
