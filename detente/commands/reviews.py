"""``detente reviews``: what reviewers said, as figures and as gold records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from detente.commands.asked import Asked
from detente.commands.asking import answer, query, reading
from detente.commands.streams import remark, results
from detente.errors import DetenteError
from detente.output import gold, shares
from detente.output.words import counted
from detente.record import Query, Reader
from detente.relations.reviewing import agreement, precisions


def run(words: Sequence[str], asked: Asked, out: Path | None, reviewer: str | None, *, texts: bool) -> int:
    """0; raises DetenteError where the gold records cannot be written."""
    wanted = query(words, asked)
    with reading(asked) as reader:
        if out:
            _write(reader, wanted, out, reviewer, texts=texts)
            return 0
        told = reader.judgements(wanted, reviewer)
    found, agreed = precisions(told), agreement(told)
    return answer(asked, {"precision": found, "agreement": agreed}, shares.board(found, agreed))


def _write(reader: Reader, wanted: Query, out: Path, reviewer: str | None, *, texts: bool) -> None:
    articles = reader.reviewed(wanted, reviewer)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DetenteError(f"{out}: cannot be made a folder: {error.strerror}") from error
    written = 0
    for name, content in gold.files(reader, articles, reviewer, texts=texts):
        with results(out / name) as file:
            file.write(content)
        written += name.endswith(".gold.json")
    left = len(articles) - written
    remark(
        f"{counted(written, 'gold record')} in {out}" + (f", {left} without a day left out" if left else "")
    )
