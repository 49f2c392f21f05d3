"""From a string to an Article."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from detente import settings
from detente.articles import header, language
from detente.articles.dates import parse_date
from detente.articles.repair import mend
from detente.errors import InputError
from detente.types import Article


def article(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    published: dt.date | str | None = None,
    warnings: tuple[str, ...] = (),
) -> Article:
    """The text mended, with what it tells about itself.

    A title handed in is put in front where the text does not open with it. What is handed in wins over what is
    found. Raises InputError for a text that is empty or too long and for an impossible date.
    """
    _check(text, title)
    day = None if published is None else parse_date(published)
    text, notes = _without_surrogates(_titled(text, title))
    draft = mend(text)
    if not draft.text.strip():
        raise InputError("there is no text in it")
    heading = _heading(draft.text, title)
    if day is None:
        try:
            day = header.find_published(draft.text, heading)
        except InputError as error:
            notes.append(f"date not used: {error}")
    tongue = language.find_language(draft.text)
    if note := language.warning(draft.text, tongue):
        notes.append(note)
    return Article(
        id=hashlib.sha256(draft.text.encode()).hexdigest()[:16],
        text=draft.text,
        title=heading,
        publisher=publisher or header.find_publisher(draft.text),
        url=url,
        published=day,
        language=tongue,
        dateline=header.find_dateline(draft.text, heading),
        repairs=draft.repairs,
        warnings=(*warnings, *notes),
    )


def _check(text: str, title: str | None) -> None:
    length = len(text) + len(title or "")
    if length > settings.TEXT_LIMIT:
        raise InputError(
            f"{length:,} characters are too long for one article (limit {settings.TEXT_LIMIT:,})"
        )
    if not text.strip("\ufeff \t\r\n"):
        raise InputError("there is no text in it")


def _titled(text: str, title: str | None) -> str:
    title = " ".join((title or "").split())
    return text if not title or text.startswith(title) else f"{title}\n\n{text}"


def _heading(text: str, title: str | None) -> str | None:
    """The title as the mended text has it."""
    if title and title.strip():
        given = mend(" ".join(title.split())).text
        return given if text.startswith(given) else text.partition("\n")[0]
    return header.find_title(text)


def _without_surrogates(text: str) -> tuple[str, list[str]]:
    """Halves of surrogate pairs are no characters and cannot be written out; there is no way back for them."""
    whole = re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
    return whole, [] if whole == text else [
        "halves of surrogate pairs were replaced by \N{REPLACEMENT CHARACTER}"
    ]
