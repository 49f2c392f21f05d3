"""Places with country and coordinates, where one candidate is left."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterator

from detente import knowledge
from detente.entities.gazetteer import Entry, pieces
from detente.entities.story import Line, Story
from detente.knowledge import City
from detente.types import Where

_LARGER = 10  # times the inhabitants of any namesake


@functools.cache
def _index() -> dict[tuple[str, ...], list[City]]:
    table: dict[tuple[str, ...], list[City]] = defaultdict(list)
    for p in knowledge.places():
        for key in {pieces(n) for n in (p.name, p.ascii, *p.aliases)}:
            table[key].append(p)
    return table


def find(story: Story) -> tuple[Where, ...]:
    """All places told in the article, in reading order."""
    return tuple(w for line in story.lines for w in _in_line(story, line))


def _in_line(story: Story, line: Line) -> Iterator[Where]:
    hits = {(h.first, h.last): h.entry for h in line.hits if h.entry.kind in {"state", "capital", "place"}}
    taken = {i for first, last in hits for i in range(first, last)}
    named = {
        (n.first, n.last)
        for n in line.sentence.names
        if n.label == "LOC" and n.first not in taken and n.last - 1 not in taken
    }
    here = Counter(h.entry.code for h in line.hits if h.entry.code and h.entry.kind != "place")
    for span in sorted({*hits, *named}):
        yield _place(story, line, span, hits.get(span), here)


def _place(story: Story, line: Line, span: tuple[int, int], entry: Entry | None, here: Counter[str]) -> Where:
    s, (first, last) = line.sentence, span
    start, end = s.words[first].start, s.words[last - 1].end
    name = story.article.text[start:end]
    if entry and entry.kind == "state":
        return Where(s.number, last - 1, start, end, name, entry.code, None, None)
    own = entry.code if entry and entry.kind == "capital" else None
    others = frozenset(code for code, n in here.items() if n > (code == own))
    city = choose(pieces(name), story.counts, others)
    if city is None:
        return Where(s.number, last - 1, start, end, name, own, None, None)
    return Where(s.number, last - 1, start, end, name, city.country, city.lat, city.lon)


def choose(name: tuple[str, ...], told: Counter[str], here: frozenset[str] = frozenset()) -> City | None:
    """The place of that name: in a country of the sentence, of the article, or by far the largest."""
    cities = _index().get(name, [])
    for codes in (here, frozenset(told)):
        fit = [c for c in cities if c.country in codes]
        if fit and len({c.country for c in fit}) == 1:
            return max(fit, key=_size)
    if not cities:
        return None
    first, *rest = sorted(cities, key=_size, reverse=True)
    lone = all(c.country == first.country for c in rest) or _size(first) >= _LARGER * max(
        map(_size, rest), default=0
    )
    return first if lone else None


def _size(city: City) -> int:
    return max(city.population, 1) * (20 if city.feature in {"capital", "state", "region", "sea"} else 1)
