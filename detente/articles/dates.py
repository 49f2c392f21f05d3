"""Dates of publication as files, pages and lines of text write them. Nothing here knows what day it is."""

from __future__ import annotations

import datetime as dt
import re

from detente import settings
from detente.errors import InputError
from detente.knowledge import article_words

_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?=$|[T ])|(\d{4})(\d\d)(\d\d)(?=$|T)|(\d{4})/(\d\d?)/(\d\d?)(?=$|\s)"
)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([A-Za-z]+)\.?,? (\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)")
_FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?=$|,? )")
_REST = re.compile(
    r"(?:[,T ]+(?:at )?[\d:.]+ ?(?:[AaPp]\.?[Mm]\.?)?)? ?(?:Z|\(?[A-Z]{2,5}\)?|[+-]\d\d:?\d\d)?"
)


def parse_date(value: object) -> dt.date:
    """The day that a value names; raises InputError with the reason where it names none.

    Understood: ISO 8601, RFC 2822, seconds or milliseconds since 1970 (read as UTC), English dates in words, and
    figures where only one order is possible. A time of day is passed over; the day is the one written.
    """
    if isinstance(value, dt.date):
        return _plausible(value.year, value.month, value.day, str(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_seconds(value)
    shown = str(value)[:60]
    if not isinstance(value, str) or (found := find_date(value.strip()[:100])) is None:
        raise InputError(f"{shown!r} is not a date that can be read (write it like 2023-06-19)")
    return found


def find_date(text: str) -> dt.date | None:
    """The day, where the whole text is a date, else None; raises InputError for a day that cannot be."""
    text = _without_weekday(text)
    if match := _ISO.match(text):
        year, month, day = (int(group) for group in match.groups() if group)
        return _plausible(year, month, day, text) if _is_rest(text[match.end() :], iso=True) else None
    months = article_words().months
    for pattern, names in ((_DAY_FIRST, (2, 1)), (_MONTH_FIRST, (1, 2))):
        match = pattern.match(text)
        if match and match[names[0]].lower() in months and _is_rest(text[match.end() :]):
            return _plausible(int(match[3]), months[match[names[0]].lower()], int(match[names[1]]), text)
    if (match := _FIGURES.match(text)) and _is_rest(text[match.end() :]):
        return _from_figures(int(match[1]), int(match[2]), int(match[3]), text)
    return None


def _without_weekday(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest.lstrip() if first.rstrip(",.").lower() in article_words().weekdays else text


def _is_rest(text: str, *, iso: bool = False) -> bool:
    return bool(_REST.fullmatch(text)) or (
        iso and bool(re.fullmatch(r"[T ][\d:.,]{2,20} ?(Z|[+-][\d:]{2,6})?", text))
    )


def _from_seconds(value: float) -> dt.date:
    try:
        seconds = value / 1000 if abs(value) > 1e11 else value
        day = dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    except (OverflowError, OSError, ValueError) as error:
        raise InputError("the number is not a date that can be read (write it like 2023-06-19)") from error
    return _plausible(day.year, day.month, day.day, str(value))


def _from_figures(first: int, second: int, year: int, text: str) -> dt.date:
    if first <= 12 and second <= 12 and first != second:
        raise InputError(f"{text!r} may be read as two days (write it like 2023-06-19)")
    month, day = (second, first) if first > 12 else (first, second)
    return _plausible(year, month, day, text)


def _plausible(year: int, month: int, day: int, shown: str) -> dt.date:
    if not settings.FIRST_YEAR <= year <= settings.LAST_YEAR:
        raise InputError(
            f"{shown!r}: no date of publication, the year must lie between "
            f"{settings.FIRST_YEAR} and {settings.LAST_YEAR}"
        )
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise InputError(f"{shown!r} is not a day of the calendar") from error
