"""From an HTML page to an article's text and facts. Nothing of a page is run, and nothing is fetched."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections import Counter
from dataclasses import dataclass

from detente import settings
from detente.articles.dates import parse_date
from detente.errors import InputError
from detente.knowledge import article_words

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_LOOSE = frozenset(
    ["dd", "dt", "li", "option", "p", "td", "th", "tr"]
)  # may stay unclosed; the parser closes them
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "title",
        "tr",
        "ul",
    ]
)
_HIDDEN = ("script", "style", "noscript", "template", "svg", "head")
_META = re.compile(r"<meta\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\b(name|property|itemprop|content)\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_LINKED_DATE = re.compile(r'"datePublished"\s{0,5}:\s{0,5}"([^"]{4,60})"')
_TIME = re.compile(r"""<time\b[^<>]{0,500}?\bdatetime\s{0,5}=\s{0,5}["']([^"'<>]{4,60})["']""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds; the text has a blank line between paragraphs and does not repeat the title."""

    text: str
    title: str | None
    publisher: str | None
    url: str | None
    published: dt.date | None
    warnings: tuple[str, ...]


def read_page(source: str) -> Page:
    """The article on a page; raises InputError where there is none."""
    if len(source) > settings.PAGE_LIMIT:
        raise InputError(
            f"{len(source):,} characters are too long for a page (limit {settings.PAGE_LIMIT:,})"
        )
    source = source.replace("\0", "")
    metas = _metas(source)
    published, warnings = _published(source, metas)
    depth, tags = _outline(source)
    deep = depth > settings.DEPTH_LIMIT or tags > settings.TAG_LIMIT
    text, title, site, url = (_stripped(source), None, None, None) if deep else _extracted(source)
    if deep:
        warnings += (
            "the page nests too deeply or is too large for a parser; its tags were stripped, its menus may be in the text",
        )
    title = metas.get("og:title") or title or _element(source, "title")
    return Page(
        _body(text, title),
        title,
        metas.get("og:site_name") or site,
        metas.get("og:url") or url,
        published,
        warnings,
    )


def plain(fragment: str) -> str:
    """The text of a piece of HTML, a line for each block."""
    return _stripped(fragment) if "<" in fragment or "&" in fragment else fragment


def _metas(source: str) -> dict[str, str]:
    """Contents of the <meta> elements by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for tag in _META.finditer(source):
        values = {m[1].lower(): html.unescape(m[2] or m[3] or "") for m in _ATTRIBUTE.finditer(tag[1])}
        name = values.get("property") or values.get("name") or values.get("itemprop")
        if name and (content := " ".join(values.get("content", "").split())):
            found.setdefault(name.lower(), content)
    return found


def _published(source: str, metas: dict[str, str]) -> tuple[dt.date | None, tuple[str, ...]]:
    """The first date of the metadata that can be read."""
    told = [metas[name] for name in article_words().meta_dates if name in metas]
    told += [match[1] for pattern in (_LINKED_DATE, _TIME) if (match := pattern.search(source))]
    warnings: list[str] = []
    for value in told:
        try:
            return parse_date(value), tuple(warnings)
        except InputError as error:
            warnings.append(f"date not used: {error}")
    return None, tuple(warnings)


def _outline(source: str) -> tuple[int, int]:
    """Upper bound of the elements open at any place, and the number of tags, in linear time."""
    opened: Counter[str] = Counter()
    depth = deepest = tags = 0
    for tags, (closing, written) in enumerate(_TAG.findall(source), 1):  # noqa: B007
        name = written.lower()
        if name in _VOID or name in _LOOSE or (closing and not opened[name]):
            continue
        step = -1 if closing else 1
        opened[name] += step
        depth += step
        deepest = max(deepest, depth)
    return deepest, tags


def _extracted(source: str) -> tuple[str, str | None, str | None, str | None]:
    """Text, title, site and address, found by trafilatura; the stripped tags where it finds nothing."""
    from trafilatura import bare_extraction  # noqa: PLC0415  (slow to import)

    never_today = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}
    found = bare_extraction(
        source,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=never_today,
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        return _stripped(source), None, None, None
    return found.text or "", found.title, found.sitename, found.url


def _stripped(source: str) -> str:
    """The page without its tags and what is not shown, one pass."""
    pieces, done, size = [], 0, len(source)
    while done < size:
        start = source.find("<", done)
        if start < 0:
            start = size
        pieces.append(source[done:start])
        done, gap = _after_tag(source, start)
        pieces.append(gap)
    text = html.unescape("".join(pieces))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _after_tag(source: str, start: int) -> tuple[int, str]:
    """Where the text goes on behind a tag, and what parts it from the text before."""
    if start >= len(source):
        return start, ""
    if source.startswith("<!--", start):
        end = source.find("-->", start)
        return (end + 3, "") if end >= 0 else (len(source), "")
    match = _TAG.match(source, start)
    if not match and source[start + 1 : start + 2] not in ("!", "?", "/"):
        return start + 1, "<"
    name = match[2].lower() if match else ""
    if match and name in _HIDDEN and not match[1]:
        closing = re.compile(f"</{name}", re.IGNORECASE).search(source, start)
        start = closing.start() if closing else len(source)
    end = source.find(">", start)
    return (end + 1 if end >= 0 else len(source)), ("\n" if name in _BLOCKS else "")


def _element(source: str, name: str) -> str | None:
    match = re.search(rf"<{name}\b[^<>]{{0,500}}>([^<]{{1,500}})<", source, re.IGNORECASE)
    return (" ".join(html.unescape(match[1]).split()) or None) if match else None


def _body(text: str, title: str | None) -> str:
    """Paragraphs with a blank line between them, without a headline that repeats the title."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    plain = " ".join((title or "").split()).casefold()
    while plain and lines and " ".join(lines[0].split()).casefold() == plain:
        del lines[0]
    return "\n\n".join(lines)
