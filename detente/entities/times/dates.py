"""Rules for dates of the calendar: days, months, years, quarters, seasons, holidays."""

from __future__ import annotations

import dataclasses
import datetime as dt

from detente import knowledge
from detente.entities.times import calendar
from detente.entities.times.calendar import Days
from detente.entities.times.frame import DAY, GRAMMAR, NO_SUCH, Frame, UntoldError

rule = GRAMMAR.rule


@rule("""
    around? MONTH the? DAY
    MONTH DAY ,? YEAR
    MONTH DAY SHORT=year
    MONTH ORD=day STOP
    MONTH ORD=day ,? YEAR
    the? ORD=day of MONTH
    the? ORD=day of MONTH ,? YEAR
    MONTH DAY ,? of? WAY year
    the? DAY of? MONTH
    the? DAY of? MONTH ,? YEAR
    the? DAY of? MONTH ,? of? WAY year
    YEAR - TWO=month - TWO=day
""")
def _date(frame: Frame, *, month: int, day: int, year: int | None = None, way: int | None = None) -> Days:
    year = frame.year(year, way)
    if year is not None:
        return calendar.day(dt.date(year, month, day))
    return calendar.day(frame.nearest(_in_years(frame, month, day)))


def _in_years(frame: Frame, month: int, day: int) -> list[dt.date]:
    """That day of the calendar in the years around publication in which it exists."""
    years = range(frame.today.year - 6, frame.today.year + 7)
    return [dt.date(y, month, day) for y in years if day <= calendar.months(y, month).end.day]


@rule("""
    WEEKDAY ,? the? MONTH DAY
    WEEKDAY ,? the? DAY of? MONTH
    WEEKDAY ,? MONTH ORD=day
""")
def _weekday_date(frame: Frame, *, weekday: int, month: int, day: int) -> Days:
    """The weekday tells the year."""
    days = [d for d in _in_years(frame, month, day) if d.weekday() == weekday]
    if not days:
        raise UntoldError(NO_SUCH)
    return calendar.day(min(days, key=lambda d: abs((d - frame.today).days)))


@rule("""
    WEEKDAY= ,? MONTH DAY ,? YEAR
    WEEKDAY= ,? MONTH DAY ,? of? WAY year
    WEEKDAY= ,? the? DAY of? MONTH ,? YEAR
""")
def _full_date(
    frame: Frame, *, month: int, day: int, year: int | None = None, way: int | None = None
) -> Days:
    return _date(frame, month=month, day=day, year=year, way=way)


@rule("SLASHED")
def _slashed(_frame: Frame, *, slashed: tuple[int, int, int]) -> Days:
    """Month and day are told apart only by a number above twelve."""
    one, two, year = slashed
    if one > 31:
        return calendar.day(dt.date(*slashed))
    if one <= 12 and two <= 12 and one != two:
        raise UntoldError("day and month not told apart")
    year += 0 if year > 99 else 2000 if year < 40 else 1900
    return calendar.day(dt.date(year, min(one, two), max(one, two)))


@rule("""
    from? [ MONTH DAY ] to|-|and|through|until [ DAY=last ]
    from? [ MONTH DAY ] to|-|and|through|until [ DAY=last ,? YEAR ]
    from? [ DAY ] to|-|and|through|until [ DAY=last of? MONTH YEAR? ]
    from? [ MONTH DAY ] to|-|through|until [ MONTH=month2 DAY=last ]
    from? [ MONTH DAY ] to|-|through|until [ MONTH=month2 DAY=last ,? YEAR ]
    from? [ DAY MONTH ] to|-|through|until [ DAY=last MONTH=month2 YEAR? ]
    between [ MONTH DAY ] and [ MONTH=month2 DAY=last ]
    between [ MONTH DAY ] and [ MONTH=month2 DAY=last ,? YEAR ]
    between [ DAY MONTH ] and [ DAY=last MONTH=month2 YEAR? ]
    between [ MONTH DAY ] and [ DAY=last ]
    between [ MONTH DAY ] and [ DAY=last ,? YEAR ]
    between [ DAY ] and [ DAY=last MONTH YEAR? ]
""")
def _day_range(
    frame: Frame, *, month: int, day: int, last: int, month2: int | None = None, year: int | None = None
) -> Days:
    end = _date(frame, month=month2 or month, day=last, year=year).end
    start = dt.date(end.year - ((month2 or month) < month), month, day)
    return Days(start, end, "span", parts=(calendar.day(start), calendar.day(end)))


@rule("""
    MONTH
    the month of MONTH
    MONTH ,? of? YEAR
    MONTH SHORT=year
    MONTH ,? of? WAY year
    MONTH YEARWORDS=year
    YEAR - TWO=month
""")
def _month(frame: Frame, *, month: int, year: int | None = None, way: int | None = None) -> Days:
    year = frame.year(year, way)
    if year is not None:
        return calendar.months(year, month)
    today = frame.today
    if frame.ahead or (frame.tense == "unclear" and (month - today.month) % 12 == 1):
        return calendar.months(today.year + (month < today.month), month)
    return calendar.months(today.year - (month > today.month), month)


@rule("through|till|until [ MONTH ]")
def _until_month(frame: Frame, *, month: int) -> Days:
    """The nearest, unless something is ahead: "extended it through January"."""
    if frame.tense == "future":
        return _month(frame, month=month)
    around = [calendar.months(frame.today.year + n, month) for n in (-1, 0, 1)]
    return min(around, key=lambda m: abs((m.start - frame.today).days))


@rule("WAYS MONTH")
def _way_month(frame: Frame, *, ways: int, month: int) -> Days:
    """Next May is the first that has not begun, last May the last that is over, though not last month."""
    today = frame.today
    if ways < 0:
        return calendar.months(today.year - (month >= today.month or month == today.month - 1), month)
    return calendar.months(today.year + (ways > 0 and month <= today.month), month)


@rule("""
    from? [ MONTH ] to|-|through|until [ MONTH=last ]
    from? [ MONTH ] to|-|through|until [ MONTH=last ,? of? YEAR ]
    between [ MONTH ] and [ MONTH=last ]
    between [ MONTH ] and [ MONTH=last ,? of? YEAR ]
    [ MONTH ] and [ MONTH=last ,? of? YEAR ]
""")
def _month_range(frame: Frame, *, month: int, last: int, year: int | None = None) -> Days:
    end = _month(frame, month=last, year=year)
    start = calendar.months(end.start.year - (last < month), month)
    return Days(start.start, end.end, "span", parts=(start, end))


@rule("""
    BARE_YEAR=year
    the? year YEAR
    in|of|until|by YEAR
    the? year? YEARWORDS=year
""")
def _year(_frame: Frame, *, year: int) -> Days:
    if not 1000 <= year <= 2100:
        raise UntoldError(NO_SUCH)
    return calendar.years(year)


@rule("the YEAR quarter|period")
def _quarter_of(frame: Frame, *, year: int) -> Days:
    """The 1988 quarter or period, where another year's is spoken of."""
    told = frame.reported()
    if told is None:
        raise UntoldError("no date told before", f"{year}")
    return calendar.in_year(told, year)


@rule("""
    from? [ YEAR ] to|-|through|until [ YEAR=last ]
    between [ YEAR ] and [ YEAR=last ]
    [ YEAR ] -|/ [ TWO=last ]
""")
def _year_range(_frame: Frame, *, year: int, last: int) -> Days:
    last = last if last > 99 else year // 100 * 100 + last
    whole = calendar.years(year, last - year + 1)
    return dataclasses.replace(whole, parts=(calendar.years(year), calendar.years(last)))


@rule("the? DECADE")
def _decade(_frame: Frame, *, decade: int) -> Days:
    return calendar.decade(decade)


@rule("the? ORD=number -? century")
def _century(_frame: Frame, *, number: int) -> Days:
    return calendar.century(number)


@rule("""
    this SEASON
    later|earlier this SEASON
""")
def _this_season(frame: Frame, *, season: int) -> Days:
    """That of this year; a winter under way or the coming one."""
    today = frame.today
    return calendar.season(today.year + (season == 12 and today.month > 2), season)


@rule("""
    the? SEASON of? YEAR
    the? SEASON of? YEARWORDS=year
    the? SEASON of? WAY year
    WAYS SEASON
    the SEASON
    in|during|over|by|through|since|for|until SEASON
""")
def season(
    frame: Frame, *, season: int, year: int | None = None, ways: int = 0, way: int | None = None
) -> Days:
    """Of the year told, or the last that has begun, the next that is not over."""
    year = frame.year(year, way)
    if year is not None:
        return calendar.season(year, season)
    today = frame.today
    around = [calendar.season(today.year + n, season) for n in (-2, -1, 0, 1, 2)]
    if ways > 0:
        return next(s for s in around if s.start > today)
    if ways < 0:
        return [s for s in around if s.end < today][-1]
    if frame.ahead:
        return next(s for s in around if s.end >= today)
    return [s for s in around if s.start <= today][-1]


@rule("""
    the? SEASON of? YEAR -|/ YEAR=last
    the? SEASON of? YEAR -|/ TWO=last
""")
def _season_years(_frame: Frame, *, season: int, year: int, last: int) -> Days:
    if last % 100 != (year + 1) % 100:
        raise UntoldError(NO_SUCH)
    return calendar.season(year + 1, season)


@rule("""
    HOLIDAY
    HOLIDAY ,? of? YEAR
    WAYS HOLIDAY
""")
def _holiday(frame: Frame, *, holiday: str, year: int | None = None, ways: int = 0) -> Days:
    if year is not None:
        return calendar.day(_on_holiday(year, holiday))
    around = [_on_holiday(frame.today.year + n, holiday) for n in (-2, -1, 0, 1, 2)]
    if ways == 0:
        return calendar.day(frame.nearest(around))
    around = [d for d in around if (d - frame.today).days * ways > 0]
    return calendar.day(min(around, key=lambda d: abs((d - frame.today).days)))


def _on_holiday(year: int, holiday: str) -> dt.date:
    if holiday.startswith("easter"):
        return calendar.easter(year) + int(holiday[6:]) * DAY
    month, _, rest = holiday.partition("-")
    name, _, number = rest.partition("-")
    if number:
        return calendar.nth_weekday(year, int(month), knowledge.time_words().weekdays[name], int(number))
    return dt.date(year, int(month), int(rest))


def _add_known_days() -> None:
    """Days known by their date alone, once they have been."""
    months = knowledge.time_words().months
    for known in knowledge.time_words().known_days:

        def build(frame: Frame, on: dt.date = known.day) -> Days:
            if frame.published is not None and frame.published < on:
                raise UntoldError(NO_SUCH)
            return calendar.day(on)

        names = "|".join(n for n, m in months.items() if m == known.day.month)
        written = known.written if "/" in known.written else f"{names} {known.day.day}"
        rule("\n".join(f"the? {written} {noun}" for noun in sorted(known.nouns)))(build)


_add_known_days()
