"""Measure the word tokeniser on the treebanks' own text: precision and recall of words with exact offsets.

python -m training.tokens
"""

from __future__ import annotations

from detente.clauses.tokens import words
from training.treebank import SHARED, Sent, read_paragraphs


def text_of(para: list[Sent]) -> tuple[str, set[tuple[int, int]]]:
    """A paragraph's text and the spans of its gold words."""
    text, gold = "", set()
    for s in para:
        for word, space in zip(s.words, s.space_after, strict=True):
            gold.add((len(text), len(text) + len(word)))
            text += word + (" " if space else "")
        text = text.rstrip(" ") + " "
    return text, gold


def main() -> None:
    for name in ("ewt-dev", "gum-dev"):
        right = found = wanted = 0
        for para in read_paragraphs(SHARED / f"data/treebank/{name}.conllu.gz"):
            text, gold = text_of(para)
            got = {(w.start, w.end) for w in words(text)}
            right, found, wanted = right + len(gold & got), found + len(got), wanted + len(gold)
        print(
            f"{name}: precision {right / found:.4f} recall {right / wanted:.4f} F1 {2 * right / (found + wanted):.4f}"
        )


if __name__ == "__main__":
    main()
