"""Mending damaged text, each mended place with its way back.

A step looks at a text and names ``Edit``s; a ``Draft`` applies them and carries all repairs along, so that
``Repair``s always point into the newest text and tell what the source had there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.articles import lossy
from detente.articles.edit import Edit
from detente.types import Repair


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way to being mended; ``repairs`` in reading order, none overlapping another."""

    text: str
    repairs: tuple[Repair, ...] = ()

    def apply(self, edits: Sequence[Edit]) -> Draft:
        """The draft after these edits, which are sorted and do not overlap."""
        if not edits:
            return self
        pieces: list[str] = []
        repairs: list[Repair] = []
        old, done, length = 0, 0, 0  # next old repair, end of the text dealt with, length of the new text

        def keep(upto: int) -> None:
            nonlocal done, length
            pieces.append(self.text[done:upto])
            length += upto - done
            done = upto

        def replace(end: int, new: str, was: str, kind: str) -> None:
            nonlocal done, length
            pieces.append(new)
            repairs.append(Repair(length, length + len(new), was, kind))
            length += len(new)
            done = end

        def carry(before: int) -> None:
            nonlocal old
            while old < len(self.repairs) and self.repairs[old].end <= before:
                repair = self.repairs[old]
                keep(repair.start)
                replace(repair.end, self.text[repair.start : repair.end], repair.was, repair.kind)
                old += 1

        i = 0
        while i < len(edits):
            carry(edits[i].start)
            cluster, touched, end = [edits[i]], [], edits[i].end
            i += 1
            while True:  # edits and old repairs that overlap become one repair
                if old < len(self.repairs) and self.repairs[old].start < end:
                    touched.append(self.repairs[old])
                    end = max(end, self.repairs[old].end)
                    old += 1
                elif i < len(edits) and edits[i].start < end:
                    cluster.append(edits[i])
                    end = max(end, edits[i].end)
                    i += 1
                else:
                    break
            start = min([cluster[0].start, *(repair.start for repair in touched)])
            keep(start)
            new = _rewritten(self.text, start, end, [(e.start, e.end, e.new) for e in cluster])
            was = _rewritten(self.text, start, end, [(r.start, r.end, r.was) for r in touched])
            replace(end, new, was, _kinds([*touched, *cluster]))
        carry(len(self.text))
        keep(len(self.text))
        return Draft("".join(pieces), tuple(repairs))


def _rewritten(text: str, start: int, end: int, changes: Iterable[tuple[int, int, str]]) -> str:
    """``text[start:end]`` with the changes made."""
    pieces, done = [], start
    for first, last, new in changes:
        pieces += [text[done:first], new]
        done = last
    return "".join([*pieces, text[done:end]])


def _kinds(changes: Iterable[Edit | Repair]) -> str:
    return "+".join(dict.fromkeys(kind for change in changes for kind in change.kind.split("+")))


def restored(text: str, repairs: Iterable[Repair]) -> str:
    """The source text: every repair undone."""
    return _rewritten(text, 0, len(text), [(r.start, r.end, r.was) for r in repairs])


def mend(text: str) -> Draft:
    """The text with mojibake decoded, line ends made alike and what could steer a terminal removed."""
    draft = Draft(text)
    if text.isascii():
        return draft.apply(_controls(text))
    for step in (lossy.short_forms, _mojibake, lossy.full_forms, _controls, lossy.marks):
        draft = draft.apply(step(draft.text))
    leads = {repair.was[:1] for repair in draft.repairs if repair.kind in {"lossy", "mojibake"}}
    draft = draft.apply(lossy.letters(draft.text, leads)) if leads else draft
    for step in (_mixed_mojibake, _controls):
        draft = draft.apply(step(draft.text))
    return draft


_PARTS = re.compile(r"[!-~]+|[^!-~]+")


def _mojibake(text: str) -> list[Edit]:
    """UTF-8 that was read as an 8-bit code page, decoded by ftfy line by line."""
    return _by_line(text, mixed=False)


def _mixed_mojibake(text: str) -> list[Edit]:
    """The same in lines that are only partly so, or where a no-break space was made a plain one."""
    return _by_line(text, mixed=True)


def _by_line(text: str, *, mixed: bool) -> list[Edit]:
    import ftfy  # noqa: PLC0415  (needless for ASCII text)

    config = ftfy.TextFixerConfig(
        restore_byte_a0=mixed, decode_inconsistent_utf8=mixed, unescape_html=False, uncurl_quotes=False
    )
    edits: list[Edit] = []
    for line in re.finditer(r"[^\n]+", text):
        if not line[0].isascii() and (fixed := ftfy.fix_encoding(line[0], config)) != line[0]:
            edits += _difference(line[0], fixed, line.start())
    return edits


def _difference(source: str, fixed: str, offset: int) -> list[Edit]:
    """What ftfy changed. It leaves visible ASCII alone, so both texts have it in the same order."""
    before, after = _PARTS.findall(source), _PARTS.findall(fixed)
    if len(before) != len(after):
        before, after = [source], [fixed]
    edits: list[Edit] = []
    for was, new in zip(before, after, strict=True):
        if was != new:
            edits.append(_trimmed(was, new, offset))
        offset += len(was)
    return edits


def _trimmed(was: str, new: str, offset: int) -> Edit:
    """The change without what both ends have in common."""
    shorter = min(len(was), len(new))
    head = next((i for i in range(shorter) if was[i] != new[i]), shorter)
    tail = next((i for i in range(shorter - head) if was[-1 - i] != new[-1 - i]), shorter - head)
    return Edit(offset + head, offset + len(was) - tail, new[head : len(new) - tail], "mojibake")


_BREAKS = r"\r\n|[\r\v\f\x85\u2028\u2029]"
_ESCAPES = r"\x1b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|[\]PX^_][^\x07\x1b\n]{0,256}(?:\x07|\x1b\\)|[ -/]{0,8}[0-~])"
_CONTROLS = re.compile(
    rf"(?P<line_ending>{_BREAKS})"
    rf"|(?P<terminal_escape>{_ESCAPES})"
    r"|(?P<bom>\ufeff+)"
    r"|(?P<bidi>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]+)"
    r"|(?P<control>[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb]+?(?=[^\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]|\x1b|\Z))"
)


def _controls(text: str) -> list[Edit]:
    """Line ends, byte order marks, and characters that could steer a terminal or reorder what is shown."""
    edits = []
    for match in _CONTROLS.finditer(text):
        kind = match.lastgroup or ""
        new = "\n" if kind == "line_ending" else ""
        edits.append(Edit(match.start(), match.end(), new, kind.replace("_", "-")))
    return edits
