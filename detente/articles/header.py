"""What stands around a report: its title, publisher, dateline and date, found where they are there."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from itertools import islice

from detente.articles.dates import find_date
from detente.knowledge import article_words, countries, places
from detente.types import Dateline, Span

_TITLE_LENGTH = 220  # characters
_TOP = 6  # lines that are looked through for a dateline and a date

_PLACE = r"[A-ZÀ-Þ][\w.'’-]*(?:[ /][A-ZÀ-Þ][\w.'’-]*){0,3}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?P<region>(?:, {_PLACE}){{0,2}}?)"
    r"(?P<date>,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?| \d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?)?,?"
    r"(?P<agency> ?\([A-Z][\w .,'/-]{0,40}\))?"
    r"\s?(?P<dash>—|–|--|-(?= )|_(?= ))"
)
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$")
_BYLINE = re.compile(r"(?:By|BY) [A-Z][^.!?]{2,120}$")


def find_title(text: str) -> str | None:
    """The first line, where it reads like a headline over what follows."""
    line, _, rest = text.partition("\n")
    line = line.rstrip()
    if not line or line[0].isspace() or len(line) > _TITLE_LENGTH or not _is_open(line):
        return None
    if find_date(line) is not None or _dateline_at(line) or not rest.strip():
        return None
    following = rest.partition("\n")[0].strip()
    second = next(_lines(rest), (0, ""))[1]
    if not following or _BYLINE.match(second) or _dateline_at(second):
        return line
    is_paragraph = len(following) > 150 and len(following) > 1.5 * len(line)
    return line if is_paragraph and following[-1] in ".!?”\"'’" else None


def _is_open(line: str) -> bool:
    """Whether the line goes without end punctuation."""
    bare = line.rstrip("\"'”’)")
    return bool(bare) and (bare[-1] not in ".:;," or bool(_ABBREVIATED.search(bare))) and "\t" not in line


def find_publisher(text: str) -> str | None:
    """The outlet on a last line like ``Source: abc news``."""
    last = text.rstrip()[-300:].rpartition("\n")[2].strip()
    label, colon, name = last.partition(":")
    known = label.strip().lower() in {known.lower() for known in article_words().publisher_labels}
    return name.strip() if colon and known and 0 < len(name.strip()) <= 80 else None


def find_dateline(text: str, title: str | None) -> Dateline | None:
    """The place in front of the report's first sentence; its span runs to the end of the dash."""
    for start, line in islice(_lines(text, len(title or "")), _TOP):
        if match := _dateline_at(line):
            place, region = match["place"].strip(), match["region"].strip(", ")
            return Dateline(place, _country(place, region), Span(start, start + match.end()))
        if len(line) > _TITLE_LENGTH:
            return None
    return None


def find_published(text: str, title: str | None) -> dt.date | None:
    """The date on a line of its own near the top, or in the dateline; raises InputError for an impossible one."""
    for _, line in islice(_lines(text, len(title or "")), _TOP):
        if len(line) <= 80 and (day := find_date(_without_label(line))):
            return day
        if match := _dateline_at(line):
            return find_date((match["date"] or "").strip(", "))
        if len(line) > _TITLE_LENGTH:
            return None
    return None


def _without_label(line: str) -> str:
    label, colon, rest = line.partition(":")
    labels = {known.lower() for known in article_words().date_labels}
    if colon and label.strip().lower() in labels:
        return rest.strip()
    for known in sorted(labels, key=len, reverse=True):
        if line.lower().startswith(known + " "):
            return line[len(known) :].strip()
    return line


def _dateline_at(line: str) -> re.Match[str] | None:
    """A dateline at the beginning of the line: a place in capitals or with an agency or a date behind it."""
    words = article_words()
    match = _DATELINE.match(line[:200])
    if not match or set(re.findall(r"\w+", match["place"])) & set(words.no_places):
        return None
    if match["date"] and not any(
        part.lower() in words.months for part in re.findall("[A-Za-z]+", match["date"])
    ):
        return None
    if match["agency"] or (match["date"] and (match["place"].isupper() or _is_place(match["place"]))):
        return match
    spaced = match["dash"] not in "-–" or match[0][-2:-1] == " "
    return match if match["place"].isupper() and spaced and _is_place(match["place"]) else None


def _is_place(name: str) -> bool:
    other = {place.casefold() for place in article_words().other_places}
    return all(
        part.strip() in _states_by_place() or part.strip() in other for part in name.casefold().split("/")
    )


def _country(place: str, region: str) -> str | None:
    """The state of a dateline's place: the one named after it if the place may lie there, else the only one."""
    called = _states_by_place().get(place.casefold(), frozenset())
    named = {state.code for state in countries() if region.rpartition(", ")[2] in state.names}
    found = (called & named) or called or named
    return next(iter(found)) if len(found) == 1 else None


@functools.cache
def _states_by_place() -> dict[str, frozenset[str]]:
    """States in which a place of this name (case folded) lies.

    A dateline without a region is that of a well-known place: a capital, or a city ten times as large as its
    namesakes in other states. A state that is named itself counts where no city is called so.
    """
    found: dict[str, dict[str, int]] = {}
    for city in places():
        for name in {city.name, city.name.removesuffix(" City"), city.ascii, *city.aliases}:
            states = found.setdefault(name.casefold(), {})
            if city.country:
                states[city.country] = max(states.get(city.country, 0), city.population)
    named = {
        name.casefold(): {state.code: 0}
        for state in countries()
        for name in state.names
        if len(name) > 3 and "." not in name
    }
    capitals: dict[str, dict[str, int]] = {}
    for state in countries():
        capitals.setdefault(state.capital.casefold(), {})[state.code] = 0
    return {name: _foremost(states) for name, states in (named | found | capitals).items()}


def _foremost(states: dict[str, int]) -> frozenset[str]:
    """All states of a name with their largest population there, or the one that leaves the others far behind."""
    ranked = sorted(states, key=lambda code: -states[code])
    alone = len(ranked) > 1 and states[ranked[0]] >= 10 * max(1, states[ranked[1]])
    return frozenset(ranked[:1] if alone else ranked)


def _lines(text: str, after: int = 0) -> Iterator[tuple[int, str]]:
    """Lines that are not empty, with where each starts, beginning after so many characters."""
    for match in re.compile(r"[^\n]*\S[^\n]*").finditer(text, after):
        line = match[0]
        yield match.start() + len(line) - len(line.lstrip()), line.strip()
