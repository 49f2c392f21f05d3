"""Sentences made by hand: words with a tag where it matters, and a plain tree over the verbs."""

from __future__ import annotations

import re

from detente.types import Article, Parse, Sentence, Word

_TOKEN = re.compile(
    r"(?:U\.S\.|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Dr|Gen|Sen)\.|[ap]\.m\.|\d+/\d+(?:/\d+)?|\d+(?:s|st|nd|rd|th)\b|\d[\d,.]*\d|'\d\ds?"
    r"|n't|'s|’s|\w+|[^\w\s])(?:/([A-Z]+\$?)(?![a-z]))?"
)
_UPOS = {
    "MD": "AUX",
    "TO": "PART",
    "IN": "ADP",
    "CD": "NUM",
    "JJ": "ADJ",
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
}
_LEMMAS = {
    "said": "say", "told": "tell", "met": "meet", "was": "be", "were": "be", "is": "be", "are": "be", "had": "have",
    "has": "have", "went": "go", "going": "go", "held": "hold", "began": "begin", "came": "come", "gave": "give",
    "managed": "manage", "postponed": "postpone", "scheduled": "schedule", "proposed": "propose",
}  # fmt: skip


def sentence(text: str, number: int = 0, *, is_title: bool = False) -> Sentence:
    """``will/MD meet/VB``: words with a Penn tag after a stroke where it matters, the rest guessed.

    The first verb is the root; modals, "to" and forms of be and have lean on the next verb, later verbs on the first (under "to" as
    xcomp, else ccomp), prepositions on the next word, all else on the last verb before it.
    """
    cut = [(m.start(), m.group(0), m.group(1)) for m in _TOKEN.finditer(text)]
    tokens = [
        (start, token[: -len(tag) - 1] if tag else token, tag or _guess(token)) for start, token, tag in cut
    ]
    heads = _tree([(token, tag) for _, token, tag in tokens])
    words: list[Word] = []
    at = 0
    for (start, token, tag), (head, deprel) in zip(tokens, heads, strict=True):
        at = at + (1 if words and text[start - 1 : start].isspace() else 0)
        upos = _UPOS.get(tag, "VERB" if tag.startswith("VB") else "NOUN")
        lemma = _LEMMAS.get(token.lower()) or _lemma(token.lower(), tag)
        words.append(Word(at, at + len(token), token, lemma, upos, tag, head, deprel))
        at += len(token)
    return build(words, number, is_title=is_title)


def build(words: list[Word], number: int = 0, *, is_title: bool = False) -> Sentence:
    """A sentence from finished words."""
    children: list[list[int]] = [[] for _ in words]
    for i, word in enumerate(words):
        if word.head >= 0:
            children[word.head].append(i)
    end = words[-1].end if words else 0
    return Sentence(number, 0, 0, end, tuple(words), (), tuple(map(tuple, children)), is_title)


def parse(article: Article, *sentences: str) -> Parse:
    """An article's parse of such sentences."""
    return Parse(article, tuple(sentence(text, number) for number, text in enumerate(sentences)))


def _guess(token: str) -> str:
    return "CD" if token[0].isdigit() else "NNP" if token[0].isupper() else "NN"


def _lemma(word: str, tag: str) -> str:
    if tag in ("VBD", "VBN") and word.endswith("ed"):
        return word[:-2]
    return word[:-1] if tag in ("VBZ", "NNS") and word.endswith("s") else word


def _tree(tokens: list[tuple[str, str]]) -> list[tuple[int, str]]:
    verbs = [i for i, (_, tag) in enumerate(tokens) if tag.startswith("VB")]
    full = [v for v in verbs if not _helps(tokens, v)] or verbs[:1]
    root = full[0] if full else 0
    heads = []
    for i, (token, tag) in enumerate(tokens):
        after = next((v for v in full if v > i), None)
        before = next((v for v in reversed(full) if v < i), root)
        if i == root:
            heads.append((-1, "root"))
        elif i in full:
            heads.append((before, "xcomp" if tokens[i - 1][1] == "TO" else "ccomp"))
        elif after is not None and (tag in ("MD", "TO") or i in verbs):
            heads.append((after, "mark" if tag == "TO" else "aux"))
        elif tag == "IN" and i + 1 < len(tokens):
            heads.append((i + 1, "case"))
        else:
            heads.append((before, "obl" if token[0].isupper() else "dep"))
    return heads


def _helps(tokens: list[tuple[str, str]], verb: int) -> bool:
    """Is this be or have beside a later verb?"""
    forms = ("is", "are", "was", "were", "be", "been", "has", "have", "had")
    return tokens[verb][0].lower() in forms and any(
        t.startswith("VB") for _, t in tokens[verb + 1 : verb + 3]
    )
