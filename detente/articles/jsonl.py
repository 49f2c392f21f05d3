"""Articles in JSON: one object, a list of them, or an object a line, with the keys that collections use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from detente.articles import html, text
from detente.articles.dates import parse_date
from detente.errors import InputError
from detente.knowledge import article_words
from detente.types import Article


def parse(source: str) -> Any:
    """The JSON value; raises InputError with the reason in plain words."""
    try:
        return json.loads(source)
    except json.JSONDecodeError as error:
        raise InputError(f"broken JSON: {error.msg} at character {error.pos + 1:,}") from error
    except RecursionError as error:
        raise InputError("broken JSON: nested too deeply") from error
    except ValueError as error:  # a number of thousands of figures
        raise InputError(f"broken JSON: {error}") from error


def items(value: Any) -> Iterator[Any]:
    """The objects that a JSON document holds, its wrapping taken off."""
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    yield from value if isinstance(value, list) else [value]


def article(item: Any) -> Article:
    """An article from one object; raises InputError where it holds no text."""
    if not isinstance(item, dict):
        raise InputError(f"an article must be a JSON object, not {_named(item)}")
    if isinstance(item.get("article"), dict):
        item = item["article"]
    words = article_words()
    title = _string(item, words.title_keys)
    publisher, url = _string(item, words.publisher_keys), _string(item, words.url_keys)
    body, page = _string(item, words.body_keys), None
    if body is None and isinstance(item.get("html"), str):
        page = html.read_page(item["html"])
        body, title = page.text, title or page.title
    if body is None:
        raise InputError(f"no text in it: none of the keys {', '.join(words.body_keys)} holds any")
    published, warnings = _published(item, words.date_keys)
    return text.article(
        body,
        title=title,
        publisher=publisher or (page.publisher if page else None),
        url=url or (page.url if page else None),
        published=published or (page.published if page else None),
        warnings=warnings + (page.warnings if page else ()),
    )


def _string(item: dict[str, Any], keys: Sequence[str]) -> str | None:
    """The first text under one of these keys; an object with a name counts by its name."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, str) and value.strip():
            return value
    return None


def _published(item: dict[str, Any], keys: Sequence[str]) -> tuple[Any, tuple[str, ...]]:
    for key in keys:
        if item.get(key) not in (None, ""):
            try:
                return parse_date(item[key]), ()
            except InputError as error:
                return None, (f"date not used: {key}: {error}",)
    return None, ()


def _named(value: Any) -> str:
    kinds = {str: "a string", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")
