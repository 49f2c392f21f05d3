"""Scores of words, sentences, tags and trees as CoNLL 2018's shared task has them (Zeman et al. 2018).

Words are aligned by their characters. A head is right where it is the same characters, a relation where it is the same up
to its subtype ("nmod" for "nmod:poss").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.types import Name, Sentence, Word

Sentences = Sequence[Sequence[Word]]
Place = tuple[int, int]
Counts = dict[str, tuple[int, int, int]]  # right, found, wanted
MEASURES = ("tokens", "sentences", "upos", "uas", "las")


def counts(gold: Sentences, found: Sentences) -> Counts:
    """Counts of one text for each of MEASURES."""
    wanted, got = _words(gold), _words(found)
    both = [(wanted[place], got[place]) for place in wanted.keys() & got.keys()]
    right = {
        "tokens": len(both),
        "upos": sum(a[0] == b[0] for a, b in both),
        "uas": sum(a[1] == b[1] for a, b in both),
        "las": sum(a[1:] == b[1:] for a, b in both),
    }
    size = sum(map(len, gold))
    ends = {(s[0].start, s[-1].end) for s in gold}, {(s[0].start, s[-1].end) for s in found}
    return {k: (n, len(got), size) for k, n in right.items()} | {
        "sentences": (len(ends[0] & ends[1]), len(found), len(gold))
    }


def _words(sentences: Sentences) -> dict[Place, tuple[str, Place | None, str]]:
    """Tag, place of the head and relation of each word by its place; words without characters are left out."""
    return {
        (w.start, w.end): (w.upos, _head(s, w), w.deprel.partition(":")[0])
        for s in sentences
        for w in s
        if w.start < w.end
    }


def _head(s: Sequence[Word], w: Word) -> Place | None:
    return (s[w.head].start, s[w.head].end) if w.head >= 0 else None


def names(gold: set[tuple[int, int, str]], text: str, sentences: Iterable[Sentence]) -> tuple[int, int, int]:
    """Right, found and wanted names of one text; ``gold`` counts the characters that are no white space."""
    found = {_inked(text, s, name) for s in sentences for name in s.names}
    return len(found & gold), len(found), len(gold)


def _inked(text: str, s: Sentence, name: Name) -> tuple[int, int, str]:
    start, end = s.words[name.first].start, s.words[name.last - 1].end
    return inked(text, start), inked(text, end), name.label


def inked(text: str, at: int) -> int:
    """How many characters before ``at`` are no white space."""
    return len("".join(text[:at].split()))


def total(rows: Iterable[Counts]) -> Counts:
    """Counts of many texts added."""
    out: Counts = {}
    for row in rows:
        for key, three in row.items():
            a, b, c = out.get(key, (0, 0, 0))
            out[key] = a + three[0], b + three[1], c + three[2]
    return out


def f1(right: int, found: int, wanted: int) -> float:
    """F1 in percent, 0 where nothing is found or wanted."""
    return round(200 * right / (found + wanted), 2) if found + wanted else 0.0
