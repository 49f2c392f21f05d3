"""Pages of a web archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from detente import settings
from detente.articles import encoding, html, text
from detente.errors import InputError
from detente.types import Article

_PAGES = {"text/html", "application/xhtml+xml"}
_TEXTS = {"text/plain"}


def articles(stream: BinaryIO) -> Iterator[tuple[str, Article | InputError]]:
    """The pages that were served whole, each with its place in the archive; other records are passed over.

    The day on which a page was archived is not its day of publication and is not used.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  (seldom needed)

    wanted = WarcRecordType.response | WarcRecordType.resource
    records = ArchiveIterator(
        stream, record_types=wanted, parse_http=True, auto_decode="all", stream_detect=False
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
        if found is not None:
            none = False
            yield where, found
    if none:
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
