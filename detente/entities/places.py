"""Places with country and coordinates, where one candidate is left."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict

from detente import knowledge
from detente.entities.gazetteer import pieces
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


def _in_line(story: Story, line: Line) -> list[Where]:
    s = line.sentence
    found = []
    spans = {
        (h.first, h.last): h.entry.code for h in line.hits if h.entry.kind in {"state", "capital", "place"}
    }
    taken = {i for a, b in spans for i in range(a, b)}
    spans |= {
        (n.first, n.last): None
        for n in s.names
        if n.label == "LOC" and not taken & set(range(n.first, n.last))
    }
    for (first, last), code in sorted(spans.items()):
        start, end = s.words[first].start, s.words[last - 1].end
        name = story.article.text[start:end]
        city = choose(pieces(name), story.counts, here=_codes(line, first))
        state = next(
            (
                h.entry.code
                for h in line.hits
                if (h.first, h.last) == (first, last) and h.entry.kind == "state"
            ),
            None,
        )
        country = (
            state or (city.country if city else None) or (code if not _index().get(pieces(name)) else None)
        )
        lat, lon = (city.lat, city.lon) if city and not state else (None, None)
        found.append(Where(s.number, last - 1, start, end, name, country, lat, lon))
    return found


def _codes(line: Line, first: int) -> frozenset[str]:
    return frozenset(
        h.entry.code for h in line.hits if h.entry.code and h.first != first and h.entry.kind != "place"
    )


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
