"""A sentence's parse as a tree of lines."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from detente.output.plain import plain
from detente.types import Sentence

_DEEPEST = 20  # indentation stops here, so that no line leaves the screen


def tree(sentence: Sentence) -> Iterator[Text]:
    """One line a word, heads before their dependents: word, relation to the head, part of speech, lemma."""
    roots = [i for i, word in enumerate(sentence.words) if word.head < 0]
    todo = [(i, "", "") for i in reversed(roots)]
    while todo:
        i, branch, below = todo.pop()
        word = sentence.words[i]
        facts = f"  {word.deprel} {word.upos} {word.lemma}"
        yield Text.assemble((branch, "dim"), (plain(word.text), "bold"), (plain(facts), "dim"))
        below = below if len(below) < 3 * _DEEPEST else below[: 3 * _DEEPEST]
        children = sentence.children[i]
        todo += [
            (
                child,
                below + ("└─ " if child == children[-1] else "├─ "),
                below + ("   " if child == children[-1] else "│  "),
            )
            for child in reversed(children)
        ]
