"""Articles from a stream of bytes: its format is told, and its parts are read one by one."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import itertools
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from detente import settings
from detente.articles import encoding, feeds, html, jsonl, text, warc
from detente.articles.dates import parse_date
from detente.articles.expanding import GZIP, Prefixed, expanded
from detente.errors import InputError
from detente.types import Article

_SUFFIXES = {
    ".htm": "html", ".html": "html", ".xhtml": "html", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_LIMITS = {
    "json": settings.FILE_LIMIT, "html": settings.PAGE_LIMIT, "feed": settings.FEED_LIMIT, "sitemap": settings.FEED_LIMIT,
}  # fmt: skip
_HEAD = 4096  # bytes that tell a format


def read_stream(
    stream: BinaryIO, name: str, suffix: str, published: dt.date | None
) -> Iterator[Article | InputError]:
    """The articles in a stream; ``name`` stands in messages, ``suffix`` tells the format where it is known."""
    published = None if published is None else parse_date(published)
    for where, item in _items(stream, name, suffix):
        if isinstance(item, InputError):
            yield InputError(f"{name}{where}: {item}")
        else:
            notes = tuple(f"{name}{where}: {warning}" for warning in item.warnings)
            yield dataclasses.replace(item, published=published or item.published, warnings=notes)


def _items(stream: BinaryIO, name: str, suffix: str) -> Iterator[tuple[str, Article | InputError]]:
    """The parts of a stream, each with its place."""
    try:
        head = stream.read(_HEAD)
        if head.startswith(GZIP):
            packed, suffix = expanded(head, stream), PurePath(PurePath(name).stem).suffix
            stream, head = packed, packed.read1(_HEAD)
        kind = told_kind(head, suffix)
        if kind == "jsonl":
            yield from _lines(stream, head)
        elif kind == "warc":
            yield from warc.articles(io.BufferedReader(Prefixed(head, stream)))
        else:
            yield from _whole(stream, head, kind)
    except InputError as error:  # of a compressed stream, in the midst of it
        yield "", error


def told_kind(head: bytes, suffix: str) -> str:
    """The format of a stream by its beginning and, where that leaves a choice, by its suffix."""
    if head.startswith(b"WARC/"):
        return "warc"
    return feeds.kind(head) or _SUFFIXES.get(suffix.lower()) or _sniffed(head)


def _sniffed(head: bytes) -> str:
    """The format that a beginning shows."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if (
        start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<!--"))
        and b"<" in start[1:]
    ):
        return "html"
    opened = start[:1] in (b"{", b"[") and start[1:].lstrip()[:1]
    return (
        "json"
        if (start[:1] == b"{" and opened in (b'"', b"}")) or (start[:1] == b"[" and opened == b"{")
        else "text"
    )


def _whole(stream: BinaryIO, head: bytes, kind: str) -> Iterator[tuple[str, Article | InputError]]:
    """Articles of a document that is read at once, each with its place in the file ("" for the only one)."""
    limit = _LIMITS.get(kind, 4 * settings.TEXT_LIMIT)
    data = head + stream.read(limit + 1 - len(head))
    if len(data) > limit:
        yield "", InputError(f"too long: more than {limit:,} bytes")
        return
    try:
        if kind in ("feed", "sitemap"):
            yield from _feed(data, kind)
            return
        source, warnings = encoding.decode(data, page=kind == "html")
        if not source.strip("\ufeff \t\r\n"):
            yield "", InputError("empty")
        elif kind == "json":
            yield from _json(source)
        elif kind == "html":
            page = html.read_page(source)
            yield "", text.article(
                page.text, title=page.title, publisher=page.publisher, url=page.url, published=page.published,
                warnings=warnings + page.warnings,
            )  # fmt: skip
        else:
            yield "", text.article(source, warnings=warnings)
    except InputError as error:
        yield "", error


def _feed(data: bytes, kind: str) -> Iterator[tuple[str, Article | InputError]]:
    links = feeds.links(data, kind)
    if kind == "sitemap":
        raise InputError("a sitemap holds addresses only (detente add --follow fetches them)")
    for number, link in enumerate(links, 1):
        try:
            yield f", item {number}", feeds.article(link)
        except InputError as error:
            yield f", item {number}", error


def _json(source: str) -> Iterator[tuple[str, Article | InputError]]:
    try:
        value = jsonl.parse(source)
    except InputError:
        if "\n" not in source.strip() or not _is_object(source.strip().partition("\n")[0]):
            raise
        yield from _lines(io.BytesIO(source.encode("utf-8", "surrogatepass")), b"")
        return
    several = list(jsonl.items(value))
    for number, item in enumerate(several, 1):
        yield (f", article {number}" if len(several) > 1 else ""), _item(item)
    if not several:
        yield "", InputError("no articles in it")


def _is_object(line: str) -> bool:
    try:
        return isinstance(jsonl.parse(line), dict)
    except InputError:
        return False


def _lines(stream: BinaryIO, head: bytes) -> Iterator[tuple[str, Article | InputError]]:
    """Articles of a JSONL file, which may be longer than memory, each with its line."""
    empty = True
    for number in itertools.count(1):
        line, head = _line(stream, head)
        if not line:
            break
        if line.isspace():
            continue
        empty = False
        where = f", line {number}"
        if len(line) > settings.PAGE_LIMIT:
            yield where, InputError(f"too long: more than {settings.PAGE_LIMIT:,} bytes")
            continue
        try:
            source, warnings = encoding.decode(line)
            item = jsonl.article(jsonl.parse(source))
            yield where, dataclasses.replace(item, warnings=warnings + item.warnings)
        except InputError as error:
            yield where, error
    if empty:
        yield "", InputError("empty")


def _line(stream: BinaryIO, head: bytes) -> tuple[bytes, bytes]:
    """The next line, cut off above the limit, and what is left of the bytes read before."""
    line, newline, rest = head.partition(b"\n")
    if newline:
        return line + newline, rest
    line += stream.readline(settings.PAGE_LIMIT + 1)
    if len(line) > settings.PAGE_LIMIT:
        more = line
        while more and not more.endswith(b"\n"):
            more = stream.readline(settings.PAGE_LIMIT)
    return line, b""


def _item(item: object) -> Article | InputError:
    try:
        return jsonl.article(item)
    except InputError as error:
        return error
