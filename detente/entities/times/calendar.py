"""Stretches of days: weeks from Monday, months, seasons of the northern half, years.

All functions raise ``ValueError`` or ``OverflowError`` where no such day exists.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from detente.entities.times import timex
from detente.types import Precision

LAST_YEAR = 2199
_DAY = dt.timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"hour": 1 / 24, "minute": 1 / 1440, "day": 1, "week": 7, "weekend": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Days:
    """Inclusive days, and how exactly they were told.

    ``value`` is their TIMEX3 value where that does not follow from the precision; ``parts`` are the times named in it.
    """

    start: dt.date
    end: dt.date
    precision: Precision
    value: str = ""
    parts: tuple[Days, ...] = ()

    def __post_init__(self) -> None:
        if self.start > self.end or self.end.year > LAST_YEAR:
            raise ValueError("no such date")

    @property
    def timex(self) -> str:
        """The TIMEX3 value."""
        return self.value or timex.of(self.start, self.end, self.precision)

    def valued(self, value: str) -> Days:
        """The same days with another TIMEX3 value."""
        return replace(self, value=value)


def day(on: dt.date) -> Days:
    """The day itself."""
    return Days(on, on, "day")


def week(on: dt.date) -> Days:
    """Monday to Sunday around this day."""
    monday = on - on.weekday() * _DAY
    return Days(monday, monday + 6 * _DAY, "week")


def weekend(on: dt.date) -> Days:
    """The Saturday and Sunday of the week."""
    sunday = week(on).end
    return Days(sunday - _DAY, sunday, "span", f"{sunday:%G-W%V}-WE")


def months(year: int, month: int, count: int = 1, precision: Precision = "month") -> Days:
    """``count`` whole months from this one; ``month`` may lie outside 1 to 12."""
    first = dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    last = shift(first, count - 1, "month")
    return Days(first, last.replace(day=calendar.monthrange(last.year, last.month)[1]), precision)


def quarter(year: int, number: int) -> Days:
    """January to March is the first."""
    return months(year, number * 3 - 2, 3, "span").valued(f"{year:04}-Q{number}")


def is_quarter(of: Days) -> bool:
    """Whether it was told as a quarter."""
    return of.value[-3:-1] == "-Q"


def year_before(of: Days) -> Days:
    """The same quarter or the same months of the year before."""
    return in_year(of, of.end.year - 1)


def in_year(of: Days, year: int) -> Days:
    """The same quarter, or the same months up to their end in a year."""
    if is_quarter(of):
        return quarter(year, (of.start.month + 2) // 3)
    start, end = (shift(on, year - of.end.year, "year") for on in (of.start, of.end))
    return Days(start, end, "span", f"{year}")


def years(first: int, count: int = 1) -> Days:
    """So many whole years."""
    return Days(dt.date(first, 1, 1), dt.date(first + count - 1, 12, 31), "year" if count == 1 else "span")


def season(year: int, first_month: int) -> Days:
    """The season that ends in this year: winter begins in the December before."""
    return months(year - 1 if first_month == 12 else year, first_month, 3, "season")


def decade(year: int) -> Days:
    """The ten years that hold this one."""
    return years(year - year % 10, 10).valued(f"{year // 10:03}")


def century(number: int) -> Days:
    """The nineteenth: 1801 to 1900."""
    return years(number * 100 - 99, 100).valued(f"{number - 1:02}")


def shift(on: dt.date, count: int, unit: str) -> dt.date:
    """The day so many units on (or back); the end of a shorter month stands for the days it lacks."""
    if unit in _DAYS:
        return on + dt.timedelta(days=round(count * _DAYS[unit]))
    index = on.year * 12 + on.month - 1 + count * _MONTHS[unit]
    year, month = divmod(index, 12)
    if not 1 <= year <= LAST_YEAR + 1:
        raise ValueError("no such date")
    return dt.date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def around(on: dt.date, unit: str) -> Days:
    """The day, week, month, quarter, year, decade or century that holds this day."""
    match unit:
        case "week" | "fortnight":
            return week(on)
        case "weekend":
            return weekend(on)
        case "month":
            return months(on.year, on.month)
        case "quarter":
            return quarter(on.year, (on.month + 2) // 3)
        case "year":
            return years(on.year)
        case "decade":
            return decade(on.year)
        case "century":
            return century((on.year + 99) // 100)
        case _:
            return day(on)


def third(of: Days, number: int) -> Days:
    """First (0), middle (1) or last (2) part: days 1-10, 11-20, 21- of a month, thirds of what is longer."""
    if of.start == of.end:
        return of
    if of.precision == "month":
        first = of.start.replace(day=10 * number + 1)
        return Days(first, of.end if number == 2 else first + 9 * _DAY, "span")
    return _share(of, number, 3)


def edge(of: Days, number: int) -> Days:
    """The beginning (0) or end (2) of a stretch: a month of a year, else the third."""
    if of.precision != "year":
        return third(of, number)
    return months(of.start.year, 1) if number == 0 else months(of.end.year, 12)


def half(of: Days, number: int) -> Days:
    """First (0) or second (1) half."""
    value = f"{of.timex}-H{number + 1}" if of.precision == "year" else of.timex
    return _share(of, number, 2).valued(value)


def _share(of: Days, number: int, parts: int) -> Days:
    """In whole years or months where the stretch has enough of them, else in days."""
    total = (of.end.year - of.start.year) * 12 + of.end.month - of.start.month + 1
    whole = of.start.day == 1 and shift(of.start, total, "month") - _DAY == of.end
    if whole and total >= parts:
        step = 12 if total % 12 == 0 and total >= 12 * parts else 1
        first, last = (round(total // step * n / parts) * step for n in (number, number + 1))
        begin = shift(of.start, first, "month")
        return months(begin.year, begin.month, last - first, "span")
    length = (of.end - of.start).days + 1
    first, last = (length * n // parts for n in (number, number + 1))
    return Days(of.start + first * _DAY, of.start + (last - 1) * _DAY, "span")


def easter(year: int) -> dt.date:
    """Western Easter Sunday (the anonymous Gregorian reckoning)."""
    century_, of_century = divmod(year, 100)
    shift_ = (8 * century_ + 13) // 25
    epact = (19 * (year % 19) + century_ - century_ // 4 - shift_ + 15) % 30
    moon = epact - (year % 19 + 11 * epact) // 319
    sunday = (2 * (century_ % 4) + 2 * (of_century // 4) - of_century % 4 - moon + 32) % 7
    month = (moon + sunday + 90) // 25
    return dt.date(year, month, (moon + sunday + month + 19) % 32)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> dt.date:
    """The ``number``-th Monday (0) … Sunday (6) of a month, -1 the last."""
    days = months(year, month)
    if number < 0:
        return days.end - (days.end.weekday() - weekday) % 7 * _DAY
    return days.start + ((weekday - days.start.weekday()) % 7 + 7 * (number - 1)) * _DAY
