"""Words to subwords as uncased BERT models know them (WordPiece, Schuster and Nakajima 2012; Devlin et al. 2019).

Our own, since the library for it brings 40 MB that a laptop need not carry; a test holds both together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

UNKNOWN = 100
_LONGEST = 100  # characters of a run; a longer one is unknown


def subwords(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Numbers of a word's subwords, none where nothing of it can be seen."""
    return [n for run in _runs(_plain(word)) for n in _longest_first(run, vocabulary)]


def _plain(word: str) -> str:
    """In lower case, without accents and control characters."""
    seen = "".join(" " if c.isspace() else c for c in word if not _is_hidden(c))
    apart = unicodedata.normalize("NFD", seen)
    return "".join(c for c in apart if unicodedata.category(c) != "Mn").lower()


def _is_hidden(c: str) -> bool:
    return c == "\N{REPLACEMENT CHARACTER}" or (
        c not in "\t\n\r" and unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs")
    )


def _runs(text: str) -> Iterator[str]:
    """Parts between white space; each punctuation mark and each Chinese character stands alone."""
    run = ""
    for c in text:
        alone = _is_punctuation(c) or _is_chinese(c)
        if alone or c.isspace():
            if run:
                yield run
            run = ""
            if alone:
                yield c
        else:
            run += c
    if run:
        yield run


def _is_punctuation(c: str) -> bool:
    sign = c.isascii() and c.isprintable() and not c.isalnum() and c != " "
    return sign or unicodedata.category(c).startswith("P")


def _is_chinese(c: str) -> bool:
    n = ord(c)
    return (
        0x4E00 <= n <= 0x9FFF
        or 0x3400 <= n <= 0x4DBF
        or 0x20000 <= n <= 0x2CEAF
        or 0xF900 <= n <= 0xFAFF
        or 0x2F800 <= n <= 0x2FA1F
    )


def _longest_first(run: str, vocabulary: Mapping[str, int]) -> list[int]:
    """The longest known beginning, then the longest known continuation, and so on; unknown where one is missing."""
    if len(run) > _LONGEST:
        return [UNKNOWN]
    found, start = [], 0
    while start < len(run):
        mark = "##" if start else ""
        end = next((e for e in range(len(run), start, -1) if mark + run[start:e] in vocabulary), None)
        if end is None:
            return [UNKNOWN]
        found.append(vocabulary[mark + run[start:end]])
        start = end
    return found
