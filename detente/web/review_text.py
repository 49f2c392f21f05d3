"""The sentence that tells an event, its neighbours, and the words that decide marked in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from detente.knowledge import grammar
from detente.output.marks import Mark, marked, parts
from detente.types import Item, Span

_AROUND = 3_000  # characters before and after a clause in which its sentence is looked for
_STOP = re.compile(r"""\n+|[.!?…][”"'’)\]]*(?=\s)""")
_OPENER = re.compile(r"""[\s“"'‘(\[]*""")


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence with its marks, and the sentences beside it, empty where there are none."""

    before: str
    sentence: Markup
    after: str


def shown(item: Item) -> Shown:
    """What a reviewer reads of an item."""
    text, event = item.text, item.report.event
    before, sentence, after = around(text, event.mentions[0].span)
    first, trigger = sentence.start, event.mentions[0].trigger
    words = text[first : sentence.end]
    act = Mark(Span(trigger.start - first, trigger.end - first), "trigger", event.why, label=event.category)
    told = Markup(marked(words, [act, *parts(words, [event], first=first)]))  # noqa: S704 - marked escapes
    return Shown(text[before.start : before.end].strip(), told, text[after.start : after.end].strip())


def around(text: str, clause: Span) -> tuple[Span, Span, Span]:
    """The sentence that holds the clause between the one before and the one after."""
    low, high = max(0, clause.start - _AROUND), min(len(text), clause.end + _AROUND)
    ends = [low, *_ends(text, low, high), high]
    before = [end for end in ends if end <= clause.start]
    after = [end for end in ends if end >= clause.end]
    start, end = before[-1], after[0]
    previous = next((e for e in reversed(before[:-1]) if text[e:start].strip()), start)
    following = next((e for e in after[1:] if text[end:e].strip()), end)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Span(previous, start), Span(start, end), Span(end, following)


def _ends(text: str, low: int, high: int) -> Iterator[int]:
    """Where sentences end: at a line's end, or at a stop that belongs to no abbreviation and is followed by a capital."""
    for match in _STOP.finditer(text, low, high):
        if match[0][0] == "\n" or (_opens(text, match.end()) and not _abbreviated(text, low, match)):
            yield match.end()


def _opens(text: str, at: int) -> bool:
    opener = _OPENER.match(text, at)
    following = text[opener.end() : opener.end() + 1] if opener else ""
    return following.isupper() or following.isdigit()


def _abbreviated(text: str, low: int, stop: re.Match[str]) -> bool:
    """Whether the stop belongs to a word like "Gen.", an initial, or "U.S." before what opens no sentence."""
    if stop[0] != ".":
        return False
    word = (
        text[max(low, stop.start() - 20) : stop.start()]
        .rpartition("\n")[2]
        .rpartition(" ")[2]
        .lstrip("“\"'‘([")
    )
    if "." in word:
        following = text[stop.end() : stop.end() + 40].split(maxsplit=1)
        return bool(following) and following[0] not in grammar.openers()
    return word.lower() in grammar.abbreviations() or (len(word) == 1 and word.isupper())
