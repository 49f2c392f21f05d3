"""From what a user names (files, folders, addresses) to articles, each with its origin in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from detente import settings
from detente.articles import feeds, files, listing, read, read_stdin
from detente.articles.expanding import GZIP, expanded
from detente.articles.listing import Listed
from detente.errors import InputError
from detente.types import Article

if TYPE_CHECKING:
    from detente.articles.fetch import Fetched, Fetcher

SUFFIXES = frozenset(
    ".atom .htm .html .json .jsonl .ndjson .rss .txt .warc .xhtml .xml".split()
)  # of the files that a folder is walked for, or these with .gz
_DEPTH = 3  # sitemaps that lead to sitemaps
_MEDIA = {"text/html": ".html", "application/xhtml+xml": ".html", "application/json": ".json"}

Found = tuple[Article | InputError, str]


def is_address(name: str) -> bool:
    """Whether this is an http(s) address rather than a path."""
    return name.lower().startswith(("http://", "https://"))


def walked(folder: Path) -> Iterator[Path | InputError]:
    """The articles' files under a folder, in the order of their names."""
    none = True
    errors: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=errors.append):
        folders.sort()  # os.walk goes down in this order
        for name in sorted(names):
            if PurePath(name.lower().removesuffix(".gz")).suffix in SUFFIXES:
                none = False
                yield Path(where, name)
    for error in errors:
        yield InputError(f"{error.filename}: cannot be read: {error.strerror}")
    if none and not errors:
        yield InputError(
            f"{folder}: no articles in this folder ({', '.join(sorted(SUFFIXES))}, also with .gz)"
        )


def find(
    names: Sequence[str], fetcher: Fetcher, *, published: dt.date | None = None, follow: bool = False
) -> Iterator[Found]:
    """All articles, in order. Feeds and sitemaps that were fetched are followed, those in files if ``follow`` says so."""
    for name in names:
        if is_address(name):
            yield from _Trail(fetcher, published).of(name)
        elif name == "-":
            yield from ((item, "standard input") for item in read_stdin(published=published))
        elif Path(name).is_dir():
            indexes = _Indexes()
            for path in walked(Path(name)):
                if isinstance(path, InputError):
                    yield path, name
                else:
                    yield from _file(path, fetcher, indexes.of(path), published, follow=follow)
                    yield from ((error, name) for error in indexes.errors())
        else:
            yield from _file(Path(name), fetcher, None, published, follow=follow)


def _file(
    path: Path, fetcher: Fetcher, told: Listed | None, published: dt.date | None, *, follow: bool
) -> Iterator[Found]:
    if follow and (form := _form(path)):
        yield from _Trail(fetcher, published).through(_read(path), form, str(path))
        return
    for item in read(path, published=published or (told.published if told else None)):
        yield (item if told is None or isinstance(item, InputError) else told.completed(item)), str(path)


@dataclasses.dataclass(slots=True)
class _Indexes:
    """What the index of each folder tells of its articles; a broken one is told once."""

    known: dict[Path, dict[str, Listed]] = dataclasses.field(default_factory=dict)
    broken: list[InputError] = dataclasses.field(default_factory=list)

    def of(self, path: Path) -> Listed | None:
        """The entry of a file."""
        if path.parent not in self.known:
            try:
                self.known[path.parent] = listing.listed(path.parent)
            except InputError as error:
                self.known[path.parent] = {}
                self.broken.append(error)
        return self.known[path.parent].get(path.name)

    def errors(self) -> Iterator[InputError]:
        """Errors not told yet."""
        while self.broken:
            yield self.broken.pop(0)


def _form(path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return feeds.kind(stream.read(4096))
    except OSError:
        return None  # reading it tells why


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(settings.FEED_LIMIT + 1)


@dataclasses.dataclass(slots=True)
class _Trail:
    """Follows one address, and what the feed or sitemap under it leads to; no address twice."""

    fetcher: Fetcher
    published: dt.date | None
    seen: set[str] = dataclasses.field(default_factory=set)

    def of(self, address: str, link: feeds.Link | None = None, depth: int = 0) -> Iterator[Found]:
        """What lies under an address."""
        if address in self.seen:
            return
        self.seen.add(address)
        try:
            page = self.fetcher.fetch(address)
            data = _beginning(page)
        except InputError as error:
            yield from self._instead(error, link)
            return
        form = feeds.kind(data)
        if form:
            yield from self.through(data, form, page.url, depth)
            return
        suffix = _MEDIA.get(page.kind) or PurePath(urlsplit(page.url).path.removesuffix(".gz")).suffix
        for item in files.read_stream(io.BytesIO(page.data), page.url, suffix, self.published):
            yield _completed(item, page.url, link), page.url

    def through(self, data: bytes, form: str, name: str, depth: int = 0) -> Iterator[Found]:
        """The items of a feed or sitemap."""
        try:
            links = feeds.links(data, form)
        except InputError as error:
            yield InputError(f"{name}: {error}"), name
            return
        for link in links:
            if link.whole or not (link.url and is_address(link.url)):
                yield _own(link, name), name
            elif link.index and depth >= _DEPTH:
                yield InputError(f"{link.url}: sitemaps lead to sitemaps more than {_DEPTH} deep"), name
            else:
                yield from self.of(link.url, link, depth + 1)

    def _instead(self, error: InputError, link: feeds.Link | None) -> Iterator[Found]:
        """The feed's own words where its page cannot be had, and the error."""
        yield error, link.url or "" if link else ""
        if link and link.body:
            yield _own(link, link.url or ""), link.url or ""


def _beginning(page: Fetched) -> bytes:
    """As much of a page as a feed may have and one byte more, expanded if it is packed."""
    data: BinaryIO = io.BytesIO(page.data)
    try:
        return (expanded(b"", data) if page.data.startswith(GZIP) else data).read(settings.FEED_LIMIT + 1)
    except InputError as error:
        raise InputError(f"{page.url}: {error}") from None


def _own(link: feeds.Link, name: str) -> Article | InputError:
    try:
        return feeds.article(link)
    except InputError as error:
        return InputError(f"{name}: {link.url or link.title or 'an item'}: {error}")


def _completed(item: Article | InputError, address: str, link: feeds.Link | None) -> Article | InputError:
    """An article with its address, and with what the feed knows and its page does not tell."""
    if isinstance(item, InputError):
        return item
    return dataclasses.replace(
        item,
        url=item.url or address,
        published=item.published or (link.published if link else None),
        publisher=item.publisher or (link.publisher if link else None),
    )
