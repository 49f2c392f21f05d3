"""Dated, sourced text comes in; clean text with a way back goes out.

``read`` takes a file (plain text, an HTML page, JSON or JSONL), ``read_stdin`` standard input, ``read_bytes`` what
is in memory, ``article`` a string. One file may hold many articles: what cannot be read is handed on as an
InputError that names file and line, and the rest follows. ``restore`` gives back the source of a mended text.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from detente.errors import InputError
from detente.types import Article

__all__ = ["article", "parse_date", "read", "read_bytes", "read_stdin", "restore"]


def article(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    published: dt.date | str | None = None,
) -> Article:
    """An Article from a string, mended and read like a file's; raises InputError where it cannot be one."""
    from detente.articles.text import article as build  # noqa: PLC0415  (importing this room stays cheap)

    return build(text, title=title, publisher=publisher, url=url, published=published)


def parse_date(value: object) -> dt.date:
    """The day that a value names ("2023-06-19", "June 19, 2023"); raises InputError where it names none."""
    from detente.articles.dates import parse_date as parse  # noqa: PLC0415

    return parse(value)


def restore(article: Article) -> str:
    """The source of the article's text: every repair undone."""
    from detente.articles.repair import restored  # noqa: PLC0415

    return restored(article.text, article.repairs)


def read(path: Path | str, *, published: dt.date | None = None) -> Iterator[Article | InputError]:
    """The articles of a file, in order; ``published`` wins over the dates that it tells."""
    from detente.articles.files import read_stream  # noqa: PLC0415

    try:
        with Path(path).open("rb") as stream:
            yield from read_stream(stream, str(path), Path(path).suffix, published)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield InputError(f"{path}: cannot be read: {reason}")


def read_stdin(*, published: dt.date | None = None) -> Iterator[Article | InputError]:
    """The articles on standard input, its format told from its beginning."""
    from detente.articles.files import read_stream  # noqa: PLC0415

    yield from read_stream(sys.stdin.buffer, "standard input", "", published)


def read_bytes(data: bytes, name: str, *, published: dt.date | None = None) -> Iterator[Article | InputError]:
    """The articles in ``data``; ``name`` stands in messages, and its suffix tells the format like a file's."""
    from detente.articles.files import read_stream  # noqa: PLC0415

    yield from read_stream(io.BytesIO(data), name, Path(name).suffix, published)
