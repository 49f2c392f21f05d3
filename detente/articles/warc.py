"""Pages of a web archive."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from detente import settings
from detente.articles import encoding, html, text
from detente.errors import InputError
from detente.types import Article

_PAGES = {"text/html", "application/xhtml+xml"}
_TEXTS = {"text/plain"}


class _Stream:
    """A stream that cannot go back, as the archive's reader takes it: it asks how far it has come."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream, self._taken = stream, 0
        self.error: InputError | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes; damage is an end, so that what came before it is handed on."""
        try:
            data = self._stream.read1(size)
        except InputError as error:
            self.error, data = error, b""
        self._taken += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._taken


def articles(stream: io.BufferedReader) -> Iterator[tuple[str, Article | InputError]]:
    """The pages that were served whole, each with its place in the archive; other records are passed over.

    The day on which a page was archived is not its day of publication and is not used.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  (seldom needed)

    wanted = WarcRecordType.response | WarcRecordType.resource
    plain: Any = _Stream(stream)
    records = ArchiveIterator(
        plain, record_types=wanted, parse_http=True, auto_decode="all", stream_detect=False
    )
    number, none = 0, True
    while True:
        where = f", record {number + 1}"
        try:
            record = next(records, None)
            if record is None:
                break
            number += 1
            found: Article | InputError | None = _article(record)
        except InputError as error:
            found = error
        except (OSError, ValueError, RuntimeError) as error:
            yield where, InputError(f"damaged archive: {error}")
            return
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # how the library's own language fails
                raise
            yield where, InputError("damaged archive")
            return
        if found is not None:
            none = False
            yield where, found
    if plain.error:
        yield where, plain.error
    elif none:
        yield "", InputError("no pages in it")


def _article(record: Any) -> Article | None:
    kind = (
        (record.http_content_type or record.headers.get("Content-Type") or "")
        .partition(";")[0]
        .strip()
        .lower()
    )
    status = record.http_headers.status_code if record.http_headers else 200
    if status != 200 or kind not in _PAGES | _TEXTS:
        return None
    limit = settings.PAGE_LIMIT
    data = record.reader.read(limit + 1)
    if len(data) > limit:
        raise InputError(f"too long: more than {limit:,} bytes")
    source, warnings = encoding.decode(data, page=kind in _PAGES)
    url = record.headers.get("WARC-Target-URI")
    if kind in _TEXTS:
        return text.article(source, url=url, warnings=warnings)
    page = html.read_page(source)
    return text.article(
        page.text, title=page.title, publisher=page.publisher, url=url or page.url, published=page.published,
        warnings=warnings + page.warnings,
    )  # fmt: skip
