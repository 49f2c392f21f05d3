"""Cues of speech in a sentence's tree: which word tells it, who speaks, which words are said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.knowledge.speaking import speech
from detente.types import Sentence, Span

_CLAUSES = frozenset(
    {"root", "ccomp", "conj", "advcl", "parataxis", "acl", "acl:relcl", "advcl:relcl", "xcomp"}
)
_SUBJECTS = ("nsubj", "nsubj:outer")
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})  # taggers take "told" for a participle
_LIKE_SUBJECTS = frozenset(
    {"appos", "nmod", "nmod:desc", "dep", "obj", "vocative", "list", "parataxis", "ccomp"}
)
_INNER = frozenset({"flat", "compound", "appos", "nmod", "nmod:desc", "acl:relcl", "obj", "obl"})
_CLOSING = frozenset({"”", '"', "''", "'", "’", "»"})
_MODALS = frozenset({"would", "could", "should", "might", "will", "can", "may", "must", "shall", "ca", "wo"})
_PARTS = frozenset({"flat", "compound", "nmod:poss", "nmod:desc", "amod"})
_COMMAS = frozenset({"PUNCT", "SYM"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells of speech; ``speakers`` are head words, ``said`` the clause or phrase that is said."""

    sentence: Sentence
    word: int
    first: int
    last: int  # exclusive
    frames: frozenset[str]
    speakers: tuple[int, ...]
    how: str
    said: Span | None
    root: int | None  # head word of what is said

    @property
    def span(self) -> Span:
        words = self.sentence.words
        return Span(words[self.first].start, words[self.last - 1].end)


def cues(sentence: Sentence) -> Iterator[Cue]:
    """Cues of a sentence in reading order."""
    for i, word in enumerate(sentence.words):
        if word.upos in ("VERB", "AUX") and (frames := speech().verbs.get(word.lemma.lower())):
            yield from _verb(sentence, i, frames)
        elif word.upos == "ADJ" and word.lemma.lower() in speech().adjectives:
            yield from _adjective(sentence, i)
        elif word.upos == "NOUN" and word.lemma.lower() in speech().nouns:
            yield from _noun(sentence, i)
        elif word.text.lower() == "according":
            yield from _according(sentence, i)


def _verb(sentence: Sentence, i: int, frames: frozenset[str]) -> Iterator[Cue]:
    word = sentence.words[i]
    if _unreal(sentence, i) or (word.xpos == "VBN" and word.deprel == "acl"):
        return
    speakers, how = speakers_of(sentence, i)
    said, root, frames = _clause(sentence, i, frames)
    yield Cue(sentence, i, i, i + 1, frames, speakers, how, said, root)


def _adjective(sentence: Sentence, i: int) -> Iterator[Cue]:
    """For "X was clear that …" and "X made clear that …"."""
    verb = sentence.words[i].head if sentence.words[i].deprel == "xcomp" else i
    clauses = [c for v in {i, verb} for c in sentence.childs(v, "ccomp", "parataxis", "acl") if c > i]
    if clauses and not _unreal(sentence, verb):
        speakers, how = speakers_of(sentence, verb)
        said = span_of(sentence, sentence.subtree(clauses[0]))
        yield Cue(sentence, i, i, i + 1, frozenset({"clause"}), speakers, how, said, clauses[0])


def _noun(sentence: Sentence, i: int) -> Iterator[Cue]:
    clause = next((c for c in sentence.childs(i, "acl", "ccomp") if _is_that(sentence, c)), None)
    owners = issuers(sentence, i)
    if clause is not None and owners:
        said = span_of(sentence, sentence.subtree(clause))
        yield Cue(sentence, i, i, i + 1, frozenset({"clause"}), owners, "noun's owner", said, clause)


def _according(sentence: Sentence, i: int) -> Iterator[Cue]:
    """Also covers the parsers' other reading, "according" as the head of "to X"."""
    head = sentence.words[i].head
    if sentence.words[i].deprel == "case":
        source, top = head, head
    else:
        inner = sentence.child(i, "obl", "obj")
        if inner is None:
            return
        source, top = inner, i
    host = next((a for a in sentence.ancestors(top) if sentence.words[a].deprel in _CLAUSES), None)
    if host is None:
        return
    said = _without(sentence, host, top)
    last = i + 2 if i + 1 < len(sentence.words) and sentence.words[i + 1].text.lower() == "to" else i + 1
    frames = frozenset({"clause", "quote"})
    yield Cue(sentence, i, i, last, frames, _with_conjuncts(sentence, source), "according to", said, host)


def _is_that(sentence: Sentence, clause: int) -> bool:
    mark = sentence.child(clause, "mark")
    return mark is not None and sentence.words[mark].lemma.lower() == "that"


def _unreal(sentence: Sentence, i: int) -> bool:
    """Negated, asked for, or only supposed: nobody has said it."""
    words = sentence.words
    if any(words[c].lemma.lower() in ("not", "n't", "never") for c in sentence.childs(i, "advmod")):
        return True
    mark = sentence.child(i, "mark")
    if mark is not None and words[mark].lemma.lower() in ("if", "unless", "whether"):
        return True
    if words[i].xpos == "VB" and mark is not None and words[mark].lemma.lower() == "to":
        return words[i].deprel != "xcomp" or words[words[i].head].lemma.lower() not in (
            "go",
            "continue",
            "come",
        )
    return any(words[c].lemma.lower() in _MODALS for c in sentence.childs(i, "aux"))


# ── who speaks ───────────────────────────────────────────────────────────────────────────────────────────


def speakers_of(sentence: Sentence, i: int) -> tuple[tuple[int, ...], str]:
    """Head words of the subject of speech verb i and how they were found."""
    seen: set[int] = set()
    participle = sentence.words[i].xpos == "VBG"
    while i >= 0 and i not in seen:
        seen.add(i)
        found = _own_subject(sentence, i, first=len(seen) == 1, participle=participle)
        if found is not None:
            return found
        word = sentence.words[i]
        if word.deprel == "acl" and sentence.words[word.head].upos in ("NOUN", "PROPN", "PRON"):
            if word.xpos == "VBN":
                return (), "passive"
            if _after_comma(sentence, i):
                return _subject_above(sentence, word.head)
            return _with_conjuncts(sentence, word.head), "noun with participle"
        if word.deprel not in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "obl", "dep"):
            return (), "no subject"
        i = word.head
    return (), "no subject"


def _after_comma(sentence: Sentence, i: int) -> bool:
    first = sentence.subtree(i)[0]
    return sentence.words[first].text == "," or (first > 0 and sentence.words[first - 1].text == ",")


def _subject_above(sentence: Sentence, i: int) -> tuple[tuple[int, ...], str]:
    for a in (i, *sentence.ancestors(i)):
        subject = sentence.child(a, *_SUBJECTS, "nsubj:pass")
        if subject is not None:
            return _with_conjuncts(sentence, _antecedent(sentence, a, subject)), "subject of the sentence"
    return (i,), "noun with participle"


def quoter(sentence: Sentence, i: int) -> tuple[int, ...]:
    """Who quotes another in "X quoted Y as saying" or "Y was quoted by X as saying"."""
    above = sentence.words[i].head
    if above < 0 or not _quotes(sentence, above):
        return ()
    agent = [c for c in (*sentence.childs(above, "obl", "obl:agent"), *sentence.childs(i, "obl", "obl:agent", *_SUBJECTS))
             if sentence.case(c) == "by"]  # fmt: skip
    return (
        tuple(agent[:1])
        if sentence.child(above, "nsubj:pass") is not None
        else tuple(c for s in sentence.childs(above, *_SUBJECTS)[:1] for c in _with_conjuncts(sentence, s))
    )


def _quotes(sentence: Sentence, i: int) -> bool:
    return sentence.words[i].lemma.lower() in ("quote", "cite")


def _own_subject(
    sentence: Sentence, i: int, *, first: bool, participle: bool
) -> tuple[tuple[int, ...], str] | None:
    if first and _behind_quotation(sentence, i) and (found := _inverted(sentence, i)):
        return found
    quoted = sentence.child(i, "obj")
    if not first and quoted is not None and _quotes(sentence, i):
        return _with_conjuncts(sentence, quoted), "object of quoting"
    subject = _nearest_subject(sentence, i)
    if subject is not None and sentence.case(subject) != "by":
        return _with_conjuncts(sentence, _antecedent(sentence, i, subject)), "nsubj"
    agent = sentence.child(i, "obl:agent")
    if agent is None:
        agent = next((c for c in sentence.childs(i, "obl") if sentence.case(c) == "by"), None)
    passive = sentence.child(i, "nsubj:pass")
    if first and passive is not None and sentence.words[passive].lemma.lower() in speech().documents:
        return (passive,), "document"
    if first and passive is not None:
        return ((), "passive") if agent is None else (_with_conjuncts(sentence, agent), "agent")
    if passive is not None:
        subjects = _with_conjuncts(sentence, _antecedent(sentence, i, passive)) if participle else ()
        return subjects, "passive governor"
    if first and agent is not None and sentence.words[i].xpos == "VBN":
        return _with_conjuncts(sentence, agent), "agent"
    return (_inverted(sentence, i) or _before(sentence, i)) if first else None


def _nearest_subject(sentence: Sentence, i: int) -> int | None:
    """Of several subjects, which only a wrong tree has, the one next to the verb."""
    return min(sentence.childs(i, *_SUBJECTS), key=lambda c: abs(c - i), default=None)


def _behind_quotation(sentence: Sentence, i: int) -> bool:
    return i > 0 and sentence.words[i - 1].text in _CLOSING


def _inverted(sentence: Sentence, i: int) -> tuple[tuple[int, ...], str] | None:
    """A name right beside the verb behind what is said, where the tree has no subject."""
    under = _clauses_under(sentence, i)
    set_behind = not under and (i == 0 or sentence.words[i - 1].upos == "PUNCT" or _beside(sentence, i))
    if sentence.words[i].xpos == "VBG" or not (set_behind or any(c < i for c in under)):
        return None
    after = i + 1
    while after < len(sentence.words) and sentence.words[after].upos in ("DET", "ADJ"):
        after += 1
    if after < len(sentence.words) and sentence.words[after].upos in _NOMINAL:
        return _with_conjuncts(sentence, _top(sentence, after, i + 1)), "inverted"
    return None


def _before(sentence: Sentence, i: int) -> tuple[tuple[int, ...], str] | None:
    """The noun in front of a finite verb, where the tree has no subject."""
    words = sentence.words
    if words[i].xpos not in _FINITE:
        return None
    if i and words[i - 1].upos in _NOMINAL:
        top = i - 1
        while top >= 0 and words[top].deprel in _INNER and words[top].head < i and words[top].head >= 0:
            top = words[top].head
        return _with_conjuncts(sentence, top), "word before"
    said = next((c for c in sentence.childs(i, "ccomp") if c > i), i)
    for c in (*reversed(sentence.children[i]), *sentence.childs(said, *_SUBJECTS)):
        if (
            c < i
            and words[c].upos in _NOMINAL
            and words[c].deprel in {*_LIKE_SUBJECTS, *_SUBJECTS}
            and not sentence.case(c)
        ):
            return _with_conjuncts(sentence, c), "noun before"
    return None


def _top(sentence: Sentence, i: int, first: int) -> int:
    """Head word of the name that word i is part of, no further left than ``first``."""
    words = sentence.words
    while words[i].deprel in _PARTS and words[i].head >= first and words[words[i].head].upos in _NOMINAL:
        i = words[i].head
    return i


def _antecedent(sentence: Sentence, verb: int, subject: int) -> int:
    """The noun of a relative clause for its "who"."""
    if sentence.words[subject].lemma.lower() not in ("who", "which", "that", "whom"):
        return subject
    for a in (verb, *sentence.ancestors(verb)):
        if sentence.words[a].deprel == "acl:relcl":
            return sentence.words[a].head
    return subject


def _with_conjuncts(sentence: Sentence, i: int) -> tuple[int, ...]:
    nouns = [c for c in sentence.childs(i, "conj") if sentence.words[c].upos in ("NOUN", "PROPN", "PRON")]
    return (i, *nouns)


def issuers(sentence: Sentence, i: int) -> tuple[int, ...]:
    """Whose a statement is: possessor, "by X", "from X", compound, or an adjective of nationality."""
    owner = sentence.child(i, "nmod:poss")
    if owner is None:
        by = [
            c
            for c in sentence.childs(i, "nmod", "obl", "nmod:agent")
            if sentence.case(c) in ("by", "from", "of")
        ]
        made = [b for c in sentence.childs(i, "acl") for b in sentence.childs(c, "obl", "obl:agent")]
        by += [c for c in made if sentence.case(c) in ("by", "from")]
        by += sentence.childs(i, "compound")
        owner = by[0] if by else None
    return () if owner is None else _with_conjuncts(sentence, owner)


# ── what is said ─────────────────────────────────────────────────────────────────────────────────────────


def _clause(
    sentence: Sentence, i: int, frames: frozenset[str]
) -> tuple[Span | None, int | None, frozenset[str]]:
    """What is said, its head word, and the frames of the verb that this leaves possible."""
    spoken = frames & {"clause", "quote"}
    clauses = _clauses_under(sentence, i) if spoken else []
    host = sentence.words[i].head
    beside = bool(spoken) and _beside(sentence, i)
    if clauses:
        return span_of(sentence, _trimmed(sentence, i, clauses)), clauses[0], spoken
    if beside:
        if host < i or sentence.words[i].deprel == "advcl":
            return _without(sentence, host, i), host, spoken
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
    subject = _nearest_subject(sentence, i)
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
    return same and word.lemma.lower() in speech().verbs and sentence.child(k, *_SUBJECTS) is None


def _phrase(sentence: Sentence, i: int) -> list[int]:
    """Heads of a phrase that is said only where part of it is quoted."""
    return [c for c in sentence.childs(i, "obj", "xcomp", "obl", "advcl", "ccomp") if c > i]


def _clauses_under(sentence: Sentence, i: int) -> list[int]:
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
    return not when and sentence.child(i, *_SUBJECTS, "nsubj:pass", "expl") is not None


def _beside(sentence: Sentence, i: int) -> bool:
    """Say whether verb i is set beside what is said ("…, she said") or under it ("as she said, …")."""
    words, word = sentence.words, sentence.words[i]
    mark = sentence.child(i, "mark")
    if word.head < 0 or word.xpos == "VBG" or sentence.child(i, "cc") is not None:
        return False
    if mark is not None:
        return word.deprel == "advcl" and words[mark].lemma.lower() == "as"
    first = sentence.subtree(i)[0]
    loose = word.xpos in _FINITE and word.head < i and first > 0 and words[first - 1].upos == "PUNCT"
    loose = loose or words[first].upos == "PUNCT"
    return word.deprel == "parataxis" or (word.deprel in ("advcl", "dep", "acl") and loose)


def span_of(sentence: Sentence, numbers: Iterable[int]) -> Span | None:
    """The span of these words without "that" in front and punctuation at the ends."""
    chosen = sorted(numbers)
    words = sentence.words
    while chosen and words[chosen[-1]].upos in _COMMAS:
        chosen.pop()
    k = 0
    while k < len(chosen) and _is_edge(sentence, chosen[k]):
        k += 1
    chosen = chosen[k:]
    return Span(words[chosen[0]].start, words[chosen[-1]].end) if chosen else None


def _is_edge(sentence: Sentence, i: int) -> bool:
    word = sentence.words[i]
    return word.upos in _COMMAS or (word.deprel == "mark" and word.lemma.lower() == "that")


def _without(sentence: Sentence, host: int, part: int) -> Span | None:
    """What is left of clause ``host`` outside ``part``; where the part stands in its middle, the whole."""
    gone = set(sentence.subtree(part))
    return span_of(sentence, (k for k in sentence.subtree(host) if k not in gone))
