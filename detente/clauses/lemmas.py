"""Dictionary forms of words, by their part of speech."""

from __future__ import annotations

import functools

from detente.knowledge import grammar

_VOWELS = "aeiou"
_MEN = ("smen", "rmen", "wmen", "amen", "tmen", "nmen")
_NO_E = ("w", "x", "y", "h")
# Ends of stems of more than one syllable that lost an e ("celebrat|ed", "organiz|ing").
_TAKES_E = (
    "at", "iz", "ys", "eas", "rs", "ns", "iev", "ang", "eng", "ing", "ung", "rg", "dg", "ag", "uls", "is", "os", "us", "ur", "ir",
    "ut", "vit", "com", "um", "ok", "ot", "or", "in", "lin", "tur", "er", "ar", "id", "od", "ud", "ol", "op", "ip", "ap", "ak", "ik",
)  # fmt: skip
_KEEPS = (
    "eat", "oat", "ress", "iss", "ess", "ass", "oss", "uss", "or", "er", "ar", "in", "id", "ol", "op", "ot", "aid", "eak", "ook",
)  # fmt: skip


@functools.lru_cache(maxsize=100_000)
def lemma(word: str, upos: str) -> str:
    """Lower-case dictionary form; names keep their capitals."""
    if upos == "PROPN":
        return word
    low = word.lower()
    if upos in ("VERB", "AUX"):
        return _verb(low)
    if upos == "NOUN":
        return _noun(low)
    if upos in ("ADJ", "ADV"):
        return grammar.adjective_forms().get(low, low)
    return low


def _noun(low: str) -> str:
    known = grammar.noun_forms().get(low)
    if known:
        return known
    if len(low) > 5 and low.endswith(_MEN):
        return low[:-3] + "man"
    if len(low) < 4 or not low.endswith("s") or low.endswith(("ss", "us", "is")) or low[0].isdigit():
        return low
    if low.endswith("ies"):
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return low[:-2]
    return low[:-1]


def _verb(low: str) -> str:
    known = grammar.verb_forms().get(low)
    if known:
        return known
    if low.endswith("eed") and low[:-1] not in grammar.e_verbs():
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")) or (low.endswith("oes") and len(low) > 4):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    for ending in ("ing", "ed"):
        stem = low.removesuffix(ending)
        if stem != low and len(stem) > 1 and any(c in "aeiouy" for c in stem):
            return _base(stem, ending)
    return low


def _base(stem: str, ending: str) -> str:
    """The base behind a stem that lost -ing or -ed."""
    if stem in grammar.whole_verbs():
        return stem
    if stem + "e" in grammar.e_verbs():
        return stem + "e"
    if stem.endswith("ee"):
        return stem
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "fsz":
        return _undouble(stem)
    if _syllables(stem) == 1:
        return stem + "e" if _lost_e(stem) or _muted(stem) else stem
    if (stem.endswith(_TAKES_E) and not stem.endswith(_KEEPS)) or stem[-1] in "cvzu" or _muted(stem):
        return stem + "e"
    return stem


def _lost_e(stem: str) -> bool:
    """In one syllable a single vowel and consonant would have doubled without an e ("nam|ed" but "plann|ed")."""
    plain = len(stem) > 1 and stem[-1] not in _VOWELS and not stem.endswith(_NO_E)
    single = len(stem) < 3 or stem[-3] not in _VOWELS or stem[-3:-1] == "ui" or stem[-3] == "q"
    return stem[-1] in "cvzu" or (plain and stem[-2] in _VOWELS + "y" and single)


def _muted(stem: str) -> bool:
    return stem[-1] == "l" and len(stem) > 2 and stem[-2] in "bcdfgkptz"


def _undouble(stem: str) -> str:
    """Without the doubled letter: "plann" is plan; "call" and "add" stay."""
    if stem[-1] == "l" and not (_syllables(stem) > 1 and stem.endswith(("ell", "oll", "nall", "ill"))):
        return stem
    return stem[:-1]


def _syllables(stem: str) -> int:
    groups, before = 0, False
    for c in stem:
        vowel = c in "aeiouy"
        groups += vowel and not before
        before = vowel
    return groups
