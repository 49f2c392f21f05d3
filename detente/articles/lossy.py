"""Typographic marks that went through UTF-8 read as an 8-bit code page.

The marks of U+20xx are three bytes of UTF-8, E2 80 xx. Read as one of the 8-bit code pages they become three
characters (*full forms*). Where the last two are control characters of that page and were dropped, the letter of
E2 alone stands for ’ “ ” and — alike: β in ISO 8859-7, â in ISO 8859-1, т in ISO 8859-5 and so on. Which mark it
was, only the surroundings tell; and it may be an honest letter of its own script.
"""

from __future__ import annotations

import encodings
import functools
import pkgutil
import re
from collections.abc import Iterable
from typing import NamedTuple

from detente.articles.edit import Edit
from detente.articles.quotes import Mark, damaged, foreign, read_marks

_MARKS = [chr(c) for c in (*range(0x2010, 0x2028), *range(0x2030, 0x203F), 0x20AC, 0x2122)]
_CONTEXTUAL = "’“”‘–—"
_NO_PAGES = {"charmap", "raw_unicode_escape", "unicode_escape"}  # codecs that only look like ISO 8859-1


class Forms(NamedTuple):
    """What marks look like after the damage: by form, the marks that it may stand for."""

    leads: re.Pattern[str]
    short: dict[str, str]
    full: dict[str, str]
    unclear: dict[str, str]


def short_forms(text: str) -> list[Edit]:
    """The ellipsis, whose last byte is no control character: ``wait⦔ with the middle byte dropped."""
    forms = _forms()
    return [
        Edit(m.start(), m.start() + 2, forms.short[pair], "lossy")
        for m in forms.leads.finditer(text)
        if (pair := text[m.start() : m.start() + 2]) in forms.short
        and not text[m.start() + 2 : m.start() + 3].isalpha()
        and not "\x80" <= text[m.start() + 2 : m.start() + 3] < "\xc0"
    ]


def full_forms(text: str) -> list[Edit]:
    """Marks of which enough is left to tell them apart."""
    forms, edits, done = _forms(), [], 0
    for m in forms.leads.finditer(text):
        for length in (3, 2):
            form = text[m.start() : m.start() + length]
            if m.start() >= done and form in forms.full:
                edits.append(Edit(m.start(), m.start() + length, forms.full[form], "mojibake"))
                done = m.start() + length
                break
    return edits


def marks(text: str) -> list[Edit]:
    """Marks that only their surroundings tell apart."""
    forms = _forms()
    found: list[Mark] = []
    letters: dict[str, list[int]] = {}
    for m in forms.leads.finditer(text):
        form = text[m.start() : m.start() + 2]
        if form in forms.unclear:
            found.append(Mark(m.start(), m.start() + 2, forms.unclear[form]))
        else:
            letters.setdefault(m[0], []).append(m.start())
    for places in letters.values():
        if damaged(text, places):
            found += [Mark(i, i + 1, "") for i in places if foreign(text, i)]
    return read_marks(text, sorted(found))


def letters(text: str, leads: Iterable[str]) -> list[Edit]:
    """Accented letters within words of a text whose marks went through code pages with one of these at E2."""
    forms = {form: letter for lead in leads for form, letter in _accented().get(lead, {}).items()}
    if not forms:
        return []
    pattern = re.compile("|".join(map(re.escape, sorted(forms))))
    return [
        Edit(m.start(), m.end(), forms[m[0]], "mojibake")
        for m in pattern.finditer(text)
        if re.search("[A-Za-z]", text[max(0, m.start() - 1) : m.start()] + text[m.end() : m.end() + 1])
    ]


@functools.cache
def _accented() -> dict[str, dict[str, str]]:
    """By the letter at E2: what the accented letters look like that can be told apart."""
    found: dict[str, dict[str, set[str]]] = {}
    for page in code_pages():
        forms = found.setdefault(_read(0xE2, page), {})
        for letter in filter(str.isalpha, map(chr, range(0xC0, 0x180))):
            form = "".join(_read(byte, page) for byte in letter.encode())
            if len(form) == 2 and not any(map(_is_control, form)):
                forms.setdefault(form, set()).add(letter)
    return {
        lead: {form: min(meant) for form, meant in forms.items() if len(meant) == 1}
        for lead, forms in found.items()
    }


@functools.cache
def code_pages() -> tuple[str, ...]:
    """Python's 8-bit code pages that extend ASCII and have a letter at E2."""
    return tuple(page.name for page in pkgutil.iter_modules(encodings.__path__) if _has_letter(page.name))


def _has_letter(page: str) -> bool:
    if page in _NO_PAGES:
        return False
    ascii_bytes = bytes(range(0x20, 0x7F))
    try:
        extends = ascii_bytes.decode(page) == ascii_bytes.decode()
        letter = b"\xe2".decode(page)
    except (LookupError, UnicodeError):  # LookupError, too, for codecs from bytes to bytes
        return False
    return extends and len(letter) == 1 and letter.isalpha()


@functools.cache
def _forms() -> Forms:
    full: dict[str, set[str]] = {}
    short: dict[str, str] = {}
    leads = set()
    for page in code_pages():
        for mark in _MARKS:
            raw = mark.encode()
            lead, second, third = (_read(byte, page) for byte in raw)
            leads.add(lead)
            full.setdefault(lead + (second or chr(raw[1])) + (third or chr(raw[2])), set()).add(mark)
            if second and not _is_control(second):
                full.setdefault(lead + second + ("" if _is_control(third) else third), set()).add(mark)
            elif mark == "…" and third and not _is_control(third):
                short[lead + third] = mark
    full = {form: found for form, found in full.items() if len(form) > 1}
    return Forms(
        re.compile(f"[{''.join(sorted(leads))}]"),
        short,
        {form: min(found) for form, found in full.items() if len(found) == 1},
        {
            form: kept
            for form, found in full.items()
            if len(found) > 1 and (kept := "".join(m for m in _CONTEXTUAL if m in found))
        },
    )


def _read(byte: int, page: str) -> str:
    return bytes([byte]).decode(page, "ignore")


def _is_control(character: str) -> bool:
    return not character or "\x80" <= character < "\xa0"
