"""Sentences of a treebank's words written as text again ("did n't" is "didn't"), with places found in it."""

from __future__ import annotations

_QUOTES = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LCB-": "{", "-RCB-": "}"}
_CLOSING = frozenset(
    (",", ".", ";", ":", "?", "!", "n't", "'s", "'re", "'ve", "'d", "'ll", "'m", ")", "%", "''", "'", "-RRB-")
)
_OPENING = frozenset(("``", "-LRB-", "$", "("))


def written(sentence: str) -> tuple[str, list[int]]:
    """The text of words set apart by spaces, and for each character of the sentence its place in the text."""
    out, places, size, glued = [], [], 0, True
    for word in sentence.split(" "):
        plain = _QUOTES.get(word, word)
        if not glued and word not in _CLOSING:
            out.append(" ")
            size += 1
        out.append(plain)
        places += [size + min(k, len(plain)) for k in range(len(word) + 1)]
        size += len(plain)
        glued = word in _OPENING
    return "".join(out), places
