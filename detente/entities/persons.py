"""Which words of a sentence are a person's name: the parser's PER names, mended by titles and known names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.entities.gazetteer import Hit
from detente.entities.roles import Function
from detente.knowledge import reference
from detente.types import Name, Sentence

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_ENDS = frozenset({"of", "and", "in", "to", "at", "for", "from", "the", ",", ";", "(", "'s", "’s"})
_LONGEST = 12  # words of a name, hyphens among them
_TITLES = 4  # titles in front of a name


def find(sentence: Sentence, hits: Iterable[Hit], functions: dict[int, Function]) -> dict[int, Name]:
    """Names of persons by word number, without their titles."""
    hit = {i: h for h in hits if h.entry.kind != "person" for i in range(h.first, h.last)}
    found: dict[int, Name] = {}
    known = [Name(h.first, h.last, "PER") for h in hits if h.entry.kind == "person"]
    tagged = [n for n in sentence.names if n.label == "PER"]
    starts = {n.first for n in tagged}
    tagged = [n for n in tagged if n.last not in starts or not _field(sentence, n, functions)]
    titled = [Name(i, i + 1, "PER") for i in _after_titles(sentence, functions, hit)]
    for name in (*known, *tagged, *titled):
        trimmed = _trim(sentence, name, functions, hit)
        if trimmed and not any(i in found for i in range(trimmed.first, trimmed.last)):
            found.update(dict.fromkeys(range(trimmed.first, trimmed.last), trimmed))
    return found


def is_honorific(text: str) -> bool:
    """Whether the word is a title of address ("Mr.", "Senator")."""
    return text.lower().rstrip(".") in reference.honorifics()


def title_start(sentence: Sentence, name: Name, functions: dict[int, Function]) -> int:
    """First word of the titles in front of a name ("police spokesman Capt. |Rod Beer")."""
    first = name.first
    for _ in range(_TITLES):
        function = functions.get(first - 1)
        if function and function.last == first and function.role.kind == "person":
            first = function.first
        elif first and is_honorific(sentence.words[first - 1].text):
            first -= 1
        else:
            break
    return first


def _field(s: Sentence, name: Name, functions: dict[int, Function]) -> bool:
    """Whether the words tell what an office is for: "Deputy Adviser for |International Economics| Daleep Singh"."""
    title = functions.get(name.first - 2)
    return title is not None and title.role.kind == "person" and s.words[name.first - 1].text.lower() == "for"


def _after_titles(sentence: Sentence, functions: dict[int, Function], hit: dict[int, Hit]) -> Iterator[int]:
    """Words right behind "Mr." or a role written with a capital, which must be names."""
    words = sentence.words
    for i in range(1, len(words)):
        if words[i].upos == "PROPN" and words[i].text[:1].isupper() and i not in hit and i not in functions:
            before = words[i - 1].text
            function = functions.get(i - 1)
            title = (
                function
                and function.last == i
                and function.role.kind == "person"
                and words[function.first].text[0].isupper()
                and words[i - 1].upos != "ADJ"
            )
            if title or (before.lower().rstrip(".") in reference.honorifics() and before[:1].isupper()):
                yield i


def _trim(sentence: Sentence, name: Name, functions: dict[int, Function], hit: dict[int, Hit]) -> Name | None:
    words, first, last = sentence.words, name.first, min(name.last, name.first + _LONGEST)
    while first < last and _is_title(sentence, first, last, functions, hit):
        first += 1
    last = next((i for i in range(first + 1, last) if words[i].text.lower() in _ENDS), last)
    while first < last and (
        words[last - 1].upos in {"PUNCT", "PART"} or not words[last - 1].text[:1].isalpha()
    ):
        last -= 1
    if (
        first < last
        and words[first].deprel == "flat"
        and 0 <= words[first].head == first - 1
        and _is_bare(sentence, first - 1, functions, hit)
    ):
        first -= 1
    if first == last or not any(w.text[:1].isupper() for w in words[first:last]):
        return None
    if all(w.text.lower() in _SUFFIXES for w in words[first:last]) or _is_place(
        sentence, first, last, functions, hit
    ):
        return None
    if _goes_on(sentence, last, functions) or all(
        i in functions and functions[i].first >= first for i in range(first, last)
    ):
        return None
    return Name(first, _grow(sentence, first, last, hit), "PER")


def _is_bare(s: Sentence, i: int, functions: dict[int, Function], hit: dict[int, Hit]) -> bool:
    """Whether a word is neither title nor name of something else."""
    return (
        s.words[i].upos == "PROPN"
        and i not in hit
        and i not in functions
        and not is_honorific(s.words[i].text)
    )


def _is_title(s: Sentence, i: int, last: int, functions: dict[int, Function], hit: dict[int, Hit]) -> bool:
    word = s.words[i]
    if i in functions and functions[i].role.kind == "person" and (functions[i].last <= last or last - i == 1):
        return True
    if i in hit and hit[i].last < last and (hit[i].entry.kind == "people" or hit[i].entry.shouted):
        return True
    office = functions.get(hit[i].last) if i in hit and hit[i].entry.kind == "state" else None
    if office and office.role.kind == "person" and office.last < last:
        return True  # "Fiji| Prime Minister Rabuka"
    linked = i > 0 and s.words[i - 1].text.lower() in {"of", "for"}
    if linked and i in hit and hit[i].last < last:
        return True  # "Envoy for the Horn of |Africa| Jeffrey Feltman"
    return word.text.lower().rstrip(".") in reference.honorifics() or (
        word.upos in {"DET", "PUNCT", "ADP"} and i < last - 1
    )


def _goes_on(s: Sentence, last: int, functions: dict[int, Function]) -> bool:
    """Whether the words end in a title that tells of what ("Federal Minister| of Defense")."""
    function = functions.get(last - 1)
    told = function is not None and function.role.kind == "person" and function.last >= last
    return told and last < len(s.words) and s.words[last].text.lower() == "of"


def _is_place(
    s: Sentence, first: int, last: int, functions: dict[int, Function], hit: dict[int, Hit]
) -> bool:
    """A name of the gazetteer is a person only behind a title ("Mr. Jordan")."""
    if not all(i in hit for i in range(first, last)):
        return False
    before = functions.get(first - 1)
    titled = (before and before.role.kind == "person") or (
        first and s.words[first - 1].text.lower().rstrip(".") in reference.honorifics()
    )
    return not titled or hit[first].entry.kind == "people"


def _grow(s: Sentence, first: int, last: int, hit: dict[int, Hit]) -> int:
    """Take in the rest of the name: flat parts, "Jr."."""
    words = s.words
    while last < len(words) and last - first < _LONGEST and last not in hit:
        word = words[last]
        if (
            word.text in {"-", "‑"}
            and last + 1 < len(words)
            and words[last - 1].end == word.start
            and word.end == words[last + 1].start
        ):
            last += 2
            continue
        flat = word.deprel == "flat" and word.upos == "PROPN" and first <= word.head < last
        if not flat and word.text.lower() not in _SUFFIXES:
            break
        last += 1
    return last
