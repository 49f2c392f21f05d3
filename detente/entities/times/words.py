"""The words of a sentence as the grammar of times sees them: pieces with what each may stand for."""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

from detente import knowledge
from detente.types import Sentence

_JOINTS = {"-": "-", "–": "-", "—": "-", "’s": "'s", "`s": "'s"}
_NO_MONTH = ("MD", "VB", "VBP", "VBD", "VBZ", "VBN", "VBG")
_DETERMINERS = ("the", "this", "that", "its", "his", "her", "their", "our", "'s", "'", "of")
_RATES = ("a", "an", "per")
_NOTHING: dict[str, Any] = {}
_SMALL = {"UNIT", "DEICTIC", "PART"}  # symbols of words that have a capital only in names and titles
_ROUGH = ("almost", "approximately", "least", "nearly", "roughly", "than")  # of a count, not a year
_NO_YEAR_BEFORE = ("$", "£", "€", "¥", "#", "no.")


class Piece(NamedTuple):
    """A word or a part of a hyphenated one; ``means`` are its symbols in the grammar with their values.

    ``stop`` tells that it opens no clause or phrase of its own.
    """

    word: int
    text: str
    means: dict[str, Any]
    stop: bool


def pieces(sentence: Sentence) -> list[Piece]:
    """All words in lower case, hyphenated ones cut, in reading order."""
    found: list[Piece] = []
    for number, word in enumerate(sentence.words):
        for text, plain in _cut(word.text):
            stop = word.upos in ("PUNCT", "ADP", "CCONJ") or not text[:1].isalnum()
            if plain:
                found.append(Piece(number, text, _NOTHING, stop))
            elif _is_no_time(sentence, number):
                found.append(Piece(number, "", _NOTHING, stop))
            else:
                before = found[-1].text if found else ""
                found.append(Piece(number, text, _means(sentence, number, text, before), stop))
    return found


def _is_no_time(sentence: Sentence, number: int) -> bool:
    """Whether a word of time is a verb ("lasted") or part of a name ("60 Minutes", "USA Today")."""
    word = sentence.words[number]
    text = word.text.lower()
    if word.upos == "VERB" and text == "last":
        return True
    lexical = _lexicon().get(text, _NOTHING)
    if not word.text[0].isupper() or not lexical.keys() & _SMALL or number == 0 or sentence.is_title:
        return False
    before = sentence.words[number - 1]
    return before.upos != "PUNCT" and not all(
        w.text[:1].isupper() for w in sentence.words[number + 1 :] if len(w.text) > 3
    )


@functools.lru_cache(maxsize=1 << 16)
def _cut(word: str) -> list[tuple[str, bool]]:
    """The parts of a word, and whether each means nothing by itself."""
    return [(part, _is_plain(part)) for part in _parts(word)]


def _is_plain(text: str) -> bool:
    return not (text[:1].isdigit() or text[1:2].isdigit() or text in _lexicon() or text in _RATES)


def _parts(word: str) -> list[str]:
    text = _JOINTS.get(word.lower(), word.lower())
    for mark in "–—":
        text = text.replace(mark, "-")
    first, slash, last = text.partition("/")
    if len(first) == 4 and len(last) in (2, 4) and (first + last).isdecimal():
        return [first, slash, last]
    if "-" not in text[1:-1]:
        return [text]
    parts = text.split("-")
    return [p for part in parts for p in (part, "-") if p][:-1]


def _means(sentence: Sentence, number: int, text: str, before: str) -> dict[str, Any]:
    means: dict[str, Any] = {}
    word = sentence.words[number]
    if text[:1].isdigit():
        means = _figures(text)
        if _counts_things(sentence, number):
            means.pop("DAY", None)
            if before not in _DETERMINERS:
                means.pop("YEAR", None)
        if before in _ROUGH:
            means.pop("YEAR", None)
        if 1500 <= means.get("YEAR", 0) <= 2100:
            means["BARE_YEAR"] = means["YEAR"]
        if before in _NO_YEAR_BEFORE or before in knowledge.time_words().numbered:
            means = {}
    elif text[:1] in "'’‘" and text[1:2].isdigit():
        means = _short_year(text[1:])
    elif text in _RATES and _is_rate(sentence, number):
        means["RATE"] = None
    elif text in _lexicon():
        means = dict(_lexicon()[text])
        if "MONTH" in means and (word.xpos in _NO_MONTH or word.text.islower()):
            del means["MONTH"]
        if "MONTH" in means and text == "march" and _is_walk(sentence, number):
            del means["MONTH"]
        if "SEASON" in means and word.xpos in _NO_MONTH:
            del means["SEASON"]
        if "SHORT_MONTH" in means and _beside_figures(sentence, number):
            means["MONTH"] = means["SHORT_MONTH"]
    return means


def _is_rate(sentence: Sentence, number: int) -> bool:
    """Whether something is counted by what follows ("four flights a week")."""
    return number > 0 and sentence.words[number - 1].upos in ("NOUN", "NUM", "SYM")


def _is_walk(sentence: Sentence, number: int) -> bool:
    """Whether people walk ("the March for Life", "the Great March of Return")."""
    before = sentence.words[number - 1] if number else None
    after = [w.text.lower() for w in sentence.words[number + 1 : number + 3]]
    told = before is not None and (before.upos in ("DET", "PROPN", "ADJ") or not before.text[0].isalnum())
    told = told and not (before and before.text.lower() in _lexicon())
    return told and len(after) == 2 and after[0] in ("of", "for", "on") and not after[1][0].isdigit()


def _beside_figures(sentence: Sentence, number: int) -> bool:
    """Jan, Dec and Sep without a full stop are months only beside a number."""
    around = sentence.words[max(number - 1, 0) : number + 2]
    return sentence.words[number].text[0].isupper() and any(w.text[:1].isdigit() for w in around)


def _counts_things(sentence: Sentence, number: int) -> bool:
    """Whether the number is said of the things named after it ("In May 12 people were killed")."""
    word = sentence.words[number]
    after = sentence.words[number + 1 : number + 2]
    return word.deprel == "nummod" and word.head > number and bool(after) and after[0].xpos in ("NNS", "NNPS")


def _figures(text: str) -> dict[str, Any]:
    means: dict[str, Any] = {}
    plain = text.replace(",", "")
    if plain.isdecimal() and plain.isascii() and len(plain) <= 6:
        value = int(plain)
        means["FIGURE"] = value
        if len(text) <= 2 and 1 <= value <= 31:
            means["DAY"] = value
        if len(text) == 2:
            means["TWO"] = value
        if len(text) == 4 and value >= 1000:
            means["YEAR"] = value
    elif text[-2:] in ("st", "nd", "rd", "th") and text[:-2].isdecimal() and len(text) <= 4:
        value = int(text[:-2])
        means = {"ORD": value, "DAY": value} if 1 <= value <= 31 else {}
    elif text.endswith("s") and text[:-1].isdecimal() and len(text) in (3, 5) and text[-2] == "0":
        value = int(text[:-1])
        means["DECADE"] = value if value >= 1000 else 1900 + value
    elif text.count("/") == 2 and len(text) <= 10 and all(p.isdecimal() for p in text.split("/")):
        means["SLASHED"] = tuple(int(p) for p in text.split("/"))
    elif text.count(":") == 1 and len(text) <= 5 and all(p.isdecimal() for p in text.split(":")):
        hour, minute = (int(p) for p in text.split(":"))
        means = {"HOUR": (hour, minute)} if hour <= 24 and minute < 60 else {}
    elif text.count(".") == 1 and len(text) <= 6 and text.replace(".", "").isdecimal():
        means["FIGURE"] = float(text)
    return means


def _short_year(text: str) -> dict[str, Any]:
    if text.endswith("s") and text[:-1].isdecimal() and len(text) == 3:
        return {"DECADE": 1900 + int(text[:-1])}
    if text.isdecimal() and len(text) == 2:
        return {"SHORT": int(text) + (2000 if int(text) < 40 else 1900)}
    return {}


@functools.cache
def _lexicon() -> dict[str, dict[str, Any]]:
    words = knowledge.time_words()
    lexicon: dict[str, dict[str, Any]] = {}
    for symbol, table in (
        ("MONTH", words.months),
        ("WEEKDAY", words.weekdays),
        ("WEEKDAYS", {f"{name}s": number for name, number in words.weekdays.items()}),
        ("SEASON", words.seasons),
        ("UNIT", words.units),
        ("DEICTIC", words.deictic),
        ("STAGE", words.stages),
        ("EDGE", words.edges),
        ("ONE", {name: unit for name, unit in words.units.items() if name == unit}),
        ("ORD", words.ordinals),
        ("DECADE", {name: 1900 + number for name, number in words.decades.items()}),
        ("WAY", {name: number for name, number in words.ways.items() if " " not in name}),
        ("PART", words.parts),
        ("HALFDAY", {name: part for name, part in words.parts.items() if ":" in part}),
        ("MANY", {name: unit for name, unit in words.units.items() if name != unit}),
    ):
        for name, value in table.items():
            lexicon.setdefault(name, {})[symbol] = value
            if symbol == "MONTH" and name.endswith("."):
                lexicon.setdefault(name[:-1], {})["SHORT_MONTH"] = value
    for quarter in range(1, 5):
        lexicon[f"q{quarter}"] = {"QUARTER": quarter}
    return lexicon
