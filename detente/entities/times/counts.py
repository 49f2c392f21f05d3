"""Rules for times counted from publication."""

from __future__ import annotations

from detente.entities.times import calendar, timex
from detente.entities.times.calendar import Days, shift
from detente.entities.times.clock import parted
from detente.entities.times.frame import DAY, GRAMMAR, VAGUE, Frame, UntoldError

rule = GRAMMAR.rule

WHOLE = {"hour": "day", "minute": "day", "decade": "year", "century": "year"}
CLOCK = ("hour", "minute")
_PERIODS = ("week", "month", "quarter", "year", "decade", "century")


@rule("DEICTIC")
def _deictic(frame: Frame, *, deictic: int) -> Days:
    return calendar.day(frame.today + deictic * DAY)


@rule("""
    this PART
    later|earlier this PART
""")
def _this_part(frame: Frame, *, part: str) -> Days:
    return parted(calendar.day(frame.today), part)


@rule("tonight")
def _tonight(frame: Frame) -> Days:
    return parted(calendar.day(frame.today), "TNI")


@rule("last night|evening=part")
def _last_night(frame: Frame, *, part: str) -> Days:
    return parted(calendar.day(frame.today - DAY), "TNI" if part == "night" else "TEV")


@rule("the day before yesterday")
def _before_yesterday(frame: Frame) -> Days:
    return calendar.day(frame.today - 2 * DAY)


@rule("the day after tomorrow")
def _after_tomorrow(frame: Frame) -> Days:
    return calendar.day(frame.today + 2 * DAY)


@rule("""
    WEEKDAY
    WAYS WEEKDAY
""")
def _weekday(frame: Frame, *, weekday: int, ways: int = 0) -> Days:
    """Publication's own day counts, except after "last" and "next"."""
    today = frame.today
    if ways > 0 or (ways == 0 and frame.ahead):
        first = today + DAY if ways else today
        return calendar.day(first + (weekday - first.weekday()) % 7 * DAY)
    last = today - DAY if ways else today
    return calendar.day(last - (last.weekday() - weekday) % 7 * DAY)


@rule("WEEKDAY of? WAY week")
def _weekday_of_week(frame: Frame, *, weekday: int, way: int) -> Days:
    return calendar.day(calendar.week(frame.today).start + (7 * way + weekday) * DAY)


@rule("""
    the? weekend
    WAYS weekend
""")
def _weekend(frame: Frame, *, ways: int = 0) -> Days:
    """The weekend under way, just over, or next to come."""
    this = calendar.weekend(frame.today)
    begun = this.start <= frame.today
    if ways < 0 or (ways == 0 and not begun and not frame.ahead):
        return calendar.weekend(this.start - 7 * DAY)
    return calendar.weekend(this.start + 7 * DAY) if ways > 0 and begun else this


@rule("WAYS ONE=unit")
def _way_unit(frame: Frame, *, ways: int, unit: str) -> Days:
    """Last week, next year; of this one what is past, or what is left where something is ahead."""
    if unit not in _PERIODS:
        raise UntoldError(VAGUE)
    days = _period(frame, unit, ways)
    if ways:
        return days
    today = frame.today
    start, end = (today, days.end) if frame.ahead else (days.start, today)
    return Days(start, end, days.precision, days.timex)


def _period(frame: Frame, unit: str, way: int) -> Days:
    """The week, month, year … of publication, or the one before or after it."""
    whole = calendar.around(frame.today, unit)
    return calendar.around(shift(whole.start, way, unit), unit)


@rule("""
    earlier|later=part in? WAY ONE=unit
    earlier|later=part in the week|month|year=unit
""")
def _rest(frame: Frame, *, part: str, unit: str, way: int = 0) -> Days:
    """Earlier this month, later this year."""
    if unit not in _PERIODS:
        raise UntoldError(VAGUE)
    days = _period(frame, unit, way)
    if way:
        return days
    start, end = (days.start, frame.today) if part == "earlier" else (frame.today, days.end)
    return Days(start, end, days.precision, days.timex)


@rule("so far this ONE=unit")
def _so_far(frame: Frame, *, unit: str) -> Days:
    return _rest(frame, part="earlier", unit=unit)


@rule("""
    the STAGE of the ONE=unit
""")
def _stage_of_this(frame: Frame, *, unit: str, stage: int) -> Days:
    whole = calendar.around(frame.today, unit)
    return calendar.third(whole, stage).valued(whole.timex)


@rule("""
    the EDGE of the ONE=unit
    the? ONE=unit 's EDGE
    the? year=unit -? end
""")
def _edge_of_this(frame: Frame, *, unit: str, edge: int = 2) -> Days:
    whole = calendar.around(frame.today, unit)
    return calendar.edge(whole, edge).valued(whole.timex)


@rule("a year ago", kind="aside")
def _year_ago(frame: Frame) -> Days:
    """What is compared is of a year before, of the same quarter or months where a report speaks of them."""
    reported = frame.reported()
    return calendar.year_before(reported) if reported else _ago(frame, count=1, unit="year")


@rule("""
    COUNT UNIT ago
    COUNT UNIT or so ago
""")
def _ago(frame: Frame, *, count: float | None, unit: str, sign: int = -1) -> Days:
    if count is None:
        raise UntoldError(VAGUE, timex.PAST if sign < 0 else timex.FUTURE)
    if unit in CLOCK and count < 24:
        raise UntoldError("clock time", timex.period(count, unit))
    if unit == "year" and count % 1:
        count, unit = round(count * 12), "month"
    return calendar.around(shift(frame.today, sign * int(count), unit), WHOLE.get(unit, unit))


@rule("COUNT UNIT ago DEICTIC")
def _ago_today(frame: Frame, *, count: float | None, unit: str, deictic: int) -> Days:
    if count is None or deictic:
        raise UntoldError(VAGUE, timex.PAST)
    return calendar.day(shift(frame.today, -int(count), unit))


@rule("this time WAY year")
def _this_time(frame: Frame, *, way: int) -> Days:
    return calendar.years(frame.today.year + way)


@rule("""
    COUNT UNIT from now
    COUNT UNIT 's time
""")
def _from_now(frame: Frame, *, count: float | None, unit: str) -> Days:
    return _ago(frame, count=count, unit=unit, sign=1)


@rule("in COUNT UNIT", kind="duration")
def _in_count(frame: Frame, *, count: float | None, unit: str) -> Days:
    """In two weeks: from now where something is ahead, else how long it took."""
    if not frame.ahead:
        raise UntoldError("duration", timex.period(count, unit))
    return _ago(frame, count=count, unit=unit, sign=1)


@rule("""
    in|over|during|for|within? the past|last ONE=unit
    this past ONE=unit
""")
def _past_one(frame: Frame, *, unit: str) -> Days:
    """The past year: the twelve months up to publication; TimeBank values it as last year."""
    before = shift(frame.today, -1, unit)
    value = "P100Y" if unit == "century" else calendar.around(before, unit).timex
    return Days(before, frame.today, "span", value)


@rule("in|over|during|for|within? the? past|last|previous COUNT UNIT")
def _back(frame: Frame, *, unit: str, count: float | None = 1) -> Days:
    value = timex.period(count, unit)
    if count is None:
        raise UntoldError(VAGUE, value)
    return Days(shift(frame.today, -int(count), unit), frame.today, "span", value)


@rule("""
    in|over|during|for|within? the? next|coming COUNT UNIT
    the coming ONE=unit
    within|over|in|during|for the next ONE=unit
""")
def _forward(frame: Frame, *, unit: str, count: float | None = 1) -> Days:
    value = timex.period(count, unit)
    if count is None:
        raise UntoldError(VAGUE, value)
    return Days(frame.today, shift(frame.today, int(count), unit), "span", value)


@rule("within COUNT UNIT", kind="duration")
def _within(frame: Frame, *, count: float | None, unit: str) -> Days:
    """Within a week: from now on where something is ahead, else how long it took."""
    if not frame.ahead:
        raise UntoldError("duration", timex.period(count, unit))
    return _forward(frame, count=count, unit=unit)


@rule("""
    the? WAYS MANY=
    the? recent MANY=
    the? WAYS MANY= and|or MANY=
    the? recent MANY= and|or MANY=
""")
def _stretch(_frame: Frame, *, ways: int = -1) -> Days:
    raise UntoldError(VAGUE, (timex.PAST, timex.PRESENT, timex.FUTURE)[ways + 1])


@rule("the? remaining|following|final MANY=unit")
def _some(_frame: Frame, *, unit: str) -> Days:
    raise UntoldError(VAGUE, timex.period(None, unit))


@rule("MANY=unit ago|earlier")
def _long_ago(_frame: Frame, *, unit: str) -> Days:  # noqa: ARG001
    raise UntoldError(VAGUE, timex.PAST)


@rule("""
    MANY=unit later
    shortly|soon STOP
""")
def _some_day(_frame: Frame, *, unit: str = "") -> Days:  # noqa: ARG001
    raise UntoldError(VAGUE, timex.FUTURE)
