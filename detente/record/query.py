"""The one query language of the command line, the Python API and addresses (docs/query.md).

``pair:USA-CHN type:CONSULT since:2020-01 "hot line"``: filters ``name:value``, several values with commas, values with
blanks in quotation marks, and words to look for. ``Query.parse`` and ``str`` are inverse.
"""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, get_args

from detente import knowledge
from detente.errors import QueryError
from detente.knowledge import codebook
from detente.types import Category, CommitmentState, Status

_LONGEST = 2_000  # characters
_TOKEN = re.compile(r'\s*((?:"[^"]*"|[^\s"])+)')
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; an empty query is everything.

    ``pair`` are two codes, in alphabetical order unless ``directed``; ``since`` and ``until`` are inclusive days;
    the values of one filter are alternatives, filters narrow one another.
    """

    pair: tuple[str, str] | None = None
    directed: bool = False
    states: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    sources: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    minimum: float | None = None
    words: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Query:
        """Raises QueryError, which names the place and what would be right."""
        if len(text) > _LONGEST:
            raise QueryError(f"the query is longer than {_LONGEST:,} characters")
        if odd := _CONTROL.search(text):
            raise QueryError(f"query, character {odd.start() + 1}: a control character is no part of a query")
        found: dict[str, Any] = {}
        for place, token in _tokens(text):
            name, colon, value = token.partition(":")
            try:
                if not colon or name.startswith('"'):
                    found["words"] = (*found.get("words", ()), *filter(None, [_unquoted(token)]))
                else:
                    _filter(found, name.lower(), value)
            except QueryError as error:
                raise QueryError(f"query, character {place + 1} ({token[:60]!r}): {error}") from None
        return _checked(cls(**found))

    @classmethod
    def of(cls, text: str = "", **filters: object) -> Query:
        """From keywords: ``Query.of(pair=("USA", "CHN"), since="2023-01", type="CONSULT")``; names as in the language."""
        parts = [text]
        for name, value in filters.items():
            if value in (None, (), [], ""):
                continue
            parts.append(" ".join(_written(name, value)))
        return cls.parse(" ".join(filter(None, parts)))

    def __str__(self) -> str:
        parts = []
        if self.pair:
            parts.append(f"pair:{self.pair[0]}{'>' if self.directed else '-'}{self.pair[1]}")
        parts += [
            f"{name}:{','.join(map(_quoted, values))}"
            for name, (field, _) in _LISTS.items()
            if (values := getattr(self, field))
        ]
        parts += [f"{name}:{day}" for name in ("since", "until") if (day := getattr(self, name))]
        parts += [f"min:{self.minimum:g}"] if self.minimum is not None else []
        return " ".join([*parts, *(_quoted(word, bare=True) for word in self.words)])

    def __and__(self, other: Query) -> Query:
        """Both queries at once, where a filter of ``other`` takes the place of the same filter here.

        Raises QueryError where no day is left.
        """
        given = {f.name: value for f in fields(self) if (value := getattr(other, f.name)) not in (None, ())}
        if not other.pair:
            del given["directed"]  # which says something of the pair only
        return _checked(replace(self, **given))


def _tokens(text: str) -> Iterable[tuple[int, str]]:
    if text.count('"') % 2:
        raise QueryError(f"query, character {text.rindex(chr(34)) + 1}: this quotation mark has no other end")
    for match in _TOKEN.finditer(text):
        yield match.start(1), match[1]


def _filter(found: dict[str, Any], name: str, value: str) -> None:
    """Put one filter where it belongs."""
    if name not in NAMES:
        near = difflib.get_close_matches(name, NAMES, 1)
        raise QueryError(
            f"there is no filter {name!r}{f'; did you mean {near[0]}:?' if near else ''} "
            f"(filters: {', '.join(NAMES)}; a word with a colon needs quotation marks)"
        )
    if not value.strip('"'):
        raise QueryError(f"a value is missing behind {name}:")
    if name == "pair":
        found["pair"], found["directed"] = _pair(value)
    elif name in ("since", "until"):
        found[name] = _day(_unquoted(value), last=name == "until")
    elif name == "min":
        found["minimum"] = _share(value)
    else:
        field, read = _LISTS[name]
        values = (read(_unquoted(part)) for part in _parts(value))
        found[field] = tuple(dict.fromkeys((*found.get(field, ()), *values)))


def _checked(query: Query) -> Query:
    if query.since and query.until and query.since > query.until:
        raise QueryError(f"since:{query.since} lies after until:{query.until}")
    return query


def _parts(value: str) -> list[str]:
    """Values between commas, those inside quotation marks aside."""
    parts = re.findall(r'(?:"[^"]*"|[^,"])+', value)
    if len(parts) != len(re.sub(r'"[^"]*"', "", value).split(",")):
        raise QueryError("a value is missing beside a comma")
    return parts


def _pair(value: str) -> tuple[tuple[str, str], bool]:
    directed = ">" in value
    for match in re.finditer(">" if directed else "-", value):
        first, second = _unquoted(value[: match.start()]), _unquoted(value[match.end() :])
        if (a := _code(first)) and (b := _code(second)):
            if a == b:
                raise QueryError(f"{first!r} and {second!r} are the same party; a pair has two")
            return ((a, b) if directed or a < b else (b, a)), directed
    for side in re.split("[->]", value, maxsplit=1):
        actor(_unquoted(side))
    raise QueryError("a pair is written USA-CHN, or USA>CHN for what the first did to the second")


def actor(value: str) -> str:
    """The code of a state, organisation or group, written as a code or a name."""
    if code := _code(value):
        return code
    near = difflib.get_close_matches(value.upper(), set(_known()), 3)
    raise QueryError(
        f"{value!r} is no state, organisation or group that is known{f' (near: {_few(near)})' if near else ''}; "
        "write a code like CHN or a name like China"
    )


def _few(near: list[str]) -> str:
    return ", ".join(
        dict.fromkeys(f"{name.title() if len(name) > 5 else name} {_known()[name]}" for name in near)
    )


def _code(value: str) -> str | None:
    """The code; one of a user's own actors or of another data set need not be known, but three letters are a state."""
    value = value.strip()
    known = _known().get(value.upper())
    if known or len(value) == 3:
        return known
    return value if _CODE.fullmatch(value) else None


@functools.cache
def _known() -> dict[str, str]:
    """Codes by themselves and by names, in capitals; a code wins over a name, a state over an organisation."""
    found: dict[str, str] = {}
    for group in knowledge.groups():
        found |= {name.upper(): group.code for name in (*group.aliases, group.name)}
    for organisation in knowledge.organisations():
        found |= {name.upper(): organisation.code for name in (*organisation.aliases, organisation.name)}
    for country in knowledge.countries():
        found |= {name.upper(): country.code for name in (*country.names, country.name)}
    for table in (knowledge.groups(), knowledge.organisations(), knowledge.countries()):
        found |= {row.code: row.code for row in table}
    return found


def _one_of(known: Callable[[], Iterable[str]], what: str, *, upper: bool = False) -> Callable[[str], str]:
    def read(value: str) -> str:
        written = value.upper() if upper and ":" not in value else value if upper else value.lower()
        if written in known() or (upper and re.fullmatch(r"\w+:\w+", written)):
            return written
        near = difflib.get_close_matches(written, list(known()), 1)
        raise QueryError(
            f"{value!r} is no {what}{f'; did you mean {near[0]}?' if near else ''} ({', '.join(sorted(known()))})"
        )

    return read


@functools.cache
def _modes() -> frozenset[str]:
    return frozenset(mode for rating in codebook.ratings().values() for mode in rating.modes)


@functools.cache
def contexts() -> frozenset[str]:
    """The contexts that there are."""
    return frozenset(shown for several in codebook.context_words().values() for shown in several)


def _text(value: str) -> str:
    return " ".join(value.split())


def _day(value: str, *, last: bool) -> dt.date:
    """The first or last day of a day, month or year."""
    match = _DAY.fullmatch(value)
    try:
        if match:
            return _of_calendar(int(match[1]), match[2], match[3], last=last)
    except ValueError:
        pass  # there is no such day
    raise QueryError(f"{value!r} is no day, month or year (write 2020-03-31, 2020-03 or 2020)")


def _of_calendar(year: int, month: str | None, day: str | None, *, last: bool) -> dt.date:
    if day or not last:
        return dt.date(year, int(month or 1), int(day or 1))
    first = dt.date(year, int(month or 12), 1)
    return dt.date(year, first.month, calendar.monthrange(year, first.month)[1])


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise QueryError(f"{value!r} is no confidence between 0 and 1")
    return share


def _unquoted(value: str) -> str:
    return _text(value.replace('"', ""))


def _quoted(value: str, *, bare: bool = False) -> str:
    """The value, in quotation marks where it would fall apart without."""
    needs = not value or any(mark in value for mark in " ,") or (bare and ":" in value)
    return f'"{value}"' if needs else value


def _written(name: str, value: object) -> Iterable[str]:
    """A keyword as the language writes it."""
    if name == "pair" and isinstance(value, tuple | list):
        a, b = (f'"{side}"' for side in value)
        yield f"pair:{a}-{b}"
    elif name == "pair":
        yield f"pair:{value}"
    elif name == "words":
        yield from (f'"{word}"' for word in ([value] if isinstance(value, str) else _listed(value)))
    else:
        values = _listed(value) if isinstance(value, tuple | list | set | frozenset) else [str(value)]
        yield f"{name}:" + ",".join(f'"{item}"' for item in values)


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, Iterable) else [str(value)]


_LISTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "state": ("states", actor),
    "type": ("types", _one_of(lambda: get_args(Category), "category", upper=True)),
    "mode": ("modes", _one_of(_modes, "mode")),
    "status": ("statuses", _one_of(lambda: (*get_args(Status), *get_args(CommitmentState)), "status")),
    "source": ("sources", _text),
    "context": ("contexts", _one_of(contexts, "context")),
    "issue": ("issues", _text),
    "by": ("by", actor),
    "who": ("who", _text),
    "place": ("places", _text),
    "origin": ("origins", _text),
}
NAMES = ("pair", *_LISTS, "since", "until", "min")
