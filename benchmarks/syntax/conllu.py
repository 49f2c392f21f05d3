"""CoNLL-U files in and out (https://universaldependencies.org/format.html)."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from detente.types import Parse, Sentence, Span, Word

_LONGEST = 100  # sentences of a document; files without "# newdoc" are cut here


@dataclass(slots=True)
class Document:
    """A text and its sentences, their words with offsets into the text."""

    text: str = ""
    sentences: list[tuple[Word, ...]] = field(default_factory=list)


def documents(file: Path, *, words_apart: bool = False) -> Iterator[Document]:
    """Documents of a file, gzipped or not; a paragraph is a line.

    The text is that of the tokens, or, with ``words_apart``, that of the words ("do" and "n't" for "don't"). Words that
    their token does not spell have empty spans.
    """
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as lines:
        document = Document()
        for block in _blocks(lines):
            opens = any(line.startswith("# newdoc") for line in block)
            if document.sentences and (opens or len(document.sentences) == _LONGEST):
                yield document
                document = Document()
            if document.text and any(line.startswith("# newpar") for line in block):
                document.text = document.text.rstrip() + "\n"
            rows = [line.split("\t") for line in block if line[0].isdigit()]
            _add(document, [row for row in rows if "." not in row[0]], words_apart=words_apart)
        if document.sentences:
            yield document


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line.rstrip("\n"))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _add(document: Document, rows: list[list[str]], *, words_apart: bool) -> None:
    spans: list[Span] = []
    for token, words in _tokens(rows):
        forms = [row[1] for row in words]
        surface = "".join(forms) if words_apart else token[1]
        spans += _spans(len(document.text), surface, forms)
        document.text += surface + ("" if "SpaceAfter=No" in token[9].split("|") else " ")
    words = [row for row in rows if "-" not in row[0]]
    document.sentences.append(tuple(_word(row, span) for row, span in zip(words, spans, strict=True)))


def _tokens(rows: list[list[str]]) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Each token's row with those of its words."""
    at = 0
    while at < len(rows):
        first, _, last = rows[at][0].partition("-")
        size = int(last) - int(first) + 1 if last else 0
        yield rows[at], rows[at + 1 : at + 1 + size] if size else [rows[at]]
        at += 1 + size


def _spans(start: int, surface: str, forms: list[str]) -> Iterator[Span]:
    spelt = "".join(forms) == surface
    for form in forms:
        yield Span(start, start + len(form) if spelt else start)
        start += len(form) if spelt else 0


def _word(row: list[str], span: Span) -> Word:
    return Word(span.start, span.end, row[1], row[2], row[3], row[4], int(row[6]) - 1, row[7])


def written(parses: Iterable[Parse]) -> Iterator[str]:
    """Parses as blocks of a CoNLL-U file."""
    for parse in parses:
        text, before = parse.article.text, -1
        for s in parse.sentences:
            marks = ["# newdoc"] * (not s.number) + ["# newpar"] * (s.paragraph != before)
            before = s.paragraph
            yield "\n".join([*marks, f"# text = {text[s.start : s.end]}", *_rows(s, text), "", ""])


def _rows(s: Sentence, text: str) -> Iterator[str]:
    for i, w in enumerate(s.words):
        space = "_" if text[w.end : w.end + 1].isspace() or w.end == len(text) else "SpaceAfter=No"
        yield "\t".join(
            (str(i + 1), w.text, w.lemma, w.upos, w.xpos, "_", str(w.head + 1), w.deprel, "_", space)
        )
