"""Which of ’ “ ” — (and – between figures) a lost mark was, read from its surroundings.

A paragraph's marks are read from left to right, keeping count of the quotation that is open. Whether a letter is a
lost mark at all is asked first of the whole text (``damaged``), then of each place (``foreign``).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from detente.articles.edit import Edit
from detente.knowledge import article_words, stopwords

_NEAR = 48  # characters around a mark that are looked at
_PAIR = 1000  # characters within a quotation that tell whether it is one
_WITNESSES = 5000  # places of one letter that are asked whether a text is damaged

Shape = Literal["apostrophe", "dash", "range", "open", "close", "possessive", "none"]
_WRITTEN = {"apostrophe": "’", "dash": "—", "range": "–", "open": "“", "close": "”", "possessive": "’"}


class Mark(NamedTuple):
    """A place where a mark was lost; ``allowed`` names the marks that it can have been, "" any."""

    start: int
    end: int
    allowed: str


class Place(NamedTuple):
    """What stands around a run of marks: the characters, the words that touch it, a stop's own neighbour."""

    before: str
    after: str
    left: str
    right: str
    stopped: str  # the character before a stop that touches the run


# ── is it a mark? ────────────────────────────────────────────────────────────────────────────────────────


def damaged(text: str, places: Sequence[int]) -> bool:
    """Whether this letter stands for lost marks anywhere in the text, beyond doubt.

    A letter of another script is given away by one clitic after it ("Chinaβs"), by a stop before it and a space
    after it, or by a pair around English words. For a Latin letter the text must be English, too, and what goes
    before a clitic must be a name or a word that takes it.
    """
    letter = text[places[0]]
    english, script = _english(text), _script(letter)
    latin = script == "LATIN"
    if latin and not english:
        return False
    opened = None
    for i in places[:_WITNESSES]:
        at = _place(text, i, i + 1)
        if _tells(at, letter, latin=latin) or (english and _tells_in_english(text, i, at, script)):
            return True
        if not at.before.strip() and _latin(at.right) and (len(at.right) > 1 or at.right in ("a", "A", "I")):
            opened = i
        elif opened is not None and _closes_pair(at, text[opened : min(i, opened + _PAIR)], latin=latin):
            return True
    return False


def _closes_pair(at: Place, between: str, *, latin: bool) -> bool:
    """A second place that with an opening one before it in the paragraph looks like quotation marks."""
    ends = at.left[-2:].islower() and _latin(at.left[-2:]) and not at.after.isalnum()
    words = between[1:].lower().split()
    english = any(word in stopwords()["en"] for word in words[:8])
    return ends and len(words) > 1 and "\n" not in between and (english or not latin)


def _tells(at: Place, letter: str, *, latin: bool) -> bool:
    if at.stopped.islower() and _latin(at.stopped) and not at.after.strip():
        return True
    if at.right not in article_words().clitics or not _latin(at.left):
        return letter.islower() and latin and not at.before.strip() and at.right[:2].istitle()
    if latin:
        return _takes_clitic(at.left, at.right)
    return at.left[-1:].islower() and len(at.left) > 1


def _tells_in_english(text: str, i: int, at: Place, script: str) -> bool:
    """A possessive plural ("statesβ plan"), or a letter alone where no letter would be named.

    Greek letters are named in English, but not right before a pronoun or an article.
    """
    after = re.match(r" ([A-Za-z]+)", text[i + 1 : i + _NEAR])
    if not after or not re.search(r"[A-Za-z] ?\Z", text[max(0, i - 2) : i]):
        return False
    if at.left:
        return len(at.left) > 3 and at.left[-2:].islower() and at.left[-1] == "s"
    return at.before == " " and (script != "GREEK" or after[1] in article_words().openers)


def _takes_clitic(left: str, right: str) -> bool:
    """Whether ``left’right`` is English: a name's genitive, or a contraction."""
    if right == "s":
        return (len(left) > 3 and left.istitle()) or left[-1:].isdigit() or left.lower() in stopwords()["en"]
    return (left.endswith("n") and right == "t") or left.lower() in stopwords()["en"] | {"i"}


def foreign(text: str, i: int) -> bool:
    """Whether the letter at ``i`` is no part of a word or passage of its own script, the text being damaged."""
    script = _script(text[i])
    run = text[i]
    start, end = i, i + 1
    while start and i - start < _NEAR and text[start - 1] == run:
        start -= 1
    while end < len(text) and end - i < _NEAR and text[end] == run:
        end += 1
    at = _place(text, start, end)
    if script == "LATIN":
        return _foreign_among_latin(text, at, end)
    if _script(at.before) == script or _script(at.after) == script:
        return False
    if at.left or at.right or at.stopped:
        return True
    left, right = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    near = [*filter(str.isalpha, reversed(left))][:1] + [*filter(str.isalpha, right)][:1]
    return not any(_script(character) == script for character in near)


def _foreign_among_latin(text: str, at: Place, end: int) -> bool:
    english = stopwords()["en"]
    if at.right in article_words().clitics and (at.left or at.stopped):
        return True
    if at.before.isalnum() and at.after.isalnum():
        return (
            min(len(at.left), len(at.right)) > 4
            or (at.after.isupper() and text[end - 1].islower())
            or any(len(word) > 2 and word.lower() in english for word in (at.left, at.right))
        )
    if at.after.isalpha():
        later = text[end : end + _PAIR].partition("\n")[0]
        closing = re.search(rf"[a-z.,!?]{text[end - 1]}(?!\w)", later)
        return at.after.isupper() or at.right in english or closing is not None
    return True


# ── which mark was it? ───────────────────────────────────────────────────────────────────────────────────


def read_marks(text: str, marks: Sequence[Mark]) -> list[Edit]:
    """The lost marks, sorted by place, read paragraph by paragraph."""
    edits: list[Edit] = []
    for paragraph in _paragraphs(text, marks):
        runs = list(_runs(paragraph))
        shapes = [_shapes(_place(text, run[0].start, run[-1].end), len(run)) for run in runs]
        pairs = [
            (mark, shape)
            for run, found in zip(runs, shapes, strict=True)
            for mark, shape in zip(run, found, strict=True)
        ]
        edits += _balanced(pairs)
    return edits


def _paragraphs(text: str, marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    breaks = 0
    paragraph: list[Mark] = []
    for mark in marks:
        if paragraph and "\n" in text[breaks : mark.start]:
            yield paragraph
            paragraph = []
        paragraph.append(mark)
        breaks = mark.end
    if paragraph:
        yield paragraph


def _runs(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Marks that stand side by side."""
    numbered = []
    run = 0
    for i, mark in enumerate(marks):
        run += not i or marks[i - 1].end != mark.start
        numbered.append((run, mark))
    for _, members in groupby(numbered, key=lambda pair: pair[0]):
        yield [mark for _, mark in members]


def _shapes(at: Place, length: int) -> list[Shape]:
    """What a run of marks looks like, one by one; quotations within quotations come as pairs."""
    if length == 1:
        return [_shape(at)]
    if length == 2:
        if not at.before.strip() or at.before in "([":
            return ["open", "open"] if at.after.strip() else ["dash", "dash"]
        if not at.after.isalnum():
            return ["close", "close"]
        return ["close", "dash"] if at.before in ",.!?" else ["dash", "open"]
    return ["none"] * length


def _shape(at: Place) -> Shape:
    words = article_words()
    starts, ends = not at.before.strip() or at.before in "([{“‘—–", not at.after.strip()
    if starts and ends:
        return "dash"
    if starts:
        clipped = at.right.lower() in words.clipped or re.fullmatch(r"\d\ds?", at.right)
        return "apostrophe" if clipped and not at.before.strip() else "open"
    if at.before.isdigit() and at.after.isdigit():
        return "range"
    if at.right in words.clitics and at.before not in ",!?":
        return "apostrophe"
    if at.after.isalnum():
        return _inner(at)
    if at.before in "sS" and ends:
        return "possessive"
    return "close"


def _inner(at: Place) -> Shape:
    """Between two characters of words: an apostrophe within one word, or a dash between two."""
    english = stopwords()["en"]
    if at.before in ",!?":
        return "close"
    if at.before == "." and at.stopped.isupper():
        return "dash" if at.after.islower() else "range"
    if not at.before.isalnum():
        return "dash" if at.after.islower() else "open"
    if len(at.left) == 1 or at.left.lower() in article_words().elisions:
        return "apostrophe"
    name = at.left.istitle() and at.left.lower() not in english and at.right.islower()
    short = len(at.left) < 3 or (len(at.left) < 5 and at.right not in english)
    if name and short:
        return "apostrophe"
    return "range" if at.left.istitle() and at.right.istitle() else "dash"


def _balanced(marks: Sequence[tuple[Mark, Shape]]) -> list[Edit]:
    """The marks written out; what is open decides on possessives and on single quotation marks."""
    edits: list[Edit] = []
    opened: list[str] = []
    for (mark, shape), (closes, spare) in zip(marks, _outlook(marks), strict=True):
        new = _WRITTEN.get(shape, "")
        if shape == "open":
            new = "‘" if opened and opened[-1] == "“" and spare > len(opened) else "“"
            opened.append(new)
        elif shape == "close" or (shape == "possessive" and opened and not closes):
            new = "’" if opened and opened.pop() == "‘" else "”"
        if mark.allowed and new not in mark.allowed:
            new = _nearest(new, mark.allowed)
        if new:
            edits.append(Edit(mark.start, mark.end, new, "lossy"))
    return edits


def _outlook(marks: Sequence[tuple[Mark, Shape]]) -> list[tuple[bool, int]]:
    """For each mark: whether the next quotation mark is a closing one, and how many more close than open."""
    outlook: list[tuple[bool, int]] = []
    closes, spare = False, 0
    for _, shape in reversed(marks):
        outlook.append((closes, spare))
        if shape in ("open", "close"):
            closes = shape == "close"
            spare += 1 if closes else -1
    return outlook[::-1]


def _nearest(wanted: str, allowed: str) -> str:
    return next((mark for mark in ("“‘" if wanted in "“‘" else "”’—–“‘") if mark in allowed), allowed[0])


# ── letters and words ────────────────────────────────────────────────────────────────────────────────────


def _place(text: str, start: int, end: int) -> Place:
    mark = text[start]
    left = re.search(r"[^\W_]*\Z", text[max(0, start - _NEAR) : start].rpartition(mark)[2])
    right = re.match(r"[^\W_]*", text[end : end + _NEAR].partition(mark)[0])
    lead = text[max(0, start - 2) : start]
    return Place(
        text[start - 1 : start] if start else "",
        text[end : end + 1],
        left[0] if left else "",
        right[0] if right else "",
        lead[0] if len(lead) == 2 and lead[1] in ",.!?" else "",
    )


@functools.lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """LATIN, GREEK and so on; "" for what is no letter."""
    return unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""


def _latin(word: str) -> bool:
    return all(character.isdigit() or _script(character) == "LATIN" for character in word)


def _english(text: str) -> bool:
    words = re.findall(r"[a-z]+", text[:20_000].lower())
    return sum(word in stopwords()["en"] for word in words) * 6 >= len(words)
