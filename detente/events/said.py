"""What is said: the clause or phrase of a speech verb in a sentence's tree."""

from __future__ import annotations

from collections.abc import Iterable

from detente.knowledge.speaking import speech
from detente.types import Sentence, Span

SUBJECTS = ("nsubj", "nsubj:outer")
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})  # taggers take "told" for a participle
_EDGES = frozenset({"PUNCT", "SYM"})


def clause_of(
    sentence: Sentence, i: int, frames: frozenset[str]
) -> tuple[Span | None, int | None, frozenset[str]]:
    """What is said, its head word, and the frames of the verb that this leaves possible."""
    spoken = frames & {"clause", "quote"}
    clauses = clauses_under(sentence, i) if spoken else []
    host = sentence.words[i].head
    beside = bool(spoken) and is_beside(sentence, i)
    if clauses:
        return span_of(sentence, _trimmed(sentence, i, clauses)), clauses[0], spoken
    if beside:
        if host < i or sentence.words[i].deprel == "advcl":
            return without(sentence, host, i), host, spoken
        return span_of(sentence, [k for k in sentence.subtree(host) if k > i]), host, spoken
    if "phrase" in frames and (phrase := _phrase(sentence, i)):
        return (
            span_of(sentence, [k for c in phrase for k in sentence.subtree(c)]),
            phrase[0],
            frames - {"clause"},
        )
    return None, None, frames


def _trimmed(sentence: Sentence, i: int, clauses: list[int]) -> list[int]:
    """Words of the clauses without what the reporter sets against them or goes on to tell."""
    gone = set(range(i + 1)) if clauses[0] > i else set()
    if clauses[-1] < i:
        clauses = _all_before(sentence, i, clauses)
    for c in clauses:
        for k in sentence.children[c]:
            if k > max(c, i) and (_contrasts(sentence, k) or _tells_on(sentence, i, k)):
                gone.update(sentence.subtree(k))
    return [k for c in clauses for k in sentence.subtree(c) if k not in gone]


def _all_before(sentence: Sentence, i: int, clauses: list[int]) -> list[int]:
    """The clauses with whatever else stands in front of the speaker."""
    subject = nearest_subject(sentence, i)
    end = subject if subject is not None and subject < i else i
    return sorted({*clauses, *(c for c in sentence.children[i] if c < end)})


def _contrasts(sentence: Sentence, k: int) -> bool:
    mark = sentence.child(k, "mark")
    return mark is not None and sentence.words[mark].lemma.lower() in (
        "while",
        "whereas",
        "although",
        "though",
    )


def _tells_on(sentence: Sentence, i: int, k: int) -> bool:
    """Say whether clause k goes on with verb i's telling: "said that A and urged B"."""
    word = sentence.words[k]
    same = word.deprel == "conj" and word.xpos == sentence.words[i].xpos == "VBD"
    return same and word.lemma.lower() in speech().verbs and sentence.child(k, *SUBJECTS) is None


def _phrase(sentence: Sentence, i: int) -> list[int]:
    """Heads of a phrase that is said only where part of it is quoted."""
    return [c for c in sentence.childs(i, "obj", "xcomp", "obl", "advcl", "ccomp") if c > i]


def clauses_under(sentence: Sentence, i: int) -> list[int]:
    """Clauses that hang on verb i as what is said, all on one side of it."""
    found = sentence.childs(i, "ccomp")
    if not found and sentence.words[i].deprel != "parataxis":
        found = sentence.childs(i, "parataxis")
    if not found and (sentence.words[i].lemma == "tell" or sentence.child(i, "obj") is None):
        found = [c for c in sentence.childs(i, "dep", "advcl", "xcomp") if _stands_alone(sentence, c)]
        found = found or _far_clause(sentence, i)
    return [c for c in found if (c > i) == (found[0] > i)]


def _far_clause(sentence: Sentence, i: int) -> list[int]:
    """The clause of a "that" behind the verb, though the tree hangs it on a noun between them."""
    words = sentence.words
    for k in sentence.subtree(i):
        if k > i and words[k].text.lower() == "that" and words[k].deprel == "mark":
            return [words[k].head] if words[words[k].head].deprel in ("acl", "acl:relcl", "ccomp") else []
    return []


def _stands_alone(sentence: Sentence, i: int) -> bool:
    """Say whether the clause has a subject and no conjunction but "that"."""
    mark = sentence.child(i, "mark")
    if mark is not None and sentence.words[mark].lemma.lower() != "that":
        return False
    when = any(sentence.words[c].xpos == "WRB" for c in sentence.childs(i, "advmod"))
    return not when and sentence.child(i, *SUBJECTS, "nsubj:pass", "expl") is not None


def is_beside(sentence: Sentence, i: int) -> bool:
    """Say whether verb i is set beside what is said ("…, she said") or under it ("as she said, …")."""
    words, word = sentence.words, sentence.words[i]
    mark = sentence.child(i, "mark")
    if word.head < 0 or word.xpos == "VBG" or sentence.child(i, "cc") is not None:
        return False
    if mark is not None:
        return word.deprel == "advcl" and words[mark].lemma.lower() == "as"
    first = sentence.subtree(i)[0]
    loose = word.xpos in FINITE and word.head < i and first > 0 and words[first - 1].upos == "PUNCT"
    loose = loose or words[first].upos == "PUNCT"
    return word.deprel == "parataxis" or (word.deprel in ("advcl", "dep", "acl") and loose)


def span_of(sentence: Sentence, numbers: Iterable[int]) -> Span | None:
    """The span of these words without "that" in front and punctuation at the ends."""
    chosen = sorted(numbers)
    words = sentence.words
    while chosen and words[chosen[-1]].upos in _EDGES:
        chosen.pop()
    k = 0
    while k < len(chosen) and _is_edge(sentence, chosen[k]):
        k += 1
    chosen = chosen[k:]
    return Span(words[chosen[0]].start, words[chosen[-1]].end) if chosen else None


def _is_edge(sentence: Sentence, i: int) -> bool:
    word = sentence.words[i]
    return word.upos in _EDGES or (word.deprel == "mark" and word.lemma.lower() == "that")


def without(sentence: Sentence, host: int, part: int) -> Span | None:
    """What is left of clause ``host`` outside ``part``; where the part stands in its middle, the whole."""
    gone = set(sentence.subtree(part))
    kept = [k for k in sentence.subtree(host) if k not in gone]
    stop = next((k for k in kept if k > max(gone) and sentence.words[k].text == ";"), len(sentence.words))
    return span_of(sentence, (k for k in kept if k < stop))


def nearest_subject(sentence: Sentence, i: int) -> int | None:
    """Of several subjects, which only a wrong tree has, the one next to the verb."""
    return min(sentence.childs(i, *SUBJECTS), key=lambda c: abs(c - i), default=None)
