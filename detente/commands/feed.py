"""``detente feed``: a query's latest happenings as Atom or JSON feed, with what is new about a pair."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from detente.commands.asked import Asked
from detente.commands.asking import query, reading
from detente.commands.streams import results, whole
from detente.output import feeds


def run(
    words: Sequence[str], asked: Asked, form: Literal["atom", "json"], out: Path | None, limit: int
) -> int:
    """Writes the feed to a file or to standard output."""
    with reading(asked) as reader:
        text = feeds.feed(reader, query(words, asked), form, limit)
    with results(out) as stream:
        whole(stream)(text)
    return 0
