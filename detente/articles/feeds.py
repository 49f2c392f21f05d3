"""RSS, Atom and sitemaps: what they tell themselves, and the addresses that they lead to."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from detente import settings
from detente.articles import encoding, html, text
from detente.articles.dates import parse_date
from detente.errors import InputError
from detente.types import Article

_SITEMAP = re.compile(r"<(?:\w{1,20}:)?(?:urlset|sitemapindex)\b")
_FEED = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|RDF)\b")
_HEAD = 4096  # characters in which the root element is looked for


@dataclass(frozen=True, slots=True)
class Link:
    """An item of a feed or a page of a sitemap; ``body`` is what the feed has of its text, ``whole`` if it claims all of it."""

    url: str | None
    title: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    body: str | None = None
    whole: bool = False
    index: bool = False  # leads to another sitemap


def kind(head: bytes) -> str | None:
    """``feed`` or ``sitemap``, if this is the beginning of one."""
    start = head[:_HEAD].decode("utf-8", "replace").replace("\0", "")
    if not start.lstrip("\ufeff\ufffd \t\r\n").startswith("<"):
        return None
    if _SITEMAP.search(start):
        return "sitemap"
    return "feed" if _FEED.search(start) and not re.search(r"<html\b", start, re.IGNORECASE) else None


def links(data: bytes, form: str) -> tuple[Link, ...]:
    """The items in their order; raises InputError for what is none, for entities, and for too much."""
    if len(data) > settings.FEED_LIMIT:
        raise InputError(f"too long: more than {settings.FEED_LIMIT:,} bytes")
    source, _ = encoding.decode(data, page=True)
    if "<!ENTITY" in source.upper():
        raise InputError("declares XML entities, which are not expanded")
    found = _sitemap(source) if form == "sitemap" else _feed(source)
    if not found:
        raise InputError("no items in it")
    return found[: settings.LINKS_LIMIT]


def article(link: Link) -> Article:
    """What the feed itself has of an item; raises InputError where that is nothing."""
    if not (link.body or "").strip():
        raise InputError("the feed has no text of it")
    note = () if link.whole else ("only the summary that the feed has",)
    return text.article(
        html.plain(link.body or ""), title=link.title, publisher=link.publisher, url=link.url,
        published=link.published, warnings=note,
    )  # fmt: skip


def _sitemap(source: str) -> tuple[Link, ...]:
    try:
        root = ET.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source))  # noqa: S314 - entities were refused above
    except ET.ParseError as error:
        raise InputError(f"broken XML: {error}") from None
    found = []
    for entry in root:
        told = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in entry}
        if told.get("loc"):
            found.append(Link(told["loc"], index=entry.tag.rpartition("}")[2] == "sitemap"))
    return tuple(found)


def _feed(source: str) -> tuple[Link, ...]:
    import feedparser  # noqa: PLC0415  (seldom needed)

    try:
        feed = feedparser.parse(
            io.BytesIO(source.encode("utf-8", "replace")),
            response_headers={"content-type": "text/xml; charset=utf-8"},
        )
    except Exception as error:
        raise InputError(f"broken feed: {type(error).__name__}") from error
    publisher = _text(feed.feed.get("title"))
    return tuple(_item(entry, publisher) for entry in feed.entries)


def _item(entry: Any, publisher: str | None) -> Link:
    content = [part.get("value") for part in entry.get("content", ())]
    whole = next((value for value in content if value), None)
    source = _text((entry.get("source") or {}).get("title"))
    return Link(
        url=_text(entry.get("link")),
        title=_text(html.plain(entry.get("title") or "")),
        published=_day(entry.get("published") or entry.get("updated")),
        publisher=source or publisher,
        body=whole or entry.get("summary"),
        whole=whole is not None,
    )


def _text(value: Any) -> str | None:
    return " ".join(str(value).split()) or None if value else None


def _day(value: Any) -> dt.date | None:
    try:
        return parse_date(value) if value else None
    except InputError:
        return None
