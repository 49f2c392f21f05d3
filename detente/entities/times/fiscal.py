"""Rules for quarters, fiscal years and the periods that reports compare."""

from __future__ import annotations

from detente.entities.times import calendar, timex
from detente.entities.times.calendar import Days
from detente.entities.times.frame import DAY, GRAMMAR, NO_SUCH, REPORTED, VAGUE, Frame, UntoldError
from detente.entities.times.grammar import Build

rule = GRAMMAR.rule

FISCAL = "fiscal year"


@rule("""
    QUARTER
    QUARTER ,? of? YEAR
    the? ORD=quarter -? quarter
    the? ORD=quarter -? quarter of? YEAR
    the? YEAR ORD=quarter -? quarter
    the? ORD=quarter -? quarter of WAY year
    WAY year 's ORD=quarter -? quarter
    the? comparable|same ORD=quarter -? quarter WAY year
""")
def _quarter(frame: Frame, *, quarter: int, year: int | None = None, way: int | None = None) -> Days:
    if quarter > 4:
        raise UntoldError(NO_SUCH)
    year = frame.year(year, way)
    if year is None:
        ahead = calendar.months(frame.today.year, quarter * 3 - 2).start > frame.today
        year = frame.today.year - (ahead and not frame.ahead)
    return calendar.quarter(year, quarter)


@rule("""
    the latest? quarter
    the latest|same period
    the most recent quarter
    that same? quarter
""")
def _this_quarter(frame: Frame) -> Days:
    """The quarter spoken of, or the last that is over."""
    before = calendar.shift(calendar.around(frame.today, "quarter").start, -1, "quarter")
    told = frame.reported()
    return told if told and calendar.is_quarter(told) else calendar.around(before, "quarter")


@rule("in|for|during|through the first|latest? COUNT months= STOP", kind="duration")
def _months_reported(frame: Frame, *, count: float | None) -> Days:
    """In the nine months: up to the end of the quarter that a report is about."""
    value, quarter = timex.period(count, "month"), frame.quarter()
    if count is None or value not in REPORTED or quarter is None:
        raise UntoldError("duration", value)
    return Days(calendar.shift(quarter.end + DAY, -int(count), "month"), quarter.end, "span", value)


@rule(
    """
    the? comparable|corresponding|same? year -? ago|earlier quarter|period
    the quarter|period a year ago|earlier
    the? comparable|corresponding|same quarter|period WAY= year
    the? comparable|corresponding|same quarter|period of WAY= year
    WAY= year 's quarter
    the? year -? ago|earlier ORD=quarter quarter
    a? year - ago|earlier
""",
    kind="aside",
)
def _year_ago(frame: Frame, *, quarter: int = 0) -> Days:
    """The quarter or months spoken of, a year before; the year before publication where none are."""
    told = calendar.quarter(frame.today.year, quarter) if quarter else frame.reported()
    return calendar.year_before(told) if told else calendar.years(frame.today.year - 1)


@rule("""
    the? fiscal|fy|financial year? YEAR
    the? YEAR fiscal|financial|academic|school year
    the? YEAR -|/ TWO= fiscal|financial|academic|school year
    the? YEAR -|/ YEAR= fiscal|financial|academic|school year
    the? fiscal|financial year ended|ending MONTH= YEAR
""")
def _fiscal(_frame: Frame, *, year: int) -> Days:
    raise UntoldError(FISCAL, f"{year}")


@rule("""
    the? fiscal|financial year
    the? latest fiscal|financial year
    the? WAY fiscal|financial|academic|school year
    fiscal - year
""")
def _this_fiscal(frame: Frame, *, way: int = 0) -> Days:
    raise UntoldError(FISCAL, f"{frame.today.year + way}")


@rule("""
    the? fiscal -? ORD -? quarter
    the? fiscal ORD -? quarter of? YEAR
    the? ORD fiscal quarter
""")
def _fiscal_quarter(frame: Frame, *, ord: int, year: int | None = None) -> Days:  # noqa: A002
    raise UntoldError(FISCAL, f"{year or frame.today.year}-Q{ord}")


@rule("the? fiscal|financial quarter")
def _some_fiscal_quarter(_frame: Frame) -> Days:
    raise UntoldError(FISCAL)


@rule(
    """
    [ the year|quarter|month|week=unit ] ended|ending|to=ended [ LEVEL0=of ]
    [ the fiscal|financial year=unit ] ended|ending|to=ended [ LEVEL0=of ]
    [ the COUNT UNIT ] ended|ending|to=ended [ LEVEL0=of ]
    """,
    level=1,
)
def _period_ended(frame: Frame, *, unit: str, ended: str, of: Build, count: float | None = 1) -> Days:
    """The year ended March 31 has two times in it: the year, and the day on which it ended."""
    end = of(Frame(frame.published, "past", frame.told) if ended == "ended" else frame)
    if count is None:
        raise UntoldError(VAGUE, timex.period(None, unit))
    start = calendar.shift(end.end + DAY, -int(count), unit)
    middle = start + (end.end - start) / 2
    value = calendar.around(middle, unit).timex if unit == "quarter" else timex.period(count, unit)
    return Days(start, end.end, "span", parts=(Days(start, end.end, "span", value), end))
