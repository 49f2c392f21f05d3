"""CofeNet's units are written as treebanks write text ("`` It does n't , '' he said ."); here they are as print writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNS = {
    "`": "‘", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip
_DOUBLE = ("``", "''")
_OPENERS = frozenset("“‘([{$£€#")
_CLOSERS = frozenset([*"”’)]},.;:?!%", "...", "'"])
_CLITIC = re.compile(r"(?:['’](?:s|re|ve|ll|d|m)|n['’]t)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """Text as it is printed; ``starts`` and ``ends`` are the words' offsets in it, ``words`` those in the unit."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[tuple[int, int], ...]

    def there(self, start: int, end: int) -> tuple[int, int]:
        """A span of the unit in the printed text."""
        inside = [i for i, (a, b) in enumerate(self.words) if a < end and start < b]
        return self.starts[inside[0]], self.ends[inside[-1]]

    def back(self, start: int, end: int) -> tuple[int, int] | None:
        """A span of the printed text in the unit, in whole words."""
        inside = [i for i in range(len(self.words)) if self.starts[i] < end and start < self.ends[i]]
        return (self.words[inside[0]][0], self.words[inside[-1]][1]) if inside else None


def printed(unit: str) -> Printed:
    """A unit's text without the spaces that a treebank adds, with the marks of print."""
    found = list(re.finditer(r"\S+", unit))
    out, size, starts, ends = list[str](), 0, list[int](), list[int]()
    glued = True
    for sign in _signs([f[0] for f in found]):
        if not (glued or sign in _CLOSERS or _CLITIC.match(sign)):
            out.append(" ")
            size += 1
        out.append(sign)
        starts.append(size)
        size += len(sign)
        ends.append(size)
        glued = sign in _OPENERS
    return Printed("".join(out), tuple(starts), tuple(ends), tuple(f.span() for f in found))


def _signs(words: list[str]) -> Iterator[str]:
    """Words with the signs of print; "''" opens too where nothing is open and the next mark closes."""
    marks = [*[w for w in words if w in _DOUBLE][1:], ""]
    is_open = False
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        sign = _SIGNS.get(word, word)
        if word in _DOUBLE:
            following = marks.pop(0)
            ends_quote = before == "," and after[:1].islower()
            is_open = word == "``" or (not is_open and following == "''" and not ends_quote)
            sign = "“" if is_open else "”"
        yield sign
